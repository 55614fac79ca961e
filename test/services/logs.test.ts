// CloudWatch Logs by its wire protocol.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendLogEvents } from '../../src/state/log-groups/append-log-events.ts';
import { LogGroups } from '../../src/state/log-groups/log-groups.ts';
import { openLogStore } from '../../src/state/file-log-store.ts';
import { callJson, openTestEndpoint } from '../rig/endpoint.ts';

const place = { account: '111122223333', region: 'eu-central-1' };
const arn = 'arn:aws:logs:eu-central-1:111122223333:log-group';

async function open() {
  const endpoint = await openTestEndpoint();
  const call = async (operation: string, input: object) => {
    const { status, body } = await callJson(endpoint, 'logs', {
      target: `Logs_20140328.${operation}`,
      input,
    });
    return status === 200 ? body : { status, ...body };
  };
  return {
    endpoint,
    call,
    messages: async (input: object, operation = 'GetLogEvents') => messagesIn(await call(operation, input)),
    [Symbol.asyncDispose]: async () => endpoint[Symbol.asyncDispose](),
  };
}

function messagesIn(body: Readonly<Record<string, unknown>>): readonly string[] {
  return ((body['events'] ?? []) as readonly { readonly message: string }[]).map(({ message }) => message);
}

const stream = { logGroupName: '/shop/api', logStreamName: 'one' };

async function withEvents(count: number) {
  const logs = await open();
  const now = Date.now();
  await logs.call('CreateLogGroup', { logGroupName: stream.logGroupName });
  await logs.call('CreateLogStream', stream);
  const logEvents = Array.from({ length: count }, (_, place) => ({
    timestamp: now - count + place,
    message: `line ${place}`,
  }));
  await logs.call('PutLogEvents', { ...stream, logEvents });
  return { ...logs, now };
}

test('a group has its ARNs, its class, its tags and its retention, until it is deleted', async () => {
  await using logs = await open();
  const { call } = logs;
  const logGroupName = '/shop/api';
  const resourceArn = `${arn}:/shop/api`;
  expect(await call('CreateLogGroup', { logGroupName, tags: { team: 'a' } })).toEqual({});
  expect(await call('CreateLogGroup', { logGroupName })).toMatchObject({
    status: 400,
    __type: 'ResourceAlreadyExistsException',
    message: 'The specified log group already exists',
  });
  await call('CreateLogGroup', { logGroupName: '/other' });
  await call('PutRetentionPolicy', { logGroupName, retentionInDays: 7 });
  expect(await call('DescribeLogGroups', { logGroupNamePrefix: '/shop' })).toMatchObject({
    logGroups: [
      {
        logGroupName,
        arn: `${resourceArn}:*`,
        logGroupArn: resourceArn,
        retentionInDays: 7,
        logGroupClass: 'STANDARD',
        storedBytes: 0,
      },
    ],
  });
  expect(await call('PutRetentionPolicy', { logGroupName, retentionInDays: 8 })).toMatchObject({
    __type: 'InvalidParameterException',
  });
  await call('TagResource', { resourceArn, tags: { level: 'x' } });
  await call('UntagResource', { resourceArn, tagKeys: ['team'] });
  expect(await call('ListTagsForResource', { resourceArn })).toEqual({ tags: { level: 'x' } });
  const first = await call('DescribeLogGroups', { limit: 1 });
  expect(first).toMatchObject({ logGroups: [{ logGroupName: '/other' }] });
  expect(await call('DescribeLogGroups', { limit: 1, nextToken: first['nextToken'] })).toMatchObject({
    logGroups: [{ logGroupName }],
  });
  await call('DeleteLogGroup', { logGroupName });
  expect(await call('DescribeLogStreams', { logGroupName })).toMatchObject({
    status: 400,
    __type: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  });
});

test('events are read forwards and backwards by tokens, and the same token again is the end', async () => {
  await using logs = await withEvents(5);
  const { call } = logs;
  const last = await call('GetLogEvents', { ...stream, limit: 2 });
  expect(messagesIn(last)).toEqual(['line 3', 'line 4']);
  const before = await call('GetLogEvents', { ...stream, limit: 2, nextToken: last['nextBackwardToken'] });
  expect(messagesIn(before)).toEqual(['line 1', 'line 2']);
  const head = await call('GetLogEvents', { ...stream, limit: 4, startFromHead: true });
  const next = await call('GetLogEvents', { ...stream, nextToken: head['nextForwardToken'] });
  expect(messagesIn(next)).toEqual(['line 4']);
  const end = await call('GetLogEvents', { ...stream, nextToken: next['nextForwardToken'] });
  expect(messagesIn(end)).toEqual([]);
  expect(end['nextForwardToken']).toBe(next['nextForwardToken']);
  expect(await call('GetLogEvents', { ...stream, nextToken: 'f/1' })).toMatchObject({
    __type: 'InvalidParameterException',
    message: 'The specified nextToken is invalid.',
  });
});

test('a group is searched by pattern, streams and time, page by page', async () => {
  await using logs = await withEvents(4);
  const { call, messages, now } = logs;
  await call('CreateLogStream', { ...stream, logStreamName: 'two' });
  const logEvents = [{ timestamp: now, message: 'line of two' }];
  await call('PutLogEvents', { ...stream, logStreamName: 'two', logEvents });
  const { logGroupName } = stream;
  const search = async (input: object) => messages({ logGroupName, ...input }, 'FilterLogEvents');
  expect(await search({ filterPattern: 'two' })).toEqual(['line of two']);
  expect(await search({ logStreamNames: ['one'], filterPattern: '-1' })).toEqual([
    'line 0',
    'line 2',
    'line 3',
  ]);
  expect(await search({ logStreamNamePrefix: 'tw' })).toEqual(['line of two']);
  expect(await search({ startTime: now - 2, endTime: now - 1 })).toEqual(['line 2', 'line 3']);
  const first = await call('FilterLogEvents', { logGroupName, limit: 3 });
  expect(messagesIn(first)).toEqual(['line 0', 'line 1', 'line 2']);
  expect(await search({ limit: 3, nextToken: first['nextToken'] })).toEqual(['line 3', 'line of two']);
  expect(await call('FilterLogEvents', { logGroupName, filterPattern: 'a:b' })).toMatchObject({
    __type: 'InvalidParameterException',
  });
});

test('what is too old or too new is rejected, and a batch must be in order', async () => {
  await using logs = await withEvents(0);
  const { call, messages, now } = logs;
  const day = 24 * 60 * 60 * 1000;
  const at = (timestamp: number) => ({ timestamp, message: `at ${timestamp - now}` });
  expect(
    await call('PutLogEvents', { ...stream, logEvents: [at(now - 15 * day), at(now - 15 * day + 1)] }),
  ).toMatchObject({ rejectedLogEventsInfo: { tooOldLogEventEndIndex: 2 } });
  expect(await call('PutLogEvents', { ...stream, logEvents: [at(now), at(now + day / 2)] })).toMatchObject({
    rejectedLogEventsInfo: { tooNewLogEventStartIndex: 1 },
  });
  expect(await messages(stream)).toEqual(['at 0']);
  expect(await call('PutLogEvents', { ...stream, logEvents: [at(now), at(now - 1)] })).toMatchObject({
    __type: 'InvalidParameterException',
    message: 'Log events in a single PutLogEvents request must be in chronological order.',
  });
});

test('what services append is there with its group and stream, and a linked log is followed', async () => {
  await using logs = await open();
  const { messages, call } = logs;
  const { stateFolder } = logs.endpoint;
  using store = new LogGroups(stateFolder);
  const of = (name: string) => ({ group: { ...place, name }, stream: 's' });
  appendLogEvents(store, of('/aws/lambda/a'), { events: [{ timestamp: 1, message: 'START' }], at: 2 });
  expect(await messages({ logGroupName: '/aws/lambda/a', logStreamName: 's' })).toEqual(['START']);

  const files = openLogStore(join(stateFolder, 'logs'));
  store.link(of('/aws/codebuild/b'), { file: files.path('e', 'a'), at: 1 });
  const reading = { logGroupName: '/aws/codebuild/b', logStreamName: 's' };
  expect(await messages(reading)).toEqual([]);
  await using writer = await files.open('e', 'a');
  writer.write(Buffer.from('one\ntwo\nthr'));
  await writer.flush();
  expect(await messages(reading)).toEqual(['one', 'two']);
  writer.write(Buffer.from('ee\n'));
  await writer.flush();
  const { events } = await call('FilterLogEvents', {
    logGroupName: '/aws/codebuild/b',
    filterPattern: 'three',
  });
  expect(events).toMatchObject([{ message: 'three', logStreamName: 's' }]);
  expect(await messages(reading)).toEqual(['one', 'two', 'three']);
});

test('live tail is refused by its name', async () => {
  await using logs = await open();
  expect(await logs.call('StartLiveTail', { logGroupIdentifiers: ['a'] })).toMatchObject({
    status: 400,
    __type: 'UnknownOperationException',
    message:
      'Slipway does not execute StartLiveTail of CloudWatch Logs on this machine: poll FilterLogEvents, as "aws logs tail" does',
  });
});

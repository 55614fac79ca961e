// A queue that calls a function: what becomes of a batch, and of events for later.
import { describe, expect, test } from 'vitest';
import { afterAttempt } from '../../src/services/lambda/after-attempt.ts';
import { doneOf, filtered, recordOf } from '../../src/services/lambda/queue-batch.ts';
import { callJson, openTestEndpoint } from '../rig/endpoint.ts';
import { lambdaApi, nodeFunction } from '../rig/lambda-api.ts';
import { missingMoto } from '../rig/moto.ts';

const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:jobs';
const mapping = {
  EventSourceArn: queueArn,
  FunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:check',
  BatchSize: 10,
  MaximumBatchingWindowInSeconds: 0,
  FunctionResponseTypes: [],
};
const message = (id: string, Body: string) => ({
  MessageId: id,
  ReceiptHandle: `r-${id}`,
  Body,
  MD5OfBody: 'm',
});

describe('a batch', () => {
  test('without a report is deleted when the function has succeeded, and stays when it has failed', () => {
    const batch = [message('a', '1'), message('b', '2')];
    const answer = (isError: boolean) => ({
      isError,
      body: Buffer.from('{"batchItemFailures":[{"itemIdentifier":"a"}]}'),
    });
    expect(doneOf(batch, answer(false), mapping)).toEqual(batch);
    expect(doneOf(batch, answer(true), mapping)).toEqual([]);
  });

  test.each<readonly [string, readonly string[]]>([
    ['{"batchItemFailures":[{"itemIdentifier":"a"}]}', ['b']],
    ['{"batchItemFailures":[]}', ['a', 'b']],
    ['{"batchItemFailures":null}', ['a', 'b']],
    ['{}', ['a', 'b']],
    ['null', ['a', 'b']],
    ['{"batchItemFailures":[{"itemIdentifier":""}]}', []],
    ['{"batchItemFailures":[{"other":"a"}]}', []],
    ['{"batchItemFailures":[null]}', []],
    ['{"batchItemFailures":[{"itemIdentifier":"c"}]}', []],
  ])('whose function reports %s is deleted but for what has failed', (report, done) => {
    const batch = [message('a', '1'), message('b', '2')];
    const reporting = { ...mapping, FunctionResponseTypes: ['ReportBatchItemFailures'] };
    const answer = { isError: false, body: Buffer.from(report) };
    expect(doneOf(batch, answer, reporting).map(({ MessageId }) => MessageId)).toEqual(done);
  });

  test('has only the messages that a filter wants', () => {
    const batch = [message('a', '{"kind":"order"}'), message('b', '{"kind":"other"}'), message('c', 'order')];
    const FilterCriteria = { Filters: [{ Pattern: '{"body":{"kind":["order"]}}' }] };
    const { wanted, others } = filtered(batch, { ...mapping, FilterCriteria });
    expect([wanted, others].map((each) => each.map(({ MessageId }) => MessageId))).toEqual([
      ['a'],
      ['b', 'c'],
    ]);
    expect(filtered(batch, mapping).wanted).toHaveLength(3);
  });

  test.each([
    [{ eventSource: ['aws:sqs'] }, ['a', 'b']],
    [{ messageAttributes: { kind: { stringValue: ['new'] } } }, ['a']],
    [{ attributes: { SenderId: [{ prefix: 'AIDA' }] }, body: { n: [{ numeric: ['>', 1] }] } }, ['b']],
  ])('is filtered by all that its events have: %j', (Pattern, ids) => {
    const Attributes = { SenderId: 'AIDAEXAMPLE' };
    const kind = { DataType: 'String', StringValue: 'new' };
    const batch = [
      { ...message('a', '{"n":1}'), Attributes, MessageAttributes: { kind } },
      { ...message('b', '{"n":2}'), Attributes },
    ];
    const FilterCriteria = { Filters: [{ Pattern: JSON.stringify(Pattern) }] };
    const { wanted } = filtered(batch, { ...mapping, FilterCriteria });
    expect(wanted.map(({ MessageId }) => MessageId)).toEqual(ids);
  });

  test('reaches the function in the form of SQS’s events', () => {
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'x' } };
    expect(
      recordOf({ ...message('a', 'text'), Attributes: { SentTimestamp: '1' }, MessageAttributes }, queueArn),
    ).toEqual({
      messageId: 'a',
      receiptHandle: 'r-a',
      body: 'text',
      attributes: { SentTimestamp: '1' },
      messageAttributes: {
        kind: { stringValue: 'x', stringListValues: [], binaryListValues: [], dataType: 'String' },
      },
      md5OfBody: 'm',
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: 'eu-central-1',
    });
  });
});

test.each([
  [{ result: 'succeeded', attempts: 1, ageMs: 0 }, {}, { kind: 'over', condition: 'Success' }],
  [{ result: 'failed', attempts: 1, ageMs: 0 }, {}, { kind: 'again', afterMs: 60_000 }],
  [{ result: 'failed', attempts: 2, ageMs: 70_000 }, {}, { kind: 'again', afterMs: 120_000 }],
  [{ result: 'failed', attempts: 3, ageMs: 200_000 }, {}, { kind: 'over', condition: 'RetriesExhausted' }],
  [
    { result: 'failed', attempts: 1, ageMs: 0 },
    { MaximumRetryAttempts: 0 },
    { kind: 'over', condition: 'RetriesExhausted' },
  ],
  [
    { result: 'failed', attempts: 2, ageMs: 61_000 },
    { MaximumEventAgeInSeconds: 60 },
    { kind: 'over', condition: 'EventAgeExceeded' },
  ],
  [{ result: 'throttled', attempts: 0, ageMs: 0 }, {}, { kind: 'again', afterMs: 1000 }],
  [
    { result: 'throttled', attempts: 0, ageMs: 21_601_000 },
    {},
    { kind: 'over', condition: 'EventAgeExceeded' },
  ],
] as const)('after an attempt %o with %o comes %o', (attempted, config, next) => {
  expect(afterAttempt(attempted, config)).toEqual(next);
});

test('a mapping of a source that nothing here reads says so', async () => {
  await using endpoint = await openTestEndpoint();
  const call = lambdaApi(endpoint);
  await call('POST functions', await nodeFunction('check', ''));
  const cluster = {
    FunctionName: 'check',
    EventSourceArn: 'arn:aws:kafka:eu-central-1:111122223333:cluster/c/1',
    Topics: ['jobs'],
    StartingPosition: 'LATEST',
  };
  const made = await call('POST event-source-mappings', cluster);
  expect(made).toMatchObject({ status: 202, body: { State: 'Creating', BatchSize: 100 } });
  const { UUID } = made.body;
  const { body } = await call(`GET event-source-mappings/${String(UUID)}`);
  expect(body).toMatchObject({
    State: 'Enabled',
    LastProcessingResult:
      'PROBLEM: Slipway reads only queues of SQS and streams of Kinesis and DynamoDB for functions on this machine',
    EventSourceMappingArn: `arn:aws:lambda:eu-central-1:111122223333:event-source-mapping:${String(UUID)}`,
  });
  expect((await call('POST event-source-mappings', cluster)).status).toBe(409);
  expect((await call(`DELETE event-source-mappings/${String(UUID)}`)).body['State']).toBe('Deleting');
  expect((await call(`GET event-source-mappings/${String(UUID)}`)).status).toBe(404);
});

test.skipIf((await missingMoto()) !== undefined)(
  'a message of a queue is given to its function and deleted',
  async () => {
    await using endpoint = await openTestEndpoint();
    const call = lambdaApi(endpoint);
    const sqs = async (operation: string, input: object) =>
      (await callJson(endpoint, 'sqs', { target: `AmazonSQS.${operation}`, input })).body;
    const { QueueUrl } = await sqs('CreateQueue', { QueueName: 'jobs' });
    const source = `export const handler = async ({ Records }) => console.log('got ' + Records.map(({ body }) => body));`;
    await call('POST functions', await nodeFunction('check', source));
    const made = await call('POST event-source-mappings', {
      FunctionName: 'check',
      EventSourceArn: queueArn,
    });
    expect(made).toMatchObject({
      status: 202,
      body: { State: 'Creating', BatchSize: 10, FunctionResponseTypes: [] },
    });
    await sqs('SendMessage', { QueueUrl, MessageBody: 'job-1' });
    const seen = async () => {
      const input = { logGroupName: '/aws/lambda/check', filterPattern: '"got job-1"' };
      const { body } = await callJson(endpoint, 'logs', { target: 'Logs_20140328.FilterLogEvents', input });
      return ((body['events'] ?? []) as readonly unknown[]).length;
    };
    await expect.poll(seen).toBe(1);
    const left = async () => {
      const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
      return (await sqs('GetQueueAttributes', { QueueUrl, AttributeNames }))['Attributes'];
    };
    await expect
      .poll(left)
      .toEqual({ ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' });
    const missing = { FunctionName: 'check', EventSourceArn: queueArn.replace('jobs', 'none') };
    expect((await call('POST event-source-mappings', missing)).body['message']).toMatch(/NonExistentQueue/);
  },
);

test.skipIf((await missingMoto()) !== undefined)(
  'a message that fails as often as the queue says goes to its dead letter queue',
  async () => {
    await using endpoint = await openTestEndpoint();
    const call = lambdaApi(endpoint);
    const sqs = async (operation: string, input: object) =>
      (await callJson(endpoint, 'sqs', { target: `AmazonSQS.${operation}`, input })).body;
    const dead = await sqs('CreateQueue', { QueueName: 'dead' });
    const deadLetterTargetArn = queueArn.replace('jobs', 'dead');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: '2' });
    const Attributes = { RedrivePolicy, VisibilityTimeout: '3' };
    const { QueueUrl } = await sqs('CreateQueue', { QueueName: 'jobs', Attributes });
    const failing = 'export const handler = async () => { throw new Error("no"); };';
    await call('POST functions', await nodeFunction('check', failing));
    await call('POST event-source-mappings', { FunctionName: 'check', EventSourceArn: queueArn });
    await sqs('SendMessage', { QueueUrl, MessageBody: 'job-1' });
    const numberIn = async (url: unknown) => {
      const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
      const { Attributes: found } = await sqs('GetQueueAttributes', { QueueUrl: url, AttributeNames });
      return Object.values(found as Record<string, string>).map(Number);
    };
    await expect.poll(() => numberIn(dead['QueueUrl'])).toEqual([1, 0]);
    expect(await numberIn(QueueUrl)).toEqual([0, 0]);
    const { Messages } = await sqs('ReceiveMessage', { QueueUrl: dead['QueueUrl'] });
    expect(Messages).toMatchObject([{ Body: 'job-1' }]);
  },
);

// A stream that calls a function: what becomes of a batch, and the streams of Kinesis and DynamoDB for real.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterAttempt,
  beforeAttempt,
  type AttemptResult,
  type Batch,
  type StreamMapping,
} from '../../src/services/lambda/streams/stream-batch.ts';
import { callJson, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { lambdaApi, nodeFunction } from '../rig/lambda-api.ts';
import { missingMoto } from '../rig/moto.ts';
import { makeFolderForFunctions } from '../rig/temporary-folder.ts';

const kinesisArn = 'arn:aws:kinesis:eu-central-1:111122223333:stream/clicks';

const mapping: StreamMapping = {
  EventSourceArn: kinesisArn,
  BatchSize: 100,
  MaximumBatchingWindowInSeconds: 0,
  FunctionResponseTypes: [],
  MaximumRetryAttempts: -1,
  MaximumRecordAgeInSeconds: -1,
  createdAt: 0,
};

const batchOf = (numbers: readonly number[], attempts = 0): Batch => ({
  attempts,
  records: numbers.map((number) => ({
    sequenceNumber: String(number),
    partitionKey: 'a',
    arrivedAt: number * 1000,
    event: {},
    filterable: {},
  })),
});

/** Names of what is given next, as `1,2×0`: the records and the attempts before. */
const shown = ({ records, attempts }: Batch) =>
  `${records.map(({ sequenceNumber }) => sequenceNumber).join()}×${attempts}`;

const succeeded = (report: unknown = null): AttemptResult => ({
  kind: 'succeeded',
  body: Buffer.from(JSON.stringify(report)),
});
const failures = (...ids: readonly string[]) =>
  succeeded({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });
const reporting = { FunctionResponseTypes: ['ReportBatchItemFailures'] };
const splitting = { BisectBatchOnFunctionError: true };

describe('a batch of a stream', () => {
  test.each<readonly [string, Partial<StreamMapping>, Batch, AttemptResult, object]>([
    ['that succeeds is done', {}, batchOf([1, 2]), succeeded(), { done: '2', next: [] }],
    ['that fails is given again', {}, batchOf([1, 2]), { kind: 'failed' }, { next: ['1,2×1'] }],
    [
      'that is throttled is given again, and that is no attempt',
      {},
      batchOf([1]),
      { kind: 'throttled' },
      { next: ['1×0'] },
    ],
    [
      'that fails once more than it may is given up',
      { MaximumRetryAttempts: 2 },
      batchOf([1, 2], 2),
      { kind: 'failed' },
      { done: '2', next: [], givenUp: '1,2×3', condition: 'RetryAttemptsExhausted' },
    ],
    [
      'is split when its mapping says so',
      splitting,
      batchOf([1, 2, 3]),
      { kind: 'failed' },
      { next: ['1,2×0', '3×0'] },
    ],
    ['of one record is not split', splitting, batchOf([1]), { kind: 'failed' }, { next: ['1×1'] }],
    [
      'goes on at the first record that its function names',
      reporting,
      batchOf([1, 2, 3, 4]),
      failures('4', '3'),
      { done: '2', next: ['3,4×1'] },
    ],
    [
      'is split there, and no further',
      { ...reporting, ...splitting },
      batchOf([1, 2, 3, 4]),
      failures('2'),
      { done: '1', next: ['2,3,4×1'] },
    ],
    [
      'whose function names its first record fails as a whole',
      reporting,
      batchOf([1, 2]),
      failures('1'),
      { next: ['1,2×1'] },
    ],
    [
      'whose function names another record fails as a whole',
      reporting,
      batchOf([1, 2]),
      failures('9'),
      { next: ['1,2×1'] },
    ],
    ['whose function names nothing is done', reporting, batchOf([1, 2]), failures(), { done: '2', next: [] }],
    [
      'whose function reports without being asked is done',
      {},
      batchOf([1, 2]),
      failures('1'),
      { done: '2', next: [] },
    ],
    [
      'is done up to what is given up',
      { ...reporting, MaximumRetryAttempts: 0 },
      batchOf([1, 2, 3]),
      failures('3'),
      { done: '3', next: [], givenUp: '3×1', condition: 'RetryAttemptsExhausted' },
    ],
  ])('%s', (...row) => {
    const [, parts, batch, result, expected] = row;
    const { done, givenUp, next } = afterAttempt(batch, result, { ...mapping, ...parts });
    expect({
      ...(done === undefined ? {} : { done }),
      next: next.map(shown),
      ...(givenUp === undefined ? {} : { givenUp: shown(givenUp.batch), condition: givenUp.condition }),
    }).toEqual(expected);
  });

  test('loses the records that are older than they may be', () => {
    const young = { ...mapping, MaximumRecordAgeInSeconds: 60 };
    expect(beforeAttempt(batchOf([50, 60]), young, 100_000)).toBeUndefined();
    expect(beforeAttempt(batchOf([1]), mapping, 1e12)).toBeUndefined();
    const after = beforeAttempt(batchOf([10, 30, 50, 60], 3), young, 100_000);
    expect(after?.next.map(shown)).toEqual(['50,60×3']);
    expect(after).toMatchObject({ done: '30', givenUp: { condition: 'RecordAgeExceeded' } });
  });

  test('ends for every function that ever succeeds with one record, each record once and in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.boolean()), (count, outcomes) => {
        const waiting = [batchOf(Array.from({ length: count }, (_, index) => index))];
        const results = [...outcomes];
        const done: string[] = [];
        for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
          const isDone = results.length === 0 || results.shift() === true;
          const after = afterAttempt(batch, isDone ? succeeded() : { kind: 'failed' }, {
            ...mapping,
            ...splitting,
          });
          if (after.done !== undefined)
            done.push(...batch.records.map(({ sequenceNumber }) => sequenceNumber));
          waiting.unshift(...after.next);
        }
        expect(done).toEqual(Array.from({ length: count }, (_, index) => String(index)));
      }),
    );
  });
});

async function linesOf(endpoint: TestEndpoint): Promise<readonly string[]> {
  const input = { logGroupName: '/aws/lambda/check', filterPattern: 'got' };
  const { body } = await callJson(endpoint, 'logs', { target: 'Logs_20140328.FilterLogEvents', input });
  return ((body['events'] ?? []) as readonly { readonly message: string }[]).map(
    ({ message }) => /got (.*)$/m.exec(message)?.[1] ?? '',
  );
}

describe.skipIf((await missingMoto()) !== undefined)('for real', () => {
  const caller =
    (endpoint: TestEndpoint, service: string, prefix: string) => async (operation: string, input: object) => {
      const answer = await callJson(endpoint, service, { target: `${prefix}.${operation}`, input });
      expect(answer).toMatchObject({ status: 200 });
      return answer.body;
    };

  test('records of Kinesis reach their function in batches, those before a mapping of LATEST do not, and what always fails is told to its destination', async () => {
    await using endpoint = await openTestEndpoint();
    const call = lambdaApi(endpoint);
    const kinesis = caller(endpoint, 'kinesis', 'Kinesis_20131202');
    const sqs = caller(endpoint, 'sqs', 'AmazonSQS');
    await kinesis('CreateStream', { StreamName: 'clicks', ShardCount: 1 });
    const put = async (...texts: readonly string[]) =>
      kinesis('PutRecords', {
        StreamName: 'clicks',
        Records: texts.map((text) => ({ Data: Buffer.from(text).toString('base64'), PartitionKey: 'a' })),
      });
    await put('early');
    const { QueueUrl } = await sqs('CreateQueue', { QueueName: 'lost' });
    const source = `export const handler = async ({ Records }) => {
      const texts = Records.map(({ kinesis }) => atob(kinesis.data));
      console.log('got ' + texts.join() + ' ' + Records[0].eventSource);
      if (texts.includes('bad')) throw new Error('no');
    };`;
    await call('POST functions', await nodeFunction('check', source));
    const given = {
      FunctionName: 'check',
      EventSourceArn: kinesisArn,
      StartingPosition: 'LATEST',
      BatchSize: 4,
      MaximumBatchingWindowInSeconds: 1,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:eu-central-1:111122223333:lost' } },
    };
    const missing = await call('POST event-source-mappings', { ...given, EventSourceArn: `${kinesisArn}-2` });
    expect(missing.body['message']).toBe(`Stream not found: ${kinesisArn}-2`);
    const made = await call('POST event-source-mappings', given);
    expect(made).toMatchObject({ status: 202, body: { State: 'Creating', BatchSize: 4 } });
    await put('one', 'two', 'bad', 'four', 'five');
    await expect
      .poll(async () => linesOf(endpoint))
      .toEqual([
        'one,two,bad,four aws:kinesis',
        'one,two aws:kinesis',
        'bad,four aws:kinesis',
        'bad aws:kinesis',
        'bad aws:kinesis',
        'four aws:kinesis',
        'five aws:kinesis',
      ]);
    const [message] = (await sqs('ReceiveMessage', { QueueUrl, WaitTimeSeconds: 5 }))[
      'Messages'
    ] as readonly {
      readonly Body: string;
    }[];
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
      KinesisBatchInfo: { batchSize: 1, streamArn: kinesisArn, shardId: 'shardId-000000000000' },
    });
    const { body } = await call(`GET event-source-mappings/${String(made.body['UUID'])}`);
    expect(body).toMatchObject({ State: 'Enabled', LastProcessingResult: 'OK' });
  });

  test('records of a tumbling window are given with the state of those before, and its end is told', async () => {
    await using endpoint = await openTestEndpoint();
    const call = lambdaApi(endpoint);
    const kinesis = caller(endpoint, 'kinesis', 'Kinesis_20131202');
    await kinesis('CreateStream', { StreamName: 'clicks', ShardCount: 1 });
    const source = `export const handler = async ({ Records, state, window, isFinalInvokeForWindow, isWindowTerminatedEarly }) => {
      const sum = Records.reduce((all, { kinesis }) => all + Number(atob(kinesis.data)), state.sum ?? 0);
      const length = Date.parse(window.end) - Date.parse(window.start);
      console.log('got ' + [length, Records.length, sum, isFinalInvokeForWindow, isWindowTerminatedEarly].join(' '));
      return { state: { sum } };
    };`;
    await call('POST functions', await nodeFunction('check', source, { Timeout: 60 }));
    const made = await call('POST event-source-mappings', {
      FunctionName: 'check',
      EventSourceArn: kinesisArn,
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 1,
      TumblingWindowInSeconds: 2,
    });
    expect(made).toMatchObject({ status: 202, body: { TumblingWindowInSeconds: 2 } });
    const put = async (number: number) =>
      kinesis('PutRecord', {
        StreamName: 'clicks',
        Data: Buffer.from(String(number)).toString('base64'),
        PartitionKey: 'a',
      });
    for (const number of [1, 2, 3]) await put(number);
    const finals = async () => (await linesOf(endpoint)).filter((line) => line.endsWith(' true false'));
    // They are of one window or of several, as the time has it: whatever was summed is told at the end of each.
    const sumOf = (lines: readonly string[]) =>
      lines.reduce((sum, line) => sum + Number(line.split(' ')[2]), 0);
    await expect.poll(async () => sumOf(await finals()), { timeout: 120_000 }).toBe(6);
    const lines = await linesOf(endpoint);
    expect(lines.filter((line) => !line.startsWith('2000 '))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('2000 1 '))).toHaveLength(3);
    expect((await finals()).filter((line) => !line.startsWith('2000 0 '))).toEqual([]);
  });

  test('batches of several partition keys are given at the same time, when the mapping allows it', async () => {
    await using endpoint = await openTestEndpoint();
    const call = lambdaApi(endpoint);
    const kinesis = caller(endpoint, 'kinesis', 'Kinesis_20131202');
    await kinesis('CreateStream', { StreamName: 'clicks', ShardCount: 1 });
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    const Records = keys.map((key) => ({ Data: Buffer.from(key).toString('base64'), PartitionKey: key }));
    await kinesis('PutRecords', { StreamName: 'clicks', Records });
    await kinesis('PutRecords', { StreamName: 'clicks', Records });
    // Each waits until another one is at work as well: one after the other they would never end.
    const source = `import { mkdirSync, readdirSync } from 'node:fs';
    const folder = process.env.LANES;
    export const handler = async ({ Records }) => {
      mkdirSync(folder + '/' + process.pid, { recursive: true });
      while (readdirSync(folder).length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      console.log('got ' + Records.map(({ kinesis }) => kinesis.partitionKey).join());
    };`;
    await using lanes = await makeFolderForFunctions();
    const more = { Timeout: 120, Environment: { Variables: { LANES: lanes.path } } };
    await call('POST functions', await nodeFunction('check', source, more));
    await call('POST event-source-mappings', {
      FunctionName: 'check',
      EventSourceArn: kinesisArn,
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 10,
      ParallelizationFactor: 4,
    });
    const given = async () => (await linesOf(endpoint)).flatMap((line) => line.split(',')).toSorted();
    await expect
      .poll(given, { timeout: 120_000 })
      .toEqual(['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd', 'e', 'e', 'f', 'f']);
  });

  test('changes of a DynamoDB table reach their function from the oldest on, as its filter wants them', async () => {
    await using endpoint = await openTestEndpoint();
    const call = lambdaApi(endpoint);
    const table = caller(endpoint, 'dynamodb', 'DynamoDB_20120810');
    const { TableDescription } = await table('CreateTable', {
      TableName: 'orders',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    const put = async (id: string, state: string) =>
      table('PutItem', { TableName: 'orders', Item: { id: { S: id }, state: { S: state } } });
    await put('a', 'new');
    await put('a', 'paid');
    const source = `export const handler = async ({ Records }) => {
      for (const { eventName, dynamodb } of Records) console.log('got ' + eventName + ' ' + dynamodb.OldImage?.state.S + ' ' + dynamodb.NewImage.state.S);
    };`;
    await call('POST functions', await nodeFunction('check', source));
    await call('POST event-source-mappings', {
      FunctionName: 'check',
      EventSourceArn: (TableDescription as { readonly LatestStreamArn: string }).LatestStreamArn,
      StartingPosition: 'TRIM_HORIZON',
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["MODIFY"]}' }] },
    });
    await put('a', 'sent');
    await expect.poll(async () => linesOf(endpoint)).toEqual(['MODIFY new paid', 'MODIFY paid sent']);
  });
});

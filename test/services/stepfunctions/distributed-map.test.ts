// Distributed Maps and redriving by Step Functions' API: an execution for each item of a file in S3, and what has failed goes on.
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { serveEndpoint } from '../../../src/endpoint/serve-endpoint.ts';
import { until } from '../../rig/api-ground.ts';
import { callJson, openTestEndpoint, userKeys, type TestEndpoint } from '../../rig/endpoint.ts';
import { missingMoto } from '../../rig/moto.ts';
import { call, openWithBucket } from '../../rig/s3-calls.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

const missing = await missingMoto();
const role = 'arn:aws:iam::111122223333:role/states';
const here = 'eu-central-1:111122223333';

type Caller = Pick<TestEndpoint, 'url' | 'credentials'>;
type Answer = Readonly<Record<string, unknown>>;

async function states(endpoint: Caller, operation: string, input: object): Promise<Answer> {
  const { status, body } = await callJson(endpoint, 'states', {
    target: `AWSStepFunctions.${operation}`,
    input,
  });
  return { ...body, httpStatus: status };
}

const one = (state: object) => ({ StartAt: 'A', States: { A: { End: true, ...state } } });

async function start(
  endpoint: Caller,
  { name, definition, input = {} }: { name: string; definition: object; input?: unknown },
): Promise<string> {
  const made = await states(endpoint, 'CreateStateMachine', {
    name,
    roleArn: role,
    definition: JSON.stringify(definition),
  });
  const { executionArn, message } = await states(endpoint, 'StartExecution', {
    stateMachineArn: made['stateMachineArn'] ?? made['message'],
    name: 'one',
    input: JSON.stringify(input),
  });
  return String(executionArn ?? message);
}

async function ended(endpoint: Caller, executionArn: string) {
  let read: Answer = {};
  await until(async () => {
    read = await states(endpoint, 'DescribeExecution', { executionArn });
    return read['status'] !== 'RUNNING';
  });
  const { status, output, error, cause } = read;
  return {
    status,
    ...(typeof output === 'string' ? { output: JSON.parse(output) as unknown } : { error, cause }),
  };
}

async function historyOf(endpoint: Caller, executionArn: string): Promise<readonly string[]> {
  const { events } = await states(endpoint, 'GetExecutionHistory', { executionArn });
  return (events as readonly { readonly type: string }[]).map(({ type }) => type);
}

async function mapRunOf(endpoint: Caller, executionArn: string): Promise<string> {
  const { mapRuns = [] } = await states(endpoint, 'ListMapRuns', { executionArn });
  return (mapRuns as readonly { readonly mapRunArn: string }[])[0]?.mapRunArn ?? '';
}

async function childrenOf(endpoint: Caller, mapRunArn: string) {
  const { executions = [] } = await states(endpoint, 'ListExecutions', { mapRunArn });
  return executions as readonly { readonly executionArn: string; readonly status: string }[];
}

const processor = (machine: object, ExecutionType = 'STANDARD') => ({
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType },
  ...machine,
});

const pass = processor(one({ Type: 'Pass' }));

/** It fails for what is marked as bad. */
const picky = processor({
  StartAt: 'Look',
  States: {
    Look: {
      Type: 'Choice',
      Choices: [{ Variable: '$.bad', BooleanEquals: true, Next: 'Bad' }],
      Default: 'Good',
    },
    Bad: { Type: 'Fail', Error: 'Bad', Cause: 'it is bad' },
    Good: { Type: 'Succeed' },
  },
});

/** It asks for a message of its token, and ends with what is answered. */
const asking = (QueueUrl: unknown) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Parameters: { QueueUrl, MessageBody: { 'token.$': '$$.Task.Token', 'input.$': '$' } },
});

async function openQueue(endpoint: Caller, QueueName: string) {
  const sqs = async (operation: string, input: object) =>
    (await callJson(endpoint, 'sqs', { target: `AmazonSQS.${operation}`, input })).body;
  const { QueueUrl } = await sqs('CreateQueue', { QueueName });
  return {
    QueueUrl,
    take: async (): Promise<{ readonly token: string; readonly input: unknown }> => {
      let body = '';
      await until(async () => {
        const { Messages } = await sqs('ReceiveMessage', { QueueUrl });
        body = ((Messages ?? []) as readonly { readonly Body: string }[])[0]?.Body ?? '';
        return body !== '';
      });
      return JSON.parse(body) as { readonly token: string; readonly input: unknown };
    },
  };
}

describe.skipIf(missing !== undefined)('a distributed Map', () => {
  test('starts an execution for each item that it is given, with events as on AWS', async () => {
    await using endpoint = await openTestEndpoint();
    const execution = await start(endpoint, {
      name: 'each',
      definition: one({
        Type: 'Map',
        Label: 'Each',
        ItemSelector: { 'value.$': '$$.Map.Item.Value', 'at.$': '$$.Map.Item.Index' },
        ItemProcessor: pass,
      }),
      input: ['a', 'b'],
    });
    expect(await ended(endpoint, execution)).toEqual({
      status: 'SUCCEEDED',
      output: [
        { value: 'a', at: 0 },
        { value: 'b', at: 1 },
      ],
    });
    expect(await historyOf(endpoint, execution)).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
    const run = await mapRunOf(endpoint, execution);
    expect(run).toMatch(new RegExp(`^arn:aws:states:${here}:mapRun:each/Each:[0-9a-f-]{36}$`));
    expect(await states(endpoint, 'DescribeMapRun', { mapRunArn: run })).toMatchObject({
      executionArn: execution,
      status: 'SUCCEEDED',
      executionCounts: { total: 2, succeeded: 2, pending: 0, failed: 0 },
      itemCounts: { total: 2, succeeded: 2 },
    });
    const children = await childrenOf(endpoint, run);
    expect(children.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    const child = children[0]?.executionArn ?? '';
    expect(child).toContain(`:execution:each/Each:`);
    expect(await historyOf(endpoint, child)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    // Those of a Map are not among those of its state machine.
    const stateMachineArn = `arn:aws:states:${here}:stateMachine:each`;
    expect((await states(endpoint, 'ListExecutions', { stateMachineArn }))['executions']).toHaveLength(1);
  });

  test('reads CSV, JSON, JSON Lines, packed inventories and lists of objects from a bucket', async () => {
    await using endpoint = await openWithBucket();
    const put = async (key: string, body: string | Uint8Array<ArrayBuffer>) =>
      call(endpoint, `PUT /shop/in/${key}`, { body });
    await put('a.csv', 'id,name\r\n1,"Doe, ""J"""\r\n\r\n2\n');
    await put('b.json', '[{"id":1},{"id":2},{"id":3}]');
    await put('c.jsonl', '{"id":1}\n{"id":2}\n');
    await put('d.csv.gz', new Uint8Array(gzipSync('"shop","in/a.csv"\n"shop","in/b.json"\n')));
    const manifest = {
      destinationBucket: 'arn:aws:s3:::shop',
      fileFormat: 'CSV',
      fileSchema: 'Bucket, Key',
      files: [{ key: 'in/d.csv.gz' }],
    };
    await put('manifest.json', JSON.stringify(manifest));
    let count = 0;
    const read = async (Key: string, ReaderConfig: object) => {
      count += 1;
      const reader = {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig,
        Parameters: { Bucket: 'shop', 'Key.$': '$.key' },
      };
      const execution = await start(endpoint, {
        name: `read${count}`,
        definition: one({ Type: 'Map', ItemReader: reader, ItemProcessor: pass }),
        input: { key: `in/${Key}` },
      });
      return await ended(endpoint, execution);
    };
    expect(await read('a.csv', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' })).toMatchObject({
      output: [
        { id: '1', name: 'Doe, "J"' },
        { id: '2', name: '' },
      ],
    });
    expect(await read('b.json', { InputType: 'JSON', MaxItems: 2 })).toMatchObject({
      output: [{ id: 1 }, { id: 2 }],
    });
    expect(await read('c.jsonl', { InputType: 'JSONL' })).toMatchObject({ output: [{ id: 1 }, { id: 2 }] });
    expect(await read('manifest.json', { InputType: 'MANIFEST' })).toMatchObject({
      output: [
        { Bucket: 'shop', Key: 'in/a.csv' },
        { Bucket: 'shop', Key: 'in/b.json' },
      ],
    });
    expect(await read('none.json', { InputType: 'JSON' })).toMatchObject({
      status: 'FAILED',
      error: 'States.ItemReaderFailed',
      cause: 'The specified key does not exist.',
    });
    const listed = await start(endpoint, {
      name: 'listed',
      definition: one({
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:listObjectsV2',
          Parameters: { Bucket: 'shop', Prefix: 'in/b' },
        },
        ItemProcessor: pass,
      }),
    });
    expect(await ended(endpoint, listed)).toMatchObject({
      output: [{ Key: 'in/b.json', Size: 28, LastModified: expect.any(Number) as number }],
    });
  });

  test('puts items into batches, and writes what has failed and what has not into a bucket', async () => {
    await using endpoint = await openWithBucket();
    const execution = await start(endpoint, {
      name: 'batched',
      definition: {
        QueryLanguage: 'JSONata',
        ...one({
          Type: 'Map',
          Label: 'Batches',
          ItemBatcher: { MaxItemsPerBatch: '{% 2 %}', BatchInput: { of: '{% $states.input.of %}' } },
          Items: '{% $states.input.list %}',
          ToleratedFailurePercentage: 34,
          ItemProcessor: processor(
            {
              StartAt: 'Look',
              States: {
                Look: {
                  Type: 'Choice',
                  Choices: [{ Condition: '{% 3 in $states.input.Items %}', Next: 'Bad' }],
                  Default: 'Sum',
                },
                Bad: { Type: 'Fail', Error: 'Bad', Cause: 'three' },
                Sum: { Type: 'Pass', Output: '{% $sum($states.input.Items) %}', End: true },
              },
            },
            'EXPRESS',
          ),
          ResultWriter: {
            Resource: 'arn:aws:states:::s3:putObject',
            Arguments: { Bucket: 'shop', Prefix: 'out' },
            WriterConfig: { Transformation: 'COMPACT', OutputType: 'JSONL' },
          },
        }),
      },
      input: { of: 'x', list: [0, 1, 2, 3, 4, 5] },
    });
    const run = await mapRunOf(endpoint, execution);
    const folder = `out/${run.split(':').at(-1) ?? ''}`;
    expect(await ended(endpoint, execution)).toEqual({
      status: 'SUCCEEDED',
      output: {
        MapRunArn: run,
        ResultWriterDetails: { Bucket: 'shop', Key: `${folder}/manifest.json` },
      },
    });
    const read = async (key: string) => (await call(endpoint, `GET /shop/${key}`)).text;
    expect(JSON.parse(await read(`${folder}/manifest.json`))).toEqual({
      DestinationBucket: 'shop',
      MapRunArn: run,
      ResultFiles: {
        FAILED: [{ Key: `${folder}/FAILED_0.jsonl`, Size: expect.any(Number) as number }],
        PENDING: [],
        SUCCEEDED: [{ Key: `${folder}/SUCCEEDED_0.jsonl`, Size: 4 }],
      },
    });
    expect(await read(`${folder}/SUCCEEDED_0.jsonl`)).toBe('1\n9\n');
    expect(JSON.parse(await read(`${folder}/FAILED_0.jsonl`))).toMatchObject({
      Error: 'Bad',
      Input: '{"BatchInput":{"of":"x"},"Items":[2,3]}',
      Status: 'FAILED',
    });
    expect(await states(endpoint, 'DescribeMapRun', { mapRunArn: run })).toMatchObject({
      itemCounts: { total: 6, succeeded: 4, failed: 2, resultsWritten: 6 },
      executionCounts: { total: 3, succeeded: 2, failed: 1, resultsWritten: 3 },
    });
  });

  test('fails when more items fail than it tolerates, and is redriven for those', async () => {
    await using endpoint = await openTestEndpoint();
    const queue = await openQueue(endpoint, 'questions');
    const definition = (more: object) =>
      one({ Type: 'Map', MaxConcurrency: 1, ItemProcessor: picky, ...more });
    const input = [{ n: 1 }, { n: 2, bad: true }, { n: 3 }].map((each) => ({ bad: false, ...each }));
    const tolerant = await start(endpoint, {
      name: 'tolerant',
      definition: definition({ ToleratedFailureCount: 1 }),
      input,
    });
    expect(await ended(endpoint, tolerant)).toMatchObject({
      status: 'SUCCEEDED',
      output: [{ n: 1 }, { Error: 'Bad', Status: 'FAILED' }, { n: 3 }],
    });
    const strict = await start(endpoint, { name: 'strict', definition: definition({}), input });
    expect(await ended(endpoint, strict)).toEqual({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
      cause: 'The specified tolerated failure threshold was exceeded',
    });
    expect((await historyOf(endpoint, strict)).slice(-3)).toEqual([
      'MapRunFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
    const asks = await start(endpoint, {
      name: 'asks',
      definition: one({
        Type: 'Map',
        MaxConcurrency: 1,
        ItemProcessor: processor(one(asking(queue.QueueUrl))),
      }),
      input: ['x', 'y'],
    });
    const first = await queue.take();
    await states(endpoint, 'SendTaskSuccess', { taskToken: first.token, output: '"first"' });
    const second = await queue.take();
    await states(endpoint, 'SendTaskFailure', { taskToken: second.token, error: 'No', cause: 'no' });
    expect(await ended(endpoint, asks)).toMatchObject({ status: 'FAILED' });
    const run = await mapRunOf(endpoint, asks);
    const failed = (await childrenOf(endpoint, run)).find(({ status }) => status === 'FAILED');
    const executionArn = failed?.executionArn ?? '';
    expect(await states(endpoint, 'DescribeExecution', { executionArn })).toMatchObject({
      redriveStatus: 'REDRIVABLE_BY_MAP_RUN',
      mapRunArn: run,
    });
    expect(await states(endpoint, 'RedriveExecution', { executionArn })).toMatchObject({ httpStatus: 400 });
    await states(endpoint, 'RedriveExecution', { executionArn: asks });
    const again = await queue.take();
    expect(again.input).toBe('y');
    await states(endpoint, 'SendTaskSuccess', { taskToken: again.token, output: '"second"' });
    expect(await ended(endpoint, asks)).toEqual({ status: 'SUCCEEDED', output: ['first', 'second'] });
    expect(await historyOf(endpoint, asks)).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapRunStarted',
      'MapRunFailed',
      'MapStateFailed',
      'ExecutionFailed',
      'ExecutionRedriven',
      'MapRunRedriven',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
    expect(await states(endpoint, 'DescribeMapRun', { mapRunArn: run })).toMatchObject({
      status: 'SUCCEEDED',
      redriveCount: 1,
      executionCounts: { total: 2, succeeded: 2 },
    });
  });

  test('ends its executions when it is stopped, and takes another number of them at once', async () => {
    await using endpoint = await openTestEndpoint();
    const wait = processor(one({ Type: 'Wait', Seconds: 600 }));
    const execution = await start(endpoint, {
      name: 'long',
      definition: one({ Type: 'Map', MaxConcurrency: 1, ItemProcessor: wait }),
      input: [1, 2, 3],
    });
    await until(async () => (await mapRunOf(endpoint, execution)) !== '');
    const mapRunArn = await mapRunOf(endpoint, execution);
    await until(async () => (await childrenOf(endpoint, mapRunArn)).length === 1);
    expect(await states(endpoint, 'DescribeMapRun', { mapRunArn })).toMatchObject({
      executionCounts: { pending: 2, running: 1, total: 3 },
    });
    await states(endpoint, 'UpdateMapRun', { mapRunArn, maxConcurrency: 2 });
    await until(async () => (await childrenOf(endpoint, mapRunArn)).length === 2);
    await states(endpoint, 'StopExecution', { executionArn: execution, error: 'Enough' });
    expect(await ended(endpoint, execution)).toMatchObject({ status: 'ABORTED', error: 'Enough' });
    expect(await states(endpoint, 'DescribeMapRun', { mapRunArn })).toMatchObject({
      status: 'ABORTED',
      executionCounts: { aborted: 2, running: 0 },
    });
  });

  test('goes on in the next process with the executions that have not ended', async () => {
    await using folder = await makeFolder();
    const stateFolder = join(folder.path, '.slipway');
    const endpointFolder = join(stateFolder, 'targets', '@endpoint');
    mkdirSync(stateFolder);
    const credentials = userKeys(stateFolder);
    const definition = one({
      Type: 'Map',
      MaxConcurrency: 1,
      ItemProcessor: processor({
        StartAt: 'A',
        States: {
          A: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()', 'for.$': '$.for' }, Next: 'W' },
          W: { Type: 'Wait', SecondsPath: '$.for', End: true },
        },
      }),
    });
    let execution = '';
    {
      await using first = await serveEndpoint(stateFolder, endpointFolder);
      const caller = { url: first.url, credentials };
      execution = await start(caller, {
        name: 'long',
        definition,
        input: [{ for: 0 }, { for: 3 }, { for: 0 }],
      });
      await until(async () => {
        const run = await mapRunOf(caller, execution);
        return run !== '' && (await childrenOf(caller, run)).length >= 2;
      });
    }
    await using second = await serveEndpoint(stateFolder, endpointFolder);
    const caller = { url: second.url, credentials };
    // The first connection may be one that the process before has closed.
    await until(async () =>
      fetch(second.url).then(
        () => true,
        () => false,
      ),
    );
    expect(await ended(caller, execution)).toMatchObject({
      status: 'SUCCEEDED',
      output: [{ for: 0 }, { for: 3 }, { for: 0 }],
    });
    const run = await mapRunOf(caller, execution);
    expect(await states(caller, 'DescribeMapRun', { mapRunArn: run })).toMatchObject({
      executionCounts: { total: 3, succeeded: 3 },
    });
  });
});

describe.skipIf(missing !== undefined)('an execution that is redriven', () => {
  test('goes on from the states that failed, with new attempts and the results of the others', async () => {
    await using endpoint = await openTestEndpoint();
    const queue = await openQueue(endpoint, 'again');
    const execution = await start(endpoint, {
      name: 'again',
      definition: {
        StartAt: 'Id',
        States: {
          Id: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()' }, Next: 'Both' },
          Both: {
            Type: 'Parallel',
            Branches: [
              one({ Type: 'Pass', Parameters: { 'left.$': 'States.UUID()' } }),
              one({
                ...asking(queue.QueueUrl),
                Retry: [{ ErrorEquals: ['Once'], IntervalSeconds: 1, MaxAttempts: 1 }],
              }),
            ],
            End: true,
          },
        },
      },
    });
    const ids: unknown[] = [];
    const fail = async (error: string) => {
      const { token, input } = await queue.take();
      ids.push((input as { readonly id: unknown }).id);
      await states(endpoint, 'SendTaskFailure', { taskToken: token, error, cause: '' });
    };
    await fail('Once');
    await fail('Once');
    expect(await ended(endpoint, execution)).toMatchObject({ status: 'FAILED', error: 'Once' });
    const described = async () => states(endpoint, 'DescribeExecution', { executionArn: execution });
    expect(await described()).toMatchObject({ redriveCount: 0, redriveStatus: 'REDRIVABLE' });
    const clientToken = 'token';
    const answer = await states(endpoint, 'RedriveExecution', { executionArn: execution, clientToken });
    expect(await states(endpoint, 'RedriveExecution', { executionArn: execution, clientToken })).toEqual(
      answer,
    );
    expect(await described()).toMatchObject({ status: 'RUNNING', redriveCount: 1 });
    // It may be tried once more again.
    await fail('Once');
    const { token, input } = await queue.take();
    await states(endpoint, 'SendTaskSuccess', { taskToken: token, output: '"well"' });
    expect(await ended(endpoint, execution)).toEqual({
      status: 'SUCCEEDED',
      output: [{ left: expect.any(String) as string }, 'well'],
    });
    expect(new Set([...ids, (input as { readonly id: unknown }).id]).size).toBe(1);
    const history = await historyOf(endpoint, execution);
    const from = history.indexOf('ExecutionRedriven');
    expect(history.slice(from)).toEqual([
      'ExecutionRedriven',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskFailed',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ParallelStateSucceeded',
      'ParallelStateExited',
      'ExecutionSucceeded',
    ]);
    expect(history.filter((type) => type === 'PassStateExited')).toHaveLength(2);
    expect(await states(endpoint, 'RedriveExecution', { executionArn: execution })).toMatchObject({
      httpStatus: 400,
      message: 'Execution is SUCCEEDED and cannot be redriven',
    });
  });
});

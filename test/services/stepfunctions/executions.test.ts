// Executions of state machines by Step Functions' API: functions and services are called, and what was begun goes on after a kill.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serveEndpoint } from '../../../src/endpoint/serve-endpoint.ts';
import { until } from '../../rig/api-ground.ts';
import { callJson, openTestEndpoint, userKeys, type TestEndpoint } from '../../rig/endpoint.ts';
import { lambdaApi, nodeFunction, whenSettled } from '../../rig/lambda-api.ts';
import { missingMoto } from '../../rig/moto.ts';
import { callStacks, ended, eventsOf } from '../../rig/stacks.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

const missing = await missingMoto();
const role = 'arn:aws:iam::111122223333:role/states';
const here = 'eu-central-1:111122223333';

type Caller = Pick<TestEndpoint, 'url' | 'credentials'>;

async function states(endpoint: Caller, operation: string, input: object) {
  const { status, body } = await callJson(endpoint, 'states', {
    target: `AWSStepFunctions.${operation}`,
    input,
  });
  return { status, ...body } as Readonly<Record<string, unknown>>;
}

async function makeMachine(
  endpoint: Caller,
  name: string,
  definition: object,
  type = 'STANDARD',
): Promise<string> {
  const made = await states(endpoint, 'CreateStateMachine', {
    name,
    roleArn: role,
    definition: JSON.stringify(definition),
    type,
  });
  return String(made['stateMachineArn']);
}

async function start(
  endpoint: Caller,
  stateMachineArn: string,
  input: unknown,
  more: object = {},
): Promise<string> {
  const given = { stateMachineArn, input: JSON.stringify(input), ...more };
  const { executionArn, message } = await states(endpoint, 'StartExecution', given);
  return String(executionArn ?? message);
}

async function outcome(endpoint: Caller, executionArn: string) {
  const read = async () => states(endpoint, 'DescribeExecution', { executionArn });
  await until(async () => (await read())['status'] !== 'RUNNING');
  const { status, output, error, cause } = await read();
  return {
    status,
    output: typeof output === 'string' ? (JSON.parse(output) as unknown) : undefined,
    error,
    cause,
  };
}

async function historyOf(endpoint: Caller, executionArn: string): Promise<readonly string[]> {
  const { events } = await states(endpoint, 'GetExecutionHistory', { executionArn });
  return (events as readonly { readonly type: string }[]).map(({ type }) => type);
}

const source = `
export const handler = async (event) => {
  if (event.n < 0) { const error = new Error('below zero'); error.name = 'Negative'; throw error; }
  return { n: event.n * 2 };
};`;

async function withFunction(endpoint: TestEndpoint): Promise<void> {
  const call = lambdaApi(endpoint);
  // A busy machine takes longer than three seconds to start the first one.
  await call('POST functions', { ...(await nodeFunction('double', source)), Timeout: 60 });
  await whenSettled(call, 'double');
}

/** It waits for nothing. */
const around = {
  StartAt: 'A',
  States: {
    A: { Type: 'Pass', Next: 'B' },
    B: { Type: 'Choice', Choices: [{ Variable: '$.end', IsPresent: true, Next: 'C' }], Default: 'A' },
    C: { Type: 'Succeed' },
  },
};

const double = { Type: 'Task', Resource: `arn:aws:lambda:${here}:function:double` };

describe.skipIf(missing !== undefined)('an execution', () => {
  test('calls functions, has a history, and fails with the error of a function', async () => {
    await using endpoint = await openTestEndpoint();
    await withFunction(endpoint);
    const machine = await makeMachine(endpoint, 'twice', {
      StartAt: 'First',
      States: {
        First: { ...double, Next: 'Second' },
        Second: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Parameters: { FunctionName: 'double', 'Payload.$': '$' },
          ResultSelector: { 'n.$': '$.Payload.n' },
          End: true,
        },
      },
    });
    const well = await start(endpoint, machine, { n: 5 }, { name: 'well' });
    expect(well).toBe(`arn:aws:states:${here}:execution:twice:well`);
    expect(await outcome(endpoint, well)).toMatchObject({ status: 'SUCCEEDED', output: { n: 20 } });
    expect(await historyOf(endpoint, well)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    const badly = await start(endpoint, machine, { n: -1 });
    expect(await outcome(endpoint, badly)).toMatchObject({
      status: 'FAILED',
      error: 'Negative',
      cause: expect.stringContaining('below zero') as unknown,
    });
    expect(await start(endpoint, machine, { n: 6 }, { name: 'well' })).toContain('Execution Already Exists');
    expect(
      await states(endpoint, 'ListExecutions', { stateMachineArn: machine, statusFilter: 'FAILED' }),
    ).toMatchObject({
      executions: [{ executionArn: badly, status: 'FAILED' }],
    });
  });

  test('sends to queues, writes to tables, starts other executions and waits for a token', async () => {
    await using endpoint = await openTestEndpoint();
    const json = async (service: string, target: string, input: object) =>
      (await callJson(endpoint, service, { target, input })).body;
    await json('sqs', 'AmazonSQS.CreateQueue', { QueueName: 'orders' });
    await json('dynamodb', 'DynamoDB_20120810.CreateTable', {
      TableName: 'orders',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    });
    const QueueUrl = `https://sqs.eu-central-1.amazonaws.com/111122223333/orders`;
    const inner = await makeMachine(endpoint, 'inner', {
      StartAt: 'A',
      States: { A: { Type: 'Pass', Parameters: { 'length.$': 'States.ArrayLength($.list)' }, End: true } },
    });
    const machine = await makeMachine(endpoint, 'outer', {
      StartAt: 'Put',
      States: {
        Put: {
          Type: 'Task',
          Resource: 'arn:aws:states:::dynamodb:putItem',
          Parameters: { TableName: 'orders', Item: { id: { 'S.$': '$.id' } } },
          ResultPath: null,
          Next: 'Read',
        },
        Read: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem',
          Parameters: { TableName: 'orders', Key: { id: { 'S.$': '$.id' } } },
          ResultSelector: { 'id.$': '$.Item.id.S' },
          ResultPath: '$.read',
          Next: 'Inner',
        },
        Inner: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync:2',
          Parameters: { StateMachineArn: inner, Input: { 'list.$': '$.list' } },
          ResultSelector: { 'length.$': '$.Output.length' },
          ResultPath: '$.inner',
          Next: 'Ask',
        },
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          Parameters: { QueueUrl, MessageBody: { 'token.$': '$$.Task.Token', 'id.$': '$.id' } },
          ResultPath: '$.answer',
          End: true,
        },
      },
    });
    const execution = await start(endpoint, machine, { id: 'one', list: [1, 2, 3] });
    let token = '';
    await until(async () => {
      const { Messages } = await json('sqs', 'AmazonSQS.ReceiveMessage', { QueueUrl });
      const [message] = (Messages ?? []) as readonly { readonly Body: string }[];
      const body = JSON.parse(message?.Body ?? '{}') as { readonly token?: string };
      token = body.token ?? '';
      return token !== '';
    });
    expect(await states(endpoint, 'SendTaskSuccess', { taskToken: 'none', output: '1' })).toMatchObject({
      status: 400,
    });
    await states(endpoint, 'SendTaskHeartbeat', { taskToken: token });
    await states(endpoint, 'SendTaskSuccess', { taskToken: token, output: '"yes"' });
    expect(await outcome(endpoint, execution)).toMatchObject({
      status: 'SUCCEEDED',
      output: { id: 'one', list: [1, 2, 3], read: { id: 'one' }, inner: { length: 3 }, answer: 'yes' },
    });
    const refused = await makeMachine(endpoint, 'other', {
      StartAt: 'A',
      States: { A: { Type: 'Task', Resource: 'arn:aws:states:::glue:startJobRun.sync', End: true } },
    });
    expect(await start(endpoint, refused, {})).toContain(
      '/States/A/Resource: Slipway does not execute the Resource arn:aws:states:::glue:startJobRun.sync',
    );
  });

  test('waits for the worker of an activity, which may have asked before', async () => {
    await using endpoint = await openTestEndpoint();
    const { activityArn } = await states(endpoint, 'CreateActivity', { name: 'press' });
    const work = { Type: 'Task', Resource: String(activityArn), HeartbeatSeconds: 60, End: true };
    const press = await makeMachine(endpoint, 'press', { StartAt: 'A', States: { A: work } });
    const take = async (workerName: string) =>
      states(endpoint, 'GetActivityTask', { activityArn, workerName });
    const asked = take('one');
    const first = await start(endpoint, press, { n: 1 });
    const taken = await asked;
    expect(taken).toMatchObject({ status: 200, input: '{"n":1}' });
    await states(endpoint, 'SendTaskHeartbeat', { taskToken: taken['taskToken'] });
    await states(endpoint, 'SendTaskSuccess', { taskToken: taken['taskToken'], output: '{"pressed":1}' });
    expect(await outcome(endpoint, first)).toMatchObject({ status: 'SUCCEEDED', output: { pressed: 1 } });
    expect(await historyOf(endpoint, first)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'ActivityScheduled',
      'ActivityStarted',
      'ActivitySucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    const second = await start(endpoint, press, { n: 2 });
    const { taskToken } = await take('two');
    await states(endpoint, 'SendTaskFailure', { taskToken, error: 'Jam', cause: 'paper' });
    expect(await outcome(endpoint, second)).toMatchObject({ status: 'FAILED', error: 'Jam', cause: 'paper' });
    const none = `${String(activityArn)}-none`;
    expect(await states(endpoint, 'GetActivityTask', { activityArn: none })).toMatchObject({ status: 400 });
  });

  test('is stopped, times out, and fails when a task or a token takes too long', async () => {
    await using endpoint = await openTestEndpoint();
    const wait = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 600, End: true } } };
    const long = await start(endpoint, await makeMachine(endpoint, 'long', wait), {});
    await states(endpoint, 'StopExecution', { executionArn: long, error: 'Enough', cause: 'by hand' });
    expect(await outcome(endpoint, long)).toMatchObject({
      status: 'ABORTED',
      error: 'Enough',
      cause: 'by hand',
    });
    expect((await historyOf(endpoint, long)).at(-1)).toBe('ExecutionAborted');
    const limited = await makeMachine(endpoint, 'limited', { TimeoutSeconds: 1, ...wait });
    expect(await outcome(endpoint, await start(endpoint, limited, {}))).toMatchObject({
      status: 'TIMED_OUT',
    });
    const asking = (more: object) => ({
      StartAt: 'A',
      States: {
        A: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sns:publish.waitForTaskToken',
          Parameters: { TopicArn: `arn:aws:sns:${here}:t`, 'Message.$': '$$.Task.Token' },
          End: true,
          ...more,
        },
      },
    });
    await callStacks(endpoint, 'CreateStack', {
      StackName: 'topic',
      TemplateBody: 'Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: t}}}',
    });
    await ended(endpoint, 'topic');
    const late = await makeMachine(endpoint, 'late', asking({ TimeoutSeconds: 1 }));
    expect(await outcome(endpoint, await start(endpoint, late, {}))).toMatchObject({
      status: 'FAILED',
      error: 'States.Timeout',
    });
    const silent = await makeMachine(endpoint, 'silent', asking({ HeartbeatSeconds: 1 }));
    expect(await outcome(endpoint, await start(endpoint, silent, {}))).toMatchObject({
      status: 'FAILED',
      error: 'States.HeartbeatTimeout',
    });
  });

  test('of an express state machine gives its output at once', async () => {
    await using endpoint = await openTestEndpoint();
    await withFunction(endpoint);
    const machine = await makeMachine(
      endpoint,
      'fast',
      { StartAt: 'A', States: { A: { ...double, End: true } } },
      'EXPRESS',
    );
    const sync = async (n: number) =>
      states(endpoint, 'StartSyncExecution', { stateMachineArn: machine, input: JSON.stringify({ n }) });
    expect(await sync(4)).toMatchObject({ status: 'SUCCEEDED', output: '{"n":8}' });
    expect(await sync(-4)).toMatchObject({ status: 'FAILED', error: 'Negative' });
  });

  test('goes on in the next process where it was', async () => {
    await using folder = await makeFolder();
    const stateFolder = join(folder.path, '.slipway');
    const endpointFolder = join(stateFolder, 'targets', '@endpoint');
    mkdirSync(stateFolder);
    const credentials = userKeys(stateFolder);
    let execution = '';
    {
      await using first = await serveEndpoint(stateFolder, endpointFolder);
      const caller = { url: first.url, credentials };
      const machine = await makeMachine(caller, 'long', {
        StartAt: 'A',
        States: {
          A: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()' }, Next: 'W' },
          W: { Type: 'Wait', Seconds: 2, Next: 'B' },
          B: { Type: 'Succeed' },
        },
      });
      execution = await start(caller, machine, {});
      await until(async () => (await historyOf(caller, execution)).includes('WaitStateEntered'));
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
    const { status, output } = await outcome(caller, execution);
    const { events } = await states(caller, 'GetExecutionHistory', { executionArn: execution });
    const exits = (
      events as readonly { readonly stateExitedEventDetails?: { readonly output: string } }[]
    ).flatMap(({ stateExitedEventDetails: exit }) => (exit === undefined ? [] : [exit.output]));
    expect([status, new Set(exits)]).toEqual(['SUCCEEDED', new Set([JSON.stringify(output)])]);
    expect(await historyOf(caller, execution)).toHaveLength(8);
  });

  test('is started by an event, with what its rule makes of it', async () => {
    await using endpoint = await openTestEndpoint();
    const machine = await makeMachine(endpoint, 'told', {
      StartAt: 'A',
      States: { A: { Type: 'Pass', End: true } },
    });
    const events = async (operation: string, input: object) =>
      callJson(endpoint, 'events', { target: `AWSEvents.${operation}`, input });
    await events('PutRule', { Name: 'orders', EventPattern: JSON.stringify({ source: ['shop'] }) });
    await events('PutTargets', {
      Rule: 'orders',
      Targets: [{ Id: 'one', Arn: machine, RoleArn: role, InputPath: '$.detail' }],
    });
    const Detail = JSON.stringify({ id: 7 });
    await events('PutEvents', { Entries: [{ Source: 'shop', DetailType: 'order', Detail }] });
    const list = async () =>
      ((await states(endpoint, 'ListExecutions', { stateMachineArn: machine }))['executions'] ??
        []) as readonly {
        readonly executionArn: string;
      }[];
    await until(async () => (await list()).length > 0);
    const [started] = await list();
    expect(await outcome(endpoint, started?.executionArn ?? '')).toMatchObject({ output: { id: 7 } });
  });

  test('of a state machine of a stack runs with what the stack put into its definition', async () => {
    await using endpoint = await openTestEndpoint();
    await withFunction(endpoint);
    const StackName = 'app';
    const { part } = await callStacks(endpoint, 'CreateStack', {
      StackName,
      TemplateBody: `
Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineName: app
      RoleArn: ${role}
      DefinitionSubstitutions: {Function: 'arn:aws:lambda:${here}:function:double'}
      Definition: {StartAt: A, States: {A: {Type: Task, Resource: "\${Function}", End: true}}}
`,
    });
    expect([await ended(endpoint, StackName), await eventsOf(endpoint, StackName)]).toMatchObject([
      'CREATE_COMPLETE',
      {},
    ]);
    const machine = `arn:aws:states:${here}:stateMachine:app`;
    expect(await outcome(endpoint, await start(endpoint, machine, { n: 3 }))).toMatchObject({
      output: { n: 6 },
    });
    await callStacks(endpoint, 'DeleteStack', { StackName });
    expect(await ended(endpoint, part('StackId'))).toBe('DELETE_COMPLETE');
  });

  test('that is synchronous and goes round for ever lets other calls be answered, and ends with the endpoint', async () => {
    await using endpoint = await openTestEndpoint();
    const sqs = async (operation: string, input: object) =>
      (await callJson(endpoint, 'sqs', { target: `AmazonSQS.${operation}`, input })).body;
    const { QueueUrl } = await sqs('CreateQueue', { QueueName: 'begun' });
    const begun = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: { QueueUrl, MessageBody: 'begun' },
      ResultPath: null,
      Next: 'A',
    };
    const definition = { StartAt: 'Begun', States: { Begun: begun, ...around.States } };
    const stateMachineArn = await makeMachine(endpoint, 'round', definition, 'EXPRESS');
    const asked = states(endpoint, 'StartSyncExecution', { stateMachineArn }).catch(() => 'left');
    await until(async () => (await sqs('ReceiveMessage', { QueueUrl }))['Messages'] !== undefined);
    await endpoint[Symbol.asyncDispose]();
    expect(await asked).toBe('left');
  });

  test('that goes round for ever is stopped by a call', async () => {
    await using endpoint = await openTestEndpoint();
    const machine = await makeMachine(endpoint, 'stopped', around);
    const execution = await start(endpoint, machine, {});
    await until(async () => (await historyOf(endpoint, execution)).length > 20);
    await states(endpoint, 'StopExecution', { executionArn: execution, error: 'Enough' });
    expect(await outcome(endpoint, execution)).toMatchObject({ status: 'ABORTED', error: 'Enough' });
  });

  test('whose value is nested too deeply fails', async () => {
    await using endpoint = await openTestEndpoint();
    const machine = await makeMachine(endpoint, 'deep', {
      StartAt: 'A',
      States: { A: { Type: 'Pass', Parameters: { 'deep.$': 'States.StringToJson($.text)' }, End: true } },
    });
    const text = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(await outcome(endpoint, await start(endpoint, machine, { text }))).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
    });
  });
});

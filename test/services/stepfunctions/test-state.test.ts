// TestState: one state by itself, with its way, its failures and what is seen of it.
import { describe, expect, test } from 'vitest';
import { openLambda, nodeFunction } from '../../rig/lambda-api.ts';
import { callJson, callQuery, openTestEndpoint, type TestEndpoint } from '../../rig/endpoint.ts';

const roleArn = 'arn:aws:iam::111122223333:role/states';

async function testState(endpoint: TestEndpoint, definition: object, more: object = {}) {
  const input = { definition: JSON.stringify(definition), ...more };
  return (await callJson(endpoint, 'states', { target: 'AWSStepFunctions.TestState', input })).body;
}

const task = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'price', 'Payload.$': '$.order' },
  ResultSelector: { 'price.$': '$.Payload.price' },
  ResultPath: '$.priced',
  Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 2 }],
  Catch: [{ ErrorEquals: ['Busy', 'Lost'], ResultPath: '$.why', Next: 'Repair' }],
  Next: 'Ship',
};
const mocked = (errorOutput: object) => ({ input: '{"order":{"id":1}}', mock: { errorOutput } });

describe('a state that is tested', () => {
  test.each<readonly [string, object, object, object]>([
    [
      'a Pass gives its result and its way',
      { Type: 'Pass', Result: { n: 1 }, ResultPath: '$.r', Next: 'Later' },
      { input: '{"a":2}' },
      { status: 'SUCCEEDED', output: '{"a":2,"r":{"n":1}}', nextState: 'Later' },
    ],
    ['the last has no way', { Type: 'Pass', End: true }, {}, { status: 'SUCCEEDED', output: '{}' }],
    [
      'a Choice goes by its rule',
      { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: 1, Next: 'Many' }], Default: 'One' },
      { input: '{"n":2}' },
      { status: 'SUCCEEDED', output: '{"n":2}', nextState: 'Many' },
    ],
    [
      'a Choice without a rule that holds fails',
      { Type: 'Choice', Choices: [{ Variable: '$.n', NumericGreaterThan: 1, Next: 'Many' }] },
      { input: '{"n":1}' },
      { status: 'FAILED', error: 'States.NoChoiceMatched' },
    ],
    [
      'a Fail fails',
      { Type: 'Fail', Error: 'E', Cause: 'c' },
      {},
      { status: 'FAILED', error: 'E', cause: 'c' },
    ],
    [
      'a Wait for no time goes on',
      { Type: 'Wait', SecondsPath: '$.s', Next: 'Then' },
      { input: '{"s":0}' },
      { status: 'SUCCEEDED', nextState: 'Then' },
    ],
    [
      'a Task with a mock has its result',
      task,
      { input: '{"order":{"id":1}}', mock: { result: '{"Payload":{"price":5}}' } },
      { status: 'SUCCEEDED', output: '{"order":{"id":1},"priced":{"price":5}}', nextState: 'Ship' },
    ],
    ['a failure is retried', task, mocked({ error: 'Busy' }), { status: 'RETRIABLE', error: 'Busy' }],
    [
      'as often as its retrier says, and then caught',
      task,
      { ...mocked({ error: 'Busy', cause: 'no' }), stateConfiguration: { retrierRetryCount: 2 } },
      {
        status: 'CAUGHT_ERROR',
        nextState: 'Repair',
        output: '{"order":{"id":1},"why":{"Error":"Busy","Cause":"no"}}',
      },
    ],
    ['or fails', task, mocked({ error: 'Other' }), { status: 'FAILED', error: 'Other' }],
    [
      'a Map with a mock has its result',
      { Type: 'Map', ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, End: true },
      { mock: { result: '[1,2]' } },
      { status: 'SUCCEEDED', output: '[1,2]' },
    ],
    [
      'variables are seen in JSONata',
      { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $n + $states.input.m %}', End: true },
      { input: '{"m":2}', variables: '{"n":1}' },
      { status: 'SUCCEEDED', output: '3' },
    ],
    [
      'one of a machine is named',
      { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } } },
      { stateName: 'A' },
      { status: 'SUCCEEDED', nextState: 'B' },
    ],
  ])('%s', async (_title, definition, more, expected) => {
    await using endpoint = await openTestEndpoint();
    expect(await testState(endpoint, definition, more)).toMatchObject(expected);
  });

  test.each<readonly [object, object, string]>([
    [
      { Type: 'Nothing' },
      {},
      `Invalid State Machine Definition: '/States/TestState/Type: "Nothing" is no type of state'`,
    ],
    [
      { StartAt: 'A', States: {} },
      {},
      "Invalid State Machine Definition: 'stateName is required for a state machine'",
    ],
    [
      { Type: 'Pass', End: true },
      { input: '{' },
      'Invalid State Machine Execution Input: the input is no JSON',
    ],
    [{ Type: 'Pass', End: true }, { mock: { result: '1' } }, 'A Pass state does not take a mock'],
    [task, {}, 'roleArn is required for a Task without a mock'],
    [
      { ...task, Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken' },
      { roleArn },
      'The Resource arn:aws:states:::lambda:invoke.waitForTaskToken is tested with a mock',
    ],
    [
      task,
      { inspectionLevel: 'TRACE' },
      'Slipway does not execute the inspection level TRACE on this machine',
    ],
    [
      task,
      { stateConfiguration: { errorCausedByState: 'P' } },
      'Slipway does not execute errorCausedByState of a test on this machine',
    ],
    [
      task,
      { mock: { result: '{}', fieldValidationMode: 'STRICT' } },
      'Slipway does not execute the fieldValidationMode STRICT on this machine',
    ],
  ])('%j with %j is refused', async (definition, more, message) => {
    await using endpoint = await openTestEndpoint();
    expect(await testState(endpoint, definition, more)).toMatchObject({ message });
  });

  test('shows what its paths make of its input, and which catcher took its failure', async () => {
    await using endpoint = await openTestEndpoint();
    const succeeded = await testState(
      endpoint,
      { ...task, InputPath: '$.in' },
      {
        inspectionLevel: 'DEBUG',
        input: '{"in":{"order":{"id":1}}}',
        mock: { result: '{"Payload":{"price":5}}' },
      },
    );
    expect(succeeded['inspectionData']).toEqual({
      input: '{"in":{"order":{"id":1}}}',
      afterInputPath: '{"order":{"id":1}}',
      afterParameters: '{"FunctionName":"price","Payload":{"id":1}}',
      result: '{"Payload":{"price":5}}',
      afterResultSelector: '{"price":5}',
      afterResultPath: '{"in":{"order":{"id":1}},"priced":{"price":5}}',
      variables: '{}',
    });
    const retried = await testState(endpoint, task, {
      ...mocked({ error: 'Busy' }),
      inspectionLevel: 'DEBUG',
      stateConfiguration: { retrierRetryCount: 1 },
    });
    expect(retried['inspectionData']).toMatchObject({
      errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 6 },
    });
    const caught = await testState(endpoint, task, {
      ...mocked({ error: 'Lost' }),
      inspectionLevel: 'DEBUG',
    });
    expect(caught['inspectionData']).toMatchObject({ errorDetails: { catchIndex: 0 } });
  });

  test('calls its function for real, in the name of the role', async () => {
    await using opened = await openLambda();
    const source = 'export const handler = async ({ id }) => ({ price: id * 10 });';
    await opened.call('POST functions', await nodeFunction('price', source));
    const answer = await testState(opened.endpoint, task, { input: '{"order":{"id":3}}', roleArn });
    expect(answer).toMatchObject({ status: 'SUCCEEDED', output: '{"order":{"id":3},"priced":{"price":30}}' });
  });
});

test('a role that does not trust Step Functions is refused', async () => {
  await using endpoint = await openTestEndpoint();
  const Statement = {
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  await callQuery(endpoint, 'iam', {
    Version: '2010-05-08',
    Action: 'CreateRole',
    RoleName: 'other',
    AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [Statement] }),
  });
  expect(
    await testState(endpoint, { Type: 'Pass', End: true }, { roleArn: roleArn.replace('states', 'other') }),
  ).toMatchObject({
    message:
      'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
  });
});

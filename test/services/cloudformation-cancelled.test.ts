// Operations of stacks that are given up: an update that is cancelled while a stack within it is at work, and a stack that is
// deleted while it is made.
import { expect, test } from 'vitest';
import { until } from '../rig/api-ground.ts';
import { callJson, type TestEndpoint } from '../rig/endpoint.ts';
import { call as s3, openWithBucket } from '../rig/s3-calls.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const waiting = (condition: string) => `
  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}
  ${condition}: {Type: AWS::CloudFormation::WaitCondition, Properties: {Handle: !Ref Handle, Timeout: "3600"}}
`;

const child = (value: string, more = '') => `
Resources:
  Word: {Type: AWS::SSM::Parameter, Properties: {Name: /child/word, Type: String, Value: ${value}}}
${more}`;

const parent = (file: string, value: string) => `
Resources:
  Own: {Type: AWS::SSM::Parameter, Properties: {Name: /parent/word, Type: String, Value: ${value}}}
  Child:
    Type: AWS::CloudFormation::Stack
    DependsOn: Own
    Properties: {TemplateURL: "https://shop.s3.eu-central-1.amazonaws.com/${file}"}
`;

async function open(): Promise<TestEndpoint> {
  const endpoint = await openWithBucket();
  await s3(endpoint, 'PUT /shop/first.yml', { body: child('first') });
  await s3(endpoint, 'PUT /shop/waits.yml', { body: child('second', waiting('Never')) });
  return endpoint;
}

async function valueOf(endpoint: TestEndpoint, Name: string): Promise<unknown> {
  const { body } = await callJson(endpoint, 'ssm', { target: 'AmazonSSM.GetParameter', input: { Name } });
  return (body['Parameter'] as { readonly Value: string } | undefined)?.Value;
}

const StackName = 'app';

/** The child waits for a signal that nobody sends. */
async function childWaits(endpoint: TestEndpoint): Promise<string> {
  let id = '';
  await until(async () => {
    const { text } = await callStacks(endpoint, 'DescribeStackResources', { StackName });
    id = /<PhysicalResourceId>(arn:[^<]*:stack\/app-Child-[^<]*)</.exec(text)?.[1] ?? '';
    return id !== '' && (await eventsOf(endpoint, id)).includes('Never CREATE_IN_PROGRESS');
  });
  return id;
}

test('an update that is cancelled cancels that of the stack within it, and both are as before', async () => {
  await using endpoint = await open();
  await callStacks(endpoint, 'CreateStack', { StackName, TemplateBody: parent('first.yml', 'first') });
  expect(await ended(endpoint, StackName)).toBe('CREATE_COMPLETE');
  await callStacks(endpoint, 'UpdateStack', { StackName, TemplateBody: parent('waits.yml', 'second') });
  const id = await childWaits(endpoint);
  await callStacks(endpoint, 'CancelUpdateStack', { StackName });
  expect([await ended(endpoint, StackName), await ended(endpoint, id)]).toEqual([
    'UPDATE_ROLLBACK_COMPLETE',
    'UPDATE_ROLLBACK_COMPLETE',
  ]);
  expect([await valueOf(endpoint, '/parent/word'), await valueOf(endpoint, '/child/word')]).toEqual([
    'first',
    'first',
  ]);
  const { text } = await callStacks(endpoint, 'DescribeStackResources', { StackName: id });
  expect(text).not.toContain('Never');
  await callStacks(endpoint, 'UpdateStack', { StackName, TemplateBody: parent('first.yml', 'third') });
  expect([await ended(endpoint, StackName), await valueOf(endpoint, '/parent/word')]).toEqual([
    'UPDATE_COMPLETE',
    'third',
  ]);
});

test('a stack that is deleted while it is made ends what it waits for, also in a stack within it', async () => {
  await using endpoint = await open();
  const made = await callStacks(endpoint, 'CreateStack', {
    StackName,
    TemplateBody: parent('waits.yml', 'first'),
  });
  const id = await childWaits(endpoint);
  await callStacks(endpoint, 'DeleteStack', { StackName });
  expect([await ended(endpoint, made.part('StackId')), await ended(endpoint, id)]).toEqual([
    'DELETE_COMPLETE',
    'DELETE_COMPLETE',
  ]);
  expect([await valueOf(endpoint, '/parent/word'), await valueOf(endpoint, '/child/word')]).toEqual([
    undefined,
    undefined,
  ]);
  const events = await eventsOf(endpoint, made.part('StackId'));
  expect(events).toContain('app DELETE_IN_PROGRESS User Initiated');
  expect(events).toContain('Child CREATE_FAILED Resource creation cancelled');
});

test('a failure next to a stack that is made within another ends that one too', async () => {
  await using endpoint = await open();
  const failing = `${parent('waits.yml', 'first')}
  Gate: {Type: AWS::CloudFormation::WaitConditionHandle}
  Late:
    Type: AWS::CloudFormation::WaitCondition
    Properties: {Handle: !Ref Gate, Timeout: "1"}
`;
  const made = await callStacks(endpoint, 'CreateStack', { StackName, TemplateBody: failing });
  const id = await childWaits(endpoint);
  expect([await ended(endpoint, made.part('StackId')), await ended(endpoint, id)]).toEqual([
    'ROLLBACK_COMPLETE',
    'DELETE_COMPLETE',
  ]);
});

// Drift: what was changed behind a stack's back is found, and what was not is in sync.
import { expect, test } from 'vitest';
import { callJson, openTestEndpoint } from '../rig/endpoint.ts';
import { callStacks, ended } from '../rig/stacks.ts';

const template = `
Resources:
  Kept: {Type: AWS::SSM::Parameter, Properties: {Name: /kept, Type: String, Value: same}}
  Changed: {Type: AWS::SSM::Parameter, Properties: {Name: /changed, Type: String, Value: before}}
  Gone: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: gone, RetentionInDays: 7}}
  Group: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: group, RetentionInDays: 7}}
  Handle: {Type: AWS::CloudFormation::WaitConditionHandle}
`;

test('a changed, a deleted and an untouched resource are distinguished, with the properties that differ', async () => {
  await using endpoint = await openTestEndpoint();
  await callStacks(endpoint, 'CreateStack', { StackName: 'app', TemplateBody: template });
  expect(await ended(endpoint, 'app')).toBe('CREATE_COMPLETE');
  const before = await callStacks(endpoint, 'DetectStackDrift', { StackName: 'app' });
  const inSync = await callStacks(endpoint, 'DescribeStackDriftDetectionStatus', {
    StackDriftDetectionId: before.part('StackDriftDetectionId'),
  });
  expect(inSync.part('StackDriftStatus')).toBe('IN_SYNC');

  const changed = { Name: '/changed', Value: 'by hand', Overwrite: true };
  await callJson(endpoint, 'ssm', { target: 'AmazonSSM.PutParameter', input: changed });
  const logs = async (operation: string, input: unknown) =>
    await callJson(endpoint, 'logs', { target: `Logs_20140328.${operation}`, input });
  await logs('DeleteLogGroup', { logGroupName: 'gone' });
  await logs('DeleteRetentionPolicy', { logGroupName: 'group' });
  const { part } = await callStacks(endpoint, 'DetectStackDrift', { StackName: 'app' });
  const detection = await callStacks(endpoint, 'DescribeStackDriftDetectionStatus', {
    StackDriftDetectionId: part('StackDriftDetectionId'),
  });
  expect(detection.part('DetectionStatus')).toBe('DETECTION_COMPLETE');
  expect(detection.part('DriftedStackResourceCount')).toBe('3');
  const { text } = await callStacks(endpoint, 'DescribeStackResourceDrifts', { StackName: 'app' });
  const statuses = text.matchAll(/<LogicalResourceId>(.*?)<.*?<StackResourceDriftStatus>(.*?)</gs);
  expect([...statuses].map((match) => `${match[1]} ${match[2]}`)).toEqual([
    'Changed MODIFIED',
    'Gone DELETED',
    'Group MODIFIED',
    'Kept IN_SYNC',
  ]);
  const difference =
    /<PropertyPath>\/Value<.*?<ExpectedValue>(.*?)<.*?<ActualValue>(.*?)<.*?<DifferenceType>(.*?)</s;
  expect(difference.exec(text)?.slice(1)).toEqual(['before', 'by hand', 'NOT_EQUAL']);
  expect(text).toMatch(/<PropertyPath>\/RetentionInDays<.*?<DifferenceType>REMOVE</s);
  const stack = await callStacks(endpoint, 'DescribeStacks', { StackName: 'app' });
  expect(stack.part('StackDriftStatus')).toBe('DRIFTED');
  const single = await callStacks(endpoint, 'DetectStackResourceDrift', {
    StackName: 'app',
    LogicalResourceId: 'Handle',
  });
  expect(single.part('Message')).toBe(
    'Slipway does not detect the drift of resources of type AWS::CloudFormation::WaitConditionHandle on this machine',
  );
});

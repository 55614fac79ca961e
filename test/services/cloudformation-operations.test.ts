// What an operation of a stack is asked for besides its template: time limits, topics, alarms, and what becomes of failures.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { callJson, callQuery, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const missing = await missingMoto();

const parameter = (name: string, more = '') =>
  `  ${name}:\n    Type: AWS::SSM::Parameter\n${more}    Properties: {Name: /${name}, Type: String, Value: x}\n`;
const wrong = `  Wrong:\n    Type: AWS::SSM::Parameter\n    DependsOn: Good\n    Properties: {Name: "not a name", Type: String, Value: x}\n`;

async function isThere(endpoint: TestEndpoint, Name: string): Promise<boolean> {
  const answer = await callJson(endpoint, 'ssm', { target: 'AmazonSSM.GetParameter', input: { Name } });
  return answer.status === 200;
}

test('OnFailure DELETE leaves no stack behind, and nothing that it had made', async () => {
  await using endpoint = await openTestEndpoint();
  const TemplateBody = `Resources:\n${parameter('Good')}${wrong}`;
  const { part } = await callStacks(endpoint, 'CreateStack', {
    StackName: 'gone',
    TemplateBody,
    OnFailure: 'DELETE',
  });
  expect(await ended(endpoint, part('StackId'))).toBe('DELETE_COMPLETE');
  expect(await isThere(endpoint, '/Good')).toBe(false);
  expect((await eventsOf(endpoint, part('StackId'))).filter((each) => each.startsWith('gone '))).toEqual([
    'gone CREATE_IN_PROGRESS User Initiated',
    'gone DELETE_IN_PROGRESS The following resource(s) failed to create: [Wrong]. Delete requested by user.',
    'gone DELETE_COMPLETE',
  ]);
});

test('RetainExceptOnCreate removes what a failed operation made, whatever its policy', async () => {
  await using endpoint = await openTestEndpoint();
  const TemplateBody = `Resources:\n${parameter('Good', '    DeletionPolicy: Retain\n')}${wrong}`;
  await callStacks(endpoint, 'CreateStack', { StackName: 'kept', TemplateBody });
  expect(await ended(endpoint, 'kept')).toBe('ROLLBACK_COMPLETE');
  expect(await isThere(endpoint, '/Good')).toBe(true);
  await callJson(endpoint, 'ssm', { target: 'AmazonSSM.DeleteParameter', input: { Name: '/Good' } });
  await callStacks(endpoint, 'CreateStack', {
    StackName: 'not-kept',
    TemplateBody,
    RetainExceptOnCreate: 'true',
  });
  expect(await ended(endpoint, 'not-kept')).toBe('ROLLBACK_COMPLETE');
  expect(await isThere(endpoint, '/Good')).toBe(false);
});

test('what failed with its rollback disabled is rolled back by RollbackStack', async () => {
  await using endpoint = await openTestEndpoint();
  const TemplateBody = `Resources:\n${parameter('Good')}${wrong}`;
  await callStacks(endpoint, 'CreateStack', { StackName: 'new', TemplateBody, DisableRollback: 'true' });
  expect(await ended(endpoint, 'new')).toBe('CREATE_FAILED');
  expect(await isThere(endpoint, '/Good')).toBe(true);
  await callStacks(endpoint, 'RollbackStack', { StackName: 'new' });
  expect(await ended(endpoint, 'new')).toBe('ROLLBACK_COMPLETE');
  expect(await isThere(endpoint, '/Good')).toBe(false);

  const before = `Resources:\n${parameter('Old')}`;
  await callStacks(endpoint, 'CreateStack', { StackName: 'changed', TemplateBody: before });
  expect(await ended(endpoint, 'changed')).toBe('CREATE_COMPLETE');
  const after = `Resources:\n${parameter('Old')}${parameter('Good')}${wrong}`;
  await callStacks(endpoint, 'UpdateStack', {
    StackName: 'changed',
    TemplateBody: after,
    DisableRollback: 'true',
  });
  expect(await ended(endpoint, 'changed')).toBe('UPDATE_FAILED');
  await callStacks(endpoint, 'RollbackStack', { StackName: 'changed' });
  expect(await ended(endpoint, 'changed')).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await isThere(endpoint, '/Good')).toBe(false);
  const again = await callStacks(endpoint, 'UpdateStack', { StackName: 'changed', TemplateBody: before });
  expect(again.part('Message')).toBe('No updates are to be performed.');
});

const waiting = `Resources:
  Ready:
    Type: AWS::CloudFormation::WaitCondition
    CreationPolicy: {ResourceSignal: {Timeout: PT1H}}
`;

test('rollback triggers must be alarms, and one that is not there takes the creation back', async () => {
  await using endpoint = await openTestEndpoint();
  const triggers = (Arn: string, Type: string) => ({
    StackName: 'watched',
    TemplateBody: waiting,
    'RollbackConfiguration.RollbackTriggers.member.1.Arn': Arn,
    'RollbackConfiguration.RollbackTriggers.member.1.Type': Type,
  });
  const topic = await callStacks(
    endpoint,
    'CreateStack',
    triggers('arn:aws:sns:eu-central-1:1:a', 'AWS::SNS::Topic'),
  );
  expect(topic.part('Message')).toBe('Rollback Trigger Type not supported');
  const name = await callStacks(endpoint, 'CreateStack', triggers('alarm', 'AWS::CloudWatch::Alarm'));
  expect(name.part('Message')).toBe("RelativeId of a Rollback Trigger's ARN is incorrect");
});

test.skipIf(missing !== undefined)(
  'events reach the topic of a stack, and an alarm takes an update back',
  async () => {
    await using endpoint = await openTestEndpoint();
    const alarm = `  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties: {AlarmName: errors, ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 1, MetricName: Errors, Namespace: Mine, Period: 60, Statistic: Sum, Threshold: 1}
  Queue: {Type: AWS::SQS::Queue}
  Topic: {Type: AWS::SNS::Topic}
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: {Protocol: sqs, TopicArn: !Ref Topic, Endpoint: !GetAtt Queue.Arn, RawMessageDelivery: true}
Outputs:
  Topic: {Value: !Sub "\${Topic} \${Queue}"}
`;
    await callStacks(endpoint, 'CreateStack', { StackName: 'ground', TemplateBody: `Resources:\n${alarm}` });
    expect(await ended(endpoint, 'ground')).toBe('CREATE_COMPLETE');
    const { part } = await callStacks(endpoint, 'DescribeStacks', { StackName: 'ground' });
    const [topic = '', queue = ''] = part('OutputValue').split(' ');
    await callStacks(endpoint, 'CreateStack', {
      StackName: 'watched',
      TemplateBody: waiting,
      'NotificationARNs.member.1': topic,
      'RollbackConfiguration.RollbackTriggers.member.1.Arn':
        'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:errors',
      'RollbackConfiguration.RollbackTriggers.member.1.Type': 'AWS::CloudWatch::Alarm',
    });
    while (!(await eventsOf(endpoint, 'watched')).some((each) => each.startsWith('Ready '))) await delay(20);
    await callQuery(endpoint, 'monitoring', {
      Version: '2010-08-01',
      Action: 'SetAlarmState',
      AlarmName: 'errors',
      StateValue: 'ALARM',
      StateReason: 'tried',
    });
    expect(await ended(endpoint, 'watched')).toBe('ROLLBACK_COMPLETE');
    expect(await eventsOf(endpoint, 'watched')).toContain(
      'watched ROLLBACK_IN_PROGRESS The rollback trigger arn:aws:cloudwatch:eu-central-1:111122223333:alarm:errors is in the state ALARM. Rollback requested by user.',
    );
    const bodies: string[] = [];
    while (!bodies.some((body) => body.includes("ResourceStatus='ROLLBACK_COMPLETE'"))) {
      const input = { QueueUrl: queue, MaxNumberOfMessages: 10 };
      const { body } = await callJson(endpoint, 'sqs', { target: 'AmazonSQS.ReceiveMessage', input });
      bodies.push(...((body['Messages'] ?? []) as { Body: string }[]).map(({ Body }) => Body));
    }
    expect(bodies[0]).toMatch(/StackName='watched'\n/);
    expect(bodies.map((body) => /ResourceStatus='(.*)'/.exec(body)?.[1])).toContain('CREATE_FAILED');
  },
);

test('a change set of type IMPORT that names nothing is refused', async () => {
  await using endpoint = await openTestEndpoint();
  const answer = await callStacks(endpoint, 'CreateChangeSet', {
    StackName: 'new',
    ChangeSetName: 'import',
    TemplateBody: `Resources:\n${parameter('Good')}`,
    ChangeSetType: 'IMPORT',
  });
  expect(answer.part('Message')).toContain('ResourcesToImport must be specified');
});

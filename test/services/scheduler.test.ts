// EventBridge Scheduler: schedules by its API and in a stack, and what their targets are sent.
import { describe, expect, test } from 'vitest';
import { openSessions } from '../../src/account/sessions.ts';
import { runSchedules } from '../../src/services/scheduler/run-schedules.ts';
import { comesAt, parseExpression } from '../../src/services/scheduler/schedule-times.ts';
import { callOf, type Target } from '../../src/services/scheduler/target-call.ts';
import { isFailed } from '../../src/lib/result.ts';
import { callJson, openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { openKeeper } from '../rig/keeper.ts';
import { missingMoto } from '../rig/moto.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const missing = await missingMoto();
const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
const here = 'eu-central-1:111122223333';
const role = 'arn:aws:iam::111122223333:role/scheduler';
const minutes = (count: number) => count * 60_000;
const eight = Date.UTC(2027, 0, 1, 8);

describe('a schedule', () => {
  const before = eight - minutes(10);
  test.each([
    ['a cron comes at its minute', { ScheduleExpression: 'cron(0 8 * * ? *)' }, [eight]],
    [
      'and at that of its zone',
      { ScheduleExpression: 'cron(5 9 * * ? *)', ScheduleExpressionTimezone: 'Europe/Berlin' },
      [eight + minutes(5)],
    ],
    ['a rate comes at once', { ScheduleExpression: 'rate(10 minute)' }, [before, eight, eight + minutes(10)]],
    [
      'or at its start',
      { ScheduleExpression: 'rate(1 minutes)', startsAt: eight + minutes(9) },
      [eight + minutes(9), eight + minutes(10)],
    ],
    ['until its end', { ScheduleExpression: 'rate(10 minutes)', endsAt: eight }, [before]],
    [
      'a time is due until it has come',
      { ScheduleExpression: 'at(2027-01-01T08:09:30)' },
      [eight + minutes(9), eight + minutes(10)],
    ],
    [
      'and in its zone',
      { ScheduleExpression: 'at(2027-01-01T09:10:00)', ScheduleExpressionTimezone: 'Europe/Berlin' },
      [eight + minutes(10)],
    ],
    [
      'a time that has come is over',
      { ScheduleExpression: 'at(2027-01-01T08:09:30)', isOver: true as const },
      [],
    ],
    ['a time that was past does not come', { ScheduleExpression: 'at(2027-01-01T07:49:00)' }, []],
  ])('%s', (_title, given, expected) => {
    const every = Array.from({ length: 21 }, (_, at) => before + minutes(at));
    expect(every.filter((minute) => comesAt({ createdAt: before, ...given }, minute))).toEqual(expected);
  });

  test.each(['at(2027-02-30T08:00:00)', 'at(2027-01-01)', 'cron(0 8 * * *)', 'rate(0 minutes)', 'daily'])(
    'is not written %s',
    (expression) => expect(isFailed(parseExpression(expression))).toBe(true),
  );
});

describe('the call of a target', () => {
  const context = {
    'schedule-arn': `arn:aws:scheduler:${here}:schedule/default/tick`,
    'scheduled-time': '2027-01-01T08:00:00Z',
    'execution-id': 'e-1',
    'attempt-number': '1',
  };
  const target = (Arn: string, more: Partial<Target> = {}) =>
    callOf({ Arn, RoleArn: role, ...more }, context);

  test.each<readonly [string, Partial<Target>, unknown]>([
    [
      `arn:aws:lambda:${here}:function:f`,
      { Input: '{"at":"<aws.scheduler.scheduled-time>"}' },
      [
        'lambda',
        'Invoke',
        {
          FunctionName: `arn:aws:lambda:${here}:function:f`,
          InvocationType: 'Event',
          Payload: '{"at":"2027-01-01T08:00:00Z"}',
        },
      ],
    ],
    [
      `arn:aws:states:${here}:stateMachine:s`,
      { Input: '{}' },
      [
        'stepfunctions',
        'StartExecution',
        { stateMachineArn: `arn:aws:states:${here}:stateMachine:s`, input: '{}' },
      ],
    ],
    [
      `arn:aws:codepipeline:${here}:release`,
      {},
      ['codepipeline', 'StartPipelineExecution', { name: 'release' }],
    ],
    [
      `arn:aws:codebuild:${here}:project/p`,
      { Input: '{"sourceVersion":"v1"}' },
      ['codebuild', 'StartBuild', { projectName: 'p', sourceVersion: 'v1' }],
    ],
    [
      `arn:aws:ecs:${here}:cluster/c`,
      { EcsParameters: { TaskDefinitionArn: 't:1', TaskCount: 2 } },
      ['ecs', 'RunTask', { cluster: 'c', taskDefinition: 't:1', count: 2 }],
    ],
    [
      `arn:aws:sns:${here}:t`,
      { Input: 'hello' },
      ['sns', 'Publish', { TopicArn: `arn:aws:sns:${here}:t`, Message: 'hello' }],
    ],
    [
      'arn:aws:scheduler:::aws-sdk:sfn:startExecution',
      { Input: '{"StateMachineArn":"a"}' },
      ['stepfunctions', 'StartExecution', { stateMachineArn: 'a' }],
    ],
    [
      'arn:aws:scheduler:::aws-sdk:eventbridge:disableRule',
      { Input: '{"Name":"r"}' },
      ['events', 'DisableRule', { Name: 'r' }],
    ],
    [
      'arn:aws:scheduler:::aws-sdk:sqs:receiveMessage',
      {},
      { failed: 'Invalid RequestPayload: sqs:receiveMessage is not a supported API action' },
    ],
    [`arn:aws:kinesis:${here}:stream/s`, {}, { failed: 'delivery to kinesis' }],
  ])('%s', (arn, more, expected) => expect(target(arn, more)).toEqual(expected));
});

async function scheduler(endpoint: TestEndpoint, method: string, path: string, input?: object) {
  const response = await fetch(`${endpoint.url}${path}`, {
    method,
    headers: { ...signature('scheduler', endpoint.credentials), 'content-type': 'application/json' },
    ...(input === undefined ? {} : { body: JSON.stringify(input) }),
  });
  const body = (await response.json()) as Readonly<Record<string, unknown>>;
  return { status: response.status, body };
}

const daily = {
  ScheduleExpression: 'cron(0 8 * * ? *)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: `arn:aws:sqs:${here}:ticks`, RoleArn: role, Input: '{"hello":1}' },
};

test('a schedule is made in its group, changed as a whole, listed and removed with its group', async () => {
  await using endpoint = await openTestEndpoint();
  const call = async (method: string, path: string, input?: object) =>
    scheduler(endpoint, method, path, input);
  expect(await call('POST', '/schedules/tick', { ...daily, GroupName: 'none' })).toMatchObject({
    status: 404,
    body: { Message: 'Schedule group none does not exist.' },
  });
  expect(await call('POST', '/schedules/tick', { ...daily, ScheduleExpression: 'daily' })).toMatchObject({
    status: 400,
    body: { Message: 'Invalid Schedule Expression daily.' },
  });
  await call('POST', '/schedule-groups/nights', { Tags: [{ Key: 'team', Value: 'a' }] });
  expect(
    (await call('POST', '/schedules/tick', { ...daily, GroupName: 'nights', StartDate: 1_800_000_000 })).body,
  ).toEqual({
    ScheduleArn: `arn:aws:scheduler:${here}:schedule/nights/tick`,
  });
  expect(await call('POST', '/schedules/tick', { ...daily, GroupName: 'nights' })).toMatchObject({
    status: 409,
  });
  expect((await call('GET', '/schedules/tick?groupName=nights')).body).toMatchObject({
    StartDate: 1_800_000_000,
    State: 'ENABLED',
    ScheduleExpressionTimezone: 'UTC',
  });
  await call('PUT', '/schedules/tick', { ...daily, GroupName: 'nights', State: 'DISABLED' });
  const changed = (await call('GET', '/schedules/tick?groupName=nights')).body;
  expect(changed).toMatchObject({ State: 'DISABLED' });
  expect(changed).not.toHaveProperty('StartDate');
  const names = async (path: string) =>
    ((await call('GET', path)).body['Schedules'] as readonly object[]).length;
  expect([await names('/schedules?ScheduleGroup=nights'), await names('/schedules?State=ENABLED')]).toEqual([
    1, 0,
  ]);
  await call('DELETE', '/schedule-groups/nights');
  expect(await call('GET', '/schedules/tick?groupName=nights')).toMatchObject({ status: 404 });
});

describe.skipIf(missing !== undefined)('with moto', () => {
  test('a stack makes a schedule, which sends its input at its minute, and what is refused goes to its queue', async () => {
    await using endpoint = await openTestEndpoint();
    const template = (zone: string) => `
Resources:
  Ticks: {Type: AWS::SQS::Queue, Properties: {QueueName: ticks}}
  Dead: {Type: AWS::SQS::Queue, Properties: {QueueName: dead}}
  Nights: {Type: AWS::Scheduler::ScheduleGroup, Properties: {Name: nights}}
  Tick:
    Type: AWS::Scheduler::Schedule
    Properties:
      Name: tick
      GroupName: !Ref Nights
      ScheduleExpression: cron(0 8 * * ? *)
      ScheduleExpressionTimezone: ${zone}
      FlexibleTimeWindow: {Mode: "OFF"}
      Target: {Arn: !GetAtt Ticks.Arn, RoleArn: ${role}, Input: '{"hello":1}'}
  Once:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: at(2027-01-01T08:00:00)
      FlexibleTimeWindow: {Mode: "OFF"}
      Target:
        Arn: arn:aws:lambda:${here}:function:none
        RoleArn: ${role}
        DeadLetterConfig: {Arn: !GetAtt Dead.Arn}
Outputs:
  Arn: {Value: !GetAtt Tick.Arn}
`;
    const given = { StackName: 'app' };
    const { part } = await callStacks(endpoint, 'CreateStack', {
      ...given,
      TemplateBody: template('Europe/Berlin'),
    });
    expect([
      await ended(endpoint, 'app'),
      (await eventsOf(endpoint, 'app')).filter((each) => each.includes('_FAILED')),
    ]).toEqual(['CREATE_COMPLETE', []]);
    await callStacks(endpoint, 'UpdateStack', { ...given, TemplateBody: template('UTC') });
    expect(await ended(endpoint, 'app')).toBe('UPDATE_COMPLETE');
    using sessions = openSessions(endpoint.stateFolder);
    using keeper = openKeeper(endpoint.stateFolder);
    const placed = { ground: { url: endpoint.url, sessions, keep: keeper.keep }, place };
    await runSchedules(placed, eight - minutes(60));
    await runSchedules(placed, eight);
    await runSchedules(placed, eight + minutes(1));
    const bodies = async (queue: string) => {
      const QueueUrl = `https://sqs.eu-central-1.amazonaws.com/111122223333/${queue}`;
      const input = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] };
      const { body } = await callJson(endpoint, 'sqs', { target: 'AmazonSQS.ReceiveMessage', input });
      return body['Messages'] as readonly { readonly Body: string; readonly MessageAttributes?: object }[];
    };
    expect((await bodies('ticks')).map(({ Body }) => Body)).toEqual(['{"hello":1}']);
    expect(await bodies('dead')).toEqual([
      expect.objectContaining({
        MessageAttributes: expect.objectContaining({
          ERROR_CODE: expect.objectContaining({ StringValue: 'ResourceNotFoundException' }) as unknown,
          RETRY_ATTEMPTS: expect.objectContaining({ StringValue: '0' }) as unknown,
        }) as unknown,
      }),
    ]);
    await callStacks(endpoint, 'DeleteStack', given);
    expect(await ended(endpoint, part('StackId'))).toBe('DELETE_COMPLETE');
    expect(await scheduler(endpoint, 'GET', '/schedules/tick?groupName=nights')).toMatchObject({
      status: 404,
    });
  });
});

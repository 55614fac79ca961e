// What stacks call is held to the session that they were begun with, whatever else works with the same role.
import { expect, test } from 'vitest';
import { openIamCalls } from '../../src/account/iam-calls.ts';
import { openAccount } from '../../src/account/open-account.ts';
import { sessionOfRole } from '../../src/account/principals.ts';
import { openSessions, type SessionUse } from '../../src/account/sessions.ts';
import type { PolicyStatement } from '../../src/model/policy.ts';
import { openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { callStacks, ended, type StackCaller } from '../rig/stacks.ts';

const account = '111122223333';
const roleNamed = (name: string) => `arn:aws:iam::${account}:role/${name}`;

function put(
  endpoint: TestEndpoint,
  kind: 'rights' | 'trust',
  role: string,
  statement: PolicyStatement,
): void {
  using opened = openAccount(endpoint.stateFolder);
  const document = { Version: '2012-10-17', Statement: [statement] };
  opened.put({
    partition: 'aws',
    account,
    region: '',
    type: 'AWS::IAM::RolePolicy',
    name: `${role}/${kind}`,
    values: { roleName: role, policyName: kind, kind, document },
    madeBy: { kind: 'api', operation: 'test' },
    at: 0,
  });
}

/** A session of the role. */
function callerOf(endpoint: TestEndpoint, role: string, use: SessionUse): StackCaller {
  using sessions = openSessions(endpoint.stateFolder);
  const principal = sessionOfRole(roleNamed(role), 'one');
  if (principal === undefined) throw new Error('this is a role');
  return { ...endpoint, credentials: sessions.issue(principal, Date.now() + 60_000, use) };
}

/** As many as a stack makes at the same time, twice. */
const parametersIn = (folder: string) =>
  JSON.stringify({
    Resources: Object.fromEntries(
      Array.from({ length: 24 }, (_, index) => [
        `P${index}`,
        {
          Type: 'AWS::SSM::Parameter',
          Properties: { Name: `/${folder}/${index}`, Type: 'String', Value: 'a' },
        },
      ]),
    ),
  });

test('stacks that work with one role at the same time are held to it as each was begun', async () => {
  await using endpoint = await openTestEndpoint();
  put(endpoint, 'trust', 'work', {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: 'cloudformation.amazonaws.com' },
  });
  put(endpoint, 'rights', 'work', {
    Effect: 'Allow',
    Action: 'ssm:*',
    Resource: `arn:aws:ssm:*:*:parameter/held/*`,
  });
  put(endpoint, 'rights', 'action', { Effect: 'Allow', Action: '*', Resource: '*' });
  const action = callerOf(endpoint, 'action', { iam: 'enforce', executionId: 'e', actionExecutionId: 'a' });
  const made = async (caller: StackCaller, name: string) =>
    callStacks(caller, 'CreateStack', {
      StackName: name,
      TemplateBody: parametersIn(name),
      RoleARN: roleNamed('work'),
    });
  await Promise.all([made(action, 'held'), made(endpoint, 'observed')]);
  expect(await Promise.all(['held', 'observed'].map(async (name) => ended(endpoint, name)))).toEqual([
    'CREATE_COMPLETE',
    'CREATE_COMPLETE',
  ]);
  using calls = openIamCalls(endpoint.stateFolder);
  const parameters = calls.list().filter(({ action: each }) => each === 'ssm:PutParameter');
  const madeIn = (folder: string) => [
    ...new Set(
      parameters.flatMap(({ resource, ...call }) =>
        resource.includes(`/${folder}/`) ? [`${call.actionExecutionId} ${call.decision}`] : [],
      ),
    ),
  ];
  expect(madeIn('held')).toEqual(['a Allowed']);
  expect(madeIn('observed')).toEqual([' NotAllowed']);
});

/** The status that the operation ends with, of a set that is made in one Region by a role that may do no more than that. */
async function endOfSet(endpoint: TestEndpoint, TemplateBody: string): Promise<string> {
  put(endpoint, 'rights', 'action', {
    Effect: 'Allow',
    Action: ['cloudformation:CreateStackSet', 'cloudformation:CreateStackInstances'],
    Resource: '*',
  });
  const use = { iam: 'enforce', executionId: 'e', actionExecutionId: 'a' } as const;
  const action = callerOf(endpoint, 'action', use);
  const StackSetName = 'shared';
  await callStacks(action, 'CreateStackSet', { StackSetName, TemplateBody });
  const targets = { 'Accounts.member.1': account, 'Regions.member.1': 'us-east-1' };
  const begun = await callStacks(action, 'CreateStackInstances', { StackSetName, ...targets });
  const asked = { StackSetName, OperationId: begun.part('OperationId') };
  const status = async () => (await callStacks(endpoint, 'DescribeStackSetOperation', asked)).part('Status');
  await expect.poll(status, { timeout: 30_000 }).not.toBe('RUNNING');
  return await status();
}

test('the stacks of a set ask nothing of the role that has them made', async () => {
  await using endpoint = await openTestEndpoint();
  // What else goes on under the name of the caller is nothing to them.
  using sessions = openSessions(endpoint.stateFolder);
  const principal = sessionOfRole(roleNamed('action'), 'one');
  if (principal === undefined) throw new Error('this is a role');
  sessions.lastingSession(principal, Date.now(), { iam: 'enforce' });
  expect(await endOfSet(endpoint, parametersIn('set'))).toBe('SUCCEEDED');
  using calls = openIamCalls(endpoint.stateFolder);
  expect(
    calls
      .list()
      .map(({ action, decision }) => `${action} ${decision}`)
      .toSorted(),
  ).toEqual(['cloudformation:CreateStackInstances Allowed', 'cloudformation:CreateStackSet Allowed']);
});

test('a role that the stacks of a set give to a service must let it in where roles are enforced', async () => {
  await using endpoint = await openTestEndpoint();
  put(endpoint, 'trust', 'work', {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { Service: 'ec2.amazonaws.com' },
  });
  put(endpoint, 'rights', 'work', { Effect: 'Allow', Action: '*', Resource: '*' });
  const Properties = {
    FlexibleTimeWindow: { Mode: 'OFF' },
    ScheduleExpression: 'rate(1 hour)',
    Target: { Arn: `arn:aws:lambda:us-east-1:${account}:function:work`, RoleArn: roleNamed('work') },
  };
  const template = JSON.stringify({ Resources: { One: { Type: 'AWS::Scheduler::Schedule', Properties } } });
  expect(await endOfSet(endpoint, template)).toBe('FAILED');
  using calls = openIamCalls(endpoint.stateFolder);
  const refused = calls.list().filter(({ decision }) => decision === 'NotAllowed');
  expect(refused).toMatchObject([{ principal: 'scheduler.amazonaws.com', actionExecutionId: 'a' }]);
});

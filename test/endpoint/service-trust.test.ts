// Roles that are given to services: each must let its service in, as AWS asks when it is given.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openIamCalls } from '../../src/account/iam-calls.ts';
import { openAccount } from '../../src/account/open-account.ts';
import { localUser, sessionOfRole } from '../../src/account/principals.ts';
import { openSessions, type Credentials, type SessionUse } from '../../src/account/sessions.ts';
import { missingTrustText } from '../../src/model/rights/trust-remedy.ts';
import type { PolicyStatement } from '../../src/model/policy.ts';
import { callJson, callQuery, openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';

const noMoto = (await missingMoto()) !== undefined;
const account = '111122223333';
const place = { partition: 'aws', account, region: 'eu-central-1' };
const roleArn = `arn:aws:iam::${account}:role/work`;

function put(endpoint: TestEndpoint, kind: 'rights' | 'trust', Statement: readonly PolicyStatement[]): void {
  using opened = openAccount(endpoint.stateFolder);
  opened.put({
    ...place,
    region: '',
    type: 'AWS::IAM::RolePolicy',
    name: `work/${kind}`,
    values: { roleName: 'work', policyName: kind, kind, document: { Version: '2012-10-17', Statement } },
    madeBy: { kind: 'api', operation: 'test' },
    at: 0,
  });
}

const lets = (Service: string, Condition?: PolicyStatement['Condition']): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { Service },
  ...(Condition === undefined ? {} : { Condition }),
});
const all: PolicyStatement = { Effect: 'Allow', Action: '*', Resource: '*' };

/** A caller that the account holds to its role, or observes; the role itself may do everything. */
function callerOf(endpoint: TestEndpoint, use: SessionUse = { iam: 'enforce' }) {
  using sessions = openSessions(endpoint.stateFolder);
  const principal = sessionOfRole(`arn:aws:iam::${account}:role/caller`, 'one');
  if (principal === undefined) throw new Error('this is a role');
  using opened = openAccount(endpoint.stateFolder);
  const document = { Version: '2012-10-17', Statement: [all] };
  opened.put({
    ...place,
    region: '',
    type: 'AWS::IAM::RolePolicy',
    name: 'caller/rights',
    values: { roleName: 'caller', policyName: 'rights', kind: 'rights', document },
    madeBy: { kind: 'api', operation: 'test' },
    at: 0,
  });
  return { url: endpoint.url, credentials: sessions.issue(principal, Date.now() + 60_000, use) };
}

interface Caller {
  readonly url: string;
  readonly credentials: Credentials;
}

async function rest(
  { url, credentials }: Caller,
  service: string,
  path: string,
  body: object,
): Promise<string> {
  const headers = { ...signature(service, credentials), 'content-type': 'application/json' };
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return await response.text();
}

const makeFunction = {
  FunctionName: 'work',
  Runtime: 'nodejs24.x',
  Handler: 'index.handler',
  Role: roleArn,
  // A zip without a file.
  Code: { ZipFile: Buffer.from(`PK\u0005\u0006${'\0'.repeat(18)}`, 'latin1').toString('base64') },
};
const makeSchedule = {
  FlexibleTimeWindow: { Mode: 'OFF' },
  ScheduleExpression: 'rate(1 hour)',
  Target: { Arn: `arn:aws:lambda:eu-central-1:${account}:function:work`, RoleArn: roleArn },
};
const makeStack = {
  Action: 'CreateStack',
  Version: '2010-05-15',
  StackName: 'work',
  TemplateBody: JSON.stringify({
    Resources: { Topic: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'a' } } },
  }),
  RoleARN: roleArn,
};

/** What is given, to whom, how, and the answers: why not, and a part of what success has. */
type Given = readonly [string, string, (caller: Caller) => Promise<string>, string, string];

const given: readonly Given[] = [
  [
    'Lambda',
    'lambda.amazonaws.com',
    async (caller) => rest(caller, 'lambda', '/2015-03-31/functions', makeFunction),
    'The role defined for the function cannot be assumed by Lambda.',
    'FunctionArn',
  ],
  [
    'EventBridge Scheduler',
    'scheduler.amazonaws.com',
    async (caller) => rest(caller, 'scheduler', '/schedules/work', makeSchedule),
    'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
    'ScheduleArn',
  ],
  [
    'CloudFormation',
    'cloudformation.amazonaws.com',
    async (caller) => (await callQuery(caller, 'cloudformation', makeStack)).text,
    `Role ${roleArn} is invalid or cannot be assumed`,
    'StackId',
  ],
  [
    'Step Functions',
    'states.amazonaws.com',
    async (caller) =>
      (
        await callJson(caller, 'states', {
          target: 'AWSStepFunctions.CreateStateMachine',
          input: {
            name: 'work',
            roleArn,
            definition: JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Succeed' } } }),
          },
        })
      ).text,
    'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
    'stateMachineArn',
  ],
];

function givenTo(name: string) {
  const found = given.find(([each]) => each === name);
  if (found === undefined) throw new Error(`nothing is given to ${name}`);
  return { call: found[2], refusal: found[3], success: found[4] };
}

test.each(given)('%s is not given a role that does not let it in', async (name, service) => {
  const { call, refusal, success } = givenTo(name);
  await using endpoint = await openTestEndpoint();
  put(endpoint, 'rights', [all]);
  put(endpoint, 'trust', [lets('ec2.amazonaws.com')]);
  expect(await call(callerOf(endpoint))).toContain(refusal);
  using calls = openIamCalls(endpoint.stateFolder);
  const recorded = calls.list().filter(({ principal }) => principal === service);
  expect(recorded).toMatchObject([{ roleArn, action: 'sts:AssumeRole', decision: 'NotAllowed' }]);
  expect(recorded.map(missingTrustText)).toEqual([
    `${refusal.replace(/\.$/, '')}. Let ${service} assume the role work for it in its trust policy.`,
  ]);
  put(endpoint, 'trust', [lets(service)]);
  expect(await call(callerOf(endpoint))).toContain(success);
});

test.each(given)('%s gets it where roles are only observed, and that is recorded', async (name, service) => {
  const { call, refusal, success } = givenTo(name);
  await using endpoint = await openTestEndpoint();
  put(endpoint, 'rights', [all]);
  put(endpoint, 'trust', [lets('ec2.amazonaws.com')]);
  using sessions = openSessions(endpoint.stateFolder);
  const user = { url: endpoint.url, credentials: sessions.keysOf(localUser(place)) };
  expect(await call(user)).toContain(success);
  using calls = openIamCalls(endpoint.stateFolder);
  expect(calls.list().map(({ principal, why }) => ({ principal, why }))).toContainEqual({
    principal: service,
    why: refusal,
  });
});

test('a trust policy without any policy of rights says whom the role lets in', async () => {
  await using endpoint = await openTestEndpoint();
  const { call, refusal, success } = givenTo('Lambda');
  put(endpoint, 'trust', [lets('ec2.amazonaws.com')]);
  expect(await call(callerOf(endpoint))).toContain(refusal);
  const build = { service: 'codebuild.amazonaws.com', sessionName: 'one', region: place.region, use: {} };
  const body = JSON.stringify({ ...build, roleArn, rights: [] });
  const asked = await fetch(`${endpoint.url}/_slipway/service-calls`, { method: 'POST', body });
  expect(await asked.json()).toEqual({
    untrusted: `CodeBuild is not authorized to perform: sts:AssumeRole on ${roleArn}`,
  });
  put(endpoint, 'trust', [lets('lambda.amazonaws.com')]);
  expect(await call(callerOf(endpoint))).toContain(success);
});

test.each([
  ['the account that it is for', { StringEquals: { 'aws:SourceAccount': account } }, true],
  ['another account', { StringEquals: { 'aws:SourceAccount': '999999999999' } }, false],
  ['a state machine, which nothing here says', { ArnLike: { 'aws:SourceArn': 'arn:aws:states:*' } }, true],
] as const)('a condition on %s counts for a service that says its source', async (_, condition, isLetIn) => {
  await using endpoint = await openTestEndpoint();
  put(endpoint, 'rights', [all]);
  put(endpoint, 'trust', [lets('states.amazonaws.com', condition)]);
  const { call, refusal, success } = givenTo('Step Functions');
  expect(await call(callerOf(endpoint))).toContain(isLetIn ? success : refusal);
});

test('a service may be named with its Region', async () => {
  await using endpoint = await openTestEndpoint();
  put(endpoint, 'rights', [all]);
  put(endpoint, 'trust', [lets('states.eu-central-1.amazonaws.com')]);
  const machines = givenTo('Step Functions');
  expect(await machines.call(callerOf(endpoint))).toContain(machines.success);
});

test('a function in a VPC needs a role that may make its network interfaces', async () => {
  await using endpoint = await openTestEndpoint();
  const rightsWithout = (...actions: readonly string[]): void =>
    put(endpoint, 'rights', [all, { Effect: 'Deny', Action: actions, Resource: '*' }]);
  put(endpoint, 'trust', [lets('lambda.amazonaws.com')]);
  const vpc = { VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } };
  const make = async (more: object) =>
    rest(callerOf(endpoint), 'lambda', '/2015-03-31/functions', { ...makeFunction, ...more });
  for (const action of ['CreateNetworkInterface', 'DescribeNetworkInterfaces', 'DeleteNetworkInterface']) {
    rightsWithout(`ec2:${action}`);
    expect(await make(vpc)).toContain(
      `The provided execution role does not have permissions to call ${action} on EC2`,
    );
  }
  expect(await make({})).toContain('FunctionArn');
});

// CloudFormation's own handler looks for no parameter before it puts one; the handler of this machine does.
test.each([
  [[], 'is not authorized to perform: ssm:PutParameter'],
  [['ssm:PutParameter'], 'CREATE_COMPLETE'],
])('a stack of a role’s session that allows %j of what AWS documents ends with %s', async (allowed, end) => {
  await using endpoint = await openTestEndpoint();
  put(endpoint, 'trust', [lets('cloudformation.amazonaws.com')]);
  put(endpoint, 'rights', [{ Effect: 'Allow', Action: ['cloudformation:*', ...allowed], Resource: '*' }]);
  using sessions = openSessions(endpoint.stateFolder);
  const principal = sessionOfRole(roleArn, 'one');
  if (principal === undefined) throw new Error('this is a role');
  const credentials = sessions.issue(principal, Date.now() + 60_000, { iam: 'enforce' });
  const caller = { url: endpoint.url, credentials };
  const { RoleARN: _role, ...ownRights } = makeStack;
  expect((await callQuery(caller, 'cloudformation', ownRights)).text).toContain('StackId');
  const describe = { Action: 'DescribeStackEvents', Version: '2010-05-15', StackName: 'work' };
  await expect
    .poll(async () => (await callQuery(endpoint, 'cloudformation', describe)).text, { timeout: 20_000 })
    .toMatch(/<ResourceType>AWS::CloudFormation::Stack<.*?_(?:COMPLETE|FAILED)</s);
  expect((await callQuery(endpoint, 'cloudformation', describe)).text).toContain(end);
});

test('no program gets around its role by saying that it calls for a stack', async () => {
  await using endpoint = await openTestEndpoint();
  put(endpoint, 'rights', []);
  using sessions = openSessions(endpoint.stateFolder);
  const principal = sessionOfRole(roleArn, 'two');
  if (principal === undefined) throw new Error('this is a role');
  const own = sessions.issue(principal, Date.now() + 60_000, { iam: 'enforce' });
  const called = async (more: Readonly<Record<string, string>>) => {
    const headers = {
      ...signature('ssm', own),
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonSSM.GetParameter',
      ...more,
    };
    const response = await fetch(endpoint.url, { method: 'POST', headers, body: '{"Name":"/a"}' });
    return await response.text();
  };
  expect(await called({ 'x-slipway-stack-work': 'null' })).toContain('is not authorized');
  expect(await called({ 'x-slipway-stack-work': `${randomUUID()} null` })).toContain('is not authorized');
});

test.skipIf(noMoto)('programs of an instance call with the role that its profile has', async () => {
  await using endpoint = await openTestEndpoint();
  const iam = async (Action: string, more: Readonly<Record<string, string>>) => {
    const { status, text } = await callQuery(endpoint, 'iam', { Action, Version: '2010-05-08', ...more });
    expect({ status, text: status === 200 ? '' : text }).toEqual({ status: 200, text: '' });
  };
  const document = (Statement: object) => JSON.stringify({ Version: '2012-10-17', Statement });
  await iam('CreateRole', {
    RoleName: 'servers',
    AssumeRolePolicyDocument: document(lets('ec2.amazonaws.com')),
  });
  await iam('CreateInstanceProfile', { InstanceProfileName: 'fleet' });
  await iam('AddRoleToInstanceProfile', { InstanceProfileName: 'fleet', RoleName: 'servers' });
  using sessions = openSessions(endpoint.stateFolder);
  const principal = sessionOfRole(`arn:aws:iam::${account}:role/fleet`, 'i-1');
  if (principal === undefined) throw new Error('this is a role');
  const credentials = sessions.issue(principal, Date.now() + 60_000, { iam: 'enforce' });
  const caller = { url: endpoint.url, credentials };
  const asked = { target: 'AmazonSSM.GetParameter', input: { Name: '/shop/level' } };
  expect((await callJson(caller, 'ssm', asked)).body['Message']).toContain(
    `User: arn:aws:sts::${account}:assumed-role/servers/i-1 is not authorized to perform: ssm:GetParameter`,
  );
  const PolicyDocument = document([{ Effect: 'Allow', Action: 'ssm:GetParameter', Resource: '*' }]);
  await iam('PutRolePolicy', { RoleName: 'servers', PolicyName: 'own', PolicyDocument });
  expect((await callJson(caller, 'ssm', asked)).body['__type']).toBe('ParameterNotFound');
});

// Sessions that their call has narrowed: by policies, by tags and in time. With AWS's own SDK.
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client, CreateBucketCommand } from '@aws-sdk/client-s3';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import {
  AssumeRoleCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  STSClient,
  type AssumeRoleCommandInput,
  type Credentials as GivenCredentials,
} from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { openIamCalls } from '../../src/account/iam-calls.ts';
import { openAccount } from '../../src/account/open-account.ts';
import { localUser, sessionOfRole } from '../../src/account/principals.ts';
import { openSessions, type SessionUse } from '../../src/account/sessions.ts';
import { serveEndpoint } from '../../src/endpoint/serve-endpoint.ts';
import type { PolicyStatement } from '../../src/model/policy.ts';
import { callQuery, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';

const account = '111122223333';
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;

function attach(
  endpoint: TestEndpoint,
  roleName: string,
  statements: readonly PolicyStatement[],
  kind: 'rights' | 'trust' = 'rights',
): void {
  using register = openAccount(endpoint.stateFolder);
  register.put({
    partition: 'aws',
    account,
    region: '',
    type: 'AWS::IAM::RolePolicy',
    name: `${roleName}/${kind}`,
    values: { roleName, policyName: kind, kind, document: { Version: '2012-10-17', Statement: statements } },
    madeBy: { kind: 'api', operation: 'test' },
    at: 0,
  });
}

const allow = (Action: string, Resource = '*'): PolicyStatement => ({ Effect: 'Allow', Action, Resource });
const document = (...Statement: readonly PolicyStatement[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement });

/** Of a role that may assume every role. */
function asBuild(endpoint: TestEndpoint, use: SessionUse = { iam: 'enforce' }) {
  attach(endpoint, 'build', [allow('sts:*')]);
  const principal = sessionOfRole(role('build'), 'one');
  if (principal === undefined) throw new Error('this is a role');
  using sessions = openSessions(endpoint.stateFolder);
  const credentials = sessions.issue(principal, Date.now() + 60_000, { actionExecutionId: 'action', ...use });
  return new STSClient({ ...endpoint.client, credentials });
}

/** For a client of the SDK. */
function clientOf(endpoint: Pick<TestEndpoint, 'client'>, given: GivenCredentials | undefined) {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = given ?? {};
  return {
    ...endpoint.client,
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    forcePathStyle: true,
  };
}

async function assume(sts: STSClient, name: string, more: Partial<AssumeRoleCommandInput> = {}) {
  const input = { RoleArn: role(name), RoleSessionName: 'two', ...more };
  return await sts.send(new AssumeRoleCommand(input));
}

async function messageOf(call: Promise<unknown>): Promise<string> {
  return await call.then(
    () => 'done',
    (error: unknown) => `${(error as Error).name}: ${(error as Error).message}`,
  );
}

describe('a session with a policy of its own', () => {
  test('may do what its role and that policy both allow, in every process that it calls', async () => {
    await using endpoint = await openTestEndpoint();
    const owner = new S3Client({ ...endpoint.client, forcePathStyle: true });
    await owner.send(new CreateBucketCommand({ Bucket: 'shop' }));
    await owner.send(new PutObjectCommand({ Bucket: 'shop', Key: 'a', Body: 'x' }));
    attach(endpoint, 'deploy', [allow('s3:*')]);
    const { Credentials, PackedPolicySize } = await assume(asBuild(endpoint), 'deploy', {
      Policy: document(allow('s3:GetObject', 'arn:aws:s3:::shop/*'), allow('ssm:GetParameter')),
    });
    expect(PackedPolicySize).toBeGreaterThan(0);
    const other = await serveEndpoint(endpoint.stateFolder, join(endpoint.stateFolder, 'other'));
    await using _other = other;
    for (const url of [endpoint.url, other.url]) {
      const client = { ...clientOf(endpoint, Credentials), endpoint: url };
      const s3 = new S3Client(client);
      const read = await s3.send(new GetObjectCommand({ Bucket: 'shop', Key: 'a' }));
      expect(await read.Body?.transformToString()).toBe('x');
      const put = s3.send(new PutObjectCommand({ Bucket: 'shop', Key: 'b', Body: 'y' }));
      expect(await messageOf(put)).toMatch(
        /^AccessDenied: .*assumed-role\/deploy\/two .*because no session policy allows the s3:PutObject action$/,
      );
      const parameter = new SSMClient(client).send(new GetParameterCommand({ Name: '/a' }));
      expect(await messageOf(parameter)).toMatch(/because no identity-based policy allows/);
    }
  });

  test('is served and reported where policies are only observed', async () => {
    await using endpoint = await openTestEndpoint();
    attach(endpoint, 'deploy', [allow('ssm:*')]);
    const { Credentials } = await assume(asBuild(endpoint, {}), 'deploy', {
      Policy: document(allow('s3:*')),
    });
    const ssm = new SSMClient(clientOf(endpoint, Credentials));
    expect(await messageOf(ssm.send(new GetParameterCommand({ Name: '/a' })))).toMatch(/^ParameterNotFound/);
    using calls = openIamCalls(endpoint.stateFolder);
    expect(calls.takeRefused('action').map(({ why }) => why)).toEqual([
      expect.stringContaining('because no session policy allows the ssm:GetParameter action'),
    ]);
  });

  test('is held to it also where nothing says what its role may', async () => {
    await using endpoint = await openTestEndpoint();
    const { Credentials } = await assume(asBuild(endpoint, {}), 'unknown', {
      Policy: document(allow('s3:*'), { Effect: 'Deny', Action: 'ssm:*', Resource: '*' }),
    });
    const ssm = new SSMClient(clientOf(endpoint, Credentials));
    await messageOf(ssm.send(new GetParameterCommand({ Name: '/a' })));
    const s3 = new S3Client(clientOf(endpoint, Credentials));
    await messageOf(s3.send(new GetObjectCommand({ Bucket: 'shop', Key: 'a' })));
    using calls = openIamCalls(endpoint.stateFolder);
    const decisions = calls.list().map(({ action, decision }) => `${action} ${decision}`);
    expect(decisions).toContain('ssm:GetParameter Denied');
    expect(decisions).toContain('s3:GetObject NotEvaluated');
  });
});

test.each<readonly [Partial<AssumeRoleCommandInput>, RegExp]>([
  [{ Policy: '{' }, /^MalformedPolicyDocument\w*: This policy contains invalid Json/],
  [{ Policy: '{"Statement": [{"Effect": "Allow"}]}' }, /^MalformedPolicyDocument\w*: /],
  [
    { Policy: document({ ...allow('s3:*'), Principal: '*' }) },
    /^MalformedPolicyDocument\w*: Policy document should not specify a principal/,
  ],
  [
    { Policy: document(allow('s3:GetObject', `arn:aws:s3:::${'b'.repeat(2100)}`)) },
    /^PackedPolicyTooLarge\w*: Packed policy consumes 1\d\d% of allotted space, please use smaller policy/,
  ],
  [
    {
      PolicyArns: Array.from({ length: 11 }, (_, number) => ({ arn: `arn:aws:iam::aws:policy/P${number}` })),
    },
    /^ValidationError: .*'policyArns'.*less than or equal to 10/,
  ],
  [
    {
      Tags: [
        { Key: 'team', Value: 'a' },
        { Key: 'Team', Value: 'b' },
      ],
    },
    /^InvalidParameterValue: Duplicate tag keys found/,
  ],
  [{ TransitiveTagKeys: ['team'] }, /^InvalidParameterValue: The specified transitive tag key must be/],
  [{ DurationSeconds: 899 }, /^ValidationError: .*'durationSeconds'/],
])('AssumeRole with %j is refused', async (input, message) => {
  await using endpoint = await openTestEndpoint();
  expect(await messageOf(assume(new STSClient(endpoint.client), 'deploy', input))).toMatch(message);
});

test('tags of a session decide by its policies, and go on to the next one where they are transitive', async () => {
  await using endpoint = await openTestEndpoint();
  const ofTeam = {
    ...allow('ssm:GetParameter', 'arn:aws:ssm:*:*:parameter/${aws:PrincipalTag/team}/*'),
    Condition: { StringEquals: { 'aws:PrincipalTag/stage': 'live' } },
  };
  attach(endpoint, 'tagged', [ofTeam, allow('sts:*')]);
  attach(endpoint, 'next', [ofTeam]);
  const trust = { ...allow('sts:*'), Principal: { AWS: account } };
  for (const name of ['tagged', 'next']) {
    const { Resource: _none, ...statement } = trust;
    attach(endpoint, name, [statement], 'trust');
  }
  const tags = [
    { Key: 'team', Value: 'shop' },
    { Key: 'stage', Value: 'live' },
  ];
  const first = await assume(asBuild(endpoint), 'tagged', { Tags: tags, TransitiveTagKeys: ['team'] });
  const read = async (given: typeof first, Name: string) =>
    messageOf(new SSMClient(clientOf(endpoint, given.Credentials)).send(new GetParameterCommand({ Name })));
  expect(await read(first, '/shop/a')).toMatch(/^ParameterNotFound/);
  expect(await read(first, '/other/a')).toMatch(/^AccessDenied/);
  const sts = new STSClient(clientOf(endpoint, first.Credentials));
  const conflict = assume(sts, 'next', { Tags: [{ Key: 'TEAM', Value: 'other' }] });
  expect(await messageOf(conflict)).toMatch(/conflicts with a transitive tag key from the calling session/);
  const next = await assume(sts, 'next', { Tags: [{ Key: 'stage', Value: 'live' }] });
  expect(await read(next, '/shop/a')).toMatch(/^ParameterNotFound/);
  expect(await read(next, '/other/a')).toMatch(/^AccessDenied/);
});

test('tags are given to sessions of roles that trust their caller with them', async () => {
  await using endpoint = await openTestEndpoint();
  attach(
    endpoint,
    'untagged',
    [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: account } }],
    'trust',
  );
  const sts = asBuild(endpoint);
  expect(await messageOf(assume(sts, 'untagged'))).toBe('done');
  expect(await messageOf(assume(sts, 'untagged', { Tags: [{ Key: 'a', Value: 'b' }] }))).toMatch(
    /^AccessDenied: .*is not authorized to perform: sts:TagSession on resource: .*role\/untagged$/,
  );
});

test('a source identity stays, and is asked for where it or tags are inherited', async () => {
  await using endpoint = await openTestEndpoint();
  const trust = (name: string, ...Action: readonly string[]) => {
    attach(endpoint, name, [{ Effect: 'Allow', Action, Principal: { AWS: account } }], 'trust');
  };
  attach(endpoint, 'first', [allow('sts:*')]);
  trust('first', 'sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession');
  trust('open', 'sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession');
  trust('untagged', 'sts:AssumeRole', 'sts:SetSourceIdentity');
  trust('anonymous', 'sts:AssumeRole', 'sts:TagSession');
  const first = await assume(asBuild(endpoint), 'first', {
    SourceIdentity: 'ada',
    Tags: [{ Key: 'team', Value: 'shop' }],
    TransitiveTagKeys: ['team'],
  });
  const sts = new STSClient(clientOf(endpoint, first.Credentials));
  expect((await assume(sts, 'open')).SourceIdentity).toBe('ada');
  expect((await assume(sts, 'open', { SourceIdentity: 'ada' })).SourceIdentity).toBe('ada');
  expect(await messageOf(assume(sts, 'open', { SourceIdentity: 'eve' }))).toMatch(
    /^AccessDenied: The source identity of the calling session cannot be changed/,
  );
  expect(await messageOf(assume(sts, 'untagged'))).toMatch(/not authorized to perform: sts:TagSession/);
  expect(await messageOf(assume(sts, 'anonymous'))).toMatch(
    /not authorized to perform: sts:SetSourceIdentity/,
  );
});

test('tags do not count against the room for policies', async () => {
  await using endpoint = await openTestEndpoint();
  const Tags = Array.from({ length: 10 }, (_, at) => ({ Key: `key${at}`, Value: 'v'.repeat(250) }));
  const given = await assume(new STSClient(endpoint.client), 'deploy', { Tags });
  expect(given.PackedPolicySize).toBe(100);
});

test('a federated user may do what its policy allows, and nothing without one', async () => {
  await using endpoint = await openTestEndpoint();
  const user = localUser({ partition: 'aws', account, region: 'eu-central-1' });
  using sessions = openSessions(endpoint.stateFolder);
  const held = sessions.issue(user, undefined, { iam: 'enforce' });
  const sts = new STSClient({ ...endpoint.client, credentials: held });
  const given = await sts.send(
    new GetFederationTokenCommand({ Name: 'ada', Policy: document(allow('ssm:GetParameter')) }),
  );
  expect(given.FederatedUser).toEqual({
    FederatedUserId: `${account}:ada`,
    Arn: `arn:aws:sts::${account}:federated-user/ada`,
  });
  const client = clientOf(endpoint, given.Credentials);
  const identity = await new STSClient(client).send(new GetCallerIdentityCommand({}));
  expect(identity.Arn).toBe(`arn:aws:sts::${account}:federated-user/ada`);
  const parameter = new SSMClient(client).send(new GetParameterCommand({ Name: '/a' }));
  expect(await messageOf(parameter)).toMatch(/^ParameterNotFound/);
  const put = new S3Client(client).send(new PutObjectCommand({ Bucket: 'shop', Key: 'a', Body: 'x' }));
  expect(await messageOf(put)).toMatch(/because no session policy allows the s3:PutObject action/);
  const all = await sts.send(new GetFederationTokenCommand({ Name: 'all', Policy: document(allow('*')) }));
  const info = new STSClient(clientOf(endpoint, all.Credentials)).send(
    new GetAccessKeyInfoCommand({ AccessKeyId: held.accessKeyId }),
  );
  expect(await messageOf(info)).toMatch(/^AccessDenied: .*perform: sts:GetAccessKeyInfo/);
  const again = new STSClient(client).send(new GetFederationTokenCommand({ Name: 'eve' }));
  expect(await messageOf(again)).toMatch(/^AccessDenied/);
  const without = await sts.send(new GetFederationTokenCommand({ Name: 'bob' }));
  const nothing = new SSMClient(clientOf(endpoint, without.Credentials)).send(
    new GetParameterCommand({ Name: '/a' }),
  );
  expect(await messageOf(nothing)).toMatch(/because no session policy allows/);
});

test('AssumeRoleWithSAML is refused by its name, without a signature as on AWS', async () => {
  await using endpoint = await openTestEndpoint();
  const response = await fetch(endpoint.url, {
    method: 'POST',
    body: new URLSearchParams({ Action: 'AssumeRoleWithSAML', Version: '2011-06-15' }),
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toMatch(/does not execute AssumeRoleWithSAML of STS .*no provider of SAML/);
});

describe.skipIf((await missingMoto()) !== undefined)('what IAM’s API has made', () => {
  test('limits sessions by managed policies as they are now, and by the time that their role has', async () => {
    await using endpoint = await openTestEndpoint();
    const iam = async (Action: string, more: Readonly<Record<string, string>>) => {
      const answer = await callQuery(endpoint, 'iam', { Action, Version: '2010-05-08', ...more });
      expect(answer).toMatchObject({ status: 200 });
    };
    const trust = document({ Effect: 'Allow', Action: 'sts:*', Principal: { AWS: account } });
    await iam('CreateRole', {
      RoleName: 'made',
      AssumeRolePolicyDocument: trust,
      MaxSessionDuration: '7200',
    });
    await iam('PutRolePolicy', {
      RoleName: 'made',
      PolicyName: 'own',
      PolicyDocument: document(allow('ssm:*'), allow('s3:*')),
    });
    await iam('CreatePolicy', { PolicyName: 'narrow', PolicyDocument: document(allow('s3:*')) });
    const sts = new STSClient(endpoint.client);
    const tooLong = assume(sts, 'made', { DurationSeconds: 7201 });
    expect(await messageOf(tooLong)).toMatch(/exceeds the MaxSessionDuration set for this role/);
    const missing = assume(sts, 'made', { PolicyArns: [{ arn: `arn:aws:iam::${account}:policy/none` }] });
    expect(await messageOf(missing)).toMatch(/^ValidationError: .*policy\/none does not exist/);
    const arn = `arn:aws:iam::${account}:policy/narrow`;
    const { Credentials } = await assume(asBuild(endpoint), 'made', { PolicyArns: [{ arn }] });
    const read = async () => {
      const ssm = new SSMClient(clientOf(endpoint, Credentials));
      return await messageOf(ssm.send(new GetParameterCommand({ Name: '/a' })));
    };
    expect(await read()).toMatch(/because no session policy allows/);
    await iam('CreatePolicyVersion', {
      PolicyArn: arn,
      PolicyDocument: document(allow('ssm:GetParameter')),
      SetAsDefault: 'true',
    });
    expect(await read()).toMatch(/^ParameterNotFound/);
  });
});

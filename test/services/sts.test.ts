// STS: who the caller is, and sessions of roles.
import { expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import { openNotExecutedCalls } from '../../src/account/not-executed-calls.ts';
import { signToken } from '../../src/account/oidc-issuer.ts';
import type { PolicyDocument } from '../../src/model/policy.ts';
import { callQuery, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';

const version = { Version: '2011-06-15' };
const role = 'arn:aws:iam::111122223333:role/service/deploy';

async function assume(endpoint: TestEndpoint, parameters: Readonly<Record<string, string>> = {}) {
  const answer = await callQuery(endpoint, 'sts', {
    ...version,
    Action: 'AssumeRole',
    RoleArn: role,
    RoleSessionName: 'build-1',
    ...parameters,
  });
  const part = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(answer.text)?.[1] ?? '';
  const credentials = {
    accessKeyId: part('AccessKeyId'),
    secretAccessKey: part('SecretAccessKey'),
    sessionToken: part('SessionToken'),
  };
  return { ...answer, part, credentials };
}

test('a role that was assumed is the caller of its session', async () => {
  await using endpoint = await openTestEndpoint();
  const { credentials, part } = await assume(endpoint);
  expect(credentials.accessKeyId).toMatch(/^ASIA[A-Z0-9]{16}$/);
  expect(part('Arn')).toBe('arn:aws:sts::111122223333:assumed-role/deploy/build-1');
  const identity = await callQuery({ url: endpoint.url, credentials }, 'sts', {
    ...version,
    Action: 'GetCallerIdentity',
  });
  expect(identity.text).toContain('<Arn>arn:aws:sts::111122223333:assumed-role/deploy/build-1</Arn>');
  expect(identity.text).toMatch(/<UserId>AROA[A-Z2-7]{17}:build-1<\/UserId>/);
});

test('the session of a role is nobody without its token', async () => {
  await using endpoint = await openTestEndpoint();
  const { credentials } = await assume(endpoint);
  const { sessionToken: _token, ...withoutToken } = credentials;
  const answer = await callQuery({ url: endpoint.url, credentials: withoutToken }, 'sts', {
    ...version,
    Action: 'GetCallerIdentity',
  });
  expect(answer).toMatchObject({
    status: 403,
    text: expect.stringContaining('InvalidClientTokenId') as string,
  });
});

test.each([
  [{ RoleSessionName: 'a:b' }, 400, 'ValidationError', "Value 'a:b' at 'roleSessionName' failed to satisfy"],
  [
    { RoleArn: 'arn:aws:iam::999999999999:role/other' },
    403,
    'AccessDenied',
    'is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::999999999999:role/other',
  ],
  [
    { RoleArn: 'arn:aws:iam::111122223333:user/some-user' },
    400,
    'ValidationError',
    'arn:aws:iam::111122223333:user/some-user is invalid',
  ],
])('AssumeRole with %j is refused as AWS refuses it', async (...row) => {
  const [parameters, status, code, words] = row;
  await using endpoint = await openTestEndpoint();
  const answer = await assume(endpoint, parameters);
  expect(answer.status).toBe(status);
  expect(answer.part('Code')).toBe(code);
  expect(answer.part('Message')).toContain(words);
});

test('a session of a user is that user', async () => {
  await using endpoint = await openTestEndpoint();
  const answer = await callQuery(endpoint, 'sts', { ...version, Action: 'GetSessionToken' });
  expect(answer.text).toMatch(/<AccessKeyId>ASIA[A-Z0-9]{16}<\/AccessKeyId>/);
});

test('a session cannot ask for a session of a user', async () => {
  await using endpoint = await openTestEndpoint();
  const { credentials } = await assume(endpoint);
  const answer = await callQuery({ url: endpoint.url, credentials }, 'sts', {
    ...version,
    Action: 'GetSessionToken',
  });
  expect(answer).toMatchObject({
    status: 403,
    text: expect.stringContaining('Cannot call GetSessionToken') as string,
  });
});

const issuer = 'token.actions.githubusercontent.com';

/** Unsigned, as the action of GitHub calls it. */
async function assumeByToken(endpoint: TestEndpoint, token: string, sessionName = 'job') {
  const response = await fetch(endpoint.url, {
    method: 'POST',
    body: new URLSearchParams({
      ...version,
      Action: 'AssumeRoleWithWebIdentity',
      RoleArn: role,
      RoleSessionName: sessionName,
      WebIdentityToken: token,
    }),
  });
  return { status: response.status, text: await response.text() };
}

test('a token of a job is a session of the role whose trust policy takes it, and is refused with the condition', async () => {
  await using endpoint = await openTestEndpoint();
  const claims = {
    iss: `https://${issuer}`,
    aud: 'sts.amazonaws.com',
    sub: 'repo:acme/app:environment:live',
  };
  const sign = (more: object = {}) =>
    signToken(endpoint.stateFolder, { claims: { ...claims, exp: 4_000_000_000, ...more }, use: {} });
  const good = await assumeByToken(endpoint, sign());
  expect(good.text).toContain('<Arn>arn:aws:sts::111122223333:assumed-role/deploy/job</Arn>');
  using calls = openNotExecutedCalls(endpoint.stateFolder);
  const session = 'arn:aws:sts::111122223333:assumed-role/deploy/job';
  // Nothing says whom the role trusts: each call that passes is reported.
  expect(calls.takeNew(session, 'STS').map(({ operation }) => operation)).toEqual([
    `the trust policy of the role ${role}, which nothing here says`,
  ]);
  await assumeByToken(endpoint, sign());
  expect(calls.takeNew(session, 'SSM')).toEqual([]);
  expect(calls.takeNew(session)).toHaveLength(1);
  using account = openAccount(endpoint.stateFolder);
  const document: PolicyDocument = {
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
        Condition: { StringEquals: { [`${issuer}:sub`]: 'repo:acme/app:environment:live' } },
      },
    ],
  };
  account.put({
    partition: 'aws',
    account: '111122223333',
    region: '',
    type: 'AWS::IAM::RolePolicy',
    name: 'deploy/trust',
    values: { roleName: 'deploy', policyName: 'trust', kind: 'trust', document },
    madeBy: { kind: 'api', operation: 'test' },
    at: 0,
  });
  expect((await assumeByToken(endpoint, sign())).status).toBe(200);
  expect(calls.takeNew(session)).toEqual([]);
  const other = await assumeByToken(endpoint, sign({ sub: 'repo:acme/app:pull_request' }));
  expect(other.status).toBe(403);
  expect(other.text).toContain('the token has &quot;repo:acme/app:pull_request&quot;');
  expect((await assumeByToken(endpoint, sign({ exp: 1 }))).text).toContain('Token expired');
  const [head = '', body = ''] = sign().split('.');
  expect((await assumeByToken(endpoint, `${head}.${body}.AAAA`)).status).toBe(400);
});

test('a token is the session that the trust policy names, and no other', async () => {
  await using endpoint = await openTestEndpoint();
  using account = openAccount(endpoint.stateFolder);
  const Condition = { StringEquals: { 'sts:RoleSessionName': 'release' } };
  const Principal = { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` };
  const Action = 'sts:AssumeRoleWithWebIdentity';
  const document: PolicyDocument = { Statement: [{ Effect: 'Allow', Action, Principal, Condition }] };
  account.put({
    partition: 'aws',
    account: '111122223333',
    region: '',
    type: 'AWS::IAM::RolePolicy',
    name: 'deploy/trust',
    values: { roleName: 'deploy', policyName: 'trust', kind: 'trust', document },
    madeBy: { kind: 'api', operation: 'test' },
    at: 0,
  });
  const claims = { iss: `https://${issuer}`, aud: 'sts.amazonaws.com', sub: 'x', exp: 4_000_000_000 };
  const token = signToken(endpoint.stateFolder, { claims, use: {} });
  expect((await assumeByToken(endpoint, token, 'release')).status).toBe(200);
  const other = await assumeByToken(endpoint, token);
  expect(other.status).toBe(403);
  expect(other.text).toContain('and the session is called &quot;job&quot;');
});

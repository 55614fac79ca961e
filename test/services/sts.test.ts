// STS: who the caller is, and sessions of roles.
import { expect, test } from 'vitest';
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

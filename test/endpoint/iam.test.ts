// Rights for real: each call of a role's session is held against the role's policies, refused or reported.
import { describe, expect, test } from 'vitest';
import { openIamCalls } from '../../src/account/iam-calls.ts';
import { openAccount } from '../../src/account/open-account.ts';
import { sessionOfRole } from '../../src/account/principals.ts';
import { openSessions, type Credentials, type SessionUse } from '../../src/account/sessions.ts';
import { providers } from '../../src/actions/registry.ts';
import type { PolicyDocument, PolicyStatement } from '../../src/model/policy.ts';
import type { Right } from '../../src/model/rights/right.ts';
import type { AnsweredServiceCalls, ServiceCalls } from '../../src/model/rights/service-calls-shape.ts';
import { serviceCallsOf } from '../../src/model/rights/service-calls.ts';
import { definition, project, withActions } from '../rig/empty-definition.ts';
import { action } from '../rig/rights.ts';
import { missingMoto } from '../rig/moto.ts';
import { callJson, callQuery, openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';

const place = { partition: 'aws', account: '111122223333', region: '' };
const roleArn = 'arn:aws:iam::111122223333:role/of/build';
const sessionArn = 'arn:aws:sts::111122223333:assumed-role/build/one';

function session(endpoint: TestEndpoint, use: SessionUse = {}): Credentials {
  using sessions = openSessions(endpoint.stateFolder);
  const principal = sessionOfRole(roleArn, 'one');
  if (principal === undefined) throw new Error('this is a role');
  return sessions.issue(principal, Date.now() + 60_000, { actionExecutionId: 'action', ...use });
}

function attach(
  endpoint: TestEndpoint,
  roleName: string,
  {
    kind = 'rights',
    statements,
  }: { readonly kind?: 'rights' | 'trust'; readonly statements: readonly PolicyStatement[] },
): void {
  using account = openAccount(endpoint.stateFolder);
  const document: PolicyDocument = { Version: '2012-10-17', Statement: statements };
  account.put({
    ...place,
    type: 'AWS::IAM::RolePolicy',
    name: `${roleName}/${kind}`,
    values: { roleName, policyName: kind, kind, document },
    madeBy: { kind: 'api', operation: 'test' },
    at: 0,
  });
}

const allow = (
  Action: string | readonly string[],
  Resource: string | readonly string[],
): PolicyStatement => ({
  Effect: 'Allow',
  Action,
  Resource,
});

const getParameter = { target: 'AmazonSSM.GetParameter', input: { Name: '/shop/level' } };
const parameterArn = 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/level';

function refused(endpoint: TestEndpoint, id = 'action') {
  using calls = openIamCalls(endpoint.stateFolder);
  return calls.takeRefused(id).map(({ action, resource, decision }) => `${decision} ${action} ${resource}`);
}

describe('a role whose policies do not allow a call', () => {
  test('is served and reported once, as long as its policies are only observed', async () => {
    await using endpoint = await openTestEndpoint();
    attach(endpoint, 'build', { statements: [allow('ssm:GetParameters', '*')] });
    const caller = { url: endpoint.url, credentials: session(endpoint) };
    const { body } = await callJson(caller, 'ssm', getParameter);
    expect(body['__type']).toBe('ParameterNotFound');
    await callJson(caller, 'ssm', getParameter);
    expect(refused(endpoint)).toEqual([`NotAllowed ssm:GetParameter ${parameterArn}`]);
    expect(refused(endpoint)).toEqual([]);
  });

  test('is refused in the words of JSON services where they are enforced', async () => {
    await using endpoint = await openTestEndpoint();
    attach(endpoint, 'build', { statements: [allow('ssm:GetParameters', '*')] });
    const caller = { url: endpoint.url, credentials: session(endpoint, { iam: 'enforce' }) };
    const { status, body } = await callJson(caller, 'ssm', getParameter);
    expect(status).toBe(400);
    expect(body).toEqual({
      __type: 'AccessDeniedException',
      Message: `User: ${sessionArn} is not authorized to perform: ssm:GetParameter on resource: ${parameterArn} because no identity-based policy allows the ssm:GetParameter action`,
    });
  });

  test('is refused by an explicit deny, whatever else allows it', async () => {
    await using endpoint = await openTestEndpoint();
    const deny = { Effect: 'Deny', Action: 'ssm:*', Resource: parameterArn } as const;
    attach(endpoint, 'build', { statements: [allow('*', '*'), deny] });
    const caller = { url: endpoint.url, credentials: session(endpoint, { iam: 'enforce' }) };
    const { body } = await callJson(caller, 'ssm', getParameter);
    expect(body['Message']).toBe(
      `User: ${sessionArn} is not authorized to perform: ssm:GetParameter on resource: ${parameterArn} with an explicit deny in an identity-based policy`,
    );
  });

  test('is refused in the words of S3', async () => {
    await using endpoint = await openTestEndpoint();
    attach(endpoint, 'build', { statements: [allow('s3:ListBucket', 'arn:aws:s3:::shop')] });
    await makeBucket(endpoint);
    const credentials = session(endpoint, { iam: 'enforce' });
    expect(await s3(endpoint, credentials, { path: '/shop?list-type=2' })).toMatchObject({ status: 200 });
    const { status, text } = await s3(endpoint, credentials, { method: 'PUT', path: '/shop/a/b', body: 'x' });
    expect(status).toBe(403);
    expect(text).toContain('<Code>AccessDenied</Code>');
    expect(text).toContain(
      `<Message>User: ${sessionArn} is not authorized to perform: s3:PutObject on resource: &quot;arn:aws:s3:::shop/a/b&quot; because no identity-based policy allows the s3:PutObject action</Message>`,
    );
  });
});

test('the policy of a bucket lets a role in that has no rights of its own, and denies', async () => {
  await using endpoint = await openTestEndpoint();
  await makeBucket(endpoint);
  const Statement = [
    { ...allow('s3:*', 'arn:aws:s3:::shop/*'), Principal: { AWS: roleArn } },
    { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::shop/secret/*', Principal: '*' },
    {
      Effect: 'Deny',
      Action: 's3:*',
      Resource: '*',
      Principal: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ];
  const body = JSON.stringify({ Version: '2012-10-17', Statement });
  await s3(endpoint, endpoint.credentials, { method: 'PUT', path: '/shop?policy', body });
  const credentials = session(endpoint, { iam: 'enforce' });
  const put = { method: 'PUT', path: '/shop/a', body: 'x' };
  expect(await s3(endpoint, credentials, put)).toMatchObject({ status: 200 });
  const denied = await s3(endpoint, credentials, { path: '/shop/secret/a' });
  expect(denied.text).toContain('with an explicit deny in a resource-based policy');
});

test('a role is assumed by those whom its trust policy names', async () => {
  await using endpoint = await openTestEndpoint();
  attach(endpoint, 'build', { statements: [allow('sts:AssumeRole', '*')] });
  const trusting = (arn: string): PolicyStatement => ({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: arn },
  });
  for (const [name, arn] of [
    ['ours', roleArn],
    ['theirs', 'arn:aws:iam::111122223333:role/other'],
  ] as const) {
    attach(endpoint, name, { statements: [allow('s3:*', '*')] });
    attach(endpoint, name, { kind: 'trust', statements: [trusting(arn)] });
  }
  const caller = { url: endpoint.url, credentials: session(endpoint, { iam: 'enforce' }) };
  const assume = async (name: string) =>
    callQuery(caller, 'sts', {
      Action: 'AssumeRole',
      Version: '2011-06-15',
      RoleArn: `arn:aws:iam::111122223333:role/${name}`,
      RoleSessionName: 'two',
    });
  expect((await assume('ours')).status).toBe(200);
  const { status, text } = await assume('theirs');
  expect(status).toBe(403);
  expect(text).toContain('<Code>AccessDenied</Code>');
  expect(text).toContain(
    `User: ${sessionArn} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/theirs<`,
  );
});

test.each([
  [{ ExternalId: 'partner' }, 200],
  [{ ExternalId: 'other' }, 403],
  [{}, 403],
  [{ ExternalId: 'partner', RoleSessionName: 'three' }, 403],
])('a role with conditions for its sessions is assumed with %o: status %i', async (given, expected) => {
  await using endpoint = await openTestEndpoint();
  attach(endpoint, 'build', { statements: [allow('sts:AssumeRole', '*')] });
  attach(endpoint, 'ours', { statements: [allow('s3:*', '*')] });
  const Condition = { StringEquals: { 'sts:ExternalId': 'partner', 'sts:RoleSessionName': 'two' } };
  const trust = {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: roleArn },
    Condition,
  } as const;
  attach(endpoint, 'ours', { kind: 'trust', statements: [trust] });
  const caller = { url: endpoint.url, credentials: session(endpoint, { iam: 'enforce' }) };
  const { status } = await callQuery(caller, 'sts', {
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: 'arn:aws:iam::111122223333:role/ours',
    RoleSessionName: 'two',
    ...given,
  });
  expect(status).toBe(expected);
});

test('a role of which nothing is known is recorded, and refused nothing in an observed run', async () => {
  await using endpoint = await openTestEndpoint();
  const caller = { url: endpoint.url, credentials: session(endpoint, { executionId: 'run' }) };
  await callJson(caller, 'ssm', getParameter);
  expect(refused(endpoint)).toEqual([]);
  using calls = openIamCalls(endpoint.stateFolder);
  expect(calls.list('run')).toMatchObject([
    { roleArn, action: 'ssm:GetParameter', resource: parameterArn, decision: 'NotEvaluated' },
  ]);
});

describe.skipIf((await missingMoto()) !== undefined)('a role that was made by IAM’s API', () => {
  test('has the policies that it has there, as they are now', async () => {
    await using endpoint = await openTestEndpoint();
    const iam = async (Action: string, more: Readonly<Record<string, string>>) =>
      callQuery(endpoint, 'iam', { Action, Version: '2010-05-08', RoleName: 'build', ...more });
    const trust = {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'codebuild.amazonaws.com' },
    };
    const document = (Statement: object) => JSON.stringify({ Version: '2012-10-17', Statement });
    expect((await iam('CreateRole', { AssumeRolePolicyDocument: document(trust) })).status).toBe(200);
    const caller = { url: endpoint.url, credentials: session(endpoint, { iam: 'enforce' }) };
    const asked = async () => (await callJson(caller, 'ssm', getParameter)).body['__type'];
    expect(await asked()).toBe('AccessDeniedException');
    const PolicyDocument = document(allow('ssm:GetParameter', parameterArn));
    await iam('PutRolePolicy', { PolicyName: 'own', PolicyDocument });
    expect(await asked()).toBe('ParameterNotFound');
    await iam('DeleteRolePolicy', { PolicyName: 'own' });
    expect(await asked()).toBe('AccessDeniedException');
    await iam('AttachRolePolicy', { PolicyArn: 'arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess' });
    expect(await asked()).toBe('ParameterNotFound');
  });
});

describe.skipIf((await missingMoto()) !== undefined)('the policy of a resource that moto keeps', () => {
  test('allows what the role has no policy for, and denies what it has one for', async () => {
    await using endpoint = await openTestEndpoint();
    const caller = { url: endpoint.url, credentials: session(endpoint, { iam: 'enforce' }) };
    const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:jobs';
    const sqs = async (who: typeof caller, operation: string, input: object) =>
      (await callJson(who, 'sqs', { target: `AmazonSQS.${operation}`, input })).body;
    const { QueueUrl } = await sqs(endpoint, 'CreateQueue', { QueueName: 'jobs' });
    attach(endpoint, 'build', { statements: [allow('sqs:ReceiveMessage', queueArn), allow('kms:*', '*')] });
    const send = async () => (await sqs(caller, 'SendMessage', { QueueUrl, MessageBody: 'a' }))['__type'];
    expect(await send()).toMatch(/AccessDenied/);
    const statement = { Principal: { AWS: roleArn }, Resource: queueArn };
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { ...statement, Effect: 'Allow', Action: 'sqs:SendMessage' },
        { ...statement, Effect: 'Deny', Action: 'sqs:ReceiveMessage' },
      ],
    });
    await sqs(endpoint, 'SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
    expect(await send()).toBeUndefined();
    expect((await sqs(caller, 'ReceiveMessage', { QueueUrl }))['__type']).toMatch(/AccessDenied/);

    const kms = async (who: typeof caller, operation: string, input: object) =>
      (await callJson(who, 'kms', { target: `TrentService.${operation}`, input })).body;
    const key = async (more: object) => {
      const { KeyMetadata } = await kms(endpoint, 'CreateKey', more);
      const { KeyId } = KeyMetadata as { readonly KeyId: string };
      return (await kms(caller, 'Encrypt', { KeyId, Plaintext: 'YQ==' }))['__type'];
    };
    expect(await key({})).toBeUndefined();
    const other = {
      Sid: 'other',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:role/other' },
    };
    const keyPolicy = { Version: '2012-10-17', Statement: [{ ...other, Action: 'kms:*', Resource: '*' }] };
    expect(await key({ Policy: JSON.stringify(keyPolicy) })).toMatch(/AccessDenied/);
  });
});

test('the user of this machine may do everything, and is not recorded', async () => {
  await using endpoint = await openTestEndpoint();
  await callJson(endpoint, 'ssm', getParameter);
  using calls = openIamCalls(endpoint.stateFolder);
  expect(calls.list()).toEqual([]);
});

test('objects of a bucket are recorded one by one at first, and by their folders then', async () => {
  await using endpoint = await openTestEndpoint();
  const credentials = session(endpoint, { executionId: 'run' });
  await makeBucket(endpoint);
  for (let number = 0; number < 30; number += 1)
    await s3(endpoint, credentials, { method: 'PUT', path: `/shop/site/${number}.html`, body: 'x' });
  using calls = openIamCalls(endpoint.stateFolder);
  const resources = calls
    .list('run')
    .flatMap(({ action, resource }) => (action === 's3:PutObject' ? [resource] : []));
  expect(resources).toHaveLength(21);
  expect(resources).toContain('arn:aws:s3:::shop/site/*');
});

describe('CodeBuild with the role of a project in a shipped pipeline', () => {
  const keyId = '12345678-1234-1234-1234-123456789012';
  const keyArn = `arn:aws:kms:eu-central-1:111122223333:key/${keyId}`;
  const logs = allow(['logs:CreateLogStream', 'logs:PutLogEvents'], '*');
  const reads = [allow(['s3:GetObject', 's3:GetObjectVersion'], '*'), allow('kms:Decrypt', keyArn)];
  const createGroup = {
    target: 'Logs_20140328.CreateLogGroup',
    input: { logGroupName: '/aws/codebuild/api' },
  };

  function callsWithKey(key: string | undefined): ServiceCalls {
    const declaration = action(
      'Build',
      'CodeBuild',
      { ProjectName: 'api' },
      {
        inputArtifacts: [{ name: 'Source' }],
        outputArtifacts: [{ name: 'Built' }],
      },
    );
    const encryptionKey = key === undefined ? {} : { encryptionKey: { id: key, type: 'KMS' } as const };
    const artifactStore = { type: 'S3', location: 'shop', ...encryptionKey } as const;
    const parts = {
      pipeline: { ...withActions(declaration), artifactStore },
      projects: [project({ name: 'api', serviceRole: roleArn })],
    };
    const [, ofProject] = serviceCallsOf({
      declaration,
      configuration: declaration.configuration ?? {},
      type: providers.find(declaration.actionTypeId),
      definition: definition(parts),
      place: { ...place, region: 'eu-central-1' },
      callsItself: false,
    });
    if (ofProject === undefined) throw new Error('the project has a role');
    return ofProject;
  }

  async function ask({ url }: TestEndpoint, rights: readonly Right[]): Promise<AnsweredServiceCalls> {
    const use = { actionExecutionId: 'action', iam: 'enforce' };
    const asked = { roleArn, sessionName: 'one', region: 'eu-central-1', use, rights };
    const response = await fetch(`${url}/_slipway/service-calls`, {
      method: 'POST',
      body: JSON.stringify(asked),
    });
    return (await response.json()) as AnsweredServiceCalls;
  }

  test('may read artifacts without the right to write them', async () => {
    await using endpoint = await openTestEndpoint();
    await callJson(endpoint, 'logs', createGroup);
    attach(endpoint, 'build', { statements: [logs, ...reads] });
    const { before, after } = callsWithKey(keyArn);
    expect(await ask(endpoint, before)).toEqual({});
    expect(await ask(endpoint, after)).toMatchObject({ refused: { action: 's3:PutObject' } });
  });

  test('creates its log group only when it is not there', async () => {
    await using endpoint = await openTestEndpoint();
    attach(endpoint, 'build', { statements: [logs, ...reads] });
    const { before } = callsWithKey(keyArn);
    expect(await ask(endpoint, before)).toMatchObject({ refused: { action: 'logs:CreateLogGroup' } });
    await callJson(endpoint, 'logs', createGroup);
    expect(await ask(endpoint, before)).toEqual({});
  });

  test.each([
    ['its ARN', keyArn, undefined],
    ['its id', keyId, undefined],
    ['an alias, of which only AWS knows the key', 'alias/shop', undefined],
    ['the ARN of another key', keyArn.replace(/12$/, '34'), 's3:PutObject'],
    ['nothing', undefined, 's3:PutObject'],
  ])(
    'writes into a bucket that wants one key, which the pipeline names by %s',
    async (_what, key, refusal) => {
      await using endpoint = await openTestEndpoint();
      await makeBucket(endpoint);
      attach(endpoint, 'build', {
        statements: [allow('s3:PutObject', '*'), allow('kms:GenerateDataKey', '*')],
      });
      const deny = {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutObject',
        Resource: 'arn:aws:s3:::shop/*',
        Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': keyArn } },
      };
      const body = JSON.stringify({ Version: '2012-10-17', Statement: [deny] });
      expect(
        await s3(endpoint, endpoint.credentials, { method: 'PUT', path: '/shop?policy', body }),
      ).toMatchObject({ status: 200 });
      expect((await ask(endpoint, callsWithKey(key).after)).refused?.action).toBe(refusal);
    },
  );
});

async function makeBucket(endpoint: TestEndpoint): Promise<void> {
  const body =
    '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>';
  expect(await s3(endpoint, endpoint.credentials, { method: 'PUT', path: '/shop', body })).toMatchObject({
    status: 200,
  });
}

interface S3Request {
  readonly method?: string;
  readonly path: string;
  readonly body?: string;
}

async function s3({ url }: TestEndpoint, credentials: Credentials, { path, ...request }: S3Request) {
  const response = await fetch(`${url}${path}`, { ...request, headers: signature('s3', credentials) });
  return { status: response.status, text: await response.text() };
}

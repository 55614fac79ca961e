// Rotation of secrets: by the steps of a function, by RDS for the password that it manages, at once and by a schedule.
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import { openSessions } from '../../src/account/sessions.ts';
import { isFailed } from '../../src/lib/result.ts';
import { findPostgres } from '../../src/process/find-postgres.ts';
import { rotationJob, saveRotationJob } from '../../src/services/secretsmanager/rotation-jobs.ts';
import { nextRotation, readRules } from '../../src/services/secretsmanager/rotation-rules.ts';
import { runRotations } from '../../src/services/secretsmanager/run-rotations.ts';
import type { Ground } from '../../src/services/service.ts';
import { openSecrets } from '../../src/state/open-state.ts';
import { clusterRecords, removeCluster } from '../../src/targets/database/cluster.ts';
import { readable } from '../../src/targets/daemon/record-file.ts';
import { SqlClient } from '../../src/targets/database/sql-client.ts';
import { until } from '../rig/api-ground.ts';
import { callJson, callQuery, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { openKeeper } from '../rig/keeper.ts';
import { lambdaApi, nodeFunction, whenSettled } from '../rig/lambda-api.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
const functionArn = 'arn:aws:lambda:eu-central-1:111122223333:function:rotate';
const dayMs = 86_400_000;

describe('the rules of a schedule', () => {
  const monday = Date.UTC(2027, 0, 4, 9, 30);
  test.each([
    ['after days', { AutomaticallyAfterDays: 7 }, monday + 7 * dayMs],
    ['at a rate', { ScheduleExpression: 'rate(10 days)' }, monday + 10 * dayMs],
    [
      'at the next whole hour of an expression',
      { ScheduleExpression: 'cron(0 10 * * ? *)' },
      monday + dayMs / 48,
    ],
    ['on a day of the month', { ScheduleExpression: 'cron(0 0 1 * ? *)' }, Date.UTC(2027, 1, 1)],
    ['never, in a year that is past', { ScheduleExpression: 'cron(0 0 1 1 ? 2020)' }, undefined],
  ])('come %s', (_title, given, expected) => {
    const rules = readRules(given);
    expect(isFailed(rules) ? rules.failed : nextRotation(rules, monday)).toBe(expected);
  });

  test.each([
    {},
    { AutomaticallyAfterDays: 7, ScheduleExpression: 'rate(10 days)' },
    { ScheduleExpression: 'rate(3 hours)' },
    { ScheduleExpression: 'rate(300 minutes)' },
    { ScheduleExpression: 'cron(30 10 * * ? *)' },
    { ScheduleExpression: 'daily' },
  ])('are not %j', (given) => expect(isFailed(readRules(given))).toBe(true));

  test('always come later than the rotation before', () => {
    const expressions = fc.oneof(
      fc.integer({ min: 1, max: 1000 }).map((days) => ({ AutomaticallyAfterDays: days })),
      fc.integer({ min: 4, max: 999 }).map((hours) => ({ ScheduleExpression: `rate(${hours} hours)` })),
      fc
        .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 28 }))
        .map(([hour, day]) => ({ ScheduleExpression: `cron(0 ${hour} ${day} * ? *)` })),
    );
    fc.assert(
      fc.property(expressions, fc.integer({ min: 0, max: 4e12 }), (given, after) => {
        const rules = readRules(given);
        expect(isFailed(rules) ? 0 : nextRotation(rules, after)).toBeGreaterThan(after);
      }),
    );
  });
});

/** A rotation function as those of AWS are: each step by the API, with what it sees kept in the secret `log`. */
const source = `
const call = async (operation, input) => {
  const scope = process.env.AWS_ACCESS_KEY_ID + '/20260101/eu-central-1/secretsmanager/aws4_request';
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=' + scope + ', SignedHeaders=host, Signature=00',
      'x-amz-security-token': process.env.AWS_SESSION_TOKEN,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'secretsmanager.' + operation,
    },
    body: JSON.stringify(input),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(operation + ': ' + (body.message ?? body.Message));
  return body;
};
export const handler = async ({ Step, SecretId, ClientRequestToken }) => {
  const { VersionIdsToStages, RotationEnabled } = await call('DescribeSecret', { SecretId });
  if (RotationEnabled !== true || !VersionIdsToStages[ClientRequestToken].includes('AWSPENDING'))
    throw new Error('not for rotation');
  const { SecretString: log } = await call('GetSecretValue', { SecretId: 'log' });
  if (log.includes('break ' + Step)) {
    await call('PutSecretValue', { SecretId: 'log', SecretString: log.replace('break ' + Step, 'broken') });
    throw new Error('broken');
  }
  await call('PutSecretValue', { SecretId: 'log', SecretString: log + ' ' + Step });
  if (Step === 'createSecret') {
    const read = await call('GetSecretValue', { SecretId, VersionId: ClientRequestToken, VersionStage: 'AWSPENDING' })
      .catch(() => undefined);
    if (read !== undefined) return;
    const { SecretString } = await call('GetSecretValue', { SecretId, VersionStage: 'AWSCURRENT' });
    await call('PutSecretValue', {
      SecretId, ClientRequestToken, SecretString: SecretString + '+', VersionStages: ['AWSPENDING'],
    });
  }
  if (Step !== 'finishSecret') return;
  const [before] = Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes('AWSCURRENT'));
  await call('UpdateSecretVersionStage', {
    SecretId, VersionStage: 'AWSCURRENT', MoveToVersionId: ClientRequestToken, RemoveFromVersionId: before,
  });
};`;

async function secrets(endpoint: TestEndpoint, operation: string, input: object) {
  return await callJson(endpoint, 'secretsmanager', { target: `secretsmanager.${operation}`, input });
}

const valueOf = async (endpoint: TestEndpoint, SecretId: string, more: object = {}) =>
  (await secrets(endpoint, 'GetSecretValue', { SecretId, ...more })).body['SecretString'];

async function withFunction(endpoint: TestEndpoint, log = 'log:'): Promise<void> {
  await secrets(endpoint, 'CreateSecret', { Name: 'db', SecretString: 'one' });
  await secrets(endpoint, 'CreateSecret', { Name: 'log', SecretString: log });
  const call = lambdaApi(endpoint);
  await call('POST functions', await nodeFunction('rotate', source));
  await whenSettled(call, 'rotate');
  await call('POST functions/rotate/policy', {
    StatementId: 'rotation',
    Action: 'lambda:InvokeFunction',
    Principal: 'secretsmanager.amazonaws.com',
  });
}

/** What the endpoint of the state folder works on. */
function groundOf({ stateFolder, url }: TestEndpoint) {
  const opened = new DisposableStack();
  const ground: Ground = {
    stateFolder,
    targetsFolder: join(stateFolder, 'targets'),
    url,
    account: opened.use(openAccount(stateFolder)),
    admit: () => Promise.resolve(url),
    sessions: opened.use(openSessions(stateFolder)),
    secrets: opened.use(openSecrets(stateFolder)),
    keep: opened.use(openKeeper(stateFolder)).keep,
  };
  return { ground, [Symbol.dispose]: () => opened.dispose() };
}

const rotated = (endpoint: TestEndpoint, SecretId: string) => async () =>
  (await secrets(endpoint, 'DescribeSecret', { SecretId })).body['LastRotatedDate'] !== undefined;

test('a function rotates a secret in four steps, and what was current is the previous version', async () => {
  await using endpoint = await openTestEndpoint();
  await withFunction(endpoint);
  const { body } = await secrets(endpoint, 'RotateSecret', {
    SecretId: 'db',
    RotationLambdaARN: functionArn,
    RotationRules: { AutomaticallyAfterDays: 30 },
  });
  await until(rotated(endpoint, 'db'));
  expect(await valueOf(endpoint, 'db')).toBe('one+');
  expect(await valueOf(endpoint, 'db', { VersionStage: 'AWSPREVIOUS' })).toBe('one');
  expect(await valueOf(endpoint, 'log')).toBe('log: createSecret setSecret testSecret finishSecret');
  const described = (await secrets(endpoint, 'DescribeSecret', { SecretId: 'db' })).body;
  expect(described).toMatchObject({
    RotationEnabled: true,
    RotationLambdaARN: functionArn,
    RotationRules: { AutomaticallyAfterDays: 30 },
    VersionIdsToStages: { [String(body['VersionId'])]: expect.arrayContaining(['AWSCURRENT']) as unknown },
  });
  const [last, next] = [described['LastRotatedDate'], described['NextRotationDate']].map(Number);
  expect((next ?? 0) - (last ?? 0)).toBeCloseTo(30 * 86_400);
});

test('a function that does not let Secrets Manager in, or that nobody named, rotates nothing', async () => {
  await using endpoint = await openTestEndpoint();
  await secrets(endpoint, 'CreateSecret', { Name: 'db', SecretString: 'one' });
  const call = lambdaApi(endpoint);
  await call('POST functions', await nodeFunction('rotate', source));
  const rotate = async (more: object) => secrets(endpoint, 'RotateSecret', { SecretId: 'db', ...more });
  expect((await rotate({ RotationLambdaARN: functionArn })).text).toContain('AccessDeniedException');
  expect((await rotate({})).text).toContain('No Lambda rotation function ARN');
  const { body } = await secrets(endpoint, 'DescribeSecret', { SecretId: 'db' });
  expect(body).not.toHaveProperty('RotationEnabled');
  expect(Object.values(body['VersionIdsToStages'] as object)).toEqual([['AWSCURRENT']]);
});

test('a step that fails leaves the value, and the rotation is tried again with the same version', async () => {
  await using endpoint = await openTestEndpoint();
  await withFunction(endpoint, 'log: break testSecret');
  const rotate = async (more: object = {}) => secrets(endpoint, 'RotateSecret', { SecretId: 'db', ...more });
  const first = (await rotate({ RotationLambdaARN: functionArn })).body['VersionId'];
  using held = groundOf(endpoint);
  const job = () => rotationJob({ ground: held.ground, place }, 'db');
  await until(() => job()?.attempts === 1);
  expect(await valueOf(endpoint, 'db')).toBe('one');
  expect(await valueOf(endpoint, 'db', { VersionStage: 'AWSPENDING' })).toBe('one+');
  expect((await rotate()).text).toContain(
    "A previous rotation isn't complete. That rotation will be reattempted.",
  );
  await until(rotated(endpoint, 'db'));
  const { body } = await secrets(endpoint, 'GetSecretValue', { SecretId: 'db' });
  expect(body).toMatchObject({ VersionId: first, SecretString: 'one+' });
  expect(job()).toBeUndefined();
});

test('a schedule rotates at its time, a cancelled one does not, and a process that ended leaves no rotation undone', async () => {
  await using endpoint = await openTestEndpoint();
  await withFunction(endpoint);
  await secrets(endpoint, 'RotateSecret', {
    SecretId: 'db',
    RotationLambdaARN: functionArn,
    RotationRules: { AutomaticallyAfterDays: 1 },
    RotateImmediately: false,
  });
  using held = groundOf(endpoint);
  const { ground } = held;
  await runRotations(ground, Date.now() + dayMs / 2);
  expect(await valueOf(endpoint, 'db')).toBe('one');
  await runRotations(ground, Date.now() + dayMs + 60_000);
  expect(await valueOf(endpoint, 'db')).toBe('one+');
  await secrets(endpoint, 'CancelRotateSecret', { SecretId: 'db' });
  await runRotations(ground, Date.now() + 3 * dayMs);
  expect(await valueOf(endpoint, 'db')).toBe('one+');
  // As a process leaves it that is killed after the first step.
  await secrets(endpoint, 'RotateSecret', { SecretId: 'db', RotateImmediately: false });
  const token = 'b0000000-0000-4000-8000-000000000000';
  await secrets(endpoint, 'PutSecretValue', {
    SecretId: 'db',
    ClientRequestToken: token,
    SecretString: 'begun',
    VersionStages: ['AWSPENDING'],
  });
  saveRotationJob({ ground, place }, { secret: 'db', place, token, attempts: 0, nextAt: 0 });
  await runRotations(ground, Date.now());
  expect(await valueOf(endpoint, 'db')).toBe('begun');
});

test('a stack makes the function and its schedule, whose rotation ends with the stack', async () => {
  await using endpoint = await openTestEndpoint();
  await secrets(endpoint, 'CreateSecret', { Name: 'log', SecretString: 'log:' });
  const template = (days: number) => `
Resources:
  Secret: {Type: AWS::SecretsManager::Secret, Properties: {Name: db, SecretString: one}}
  Rotate:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: rotate
      Runtime: nodejs22.x
      Handler: index.handler
      Role: arn:aws:iam::111122223333:role/function
      Code:
        ZipFile: ${JSON.stringify(source.replace('export const handler =', 'exports.handler ='))}
  Permission:
    Type: AWS::Lambda::Permission
    Properties: {Action: lambda:InvokeFunction, FunctionName: !Ref Rotate, Principal: secretsmanager.amazonaws.com}
  Schedule:
    Type: AWS::SecretsManager::RotationSchedule
    DependsOn: Permission
    Properties:
      SecretId: !Ref Secret
      RotationLambdaARN: !GetAtt Rotate.Arn
      RotateImmediatelyOnUpdate: ${days === 7}
      RotationRules: {AutomaticallyAfterDays: ${days}}
Outputs:
  Id: {Value: !Ref Schedule}
`;
  const StackName = 'app';
  const made = await callStacks(endpoint, 'CreateStack', { StackName, TemplateBody: template(7) });
  expect([
    await ended(endpoint, StackName),
    (await eventsOf(endpoint, StackName)).filter((each) => each.includes('_FAILED')),
  ]).toEqual(['CREATE_COMPLETE', []]);
  await until(rotated(endpoint, 'db'));
  expect(await valueOf(endpoint, 'db')).toBe('one+');
  await callStacks(endpoint, 'UpdateStack', { StackName, TemplateBody: template(14) });
  expect(await ended(endpoint, StackName)).toBe('UPDATE_COMPLETE');
  const { body } = await secrets(endpoint, 'DescribeSecret', { SecretId: 'db' });
  expect(body).toMatchObject({ RotationRules: { AutomaticallyAfterDays: 14 } });
  expect(await valueOf(endpoint, 'db')).toBe('one+');
  await callStacks(endpoint, 'DeleteStack', { StackName });
  expect(await ended(endpoint, made.part('StackId'))).toBe('DELETE_COMPLETE');
});

describe.skipIf(findPostgres('') === undefined)('the password of a cluster', () => {
  test('is managed and rotated by RDS, so that the new one opens the database and the old one does not', async () => {
    await using opened = new AsyncDisposableStack();
    const endpoint = opened.use(await openTestEndpoint());
    const targetsFolder = join(endpoint.stateFolder, 'targets');
    opened.defer(async () => {
      for (const record of readable(await clusterRecords(targetsFolder)))
        await removeCluster(targetsFolder, record);
    });
    const rds = async (Action: string, more: Readonly<Record<string, string>>) =>
      callQuery(endpoint, 'rds', { Action, Version: '2014-10-31', DBClusterIdentifier: 'school', ...more });
    const { text } = await rds('CreateDBCluster', {
      Engine: 'aurora-postgresql',
      MasterUsername: 'tutor',
      MasterUserPassword: 'given-by-hand',
    });
    const port = Number(/<Port>(\d+)</.exec(text)?.[1]);
    const opens = async (password: string) =>
      SqlClient.open({ port, user: 'tutor', password, database: 'postgres' }).then(
        (client) => {
          client[Symbol.dispose]();
          return true;
        },
        () => false,
      );
    const managed = await rds('ModifyDBCluster', { ManageMasterUserPassword: 'true' });
    const secret = /<SecretArn>(.*?)</.exec(managed.text)?.[1] ?? '';
    const password = async () =>
      (JSON.parse(String(await valueOf(endpoint, secret))) as { password: string }).password;
    const first = await password();
    expect([await opens(first), await opens('given-by-hand')]).toEqual([true, false]);
    expect((await secrets(endpoint, 'DescribeSecret', { SecretId: secret })).body).toMatchObject({
      OwningService: 'rds',
      RotationEnabled: true,
      RotationRules: { AutomaticallyAfterDays: 7 },
    });
    expect((await rds('ModifyDBCluster', { RotateMasterUserPassword: 'true' })).text).toContain(
      'ApplyImmediately',
    );
    await rds('ModifyDBCluster', { RotateMasterUserPassword: 'true', ApplyImmediately: 'true' });
    await until(rotated(endpoint, secret));
    const second = await password();
    expect(second).not.toBe(first);
    expect([await opens(second), await opens(first)]).toEqual([true, false]);
    expect((await rds('ModifyDBCluster', { ManageMasterUserPassword: 'false' })).text).toContain(
      'MasterUserPassword',
    );
    await rds('ModifyDBCluster', { ManageMasterUserPassword: 'false', MasterUserPassword: 'again-by-hand' });
    expect([await opens('again-by-hand'), await opens(second)]).toEqual([true, false]);
    expect((await secrets(endpoint, 'DescribeSecret', { SecretId: secret })).status).toBe(400);
  });
});

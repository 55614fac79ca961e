// What moto has acknowledged is there after it was killed in the middle of writes.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { recordedResources } from '../../src/account/recorded-resources.ts';
import {
  callJson,
  callQuery,
  openTestEndpoint,
  type PlainAnswer,
  type TestEndpoint,
} from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';

describe.skipIf((await missingMoto()) !== undefined)('a killed moto', () => {
  test('has every item and every network that it has acknowledged, and goes on', async () => {
    await using endpoint = await openTestEndpoint();
    await createTable(endpoint, 'items');
    const items: string[] = [];
    const networks: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const { signal, abort } = stopper();
      const writers = [
        ...[1, 2, 3].map(async (writer) =>
          putUntil(signal, endpoint, { writer: `${round}-${writer}`, items }),
        ),
        ...[1, 2].map(async () => createUntil(signal, endpoint, networks)),
      ];
      const before = items.length + networks.length;
      await until(() => items.length + networks.length > before + 40);
      killMoto(endpoint);
      abort();
      await Promise.all(writers);
      await repeated(async () => ec2(endpoint, 'DescribeVpcs'));
      const found = new Set(await scan(endpoint));
      expect(items.filter((each) => !found.has(each))).toEqual([]);
      const { text } = await ec2(endpoint, 'DescribeVpcs');
      expect(networks.filter((each) => !text.includes(each))).toEqual([]);
      const known = new Set(recordedResources(endpoint.stateFolder).map(({ name }) => name));
      expect(networks.filter((each) => !known.has(each))).toEqual([]);
    }
    expect(items.length).toBeGreaterThan(40);
    expect(networks.length).toBeGreaterThan(5);
  });

  test('has keys that decrypt, messages that wait, and roles with policies of AWS', async () => {
    await using endpoint = await openTestEndpoint();
    const kms = async (operation: string, input: unknown) =>
      callJson(endpoint, 'kms', { target: `TrentService.${operation}`, input });
    const { body: key } = await kms('CreateKey', {});
    const { KeyId } = key['KeyMetadata'] as { readonly KeyId: string };
    const Plaintext = Buffer.from('secret').toString('base64');
    const { body: encrypted } = await kms('Encrypt', { KeyId, Plaintext });
    const { body: pair } = await kms('CreateKey', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
    const signing = (pair['KeyMetadata'] as { readonly KeyId: string }).KeyId;
    const sqs = async (operation: string, input: unknown) =>
      callJson(endpoint, 'sqs', { target: `AmazonSQS.${operation}`, input });
    const { QueueUrl } = (await sqs('CreateQueue', { QueueName: 'work' })).body;
    await sqs('SendMessage', { QueueUrl, MessageBody: 'one' });
    const iam = async (Action: string, more: Readonly<Record<string, string>>) =>
      callQuery(endpoint, 'iam', { Action, Version: '2010-05-08', RoleName: 'deploy', ...more });
    await iam('CreateRole', { AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}' });
    await iam('AttachRolePolicy', { PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' });

    killMoto(endpoint);

    const decrypted = await repeated(async () =>
      kms('Decrypt', { CiphertextBlob: encrypted['CiphertextBlob'] }),
    );
    expect(decrypted.body).toMatchObject({ Plaintext });
    const signed = { KeyId: signing, Message: Plaintext, SigningAlgorithm: 'RSASSA_PSS_SHA_256' };
    expect(await kms('Sign', signed)).toMatchObject({ status: 200 });
    const { body } = await sqs('ReceiveMessage', { QueueUrl, WaitTimeSeconds: 1 });
    expect(body['Messages']).toMatchObject([{ Body: 'one' }]);
    expect((await iam('ListAttachedRolePolicies', {})).text).toContain(
      '<PolicyName>ReadOnlyAccess</PolicyName>',
    );
  });

  test('answers a call that is sent again as it was answered before, and executes it once', async () => {
    await using endpoint = await openTestEndpoint();
    const role = { Action: 'CreateRole', Version: '2010-05-08', RoleName: 'deploy' };
    const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
    const createRole = async (invocation: string) =>
      callQuery(as(endpoint, invocation), 'iam', { ...role, AssumeRolePolicyDocument });
    const putItem = async (invocation: string) =>
      dynamo(as(endpoint, invocation), 'PutItem', {
        TableName: 'items',
        Item: { id: { S: 'a' } },
        ConditionExpression: 'attribute_not_exists(id)',
      });
    const calls = [
      async () => createRole('role'),
      async () => ec2(as(endpoint, 'network'), 'CreateVpc', { CidrBlock: '10.0.0.0/16' }),
      async () => createTable(as(endpoint, 'table'), 'items'),
      async () => putItem('item'),
    ];
    const first: PlainAnswer[] = [];
    for (const call of calls) first.push(await call());
    expect(first).toMatchObject(calls.map(() => ({ status: 200 })));
    for (let round = 0; round < 2; round += 1) {
      killMoto(endpoint);
      const again: PlainAnswer[] = [];
      for (const call of calls) again.push(await repeated<PlainAnswer>(call));
      expect(again).toMatchObject(first.map(({ text }) => ({ status: 200, text })));
    }
    expect(await createRole('another')).toMatchObject({ status: 409 });
    expect(await putItem('another')).toMatchObject({ status: 400 });
    const { text } = await ec2(endpoint, 'DescribeVpcs');
    // The one that each region has, and the one that was made.
    expect(text.match(/<vpcId>/g)).toHaveLength(2);
  });

  test('has executed each call once whose client has repeated it until it was answered', async () => {
    await using endpoint = await openTestEndpoint();
    await createTable(endpoint, 'items');
    const made: string[] = [];
    const { signal, abort } = stopper();
    const makers = [1, 2, 3, 4].map(async (maker) => {
      for (let place = 0; !signal.aborted; place += 1) {
        const GroupName = `group-${maker}-${place}`;
        const more = { Action: 'CreateGroup', Version: '2010-05-08', GroupName };
        const { status, text } = await repeated(async () => callQuery(as(endpoint, GroupName), 'iam', more));
        made.push(status === 200 ? GroupName : text);
      }
    });
    for (let kill = 0; kill < 4; kill += 1) {
      const before = made.length;
      await until(() => made.length > before + 20);
      killMoto(endpoint);
    }
    abort();
    await Promise.all(makers);
    expect(made.filter((each) => !each.startsWith('group-'))).toEqual([]);
  });
});

/** With calls that an SDK sends: those with the same invocation are one call of its user. */
function as(endpoint: TestEndpoint, invocation: string): TestEndpoint {
  return { ...endpoint, headers: { 'amz-sdk-invocation-id': invocation } };
}

/** As every client does: what reaches moto while it dies is answered with 503. */
async function repeated<T extends { readonly status: number }>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    const answer = await call();
    if (answer.status !== 503) return answer;
  }
}

/** By its process id, as any program can. */
function killMoto({ stateFolder }: TestEndpoint): void {
  const { status } = spawnSync('pkill', ['-9', '-f', `serve.py .* ${stateFolder}/moto `]);
  expect(status).toBe(0);
}

function stopper() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

interface Writer {
  readonly writer: string;
  readonly items: string[];
}

async function putUntil(
  signal: AbortSignal,
  endpoint: TestEndpoint,
  { writer, items }: Writer,
): Promise<void> {
  for (let place = 0; !signal.aborted; place += 1) {
    const id = `${writer}-${place}`;
    const Item = { id: { S: id } };
    const put = await dynamo(endpoint, 'PutItem', { TableName: 'items', Item });
    if (put.status === 200) items.push(id);
  }
}

async function createUntil(signal: AbortSignal, endpoint: TestEndpoint, networks: string[]): Promise<void> {
  while (!signal.aborted) {
    const { status, text } = await ec2(endpoint, 'CreateVpc', { CidrBlock: '10.0.0.0/16' });
    if (status === 200) networks.push(/vpc-[0-9a-f]{17}/.exec(text)?.[0] ?? '');
  }
}

async function scan(endpoint: TestEndpoint): Promise<readonly string[]> {
  const { body } = await dynamo(endpoint, 'Scan', { TableName: 'items' });
  return (body['Items'] as readonly { readonly id: { readonly S: string } }[]).map(({ id }) => id.S);
}

async function createTable(endpoint: TestEndpoint, TableName: string): Promise<PlainAnswer> {
  const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' }];
  const AttributeDefinitions = [{ AttributeName: 'id', AttributeType: 'S' }];
  const input = { TableName, KeySchema, AttributeDefinitions, BillingMode: 'PAY_PER_REQUEST' };
  return await dynamo(endpoint, 'CreateTable', input);
}

async function dynamo(endpoint: TestEndpoint, operation: string, input: unknown) {
  return await callJson(endpoint, 'dynamodb', { target: `DynamoDB_20120810.${operation}`, input });
}

async function ec2(endpoint: TestEndpoint, Action: string, more: Readonly<Record<string, string>> = {}) {
  return await callQuery(endpoint, 'ec2', { Action, Version: '2016-11-15', ...more });
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

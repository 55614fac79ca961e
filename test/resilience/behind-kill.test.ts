// What moto has acknowledged is there after it was killed in the middle of writes.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { recordedResources } from '../../src/account/recorded-resources.ts';
import { callJson, callQuery, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
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
});

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

async function createTable(endpoint: TestEndpoint, TableName: string): Promise<void> {
  const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' }];
  const AttributeDefinitions = [{ AttributeName: 'id', AttributeType: 'S' }];
  const input = { TableName, KeySchema, AttributeDefinitions, BillingMode: 'PAY_PER_REQUEST' };
  expect(await dynamo(endpoint, 'CreateTable', input)).toMatchObject({ status: 200 });
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

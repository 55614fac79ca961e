import { expect, test } from 'vitest';
import { keptMentions } from '../../src/account/kept-mentions.ts';
import { linksOf, resourceKey } from '../../src/account/resource-links.ts';
import { ApiStore } from '../../src/services/apigateway/api-store.ts';
import { LambdaStore } from '../../src/services/lambda/lambda-store.ts';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../rig/temporary-folder.ts';

type Given = Parameters<typeof linksOf>[0][number];

const place = { account: '111122223333', region: 'eu-west-1' };

function resource(type: string, name: string, more: object = {}): Given {
  const [, service = '', kind = ''] = type.split('::');
  const arn = `arn:aws:${service.toLowerCase()}:eu-west-1:111122223333:${kind.toLowerCase()}/${name}`;
  return { ...place, type, name, arn, ...more };
}

/** `from → to (by)` with names alone. */
function shown(resources: readonly Given[], kept: Parameters<typeof linksOf>[1] = []): readonly string[] {
  const name = (key: string): string =>
    key
      .split(' ')
      .slice(2)
      .join(' ')
      .replace(/^\w+::/, '');
  return linksOf(resources, kept).map(({ from, to, by }) => `${name(from)} → ${name(to)} (${by})`);
}

const cart = (values: object): Given => resource('AWS::Lambda::Function', 'cart', { values });
const orders = resource('AWS::DynamoDB::Table', 'orders');

test.each([
  ['an ARN', { variables: { TABLE: orders.arn } }, true],
  ['an ARN with what is in it', { variables: { TABLE: `${orders.arn}/index/by-day` } }, true],
  ['an ARN in a text', { description: `reads ${orders.arn}, and more` }, true],
  ['an ARN that only begins alike', { variables: { TABLE: `${orders.arn}-archive` } }, false],
  ['a name', { variables: { TABLE: 'orders' } }, true],
  ['a name in a list', { alarms: [{ name: 'orders' }] }, true],
  ['a text that holds a name', { variables: { TEXT: 'all orders' } }, false],
  ['nothing', { variables: {} }, false],
])('a resource connects by %s', (_, values, isLinked) => {
  expect(shown([cart(values), orders])).toHaveLength(isLinked ? 1 : 0);
});

test('says by which setting, once for each pair', () => {
  const values = { variables: { TABLE: 'orders', AGAIN: orders.arn } };
  expect(shown([cart(values), orders])).toEqual([
    'Lambda::Function cart → DynamoDB::Table orders (variables.TABLE)',
  ]);
});

test('a queue is named by its URL', () => {
  const queue = resource('AWS::SQS::Queue', 'placed');
  const values = { variables: { QUEUE_URL: 'http://127.0.0.1:4566/111122223333/placed' } };
  expect(shown([cart(values), queue])).toEqual([
    'Lambda::Function cart → SQS::Queue placed (variables.QUEUE_URL)',
  ]);
});

test('where several have the name, the key says which is meant; without a hint none is', () => {
  const all = [orders, resource('AWS::S3::Bucket', 'orders'), resource('AWS::Lambda::Function', 'orders')];
  const to = (values: object) => shown([cart(values), ...all]);
  expect(to({ bucketName: 'orders' })).toEqual(['Lambda::Function cart → S3::Bucket orders (bucketName)']);
  expect(to({ variables: { TABLE_NAME: 'orders' } })).toEqual([
    'Lambda::Function cart → DynamoDB::Table orders (variables.TABLE_NAME)',
  ]);
  expect(to({ variables: { WHAT: 'orders' } })).toEqual([]);
});

test('a short word is no name', () => {
  const bucket = resource('AWS::S3::Bucket', 'dev');
  expect(shown([cart({ variables: { STAGE: 'dev' } }), bucket])).toEqual([]);
  expect(shown([cart({ variables: { BUCKET: 'dev' } }), bucket])).toHaveLength(1);
});

test('a service is named without its cluster, and a task definition with its revision', () => {
  const family = resource('AWS::ECS::TaskDefinition', 'shop-task');
  const service = resource('AWS::ECS::Service', 'prod/shop-web', {
    values: { taskDefinition: 'shop-task:4' },
  });
  const pipeline = resource('AWS::CodePipeline::Pipeline', 'release', {
    values: { stages: [{ actions: [{ configuration: { ServiceName: 'shop-web' } }] }] },
  });
  expect(shown([family, service, pipeline])).toEqual([
    'ECS::Service prod/shop-web → ECS::TaskDefinition shop-task (taskDefinition)',
    'CodePipeline::Pipeline release → ECS::Service prod/shop-web (stages.actions.configuration.ServiceName)',
  ]);
});

test('what a role may do connects what has it, and a right to everything does not', () => {
  const policy = (Statement: readonly object[]) =>
    resource('AWS::IAM::RolePolicy', 'cart-role/p', {
      arn: undefined,
      values: { roleName: 'cart-role', policyName: 'p', kind: 'rights', document: { Statement } },
    });
  const own = cart({ role: 'arn:aws:iam::111122223333:role/service/cart-role' });
  const allow = { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: orders.arn };
  expect(shown([own, orders, policy([allow])])).toEqual([
    'Lambda::Function cart → DynamoDB::Table orders (rights: dynamodb:GetItem, dynamodb:Query)',
  ]);
  expect(shown([own, orders, policy([{ ...allow, Resource: '*' }])])).toEqual([]);
  expect(shown([own, orders, policy([{ ...allow, Effect: 'Deny' }])])).toEqual([]);
});

test('integrations of APIs and event source mappings connect', async () => {
  await using folder = await makeFolder();
  const queue = resource('AWS::SQS::Queue', 'placed');
  const api = resource('AWS::ApiGatewayV2::Api', 'a1b2c3');
  const all = [cart({}), queue, api];
  expect(keptMentions(folder.path, all)).toEqual([]);
  const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${cart({}).arn}/invocations`;
  using apis = new ApiStore(folder.path);
  apis.put(
    'integration',
    { owner: 'a1b2c3', id: 'i1' },
    {
      IntegrationUri: uri,
      Description: 'orders',
    },
  );
  apis.put('integration', { owner: 'other', id: 'i1' }, { IntegrationUri: uri });
  mkdirSync(join(folder.path, 'lambda'));
  using functions = new LambdaStore(join(folder.path, 'lambda'));
  functions.put(
    'mapping',
    { owner: 'o', name: 'u' },
    { EventSourceArn: queue.arn, FunctionArn: cart({}).arn },
  );
  expect(shown(all, keptMentions(folder.path, all))).toEqual([
    'ApiGatewayV2::Api a1b2c3 → Lambda::Function cart (integration.IntegrationUri)',
    'SQS::Queue placed → Lambda::Function cart (event source mapping)',
  ]);
});

test('a key names one resource', () => {
  expect(new Set([orders, cart({}), { ...orders, region: '' }].map(resourceKey)).size).toBe(3);
});

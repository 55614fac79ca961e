// Parameter Store by AWS's own client.
import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { describe, expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import { openSecrets } from '../../src/state/open-state.ts';
import { openTestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';

async function open() {
  await using opened = new AsyncDisposableStack();
  const endpoint = opened.use(await openTestEndpoint());
  const client = opened.adopt(new SSMClient(endpoint.client), (each) => each.destroy());
  const held = opened.move();
  const put = async (Name: string, Value: string, more: object = {}) =>
    client.send(new PutParameterCommand({ Name, Value, Type: 'String', ...more }));
  const get = async (Name: string) =>
    (await client.send(new GetParameterCommand({ Name, WithDecryption: true }))).Parameter;
  return { endpoint, client, put, get, [Symbol.asyncDispose]: async () => held.disposeAsync() };
}

test('a parameter is read as it was put, with its version and its ARN', async () => {
  await using store = await open();
  expect(await store.put('/shop/url', 'http://a')).toMatchObject({ Version: 1, Tier: 'Standard' });
  expect(await store.put('/shop/url', 'http://b', { Overwrite: true })).toMatchObject({ Version: 2 });
  expect(await store.get('/shop/url')).toMatchObject({
    Name: '/shop/url',
    Type: 'String',
    Value: 'http://b',
    Version: 2,
    ARN: 'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/url',
    DataType: 'text',
  });
  expect(await store.get('/shop/url:1')).toMatchObject({ Value: 'http://a', Version: 1, Selector: ':1' });
  expect(await store.get('arn:aws:ssm:eu-central-1:111122223333:parameter/shop/url')).toMatchObject({
    Version: 2,
  });
});

test('a build reads what was put, and the API reads what `slipway secret set` has put', async () => {
  await using store = await open();
  await store.put('db', 'one', { Type: 'SecureString' });
  using secrets = openSecrets(store.endpoint.stateFolder);
  expect(secrets.parameter('db')).toBe('one');
  secrets.putParameter('db', 'two');
  expect(await store.get('db')).toMatchObject({ Value: 'two', Version: 2, Type: 'SecureString' });
  expect(await store.get('db:1')).toMatchObject({ Value: 'one' });
  secrets.putParameter('other', 'three');
  expect(await store.get('other')).toMatchObject({ Value: 'three', Version: 1, Type: 'SecureString' });
});

test('what a definition brings along is there until something is put', async () => {
  await using store = await open();
  {
    using account = openAccount(store.endpoint.stateFolder);
    account.put({
      account: '111122223333',
      region: 'eu-central-1',
      partition: 'aws',
      type: 'AWS::SSM::Parameter',
      name: '/shop/level',
      values: { name: '/shop/level', value: 'info' },
      madeBy: { kind: 'definition', file: '/shop/parameters.json', pipelineName: 'shop' },
      at: 0,
    });
  }
  expect(await store.get('/shop/level')).toMatchObject({ Value: 'info', Type: 'String' });
  await store.put('/shop/level', 'debug', { Overwrite: true });
  expect(await store.get('/shop/level')).toMatchObject({ Value: 'debug', Version: 2 });
});

test('a SecureString is no plain text without decryption', async () => {
  await using store = await open();
  await store.put('db', 'hush', { Type: 'SecureString' });
  const { Parameter } = await store.client.send(new GetParameterCommand({ Name: 'db' }));
  expect(Parameter).toMatchObject({ Type: 'SecureString' });
  expect(Buffer.from(Parameter?.Value ?? '', 'base64').toString()).not.toContain('hush');
});

test('names that are not there are named', async () => {
  await using store = await open();
  await store.put('a', '1');
  const answer = await store.client.send(new GetParametersCommand({ Names: ['b', 'a', 'a:9'] }));
  expect(answer.Parameters?.map(({ Name }) => Name)).toEqual(['a']);
  expect(answer.InvalidParameters).toEqual(['b', 'a:9']);
});

test('parameters below a path come page by page, in order', async () => {
  await using store = await open();
  for (const name of ['/shop/c', '/shop/a', '/shop/b/deep', '/shopping']) await store.put(name, name);
  const names = async (Recursive: boolean, NextToken?: string) =>
    store.client.send(new GetParametersByPathCommand({ Path: '/shop', Recursive, MaxResults: 2, NextToken }));
  expect((await names(false)).Parameters?.map(({ Name }) => Name)).toEqual(['/shop/a', '/shop/c']);
  const first = await names(true);
  expect(first.Parameters?.map(({ Name }) => Name)).toEqual(['/shop/a', '/shop/b/deep']);
  const second = await names(true, first.NextToken);
  expect(second.Parameters?.map(({ Name }) => Name)).toEqual(['/shop/c']);
  expect(second.NextToken).toBeUndefined();
});

test('a label is on one version, and names it', async () => {
  await using store = await open();
  await store.put('a', '1');
  await store.put('a', '2', { Overwrite: true });
  const label = async (ParameterVersion: number) =>
    store.client.send(
      new LabelParameterVersionCommand({ Name: 'a', ParameterVersion, Labels: ['prod', '1st'] }),
    );
  expect(await label(1)).toMatchObject({ InvalidLabels: ['1st'], ParameterVersion: 1 });
  expect(await store.get('a:prod')).toMatchObject({ Value: '1' });
  await label(2);
  expect(await store.get('a:prod')).toMatchObject({ Value: '2' });
  const { Parameters } = await store.client.send(new GetParameterHistoryCommand({ Name: 'a' }));
  expect(Parameters?.map(({ Version, Labels, Value }) => ({ Version, Labels, Value }))).toEqual([
    { Version: 1, Labels: [], Value: '1' },
    { Version: 2, Labels: ['prod'], Value: '2' },
  ]);
});

test('metadata is described by name, and tags are kept', async () => {
  await using store = await open();
  await store.put('a', '1', {
    Description: 'the first',
    AllowedPattern: '',
    Tags: [{ Key: 'x', Value: '1' }],
  });
  await store.put('b', '1');
  const filter = { Key: 'Name', Option: 'Equals', Values: ['a'] };
  const { Parameters } = await store.client.send(
    new DescribeParametersCommand({ ParameterFilters: [filter] }),
  );
  expect(Parameters).toMatchObject([
    { Name: 'a', Description: 'the first', Version: 1, Tier: 'Standard', Policies: [] },
  ]);
  const resource = { ResourceType: 'Parameter', ResourceId: 'a' } as const;
  await store.client.send(new AddTagsToResourceCommand({ ...resource, Tags: [{ Key: 'y', Value: '2' }] }));
  const { TagList } = await store.client.send(new ListTagsForResourceCommand(resource));
  expect(TagList).toEqual([
    { Key: 'x', Value: '1' },
    { Key: 'y', Value: '2' },
  ]);
  expect(await store.get('a')).toMatchObject({ Value: '1', Version: 1 });
});

test('a parameter that was deleted is not there, with the empty message that AWS has', async () => {
  await using store = await open();
  await store.put('a', '1');
  await store.client.send(new DeleteParameterCommand({ Name: 'a' }));
  await expect(store.get('a')).rejects.toMatchObject({ name: 'ParameterNotFound' });
  await expect(store.client.send(new DeleteParameterCommand({ Name: 'a' }))).rejects.toMatchObject({
    name: 'ParameterNotFound',
  });
});

test.each([
  [
    'a',
    {},
    'ParameterAlreadyExists',
    'To overwrite this value, set the overwrite option in the request to true.',
  ],
  [
    'a',
    { Overwrite: true, Tags: [{ Key: 'x', Value: '1' }] },
    'ValidationException',
    "tags and overwrite can't be used together",
  ],
  ['b', { Type: undefined }, 'ValidationException', 'A parameter type is required'],
  ['b', { AllowedPattern: '^\\d+$' }, 'ParameterPatternMismatchException', 'allowedPattern: ^\\d+$'],
  ['b', { AllowedPattern: '(' }, 'ValidationException', 'Invalid allowed pattern: ('],
  [
    'b',
    { AllowedPattern: '^(x+)+$', Value: `${'x'.repeat(60)}!` },
    'ValidationException',
    'AllowedPattern cannot be evaluated: it took longer than 1 s',
  ],
  ['b', { Value: 'x'.repeat(4097) }, 'ValidationException', 'maximum parameter value of 4096 characters'],
  ['aws-b', {}, 'ValidationException', 'No access to reserved parameter name: aws-b.'],
  ['b/c', {}, 'ValidationException', 'Parameter name must be a fully qualified name.'],
  ['a:b', {}, 'ValidationException', 'Parameter name: can only consist of letters'],
])('putting %s with %j is refused as AWS refuses it', async (...row) => {
  const [name, more, code, words] = row;
  await using store = await open();
  await store.put('a', 'x');
  await expect(store.put(name, 'x', more)).rejects.toMatchObject({
    name: code,
    message: expect.stringContaining(words) as string,
  });
});

describe.skipIf((await missingMoto()) !== undefined)('the public parameters of AWS', () => {
  const image = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';

  test('are read by name, next to own ones', async () => {
    await using store = await open();
    expect(await store.get(image)).toMatchObject({
      Name: image,
      Value: expect.stringMatching(/^ami-[0-9a-f]+$/),
    });
    await store.put('/shop/url', 'http://a');
    const names = [image, '/shop/url', '/aws/service/none'];
    const many = await store.client.send(new GetParametersCommand({ Names: names }));
    expect(many.Parameters?.map(({ Name }) => Name)).toEqual([image, '/shop/url']);
    expect(many.InvalidParameters).toEqual(['/aws/service/none']);
    await expect(store.get('/aws/service/none')).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });

  test('are listed below a path, in pages', async () => {
    await using store = await open();
    const input = { Path: '/aws/service/ami-amazon-linux-latest', MaxResults: 3 };
    const first = await store.client.send(new GetParametersByPathCommand(input));
    expect(first.Parameters).toHaveLength(3);
    const { NextToken } = first;
    const next = await store.client.send(
      new GetParametersByPathCommand({ ...input, ...(NextToken === undefined ? {} : { NextToken }) }),
    );
    expect(next.Parameters?.[0]?.Name).not.toBe(first.Parameters?.[0]?.Name);
    expect(next.Parameters?.[0]?.LastModifiedDate).toBeInstanceOf(Date);
  });
});

// Secrets Manager by AWS's own client.
import {
  BatchGetSecretValueCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
  TagResourceCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { openSecrets } from '../../src/state/open-state.ts';
import { openTestEndpoint } from '../rig/endpoint.ts';

async function open() {
  await using opened = new AsyncDisposableStack();
  const endpoint = opened.use(await openTestEndpoint());
  const client = opened.adopt(new SecretsManagerClient(endpoint.client), (each) => each.destroy());
  const held = opened.move();
  const create = async (Name: string, SecretString: string) =>
    client.send(new CreateSecretCommand({ Name, SecretString }));
  const put = async (SecretId: string, SecretString: string, more: object = {}) =>
    client.send(new PutSecretValueCommand({ SecretId, SecretString, ...more }));
  const get = async (SecretId: string, more: object = {}) =>
    client.send(new GetSecretValueCommand({ SecretId, ...more }));
  return { endpoint, client, create, put, get, [Symbol.asyncDispose]: async () => held.disposeAsync() };
}

test('a secret is read by its name, its ARN, and its ARN without the suffix', async () => {
  await using store = await open();
  const { ARN = '' } = await store.create('prod/db', 'one');
  expect(ARN).toMatch(/^arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod\/db-\w{6}$/);
  for (const id of ['prod/db', ARN, ARN.slice(0, -7)])
    expect(await store.get(id)).toMatchObject({
      Name: 'prod/db',
      SecretString: 'one',
      VersionStages: ['AWSCURRENT'],
    });
});

test('what was current is the previous version, and every version is kept', async () => {
  await using store = await open();
  const first = await store.create('db', 'one');
  await store.put('db', 'two');
  await store.put('db', 'three');
  expect(await store.get('db')).toMatchObject({ SecretString: 'three' });
  expect(await store.get('db', { VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 'two' });
  expect(await store.get('db', { VersionId: first.VersionId })).toMatchObject({ SecretString: 'one' });
});

test('a build reads what was put, and the API reads what `slipway secret set` has put', async () => {
  await using store = await open();
  await store.create('db', 'one');
  await store.put('db', 'two', { VersionStages: ['CANDIDATE'] });
  using secrets = openSecrets(store.endpoint.stateFolder);
  expect(secrets.secret('db')).toBe('one');
  expect(secrets.secret('db', { stage: 'CANDIDATE' })).toBe('two');
  secrets.putSecret('db', 'three');
  expect(await store.get('db')).toMatchObject({ SecretString: 'three' });
  expect(await store.get('db', { VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 'one' });
  secrets.putSecret('other', 'four');
  expect(await store.get('other')).toMatchObject({ SecretString: 'four' });
});

test('a stage is moved to another version by its id', async () => {
  await using store = await open();
  const first = await store.create('db', 'one');
  const second = await store.put('db', 'two');
  const move = async (more: object) =>
    store.client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: 'db',
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: first.VersionId,
        ...more,
      }),
    );
  await expect(move({})).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await move({ RemoveFromVersionId: second.VersionId });
  expect(await store.get('db')).toMatchObject({ SecretString: 'one' });
  expect(await store.get('db', { VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 'two' });
});

test('a token may be used again with the same value, and with no other', async () => {
  await using store = await open();
  const token = { ClientRequestToken: '11111111-2222-4333-8444-555555555555' };
  await store.create('db', 'one');
  await store.put('db', 'two', token);
  expect(await store.put('db', 'two', token)).toMatchObject({ VersionId: token.ClientRequestToken });
  await expect(store.put('db', 'three', token)).rejects.toMatchObject({ name: 'ResourceExistsException' });
});

test('bytes come back as bytes', async () => {
  await using store = await open();
  const SecretBinary = Uint8Array.of(0, 255, 7);
  await store.client.send(new CreateSecretCommand({ Name: 'key', SecretBinary }));
  expect((await store.get('key')).SecretBinary).toEqual(SecretBinary);
});

test('a deleted secret can be restored until its time has come, and is gone at once when that is asked for', async () => {
  await using store = await open();
  await store.create('db', 'one');
  await store.client.send(new DeleteSecretCommand({ SecretId: 'db' }));
  await expect(store.get('db')).rejects.toMatchObject({
    name: 'InvalidRequestException',
    message: "You can't perform this operation on the secret because it was marked for deletion.",
  });
  await expect(store.create('db', 'x')).rejects.toMatchObject({ name: 'InvalidRequestException' });
  expect((await store.client.send(new DescribeSecretCommand({ SecretId: 'db' }))).DeletedDate).toBeInstanceOf(
    Date,
  );
  await store.client.send(new RestoreSecretCommand({ SecretId: 'db' }));
  expect(await store.get('db')).toMatchObject({ SecretString: 'one' });
  await store.client.send(new DeleteSecretCommand({ SecretId: 'db', ForceDeleteWithoutRecovery: true }));
  await expect(store.get('db')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: "Secrets Manager can't find the specified secret.",
  });
});

test('secrets are listed by name and tag, and described without a value', async () => {
  await using store = await open();
  await store.create('prod/db', 'hush');
  await store.create('dev/db', 'hush');
  await store.client.send(
    new TagResourceCommand({ SecretId: 'prod/db', Tags: [{ Key: 'stage', Value: 'prod' }] }),
  );
  const list = async (Key: 'name' | 'tag-value', value: string) =>
    (await store.client.send(new ListSecretsCommand({ Filters: [{ Key, Values: [value] }] }))).SecretList;
  expect((await list('name', 'dev'))?.map(({ Name }) => Name)).toEqual(['dev/db']);
  expect((await list('tag-value', 'prod'))?.map(({ Name }) => Name)).toEqual(['prod/db']);
  const described = await store.client.send(new DescribeSecretCommand({ SecretId: 'prod/db' }));
  expect(described).toMatchObject({ Name: 'prod/db', Tags: [{ Key: 'stage', Value: 'prod' }] });
  expect(Object.values(described.VersionIdsToStages ?? {})).toEqual([['AWSCURRENT']]);
  expect(JSON.stringify(described)).not.toContain('hush');
});

test('several values are read at once, and what is not there is named', async () => {
  await using store = await open();
  await store.create('a', '1');
  const answer = await store.client.send(new BatchGetSecretValueCommand({ SecretIdList: ['a', 'b'] }));
  expect(answer.SecretValues).toMatchObject([{ Name: 'a', SecretString: '1' }]);
  expect(answer.Errors).toMatchObject([{ SecretId: 'b', ErrorCode: 'ResourceNotFoundException' }]);
});

test('a secret without a policy has none, as Terraform reads it', async () => {
  await using store = await open();
  await store.create('a', '1');
  const answer = await store.client.send(new GetResourcePolicyCommand({ SecretId: 'a' }));
  expect(answer).toMatchObject({ Name: 'a' });
  expect(answer.ResourcePolicy).toBeUndefined();
});

test('a random password has what it was asked to have', async () => {
  await using store = await open();
  const { RandomPassword } = await store.client.send(
    new GetRandomPasswordCommand({ PasswordLength: 12, ExcludePunctuation: true, ExcludeUppercase: true }),
  );
  expect(RandomPassword).toMatch(/^(?=.*[a-z])(?=.*\d)[a-z0-9]{12}$/);
});

test('a secret for other Regions is refused, and not made for one alone', async () => {
  await using store = await open();
  const AddReplicaRegions = [{ Region: 'eu-west-1' }];
  const command = new CreateSecretCommand({ Name: 'db', SecretString: 'one', AddReplicaRegions });
  await expect(store.client.send(command)).rejects.toThrow('AddReplicaRegions is not executed');
  await expect(store.get('db')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

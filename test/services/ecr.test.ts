// Repositories and images by ECR's API. Images are pushed to the registry that replaces ECR, where this machine has one.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import { openNotExecutedCalls } from '../../src/account/not-executed-calls.ts';
import { closeRegistry, openRegistry } from '../../src/targets/registry/open-registry.ts';
import { openJsonService } from '../rig/json-service.ts';
import { hasRegistry } from '../rig/test-registry.ts';

const open = async () => openJsonService('ecr', 'AmazonEC2ContainerRegistry_V20150921');

const host = '111122223333.dkr.ecr.eu-central-1.amazonaws.com';
const missing = (name: string) =>
  `The repository with name '${name}' does not exist in the registry with id '111122223333'`;

test('a repository is given as AWS gives it, with its settings and tags, and is in the register until it is deleted', async () => {
  await using service = await open();
  const { call, endpoint } = service;
  const named = { repositoryName: 'shop/web' };
  expect(await call('DescribeRepositories', { repositoryNames: ['shop/web'] })).toEqual({
    status: 400,
    __type: 'RepositoryNotFoundException',
    message: missing('shop/web'),
  });
  const { repository } = await call('CreateRepository', { ...named, tags: [{ Key: 'team', Value: 'a' }] });
  const repositoryArn = 'arn:aws:ecr:eu-central-1:111122223333:repository/shop/web';
  expect(repository).toEqual({
    repositoryArn,
    registryId: '111122223333',
    repositoryName: 'shop/web',
    repositoryUri: `${host}/shop/web`,
    createdAt: expect.any(Number) as number,
    imageTagMutability: 'MUTABLE',
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: { encryptionType: 'AES256' },
  });
  expect(await call('CreateRepository', named)).toMatchObject({
    __type: 'RepositoryAlreadyExistsException',
    message: "The repository with name 'shop/web' already exists in the registry with id '111122223333'",
  });
  await call('PutImageScanningConfiguration', { ...named, imageScanningConfiguration: { scanOnPush: true } });
  await call('TagResource', { resourceArn: repositoryArn, tags: [{ Key: 'stage', Value: 'dev' }] });
  await call('UntagResource', { resourceArn: repositoryArn, tagKeys: ['team'] });
  expect(await call('ListTagsForResource', { resourceArn: repositoryArn })).toEqual({
    tags: [{ Key: 'stage', Value: 'dev' }],
  });
  expect(await call('DescribeRepositories')).toMatchObject({
    repositories: [{ repositoryName: 'shop/web', imageScanningConfiguration: { scanOnPush: true } }],
  });
  {
    using account = openAccount(endpoint.stateFolder);
    expect(account.list()).toMatchObject([
      { type: 'AWS::ECR::Repository', name: 'shop/web', arn: repositoryArn, tags: { stage: 'dev' } },
    ]);
  }
  await call('DeleteRepository', named);
  expect(await call('DeleteRepository', named)).toMatchObject({ message: missing('shop/web') });
});

test('a lifecycle policy and a repository policy are kept, and what no policy executes here is reported', async () => {
  await using service = await open();
  const { call, endpoint } = service;
  const named = { repositoryName: 'web' };
  await call('CreateRepository', named);
  const of = { registryId: '111122223333', ...named };
  const selection = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 10 };
  const rule = { rulePriority: 1, selection, action: { type: 'expire' } };
  const lifecyclePolicyText = JSON.stringify({ rules: [rule] });
  expect(await call('GetLifecyclePolicy', named)).toMatchObject({
    __type: 'LifecyclePolicyNotFoundException',
  });
  expect(await call('PutLifecyclePolicy', { ...named, lifecyclePolicyText: '{"rules":[{}]}' })).toMatchObject(
    {
      __type: 'InvalidParameterException',
    },
  );
  expect(await call('PutLifecyclePolicy', { ...named, lifecyclePolicyText })).toEqual({
    ...of,
    lifecyclePolicyText,
  });
  expect(await call('GetLifecyclePolicy', named)).toEqual({ ...of, lifecyclePolicyText });
  const byPulls = { ...rule, selection: { ...selection, countType: 'sinceImagePulled', countUnit: 'days' } };
  await call('PutLifecyclePolicy', { ...named, lifecyclePolicyText: JSON.stringify({ rules: [byPulls] }) });
  {
    using calls = openNotExecutedCalls(endpoint.stateFolder);
    const operation = 'expire by sinceImagePulled of PutLifecyclePolicy';
    expect(calls.list()).toMatchObject([{ service: 'ECR', operation }]);
  }
  await call('DeleteLifecyclePolicy', named);
  const policyText = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  expect(await call('GetRepositoryPolicy', named)).toMatchObject({
    __type: 'RepositoryPolicyNotFoundException',
  });
  await call('SetRepositoryPolicy', { ...named, policyText });
  expect(await call('GetRepositoryPolicy', named)).toEqual({ ...of, policyText });
});

test('a token is the user AWS and a password, for the name that the registry has on AWS', async () => {
  await using service = await open();
  const { authorizationData } = await service.call('GetAuthorizationToken');
  const [data] = authorizationData as [{ authorizationToken: string; proxyEndpoint: string }];
  expect(Buffer.from(data.authorizationToken, 'base64').toString()).toMatch(/^AWS:.+/);
  expect(data.proxyEndpoint).toBe(`https://${host}`);
});

test.skipIf(!hasRegistry())(
  'images are what was pushed, by tag and by digest, until they are deleted',
  async () => {
    await using service = await open();
    const { call, endpoint } = service;
    const targetsFolder = join(endpoint.stateFolder, 'targets');
    await using _registry = {
      [Symbol.asyncDispose]: async () => void (await closeRegistry(targetsFolder)),
    };
    const registry = await openRegistry({ targetsFolder, signal: new AbortController().signal });
    if (!('address' in registry)) throw new Error(registry.reason);
    const digest = await push(`http://${registry.address}/v2/${host}/web`, ['1', 'latest']);
    const named = { repositoryName: 'web' };
    expect(await call('DescribeImages', { ...named, imageIds: [{ imageTag: 'latest' }] })).toMatchObject({
      imageDetails: [{ ...named, imageDigest: digest, imageTags: ['1', 'latest'], imageSizeInBytes: 2 }],
    });
    expect(await call('DescribeImages', { ...named, imageIds: [{ imageTag: '2' }] })).toMatchObject({
      __type: 'ImageNotFoundException',
      message:
        "The image with imageId {imageDigest:'null', imageTag:'2'} does not exist within the repository with name 'web' in the registry with id '111122223333'",
    });
    const ids = [{ imageDigest: digest, imageTag: '1' }, { imageTag: '2' }];
    expect(await call('BatchGetImage', { ...named, imageIds: ids })).toMatchObject({
      images: [{ imageId: ids[0], imageManifest: expect.stringContaining('schemaVersion') as string }],
      failures: [
        { imageId: ids[1], failureCode: 'ImageNotFound', failureReason: 'Requested image not found' },
      ],
    });
    expect(await call('DeleteRepository', named)).toMatchObject({ __type: 'RepositoryNotEmptyException' });
    await call('BatchDeleteImage', { ...named, imageIds: [{ imageTag: 'latest' }] });
    expect(await call('ListImages', named)).toEqual({ imageIds: [ids[0]] });
    await call('BatchDeleteImage', { ...named, imageIds: [{ imageDigest: digest }] });
    expect((await fetch(`http://${registry.address}/v2/${host}/web/manifests/1`)).status).toBe(404);
    await push(`http://${registry.address}/v2/${host}/web`, ['3']);
    await call('DeleteRepository', { ...named, force: true });
    expect(await call('DescribeRepositories')).toEqual({ repositories: [] });
  },
);

/** An image without layers, by the registry's HTTP interface. Gives its digest. */
async function push(repository: string, tags: readonly string[]): Promise<string> {
  const config = '{}';
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const begun = await fetch(`${repository}/blobs/uploads/`, { method: 'POST' });
  const place = new URL(begun.headers.get('location') ?? '', repository);
  place.searchParams.set('digest', digestOf(config));
  const headers = { 'content-type': 'application/octet-stream' };
  await fetch(place, { method: 'PUT', body: config, headers });
  const described = {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    digest: digestOf(config),
    size: 2,
  };
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType, config: described, layers: [] });
  for (const tag of tags) {
    const put = await fetch(`${repository}/manifests/${tag}`, {
      method: 'PUT',
      body: manifest,
      headers: { 'content-type': mediaType },
    });
    expect(put.status).toBe(201);
  }
  return digestOf(manifest);
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

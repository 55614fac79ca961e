// Buckets, their versions, and what S3 refuses, over HTTP.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openTestEndpoint } from '../rig/endpoint.ts';
import { all, call, enableVersions, location, openWithBucket } from '../rig/s3-calls.ts';

describe('a bucket', () => {
  test('says its region as the document itself, which a strict reader of S3 takes', async () => {
    await using endpoint = await openWithBucket();
    expect((await call(endpoint, 'GET /shop?location')).text).toMatch(
      /^<\?xml[^>]*>\s*<LocationConstraint xmlns="[^"]*">eu-central-1<\/LocationConstraint>$/,
    );
  });

  test('is created in the region of the request, listed, and deleted when it is empty', async () => {
    await using endpoint = await openWithBucket();
    expect((await call(endpoint, 'HEAD /shop')).headers.get('x-amz-bucket-region')).toBe('eu-central-1');
    expect(all((await call(endpoint, 'GET /')).text, 'Name')).toEqual(['shop']);
    await call(endpoint, 'PUT /shop/a', { body: 'a' });
    const refused = await call(endpoint, 'DELETE /shop');
    expect([refused.status, all(refused.text, 'Code')]).toEqual([409, ['BucketNotEmpty']]);
    await call(endpoint, 'DELETE /shop/a');
    expect((await call(endpoint, 'DELETE /shop')).status).toBe(204);
    expect((await call(endpoint, 'HEAD /shop')).status).toBe(404);
  });

  test.each([
    ['PUT /UPPER', 'InvalidBucketName', 400],
    ['PUT /192.168.0.1', 'InvalidBucketName', 400],
    ['PUT /my..bucket', 'InvalidBucketName', 400],
    ['PUT /shop', 'BucketAlreadyOwnedByYou', 409],
    ['GET /nothing', 'NoSuchBucket', 404],
    ['GET /nothing/key', 'NoSuchBucket', 404],
    ['GET /shop?max-keys=many', 'InvalidArgument', 400],
    ['GET /shop?policy', 'NoSuchBucketPolicy', 404],
    ['GET /shop?cors', 'NoSuchCORSConfiguration', 404],
    ['GET /shop?website', 'NoSuchWebsiteConfiguration', 404],
    ['GET /shop?lifecycle', 'NoSuchLifecycleConfiguration', 404],
    ['GET /shop?tagging=', 'NoSuchTagSet', 404],
    ['GET /shop?replication', 'ReplicationConfigurationNotFoundError', 404],
    ['GET /shop?object-lock', 'ObjectLockConfigurationNotFoundError', 404],
  ])('%s is refused with %s, as S3 refuses it', async (address, code, status) => {
    await using endpoint = await openWithBucket();
    const answer = await call(endpoint, address, address.startsWith('PUT') ? { body: location } : {});
    expect({ code: all(answer.text, 'Code')[0], status: answer.status }).toEqual({ code, status });
  });

  test('gives its settings back as they were put, and what a new bucket has after they are deleted', async () => {
    await using endpoint = await openWithBucket();
    expect((await call(endpoint, 'GET /shop?encryption')).text).toContain(
      '<SSEAlgorithm>AES256</SSEAlgorithm>',
    );
    const rule =
      '<Rule><ID>old</ID><Filter></Filter><Status>Enabled</Status><Expiration><Days>7</Days></Expiration></Rule>';
    const body = `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`;
    expect((await call(endpoint, 'PUT /shop?lifecycle', { body })).status).toBe(200);
    const lifecycle = await call(endpoint, 'GET /shop?lifecycle');
    expect([all(lifecycle.text, 'Days'), all(lifecycle.text, 'ID')]).toEqual([['7'], ['old']]);
    expect(lifecycle.headers.get('x-amz-transition-default-minimum-object-size')).toBe(
      'all_storage_classes_128K',
    );
    expect((await call(endpoint, 'DELETE /shop?lifecycle')).status).toBe(204);
    expect((await call(endpoint, 'GET /shop?lifecycle')).status).toBe(404);
    expect((await call(endpoint, 'GET /shop?publicAccessBlock')).status).toBe(200);
    await call(endpoint, 'DELETE /shop?publicAccessBlock');
    expect((await call(endpoint, 'GET /shop?publicAccessBlock')).status).toBe(404);
  });
});

test('metrics of the requests of a bucket are kept by their id, listed, and deleted', async () => {
  await using endpoint = await openWithBucket();
  const one = '<MetricsConfiguration><Id>all</Id></MetricsConfiguration>';
  expect((await call(endpoint, 'PUT /shop?metrics&id=all', { body: one })).status).toBe(200);
  expect(all((await call(endpoint, 'GET /shop?metrics&id=all')).text, 'Id')).toEqual(['all']);
  expect(all((await call(endpoint, 'GET /shop?metrics')).text, 'Id')).toEqual(['all']);
  expect((await call(endpoint, 'DELETE /shop?metrics&id=all')).status).toBe(204);
  const gone = await call(endpoint, 'GET /shop?metrics&id=all');
  expect([gone.status, all(gone.text, 'Code')]).toEqual([404, ['NoSuchConfiguration']]);
});

describe('a request that S3 cannot execute', () => {
  test.each([
    [
      'PUT /shop?versioning',
      {},
      '<VersioningConfiguration><Status>enabled</Status></VersioningConfiguration>',
      'MalformedXML',
    ],
    ['PUT /shop?versioning', {}, '<VersioningConfiguration', 'MalformedXML'],
    ['POST /shop?delete', {}, '<Delete></Delete>', 'MalformedXML'],
    [`PUT /shop/${'k'.repeat(1025)}`, {}, 'x', 'KeyTooLongError'],
    ['PUT /shop/b', { 'x-amz-copy-source': 'shop/%zz' }, undefined, 'InvalidArgument'],
    ['PUT /shop/b', { 'x-amz-copy-source': 'shop' }, undefined, 'InvalidArgument'],
    ['PUT /shop/b', { 'x-amz-copy-source': 'shop/none' }, undefined, 'NoSuchKey'],
  ] as const)('%s is refused: %#', async (address, headers, body, code) => {
    await using endpoint = await openWithBucket();
    const answer = await call(endpoint, address, { headers, ...(body === undefined ? {} : { body }) });
    expect(all(answer.text, 'Code')).toEqual([code]);
    expect(answer.status).toBeLessThan(500);
  });

  test('says that the content of an object is lost', async () => {
    await using endpoint = await openWithBucket();
    await call(endpoint, 'PUT /shop/a', { body: 'a' });
    const contents = join(endpoint.stateFolder, 's3', 'contents');
    for (const name of readdirSync(contents).filter((each) => each.length === 2))
      rmSync(join(contents, name), { recursive: true });
    for (const [address, headers] of [
      ['GET /shop/a', {}],
      ['PUT /shop/b', { 'x-amz-copy-source': 'shop/a' }],
    ] as const) {
      const answer = await call(endpoint, address, { headers });
      expect([answer.status, all(answer.text, 'Message')[0]]).toEqual([
        400,
        expect.stringContaining('is lost'),
      ]);
    }
  });
});

describe('a bucket with versions', () => {
  // shows: S1-132
  test('keeps what was overwritten and deleted, and lists it newest first', async () => {
    await using endpoint = await openWithBucket();
    await call(endpoint, 'PUT /shop/a', { body: 'zero' });
    await enableVersions(endpoint);
    const first =
      (await call(endpoint, 'PUT /shop/a', { body: 'one' })).headers.get('x-amz-version-id') ?? '';
    const marker = await call(endpoint, 'DELETE /shop/a');
    expect([marker.status, marker.headers.get('x-amz-delete-marker')]).toEqual([204, 'true']);
    const gone = await call(endpoint, 'GET /shop/a');
    expect([gone.status, gone.headers.get('x-amz-delete-marker')]).toEqual([404, 'true']);
    expect((await call(endpoint, 'GET /shop/a?versionId=null')).text).toBe('zero');
    expect((await call(endpoint, `GET /shop/a?versionId=${first}`)).text).toBe('one');
    const markerId = marker.headers.get('x-amz-version-id') ?? '';
    expect((await call(endpoint, `GET /shop/a?versionId=${markerId}`)).status).toBe(405);
    const list = (await call(endpoint, 'GET /shop?versions')).text;
    expect(all(list, 'VersionId').toSorted()).toEqual([first, 'null', markerId].toSorted());
    expect((await call(endpoint, 'DELETE /shop')).status).toBe(409);
    await call(endpoint, `DELETE /shop/a?versionId=${markerId}`);
    expect((await call(endpoint, 'GET /shop/a')).text).toBe('one');
  });

  test('that is suspended overwrites the version without an id alone', async () => {
    await using endpoint = await openWithBucket();
    await enableVersions(endpoint);
    const first =
      (await call(endpoint, 'PUT /shop/a', { body: 'one' })).headers.get('x-amz-version-id') ?? '';
    await enableVersions(endpoint, 'Suspended');
    for (const body of ['two', 'three']) await call(endpoint, 'PUT /shop/a', { body });
    expect(all((await call(endpoint, 'GET /shop?versions')).text, 'VersionId')).toEqual(['null', first]);
    await call(endpoint, 'DELETE /shop/a');
    const list = (await call(endpoint, 'GET /shop?versions')).text;
    expect([all(list, 'VersionId').toSorted(), all(list, 'Size')]).toEqual([
      [first, 'null'].toSorted(),
      ['3'],
    ]);
  });
});

test('the region of a bucket is the whole document', async () => {
  await using endpoint = await openTestEndpoint();
  const body =
    '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>';
  await call(endpoint, 'PUT /regional', { body });
  const { text } = await call(endpoint, 'GET /regional?location');
  expect(text).toMatch(/<LocationConstraint xmlns="[^"]+">eu-central-1<\/LocationConstraint>$/);
});

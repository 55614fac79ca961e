// S3 as its clients use it: over HTTP, with a signature that names the caller.
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startDigest } from '../../src/lib/content-digest.ts';
import { openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';

interface Call {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** @param address `PUT /bucket/key?acl` */
async function call(
  endpoint: TestEndpoint,
  address: string,
  { headers = {}, body }: Call = {},
): Promise<Answer> {
  const [method = '', path = ''] = address.split(' ');
  const response = await fetch(`${endpoint.url}${path}`, {
    method,
    headers: { ...signature('s3', endpoint.credentials), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const location =
  '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>';

async function openWithBucket(): Promise<TestEndpoint> {
  const endpoint = await openTestEndpoint();
  await call(endpoint, 'PUT /shop', { body: location });
  return endpoint;
}

async function enableVersions(endpoint: TestEndpoint, status = 'Enabled'): Promise<void> {
  const body = `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`;
  await call(endpoint, 'PUT /shop?versioning', { body });
}

/** The texts of all elements with this name. */
function all(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) =>
    text.replaceAll('&quot;', '"'),
  );
}

const md5 = (text: string | Uint8Array) => createHash('md5').update(text).digest('hex');

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

describe('an object', () => {
  test('comes back byte for byte, with its headers and metadata', async () => {
    await using endpoint = await openWithBucket();
    const body = new Uint8Array(randomBytes(300_000));
    const headers = { 'content-type': 'image/png', 'cache-control': 'no-store', 'x-amz-meta-owner': 'ada' };
    const put = await call(endpoint, 'PUT /shop/dir/ü%20b+c.png', { headers, body });
    expect(put.headers.get('etag')).toBe(`"${md5(body)}"`);
    const response = await fetch(`${endpoint.url}/shop/dir/ü%20b+c.png`, {
      headers: signature('s3', endpoint.credentials),
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(body))).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({ ...headers, 'content-length': '300000' });
    expect(all((await call(endpoint, 'GET /shop?list-type=2')).text, 'Key')).toEqual(['dir/ü b+c.png']);
  });

  test('has a key whose slashes at the end belong to it', async () => {
    await using endpoint = await openWithBucket();
    for (const key of ['dir', 'dir/', 'dir//']) await call(endpoint, `PUT /shop/${key}`, { body: key });
    expect((await call(endpoint, 'GET /shop/dir/')).text).toBe('dir/');
    expect(all((await call(endpoint, 'GET /shop')).text, 'Key')).toEqual(['dir', 'dir/', 'dir//']);
  });

  test.each([
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=8-', 206, '89', 'bytes 8-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=5-100', 206, '56789', 'bytes 5-9/10'],
    ['bytes=3-1', 200, '0123456789', null],
    ['bytes=0-1,3-4', 200, '0123456789', null],
    ['items=1-2', 200, '0123456789', null],
  ])('of ten bytes gives %s with %i', async (range, status, text, given) => {
    await using endpoint = await openWithBucket();
    await call(endpoint, 'PUT /shop/digits', { body: '0123456789' });
    const answer = await call(endpoint, 'GET /shop/digits', { headers: { range } });
    expect([answer.status, answer.text, answer.headers.get('content-range')]).toEqual([status, text, given]);
  });

  test('refuses a range behind its end', async () => {
    await using endpoint = await openWithBucket();
    await call(endpoint, 'PUT /shop/digits', { body: '0123456789' });
    const answer = await call(endpoint, 'GET /shop/digits', { headers: { range: 'bytes=10-' } });
    expect([answer.status, all(answer.text, 'ActualObjectSize')]).toEqual([416, ['10']]);
  });

  test('is not stored when it is not what the request says', async () => {
    await using endpoint = await openWithBucket();
    const other = createHash('md5').update('other').digest('base64');
    for (const headers of [{ 'content-md5': other }, { 'x-amz-checksum-crc32': 'AAAAAA==' }]) {
      const answer = await call(endpoint, 'PUT /shop/a', { headers, body: 'content' });
      expect([answer.status, all(answer.text, 'Code')]).toEqual([400, ['BadDigest']]);
    }
    expect((await call(endpoint, 'HEAD /shop/a')).status).toBe(404);
    const left = readdirSync(join(endpoint.stateFolder, 's3', 'contents'), {
      recursive: true,
      withFileTypes: true,
    });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });

  test('that an SDK sends in chunks is stored without them, and refused when the checksum behind them is wrong', async () => {
    await using endpoint = await openWithBucket();
    const headers = {
      'content-encoding': 'aws-chunked',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '9',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    };
    const chunks = (checksum: string) =>
      `5\r\n12345\r\n4\r\n6789\r\n0\r\nx-amz-checksum-crc32:${checksum}\r\n\r\n`;
    // The check value of CRC-32: cbf43926.
    expect((await call(endpoint, 'PUT /shop/a', { headers, body: chunks('y/Q5Jg==') })).status).toBe(200);
    const got = await call(endpoint, 'GET /shop/a');
    expect([got.text, got.headers.get('content-encoding')]).toEqual(['123456789', null]);
    const wrong = await call(endpoint, 'PUT /shop/a', { headers, body: chunks('AAAAAA==') });
    expect([wrong.status, all(wrong.text, 'Code')]).toEqual([400, ['BadDigest']]);
    const cut = await call(endpoint, 'PUT /shop/a', { headers, body: '5\r\n123' });
    expect([cut.status, all(cut.text, 'Code')]).toEqual([400, ['IncompleteBody']]);
  });

  test('is read and written under conditions', async () => {
    await using endpoint = await openWithBucket();
    const put = async (headers: Record<string, string>) =>
      (await call(endpoint, 'PUT /shop/lock', { headers, body: 'x' })).status;
    const etag = `"${md5('x')}"`;
    expect(await put({ 'if-match': etag })).toBe(404);
    expect(await put({ 'if-none-match': '*' })).toBe(200);
    expect(await put({ 'if-none-match': '*' })).toBe(412);
    expect(await put({ 'if-match': '"other"' })).toBe(412);
    expect(await put({ 'if-match': etag })).toBe(200);
    expect(await put({ 'if-none-match': etag })).toBe(501);
    const get = async (headers: Record<string, string>) =>
      (await call(endpoint, 'GET /shop/lock', { headers })).status;
    expect(await get({ 'if-none-match': etag })).toBe(304);
    const unchanged = await call(endpoint, 'GET /shop/lock', { headers: { 'if-none-match': etag } });
    expect([unchanged.headers.get('etag'), unchanged.text]).toEqual([etag, '']);
    expect(await get({ 'if-match': '"other"' })).toBe(412);
    expect(await get({ 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' })).toBe(304);
    expect(await get({ 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' })).toBe(412);
    expect(await get({ 'if-match': etag, 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' })).toBe(200);
  });

  test('that many writers want to create at once is created by one of them', async () => {
    await using endpoint = await openWithBucket();
    const writes = Array.from({ length: 12 }, async (_, n) =>
      call(endpoint, 'PUT /shop/state.tflock', { headers: { 'if-none-match': '*' }, body: `writer ${n}` }),
    );
    const statuses = (await Promise.all(writes)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(11);
  });

  test('is copied with its metadata, or with new ones', async () => {
    await using endpoint = await openWithBucket();
    await call(endpoint, 'PUT /shop/a', {
      headers: { 'x-amz-meta-n': '1', 'x-amz-tagging': 'k=v' },
      body: 'a',
    });
    const copy = { 'x-amz-copy-source': '/shop/a' };
    expect(all((await call(endpoint, 'PUT /shop/b', { headers: copy })).text, 'ETag')).toEqual([
      `"${md5('a')}"`,
    ]);
    const replaced = { ...copy, 'x-amz-metadata-directive': 'REPLACE', 'x-amz-meta-n': '2' };
    await call(endpoint, 'PUT /shop/c', { headers: replaced });
    const n = async (key: string) => (await call(endpoint, `HEAD /shop/${key}`)).headers.get('x-amz-meta-n');
    expect([await n('b'), await n('c')]).toEqual(['1', '2']);
    await call(endpoint, 'DELETE /shop/a');
    expect((await call(endpoint, 'GET /shop/b')).text).toBe('a');
    expect(all((await call(endpoint, 'GET /shop/b?tagging')).text, 'Key')).toEqual(['k']);
    const itself = await call(endpoint, 'PUT /shop/b', { headers: { 'x-amz-copy-source': 'shop/b' } });
    expect(itself.status).toBe(400);
  });
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

describe('an upload in parts', () => {
  const part = 'p'.repeat(5 * 1024 * 1024);

  test('becomes one object of its parts, with the ETag of their digests', async () => {
    await using endpoint = await openWithBucket();
    const [id = ''] = all((await call(endpoint, 'POST /shop/big?uploads')).text, 'UploadId');
    const etags = await Promise.all(
      [part, 'end'].map(async (body, n) => {
        const put = await call(endpoint, `PUT /shop/big?partNumber=${n + 1}&uploadId=${id}`, { body });
        return put.headers.get('etag') ?? '';
      }),
    );
    expect((await call(endpoint, 'GET /shop/big')).status).toBe(404);
    const parts = etags.map(
      (etag, n) => `<Part><PartNumber>${n + 1}</PartNumber><ETag>${etag}</ETag></Part>`,
    );
    const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
    const done = await call(endpoint, `POST /shop/big?uploadId=${id}`, { body });
    const digests = Buffer.concat([part, 'end'].map((text) => Buffer.from(md5(text), 'hex')));
    expect(all(done.text, 'ETag')).toEqual([`"${md5(digests)}-2"`]);
    const tail = await call(endpoint, 'GET /shop/big', { headers: { range: `bytes=${part.length - 2}-` } });
    expect(tail.text).toBe('ppend');
    const second = await call(endpoint, 'GET /shop/big?partNumber=2');
    expect([second.status, second.text, second.headers.get('x-amz-mp-parts-count')]).toEqual([
      206,
      'end',
      '2',
    ]);
    expect((await call(endpoint, `POST /shop/big?uploadId=${id}`, { body })).status).toBe(404);
  });

  test('is refused with parts that are too small, out of order or not there, and can be aborted once', async () => {
    await using endpoint = await openWithBucket();
    const [id = ''] = all((await call(endpoint, 'POST /shop/big?uploads')).text, 'UploadId');
    for (const n of [1, 2])
      await call(endpoint, `PUT /shop/big?partNumber=${n}&uploadId=${id}`, { body: 'x' });
    const complete = async (numbers: readonly number[]) => {
      const parts = numbers.map((n) => `<Part><PartNumber>${n}</PartNumber><ETag>${md5('x')}</ETag></Part>`);
      const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
      return all((await call(endpoint, `POST /shop/big?uploadId=${id}`, { body })).text, 'Code')[0];
    };
    expect([
      await complete([1, 2]),
      await complete([2, 1]),
      await complete([1, 3]),
      await complete([]),
    ]).toEqual(['EntityTooSmall', 'InvalidPartOrder', 'InvalidPart', 'InvalidRequest']);
    expect(all((await call(endpoint, `GET /shop/big?uploadId=${id}`)).text, 'PartNumber')).toEqual([
      '1',
      '2',
    ]);
    const abort = async () => (await call(endpoint, `DELETE /shop/big?uploadId=${id}`)).status;
    expect([await abort(), await abort()]).toEqual([204, 404]);
  });

  test.each([
    ['CRC64NVME', 'FULL_OBJECT', ['parts one by one, and the end'], /^[\w+/]{11}=$/],
    ['CRC32', 'COMPOSITE', [part, 'end'], /^[\w+/]{6}==-2$/],
    ['CRC32', 'FULL_OBJECT', [part, 'end'], /^[\w+/]{6}==$/],
    ['SHA256', 'COMPOSITE', [part, 'end'], /^[\w+/]{43}=-2$/],
  ] as const)(
    'with %s has a checksum that is %s, and is refused with another',
    async (algorithm, type, bodies, form) => {
      await using endpoint = await openWithBucket();
      const headers = { 'x-amz-checksum-algorithm': algorithm, 'x-amz-checksum-type': type };
      const [id = ''] = all((await call(endpoint, 'POST /shop/big?uploads', { headers })).text, 'UploadId');
      const parts: string[] = [];
      for (const [n, body] of bodies.entries()) {
        const put = await call(endpoint, `PUT /shop/big?partNumber=${n + 1}&uploadId=${id}`, { body });
        parts.push(
          `<Part><PartNumber>${n + 1}</PartNumber><ETag>${put.headers.get('etag') ?? ''}</ETag></Part>`,
        );
      }
      const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
      const wrong = { [`x-amz-checksum-${algorithm.toLowerCase()}`]: 'AAAAAAAA' };
      const refused = await call(endpoint, `POST /shop/big?uploadId=${id}`, { headers: wrong, body });
      expect(all(refused.text, 'Code')).toEqual(['BadDigest']);
      const done = await call(endpoint, `POST /shop/big?uploadId=${id}`, { body });
      expect(all(done.text, 'ChecksumType')).toEqual([type]);
      expect(all(done.text, `Checksum${algorithm}`)[0]).toMatch(form);
      const head = await call(endpoint, 'HEAD /shop/big', { headers: { 'x-amz-checksum-mode': 'ENABLED' } });
      expect(head.headers.get('x-amz-checksum-type')).toBe(type);
      const first = await call(endpoint, 'HEAD /shop/big?partNumber=1', {
        headers: { 'x-amz-checksum-mode': 'ENABLED' },
      });
      const ofFirst = startDigest(algorithm);
      ofFirst.update(Buffer.from(bodies[0]));
      expect(first.headers.get(`x-amz-checksum-${algorithm.toLowerCase()}`)).toBe(
        ofFirst.bytes().toString('base64'),
      );
      // An object that is put whole has the same checksum when the one of the parts is of the whole.
      const put = { 'x-amz-sdk-checksum-algorithm': algorithm };
      const whole = await call(endpoint, 'PUT /shop/whole', { headers: put, body: bodies.join('') });
      const same =
        whole.headers.get(`x-amz-checksum-${algorithm.toLowerCase()}`) ===
        all(done.text, `Checksum${algorithm}`)[0];
      expect(same).toBe(type === 'FULL_OBJECT');
    },
  );

  test('takes a range of another object, and refuses one that goes over its end', async () => {
    await using endpoint = await openWithBucket();
    await call(endpoint, 'PUT /shop/digits', { body: '0123456789' });
    const [id = ''] = all((await call(endpoint, 'POST /shop/copy?uploads')).text, 'UploadId');
    const copy = async (range: string) =>
      call(endpoint, `PUT /shop/copy?partNumber=1&uploadId=${id}`, {
        headers: { 'x-amz-copy-source': 'shop/digits', 'x-amz-copy-source-range': range },
      });
    expect(all((await copy('bytes=5-10')).text, 'Code')).toEqual(['InvalidArgument']);
    expect(all((await copy('bytes=2-4')).text, 'ETag')).toEqual([`"${md5('234')}"`]);
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

test('a list has every key once, whatever the prefix, the delimiter and the size of its pages', async () => {
  await using endpoint = await openWithBucket();
  const keys = fc.uniqueArray(
    fc.string({ unit: fc.constantFrom('a', 'b', '/', 'ü', '~'), minLength: 1, maxLength: 5 }),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  let written: readonly string[] = [];
  await fc.assert(
    fc.asyncProperty(
      keys,
      fc.constantFrom('', 'a', 'a/', '/'),
      fc.constantFrom('', '/', 'b'),
      fc.integer({ min: 1, max: 4 }),
      async (wanted, prefix, delimiter, size) => {
        for (const key of written) await call(endpoint, `DELETE /shop/${encodeURIComponent(key)}`);
        for (const key of wanted) await call(endpoint, `PUT /shop/${encodeURIComponent(key)}`, { body: 'x' });
        written = wanted;
        const below = wanted.filter((key) => key.startsWith(prefix));
        const cut = (key: string) => (delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length));
        const groups = below.flatMap((key) =>
          cut(key) < 0 ? [] : [key.slice(0, cut(key) + delimiter.length)],
        );
        const listed = { keys: [] as string[], groups: [] as string[] };
        const parameters = new URLSearchParams({
          'list-type': '2',
          prefix,
          delimiter,
          'max-keys': String(size),
        });
        for (let token: string | undefined = ''; token !== undefined;) {
          if (token !== '') parameters.set('continuation-token', token);
          const { text } = await call(endpoint, `GET /shop?${parameters.toString()}`);
          listed.keys.push(...all(text, 'Key'));
          listed.groups.push(
            ...all(text.replaceAll(/<Prefix>[^<]*<\/Prefix>(?!<\/CommonPrefixes>)/g, ''), 'Prefix'),
          );
          [token] = all(text, 'NextContinuationToken');
        }
        const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(listed).toEqual({
          keys: below.filter((key) => cut(key) < 0).toSorted(byBytes),
          groups: [...new Set(groups)].toSorted(byBytes),
        });
      },
    ),
    { numRuns: 40 },
  );
});

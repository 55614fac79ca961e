// Objects of S3 over HTTP: written, read, under conditions, copied.
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { signature } from '../rig/endpoint.ts';
import { all, call, md5, openWithBucket } from '../rig/s3-calls.ts';

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

  test('that is put at the same moment as others is there, and one that is refused takes back nothing of them', async () => {
    await using endpoint = await openWithBucket();
    await call(endpoint, 'PUT /shop/taken', { body: 'first' });
    const names = Array.from({ length: 30 }, (_, index) => `o${String(index).padStart(2, '0')}`);
    const puts = names.map(async (name) => call(endpoint, `PUT /shop/${name}`, { body: name }));
    const refused = call(endpoint, 'PUT /shop/taken', { headers: { 'if-none-match': '*' }, body: 'second' });
    const twice = ['a', 'b'].map(async (body) => call(endpoint, 'PUT /shop/twice', { body }));
    expect((await Promise.all(puts)).every(({ status }) => status === 200)).toBe(true);
    expect((await refused).status).toBe(412);
    expect((await Promise.all(twice)).map(({ status }) => status)).toEqual([200, 200]);
    const listed = all((await call(endpoint, 'GET /shop?list-type=2')).text, 'Key');
    expect(listed).toEqual([...names, 'taken', 'twice']);
    expect((await call(endpoint, 'GET /shop/taken')).text).toBe('first');
    expect((await call(endpoint, 'GET /shop/o07')).text).toBe('o07');
  });

  test.each(['a%0Ab', '%E6%97%A5'])(
    'asked for with a header that HTTP does not carry (%s) is refused, and the next request is answered',
    async (value) => {
      await using endpoint = await openWithBucket();
      await call(endpoint, 'PUT /shop/a', { body: 'a' });
      const refused = await call(endpoint, `GET /shop/a?response-content-disposition=${value}`);
      expect([refused.status, all(refused.text, 'Code')]).toEqual([400, ['InvalidArgument']]);
      expect((await call(endpoint, 'GET /shop/a?response-content-disposition=b')).status).toBe(200);
    },
  );

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

  // The digests of 123456789: the check values of each CRC.
  test.each([
    ['crc32', 'y/Q5Jg=='],
    ['crc32c', '4waSgw=='],
    ['crc64nvme', 'rosUhgp5mIg='],
    ['sha1', createHash('sha1').update('123456789').digest('base64')],
    ['sha256', createHash('sha256').update('123456789').digest('base64')],
  ])('has the %s that comes behind it, and keeps it when it is copied', async (name, sum) => {
    await using endpoint = await openWithBucket();
    const send = async (trailer: string) => {
      const headers = {
        'content-encoding': 'aws-chunked',
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': '9',
        'x-amz-trailer': `x-amz-checksum-${name}`,
      };
      return call(endpoint, 'PUT /shop/a', { headers, body: `9\r\n123456789\r\n0\r\n${trailer}\r\n\r\n` });
    };
    expect((await send(`x-amz-checksum-${name}:${sum}`)).headers.get(`x-amz-checksum-${name}`)).toBe(sum);
    const wrong = Buffer.alloc(Buffer.from(sum, 'base64').length).toString('base64');
    expect(all((await send(`x-amz-checksum-${name}:${wrong}`)).text, 'Code')).toEqual(['BadDigest']);
    expect(all((await send('')).text, 'Code')).toEqual(['MalformedTrailerError']);
    const copy = { 'x-amz-copy-source': 'shop/a' };
    await call(endpoint, 'PUT /shop/same', { headers: copy });
    const sha1 = { ...copy, 'x-amz-checksum-algorithm': 'SHA1' };
    const copied = await call(endpoint, 'PUT /shop/other', { headers: sha1 });
    expect(all(copied.text, 'ChecksumSHA1')).toEqual([
      createHash('sha1').update('123456789').digest('base64'),
    ]);
    const shown = async (path: string, headers: Record<string, string>) =>
      (await call(endpoint, `HEAD /shop/${path}`, { headers })).headers.get(`x-amz-checksum-${name}`);
    const mode = { 'x-amz-checksum-mode': 'ENABLED' };
    expect([await shown('a', mode), await shown('same', mode), await shown('same', {})]).toEqual([
      sum,
      sum,
      null,
    ]);
  });

  test('has a checksum of S3 where its caller gives none, and is refused with one that S3 does not know', async () => {
    await using endpoint = await openWithBucket();
    const put = await call(endpoint, 'PUT /shop/a', { body: '123456789' });
    expect(put.headers.get('x-amz-checksum-crc64nvme')).toBe('rosUhgp5mIg=');
    expect(put.headers.get('x-amz-checksum-type')).toBe('FULL_OBJECT');
    for (const headers of [
      { 'x-amz-checksum-sha512': 'AAAA' },
      { 'x-amz-sdk-checksum-algorithm': 'XXHASH64' },
      {
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-trailer': 'x-amz-checksum-xxhash3',
      },
    ]) {
      const refused = await call(endpoint, 'PUT /shop/b', { headers, body: '0\r\n\r\n' });
      expect([refused.status, all(refused.text, 'Code')]).toEqual([400, ['InvalidRequest']]);
    }
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

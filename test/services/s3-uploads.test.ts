// Uploads in parts over HTTP.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { startDigest } from '../../src/lib/content-digest.ts';
import { all, call, md5, openWithBucket } from '../rig/s3-calls.ts';

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
        const name = `Checksum${algorithm}`;
        const sum = put.headers.get(`x-amz-checksum-${algorithm.toLowerCase()}`) ?? '';
        const said = `<ETag>${put.headers.get('etag') ?? ''}</ETag><${name}>${sum}</${name}>`;
        parts.push(`<Part><PartNumber>${n + 1}</PartNumber>${said}</Part>`);
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

  test('refuses checksums of another algorithm or mode, and parts without one where the whole is made of them', async () => {
    await using endpoint = await openWithBucket();
    const start = async (algorithm: string) => {
      const headers = { 'x-amz-checksum-algorithm': algorithm };
      return all((await call(endpoint, 'POST /shop/big?uploads', { headers })).text, 'UploadId')[0] ?? '';
    };
    const id = await start('SHA256');
    const address = `PUT /shop/big?partNumber=1&uploadId=${id}`;
    const crc32 = { 'x-amz-checksum-crc32': 'y/Q5Jg==' };
    const other = await call(endpoint, address, { headers: crc32, body: '123456789' });
    expect(all(other.text, 'Message')).toEqual([
      'Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32',
    ]);
    await call(endpoint, 'PUT /shop/digits', { body: '123456789' });
    const source = { 'x-amz-copy-source': 'shop/digits' };
    const copied = await call(endpoint, address, { headers: source });
    const [etag = ''] = all(copied.text, 'ETag');
    const [sum = ''] = all(copied.text, 'ChecksumSHA256');
    expect(sum).toBe(createHash('sha256').update('123456789').digest('base64'));
    const complete = async (inPart: string, headers: Record<string, string> = {}) => {
      const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${etag}</ETag>${inPart}</Part></CompleteMultipartUpload>`;
      return (await call(endpoint, `POST /shop/big?uploadId=${id}`, { headers, body })).text;
    };
    const inPart = `<ChecksumSHA256>${sum}</ChecksumSHA256>`;
    expect(all(await complete(''), 'Message')[0]).toMatch(
      /must include the checksum for each part.* part 1 /,
    );
    expect(all(await complete(inPart, crc32), 'Code')).toEqual(['InvalidRequest']);
    const mode = { 'x-amz-checksum-type': 'FULL_OBJECT' };
    expect(all(await complete(inPart, mode), 'Message')[0]).toMatch(/COMPOSITE checksum mode/);
    expect(all(await complete(inPart), 'ChecksumType')).toEqual(['COMPOSITE']);
  });

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

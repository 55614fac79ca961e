// How objects of S3 say that they are encrypted.
import { expect, test } from 'vitest';
import type { TestEndpoint } from '../rig/endpoint.ts';
import { all, call, openWithBucket } from '../rig/s3-calls.ts';

const key = (name: string) => `arn:aws:kms:eu-central-1:111122223333:${name}`;
const kms = { 'x-amz-server-side-encryption': 'aws:kms' };
const id = '1234abcd-12ab-34cd-56ef-1234567890ab';

function shown(headers: Headers): readonly (string | null)[] {
  return ['', '-aws-kms-key-id', '-bucket-key-enabled'].map((end) =>
    headers.get(`x-amz-server-side-encryption${end}`),
  );
}

async function encryptAll(endpoint: TestEndpoint, rule: string): Promise<void> {
  const body = `<ServerSideEncryptionConfiguration><Rule>${rule}</Rule></ServerSideEncryptionConfiguration>`;
  await call(endpoint, 'PUT /shop?encryption', { body });
}

const byKey = `<ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>${id}</KMSMasterKeyID></ApplyServerSideEncryptionByDefault>`;

test.each([
  ['nothing', '', {}, ['AES256', null, null]],
  ['its own wish', '', kms, ['aws:kms', key('alias/aws/s3'), null]],
  [
    'a key by its id',
    '',
    { ...kms, 'x-amz-server-side-encryption-aws-kms-key-id': id },
    ['aws:kms', key(`key/${id}`), null],
  ],
  [
    'a key by its ARN, with a key of the bucket',
    '',
    {
      ...kms,
      'x-amz-server-side-encryption-aws-kms-key-id': key('key/a'),
      'x-amz-server-side-encryption-bucket-key-enabled': 'true',
    },
    ['aws:kms', key('key/a'), 'true'],
  ],
  ['the bucket', byKey, {}, ['aws:kms', key(`key/${id}`), null]],
  [
    'the bucket, with a key of its own',
    `${byKey}<BucketKeyEnabled>true</BucketKeyEnabled>`,
    {},
    ['aws:kms', key(`key/${id}`), 'true'],
  ],
  [
    'its own wish over the bucket',
    byKey,
    { 'x-amz-server-side-encryption': 'AES256' },
    ['AES256', null, null],
  ],
])(
  'an object is encrypted by %s, when it is put, in parts and copied',
  async (_, rule, headers, expected) => {
    await using endpoint = await openWithBucket();
    await call(endpoint, 'PUT /shop/plain', { body: 'a' });
    if (rule !== '') await encryptAll(endpoint, rule);
    const put = await call(endpoint, 'PUT /shop/put', { headers, body: 'a' });
    const copied = await call(endpoint, 'PUT /shop/copied', {
      headers: { ...headers, 'x-amz-copy-source': 'shop/plain' },
    });
    const begun = await call(endpoint, 'POST /shop/parts?uploads', { headers });
    const upload = `uploadId=${all(begun.text, 'UploadId')[0]}`;
    const part = await call(endpoint, `PUT /shop/parts?partNumber=1&${upload}`, { body: 'a' });
    const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.headers.get('etag')}</ETag></Part></CompleteMultipartUpload>`;
    const completed = await call(endpoint, `POST /shop/parts?${upload}`, { body });
    for (const answer of [put, copied, begun, part, completed])
      expect(shown(answer.headers)).toEqual(expected);
    for (const name of ['put', 'copied', 'parts'])
      expect(shown((await call(endpoint, `HEAD /shop/${name}`)).headers)).toEqual(expected);
    expect(shown((await call(endpoint, 'HEAD /shop/plain')).headers)).toEqual(['AES256', null, null]);
  },
);

test.each([
  [{ 'x-amz-server-side-encryption-customer-algorithm': 'AES256' }, 501, 'NotImplemented'],
  [{ 'x-amz-object-lock-legal-hold': 'ON' }, 501, 'NotImplemented'],
  [{ 'x-amz-object-lock-mode': 'GOVERNANCE' }, 501, 'NotImplemented'],
  [{ 'x-amz-server-side-encryption-aws-kms-key-id': 'a' }, 400, 'InvalidArgument'],
])('%o is refused, and nothing is put', async (headers, status, code) => {
  await using endpoint = await openWithBucket();
  const answer = await call(endpoint, 'PUT /shop/a', { headers, body: 'a' });
  expect([answer.status, all(answer.text, 'Code')]).toEqual([status, [code]]);
  expect((await call(endpoint, 'HEAD /shop/a')).status).toBe(404);
});

const callersKey = { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' };

test.each([
  ['GET /shop/a', callersKey, 'InvalidRequest'],
  ['PUT /shop/b?partNumber=1&uploadId=x', callersKey, 'NotImplemented'],
  [
    'PUT /shop/b',
    {
      'x-amz-copy-source': 'shop/a',
      'x-amz-copy-source-server-side-encryption-customer-algorithm': 'AES256',
    },
    'InvalidRequest',
  ],
])('a key that the caller keeps is refused by %s', async (request, headers, code) => {
  await using endpoint = await openWithBucket();
  await call(endpoint, 'PUT /shop/a', { body: 'a' });
  expect(all((await call(endpoint, request, { headers })).text, 'Code')).toEqual([code]);
});

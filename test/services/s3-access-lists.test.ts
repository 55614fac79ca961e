// Access control lists: where a bucket allows them, what they give, and whom they let read.
import { get } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { TestEndpoint } from '../rig/endpoint.ts';
import { all, call, enableVersions, location, openWithBucket } from '../rig/s3-calls.ts';

const ownership = (kind: string) =>
  `<OwnershipControls><Rule><ObjectOwnership>${kind}</ObjectOwnership></Rule></OwnershipControls>`;
const block = (names: Readonly<Record<string, boolean>>) =>
  `<PublicAccessBlockConfiguration>${Object.entries(names)
    .map(([name, is]) => `<${name}>${is}</${name}>`)
    .join('')}</PublicAccessBlockConfiguration>`;

/** @param blocked what the public access block still blocks */
async function openWithLists(blocked: Readonly<Record<string, boolean>> = {}): Promise<TestEndpoint> {
  const endpoint = await openWithBucket();
  await call(endpoint, 'PUT /shop?ownershipControls', { body: ownership('BucketOwnerPreferred') });
  await call(endpoint, 'PUT /shop?publicAccessBlock', { body: block(blocked) });
  return endpoint;
}

/** Without a signature, by the bucket's own name. */
async function statusForPublic({ url }: TestEndpoint, path: string): Promise<number | undefined> {
  return await new Promise((resolve, reject) => {
    get(new URL(path, url), { headers: { host: 'shop.s3.localhost' } }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    }).on('error', reject);
  });
}

const list = (acl: string) => ({ headers: { 'x-amz-acl': acl }, body: 'a' });
const someone = 'ab'.repeat(32);
const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';

describe('a bucket as it is made', () => {
  test.each([
    ['PUT /shop/a', list],
    ['POST /shop/a?uploads', list],
    ['PUT /shop?acl', (acl: string) => ({ headers: list(acl).headers })],
  ] as const)('refuses lists that give others something (%s)', async (request, list) => {
    await using endpoint = await openWithBucket();
    const { status, text } = await call(endpoint, request, list('public-read'));
    expect([status, all(text, 'Code')]).toEqual([400, ['AccessControlListNotSupported']]);
    expect((await call(endpoint, request, list('private'))).status).toBe(200);
    expect((await call(endpoint, request, list('bucket-owner-full-control'))).status).toBe(200);
  });

  const writers = { 'x-amz-object-ownership': 'ObjectWriter' };
  test.each([
    [{}, 'private', [], ['FULL_CONTROL']],
    [{}, 'public-read', ['InvalidBucketAclWithObjectOwnership'], []],
    [{}, 'log-delivery-write', ['InvalidBucketAclWithObjectOwnership'], []],
    [writers, 'log-delivery-write', [], ['FULL_CONTROL', 'WRITE', 'READ_ACP']],
    [writers, 'public-read', ['InvalidBucketAclWithBlockPublicAccessError'], []],
  ])(
    'with %o and the list %s is made, or refused by S3’s error',
    async (headers, acl, codes, permissions) => {
      await using endpoint = await openWithBucket();
      const made = await call(endpoint, 'PUT /other', {
        headers: { ...headers, 'x-amz-acl': acl },
        body: location,
      });
      expect(all(made.text, 'Code')).toEqual(codes);
      expect(all((await call(endpoint, 'GET /other?acl')).text, 'Permission')).toEqual(permissions);
    },
  );
});

describe('a bucket with lists', () => {
  test('lets all users read what a list opens, and nothing else', async () => {
    await using endpoint = await openWithLists();
    await call(endpoint, 'PUT /shop/open', list('public-read'));
    await call(endpoint, 'PUT /shop/closed', { body: 'a' });
    await call(endpoint, 'PUT /shop/accounts', list('authenticated-read'));
    const statuses = ['open', 'closed', 'accounts'].map(async (key) => statusForPublic(endpoint, `/${key}`));
    expect(await Promise.all(statuses)).toEqual([200, 403, 403]);
    expect(await statusForPublic(endpoint, '/?list-type=2')).toBe(403);
    await call(endpoint, 'PUT /shop?acl', { headers: { 'x-amz-acl': 'public-read' } });
    expect(await statusForPublic(endpoint, '/missing')).toBe(404);
    await enableVersions(endpoint);
    await call(endpoint, 'DELETE /shop/open');
    expect(await statusForPublic(endpoint, '/open')).toBe(404);
  });

  test('forgets them when public lists are ignored, and refuses them when they are blocked', async () => {
    await using endpoint = await openWithLists();
    await call(endpoint, 'PUT /shop/open', list('public-read'));
    await call(endpoint, 'PUT /shop?publicAccessBlock', { body: block({ IgnorePublicAcls: true }) });
    expect(await statusForPublic(endpoint, '/open')).toBe(403);
    await call(endpoint, 'PUT /shop?publicAccessBlock', { body: block({ BlockPublicAcls: true }) });
    expect(await statusForPublic(endpoint, '/open')).toBe(200);
    const refused = await call(endpoint, 'PUT /shop/next', list('public-read'));
    expect([refused.status, all(refused.text, 'Message')]).toEqual([
      403,
      [
        expect.stringContaining(
          'is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::shop/next"',
        ),
      ],
    ]);
    expect((await call(endpoint, 'PUT /shop/next', list('log-delivery-write'))).status).toBe(400);
    expect((await call(endpoint, 'PUT /shop/next', list('aws-exec-read'))).status).toBe(200);
  });

  test('keeps the list of an upload in parts, and a copy has none of its source', async () => {
    await using endpoint = await openWithLists();
    const begun = await call(endpoint, 'POST /shop/parts?uploads', list('public-read'));
    const [id = ''] = all(begun.text, 'UploadId');
    const part = await call(endpoint, `PUT /shop/parts?partNumber=1&uploadId=${id}`, { body: 'a' });
    const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.headers.get('etag')}</ETag></Part></CompleteMultipartUpload>`;
    await call(endpoint, `POST /shop/parts?uploadId=${id}`, { body });
    const from = { 'x-amz-copy-source': 'shop/parts' };
    await call(endpoint, 'PUT /shop/copy', { headers: from });
    await call(endpoint, 'PUT /shop/opened', { headers: { ...from, 'x-amz-acl': 'public-read' } });
    const statuses = ['parts', 'copy', 'opened'].map(async (key) => statusForPublic(endpoint, `/${key}`));
    expect(await Promise.all(statuses)).toEqual([200, 403, 200]);
  });

  test('takes a list by its words, by headers and as a document, and shows it', async () => {
    await using endpoint = await openWithLists();
    await call(endpoint, 'PUT /shop/a', { body: 'a' });
    const shown = async () => {
      const { text } = await call(endpoint, 'GET /shop/a?acl');
      return [all(text, 'URI'), all(text, 'Permission')];
    };
    expect(await shown()).toEqual([[], ['FULL_CONTROL']]);
    const both = { 'x-amz-acl': 'private', 'x-amz-grant-read': `uri="${allUsers}"` };
    expect(all((await call(endpoint, 'PUT /shop/a?acl', { headers: both })).text, 'Message')).toEqual([
      'Specifying both Canned ACLs and Header Grants is not allowed',
    ]);
    const grants = {
      'x-amz-grant-read': `uri="${allUsers}", id="${someone}"`,
      'x-amz-grant-full-control': `id=${someone}`,
    };
    expect((await call(endpoint, 'PUT /shop/a?acl', { headers: grants })).status).toBe(200);
    expect(await shown()).toEqual([[allUsers], ['FULL_CONTROL', 'READ', 'READ']]);
    expect(await statusForPublic(endpoint, '/a')).toBe(200);
    const text = (await call(endpoint, 'GET /shop/a?acl')).text;
    await call(endpoint, 'PUT /shop/a?acl', { headers: { 'x-amz-acl': 'private' } });
    expect(await shown()).toEqual([[], ['FULL_CONTROL']]);
    const document = text.slice(text.indexOf('<AccessControlPolicy'));
    const withList = { headers: { 'x-amz-acl': 'private' }, body: document };
    expect(all((await call(endpoint, 'PUT /shop/a?acl', withList)).text, 'Code')).toEqual([
      'UnexpectedContent',
    ]);
    const ownerless = { body: document.replace(/<Owner>.*<\/Owner>/, '') };
    expect(all((await call(endpoint, 'PUT /shop/a?acl', ownerless)).text, 'Code')).toEqual([
      'MalformedACLError',
    ]);
    expect(all((await call(endpoint, 'PUT /shop/a?acl')).text, 'Code')).toEqual(['MissingSecurityHeader']);
    expect((await call(endpoint, 'PUT /shop/a?acl', { body: document })).status).toBe(200);
    expect(await shown()).toEqual([[allUsers], ['FULL_CONTROL', 'READ', 'READ']]);
    const wrongs = ['nobody', 'id=', 'id="abc"', 'uri="http://example.com"', 'emailAddress="a@example.com"'];
    for (const wrong of wrongs)
      expect(
        (await call(endpoint, 'PUT /shop/a?acl', { headers: { 'x-amz-grant-read': wrong } })).status,
      ).toBe(400);
  });

  test('keeps having them while one gives others something', async () => {
    await using endpoint = await openWithLists();
    await call(endpoint, 'PUT /shop?acl', { headers: { 'x-amz-acl': 'public-read' } });
    const enforced = { body: ownership('BucketOwnerEnforced') };
    expect(all((await call(endpoint, 'PUT /shop?ownershipControls', enforced)).text, 'Code')).toEqual([
      'InvalidBucketAclWithObjectOwnership',
    ]);
    await call(endpoint, 'PUT /shop?acl', { headers: { 'x-amz-acl': 'private' } });
    await call(endpoint, 'PUT /shop/open', list('public-read'));
    expect((await call(endpoint, 'PUT /shop?ownershipControls', enforced)).status).toBe(200);
    expect(all((await call(endpoint, 'GET /shop/open?acl')).text, 'Permission')).toEqual(['FULL_CONTROL']);
    expect(await statusForPublic(endpoint, '/open')).toBe(403);
  });
});

test.each([
  ['*', 'true'],
  [{ AWS: '111122223333' }, 'false'],
])('a policy for %o is public: %s', async (Principal, isPublic) => {
  await using endpoint = await openWithLists();
  expect(all((await call(endpoint, 'GET /shop?policyStatus')).text, 'Code')).toEqual(['NoSuchBucketPolicy']);
  const Statement = [{ Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/*' }];
  await call(endpoint, 'PUT /shop?policy', { body: JSON.stringify({ Statement }) });
  expect(all((await call(endpoint, 'GET /shop?policyStatus')).text, 'IsPublic')).toEqual([isPublic]);
});

// Websites of buckets, as a browser asks for them.
import { describe, expect, test } from 'vitest';
import { callGateway } from '../rig/apis.ts';
import { openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { visit } from '../rig/s3-calls.ts';

async function put(
  endpoint: TestEndpoint,
  path: string,
  body = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const response = await fetch(`${endpoint.url}${path}`, {
    method: 'PUT',
    headers: { ...signature('s3', endpoint.credentials), ...headers },
    body,
  });
  return response.ok ? '' : await response.text();
}

const location =
  '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>';
const website =
  '<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument><ErrorDocument><Key>error.html</Key></ErrorDocument></WebsiteConfiguration>';
const open =
  '<PublicAccessBlockConfiguration><BlockPublicAcls>false</BlockPublicAcls><BlockPublicPolicy>false</BlockPublicPolicy></PublicAccessBlockConfiguration>';

function policy(statement: Readonly<Record<string, unknown>> = {}): string {
  const publicRead = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::shop/*',
  };
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ ...publicRead, ...statement }] });
}

/** With a page, an index of a folder, and an error document; open to everybody unless said otherwise. */
async function openShop({ isPublic = true, configuration = website } = {}): Promise<TestEndpoint> {
  const endpoint = await openTestEndpoint();
  await put(endpoint, '/shop', location);
  await put(endpoint, '/shop?website', configuration);
  await put(endpoint, '/shop/index.html', '<h1>shop</h1>', { 'content-type': 'text/html' });
  await put(endpoint, '/shop/help/index.html', '<h1>help</h1>', { 'content-type': 'text/html' });
  await put(endpoint, '/shop/error.html', '<h1>gone</h1>', { 'content-type': 'text/html' });
  if (isPublic) {
    await put(endpoint, '/shop?publicAccessBlock', open);
    await put(endpoint, '/shop?policy', policy());
  }
  return endpoint;
}

describe('the website of a bucket', () => {
  test('sends the index document of its root and of folders, and redirects to the folder', async () => {
    await using endpoint = await openShop();
    const root = await visit(endpoint, '/');
    expect([root.status, root.text, root.headers['content-type']]).toEqual([
      200,
      '<h1>shop</h1>',
      'text/html',
    ]);
    expect((await visit(endpoint, '/help/')).text).toBe('<h1>help</h1>');
    const folder = await visit(endpoint, '/help');
    expect([folder.status, folder.headers.location]).toEqual([302, '/help/']);
  });

  test.each([
    'shop.s3-website.localhost',
    'shop.s3-website.eu-central-1.amazonaws.com',
    'shop.s3-website-us-east-1.amazonaws.com',
  ])('is there by the name %s', async (host) => {
    await using endpoint = await openShop();
    expect((await visit(endpoint, '/', { host })).text).toBe('<h1>shop</h1>');
  });

  test('is closed to everybody until the public access block is off and the policy allows it', async () => {
    await using endpoint = await openShop({ isPublic: false });
    expect((await visit(endpoint, '/')).status).toBe(403);
    expect(await put(endpoint, '/shop?policy', policy())).toContain('BlockPublicPolicy');
    await put(endpoint, '/shop?publicAccessBlock', open);
    expect((await visit(endpoint, '/')).status).toBe(403);
    expect(await put(endpoint, '/shop?policy', policy())).toBe('');
    expect((await visit(endpoint, '/')).status).toBe(200);
  });

  test.each([
    ['an address that is not this one', { IpAddress: { 'aws:SourceIp': '203.0.113.7/32' } }],
    ['another page', { StringEquals: { 'aws:Referer': 'https://shop.example/' } }],
    ['a key that no visitor has', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }],
    ['TLS', { Bool: { 'aws:SecureTransport': 'true' } }],
  ])('stays closed when its policy asks for %s', async (_what, Condition) => {
    await using endpoint = await openShop({ isPublic: false });
    await put(endpoint, '/shop?publicAccessBlock', open);
    expect(await put(endpoint, '/shop?policy', policy({ Condition }))).toBe('');
    expect((await visit(endpoint, '/')).status).toBe(403);
  });

  test('answers what is missing with 403 and the error document, and with 404 when everybody may list', async () => {
    await using endpoint = await openShop();
    const missing = await visit(endpoint, '/none.html');
    expect([missing.status, missing.text]).toEqual([403, '<h1>gone</h1>']);
    const Statement = [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/*' },
      { Effect: 'Allow', Principal: { AWS: '*' }, Action: 's3:ListBucket', Resource: 'arn:aws:s3:::shop' },
    ];
    await put(endpoint, '/shop?policy', JSON.stringify({ Statement }));
    expect((await visit(endpoint, '/none.html')).status).toBe(404);
  });

  test('does not send keys that a Deny names, nor an error document that is one of them', async () => {
    await using endpoint = await openShop();
    const Statement = [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/*' },
      { Effect: 'Deny', Principal: '*', Action: '*', Resource: 'arn:aws:s3:::shop/e*' },
    ];
    await put(endpoint, '/shop?policy', JSON.stringify({ Statement }));
    const page = await visit(endpoint, '/error.html');
    expect([page.status, page.text.includes('AccessDenied')]).toEqual([403, true]);
  });

  test('redirects from an object that names another place', async () => {
    await using endpoint = await openShop();
    await put(endpoint, '/shop/old', '', { 'x-amz-website-redirect-location': '/help/' });
    const old = await visit(endpoint, '/old');
    expect([old.status, old.headers.location]).toEqual([301, '/help/']);
  });

  test('answers conditions and ranges, and shows the headers that were put', async () => {
    await using endpoint = await openShop();
    await put(endpoint, '/shop/data.txt', '0123456789', {
      'cache-control': 'max-age=60',
      'content-type': 'text/plain',
      'x-amz-meta-made-by': 'us',
    });
    const whole = await visit(endpoint, '/data.txt');
    expect(whole.headers).toMatchObject({ 'cache-control': 'max-age=60', 'x-amz-meta-made-by': 'us' });
    const part = await visit(endpoint, '/data.txt', { headers: { range: 'bytes=2-4' } });
    expect([part.status, part.text]).toEqual([206, '234']);
    const etag = String(whole.headers.etag);
    expect((await visit(endpoint, '/data.txt', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  test('of a bucket that does not exist or has none is an error page that says so', async () => {
    await using endpoint = await openTestEndpoint();
    expect((await visit(endpoint, '/')).text).toContain('NoSuchBucket');
    await put(endpoint, '/shop', location);
    expect((await visit(endpoint, '/')).text).toContain('NoSuchWebsiteConfiguration');
  });

  test.each([
    [
      '<RedirectAllRequestsTo><HostName>a.example</HostName></RedirectAllRequestsTo><IndexDocument><Suffix>i</Suffix></IndexDocument>',
      'InvalidRequest',
    ],
    ['', 'InvalidArgument'],
    ['<IndexDocument><Suffix>a/b</Suffix></IndexDocument>', 'InvalidArgument'],
    [
      '<IndexDocument><Suffix>i</Suffix></IndexDocument><RoutingRules><RoutingRule><Redirect><HttpRedirectCode>300</HttpRedirectCode></Redirect></RoutingRule></RoutingRules>',
      'InvalidRequest',
    ],
    [
      '<IndexDocument><Suffix>i</Suffix></IndexDocument><RoutingRules><RoutingRule><Redirect><ReplaceKeyWith>a</ReplaceKeyWith><ReplaceKeyPrefixWith>b</ReplaceKeyPrefixWith></Redirect></RoutingRule></RoutingRules>',
      'InvalidRequest',
    ],
  ])('is refused as %s', async (configuration, code) => {
    await using endpoint = await openTestEndpoint();
    await put(endpoint, '/shop', location);
    const answer = await put(
      endpoint,
      '/shop?website',
      `<WebsiteConfiguration>${configuration}</WebsiteConfiguration>`,
    );
    expect(answer).toContain(`<Code>${code}</Code>`);
  });

  test('follows routing rules before and after the lookup', async () => {
    const rules =
      '<RoutingRules><RoutingRule><Condition><KeyPrefixEquals>docs/</KeyPrefixEquals></Condition><Redirect><ReplaceKeyPrefixWith>help/</ReplaceKeyPrefixWith></Redirect></RoutingRule><RoutingRule><Condition><HttpErrorCodeReturnedEquals>403</HttpErrorCodeReturnedEquals></Condition><Redirect><ReplaceKeyWith>index.html</ReplaceKeyWith><HttpRedirectCode>302</HttpRedirectCode></Redirect></RoutingRule></RoutingRules>';
    await using endpoint = await openShop({
      configuration: website.replace('</WebsiteConfiguration>', `${rules}</WebsiteConfiguration>`),
    });
    const moved = await visit(endpoint, '/docs/x');
    expect([moved.status, moved.headers.location]).toEqual([301, '/help/x']);
    const missing = await visit(endpoint, '/none');
    expect([missing.status, missing.headers.location]).toEqual([302, '/index.html']);
  });
});

test('a text with the address of an API of this machine is sent with the address where it answers', async () => {
  await using endpoint = await openShop();
  const { body } = await callGateway(endpoint, 'POST /v2/apis', { name: 'shop', protocolType: 'HTTP' });
  const id = String(body['apiId']);
  const address = `https://${id}.execute-api.eu-central-1.amazonaws.com`;
  const content = `fetch("${address}/me"); fetch("https://zzzzzzzzzz.execute-api.eu-central-1.amazonaws.com")`;
  await put(endpoint, '/shop/app.js', content, { 'content-type': 'text/javascript' });
  await put(endpoint, '/shop/app.bin', content, { 'content-type': 'application/octet-stream' });
  const local = `${endpoint.url}/_aws/execute-api/${id}`;
  const page = await visit(endpoint, '/app.js');
  expect(page.text).toBe(content.replace(address, local));
  expect(page.headers).toMatchObject({
    'content-length': String(page.text.length),
    'x-slipway-rewritten': `${address} is ${local}`,
  });
  expect((await visit(endpoint, '/app.bin')).text).toBe(content);
});

describe('objects of a bucket by its own name', () => {
  test.each(['shop.s3.localhost', 'shop.s3.eu-central-1.amazonaws.com', 'shop.s3.amazonaws.com'])(
    'are sent to a visitor whom the policy lets in: %s',
    async (host) => {
      await using endpoint = await openShop();
      const page = await visit(endpoint, '/help/index.html', { host });
      expect([page.status, page.text, page.headers['content-type']]).toEqual([
        200,
        '<h1>help</h1>',
        'text/html',
      ]);
      // No index document, and no list.
      const root = await visit(endpoint, '/', { host });
      expect([root.status, root.headers['content-type']]).toEqual([403, 'application/xml']);
    },
  );

  test('are refused to other visitors, and sent to who has signed', async () => {
    await using endpoint = await openShop({ isPublic: false });
    const host = 'shop.s3.eu-central-1.amazonaws.com';
    const visited = await visit(endpoint, '/index.html', { host });
    expect([visited.status, visited.text]).toEqual([
      403,
      expect.stringContaining('<Code>AccessDenied</Code>'),
    ]);
    const headers = signature('s3', endpoint.credentials);
    expect((await visit(endpoint, '/index.html', { host, headers })).text).toBe('<h1>shop</h1>');
    const other = await visit(endpoint, '/index.html', { host: 'none.s3.eu-central-1.amazonaws.com' });
    expect([other.status, other.text]).toEqual([404, expect.stringContaining('<Code>NoSuchBucket</Code>')]);
  });

  test('are sent when the policy denies what does not come by TLS', async () => {
    await using endpoint = await openShop();
    const [allow] = (JSON.parse(policy()) as { readonly Statement: readonly unknown[] }).Statement;
    const deny = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::shop', 'arn:aws:s3:::shop/*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    const both = JSON.stringify({ Version: '2012-10-17', Statement: [allow, deny] });
    expect(await put(endpoint, '/shop?policy', both)).toBe('');
    const host = 'shop.s3.eu-central-1.amazonaws.com';
    expect((await visit(endpoint, '/help/index.html', { host })).text).toBe('<h1>help</h1>');
    expect((await visit(endpoint, '/help/')).status).toBe(403);
  });

  test('are not sent to a visitor who asks for another version, a list, or what is set on them', async () => {
    await using endpoint = await openShop();
    const Statement = [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/*' },
      { Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::shop' },
    ];
    expect(await put(endpoint, '/shop?policy', JSON.stringify({ Version: '2012-10-17', Statement }))).toBe(
      '',
    );
    const host = 'shop.s3.eu-central-1.amazonaws.com';
    const statusOf = async (path: string) => (await visit(endpoint, path, { host })).status;
    const page = '/help/index.html';
    for (const query of ['versionId=null', 'tagging', 'acl', 'v=1&attributes', 'uploadId=1'])
      expect([query, await statusOf(`${page}?${query}`)]).toEqual([query, 403]);
    for (const path of ['/?list-type=2', '/?versions', '/?policy', '/'])
      expect([path, await statusOf(path)]).toEqual([path, 403]);
    expect(await statusOf(`${page}?v=1`)).toBe(200);
  });
});

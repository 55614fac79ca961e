// The S3 deploy action: a bucket with its website, and the edge in front of it, over real ports.
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { request as httpRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { visitDuring } from '../rig/visitors.ts';

const type = { category: 'Deploy', owner: 'AWS', provider: 'S3', version: '1' };

function deploy(name: string, more: object = {}): object {
  return {
    name,
    actionTypeId: type,
    configuration: { BucketName: 'shop-site', Extract: 'true', ...more },
    inputArtifacts: [{ name: 'Site' }],
  };
}

const bucket = {
  Bucket: 'shop-site',
  VersioningConfiguration: { Status: 'Enabled' },
  WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' }, ErrorDocument: { Key: 'index.html' } },
  CorsConfiguration: {
    CorsRules: [
      { AllowedOrigins: ['*'], AllowedMethods: ['GET', 'HEAD'], AllowedHeaders: ['*'], MaxAgeSeconds: 3000 },
    ],
  },
};

const distribution = {
  DistributionConfig: {
    CallerReference: 'shop',
    Comment: '',
    Enabled: true,
    Aliases: { Quantity: 1, Items: ['shop.example.com'] },
    DefaultRootObject: 'index.html',
    Origins: {
      Quantity: 1,
      Items: [
        {
          Id: 'site',
          DomainName: 'shop-site.s3.amazonaws.com',
          S3OriginConfig: { OriginAccessIdentity: '' },
        },
      ],
    },
    DefaultCacheBehavior: {
      TargetOriginId: 'site',
      ViewerProtocolPolicy: 'redirect-to-https',
      AllowedMethods: { Quantity: 3, Items: ['GET', 'HEAD', 'OPTIONS'] },
      Compress: true,
      DefaultTTL: 86400,
      MinTTL: 0,
      ForwardedValues: { QueryString: false, Cookies: { Forward: 'none' } },
    },
    CustomErrorResponses: {
      Quantity: 2,
      Items: [
        { ErrorCode: 404, ResponseCode: '200', ResponsePagePath: '/index.html' },
        { ErrorCode: 403, ResponseCode: '200', ResponsePagePath: '/index.html' },
      ],
    },
  },
};

function write(app: Project, actions: readonly object[] = [deploy('Upload')]): void {
  app.write(
    'pipeline.json',
    pipeline([
      sourceStage,
      { name: 'Build', actions: [buildAction('compile', 'Site')] },
      { name: 'Deploy', actions },
    ]),
  );
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: ['true'] } },
      artifacts: { files: ['**/*'], 'base-directory': 'site' },
    }),
  );
  app.write('bucket.json', bucket);
  app.write('cloudfront-config.json', distribution);
  page(app, 'one');
  app.write('site/static/app.js', `console.log('${'x'.repeat(2000)}')`);
}

function page(app: Project, version: string): void {
  app.write('site/index.html', `<!doctype html><title>Shop ${version}</title>\n`);
}

interface Endpoints {
  readonly edge: string;
  readonly website: string;
  readonly notExecuted: readonly string[];
}

async function run(app: Project): Promise<Endpoints> {
  const { status, stdout, stderr } = await app.run('run', '.', '--source', '.', '--exit', '--json');
  expect(stderr).not.toContain('error');
  expect(status).toBe(0);
  const urls = stdout
    .split('\n')
    .filter((line) => line.includes('"kind":"Endpoint"'))
    .map((line) => /"name":"([^"]+)","url":"([^"]+)"/.exec(line));
  const url = (name: string) => urls.findLast((found) => found?.[1] === name)?.[2] ?? '';
  const notExecuted = [...stdout.matchAll(/"kind":"NotExecuted","what":"([^"]+)"/g)].map(
    ([, what = '']) => what,
  );
  return { edge: url('shop'), website: url('shop-site'), notExecuted };
}

interface Got {
  readonly status: number;
  readonly text: string;
  readonly cache: string;
  readonly headers: Headers;
}

async function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Got> {
  const response = await fetch(url, { headers, redirect: 'manual' });
  const cache = (response.headers.get('x-cache') ?? '').split(' ')[0] ?? '';
  return { status: response.status, text: await response.text(), cache, headers: response.headers };
}

/** What fetch unpacks by itself. */
async function rawHeaders(url: string, headers: Readonly<Record<string, string>>) {
  const { promise, resolve, reject } = Promise.withResolvers<Readonly<Record<string, unknown>>>();
  httpRequest(url, { headers }, (response) => {
    response.resume();
    resolve(response.headers);
  })
    .on('error', reject)
    .end();
  return await promise;
}

describe('a site', () => {
  // shows: S3-084, S3-086, S3-088, S3-089, S3-090, S3-092, S3-123
  test('has index and error documents as a website, and pages for every path at the edge', async () => {
    await using app = makeProject();
    write(app);
    const { edge, website, notExecuted } = await run(app);
    expect(notExecuted).toEqual([
      'Aliases (distribution shop)',
      'redirect-to-https of the distribution shop',
    ]);
    expect(await get(`${website}/`)).toMatchObject({
      status: 200,
      text: expect.stringContaining('Shop one') as string,
    });
    expect(await get(`${website}/orders/7`)).toMatchObject({
      status: 404,
      text: expect.stringContaining('Shop one') as string,
    });
    expect((await fetch(`${website}/`, { method: 'POST' })).status).toBe(405);
    expect(await get(`${edge}/`)).toMatchObject({ status: 200, cache: 'Miss' });
    expect(await get(`${edge}/`)).toMatchObject({ status: 200, cache: 'Hit' });
    const deep = await get(`${edge}/orders/7`);
    expect(deep).toMatchObject({
      status: 200,
      cache: 'Error',
      text: expect.stringContaining('Shop one') as string,
    });
    const script = await rawHeaders(`${edge}/static/app.js`, { 'accept-encoding': 'gzip, br' });
    expect(script).toMatchObject({ 'content-type': 'text/javascript', 'content-encoding': 'br' });
    const part = await get(`${edge}/static/app.js`, { range: 'bytes=0-6' });
    expect(part).toMatchObject({ status: 206, text: 'console' });
    expect((await fetch(`${edge}/`, { method: 'DELETE' })).status).toBe(403);
    const other = { origin: 'https://elsewhere.example' };
    expect((await get(`${website}/`, other)).headers.get('access-control-allow-origin')).toBe('*');
    expect((await get(`${edge}/static/app.js`, other)).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('is served from a folder of its bucket when its origin has a path', async () => {
    await using app = makeProject();
    write(app, [deploy('Upload', { ObjectKey: 'releases/v1' })]);
    const { DistributionConfig: config } = distribution;
    const [origin] = config.Origins.Items;
    const Origins = { Quantity: 1, Items: [{ ...origin, OriginPath: '/releases/v1' }] };
    app.write('cloudfront-config.json', { DistributionConfig: { ...config, Origins } });
    const { edge, notExecuted } = await run(app);
    expect(notExecuted.join()).not.toContain('OriginPath');
    expect(await get(`${edge}/`)).toMatchObject({
      status: 200,
      text: expect.stringContaining('Shop one') as string,
    });
    expect((await get(`${edge}/static/app.js`)).text).toContain('console.log');
  });

  test('whose port another program has fails with a message on how to fix it', async () => {
    await using app = makeProject();
    write(app);
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    app.write('listeners.json', { listeners: [{ name: 'shop-site', port }] });
    const { status, stdout, stderr } = await app.run('run', '.', '--source', '.', '--exit');
    other.close();
    expect(status).toBe(1);
    expect(stdout + stderr).toContain(`PortTaken: The port ${port} of 127.0.0.1 is used by another program`);
    expect(stdout + stderr).toContain('End that program, or name another port');
    expect(stdout + stderr).not.toContain('Slipway itself failed');
  });

  // shows: S3-091, S3-148
  test('is old at the edge for its TTL, unless its objects say otherwise or the path is invalidated', async () => {
    await using app = makeProject();
    write(app);
    const first = await run(app);
    await get(`${first.edge}/`);
    page(app, 'two');
    const second = await run(app);
    expect(second).toEqual(first);
    expect((await get(`${second.website}/`)).text).toContain('Shop two');
    expect(await get(`${second.edge}/`)).toMatchObject({
      cache: 'Hit',
      text: expect.stringContaining('one') as string,
    });
    const invalidation = await app.run('invalidate', 'shop', '/index*');
    expect(invalidation.stdout).toContain('/index*');
    expect(await get(`${second.edge}/`)).toMatchObject({
      cache: 'Miss',
      text: expect.stringContaining('two') as string,
    });
    const wrong = await app.run('invalidate', 'other', '/*');
    expect(wrong).toMatchObject({ status: 2 });
    expect(wrong.stderr).toContain('shop');
    expect((await app.run('down')).status).toBe(0);
    // What has ended keeps nothing.
    expect(await app.run('invalidate', 'shop', '/*')).toMatchObject({ status: 0, stderr: '' });
  });

  test('is revalidated when its objects say no-cache, and never shows half of a deployment', async () => {
    await using app = makeProject();
    write(app, [deploy('Upload', { CacheControl: 'no-cache' })]);
    const { edge } = await run(app);
    expect(await get(`${edge}/`)).toMatchObject({ cache: 'Miss' });
    expect(await get(`${edge}/`)).toMatchObject({ cache: 'RefreshHit' });
    const request = async () => {
      const { status, text } = await get(`${edge}/`);
      return `${status} ${/Shop \w+/.exec(text)?.[0]}`;
    };
    const { failures, answers } = await visitDuring(request, async () => {
      page(app, 'two');
      await run(app);
    });
    expect(failures).toEqual([]);
    expect([...answers.keys()].toSorted()).toEqual(['200 Shop one', '200 Shop two']);
    expect((await get(`${edge}/`)).text).toContain('Shop two');
  });

  test('keeps what a later deployment does not bring, and takes one archive under its key', async () => {
    await using app = makeProject();
    write(app, [
      deploy('Upload', { ObjectKey: 'v1' }),
      { ...deploy('Archive', { Extract: 'false', ObjectKey: 'archives/site.zip' }), runOrder: 2 },
    ]);
    const { website } = await run(app);
    expect((await get(`${website}/v1/`)).text).toContain('Shop one');
    const archive = await fetch(`${website}/archives/site.zip`);
    expect(archive.headers.get('content-type')).toBe('application/zip');
    expect(
      Buffer.from(await archive.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    const status = await app.run('status');
    expect(status.stdout).toContain(website);
    await app.run('down');
    await expect(fetch(website)).rejects.toThrow('fetch failed');
  });
});

test('a header that HTTP does not carry fails its requests, and the site goes on', async () => {
  await using app = makeProject();
  write(app, [
    deploy('Upload'),
    { ...deploy('Odd', { CacheControl: 'max-age=1\u65e5', ObjectKey: 'odd' }), runOrder: 2 },
  ]);
  const { website } = await run(app);
  expect((await fetch(`${website}/odd/index.html`)).status).toBe(500);
  expect((await fetch(`${website}/index.html`)).status).toBe(200);
});

// What an edge keeps and for how long, by CloudFront's own tables.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  behaviorDefaults,
  bucketOf,
  type CacheBehavior,
  type Distribution,
} from '../../../src/model/distribution.ts';
import { Edge } from '../../../src/targets/site/edge.ts';
import {
  behaviorOf,
  errorFreshMs,
  freshMs,
  isInvalidated,
  packingOf,
} from '../../../src/targets/site/edge-rules.ts';
import type { SiteAnswer } from '../../../src/targets/site/protocol.ts';

const behavior: CacheBehavior = { ...behaviorDefaults, targetOriginId: 'site', compress: true };

const distribution: Distribution = {
  name: 'shop',
  defaultRootObject: 'index.html',
  origins: [],
  defaultBehavior: behavior,
  behaviors: [],
  notExecuted: [],
  errorResponses: [
    { errorCode: 403, responseCode: 200, responsePagePath: '/index.html', errorCachingMinTtl: 10 },
  ],
};

describe('what the origin says decides how long a response is fresh', () => {
  test.each([
    [undefined, 0, 86_400],
    [undefined, 100_000, 100_000],
    ['max-age=60', 0, 60],
    ['max-age=60, s-maxage=5', 0, 5],
    ['max-age=99999999', 0, 31_536_000],
    ['max-age=10', 60, 60],
    ['no-cache', 0, 0],
    ['private, max-age=60', 0, 0],
    ['no-store', 1, 1],
  ])('Cache-Control %s with a MinTTL of %d s: %d s', (control, minTtl, seconds) => {
    const headers: Record<string, string> = control === undefined ? {} : { 'cache-control': control };
    expect(freshMs(headers, { ...behavior, minTtl })).toBe(seconds * 1000);
  });

  test.each([
    [404, undefined, 10],
    [503, undefined, 10],
    [404, 'max-age=60', 60],
    [403, undefined, 0],
    [403, 'max-age=3', 10],
  ])('an error %d with Cache-Control %s is kept for %d s', (status, control, seconds) => {
    const headers: Record<string, string> = control === undefined ? {} : { 'cache-control': control };
    expect(errorFreshMs(status, headers, undefined)).toBe(seconds * 1000);
  });
});

test.each([
  ['/img/a.png', '/img*', true],
  ['/imgs', '/img*', true],
  ['/index.html', '/index.html', true],
  ['/Index.html', '/index.html', false],
  ['/a*b', '/a*b', true],
  ['/axb', '/a*b', false],
  ['/', '/*', true],
])('%s under the invalidation %s: %s', (path, invalidation, isGone) => {
  expect(isInvalidated(path, invalidation)).toBe(isGone);
});

test('an origin is requested below its path, and the edge caches and invalidates by the path of the viewer’s request', () => {
  const asked: string[] = [];
  const origins = [{ id: 'site', domainName: 'site-bucket.s3.amazonaws.com', path: '/releases/v1' }];
  const edge = new Edge(
    { ...distribution, origins },
    (_, { path }) => {
      asked.push(path);
      return path === '/releases/v1/a.html' || path === '/releases/v1/index.html'
        ? { status: 200, headers: {}, body: { text: path } }
        : { status: 403, headers: {}, body: { text: 'no' } };
    },
    () => 0,
  );
  const get = (path: string) => edge.answer({ method: 'GET', path });
  expect(get('/').body).toEqual({ text: '/releases/v1/index.html' });
  expect(get('/a.html')).toMatchObject({ cache: 'Miss', body: { text: '/releases/v1/a.html' } });
  expect(get('/a.html').cache).toBe('Hit');
  edge.invalidate(['/a.html']);
  expect(get('/a.html').cache).toBe('Miss');
  expect(get('/absent')).toMatchObject({ status: 200, body: { text: '/releases/v1/index.html' } });
  expect(asked.every((path) => path.startsWith('/releases/v1/'))).toBe(true);
});

test('an origin that redirects to another protocol of its place is given the name of that place', () => {
  const hosts: (string | undefined)[] = [];
  const edge = new Edge(
    distribution,
    (_, { host }) => {
      hosts.push(host);
      return { status: 301, headers: { location: `https://${host}/` } };
    },
    () => 0,
  );
  edge.answer({ method: 'GET', path: '/a', host: 'here:8080' });
  expect(hosts).toEqual(['here:8080']);
});

test('the first behaviour whose pattern fits counts', () => {
  const api = { ...behavior, pathPattern: 'api/*', targetOriginId: 'api' };
  const images = { ...behavior, pathPattern: '/*.p?g', targetOriginId: 'images' };
  const all = { ...distribution, behaviors: [api, images] };
  expect(behaviorOf(all, '/api/a.png').targetOriginId).toBe('api');
  expect(behaviorOf(all, '/a/b.png').targetOriginId).toBe('images');
  expect(behaviorOf(all, '/a.jpeg').targetOriginId).toBe('site');
});

test.each([
  ['gzip, deflate, br', 2000, 'text/css', 'br'],
  ['gzip', 2000, 'text/html; charset=utf-8', 'gzip'],
  ['br;q=0, gzip', 2000, 'text/css', 'gzip'],
  ['gzip', 999, 'text/css', undefined],
  ['gzip', 2000, 'image/png', undefined],
  ['identity', 2000, 'text/css', undefined],
])('a viewer that accepts %s gets %d bytes of %s packed as %s', (accepts, size, type, packing) => {
  const headers = { 'content-length': String(size), 'content-type': type };
  expect(packingOf(behavior, { status: 200, headers }, accepts)).toBe(packing);
});

test.each([
  ['shop.s3.amazonaws.com', { name: 'shop', endpoint: 'rest' }],
  ['shop.s3.eu-west-1.amazonaws.com', { name: 'shop', endpoint: 'rest' }],
  ['my.shop.s3-website-us-east-1.amazonaws.com', { name: 'my.shop', endpoint: 'website' }],
  ['shop.s3-website.eu-central-1.amazonaws.com', { name: 'shop', endpoint: 'website' }],
  ['api.example.com', undefined],
  // What is no bucket's name is no folder's either.
  ['...s3.amazonaws.com', undefined],
  ['..s3.amazonaws.com', undefined],
  ['...s3-website-us-east-1.amazonaws.com', undefined],
  ['a..b.s3.amazonaws.com', undefined],
  ['.shop.s3.amazonaws.com', undefined],
])('the origin %s', (domain, bucket) => {
  expect(bucketOf(domain)).toEqual(bucket);
});

/** An origin of pages by path, which can be changed. */
function originOf(pages: Map<string, string>) {
  const asked: string[] = [];
  const ask = (
    _: string,
    { path, ifNoneMatch }: { readonly path: string; readonly ifNoneMatch?: string },
  ): SiteAnswer => {
    asked.push(path);
    const text = pages.get(path);
    if (text === undefined) return { status: 403, headers: {}, body: { text: 'AccessDenied' } };
    if (ifNoneMatch === text) return { status: 304, headers: { etag: text } };
    return { status: 200, headers: { etag: text }, body: { text } };
  };
  return { asked, ask };
}

const get = (path: string) => ({ method: 'GET', path });

describe('an edge', () => {
  test('revalidates an object whose time to live is over', () => {
    let now = 0;
    const pages = new Map([['/index.html', 'one']]);
    const { ask, asked } = originOf(pages);
    const edge = new Edge(distribution, ask, () => now);
    expect(edge.answer(get('/'))).toMatchObject({ status: 200, cache: 'Miss', body: { text: 'one' } });
    now = 86_399_000;
    expect(edge.answer(get('/'))).toMatchObject({ cache: 'Hit', ageMs: now });
    now = 86_401_000;
    expect(edge.answer(get('/'))).toMatchObject({ cache: 'RefreshHit', body: { text: 'one' } });
    pages.set('/index.html', 'two');
    now += 1000;
    expect(edge.answer(get('/'))).toMatchObject({ cache: 'Hit', body: { text: 'one' } });
    now += 86_401_000;
    expect(edge.answer(get('/'))).toMatchObject({ cache: 'Miss', body: { text: 'two' } });
    expect(asked).toHaveLength(3);
  });

  test('serves its error page for what the bucket refuses, and requests it from the origin each time', () => {
    const pages = new Map([['/index.html', 'app']]);
    const { ask, asked } = originOf(pages);
    const edge = new Edge(distribution, ask, () => 0);
    expect(edge.answer(get('/orders'))).toMatchObject({ status: 200, cache: 'Error', body: { text: 'app' } });
    pages.set('/orders', 'a page of its own');
    expect(edge.answer(get('/orders'))).toMatchObject({ status: 200, body: { text: 'a page of its own' } });
    expect(asked).toEqual(['/orders', '/index.html', '/orders']);
    pages.clear();
    edge.invalidate(['/*']);
    expect(edge.answer(get('/orders'))).toMatchObject({ status: 403, cache: 'Error' });
  });

  test('after an invalidation of everything serves what the origin has now, whatever was requested before', () => {
    const paths = fc.constantFrom('/', '/index.html', '/a', '/b/c');
    fc.assert(
      fc.property(fc.array(paths), fc.nat(200_000_000), paths, (before, later, path) => {
        let now = 0;
        const pages = new Map(['/index.html', '/a', '/b/c'].map((each) => [each, `old ${each}`]));
        const edge = new Edge(distribution, originOf(pages).ask, () => now);
        for (const each of before) edge.answer(get(each));
        for (const each of pages.keys()) pages.set(each, `new ${each}`);
        now = later;
        edge.invalidate(['/*']);
        expect(edge.answer(get(path)).body).toEqual({ text: `new ${path === '/' ? '/index.html' : path}` });
      }),
    );
  });
});

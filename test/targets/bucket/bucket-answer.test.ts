// What a bucket answers: conditions, redirects, and keys as addresses write them.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bucket, WebsiteConfiguration } from '../../../src/model/bucket.ts';
import { answerFromBucket, inObjects } from '../../../src/targets/bucket/bucket-answer.ts';
import { mayBePart, statusOf, type Conditions } from '../../../src/targets/bucket/conditions.ts';
import { isInvalidated } from '../../../src/targets/site/edge-rules.ts';
import type { BucketRequest } from '../../../src/targets/bucket/bucket-request.ts';

const lastModified = Date.parse('2026-11-20T10:00:00.500Z');
const before = 'Fri, 20 Nov 2026 09:59:59 GMT';
const same = 'Fri, 20 Nov 2026 10:00:00 GMT';
const after = 'Fri, 20 Nov 2026 10:00:01 GMT';
const own = '"abc"';
const other = '"xyz"';

const object = { blob: 'b', size: 3, eTag: own, contentType: 'text/html', lastModified };

function answer(path: string, website?: Partial<WebsiteConfiguration>, more: Partial<BucketRequest> = {}) {
  const bucket: Bucket = {
    name: 'site',
    isVersioned: true,
    corsRules: [],
    ...(website === undefined ? {} : { website: { indexSuffix: 'index.html', ...website } }),
  };
  const objects = { 'index.html': object, 'a b/ü?#%.html': object, 'dir x/index.html': object };
  const endpoint = website === undefined ? 'rest' : 'website';
  const asked = { bucket, endpoint, ...inObjects(objects) } as const;
  return answerFromBucket({ method: 'GET', path, ...more }, asked);
}

describe('conditions', () => {
  test.each<[Conditions, number | undefined]>([
    [{}, undefined],
    [{ ifMatch: own }, undefined],
    [{ ifMatch: `${other}, ${own}` }, undefined],
    [{ ifMatch: '*' }, undefined],
    [{ ifMatch: other }, 412],
    [{ ifMatch: 'W/"abc"' }, 412],
    [{ ifUnmodifiedSince: before }, 412],
    [{ ifUnmodifiedSince: same }, undefined],
    [{ ifUnmodifiedSince: 'soon' }, undefined],
    [{ ifMatch: own, ifUnmodifiedSince: before }, undefined],
    [{ ifNoneMatch: own }, 304],
    [{ ifNoneMatch: 'W/"abc"' }, 304],
    [{ ifNoneMatch: '*' }, 304],
    [{ ifNoneMatch: other }, undefined],
    [{ ifModifiedSince: same }, 304],
    [{ ifModifiedSince: after }, 304],
    [{ ifModifiedSince: before }, undefined],
    [{ ifModifiedSince: 'soon' }, undefined],
    [{ ifNoneMatch: other, ifModifiedSince: same }, undefined],
    [{ ifNoneMatch: own, ifModifiedSince: before }, 304],
    [{ ifMatch: other, ifNoneMatch: own }, 412],
    [{ ifUnmodifiedSince: same, ifModifiedSince: same }, 304],
  ])('%j gives %s', (conditions, status) => {
    expect(statusOf(conditions, object)).toBe(status);
    for (const website of [undefined, {}])
      expect(answer('/index.html', website, conditions).status).toBe(status ?? 200);
  });

  test.each([
    [undefined, true],
    [own, true],
    [other, false],
    ['W/"abc"', false],
    [same, true],
    [after, false],
    [before, false],
    ['soon', false],
  ])('a part is sent with If-Range %s: %s', (ifRange, expected) => {
    expect(mayBePart(ifRange, object)).toBe(expected);
  });

  test('do not count for the page of an error', () => {
    const website = { errorKey: 'index.html' };
    expect(answer('/none', website, { ifNoneMatch: own }).status).toBe(404);
  });
});

describe('a website', () => {
  const location = (path: string, website: Partial<WebsiteConfiguration>) => {
    const { status, headers } = answer(path, website, { host: 'here:8080' });
    return [status, headers['location']];
  };
  const rules = (...routingRules: NonNullable<WebsiteConfiguration['routingRules']>) => ({ routingRules });

  test('that redirects everything does so with the path, also of what it holds', () => {
    const redirectAll = { hostName: 'example.com' };
    expect(location('/index.html', { redirectAll })).toEqual([301, 'http://example.com/index.html']);
    expect(location('/a b/ü', { redirectAll: { ...redirectAll, protocol: 'https' } })).toEqual([
      301,
      'https://example.com/a%20b/%C3%BC',
    ]);
  });

  test.each([
    [
      'a prefix is replaced',
      '/docs/a',
      { keyPrefix: 'docs/', replacePrefix: 'documents/', redirectCode: 301 },
      [301, '/documents/a'],
    ],
    [
      'a key is replaced',
      '/docs/a',
      { keyPrefix: 'docs/', replaceKey: 'index.html', redirectCode: 302 },
      [302, '/index.html'],
    ],
    [
      'a host is named',
      '/docs/a',
      { keyPrefix: 'docs/', hostName: 'example.com', redirectCode: 301 },
      [301, 'http://example.com/docs/a'],
    ],
    [
      'a protocol is named',
      '/docs/a',
      { keyPrefix: 'docs/', protocol: 'https' as const, redirectCode: 307 },
      [307, 'https://here:8080/docs/a'],
    ],
    [
      'what is missing is redirected',
      '/none',
      { errorCode: '404', replacePrefix: '#!/', redirectCode: 301 },
      [301, '/%23!/none'],
    ],
    [
      'what is missing may be 403 too',
      '/none',
      { errorCode: '403', replaceKey: '', redirectCode: 301 },
      [301, '/'],
    ],
    [
      'another error is none',
      '/none',
      { errorCode: '500', replaceKey: '', redirectCode: 301 },
      [404, undefined],
    ],
    [
      'what is there is no error',
      '/index.html',
      { errorCode: '404', replaceKey: 'x', redirectCode: 301 },
      [200, undefined],
    ],
    [
      'another prefix does not fit',
      '/index.html',
      { keyPrefix: 'docs/', replaceKey: 'x', redirectCode: 301 },
      [200, undefined],
    ],
    [
      'a rule without a condition is for all',
      '/index.html',
      { hostName: 'example.com', redirectCode: 308 },
      [308, 'http://example.com/index.html'],
    ],
  ])('by its routing rules: %s', (_, path, rule, expected) => {
    expect(location(path, rules(rule))).toEqual(expected);
  });

  test('follows the first rule that fits', () => {
    const website = rules(
      { keyPrefix: 'other/', replaceKey: 'a', redirectCode: 301 },
      { keyPrefix: 'docs/', replaceKey: 'b', redirectCode: 301 },
      { keyPrefix: 'docs/', replaceKey: 'c', redirectCode: 301 },
    );
    expect(location('/docs/x', website)).toEqual([301, '/b']);
  });

  test('leads to a folder whose name has to be encoded', () => {
    expect(location('/dir x', {})).toEqual([302, '/dir%20x/']);
  });
});

describe('an invalidation', () => {
  test.each([
    ['/im g.txt', '/im%20g.txt', true],
    ['/ünï.txt', '/%C3%BCn%C3%AF.txt', true],
    ['/ünï.txt', '/ünï.txt', true],
    ['/ünï.txt', '/%c3%bc*', true],
    ['/a+b.txt', '/a%2Bb.txt', true],
    ['/a+b.txt', '/a+b.txt', true],
    ['/a/b', '/a%2Fb', true],
    ['/100%.txt', '/100%25.txt', true],
    ['/100%.txt', '/100%.txt', true],
    ['/a*', '/a%2A', true],
    ['/ab', '/a%2A', false],
    ['/ab', '/*b', false],
    ['/A', '/a', false],
    ['/imgs', '/img*', true],
  ])('of %s by %s: %s', (path, invalidation, expected) => {
    expect(isInvalidated(path, invalidation)).toBe(expected);
  });

  test('of a path as an address writes it is of that path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        fc.pre(text.isWellFormed());
        expect(isInvalidated(`/${text}`, `/${encodeURIComponent(text).replaceAll('*', '%2A')}`)).toBe(true);
      }),
    );
  });
});

// shows: S3-086
test('a preflight is answered with what the rule allows, and for how long it may be kept', () => {
  const corsRules = [
    { AllowedOrigins: ['*'], AllowedMethods: ['GET', 'HEAD'], AllowedHeaders: ['*'], MaxAgeSeconds: 3000 },
  ];
  const bucket: Bucket = { name: 'site', isVersioned: false, corsRules };
  const request = { method: 'OPTIONS', path: '/index.html', origin: 'https://other.example' };
  const asked = { bucket, endpoint: 'rest', ...inObjects({ 'index.html': object }) } as const;
  expect(answerFromBucket({ ...request, requestMethod: 'GET' }, asked)).toMatchObject({
    status: 200,
    headers: { 'access-control-allow-origin': '*', 'access-control-max-age': '3000' },
  });
  expect(answerFromBucket({ ...request, requestMethod: 'PUT' }, asked).status).toBe(403);
});

import { expect, test } from 'vitest';
import { apiAddress } from '../../../src/services/execute-api/address.ts';
import { atJsonPath, parseJsonPath } from '../../../src/services/execute-api/json-path.ts';
import { periodOf, takeToken } from '../../../src/services/execute-api/limits.ts';
import { proxyResponse } from '../../../src/services/execute-api/proxy-response.ts';
import { findRoute, routeTree } from '../../../src/services/execute-api/routes.ts';
import { patched } from '../../../src/services/apigateway/patch.ts';
import { isFailed } from '../../../src/lib/result.ts';

const paths = ['/', '/a', '/a/{id}', '/a/{id}/x', '/a/{rest+}', '/b/c', '/{any}', '/b/{more+}'];
const tree = routeTree(paths.map((path) => ({ path, resourceMethods: { GET: {} } })));

test.each<readonly [path: string, resource: string | undefined, parameters: object]>([
  ['/', '/', {}],
  ['/a', '/a', {}],
  ['/a/', '/a', {}],
  ['/a/7', '/a/{id}', { id: '7' }],
  ['/a/7/x', '/a/{id}/x', { id: '7' }],
  ['/a/7/y', '/a/{rest+}', { rest: '7/y' }],
  ['/b/c', '/b/c', {}],
  ['/b/c/d', '/b/{more+}', { more: 'c/d' }],
  ['/b', '/{any}', { any: 'b' }],
  ['/x%2Fy', '/{any}', { any: 'x%2Fy' }],
  ['/x/y', undefined, {}],
])('the path %s is for the resource %s', (path, resource, parameters) => {
  const route = findRoute(tree, path);
  expect([route?.resource.path, route?.pathParameters ?? {}]).toEqual([resource, parameters]);
});

test('a resource without methods leaves its paths to others', () => {
  const routes = routeTree([{ path: '/a' }, { path: '/{proxy+}', resourceMethods: { ANY: {} } }]);
  expect(findRoute(routes, '/a')?.resource.path).toBe('/{proxy+}');
});

const host = 'abcdefghij.execute-api.localhost';

test.each<readonly [host: string, path: string, address: object | undefined]>([
  ['abcdefghij.execute-api.localhost:4566', '/dev/a', { name: 'abcdefghij', path: '/dev/a' }],
  ['abcdefghij.execute-api.eu-west-1.amazonaws.com', '/a', { name: 'abcdefghij', path: '/a' }],
  ['127.0.0.1:1', '/_aws/execute-api/abcdefghij/dev/a', { name: 'abcdefghij', path: '/dev/a', host }],
  ['127.0.0.1:1', '/_aws/execute-api/abcdefghij', { name: 'abcdefghij', path: '/', host }],
  ['127.0.0.1:1', '/restapis/abcdefghij/dev/_user_request_/a', { name: 'abcdefghij', path: '/dev/a', host }],
  [
    'API.shop.example.execute-api.localhost:1',
    '/a',
    { name: 'api.shop.example', path: '/a', host: 'api.shop.example' },
  ],
  [
    '127.0.0.1:1',
    '/_aws/execute-api/shop.example/a',
    { name: 'shop.example', path: '/a', host: 'shop.example' },
  ],
  [
    '127.0.0.1:1',
    '/_aws/execute-api/shop.example',
    { name: 'shop.example', path: '/', host: 'shop.example' },
  ],
  ['127.0.0.1:1', '/restapis/abcdefghij/stages/dev', undefined],
  ['shop.example.localhost', '/', undefined],
  ['execute-api.localhost', '/', undefined],
])('the host %s with the path %s is the address %j', (name, path, address) => {
  expect(apiAddress(name, path)).toEqual(address);
});

test.each<readonly [path: string, value: unknown]>([
  ['$', { a: [{ b: 1 }, { b: 2 }], 'c d': 3 }],
  ['$.a[1].b', 2],
  ["$['c d']", 3],
  ['$.a[*].b', [1, 2]],
  ['$..b', [1, 2]],
  ['a[0].b', 1],
  ['$.none.b', undefined],
])('the JSONPath %s leads to %j', (path, value) => {
  const parsed = parseJsonPath(path);
  expect(
    isFailed(parsed) ? parsed.failed : atJsonPath({ a: [{ b: 1 }, { b: 2 }], 'c d': 3 }, parsed),
  ).toEqual(value);
});

test.each<readonly [answer: unknown, response: unknown]>([
  [{}, { status: 200, headers: [], body: '' }],
  [{ statusCode: '204' }, { status: 204, headers: [], body: '' }],
  [
    { body: 'YQ==', isBase64Encoded: true },
    { status: 200, headers: [], body: Buffer.from('a') },
  ],
  [
    { headers: { A: true, b: 'x' }, multiValueHeaders: { B: ['1', '2'] } },
    {
      status: 200,
      headers: [
        ['A', 'true'],
        ['B', '1'],
        ['B', '2'],
      ],
      body: '',
    },
  ],
  ['text', { failed: 'the answer is no object' }],
  [null, { failed: 'the answer is no object' }],
  [{ statusCode: 200, x: 1 }, { failed: 'the answer has the member "x"' }],
  [{ statusCode: 'ok' }, { failed: '"statusCode" of the answer is "ok"' }],
  [{ headers: [] }, { failed: '"headers" of the answer is no object' }],
  [{ body: { a: 1 } }, { failed: '"body" of the answer is no text' }],
])('what a function gives, %j, is the response %j', (answer, response) => {
  expect(proxyResponse(answer)).toEqual(response);
});

test('a bucket of tokens fills with time, and not beyond its size', () => {
  const rate = { rateLimit: 2, burstLimit: 2 };
  const one = takeToken(undefined, rate, 0);
  const two = takeToken(one, rate, 0);
  const three = takeToken(two, rate, 0);
  const later = takeToken(three, rate, 500);
  expect([one, two, three, later].map(({ passes }) => passes)).toEqual([true, true, false, true]);
  expect(takeToken(later, rate, 1e9).tokens).toBe(1);
});

test('a quota counts by days, weeks and months in UTC', () => {
  const at = Date.UTC(2026, 10, 26, 13);
  const days = (['DAY', 'WEEK', 'MONTH'] as const).map((period) =>
    new Date(periodOf(period, at)).toISOString().slice(0, 10),
  );
  expect(days).toEqual(['2026-11-26', '2026-11-22', '2026-11-01']);
});

test('a patch changes what its path names', () => {
  const before = { name: 'a', types: ['EDGE'], media: ['x/y'], variables: { a: '1' }, size: 5 };
  const rules = {
    '/name': 'text',
    '/types/*': 'index',
    '/media/*': 'member',
    '/variables/*': 'text',
    '/size': 'integer',
    '/isOn': 'boolean',
  } as const;
  const after = patched(
    before,
    [
      { op: 'replace', path: '/name', value: 'b' },
      { op: 'replace', path: '/types/0', value: 'REGIONAL' },
      { op: 'add', path: '/media/image~1png' },
      { op: 'remove', path: '/media/x~1y' },
      { op: 'replace', path: '/variables/b', value: '2' },
      { op: 'remove', path: '/variables/a' },
      { op: 'replace', path: '/size' },
      { op: 'replace', path: '/isOn', value: 'True' },
    ],
    rules,
  );
  expect(after).toEqual({
    name: 'b',
    types: ['REGIONAL'],
    media: ['image/png'],
    variables: { b: '2' },
    isOn: true,
  });
  expect(() => patched(before, [{ op: 'replace', path: '/isOn', value: 'x' }], rules)).toThrow(
    'is no boolean',
  );
});

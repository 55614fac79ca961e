import { expect, test } from 'vitest';
import { accessLine } from '../../../src/services/execute-api/api-logs.ts';
import { preflightAnswer, withCors } from '../../../src/services/execute-api/http-cors.ts';
import { httpResponse } from '../../../src/services/execute-api/http-response.ts';
import { findHttpRoute } from '../../../src/services/execute-api/http-routes.ts';

const keys = ['GET /a', 'ANY /a', 'GET /a/{id}', 'ANY /a/b', 'GET /{proxy+}', 'POST /c/{x}/{y+}', '$default'];
const routes = keys.map((RouteKey) => ({ RouteKey }));

test.each<readonly [request: string, key: string, parameters: object]>([
  ['GET /a', 'GET /a', {}],
  ['PUT /a', 'ANY /a', {}],
  ['GET /a/', 'GET /{proxy+}', { proxy: 'a/' }],
  ['GET /a/b', 'ANY /a/b', {}],
  ['GET /a/7%20', 'GET /a/{id}', { id: '7 ' }],
  ['PUT /a/7', '$default', {}],
  ['GET /', '$default', {}],
  ['POST /c/1/2/3', 'POST /c/{x}/{y+}', { x: '1', y: '2/3' }],
  ['POST /c/1', '$default', {}],
])('the request %s takes the route %s', (request, key, parameters) => {
  const [method = '', path = ''] = request.split(' ');
  const found = findHttpRoute(routes, method, path);
  expect([found?.route.RouteKey, found?.pathParameters]).toEqual([key, parameters]);
});

test('without a default route other paths have none', () => {
  expect(findHttpRoute([{ RouteKey: 'GET /a' }], 'GET', '/b')).toBeUndefined();
});

test.each<readonly [allowed: string, origin: string, answered: string | undefined]>([
  ['*', 'http://a', '*'],
  ['http://a', 'http://a', 'http://a'],
  ['https://*', 'https://a.example', 'https://a.example'],
  ['https://*', 'http://a.example', undefined],
  ['http://a', 'http://b', undefined],
])('origins %s allow %s as %s', (allowed, origin, answered) => {
  const given = { headers: [['Origin', origin]] as const };
  const { headers } = preflightAnswer({ AllowOrigins: [allowed] }, given);
  expect(Object.fromEntries(headers)['access-control-allow-origin']).toBe(answered);
  const response = withCors({ AllowOrigins: [allowed] }, given, {
    status: 200,
    headers: [['Access-Control-Allow-Origin', 'x']],
    body: '',
  });
  expect(response.headers).toEqual(answered === undefined ? [] : [['access-control-allow-origin', answered]]);
});

test.each<readonly [answer: unknown, response: unknown]>([
  [{ a: 1 }, { status: 200, headers: [['content-type', 'application/json']], body: '{"a":1}' }],
  ['text', { status: 200, headers: [['content-type', 'application/json']], body: 'text' }],
  [
    { statusCode: 204, headers: { 'Content-Type': 'x/y' }, cookies: ['a=1'] },
    {
      status: 204,
      headers: [
        ['content-type', 'x/y'],
        ['set-cookie', 'a=1'],
      ],
      body: '',
    },
  ],
  [
    { statusCode: 200, body: 'YQ==', isBase64Encoded: true, headers: { 'content-type': 'a/b' } },
    { status: 200, headers: [['content-type', 'a/b']], body: Buffer.from('a') },
  ],
  [{ statusCode: 'x' }, { failed: '"statusCode" of the answer is "x"' }],
  [{ statusCode: 200, headers: { a: {} } }, { failed: 'the header "a" of the answer is no text' }],
])('of format 2.0 the answer %j is the response %j', (answer, response) => {
  expect(httpResponse(answer)).toEqual(response);
});

test('a line of an access log has what its format names, and a dash for what is not there', () => {
  const context = {
    status: 200,
    identity: { sourceIp: '::1', user: null },
    authorizer: { claims: { 'cognito:username': 'ada' } },
  };
  const format =
    '{"s":$context.status,"ip":"$context.identity.sourceIp"} $context.identity.user $context.authorizer.claims.cognito:username $context.none.';
  expect(accessLine(format, context)).toBe('{"s":200,"ip":"::1"} - ada -.');
});

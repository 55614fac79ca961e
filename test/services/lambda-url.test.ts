// The address of a function, as its users call it.
import { expect, test } from 'vitest';
import { openTestEndpoint } from '../rig/endpoint.ts';
import { lambdaApi, nodeFunction } from '../rig/lambda-api.ts';

const source = `export const handler = async (event) => {
  if (event.rawPath === '/fail') throw new Error('no');
  if (event.rawPath === '/plain') return { hello: event.queryStringParameters.name };
  return {
    statusCode: 201,
    headers: { 'X-Own': event.headers['x-given'] },
    cookies: ['a=b'],
    body: JSON.stringify({ body: event.body, cookies: event.cookies, context: event.requestContext }),
  };
};`;

test('the address of a function gives it requests as events, to whom its policy lets in', async () => {
  await using endpoint = await openTestEndpoint();
  const call = lambdaApi(endpoint);
  await call('POST functions', await nodeFunction('check', source));
  const Cors = { AllowOrigins: ['https://shop.example'], AllowMethods: ['GET'], MaxAge: 60 };
  const made = await call('POST /2021-10-31/functions/check/url', { AuthType: 'NONE', Cors });
  const { FunctionUrl } = made.body as { readonly FunctionUrl: string };
  const [, id = ''] =
    /^https:\/\/([a-z0-9]{32})\.lambda-url\.eu-central-1\.on\.aws\/$/.exec(FunctionUrl) ?? [];
  const at = async (path: string, init: RequestInit = {}) =>
    fetch(`${endpoint.url}/_aws/lambda-url/${id}${path}`, init);
  expect((await at('/plain?name=green')).status).toBe(403);
  await call('POST functions/check/policy', {
    StatementId: 'all',
    Action: 'lambda:InvokeFunctionUrl',
    Principal: '*',
    FunctionUrlAuthType: 'NONE',
  });
  expect(await (await at('/plain?name=green')).json()).toEqual({ hello: 'green' });
  const posted = await at('/orders', {
    method: 'POST',
    headers: { 'x-given': 'own', cookie: 'c=d', 'content-type': 'text/plain' },
    body: 'an order',
  });
  expect([posted.status, posted.headers.get('x-own'), posted.headers.get('set-cookie')]).toEqual([
    201,
    'own',
    'a=b',
  ]);
  expect(await posted.json()).toMatchObject({
    body: 'an order',
    cookies: ['c=d'],
    context: {
      domainPrefix: id,
      http: { method: 'POST', path: '/orders' },
      routeKey: '$default',
      stage: '$default',
    },
  });
  const failed = await at('/fail');
  expect([failed.status, await failed.text()]).toEqual([502, 'Internal Server Error']);
  const headers = { origin: 'https://shop.example', 'access-control-request-method': 'GET' };
  const preflight = await at('/plain', { method: 'OPTIONS', headers });
  expect(preflight.status).toBe(200);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  expect(preflight.headers.get('access-control-max-age')).toBe('60');
  expect((await fetch(`${endpoint.url}/_aws/lambda-url/${'0'.repeat(32)}/`)).status).toBe(404);
  await call('PUT /2021-10-31/functions/check/url', { AuthType: 'AWS_IAM' });
  expect((await at('/plain?name=green')).status).toBe(403);
});

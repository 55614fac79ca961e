// HTTP APIs: made by their operations, and their requests answered.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { callGateway, functionUri, makeFunction, request } from '../rig/apis.ts';
import { callJson, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';

async function make(endpoint: TestEndpoint, address: string, input: object): Promise<string> {
  const { status, body } = await callGateway(endpoint, `POST /v2/apis${address}`, input);
  const id =
    body['apiId'] ?? body['integrationId'] ?? body['routeId'] ?? body['authorizerId'] ?? body['stageName'];
  if (status !== 201) throw new Error(JSON.stringify(body));
  return String(id);
}

/** With a function `echo` that answers with its event, behind routes. */
async function openApi(
  endpoint: TestEndpoint,
  { routes, ...about }: { readonly routes: readonly object[]; readonly corsConfiguration?: object },
): Promise<string> {
  makeFunction(
    endpoint,
    'echo',
    `if (event.rawPath === '/throw') throw new Error('no');
     if (event.rawPath === '/plain') return { hello: 'there' };
     return { statusCode: 200, headers: { 'Access-Control-Allow-Origin': 'http://other' }, cookies: ['a=1', 'b=2'], body: JSON.stringify(event) };`,
  );
  const id = await make(endpoint, '', { name: 'shop', protocolType: 'HTTP', ...about });
  const integration = await make(endpoint, `/${id}/integrations`, {
    integrationType: 'AWS_PROXY',
    integrationUri: functionUri('echo'),
    payloadFormatVersion: '2.0',
  });
  for (const route of routes)
    await make(endpoint, `/${id}/routes`, { target: `integrations/${integration}`, ...route });
  return id;
}

test('a function behind an HTTP API gets the event of format 2.0, and its answer is the response', async () => {
  await using endpoint = await openTestEndpoint();
  const id = await openApi(endpoint, {
    routes: [{ routeKey: 'POST /orders/{id}' }, { routeKey: '$default' }],
  });
  await make(endpoint, `/${id}/stages`, { stageName: '$default', autoDeploy: true });
  await make(endpoint, `/${id}/stages`, {
    stageName: 'dev',
    autoDeploy: true,
    stageVariables: { color: 'red' },
  });
  const headers = { 'content-type': 'application/json', cookie: 's=1; t=2' };
  const answer = await request(endpoint, id, { address: 'POST /orders/7%208?a=1&a=2', headers, body: '{}' });
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, ['a=1', 'b=2']]);
  const event = JSON.parse(answer.text) as object;
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'POST /orders/{id}',
    rawPath: '/orders/7%208',
    rawQueryString: 'a=1&a=2',
    cookies: ['s=1', 't=2'],
    queryStringParameters: { a: '1,2' },
    pathParameters: { id: '7 8' },
    requestContext: {
      accountId: '111122223333',
      apiId: id,
      domainPrefix: id,
      http: { method: 'POST', path: '/orders/7%208', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
      routeKey: 'POST /orders/{id}',
      stage: '$default',
    },
    body: '{}',
    isBase64Encoded: false,
  });
  expect(event).not.toHaveProperty('stageVariables');
  expect(event).not.toHaveProperty('headers.cookie');
  const named = JSON.parse((await request(endpoint, id, { address: 'GET /dev/x' })).text) as object;
  expect(named).toMatchObject({
    rawPath: '/dev/x',
    routeKey: '$default',
    stageVariables: { color: 'red' },
    rawQueryString: '',
  });
  expect(named).not.toHaveProperty('body');
  expect(await request(endpoint, id, { address: 'GET /plain' })).toMatchObject({
    status: 200,
    text: '{"hello":"there"}',
  });
  expect(await request(endpoint, id, { address: 'GET /throw' })).toMatchObject({
    status: 500,
    text: '{"message":"Internal Server Error"}',
  });
});

test('a change is answered at once by a stage that deploys by itself, and by others when it is deployed to them', async () => {
  await using endpoint = await openTestEndpoint();
  const id = await openApi(endpoint, { routes: [{ routeKey: 'GET /a' }] });
  await make(endpoint, `/${id}/stages`, { stageName: 'auto', autoDeploy: true });
  await make(endpoint, `/${id}/stages`, { stageName: 'manual' });
  const get = async (path: string) => (await request(endpoint, id, { address: `GET ${path}` })).status;
  expect([await get('/auto/a'), await get('/manual/a'), await get('/auto/b')]).toEqual([200, 404, 404]);
  const { body } = await callGateway(endpoint, `GET /v2/apis/${id}/routes`);
  const [route] = body['items'] as readonly { readonly routeId: string; readonly target: string }[];
  await make(endpoint, `/${id}/routes`, { routeKey: 'GET /b', target: route?.target });
  const deployment = await callGateway(endpoint, `POST /v2/apis/${id}/deployments`, { stageName: 'manual' });
  expect(deployment.body).toMatchObject({ deploymentStatus: 'DEPLOYED', autoDeployed: false });
  expect([await get('/auto/b'), await get('/manual/b'), await get('/auto/b/')]).toEqual([200, 200, 404]);
});

test('an API with CORS answers browsers itself and overrides what its function says of origins', async () => {
  await using endpoint = await openTestEndpoint();
  const corsConfiguration = {
    allowOrigins: ['http://shop.localhost'],
    allowMethods: ['GET', 'POST'],
    maxAge: 60,
  };
  const id = await openApi(endpoint, {
    routes: [{ routeKey: 'GET /a', authorizationType: 'AWS_IAM' }, { routeKey: 'GET /b' }],
    corsConfiguration,
  });
  await make(endpoint, `/${id}/stages`, { stageName: '$default', autoDeploy: true });
  const ask = async (origin: string) => {
    const { status, headers } = await request(endpoint, id, {
      address: 'OPTIONS /a',
      headers: { origin, 'access-control-request-method': 'GET' },
    });
    return [status, headers.get('access-control-allow-origin'), headers.get('access-control-allow-methods')];
  };
  expect(await ask('http://shop.localhost')).toEqual([204, 'http://shop.localhost', 'GET,POST']);
  expect(await ask('http://else')).toEqual([204, null, null]);
  const refused = await request(endpoint, id, {
    address: 'GET /a',
    headers: { origin: 'http://shop.localhost' },
  });
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([
    403,
    'http://shop.localhost',
  ]);
  const answer = await request(endpoint, id, { address: 'GET /b' });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, null]);
});

test('a JWT authorizer takes tokens that its issuer has signed for its audience, with a scope of the route', async () => {
  await using endpoint = await openTestEndpoint();
  await using issuer = await openIssuer();
  const id = await openApi(endpoint, { routes: [] });
  const authorizerId = await make(endpoint, `/${id}/authorizers`, {
    name: 'tokens',
    authorizerType: 'JWT',
    identitySource: ['$request.header.Authorization'],
    jwtConfiguration: { issuer: issuer.url, audience: ['shop'] },
  });
  const { body } = await callGateway(endpoint, `GET /v2/apis/${id}/integrations`);
  const [integration] = body['items'] as readonly { readonly integrationId: string }[];
  await make(endpoint, `/${id}/routes`, {
    routeKey: 'GET /me',
    target: `integrations/${integration?.integrationId ?? ''}`,
    authorizationType: 'JWT',
    authorizerId,
    authorizationScopes: ['read', 'write'],
  });
  await make(endpoint, `/${id}/stages`, { stageName: '$default', autoDeploy: true });
  const get = async (token?: string) =>
    request(endpoint, id, {
      address: 'GET /me',
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
  const none = await get();
  expect([none.status, none.text, none.headers.get('www-authenticate')]).toEqual([
    401,
    '{"message":"Unauthorized"}',
    'Bearer',
  ]);
  expect((await get(await issuer.sign({ aud: 'other', scope: 'read' }))).status).toBe(401);
  expect((await get(await issuer.sign({ aud: 'shop', scope: 'read' }, -60))).status).toBe(401);
  expect((await get(await issuer.sign({ aud: 'shop', scope: 'else' }))).status).toBe(403);
  const good = await get(await issuer.sign({ aud: 'shop', scope: 'read', groups: ['a', 'b'] }));
  expect(good.status).toBe(200);
  expect(JSON.parse(good.text)).toMatchObject({
    requestContext: { authorizer: { jwt: { claims: { aud: 'shop', groups: '[a b]' }, scopes: ['read'] } } },
  });
});

/** An issuer of tokens on this machine, with a key of its own. */
async function openIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' };
  const server = createServer((message, response) => {
    response.setHeader('content-type', 'application/json');
    const isKeys = message.url === '/keys';
    response.end(JSON.stringify(isKeys ? { keys: [key] } : { jwks_uri: `${url()}/keys` }));
  });
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sign = async (claims: Record<string, unknown>, seconds = 600): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(url())
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign(privateKey);
  return {
    url: url(),
    sign,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('a Lambda authorizer with simple responses decides, and says more of the caller', async () => {
  await using endpoint = await openTestEndpoint();
  makeFunction(
    endpoint,
    'auth',
    `return { isAuthorized: event.identitySource[0] === 'good', context: { level: 3 } };`,
  );
  const imported = await callGateway(endpoint, 'PUT /v2/apis', {
    body: JSON.stringify({
      openapi: '3.0.1',
      info: { title: 'shop', version: '1' },
      paths: {
        '/$default': {
          'x-amazon-apigateway-any-method': {
            security: [{ auth: [] }],
            'x-amazon-apigateway-integration': {
              type: 'aws_proxy',
              httpMethod: 'POST',
              payloadFormatVersion: '2.0',
              uri: functionUri('shown'),
            },
          },
        },
      },
      components: {
        securitySchemes: {
          auth: {
            type: 'apiKey',
            name: 'Authorization',
            in: 'header',
            'x-amazon-apigateway-authorizer': {
              type: 'request',
              identitySource: '$request.header.Authorization',
              authorizerUri: functionUri('auth'),
              authorizerPayloadFormatVersion: '2.0',
              enableSimpleResponses: true,
            },
          },
        },
      },
    }),
  });
  expect(imported.status).toBe(201);
  makeFunction(endpoint, 'shown', 'return event.requestContext.authorizer;');
  const id = String(imported.body['apiId']);
  await make(endpoint, `/${id}/stages`, { stageName: '$default', autoDeploy: true });
  const get = async (authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    const { status, text } = await request(endpoint, id, { address: 'GET /x', headers });
    return [status, text];
  };
  expect(await get()).toEqual([401, '{"message":"Unauthorized"}']);
  expect(await get('bad')).toEqual([403, '{"message":"Forbidden"}']);
  expect(await get('good')).toEqual([200, '{"lambda":{"level":3}}']);
});

test('a stage writes its access log, and why a request has failed, to CloudWatch Logs', async () => {
  await using endpoint = await openTestEndpoint();
  const id = await openApi(endpoint, { routes: [{ routeKey: 'GET /throw' }] });
  await make(endpoint, `/${id}/stages`, {
    stageName: '$default',
    autoDeploy: true,
    accessLogSettings: {
      destinationArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:/shop/access',
      format: '$context.httpMethod $context.path $context.routeKey $context.status $context.error.message',
    },
  });
  await request(endpoint, id, { address: 'GET /throw' });
  await request(endpoint, id, { address: 'GET /none' });
  const linesOf = async (logGroupName: string) => {
    const { body } = await callJson(endpoint, 'logs', {
      target: 'Logs_20140328.FilterLogEvents',
      input: { logGroupName },
    });
    return ((body['events'] ?? []) as readonly { readonly message: string }[]).map(({ message }) => message);
  };
  await expect
    .poll(async () => linesOf('/shop/access'))
    .toEqual(['GET /throw GET /throw 500 -', 'GET /none - 404 -']);
  expect(await linesOf(`API-Gateway-Execution-Logs_${id}/default`)).toEqual([
    expect.stringMatching(/\/GET\/throw: the function failed: .*"no"/),
  ]);
});

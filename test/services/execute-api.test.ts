// Requests of REST APIs: what is deployed answers them.
import { createServer, request as plainRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { callGateway, deployRestApi, functionUri, makeFunction, proxyTo, request } from '../rig/apis.ts';
import { callJson, openTestEndpoint, signature } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';

const mock = (more: object = {}) => ({
  responses: { 200: { description: 'ok' } },
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    responses: { default: { statusCode: '200', ...more } },
  },
});

test('a function behind a REST API gets the event of a proxy integration and its answer is the response', async () => {
  await using endpoint = await openTestEndpoint();
  makeFunction(
    endpoint,
    'orders',
    `return { statusCode: 201, headers: { 'X-One': 1 }, multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] }, body: JSON.stringify(event) };`,
  );
  const id = await deployRestApi(endpoint, { paths: { '/orders/{id}': { post: proxyTo('orders') } } });
  const answer = await request(endpoint, id, {
    address: 'POST /dev/orders/7?a=1&a=2&b=x%20y',
    headers: { 'content-type': 'text/plain', 'x-shop': 'me' },
    body: 'hello',
  });
  expect(answer.status).toBe(201);
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(answer.headers.get('x-one')).toBe('1');
  expect(JSON.parse(answer.text)).toMatchObject({
    resource: '/orders/{id}',
    path: '/orders/7',
    httpMethod: 'POST',
    headers: { 'x-shop': 'me', 'X-Forwarded-Proto': 'http' },
    multiValueHeaders: { 'x-shop': ['me'] },
    queryStringParameters: { a: '2', b: 'x y' },
    multiValueQueryStringParameters: { a: ['1', '2'], b: ['x y'] },
    pathParameters: { id: '7' },
    stageVariables: null,
    requestContext: {
      accountId: '111122223333',
      apiId: id,
      path: '/dev/orders/7',
      resourcePath: '/orders/{id}',
      stage: 'dev',
      protocol: 'HTTP/1.1',
      identity: { sourceIp: '127.0.0.1', cognitoIdentityId: null },
    },
    body: 'hello',
    isBase64Encoded: false,
  });
});

test('what a function gives that is no response, and a function that fails, are 502', async () => {
  await using endpoint = await openTestEndpoint();
  makeFunction(
    endpoint,
    'wrong',
    `if (event.path === '/throw') throw new Error('no');
     if (event.path === '/folded') return { statusCode: 200, headers: { 'x-one': 'a\\nb' }, body: '' };
     return { statusCode: 200, data: 1 };`,
  );
  const id = await deployRestApi(endpoint, {
    paths: {
      '/{proxy+}': { 'x-amazon-apigateway-any-method': proxyTo('wrong') },
      '/gone': { get: proxyTo('gone') },
    },
  });
  for (const path of ['malformed', 'throw', 'folded']) {
    const answer = await request(endpoint, id, { address: `GET /dev/${path}` });
    expect([answer.status, answer.text]).toEqual([502, '{"message": "Internal server error"}']);
  }
  expect(await request(endpoint, id, { address: 'GET /dev/gone' })).toMatchObject({ status: 500 });
});

test('a path that the API does not have, and a stage or an API that there is not, are 403', async () => {
  await using endpoint = await openTestEndpoint();
  const id = await deployRestApi(endpoint, { paths: { '/a': { get: mock() } } });
  const messages = await Promise.all(
    [
      [id, 'GET /dev/b'],
      [id, 'POST /dev/a'],
      [id, 'GET /prod/a'],
      ['abcdefghij', 'GET /dev/a'],
    ].map(async ([api = '', address = '']) => {
      const { status, text: body } = await request(endpoint, api, { address });
      return [status, body];
    }),
  );
  const missing = [403, '{"message":"Missing Authentication Token"}'];
  const forbidden = [403, '{"message":"Forbidden"}'];
  expect(messages).toEqual([missing, missing, forbidden, forbidden]);
});

test('an API is found by the name of its host', async () => {
  await using endpoint = await openTestEndpoint();
  const id = await deployRestApi(endpoint, { paths: { '/a': { get: mock() } } });
  for (const host of [`${id}.execute-api.localhost:80`, `${id}.execute-api.eu-central-1.amazonaws.com`]) {
    const status = await new Promise((resolve, reject) => {
      plainRequest(`${endpoint.url}/dev/a`, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  }
});

test('a stage answers with what was deployed to it, and not with what was changed since', async () => {
  await using endpoint = await openTestEndpoint();
  const document = (body: string) => ({
    paths: { '/a': { get: mock({ responseTemplates: { 'application/json': body } }) } },
  });
  const id = await deployRestApi(endpoint, document('one $stageVariables.color'));
  const get = async () => (await request(endpoint, id, { address: 'GET /dev/a' })).text;
  await callGateway(endpoint, `PUT /restapis/${id}?mode=overwrite`, {
    openapi: '3.0.1',
    info: { title: 'shop' },
    ...document('two $stageVariables.color'),
  });
  await callGateway(endpoint, `PATCH /restapis/${id}/stages/dev`, {
    patchOperations: [{ op: 'replace', path: '/variables/color', value: 'red' }],
  });
  expect(await get()).toBe('one red');
  await callGateway(endpoint, `POST /restapis/${id}/deployments`, { stageName: 'dev' });
  expect(await get()).toBe('two red');
});

test('a mock answers what browsers ask beforehand, with the headers that its response declares', async () => {
  await using endpoint = await openTestEndpoint();
  const options = mock({
    responseParameters: {
      'method.response.header.Access-Control-Allow-Origin': "'*'",
      'method.response.header.X-Resource': 'context.resourcePath',
    },
  });
  const id = await deployRestApi(endpoint, { paths: { '/a': { options } } });
  const { status, headers, text: body } = await request(endpoint, id, { address: 'OPTIONS /dev/a' });
  expect([status, body]).toEqual([200, '']);
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('x-resource')).toBe('/a');
});

test('an HTTP proxy passes the request on, with the path that its mapping names', async () => {
  await using endpoint = await openTestEndpoint();
  const answerThere = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(message);
    response.writeHead(418, { 'x-back': message.headers['x-there'] ?? '', server: 'mine' });
    response.end(`${message.method ?? ''} ${message.url ?? ''} ${body}`);
  };
  const server = createServer((message, response) => void answerThere(message, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const integration = {
    type: 'http_proxy',
    httpMethod: 'ANY',
    uri: `http://127.0.0.1:${port}/base/{proxy}`,
    requestParameters: { 'integration.request.path.proxy': 'method.request.path.proxy' },
  };
  const id = await deployRestApi(endpoint, {
    paths: {
      '/{proxy+}': { 'x-amazon-apigateway-any-method': { 'x-amazon-apigateway-integration': integration } },
    },
  });
  const answer = await request(endpoint, id, {
    address: 'POST /dev/x/y?q=1',
    headers: { 'x-there': 'yes' },
    body: 'b',
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect([answer.status, answer.text]).toEqual([418, 'POST /base/x/y?q=1 b']);
  expect(answer.headers.get('x-back')).toBe('yes');
  expect(answer.headers.get('x-amzn-remapped-server')).toBe('mine');
});

test('a token authorizer decides by the policy that it gives, and its answer counts for the next request too', async () => {
  await using endpoint = await openTestEndpoint();
  makeFunction(
    endpoint,
    'auth',
    `if (event.authorizationToken === 'bad') throw new Error('Unauthorized');
     return { principalId: 'me', context: { level: 3 }, policyDocument: { Version: '2012-10-17', Statement: [
       { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: event.methodArn } ] } };`,
  );
  const security = [{ auth: [] }];
  const shown = {
    responseTemplates: { 'application/json': '$context.authorizer.principalId $context.authorizer.level' },
  };
  const id = await deployRestApi(endpoint, {
    paths: { '/a': { get: { ...mock(shown), security } }, '/b': { get: { ...mock(), security } } },
    components: {
      securitySchemes: {
        auth: {
          type: 'apiKey',
          name: 'Authorization',
          in: 'header',
          'x-amazon-apigateway-authtype': 'custom',
          'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: functionUri('auth') },
        },
      },
    },
  });
  const get = async (path: string, authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    const { status, text: body } = await request(endpoint, id, { address: `GET /dev${path}`, headers });
    return [status, body];
  };
  expect(await get('/a')).toEqual([401, '{"message":"Unauthorized"}']);
  expect(await get('/a', 'bad')).toEqual([401, '{"message":"Unauthorized"}']);
  expect(await get('/a', 'good')).toEqual([200, 'me 3']);
  // Its policy, which is remembered, names the first method alone.
  expect(await get('/b', 'good')).toEqual([
    403,
    '{"Message":"User is not authorized to access this resource"}',
  ]);
});

test('a method that needs an API key takes one of a usage plan of its stage, within the limits of the plan', async () => {
  await using endpoint = await openTestEndpoint();
  const keyed = { ...mock(), security: [{ key: [] }] };
  const id = await deployRestApi(endpoint, {
    paths: { '/a': { get: keyed } },
    components: { securitySchemes: { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } } },
  });
  const value = 'a-key-of-twenty-characters';
  const key = await callGateway(endpoint, 'POST /apikeys', { name: 'k', value, enabled: true });
  const plan = await callGateway(endpoint, 'POST /usageplans', {
    name: 'p',
    apiStages: [{ apiId: id, stage: 'dev' }],
    quota: { limit: 2, period: 'MONTH' },
  });
  const get = async () =>
    (await request(endpoint, id, { address: 'GET /dev/a', headers: { 'x-api-key': value } })).status;
  expect(await get()).toBe(403);
  const added = await callGateway(endpoint, `POST /usageplans/${String(plan.body['id'])}/keys`, {
    keyId: key.body['id'],
    keyType: 'API_KEY',
  });
  expect(added.status).toBe(201);
  expect([await get(), await get(), await get()]).toEqual([200, 200, 429]);
});

test('a request that its validator refuses is answered as the API says it', async () => {
  await using endpoint = await openTestEndpoint();
  const id = await deployRestApi(endpoint, {
    'x-amazon-apigateway-request-validators': {
      all: { validateRequestBody: true, validateRequestParameters: true },
    },
    'x-amazon-apigateway-request-validator': 'all',
    'x-amazon-apigateway-gateway-responses': {
      BAD_REQUEST_BODY: {
        statusCode: 422,
        responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
        responseTemplates: { 'application/json': '{"why":$context.error.messageString}' },
      },
    },
    paths: {
      '/a': {
        post: {
          ...mock(),
          parameters: [{ name: 'q', in: 'query', required: true }],
          requestBody: {
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
          },
        },
      },
    },
    components: {
      schemas: {
        Order: {
          type: 'object',
          required: ['item'],
          properties: { item: { $ref: '#/components/schemas/Item' } },
        },
        Item: { type: 'string' },
      },
    },
  });
  const post = async (address: string, body: unknown) =>
    request(endpoint, id, {
      address,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  expect(await post('POST /dev/a', { item: 'x' })).toMatchObject({
    status: 400,
    text: '{"message":"Missing required request parameters: [q]"}',
  });
  const refused = await post('POST /dev/a?q=1', { item: 7 });
  expect([refused.status, refused.text]).toEqual([422, '{"why":"Invalid request body"}']);
  expect(refused.headers.get('access-control-allow-origin')).toBe('*');
  expect(await post('POST /dev/a?q=1', { item: 'x' })).toMatchObject({ status: 200 });
});

test('a custom integration maps the request and the answer of a function by its templates', async () => {
  await using endpoint = await openTestEndpoint();
  makeFunction(
    endpoint,
    'sum',
    `if (event.n > 9) throw new Error('TooMuch: ' + event.n); return { twice: event.n * 2 };`,
  );
  const integration = {
    type: 'aws',
    httpMethod: 'POST',
    uri: functionUri('sum'),
    requestTemplates: { 'application/json': `{"n": $input.json('$.number')}` },
    responses: {
      default: {
        statusCode: '200',
        responseTemplates: { 'application/json': `{"result": $input.path('$.twice')}` },
      },
      'TooMuch.*': {
        statusCode: '400',
        responseTemplates: { 'application/json': `{"error": "$input.path('$.errorMessage')"}` },
      },
    },
  };
  const id = await deployRestApi(endpoint, {
    paths: {
      '/sum': {
        post: {
          responses: { 200: { description: 'ok' }, 400: { description: 'no' } },
          'x-amazon-apigateway-integration': integration,
        },
      },
    },
  });
  const post = async (number: number) => {
    const { status, text: body } = await request(endpoint, id, {
      address: 'POST /dev/sum',
      body: JSON.stringify({ number }),
      headers: { 'content-type': 'application/json' },
    });
    return [status, body];
  };
  expect(await post(4)).toEqual([200, '{"result": 8}']);
  expect(await post(10)).toEqual([400, '{"error": "TooMuch: 10"}']);
});

test('an integration with a service calls it here, as its role, by an action or by a path', async () => {
  await using endpoint = await openTestEndpoint();
  const credentials = 'arn:aws:iam::111122223333:role/api';
  const withService = (uri: string, more: object) => ({
    responses: { 200: { description: 'ok' }, 404: { description: 'no' } },
    'x-amazon-apigateway-integration': {
      type: 'aws',
      httpMethod: 'POST',
      credentials,
      uri: `arn:aws:apigateway:eu-central-1:${uri}`,
      ...more,
    },
  });
  const id = await deployRestApi(endpoint, {
    paths: {
      '/who': {
        get: withService('sts:action/GetCallerIdentity', {
          responses: { default: { statusCode: '200' } },
        }),
      },
      '/parameters/{name}': {
        put: withService('ssm:action/PutParameter', {
          requestTemplates: {
            'application/json': `{"Name": "$input.params('name')", "Value": $input.json('$.value'), "Type": "String"}`,
          },
          responses: { default: { statusCode: '200' } },
        }),
        get: withService('ssm:action/GetParameter', {
          requestTemplates: { 'application/json': `{"Name": "$input.params('name')"}` },
          responses: {
            default: {
              statusCode: '200',
              responseTemplates: { 'application/json': "$input.path('$.Parameter.Value')" },
            },
            '4\\d\\d': {
              statusCode: '404',
              responseTemplates: { 'application/json': "$input.path('$.__type')" },
            },
          },
        }),
      },
      '/files/{file}': {
        put: withService('s3:path/{bucket}/{key}', {
          httpMethod: 'PUT',
          requestParameters: {
            'integration.request.path.bucket': "'shop-files'",
            'integration.request.path.key': 'method.request.path.file',
          },
          responses: { default: { statusCode: '200' } },
        }),
      },
    },
  });
  const call = async (address: string, body?: string) => {
    const { status, text: answered } = await request(endpoint, id, {
      address,
      ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }),
    });
    return [status, answered];
  };
  expect((await call('GET /dev/who'))[1]).toContain('assumed-role/api/BackplaneAssumeRoleSession');
  expect((await call('PUT /dev/parameters/color', '{"value": "red"}'))[0]).toBe(200);
  expect(await call('GET /dev/parameters/color')).toEqual([200, 'red']);
  expect(await call('GET /dev/parameters/none')).toEqual([404, 'ParameterNotFound']);
  const s3 = { ...signature('s3', endpoint.credentials) };
  await fetch(`${endpoint.url}/shop-files`, {
    method: 'PUT',
    headers: s3,
    body: '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>',
  });
  expect((await call('PUT /dev/files/a.txt', 'content'))[0]).toBe(200);
  expect(await (await fetch(`${endpoint.url}/shop-files/a.txt`, { headers: s3 })).text()).toBe('content');
});

test('a request of more than 10 MB is refused', async () => {
  await using endpoint = await openTestEndpoint();
  const id = await deployRestApi(endpoint, { paths: { '/a': { post: mock() } } });
  const status = await new Promise((resolve, reject) => {
    const outgoing = plainRequest(
      `${endpoint.url}/_aws/execute-api/${id}/dev/a`,
      { method: 'POST' },
      (response) => {
        resolve(response.statusCode);
        response.resume();
        outgoing.destroy();
      },
    );
    outgoing.on('error', reject);
    outgoing.end(Buffer.alloc(10 * 1024 * 1024 + 1));
  });
  expect(status).toBe(413);
});

describe.skipIf((await missingMoto()) !== undefined)('with a user pool', () => {
  test('a method takes the tokens that a user pool of this machine gives to its users', async () => {
    await using endpoint = await openTestEndpoint();
    const cognito = async (operation: string, input: object) =>
      (
        await callJson(endpoint, 'cognito-idp', {
          target: `AWSCognitoIdentityProviderService.${operation}`,
          input,
        })
      ).body;
    const made = (await cognito('CreateUserPool', { PoolName: 'shop' }))['UserPool'] as {
      readonly Id: string;
      readonly Arn: string;
    };
    const { Id: UserPoolId } = made;
    const { ClientId } = (
      await cognito('CreateUserPoolClient', {
        UserPoolId,
        ClientName: 'web',
        ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
      })
    )['UserPoolClient'] as { readonly ClientId: string };
    const user = { UserPoolId, Username: 'ada' };
    await cognito('AdminCreateUser', user);
    await cognito('AdminSetUserPassword', { ...user, Password: 'Analytical-1843', Permanent: true });
    const signedIn = await cognito('InitiateAuth', {
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ada', PASSWORD: 'Analytical-1843' },
    });
    const { IdToken: token } = signedIn['AuthenticationResult'] as { readonly IdToken: string };
    const id = await deployRestApi(endpoint, {
      paths: {
        '/me': {
          get: {
            ...mock({
              responseTemplates: { 'application/json': "$context.authorizer.claims['cognito:username']" },
            }),
            security: [{ pool: [] }],
          },
        },
      },
      components: {
        securitySchemes: {
          pool: {
            type: 'apiKey',
            name: 'Authorization',
            in: 'header',
            'x-amazon-apigateway-authtype': 'cognito_user_pools',
            'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [made.Arn] },
          },
        },
      },
    });
    const get = async (authorization: string) => {
      const { status, text: body } = await request(endpoint, id, {
        address: 'GET /dev/me',
        headers: { authorization },
      });
      return [status, body];
    };
    expect(await get(token)).toEqual([200, 'ada']);
    expect(await get(`${token.slice(0, -4)}AAAA`)).toEqual([401, '{"message":"Unauthorized"}']);
  });
});

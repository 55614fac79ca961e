// The definitions of REST APIs, as clients make and read them.
import { expect, test } from 'vitest';
import { callGateway } from '../rig/apis.ts';
import { openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { serveEndpoint } from '../../src/endpoint/serve-endpoint.ts';
import { join } from 'node:path';

async function newApi(endpoint: TestEndpoint): Promise<{ readonly id: string; readonly root: string }> {
  const { body } = await callGateway(endpoint, 'POST /restapis', { name: 'shop' });
  return { id: String(body['id']), root: String(body['rootResourceId']) };
}

test('a mock reads back without a method of its own, and everything else as it was put', async () => {
  await using endpoint = await openTestEndpoint();
  const { id, root } = await newApi(endpoint);
  const method = `/restapis/${id}/resources/${root}/methods/OPTIONS`;
  await callGateway(endpoint, `PUT ${method}`, { authorizationType: 'NONE' });
  const requestTemplates = { 'application/json': '{"statusCode":200}' };
  const put = await callGateway(endpoint, `PUT ${method}/integration`, { type: 'MOCK', requestTemplates });
  expect(put).toEqual({
    status: 201,
    body: {
      type: 'MOCK',
      passthroughBehavior: 'WHEN_NO_MATCH',
      timeoutInMillis: 29_000,
      cacheNamespace: root,
      cacheKeyParameters: [],
      requestTemplates,
    },
  });
  expect((await callGateway(endpoint, `GET ${method}/integration`)).body).toEqual(put.body);
});

test('what cannot be made is refused in the words of API Gateway', async () => {
  await using endpoint = await openTestEndpoint();
  const { id, root } = await newApi(endpoint);
  const resources = `/restapis/${id}/resources/${root}`;
  await callGateway(endpoint, `POST ${resources}`, { pathPart: 'pets' });
  await callGateway(endpoint, `POST ${resources}`, { pathPart: '{proxy+}' });
  await callGateway(endpoint, `PUT ${resources}/methods/GET`, { authorizationType: 'NONE' });
  const integration = `PUT ${resources}/methods/GET/integration`;
  const cases: readonly (readonly [address: string, input: unknown, status: number, message: string])[] = [
    ['GET /restapis/none', undefined, 404, 'Invalid API identifier specified 111122223333:none'],
    [`GET ${resources}/methods/PUT`, undefined, 404, 'Invalid Method identifier specified'],
    [
      `POST ${resources}`,
      { pathPart: 'pets' },
      409,
      'Another resource with the same parent already has this name: pets',
    ],
    [
      `POST ${resources}`,
      { pathPart: '{id}' },
      400,
      'A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed',
    ],
    [integration, { type: 'HTTP' }, 400, 'Enumeration value for HttpMethod must be non-empty'],
    [
      integration,
      { type: 'HTTP', httpMethod: 'GET', uri: 'x' },
      400,
      'Invalid HTTP endpoint specified for URI',
    ],
    [
      integration,
      { type: 'AWS', httpMethod: 'POST', uri: 'arn:x' },
      400,
      'Invalid ARN specified in the request',
    ],
    [
      integration,
      { type: 'AWS', httpMethod: 'POST', uri: 'arn:aws:apigateway:eu-central-1:none:path/1/q' },
      400,
      'Slipway does not execute integrations with none: it does not know this service',
    ],
    [
      integration,
      { type: 'AWS', httpMethod: 'POST', uri: 'arn:aws:apigateway:eu-central-1:sqs:path/1/q' },
      400,
      'Role ARN must be specified for AWS integrations',
    ],
    [
      integration,
      { type: 'MOCK', requestTemplates: { 'application/json': '{}\n#parse("x")' } },
      400,
      'Invalid mapping template specified for application/json: line 2: Slipway does not execute #parse',
    ],
    [`POST /restapis/${id}/deployments`, {}, 400, 'No integration defined for method'],
    [
      `PATCH /restapis/${id}`,
      { patchOperations: [{ op: 'replace', path: '/wrong', value: 'x' }] },
      400,
      "Invalid patch path  '/wrong' specified for op 'replace'. Must be one of: [/name, ",
    ],
  ];
  for (const [address, input, status, message] of cases) {
    const answer = await callGateway(endpoint, address, input);
    expect([answer.status, answer.body['message']]).toEqual([status, expect.stringContaining(message)]);
  }
});

test('a deployment that a stage uses is not deleted, and an API goes with all that it has', async () => {
  await using endpoint = await openTestEndpoint();
  const { id, root } = await newApi(endpoint);
  const method = `/restapis/${id}/resources/${root}/methods/GET`;
  await callGateway(endpoint, `PUT ${method}`, { authorizationType: 'NONE' });
  await callGateway(endpoint, `PUT ${method}/integration`, { type: 'MOCK' });
  const { body } = await callGateway(endpoint, `POST /restapis/${id}/deployments`, { stageName: 'dev' });
  const refused = await callGateway(endpoint, `DELETE /restapis/${id}/deployments/${String(body['id'])}`);
  expect(refused).toMatchObject({
    status: 400,
    body: { message: 'Active stages pointing to this deployment must be moved or deleted' },
  });
  expect((await callGateway(endpoint, `DELETE /restapis/${id}`)).status).toBe(202);
  expect((await callGateway(endpoint, `GET /restapis/${id}/stages/dev`)).status).toBe(404);
  expect((await callGateway(endpoint, 'GET /restapis')).body).toEqual({ item: [] });
});

test('an API is there when the endpoint is started again', async () => {
  await using endpoint = await openTestEndpoint();
  const { id } = await newApi(endpoint);
  const folder = join(endpoint.stateFolder, 'targets', '@again');
  await using again = await serveEndpoint(endpoint.stateFolder, folder);
  const { body } = await callGateway({ ...endpoint, url: again.url }, `GET /restapis/${id}`);
  expect(body).toMatchObject({
    id,
    name: 'shop',
    apiKeySource: 'HEADER',
    endpointConfiguration: { types: ['EDGE'] },
  });
});

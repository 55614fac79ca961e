// Domain names of one's own in front of APIs: their mappings, and requests by their names.
import { expect, test } from 'vitest';
import { callGateway, deployRestApi, functionUri, makeFunction, proxyTo, request } from '../rig/apis.ts';
import { openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

const name = 'api.shop.example';
const configuration = {
  certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/7f1d3a0c-5e0b-4d0c-9d39-2c1f1f0a4b61',
  endpointType: 'REGIONAL',
};

const makeDomain = async (endpoint: TestEndpoint, more: object = {}) =>
  callGateway(endpoint, 'POST /v2/domainnames', {
    domainName: name,
    domainNameConfigurations: [configuration],
    ...more,
  });

const map = async (endpoint: TestEndpoint, input: object) =>
  callGateway(endpoint, `POST /v2/domainnames/${name}/apimappings`, input);

/** An HTTP API whose function answers with its event, deployed to `$default`. */
async function openHttpApi(endpoint: TestEndpoint): Promise<string> {
  makeFunction(endpoint, 'echo', 'return { statusCode: 200, body: JSON.stringify(event) };');
  const made = async (address: string, input: object) => {
    const { status, body } = await callGateway(endpoint, `POST /v2/apis${address}`, input);
    expect(status).toBe(201);
    return body;
  };
  const id = String((await made('', { name: 'shop', protocolType: 'HTTP' }))['apiId']);
  const { integrationId } = await made(`/${id}/integrations`, {
    integrationType: 'AWS_PROXY',
    integrationUri: functionUri('echo'),
    payloadFormatVersion: '2.0',
  });
  await made(`/${id}/routes`, { routeKey: 'GET /items', target: `integrations/${String(integrationId)}` });
  await made(`/${id}/stages`, { stageName: '$default', autoDeploy: true });
  return id;
}

const ask = async (endpoint: TestEndpoint, path: string) =>
  request(endpoint, name, { address: `GET ${path}` });

test('a request by a domain name reaches the stage of its longest mapping, and the mapping is no part of the route', async () => {
  await using endpoint = await openTestEndpoint();
  const http = await openHttpApi(endpoint);
  makeFunction(endpoint, 'rest', 'return { statusCode: 200, body: JSON.stringify(event) };');
  const rest = await deployRestApi(endpoint, { paths: { '/items': { get: proxyTo('rest') } } });
  expect((await ask(endpoint, '/items')).status).toBe(403);
  const { status, body } = await makeDomain(endpoint);
  expect([status, body]).toMatchObject([
    201,
    {
      domainName: name,
      apiMappingSelectionExpression: '$request.basepath',
      domainNameConfigurations: [
        {
          ...configuration,
          apiGatewayDomainName: expect.stringMatching(
            /^d-[a-z0-9]{10}\.execute-api\.eu-central-1\.amazonaws\.com$/,
          ) as string,
          domainNameStatus: 'AVAILABLE',
        },
      ],
    },
  ]);
  expect((await ask(endpoint, '/items')).status).toBe(403);
  expect((await map(endpoint, { apiId: http, stage: '$default' })).status).toBe(201);
  expect((await map(endpoint, { apiId: rest, stage: 'dev', apiMappingKey: 'old' })).status).toBe(201);
  expect((await map(endpoint, { apiId: http, stage: '$default', apiMappingKey: 'old/new' })).status).toBe(
    201,
  );
  const eventOf = async (path: string) => JSON.parse((await ask(endpoint, path)).text) as object;
  expect(await eventOf('/items')).toMatchObject({
    rawPath: '/items',
    requestContext: { domainName: name, domainPrefix: 'api', apiId: http },
  });
  expect(await eventOf('/old/items')).toMatchObject({
    path: '/items',
    requestContext: { path: '/old/items', domainName: name, stage: 'dev' },
  });
  expect(await eventOf('/old/new/items')).toMatchObject({
    rawPath: '/old/new/items',
    routeKey: 'GET /items',
  });
  expect((await ask(endpoint, '/older/items')).status).toBe(404);
});

test('an API that is closed under its own address is open under its domain name', async () => {
  await using endpoint = await openTestEndpoint();
  const http = await openHttpApi(endpoint);
  await callGateway(endpoint, `PATCH /v2/apis/${http}`, { disableExecuteApiEndpoint: true });
  await makeDomain(endpoint);
  await map(endpoint, { apiId: http, stage: '$default' });
  expect((await request(endpoint, http, { address: 'GET /items' })).status).toBe(404);
  expect((await ask(endpoint, '/items')).status).toBe(200);
});

test('mappings are listed, changed and deleted, and go with their domain name', async () => {
  await using endpoint = await openTestEndpoint();
  const http = await openHttpApi(endpoint);
  await makeDomain(endpoint);
  const { body } = await map(endpoint, { apiId: http, stage: '$default', apiMappingKey: 'a' });
  const path = `/v2/domainnames/${name}/apimappings/${String(body['apiMappingId'])}`;
  const changed = await callGateway(endpoint, `PATCH ${path}`, { apiId: http, apiMappingKey: 'b' });
  expect(changed.body).toMatchObject({ apiMappingKey: 'b', stage: '$default' });
  expect([(await ask(endpoint, '/a/items')).status, (await ask(endpoint, '/b/items')).status]).toEqual([
    403, 200,
  ]);
  const listed = await callGateway(endpoint, `GET /v2/domainnames/${name}/apimappings`);
  expect(listed.body['items']).toMatchObject([{ apiMappingKey: 'b' }]);
  expect((await callGateway(endpoint, `DELETE /v2/domainnames/${name}`)).status).toBe(204);
  expect((await callGateway(endpoint, `GET ${path}`)).status).toBe(404);
  await makeDomain(endpoint);
  expect((await callGateway(endpoint, `GET /v2/domainnames/${name}/apimappings`)).body['items']).toEqual([]);
  expect((await callGateway(endpoint, `GET /v2/domainnames`)).body['items']).toHaveLength(1);
});

test.each([
  [
    'without a certificate',
    { domainNameConfigurations: [{}] },
    400,
    'needs one configuration with a certificate',
  ],
  ['that is no name', { domainName: 'shop' }, 400, 'Invalid domain name shop'],
  ['a wildcard', { domainName: '*.shop.example' }, 400, 'Slipway does not execute wildcards'],
  [
    'for optimised edges',
    { domainNameConfigurations: [{ ...configuration, endpointType: 'EDGE' }] },
    400,
    'Only the endpoint type REGIONAL',
  ],
  [
    'with mutual TLS',
    { mutualTlsAuthentication: { truststoreUri: 's3://a/b' } },
    400,
    'Slipway does not execute mutual TLS',
  ],
  ['that is there already', {}, 409, 'already exists'],
])('a domain name %s is refused', async (_, more, status, message) => {
  await using endpoint = await openTestEndpoint();
  if (status === 409) await makeDomain(endpoint);
  const answer = await makeDomain(endpoint, more);
  expect([answer.status, answer.body['message']]).toEqual([status, expect.stringContaining(message)]);
});

test.each([
  [{ apiId: 'abcdefghij', stage: 'dev' }, 400, 'Invalid API identifier specified abcdefghij'],
  [{ stage: 'dev' }, 400, 'Invalid stage identifier specified'],
  [{ stage: '$default', apiMappingKey: 'a//b' }, 400, 'Invalid API mapping key a//b'],
  [{ stage: '$default', apiMappingKey: 'taken' }, 409, 'already exists'],
])('a mapping %j is refused', async (given, status, message) => {
  await using endpoint = await openTestEndpoint();
  const apiId = await openHttpApi(endpoint);
  await makeDomain(endpoint);
  await map(endpoint, { apiId, stage: '$default', apiMappingKey: 'taken' });
  const answer = await map(endpoint, { apiId, ...given });
  expect([answer.status, answer.body['message']]).toEqual([status, expect.stringContaining(message)]);
});

const stackOf = (rest: string, path: string, more = '') => `
Resources:
  Name:
    Type: AWS::ApiGateway::DomainName
    Properties:
      DomainName: ${name}
      RegionalCertificateArn: ${configuration.certificateArn}
      EndpointConfiguration: {Types: [REGIONAL]}${more}
  Path:
    Type: AWS::ApiGateway::BasePathMapping
    Properties: {DomainName: !Ref Name, BasePath: ${path}, RestApiId: ${rest}, Stage: dev}
Outputs:
  Zone: {Value: !GetAtt Name.RegionalHostedZoneId}
  Regional: {Value: !GetAtt Name.RegionalDomainName}
`;

test('a stack gives a REST API a name, its paths lead there, and another path takes the place of the first', async () => {
  await using endpoint = await openTestEndpoint();
  makeFunction(endpoint, 'rest', 'return { statusCode: 200, body: event.path };');
  const rest = await deployRestApi(endpoint, { paths: { '/items': { get: proxyTo('rest') } } });
  const StackName = 'names';
  const { part } = await callStacks(endpoint, 'CreateStack', {
    StackName,
    TemplateBody: stackOf(rest, 'v1'),
  });
  expect([await ended(endpoint, StackName), await eventsOf(endpoint, StackName)]).toMatchObject([
    'CREATE_COMPLETE',
    {},
  ]);
  expect((await callStacks(endpoint, 'DescribeStacks', { StackName })).text).toMatch(
    /d-[a-z0-9]{10}\.execute-api\.eu-central-1\.amazonaws\.com/,
  );
  expect((await ask(endpoint, '/v1/items')).status).toBe(200);
  await callStacks(endpoint, 'UpdateStack', { StackName, TemplateBody: stackOf(rest, '(none)') });
  expect(await ended(endpoint, StackName)).toBe('UPDATE_COMPLETE');
  expect([(await ask(endpoint, '/items')).status, (await ask(endpoint, '/v1/items')).status]).toEqual([
    200, 403,
  ]);
  const mutual = '\n      MutualTlsAuthentication: {TruststoreUri: s3://shop/trusted}';
  const refused = await callStacks(endpoint, 'UpdateStack', {
    StackName,
    TemplateBody: stackOf(rest, 'v2', mutual),
  });
  expect(refused.part('Message')).toContain('does not execute the property MutualTlsAuthentication');
  await callStacks(endpoint, 'DeleteStack', { StackName });
  expect(await ended(endpoint, part('StackId'))).toBe('DELETE_COMPLETE');
  expect((await ask(endpoint, '/items')).status).toBe(403);
});

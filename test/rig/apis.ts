// Calls of API Gateway's own API, functions behind APIs, and requests of what is deployed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAccount } from '../../src/account/open-account.ts';
import { signature, type TestEndpoint } from './endpoint.ts';
import { lambda } from './functions.ts';

type Body = Readonly<Record<string, unknown>>;

export interface ApiCall {
  readonly status: number;
  readonly body: Body;
}

/** @param address `POST /restapis` */
export async function callGateway(
  endpoint: TestEndpoint,
  address: string,
  input?: unknown,
): Promise<ApiCall> {
  const [method = '', path = ''] = address.split(' ');
  const response = await fetch(`${endpoint.url}${path}`, {
    method,
    headers: { ...signature('apigateway', endpoint.credentials), accept: 'application/json' },
    ...(input === undefined ? {} : { body: JSON.stringify(input) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Body) };
}

/** A REST API from the paths of an OpenAPI document, deployed to the stage `dev`. */
export async function deployRestApi(endpoint: TestEndpoint, document: Body): Promise<string> {
  const imported = await callGateway(endpoint, 'POST /restapis?mode=import', {
    openapi: '3.0.1',
    info: { title: 'shop', version: '1' },
    ...document,
  });
  const id = String(imported.body['id']);
  const deployed = await callGateway(endpoint, `POST /restapis/${id}/deployments`, { stageName: 'dev' });
  if (deployed.status !== 201) throw new Error(JSON.stringify([imported, deployed]));
  return id;
}

/** The address of an integration with a function. */
export function functionUri(functionName: string): string {
  const arn = `arn:aws:lambda:eu-central-1:111122223333:function:${functionName}`;
  return `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
}

export function proxyTo(functionName: string): Body {
  return {
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: functionUri(functionName),
    },
  };
}

/** A function of Node.js. @param body of its handler, which has `event` */
export function makeFunction(endpoint: TestEndpoint, functionName: string, body: string): void {
  const folder = endpoint.stateFolder;
  writeFileSync(join(folder, `${functionName}.js`), `exports.handler = async (event) => { ${body} };`);
  using account = openAccount(folder);
  account.put({
    account: '111122223333',
    region: 'eu-central-1',
    partition: 'aws',
    type: 'AWS::Lambda::Function',
    name: functionName,
    values: { ...lambda({ functionName, handler: `${functionName}.handler` }), code: { folder, path: '.' } },
    madeBy: { kind: 'definition', file: join(folder, 'functions.json'), pipelineName: 'shop' },
    at: 0,
  });
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** @param address `GET /dev/orders?a=1`, of the API */
export async function request(
  endpoint: TestEndpoint,
  apiId: string,
  {
    address,
    headers = {},
    body,
  }: {
    readonly address: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  },
): Promise<Answered> {
  const [method = '', path = ''] = address.split(' ');
  const response = await fetch(`${endpoint.url}/_aws/execute-api/${apiId}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

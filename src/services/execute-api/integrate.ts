// The integration of a method: what answers its requests.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import { isFailed } from '../../lib/result.ts';
import {
  callFunction,
  functionInUri,
  takeForLater,
  withStageVariables,
  type FunctionAnswer,
} from './call-function.ts';
import { sourceArn, type RestExchange } from './exchange.ts';
import { gatewayError } from './gateway-responses.ts';
import { callHttp, passedBack, type HttpAnswer, type HttpCall } from './http-call.ts';
import { chooseResponse, methodResponse } from './integration-response.ts';
import { mappedParameters, mappedRequest, type MappedRequest } from './mapping.ts';
import { GatewayFault, grouped, type ApiResponse, type Header } from './message.ts';
import { isObject, proxyResponse } from './proxy-response.ts';
import { restEvent } from './rest-event.ts';
import { readServiceUri, serviceCall } from './service-call.ts';

type Integration = ApiGatewayApi['shapes']['Integration'];

/** @throws GatewayFault */
export async function integrate(integration: Integration, exchange: RestExchange): Promise<ApiResponse> {
  switch (integration.type) {
    case 'MOCK':
      return mock(integration, exchange);
    case 'AWS_PROXY':
      return functionProxy(integration, exchange);
    case 'AWS':
      return isOfFunction(integration)
        ? customFunction(integration, exchange)
        : service(integration, exchange);
    case 'HTTP':
    case 'HTTP_PROXY':
      return http(integration, exchange);
    default:
      throw configurationFault('the method has no integration');
  }
}

function configurationFault(why: string): GatewayFault {
  return new GatewayFault(gatewayError('API_CONFIGURATION_ERROR'), why);
}

/** The template gives the status that selects the response. */
function mock(integration: Integration, exchange: RestExchange): ApiResponse {
  const { text } = mappedRequest(integration, exchange);
  const status = statusIn(text);
  if (status === undefined)
    throw configurationFault('the template of the mock gives no number as "statusCode"');
  const response = chooseResponse(integration, status);
  return methodResponse(response, { headers: {}, body: '' }, exchange);
}

function statusIn(text: string): string | undefined {
  try {
    const { statusCode } = JSON.parse(text) as { readonly statusCode?: unknown };
    return Number.isInteger(statusCode) ? String(statusCode) : undefined;
  } catch {
    // API Gateway reads mocks leniently: `{statusCode: 200}` is what its console writes.
    return /^\s*\{[^}]*?['"]?statusCode['"]?\s*:\s*(\d+)/.exec(text)?.[1];
  }
}

/** Bodies of faults with a blank are those that API Gateway writes without a template. */
const proxyFault = { status: 502, body: '{"message": "Internal server error"}' };

async function functionProxy(integration: Integration, exchange: RestExchange): Promise<ApiResponse> {
  const answer = await invoke(integration, exchange, restEvent(exchange));
  if (answer.kind === 'error')
    throw new GatewayFault(
      gatewayError('INTEGRATION_FAILURE', proxyFault),
      `the function failed: ${answer.error}`,
    );
  const response = proxyResponse(answer.payload);
  if (isFailed(response))
    throw new GatewayFault(
      gatewayError('INTEGRATION_FAILURE', proxyFault),
      `Malformed Lambda proxy response: ${response.failed}`,
    );
  return response;
}

/** @throws GatewayFault when it cannot be taken */
function later(integration: Integration, exchange: RestExchange, payload: unknown): void {
  const functionName = functionInUri(integration.uri ?? '', exchange.deployed.stageVariables) ?? '';
  try {
    takeForLater(exchange.deployed, { functionName, payload, sourceArn: sourceArn(exchange) });
  } catch (error) {
    if (error instanceof AwsError) throw configurationFault(error.message);
    throw error;
  }
}

type Answered = Extract<FunctionAnswer, { kind: 'answer' | 'error' }>;

/** @throws GatewayFault when there is no answer of it */
async function invoke(integration: Integration, exchange: RestExchange, payload: unknown): Promise<Answered> {
  const { deployed } = exchange;
  const functionName = functionInUri(integration.uri ?? '', deployed.stageVariables);
  if (functionName === undefined) throw configurationFault(`"${integration.uri ?? ''}" names no function`);
  const answer = await callFunction(deployed, {
    functionName,
    payload,
    sourceArn: sourceArn(exchange),
    timeoutMs: integration.timeoutInMillis ?? 29_000,
  });
  if (answer.kind === 'refused')
    throw new GatewayFault(gatewayError('API_CONFIGURATION_ERROR', { body: proxyFault.body }), answer.why);
  if (answer.kind === 'late') throw timedOut();
  return answer;
}

function timedOut(): GatewayFault {
  return new GatewayFault(
    gatewayError('INTEGRATION_TIMEOUT', { body: '{"message": "Endpoint request timed out"}' }),
  );
}

/** With templates both ways; the message of an error selects the response. */
async function customFunction(integration: Integration, exchange: RestExchange): Promise<ApiResponse> {
  const { text, overrides } = mappedRequest(integration, exchange);
  const { headers } = mappedParameters(integration.requestParameters, exchange, overrides);
  const payload = payloadOf(text);
  if (headers['X-Amz-Invocation-Type']?.includes('Event') === true) {
    later(integration, exchange, payload);
    return methodResponse(chooseResponse(integration, undefined), { headers: {}, body: '' }, exchange);
  }
  const answer = await invoke(integration, exchange, payload);
  const body = JSON.stringify(answer.payload) ?? 'null';
  const message = answer.kind === 'error' ? messageOf(answer.payload) : undefined;
  const response = chooseResponse(integration, message);
  return methodResponse(response, { headers: { 'Content-Type': ['application/json'] }, body }, exchange);
}

function messageOf(error: unknown): string {
  const message = isObject(error) ? error['errorMessage'] : undefined;
  return typeof message === 'string' ? message : '';
}

/** @throws GatewayFault: Lambda takes JSON alone */
function payloadOf(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new GatewayFault(
      gatewayError('INTEGRATION_FAILURE', { status: 500 }),
      `what the function would get is no JSON: ${(error as Error).message}`,
    );
  }
}

function isOfFunction({ uri = '' }: Integration): boolean {
  return /:lambda:path\/[\d-]+\/functions\//.test(uri);
}

/** Another service of AWS: with templates both ways, the status selects the response. */
async function service(integration: Integration, exchange: RestExchange): Promise<ApiResponse> {
  const { deployed, request } = exchange;
  const {
    credentials: role = '',
    timeoutInMillis: timeoutMs = 29_000,
    httpMethod: method = 'POST',
  } = integration;
  const uri = readServiceUri(withStageVariables(integration.uri ?? '', deployed.stageVariables));
  if (uri === undefined)
    throw configurationFault(`"${integration.uri ?? ''}" is no service that is known here`);
  const roleArn = withStageVariables(role, deployed.stageVariables);
  const credentials = deployed.roles.of(deployed.ground, roleArn, request.at);
  if (credentials === undefined) throw configurationFault(`"${role}" is no role`);
  const { text: body, overrides } = mappedRequest(integration, exchange);
  const mapped = mappedParameters(integration.requestParameters, exchange, overrides);
  const { ground } = deployed;
  const answer = await callHttp(serviceCall(uri, { ground, credentials, mapped, method, body, timeoutMs }));
  if (!isFailed(answer)) return mappedAnswer(integration, answer, exchange);
  if (answer.failed === 'timeout') throw timedOut();
  throw new GatewayFault(gatewayError('INTEGRATION_FAILURE', { status: 500 }), answer.failed);
}

async function http(integration: Integration, exchange: RestExchange): Promise<ApiResponse> {
  const isProxy = integration.type === 'HTTP_PROXY';
  const answer = await callHttp(
    isProxy ? proxyCall(integration, exchange) : mappedCall(integration, exchange),
  );
  if (isFailed(answer)) {
    if (answer.failed === 'timeout') throw timedOut();
    const message = 'Network error communicating with endpoint';
    throw new GatewayFault(gatewayError('INTEGRATION_FAILURE', { message }), answer.failed);
  }
  if (isProxy) return { ...answer, headers: passedBack(answer.headers) };
  return mappedAnswer(integration, answer, exchange);
}

function mappedAnswer(integration: Integration, answer: HttpAnswer, exchange: RestExchange): ApiResponse {
  const response = chooseResponse(integration, String(answer.status));
  const isText = response.contentHandling !== 'CONVERT_TO_TEXT';
  const body = answer.body.toString(isText ? 'utf8' : 'base64');
  return methodResponse(response, { headers: grouped(answer.headers), body }, exchange);
}

function proxyCall(integration: Integration, exchange: RestExchange): HttpCall {
  const mapped = mappedParameters(integration.requestParameters, exchange);
  const { request } = exchange;
  const own = Object.entries(exchange.headers).flatMap(([name, values]) =>
    values.map((value): Header => [name, value]),
  );
  const query = [request.query, queryText(mapped.query)].filter((each) => each !== '').join('&');
  return callOf(integration, exchange, { mapped, query, own, body: request.body });
}

function mappedCall(integration: Integration, exchange: RestExchange): HttpCall {
  const { text, overrides } = mappedRequest(integration, exchange);
  const mapped = mappedParameters(integration.requestParameters, exchange, overrides);
  const own: readonly Header[] = [
    ['Content-Type', 'application/json'],
    ['Accept', 'application/json'],
  ];
  return callOf(integration, exchange, { mapped, query: queryText(mapped.query), own, body: text });
}

interface CallParts {
  readonly mapped: MappedRequest;
  readonly query: string;
  readonly own: readonly Header[];
  readonly body: string | Buffer;
}

function callOf(
  integration: Integration,
  exchange: RestExchange,
  { mapped, query, own, body }: CallParts,
): HttpCall {
  const { httpMethod = 'GET', uri = '', timeoutInMillis = 29_000, tlsConfig } = integration;
  const address = withPath(withStageVariables(uri, exchange.deployed.stageVariables), mapped.path);
  const isSet = (name: string): boolean =>
    Object.keys(mapped.headers).some((each) => each.toLowerCase() === name.toLowerCase());
  return {
    method: httpMethod === 'ANY' ? exchange.request.method : httpMethod,
    url: query === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${query}`,
    headers: [...own.filter(([name]) => !isSet(name)), ...Object.entries(mapped.headers)],
    body,
    timeoutMs: timeoutInMillis,
    isUnchecked: tlsConfig?.insecureSkipVerification === true,
  };
}

/** `{proxy}` in the address; a greedy value keeps its slashes. */
function withPath(uri: string, path: Readonly<Record<string, string>>): string {
  return uri.replaceAll(/\{([\w.-]+)\+?\}/g, (whole, name: string) => {
    const value = path[name];
    return value === undefined ? whole : value.split('/').map(encodeURIComponent).join('/');
  });
}

function queryText(query: Readonly<Record<string, string>>): string {
  return new URLSearchParams(query).toString();
}

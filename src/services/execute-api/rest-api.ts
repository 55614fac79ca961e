// A request of a REST API, from its path to its response.
// Order of work: API Gateway developer guide, "REST API request flow": who calls, key and plan, throttling, validation,
// integration.
import { gzipSync } from 'node:zlib';
import { newId } from '../../lib/id.ts';
import { authorize } from './authorize-rest.ts';
import { methodArn, newExchange, requestContext, type DeployedRest, type RestExchange } from './exchange.ts';
import { gatewayAnswer, type FaultOf } from './gateway-answer.ts';
import type { LogContext } from './api-logs.ts';
import { gatewayError, type GatewayError } from './gateway-responses.ts';
import { integrate } from './integrate.ts';
import type { Limits } from './limits.ts';
import { GatewayFault, headerOf, type ApiRequest, type ApiResponse, type Header } from './message.ts';
import { isBinary } from './rest-event.ts';
import { findRoute } from './routes.ts';
import type { TokenKeys } from './token-keys.ts';
import { checkUsage, type Keys } from './usage.ts';
import { validateRequest } from './validate-request.ts';

export interface RestTools {
  readonly keys: Keys;
  readonly limits: Limits;
  readonly tokenKeys: TokenKeys;
}

/** @param path without the stage */
export async function answerRest(
  deployed: DeployedRest,
  { request, path }: { readonly request: ApiRequest; readonly path: string },
  tools: RestTools,
): Promise<ApiResponse> {
  const route = findRoute(deployed.routes, path);
  const methods = route?.resource.resourceMethods;
  const method = methods?.[request.method] ?? methods?.['ANY'];
  if (route === undefined || method === undefined) {
    const given = { deployed, request, pathParameters: {}, context: {} };
    return finished(gatewayAnswer(gatewayError('MISSING_AUTHENTICATION_TOKEN'), given), newId());
  }
  const begun = newExchange({ deployed, request, route, method, path });
  const { response, exchange, error } = await answerExchange(begun, tools);
  const encoded = compressed(textOrBinary(response, exchange), exchange);
  deployed.log.access(logContext(exchange, encoded, error));
  return finished(encoded, exchange.requestId, exchange.extendedRequestId);
}

interface Answered {
  readonly response: ApiResponse;
  /** With what is known of the caller. */
  readonly exchange: RestExchange;
  readonly error?: GatewayError;
}

async function answerExchange(
  begun: RestExchange,
  { keys, limits, tokenKeys }: RestTools,
): Promise<Answered> {
  let exchange = begun;
  const { methodIntegration = {} } = begun.method;
  try {
    exchange = await authorize(exchange, tokenKeys);
    exchange = checkUsage(exchange, keys, limits);
    validateRequest(exchange);
    const response = await integrate(methodIntegration, exchange);
    const isTraced = !['MOCK', 'HTTP_PROXY'].includes(methodIntegration.type ?? '');
    return {
      response: isTraced ? withHeader(response, ['X-Amzn-Trace-Id', exchange.traceId]) : response,
      exchange,
    };
  } catch (fault) {
    if (!(fault instanceof GatewayFault)) throw fault;
    const { deployed, request } = exchange;
    const { error } = fault;
    if (isOfApi(fault))
      deployed.log.failure(`(${exchange.requestId}) ${methodArn(exchange, exchange.path)}: ${fault.message}`);
    return { response: gatewayAnswer(error, faultOf(exchange, request)), exchange, error };
  }
}

function logContext(
  exchange: RestExchange,
  { status, body }: ApiResponse,
  error: GatewayError | undefined,
): LogContext {
  return {
    ...requestContext(exchange),
    status,
    responseLength: Buffer.byteLength(body),
    responseLatency: Date.now() - exchange.request.at,
    ...(error === undefined ? {} : { error: { message: error.message, responseType: error.type } }),
  };
}

/** What the client cannot help. */
function isOfApi({ error: { type } }: GatewayFault): boolean {
  return /^(API_CONFIGURATION|AUTHORIZER|INTEGRATION)_/.test(type);
}

function faultOf(exchange: RestExchange, request: ApiRequest): FaultOf {
  const context = requestContext(exchange);
  const texts = Object.entries(context).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [],
  );
  const identity = Object.entries(exchange.identity).map(
    ([name, value]) => [`identity.${name}`, value ?? ''] as const,
  );
  return {
    deployed: exchange.deployed,
    request,
    pathParameters: exchange.route.pathParameters,
    context: Object.fromEntries([...texts, ...identity]),
  };
}

/** A function's bytes are sent as such to clients that accept a binary media type first; else their text in base64. */
function textOrBinary(response: ApiResponse, { deployed, request, method }: RestExchange): ApiResponse {
  const { binaryMediaTypes } = deployed.snapshot.api;
  const isOfFunction = method.methodIntegration?.type === 'AWS_PROXY';
  if (typeof response.body === 'string' || !isOfFunction) return response;
  const accepted =
    headerOf(request.headers, 'accept')?.split(',')[0]?.trim() ?? headerOf(response.headers, 'content-type');
  if (isBinary(binaryMediaTypes, accepted)) return response;
  return { ...response, body: response.body.toString('base64') };
}

/** Of a size that the API names (developer guide, "Payload compression for REST APIs"). */
function compressed(response: ApiResponse, { deployed, request }: RestExchange): ApiResponse {
  const least = deployed.snapshot.api.minimumCompressionSize;
  const size = Buffer.byteLength(response.body);
  const isAccepted = /\bgzip\b/.test(headerOf(request.headers, 'accept-encoding') ?? '');
  const isEncoded = headerOf(response.headers, 'content-encoding') !== undefined;
  if (least === undefined || size < least || !isAccepted || isEncoded) return response;
  return { ...withHeader(response, ['Content-Encoding', 'gzip']), body: gzipSync(response.body) };
}

function withHeader(response: ApiResponse, header: Header): ApiResponse {
  return { ...response, headers: [...response.headers, header] };
}

/** What every response of a REST API has. */
export function finished(
  response: ApiResponse,
  requestId: string,
  extendedId = newId().slice(0, 15),
): ApiResponse {
  const hasType = headerOf(response.headers, 'content-type') !== undefined;
  const added: readonly Header[] = [
    ...(hasType ? [] : [['Content-Type', 'application/json'] as const]),
    ['x-amzn-RequestId', requestId],
    ['x-amz-apigw-id', extendedId],
  ];
  return { ...response, headers: [...added, ...response.headers] };
}

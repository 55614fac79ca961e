// A request of an HTTP API, from its path to its response.
import { newId } from '../../lib/id.ts';
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';
import { isFailed } from '../../lib/result.ts';
import type { LogContext } from './api-logs.ts';
import { logTime } from './exchange.ts';
import { authorizeHttp, HttpFault } from './authorize-http.ts';
import { callFunction, functionInUri, withStageVariables } from './call-function.ts';
import { callHttp, passedBack } from './http-call.ts';
import { isPreflight, preflightAnswer, withCors } from './http-cors.ts';
import { eventOf, firstEventOf, routeArn, type DeployedHttp, type HttpExchange } from './http-exchange.ts';
import { mapped } from './http-mapping.ts';
import { firstHttpResponse, httpResponse } from './http-response.ts';
import { findHttpRoute } from './http-routes.ts';
import type { Limits } from './limits.ts';
import { headerOf, type ApiRequest, type ApiResponse, type Header } from './message.ts';
import type { TokenKeys } from './token-keys.ts';

type Integration = ApiGatewayV2Api['shapes']['Integration'];

export interface HttpTools {
  readonly limits: Limits;
  readonly tokenKeys: TokenKeys;
}

/** @param path without the stage */
export async function answerHttp(
  deployed: DeployedHttp,
  { request, path }: { readonly request: ApiRequest; readonly path: string },
  tools: HttpTools,
): Promise<ApiResponse> {
  const requestId = newId();
  const { snapshot } = deployed;
  const cors = snapshot.api.CorsConfiguration;
  const found = findHttpRoute(snapshot.routes, request.method, path);
  const isOwnOptions = found?.route.RouteKey.startsWith('OPTIONS ') === true;
  if (cors !== undefined && isPreflight(request) && !isOwnOptions)
    return finished(preflightAnswer(cors, request), requestId);
  const response =
    found === undefined
      ? new HttpFault(404, 'Not Found').response
      : await answerExchange({ deployed, request, requestId, ...found }, tools);
  const answered = cors === undefined ? response : withCors(cors, request, response);
  deployed.log.access(logContext({ deployed, request, requestId, ...found }, answered));
  return finished(answered, requestId);
}

type Logged = Pick<HttpExchange, 'deployed' | 'request' | 'requestId'> & Partial<Pick<HttpExchange, 'route'>>;

function logContext(
  { deployed, request, requestId, route }: Logged,
  { status, body }: ApiResponse,
): LogContext {
  return {
    accountId: deployed.place.account,
    apiId: deployed.apiId,
    domainName: request.host,
    extendedRequestId: requestId,
    httpMethod: request.method,
    identity: { sourceIp: request.sourceIp, userAgent: headerOf(request.headers, 'user-agent') },
    path: request.path,
    protocol: 'HTTP/1.1',
    requestId,
    requestTime: logTime(request.at),
    requestTimeEpoch: request.at,
    responseLatency: Date.now() - request.at,
    responseLength: Buffer.byteLength(body),
    routeKey: route?.RouteKey,
    stage: deployed.stage.StageName,
    status,
  };
}

async function answerExchange(begun: HttpExchange, { limits, tokenKeys }: HttpTools): Promise<ApiResponse> {
  try {
    const exchange = await authorizeHttp(begun, tokenKeys);
    throttle(exchange, limits);
    return await integrate(exchange);
  } catch (error) {
    if (!(error instanceof HttpFault)) throw error;
    if (error.response.status >= 500)
      begun.deployed.log.failure(`(${begun.requestId}) ${routeArn(begun)}: ${error.message}`);
    return error.response;
  }
}

function finished(response: ApiResponse, requestId: string): ApiResponse {
  return { ...response, headers: [...response.headers, ['apigw-requestid', requestId]] };
}

/** By the settings of the stage: of the route, else of all routes. */
function throttle({ deployed, route, request }: HttpExchange, limits: Limits): void {
  const { RouteSettings = {}, DefaultRouteSettings, StageName } = deployed.stage;
  const settings = { ...DefaultRouteSettings, ...RouteSettings[route.RouteKey] };
  const { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit } = settings;
  if (rateLimit === undefined || burstLimit === undefined) return;
  const name = `${deployed.apiId} ${StageName} ${route.RouteKey}`;
  if (!limits.passesRate(name, { rateLimit, burstLimit }, request.at))
    throw new HttpFault(429, 'Too Many Requests');
}

async function integrate(exchange: HttpExchange): Promise<ApiResponse> {
  const { route, deployed } = exchange;
  const id = /^integrations\/(.+)$/.exec(route.Target ?? '')?.[1];
  const integration = deployed.snapshot.integrations.find(({ IntegrationId }) => IntegrationId === id);
  if (integration === undefined) throw internal('the route has no integration');
  return integration.IntegrationType === 'AWS_PROXY'
    ? functionProxy(integration, exchange)
    : httpProxy(integration, exchange);
}

function internal(why: string): HttpFault {
  return new HttpFault(500, 'Internal Server Error', { why });
}

async function functionProxy(integration: Integration, exchange: HttpExchange): Promise<ApiResponse> {
  const { deployed } = exchange;
  const { IntegrationUri = '', PayloadFormatVersion, TimeoutInMillis: timeoutMs = 30_000 } = integration;
  const isSecond = PayloadFormatVersion === '2.0';
  const functionName = functionInUri(IntegrationUri, deployed.stage.StageVariables ?? {});
  if (functionName === undefined) throw internal(`"${IntegrationUri}" names no function`);
  const payload = isSecond ? eventOf(exchange) : firstEventOf(exchange);
  const answer = await callFunction(deployed, {
    functionName,
    payload,
    sourceArn: routeArn(exchange, true),
    timeoutMs,
  });
  if (answer.kind === 'late')
    throw new HttpFault(503, 'Service Unavailable', { why: 'the function did not answer in time' });
  if (answer.kind === 'refused') throw internal(answer.why);
  if (answer.kind === 'error') throw internal(`the function failed: ${answer.error}`);
  const response = isSecond ? httpResponse(answer.payload) : firstHttpResponse(answer.payload);
  if (isFailed(response)) throw internal(`Malformed Lambda proxy response: ${response.failed}`);
  return response;
}

async function httpProxy(integration: Integration, exchange: HttpExchange): Promise<ApiResponse> {
  const { request, deployed, pathParameters } = exchange;
  const { IntegrationMethod = 'ANY', IntegrationUri = '', TimeoutInMillis: timeoutMs = 30_000 } = integration;
  const forwarded: Header = ['Forwarded', `for=${request.sourceIp};host=${request.host};proto=http`];
  const outgoing = mapped(
    integration.RequestParameters,
    { headers: [...request.headers, forwarded], query: [...new URLSearchParams(request.query)] },
    exchange,
  );
  const uri = withStageVariables(IntegrationUri, deployed.stage.StageVariables ?? {});
  const answer = await callHttp({
    method: IntegrationMethod === 'ANY' ? request.method : IntegrationMethod,
    url: addressOf(withVariables(uri, pathParameters), outgoing),
    headers: outgoing.headers,
    body: request.body,
    timeoutMs,
  });
  if (!isFailed(answer)) return { ...answer, headers: passedBack(answer.headers) };
  throw new HttpFault(503, 'Service Unavailable', { why: answer.failed });
}

/** Path variables of the route stand in the address by their names; a greedy one keeps its slashes. */
function withVariables(uri: string, values: Readonly<Record<string, string>>): string {
  return uri.replaceAll(/\{([\w.-]+)\+?\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : value.split('/').map(encodeURIComponent).join('/');
  });
}

function addressOf(
  uri: string,
  { path, query }: { readonly path?: string; readonly query: readonly Header[] },
): string {
  const [address = '', own = ''] = uri.split('?');
  const host = /^https?:\/\/[^/]+/.exec(address)?.[0] ?? address;
  const all = [own, new URLSearchParams(query as [string, string][]).toString()]
    .filter((each) => each !== '')
    .join('&');
  return `${path === undefined ? address : `${host}${path}`}${all === '' ? '' : `?${all}`}`;
}

// One request of an HTTP API on its way, and the events that functions get of it. Pure.
// Source: API Gateway developer guide, "Create AWS Lambda proxy integrations for HTTP APIs".
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';
import { defined } from '../../lib/defined.ts';
import type { AwsPlace } from '../../model/place.ts';
import type { HttpSnapshot } from '../apigateway/snapshot.ts';
import type { Ground } from '../service.ts';
import type { ApiLog } from './api-logs.ts';
import type { DeployedRest } from './exchange.ts';
import { logTime, nameWithoutPort } from './exchange.ts';
import type { FoundRoute } from './http-routes.ts';
import { grouped, headerOf, lastOfEach, orNull, queryGroups, type ApiRequest } from './message.ts';

type Shapes = ApiGatewayV2Api['shapes'];

/** A deployment under the name of a stage. */
export interface DeployedHttp {
  readonly apiId: string;
  readonly place: AwsPlace;
  readonly ground: Ground;
  readonly stage: Shapes['Stage'];
  readonly snapshot: HttpSnapshot;
  readonly log: ApiLog;
  readonly authorizations: DeployedRest['authorizations'];
}

export interface HttpExchange extends FoundRoute {
  readonly deployed: DeployedHttp;
  readonly request: ApiRequest;
  readonly requestId: string;
  /** `jwt`, `lambda` or `iam`. */
  readonly authorizer?: Readonly<Record<string, unknown>>;
}

type Texts = Readonly<Record<string, string>>;

/** In lower case; values of one name together. */
function headersOf({ headers }: ApiRequest): Texts {
  const lower = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(Object.entries(grouped(lower)).map(([name, values]) => [name, values.join(',')]));
}

function queryOf({ query }: ApiRequest): Texts {
  return Object.fromEntries(
    Object.entries(queryGroups(query)).map(([name, values]) => [name, values.join(',')]),
  );
}

function cookiesOf({ headers }: ApiRequest): readonly string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, value]) => value.split(';').map((each) => each.trim()))
    .filter((each) => each !== '');
}

function unlessEmpty<T extends object>(collection: T): T | undefined {
  return Object.keys(collection).length === 0 ? undefined : collection;
}

export function contextOf(exchange: HttpExchange): Readonly<Record<string, unknown>> {
  const { deployed, request, route, requestId, authorizer } = exchange;
  const domainName = nameWithoutPort(request.host);
  return {
    accountId: deployed.place.account,
    apiId: deployed.apiId,
    ...defined({ authorizer }),
    domainName,
    domainPrefix: domainName.split('.')[0],
    http: {
      method: request.method,
      path: request.path,
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: headerOf(request.headers, 'user-agent') ?? '',
    },
    requestId,
    routeKey: route.RouteKey,
    stage: deployed.stage.StageName,
    time: logTime(request.at),
    timeEpoch: request.at,
  };
}

/** Of payload format 2.0. */
export function eventOf(exchange: HttpExchange): Readonly<Record<string, unknown>> {
  const { deployed, request, route, pathParameters } = exchange;
  return httpEvent(request, {
    routeKey: route.RouteKey,
    requestContext: contextOf(exchange),
    pathParameters,
    stageVariables: deployed.stage.StageVariables ?? {},
  });
}

interface EventParts {
  readonly routeKey: string | undefined;
  readonly requestContext: Readonly<Record<string, unknown>>;
  readonly pathParameters?: Texts;
  readonly stageVariables?: Texts;
}

/** Of payload format 2.0: what is not there is left out. */
export function httpEvent(
  request: ApiRequest,
  { routeKey, requestContext, pathParameters = {}, stageVariables = {} }: EventParts,
): Readonly<Record<string, unknown>> {
  const { cookie: _, ...headers } = headersOf(request);
  const body = bodyOf(request);
  return {
    version: '2.0',
    routeKey,
    rawPath: request.path,
    rawQueryString: request.query,
    ...defined({
      cookies: unlessEmpty(cookiesOf(request)),
      headers: { ...headers, ...forwarded(request) },
      queryStringParameters: unlessEmpty(queryOf(request)),
      requestContext,
      pathParameters: unlessEmpty(pathParameters),
      stageVariables: unlessEmpty(stageVariables),
      body: body?.text,
    }),
    isBase64Encoded: body?.isBase64Encoded ?? false,
  };
}

function forwarded({ sourceIp, host }: ApiRequest): Texts {
  return {
    'x-forwarded-for': sourceIp,
    'x-forwarded-port': /:(\d+)$/.exec(host)?.[1] ?? '80',
    'x-forwarded-proto': 'http',
  };
}

const textTypes = /^(?:text\/.*|application\/(?:json|javascript|xml)|[^;]*\+(?:json|xml))$/;

/** Text by its content type, else in base64. */
function bodyOf({
  body,
  headers,
}: ApiRequest): { readonly text: string; readonly isBase64Encoded: boolean } | undefined {
  if (body.length === 0) return undefined;
  const type = headerOf(headers, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? 'text/plain';
  const isBase64Encoded = !textTypes.test(type);
  return { text: body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}

/** Of payload format 1.0: as for REST APIs, with a version. */
export function firstEventOf(exchange: HttpExchange): Readonly<Record<string, unknown>> {
  const { deployed, request, route, pathParameters } = exchange;
  const headers = { ...headersOf(request), ...forwarded(request) };
  const lower = request.headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  const query = queryGroups(request.query);
  const body = bodyOf(request);
  return {
    version: '1.0',
    resource: resourceOf(route.RouteKey),
    path: request.path,
    httpMethod: request.method,
    headers: orNull(headers),
    multiValueHeaders: orNull({ ...grouped(lower), ...listed(forwarded(request)) }),
    queryStringParameters: orNull(lastOfEach(query)),
    multiValueQueryStringParameters: orNull(query),
    requestContext: firstContextOf(exchange),
    pathParameters: orNull(pathParameters),
    stageVariables: orNull(deployed.stage.StageVariables ?? {}),
    body: body?.text ?? null,
    isBase64Encoded: body?.isBase64Encoded ?? false,
  };
}

function listed(values: Texts): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
}

function resourceOf(routeKey: string): string {
  return routeKey === '$default' ? '$default' : (routeKey.split(' ')[1] ?? '');
}

function firstContextOf(exchange: HttpExchange): Readonly<Record<string, unknown>> {
  const { deployed, request, route, requestId, authorizer } = exchange;
  const domainName = nameWithoutPort(request.host);
  return {
    accountId: deployed.place.account,
    apiId: deployed.apiId,
    ...defined({ authorizer: flattened(authorizer) }),
    domainName,
    domainPrefix: domainName.split('.')[0],
    extendedRequestId: requestId,
    httpMethod: request.method,
    identity: {
      accessKey: null,
      accountId: null,
      caller: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: request.sourceIp,
      user: null,
      userAgent: headerOf(request.headers, 'user-agent') ?? '',
      userArn: null,
    },
    path: request.path,
    protocol: 'HTTP/1.1',
    requestId,
    requestTime: logTime(request.at),
    requestTimeEpoch: request.at,
    resourceId: route.RouteKey,
    resourcePath: resourceOf(route.RouteKey),
    stage: deployed.stage.StageName,
  };
}

/** Format 1.0 has what an authorizer gave without its kind. */
function flattened(authorizer: HttpExchange['authorizer']): Readonly<Record<string, unknown>> | undefined {
  const [given] = Object.values(authorizer ?? {});
  return typeof given === 'object' && given !== null ? { ...given } : undefined;
}

/** What a policy names: `arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/path`. */
export function routeArn({ deployed, route, request }: HttpExchange, isForFunction = false): string {
  const { place, apiId, stage } = deployed;
  const start = `arn:${place.partition}:execute-api:${place.region}:${place.account}:${apiId}/${stage.StageName}`;
  if (route.RouteKey === '$default') return `${start}/$default`;
  const [verb = '', path = ''] = route.RouteKey.split(' ');
  return `${start}/${isForFunction && verb === 'ANY' ? '*' : isForFunction ? verb : request.method}${path}`;
}

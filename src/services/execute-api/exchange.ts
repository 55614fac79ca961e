// One request of a REST API on its way: what was asked, what it is for, and what is known of the caller.
import { randomBytes } from 'node:crypto';
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import { defined } from '../../lib/defined.ts';
import { newId, randomHex } from '../../lib/id.ts';
import type { AwsPlace } from '../../model/place.ts';
import type { RestSnapshot } from '../apigateway/snapshot.ts';
import type { ServiceCall } from '../service.ts';
import type { RoleSessions } from './service-call.ts';
import type { ApiLog } from './api-logs.ts';
import { grouped, lastOfEach, queryGroups, type ApiRequest } from './message.ts';
import type { Route, RouteTree } from './routes.ts';

type Shapes = ApiGatewayApi['shapes'];

/** A deployment under the name of a stage. */
export interface DeployedRest {
  readonly apiId: string;
  readonly place: AwsPlace;
  readonly ground: ServiceCall['ground'];
  readonly stage: Shapes['Stage'];
  readonly deploymentId: string;
  readonly snapshot: RestSnapshot;
  readonly routes: RouteTree;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly log: ApiLog;
  readonly roles: RoleSessions;
  /** Answers of authorizers, as long as they count. */
  readonly authorizations: Map<string, CachedAuthorization>;
}

interface CachedAuthorization {
  readonly until: number;
  readonly answer: unknown;
}

export interface RestExchange {
  readonly deployed: DeployedRest;
  readonly request: ApiRequest;
  readonly route: Route;
  readonly method: Shapes['Method'];
  /** Without the stage. */
  readonly path: string;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly traceId: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly identity: Readonly<Record<string, string | null>>;
  /** What an authorizer gave. */
  readonly authorizer?: Readonly<Record<string, unknown>>;
}

export function newExchange(
  given: Pick<RestExchange, 'deployed' | 'request' | 'route' | 'method' | 'path'>,
): RestExchange {
  const { request } = given;
  const traceId = `Root=1-${Math.floor(request.at / 1000).toString(16)}-${randomHex(12)}`;
  const headers = grouped([...request.headers, ...addedHeaders(request, traceId)]);
  return {
    ...given,
    requestId: newId(),
    extendedRequestId: `${randomBytes(11).toString('base64url')}=`,
    traceId,
    headers,
    query: queryGroups(request.query),
    identity: {
      cognitoIdentityPoolId: null,
      accountId: null,
      cognitoIdentityId: null,
      caller: null,
      sourceIp: request.sourceIp,
      principalOrgId: null,
      accessKey: null,
      cognitoAuthenticationType: null,
      cognitoAuthenticationProvider: null,
      userArn: null,
      userAgent: headers['User-Agent']?.[0] ?? headers['user-agent']?.[0] ?? null,
      user: null,
    },
  };
}

/** What API Gateway adds to the headers of the client. */
function addedHeaders(
  { sourceIp, host, headers }: ApiRequest,
  traceId: string,
): readonly (readonly [string, string])[] {
  const port = /:(\d+)$/.exec(host)?.[1] ?? '80';
  const hasTrace = headers.some(([name]) => name.toLowerCase() === 'x-amzn-trace-id');
  return [
    ['X-Forwarded-For', sourceIp],
    ['X-Forwarded-Port', port],
    ['X-Forwarded-Proto', 'http'],
    ...(hasTrace ? [] : [['X-Amzn-Trace-Id', traceId] as const]),
  ];
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `20/Nov/2026:09:00:00 +0000` */
export function logTime(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${two(date.getUTCDate())}/${months[date.getUTCMonth()] ?? ''}/${date.getUTCFullYear()}`;
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}

export function nameWithoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

/** API Gateway developer guide, "Input format of a Lambda function for proxy integration". */
export function requestContext(exchange: RestExchange): Readonly<Record<string, unknown>> {
  const { deployed, request, route, authorizer, identity, requestId, extendedRequestId } = exchange;
  const domainName = nameWithoutPort(request.host);
  const { stageName = '' } = deployed.stage;
  return {
    resourceId: route.resource.id,
    ...defined({ authorizer }),
    resourcePath: route.resource.path,
    httpMethod: request.method,
    extendedRequestId,
    requestTime: logTime(request.at),
    path: request.mapped === undefined ? `/${stageName}${exchange.path}` : request.path,
    accountId: deployed.place.account,
    protocol: 'HTTP/1.1',
    stage: stageName,
    domainPrefix: domainName.split('.')[0],
    requestTimeEpoch: request.at,
    requestId,
    identity,
    domainName,
    deploymentId: deployed.deploymentId,
    apiId: deployed.apiId,
  };
}

/** What calls of the method have as resource in policies; a variable of the path is a star when `path` is the resource's. */
export function methodArn({ deployed, request }: RestExchange, path: string): string {
  const { place, apiId, stage } = deployed;
  const start = `arn:${place.partition}:execute-api:${place.region}:${place.account}:${apiId}`;
  return `${start}/${stage.stageName ?? ''}/${request.method}${path}`;
}

/** What a function's policy sees as the source of a call: variables of the path are stars. */
export function sourceArn(exchange: RestExchange): string {
  const path = exchange.route.resource.path ?? '/';
  return methodArn(exchange, path.replaceAll(/\{[^}]*\}/g, '*'));
}

/** The single value of each name, which is the last. */
export function single(
  groups: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, string>> {
  return lastOfEach(groups);
}

// Who may call a route of an HTTP API: all, tokens of an issuer, a Lambda authorizer, or IAM.
// Source: API Gateway developer guide, "Control and manage access to HTTP APIs".
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';
import { isFailed } from '../../lib/result.ts';
import { allows, readAuthorizerAnswer } from './authorizer-answer.ts';
import { callFunction, functionInUri } from './call-function.ts';
import { eventOf, firstEventOf, routeArn, type HttpExchange } from './http-exchange.ts';
import { valueOf } from './http-mapping.ts';
import { headerOf, type ApiResponse, type Header } from './message.ts';
import { isObject } from './proxy-response.ts';
import { scopesOf, type TokenKeys } from './token-keys.ts';

type Authorizer = ApiGatewayV2Api['shapes']['Authorizer'];

/** Thrown for a request that ends with an answer of the API itself. */
export class HttpFault extends Error {
  override readonly name = 'HttpFault';
  readonly response: ApiResponse;

  /** @param why for the log */
  constructor(
    status: number,
    message: string,
    { why = message, headers = [] }: { readonly why?: string; readonly headers?: readonly Header[] } = {},
  ) {
    super(why);
    const body = JSON.stringify({ message });
    this.response = { status, headers: [['content-type', 'application/json'], ...headers], body };
  }
}

/** The exchange with what is known of the caller. @throws HttpFault for one that may not */
export async function authorizeHttp(exchange: HttpExchange, keys: TokenKeys): Promise<HttpExchange> {
  const { AuthorizationType: type = 'NONE', AuthorizerId } = exchange.route;
  if (type === 'NONE') return exchange;
  if (type === 'AWS_IAM') return signedCaller(exchange);
  const authorizer = exchange.deployed.snapshot.authorizers.find(
    (each) => each.AuthorizerId === AuthorizerId,
  );
  if (authorizer === undefined)
    throw new HttpFault(500, 'Internal Server Error', {
      why: `there is no authorizer ${AuthorizerId ?? ''}`,
    });
  return type === 'JWT' ? tokenBearer(authorizer, exchange, keys) : functionDecides(authorizer, exchange);
}

/** Signatures are not verified here; the key says who calls. */
function signedCaller(exchange: HttpExchange): HttpExchange {
  const header = headerOf(exchange.request.headers, 'authorization') ?? '';
  const key = /Credential=([^/,\s]+)\//.exec(header)?.[1];
  const caller = key === undefined ? undefined : exchange.deployed.ground.sessions.find(key);
  if (key === undefined || caller === undefined) throw new HttpFault(403, 'Forbidden');
  const { arn, account } = caller;
  const iam = {
    accessKey: key,
    accountId: account,
    callerId: arn,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn: arn,
    userId: arn,
  };
  return { ...exchange, authorizer: { iam } };
}

async function tokenBearer(
  authorizer: Authorizer,
  exchange: HttpExchange,
  keys: TokenKeys,
): Promise<HttpExchange> {
  const [source = ''] = authorizer.IdentitySource ?? [];
  const token = valueOf(source, exchange).replace(/^Bearer\s+/i, '');
  if (token === '') throw unauthorized();
  const { Issuer = '', Audience = [] } = authorizer.JwtConfiguration ?? {};
  const claims = await keys.verify(token, Issuer, exchange.deployed.ground.url);
  if (isFailed(claims)) throw unauthorized(claims.failed);
  const { aud, client_id: client } = claims;
  const audiences = [aud ?? client ?? []].flat().map(String);
  if (Audience.length > 0 && !audiences.some((each) => Audience.includes(each)))
    throw unauthorized('the audience is not one of the authorizer');
  const scopes = scopesOf(claims);
  const { AuthorizationScopes: needed = [] } = exchange.route;
  if (needed.length > 0 && !scopes.some((each) => needed.includes(each))) throw outOfScope(needed);
  const jwt = { claims: textClaims(claims), scopes: scopes.length === 0 ? null : scopes };
  return { ...exchange, authorizer: { jwt } };
}

function unauthorized(why?: string): HttpFault {
  const challenge =
    why === undefined
      ? 'Bearer'
      : `Bearer scope="" error="invalid_token" error_description="${why.replaceAll(/["\r\n]/g, "'")}"`;
  return new HttpFault(401, 'Unauthorized', {
    why: why ?? 'there is no token',
    headers: [['www-authenticate', challenge]],
  });
}

function outOfScope(needed: readonly string[]): HttpFault {
  const challenge = `Bearer scope="${needed.join(' ')}" error="insufficient_scope"`;
  return new HttpFault(403, 'Forbidden', {
    why: 'the token has none of the scopes',
    headers: [['www-authenticate', challenge]],
  });
}

/** API Gateway gives claims as text, lists as `[a b]`. */
function textClaims(claims: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? `[${value.join(' ')}]`
        : typeof value === 'string'
          ? value
          : JSON.stringify(value),
    ]),
  );
}

async function functionDecides(authorizer: Authorizer, exchange: HttpExchange): Promise<HttpExchange> {
  const identity = (authorizer.IdentitySource ?? []).map((source) => valueOf(source, exchange));
  if (identity.includes(''))
    throw new HttpFault(401, 'Unauthorized', { why: 'an identity source is missing' });
  const answer = await cachedAnswer(authorizer, identity, exchange);
  if (authorizer.EnableSimpleResponses === true) {
    if (!isObject(answer) || typeof answer['isAuthorized'] !== 'boolean')
      throw failure('"isAuthorized" of the answer is no truth value');
    if (!answer['isAuthorized']) throw new HttpFault(403, 'Forbidden');
    return { ...exchange, authorizer: { lambda: isObject(answer['context']) ? answer['context'] : {} } };
  }
  const read = readAuthorizerAnswer(answer);
  if (isFailed(read)) throw failure(read.failed);
  if (allows(read.statements, routeArn(exchange)) !== 'Allowed') throw new HttpFault(403, 'Forbidden');
  return { ...exchange, authorizer: { lambda: { principalId: read.principalId, ...read.context } } };
}

function failure(why: string): HttpFault {
  return new HttpFault(500, 'Internal Server Error', { why: `the authorizer failed: ${why}` });
}

async function cachedAnswer(
  authorizer: Authorizer,
  identity: readonly string[],
  exchange: HttpExchange,
): Promise<unknown> {
  const { authorizations } = exchange.deployed;
  const { AuthorizerResultTtlInSeconds: ttl = 0 } = authorizer;
  const isCached = ttl > 0 && identity.length > 0;
  const key = JSON.stringify([authorizer.AuthorizerId, ...identity]);
  const known = isCached ? authorizations.get(key) : undefined;
  if (known !== undefined && known.until > exchange.request.at) return known.answer;
  const answer = await askFunction(authorizer, identity, exchange);
  if (isCached) authorizations.set(key, { until: exchange.request.at + ttl * 1000, answer });
  return answer;
}

/** @throws HttpFault */
async function askFunction(
  authorizer: Authorizer,
  identity: readonly string[],
  exchange: HttpExchange,
): Promise<unknown> {
  const { deployed } = exchange;
  const arn = routeArn(exchange);
  const functionName =
    functionInUri(authorizer.AuthorizerUri ?? '', deployed.stage.StageVariables ?? {}) ?? '';
  const payload =
    authorizer.AuthorizerPayloadFormatVersion === '2.0'
      ? { ...withoutBody(eventOf(exchange)), type: 'REQUEST', routeArn: arn, identitySource: identity }
      : {
          ...withoutBody(firstEventOf(exchange)),
          type: 'REQUEST',
          methodArn: arn,
          identitySource: identity.join(','),
          authorizationToken: identity.join(','),
        };
  const sourceArn = `${arn.split('/')[0] ?? ''}/authorizers/${authorizer.AuthorizerId ?? ''}`;
  const answer = await callFunction(deployed, { functionName, payload, sourceArn, timeoutMs: 10_000 });
  if (answer.kind === 'answer') return answer.payload;
  if (
    answer.kind === 'error' &&
    isObject(answer.payload) &&
    answer.payload['errorMessage'] === 'Unauthorized'
  )
    throw new HttpFault(401, 'Unauthorized');
  throw failure(
    answer.kind === 'late'
      ? 'it did not answer in time'
      : answer.kind === 'error'
        ? answer.error
        : answer.why,
  );
}

function withoutBody(event: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { body: _, isBase64Encoded: __, ...rest } = event;
  return rest;
}

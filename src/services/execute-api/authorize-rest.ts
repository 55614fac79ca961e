// Who may call a method of a REST API: nothing, IAM, a Lambda authorizer, or the tokens of a user pool.
// Source: API Gateway developer guide, "Control and manage access to REST APIs".
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import { isFailed } from '../../lib/result.ts';
import { allows, readAuthorizerAnswer, statementsOf, type AuthorizerAnswer } from './authorizer-answer.ts';
import { callFunction, functionInUri } from './call-function.ts';
import { methodArn, type RestExchange } from './exchange.ts';
import { fitsWhole } from './fits-whole.ts';
import { gatewayError } from './gateway-responses.ts';
import { mappedValue } from './mapping.ts';
import { GatewayFault, headerOf } from './message.ts';
import { isObject } from './proxy-response.ts';
import { restEvent } from './rest-event.ts';
import { printed } from './vtl/values.ts';
import { scopesOf, type TokenKeys } from './token-keys.ts';

type Authorizer = ApiGatewayApi['shapes']['Authorizer'];

/** The exchange with what is known of the caller. @throws GatewayFault for one that may not */
export async function authorize(exchange: RestExchange, keys: TokenKeys): Promise<RestExchange> {
  const { authorizationType = 'NONE', authorizerId } = exchange.method;
  checkResourcePolicy(exchange);
  if (authorizationType === 'NONE') return exchange;
  if (authorizationType === 'AWS_IAM') return signedCaller(exchange);
  const authorizer = exchange.deployed.snapshot.authorizers.find(({ id }) => id === authorizerId);
  if (authorizer === undefined)
    throw new GatewayFault(
      gatewayError('AUTHORIZER_CONFIGURATION_ERROR'),
      `there is no authorizer ${authorizerId ?? ''}`,
    );
  if (authorizationType === 'COGNITO_USER_POOLS') return poolUser(authorizer, exchange, keys);
  return functionDecides(authorizer, exchange);
}

const denied = (more = ''): GatewayFault =>
  new GatewayFault(
    gatewayError('ACCESS_DENIED', {
      message: `User is not authorized to access this resource${more}`,
      errorType: 'AccessDeniedException',
    }),
  );

const unauthorized = (why: string, message = 'Unauthorized'): GatewayFault =>
  new GatewayFault(gatewayError('UNAUTHORIZED', { message }), why);

/** The policy of the API itself; without one all callers may. */
function checkResourcePolicy(exchange: RestExchange): void {
  const { policy = '' } = exchange.deployed.snapshot.api;
  if (policy === '') return;
  const arn = methodArn(exchange, exchange.path);
  const start = arn.split('/')[0] ?? '';
  const statements = statementsOf(JSON.parse(policy.replaceAll('"execute-api:/', `"${start}/`)));
  if (isFailed(statements))
    throw new GatewayFault(gatewayError('API_CONFIGURATION_ERROR'), statements.failed);
  const decision = allows(statements, arn, { 'aws:SourceIp': exchange.request.sourceIp });
  if (decision === 'Allowed') return;
  const message = `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${masked(arn)}`;
  throw new GatewayFault(
    gatewayError('ACCESS_DENIED', {
      message: decision === 'Denied' ? `${message} with an explicit deny` : message,
      errorType: 'AccessDeniedException',
    }),
  );
}

/** AWS shows the last digits of the account alone. */
function masked(arn: string): string {
  return arn.replace(/:\d{8}(\d{4}):/, ':********$1:');
}

/** Signatures are not verified here; the key says who calls. */
function signedCaller(exchange: RestExchange): RestExchange {
  const header = headerOf(exchange.request.headers, 'authorization');
  const key =
    /Credential=([^/,\s]+)\//.exec(header ?? '')?.[1] ??
    new URLSearchParams(exchange.request.query).get('X-Amz-Credential')?.split('/')[0];
  if (key === undefined) throw new GatewayFault(gatewayError('MISSING_AUTHENTICATION_TOKEN'));
  const caller = exchange.deployed.ground.sessions.find(key);
  if (caller === undefined)
    throw new GatewayFault(
      gatewayError('INVALID_SIGNATURE', {
        message: 'The security token included in the request is invalid.',
        errorType: 'UnrecognizedClientException',
      }),
    );
  const { arn, account } = caller;
  return {
    ...exchange,
    identity: {
      ...exchange.identity,
      accessKey: key,
      accountId: account,
      userArn: arn,
      caller: arn,
      user: arn,
    },
  };
}

async function poolUser(
  authorizer: Authorizer,
  exchange: RestExchange,
  keys: TokenKeys,
): Promise<RestExchange> {
  const { authorizationScopes = [] } = exchange.method;
  const source = authorizer.identitySource ?? 'method.request.header.Authorization';
  const token = mappedValue(source, exchange)?.replace(/^Bearer\s+/i, '');
  if (token === undefined || token === '') throw unauthorized('there is no token');
  const failures: string[] = [];
  for (const arn of authorizer.providerARNs ?? []) {
    const [, region = '', pool = ''] = /^arn:[^:]+:cognito-idp:([^:]+):[^:]*:userpool\/(.+)$/.exec(arn) ?? [];
    const claims = await keys.verify(
      token,
      `https://cognito-idp.${region}.amazonaws.com/${pool}`,
      exchange.deployed.ground.url,
    );
    if (isFailed(claims)) failures.push(claims.failed);
    else if (
      authorizationScopes.length > 0 &&
      !scopesOf(claims).some((each) => authorizationScopes.includes(each))
    )
      throw denied();
    else if (authorizationScopes.length === 0 && claims['token_use'] === 'access')
      failures.push('it is no identity token, and the method has no scopes');
    else return { ...exchange, authorizer: { claims: textClaims(claims) } };
  }
  const isExpired = failures.includes('the token has expired');
  throw unauthorized(failures.join('; '), isExpired ? 'The incoming token has expired' : 'Unauthorized');
}

function textClaims(claims: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : isObject(value) ? JSON.stringify(value) : printed(value),
    ]),
  );
}

async function functionDecides(authorizer: Authorizer, exchange: RestExchange): Promise<RestExchange> {
  const identity = identityOf(authorizer, exchange);
  const answer = await cachedAnswer(authorizer, identity, exchange);
  const { principalId, statements, context, usageIdentifierKey } = answer;
  const decision = allows(statements, methodArn(exchange, exchange.path));
  if (decision === 'Denied') throw denied(' with an explicit deny');
  if (decision === 'NotAllowed') throw denied();
  const key = usageIdentifierKey === undefined ? {} : { usageIdentifierKey };
  return { ...exchange, authorizer: { principalId, ...context, ...key } };
}

/** The values of the identity sources, all of which must be there. @throws GatewayFault */
function identityOf(
  { type, identitySource = '', identityValidationExpression = '' }: Authorizer,
  exchange: RestExchange,
): readonly string[] {
  const sources = identitySource
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const values = sources.map((source) => mappedValue(source, exchange));
  const missing = values.findIndex((value) => value === undefined || value === '');
  if (missing >= 0) throw unauthorized(`the request has no ${sources[missing] ?? ''}`);
  const [token = ''] = values;
  if (
    type === 'TOKEN' &&
    identityValidationExpression !== '' &&
    !fitsWhole(identityValidationExpression, token)
  )
    throw unauthorized('the token does not fit the expression of the authorizer');
  return values.map(String);
}

async function cachedAnswer(
  authorizer: Authorizer,
  identity: readonly string[],
  exchange: RestExchange,
): Promise<AuthorizerAnswer> {
  const { authorizations } = exchange.deployed;
  const { authorizerResultTtlInSeconds: ttl = 300 } = authorizer;
  const isCached = ttl > 0 && identity.length > 0;
  const key = JSON.stringify([authorizer.id, ...identity]);
  const known = isCached ? authorizations.get(key) : undefined;
  if (known !== undefined && known.until > exchange.request.at) return known.answer as AuthorizerAnswer;
  const answer = await askFunction(authorizer, identity, exchange);
  if (isCached) authorizations.set(key, { until: exchange.request.at + ttl * 1000, answer });
  return answer;
}

/** @throws GatewayFault */
async function askFunction(
  authorizer: Authorizer,
  identity: readonly string[],
  exchange: RestExchange,
): Promise<AuthorizerAnswer> {
  const { deployed } = exchange;
  const arn = methodArn(exchange, exchange.path);
  const payload =
    authorizer.type === 'TOKEN'
      ? { type: 'TOKEN', methodArn: arn, authorizationToken: identity[0] ?? '' }
      : { type: 'REQUEST', methodArn: arn, ...withoutBody(restEvent(exchange)) };
  const sourceArn = `${arn.split('/')[0] ?? ''}/authorizers/${authorizer.id ?? ''}`;
  const functionName = functionInUri(authorizer.authorizerUri ?? '', deployed.stageVariables) ?? '';
  const answer = await callFunction(deployed, { functionName, payload, sourceArn, timeoutMs: 29_000 });
  if (answer.kind === 'refused') throw failure(answer.why);
  if (answer.kind === 'late') throw failure('the authorizer did not answer in time');
  if (answer.kind === 'error') {
    const message = (answer.payload as { readonly errorMessage?: unknown } | null)?.errorMessage;
    throw message === 'Unauthorized' ? unauthorized('the authorizer says so') : failure(answer.error);
  }
  const read = readAuthorizerAnswer(answer.payload);
  if (isFailed(read)) throw failure(read.failed, 'AUTHORIZER_CONFIGURATION_ERROR');
  return read;
}

function failure(
  why: string,
  type: 'AUTHORIZER_FAILURE' | 'AUTHORIZER_CONFIGURATION_ERROR' = 'AUTHORIZER_FAILURE',
): GatewayFault {
  return new GatewayFault(gatewayError(type), `the authorizer failed: ${why}`);
}

function withoutBody(event: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { body: _, isBase64Encoded: __, ...rest } = event;
  return rest;
}

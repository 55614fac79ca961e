// The authorizers of an HTTP API: tokens that API Gateway checks itself, and functions that it asks.
import { sub } from './functions.ts';
import { compact, isMap, isTruthy, mapOf, member, type JsonMap } from './json.ts';
import type { SamContext } from './context.ts';
import { SamError } from './sam-error.ts';

/** Callers sign their requests. An authorizer of the template's own may have its name. */
const iamAuthorizer: JsonMap = {};

const iamScheme: JsonMap = {
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'awsSigv4',
};

/** By name; `AWS_IAM` is there when it is enabled. @throws SamError */
export function httpAuthorizersOf(id: string, auth: JsonMap): ReadonlyMap<string, JsonMap> {
  const found = new Map<string, JsonMap>();
  if (auth['EnableIamAuthorizer'] === true) found.set('AWS_IAM', iamAuthorizer);
  const given = auth['Authorizers'];
  if (!isTruthy(given)) return found;
  if (!isMap(given)) throw new SamError(id, "Property 'Auth.Authorizers' should be a map.");
  for (const [name, authorizer] of Object.entries(given)) {
    if (!isMap(authorizer)) throw new SamError(id, `Property 'Auth.Authorizers.${name}' should be a map.`);
    if (authorizer['OpenIdConnectUrl'] !== undefined)
      throw new SamError(
        id,
        `'OpenIdConnectUrl' is no longer a supported property for authorizer '${name}'. Please refer to the AWS SAM documentation.`,
      );
    checkAuthorizer(id, name, authorizer);
    found.set(name, authorizer);
  }
  return found;
}

const jwtOnly: Readonly<Record<string, string>> = {
  AuthorizationScopes: 'AuthorizationScopes is only supported for OAuth2 Authorizer.',
  JwtConfiguration: 'JwtConfiguration is only supported for OAuth2 Authorizer.',
  IdentitySource:
    "IdentitySource is only supported for OAuth2 Authorizer. For Lambda Authorizer, use the 'Identity' property instead.",
};
const lambdaOnly = [
  'FunctionArn',
  'FunctionInvokeRole',
  'Identity',
  'AuthorizerPayloadFormatVersion',
  'EnableSimpleResponses',
  'EnableFunctionDefaultPermissions',
];

function checkAuthorizer(id: string, name: string, authorizer: JsonMap): void {
  const given = (property: string) => authorizer[property] !== undefined && authorizer[property] !== null;
  if (given('AuthorizationScopes') && !Array.isArray(authorizer['AuthorizationScopes']))
    throw new SamError(id, 'AuthorizationScopes must be a list.');
  if (isTruthy(authorizer['JwtConfiguration'])) {
    const other = lambdaOnly.find(given);
    if (other !== undefined) throw new SamError(id, `${other} is only supported for Lambda Authorizer.`);
    if (!isTruthy(authorizer['IdentitySource']))
      throw new SamError(id, `${name} OAuth2 Authorizer must define 'IdentitySource'.`);
    return;
  }
  const other = Object.keys(jwtOnly).find(given);
  if (other !== undefined) throw new SamError(id, jwtOnly[other] ?? '');
  for (const needed of ['FunctionArn', 'AuthorizerPayloadFormatVersion'])
    if (!isTruthy(authorizer[needed]))
      throw new SamError(id, `${name} Lambda Authorizer must define '${needed}'.`);
  const isAllowed = authorizer['EnableFunctionDefaultPermissions'];
  if (isAllowed !== undefined && typeof isAllowed !== 'boolean')
    throw new SamError(
      id,
      `Property 'Authorizers.${name}.EnableFunctionDefaultPermissions' should be a boolean.`,
    );
}

const authorizerKey = 'x-amazon-apigateway-authorizer';

/** Its security scheme. @throws SamError */
export function schemeOf(
  name: string,
  authorizer: JsonMap,
  { id, context }: { readonly id: string; readonly context: SamContext },
): JsonMap {
  if (authorizer === iamAuthorizer) return { ...iamScheme };
  const jwt = authorizer['JwtConfiguration'];
  if (isTruthy(jwt)) {
    if (!isMap(jwt)) throw new SamError(id, "Property 'JwtConfiguration' should be a map.");
    const jwtConfiguration = Object.fromEntries(
      Object.entries(jwt).map(([key, value]) => [key.toLowerCase(), value]),
    );
    const identitySource = authorizer['IdentitySource'] ?? null;
    return { type: 'oauth2', [authorizerKey]: { jwtConfiguration, identitySource, type: 'jwt' } };
  }
  const identity = authorizer['Identity'];
  if (isTruthy(identity) && !isMap(identity))
    throw new SamError(id, `Property 'Auth.Authorizers.${name}.Identity' should be a map.`);
  const role = authorizer['FunctionInvokeRole'];
  const uri = `arn:${context.partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${__FunctionArn__}/invocations`;
  const simple = authorizer['EnableSimpleResponses'];
  return {
    type: 'apiKey',
    name: 'Unused',
    in: 'header',
    [authorizerKey]: compact({
      type: 'request',
      authorizerUri: sub(uri, { __FunctionArn__: authorizer['FunctionArn'] ?? null }),
      authorizerCredentials: isTruthy(role) && role !== 'NONE' ? role : undefined,
      authorizerResultTtlInSeconds: member(identity, 'ReauthorizeEvery'),
      identitySource: isTruthy(identity) ? identitySource(mapOf(identity), { id, name }) : undefined,
      authorizerPayloadFormatVersion: authorizer['AuthorizerPayloadFormatVersion'],
      enableSimpleResponses: isTruthy(simple) ? simple : undefined,
    }),
  };
}

const sources: Readonly<Record<string, string>> = {
  Headers: '$request.header.',
  QueryStrings: '$request.querystring.',
  StageVariables: '$stageVariables.',
  Context: '$context.',
};

function identitySource(
  identity: JsonMap,
  { id, name }: { readonly id: string; readonly name: string },
): string[] {
  return Object.entries(sources).flatMap(([key, prefix]) => {
    const values = identity[key];
    if (!isTruthy(values)) return [];
    const path = `Authorizers.${name}.Identity.${key}`;
    if (!Array.isArray(values)) throw new SamError(id, `Property '${path}' should be a list.`);
    return values.map((value, index) => {
      if (typeof value !== 'string')
        throw new SamError(id, `Property '${path}[${index}]' should be a string.`);
      return `${prefix}${value}`;
    });
  });
}

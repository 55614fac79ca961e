// Who may call a method of a REST API: authorizers, keys, and the default of the API.
import { allMethods, methodDefinitions, pathsOf, securityOf } from './api-document.ts';
import {
  compact,
  ensureMap,
  isMap,
  isSame,
  isTruthy,
  listOf,
  mapOf,
  member,
  type Json,
  type JsonMap,
  type Optional,
  pythonText,
} from './json.ts';
import { SamError, structureError } from './sam-error.ts';

const iamDefinition: JsonMap = {
  'x-amazon-apigateway-authtype': 'awsSigv4',
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
};

export function addKeyDefinition(document: JsonMap): void {
  ensureMap(document, 'securityDefinitions')['api_key'] ??= {
    type: 'apiKey',
    name: 'x-api-key',
    in: 'header',
  };
}

/** The authorizers of an API by name; `AWS_IAM` is there when it is the default. @throws SamError */
export function authorizersOf(
  apiId: string,
  auth: JsonMap,
  withDefault = true,
): ReadonlyMap<string, JsonMap> {
  const found = new Map<string, JsonMap>();
  if (withDefault && auth['DefaultAuthorizer'] === 'AWS_IAM') found.set('AWS_IAM', {});
  const given = auth['Authorizers'];
  if (!isTruthy(given)) return found;
  if (!isMap(given)) throw new SamError(apiId, "Property 'Auth.Authorizers' should be a map.");
  for (const [name, authorizer] of Object.entries(given)) {
    if (!isMap(authorizer)) throw new SamError(apiId, `Property 'Auth.Authorizers.${name}' should be a map.`);
    found.set(name, authorizer);
  }
  return found;
}

export function addAuthorizerDefinitions(
  document: JsonMap,
  authorizers: ReadonlyMap<string, JsonMap>,
  owner: AuthorizerOwner,
): void {
  const definitions = ensureMap(document, 'securityDefinitions');
  for (const [name, authorizer] of authorizers)
    definitions[name] =
      name === 'AWS_IAM' ? { ...iamDefinition } : authorizerDefinition(name, authorizer, owner);
}

export interface AuthorizerOwner {
  readonly apiId: string;
  readonly partition: string;
}

const authorizerKey = 'x-amazon-apigateway-authorizer';

function authorizerDefinition(
  name: string,
  authorizer: JsonMap,
  { apiId, partition }: AuthorizerOwner,
): JsonMap {
  const identity = authorizer['Identity'];
  const payload = authorizer['FunctionPayloadType'] ?? 'TOKEN';
  if (payload !== 'TOKEN' && payload !== 'REQUEST')
    throw new SamError(
      apiId,
      `${name} Authorizer has invalid 'FunctionPayloadType': ${pythonText(payload)}.`,
    );
  const scopes = authorizer['AuthorizationScopes'];
  if (scopes !== undefined && !Array.isArray(scopes))
    throw new SamError(apiId, `Property 'Authorizers.${name}.AuthorizationScopes' should be a list.`);
  if (payload === 'REQUEST' && isWithoutSource(identity))
    throw new SamError(
      apiId,
      `${name} Authorizer must specify Identity with at least one of Headers, QueryStrings, StageVariables, or Context.`,
    );
  if (isTruthy(identity) && !isMap(identity))
    throw new SamError(
      apiId,
      'Auth.Authorizers.<Authorizer>.Identity must be a dict (LambdaTokenAuthorizationIdentity, LambdaRequestAuthorizationIdentity or CognitoAuthorizationIdentity).',
    );
  const header = isTruthy(member(identity, 'Header')) ? member(identity, 'Header') : 'Authorization';
  const isCognito = isTruthy(authorizer['UserPoolArn']);
  return compact({
    type: 'apiKey',
    name: !isCognito && payload === 'REQUEST' ? 'Unused' : header,
    in: 'header',
    'x-amazon-apigateway-authtype': isCognito ? 'cognito_user_pools' : 'custom',
    [authorizerKey]: isCognito
      ? compact({
          type: 'cognito_user_pools',
          providerARNs: listOf(authorizer['UserPoolArn']),
          identityValidationExpression: truthy(member(identity, 'ValidationExpression')),
        })
      : lambdaAuthorizer({ name, authorizer, payload, apiId, partition }),
  });
}

function truthy(value: Optional): Optional {
  return isTruthy(value) ? value : undefined;
}

interface LambdaAuthorizer extends AuthorizerOwner {
  readonly name: string;
  readonly authorizer: JsonMap;
  readonly payload: string;
}

function lambdaAuthorizer({ name, authorizer, payload, apiId, partition }: LambdaAuthorizer): JsonMap {
  const identity = authorizer['Identity'];
  const role = authorizer['FunctionInvokeRole'];
  return compact({
    type: payload === 'REQUEST' ? 'request' : 'token',
    authorizerUri: {
      'Fn::Sub': [
        `arn:${partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${__FunctionArn__}/invocations`,
        { __FunctionArn__: authorizer['FunctionArn'] ?? null },
      ],
    },
    authorizerResultTtlInSeconds: member(identity, 'ReauthorizeEvery'),
    authorizerCredentials: role === 'NONE' ? undefined : truthy(role),
    identitySource:
      payload === 'REQUEST' ? truthy(identitySource(mapOf(identity), { name, apiId })) : undefined,
    identityValidationExpression:
      payload === 'TOKEN' ? truthy(member(identity, 'ValidationExpression')) : undefined,
  });
}

const sources: readonly (readonly [string, string])[] = [
  ['Headers', 'method.request.header.'],
  ['QueryStrings', 'method.request.querystring.'],
  ['StageVariables', 'stageVariables.'],
  ['Context', 'context.'],
];

function identitySource(
  identity: JsonMap,
  { name, apiId }: { readonly name: string; readonly apiId: string },
): string {
  const items = sources.flatMap(([key, prefix]) => {
    const values = identity[key];
    if (!isTruthy(values)) return [];
    const path = `Auth.Authorizers.${name}.Identity.${key}`;
    if (!Array.isArray(values)) throw new SamError(apiId, `Property '${path}' should be a list.`);
    return values.map((value, index) => {
      if (typeof value !== 'string')
        throw new SamError(apiId, `Property '${path}[${index}]' should be a string.`);
      return prefix + value;
    });
  });
  return items.join(', ');
}

/** One that is not cached needs no identity source. */
function isWithoutSource(identity: Optional): boolean {
  if (!isTruthy(identity)) return true;
  const isWithout = sources.every(([key]) => !isTruthy(member(identity, key)));
  const seconds = member(identity, 'ReauthorizeEvery');
  const count = typeof seconds === 'number' || typeof seconds === 'string' ? Number(seconds) : Number.NaN;
  return Number.isNaN(count) ? isWithout : count > 0 && isWithout;
}

export interface DefaultAuthorizer {
  readonly name: string;
  readonly authorizers: ReadonlyMap<string, JsonMap>;
  readonly withPreflight: boolean;
}

/** On every method that says nothing else; one that says NONE has none. */
export function setDefaultAuthorizer(
  document: JsonMap,
  { name, authorizers, withPreflight }: DefaultAuthorizer,
): void {
  const names = new Set(['AWS_IAM', ...authorizers.keys()]);
  for (const path of Object.keys(pathsOf(document)))
    for (const { name: method, definition } of allMethods(document, path)) {
      if (method === 'options' && !withPreflight) continue;
      const existing = checkedSecurity(definition, path, method);
      const others = existing.filter((each) => Object.keys(each).every((key) => !names.has(key)));
      const own = existing.filter((each) => !others.includes(each));
      const none = others.findIndex((each) => Object.hasOwn(each, 'NONE'));
      const added =
        none >= 0
          ? []
          : own.length > 0
            ? own
            : [{ [name]: member(authorizers.get(name), 'AuthorizationScopes') ?? [] }];
      setSecurity(document, definition, [...others.filter((_, index) => index !== none), ...added]);
    }
}

function checkedSecurity(definition: JsonMap, path: string, method: string): readonly JsonMap[] {
  return securityOf(definition, { path, method }).map((each) => {
    if (isMap(each)) return each;
    throw structureError(
      `${pythonText(each)} in Security for path ${path} method ${method} is not a valid dictionary.`,
    );
  });
}

function setSecurity(document: JsonMap, definition: JsonMap, security: readonly JsonMap[]): void {
  const [first] = security;
  if (first === undefined) return;
  definition['security'] = [...security];
  if (Object.hasOwn(first, 'AWS_IAM'))
    ensureMap(document, 'securityDefinitions')['AWS_IAM'] = { ...iamDefinition };
}

export function setDefaultKeyRequired(document: JsonMap, withPreflight: boolean): void {
  for (const path of Object.keys(pathsOf(document)))
    for (const { name: method, definition } of allMethods(document, path)) {
      const existing = checkedSecurity(definition, path, method);
      const isKey = (each: JsonMap) => Object.hasOwn(each, 'api_key') || Object.hasOwn(each, 'api_key_false');
      const others = existing.filter((each) => !isKey(each));
      const isOff = existing.some((each) => Object.hasOwn(each, 'api_key_false'));
      const isSpared = isOff || (method === 'options' && !withPreflight);
      const security = isSpared ? others : [...others, { api_key: [] }];
      if (!isSame([...security], [...existing])) definition['security'] = security;
    }
}

export interface MethodAuth {
  readonly path: string;
  readonly method: string;
  readonly auth: JsonMap;
  readonly apiAuth: JsonMap;
}

/** What an event says of its own method. */
export function addMethodAuth(document: JsonMap, { path, method, auth, apiAuth }: MethodAuth): void {
  const name = auth['Authorizer'];
  if (typeof name === 'string' && name !== '') {
    const authorizer = member(apiAuth, 'Authorizers', name);
    const own = auth['AuthorizationScopes'] ?? member(authorizer, 'AuthorizationScopes');
    const scopes: Json = name !== 'NONE' && authorizer !== undefined ? (own ?? []) : [];
    for (const definition of methodDefinitions(document, path, method))
      setSecurity(document, definition, [...checkedSecurity(definition, path, method), { [name]: scopes }]);
  }
  const isKeyRequired = auth['ApiKeyRequired'];
  if (isKeyRequired === undefined || isKeyRequired === null) return;
  for (const definition of methodDefinitions(document, path, method)) {
    if (isTruthy(isKeyRequired)) addKeyDefinition(document);
    const key = isTruthy(isKeyRequired) ? 'api_key' : 'api_key_false';
    definition['security'] = [...checkedSecurity(definition, path, method), { [key]: [] }];
  }
}

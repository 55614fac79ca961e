// The definition of an HTTP API as the transform edits it.
import {
  anyMethod,
  addPath,
  integrationKey,
  methodDefinitions,
  methodKey,
  pathItems,
  pathsOf,
  contentsOf,
  hasIntegration,
  securityOf,
} from './api-document.ts';
import { either, isFunction, ref } from './functions.ts';
import {
  compact,
  ensureMap,
  isList,
  isMap,
  isSame,
  isTruthy,
  listOf,
  member,
  type Json,
  type JsonMap,
  type Optional,
  pythonText,
} from './json.ts';
import { structureError } from './sam-error.ts';
import type { MethodPlace } from './swagger-integration.ts';

/** A method that the definition integrates itself stays as it is. */
export function addHttpIntegration(
  document: JsonMap,
  { path, method, condition }: MethodPlace,
  uri: JsonMap,
): void {
  if (hasIntegration(document, path, method)) return;
  const key = methodKey(method);
  addPath(document, path, method);
  for (const item of pathItems(document, path)) {
    const definition = ensureMap(item, key);
    definition[integrationKey] = {
      type: 'aws_proxy',
      httpMethod: 'POST',
      payloadFormatVersion: '2.0',
      uri: condition === undefined ? uri : either(condition, uri),
    };
    if (path === '$default' && key === anyMethod) definition['isDefaultRoute'] = true;
    definition['responses'] ??= {};
    if (condition !== undefined) item[key] = either(condition, definition);
  }
}

export function setPayloadVersion(document: JsonMap, { path, method }: MethodPlace, version: Json): void {
  for (const definition of methodDefinitions(document, path, method))
    ensureMap(definition, integrationKey)['payloadFormatVersion'] = version;
}

/** Those that the path names in braces. */
export function addPathParameters(document: JsonMap, { path, method }: MethodPlace): void {
  const names = [...path.matchAll(/\{(.*?)\}/g)].map(([, name = '']) => name);
  if (names.length === 0) return;
  for (const definition of methodDefinitions(document, path, method)) {
    const parameters = listOf(definition['parameters']);
    for (const name of names) {
      const existing = parameters.find((each) => member(each, 'name') === name);
      if (isMap(existing)) Object.assign(existing, { in: 'path', required: true });
      else parameters.push({ name, in: 'path', required: true });
    }
    definition['parameters'] = parameters;
  }
}

/** Whether the default route goes to this function: it needs no permission for each of its paths then. */
export function isDefaultOf(document: JsonMap, functionId: string): boolean {
  if (!hasIntegration(document, '$default', anyMethod)) return false;
  const definitions = pathItems(document, '$default').flatMap((item) => contentsOf(item[anyMethod] ?? null));
  return definitions.every((definition) => {
    const uri = member(definition, integrationKey, 'uri');
    return (
      isMap(uri) &&
      contentsOf(uri).every((each) => {
        const [name] = /[A-Za-z0-9]+\.Arn/.exec(pythonText(member(each, 'Fn::Sub') ?? '')) ?? [];
        return name?.slice(0, -'.Arn'.length) === functionId;
      })
    );
  });
}

export interface HttpAuth {
  readonly authorizer: string;
  readonly scopes: Optional;
  readonly authorizers: JsonMap;
}

export function addHttpAuth(
  document: JsonMap,
  { path, method }: MethodPlace,
  { authorizer, scopes, authorizers }: HttpAuth,
): void {
  const own = authorizer === 'NONE' || authorizer === 'AWS_IAM' ? undefined : authorizers[authorizer];
  const standard = member(own, 'AuthorizationScopes');
  const used = own === undefined ? [] : isTruthy(scopes) ? scopes : isTruthy(standard) ? standard : [];
  for (const definition of methodDefinitions(document, path, method))
    definition['security'] = [...securityOf(definition, { path, method }), { [authorizer]: used }];
}

/** On every method that says nothing else. */
export function setDefaultHttpAuthorizer(
  document: JsonMap,
  name: string,
  authorizers: ReadonlyMap<string, JsonMap>,
): void {
  for (const path of Object.keys(pathsOf(document)))
    for (const item of pathItems(document, path))
      for (const [method, value] of Object.entries(item)) {
        if (method === 'parameters' || method === 'options') continue;
        for (const definition of contentsOf(value)) {
          if (!isMap(definition))
            throw structureError(`Definition of method '${method}' for path '${path}' should be a map.`);
          if (!isTruthy(definition[integrationKey]) || isTruthy(definition['security'])) continue;
          definition['security'] = [{ [name]: member(authorizers.get(name), 'AuthorizationScopes') ?? [] }];
        }
      }
}

export function addHttpTags(document: JsonMap, tags: JsonMap): void {
  const all = document['tags'] ?? [];
  if (!Array.isArray(all)) throw structureError('Tags in OpenApi DefinitionBody needs to be a list.');
  for (const [name, value] of Object.entries(tags)) {
    const existing = all.find((tag) => member(tag, 'name') === name);
    if (isMap(existing)) existing['x-amazon-apigateway-tag-value'] = value;
    else all.push({ name, 'x-amazon-apigateway-tag-value': value });
  }
  document['tags'] = all;
}

const corsNames = [
  'AllowOrigins',
  'AllowHeaders',
  'AllowMethods',
  'ExposeHeaders',
  'MaxAge',
  'AllowCredentials',
];

/** @param cors SAM's CorsConfiguration, with its names in OpenAPI's case when it is a function */
export function addHttpCors(document: JsonMap, cors: JsonMap): void {
  const existing = document['x-amazon-apigateway-cors'] ?? {};
  if (!isMap(existing))
    throw structureError(
      "Value of 'x-amazon-apigateway-cors' must be a dictionary according to Swagger spec.",
    );
  const lower = (name: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const origins = cors['AllowOrigins'];
  if (isFunction(origins)) {
    let text = JSON.stringify(origins);
    for (const name of corsNames) text = text.replaceAll(name, lower(name));
    document['x-amazon-apigateway-cors'] = { ...existing, ...(JSON.parse(text) as JsonMap) };
    return;
  }
  const given = Object.fromEntries(
    corsNames.map((name) => {
      const value = cors[name];
      if (name === 'MaxAge') return [lower(name), value];
      if (name === 'AllowCredentials') return [lower(name), value === true ? true : undefined];
      return [lower(name), isTruthy(value) ? value : undefined];
    }),
  );
  document['x-amazon-apigateway-cors'] = { ...existing, ...compact(given) };
}

export function setHttpEndpoint(document: JsonMap, isDisabled: Json): void {
  const servers = document['servers'] ?? [{}];
  if (!isList(servers)) throw structureError("Value of 'servers' must be a list according to Swagger spec.");
  for (const server of servers) {
    if (!isMap(server))
      throw structureError("Value of 'servers' item must be a dictionary according to Swagger spec.");
    const configuration = ensureMap(server, 'x-amazon-apigateway-endpoint-configuration');
    configuration['disableExecuteApiEndpoint'] = isDisabled;
  }
  document['servers'] = servers;
}

/** The title that SAM writes, which a name takes the place of. */
export function hasOwnTitle(document: JsonMap): boolean {
  return isSame(member(document, 'info', 'title'), ref('AWS::StackName'));
}

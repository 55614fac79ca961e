// What API Gateway does with a method of a REST API: calls a function, or starts a state machine.
import { addPath, integrationKey, methodDefinitions, methodKey, pathItems } from './api-document.ts';
import { either } from './functions.ts';
import {
  compact,
  ensureMap,
  isMap,
  isTruthy,
  listOf,
  mapOf,
  member,
  type Json,
  type JsonMap,
  type Optional,
  pythonText,
} from './json.ts';

export interface MethodPlace {
  readonly path: string;
  readonly method: string;
  readonly condition?: string | undefined;
}

export interface LambdaIntegration {
  readonly uri: JsonMap;
  readonly partition: string;
  readonly methodAuth: JsonMap;
  readonly apiAuth: JsonMap;
  readonly isStreamed: boolean;
}

export function addLambdaIntegration(
  document: JsonMap,
  place: MethodPlace,
  integration: LambdaIntegration,
): void {
  const { methodAuth, apiAuth, isStreamed, uri } = integration;
  const isSigned =
    methodAuth['Authorizer'] === 'AWS_IAM' ||
    (apiAuth['DefaultAuthorizer'] === 'AWS_IAM' && !isTruthy(methodAuth));
  setIntegration(document, place, {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: place.condition === undefined ? uri : either(place.condition, uri),
    responseTransferMode: isStreamed ? 'STREAM' : undefined,
    credentials: isSigned ? credentialsOf(integration) : undefined,
  });
}

/** The role that API Gateway calls the function with: the caller's own rights unless something else is said. */
function credentialsOf({ partition, methodAuth, apiAuth }: LambdaIntegration): Optional {
  const roleIn = (auth: JsonMap): Optional =>
    isTruthy(auth['InvokeRole'])
      ? auth['InvokeRole']
      : Object.hasOwn(auth, 'InvokeRole')
        ? 'NONE'
        : undefined;
  const role = roleIn(methodAuth) ?? roleIn(apiAuth) ?? 'CALLER_CREDENTIALS';
  if (role === 'NONE') return undefined;
  return role === 'CALLER_CREDENTIALS' ? `arn:${partition}:iam::*:user/*` : role;
}

export function addStateMachineIntegration(
  document: JsonMap,
  place: MethodPlace,
  {
    uri,
    credentials,
    requestTemplates,
  }: { readonly uri: JsonMap; readonly credentials: Json; readonly requestTemplates: JsonMap },
): void {
  setIntegration(
    document,
    place,
    {
      type: 'aws',
      httpMethod: 'POST',
      uri: place.condition === undefined ? uri : either(place.condition, uri),
      responses: { '200': { statusCode: '200' }, '400': { statusCode: '400' } },
      credentials,
      requestTemplates,
    },
    { '200': { description: 'OK' }, '400': { description: 'Bad Request' } },
  );
}

function setIntegration(
  document: JsonMap,
  { path, method, condition }: MethodPlace,
  ...[integration, responses = {}]: readonly [Readonly<Record<string, Optional>>, JsonMap?]
): void {
  addPath(document, path, method);
  const key = methodKey(method);
  for (const item of pathItems(document, path)) {
    const definition = ensureMap(item, key);
    definition[integrationKey] = compact(integration);
    definition['responses'] ??= responses;
    if (condition !== undefined) item[key] = either(condition, definition);
  }
}

export function setTimeoutOf(document: JsonMap, { path, method }: MethodPlace, timeout: Json): void {
  for (const definition of methodDefinitions(document, path, method))
    ensureMap(definition, integrationKey)['timeoutInMillis'] = timeout;
}

/** The model that a request's body must fit. */
export function addRequestModel(document: JsonMap, { path, method }: MethodPlace, request: JsonMap): void {
  const name = pythonText(request['Model']).toLowerCase();
  const required = request['Required'];
  for (const definition of methodDefinitions(document, path, method)) {
    if (isTruthy(document['swagger'])) {
      definition['parameters'] = [
        ...listOf(definition['parameters']),
        compact({ in: 'body', name, schema: { $ref: `#/definitions/${name}` }, required }),
      ];
    } else {
      const schema = { $ref: `#/components/schemas/${name}` };
      definition['requestBody'] = compact({ content: { 'application/json': { schema } }, required });
    }
  }
}

export function addRequestValidator(
  document: JsonMap,
  { path, method }: MethodPlace,
  { body, parameters }: { readonly body: boolean; readonly parameters: boolean },
): void {
  const name = body
    ? parameters
      ? 'body-and-params'
      : 'body-only'
    : parameters
      ? 'params-only'
      : 'no-validation';
  const validators = ensureMap(document, 'x-amazon-apigateway-request-validators');
  validators[name] ??= { validateRequestBody: body, validateRequestParameters: parameters };
  for (const definition of methodDefinitions(document, path, method))
    definition['x-amazon-apigateway-request-validator'] = name;
}

export interface RequestParameter {
  /** `method.request.querystring.page` */
  readonly name: string;
  readonly isRequired: Json;
  readonly isCached: Json;
}

export function addRequestParameters(
  document: JsonMap,
  { path, method }: MethodPlace,
  parameters: readonly RequestParameter[],
): void {
  for (const definition of methodDefinitions(document, path, method)) {
    const all = listOf(definition['parameters']);
    for (const { name, isRequired, isCached } of parameters) {
      const [location = '', ...rest] = name.replace('method.request.', '').split('.');
      const place = location === 'querystring' ? 'query' : location;
      all.push({ in: place, name: rest.join('.'), required: isRequired, type: 'string' });
      if (!isTruthy(isCached)) continue;
      const integration = ensureMap(definition, integrationKey);
      integration['cacheKeyParameters'] = [...listOf(integration['cacheKeyParameters']), name];
    }
    definition['parameters'] = all;
  }
}

/** Security definitions become components in OpenAPI 3, and answers of OPTIONS have their headers' types in a schema. */
export function asOpenApi3(document: JsonMap): void {
  const move = (from: string, to: string): void => {
    if (!isTruthy(document[from])) return;
    document['components'] = { ...mapOf(document['components']), [to]: document[from] };
    delete document[from];
  };
  move('securityDefinitions', 'securitySchemes');
  move('definitions', 'schemas');
  for (const item of Object.values(mapOf(document['paths']))) {
    const options = member(item, 'options');
    if (!isMap(options)) continue;
    delete options['produces'];
    delete options['consumes'];
    const headers = member(options, 'responses', '200', 'headers');
    if (isMap(headers)) for (const [name, type] of Object.entries(headers)) headers[name] = { schema: type };
  }
}

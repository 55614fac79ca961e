// One operation of an OpenAPI document as a method of a REST API, with its integration. Pure.
import { defined } from '../../lib/defined.ts';
import { newIntegration } from './integrations.ts';
import {
  itemsOf,
  requirementsOf,
  resolved,
  securitySchemes,
  textOf,
  textsOf,
  treeOf,
  type Operation,
  type Tree,
} from './open-api.ts';
import { badRequest, type Shapes } from './rest-call.ts';

type Method = Shapes['Method'];

/** Names of authorizers and validators to their ids, and of models that have one. */
export interface ImportNames {
  readonly document: Tree;
  readonly authorizers: Readonly<Record<string, Shapes['Authorizer']>>;
  readonly validators: Readonly<Record<string, string>>;
}

export function importedMethod(
  given: Operation,
  { names, resourceId }: { readonly names: ImportNames; readonly resourceId: string },
): Method {
  const { operation, verb } = given;
  const validator = textOf(
    operation['x-amazon-apigateway-request-validator'] ??
      names.document['x-amazon-apigateway-request-validator'],
  );
  const integration = operation['x-amazon-apigateway-integration'];
  return {
    httpMethod: verb,
    ...authorizationOf(operation, names),
    ...defined({
      operationName: textOf(operation['operationId']),
      requestValidatorId: validator === undefined ? undefined : names.validators[validator],
    }),
    ...requestOf(given, names.document),
    ...responsesOf(operation, names.document),
    ...(integration === undefined
      ? {}
      : { methodIntegration: importedIntegration(resolved(names.document, integration), resourceId) }),
  };
}

type Authorization = Pick<
  Method,
  'authorizationType' | 'authorizerId' | 'authorizationScopes' | 'apiKeyRequired'
>;

function authorizationOf(operation: Tree, { document, authorizers }: ImportNames): Authorization {
  const schemes = securitySchemes(document);
  const required = requirementsOf(document, operation);
  const own = textOf(treeOf(operation['x-amazon-apigateway-auth'])['type']);
  const chosen = required.find(({ name }) => authorizers[name] !== undefined);
  const authorizer = chosen === undefined ? undefined : authorizers[chosen.name];
  const isSigned = required.some(
    ({ name }) => textOf(treeOf(schemes[name])['x-amazon-apigateway-authtype'])?.toLowerCase() === 'awssigv4',
  );
  const apiKeyRequired = required.some(({ name }) => isApiKey(treeOf(schemes[name])));
  if (own !== undefined) return { authorizationType: own.toUpperCase(), apiKeyRequired };
  if (authorizer === undefined) return { authorizationType: isSigned ? 'AWS_IAM' : 'NONE', apiKeyRequired };
  const isPool = authorizer.type === 'COGNITO_USER_POOLS';
  return {
    authorizationType: isPool ? 'COGNITO_USER_POOLS' : 'CUSTOM',
    authorizerId: authorizer.id ?? '',
    apiKeyRequired,
    ...(isPool && (chosen?.scopes.length ?? 0) > 0 ? { authorizationScopes: chosen?.scopes ?? [] } : {}),
  };
}

/** A scheme in `x-api-key` that has no authorizer. */
function isApiKey(scheme: Tree): boolean {
  return (
    scheme['type'] === 'apiKey' &&
    textOf(scheme['name'])?.toLowerCase() === 'x-api-key' &&
    scheme['x-amazon-apigateway-authorizer'] === undefined
  );
}

const places: Readonly<Record<string, string>> = { query: 'querystring', header: 'header', path: 'path' };

function requestOf(
  { operation, parameters }: Operation,
  document: Tree,
): Pick<Method, 'requestParameters' | 'requestModels'> {
  const requestParameters = Object.fromEntries(
    parameters.flatMap((each) => {
      const place = places[textOf(each['in']) ?? ''];
      const name = textOf(each['name']);
      if (place === undefined || name === undefined) return [];
      return [[`method.request.${place}.${name}`, each['required'] === true] as const];
    }),
  );
  const body = parameters.find((each) => each['in'] === 'body');
  const inBody =
    body === undefined ? contentModels(operation['requestBody'], document) : swaggerModels(operation, body);
  return {
    ...(Object.keys(requestParameters).length === 0 ? {} : { requestParameters }),
    ...(Object.keys(inBody).length === 0 ? {} : { requestModels: inBody }),
  };
}

type Models = Readonly<Record<string, string>>;

function swaggerModels(operation: Tree, body: Tree): Models {
  const name = modelIn(body['schema']);
  const types = itemsOf(operation['consumes']).map(String);
  return name === undefined
    ? {}
    : Object.fromEntries((types.length === 0 ? ['application/json'] : types).map((type) => [type, name]));
}

function contentModels(body: unknown, document: Tree): Models {
  const content = treeOf(resolved(document, body)['content']);
  return Object.fromEntries(
    Object.entries(content).flatMap(([type, each]) => {
      const name = modelIn(treeOf(each)['schema']);
      return name === undefined ? [] : [[type, name] as const];
    }),
  );
}

/** The last part of a reference: `#/definitions/Pet`, `#/components/schemas/Pet`. */
function modelIn(schema: unknown): string | undefined {
  return textOf(treeOf(schema)['$ref'])?.split('/').at(-1);
}

function responsesOf(operation: Tree, document: Tree): Pick<Method, 'methodResponses'> {
  const responses = Object.entries(treeOf(operation['responses'])).flatMap(([statusCode, each]) => {
    if (!/^\d{3}$/.test(statusCode)) return [];
    const response = resolved(document, each);
    const headers = Object.keys(treeOf(response['headers']));
    const model = modelIn(response['schema']);
    const models = model === undefined ? contentModels(response, document) : { 'application/json': model };
    const responseParameters = Object.fromEntries(
      headers.map((name) => [`method.response.header.${name}`, false]),
    );
    const responseModels = Object.keys(models).length === 0 ? {} : { responseModels: models };
    return [
      [
        statusCode,
        { statusCode, ...(headers.length === 0 ? {} : { responseParameters }), ...responseModels },
      ] as const,
    ];
  });
  return responses.length === 0 ? {} : { methodResponses: Object.fromEntries(responses) };
}

function importedIntegration(given: Tree, resourceId: string): Shapes['Integration'] {
  const type = textOf(given['type'])?.toUpperCase();
  if (type !== 'AWS' && type !== 'AWS_PROXY' && type !== 'HTTP' && type !== 'HTTP_PROXY' && type !== 'MOCK')
    throw badRequest(`Invalid OpenAPI input. An integration has the type "${type ?? ''}"`);
  const contentHandling = textOf(
    given['contentHandling'],
  )?.toUpperCase() as Shapes['Integration']['contentHandling'];
  const timeout = textOf(given['timeoutInMillis']);
  const about = defined({
    type,
    integrationHttpMethod: type === 'MOCK' ? undefined : textOf(given['httpMethod'])?.toUpperCase(),
    uri: textOf(given['uri']),
    credentials: textOf(given['credentials']),
    connectionType: textOf(given['connectionType'])?.toUpperCase() as Shapes['Integration']['connectionType'],
    connectionId: textOf(given['connectionId']),
    passthroughBehavior: textOf(given['passthroughBehavior'])?.toUpperCase(),
    contentHandling,
    timeoutInMillis: timeout === undefined ? undefined : Number(timeout),
    requestParameters:
      given['requestParameters'] === undefined ? undefined : textsOf(given['requestParameters']),
    requestTemplates:
      given['requestTemplates'] === undefined ? undefined : textsOf(given['requestTemplates']),
  });
  return { ...newIntegration(about, resourceId), ...integrationResponsesOf(given) };
}

function integrationResponsesOf(given: Tree): Pick<Shapes['Integration'], 'integrationResponses'> {
  const responses = Object.entries(treeOf(given['responses'])).map(([pattern, each]) => {
    const response = treeOf(each);
    const statusCode = textOf(response['statusCode']) ?? '200';
    const contentHandling = textOf(response['contentHandling'])?.toUpperCase();
    return [
      statusCode,
      defined({
        statusCode,
        selectionPattern: pattern === 'default' ? undefined : pattern,
        responseParameters:
          response['responseParameters'] === undefined ? undefined : textsOf(response['responseParameters']),
        responseTemplates:
          response['responseTemplates'] === undefined ? undefined : textsOf(response['responseTemplates']),
        contentHandling: contentHandling as Shapes['IntegrationResponse']['contentHandling'],
      }),
    ] as const;
  });
  return responses.length === 0 ? {} : { integrationResponses: Object.fromEntries(responses) };
}

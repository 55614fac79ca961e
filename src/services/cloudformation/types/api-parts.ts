// What belongs to the APIs of API Gateway in a stack: authorizers, validators, models, responses of the gateway.
import type { Values } from '../../../aws/wire/message.ts';
import { calledType } from '../recorded-type.ts';
import { textIn, without, type Made, type ResourceHandler, type ResourceHandlers } from '../resource-type.ts';

const gone = ['NotFoundException'];
const common = { here: 'executed', service: 'apigateway', gone } as const;

interface Part {
  /** `Authorizer`: CreateAuthorizer, DeleteAuthorizer. */
  readonly word: string;
  readonly properties: readonly string[];
  /** The path of a property in patches; what has none cannot be changed. */
  readonly paths: Readonly<Record<string, string>>;
  /** The member that names it. */
  readonly id: string;
  /** The member of the answer that it is named by. */
  readonly named?: string;
  /** The attribute that gives its id. */
  readonly attribute?: string;
}

function operations(paths: Readonly<Record<string, string>>, properties: Values, before: Values): Values[] {
  return Object.entries(paths).flatMap(([property, path]) => {
    const value = properties[property];
    if (value !== undefined) return [{ op: 'replace', path, value: patchText(value) }];
    return before[property] === undefined ? [] : [{ op: 'replace', path, value: '' }];
  });
}

/** A patch has texts. */
export function patchText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function partOfRestApi({ word, properties, paths, id, named = 'id', attribute }: Part): ResourceHandler {
  return calledType({
    ...common,
    properties,
    create: ({ properties: given, name }) => [`Create${word}`, { Name: name, ...given }],
    made: (answer = {}): Made => {
      const physicalId = textIn(answer, named);
      return { physicalId, attributes: attribute === undefined ? {} : { [attribute]: physicalId } };
    },
    update: ({ properties: given }, { physicalId, properties: before }) => [
      `Update${word}`,
      { restApiId: given['RestApiId'], [id]: physicalId, patchOperations: operations(paths, given, before) },
    ],
    remove: ({ physicalId, properties: { RestApiId } }) => [
      `Delete${word}`,
      { restApiId: RestApiId, [id]: physicalId },
    ],
  });
}

const authorizerPaths = {
  AuthType: '/authType',
  AuthorizerCredentials: '/authorizerCredentials',
  AuthorizerResultTtlInSeconds: '/authorizerResultTtlInSeconds',
  AuthorizerUri: '/authorizerUri',
  IdentitySource: '/identitySource',
  IdentityValidationExpression: '/identityValidationExpression',
  Name: '/name',
  Type: '/type',
};

export const apiPartTypes: ResourceHandlers = {
  'AWS::ApiGateway::Authorizer': partOfRestApi({
    word: 'Authorizer',
    properties: [...Object.keys(authorizerPaths), 'ProviderARNs', 'RestApiId'],
    paths: authorizerPaths,
    id: 'authorizerId',
    attribute: 'AuthorizerId',
  }),
  'AWS::ApiGateway::GatewayResponse': calledType({
    ...common,
    properties: ['ResponseParameters', 'ResponseTemplates', 'ResponseType', 'RestApiId', 'StatusCode'],
    create: ({ properties }) => ['PutGatewayResponse', properties],
    made: (_answer, { name }) => ({ physicalId: name, attributes: { Id: name } }),
    update: ({ properties }) => ['PutGatewayResponse', properties],
    remove: ({ properties: { RestApiId, ResponseType } }) => [
      'DeleteGatewayResponse',
      { restApiId: RestApiId, responseType: ResponseType },
    ],
  }),
  'AWS::ApiGateway::Model': calledType({
    ...common,
    name: { property: 'Name', longest: 128 },
    properties: ['ContentType', 'Description', 'Name', 'RestApiId', 'Schema'],
    create: ({ properties, name }) => [
      'CreateModel',
      {
        ContentType: 'application/json',
        ...without(properties, 'Schema'),
        // A name of API Gateway has letters and digits alone.
        Name: name.replaceAll('-', ''),
        ...(properties['Schema'] === undefined ? {} : { Schema: patchText(properties['Schema']) }),
      },
    ],
    made: (answer = {}) => ({ physicalId: textIn(answer, 'name'), attributes: {} }),
    update: ({ properties }, { physicalId, properties: before }) => [
      'UpdateModel',
      {
        restApiId: properties['RestApiId'],
        modelName: physicalId,
        patchOperations: operations({ Description: '/description', Schema: '/schema' }, properties, before),
      },
    ],
    remove: ({ physicalId, properties: { RestApiId } }) => [
      'DeleteModel',
      { restApiId: RestApiId, modelName: physicalId },
    ],
  }),
  'AWS::ApiGateway::RequestValidator': partOfRestApi({
    word: 'RequestValidator',
    properties: ['Name', 'RestApiId', 'ValidateRequestBody', 'ValidateRequestParameters'],
    paths: {
      ValidateRequestBody: '/validateRequestBody',
      ValidateRequestParameters: '/validateRequestParameters',
    },
    id: 'requestValidatorId',
    attribute: 'RequestValidatorId',
  }),
};

// A REST API from an OpenAPI document: made, replaced, or added to.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import { defined } from '../../lib/defined.ts';
import type { Operations, ServiceCall } from '../service.ts';
import type { Kind } from './api-store.ts';
import { checkIntegration, checkTemplates } from './check-integration.ts';
import { gatewayResponseTypes, type GatewayResponseType } from '../execute-api/gateway-responses.ts';
import { importedMethod, type ImportNames } from './imported-method.ts';
import { checkMethod } from './methods.ts';
import {
  itemsOf,
  operationsOf,
  readOpenApi,
  securitySchemes,
  textOf,
  textsOf,
  treeOf,
  type Operation,
  type Tree,
} from './open-api.ts';
import { checkAuthorizer } from './parts.ts';
import { makeResource } from './resources.ts';
import { badRequest, newApiId, restApiOf, storeOf, type Op, type Shapes } from './rest-call.ts';
import { makeRestApi, saveRestApi, shown } from './rest-apis.ts';

interface Importing {
  readonly restApiId: string;
  readonly document: Tree;
  readonly call: ServiceCall;
  /** What stands before every path. */
  readonly basePath: string;
}

const importRestApi: Op<'ImportRestApi'> = ({ body, parameters }, call) => {
  const document = readOpenApi(body);
  return storeOf(call).atOnce(() => {
    const name = textOf(treeOf(document['info'])['title']) ?? 'Untitled';
    const types = textOf(parameters?.['endpointConfigurationTypes'])?.split(',') as Types;
    const endpoint = defined({ endpointConfiguration: types === undefined ? undefined : { types } });
    const { id: restApiId = '' } = makeRestApi({ name, ...endpoint }, call);
    return importInto({ restApiId, document, call, basePath: basePathOf(document, parameters) });
  });
};

type Types = Shapes['EndpointConfiguration']['types'] | undefined;

const putRestApi: Op<'PutRestApi'> = ({ restApiId, mode = 'merge', body, parameters }, call) => {
  const document = readOpenApi(body);
  restApiOf({ restApiId }, call);
  return storeOf(call).atOnce(() => {
    if (mode === 'overwrite') clear(restApiId, call);
    return importInto({ restApiId, document, call, basePath: basePathOf(document, parameters) });
  });
};

/** API Gateway developer guide, "Set the OpenAPI basePath property". @throws AwsError */
function basePathOf(document: Tree, parameters: Readonly<Record<string, string>> = {}): string {
  const mode = parameters['basepath'] ?? 'ignore';
  const server = textOf(treeOf(itemsOf(document['servers'])[0])['url']);
  const path = textOf(document['basePath']) ?? server?.replace(/^https?:\/\/[^/]*/, '') ?? '';
  if (mode === 'split') throw badRequest('Slipway does not execute the mode "split" of basepath');
  return mode === 'prepend' && path !== '/' ? path.replace(/\/$/, '') : '';
}

/** All but the root, which keeps its id, and what is deployed. */
function clear(restApiId: string, call: ServiceCall): void {
  const store = storeOf(call);
  const remove = (kind: Kind, ids: readonly (string | undefined)[]): void => {
    for (const id of ids) store.remove(kind, { owner: restApiId, id: id ?? '' });
  };
  const root = store.list('resource', restApiId).find(({ path }) => path === '/');
  remove(
    'resource',
    store.list('resource', restApiId).map(({ id }) => id),
  );
  remove(
    'authorizer',
    store.list('authorizer', restApiId).map(({ id }) => id),
  );
  remove(
    'model',
    store.list('model', restApiId).map(({ name }) => name),
  );
  remove(
    'validator',
    store.list('validator', restApiId).map(({ id }) => id),
  );
  remove(
    'gatewayResponse',
    store.list('gatewayResponse', restApiId).map(({ responseType }) => responseType),
  );
  if (root?.id !== undefined)
    store.put('resource', { owner: restApiId, id: root.id }, { id: root.id, path: '/' });
}

function importInto(importing: Importing): Shapes['RestApi'] {
  const { document, call } = importing;
  const api = withDocument(restApiOf(importing, call), document);
  saveRestApi(api, call);
  importModels(importing);
  const names: ImportNames = {
    document,
    authorizers: importAuthorizers(importing),
    validators: importValidators(importing),
  };
  importGatewayResponses(importing);
  for (const operation of operationsOf(document)) importOperation(operation, names, importing);
  return shown(api);
}

function withDocument(api: Shapes['RestApi'], document: Tree): Shapes['RestApi'] {
  const info = treeOf(document['info']);
  const binary = document['x-amazon-apigateway-binary-media-types'];
  const policy = document['x-amazon-apigateway-policy'];
  const size = textOf(document['x-amazon-apigateway-minimum-compression-size']);
  const source = textOf(document['x-amazon-apigateway-api-key-source'])?.toUpperCase();
  const endpoint = treeOf(document['x-amazon-apigateway-endpoint-configuration']);
  const isDisabled = endpoint['disableExecuteApiEndpoint'];
  return {
    ...api,
    ...defined({
      name: textOf(info['title']),
      description: textOf(info['description']),
      version: textOf(info['version']),
      binaryMediaTypes: binary === undefined ? undefined : itemsOf(binary).map(String),
      policy: policy === undefined ? undefined : JSON.stringify(policy),
      minimumCompressionSize: size === undefined ? undefined : Number(size),
      apiKeySource: source === 'HEADER' || source === 'AUTHORIZER' ? source : undefined,
      disableExecuteApiEndpoint: typeof isDisabled === 'boolean' ? isDisabled : undefined,
    }),
  };
}

function importModels({ restApiId, document, call }: Importing): void {
  const schemas = treeOf(document['definitions'] ?? treeOf(document['components'])['schemas']);
  for (const [name, given] of Object.entries(schemas)) {
    const schema = JSON.stringify(given).replaceAll(
      /"#\/(?:definitions|components\/schemas)\/([^"/]+)"/g,
      `"https://apigateway.amazonaws.com/restapis/${restApiId}/models/$1"`,
    );
    const model = { id: newApiId(6), name, contentType: 'application/json', schema };
    storeOf(call).put('model', { owner: restApiId, id: name }, model);
  }
}

function importAuthorizers({ restApiId, document, call }: Importing): ImportNames['authorizers'] {
  const store = storeOf(call);
  const existing = store.list('authorizer', restApiId);
  const entries = Object.entries(securitySchemes(document)).flatMap(([name, scheme]) => {
    const given = treeOf(scheme)['x-amazon-apigateway-authorizer'];
    if (given === undefined) return [];
    const id = existing.find((each) => each.name === name)?.id ?? newApiId(6);
    const authorizer = { id, name, ...authorizerOf(treeOf(given), treeOf(scheme)) };
    checkAuthorizer(authorizer);
    store.put('authorizer', { owner: restApiId, id }, authorizer);
    return [[name, authorizer] as const];
  });
  return Object.fromEntries(entries);
}

function authorizerOf(given: Tree, scheme: Tree): Shapes['Authorizer'] {
  const type = textOf(given['type'])?.toUpperCase();
  if (type !== 'TOKEN' && type !== 'REQUEST' && type !== 'COGNITO_USER_POOLS')
    throw badRequest(`Slipway does not execute authorizers of the type "${type ?? ''}" in REST APIs`);
  const ttl = textOf(given['authorizerResultTtlInSeconds']);
  const header = `method.request.header.${textOf(scheme['name']) ?? 'Authorization'}`;
  const source = textOf(given['identitySource']) ?? (type === 'REQUEST' ? undefined : header);
  return defined({
    type,
    authType: textOf(scheme['x-amazon-apigateway-authtype']),
    authorizerUri: textOf(given['authorizerUri']),
    authorizerCredentials: textOf(given['authorizerCredentials']),
    identitySource: source,
    identityValidationExpression: textOf(given['identityValidationExpression']),
    authorizerResultTtlInSeconds: ttl === undefined ? 300 : Number(ttl),
    providerARNs:
      given['providerARNs'] === undefined ? undefined : itemsOf(given['providerARNs']).map(String),
  });
}

function importValidators({ restApiId, document, call }: Importing): ImportNames['validators'] {
  const store = storeOf(call);
  const existing = store.list('validator', restApiId);
  const given = treeOf(document['x-amazon-apigateway-request-validators']);
  return Object.fromEntries(
    Object.entries(given).map(([name, each]) => {
      const id = existing.find((validator) => validator.name === name)?.id ?? newApiId(6);
      const { validateRequestBody, validateRequestParameters } = treeOf(each);
      const isTrue = (value: unknown): boolean => value === true;
      store.put(
        'validator',
        { owner: restApiId, id },
        {
          id,
          name,
          validateRequestBody: isTrue(validateRequestBody),
          validateRequestParameters: isTrue(validateRequestParameters),
        },
      );
      return [name, id];
    }),
  );
}

function importGatewayResponses({ restApiId, document, call }: Importing): void {
  for (const [name, given] of Object.entries(treeOf(document['x-amazon-apigateway-gateway-responses']))) {
    const responseType = gatewayResponseTypes.find((each) => each === name);
    if (responseType === undefined)
      throw badRequest(`Invalid OpenAPI input. There is no gateway response "${name}"`);
    storeOf(call).put(
      'gatewayResponse',
      { owner: restApiId, id: name },
      gatewayResponseOf(responseType, treeOf(given)),
    );
  }
}

function gatewayResponseOf(responseType: GatewayResponseType, given: Tree): Shapes['GatewayResponse'] {
  const statusCode = textOf(given['statusCode']);
  return {
    responseType,
    ...defined({ statusCode }),
    responseParameters: textsOf(given['responseParameters']),
    responseTemplates: textsOf(given['responseTemplates']),
    defaultResponse: false,
  };
}

function importOperation(operation: Operation, names: ImportNames, importing: Importing): void {
  const { restApiId, call, basePath } = importing;
  const resource = resourceAt(`${basePath}${operation.path}`, importing);
  const resourceId = resource.id ?? '';
  const method = importedMethod(operation, { names, resourceId });
  checkMethod(method, restApiId, call);
  if (method.methodIntegration !== undefined) {
    checkIntegration(method.methodIntegration);
    for (const response of Object.values(method.methodIntegration.integrationResponses ?? {}))
      checkTemplates(response.responseTemplates);
  }
  const resourceMethods = { ...resource.resourceMethods, [operation.verb]: method };
  storeOf(call).put('resource', { owner: restApiId, id: resourceId }, { ...resource, resourceMethods });
}

/** Made, with all above it, when it is not there. */
function resourceAt(path: string, { restApiId, call }: Importing): Shapes['Resource'] {
  const parts = path.split('/').filter((part) => part !== '');
  const all = storeOf(call).list('resource', restApiId);
  const root = all.find((each) => each.parentId === undefined) ?? {};
  return parts.reduce((parent, pathPart) => {
    const parentId = parent.id ?? '';
    const found = all.find((each) => each.parentId === parentId && each.pathPart === pathPart);
    return found ?? makeResource({ restApiId, parentId, pathPart }, call);
  }, root);
}

export const imports: Operations<ApiGatewayApi> = { ImportRestApi: importRestApi, PutRestApi: putRestApi };

// Authorizers, models, request validators and gateway responses of a REST API.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import type { Operations } from '../service.ts';
import { defaultGatewayResponse, gatewayResponseTypes } from '../execute-api/gateway-responses.ts';
import { patched } from './patch.ts';
import {
  badRequest,
  conflict,
  newApiId,
  notFound,
  partOf,
  positioned,
  restApiOf,
  storeOf,
  type Op,
  type Shapes,
} from './rest-call.ts';

const createAuthorizer: Op<'CreateAuthorizer'> = (input, call) => {
  restApiOf(input, call);
  const { restApiId: owner, jwtConfiguration, ...about } = input;
  if (jwtConfiguration !== undefined)
    throw badRequest('Slipway does not execute authorizers of type JWT in REST APIs');
  const id = newApiId(6);
  const defaults = about.type === 'TOKEN' ? { identitySource: 'method.request.header.Authorization' } : {};
  const authorizer = {
    id,
    authorizerResultTtlInSeconds: 300,
    ...defaults,
    authType: authTypeOf(about.type),
    ...about,
  };
  checkAuthorizer(authorizer);
  storeOf(call).put('authorizer', { owner, id }, authorizer);
  return authorizer;
};

function authTypeOf(type: string): string {
  return type === 'COGNITO_USER_POOLS' ? 'cognito_user_pools' : 'custom';
}

/** @throws AwsError */
export function checkAuthorizer(authorizer: Shapes['Authorizer']): void {
  const {
    type,
    authorizerUri = '',
    identitySource = '',
    authorizerResultTtlInSeconds: ttl = 300,
  } = authorizer;
  if (type === 'COGNITO_USER_POOLS') {
    if ((authorizer.providerARNs ?? []).length === 0)
      throw badRequest('Invalid authorizer: providerARNs must be specified for COGNITO_USER_POOLS');
    return;
  }
  if (!/:lambda:path\/.+\/invocations$/.test(authorizerUri))
    throw badRequest(
      `Invalid Authorizer URI: ${authorizerUri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`,
    );
  if (type === 'REQUEST' && ttl > 0 && identitySource === '')
    throw badRequest('Identity source is required for a REQUEST authorizer whose results are cached');
}

const getAuthorizer: Op<'GetAuthorizer'> = ({ restApiId, authorizerId: id }, call) =>
  partOf('authorizer', { restApiId, id }, call);

const getAuthorizers: Op<'GetAuthorizers'> = (input, call) => {
  restApiOf(input, call);
  return positioned(storeOf(call).list('authorizer', input.restApiId), input, ({ id }) => id);
};

const updateAuthorizer: Op<'UpdateAuthorizer'> = ({ restApiId, authorizerId: id, patchOperations }, call) => {
  const authorizer = patched(partOf('authorizer', { restApiId, id }, call), patchOperations, {
    '/name': 'text',
    '/type': 'text',
    '/authType': 'text',
    '/authorizerUri': 'text',
    '/authorizerCredentials': 'text',
    '/identitySource': 'text',
    '/identityValidationExpression': 'text',
    '/authorizerResultTtlInSeconds': 'integer',
    '/providerARNs': 'element',
  });
  checkAuthorizer(authorizer);
  storeOf(call).put('authorizer', { owner: restApiId, id }, authorizer);
  return authorizer;
};

const deleteAuthorizer: Op<'DeleteAuthorizer'> = ({ restApiId, authorizerId: id }, call) => {
  partOf('authorizer', { restApiId, id }, call);
  const used = storeOf(call)
    .list('resource', restApiId)
    .some(({ resourceMethods = {} }) =>
      Object.values(resourceMethods).some((each) => each.authorizerId === id),
    );
  if (used) throw conflict('Cannot delete authorizer: it is in use by a method');
  storeOf(call).remove('authorizer', { owner: restApiId, id });
  return {};
};

const createModel: Op<'CreateModel'> = (input, call) => {
  restApiOf(input, call);
  const { restApiId: owner, ...about } = input;
  if (storeOf(call).get('model', owner, input.name) !== undefined)
    throw conflict('Model name already exists for this REST API');
  checkSchema(input.schema);
  const model = { id: newApiId(6), ...about };
  storeOf(call).put('model', { owner, id: input.name }, model);
  return model;
};

/** @throws AwsError */
function checkSchema(schema: string | undefined): void {
  if (schema === undefined || schema === '') return;
  try {
    JSON.parse(schema);
  } catch {
    throw badRequest(
      'Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]',
    );
  }
}

const getModel: Op<'GetModel'> = ({ restApiId, modelName: id }, call) =>
  partOf('model', { restApiId, id }, call);

const getModels: Op<'GetModels'> = (input, call) => {
  restApiOf(input, call);
  return positioned(storeOf(call).list('model', input.restApiId), input, ({ name }) => name);
};

const updateModel: Op<'UpdateModel'> = ({ restApiId, modelName: id, patchOperations }, call) => {
  const before = partOf('model', { restApiId, id }, call);
  const model = patched(before, patchOperations, { '/description': 'text', '/schema': 'text' });
  checkSchema(model.schema);
  storeOf(call).put('model', { owner: restApiId, id }, model);
  return model;
};

const deleteModel: Op<'DeleteModel'> = ({ restApiId, modelName: id }, call) => {
  partOf('model', { restApiId, id }, call);
  storeOf(call).remove('model', { owner: restApiId, id });
  return {};
};

const createValidator: Op<'CreateRequestValidator'> = (input, call) => {
  restApiOf(input, call);
  const { restApiId: owner, ...about } = input;
  const id = newApiId(6);
  const validator = { id, validateRequestBody: false, validateRequestParameters: false, ...about };
  storeOf(call).put('validator', { owner, id }, validator);
  return validator;
};

const getValidator: Op<'GetRequestValidator'> = ({ restApiId, requestValidatorId: id }, call) =>
  partOf('validator', { restApiId, id }, call);

const getValidators: Op<'GetRequestValidators'> = (input, call) => {
  restApiOf(input, call);
  return positioned(storeOf(call).list('validator', input.restApiId), input, ({ id }) => id);
};

const updateValidator: Op<'UpdateRequestValidator'> = (input, call) => {
  const { restApiId, requestValidatorId: id, patchOperations } = input;
  const validator = patched(partOf('validator', { restApiId, id }, call), patchOperations, {
    '/name': 'text',
    '/validateRequestBody': 'boolean',
    '/validateRequestParameters': 'boolean',
  });
  storeOf(call).put('validator', { owner: restApiId, id }, validator);
  return validator;
};

const deleteValidator: Op<'DeleteRequestValidator'> = ({ restApiId, requestValidatorId: id }, call) => {
  partOf('validator', { restApiId, id }, call);
  storeOf(call).remove('validator', { owner: restApiId, id });
  return {};
};

const putGatewayResponse: Op<'PutGatewayResponse'> = (input, call) => {
  restApiOf(input, call);
  const { restApiId: owner, ...about } = input;
  const response = {
    ...about,
    responseParameters: about.responseParameters ?? {},
    responseTemplates: about.responseTemplates ?? {},
    defaultResponse: false,
  };
  storeOf(call).put('gatewayResponse', { owner, id: input.responseType }, response);
  return response;
};

/** One that was not set is API Gateway's own. */
const getGatewayResponse: Op<'GetGatewayResponse'> = (input, call) => {
  restApiOf(input, call);
  const { restApiId, responseType } = input;
  return (
    storeOf(call).get('gatewayResponse', restApiId, responseType) ?? defaultGatewayResponse(responseType)
  );
};

const getGatewayResponses: Op<'GetGatewayResponses'> = (input, call) => {
  restApiOf(input, call);
  const set = storeOf(call).list('gatewayResponse', input.restApiId);
  const all = gatewayResponseTypes.map(
    (type) => set.find(({ responseType }) => responseType === type) ?? defaultGatewayResponse(type),
  );
  return positioned(all, input, ({ responseType }) => responseType);
};

const updateGatewayResponse: Op<'UpdateGatewayResponse'> = (input, call) => {
  const before = getGatewayResponse(input, call) as Shapes['GatewayResponse'];
  const after = patched(before, input.patchOperations, {
    '/statusCode': 'text',
    '/responseParameters/*': 'text',
    '/responseTemplates/*': 'text',
  });
  const response = { ...after, defaultResponse: false };
  storeOf(call).put('gatewayResponse', { owner: input.restApiId, id: input.responseType }, response);
  return response;
};

const deleteGatewayResponse: Op<'DeleteGatewayResponse'> = (input, call) => {
  restApiOf(input, call);
  const { restApiId: owner, responseType: id } = input;
  if (storeOf(call).get('gatewayResponse', owner, id) === undefined)
    throw notFound('Gateway response type not defined on api');
  storeOf(call).remove('gatewayResponse', { owner, id });
  return {};
};

export const parts: Operations<ApiGatewayApi> = {
  CreateAuthorizer: createAuthorizer,
  GetAuthorizer: getAuthorizer,
  GetAuthorizers: getAuthorizers,
  UpdateAuthorizer: updateAuthorizer,
  DeleteAuthorizer: deleteAuthorizer,
  CreateModel: createModel,
  GetModel: getModel,
  GetModels: getModels,
  UpdateModel: updateModel,
  DeleteModel: deleteModel,
  CreateRequestValidator: createValidator,
  GetRequestValidator: getValidator,
  GetRequestValidators: getValidators,
  UpdateRequestValidator: updateValidator,
  DeleteRequestValidator: deleteValidator,
  PutGatewayResponse: putGatewayResponse,
  GetGatewayResponse: getGatewayResponse,
  GetGatewayResponses: getGatewayResponses,
  UpdateGatewayResponse: updateGatewayResponse,
  DeleteGatewayResponse: deleteGatewayResponse,
};

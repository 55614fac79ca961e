// Methods of a resource, and their responses.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import type { Operations, ServiceCall } from '../service.ts';
import { patched } from './patch.ts';
import { methodOf, saveMethod } from './resources.ts';
import { badRequest, conflict, notFound, partOf, storeOf, type Op, type Shapes } from './rest-call.ts';

const verbs = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY'];

const putMethod: Op<'PutMethod'> = (input, call) => {
  const { restApiId, resourceId, ...about } = input;
  const resource = partOf('resource', { restApiId, id: resourceId }, call);
  if (resource.resourceMethods?.[input.httpMethod] !== undefined)
    throw conflict('Method already exists for this resource');
  const method: Shapes['Method'] = { apiKeyRequired: false, ...about };
  checkMethod(method, restApiId, call);
  saveMethod(input, method, call);
  return method;
};

/** @throws AwsError */
export function checkMethod(method: Shapes['Method'], restApiId: string, call: ServiceCall): void {
  if (!verbs.includes(method.httpMethod ?? ''))
    throw badRequest(`Invalid HttpMethod specified. Valid options are ${verbs.join(',')}`);
  const { authorizationType = 'NONE', authorizerId = '' } = method;
  if (!['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'].includes(authorizationType))
    throw badRequest(
      'Invalid Authorization type specified. Valid options are NONE,AWS_IAM,CUSTOM,COGNITO_USER_POOLS',
    );
  const needsOne = authorizationType === 'CUSTOM' || authorizationType === 'COGNITO_USER_POOLS';
  if (needsOne && storeOf(call).get('authorizer', restApiId, authorizerId) === undefined)
    throw badRequest(
      'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
    );
}

const getMethod: Op<'GetMethod'> = (input, call) => methodOf(input, call);

const updateMethod: Op<'UpdateMethod'> = (input, call) => {
  const method = patched(methodOf(input, call), input.patchOperations, {
    '/authorizationType': 'text',
    '/authorizerId': 'text',
    '/authorizationScopes': 'element',
    '/apiKeyRequired': 'boolean',
    '/operationName': 'text',
    '/requestValidatorId': 'text',
    '/requestParameters/*': 'boolean',
    '/requestModels/*': 'text',
  });
  checkMethod(method, input.restApiId, call);
  saveMethod(input, method, call);
  return method;
};

const deleteMethod: Op<'DeleteMethod'> = (input, call) => {
  methodOf(input, call);
  saveMethod(input, undefined, call);
  return {};
};

const putMethodResponse: Op<'PutMethodResponse'> = (input, call) => {
  const { restApiId: _, resourceId: __, httpMethod: ___, ...response } = input;
  const method = methodOf(input, call);
  if (method.methodResponses?.[input.statusCode] !== undefined)
    throw conflict('Response already exists for this resource');
  const methodResponses = { ...method.methodResponses, [input.statusCode]: response };
  saveMethod(input, { ...method, methodResponses }, call);
  return response;
};

function responseOf(
  method: Shapes['Method'],
  { statusCode }: { readonly statusCode: string },
): Shapes['MethodResponse'] {
  const response = method.methodResponses?.[statusCode];
  if (response === undefined) throw notFound('Invalid Response status code specified');
  return response;
}

const getMethodResponse: Op<'GetMethodResponse'> = (input, call) => responseOf(methodOf(input, call), input);

const updateMethodResponse: Op<'UpdateMethodResponse'> = (input, call) => {
  const method = methodOf(input, call);
  const response = patched(responseOf(method, input), input.patchOperations, {
    '/responseParameters/*': 'boolean',
    '/responseModels/*': 'text',
  });
  const methodResponses = { ...method.methodResponses, [input.statusCode]: response };
  saveMethod(input, { ...method, methodResponses }, call);
  return response;
};

const deleteMethodResponse: Op<'DeleteMethodResponse'> = (input, call) => {
  const method = methodOf(input, call);
  responseOf(method, input);
  const { [input.statusCode]: _, ...methodResponses } = method.methodResponses ?? {};
  saveMethod(input, { ...method, methodResponses }, call);
  return {};
};

export const methods: Operations<ApiGatewayApi> = {
  PutMethod: putMethod,
  GetMethod: getMethod,
  UpdateMethod: updateMethod,
  DeleteMethod: deleteMethod,
  PutMethodResponse: putMethodResponse,
  GetMethodResponse: getMethodResponse,
  UpdateMethodResponse: updateMethodResponse,
  DeleteMethodResponse: deleteMethodResponse,
};

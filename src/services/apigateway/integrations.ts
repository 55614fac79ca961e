// Integrations of a method, and their responses.
import type { ApiGatewayApi } from '../../aws/operations/apigateway.ts';
import { defined } from '../../lib/defined.ts';
import type { Operations, ServiceCall } from '../service.ts';
import { checkIntegration, checkTemplates } from './check-integration.ts';
import { patched } from './patch.ts';
import { methodOf, saveMethod, type MethodKey } from './resources.ts';
import { notFound, type Op, type Shapes } from './rest-call.ts';

type Integration = Shapes['Integration'];
type IntegrationResponse = Shapes['IntegrationResponse'];

const putIntegration: Op<'PutIntegration'> = (input, call) => {
  const { restApiId: _, resourceId: __, httpMethod: ___, ...about } = input;
  const integration = newIntegration(about, input.resourceId);
  checkIntegration(integration);
  saveMethod(input, { ...methodOf(input, call), methodIntegration: integration }, call);
  return integration;
};

type About = Omit<Shapes['PutIntegrationRequest'], 'restApiId' | 'resourceId' | 'httpMethod'>;

/** With API Gateway's defaults; a mock has no method of its own. */
export function newIntegration(about: About, resourceId: string): Integration {
  const { integrationHttpMethod, ...rest } = about;
  return {
    passthroughBehavior: 'WHEN_NO_MATCH',
    timeoutInMillis: 29_000,
    cacheNamespace: resourceId,
    cacheKeyParameters: [],
    ...rest,
    ...defined({ httpMethod: integrationHttpMethod }),
  };
}

function integrationOf(key: MethodKey, call: ServiceCall): Integration {
  const integration = methodOf(key, call).methodIntegration;
  if (integration === undefined) throw notFound('Invalid Integration identifier specified');
  return integration;
}

function save(key: MethodKey, methodIntegration: Integration, call: ServiceCall): void {
  saveMethod(key, { ...methodOf(key, call), methodIntegration }, call);
}

const getIntegration: Op<'GetIntegration'> = (input, call) => integrationOf(input, call);

const updateIntegration: Op<'UpdateIntegration'> = (input, call) => {
  const integration = patched(integrationOf(input, call), input.patchOperations, {
    '/type': 'text',
    '/httpMethod': 'text',
    '/uri': 'text',
    '/credentials': 'text',
    '/connectionType': 'text',
    '/connectionId': 'text',
    '/passthroughBehavior': 'text',
    '/contentHandling': 'text',
    '/timeoutInMillis': 'integer',
    '/cacheNamespace': 'text',
    '/cacheKeyParameters/*': 'member',
    '/requestParameters/*': 'text',
    '/requestTemplates/*': 'text',
    '/tlsConfig/insecureSkipVerification': 'boolean',
    '/responseTransferMode': 'text',
    '/integrationTarget': 'text',
  });
  checkIntegration(integration);
  save(input, integration, call);
  return integration;
};

const deleteIntegration: Op<'DeleteIntegration'> = (input, call) => {
  integrationOf(input, call);
  const { methodIntegration: _, ...method } = methodOf(input, call);
  saveMethod(input, method, call);
  return {};
};

const putIntegrationResponse: Op<'PutIntegrationResponse'> = (input, call) => {
  const { restApiId: _, resourceId: __, httpMethod: ___, ...response } = input;
  checkTemplates(response.responseTemplates);
  saveResponse(input, response, call);
  return response;
};

type ResponseKey = MethodKey & { readonly statusCode: string };

function saveResponse(key: ResponseKey, response: IntegrationResponse | undefined, call: ServiceCall): void {
  const integration = integrationOf(key, call);
  const { [key.statusCode]: _, ...others } = integration.integrationResponses ?? {};
  const integrationResponses = response === undefined ? others : { ...others, [key.statusCode]: response };
  save(key, { ...integration, integrationResponses }, call);
}

function responseOf(key: ResponseKey, call: ServiceCall): IntegrationResponse {
  const response = integrationOf(key, call).integrationResponses?.[key.statusCode];
  if (response === undefined) throw notFound('Invalid Response status code specified');
  return response;
}

const getIntegrationResponse: Op<'GetIntegrationResponse'> = (input, call) => responseOf(input, call);

const updateIntegrationResponse: Op<'UpdateIntegrationResponse'> = (input, call) => {
  const response = patched(responseOf(input, call), input.patchOperations, {
    '/selectionPattern': 'text',
    '/contentHandling': 'text',
    '/responseParameters/*': 'text',
    '/responseTemplates/*': 'text',
  });
  checkTemplates(response.responseTemplates);
  saveResponse(input, response, call);
  return response;
};

const deleteIntegrationResponse: Op<'DeleteIntegrationResponse'> = (input, call) => {
  responseOf(input, call);
  saveResponse(input, undefined, call);
  return {};
};

export const integrations: Operations<ApiGatewayApi> = {
  PutIntegration: putIntegration,
  GetIntegration: getIntegration,
  UpdateIntegration: updateIntegration,
  DeleteIntegration: deleteIntegration,
  PutIntegrationResponse: putIntegrationResponse,
  GetIntegrationResponse: getIntegrationResponse,
  UpdateIntegrationResponse: updateIntegrationResponse,
  DeleteIntegrationResponse: deleteIntegrationResponse,
};

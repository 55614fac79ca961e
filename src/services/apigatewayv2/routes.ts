// Routes of an HTTP API, their integrations and authorizers.
import type { ApiGatewayV2Api } from '../../aws/operations/apigatewayv2.ts';
import { newApiId, storeOf } from '../apigateway/rest-call.ts';
import type { Operations, ServiceCall } from '../service.ts';
import {
  badRequest,
  changing,
  conflict,
  httpApiOf,
  paged,
  partOf,
  type Op,
  type Shapes,
} from './http-api-call.ts';

type Managed = { readonly ApiGatewayManaged?: true };

const createRoute: Op<'CreateRoute'> = (input, call) =>
  changing(input.ApiId, call, () => makeRoute(input, call));

export function makeRoute(
  input: Shapes['CreateRouteRequest'],
  call: ServiceCall,
  managed: Managed = {},
): Shapes['Route'] {
  const { ApiId, ...about } = input;
  httpApiOf(input, call);
  const RouteId = newApiId(7);
  const route = { AuthorizationType: 'NONE' as const, ApiKeyRequired: false, ...about, ...managed, RouteId };
  checkRoute(route, ApiId, call);
  storeOf(call).put('route', { owner: ApiId, id: RouteId }, route);
  return route;
}

const verbs = /^(?:ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT)$/;

/** @throws AwsError */
function checkRoute(route: Shapes['Route'], apiId: string, call: ServiceCall): void {
  const store = storeOf(call);
  const { RouteKey, RouteId, Target, AuthorizationType: type, AuthorizerId = '' } = route;
  const [verb = '', path = ''] = RouteKey.split(' ');
  if (RouteKey !== '$default' && !(verbs.test(verb) && path.startsWith('/')))
    throw badRequest(
      'The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"',
    );
  if (store.list('route', apiId).some((each) => each.RouteKey === RouteKey && each.RouteId !== RouteId))
    throw conflict(`Route with key ${RouteKey} already exists for this API`);
  const integrationId = /^integrations\/(.+)$/.exec(Target ?? '')?.[1];
  if (Target !== undefined && store.get('integration', apiId, integrationId ?? '') === undefined)
    throw badRequest(`Invalid target specified: ${Target}`);
  if (type !== 'JWT' && type !== 'CUSTOM') return;
  const authorizer = store.get('httpAuthorizer', apiId, AuthorizerId);
  const isFitting = authorizer?.AuthorizerType === (type === 'JWT' ? 'JWT' : 'REQUEST');
  if (!isFitting)
    throw badRequest(`Invalid authorizer ID specified for authorization type ${type}: ${AuthorizerId}`);
}

const getRoute: Op<'GetRoute'> = ({ ApiId, RouteId: id }, call) => partOf('route', { ApiId, id }, call);

const getRoutes: Op<'GetRoutes'> = (input, call) => {
  httpApiOf(input, call);
  return paged(storeOf(call).list('route', input.ApiId), input, ({ RouteId }) => RouteId);
};

const updateRoute: Op<'UpdateRoute'> = ({ ApiId, RouteId: id, ...about }, call) => {
  const before = partOf('route', { ApiId, id }, call);
  const merged = { ...before, ...about };
  const isOpen = merged.AuthorizationType === 'NONE' || merged.AuthorizationType === 'AWS_IAM';
  const { AuthorizerId, ...withoutAuthorizer } = merged;
  const route = isOpen || AuthorizerId === '' ? withoutAuthorizer : merged;
  checkRoute(route, ApiId, call);
  changing(ApiId, call, () => storeOf(call).put('route', { owner: ApiId, id }, route));
  return route;
};

const deleteRoute: Op<'DeleteRoute'> = ({ ApiId, RouteId: id }, call) => {
  partOf('route', { ApiId, id }, call);
  changing(ApiId, call, () => storeOf(call).remove('route', { owner: ApiId, id }));
  return {};
};

const createIntegration: Op<'CreateIntegration'> = (input, call) =>
  changing(input.ApiId, call, () => makeIntegration(input, call));

export function makeIntegration(
  input: Shapes['CreateIntegrationRequest'],
  call: ServiceCall,
  managed: Managed = {},
): Shapes['Integration'] {
  const { ApiId, ...about } = input;
  httpApiOf(input, call);
  const IntegrationId = newApiId(7);
  const integration: Shapes['Integration'] = {
    ConnectionType: 'INTERNET',
    PayloadFormatVersion: '1.0',
    TimeoutInMillis: 30_000,
    ...(about.IntegrationType === 'AWS_PROXY' && about.IntegrationSubtype === undefined
      ? { IntegrationMethod: 'POST' }
      : {}),
    ...about,
    ...managed,
    IntegrationId,
  };
  checkIntegration(integration);
  storeOf(call).put('integration', { owner: ApiId, id: IntegrationId }, integration);
  return integration;
}

/** @throws AwsError */
function checkIntegration(integration: Shapes['Integration']): void {
  const {
    IntegrationType: type,
    IntegrationUri: uri = '',
    PayloadFormatVersion: format,
    TimeoutInMillis: timeout = 30_000,
  } = integration;
  if (integration.ConnectionType === 'VPC_LINK')
    throw badRequest('Slipway does not execute integrations by a VPC link: there is no VPC on this machine');
  if (integration.IntegrationSubtype !== undefined)
    throw badRequest(
      `Slipway does not execute the integration ${integration.IntegrationSubtype}: of AWS's services it executes those with Lambda functions`,
    );
  if (Object.keys(integration.ResponseParameters ?? {}).length > 0)
    throw badRequest('Slipway does not execute the responseParameters of an integration');
  if (timeout < 50 || timeout > 30_000) throw badRequest('Timeout should be between 50 ms and 30000 ms');
  if (type === 'AWS_PROXY') {
    if (!/^arn:[^:]+:(lambda|apigateway):/.test(uri))
      throw badRequest(`Invalid integration URI specified: ${uri}`);
    if (format !== '1.0' && format !== '2.0')
      throw badRequest(`Invalid payload format version ${format ?? ''}`);
    return;
  }
  if (type !== 'HTTP_PROXY')
    throw badRequest(
      `HTTP APIs have integrations of the types AWS_PROXY and HTTP_PROXY, and not ${type ?? ''}`,
    );
  if (!/^https?:\/\/[^/]/.test(uri) && !uri.startsWith('${stageVariables.'))
    throw badRequest('Invalid HTTP endpoint specified for URI');
  if (integration.IntegrationMethod === undefined)
    throw badRequest('HttpMethod must be specified for integrations of type HTTP_PROXY');
}

const getIntegration: Op<'GetIntegration'> = ({ ApiId, IntegrationId: id }, call) =>
  partOf('integration', { ApiId, id }, call);

const getIntegrations: Op<'GetIntegrations'> = (input, call) => {
  httpApiOf(input, call);
  return paged(storeOf(call).list('integration', input.ApiId), input, ({ IntegrationId }) => IntegrationId);
};

const updateIntegration: Op<'UpdateIntegration'> = ({ ApiId, IntegrationId: id, ...about }, call) => {
  const before = partOf('integration', { ApiId, id }, call);
  const parameters = withoutEmpty({ ...before.RequestParameters, ...about.RequestParameters });
  const integration = {
    ...before,
    ...about,
    ...(Object.keys(parameters).length === 0 ? {} : { RequestParameters: parameters }),
  };
  checkIntegration(integration);
  changing(ApiId, call, () => storeOf(call).put('integration', { owner: ApiId, id }, integration));
  return integration;
};

/** An empty text removes what it stands for. */
export function withoutEmpty(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}

const deleteIntegration: Op<'DeleteIntegration'> = ({ ApiId, IntegrationId: id }, call) => {
  partOf('integration', { ApiId, id }, call);
  const user = storeOf(call)
    .list('route', ApiId)
    .find(({ Target }) => Target === `integrations/${id}`);
  if (user !== undefined)
    throw conflict(`Cannot delete Integration '${id}'. Integration is referenced by route ${user.RouteKey}.`);
  changing(ApiId, call, () => storeOf(call).remove('integration', { owner: ApiId, id }));
  return {};
};

const createAuthorizer: Op<'CreateAuthorizer'> = (input, call) =>
  changing(input.ApiId, call, () => makeAuthorizer(input, call));

export function makeAuthorizer(
  input: Shapes['CreateAuthorizerRequest'],
  call: ServiceCall,
): Shapes['Authorizer'] {
  httpApiOf(input, call);
  const { ApiId, ...about } = input;
  const AuthorizerId = newApiId(6);
  const authorizer = { ...about, AuthorizerId };
  checkAuthorizer(authorizer);
  storeOf(call).put('httpAuthorizer', { owner: ApiId, id: AuthorizerId }, authorizer);
  return authorizer;
}

/** @throws AwsError */
function checkAuthorizer(authorizer: Shapes['Authorizer']): void {
  const { AuthorizerType: type, JwtConfiguration: jwt, AuthorizerUri: uri = '' } = authorizer;
  const { AuthorizerPayloadFormatVersion: format } = authorizer;
  if (type === 'JWT') {
    if (jwt?.Issuer === undefined || jwt.Audience === undefined)
      throw badRequest('Issuer and audience must be specified for JWT authorizers');
    if (!/^https?:\/\//.test(jwt.Issuer))
      throw badRequest(`Invalid issuer: ${jwt.Issuer}. Issuer must have a valid discovery endpoint`);
    if (authorizer.IdentitySource?.length !== 1) throw badRequest('JWT authorizers have one identity source');
    return;
  }
  if (!/:lambda:path\/.+\/invocations$/.test(uri)) throw badRequest(`Invalid Authorizer URI: ${uri}`);
  if (format !== '1.0' && format !== '2.0')
    throw badRequest('AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer');
}

const getAuthorizer: Op<'GetAuthorizer'> = ({ ApiId, AuthorizerId: id }, call) =>
  partOf('httpAuthorizer', { ApiId, id }, call);

const getAuthorizers: Op<'GetAuthorizers'> = (input, call) => {
  httpApiOf(input, call);
  return paged(storeOf(call).list('httpAuthorizer', input.ApiId), input, ({ AuthorizerId }) => AuthorizerId);
};

const updateAuthorizer: Op<'UpdateAuthorizer'> = ({ ApiId, AuthorizerId: id, ...about }, call) => {
  const authorizer = { ...partOf('httpAuthorizer', { ApiId, id }, call), ...about };
  checkAuthorizer(authorizer);
  changing(ApiId, call, () => storeOf(call).put('httpAuthorizer', { owner: ApiId, id }, authorizer));
  return authorizer;
};

const deleteAuthorizer: Op<'DeleteAuthorizer'> = ({ ApiId, AuthorizerId: id }, call) => {
  partOf('httpAuthorizer', { ApiId, id }, call);
  const user = storeOf(call)
    .list('route', ApiId)
    .find(({ AuthorizerId }) => AuthorizerId === id);
  if (user !== undefined)
    throw conflict(`Cannot delete authorizer '${id}', is referenced in route: ${user.RouteKey}`);
  changing(ApiId, call, () => storeOf(call).remove('httpAuthorizer', { owner: ApiId, id }));
  return {};
};

export const routes: Operations<ApiGatewayV2Api> = {
  CreateRoute: createRoute,
  GetRoute: getRoute,
  GetRoutes: getRoutes,
  UpdateRoute: updateRoute,
  DeleteRoute: deleteRoute,
  CreateIntegration: createIntegration,
  GetIntegration: getIntegration,
  GetIntegrations: getIntegrations,
  UpdateIntegration: updateIntegration,
  DeleteIntegration: deleteIntegration,
  CreateAuthorizer: createAuthorizer,
  GetAuthorizer: getAuthorizer,
  GetAuthorizers: getAuthorizers,
  UpdateAuthorizer: updateAuthorizer,
  DeleteAuthorizer: deleteAuthorizer,
};

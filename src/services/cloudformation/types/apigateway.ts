// HTTP APIs and REST APIs of API Gateway in a stack.
import { defined } from '../../../lib/defined.ts';
import type { Values } from '../../../aws/wire/message.ts';
import type { CalledService } from '../../../account/call-aws.ts';
import {
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { bodyOf } from './api-body.ts';
import { refuseOthers } from './logs.ts';
import { restStage } from './rest-stage.ts';

const gone = ['NotFoundException'];

interface PartOfApi {
  /** `Route`: CreateRoute, UpdateRoute, DeleteRoute. */
  readonly word: string;
  /** The member that names it, and its attribute: `RouteId`. */
  readonly id: string;
  /** Set for one that its template names. */
  readonly isNamed?: true;
}

/** What belongs to an HTTP API: the members of its calls have the names of the template's. */
function partOfHttpApi({ word, id, isNamed }: PartOfApi): ResourceHandler {
  const made = (physicalId: string): Made => ({
    physicalId,
    attributes: isNamed === true ? {} : { [id]: physicalId },
  });
  return {
    here: 'executed',
    create: async ({ call, properties, onMade }) => {
      const answer = await call('apigatewayv2', `Create${word}`, properties);
      const physicalId = textIn(answer, id);
      onMade(physicalId);
      return made(physicalId);
    },
    update: async ({ call, properties }, { physicalId }) => {
      await call('apigatewayv2', `Update${word}`, { ...without(properties, 'Tags'), [id]: physicalId });
      return made(physicalId);
    },
    remove: async ({ call, properties: { ApiId } }, { physicalId }) => {
      const missing = word === 'Deployment' ? [...gone, 'BadRequestException'] : gone;
      await unless(missing, call('apigatewayv2', `Delete${word}`, { ApiId, [id]: physicalId }));
    },
  };
}

const httpApiProperties = [
  'ApiKeySelectionExpression',
  'CorsConfiguration',
  'CredentialsArn',
  'Description',
  'DisableExecuteApiEndpoint',
  'Name',
  'ProtocolType',
  'RouteKey',
  'RouteSelectionExpression',
  'Target',
  'Version',
  'Tags',
];

function httpApiMade({ place }: ResourceWork, answer: Values): Made {
  const ApiId = textIn(answer, 'ApiId');
  const ExecuteApiArn = `arn:${place.partition}:execute-api:${place.region}:${place.account}:${ApiId}`;
  return {
    physicalId: ApiId,
    attributes: { ApiId, ApiEndpoint: textIn(answer, 'ApiEndpoint'), ExecuteApiArn },
  };
}

const httpApi: ResourceHandler = {
  here: 'executed',
  create: async (work) => {
    const { call, properties, tags, onMade } = work;
    const Tags = Object.keys(tags).length === 0 ? {} : { Tags: tags };
    const { FailOnWarnings } = properties;
    const Body = await bodyOf(work);
    if (Body === undefined) refuseOthers(properties, httpApiProperties);
    else refuseOthers(properties, ['Body', 'BodyS3Location', 'FailOnWarnings', 'Tags']);
    const answer = await (Body === undefined
      ? call('apigatewayv2', 'CreateApi', { ...without(properties, 'Tags'), ...Tags })
      : call('apigatewayv2', 'ImportApi', {
          Body,
          ...defined({ FailOnWarnings }),
        }));
    onMade(textIn(answer, 'ApiId'));
    return httpApiMade(work, answer);
  },
  update: async (work, { physicalId: ApiId }) => {
    const { call, properties } = work;
    const Body = await bodyOf(work);
    const answer = await (Body === undefined
      ? call('apigatewayv2', 'UpdateApi', { ...without(properties, 'ProtocolType', 'Tags'), ApiId })
      : call('apigatewayv2', 'ReimportApi', { Body, ApiId }));
    return httpApiMade(work, answer);
  },
  remove: async ({ call }, { physicalId: ApiId }) => {
    await unless(gone, call('apigatewayv2', 'DeleteApi', { ApiId }));
  },
};

function domainMade(answer: Values): Made {
  const [configuration = {}] = (answer['DomainNameConfigurations'] ?? []) as readonly Values[];
  return {
    physicalId: textIn(answer, 'DomainName'),
    attributes: {
      DomainNameArn: textIn(answer, 'DomainNameArn'),
      RegionalDomainName: textIn(configuration, 'ApiGatewayDomainName'),
      RegionalHostedZoneId: textIn(configuration, 'HostedZoneId'),
    },
  };
}

const domainName: ResourceHandler = {
  here: 'executed',
  create: async ({ call, properties, tags, onMade }) => {
    const answer = await call('apigatewayv2', 'CreateDomainName', {
      ...without(properties, 'Tags'),
      ...(Object.keys(tags).length === 0 ? {} : { Tags: tags }),
    });
    onMade(textIn(answer, 'DomainName'));
    return domainMade(answer);
  },
  update: async ({ call, properties }) =>
    domainMade(await call('apigatewayv2', 'UpdateDomainName', without(properties, 'Tags'))),
  remove: async ({ call }, { physicalId: DomainName }) => {
    await unless(gone, call('apigatewayv2', 'DeleteDomainName', { DomainName }));
  },
};

const apiMapping: ResourceHandler = {
  here: 'executed',
  create: async ({ call, properties, onMade }) => {
    const id = textIn(await call('apigatewayv2', 'CreateApiMapping', properties), 'ApiMappingId');
    onMade(id);
    return { physicalId: id, attributes: { ApiMappingId: id } };
  },
  update: async ({ call, properties }, { physicalId: ApiMappingId }) => {
    await call('apigatewayv2', 'UpdateApiMapping', { ...properties, ApiMappingId });
    return { physicalId: ApiMappingId, attributes: { ApiMappingId } };
  },
  remove: async ({ call, properties: { DomainName } }, { physicalId: ApiMappingId }) => {
    await unless(gone, call('apigatewayv2', 'DeleteApiMapping', { DomainName, ApiMappingId }));
  },
};

const rest: CalledService = 'apigateway';

const restApiProperties = [
  'ApiKeySourceType',
  'BinaryMediaTypes',
  'Body',
  'BodyS3Location',
  'Description',
  'DisableExecuteApiEndpoint',
  'EndpointConfiguration',
  'FailOnWarnings',
  'MinimumCompressionSize',
  'Mode',
  'Name',
  'Parameters',
  'Policy',
  'Tags',
];

async function restApiMade({ call }: ResourceWork, restApiId: string): Promise<Made> {
  const found = await call(rest, 'GetRestApi', { restApiId });
  const root = await call(rest, 'GetResources', { restApiId });
  const resources = (root['items'] ?? []) as readonly Values[];
  const rootId =
    textIn(found, 'rootResourceId') || textIn(resources.find(({ path }) => path === '/') ?? {}, 'id');
  return { physicalId: restApiId, attributes: { RestApiId: restApiId, RootResourceId: rootId } };
}

async function importBody(work: ResourceWork, restApiId: string): Promise<void> {
  const { call, properties } = work;
  const { Mode = 'overwrite', FailOnWarnings = false, Parameters } = properties;
  const body = await bodyOf(work);
  if (body === undefined) return;
  await call(rest, 'PutRestApi', {
    restApiId,
    body,
    mode: Mode,
    failOnWarnings: FailOnWarnings,
    ...defined({ parameters: Parameters }),
  });
}

const restApi: ResourceHandler = {
  here: 'executed',
  properties: restApiProperties,
  create: async (work) => {
    const { call, properties, tags, name } = work;
    const { ApiKeySourceType } = properties;
    const answer = await call(rest, 'CreateRestApi', {
      ...without(
        properties,
        'ApiKeySourceType',
        'Body',
        'BodyS3Location',
        'FailOnWarnings',
        'Mode',
        'Parameters',
        'Tags',
      ),
      name: textIn(properties, 'Name') || name,
      ...defined({ apiKeySource: ApiKeySourceType }),
      ...(Object.keys(tags).length === 0 ? {} : { tags }),
    });
    const id = textIn(answer, 'id');
    work.onMade(id);
    await importBody(work, id);
    return await restApiMade(work, id);
  },
  update: async (work, { physicalId: restApiId }) => {
    const { call, properties } = work;
    const patches = ['Name', 'Description']
      .filter((property) => properties[property] !== undefined)
      .map((property) => ({
        op: 'replace',
        path: `/${property.toLowerCase()}`,
        value: properties[property],
      }));
    if (patches.length > 0) await call(rest, 'UpdateRestApi', { restApiId, patchOperations: patches });
    await importBody(work, restApiId);
    return await restApiMade(work, restApiId);
  },
  remove: async ({ call }, { physicalId: restApiId }) => {
    await unless(gone, call(rest, 'DeleteRestApi', { restApiId }));
  },
};

const resource: ResourceHandler = {
  here: 'executed',
  create: async ({ call, properties, onMade }) => {
    const id = textIn(await call(rest, 'CreateResource', properties), 'id');
    onMade(id);
    return { physicalId: id, attributes: { ResourceId: id } };
  },
  remove: async ({ call, properties: { RestApiId } }, { physicalId }) => {
    await unless(gone, call(rest, 'DeleteResource', { restApiId: RestApiId, resourceId: physicalId }));
  },
};

async function putMethod({ call, properties }: ResourceWork): Promise<void> {
  const { RestApiId, ResourceId, HttpMethod, Integration, MethodResponses = [] } = properties;
  const at = { restApiId: RestApiId, resourceId: ResourceId, httpMethod: HttpMethod };
  await call(rest, 'PutMethod', {
    AuthorizationType: 'NONE',
    ...without(properties, 'Integration', 'MethodResponses'),
  });
  for (const response of MethodResponses as readonly Values[])
    await call(rest, 'PutMethodResponse', { ...at, ...response });
  if (Integration === undefined) return;
  const { IntegrationResponses = [], IntegrationHttpMethod, ...integration } = Integration as Values;
  await call(rest, 'PutIntegration', {
    ...at,
    ...integration,
    ...defined({ integrationHttpMethod: IntegrationHttpMethod }),
  });
  for (const response of IntegrationResponses as readonly Values[])
    await call(rest, 'PutIntegrationResponse', { ...at, ...response });
}

async function deleteMethod(
  call: ResourceWork['call'],
  { RestApiId, ResourceId, HttpMethod }: Values,
): Promise<void> {
  const at = { restApiId: RestApiId, resourceId: ResourceId, httpMethod: HttpMethod };
  await unless(gone, call(rest, 'DeleteMethod', at));
}

const method: ResourceHandler = {
  here: 'executed',
  create: async (work) => {
    if (work.isResumed) await deleteMethod(work.call, work.properties);
    await putMethod(work);
    return { physicalId: work.name, attributes: {} };
  },
  update: async (work, { physicalId, properties }) => {
    await deleteMethod(work.call, properties);
    await putMethod(work);
    return { physicalId, attributes: {} };
  },
  remove: async ({ call }, { properties }) => deleteMethod(call, properties),
};

const deployment: ResourceHandler = {
  here: 'executed',
  properties: ['Description', 'RestApiId', 'StageName'],
  create: async ({ call, properties, onMade }) => {
    const id = textIn(await call(rest, 'CreateDeployment', properties), 'id');
    onMade(id);
    return { physicalId: id, attributes: { DeploymentId: id } };
  },
  update: async ({ call, properties: { RestApiId, Description = '' } }, { physicalId: deploymentId }) => {
    await call(rest, 'UpdateDeployment', {
      restApiId: RestApiId,
      deploymentId,
      patchOperations: [{ op: 'replace', path: '/description', value: Description }],
    });
    return { physicalId: deploymentId, attributes: { DeploymentId: deploymentId } };
  },
  remove: async ({ call, properties }, { physicalId: deploymentId }) => {
    const { RestApiId: restApiId, StageName: stageName } = properties;
    // The stage that it made goes with it, unless another deployment has taken it over.
    const made =
      stageName === undefined
        ? undefined
        : await unless(gone, call(rest, 'GetStage', { restApiId, stageName }));
    if (textIn(made ?? {}, 'deploymentId') === deploymentId)
      await unless(gone, call(rest, 'DeleteStage', { restApiId, stageName }));
    await unless(gone, call(rest, 'DeleteDeployment', { restApiId, deploymentId }));
  },
};

export const apiGatewayTypes: ResourceHandlers = {
  'AWS::ApiGateway::Deployment': deployment,
  'AWS::ApiGateway::Method': method,
  'AWS::ApiGateway::Resource': resource,
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::ApiGateway::Stage': restStage,
  'AWS::ApiGatewayV2::Api': httpApi,
  'AWS::ApiGatewayV2::ApiMapping': apiMapping,
  'AWS::ApiGatewayV2::Authorizer': partOfHttpApi({ word: 'Authorizer', id: 'AuthorizerId' }),
  // One that a stage still has goes with its API.
  'AWS::ApiGatewayV2::Deployment': partOfHttpApi({ word: 'Deployment', id: 'DeploymentId' }),
  'AWS::ApiGatewayV2::DomainName': domainName,
  'AWS::ApiGatewayV2::Integration': partOfHttpApi({ word: 'Integration', id: 'IntegrationId' }),
  'AWS::ApiGatewayV2::Route': partOfHttpApi({ word: 'Route', id: 'RouteId' }),
  'AWS::ApiGatewayV2::Stage': partOfHttpApi({ word: 'Stage', id: 'StageName', isNamed: true }),
};

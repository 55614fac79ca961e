// A REST API of SAM: the API with its definition, a deployment that changes with it, and a stage.
import { ref, sub } from './functions.ts';
import {
  compact,
  copyOf,
  isMap,
  isTruthy,
  mapOf,
  member,
  type Json,
  type JsonMap,
  type Optional,
  pythonText,
} from './json.ts';
import { domainOfRestApi } from './api-domain.ts';
import { s3Body } from './code-location.ts';
import { resolved, type SamContext } from './context.ts';
import { withTags } from './tags.ts';
import { hashOf, idWithHash, stageIdOf } from './logical-id.ts';
import { checkProperties, type PropertyRules } from './properties.ts';
import { generated, ownAttributes, passedThrough, tagList, type Generated } from './resource.ts';
import { writeDefinition, type RestApi } from './rest-api-definition.ts';
import { authorizersOf } from './swagger-auth.ts';
import { usagePlanOf } from './usage-plan.ts';
import { SamError } from './sam-error.ts';

const rules: PropertyRules = {
  __MANAGE_SWAGGER: 'boolean',
  Name: 'string|map',
  StageName: 'string|map!',
  Tags: 'map',
  PropagateTags: 'boolean',
  DefinitionBody: 'map',
  DefinitionUri: 'string|map',
  MergeDefinitions: 'boolean',
  CacheClusterEnabled: 'boolean',
  CacheClusterSize: 'string',
  Variables: 'map',
  EndpointConfiguration: 'string|map',
  MethodSettings: 'list',
  BinaryMediaTypes: 'list',
  MinimumCompressionSize: 'integer',
  Cors: 'string|map',
  Auth: 'map',
  GatewayResponses: 'map',
  AccessLogSetting: 'map',
  CanarySetting: 'map',
  TracingEnabled: 'boolean',
  OpenApiVersion: 'string',
  Models: 'map',
  FailOnWarnings: 'boolean',
  Description: 'string',
  Mode: 'string',
  DisableExecuteApiEndpoint: 'boolean',
  ApiKeySourceType: 'string',
  AlwaysDeploy: 'boolean',
  Policy: 'string|map',
  SecurityPolicy: 'string',
  EndpointAccessMode: 'string',
  Domain: 'map',
};

/** @throws SamError, SamTemplateError */
export function expandRestApi(id: string, resource: JsonMap, context: SamContext): readonly Generated[] {
  const properties = checkProperties(resource, rules, { id, type: 'AWS::Serverless::Api' });
  for (const name of ['BinaryMediaTypes', 'Auth'])
    if (properties[name] !== undefined) properties[name] = resolved(properties[name], context);
  const of: RestApi = { id, properties, auth: mapOf(properties['Auth']), context };
  checkDefinition(of);
  const api = restApi(of, resource);
  const attributes = passedThrough(resource);
  const { deployment, stage } = deployed(of, api, attributes);
  const plan = usagePlanOf({ apiId: id, stageId: stage.id, attributes, plan: of.auth['UsagePlan'], context });
  const named = domainOfRestApi({ id, stageId: stage.id, attributes, context }, properties['Domain']);
  const all = [api, deployment, stage, ...authorizerPermissions(of, attributes), ...named, ...plan];
  return isTruthy(properties['PropagateTags']) ? withTags(all, properties['Tags']) : all;
}

function checkDefinition({ id, properties }: RestApi): void {
  const { DefinitionUri, DefinitionBody, MergeDefinitions, OpenApiVersion } = properties;
  if (isTruthy(DefinitionUri) && isTruthy(DefinitionBody))
    throw new SamError(id, "Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.");
  if (isTruthy(DefinitionUri) && isTruthy(MergeDefinitions))
    throw new SamError(id, "Cannot set 'MergeDefinitions' to True when using `DefinitionUri`.");
  if (isTruthy(OpenApiVersion) && !/^[2-3](\.\d)(\.\d)?$/.test(pythonText(OpenApiVersion)))
    throw new SamError(id, "The OpenApiVersion value must be of the format '3.0.0'.");
}

function restApi(of: RestApi, resource: JsonMap): Generated {
  const { id, properties } = of;
  const document = properties['DefinitionBody'];
  writeDefinition(of, document);
  const endpoint = endpointOf(id, properties['EndpointConfiguration']);
  const given = (name: string): Optional => (isTruthy(properties[name]) ? properties[name] : undefined);
  const isInS3 = isTruthy(properties['DefinitionUri']);
  return generated(
    { id, type: 'AWS::ApiGateway::RestApi' },
    {
      BinaryMediaTypes: properties['BinaryMediaTypes'],
      MinimumCompressionSize: properties['MinimumCompressionSize'],
      ...endpoint,
      FailOnWarnings: given('FailOnWarnings'),
      BodyS3Location: isInS3 ? s3Body(properties['DefinitionUri'], id) : undefined,
      Body: !isInS3 && isTruthy(document) ? document : undefined,
      Name: given('Name'),
      Description: given('Description'),
      Mode: given('Mode'),
      ApiKeySourceType: given('ApiKeySourceType'),
      Policy: given('Policy'),
      SecurityPolicy: given('SecurityPolicy'),
      EndpointAccessMode: given('EndpointAccessMode'),
    },
    { attributes: ownAttributes(resource), dependsOn: resource['DependsOn'] },
  );
}

function endpointOf(id: string, endpoint: Optional): JsonMap {
  if (!isTruthy(endpoint)) return {};
  const type = member(endpoint, 'Type');
  if (!isMap(endpoint) || !isTruthy(type))
    return {
      EndpointConfiguration: { Types: [endpoint] },
      Parameters: { endpointConfigurationTypes: endpoint },
    };
  const { VPCEndpointIds, VpcEndpointIds, IpAddressType } = endpoint;
  if (VPCEndpointIds !== undefined && VpcEndpointIds !== undefined)
    throw new SamError(
      id,
      "'VPCEndpointIds' and 'VpcEndpointIds' cannot be used together in EndpointConfiguration.",
    );
  const networks = VPCEndpointIds ?? VpcEndpointIds;
  return {
    Parameters: { endpointConfigurationTypes: type },
    EndpointConfiguration: {
      Types: [type],
      ...compact({ VpcEndpointIds: networks, IpAddressType }),
    },
  };
}

interface Deployed {
  readonly deployment: Generated;
  readonly stage: Generated;
}

/**
 * A deployment is a snapshot: a changed definition gets a deployment of another logical id. AWS hashes the text of a Python
 * dictionary, which no other program writes; Slipway hashes the definition as JSON with sorted keys.
 */
function deployed({ id, properties, context }: RestApi, api: Generated, attributes: JsonMap): Deployed {
  const version = properties['OpenApiVersion'];
  const body = api.properties['Body'] ?? api.properties['BodyS3Location'];
  const hashed: Json = [
    copyOf(body ?? null),
    version ?? null,
    functionNames(id, context).join(''),
    isTruthy(properties['AlwaysDeploy']) ? context.now : null,
  ];
  const deploymentId = body === undefined ? `${id}Deployment` : idWithHash(`${id}Deployment`, hashed);
  const deployment = generated(
    { id: deploymentId, type: 'AWS::ApiGateway::Deployment' },
    {
      RestApiId: ref(id),
      // Without OpenApiVersion SAM makes one more stage, which is called Stage.
      StageName: isTruthy(version) ? undefined : 'Stage',
      Description: body === undefined ? undefined : `RestApi deployment id: ${hashOf(hashed, 40)}`,
    },
    { attributes },
  );
  const name = properties['StageName'];
  const passed = [
    'StageName',
    'CacheClusterEnabled',
    'CacheClusterSize',
    'Variables',
    'MethodSettings',
    'AccessLogSetting',
    'CanarySetting',
    'TracingEnabled',
  ];
  const stageId = stageIdOf(id, name);
  const stage = generated(
    { id: stageId, type: 'AWS::ApiGateway::Stage' },
    {
      RestApiId: ref(id),
      DeploymentId: ref(deploymentId),
      ...Object.fromEntries(passed.map((each) => [each, properties[each]])),
      Tags: properties['Tags'] === undefined ? undefined : tagList(properties['Tags']),
    },
    { attributes },
  );
  return { deployment, stage };
}

/** A function with another name is another one behind the same definition. */
function functionNames(apiId: string, context: SamContext): readonly string[] {
  return Object.values(context.resources).flatMap((resource) => {
    if (member(resource, 'Type') !== 'AWS::Serverless::Function') return [];
    const name = resolved(copyOf(member(resource, 'Properties', 'FunctionName')), context);
    if (!isTruthy(name)) return [];
    return Object.values(mapOf(member(resource, 'Properties', 'Events'))).flatMap((event) => {
      const api = member(event, 'Properties', 'RestApiId');
      const named = isMap(api) ? api['Ref'] : api;
      return member(event, 'Type') === 'Api' && named === apiId ? [pythonText(name)] : [];
    });
  });
}

function authorizerPermissions({ id, auth, context }: RestApi, attributes: JsonMap): readonly Generated[] {
  return [...authorizersOf(id, auth, false)].flatMap(([name, authorizer]) => {
    const arn = authorizer['FunctionArn'];
    if (!isTruthy(arn) || isTruthy(authorizer['DisableFunctionDefaultPermissions'])) return [];
    const source = `arn:${context.partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${__ApiId__}/authorizers/*`;
    return [
      generated(
        { id: `${id}${name}AuthorizerPermission`, type: 'AWS::Lambda::Permission' },
        {
          Action: 'lambda:InvokeFunction',
          FunctionName: arn,
          Principal: 'apigateway.amazonaws.com',
          SourceArn: sub(source, { __ApiId__: ref(id) }),
        },
        { attributes },
      ),
    ];
  });
}

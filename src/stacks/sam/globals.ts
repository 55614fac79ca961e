// Globals: what all resources of a type have, merged into each.
import { isFunction } from './functions.ts';
import { copyOf, isList, isMap, isTruthy, mapOf, pythonText, type Json, type JsonMap } from './json.ts';
import { SamError, SamTemplateError } from './sam-error.ts';

const prefix = 'AWS::Serverless::';

/** AWS SAM developer guide, "Globals section". */
const supported: Readonly<Record<string, readonly string[]>> = {
  Function: [
    'Handler',
    'Runtime',
    'CodeUri',
    'DeadLetterQueue',
    'Description',
    'MemorySize',
    'Timeout',
    'VpcConfig',
    'Environment',
    'Tags',
    'PropagateTags',
    'Tracing',
    'KmsKeyArn',
    'AutoPublishAlias',
    'AutoPublishAliasAllProperties',
    'Layers',
    'DeploymentPreference',
    'RolePath',
    'PermissionsBoundary',
    'ReservedConcurrentExecutions',
    'ProvisionedConcurrencyConfig',
    'AssumeRolePolicyDocument',
    'EventInvokeConfig',
    'FileSystemConfigs',
    'CodeSigningConfigArn',
    'Architectures',
    'SnapStart',
    'EphemeralStorage',
    'FunctionUrlConfig',
    'RuntimeManagementConfig',
    'LoggingConfig',
    'RecursiveLoop',
    'SourceKMSKeyArn',
    'TenancyConfig',
    'DurableConfig',
    'CapacityProviderConfig',
    'FunctionScalingConfig',
    'PublishToLatestPublished',
    'VersionDeletionPolicy',
  ],
  Api: [
    'Auth',
    'Name',
    'DefinitionUri',
    'CacheClusterEnabled',
    'CacheClusterSize',
    'MergeDefinitions',
    'Variables',
    'EndpointConfiguration',
    'MethodSettings',
    'BinaryMediaTypes',
    'MinimumCompressionSize',
    'Cors',
    'GatewayResponses',
    'AccessLogSetting',
    'CanarySetting',
    'TracingEnabled',
    'OpenApiVersion',
    'Domain',
    'AlwaysDeploy',
    'PropagateTags',
    'SecurityPolicy',
    'EndpointAccessMode',
  ],
  HttpApi: [
    'Auth',
    'AccessLogSettings',
    'StageVariables',
    'Tags',
    'CorsConfiguration',
    'DefaultRouteSettings',
    'Domain',
    'RouteSettings',
    'FailOnWarnings',
    'PropagateTags',
  ],
  SimpleTable: ['SSESpecification'],
  StateMachine: ['PropagateTags'],
  LayerVersion: ['PublishLambdaVersion'],
  CapacityProvider: [
    'VpcConfig',
    'OperatorRole',
    'Tags',
    'InstanceRequirements',
    'ScalingConfig',
    'KmsKeyArn',
    'PropagateTags',
  ],
  WebSocketApi: [
    'AccessLogSettings',
    'ApiKeySelectionExpression',
    'DefaultRouteSettings',
    'DisableExecuteApiEndpoint',
    'DisableSchemaValidation',
    'Domain',
    'FailOnWarnings',
    'IpAddressType',
    'PropagateTags',
    'RouteSelectionExpression',
    'RouteSettings',
    'StageVariables',
    'Tags',
  ],
};

/** Merges them into the resources, and takes the section away. @throws SamError, SamTemplateError */
export function mergeGlobals(template: JsonMap): void {
  const sections = checkedSections(template['Globals']);
  for (const [id, resource] of Object.entries(mapOf(template['Resources']))) {
    if (!isMap(resource) || typeof resource['Type'] !== 'string') continue;
    if (!Object.hasOwn(supported, resource['Type'].slice(prefix.length))) continue;
    const section = sections[resource['Type'].slice(prefix.length)];
    if (section !== undefined && resource['Type'].startsWith(prefix))
      resource['Properties'] = merged(withoutIgnored(section, id, resource), resource['Properties'] ?? {});
    delete resource['IgnoreGlobals'];
  }
  delete template['Globals'];
}

function checkedSections(globals: Json | undefined): Readonly<Record<string, JsonMap>> {
  if (globals === undefined) return {};
  if (!isMap(globals)) throw invalid('It must be a non-empty dictionary');
  for (const [name, section] of Object.entries(globals)) {
    const names = Object.hasOwn(supported, name) ? supported[name] : undefined;
    if (names === undefined)
      throw invalid(
        `'${name}' is not supported. Must be one of the following values - ${pythonText(Object.keys(supported).sort())}`,
      );
    if (!isMap(section)) throw invalid('Value of ${section} must be a dictionary');
    const other = Object.keys(section).find((key) => !names.includes(key));
    if (other !== undefined)
      throw invalid(
        `'${other}' is not a supported property of '${name}'. Must be one of the following values - ${pythonText([...names])}`,
      );
  }
  return globals as Readonly<Record<string, JsonMap>>;
}

function invalid(message: string): SamTemplateError {
  return new SamTemplateError(`'Globals' section is invalid. ${message}`);
}

function withoutIgnored(section: JsonMap, id: string, resource: JsonMap): JsonMap {
  const ignored = resource['IgnoreGlobals'];
  if (!isTruthy(ignored)) return section;
  if (ignored === '*') return {};
  if (!Array.isArray(ignored))
    throw new SamError(id, `Resource ${id} has invalid resource attribute 'IgnoreGlobals'.`);
  const absent = ignored.find((key) => typeof key !== 'string' || !Object.hasOwn(section, key));
  if (absent !== undefined)
    throw new SamError(
      id,
      `Resource ${id} has invalid resource attribute 'IgnoreGlobals' on item '${pythonText(absent)}'.`,
    );
  return Object.fromEntries(Object.entries(section).filter(([key]) => !ignored.includes(key)));
}

/** Maps are merged, lists joined, the global ones first; of anything else the resource's own wins. */
function merged(global: Json, local: Json): Json {
  if (isList(global) && isList(local)) return [...copyOf(global), ...local];
  if (!isMap(global) || !isMap(local) || isFunction(global) || isFunction(local)) return local;
  const result: JsonMap = copyOf(global);
  for (const [key, value] of Object.entries(local))
    result[key] = Object.hasOwn(global, key) ? merged(global[key] ?? null, value) : value;
  return result;
}

// A function of SAM: the function, its role, versions and alias, its address, and what its events need.
import { isTruthy, mapOf, member, type JsonMap, pythonText } from './json.ts';
import { s3Object } from './code-location.ts';
import { resolvedFully, type SamContext } from './context.ts';
import { preferenceOf, updatePolicyOf } from './deployment-preference.ts';
import { functionEvents } from './function-events.ts';
import { functionUrl } from './function-url.ts';
import { functionRole, isTraced, letterActions, settleRole } from './function-role.ts';
import { publishedVersion } from './function-version.ts';
import { invokeConfig } from './invoke-config.ts';
import { checkProperties, type PropertyRules } from './properties.ts';
import {
  functionTarget,
  generated,
  ownAttributes,
  passedThrough,
  refTarget,
  type Generated,
} from './resource.ts';
import { SamError } from './sam-error.ts';
import { checkedTags, withTags } from './tags.ts';

const rules: PropertyRules = {
  FunctionName: 'string|map',
  Handler: 'any',
  Runtime: 'any',
  CodeUri: 'any',
  ImageUri: 'any',
  PackageType: 'any',
  InlineCode: 'any',
  DeadLetterQueue: 'map',
  Description: 'any',
  MemorySize: 'any',
  Timeout: 'any',
  VpcConfig: 'any',
  Role: 'string',
  AssumeRolePolicyDocument: 'map',
  Policies: 'string|map|items',
  RolePath: 'any',
  PermissionsBoundary: 'string',
  Environment: 'maps',
  Events: 'maps',
  Tags: 'map',
  PropagateTags: 'boolean',
  Tracing: 'string|map',
  KmsKeyArn: 'any',
  DeploymentPreference: 'map',
  ReservedConcurrentExecutions: 'any',
  Layers: 'items',
  EventInvokeConfig: 'map',
  EphemeralStorage: 'any',
  AutoPublishAlias: 'string',
  AutoPublishCodeSha256: 'string',
  AutoPublishAliasAllProperties: 'boolean=',
  VersionDescription: 'any',
  ProvisionedConcurrencyConfig: 'any',
  FileSystemConfigs: 'any',
  ImageConfig: 'any',
  CodeSigningConfigArn: 'any',
  Architectures: 'any',
  SnapStart: 'map',
  FunctionUrlConfig: 'map',
  RuntimeManagementConfig: 'any',
  LoggingConfig: 'any',
  RecursiveLoop: 'any',
  SourceKMSKeyArn: 'any',
  VersionDeletionPolicy: 'string',
  TenancyConfig: 'any',
  DurableConfig: 'map',
  PublishToLatestPublished: 'any',
};

/** @throws SamError, SamEventError */
export function expandFunction(id: string, resource: JsonMap, context: SamContext): readonly Generated[] {
  const properties = checkProperties(resource, rules, { id, type: 'AWS::Serverless::Function' });
  checkDeadLetters(id, properties);
  const lambda = lambdaFunction(id, resource, { properties, context });
  const attributes = passedThrough(resource);
  const published = publishedVersion(lambda, { id, properties, attributes, context });
  const target =
    published === undefined ? functionTarget(id, attributes) : refTarget(published.alias.id, attributes);
  addPreference(id, resource, { properties, context, alias: published?.alias });
  const invoke = invokeConfig(id, { properties, context, attributes, alias: published });
  const role = functionRole(id, { properties, context, attributes, documents: invoke.policies });
  const hasOwnRole = settleRole(lambda, role, context);
  const events = functionEvents(id, properties['Events'], { target, context, role });
  const all = [
    lambda,
    ...(published === undefined ? [] : [published.version, published.alias]),
    ...functionUrl(id, properties['FunctionUrlConfig'], target),
    ...invoke.resources,
    ...(hasOwnRole ? [role] : []),
    ...events,
  ];
  return isTruthy(properties['PropagateTags']) ? withTags(all, properties['Tags']) : all;
}

interface FunctionParts {
  readonly properties: JsonMap;
  readonly context: SamContext;
}

const passedProperties = [
  'DurableConfig',
  'PublishToLatestPublished',
  'TenancyConfig',
  'Architectures',
  'CodeSigningConfigArn',
  'Description',
  'Environment',
  'EphemeralStorage',
  'FileSystemConfigs',
  'Handler',
  'ImageConfig',
  'KmsKeyArn',
  'Layers',
  'LoggingConfig',
  'MemorySize',
  'PackageType',
  'RecursiveLoop',
  'ReservedConcurrentExecutions',
  'Role',
  'Runtime',
  'RuntimeManagementConfig',
  'SnapStart',
  'Timeout',
  'VpcConfig',
];

function lambdaFunction(id: string, resource: JsonMap, { properties, context }: FunctionParts): Generated {
  const tracing = properties['Tracing'];
  const made = generated(
    { id, type: 'AWS::Lambda::Function' },
    {
      ...Object.fromEntries(passedProperties.map((name) => [name, properties[name]])),
      FunctionName: isTruthy(properties['FunctionName']) ? properties['FunctionName'] : undefined,
      Code: codeOf(id, properties),
      Tags: checkedTags(id, properties['Tags']),
      TracingConfig: isTraced(properties, context) ? { Mode: tracing ?? null } : undefined,
      DeadLetterConfig: isTruthy(properties['DeadLetterQueue'])
        ? { TargetArn: member(properties['DeadLetterQueue'], 'TargetArn') ?? null }
        : undefined,
    },
    { attributes: ownAttributes(resource), dependsOn: resource['DependsOn'] },
  );
  checkPackage(id, made.properties);
  return made;
}

function codeOf(id: string, properties: JsonMap): JsonMap {
  const kind = isTruthy(properties['PackageType']) ? properties['PackageType'] : 'Zip';
  const { InlineCode, CodeUri, ImageUri, SourceKMSKeyArn } = properties;
  if (kind !== 'Zip' && kind !== 'Image')
    throw new SamError(id, `invalid 'PackageType' : ${pythonText(kind)}`);
  if (kind === 'Image') {
    if (ImageUri === undefined) throw new SamError(id, "'ImageUri' must be set.");
    if (!isTruthy(ImageUri))
      throw new SamError(id, "'ImageUri' requires that a image hosted at a registry be specified.");
    return { ImageUri };
  }
  const key = isTruthy(SourceKMSKeyArn) ? { SourceKMSKeyArn } : {};
  if (InlineCode !== undefined) return { ZipFile: InlineCode, ...key };
  if (CodeUri === undefined) throw new SamError(id, "Only one of 'InlineCode' or 'CodeUri' can be set.");
  return { ...s3Object(CodeUri, { logicalId: id, property: 'CodeUri' }), ...key };
}

function checkPackage(
  id: string,
  { PackageType, Handler, Runtime, Layers, Code, ImageConfig }: JsonMap,
): void {
  if (PackageType === 'Image') {
    if (isTruthy(Handler) || isTruthy(Runtime) || isTruthy(Layers))
      throw new SamError(
        id,
        'Runtime, Handler, Layers cannot be present when PackageType is of type `Image`',
      );
    return;
  }
  if (!isTruthy(Runtime) || !isTruthy(Handler))
    throw new SamError(id, 'Runtime and Handler needs to be present when PackageType is of type `Zip`');
  if (isTruthy(member(Code, 'ImageUri')) || isTruthy(ImageConfig))
    throw new SamError(id, 'ImageUri or ImageConfig cannot be present when PackageType is of type `Zip`');
}

function checkDeadLetters(id: string, { DeadLetterQueue: queue }: JsonMap): void {
  if (!isTruthy(queue)) return;
  const type = member(queue, 'Type');
  if (!isTruthy(type) || !isTruthy(member(queue, 'TargetArn')))
    throw new SamError(id, "'DeadLetterQueue' requires Type and TargetArn properties to be specified.");
  if (typeof type !== 'string') throw new SamError(id, "Property 'DeadLetterQueue.Type' should be a string.");
  if (letterActions[type] === undefined)
    throw new SamError(id, "'DeadLetterQueue' requires Type of ['SQS', 'SNS']");
}

interface PreferenceParts extends FunctionParts {
  readonly alias: Generated | undefined;
}

function addPreference(id: string, resource: JsonMap, { properties, context, alias }: PreferenceParts): void {
  const given = properties['DeploymentPreference'];
  if (!isTruthy(given)) return;
  const settled = { ...mapOf(given) };
  for (const name of ['Enabled', 'Type', 'PassthroughCondition'])
    if (Object.hasOwn(settled, name)) settled[name] = resolvedFully(settled[name] ?? null, context);
  const tags = isTruthy(properties['PropagateTags']) ? properties['Tags'] : undefined;
  const preference = preferenceOf(settled, { logicalId: id, condition: resource['Condition'], tags });
  context.preferences.set(id, preference);
  if (!preference.isEnabled) return;
  if (alias === undefined)
    throw new SamError(id, "'DeploymentPreference' requires AutoPublishAlias property to be specified.");
  alias.attributes['UpdatePolicy'] = updatePolicyOf(id, preference);
}

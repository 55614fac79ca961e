// Tables, layers and nested applications of SAM.
import { isFunction } from './functions.ts';
import { compact, copyOf, isMap, isTruthy, member, type JsonMap, type Optional, pythonText } from './json.ts';
import { s3Object } from './code-location.ts';
import { resolved, type SamContext } from './context.ts';
import { checkedTags } from './tags.ts';
import { idWithHash } from './logical-id.ts';
import { checkProperties, type PropertyRules } from './properties.ts';
import { generated, ownAttributes, passedThrough, tagList, type Generated } from './resource.ts';
import { SamError } from './sam-error.ts';

const tableRules: PropertyRules = {
  PointInTimeRecoverySpecification: 'any',
  PrimaryKey: 'texts',
  ProvisionedThroughput: 'numbers',
  TableName: 'string|map',
  Tags: 'map',
  SSESpecification: 'map',
};

const keyTypes: Readonly<Record<string, string>> = { String: 'S', Number: 'N', Binary: 'B' };

/** @throws SamError */
export function expandSimpleTable(id: string, resource: JsonMap): readonly Generated[] {
  const properties = checkProperties(resource, tableRules, { id, type: 'AWS::Serverless::SimpleTable' });
  const key = keyOf(id, properties['PrimaryKey']);
  const given = (name: string): Optional => (isTruthy(properties[name]) ? properties[name] : undefined);
  const throughput = given('ProvisionedThroughput');
  return [
    generated(
      { id, type: 'AWS::DynamoDB::Table' },
      {
        AttributeDefinitions: [key],
        KeySchema: [compact({ AttributeName: key['AttributeName'], KeyType: 'HASH' })],
        PointInTimeRecoverySpecification: given('PointInTimeRecoverySpecification'),
        ProvisionedThroughput: throughput,
        BillingMode: throughput === undefined ? 'PAY_PER_REQUEST' : undefined,
        SSESpecification: given('SSESpecification'),
        TableName: given('TableName'),
        Tags: isTruthy(properties['Tags']) ? tagList(properties['Tags']) : undefined,
      },
      { attributes: ownAttributes(resource), dependsOn: resource['DependsOn'] },
    ),
  ];
}

function keyOf(id: string, key: Optional): JsonMap {
  if (!isTruthy(key)) return { AttributeName: 'id', AttributeType: 'S' };
  const [name, type] = [member(key, 'Name'), member(key, 'Type')];
  if (name === undefined) throw new SamError(id, "Property 'PrimaryKey.Name' is required.");
  if (type === undefined) throw new SamError(id, "Property 'PrimaryKey.Type' is required.");
  const converted = keyTypes[pythonText(type)];
  if (converted === undefined) throw new SamError(id, `Invalid 'Type' "${pythonText(type)}".`);
  return { AttributeName: name, AttributeType: converted };
}

const layerRules: PropertyRules = {
  LayerName: 'string|map',
  Description: 'string',
  PublishLambdaVersion: 'boolean',
  ContentUri: 'string|map!',
  CompatibleArchitectures: 'items',
  CompatibleRuntimes: 'items',
  LicenseInfo: 'string',
  RetentionPolicy: 'string',
};

/** Another content is another logical id: versions of layers stay. @throws SamError */
export function expandLayer(id: string, resource: JsonMap, context: SamContext): readonly Generated[] {
  const properties = checkProperties(resource, layerRules, { id, type: 'AWS::Serverless::LayerVersion' });
  for (const name of ['LayerName', 'LicenseInfo', 'Description', 'RetentionPolicy'])
    if (properties[name] !== undefined && properties[name] !== null)
      properties[name] = resolved(properties[name], context);
  const retention = retentionOf(id, properties['RetentionPolicy']);
  const attributes = passedThrough(resource);
  const hashed = compact({
    Type: 'AWS::Serverless::LayerVersion',
    DependsOn: isTruthy(resource['DependsOn']) ? resource['DependsOn'] : undefined,
    Condition: resource['Condition'],
    UpdatePolicy: resource['UpdatePolicy'],
    Properties: compact(properties),
  });
  const layerId = idWithHash(id, { [id]: hashed });
  checkArchitectures(layerId, properties['CompatibleArchitectures']);
  return [
    generated(
      { id: layerId, type: 'AWS::Lambda::LayerVersion' },
      {
        LayerName: isTruthy(properties['LayerName']) ? properties['LayerName'] : id,
        Description: properties['Description'],
        Content: s3Object(properties['ContentUri'], { logicalId: layerId, property: 'ContentUri' }),
        CompatibleArchitectures: properties['CompatibleArchitectures'],
        CompatibleRuntimes: properties['CompatibleRuntimes'],
        LicenseInfo: properties['LicenseInfo'],
      },
      {
        attributes: { DeletionPolicy: 'Retain', ...attributes, ...compact({ DeletionPolicy: retention }) },
        dependsOn: resource['DependsOn'],
      },
    ),
  ];
}

function retentionOf(id: string, policy: Optional): string | undefined {
  const options = "['Retain', 'Delete']";
  if (isFunction(policy))
    throw new SamError(
      id,
      `'RetentionPolicy' does not accept intrinsic functions, please use one of the following options: ${options}`,
    );
  if (policy === undefined || policy === null) return undefined;
  const found = ['Retain', 'Delete'].find((each) => each.toLowerCase() === pythonText(policy).toLowerCase());
  if (found === undefined)
    throw new SamError(id, `'RetentionPolicy' must be one of the following options: ${options}.`);
  return found;
}

function checkArchitectures(id: string, architectures: Optional): void {
  if (!Array.isArray(architectures)) return;
  const isKnown = (each: unknown) => each === 'x86_64' || each === 'arm64';
  if (architectures.some((each) => !isFunction(each) && !isKnown(each)))
    throw new SamError(id, "CompatibleArchitectures needs to be a list of 'x86_64' or 'arm64'");
}

const applicationRules: PropertyRules = {
  Location: 'string|map!',
  TemplateUrl: 'string',
  Parameters: 'map',
  NotificationARNs: 'items',
  Tags: 'map',
  TimeoutInMinutes: 'integer',
};

/** A template of one's own; those of the Serverless Application Repository are not on this machine. @throws SamError */
export function expandApplication(id: string, resource: JsonMap): readonly Generated[] {
  const properties = checkProperties(resource, applicationRules, {
    id,
    type: 'AWS::Serverless::Application',
  });
  const location = properties['Location'];
  if (isMap(location) && !isFunction(location))
    throw new SamError(
      id,
      'Slipway does not have the Serverless Application Repository on this machine: give the address of a template as Location.',
    );
  return [
    generated(
      { id, type: 'AWS::CloudFormation::Stack' },
      {
        Parameters: properties['Parameters'],
        NotificationARNs: properties['NotificationARNs'],
        Tags: checkedTags(id, properties['Tags']),
        TimeoutInMinutes: properties['TimeoutInMinutes'],
        TemplateURL: copyOf(location),
      },
      { attributes: passedThrough(resource), dependsOn: resource['DependsOn'] },
    ),
  ];
}

// The transform AWS::Serverless-2016-10-31: a template with SAM's resources becomes one with plain ones. Pure. What it makes is
// that of AWS's own translator, but for the hashes in logical ids of deployments of REST APIs (rest-api.ts).
import type { Result } from '../../lib/result.ts';
import { copyOf, isMap, isTruthy, mapOf, member, type JsonMap, pythonText } from './json.ts';
import type { SamContext } from './context.ts';
import { deploymentResources } from './deployment-preference.ts';
import { expandFunction } from './function.ts';
import { mergeGlobals } from './globals.ts';
import { expandHttpApi } from './http-api.ts';
import { addDefaultDefinitions, addImplicitApis } from './implicit-apis.ts';
import { expandApplication, expandLayer, expandSimpleTable } from './other-resources.ts';
import { expandedPolicies } from './role.ts';
import { asTemplate, type Generated } from './resource.ts';
import { resolveReferable, resolveRenamed } from './resolve.ts';
import { expandRestApi } from './rest-api.ts';
import { isSamError, SamError, SamStructureError, SamTemplateError, structureError } from './sam-error.ts';
import { expandStateMachine } from './state-machine.ts';
import { emptyUsagePlan } from './usage-plan.ts';

export const samTransform = 'AWS::Serverless-2016-10-31';

export interface SamSurroundings {
  /** What was given for the template's parameters. */
  readonly parameters: JsonMap;
  readonly region: string;
  readonly partition: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

interface Expansion {
  readonly expand: (id: string, resource: JsonMap, context: SamContext) => readonly Generated[];
  /** What `Ref: Id.Name` may name, by the type that is made for it. */
  readonly referable: Readonly<Record<string, string>>;
}

/** In the order in which they are expanded: functions write into the definitions of APIs. */
const expansions: Readonly<Record<string, Expansion>> = {
  'AWS::Serverless::Function': {
    expand: expandFunction,
    referable: {
      Alias: 'AWS::Lambda::Alias',
      Version: 'AWS::Lambda::Version',
      DestinationTopic: 'AWS::SNS::Topic',
      DestinationQueue: 'AWS::SQS::Queue',
    },
  },
  'AWS::Serverless::StateMachine': { expand: expandStateMachine, referable: {} },
  'AWS::Serverless::Api': {
    expand: expandRestApi,
    referable: {
      Stage: 'AWS::ApiGateway::Stage',
      Deployment: 'AWS::ApiGateway::Deployment',
      UsagePlan: 'AWS::ApiGateway::UsagePlan',
      UsagePlanKey: 'AWS::ApiGateway::UsagePlanKey',
      ApiKey: 'AWS::ApiGateway::ApiKey',
      DomainName: 'AWS::ApiGateway::DomainName',
    },
  },
  'AWS::Serverless::HttpApi': {
    expand: expandHttpApi,
    referable: { Stage: 'AWS::ApiGatewayV2::Stage', DomainName: 'AWS::ApiGatewayV2::DomainName' },
  },
  'AWS::Serverless::SimpleTable': { expand: expandSimpleTable, referable: {} },
  'AWS::Serverless::LayerVersion': { expand: expandLayer, referable: {} },
  'AWS::Serverless::Application': { expand: expandApplication, referable: {} },
};

/** AWS's translator has them. */
const notExecuted = new Set(
  ['CapacityProvider', 'Connector', 'GraphQLApi', 'WebSocketApi'].map((name) => `AWS::Serverless::${name}`),
);

/** The processed template, or what AWS's translator says is wrong. */
export function transformSam(given: JsonMap, surroundings: SamSurroundings): Result<JsonMap> {
  const template = copyOf(given);
  const errors: Error[] = [];
  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!isSamError(error) || error instanceof SamStructureError) throw error;
      errors.push(error);
      return undefined;
    }
  };
  try {
    attempt(() => checkResources(template));
    if (errors.length === 0) attempt(() => errors.push(...prepare(template)));
    if (errors.length === 0) expandAll(template, surroundings, attempt);
  } catch (error) {
    if (!(error instanceof SamStructureError)) throw error;
    return { failed: messageOf([error]) };
  }
  return errors.length === 0 ? template : { failed: messageOf(errors) };
}

function messageOf(errors: readonly Error[]): string {
  const order = (message: string) => message.replaceAll(']', '\0');
  const messages = [...new Set(errors.map(({ message }) => message))].toSorted((left, right) =>
    order(left) < order(right) ? -1 : 1,
  );
  return `Invalid Serverless Application Specification document. Number of errors found: ${messages.length}. ${messages.join(' ')}`;
}

function checkResources(template: JsonMap): void {
  const resources = template['Resources'];
  if (!isMap(resources) || Object.keys(resources).length === 0)
    throw structureError("'Resources' section is required");
  for (const [id, resource] of Object.entries(resources)) {
    if (!isMap(resource))
      throw structureError(
        "All 'Resources' must be Objects. If you're using YAML, this may be an indentation issue.",
      );
    const type = pythonText(resource['Type']);
    if (!type.startsWith('AWS::Serverless::')) continue;
    if (notExecuted.has(type) || resource['Connectors'] !== undefined)
      throw new SamError(
        id,
        `Slipway does not expand ${notExecuted.has(type) ? type : 'Connectors'} on this machine.`,
      );
    if (
      Object.hasOwn(expansions, type) &&
      resource['Properties'] !== undefined &&
      !isMap(resource['Properties'])
    )
      throw new SamError(id, "Attribute 'Properties' should be a map.");
    const condition = resource['Condition'];
    if (isTruthy(condition) && typeof condition !== 'string')
      throw structureError('Every Condition member must be a string.');
  }
}

/** What is done to the template as a whole, before any resource is expanded. */
function prepare(template: JsonMap): readonly Error[] {
  addDefaultDefinitions(mapOf(template['Resources']));
  const errors = addImplicitApis(template);
  mergeGlobals(template);
  setOpenApiVersions(mapOf(template['Resources']));
  return errors;
}

/** OpenApiVersion of an API whose definition SAM writes. */
function setOpenApiVersions(resources: JsonMap): void {
  for (const resource of Object.values(resources)) {
    if (member(resource, 'Type') !== 'AWS::Serverless::Api') continue;
    const properties = mapOf(member(resource, 'Properties'));
    const version = properties['OpenApiVersion'];
    const document = properties['DefinitionBody'];
    if (version === undefined || properties['__MANAGE_SWAGGER'] === undefined) continue;
    if (!/^3(\.\d)(\.\d)?$/.test(pythonText(version))) continue;
    properties['OpenApiVersion'] = pythonText(version);
    if (!isMap(document)) continue;
    document['openapi'] = pythonText(version);
    delete document['swagger'];
  }
}

function contextOf(template: JsonMap, { parameters, region, partition, now }: SamSurroundings): SamContext {
  const defaults = Object.entries(mapOf(template['Parameters'])).flatMap(([name, declared]) => {
    const standard = member(declared, 'Default');
    return standard === undefined ? [] : [[name, standard] as const];
  });
  return {
    template,
    resources: mapOf(template['Resources']),
    parameters: {
      'AWS::Region': region,
      'AWS::Partition': partition,
      ...Object.fromEntries(defaults),
      ...parameters,
    },
    partition,
    now,
    preferences: new Map(),
    usagePlan: emptyUsagePlan(),
    recordSets: new Map(),
  };
}

type Attempt = <T>(work: () => T) => T | undefined;

function expandAll(template: JsonMap, surroundings: SamSurroundings, attempt: Attempt): void {
  const context = contextOf(template, surroundings);
  const originals = copyOf(context.resources);
  const renamed = new Map<string, string>();
  const referable = new Map<string, string>();
  const made: Generated[] = [];
  for (const [type, { expand, referable: names }] of Object.entries(expansions))
    for (const [id, resource] of Object.entries(context.resources)) {
      if (!isMap(resource) || resource['Type'] !== type) continue;
      attempt(() => {
        if (!/^[A-Za-z0-9]+$/.test(id)) throw new SamError(id, 'Logical ids must be alphanumeric.');
        expandPolicies(id, resource);
        const resources = expand(id, resource, context);
        const duplicate = resources.find((each) => each.id !== id && isTaken(each, originals));
        if (duplicate !== undefined) throw duplicateId(id, duplicate);
        const [first] = resources;
        if (type === 'AWS::Serverless::LayerVersion' && first !== undefined) renamed.set(id, first.id);
        for (const [name, madeType] of Object.entries(names)) {
          const found = resources.findLast((each) => each.type === madeType);
          if (found !== undefined) referable.set(`${id}.${name}`, found.id);
        }
        made.push(...resources);
      });
    }
  made.push(...(attempt(() => deploymentResources(context)) ?? []));
  for (const [id, resource] of Object.entries(context.resources))
    if (Object.hasOwn(expansions, pythonText(member(resource, 'Type')))) delete context.resources[id];
  for (const each of made) context.resources[each.id] = asTemplate(each);
  delete template['Transform'];
  resolveRenamed(template, renamed);
  resolveReferable(template, referable);
}

function expandPolicies(id: string, resource: JsonMap): void {
  const properties = mapOf(resource['Properties']);
  if (isTruthy(properties['Policies']))
    properties['Policies'] = [...expandedPolicies(properties['Policies'], id)];
}

/** Only a bucket, which events add to, may be the template's own. */
function isTaken({ id, type }: Generated, originals: JsonMap): boolean {
  if (!Object.hasOwn(originals, id)) return false;
  return type !== 'AWS::S3::Bucket' || member(originals[id], 'Type') !== type;
}

function duplicateId(id: string, { id: made, type }: Generated): Error {
  return new SamTemplateError(
    `Transforming resource with id [${id}] attempts to create a new resource with id [${made}] and type "${type}". A resource with that id already exists within this template. Please use a different id for that resource.`,
  );
}

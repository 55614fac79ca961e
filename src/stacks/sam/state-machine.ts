// A state machine of SAM: the machine, its role, versions, and what its events need.
import { getAtt, isFunction, ref, sub } from './functions.ts';
import {
  copyOf,
  isMap,
  isTruthy,
  listOf,
  mapOf,
  member,
  type Json,
  type JsonMap,
  type Optional,
  pythonText,
} from './json.ts';
import { checkedSwagger, hasIntegration } from './api-document.ts';
import { s3Body } from './code-location.ts';
import type { SamContext } from './context.ts';
import type { SamEvent } from './event.ts';
import { withTags } from './tags.ts';
import { managed } from './implicit-apis.ts';
import { checkProperties, type PropertyRules } from './properties.ts';
import {
  generated,
  ownAttributes,
  passedThrough,
  refTarget,
  tagList,
  type Generated,
  type Target,
} from './resource.ts';
import { addAuth, conditionOf, linkedApi, restApiRules } from './rest-api-event.ts';
import { roleOf } from './role.ts';
import {
  assumeRole,
  ruleEvent,
  ruleRules,
  scheduleEvent,
  scheduleRules,
  schedulerEvent,
  schedulerRules,
  type Invocation,
} from './rule-events.ts';
import { SamError, SamEventError } from './sam-error.ts';
import { addStateMachineIntegration } from './swagger-integration.ts';

const rules: PropertyRules = {
  Definition: 'map',
  DefinitionUri: 'string|map',
  Logging: 'map',
  Role: 'string',
  RolePath: 'any',
  DefinitionSubstitutions: 'map',
  Events: 'maps',
  Name: 'string',
  Type: 'string',
  Tags: 'map',
  PropagateTags: 'boolean',
  Policies: 'string|items',
  Tracing: 'map',
  PermissionsBoundary: 'string',
  AutoPublishAlias: 'any',
  DeploymentPreference: 'any',
  UseAliasAsEventTarget: 'boolean=',
};

/** @throws SamError, SamEventError */
export function expandStateMachine(id: string, resource: JsonMap, context: SamContext): readonly Generated[] {
  const properties = checkProperties(resource, rules, { id, type: 'AWS::Serverless::StateMachine' });
  const attributes = passedThrough(resource);
  if (isTruthy(properties['Role']) && isTruthy(properties['Policies']))
    throw new SamError(
      id,
      "Specify either 'Role' or 'Policies' (but not both at the same time) or neither of them",
    );
  const tags = [{ Key: 'stateMachine:createdBy', Value: 'SAM' }, ...tagList(properties['Tags'])];
  const isRoleGiven = isTruthy(properties['Role']);
  const machine = generated(
    { id, type: 'AWS::StepFunctions::StateMachine' },
    {
      ...definitionOf(id, properties),
      RoleArn: isRoleGiven ? properties['Role'] : getAtt(`${id}Role`, 'Arn'),
      StateMachineName: properties['Name'],
      StateMachineType: properties['Type'],
      LoggingConfiguration: properties['Logging'],
      TracingConfiguration: properties['Tracing'],
      Tags: tags,
    },
    { attributes: ownAttributes(resource), dependsOn: resource['DependsOn'] },
  );
  const role = isRoleGiven ? [] : [roleFor(id, { properties, attributes, tags, context })];
  const published = publishedAlias(id, properties, attributes);
  const usesAlias = isTruthy(properties['UseAliasAsEventTarget']);
  const alias = published.at(-1);
  const target = refTarget(usesAlias && alias !== undefined ? alias.id : id, attributes);
  const all = [machine, ...role, ...published, ...eventsOf(id, properties, { target, context })];
  return isTruthy(properties['PropagateTags']) ? withTags(all, properties['Tags']) : all;
}

function definitionOf(id: string, properties: JsonMap): Readonly<Record<string, Optional>> {
  const { Definition, DefinitionUri, DefinitionSubstitutions } = properties;
  if (isTruthy(Definition) && isTruthy(DefinitionUri))
    throw new SamError(id, "Specify either 'Definition' or 'DefinitionUri' property and not both.");
  const given = isTruthy(DefinitionSubstitutions) ? DefinitionSubstitutions : undefined;
  if (isTruthy(Definition)) {
    const definition = copyOf(Definition);
    const substitutions: JsonMap = {};
    substituteFunctions(definition, substitutions);
    const isEmpty = Object.keys(substitutions).length === 0;
    return {
      DefinitionString: { 'Fn::Join': ['\n', indented(definition).split('\n')] },
      DefinitionSubstitutions: isEmpty ? given : { ...mapOf(given), ...substitutions },
    };
  }
  if (isTruthy(DefinitionUri))
    return { DefinitionS3Location: s3Body(DefinitionUri, id), DefinitionSubstitutions: given };
  throw new SamError(id, "Either 'Definition' or 'DefinitionUri' property must be specified.");
}

const dynamicReference = /^\s*\{\{resolve:(ssm|ssm-secure|secretsmanager):[a-zA-Z0-9_.\-/:]+\}\}\s*$/;

/** A function within the definition becomes a variable, whose value stands in DefinitionSubstitutions. */
function substituteFunctions(value: Json, found: JsonMap): void {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, Json>;
  const keys = Array.isArray(value) ? value.map((_, index) => String(index)) : Object.keys(value).toSorted();
  for (const key of keys) {
    const each = holder[key] ?? null;
    const isDynamic = typeof each === 'string' && dynamicReference.test(each);
    if (isFunction(each) || isDynamic) {
      const name = `definition_substitution_${Object.keys(found).length + 1}`;
      found[name] = each;
      holder[key] = `\${${name}}`;
    } else substituteFunctions(each, found);
  }
}

/** As Python writes it: keys sorted, four blanks. */
function indented(value: Json, indent = ''): string {
  const inner = `${indent}    `;
  if (Array.isArray(value))
    return value.length === 0
      ? '[]'
      : `[\n${value.map((each) => `${inner}${indented(each, inner)}`).join(',\n')}\n${indent}]`;
  if (!isMap(value)) return JSON.stringify(value);
  const keys = Object.keys(value).toSorted();
  if (keys.length === 0) return '{}';
  const lines = keys.map((key) => `${inner}${JSON.stringify(key)}: ${indented(value[key] ?? null, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

interface RoleFor {
  readonly properties: JsonMap;
  readonly attributes: JsonMap;
  readonly tags: readonly JsonMap[];
  readonly context: SamContext;
}

function roleFor(id: string, { properties, attributes, tags, context }: RoleFor): Generated {
  const isTraced = member(properties['Tracing'], 'Enabled') === true;
  const xray = context.partition === 'aws' ? 'AWSXrayWriteOnlyAccess' : 'AWSXRayDaemonWriteAccess';
  return roleOf(
    {
      logicalId: id,
      attributes,
      assumed: assumeRole('states.amazonaws.com'),
      policies: [...listOf(properties['Policies']), ...(isTraced ? [xray] : [])],
      managed: [],
      documents: [],
      path: properties['RolePath'],
      boundary: properties['PermissionsBoundary'],
      tags: [...tags],
    },
    context,
  );
}

function publishedAlias(id: string, properties: JsonMap, attributes: JsonMap): readonly Generated[] {
  const { AutoPublishAlias: name, DeploymentPreference: preference, UseAliasAsEventTarget } = properties;
  if (!isTruthy(name)) {
    if (isTruthy(UseAliasAsEventTarget))
      throw new SamError(id, "'UseAliasAsEventTarget' requires 'AutoPublishAlias' property to be specified.");
    if (isTruthy(preference))
      throw new SamError(id, "'DeploymentPreference' requires 'AutoPublishAlias' property to be specified.");
    return [];
  }
  const version = generated(
    { id: `${id}Version`, type: 'AWS::StepFunctions::StateMachineVersion' },
    { StateMachineArn: ref(id), StateMachineRevisionId: getAtt(id, 'StateMachineRevisionId') },
    { attributes: { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain', ...attributes } },
  );
  const shifted = isTruthy(preference) ? mapOf(preference) : { Type: 'ALL_AT_ONCE' };
  const alias = generated(
    { id: `${id}Alias${pythonText(name)}`, type: 'AWS::StepFunctions::StateMachineAlias' },
    { Name: name, DeploymentPreference: { ...shifted, StateMachineVersionArn: ref(version.id) } },
    { attributes },
  );
  return [version, alias];
}

interface MachineEvents {
  readonly target: Target;
  readonly context: SamContext;
}

const eventRules: Readonly<Record<string, PropertyRules>> = {
  Api: {
    Path: 'string!',
    Method: 'string!',
    RestApiId: restApiRules['RestApiId'] ?? 'string!',
    Stage: 'string',
    Auth: 'map',
    UnescapeMappingTemplate: 'boolean=',
  },
  CloudWatchEvent: ruleRules,
  EventBridgeRule: ruleRules,
  Schedule: { ...scheduleRules, Target: 'map', RoleArn: 'string' },
  ScheduleV2: schedulerRules,
};

function eventsOf(id: string, properties: JsonMap, { target, context }: MachineEvents): readonly Generated[] {
  const boundary = properties['PermissionsBoundary'];
  const events = mapOf(properties['Events']);
  return Object.entries(events).flatMap(([name, event]) => {
    const type = pythonText(member(event, 'Type'));
    const known = Object.hasOwn(eventRules, type) ? eventRules[type] : undefined;
    if (!isMap(event) || known === undefined)
      throw new SamEventError(
        name,
        `Resource dict has missing or invalid value for key Type. Event Type is: ${type}.`,
      );
    const eventId = `${id}${name}`;
    const given = checkProperties(event, known, { id: eventId, type });
    return machineEvent(type, { id: eventId, name, properties: given, target, context }, boundary);
  });
}

function machineEvent(type: string, event: SamEvent, boundary: Optional): readonly Generated[] {
  if (type === 'ScheduleV2')
    return schedulerEvent(event, { name: 'states:StartExecution', policy: 'StartExecutionPolicy' });
  if (type === 'Api') return apiEvent(event, startingRole(event, 'apigateway.amazonaws.com', boundary));
  const role = startingRole(event, 'events.amazonaws.com', boundary);
  const given = event.properties['RoleArn'];
  const invocation: Invocation = {
    suffix: 'StepFunctionsTarget',
    roleArn: given ?? getAtt(role.id, 'Arn'),
    besides: () => (given === undefined ? [role] : []),
  };
  return type === 'Schedule' ? scheduleEvent(event, invocation) : ruleEvent(event, invocation);
}

function startingRole({ id, target }: SamEvent, service: string, boundary: Optional): Generated {
  const statement = { Action: 'states:StartExecution', Effect: 'Allow', Resource: target.arn };
  return generated(
    { id: `${id}Role`, type: 'AWS::IAM::Role' },
    {
      AssumeRolePolicyDocument: assumeRole(service),
      Policies: [{ PolicyName: `${id}RoleStartExecutionPolicy`, PolicyDocument: { Statement: [statement] } }],
      PermissionsBoundary: isTruthy(boundary) ? boundary : undefined,
    },
    { attributes: target.attributes },
  );
}

/** The API starts an execution with the request as its input. */
function apiEvent(event: SamEvent, role: Generated): readonly Generated[] {
  const { api, apiId = '', stage } = linkedApi(event);
  if (api === undefined || !isTruthy(api[managed]) || api['DefinitionBody'] === undefined) return [role];
  const { properties, target, name } = event;
  const place = {
    path: pythonText(properties['Path']),
    method: pythonText(properties['Method']).toLowerCase(),
    condition: conditionOf(event),
  };
  const document = checkedSwagger(api['DefinitionBody']);
  if (hasIntegration(document, place.path, place.method))
    throw new SamEventError(
      name,
      `API method "${place.method}" defined multiple times for path "${place.path}".`,
    );
  const variable = `\${${target.id}}`;
  const template = isTruthy(properties['UnescapeMappingTemplate'])
    ? `{"input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\\\'","'")", "stateMachineArn": "${variable}"}`
    : `{"input": "$util.escapeJavaScript($input.json('$'))", "stateMachineArn": "${variable}"}`;
  addStateMachineIntegration(document, place, {
    uri: sub('arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution'),
    credentials: getAtt(role.id, 'Arn'),
    requestTemplates: { 'application/json': sub(template) },
  });
  if (isTruthy(properties['Auth'])) addAuth({ event, api, apiId, stage, document, place });
  return [role];
}

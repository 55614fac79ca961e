// The APIs that events of functions make: each path in the definition of the API that it names, or of an implicit one,
// `ServerlessRestApi` and `ServerlessHttpApi`.
import { anyMethod, addPath, isOpenApi, isSwagger, pathsOf } from './api-document.ts';
import { combinedConditions, either, ref } from './functions.ts';
import {
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
import { SamError, SamEventError } from './sam-error.ts';

/** Marks an API whose definition SAM writes. */
export const managed = '__MANAGE_SWAGGER';

export function swaggerSkeleton(): JsonMap {
  return { swagger: '2.0', info: { version: '1.0', title: ref('AWS::StackName') }, paths: {} };
}

function openApiSkeleton(): JsonMap {
  return { openapi: '3.0.1', info: { version: '1.0', title: ref('AWS::StackName') }, paths: {} };
}

/** An API without a definition gets an empty one. */
export function addDefaultDefinitions(resources: JsonMap): void {
  for (const resource of Object.values(resources)) {
    const isHttp = member(resource, 'Type') === 'AWS::Serverless::HttpApi';
    if (!isMap(resource) || !(isHttp || resource['Type'] === 'AWS::Serverless::Api')) continue;
    const properties = mapOf(resource['Properties']);
    if (isTruthy(properties['DefinitionBody']) || isTruthy(properties['DefinitionUri'])) continue;
    resource['Properties'] = properties;
    properties['DefinitionBody'] = isHttp ? openApiSkeleton() : swaggerSkeleton();
    properties[managed] = true;
  }
}

interface ApiKind {
  readonly id: string;
  readonly condition: string;
  readonly event: 'Api' | 'HttpApi';
  readonly type: string;
  readonly idProperty: 'RestApiId' | 'ApiId';
  readonly isDocument: (document: Optional) => boolean;
  readonly fresh: () => JsonMap;
}

const restKind: ApiKind = {
  id: 'ServerlessRestApi',
  condition: 'ServerlessRestApiCondition',
  event: 'Api',
  type: 'AWS::Serverless::Api',
  idProperty: 'RestApiId',
  isDocument: isSwagger,
  fresh: () => ({ StageName: 'Prod', DefinitionBody: swaggerSkeleton(), [managed]: true }),
};

const httpKind: ApiKind = {
  id: 'ServerlessHttpApi',
  condition: 'ServerlessHttpApiCondition',
  event: 'HttpApi',
  type: 'AWS::Serverless::HttpApi',
  idProperty: 'ApiId',
  isDocument: isOpenApi,
  fresh: () => ({ DefinitionBody: openApiSkeleton(), [managed]: true }),
};

export function addImplicitApis(template: JsonMap): readonly Error[] {
  return [...addImplicitApi(template, restKind), ...addImplicitApi(template, httpKind)];
}

/** What the owners of an API's methods say: conditions by path and method, and policies. */
interface Owners {
  readonly conditions: Map<string, Map<string, string | undefined>>;
  readonly deletionPolicies: Optional[];
  readonly replacePolicies: Optional[];
}

interface Work {
  readonly template: JsonMap;
  readonly resources: JsonMap;
  readonly kind: ApiKind;
  readonly owners: Map<string, Owners>;
}

function addImplicitApi(template: JsonMap, kind: ApiKind): readonly Error[] {
  const resources = mapOf(template['Resources']);
  const existing = copyOf(resources[kind.id]);
  resources[kind.id] = { Type: kind.type, Properties: kind.fresh() };
  const work: Work = { template, resources, kind, owners: new Map() };
  const errors = Object.entries(resources).flatMap(([id, owner]) => {
    try {
      addEventsOf(owner, work);
      return [];
    } catch (error) {
      if (error instanceof SamEventError) return [new SamError(id, error.message)];
      throw error;
    }
  });
  settleImplicitApi(work);
  makePathsConditional(work);
  const implicit = resources[kind.id];
  if (
    isMap(implicit) &&
    Object.keys(mapOf(member(implicit, 'Properties', 'DefinitionBody', 'paths'))).length === 0
  ) {
    if (existing === undefined) delete resources[kind.id];
    else resources[kind.id] = existing;
  }
  return errors;
}

const owningTypes = new Set(['AWS::Serverless::Function', 'AWS::Serverless::StateMachine']);

function addEventsOf(owner: Optional, work: Work): void {
  if (!isMap(owner) || !owningTypes.has(pythonText(owner['Type']))) return;
  const events = member(owner, 'Properties', 'Events');
  if (!isMap(events)) return;
  for (const [eventId, event] of Object.entries(events))
    if (isMap(event) && event['Type'] === work.kind.event) addEvent(eventId, event, { owner, work });
}

function addEvent(
  eventId: string,
  event: JsonMap,
  { owner, work }: { readonly owner: JsonMap; readonly work: Work },
): void {
  const { kind, resources } = work;
  const properties = event['Properties'] ?? {};
  if (kind.event === 'Api' && !isTruthy(properties)) return;
  if (!isMap(properties)) throw new SamEventError(eventId, 'Properties should be a map.');
  event['Properties'] = properties;
  if (!Object.hasOwn(properties, kind.idProperty)) {
    passTags(owner, work);
    properties[kind.idProperty] = ref(kind.id);
  }
  if (kind.event === 'HttpApi' && !isTruthy(properties['Path']) && !isTruthy(properties['Method'])) {
    properties['Path'] = '$default';
    properties['Method'] = anyMethod;
  }
  const { apiId, path, method } = checkedEvent(eventId, properties, kind);
  noteOwner({ apiId, path, method }, owner, work);
  const api = resources[apiId];
  if (!isMap(api) || (api['Type'] === 'AWS::Serverless::HttpApi' && api['Type'] !== kind.type))
    throw new SamEventError(
      eventId,
      `${kind.idProperty} must be a valid reference to an '${kind.type}' resource in same template.`,
    );
  const apiProperties = mapOf(api['Properties']);
  const document = apiProperties['DefinitionBody'];
  if (kind.isDocument(document) && isTruthy(apiProperties[managed]))
    addPath(document as JsonMap, path, method);
  if (kind.event === 'HttpApi' && Object.hasOwn(properties, 'RouteSettings'))
    addRouteSettings(properties, apiProperties, owner['Condition']);
}

/** An implicit API has the tags of its functions, when they pass them on. */
function passTags(owner: JsonMap, { template, resources, kind }: Work): void {
  const section = member(template, 'Globals', pythonText(owner['Type']).replace('AWS::Serverless::', ''));
  const given = (name: string): Optional => {
    const own = member(owner, 'Properties', name);
    return isTruthy(own) ? own : member(section, name);
  };
  const tags = given('Tags');
  const api = mapOf(member(resources[kind.id], 'Properties'));
  if (!isTruthy(tags) || !isTruthy(given('PropagateTags'))) return;
  api['Tags'] = { ...mapOf(api['Tags']), ...mapOf(tags) };
  api['PropagateTags'] = true;
}

function checkedEvent(
  eventId: string,
  properties: JsonMap,
  { idProperty }: ApiKind,
): { readonly apiId: string; readonly path: string; readonly method: string } {
  const named = (name: string, value: Optional): string => {
    if (typeof value === 'string') return value;
    throw new SamEventError(
      eventId,
      value === undefined ? `Property '${name}' is required.` : `Property '${name}' should be a string.`,
    );
  };
  for (const name of ['Path', 'Method'])
    if (member(properties, name) === undefined)
      throw new SamEventError(eventId, `Property '${name}' is required.`);
  const apiId = properties[idProperty];
  return {
    apiId: named(idProperty, isMap(apiId) && Object.hasOwn(apiId, 'Ref') ? apiId['Ref'] : apiId),
    path: named('Path', properties['Path']),
    method: named('Method', properties['Method']),
  };
}

interface Method {
  readonly apiId: string;
  readonly path: string;
  readonly method: string;
}

function noteOwner({ apiId, path, method }: Method, owner: JsonMap, { owners }: Work): void {
  const of: Owners = owners.get(apiId) ?? {
    conditions: new Map(),
    deletionPolicies: [],
    replacePolicies: [],
  };
  owners.set(apiId, of);
  const methods = of.conditions.get(path) ?? new Map<string, string | undefined>();
  of.conditions.set(path, methods);
  methods.set(method, typeof owner['Condition'] === 'string' ? owner['Condition'] : undefined);
  of.deletionPolicies.push(owner['DeletionPolicy']);
  of.replacePolicies.push(owner['UpdateReplacePolicy']);
}

function addRouteSettings(event: JsonMap, api: JsonMap, condition: Optional): void {
  const [path, method] = [pythonText(event['Path']), pythonText(event['Method'])];
  const route = method === anyMethod ? path : `${method.toUpperCase()} ${path}`;
  const settings = mapOf(api['RouteSettings']);
  const own = mapOf(event['RouteSettings']);
  settings[route] = {
    ...mapOf(settings[route]),
    ...(typeof condition === 'string' ? either(condition, own) : own),
  };
  api['RouteSettings'] = settings;
}

/** It has a condition only when all of its methods have one. */
function settleImplicitApi({ template, resources, kind, owners }: Work): void {
  const of = owners.get(kind.id);
  const api = resources[kind.id];
  if (of === undefined || !isMap(api)) return;
  const conditions = distinct([...of.conditions.values()].flatMap((methods) => [...methods.values()]));
  const condition = conditionOf(conditions, kind.condition, template);
  if (condition !== undefined) api['Condition'] = condition;
  const strongest = (policies: readonly Optional[], order: readonly string[]): Json | undefined =>
    order.find((policy) => policies.includes(policy));
  const deletion = strongest(of.deletionPolicies, ['Retain', 'Delete']);
  if (deletion !== undefined) api['DeletionPolicy'] = deletion;
  const replace = strongest(of.replacePolicies, ['Retain', 'Snapshot', 'Delete']);
  if (replace !== undefined) api['UpdateReplacePolicy'] = replace;
}

function distinct(conditions: readonly (string | undefined)[]): readonly (string | undefined)[] {
  return [...new Set(conditions)];
}

/** The one condition of all, or a new one that is true when any of them is. */
function conditionOf(
  conditions: readonly (string | undefined)[],
  name: string,
  template: JsonMap,
): string | undefined {
  const all = conditions.filter((each) => each !== undefined);
  if (all.length === 0 || all.length < conditions.length) return undefined;
  if (all.length === 1) return all[0];
  template['Conditions'] = { ...mapOf(template['Conditions']), ...combinedConditions(all.toSorted(), name) };
  return name;
}

function makePathsConditional({ template, resources, kind, owners }: Work): void {
  for (const [apiId, api] of Object.entries(resources)) {
    if (!isMap(api) || api['Type'] !== kind.type) continue;
    const properties = mapOf(api['Properties']);
    const document = properties['DefinitionBody'];
    if (!isTruthy(properties[managed]) || !kind.isDocument(document)) continue;
    const paths = pathsOf(document as JsonMap);
    for (const path of Object.keys(paths)) {
      const methods = owners.get(apiId)?.conditions.get(path);
      const suffix = path.replaceAll('/', 'SLASH').replaceAll('{', 'OB').replaceAll('}', 'CB');
      const condition = conditionOf(
        distinct([...(methods?.values() ?? [])]),
        `${apiId}${suffix}PathCondition`,
        template,
      );
      if (condition !== undefined) paths[path] = either(condition, paths[path] ?? {});
    }
  }
}

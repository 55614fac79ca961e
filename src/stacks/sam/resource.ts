// What the transform generates: a resource of a plain template.
import { ref, getAtt } from './functions.ts';
import { compact, isTruthy, type JsonMap, type Optional } from './json.ts';

export interface Generated {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonMap;
  /** Condition, DeletionPolicy … */
  readonly attributes: JsonMap;
  readonly dependsOn?: Optional;
}

export interface GeneratedWith {
  readonly attributes?: JsonMap;
  readonly dependsOn?: Optional;
}

/** Properties without a value are left out. */
export function generated(
  { id, type }: Pick<Generated, 'id' | 'type'>,
  properties: Readonly<Record<string, Optional>>,
  { attributes = {}, dependsOn }: GeneratedWith = {},
): Generated {
  return { id, type, properties: compact(properties), attributes: { ...attributes }, dependsOn };
}

export function asTemplate({ type, properties, attributes, dependsOn }: Generated): JsonMap {
  return {
    Type: type,
    ...(isTruthy(dependsOn) ? { DependsOn: dependsOn } : {}),
    ...attributes,
    Properties: properties,
  };
}

/** Those that every generated resource takes over. */
export function passedThrough(resource: JsonMap): JsonMap {
  return compact({
    Condition: resource['Condition'],
    DeletionPolicy: resource['DeletionPolicy'],
    UpdateReplacePolicy: resource['UpdateReplacePolicy'],
  });
}

/** Those that the resource itself keeps. */
export function ownAttributes(resource: JsonMap): JsonMap {
  return {
    ...passedThrough(resource),
    ...compact({ UpdatePolicy: resource['UpdatePolicy'], Metadata: resource['Metadata'] }),
  };
}

/** What the names of its members give, as a list of CloudFormation. */
export function tagList(tags: Optional): JsonMap[] {
  return Object.entries((tags ?? {}) as JsonMap).map(([Key, Value]) => ({ Key, Value: Value ?? '' }));
}

/** What an event invokes: a function or an alias of it. */
export interface Target {
  readonly id: string;
  readonly arn: JsonMap;
  /** What permissions and event sources name it by. */
  readonly name: JsonMap;
  readonly attributes: JsonMap;
}

export function functionTarget(id: string, attributes: JsonMap): Target {
  return { id, arn: getAtt(id, 'Arn'), name: ref(id), attributes };
}

export function refTarget(id: string, attributes: JsonMap): Target {
  return { id, arn: ref(id), name: ref(id), attributes };
}

// What the expansion of one resource knows of the template around it.
import type { JsonMap, Optional } from './json.ts';
import { resolveMappings, resolveParameters } from './resolve.ts';

/** How a new version of a function takes over. */
export interface Preference {
  readonly isEnabled: boolean;
  readonly type: Optional;
  readonly hooks: JsonMap;
  readonly alarms: Optional;
  readonly role: Optional;
  readonly triggers: Optional;
  readonly condition: string | undefined;
  readonly tags: Optional;
}

/** What the APIs that share a plan have given so far. */
export interface SharedUsagePlan {
  readonly apis: string[];
  readonly stages: JsonMap[];
  readonly keys: JsonMap[];
  readonly conditions: Set<string>;
  isUnconditional: boolean;
  deletionPolicy: Optional;
  replacePolicy: Optional;
}

export interface SamContext {
  /** Changed in place. */
  readonly template: JsonMap;
  readonly resources: JsonMap;
  /** By name: what was given, defaults, `AWS::Region` and `AWS::Partition`. */
  readonly parameters: JsonMap;
  readonly partition: string;
  /** Milliseconds since the epoch, for AlwaysDeploy. */
  readonly now: number;
  /** By the logical id of their function. */
  readonly preferences: Map<string, Preference>;
  readonly usagePlan: SharedUsagePlan;
  /** Those of APIs' names in the same zone, by the logical id of their group. */
  readonly recordSets: Map<string, JsonMap[]>;
}

export function resolved<T extends Optional>(value: T, { parameters }: Pick<SamContext, 'parameters'>): T {
  return resolveParameters(value, parameters);
}

/** Parameters and mappings. */
export function resolvedFully<T extends Optional>(value: T, context: SamContext): T {
  return resolveMappings(resolved(value, context), (context.template['Mappings'] ?? {}) as JsonMap);
}

/** Of the template, made when there are none. */
export function conditionsOf({ template }: SamContext): JsonMap {
  template['Conditions'] ??= {};
  return template['Conditions'] as JsonMap;
}

/** `arn:partition:iam::aws:policy/NAME` */
export function managedPolicyArn(name: string, { partition }: Pick<SamContext, 'partition'>): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}

// A CloudFormation template as it is read: its sections by name, values as nodes that know their places. Pure.
import type { MapNode, Node, ScalarNode } from '../../lib/node.ts';
import type { Place } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';

export interface Template {
  readonly file: SourceFile;
  readonly root: MapNode;
  readonly description?: string;
  readonly transforms: readonly string[];
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  readonly mappings: ReadonlyMap<string, Node>;
  readonly conditions: ReadonlyMap<string, Node>;
  readonly rules: ReadonlyMap<string, Node>;
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
}

export interface ParameterDeclaration {
  readonly name: string;
  readonly type: string;
  readonly place: Place;
  readonly default?: string;
  readonly description?: string;
  readonly allowedValues?: readonly string[];
  readonly allowedPattern?: string;
  readonly constraintDescription?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly noEcho: boolean;
}

export const deletionPolicies = ['Delete', 'Retain', 'RetainExceptOnCreate', 'Snapshot'] as const;
export type DeletionPolicy = (typeof deletionPolicies)[number];

export interface ResourceDeclaration {
  readonly logicalId: string;
  readonly type: string;
  readonly place: Place;
  readonly typePlace: Place;
  readonly properties?: Node;
  readonly metadata?: Node;
  readonly creationPolicy?: Node;
  readonly updatePolicy?: Node;
  readonly dependsOn: readonly string[];
  readonly dependsOnPlace?: Place;
  readonly condition?: string;
  readonly deletionPolicy?: DeletionPolicy;
  readonly updateReplacePolicy?: DeletionPolicy;
  /** Policies that a function gives: known with the parameters of a stack. */
  readonly computedPolicies?: readonly {
    readonly name: 'DeletionPolicy' | 'UpdateReplacePolicy';
    readonly node: Node;
  }[];
}

export interface OutputDeclaration {
  readonly name: string;
  readonly place: Place;
  readonly value: Node;
  readonly description?: string;
  readonly condition?: string;
  readonly exportName?: Node;
}

/** What a function of a template gives: JSON without null. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };
export type Values = Readonly<Record<string, Value>>;

export interface FunctionCall {
  /** `Ref`, `Condition`, `Fn::Sub` … */
  readonly name: string;
  readonly argument: Node;
  readonly place: Place;
}

/** Undefined for a value that is no function. */
export function functionIn(node: Node): FunctionCall | undefined {
  const [entry] = node.kind === 'map' ? node.entries : [];
  if (node.kind !== 'map' || entry === undefined || node.entries.length !== 1) return undefined;
  if (entry.key !== 'Ref' && !/^Fn::[A-Za-z0-9]+$/.test(entry.key)) return undefined;
  return { name: entry.key, argument: entry.value, place: node.place };
}

const pseudoParameters = [
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
] as const;

export function isPseudoParameter(name: string): boolean {
  return (pseudoParameters as readonly string[]).includes(name);
}

/** The text of a scalar as the template has it. Undefined for anything else. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' ? String(scalarOf(node)) : undefined;
}

/**
 * YAML 1.1 reads words such as `Yes` as truths, and AWS goes on with those; not so `y` and `n`. A plain number that would not
 * be written the same again (`1.0`) stays as it is written; octal, hexadecimal and grouped ones become what they mean.
 */
export function scalarOf({ value, text }: ScalarNode): string | number | boolean {
  if (typeof value === 'boolean') return /^[yn]$/i.test(text) ? text : value;
  if (typeof value !== 'number') return text;
  // Octal by its first digit, and no octal number by another: an id of an account, for example, stays a text.
  if (/^[-+]?0\d*[89]\d*$/.test(text)) return text;
  return /^[-+]?(0|[1-9]\d*)(\.\d+)?$/.test(text) && text !== String(value) ? text : value;
}

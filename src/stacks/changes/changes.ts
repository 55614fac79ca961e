// What an update would do to each resource: DescribeChangeSet's list. Pure.
// Source: CloudFormation API reference, ResourceChange and ResourceChangeDetail; answers recorded from AWS.
import type { Node } from '../../lib/node.ts';
import { entryOf } from '../../lib/node.ts';
import { changedProperties } from '../operation/decide-resource.ts';
import type { TypeRules } from '../operation/decision.ts';
import { replacementOf } from '../resource-type-table.ts';
import type { ResourceState, StackDefinition } from '../stack.ts';
import { propertiesOf, scopeOf, type Known, type Surroundings, type Target } from '../target.ts';
import { referencesIn } from '../template/walk.ts';
import type { ResourceDeclaration, Value, Values } from '../template/template.ts';
import { isEqual } from '../values/evaluate.ts';
import { EvaluationError, knownAfterApply } from '../values/scope.ts';

type Replaces = 'True' | 'False' | 'Conditional';
type Source = 'DirectModification' | 'ParameterReference' | 'ResourceReference' | 'ResourceAttribute';

export interface ChangeDetail {
  readonly attribute:
    | 'Properties'
    | 'Metadata'
    | 'DeletionPolicy'
    | 'UpdateReplacePolicy'
    | 'CreationPolicy'
    | 'UpdatePolicy'
    | 'Tags';
  /** Of a property. */
  readonly name?: string;
  readonly requiresRecreation?: 'Never' | 'Conditionally' | 'Always';
  readonly evaluation: 'Static' | 'Dynamic';
  readonly source: Source;
  /** The parameter or resource that it follows from. */
  readonly causingEntity?: string;
}

export interface ResourceChange {
  readonly action: 'Add' | 'Modify' | 'Remove';
  readonly logicalId: string;
  readonly physicalId?: string;
  readonly type: string;
  readonly replacement?: Replaces;
  readonly policyAction?: string;
  readonly details: readonly ChangeDetail[];
}

/** A stack as it is, and its template as it was read for it. */
export interface Current {
  readonly resources: ReadonlyMap<string, ResourceState>;
  readonly definition?: StackDefinition;
  /** Absent for a stack that has no template yet. */
  readonly target?: Target;
}

interface Comparison {
  readonly current: Current;
  readonly target: Target;
  readonly rules: TypeRules;
  readonly surroundings: Surroundings;
  /** Of resources that come before in the graph. */
  readonly done: Map<string, ResourceChange>;
}

export function changesOf(
  current: Current,
  target: Target,
  { rules, surroundings }: { readonly rules: TypeRules; readonly surroundings: Surroundings },
): readonly ResourceChange[] {
  const comparison: Comparison = { current, target, rules, surroundings, done: new Map() };
  for (const logicalId of inOrder(target)) {
    const change = changeOf(logicalId, comparison);
    if (change !== undefined) comparison.done.set(logicalId, change);
  }
  const removed = [...current.resources.values()].filter(({ logicalId }) => !target.active.has(logicalId));
  const ordered = [...target.active.keys()].flatMap((id) => comparison.done.get(id) ?? []);
  return [...ordered, ...removed.map(removal)];
}

function removal({ logicalId, physicalId, type, deletionPolicy }: ResourceState): ResourceChange {
  const policyAction = deletionPolicy === 'RetainExceptOnCreate' ? 'Retain' : deletionPolicy;
  return { action: 'Remove', logicalId, physicalId, type, policyAction, details: [] };
}

/** Each after those that it needs. */
function inOrder({ graph }: Target): readonly string[] {
  const order = new Set<string>();
  const visit = (id: string): void => {
    if (order.has(id)) return;
    for (const needed of graph.get(id) ?? []) visit(needed);
    order.add(id);
  };
  for (const id of graph.keys()) visit(id);
  return [...order];
}

function changeOf(logicalId: string, comparison: Comparison): ResourceChange | undefined {
  const { current, target } = comparison;
  const resource = target.active.get(logicalId);
  if (resource === undefined) return undefined;
  const before = current.resources.get(logicalId);
  if (before === undefined) return { action: 'Add', logicalId, type: resource.type, details: [] };
  const details = [
    ...propertyDetails(resource, before, comparison),
    ...attributeDetails(resource, comparison),
  ];
  if (details.length === 0) return undefined;
  const replacement = replacementOfDetails(details);
  return {
    action: 'Modify',
    logicalId,
    physicalId: before.physicalId,
    type: resource.type,
    replacement,
    ...(replacement === 'True'
      ? { policyAction: `ReplaceAnd${resource.updateReplacePolicy ?? 'Delete'}` }
      : {}),
    details,
  };
}

function replacementOfDetails(details: readonly ChangeDetail[]): Replaces {
  const always = details.filter(({ requiresRecreation }) => requiresRecreation === 'Always');
  if (always.some(({ evaluation }) => evaluation === 'Static')) return 'True';
  if (always.length > 0) return 'Conditional';
  return details.some(({ requiresRecreation }) => requiresRecreation === 'Conditionally')
    ? 'Conditional'
    : 'False';
}

/** What references give while nothing is made: new resources and replaced ones have no id yet. */
function knownOf({ current, done }: Comparison) {
  return (id: string): Known | undefined => {
    const before = current.resources.get(id);
    const change = done.get(id);
    if (before !== undefined && change === undefined) return before;
    const isNew = before === undefined || change?.replacement === 'True';
    const anyAttribute = new Proxy<Record<string, Value>>({}, { get: () => knownAfterApply });
    return {
      physicalId: isNew ? knownAfterApply : before.physicalId,
      attributes: isNew ? anyAttribute : before.attributes,
    };
  };
}

function propertyDetails(
  resource: ResourceDeclaration,
  before: ResourceState,
  comparison: Comparison,
): readonly ChangeDetail[] {
  const after = evaluated(resource, comparison);
  const changed = new Set(changedProperties(before.properties, after));
  const names = new Set([...Object.keys(after), ...Object.keys(before.properties)]);
  return [...names].flatMap((name) => {
    const node = entryOf(resource.properties, name)?.value;
    const causes = node === undefined ? [] : causesOf(node, comparison);
    const isAffected = changed.has(name) || causes.some((cause) => cause.isAlways);
    return isAffected ? detailsOf(name, { resource, node, causes, comparison }) : [];
  });
}

function evaluated(resource: ResourceDeclaration, comparison: Comparison): Values {
  const scope = scopeOf(comparison.target, comparison.surroundings, knownOf(comparison));
  try {
    return propertiesOf(resource, scope);
  } catch (error) {
    if (error instanceof EvaluationError) return {};
    throw error;
  }
}

interface Cause {
  readonly source: Source;
  readonly entity: string;
  readonly evaluation: 'Static' | 'Dynamic';
  /** It counts as a change whatever its value: a hidden parameter, an attribute of what changes. */
  readonly isAlways: boolean;
}

function causesOf(node: Node, comparison: Comparison): readonly Cause[] {
  const { target, done } = comparison;
  const references = referencesIn(node, (name) => target.conditions.get(name));
  return references.flatMap(({ name, attribute }): readonly Cause[] => {
    const parameter = target.parameters.find(({ key }) => key === name);
    if (parameter !== undefined && attribute === undefined) {
      if (!isChangedParameter(name, comparison) && !parameter.noEcho) return [];
      return [
        { source: 'ParameterReference', entity: name, evaluation: 'Static', isAlways: parameter.noEcho },
      ];
    }
    const change = done.get(name);
    if (change?.action !== 'Modify') return [];
    const isReplaced = change.replacement !== 'False';
    if (attribute === undefined)
      return isReplaced
        ? [
            {
              source: 'ResourceReference',
              entity: name,
              evaluation: change.replacement === 'True' ? 'Static' : 'Dynamic',
              isAlways: true,
            },
          ]
        : [];
    const evaluation = change.replacement === 'True' ? 'Static' : 'Dynamic';
    return [{ source: 'ResourceAttribute', entity: `${name}.${attribute}`, evaluation, isAlways: true }];
  });
}

function isChangedParameter(name: string, { current, target }: Comparison): boolean {
  const before = current.target?.values.get(name);
  return before === undefined || !isEqual(before, target.values.get(name));
}

interface Affected {
  readonly resource: ResourceDeclaration;
  readonly node: Node | undefined;
  readonly causes: readonly Cause[];
  readonly comparison: Comparison;
}

/** A parameter gives two details: one for it, and a dynamic one for the property itself. */
function detailsOf(name: string, affected: Affected): readonly ChangeDetail[] {
  const { resource, causes } = affected;
  const replacement = replacementOf(resource.type, name);
  const common = {
    attribute: 'Properties' as const,
    name,
    requiresRecreation:
      replacement === 'yes'
        ? ('Always' as const)
        : replacement === 'maybe'
          ? ('Conditionally' as const)
          : ('Never' as const),
  };
  const byCause = causes.map(({ source, entity, evaluation }) => ({
    ...common,
    evaluation,
    source,
    causingEntity: entity,
  }));
  const hasParameter = causes.some(({ source }) => source === 'ParameterReference');
  if (causes.length > 0 && !hasParameter && !isRewritten(name, affected)) return byCause;
  const direct = {
    ...common,
    evaluation: causes.length > 0 ? ('Dynamic' as const) : ('Static' as const),
    source: 'DirectModification' as const,
  };
  return [...byCause, direct];
}

function isRewritten(name: string, { resource, node, comparison }: Affected): boolean {
  const old = comparison.current.target?.template.resources.get(resource.logicalId);
  const oldNode = entryOf(old?.properties, name)?.value;
  return shapeText(oldNode) !== shapeText(node);
}

/** The text of a value of the template without its places. */
function shapeText(node: Node | undefined): string {
  if (node === undefined) return '';
  if (node.kind === 'scalar') return JSON.stringify(node.text);
  if (node.kind === 'list') return `[${node.items.map(shapeText).join(',')}]`;
  return `{${node.entries.map(({ key, value }) => `${JSON.stringify(key)}:${shapeText(value)}`).join(',')}}`;
}

/** What stands next to Properties: compared as it is written. No service is called for it. */
function attributeDetails(resource: ResourceDeclaration, { current }: Comparison): readonly ChangeDetail[] {
  const old = current.target?.template.resources.get(resource.logicalId);
  if (old === undefined) return [];
  const direct = { evaluation: 'Static', source: 'DirectModification' } as const;
  const changed = {
    Metadata: shapeText(old.metadata) !== shapeText(resource.metadata),
    CreationPolicy: shapeText(old.creationPolicy) !== shapeText(resource.creationPolicy),
    UpdatePolicy: shapeText(old.updatePolicy) !== shapeText(resource.updatePolicy),
    DeletionPolicy: old.deletionPolicy !== resource.deletionPolicy,
    UpdateReplacePolicy: old.updateReplacePolicy !== resource.updateReplacePolicy,
  };
  const names = [
    'Metadata',
    'CreationPolicy',
    'UpdatePolicy',
    'DeletionPolicy',
    'UpdateReplacePolicy',
  ] as const;
  return names.flatMap((attribute) =>
    changed[attribute]
      ? [
          {
            attribute,
            ...direct,
            ...(attribute === 'Metadata' ? { requiresRecreation: 'Never' as const } : {}),
          },
        ]
      : [],
  );
}

/** Whether anything but resources differs that makes an update one: outputs, tags. */
export function hasOtherChanges(
  current: Current,
  target: Target,
  tags: Readonly<Record<string, string>>,
): boolean {
  if (current.target === undefined) return true;
  const outputsText = ({ template, values, conditions }: Target) =>
    JSON.stringify(
      [...template.outputs.values()].map(({ name, value, exportName, description, condition }) => [
        name,
        shapeText(value),
        shapeText(exportName),
        description,
        condition === undefined ? true : conditions.get(condition),
        referencesIn(value).map((each) => values.get(each.name)),
      ]),
    );
  return (
    outputsText(current.target) !== outputsText(target) || !isEqual(current.definition?.tags ?? {}, tags)
  );
}

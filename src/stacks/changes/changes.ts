// What an update would do to each resource: DescribeChangeSet's list. Pure.
// Source: CloudFormation API reference, ResourceChange and ResourceChangeDetail; answers recorded from AWS.
import { defined } from '../../lib/defined.ts';
import type { Node } from '../../lib/node.ts';
import { entryOf } from '../../lib/node.ts';
import { changedProperties } from '../operation/decide-resource.ts';
import type { TypeRules } from '../operation/decision.ts';
import { replacementOf } from '../resource-type-table.ts';
import type { ResourceState } from '../stack.ts';
import { propertiesOf, scopeOf, type Known, type Surroundings, type Target } from '../target.ts';
import { referencesIn } from '../template/walk.ts';
import { functionIn, type ResourceDeclaration, type Value, type Values } from '../template/template.ts';
import { hidingScope, type Hiding } from '../hidden.ts';
import { evaluate, isEqual } from '../values/evaluate.ts';
import { EvaluationError, knownAfterApply, noValue, type Scope } from '../values/scope.ts';
import type { ChangeDetail, Current, Replaces, ResourceChange, Source } from './change.ts';
import { attributeDetails, shapeText } from './other-changes.ts';

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
  return [...ordered, ...removed.map((each) => removal(each, current, surroundings))];
}

function removal(
  { logicalId, physicalId, type, deletionPolicy }: ResourceState,
  { target }: Current,
  surroundings: Surroundings,
): ResourceChange {
  // Answers recorded from AWS: references of what is removed are not looked up for its values.
  const before = shownBefore(logicalId, { target, surroundings, knownOf: () => notYetKnown });
  const policyAction = deletionPolicy === 'RetainExceptOnCreate' ? 'Retain' : deletionPolicy;
  return {
    action: 'Remove',
    logicalId,
    physicalId,
    type,
    policyAction,
    details: [],
    ...defined({ before }),
  };
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
  const after = () => shownProperties(resource, target, { knownOf: knownOf(comparison), ...comparison });
  if (before === undefined) {
    const { values, failure } = after();
    const incomplete = defined({ incomplete: failure });
    return { action: 'Add', logicalId, type: resource.type, details: [], after: values, ...incomplete };
  }
  const details = [
    ...propertyDetails(resource, before, comparison),
    ...metadataDetails(resource, comparison),
    ...attributeDetails(resource, current),
  ];
  if (details.length === 0) return undefined;
  const replacement = replacementOfDetails(details);
  const { values, failure } = after();
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
    ...defined({
      before: shownBefore(logicalId, {
        target: current.target,
        surroundings: comparison.surroundings,
        knownOf: (id) => current.resources.get(id),
      }),
    }),
    after: values,
    ...defined({ incomplete: failure }),
  };
}

interface Shown {
  readonly surroundings: Surroundings;
  readonly knownOf: (id: string) => Hiding | undefined;
}

function shownBefore(
  logicalId: string,
  { target, ...shown }: Shown & { readonly target: Target | undefined },
): Values | undefined {
  const resource = target?.active.get(logicalId);
  return target === undefined || resource === undefined
    ? undefined
    : shownProperties(resource, target, shown).values;
}

interface ShownProperties {
  readonly values: Values;
  /** Why the value of one of them is not known. */
  readonly failure?: string;
}

/** With the stars that CloudFormation has in the place of hidden parameters. */
function shownProperties(
  resource: ResourceDeclaration,
  target: Target,
  {
    knownOf: known,
    surroundings,
  }: { knownOf: (id: string) => Known | undefined; surroundings: Surroundings },
): ShownProperties {
  const scope = hidingScope(target, surroundings, known);
  const { properties } = resource;
  if (properties?.kind !== 'map' || functionIn(properties) !== undefined)
    return { values: evaluatedIn(resource, scope) };
  const failures: string[] = [];
  const values = properties.entries.flatMap(({ key, value }) => {
    try {
      const found = evaluate(value, scope);
      return found === noValue ? [] : [[key, found] as const];
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      failures.push(error.message);
      return [[key, knownAfterApply] as const];
    }
  });
  return { values: Object.fromEntries(values), ...defined({ failure: failures[0] }) };
}

function replacementOfDetails(details: readonly ChangeDetail[]): Replaces {
  const always = details.filter(({ requiresRecreation }) => requiresRecreation === 'Always');
  if (always.some(({ evaluation }) => evaluation === 'Static')) return 'True';
  if (always.length > 0) return 'Conditional';
  return details.some(({ requiresRecreation }) => requiresRecreation === 'Conditionally')
    ? 'Conditional'
    : 'False';
}

const notYetKnown: Known = {
  physicalId: knownAfterApply,
  attributes: new Proxy<Record<string, Value>>({}, { get: () => knownAfterApply }),
};

/** What references give while nothing is made: new resources and replaced ones have no id yet. */
function knownOf({ current, done }: Comparison) {
  return (id: string): Known | undefined => {
    const before = current.resources.get(id);
    const change = done.get(id);
    if (before !== undefined && change === undefined) return before;
    const isNew = before === undefined || change?.replacement === 'True';
    return isNew ? notYetKnown : before;
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
  return evaluatedIn(resource, scopeOf(comparison.target, comparison.surroundings, knownOf(comparison)));
}

function evaluatedIn(resource: ResourceDeclaration, scope: Scope): Values {
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
  return detailsBy(common, causes, isRewritten(name, affected));
}

/** No service is called for it. */
function metadataDetails(resource: ResourceDeclaration, comparison: Comparison): readonly ChangeDetail[] {
  const old = comparison.current.target?.active.get(resource.logicalId);
  if (old === undefined) return [];
  const causes = resource.metadata === undefined ? [] : causesOf(resource.metadata, comparison);
  const isOther = shapeText(old.metadata) !== shapeText(resource.metadata);
  if (causes.length === 0 && !isOther) return [];
  return detailsBy({ attribute: 'Metadata', requiresRecreation: 'Never' }, causes, isOther);
}

/** A parameter gives two details: one for it, and a dynamic one for the property itself. */
function detailsBy(
  common: Pick<ChangeDetail, 'attribute' | 'name' | 'requiresRecreation'>,
  causes: readonly Cause[],
  isOther: boolean,
): readonly ChangeDetail[] {
  const byCause = causes.map(({ source, entity, evaluation }) => ({
    ...common,
    evaluation,
    source,
    causingEntity: entity,
  }));
  const hasParameter = causes.some(({ source }) => source === 'ParameterReference');
  if (causes.length > 0 && !hasParameter && !isOther) return byCause;
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

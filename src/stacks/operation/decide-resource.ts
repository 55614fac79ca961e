// What becomes of one resource in the forward phase: made, changed in place, replaced, left as it is, or refused.
import { defined } from '../../lib/defined.ts';
import { creationPolicyOf, propertiesOf, scopeOf, updatePolicyOf, type Target } from '../target.ts';
import { hidingScope } from '../hidden.ts';
import { isEqual } from '../values/evaluate.ts';
import { EvaluationError } from '../values/scope.ts';
import { replacementOf } from '../resource-type-table.ts';
import { policyDenial } from '../stack-policy.ts';
import type { ResourceDeclaration, Value, Values } from '../template/template.ts';
import type { Operation, ResourceState, Stack } from '../stack.ts';
import type { Decision, PlannedStep, TypeRules, World } from './decision.ts';
import { liveResources } from './steps.ts';

export function decideResource(
  stack: Stack,
  operation: Operation,
  { logicalId, world }: { readonly logicalId: string; readonly world: World },
): Decision {
  const { target } = world;
  const resource = target?.active.get(logicalId);
  if (target === undefined || resource === undefined) throw new Error(`There is no resource ${logicalId}`);
  const live = liveResources(stack);
  const before = operation.before.get(logicalId);
  const scope = scopeOf(target, world.surroundings, (id) => live.get(id));
  let step: PlannedStep;
  try {
    step = plannedStep(target, resource, {
      properties: propertiesOf(resource, scope),
      ...defined({
        shown: shownProperties(resource, target, { live, world }),
        creationPolicy: creationPolicyOf(resource, scope),
        updatePolicy: updatePolicyOf(resource, scope),
      }),
    });
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { type: 'fail', reason: error.message };
  }
  if (before === undefined) return { type: 'begin', step };
  return decideChange({
    before,
    step: { ...step, physicalId: before.physicalId },
    rules: world.rules,
    operation,
    stack,
  });
}

interface Evaluated {
  readonly properties: Values;
  readonly shown?: Values;
  readonly creationPolicy?: Values;
  readonly updatePolicy?: Values;
}

/** Undefined where nothing is hidden. */
function shownProperties(
  resource: ResourceDeclaration,
  target: Target,
  { live, world }: { readonly live: ReadonlyMap<string, ResourceState>; readonly world: World },
): Values | undefined {
  const isHiding =
    target.parameters.some(({ noEcho }) => noEcho) ||
    [...live.values()].some(({ noEcho }) => noEcho === true);
  if (!isHiding) return undefined;
  return propertiesOf(
    resource,
    hidingScope(target, world.surroundings, (id) => live.get(id)),
  );
}

function plannedStep(target: Target, resource: ResourceDeclaration, evaluated: Evaluated): PlannedStep {
  return {
    phase: 'forward',
    logicalId: resource.logicalId,
    type: resource.type,
    action: 'create',
    ...evaluated,
    needs: [...(target.graph.get(resource.logicalId) ?? [])],
    deletionPolicy: resource.deletionPolicy ?? 'Delete',
    ...defined({ updateReplacePolicy: resource.updateReplacePolicy }),
  };
}

interface Change {
  readonly before: ResourceState;
  readonly step: PlannedStep;
  readonly rules: TypeRules;
  readonly operation: Operation;
  readonly stack: Stack;
}

function decideChange({ before, step, rules, operation, stack }: Change): Decision {
  const changed = changedProperties(before.properties, step.properties);
  const isAgain = before.status.endsWith('_FAILED') || rules.isAlwaysUpdated(step.type);
  if (changed.length === 0 && !isAgain)
    return { type: 'pass', step: { ...step, action: 'update' }, as: 'unchanged' };
  const replaces = changed.some((property) => isReplaced(before, step, { property, rules }));
  const action = replaces ? ('replace' as const) : ('update' as const);
  const planned = { ...step, action };
  const policy = operation.stackPolicy ?? stack.stackPolicy;
  const denial = policy === undefined ? undefined : policyDenial(policy, planned);
  if (denial !== undefined) return { type: 'refuse', step: planned, reason: denial };
  const name = rules.nameOf(step.type);
  if (replaces && name !== undefined && isKept(before.properties, step.properties, name))
    return {
      type: 'refuse',
      step: planned,
      reason: `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${before.physicalId} and update the stack again.`,
    };
  return { type: 'begin', step: planned };
}

/** Set by the template, and to the same name as before. */
function isKept(before: Values, after: Values, name: string): boolean {
  return after[name] !== undefined && isEqual(before[name], after[name]);
}

/** Of both, those that have not the same value. */
export function changedProperties(before: Values, after: Values): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !isSame(before[name], after[name]));
}

function isSame(before: Value | undefined, after: Value | undefined): boolean {
  return before === undefined || after === undefined ? before === after : isEqual(before, after);
}

function isReplaced(
  { properties: before, type }: ResourceState,
  { properties: after }: PlannedStep,
  { property, rules }: { readonly property: string; readonly rules: TypeRules },
): boolean {
  const replacement = replacementOf(type, property);
  if (replacement !== 'maybe') return replacement === 'yes';
  return rules.replaces(type, property, { before: before[property], after: after[property] });
}

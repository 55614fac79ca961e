// Rights as the statements of a policy: as few as say exactly them.
import { asPattern } from '../policy-pattern.ts';
import type { ConditionBlock, PolicyDocument, PolicyStatement } from '../policy.ts';
import type { Right } from './right.ts';

export function leastPolicy(rights: readonly Right[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statementsFor(rights) };
}

/** What goes with the same condition to the same resources is one statement; so is one list of actions on several. */
export function statementsFor(rights: readonly Right[]): readonly PolicyStatement[] {
  const known = rights.filter(({ isOpen }) => isOpen !== true);
  const pairs = known.flatMap(({ actions, resources, context }) =>
    actions.flatMap((action) =>
      resources.map((resource) => ({ action, resource: asPattern(resource), context: textOf(context) })),
    ),
  );
  const byAction = group(pairs, ({ action, context }) => `${context} ${action}`).map((same) => ({
    action: same[0].action,
    context: same[0].context,
    resources: sorted(same.map(({ resource }) => resource)),
  }));
  return group(byAction, ({ context, resources }) => `${context} ${resources.join(' ')}`).map((same) => ({
    Effect: 'Allow',
    Action: sorted(same.map(({ action }) => action)),
    Resource: same[0].resources,
    ...(same[0].context === '' ? {} : { Condition: conditionOf(contextOf(same[0].context)) }),
  }));
}

/** The actions of a policy that AWS can hold to no resource. */
export function unboundActions({ Statement }: PolicyDocument): readonly string[] {
  return Statement.filter(({ Resource }) => Array.isArray(Resource) && Resource.includes('*')).flatMap(
    ({ Action }) => (Array.isArray(Action) ? Action : []),
  );
}

function textOf(context: Right['context']): string {
  return context === undefined ? '' : JSON.stringify(context);
}

/** Keys that have several values in a request take an operator of their own (IAM user guide, "Multivalued context keys"). */
const multivalued: ReadonlySet<string> = new Set(['kms:ResourceAliases']);

function conditionOf(context: Readonly<Record<string, string>>): ConditionBlock {
  const under = (operator: string, isSeveral: boolean): ConditionBlock => {
    const keys = Object.entries(context).filter(([key]) => multivalued.has(key) === isSeveral);
    return keys.length === 0 ? {} : { [operator]: Object.fromEntries(keys) };
  };
  return { ...under('StringEquals', false), ...under('ForAnyValue:StringEquals', true) };
}

function contextOf(text: string): Readonly<Record<string, string>> {
  return JSON.parse(text) as Readonly<Record<string, string>>;
}

function group<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const same = groups.get(keyOf(item));
    if (same === undefined) groups.set(keyOf(item), [item]);
    else same.push(item);
  }
  return [...groups.values()];
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted();
}

// What the handler of a resource refuses of its properties, asked before an operation begins: the handler is called as for a
// creation, and its first call of a service ends it. What only the operation will know is a text that says so.
import type { AwsPlace } from '../../model/place.ts';
import type { Node } from '../../lib/node.ts';
import type { Place } from '../../lib/problem.ts';
import { isCustom } from '../../stacks/resource-type-table.ts';
import { knownIn, type Target } from '../../stacks/target.ts';
import type { KnownNode } from '../../stacks/template/check-values.ts';
import {
  scalarOf,
  type ResourceDeclaration,
  type Value,
  type Values,
} from '../../stacks/template/template.ts';
import { knownAfterApply } from '../../stacks/values/scope.ts';
import { handlerOf, isExecutedType } from './handlers.ts';
import { PropertyRefused, type ResourceWork } from './resource-type.ts';

export interface RefusedProperty {
  readonly message: string;
  readonly at: Place;
}

export async function refusedProperty(
  resource: ResourceDeclaration,
  target: Target,
  place: AwsPlace,
): Promise<RefusedProperty | undefined> {
  const { type } = resource;
  if (!isExecutedType(type) || isCustom(type)) return undefined;
  const known = knownIn(target);
  const properties = (valueOf(resource.properties, known) ?? {}) as Values;
  try {
    await handlerOf(type).create(workOf(resource, properties, place));
  } catch (error) {
    // Anything else is the first call, or comes of a value that is not known yet.
    if (!(error instanceof PropertyRefused)) return undefined;
    const at = keyPlace(resource.properties, error.property) ?? resource.place;
    return { message: error.message, at };
  }
  return undefined;
}

function workOf({ logicalId, type }: ResourceDeclaration, properties: Values, place: AwsPlace): ResourceWork {
  const end = (): never => {
    throw new Error('Nothing is called before the operation begins');
  };
  return {
    logicalId,
    type,
    stackId: knownAfterApply,
    stackName: knownAfterApply,
    place,
    properties,
    name: logicalId,
    tags: {},
    isResumed: false,
    id: logicalId,
    isRestoration: false,
    call: end,
    onMade: end,
    onSignal: end,
    signals: { open: end, markUsed: end, received: end, next: end },
  };
}

function valueOf(given: Node | undefined, known: KnownNode): Value | undefined {
  if (given === undefined) return undefined;
  const node = known(given);
  if (node === 'left out') return undefined;
  if (node === undefined) return knownAfterApply;
  if (node.kind === 'scalar') return scalarOf(node);
  if (node.kind === 'list') return node.items.flatMap((item) => valueOf(item, known) ?? []);
  const members = node.entries.flatMap(({ key, value: each }) => {
    const value = valueOf(each, known);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(members);
}

/** Of the first key of that name, whatever holds it. */
function keyPlace(node: Node | undefined, name: string): Place | undefined {
  if (node === undefined || node.kind === 'scalar') return undefined;
  const own = node.kind === 'map' ? node.entries.find(({ key }) => key === name) : undefined;
  if (own !== undefined) return own.keyPlace;
  const within = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items;
  for (const each of within) {
    const found = keyPlace(each, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

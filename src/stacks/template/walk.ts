// Every function within a value, and what the value refers to.
import { defined } from '../../lib/defined.ts';
import type { Node } from '../../lib/node.ts';
import type { Place } from '../../lib/problem.ts';
import { splitAttribute, variablesIn } from '../values/substitutions.ts';
import { attributePath } from './short-tags.ts';
import { functionIn, textOf, type FunctionCall } from './template.ts';

/**
 * Outer functions before inner ones. Of a Fn::If what stands in both branches, unless the condition's value is known.
 * @param valueOf of a condition
 */
export function functionsIn(node: Node, valueOf: ValueOf = unknown): readonly FunctionCall[] {
  const found: FunctionCall[] = [];
  const visit = (each: Node): void => {
    const call = functionIn(each);
    if (call !== undefined) found.push(call);
    if (call?.name === 'Fn::If') branchesOf(call, valueOf).forEach(visit);
    else if (each.kind === 'list') each.items.forEach(visit);
    else if (each.kind === 'map') for (const { value } of each.entries) visit(value);
  };
  visit(node);
  return found;
}

type ValueOf = (condition: string) => boolean | undefined;

const unknown: ValueOf = () => undefined;

/** Both, or the one that is taken. */
function branchesOf({ argument }: FunctionCall, valueOf: ValueOf): readonly Node[] {
  const items = argument.kind === 'list' ? argument.items : [];
  const taken = valueOf(textOf(items[0]) ?? '');
  return items.slice(taken === false ? 2 : 1, taken === true ? 2 : 3);
}

export interface Reference {
  /** Of a resource or a parameter. */
  readonly name: string;
  /** Absent for a Ref. */
  readonly attribute?: string;
  readonly place: Place;
  readonly by: 'Ref' | 'Fn::GetAtt' | 'Fn::Sub';
}

/**
 * What a value refers to. Of a Fn::If both branches, unless the condition's value is known: then the one that is taken.
 * @param valueOf of a condition
 */
export function referencesIn(node: Node, valueOf: ValueOf = unknown): readonly Reference[] {
  const call = functionIn(node);
  const inside = (nodes: readonly Node[]) => nodes.flatMap((each) => referencesIn(each, valueOf));
  if (call === undefined)
    return node.kind === 'scalar'
      ? []
      : inside(node.kind === 'list' ? node.items : node.entries.map(({ value }) => value));
  if (call.name === 'Ref') {
    const name = textOf(call.argument);
    return name === undefined ? [] : [{ name, place: call.place, by: 'Ref' }];
  }
  if (call.name === 'Fn::GetAtt') return attributeReference(call);
  if (call.name === 'Fn::If') return inside(branchesOf(call, valueOf));
  const own = call.name === 'Fn::Sub' ? substitutedReferences(call) : [];
  return [...own, ...inside([call.argument])];
}

function attributeReference({ argument, place }: FunctionCall): readonly Reference[] {
  const path = attributePath(argument);
  const [name, attribute] = path.kind === 'list' ? path.items.map(textOf) : [];
  if (name === undefined) return [];
  return [{ name, attribute: attribute ?? '', place, by: 'Fn::GetAtt' }];
}

function substitutedReferences({ argument, place }: FunctionCall): readonly Reference[] {
  const [template, map] = argument.kind === 'list' ? argument.items : [argument];
  const own = new Set(map?.kind === 'map' ? map.entries.map(({ key }) => key) : []);
  return variablesIn(textOf(template) ?? '')
    .filter((name) => !own.has(name))
    .map((text) => {
      const [name, attribute] = splitAttribute(text);
      return { name, place, by: 'Fn::Sub', ...defined({ attribute }) };
    });
}

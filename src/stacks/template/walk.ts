// Every function within a value, and what the value refers to.
import { defined } from '../../lib/defined.ts';
import type { Node } from '../../lib/node.ts';
import type { Place } from '../../lib/problem.ts';
import { splitAttribute, variablesIn } from '../values/substitutions.ts';
import { attributePath } from './short-tags.ts';
import { functionIn, textOf, type FunctionCall } from './template.ts';

/** Outer functions before inner ones. */
export function functionsIn(node: Node): readonly FunctionCall[] {
  const found: FunctionCall[] = [];
  const visit = (each: Node): void => {
    const call = functionIn(each);
    if (call !== undefined) found.push(call);
    if (each.kind === 'list') each.items.forEach(visit);
    else if (each.kind === 'map') for (const { value } of each.entries) visit(value);
  };
  visit(node);
  return found;
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
export function referencesIn(
  node: Node,
  valueOf: (condition: string) => boolean | undefined = () => undefined,
): readonly Reference[] {
  const call = functionIn(node);
  const inside = (nodes: readonly Node[]) => nodes.flatMap((each) => referencesIn(each, valueOf));
  if (call === undefined)
    return node.kind === 'scalar'
      ? []
      : inside(node.kind === 'list' ? node.items : node.entries.map(({ value }) => value));
  const items = call.argument.kind === 'list' ? call.argument.items : [];
  if (call.name === 'Ref') {
    const name = textOf(call.argument);
    return name === undefined ? [] : [{ name, place: call.place, by: 'Ref' }];
  }
  if (call.name === 'Fn::GetAtt') return attributeReference(call);
  if (call.name === 'Fn::If') {
    const taken = valueOf(textOf(items[0]) ?? '');
    return inside(taken === undefined ? items.slice(1) : items.slice(taken ? 1 : 2, taken ? 2 : 3));
  }
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

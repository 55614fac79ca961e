// The functions of a tree evaluated, with the places kept: what a function gives stands where the function does.
import type { Node } from '../../lib/node.ts';
import type { Place } from '../../lib/problem.ts';
import { functionIn, scalarOf, type Value } from '../template/template.ts';
import { chosenBranch, evaluate } from './evaluate.ts';
import { noValue, type Scope } from './scope.ts';

/** Undefined for what AWS::NoValue leaves out. @throws EvaluationError */
export function evaluateNode(node: Node, scope: Scope): Node | undefined {
  const call = functionIn(node);
  if (call?.name === 'Fn::If') return evaluateNode(chosenBranch(call, scope), scope);
  if (call !== undefined) {
    const value = evaluate(node, scope);
    return value === noValue ? undefined : nodeOf(value, call.place);
  }
  if (node.kind === 'scalar') return { ...scalar(scalarOf(node), node.place), quoted: node.quoted };
  if (node.kind === 'list')
    return { ...node, items: node.items.flatMap((item) => evaluateNode(item, scope) ?? []) };
  const entries = node.entries.flatMap((entry) => {
    const value = evaluateNode(entry.value, scope);
    return value === undefined ? [] : [{ ...entry, value }];
  });
  return { ...node, entries };
}

function nodeOf(value: Value, place: Place): Node {
  if (typeof value !== 'object') return scalar(value, place);
  if (Array.isArray(value))
    return { kind: 'list', place, items: value.map((each: Value) => nodeOf(each, place)) };
  const entries = Object.entries(value).map(([key, each]) => ({
    key,
    keyPlace: place,
    value: nodeOf(each, place),
  }));
  return { kind: 'map', place, entries };
}

function scalar(value: string | number | boolean, place: Place) {
  return { kind: 'scalar' as const, place, value, text: String(value), quoted: typeof value === 'string' };
}

// The conditions of a template: each a function of parameters, mappings and other conditions.
import type { Node } from '../../lib/node.ts';
import { entryOf } from '../../lib/node.ts';
import { functionIn, textOf, type Template } from '../template/template.ts';
import { evaluate, isEqual } from './evaluate.ts';
import { EvaluationError, type Scope } from './scope.ts';

/** @throws EvaluationError */
export function evaluateConditions(
  template: Template,
  scope: Omit<Scope, 'conditions'>,
): ReadonlyMap<string, boolean> {
  const known = new Map<string, boolean>();
  const open: string[] = [];
  const valueOf = (name: string, at: Node): boolean => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const node = template.conditions.get(name);
    if (node === undefined)
      throw new EvaluationError(`Template format error: Condition ${name} is not defined.`, at.place);
    if (open.includes(name))
      throw new EvaluationError(
        `Template error: Found circular condition dependency: [${open.slice(open.indexOf(name)).join(', ')}]`,
        at.place,
      );
    open.push(name);
    const value = truthOf(node, { ...scope, conditions: lazily(valueOf, node) }, valueOf);
    open.pop();
    known.set(name, value);
    return value;
  };
  for (const [name, node] of template.conditions) valueOf(name, node);
  return known;
}

/** Fn::If within a condition asks for others. */
function lazily(valueOf: ConditionOf, at: Node): ReadonlyMap<string, boolean> {
  const map = new Map<string, boolean>();
  map.get = (name) => valueOf(name, at);
  map.has = () => true;
  return map;
}

type ConditionOf = (name: string, at: Node) => boolean;

function truthOf(node: Node, scope: Scope, valueOf: ConditionOf): boolean {
  const condition = entryOf(node, 'Condition');
  if (condition !== undefined) return valueOf(textOf(condition.value) ?? '', condition.value);
  const call = functionIn(node);
  const items = call?.argument.kind === 'list' ? call.argument.items : [];
  const truths = () => items.map((item) => truthOf(item, scope, valueOf));
  switch (call?.name) {
    case 'Fn::Equals': {
      const [left, right] = items;
      if (left === undefined || right === undefined || items.length !== 2)
        throw new EvaluationError(
          'Template error: every Fn::Equals object requires a list of 2 string parameters.',
          node.place,
        );
      return isEqual(operand(left, scope, valueOf), operand(right, scope, valueOf));
    }
    case 'Fn::Not': {
      if (items.length !== 1)
        throw new EvaluationError(
          'Template error: Fn::Not requires a list argument with one element',
          node.place,
        );
      return !truths()[0];
    }
    case 'Fn::And':
    case 'Fn::Or': {
      if (items.length < 2 || items.length > 10)
        throw new EvaluationError(
          `Template error: every ${call.name} object requires a list of at least 2 and at most 10 boolean parameters.`,
          node.place,
        );
      const all = truths();
      return call.name === 'Fn::And' ? all.every(Boolean) : all.some(Boolean);
    }
    default:
      throw new EvaluationError(
        'Template format error: Every Conditions member must contain a condition function.',
        node.place,
      );
  }
}

function operand(node: Node, scope: Scope, valueOf: ConditionOf) {
  const name = functionIn(node)?.name;
  const isTruth = ['Fn::Equals', 'Fn::Not', 'Fn::And', 'Fn::Or'].includes(name ?? '');
  if (isTruth || entryOf(node, 'Condition') !== undefined) return truthOf(node, scope, valueOf);
  return evaluate(node, scope);
}

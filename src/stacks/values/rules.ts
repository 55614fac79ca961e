// The rules of a template: what its parameters must be before anything is made. Source: CloudFormation user guide, "Rules".
import { entryOf, type Node } from '../../lib/node.ts';
import { functionIn, textOf, type Template, type Value } from '../template/template.ts';
import { EvaluationError } from './scope.ts';

/** The message of the first assertion that fails. @throws EvaluationError for what is no rule */
export function ruleFailure(template: Template, values: ReadonlyMap<string, Value>): string | undefined {
  for (const [name, rule] of template.rules) {
    const condition = entryOf(rule, 'RuleCondition')?.value;
    if (condition !== undefined && !holds(condition, values)) continue;
    const assertions = entryOf(rule, 'Assertions')?.value;
    const failing = (assertions?.kind === 'list' ? assertions.items : []).find((each) => {
      const assert = entryOf(each, 'Assert')?.value;
      if (assert === undefined)
        throw new EvaluationError(
          `Template format error: Every assertion of rule ${name} must have an Assert.`,
          each.place,
        );
      return !holds(assert, values);
    });
    if (failing !== undefined)
      return `Template validation error: Rule ${name} failed: ${textOf(entryOf(failing, 'AssertDescription')?.value) ?? 'an assertion does not hold'}`;
  }
  return undefined;
}

type Values = ReadonlyMap<string, Value>;

function holds(node: Node, values: Values): boolean {
  const call = functionIn(node);
  const items = call?.argument.kind === 'list' ? call.argument.items : [];
  const [first, second] = items;
  switch (call?.name) {
    case 'Fn::And':
      return items.every((each) => holds(each, values));
    case 'Fn::Or':
      return items.some((each) => holds(each, values));
    case 'Fn::Not':
      return first !== undefined && !holds(first, values);
    case 'Fn::Equals':
      return JSON.stringify(valueOf(first, values, node)) === JSON.stringify(valueOf(second, values, node));
    case 'Fn::Contains':
      return listOf(first, values, node).includes(asText(valueOf(second, values, node)));
    case 'Fn::EachMemberEquals': {
      const wanted = asText(valueOf(second, values, node));
      return listOf(first, values, node).every((each) => each === wanted);
    }
    case 'Fn::EachMemberIn': {
      const allowed = listOf(second, values, node);
      return listOf(first, values, node).every((each) => allowed.includes(each));
    }
    default:
      throw new EvaluationError(
        `Template format error: Following functions are not supported in the Rules block of the template: [${call?.name ?? ''}]`,
        node.place,
      );
  }
}

function valueOf(node: Node | undefined, values: Values, at: Node): Value {
  if (node === undefined)
    throw new EvaluationError('Template format error: A rule function lacks an argument.', at.place);
  const call = functionIn(node);
  if (call === undefined)
    return node.kind === 'list' ? node.items.map((each) => textOf(each) ?? '') : (textOf(node) ?? '');
  const value = call.name === 'Ref' ? values.get(textOf(call.argument) ?? '') : undefined;
  if (value !== undefined) return value;
  throw new EvaluationError(
    `Template format error: Following functions are not supported in the Rules block of the template: [${call.name}]`,
    node.place,
  );
}

function listOf(node: Node | undefined, values: Values, at: Node): readonly string[] {
  const value = valueOf(node, values, at);
  return Array.isArray(value) ? (value as readonly Value[]).map(asText) : [asText(value)];
}

function asText(value: Value): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

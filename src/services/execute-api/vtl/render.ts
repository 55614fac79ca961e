// Executes a mapping template.
import {
  areEqual,
  callMethod,
  define,
  isMap,
  isTrue,
  itemAt,
  itemsOf,
  memberOf,
  printed,
  type Value,
} from './values.ts';
import type { Expression, Operator, Part, Reference, Template } from './syntax.ts';

export interface TemplateContext {
  /** `input`, `context`, `stageVariables` and what #set makes; changed by the template. */
  readonly variables: Map<string, Value>;
  /** Methods of `input` and `util`. */
  readonly own: Readonly<Record<string, Readonly<Record<string, (given: readonly Value[]) => Value>>>>;
}

/** More would be a template that has gone wrong. */
const mostSteps = 1_000_000;

interface Run extends TemplateContext {
  steps: number;
  ended: 'break' | 'stop' | undefined;
}

/** @throws Error for a regular expression that is none, and for a template that does not end */
export function renderTemplate(template: Template, context: TemplateContext): string {
  return renderParts(template, { ...context, steps: 0, ended: undefined });
}

function renderParts(parts: Template, run: Run): string {
  let text = '';
  for (const part of parts) {
    run.steps += 1;
    if (run.steps > mostSteps) throw new Error('The mapping template does not end');
    text += renderPart(part, run);
    if (run.ended !== undefined) break;
  }
  return text;
}

function renderPart(part: Part, run: Run): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'print':
      return print(part.reference, run);
    case 'set':
      assign(part.target, evaluate(part.value, run), run);
      return '';
    case 'if': {
      const branch = part.branches.find(({ test }) => isTrue(evaluate(test, run)));
      return renderParts(branch?.body ?? part.otherwise, run);
    }
    case 'foreach':
      return renderForeach(part, run);
    default:
      run.ended = part.kind;
      return '';
  }
}

function print(reference: Reference, run: Run): string {
  const value = evaluate(reference, run);
  if (value !== undefined && value !== null) return printed(value);
  return reference.isQuiet || isOwn(reference.name) ? '' : reference.source;
}

/** What API Gateway gives prints nothing when it has no value. */
function isOwn(name: string): boolean {
  return ['input', 'context', 'stageVariables', 'util'].includes(name);
}

function renderForeach(part: Extract<Part, { kind: 'foreach' }>, run: Run): string {
  const items = itemsOf(evaluate(part.list, run));
  const { variables } = run;
  const before = [part.name, 'foreach', 'velocityCount'].map((name) => [name, variables.get(name)] as const);
  let text = '';
  for (const [index, item] of items.entries()) {
    const count = index + 1;
    variables.set(part.name, item);
    variables.set('velocityCount', count);
    variables.set('foreach', {
      index,
      count,
      hasNext: count < items.length,
      first: index === 0,
      last: count === items.length,
    });
    text += renderParts(part.body, run);
    if (run.ended === 'stop') break;
    if (run.ended === 'break') {
      run.ended = undefined;
      break;
    }
  }
  for (const [name, value] of before) variables.set(name, value);
  return text;
}

function assign(target: Reference, value: Value, run: Run): void {
  const last = target.steps.at(-1);
  if (last === undefined) {
    run.variables.set(target.name, value);
    return;
  }
  const holder = follow({ ...target, steps: target.steps.slice(0, -1) }, run);
  const key = last.kind === 'index' ? evaluate(last.at, run) : last.name;
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else if (isMap(holder)) define(holder, printed(key), value);
}

function follow({ name, steps }: Reference, run: Run): Value {
  let value: Value = run.variables.get(name);
  for (const [at, step] of steps.entries()) {
    const methods = at === 0 ? run.own[name] : undefined;
    if (step.kind === 'index') value = itemAt(value, evaluate(step.at, run));
    else if (step.kind === 'member') value = memberOf(value, step.name);
    else {
      const given = step.values.map((each) => evaluate(each, run));
      value = methods?.[step.name]?.(given) ?? callMethod(value, step.name, given);
    }
    if (value === undefined) return undefined;
  }
  return value;
}

function evaluate(expression: Expression, run: Run): Value {
  switch (expression.kind) {
    case 'reference':
      return follow(expression, run);
    case 'value':
      return expression.value;
    case 'quoted':
      return renderParts(expression.template, run);
    case 'list':
      return expression.items.map((item) => evaluate(item, run));
    case 'range':
      return rangeOf(Number(evaluate(expression.from, run)), Number(evaluate(expression.to, run)));
    case 'map':
      return mapOf(expression, run);
    case 'not':
      return !isTrue(evaluate(expression.operand, run));
    default:
      return binary(expression, run);
  }
}

function mapOf({ entries }: Extract<Expression, { kind: 'map' }>, run: Run): Value {
  const map: Record<string, Value> = {};
  for (const [key, value] of entries) define(map, printed(evaluate(key, run)), evaluate(value, run));
  return map;
}

function rangeOf(from: number, to: number): readonly number[] {
  const length = Math.min(Math.abs(to - from) + 1, mostSteps);
  return Array.from({ length: Number.isNaN(length) ? 0 : length }, (_, at) =>
    to < from ? from - at : from + at,
  );
}

function binary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>, run: Run): Value {
  if (operator === '||') return isTrue(evaluate(left, run)) || isTrue(evaluate(right, run));
  if (operator === '&&') return isTrue(evaluate(left, run)) && isTrue(evaluate(right, run));
  return combined(operator, evaluate(left, run), evaluate(right, run));
}

function combined(operator: Exclude<Operator, '||' | '&&'>, left: Value, right: Value): Value {
  if (operator === '==') return areEqual(left, right);
  if (operator === '!=') return !areEqual(left, right);
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string'))
    return printed(left) + printed(right);
  // Velocity compares and calculates with numbers alone.
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const isWhole = Number.isInteger(left) && Number.isInteger(right);
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : isWhole ? Math.trunc(left / right) : left / right;
    default:
      return right === 0 ? undefined : left % right;
  }
}

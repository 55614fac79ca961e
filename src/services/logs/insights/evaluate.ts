// The value of an expression for one row. Pure.
import { compileRe2 } from '../../../lib/re2.ts';
import { call, isTrue, numberOf, textOf, timeFunctions, type Value } from './functions.ts';
import type { Expression, Named } from './query.ts';

/** What an event has, by its name; fields of JSON are found when they are asked for. */
export interface Row {
  readonly get: (name: string) => Value;
  /** Of its event, in milliseconds since the epoch. */
  readonly at: number;
}

export function valueOf(row: Row, expression: Expression): Value {
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'field':
      return row.get(expression.name);
    case 'regex':
      return expression.pattern;
    case 'list':
      return undefined;
    case 'call':
      return calledOf(row, expression);
    default:
      return expression satisfies never;
  }
}

function calledOf(row: Row, { name, args }: Expression & { readonly kind: 'call' }): Value {
  const [left, right] = args;
  if (left === undefined) return undefined;
  if (name === 'and') return args.every((each) => isTrue(valueOf(row, each)));
  if (name === 'or') return args.some((each) => isTrue(valueOf(row, each)));
  if (name === 'like' && right !== undefined) return isLike(valueOf(row, left), right);
  if (name === 'in' && right?.kind === 'list') {
    const value = valueOf(row, left);
    return right.items.some((item) => call('=', [value, valueOf(row, item)]) === true);
  }
  // `bin(5m)` is of the event's time.
  if (right === undefined && name === 'bin') return call('bin', [row.at, valueOf(row, left)]);
  return call(
    name,
    args.map((each) => valueOf(row, each)),
  );
}

type Compiled = ReturnType<typeof compileRe2>;

const compiled = new WeakMap<Expression, Compiled>();

function isLike(value: Value, pattern: Expression): boolean {
  if (value === undefined) return false;
  if (pattern.kind !== 'regex')
    return pattern.kind === 'value' && textOf(value).includes(textOf(pattern.value));
  const regex = compiled.get(pattern) ?? compileRe2(pattern.pattern);
  compiled.set(pattern, regex);
  return regex.matcher(textOf(value)).find();
}

/** A time is written as one. */
export function shown(named: Named, value: Value): string {
  const isTime =
    ['@timestamp', '@ingestionTime'].includes(named.name) ||
    (named.value.kind === 'field' && ['@timestamp', '@ingestionTime'].includes(named.value.name)) ||
    (named.value.kind === 'call' && timeFunctions.includes(named.value.name));
  const time = isTime ? numberOf(value) : undefined;
  return time === undefined ? textOf(value) : timeText(time);
}

/** `2026-01-31 12:00:00.000`, in UTC. Times that a calendar does not have are numbers. */
function timeText(ms: number): string {
  return Math.abs(ms) > 8.64e15 ? String(ms) : new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
}

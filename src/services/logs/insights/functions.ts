// The functions of Logs Insights on the values of one event. Source: CloudWatch Logs user guide, "Supported operations and
// functions". Pure.
import { periodEnd, periodOf, periodStart } from './periods.ts';

/** A text, a number or a truth; undefined for a field that an event does not have. */
export type Value = string | number | boolean | undefined;

type Function = (...args: readonly Value[]) => Value;

/** A number, also one that is written as a text; undefined for what is none. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** As it stands in a result. */
export function textOf(value: Value): string {
  if (typeof value !== 'number') return value === undefined ? '' : String(value);
  return Number.isInteger(value) ? String(value) : String(Math.round(value * 10_000) / 10_000);
}

export function isTrue(value: Value): boolean {
  return value === true || value === 1 || value === 'true';
}

/** Undefined when one of them is no number, or the result is none. */
const onNumbers =
  (compute: (...numbers: number[]) => number): Function =>
  (...args) => {
    const numbers = args.map(numberOf).filter((each) => each !== undefined);
    if (numbers.length < args.length || numbers.length === 0) return undefined;
    const result = compute(...numbers);
    return Number.isFinite(result) ? result : undefined;
  };

const onText =
  (compute: (text: string, ...args: readonly Value[]) => Value): Function =>
  (first, ...args) =>
    first === undefined ? undefined : compute(textOf(first), ...args);

const trimmed = (which: 'start' | 'end' | 'both') =>
  onText((text, trimmedOff) => {
    const all = trimmedOff === undefined ? ' \t\n\r' : textOf(trimmedOff);
    const isKept = (symbol: string): boolean => !all.includes(symbol);
    const symbols = [...text];
    const from = which === 'end' ? 0 : symbols.findIndex(isKept);
    const to = which === 'start' ? symbols.length : symbols.findLastIndex(isKept) + 1;
    return from < 0 ? '' : symbols.slice(from, to).join('');
  });

const rounded =
  (round: typeof periodStart): Function =>
  (time, text) => {
    const [at, period] = [numberOf(time), periodOf(textOf(text))];
    return at === undefined || period === undefined ? undefined : round(at, period);
  };

function compared(left: Value, right: Value): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== undefined && b !== undefined) return a - b;
  const [one, other] = [textOf(left), textOf(right)];
  return one < other ? -1 : one > other ? 1 : 0;
}

const comparing =
  (fits: (order: number) => boolean): Function =>
  (left, right) => {
    const order = compared(left, right);
    return order !== undefined && fits(order);
  };

const isAddress = (text: Value, kind: RegExp) => typeof text === 'string' && kind.test(text);
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const ipv6 = /^(?=.*:.*:)[0-9a-fA-F:.]+$/;

const functions: Readonly<Record<string, Function>> = {
  '+': onNumbers((a = 0, b = 0) => a + b),
  '-': onNumbers((a = 0, b = 0) => a - b),
  '*': onNumbers((a = 0, b = 0) => a * b),
  '/': onNumbers((a = 0, b = 0) => a / b),
  '%': onNumbers((a = 0, b = 0) => a % b),
  '^': onNumbers((a = 0, b = 0) => a ** b),
  '=': comparing((order) => order === 0),
  // True where a side has no value: its comparison gives no order.
  '!=': (left, right) => compared(left, right) !== 0,
  '<': comparing((order) => order < 0),
  '<=': comparing((order) => order <= 0),
  '>': comparing((order) => order > 0),
  '>=': comparing((order) => order >= 0),
  not: (value) => !isTrue(value),
  abs: onNumbers((a = 0) => Math.abs(a)),
  ceil: onNumbers((a = 0) => Math.ceil(a)),
  floor: onNumbers((a = 0) => Math.floor(a)),
  greatest: onNumbers((...all) => Math.max(...all)),
  least: onNumbers((...all) => Math.min(...all)),
  log: onNumbers((a = 0) => Math.log(a)),
  sqrt: onNumbers((a = 0) => Math.sqrt(a)),
  bin: rounded(periodStart),
  datefloor: rounded(periodStart),
  dateceil: rounded(periodEnd),
  frommillis: onNumbers((a = 0) => a),
  tomillis: onNumbers((a = 0) => a),
  ispresent: (value) => value !== undefined,
  coalesce: (...args) => args.find((each) => each !== undefined),
  isempty: (value) => value === undefined || value === '',
  isblank: (value) => value === undefined || textOf(value).trim() === '',
  concat: (...args) => args.map(textOf).join(''),
  ltrim: trimmed('start'),
  rtrim: trimmed('end'),
  trim: trimmed('both'),
  strlen: onText((text) => [...text].length),
  toupper: onText((text) => text.toUpperCase()),
  tolower: onText((text) => text.toLowerCase()),
  substr: onText((text, from, length) => {
    const symbols = [...text];
    const start = numberOf(from) ?? 0;
    const count = numberOf(length);
    return symbols.slice(start, count === undefined ? undefined : start + count).join('');
  }),
  replace: onText((text, from, to) =>
    textOf(from) === '' ? text : text.replaceAll(textOf(from), () => textOf(to)),
  ),
  strcontains: onText((text, part) => (text.includes(textOf(part)) ? 1 : 0)),
  isvalidip: (text) => isAddress(text, ipv4) || isAddress(text, ipv6),
  isvalidipv4: (text) => isAddress(text, ipv4),
  isvalidipv6: (text) => isAddress(text, ipv6),
};

export function isFunction(name: string): boolean {
  return Object.hasOwn(functions, name);
}

export function call(name: string, args: readonly Value[]): Value {
  return functions[name]?.(...args);
}

/** Functions of Logs Insights, also of its statistics over time, that are not executed on this machine. */
const notExecuted: ReadonlySet<string> = new Set([
  'jsonparse',
  'jsonstringify',
  'isipinsubnet',
  'isipv4insubnet',
  'isipv6insubnet',
  'rate',
  'count_over_time',
  'sum_over_time',
  'histogram',
  'case',
  'if',
  'datediff',
]);

export function isNotExecuted(name: string): boolean {
  return notExecuted.has(name);
}

/** Functions whose last argument is a period. */
export const periodFunctions: readonly string[] = ['bin', 'datefloor', 'dateceil'];

export const timeFunctions: readonly string[] = [...periodFunctions, 'frommillis'];

const statistics: ReadonlySet<string> = new Set([
  'count',
  'count_distinct',
  'sum',
  'avg',
  'min',
  'max',
  'median',
  'pct',
  'percentile',
  'stddev',
  'earliest',
  'latest',
  'sortsfirst',
  'sortslast',
]);

export function isStatistic(name: string): boolean {
  return statistics.has(name);
}

// Which way a Choice takes. Pure. Source: Amazon States Language, "Choice State".
import type { JsonValue } from '../../../lib/json-path.ts';
import { lookUp, required, type Scope } from './data.ts';
import type { ChoiceRule, ChoiceState, JsonObject } from './machine.ts';
import { runtimeError, StateError } from './state-error.ts';

interface Chosen {
  readonly next: string;
  /** Absent for the default. */
  readonly rule?: ChoiceRule;
}

/** @throws StateError when no rule matches and there is no default */
export function chosen({ Choices, Default }: ChoiceState, scope: Scope): Chosen {
  const rule = Choices.find((each) => holds(each, scope));
  const next = rule === undefined ? Default : rule['Next'];
  if (typeof next === 'string') return rule === undefined ? { next } : { next, rule };
  throw new StateError(
    'States.NoChoiceMatched',
    'No Choice rule matched, and the Choice state has no Default',
  );
}

function holds(rule: ChoiceRule, scope: Scope): boolean {
  const { And, Or, Not } = rule;
  if (Array.isArray(And)) return (And as readonly JsonObject[]).every((each) => holds(each, scope));
  if (Array.isArray(Or)) return (Or as readonly JsonObject[]).some((each) => holds(each, scope));
  if (typeof Not === 'object' && Not !== null) return !holds(Not as JsonObject, scope);
  const { Variable } = rule;
  if (typeof Variable !== 'string') throw runtimeError('A rule of a Choice has no Variable');
  const [operator, wanted] = Object.entries(rule).find(([key]) => isOperator(key)) ?? [];
  if (operator === undefined || wanted === undefined)
    throw runtimeError(`A rule of a Choice compares ${Variable} with nothing`);
  const value = lookUp(Variable, scope);
  if (operator === 'IsPresent') return (value !== undefined) === wanted;
  if (value === undefined)
    throw runtimeError(
      `Invalid path '${Variable}': The choice state's condition path references an invalid value.`,
    );
  return compares(
    operator,
    value,
    typeof wanted === 'string' && operator.endsWith('Path') ? required(wanted, scope) : wanted,
  );
}

const ordered =
  /^(String|Numeric|Timestamp)(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals)(Path)?$/;
const asked: ReadonlySet<string> = new Set([
  'IsNull',
  'IsString',
  'IsNumeric',
  'IsBoolean',
  'IsTimestamp',
  'IsPresent',
  'StringMatches',
]);

function isOperator(key: string): boolean {
  return ordered.test(key) || /^BooleanEquals(Path)?$/.test(key) || asked.has(key);
}

function compares(operator: string, value: JsonValue, wanted: JsonValue): boolean {
  switch (operator) {
    case 'IsNull':
      return (value === null) === wanted;
    case 'IsString':
      return (typeof value === 'string') === wanted;
    case 'IsNumeric':
      return (typeof value === 'number') === wanted;
    case 'IsBoolean':
      return (typeof value === 'boolean') === wanted;
    case 'IsTimestamp':
      return (timeOf(value) !== undefined) === wanted;
    case 'StringMatches':
      return typeof value === 'string' && typeof wanted === 'string' && matches(value, wanted);
    case 'BooleanEquals':
    case 'BooleanEqualsPath':
      return typeof value === 'boolean' && value === wanted;
    default:
      return isInOrder(operator, value, wanted);
  }
}

function isInOrder(operator: string, value: JsonValue, wanted: JsonValue): boolean {
  const [, kind, relation] = ordered.exec(operator) ?? [];
  const [a, b] = [comparable(kind, value), comparable(kind, wanted)];
  if (a === undefined || b === undefined) return false;
  switch (relation) {
    case 'Equals':
      return a === b;
    case 'LessThan':
      return a < b;
    case 'GreaterThan':
      return a > b;
    case 'LessThanEquals':
      return a <= b;
    default:
      return a >= b;
  }
}

function comparable(kind: string | undefined, value: JsonValue): string | number | undefined {
  if (kind === 'Timestamp') return timeOf(value);
  if (kind === 'Numeric') return typeof value === 'number' ? value : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** RFC 3339 with capital T and Z, in milliseconds since the epoch. */
export function timeOf(value: JsonValue | undefined): number | undefined {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
  if (typeof value !== 'string' || !form.test(value)) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

/** `*` is any text; `\*` is an asterisk. */
function matches(value: string, pattern: string): boolean {
  const parts = [''];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    if (character === '*') parts.push('');
    else if (character === '\\' && at + 1 < pattern.length) {
      at += 1;
      parts.push((parts.pop() ?? '') + (pattern[at] ?? ''));
    } else parts.push((parts.pop() ?? '') + character);
  }
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return value === first;
  const last = rest.pop() ?? '';
  if (!value.startsWith(first) || value.length < first.length + last.length || !value.endsWith(last))
    return false;
  let place = first.length;
  const end = value.length - last.length;
  for (const part of rest) {
    const found = value.indexOf(part, place);
    if (found < 0 || found + part.length > end) return false;
    place = found + part.length;
  }
  return true;
}

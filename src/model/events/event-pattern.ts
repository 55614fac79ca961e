// EventBridge's event patterns (EventBridge user guide, "Creating Amazon EventBridge event patterns" and "Comparison
// operators"). Pure.
import type { Failed } from '../../lib/result.ts';
import { compileStars } from '../../lib/wildcard.ts';

export interface EventPattern {
  readonly matches: (event: unknown) => boolean;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };
type Test = (value: Json | undefined) => boolean;

/** The pattern, or everything that EventBridge would refuse about it. */
export function parsePattern(raw: unknown): EventPattern | Failed<readonly string[]> {
  const wrong: string[] = [];
  const test = isObject(raw) ? parseObject(raw, '', wrong) : undefined;
  if (test === undefined) wrong.push('An event pattern is a JSON object');
  return test === undefined || wrong.length > 0
    ? { failed: wrong }
    : { matches: (event) => test(event as Json) };
}

/** Every key must fit; `$or` needs one of its alternatives. */
function parseObject(pattern: JsonObject, path: string, wrong: string[]): Test {
  const entries = Object.entries(pattern);
  if (entries.length === 0) wrong.push(`${path || 'The pattern'} is empty`);
  const tests = entries.map(([key, value]): Test => {
    const at = path === '' ? key : `${path}.${key}`;
    if (key === '$or' && Array.isArray(value)) return parseAlternatives(value, at, wrong);
    const test = parseField(value, at, wrong);
    return (event) => test(isObject(event) ? event[key] : undefined);
  });
  return (event) => tests.every((test) => test(event));
}

function parseAlternatives(values: readonly Json[], path: string, wrong: string[]): Test {
  if (values.length < 2) wrong.push(`${path} needs at least two alternatives`);
  const tests = values.map((value) => {
    if (isObject(value)) return parseObject(value, path, wrong);
    wrong.push(`${path} holds something that is no pattern`);
    return () => false;
  });
  return (event) => tests.some((test) => test(event));
}

function parseField(value: Json | undefined, path: string, wrong: string[]): Test {
  if (isObject(value)) return parseObject(value, path, wrong);
  if (!Array.isArray(value)) {
    wrong.push(`${path} must be an array of values, or an object`);
    return () => false;
  }
  if (value.length === 0) wrong.push(`${path} is an empty array, which nothing matches`);
  const tests = (value as readonly Json[]).map((one) => parseMatcher(one, path, wrong));
  return (found) => tests.some((test) => test(found));
}

/** A field of the event that is an array fits when one of its elements does. */
function any(test: (value: Json) => boolean): Test {
  return (value) => {
    if (value === undefined) return false;
    return Array.isArray(value) ? (value as readonly Json[]).some(test) : test(value);
  };
}

function parseMatcher(matcher: Json, path: string, wrong: string[]): Test {
  if (Array.isArray(matcher)) {
    wrong.push(`${path} holds an array in an array`);
    return () => false;
  }
  if (!isObject(matcher)) return any((value) => value === matcher);
  const [[name, argument] = ['', null], ...more] = Object.entries(matcher);
  const parse = matchers[name];
  if (parse === undefined || more.length > 0) {
    wrong.push(`${path}: "${Object.keys(matcher).join(', ')}" is no comparison that EventBridge knows`);
    return () => false;
  }
  const test = parse(argument);
  if (test !== undefined) return test;
  wrong.push(`${path}: ${name} does not take ${JSON.stringify(argument)}`);
  return () => false;
}

const text = (test: (value: string) => boolean): Test =>
  any((value) => typeof value === 'string' && test(value));
const ignoreCase = (argument: Json): string | undefined => {
  const inner = isObject(argument) ? argument['equals-ignore-case'] : undefined;
  return typeof inner === 'string' ? inner.toLowerCase() : undefined;
};

/** Each gives undefined for an argument that it does not take. */
const matchers: Readonly<Record<string, (argument: Json) => Test | undefined>> = {
  prefix: (argument) => {
    const loose = ignoreCase(argument);
    if (loose !== undefined) return text((value) => value.toLowerCase().startsWith(loose));
    return typeof argument === 'string' ? text((value) => value.startsWith(argument)) : undefined;
  },
  suffix: (argument) => {
    const loose = ignoreCase(argument);
    if (loose !== undefined) return text((value) => value.toLowerCase().endsWith(loose));
    return typeof argument === 'string' ? text((value) => value.endsWith(argument)) : undefined;
  },
  'equals-ignore-case': (argument) =>
    typeof argument === 'string'
      ? text((value) => value.toLowerCase() === argument.toLowerCase())
      : undefined,
  wildcard: (argument) => (typeof argument === 'string' ? wildcard(argument) : undefined),
  exists: (argument) =>
    typeof argument === 'boolean'
      ? (value) => (value !== undefined && !isObject(value)) === argument
      : undefined,
  numeric: (argument) => (Array.isArray(argument) ? numeric(argument as readonly Json[]) : undefined),
  cidr: (argument) => (typeof argument === 'string' ? cidr(argument) : undefined),
  'anything-but': (argument) => anythingBut(argument),
};

/** The field must be there; an array fits when none of its elements is excluded. */
function anythingBut(argument: Json): Test | undefined {
  const excluded = excludedBy(argument);
  if (excluded === undefined) return undefined;
  return (value) => value !== undefined && !excluded(value);
}

function excludedBy(argument: Json): Test | undefined {
  if (isObject(argument)) {
    const [[name, inner] = ['', null], ...more] = Object.entries(argument);
    const parse =
      name === 'exists' || name === 'numeric' || name === 'anything-but' ? undefined : matchers[name];
    if (parse === undefined || more.length > 0) return undefined;
    const tests = (Array.isArray(inner) ? (inner as readonly Json[]) : [inner]).map((one) => parse(one));
    return tests.includes(undefined) ? undefined : (value) => tests.some((test) => test?.(value) === true);
  }
  const values = new Set<Json>(Array.isArray(argument) ? (argument as readonly Json[]) : [argument]);
  const isPlain = [...values].every((value) => typeof value === 'string' || typeof value === 'number');
  return isPlain && values.size > 0 ? any((value) => values.has(value)) : undefined;
}

/** `*` stands for any characters; `\*` and `\\` for themselves. Two `*` side by side are refused. */
function wildcard(pattern: string): Test | undefined {
  if (/(?<!\\)\*\*/.test(pattern)) return undefined;
  return text(compileStars(pattern, { many: '*', escape: '\\' }).matches);
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** One comparison, or a lower and an upper bound. */
function numeric(argument: readonly Json[]): Test | undefined {
  if (argument.length !== 2 && argument.length !== 4) return undefined;
  const tests: ((value: number) => boolean)[] = [];
  for (let at = 0; at < argument.length; at += 2) {
    const [operator, limit] = [argument[at], argument[at + 1]];
    const compare = typeof operator === 'string' ? comparisons[operator] : undefined;
    if (compare === undefined || typeof limit !== 'number') return undefined;
    tests.push((value) => compare(value, limit));
  }
  return any((value) => typeof value === 'number' && tests.every((test) => test(value)));
}

function cidr(argument: string): Test | undefined {
  const [, address = '', length = ''] = /^([\d.]+)\/(\d{1,2})$/.exec(argument) ?? [];
  const base = numberOf(address);
  const bits = Number(length);
  if (base === undefined || bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  return text((value) => {
    const found = numberOf(value);
    return found !== undefined && Math.floor(found / size) === Math.floor(base / size);
  });
}

function numberOf(address: string): number | undefined {
  const parts = address.split('.').map(Number);
  const isAddress =
    parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255);
  return isAddress ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

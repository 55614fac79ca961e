// `{ $.status = "failed" && $.tries > 3 }`: a test of messages that are JSON. Pure.
import { compare, operandOf, patternError, type Comparison, type MessageTest } from './pattern-text.ts';
import { parseConditions, Tokens } from './pattern-tokens.ts';

type Condition = (message: unknown) => boolean;

/** Dots and brackets: `$.a.b[0]`, `$['a b']`; an asterisk is each of them: `$.list[*].name`. */
type Step = string | number;

export function jsonTest(pattern: string): MessageTest {
  if (!pattern.endsWith('}')) throw patternError(pattern, 'its closing brace is missing');
  const tokens = new Tokens(pattern, pattern.slice(1, -1));
  const test = parseConditions<unknown>(tokens, conditionIn);
  if (tokens.next !== undefined) throw patternError(pattern, `"${tokens.next}" is too much`);
  return (message) => {
    const json = parsed(message);
    return typeof json === 'object' && json !== null && test(json);
  };
}

/** The values that a selector such as `$.latency` finds in a message; none where the message is no JSON. */
export function selectedValues(message: string, selector: string): readonly unknown[] {
  return valuesAt(parsed(message), selectorOf(selector, selector));
}

/** The selectors of a pattern in braces. */
export function selectorsIn(pattern: string): readonly string[] {
  const tokens = new Tokens(pattern, pattern.slice(1, -1));
  const selectors: string[] = [];
  while (tokens.next !== undefined) {
    const token = tokens.take();
    if (token.startsWith('$')) selectors.push(token);
  }
  return selectors;
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message) as unknown;
  } catch {
    return undefined;
  }
}

const comparisons: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);

function conditionIn(tokens: Tokens): Condition {
  const steps = selectorOf(tokens.take(), tokens.pattern);
  const values = (message: unknown) => valuesAt(message, steps);
  if (tokens.takeIf('NOT', 'EXISTS')) return (message) => values(message).length === 0;
  if (tokens.takeIf('EXISTS')) return (message) => values(message).length > 0;
  if (tokens.takeIf('IS', 'NULL')) return (message) => values(message).includes(null);
  if (tokens.takeIf('IS', 'TRUE')) return (message) => values(message).includes(true);
  if (tokens.takeIf('IS', 'FALSE')) return (message) => values(message).includes(false);
  const comparison = tokens.take();
  if (!comparisons.has(comparison)) throw patternError(tokens.pattern, `"${comparison}" compares nothing`);
  const operand = operandOf(tokens.take(), tokens.pattern);
  const isTrueOf = (value: unknown) =>
    (typeof value === 'string' || typeof value === 'number') &&
    compare(String(value), comparison as Comparison, operand);
  return (message) => values(message).some(isTrueOf);
}

const step = /\.([\w-]+|\*)|\[(\d+|\*)\]|\['([^']*)'\]|\["([^"]*)"\]/y;

function selectorOf(text: string, pattern: string): readonly Step[] {
  if (!text.startsWith('$')) throw patternError(pattern, `"${text}" is no selector: it begins with "$."`);
  const steps: Step[] = [];
  step.lastIndex = 1;
  while (step.lastIndex < text.length) {
    const at = step.lastIndex;
    const found = step.exec(text);
    if (found === null) throw patternError(pattern, `"${text.slice(at)}" is no part of a selector`);
    const [, name, index, single, double] = found;
    steps.push(
      index === undefined || index === '*' ? (index ?? name ?? single ?? double ?? '') : Number(index),
    );
  }
  return steps;
}

function valuesAt(value: unknown, steps: readonly Step[]): readonly unknown[] {
  const [first, ...rest] = steps;
  if (first === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (first === '*') return Object.values(value).flatMap((each) => valuesAt(each, rest));
  const held: unknown = Array.isArray(value)
    ? value[Number(first)]
    : Object.hasOwn(value, first)
      ? (value as Readonly<Record<string, unknown>>)[first]
      : undefined;
  return held === undefined ? [] : valuesAt(held, rest);
}

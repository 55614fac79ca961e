// Limits of single values: length, characters, allowed words, ranges. Says what is wrong and what is allowed.
import { counted } from '../lib/counted.ts';
import { didYouMean } from '../lib/nearest.ts';
import type { ProblemInput } from '../lib/problem.ts';

export interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  /** Said instead of the bare expression: "letters, digits, . @ - _". */
  readonly patternText?: string;
}

export interface NumberLimits {
  readonly integer?: boolean;
  readonly min?: number;
  readonly max?: number;
}

type Found = Omit<ProblemInput, 'at'>;

/** At most one finding: of a text that is wrong in two ways the first to fix is reported. */
export function stringProblems(
  text: string,
  shape: TextLimits & { readonly oneOf?: readonly string[] },
  what: string,
): readonly Found[] {
  const { oneOf } = shape;
  if (oneOf !== undefined && !oneOf.includes(text)) return [notAmong(text, oneOf, what)];
  const length = Array.from(text).length;
  if (shape.min !== undefined && length < shape.min) return [tooShort(length, shape.min, what)];
  if (shape.max !== undefined && length > shape.max)
    return [
      {
        code: 'ValueTooLong',
        message: `${what} has ${counted(length, 'character')}, and AWS takes at most ${shape.max}`,
        remedy: `Shorten it by ${length - shape.max}.`,
      },
    ];
  if (shape.pattern !== undefined && !matchesWhole(text, shape.pattern))
    return [
      {
        code: 'ValueMalformed',
        message: `${what} is "${shorten(text)}", which AWS does not take`,
        remedy: `Use ${shape.patternText ?? `a text that matches ${shape.pattern.source}`}.`,
      },
    ];
  return [];
}

export function numberProblems(value: number, shape: NumberLimits, what: string): readonly Found[] {
  const whole = shape.integer === true ? 'whole number' : 'number';
  const range = rangeText(shape);
  if (shape.integer === true && !Number.isInteger(value))
    return [{ code: 'NumberOutOfRange', message: `${what} is ${value}, and must be a ${whole}${range}` }];
  if (value >= (shape.min ?? -Infinity) && value <= (shape.max ?? Infinity)) return [];
  return [
    {
      code: 'NumberOutOfRange',
      message: `${what} is ${value}`,
      remedy: `Give a ${whole}${range}.`,
    },
  ];
}

export function listBounds(
  count: number,
  bounds: { readonly min?: number; readonly max?: number },
  what: string,
): readonly Found[] {
  if (bounds.min !== undefined && count < bounds.min)
    return [
      {
        code: 'ListTooShort',
        message: `${what} has ${count === 0 ? 'no members' : members(count)}, and needs at least ${bounds.min}`,
        remedy: count === 0 ? 'Fill it, or remove the key.' : `Add ${bounds.min - count}.`,
      },
    ];
  if (bounds.max !== undefined && count > bounds.max)
    return [
      {
        code: 'ListTooLong',
        message: `${what} has ${members(count)}, and AWS takes at most ${bounds.max}`,
        remedy: `Remove ${count - bounds.max}.`,
      },
    ];
  return [];
}

function notAmong(text: string, allowed: readonly string[], what: string): Found {
  const list = allowed.join(', ');
  return {
    code: 'UnknownValue',
    message: `${what} is "${shorten(text)}", and must be ${allowed.length === 1 ? list : `one of ${list}`}`,
    remedy: didYouMean(text, allowed, `Write ${allowed.length === 1 ? list : 'one of them'}.`),
  };
}

function tooShort(length: number, min: number, what: string): Found {
  return {
    code: 'ValueTooShort',
    message:
      length === 0
        ? `${what} is an empty text`
        : `${what} has ${counted(length, 'character')}, and AWS requires at least ${min}`,
    remedy: `Give it at least ${min === 1 ? 'one character' : `${min} characters`}.`,
  };
}

/** Patterns of AWS's API models hold for the whole text. */
function matchesWhole(text: string, pattern: RegExp): boolean {
  return new RegExp(`^(?:${pattern.source})$`, pattern.flags.replaceAll(/[gy]/g, '')).test(text);
}

function rangeText(shape: NumberLimits): string {
  if (shape.min !== undefined && shape.max !== undefined) return ` from ${shape.min} to ${shape.max}`;
  if (shape.min !== undefined) return ` of at least ${shape.min}`;
  return shape.max === undefined ? '' : ` of at most ${shape.max}`;
}

function members(count: number): string {
  return count === 1 ? '1 member' : `${count} members`;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

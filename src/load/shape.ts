// Shapes: a structure of AWS as a table of its keys, with types, lengths and patterns. What a shape reads has the type
// that follows from it; a value is there only when all of it could be read. `readShape` (read-shape.ts) collects every
// problem on the way. Meaning is left to check/rules.
import { defined } from '../lib/defined.ts';
import type { Node } from '../lib/node.ts';
import type { Problem } from '../lib/problem.ts';
import { listBounds, numberProblems, stringProblems } from './check-scalar.ts';
import { plain } from './read-shape.ts';
import { reportAt, typeName, wrongType, type Reading, type Shape } from './reading.ts';
import type { TextLimits, NumberLimits } from './check-scalar.ts';

export type { Shape, ValueOf } from './reading.ts';
export {
  expected,
  object,
  optional,
  required,
  type Keys,
  type ObjectShape,
  type OptionalKey,
} from './object-shape.ts';

export interface TextOptions extends TextLimits {
  /** Take numbers and booleans as their text, with no finding (buildspec) or with a notice (`coerce: 'notice'`). */
  readonly coerce?: 'silent' | 'notice';
}

export interface CountLimits {
  readonly min?: number;
  readonly max?: number;
}

/** Text, or one of the words of `oneOf`. */
export function string(options?: TextOptions): Shape<string>;
export function string<const Word extends string>(
  options: TextOptions & { readonly oneOf: readonly Word[] },
): Shape<Word>;
export function string(options: TextOptions & { readonly oneOf?: readonly string[] } = {}): Shape<string> {
  return {
    json: textSchema(options),
    read: (node, at) => {
      const text = readText(node, options, at);
      if (text === undefined) return undefined;
      for (const found of stringProblems(text, options, at.what)) reportAt(at, { ...found, at: node.place });
      // A word that is not known has no meaning to go on with; a text that is too long still has one.
      return options.oneOf?.includes(text) === false ? undefined : text;
    },
  };
}

/** What is coerced may be written as a number or a truth. A word may be a reference that a build replaces. */
function textSchema({
  coerce,
  min,
  max,
  oneOf,
}: TextOptions & { readonly oneOf?: readonly string[] }): Readonly<Record<string, unknown>> {
  if (coerce !== undefined) return { type: ['string', 'number', 'boolean'] };
  if (oneOf !== undefined) return { enum: oneOf };
  return { type: 'string', ...defined({ minLength: min, maxLength: max }) };
}

/** Undefined when it is of another type. */
function readText(node: Node, { coerce }: TextOptions, at: Reading): string | undefined {
  if (node.kind !== 'scalar' || node.value === null) return wrongType(node, 'text', at);
  if (typeof node.value === 'string') return node.value;
  if (coerce === undefined) return wrongType(node, 'text', at);
  if (coerce === 'notice')
    reportAt(at, {
      code: 'ValueCoerced',
      severity: 'warning',
      message: `${at.what} is ${typeName(node)}, and AWS expects text`,
      at: node.place,
      remedy: `Write "${node.text}" in quotes.`,
      aws: at.aws ?? 'It takes a string here; another type fails its validation.',
    });
  return node.text;
}

export function number(options: NumberLimits = {}): Shape<number> {
  const { integer, min, max } = options;
  return {
    json: {
      type: integer === true ? 'integer' : 'number',
      ...defined({ minimum: min, maximum: max }),
    },
    read: (node, at) => {
      if (node.kind !== 'scalar' || typeof node.value !== 'number' || Number.isNaN(node.value))
        return wrongType(node, 'a number', at);
      for (const found of numberProblems(node.value, options, at.what))
        reportAt(at, { ...found, at: node.place });
      return node.value;
    },
  };
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

/** With `words` also yes, no, true and false as text in any case (buildspec). */
export function boolean({ words = false }: { readonly words?: boolean } = {}): Shape<boolean> {
  return {
    json: words ? { type: ['boolean', 'string'] } : { type: 'boolean' },
    read: (node, at) => {
      if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
      const word = node.kind === 'scalar' && words ? truths.get(node.text.toLowerCase()) : undefined;
      return word ?? wrongType(node, words ? 'yes or no' : 'true or false', at);
    },
  };
}

/** Anything, without its places. */
export function any(): Shape<unknown> {
  return { read: plain };
}

/** For what no table can say: `read` gives undefined when it has reported an error. */
export function custom<T>(read: (node: Node, report: (problem: Problem) => void) => T | undefined): Shape<T> {
  return { read: (node, { report }) => read(node, report) };
}

export function list<T>(of: Shape<T>, options: CountLimits = {}): Shape<readonly T[]> {
  return {
    of,
    json: { type: 'array', ...defined({ minItems: options.min, maxItems: options.max }) },
    read: (node, at) => {
      if (node.kind !== 'list') return wrongType(node, 'a list', at);
      for (const found of listBounds(node.items.length, options, at.what))
        reportAt(at, { ...found, at: node.place });
      const items = node.items.map((item, index) =>
        of.read(item, { ...at, what: of.name === undefined ? itemName(at, index) : `The ${of.name}` }),
      );
      return whole(items);
    },
  };
}

function itemName(at: Reading, index: number): string {
  return `Item ${index + 1} of ${at.what.replace(/^The /, 'the ')}`;
}

export function record<T>(
  of: Shape<T>,
  { key, ...limits }: { readonly key?: TextLimits; readonly max?: number } = {},
): Shape<Readonly<Record<string, T>>> {
  return {
    of,
    json: { type: 'object', ...defined({ maxProperties: limits.max }) },
    read: (node, at) => {
      if (node.kind !== 'map') return wrongType(node, 'a mapping', at);
      for (const found of listBounds(node.entries.length, limits, at.what))
        reportAt(at, { ...found, at: node.place });
      const entries = node.entries.map((entry) => {
        for (const found of stringProblems(entry.key, key ?? {}, `The key "${entry.key}"`))
          reportAt(at, { ...found, at: entry.keyPlace });
        const value = of.read(entry.value, { ...at, what: `"${entry.key}"` });
        return value === undefined ? undefined : ([entry.key, value] as const);
      });
      const read = whole(entries);
      return read === undefined ? undefined : Object.fromEntries(read);
    },
  };
}

/** A list of which one item cannot be read is no shorter list: it cannot be read. */
function whole<T>(items: readonly (T | undefined)[]): readonly T[] | undefined {
  const read = items.filter((item) => item !== undefined);
  return read.length === items.length ? read : undefined;
}

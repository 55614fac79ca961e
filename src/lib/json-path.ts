// JSONPath, as webhooks of CodePipeline and Amazon States Language have it: `$.a.b[0]`, `$['a b']`, `$..c`, `[*]`, `[1:3]`,
// `[?(@.n > 3)]`. Pure. Source: Goessner, "JSONPath", and Step Functions developer guide, "Processing input and output".
import type { Result } from './result.ts';
import { unreachable } from './unreachable.ts';

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

type PathStep =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'keys'; readonly keys: readonly (string | number)[] }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number; readonly by: number }
  | { readonly kind: 'filter'; readonly test: Test }
  /** The value and all below it. */
  | { readonly kind: 'deep' };

export interface JsonPath {
  readonly steps: readonly PathStep[];
  /** It names one place: a reference path. Any other gives a list. */
  readonly isDefinite: boolean;
}

interface Operand {
  readonly path?: JsonPath;
  readonly value?: JsonValue;
}

type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

type Test =
  | { readonly kind: 'exists'; readonly path: JsonPath }
  | { readonly kind: 'compare'; readonly left: Operand; readonly by: Comparison; readonly right: Operand }
  | { readonly kind: 'and' | 'or'; readonly tests: readonly Test[] }
  | { readonly kind: 'not'; readonly test: Test };

/** @param root `$`, or `@` within a filter. @returns what is wrong with it */
export function parseJsonPath(text: string): Result<JsonPath> {
  try {
    const reader = new Reader(text);
    const path = reader.path('$');
    reader.end();
    return path;
  } catch (error) {
    if (error instanceof WrongPath) return { failed: error.message };
    throw error;
  }
}

/** Every value that the path finds, in order. */
export function findAll(path: JsonPath, root: JsonValue): readonly JsonValue[] {
  return path.steps.reduce<readonly JsonValue[]>(
    (found, step) => found.flatMap((value) => taken(step, value)),
    [root],
  );
}

/** What the path means: one value, or the list of them for a path that may find several. Undefined when nothing is there. */
export function valueAt(path: JsonPath, root: JsonValue): JsonValue | undefined {
  const found = findAll(path, root);
  return path.isDefinite ? found[0] : found;
}

/** With the value at the place of a reference path; objects that are missing on the way are made. Undefined where a list or a
 * plain value is in the way. */
export function withValueAt(path: JsonPath, root: JsonValue, value: JsonValue): JsonValue | undefined {
  return placed(path.steps, root, value);
}

function placed(
  steps: readonly PathStep[],
  at: JsonValue | undefined,
  value: JsonValue,
): JsonValue | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (step.kind === 'key') {
    if (at !== undefined && !isObject(at)) return undefined;
    const inner = placed(rest, ownOf(at ?? {}, step.key), value);
    return inner === undefined ? undefined : { ...at, [step.key]: inner };
  }
  if (step.kind !== 'index' || !Array.isArray(at) || step.index >= at.length) return undefined;
  const list = at as readonly JsonValue[];
  const inner = placed(rest, list[step.index], value);
  return inner === undefined ? undefined : list.with(step.index, inner);
}

function taken(step: PathStep, value: JsonValue): readonly JsonValue[] {
  switch (step.kind) {
    case 'key':
      return present(ownOf(value, step.key));
    case 'keys':
      return step.keys.flatMap((key) =>
        typeof key === 'string' ? present(ownOf(value, key)) : elementAt(value, key),
      );
    case 'index':
      return elementAt(value, step.index);
    case 'all':
      return childrenOf(value);
    case 'slice':
      return Array.isArray(value) ? sliced(value as readonly JsonValue[], step) : [];
    case 'filter':
      return childrenOf(value).filter((each) => passes(step.test, each));
    case 'deep':
      return deep(value);
    default:
      return unreachable(step);
  }
}

const present = (value: JsonValue | undefined): readonly JsonValue[] => (value === undefined ? [] : [value]);

function elementAt(value: JsonValue, index: number): readonly JsonValue[] {
  return Array.isArray(value) ? present((value as readonly JsonValue[]).at(index)) : [];
}

function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ownOf(value: JsonValue, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function childrenOf(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value as readonly JsonValue[];
  return isObject(value) ? Object.values(value) : [];
}

function deep(value: JsonValue): readonly JsonValue[] {
  return [value, ...childrenOf(value).flatMap(deep)];
}

function sliced(
  list: readonly JsonValue[],
  { from, to, by }: Extract<PathStep, { kind: 'slice' }>,
): readonly JsonValue[] {
  return list.slice(from ?? 0, to).filter((_each, place) => place % by === 0);
}

function passes(test: Test, value: JsonValue): boolean {
  switch (test.kind) {
    case 'exists':
      return findAll(test.path, value).length > 0;
    case 'not':
      return !passes(test.test, value);
    case 'and':
      return test.tests.every((each) => passes(each, value));
    case 'or':
      return test.tests.some((each) => passes(each, value));
    case 'compare':
      return compared(operandValue(test.left, value), test.by, operandValue(test.right, value));
    default:
      return unreachable(test);
  }
}

function operandValue({ path, value }: Operand, current: JsonValue): JsonValue | undefined {
  return path === undefined ? value : valueAt(path, current);
}

function compared(left: JsonValue | undefined, by: Comparison, right: JsonValue | undefined): boolean {
  const isSame = JSON.stringify(left) === JSON.stringify(right);
  if (by === '==') return isSame;
  if (by === '!=') return !isSame;
  const areAlike =
    (typeof left === 'number' && typeof right === 'number') ||
    (typeof left === 'string' && typeof right === 'string');
  if (!areAlike) return false;
  const [a, b] = [left, right] as readonly [string, string];
  if (by === '<') return a < b;
  if (by === '<=') return a <= b;
  return by === '>' ? a > b : a >= b;
}

class WrongPath extends Error {}

/** Reads from left to right. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  end(): void {
    if (this.#at < this.#text.length) this.#fail('what follows cannot be read');
  }

  path(root: '$' | '@'): JsonPath {
    this.#take(root);
    const steps: PathStep[] = [];
    for (let step = this.#step(); step !== undefined; step = this.#step()) steps.push(...step);
    const isDefinite = steps.every(({ kind }) => kind === 'key' || kind === 'index');
    return { steps, isDefinite };
  }

  /** The next one; undefined at the end of the path. */
  #step(): readonly PathStep[] | undefined {
    if (this.#accept('..')) {
      const next = this.#text[this.#at] === '[' ? this.#bracket() : this.#name();
      return [{ kind: 'deep' }, next];
    }
    if (this.#accept('.')) return [this.#name()];
    return this.#text[this.#at] === '[' ? [this.#bracket()] : undefined;
  }

  #name(): PathStep {
    if (this.#accept('*')) return { kind: 'all' };
    const key = this.#match(/[^.[\]()\s,'"=!<>&|?@*:]+/y);
    if (key === undefined) this.#fail('a name is missing');
    return { kind: 'key', key };
  }

  #bracket(): PathStep {
    this.#take('[');
    this.#blank();
    const step = this.#inside();
    this.#blank();
    this.#take(']');
    return step;
  }

  #inside(): PathStep {
    if (this.#accept('*')) return { kind: 'all' };
    if (this.#accept('?')) {
      this.#blank();
      this.#take('(');
      const test = this.#tests();
      this.#take(')');
      return { kind: 'filter', test };
    }
    const slice = /(-?\d+)?\s*:\s*(-?\d+)?(?:\s*:\s*(\d+))?/y;
    slice.lastIndex = this.#at;
    const [whole = '', from, to, by = '1'] = slice.exec(this.#text) ?? [];
    if (whole !== '' && Number(by) > 0) {
      this.#at += whole.length;
      return {
        kind: 'slice',
        by: Number(by),
        ...(from === undefined ? {} : { from: Number(from) }),
        ...(to === undefined ? {} : { to: Number(to) }),
      };
    }
    return this.#union();
  }

  #union(): PathStep {
    const keys: (string | number)[] = [];
    do {
      this.#blank();
      const index = this.#match(/-?\d+/y);
      keys.push(index === undefined ? this.#string() : Number(index));
      this.#blank();
    } while (this.#accept(','));
    const [first] = keys;
    if (keys.length > 1 || first === undefined) return { kind: 'keys', keys };
    return typeof first === 'string' ? { kind: 'key', key: first } : { kind: 'index', index: first };
  }

  #string(): string {
    const text = this.#match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/sy);
    if (text === undefined) this.#fail('a name in quotes or an index is missing');
    return text.slice(1, -1).replaceAll(/\\(.)/gs, '$1');
  }

  #tests(): Test {
    const some: Test[] = [];
    do {
      const all: Test[] = [];
      do all.push(this.#test());
      while (this.#accept('&&'));
      const [only] = all;
      some.push(all.length === 1 && only !== undefined ? only : { kind: 'and', tests: all });
    } while (this.#accept('||'));
    const [only] = some;
    return some.length === 1 && only !== undefined ? only : { kind: 'or', tests: some };
  }

  #test(): Test {
    this.#blank();
    if (this.#accept('!')) return { kind: 'not', test: this.#test() };
    if (this.#accept('(')) {
      const test = this.#tests();
      this.#take(')');
      this.#blank();
      return test;
    }
    const left = this.#operand();
    this.#blank();
    const by = this.#match(/==|!=|<=|>=|<|>/y) as Comparison | undefined;
    if (by === undefined) {
      if (left.path === undefined) this.#fail('a comparison is missing');
      return { kind: 'exists', path: left.path };
    }
    this.#blank();
    const right = this.#operand();
    this.#blank();
    return { kind: 'compare', left, by, right };
  }

  #operand(): Operand {
    const next = this.#text[this.#at];
    if (next === '@') return { path: this.path('@') };
    if (next === "'" || next === '"') return { value: this.#string() };
    const word = this.#match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y);
    if (word === undefined) this.#fail('a value is missing');
    return { value: JSON.parse(word) as JsonValue };
  }

  #blank(): void {
    this.#match(/\s*/y);
  }

  #accept(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #take(word: string): void {
    if (!this.#accept(word)) this.#fail(`"${word}" is missing`);
  }

  /** @param expression sticky */
  #match(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #fail(what: string): never {
    throw new WrongPath(`"${this.#text}" is no JSONPath: ${what} at ${this.#at + 1}`);
  }
}

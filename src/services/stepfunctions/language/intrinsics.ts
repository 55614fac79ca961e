// Intrinsic functions of Amazon States Language: `States.Format('{}', $.name)`. Source: Step Functions developer guide, "Intrinsics
// for JSONPath states".
import { createHash, randomUUID } from 'node:crypto';
import type { JsonValue } from '../../../lib/json-path.ts';
import { StateError } from './state-error.ts';

type Values = readonly JsonValue[];

/** @param valueOf of a path; rejects by throwing where nothing is */
export function intrinsic(text: string, valueOf: (path: string) => JsonValue): JsonValue {
  const reader = new CallReader(text, valueOf);
  const value = reader.call();
  reader.end();
  return value;
}

const functions: Readonly<Record<string, (values: Values) => JsonValue>> = {
  Format: ([template, ...values]) => formatted(textIn(template), values),
  StringToJson: ([text]) => parsed(textIn(text)),
  JsonToString: ([value]) => JSON.stringify(value ?? null),
  Array: (values) => values,
  ArrayPartition: ([list, size]) => partitioned(listIn(list), numberIn(size)),
  ArrayContains: ([list, wanted]) => listIn(list).some((each) => isSame(each, wanted)),
  ArrayRange: ([from, to, by]) => ranged(numberIn(from), numberIn(to), numberIn(by)),
  ArrayGetItem: ([list, index]) => itemAt(listIn(list), numberIn(index)),
  ArrayLength: ([list]) => listIn(list).length,
  ArrayUnique: ([list]) => unique(listIn(list)),
  Base64Encode: ([text]) => Buffer.from(textIn(text)).toString('base64'),
  Base64Decode: ([text]) => Buffer.from(textIn(text), 'base64').toString('utf8'),
  Hash: ([data, algorithm]) => hashed(data ?? null, textIn(algorithm)),
  JsonMerge: ([first, second, deep]) => merged(first, second, deep),
  MathRandom: ([from, to]) => random(numberIn(from), numberIn(to)),
  MathAdd: ([first, second]) => numberIn(first) + numberIn(second),
  StringSplit: ([text, separators]) => split(textIn(text), textIn(separators)),
  UUID: () => randomUUID(),
};

function wrong(cause: string): StateError {
  return new StateError('States.IntrinsicFailure', cause);
}

function textIn(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  throw wrong(`a text is wanted, and ${JSON.stringify(value ?? null)} is none`);
}

function numberIn(value: JsonValue | undefined): number {
  if (typeof value === 'number') return value;
  throw wrong(`a number is wanted, and ${JSON.stringify(value ?? null)} is none`);
}

function listIn(value: JsonValue | undefined): Values {
  if (Array.isArray(value)) return value as Values;
  throw wrong(`a list is wanted, and ${JSON.stringify(value ?? null)} is none`);
}

const isSame = (a: JsonValue | undefined, b: JsonValue | undefined) =>
  JSON.stringify(a) === JSON.stringify(b);

function formatted(template: string, values: Values): string {
  const parts = template.split('{}');
  if (parts.length - 1 !== values.length)
    throw wrong(`States.Format has ${parts.length - 1} places and ${values.length} values`);
  return parts.map((part, at) => part + (at < values.length ? shown(values[at]) : '')).join('');
}

function shown(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw wrong(`${JSON.stringify(text)} is no JSON`);
  }
}

function partitioned(list: Values, size: number): Values {
  if (!Number.isInteger(size) || size < 1) throw wrong('the size of a part is at least 1');
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) =>
    list.slice(at * size, (at + 1) * size),
  );
}

const mostInRange = 1000;

function ranged(from: number, to: number, by: number): Values {
  const count = Math.floor((to - from) / by) + 1;
  if (by === 0 || !(count <= mostInRange)) throw wrong('a range has a step, and at most 1000 numbers');
  return Array.from({ length: Math.max(0, count) }, (_, at) => from + at * by);
}

function itemAt(list: Values, index: number): JsonValue {
  const item = index < 0 ? undefined : list[index];
  if (item === undefined) throw wrong(`the list has no item ${index}`);
  return item;
}

function unique(list: Values): Values {
  return [...new Map(list.map((each) => [JSON.stringify(each), each])).values()];
}

function hashed(data: JsonValue, algorithm: string): string {
  const names: Readonly<Record<string, string>> = {
    MD5: 'md5',
    'SHA-1': 'sha1',
    'SHA-256': 'sha256',
    'SHA-384': 'sha384',
    'SHA-512': 'sha512',
  };
  const name = Object.hasOwn(names, algorithm) ? names[algorithm] : undefined;
  if (name === undefined) throw wrong(`${algorithm} is no algorithm of States.Hash`);
  return createHash(name).update(shown(data)).digest('hex');
}

function merged(
  first: JsonValue | undefined,
  second: JsonValue | undefined,
  deep: JsonValue | undefined,
): JsonValue {
  if (deep !== false) throw wrong('States.JsonMerge merges shallow alone: its third argument is false');
  const [a, b] = [first, second];
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    Array.isArray(a) ||
    Array.isArray(b)
  )
    throw wrong('States.JsonMerge takes two objects');
  return { ...a, ...b };
}

function random(from: number, to: number): number {
  return from + Math.floor(Math.random() * (to - from));
}

/** At every one of the characters, without empty parts. */
function split(text: string, separators: string): Values {
  const parts = [''];
  for (const character of text)
    if (separators.includes(character)) parts.push('');
    else parts.push((parts.pop() ?? '') + character);
  return parts.filter((part) => part !== '');
}

class CallReader {
  readonly #text: string;
  readonly #valueOf: (path: string) => JsonValue;
  #at = 0;

  constructor(text: string, valueOf: (path: string) => JsonValue) {
    this.#text = text;
    this.#valueOf = valueOf;
  }

  call(): JsonValue {
    const name = this.#match(/States\.(\w+)\s*\(/y);
    const word = name === undefined ? '' : name.replace(/^States\.|\s*\($/g, '');
    if (!Object.hasOwn(functions, word)) throw this.#wrong();
    const values: JsonValue[] = [];
    this.#match(/\s*/y);
    while (this.#match(/\)/y) === undefined) {
      values.push(this.#argument());
      this.#match(/\s*/y);
      if (this.#match(/,\s*/y) === undefined && this.#text[this.#at] !== ')') throw this.#wrong();
    }
    return functions[word]?.(values) ?? null;
  }

  end(): void {
    if (this.#text.slice(this.#at).trim() !== '') throw this.#wrong();
  }

  #argument(): JsonValue {
    if (this.#text.startsWith('States.', this.#at)) return this.call();
    const text = this.#match(/'(?:[^'\\]|\\.)*'/sy);
    // A brace stays escaped for States.Format alone; elsewhere the backslash goes.
    if (text !== undefined) return text.slice(1, -1).replaceAll(/\\(.)/gs, '$1');
    const path = this.#match(/\$(?:\[[^\]]*\]|\([^)]*\)|[^\s,()[\]])*/y);
    if (path !== undefined) return this.#valueOf(path);
    const word = this.#match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y);
    if (word === undefined) throw this.#wrong();
    return JSON.parse(word) as JsonValue;
  }

  #match(expression: RegExp): string | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #wrong(): StateError {
    return wrong(`"${this.#text}" is no intrinsic function that can be read, at ${this.#at + 1}`);
  }
}

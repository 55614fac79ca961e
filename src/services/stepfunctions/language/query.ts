// Expressions of JSONata in state machines: `{% $states.input.name %}`. Pure but for the time and the random values that
// expressions ask for. Source: Step Functions developer guide, "Transforming data with JSONata in Step Functions".
import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import { inTime } from '../../../lib/in-time.ts';
import type { JsonValue } from '../../../lib/json-path.ts';
import { isFailed } from '../../../lib/result.ts';
import type { JsonObject } from './machine.ts';
import { StateError } from './state-error.ts';

/** What an expression sees. */
export interface QueryScope {
  /** `$states` */
  readonly states: JsonObject;
  readonly variables: JsonObject;
}

/** Milliseconds after which an expression is taken for endless. */
const longestMs = 5000;
/** As deep as functions of an expression may call each other. */
const deepest = 500;
/** As many items as a list may come to have. */
const mostItems = 1_000_000;

/** Texts up to this length take any regular expression an instant. */
const untimedLength = 20;

/** The library looks at its limit between its steps, and a match is one of them. */
class TimedRegExp extends RegExp {
  override exec(text: string): RegExpExecArray | null {
    if (text.length <= untimedLength) return super.exec(text);
    const tried = inTime(() => super.exec(text));
    if (isFailed(tried)) throw new Error(`/${this.source}/ cannot be evaluated: ${tried.failed}`);
    return tried.value;
  }
}

const limits: jsonata.JsonataOptions = {
  timeout: longestMs,
  stack: deepest,
  sequence: mostItems,
  RegexEngine: TimedRegExp as RegExpConstructor,
};

/** Undefined for a text that is no expression. */
export function expressionIn(text: string): string | undefined {
  return /^\{%([\s\S]*)%\}$/.exec(text)?.[1];
}

/** Why it cannot be read; undefined when it can. */
export function wrongExpression(text: string): string | undefined {
  try {
    jsonata(text);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function messageOf(error: unknown): string {
  const { message } = error as { readonly message?: unknown };
  return typeof message === 'string' ? message : String(error);
}

export function queryError(cause: string): StateError {
  return new StateError('States.QueryEvaluationError', cause);
}

/** A document whose texts may be expressions. @throws StateError */
export async function evaluated(template: JsonValue, scope: QueryScope): Promise<JsonValue> {
  if (typeof template === 'string') {
    const expression = expressionIn(template);
    return expression === undefined ? template : await valueOf(expression, scope);
  }
  if (Array.isArray(template)) {
    const items: JsonValue[] = [];
    for (const each of template as readonly JsonValue[]) items.push(await evaluated(each, scope));
    return items;
  }
  if (typeof template !== 'object' || template === null) return template;
  const entries: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(template)) entries.push([key, await evaluated(value, scope)]);
  return Object.fromEntries(entries);
}

async function valueOf(text: string, { states, variables }: QueryScope): Promise<JsonValue> {
  const value: unknown = await evaluatedBy(text, { ...variables, states });
  if (value === undefined)
    throw queryError(`The JSONata expression '${text.trim()}' returned nothing (undefined).`);
  if (typeof value === 'function' || isLambda(value))
    throw queryError(`The JSONata expression '${text.trim()}' returned a function.`);
  // Lists of the library carry marks of its own.
  return JSON.parse(JSON.stringify(value)) as JsonValue;
}

async function evaluatedBy(text: string, bindings: JsonObject): Promise<unknown> {
  try {
    const expression = jsonata(text, limits);
    for (const [name, { run, signature }] of Object.entries(functions))
      expression.registerFunction(name, run, signature);
    // Step Functions has no $eval.
    expression.assign('eval', undefined);
    return (await expression.evaluate(undefined, bindings)) as unknown;
  } catch (error) {
    throw queryError(
      `The JSONata expression '${text.trim()}' threw an error during evaluation: ${messageOf(error)}`,
    );
  }
}

function isLambda(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('_jsonata_lambda' in value || '_jsonata_function' in value)
  );
}

interface QueryFunction {
  readonly run: Parameters<jsonata.Expression['registerFunction']>[1];
  readonly signature: string;
}

/** Those that Step Functions adds to the language. */
const functions: Readonly<Record<string, QueryFunction>> = {
  partition: {
    run: (list: readonly JsonValue[], size: number) => {
      if (!Number.isInteger(size) || size < 1)
        throw new Error(`$partition takes whole numbers from 1, and not ${size}`);
      const count = Math.ceil(list.length / size);
      return Array.from({ length: count }, (_each, at) => list.slice(at * size, (at + 1) * size));
    },
    signature: '<an:a>',
  },
  range: { run: ranged, signature: '<nnn:a>' },
  hash: { run: hashed, signature: '<xs?:s>' },
  random: { run: random, signature: '<n?:n>' },
  uuid: { run: () => randomUUID(), signature: '<:s>' },
  parse: { run: (text: string) => JSON.parse(text) as unknown, signature: '<s:x>' },
};

function ranged(from: number, to: number, by: number): readonly number[] {
  if (by === 0) throw new Error('$range takes no step of 0');
  const count = Math.max(0, Math.floor((to - from) / by) + 1);
  if (count > mostItems) throw new Error(`$range gives at most ${mostItems} numbers`);
  return Array.from({ length: count }, (_each, at) => from + at * by);
}

const algorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

function hashed(data: JsonValue, algorithm = 'SHA-256'): string {
  const name = Object.hasOwn(algorithms, algorithm) ? algorithms[algorithm] : undefined;
  if (name === undefined)
    throw new Error(`$hash knows ${Object.keys(algorithms).join(', ')}, and not ${algorithm}`);
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return createHash(name).update(text).digest('hex');
}

/** From 0 up to 1; the same for the same seed. */
function random(seed?: number): number {
  if (seed === undefined) return Math.random();
  return createHash('sha256').update(String(seed)).digest().readUInt32BE() / 2 ** 32;
}

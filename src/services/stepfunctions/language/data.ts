// What a state takes and gives: paths into its input and the context object, and templates of payloads. Pure but for the random
// values of intrinsic functions. Source: Amazon States Language, "Input and Output Processing".
import {
  parseJsonPath,
  valueAt,
  withValueAt,
  type JsonPath,
  type JsonValue,
} from '../../../lib/json-path.ts';
import { isFailed } from '../../../lib/result.ts';
import { intrinsic } from './intrinsics.ts';
import type { JsonObject } from './machine.ts';
import { runtimeError, StateError } from './state-error.ts';

export interface Scope {
  readonly input: JsonValue;
  /** `$$` */
  readonly context: JsonObject;
  /** `$name` */
  readonly variables: JsonObject;
}

const known = new Map<string, JsonPath>();

function pathOf(text: string): JsonPath {
  const found = known.get(text);
  if (found !== undefined) return found;
  const path = parseJsonPath(text);
  if (isFailed(path)) throw runtimeError(path.failed);
  known.set(text, path);
  return path;
}

/** The value of a path or an intrinsic function; undefined where nothing is. */
export function lookUp(text: string, scope: Scope): JsonValue | undefined {
  if (text.startsWith('$$')) return valueAt(pathOf(text.slice(1)), scope.context);
  const name = variableIn(text);
  if (name !== undefined) return inVariable(name, text, scope);
  if (text.startsWith('$')) return valueAt(pathOf(text), scope.input);
  return intrinsic(text, (path) => required(path, scope));
}

/** `$name.part`: a variable, and not the input. */
function variableIn(text: string): string | undefined {
  return /^\$([A-Za-z_]\w*)/.exec(text)?.[1];
}

function inVariable(name: string, text: string, { variables }: Scope): JsonValue | undefined {
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return value === undefined ? undefined : valueAt(pathOf(`$${text.slice(name.length + 1)}`), value);
}

/** @throws StateError when nothing is there */
export function required(text: string, scope: Scope): JsonValue {
  const found = lookUp(text, scope);
  if (found !== undefined) return found;
  throw new StateError(
    'States.ParameterPathFailure',
    `The JSONPath '${text}' specified could not be found in the input '${JSON.stringify(scope.input)}'`,
  );
}

/** InputPath and OutputPath: null gives an empty object. */
export function picked(path: string | null | undefined, scope: Scope): JsonValue {
  if (path === null) return {};
  if (path === undefined || path === '$') return scope.input;
  const found = lookUp(path, scope);
  if (found !== undefined) return found;
  throw runtimeError(`Invalid path '${path}': No results for path: ${path}`);
}

/** Parameters, ItemSelector and ResultSelector: keys that end with `.$` have a path or a function as their value. */
export function filled(template: JsonValue, scope: Scope): JsonValue {
  if (Array.isArray(template)) return (template as readonly JsonValue[]).map((each) => filled(each, scope));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) =>
      key.endsWith('.$') && typeof value === 'string'
        ? [key.slice(0, -2), required(value, scope)]
        : [key, filled(value, scope)],
    ),
  );
}

/** ResultPath: null leaves the input as it is, `$` and none put the result in its place. */
export function combined(path: string | null | undefined, input: JsonValue, result: JsonValue): JsonValue {
  if (path === null) return input;
  if (path === undefined || path === '$') return result;
  const parsed = pathOf(path);
  const put = parsed.isDefinite ? withValueAt(parsed, input, result) : undefined;
  if (put !== undefined) return put;
  throw new StateError(
    'States.ResultPathMatchFailure',
    `Unable to apply ReferencePath ${path} to input ${JSON.stringify(input)}`,
  );
}

// A schema-driven reader: a shape describes one structure of AWS (keys, types, lengths, patterns), and `readShape`
// (read-shape.ts) turns a positioned tree into that structure, collecting every problem on the way: wrong types,
// missing and unknown keys (with the nearest known one), values outside their limits. Meaning is left to check/rules.
import type { Node } from '../lib/node.ts';
import type { Problem } from '../lib/problem.ts';

export type Shape<T> =
  | StringShape
  | NumberShape
  | BooleanShape
  | ListShape
  | RecordShape
  | ObjectShape
  | AnyShape
  | CustomShape<T>;

export interface StringShape {
  readonly type: 'string';
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  /** Said instead of the bare expression: "letters, digits, . @ - _". */
  readonly patternText?: string;
  readonly oneOf?: readonly string[];
  /** Take numbers and booleans as their text, with no finding (buildspec) or with a notice (`coerce: 'notice'`). */
  readonly coerce?: 'silent' | 'notice';
}
export interface NumberShape {
  readonly type: 'number';
  readonly integer?: boolean;
  readonly min?: number;
  readonly max?: number;
}
export interface BooleanShape {
  readonly type: 'boolean';
  /** Accept yes/no/true/false as text in any case (buildspec). */
  readonly words?: boolean;
}
export interface ListShape {
  readonly type: 'list';
  readonly of: Shape<unknown>;
  readonly min?: number;
  readonly max?: number;
}
export interface RecordShape {
  readonly type: 'record';
  readonly of: Shape<unknown>;
  readonly key?: StringShape;
  readonly max?: number;
}
export interface ObjectShape {
  readonly type: 'object';
  /** What it is called in a message: "stage", "action", "deployment group". */
  readonly name: string;
  readonly keys: Readonly<Record<string, Key>>;
  /** `error` when absent. */
  readonly unknownKeys?: 'error' | 'warning';
  /** Said with a finding about an unknown key: what AWS does with it. */
  readonly aws?: string;
}
export interface Key {
  readonly shape: Shape<unknown>;
  readonly required?: boolean;
  /** `error` when absent: how much it matters here that a required key is missing. */
  readonly missing?: 'error' | 'warning';
  /** Said with a finding about this key's absence or value: what AWS does. */
  readonly aws?: string;
}
export interface AnyShape {
  readonly type: 'any';
}
/** For what no table can say: reads the node itself. */
export interface CustomShape<T> {
  readonly type: 'custom';
  /** Undefined when the value is of another type, which it has reported then. */
  readonly read: (node: Node, report: (problem: Problem) => void) => T | undefined;
  /** What stands in for it where it is required and could not be read. */
  readonly empty?: T;
}

export const string = (options: Omit<StringShape, 'type'> = {}): StringShape => ({
  type: 'string',
  ...options,
});
export const number = (options: Omit<NumberShape, 'type'> = {}): NumberShape => ({
  type: 'number',
  ...options,
});
export const boolean = (options: Omit<BooleanShape, 'type'> = {}): BooleanShape => ({
  type: 'boolean',
  ...options,
});
export const list = (of: Shape<unknown>, options: Omit<ListShape, 'type' | 'of'> = {}): ListShape => ({
  type: 'list',
  of,
  ...options,
});
export const record = (of: Shape<unknown>, options: Omit<RecordShape, 'type' | 'of'> = {}): RecordShape => ({
  type: 'record',
  of,
  ...options,
});
export const object = (
  name: string,
  keys: ObjectShape['keys'],
  options: Omit<ObjectShape, 'type' | 'name' | 'keys'> = {},
): ObjectShape => ({ type: 'object', name, keys, ...options });
export const required = (shape: Shape<unknown>, options: Omit<Key, 'shape' | 'required'> = {}): Key => ({
  shape,
  required: true,
  ...options,
});
export const optional = (shape: Shape<unknown>, options: Omit<Key, 'shape' | 'required'> = {}): Key => ({
  shape,
  ...options,
});
export const any = (): AnyShape => ({ type: 'any' });
export const custom = <T>(
  read: CustomShape<T>['read'],
  options: Pick<CustomShape<T>, 'empty'> = {},
): CustomShape<T> => ({ type: 'custom', read, ...options });

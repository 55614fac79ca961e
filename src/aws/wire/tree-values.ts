// Between a tree of JSON or CBOR and what operations take and give: by the shapes of a model. What the model does not have
// is skipped, as AWS does; what has another type is refused.
import {
  bindingOf,
  shapeIn,
  type ScalarModel,
  type ServiceModel,
  type ShapeReference,
  type StructureModel,
} from '../service-model.ts';
import { isValues, type Values } from './message.ts';
import { readTime, unreadable, writeTime, type TimeFormat } from './scalars.ts';

/** How a protocol writes what JSON and CBOR have in their own ways. */
export interface Leaves {
  readonly readTime: (value: unknown, shape: ScalarModel) => Date;
  readonly readBlob: (value: unknown) => Uint8Array;
  readonly writeTime: (value: Date, shape: ScalarModel) => unknown;
  readonly writeBlob: (value: Uint8Array) => unknown;
  readonly writeNumber: (value: number) => unknown;
  /** Whether members have the names that a binding gives them. */
  readonly namesOfMembers: 'bound' | 'own';
}

const jsonTime = (shape: ScalarModel) => (shape.format as TimeFormat | undefined) ?? 'unixTimestamp';

const jsonLeaves: Leaves = {
  readTime: (value, shape) => {
    if (typeof value !== 'number' && typeof value !== 'string') throw mistyped(value, 'a Timestamp');
    return readTime(value, jsonTime(shape));
  },
  readBlob: (value) => {
    if (typeof value !== 'string') throw mistyped(value, 'a Blob');
    return Buffer.from(value, 'base64');
  },
  writeTime: (value, shape) => writeTime(value, jsonTime(shape)),
  writeBlob: (value) => Buffer.from(value).toString('base64'),
  writeNumber: (value) => (Number.isFinite(value) ? value : String(value)),
  namesOfMembers: 'bound',
};

/** Names of members are never changed in JSON 1.0 and 1.1, which have no `jsonName` (Smithy, awsJson). */
export const awsJsonLeaves: Leaves = { ...jsonLeaves, namesOfMembers: 'own' };
export const restJsonLeaves: Leaves = jsonLeaves;

export const cborLeaves: Leaves = {
  readTime: (value) => {
    if (value instanceof Date) return value;
    if (typeof value === 'number') return new Date(value * 1000);
    throw mistyped(value, 'a Timestamp');
  },
  readBlob: (value) => {
    if (value instanceof Uint8Array) return value;
    throw mistyped(value, 'a Blob');
  },
  writeTime: (value) => value,
  writeBlob: (value) => value,
  writeNumber: (value) => value,
  namesOfMembers: 'own',
};

interface Walk {
  readonly model: ServiceModel;
  readonly leaves: Leaves;
}

/** @throws AwsError for a value of another type */
export function readTree(walk: Walk, reference: ShapeReference, value: unknown): unknown {
  const shape = shapeIn(walk.model, reference);
  switch (shape.type) {
    case 'structure':
      return shape.document === true ? value : readStructure(walk, shape, value);
    case 'list':
      if (!Array.isArray(value)) throw mistyped(value, 'a List');
      return value.map((each) => (each === null ? null : readTree(walk, shape.of, each)));
    case 'map':
      return mapped(value, (each) => readTree(walk, shape.of, each));
    default:
      return readLeaf(walk.leaves, shape, value);
  }
}

/** The members that stand in the body; a member of `value` that is null is absent. */
export function readStructure({ model, leaves }: Walk, shape: StructureModel, value: unknown): Values {
  if (!isValues(value)) throw mistyped(value, 'a Structure');
  const entries = Object.entries(shape.members).flatMap(([name, member]) => {
    const binding = bindingOf(shape, name);
    if (binding.in !== undefined) return [];
    const given = value[leaves.namesOfMembers === 'bound' ? (binding.name ?? name) : name];
    if (given === undefined || given === null) return [];
    const reference = typeof member === 'string' ? member : member[0];
    return [[name, readTree({ model, leaves }, reference, given)] as const];
  });
  return Object.fromEntries(entries);
}

function mapped(value: unknown, inner: (value: unknown) => unknown): Values {
  if (!isValues(value)) throw mistyped(value, 'a Map');
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, each === null ? null : inner(each)]),
  );
}

function readLeaf(leaves: Leaves, shape: ScalarModel, value: unknown): unknown {
  switch (shape.type) {
    case 'string':
      if (typeof value !== 'string') throw mistyped(value, 'a String');
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw mistyped(value, 'a Boolean');
      return value;
    case 'timestamp':
      return leaves.readTime(value, shape);
    case 'blob':
      return leaves.readBlob(value);
    case 'float':
    case 'double':
      if (typeof value === 'string' && /^(NaN|-?Infinity)$/.test(value)) return Number(value);
      if (typeof value !== 'number') throw mistyped(value, 'a Double');
      return value;
    default:
      if (typeof value !== 'number') throw mistyped(value, 'an Integer');
      return Math.trunc(value);
  }
}

export function writeTree(walk: Walk, reference: ShapeReference, value: unknown): unknown {
  const shape = shapeIn(walk.model, reference);
  if (value === null) return null;
  switch (shape.type) {
    case 'structure':
      return shape.document === true ? value : writeStructure(walk, shape, value as Values);
    case 'list':
      return (value as readonly unknown[]).map((each) => writeTree(walk, shape.of, each));
    case 'map':
      return mapped(value, (each) => writeTree(walk, shape.of, each));
    default:
      return writeLeaf(walk.leaves, shape, value);
  }
}

/** Members that are absent are not written. */
export function writeStructure({ model, leaves }: Walk, shape: StructureModel, value: Values): Values {
  const entries = Object.entries(shape.members).flatMap(([name, member]) => {
    const binding = bindingOf(shape, name);
    const given = value[name];
    if (binding.in !== undefined || given === undefined || given === null) return [];
    const reference = typeof member === 'string' ? member : member[0];
    const key = leaves.namesOfMembers === 'bound' ? (binding.name ?? name) : name;
    return [[key, writeTree({ model, leaves }, reference, given)] as const];
  });
  return Object.fromEntries(entries);
}

function writeLeaf(leaves: Leaves, shape: ScalarModel, value: unknown): unknown {
  if (value instanceof Date) return leaves.writeTime(value, shape);
  if (value instanceof Uint8Array) return leaves.writeBlob(value);
  if (typeof value === 'number') return leaves.writeNumber(value);
  return value;
}

/** In the words of AWS's front end, which is written in Java. */
function mistyped(value: unknown, expected: string): Error {
  return unreadable(`${javaTypeOf(value)} can not be converted to ${expected}`);
}

function javaTypeOf(value: unknown): string {
  if (typeof value === 'string') return 'class java.lang.String';
  if (typeof value === 'boolean') return 'class java.lang.Boolean';
  if (typeof value === 'number')
    return Number.isInteger(value) ? 'class java.lang.Integer' : 'class java.lang.Double';
  if (Array.isArray(value)) return 'Start of list';
  return value === null ? 'null' : 'Start of structure or map';
}

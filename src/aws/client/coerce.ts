// Values of a template as the members of an operation: a text becomes the number or truth that the model asks for, a
// document becomes its text. Pure.
import {
  shapeIn,
  type ServiceModel,
  type ShapeModel,
  type ShapeReference,
  type StructureModel,
} from '../service-model.ts';
import { isValues, type Values } from '../wire/message.ts';
import { unreachable } from '../../lib/unreachable.ts';

/** A member that the operation does not have. */
class UnknownMember extends Error {
  override readonly name = 'UnknownMember';
}

/**
 * Members are found whatever the case of their first letters: templates write `Name` where an API has `name`.
 * @throws UnknownMember
 */
export function coerce(model: ServiceModel, reference: ShapeReference, value: unknown): unknown {
  const shape: ShapeModel = shapeIn(model, reference);
  switch (shape.type) {
    case 'structure':
      return isValues(value) && shape.document !== true ? coerceStructure(model, shape, value) : value;
    case 'list':
      return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).map((each) =>
        coerce(model, shape.of, each),
      );
    case 'map':
      return isValues(value)
        ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, coerce(model, shape.of, each)]))
        : value;
    case 'string':
      return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : String(value).toLowerCase() === 'true';
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return Number(value);
    case 'timestamp':
      return value instanceof Date
        ? value
        : new Date(typeof value === 'number' ? value * 1000 : String(value));
    case 'blob':
      return value instanceof Uint8Array ? value : Buffer.from(String(value), 'utf8');
    default:
      return unreachable(shape);
  }
}

function coerceStructure(model: ServiceModel, shape: StructureModel, value: Values): Values {
  const entries = Object.entries(value).flatMap(([key, each]) => {
    if (each === undefined) return [];
    const name = memberNamed(shape, key);
    const member = shape.members[name];
    if (member === undefined) throw new UnknownMember(`Encountered unsupported property ${key}`);
    return [[name, coerce(model, typeof member === 'string' ? member : member[0], each)] as const];
  });
  return Object.fromEntries(entries);
}

function memberNamed({ members }: StructureModel, key: string): string {
  if (Object.hasOwn(members, key)) return key;
  const lower = key.toLowerCase();
  return Object.keys(members).find((name) => name.toLowerCase() === lower) ?? key;
}

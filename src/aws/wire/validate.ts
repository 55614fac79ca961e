// Whether what an operation was given keeps the constraints of its model, and AWS's message when it does not.
import {
  membersOf,
  shapeIn,
  type ScalarModel,
  type ServiceModel,
  type ShapeReference,
  type StructureModel,
} from '../service-model.ts';
import { AwsError } from './aws-error.ts';
import { isStreamed, isValues, type Values } from './message.ts';
import { validationCode } from './service-quirks.ts';

/** @throws AwsError that names everything that is wrong */
export function validateInput(model: ServiceModel, input: string, values: Values): void {
  const found = violationsIn({ model, path: [] }, input, values);
  if (found.length === 0) return;
  const count = `${found.length} validation error${found.length === 1 ? '' : 's'} detected`;
  throw new AwsError(validationCode(model, found), `${count}: ${found.join('; ')}`);
}

interface Place {
  readonly model: ServiceModel;
  /** As AWS's front end names it: `pipeline.stages.1.member.name`. */
  readonly path: readonly string[];
}

function violationsIn(place: Place, reference: ShapeReference, value: unknown): readonly string[] {
  const shape = shapeIn(place.model, reference);
  if (isStreamed(value)) return [];
  switch (shape.type) {
    case 'structure':
      return isValues(value) && shape.document !== true ? inStructure(place, shape, value) : [];
    case 'list': {
      const items = value as readonly unknown[];
      return [
        ...sizeViolations(place, shape, items.length),
        ...items.flatMap((each, index) =>
          inside(place, shape.of, { key: `${index + 1}.member`, value: each }),
        ),
      ];
    }
    case 'map': {
      const entries = Object.entries(value as Values);
      const wrongKeys = entries.flatMap(([key]) =>
        scalarViolations(place, shapeIn(place.model, shape.key), key),
      );
      return [
        ...sizeViolations(place, shape, entries.length),
        ...(wrongKeys.length === 0 ? [] : [mapKeys(place, shapeIn(place.model, shape.key))]),
        ...entries.flatMap(([key, each]) => inside(place, shape.of, { key: `${key}.member`, value: each })),
      ];
    }
    default:
      return scalarViolations(place, shape, value);
  }
}

function inside(
  { model, path }: Place,
  reference: ShapeReference,
  { key, value }: { readonly key: string; readonly value: unknown },
): readonly string[] {
  const place = { model, path: [...path, key] };
  if (value === null || value === undefined) return [missing(place)];
  return violationsIn(place, reference, value);
}

function inStructure(place: Place, shape: StructureModel, values: Values): readonly string[] {
  return membersOf(shape).flatMap(([name, reference]) => {
    const value = values[name];
    if (value !== undefined && value !== null)
      return inside(place, reference, { key: lowerCamel(name), value });
    const isRequired = shape.required?.includes(name) === true;
    return isRequired ? [missing({ ...place, path: [...place.path, lowerCamel(name)] })] : [];
  });
}

const lowerCamel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const missing = ({ path }: Place) =>
  violation(`Value null at '${path.join('.')}'`, 'Member must not be null');
const violation = (what: string, constraint: string) => `${what} failed to satisfy constraint: ${constraint}`;

function sizeViolations(
  { path }: Place,
  { min, max }: { readonly min?: number; readonly max?: number },
  length: number,
): readonly string[] {
  const what = `Value at '${path.join('.')}'`;
  return lengthConstraints({ min, max })
    .filter(({ isKept }) => !isKept(length))
    .map(({ text }) => violation(what, text));
}

function lengthConstraints({
  min,
  max,
}: {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}) {
  const text = (words: string, limit: number) => `Member must have length ${words} than or equal to ${limit}`;
  return [
    ...(max === undefined ? [] : [{ text: text('less', max), isKept: (length: number) => length <= max }]),
    ...(min === undefined ? [] : [{ text: text('greater', min), isKept: (length: number) => length >= min }]),
  ];
}

function scalarViolations(
  { path }: Place,
  shape: { readonly type: string },
  value: unknown,
): readonly string[] {
  const scalar = shape as ScalarModel;
  const shown =
    scalar.sensitive === true || value instanceof Uint8Array ? 'Value' : `Value '${String(value)}'`;
  return constraintsOf(scalar)
    .filter(({ isKept }) => !isKept(value))
    .map(({ text }) => violation(`${shown} at '${path.join('.')}'`, text));
}

interface Constraint {
  readonly text: string;
  readonly isKept: (value: unknown) => boolean;
}

const kept = new WeakMap<ScalarModel, readonly Constraint[]>();

function constraintsOf(shape: ScalarModel): readonly Constraint[] {
  const known = kept.get(shape);
  if (known !== undefined) return known;
  const constraints = [...sizesOf(shape), ...patternsOf(shape), ...enumsOf(shape)];
  kept.set(shape, constraints);
  return constraints;
}

function sizesOf({ type, min, max }: ScalarModel): readonly Constraint[] {
  if (type === 'string')
    return lengthConstraints({ min, max }).map(({ text, isKept }) => ({
      text,
      isKept: (value) => isKept([...String(value)].length),
    }));
  if (type === 'blob')
    return lengthConstraints({ min, max }).map(({ text, isKept }) => ({
      text,
      isKept: (value) => !(value instanceof Uint8Array) || isKept(value.length),
    }));
  const text = (words: string, limit: number) => `Member must have value ${words} than or equal to ${limit}`;
  return [
    ...(max === undefined
      ? []
      : [{ text: text('less', max), isKept: (value: unknown) => Number(value) <= max }]),
    ...(min === undefined
      ? []
      : [{ text: text('greater', min), isKept: (value: unknown) => Number(value) >= min }]),
  ];
}

function patternsOf({ pattern, flags = 'u' }: ScalarModel): readonly Constraint[] {
  if (pattern === undefined) return [];
  const whole = new RegExp(`^(?:${pattern})$`, flags);
  const text = `Member must satisfy regular expression pattern: ${pattern}`;
  return [{ text, isKept: (value) => whole.test(String(value)) }];
}

function enumsOf({ enum: words }: ScalarModel): readonly Constraint[] {
  if (words === undefined) return [];
  return [
    {
      text: `Member must satisfy enum value set: [${words.join(', ')}]`,
      isKept: (value) => words.includes(String(value)),
    },
  ];
}

/** AWS names all constraints of the keys, whichever is not kept. */
function mapKeys({ path }: Place, shape: { readonly type: string }): string {
  const all = constraintsOf(shape as ScalarModel).map(({ text }) => text);
  return violation(`Value at '${path.join('.')}'`, `Map keys must satisfy constraint: [${all.join(', ')}]`);
}

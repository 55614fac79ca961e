// Values that fit AWS's models: the smallest of a structure, and those with one key more.
import * as fc from 'fast-check';
import {
  membersOf,
  shapeIn,
  structureIn,
  type ServiceModel,
  type ShapeReference,
} from '../../src/aws/service-model.ts';

/** Keys from the root to a value, list items and values of mappings left out. */
export type KeyPath = readonly string[];

export interface Sampling {
  readonly model: ServiceModel;
  /** Values for which the model is not enough, by key. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Values that the last key must not have. */
  readonly not?: readonly unknown[];
  /** By key: what the structure in it requires beyond the model. */
  readonly requires?: Readonly<Record<string, readonly string[]>>;
  /** The key that leads to the value. */
  readonly via?: string;
}

/** With every required key, and the keys of the path. */
export function sampleOf(reference: ShapeReference, path: KeyPath, sampling: Sampling): unknown {
  const { model } = sampling;
  const shape = shapeIn(model, reference);
  switch (shape.type) {
    case 'structure':
      return structureSample(reference, path, sampling);
    case 'list':
      return [sampleOf(shape.of, path, sampling)];
    case 'map':
      return { [mapKey]: sampleOf(shape.of, path, sampling) };
    case 'boolean':
      return !isExcluded(true, path, sampling);
    case 'string':
      return textSample(reference, path, sampling);
    case 'timestamp':
      return 0;
    case 'blob':
      return 'eA==';
    default: {
      const least = shape.min ?? 1;
      return isExcluded(least, path, sampling) ? least + 1 : least;
    }
  }
}

/** Of a Region, too. */
const mapKey = 'eu-west-1';

function structureSample(name: string, [next, ...rest]: KeyPath, sampling: Sampling): unknown {
  const structure = structureIn(sampling.model, name);
  const { via = '', requires = {}, values } = sampling;
  const required = [...(structure.required ?? []), ...(requires[via] ?? [])];
  return Object.fromEntries(
    membersOf(structure)
      // Nothing in it would ask for nothing.
      .filter(
        ([key], index) =>
          key === next ||
          required.includes(key) ||
          (required.length === 0 && next === undefined && index === 0),
      )
      .map(([key, member]) => {
        const isOnPath = key === next;
        if (Object.hasOwn(values, key) && (!isOnPath || rest.length === 0)) return [key, values[key]];
        const inner = { ...sampling, via: key, not: isOnPath ? (sampling.not ?? []) : [] };
        return [key, sampleOf(member, isOnPath ? rest : [], inner)];
      }),
  );
}

function textSample(reference: string, path: KeyPath, sampling: Sampling): string {
  const shape = shapeIn(sampling.model, reference);
  if (shape.type !== 'string') throw new Error(`${reference} is no text`);
  const { pattern, flags = 'u', min = 1, max = 100 } = shape;
  if (shape.enum !== undefined) return shape.enum.find((word) => !isExcluded(word, path, sampling)) ?? '';
  if (pattern === undefined) return 'x'.repeat(Math.max(min, 1));
  const fitting = fc
    .stringMatching(new RegExp(`^(?:${pattern})$`, flags))
    .filter((text) => text.length >= Math.max(min, 1) && text.length <= max);
  return fc.sample(fitting, { numRuns: 1, seed: 1 })[0] ?? '';
}

function isExcluded(value: unknown, path: KeyPath, { not = [] }: Sampling): boolean {
  return path.length === 0 && not.some((each) => JSON.stringify(each) === JSON.stringify(value));
}

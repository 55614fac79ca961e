// The combinations of a matrix (GitHub: "Using a matrix for your jobs"; actions/runner's MatrixBuilder). Pure.
import { equals } from '@actions/expressions/result';
import type { Result } from '../lib/result.ts';
import { toData } from './language/expression-data.ts';
import { textOf } from './language/expressions.ts';

export type Combination = Readonly<Record<string, unknown>>;

export interface MatrixLeg {
  readonly values: Combination;
  /** What distinguishes it from the others, for its name. */
  readonly label: string;
}

/** GitHub, "Usage limits": jobs of one matrix. */
const mostLegs = 256;

/** @param matrix evaluated: keys with lists, `include` and `exclude` */
export function expandMatrix(matrix: unknown): Result<{ readonly legs: readonly MatrixLeg[] }> {
  if (!isObject(matrix)) return { failed: 'The matrix is no mapping of names to lists' };
  const vectors = Object.entries(matrix).filter(([key]) => key !== 'include' && key !== 'exclude');
  for (const [key, values] of vectors) {
    if (!Array.isArray(values)) return { failed: `The matrix key "${key}" is no list` };
    if (values.length === 0) return { failed: `The matrix key "${key}" has no value` };
  }
  const include = entriesOf(matrix['include']);
  const exclude = entriesOf(matrix['exclude']);
  if (include === undefined || exclude === undefined)
    return { failed: 'include and exclude of a matrix are lists of mappings' };
  const names = vectors.map(([key]) => key);
  const stranger = exclude.flatMap(Object.keys).find((key) => !names.includes(key));
  if (stranger !== undefined)
    return { failed: `The matrix excludes by "${stranger}", which is no key of it` };
  const kept: Combination[] = [];
  let tried = 0;
  for (const values of combinations(vectors as readonly Vector[])) {
    tried += 1;
    if (!exclude.some((entry) => matches(entry, values))) kept.push(values);
    if (kept.length > mostLegs || tried > mostTried)
      return tooMany(vectors as readonly Vector[], kept.length);
  }
  const legs = addIncluded(kept, include, names);
  if (legs.length === 0) return { failed: 'The matrix has no combination' };
  if (legs.length > mostLegs)
    return { failed: `The matrix has ${legs.length} combinations, and GitHub takes at most ${mostLegs}` };
  return { legs };
}

type Vector = readonly [key: string, values: readonly unknown[]];

/** More are not looked through, however many of them are excluded. */
const mostTried = 100_000;

/** One after the other, as there may be more than memory: the last key varies fastest. */
function* combinations(
  [first, ...rest]: readonly Vector[],
  before: Combination = {},
): Generator<Combination> {
  if (first === undefined) {
    if (Object.keys(before).length > 0) yield before;
    return;
  }
  const [key, values] = first;
  for (const value of values) yield* combinations(rest, { ...before, [key]: value });
}

function tooMany(vectors: readonly Vector[], kept: number): { readonly failed: string } {
  const all = vectors.reduce((product, [, values]) => product * values.length, 1);
  const what = kept > mostLegs ? `${all} combinations` : `${all} combinations, nearly all of them excluded`;
  return { failed: `The matrix has ${what}, and GitHub takes at most ${mostLegs}` };
}

/**
 * An entry that changes no value of a combination is added to it; later entries replace what earlier ones added. One that
 * fits none is a combination by itself.
 */
function addIncluded(
  kept: readonly Combination[],
  include: readonly Combination[],
  names: readonly string[],
): readonly MatrixLeg[] {
  const extended = kept.map((values) => ({ values, extras: {} as Record<string, unknown> }));
  const alone: Combination[] = [];
  for (const entry of include) {
    const filter = Object.fromEntries(Object.entries(entry).filter(([key]) => names.includes(key)));
    const extras = Object.entries(entry).filter(([key]) => !names.includes(key));
    const fitting = extended.filter(({ values }) => matches(filter, values));
    for (const leg of fitting) Object.assign(leg.extras, Object.fromEntries(extras));
    if (fitting.length === 0) alone.push(entry);
  }
  return [
    ...extended.map(({ values, extras }) => ({ values: { ...values, ...extras }, label: labelOf(values) })),
    ...alone.map((values) => ({ values, label: labelOf(values) })),
  ];
}

/** Every leaf of the entry is the value of the combination there, by the rules of `==`. */
export function matches(entry: unknown, value: unknown): boolean {
  if (isObject(entry))
    return isObject(value) && Object.entries(entry).every(([key, each]) => matches(each, value[key]));
  if (Array.isArray(entry))
    return (
      Array.isArray(value) &&
      value.length === entry.length &&
      entry.every((each, index) => matches(each, value[index]))
    );
  return equals(toData(entry), toData(value ?? null));
}

function labelOf(values: unknown): string {
  return leaves(values).join(', ');
}

function leaves(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (isObject(value)) return Object.values(value).flatMap(leaves);
  return [textOf(value)];
}

function entriesOf(value: unknown): readonly Combination[] | undefined {
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) && value.every(isObject) ? value : undefined;
}

function isObject(value: unknown): value is Combination {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

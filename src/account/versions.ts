// How a resource changes: by a new version, and by what goes when the file that declared it does. Pure.
import { isDeepStrictEqual } from 'node:util';
import type { Maker, ResourceType, ResourceValues, ResourceVersion } from './resource.ts';
import { resourceTypes } from './resource-types.ts';

/** All that is kept of one resource. */
export interface History<T extends ResourceType = ResourceType> {
  readonly madeBy: Maker;
  readonly madeAt: number;
  /** Oldest first; never empty. */
  readonly versions: readonly [ResourceVersion<T>, ...ResourceVersion<T>[]];
}

export interface Change<T extends ResourceType = ResourceType> {
  readonly values: ResourceValues[T];
  readonly tags: Readonly<Record<string, string>>;
  readonly madeBy: Maker;
  readonly at: number;
  /** It is a version of its own also when it says nothing new. */
  readonly isRevision?: true;
  /** Numbers up to this one are taken. */
  readonly after?: number;
}

/** The resource after the change. The same object when the change says nothing new and is no revision. */
export function withVersion<T extends ResourceType>(
  type: T,
  before: History<T> | undefined,
  { at, isRevision, after = 0, ...change }: Change<T>,
): History<T> {
  if (before === undefined)
    return { madeBy: change.madeBy, madeAt: at, versions: [{ ...change, version: after + 1, madeAt: at }] };
  const newest = newestOf(before);
  if (isRevision !== true && !isTakenOver(newest, change) && saysTheSame(newest, change)) return before;
  const next = { ...change, version: Math.max(newest.version, after) + 1, madeAt: at };
  const isKept = resourceTypes[type].keepsVersions !== undefined;
  const kept = isKept ? before.versions : lastOfOthers(before.versions, change.madeBy);
  const [first, ...rest] = kept;
  return { ...before, versions: first === undefined ? [next] : [first, ...rest, next] };
}

/** What a file has declared is there without the file from now on. */
function isTakenOver({ madeBy: before }: ResourceVersion, { madeBy: now }: Pick<Change, 'madeBy'>): boolean {
  return before.kind === 'definition' && (now.kind === 'api' || now.kind === 'stack');
}

/** What is left when no file declares it any more: what deployments, API calls and stacks made of it. */
export function withoutFiles<T extends ResourceType>(before: History<T>): History<T> | undefined {
  const [first, ...rest] = before.versions.filter(({ madeBy }) => madeBy.kind !== 'definition');
  if (first === undefined) return undefined;
  const { madeBy, madeAt } = before.madeBy.kind === 'definition' ? first : before;
  return { madeBy, madeAt, versions: [first, ...rest] };
}

/** The same resource, declared by another file from now on. */
export function declaredBy<T extends ResourceType>(before: History<T>, file: Maker): History<T> {
  const renamed = ({ madeBy }: { readonly madeBy: Maker }): Maker =>
    madeBy.kind === 'definition' ? file : madeBy;
  const [first, ...rest] = before.versions;
  return {
    ...before,
    madeBy: renamed(before),
    versions: [
      { ...first, madeBy: renamed(first) },
      ...rest.map((each) => ({ ...each, madeBy: renamed(each) })),
    ],
  };
}

export function newestOf<T extends ResourceType>({ versions }: History<T>): ResourceVersion<T> {
  return versions.at(-1) ?? versions[0];
}

/** What a file said last, whatever others have changed since. */
export function lastOfFiles<T extends ResourceType>({
  versions,
}: History<T>): ResourceVersion<T> | undefined {
  return versions.findLast(({ madeBy }) => madeBy.kind === 'definition');
}

type Said = Pick<Change, 'values' | 'tags'>;

export function saysTheSame(one: Said, other: Said): boolean {
  return isDeepStrictEqual(one.values, other.values) && isDeepStrictEqual(one.tags, other.tags);
}

/** Whether the one has all that the other says. What is left out was filled in: by a default, or by a call that shipped it. */
export function hasAllOf(one: Said, other: Said): boolean {
  return hasAll(one.values, other.values) && hasAll(one.tags, other.tags);
}

function hasAll(there: unknown, said: unknown): boolean {
  if (typeof said !== 'object' || said === null) return there === said;
  if (typeof there !== 'object' || there === null || Array.isArray(there) !== Array.isArray(said))
    return false;
  if (Array.isArray(said) && said.length !== (there as readonly unknown[]).length) return false;
  return Object.entries(said).every(([key, each]) =>
    hasAll((there as Readonly<Record<string, unknown>>)[key], each),
  );
}

/** What a file said last must be known, to see whether it says something else. */
function lastOfOthers<T extends ResourceType>(
  versions: readonly ResourceVersion<T>[],
  maker: Maker,
): readonly ResourceVersion<T>[] {
  const isOfFiles = maker.kind === 'definition';
  const last = versions.findLast(({ madeBy }) => (madeBy.kind === 'definition') !== isOfFiles);
  return last === undefined ? [] : [last];
}

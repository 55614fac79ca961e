// What becomes of the account when the files of a definition are read: they change and remove what they made, and never
// what a deployment, an API call or a stack made. Pure.
import { createHash } from 'node:crypto';
import type { Declaration } from './declaration.ts';
import type { Maker, ResourceKey } from './resource.ts';
import { resourceTypes } from './resource-types.ts';
import {
  declaredBy,
  hasAllOf,
  lastOfFiles,
  newestOf,
  saysTheSame,
  withoutFiles,
  withVersion,
  type History,
} from './versions.ts';

export interface Seed {
  readonly pipelineName: string;
  readonly declarations: readonly Declaration[];
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly shipped?: ShippedParts;
}

/** What a stack of this account was shipped from. */
export interface ShippedParts {
  readonly stackName: string;
  /** What files declared then, by `keyText`, as `digestOf` has it. */
  readonly declared: Readonly<Record<string, string>>;
}

/** What is known before. */
export interface Known {
  /** Of all pipelines. */
  readonly declarations: readonly Declaration[];
  readonly historyOf: (key: ResourceKey) => History | undefined;
  /** Whether a file is still there. */
  readonly exists: (file: string) => boolean;
}

/** A resource that others have made otherwise. */
export interface Conflict {
  readonly declared: Declaration;
  readonly by: Maker;
}

export interface SeedPlan {
  /** When there are any, nothing is changed. */
  readonly conflicts: readonly Conflict[];
  /** All declarations from now on. */
  readonly declarations: readonly Declaration[];
  /** Resources with what becomes of them; undefined for one that is gone. */
  readonly changes: ReadonlyMap<string, { readonly key: Declaration; readonly history: History | undefined }>;
}

/**
 * Declarations go by their file: read again, a file says what it says now, whichever pipeline reads it. What the same
 * pipeline declared before and does not any more is withdrawn, as is what a file declared that is gone.
 */
export function planSeed(seed: Seed, known: Known): SeedPlan {
  const wanted = new Map(seed.declarations.toReversed().map((each) => [keyText(each), each]));
  const files = new Set(seed.declarations.map(({ file }) => file));
  const isStale = (each: Declaration): boolean =>
    each.pipelineName === seed.pipelineName || files.has(each.file) || !known.exists(each.file);
  const others = Map.groupBy(
    known.declarations.filter((each) => !isStale(each)),
    keyText,
  );
  const { shipped } = seed;
  const taken = [...wanted.values()]
    .filter((each) => shipped?.declared[keyText(each)] !== digestOf(each) && !yields(each, others, known))
    .toReversed();
  const conflicts = taken.flatMap(
    (each) => changedSince(each, shipped) ?? conflictOf(each, others.get(keyText(each)) ?? [], known) ?? [],
  );
  if (conflicts.length > 0) return { conflicts, declarations: known.declarations, changes: new Map() };
  const declarations = [
    ...[...others.values()].flat().filter((each) => !(each.isAssumed && wanted.has(keyText(each)))),
    ...taken,
  ];
  return { conflicts, declarations, changes: changesOf(seed, known, declarations) };
}

export function keyText({ account, region, type, name }: ResourceKey): string {
  return JSON.stringify([account, region, type, name]);
}

/** The same for what says the same. */
export function digestOf({ values, tags }: Pick<Declaration, 'values' | 'tags'>): string {
  return createHash('sha256')
    .update(JSON.stringify([values, tags]))
    .digest('hex');
}

function changedSince(declared: Declaration, shipped: ShippedParts | undefined): Conflict | undefined {
  if (shipped?.declared[keyText(declared)] === undefined) return undefined;
  return { declared, by: { kind: 'stack', stackName: shipped.stackName } };
}

/** What was filled in gives way to what is there, and so does what a call or a stack has made of the same file. */
function yields(
  declared: Declaration,
  others: ReadonlyMap<string, readonly Declaration[]>,
  known: Known,
): boolean {
  if (!declared.isAssumed) return isShipped(declared, known.historyOf(declared));
  const isDeclared = (others.get(keyText(declared)) ?? []).some(({ isAssumed }) => !isAssumed);
  return isDeclared || hasOtherMaker(known.historyOf(declared));
}

function isShipped(declared: Declaration, history: History | undefined): boolean {
  if (history === undefined || history.madeBy.kind === 'definition') return false;
  const newest = newestOf(history);
  const isMadeByCall = newest.madeBy.kind === 'api' || newest.madeBy.kind === 'stack';
  return isMadeByCall && hasAllOf(newest, declared);
}

function hasOtherMaker(history: History | undefined): boolean {
  return history !== undefined && history.madeBy.kind !== 'definition';
}

function conflictOf(
  declared: Declaration,
  others: readonly Declaration[],
  known: Known,
): Conflict | undefined {
  const other = others.find((each) => !each.isAssumed && !saysTheSame(each, declared));
  if (other !== undefined && !declared.isAssumed) return { declared, by: makerOf(other) };
  if (resourceTypes[declared.type].keepsVersions === 'registered') return undefined;
  const history = known.historyOf(declared);
  const by = history?.madeBy;
  if (history === undefined || by === undefined || (by.kind !== 'api' && by.kind !== 'stack'))
    return undefined;
  return history.versions.some((each) => saysTheSame(each, declared)) ? undefined : { declared, by };
}

function makerOf({ file, pipelineName }: Declaration): Maker {
  return { kind: 'definition', file, pipelineName };
}

function changesOf({ at }: Seed, known: Known, declarations: readonly Declaration[]): SeedPlan['changes'] {
  const now = Map.groupBy(declarations, keyText);
  const touched = new Map([...known.declarations, ...declarations].map((each) => [keyText(each), each]));
  const changes = new Map<string, { key: Declaration; history: History | undefined }>();
  for (const [text, key] of touched) {
    const before = known.historyOf(key);
    const history = nextOf(before, now.get(text) ?? [], at);
    if (history !== before) changes.set(text, { key, history });
  }
  return changes;
}

function nextOf(
  before: History | undefined,
  declared: readonly Declaration[],
  at: number,
): History | undefined {
  const [first] = declared;
  if (first === undefined) return before === undefined ? undefined : withoutFiles(before);
  const madeBy = makerOf(first);
  const said = before === undefined ? undefined : lastOfFiles(before);
  if (before === undefined || said === undefined || !saysTheSame(said, first))
    return withVersion(first.type, before, { values: first.values, tags: first.tags, madeBy, at });
  const isStillDeclared = declared.some((each) => isMaker(each, said.madeBy));
  return isStillDeclared ? before : declaredBy(before, madeBy);
}

function isMaker({ file, pipelineName }: Declaration, maker: Maker): boolean {
  return maker.kind === 'definition' && maker.file === file && maker.pipelineName === pipelineName;
}

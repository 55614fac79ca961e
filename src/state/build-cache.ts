// The caches of builds: files of the source folder and of the home folder, by namespace, key and the paths that were
// to be cached. A store of their own, so that clearing it touches no artifact.
import { createHash } from 'node:crypto';
import { keepOnly } from './artifacts/keep-only.ts';
import { isLostArtifact } from './artifacts/manifest.ts';
import { isListed } from './artifacts/tree-file.ts';
import { placesIn } from './artifacts/places.ts';
import { openArtifactStore } from './artifacts/folder-artifact-store.ts';
import type { ArtifactStore, FileToSave } from './artifact-store.ts';
import type { Records } from './records.ts';

export type CacheRoot = 'source' | 'home';

/** What names a cache: two with other paths are never the same (CodeBuild user guide, "Cache version"). */
export interface CacheName {
  /** The project, or what several projects share. */
  readonly namespace: string;
  /** Empty for the one cache that a project without keys has. */
  readonly key: string;
  readonly paths: readonly string[];
}

export interface CacheEntry {
  readonly namespace: string;
  readonly key: string;
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
  readonly usedAt: number;
  readonly files: number;
  readonly sizeBytes: number;
  readonly digests: Partial<Readonly<Record<CacheRoot, string>>>;
}

export interface FilesOfRoot {
  /** Absolute. */
  readonly folder: string;
  readonly files: readonly FileToSave[];
}

export interface BuildCache {
  /** The entry of the key, else the newest whose key begins with the first fallback that fits any. */
  readonly find: (name: CacheName, fallbackKeys: readonly string[]) => CacheEntry | undefined;
  /**
   * Over what already lies in the folders. Rejects when the store has lost something of it.
   * @param options `modifiedAt`: of all restored files, in milliseconds since the epoch
   */
  readonly restore: (
    entry: CacheEntry,
    folders: Readonly<Record<CacheRoot, string>>,
    options: { readonly modifiedAt: number },
  ) => Promise<void>;
  /** Takes the place of an entry of the same name; old ones go when all together have become too large. */
  readonly save: (name: CacheName, roots: Readonly<Record<CacheRoot, FilesOfRoot>>) => Promise<CacheEntry>;
  /** Last used first. */
  readonly list: () => readonly CacheEntry[];
  /** Gives what went. */
  readonly remove: (isMeant: (entry: CacheEntry) => boolean) => Promise<readonly CacheEntry[]>;
}

const kind = 'build-cache';
const roots: readonly CacheRoot[] = ['source', 'home'];

/** @param limitBytes of all entries together */
export function openBuildCache(folder: string, records: Records, limitBytes: number): BuildCache {
  const store = openArtifactStore(folder);
  const oneAtATime = queue();
  const list = (): readonly CacheEntry[] =>
    records
      .list<CacheEntry>(kind)
      .map(({ value }) => value)
      .toSorted((a, b) => b.usedAt - a.usedAt);
  // Two uses within a millisecond have an order all the same.
  const nextTime = () => Math.max(Date.now(), 1 + (list()[0]?.usedAt ?? 0));
  const prune = () => {
    const places = placesIn(folder);
    for (const entry of list())
      if (!Object.values(entry.digests).every((digest) => isListed(places, digest)))
        records.remove(kind, idOf(entry));
    keepOnly(places, new Set(list().flatMap(({ digests }) => Object.values(digests))));
  };
  return {
    list,
    find: (name, fallbackKeys) => findEntry(list(), name, fallbackKeys),
    restore: async (entry, folders, options) => {
      for (const root of roots) {
        const digest = entry.digests[root];
        if (digest === undefined) continue;
        try {
          await store.extract(digest, folders[root], options);
        } catch (error) {
          // The build that misses it saves it anew.
          if (isLostArtifact(error)) records.remove(kind, idOf(entry));
          throw error;
        }
      }
      records.put(kind, idOf(entry), { ...entry, usedAt: nextTime() });
    },
    save: async (name, files) =>
      oneAtATime(async () => {
        const saved = await saveEntry(store, name, files);
        const time = nextTime();
        const entry = { ...saved, savedAt: time, usedAt: time };
        records.put(kind, idOf(entry), entry);
        for (const old of tooMany(list(), limitBytes)) records.remove(kind, idOf(old));
        prune();
        return entry;
      }),
    remove: async (isMeant) =>
      oneAtATime(async () => {
        const gone = list().filter(isMeant);
        for (const entry of gone) records.remove(kind, idOf(entry));
        prune();
        return gone;
      }),
  };
}

function findEntry(
  entries: readonly CacheEntry[],
  name: CacheName,
  fallbackKeys: readonly string[],
): CacheEntry | undefined {
  const version = versionOf(name);
  const own = entries.filter((entry) => entry.namespace === name.namespace && entry.version === version);
  const exact = own.find(({ key }) => key === name.key);
  if (exact !== undefined || name.key === '') return exact;
  const newest = own.toSorted((a, b) => b.savedAt - a.savedAt);
  for (const prefix of fallbackKeys) {
    const found = newest.find(({ key }) => key.startsWith(prefix));
    if (found !== undefined) return found;
  }
  return undefined;
}

async function saveEntry(
  store: ArtifactStore,
  name: CacheName,
  files: Readonly<Record<CacheRoot, FilesOfRoot>>,
): Promise<Omit<CacheEntry, 'savedAt' | 'usedAt'>> {
  const digests: Partial<Record<CacheRoot, string>> = {};
  let [count, sizeBytes] = [0, 0];
  for (const root of roots) {
    if (files[root].files.length === 0) continue;
    const stored = await store.save(files[root].folder, files[root].files);
    digests[root] = stored.digest;
    count += stored.files;
    sizeBytes += stored.sizeBytes;
  }
  const { namespace, key } = name;
  return { namespace, key, version: versionOf(name), files: count, sizeBytes, digests };
}

/** The least recently used beyond the limit. The newest stays, however large it is. */
function tooMany(entries: readonly CacheEntry[], limitBytes: number): readonly CacheEntry[] {
  let total = 0;
  return entries.filter(({ sizeBytes }, index) => {
    total += sizeBytes;
    return index > 0 && total > limitBytes;
  });
}

function versionOf({ paths }: CacheName): string {
  return createHash('sha256').update(JSON.stringify(paths.toSorted())).digest('hex').slice(0, 16);
}

function idOf({ namespace, key, version }: CacheEntry): string {
  return JSON.stringify([namespace, version, key]);
}

/** Work that must not overlap runs one after the other, in the order in which it came. */
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

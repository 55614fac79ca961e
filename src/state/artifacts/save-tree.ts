// A folder becomes a tree in the store. Files that were seen before are neither read nor written.
import { existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { FileToSave, Snapshot, StoredTree, TreeEntry } from '../artifact-store.ts';
import { blobPath, storeBytes } from './blob.ts';
import { jobError, runFileJobs } from './file-jobs.ts';
import { encodeManifest, summaryOf } from './manifest.ts';
import { makePlaces, type Places } from './places.ts';
import { keepSnapshot } from './snapshots.ts';
import { loadStatCache, saveStatCache, type SeenFile } from './stat-cache.ts';
import { statusOf, type FileStatus } from './status-list.ts';
import { isTreeWhole, writeTree } from './tree-file.ts';

/** One entry to be, with the file that it comes from. */
interface Found {
  readonly entry: TreeEntry;
  readonly file: string;
  readonly status: FileStatus;
  /** Absent for what becomes a file only in the tree. */
  readonly isFile?: true;
}

export interface FolderToSave {
  readonly folder: string;
  /**
   * See `ArtifactStore.save`. What is learnt of the folder is then not remembered, because its name is another one next
   * time.
   */
  readonly knownFrom?: string;
  readonly snapshot?: Snapshot;
}

/** @param files absent: everything below the folder */
export async function saveTree(
  places: Places,
  from: FolderToSave,
  files?: readonly FileToSave[],
): Promise<StoredTree> {
  makePlaces(places);
  const { folder, snapshot } = from;
  const since = Date.now();
  const found = files === undefined ? await walk(folder) : await statChosen(places, folder, files);
  const isWhole = files === undefined;
  const tree = await store(places, from, { found, since, isWhole });
  if (snapshot !== undefined) {
    const statuses = found.map(({ file, status }) => ({ path: file, status }));
    keepSnapshot(places, { folder, snapshot, tree, files: statuses, since });
  }
  return tree;
}

interface Seen {
  readonly found: readonly Found[];
  /** When the status of the first was read; milliseconds since the epoch. */
  readonly since: number;
  /** Whether they are all that lies in the folder. */
  readonly isWhole: boolean;
}

async function store(
  places: Places,
  from: FolderToSave,
  { found, since, isWhole }: Seen,
): Promise<StoredTree> {
  const { folder, knownFrom } = from;
  const cache =
    knownFrom === undefined
      ? loadStatCache(places.caches, folder)
      : loadStatCache(places.checkoutCaches, knownFrom);
  const nameOf = ({ file }: Found): string =>
    knownFrom === undefined ? file : relative(folder, resolve(folder, file));
  const known = found.map((one) => withDigest(one, cache.digestOf(nameOf(one), one.status)));
  const entriesOf = (all: readonly Found[]) => all.map(({ entry }) => entry);
  const tree = isComplete(known) ? encodeManifest(entriesOf(known)) : undefined;
  if (tree !== undefined && isTreeWhole(places, tree.digest)) return summaryOf(tree.digest, entriesOf(known));
  const stored = await storeMissing(places, folder, known);
  const entries = entriesOf(stored);
  const manifest = encodeManifest(entries);
  writeTree(places, manifest);
  if (knownFrom === undefined)
    saveStatCache(places.caches, folder, {
      files: stored.flatMap(seen),
      since,
      ...(isWhole ? {} : { kept: cache }),
    });
  return summaryOf(manifest.digest, entries);
}

function isComplete(found: readonly Found[]): boolean {
  return found.every(({ entry }) => entry.type !== 'file' || entry.digest !== undefined);
}

function withDigest(found: Found, digest: string | undefined): Found {
  if (digest === undefined || found.entry.type !== 'file' || found.entry.digest !== undefined) return found;
  return { ...found, entry: { ...found.entry, digest } };
}

function seen({ entry, file, status, isFile }: Found): readonly SeenFile[] {
  const isOwnContent = isFile === true && entry.sizeBytes === status.size;
  return isOwnContent && entry.digest !== undefined ? [{ path: file, status, digest: entry.digest }] : [];
}

/** Stores what the store lacks and gives everything with its digest. */
async function storeMissing(
  places: Places,
  folder: string,
  found: readonly Found[],
): Promise<readonly Found[]> {
  const isMissing = ({ entry }: Found): boolean =>
    entry.type === 'file' &&
    (entry.digest === undefined || !existsSync(blobPath(places.blobs, entry.digest)));
  const all = [...found];
  await runFileJobs(places.blobs, {
    items: [...found.keys()].filter((position) => isMissing(found[position] as Found)),
    jobOf: (position) => {
      const { file, status } = found[position] as Found;
      return { type: 'store', file: resolve(folder, file), sizeBytes: status.size };
    },
    take: (result, position) => {
      const one = found[position] as Found;
      if (result.type !== 'stored') throw jobError(`Cannot store "${one.entry.path}"`, result);
      all[position] = { ...one, entry: { ...one.entry, ...result.stored } };
    },
  });
  return all;
}

/** The event loop turns now and then, so that a large tree does not hold up what else goes on. */
const FILES_BETWEEN_TURNS = 1_000;

/** Everything below the folder. A folder is an entry of its own only when nothing is in it. */
async function walk(folder: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  const waiting = [''];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    const names = readdirSync(join(folder, below));
    if (names.length > 0 && found.length % FILES_BETWEEN_TURNS < names.length) await turn();
    if (names.length === 0 && below !== '') found.push(foundAt(folder, { path: below }));
    for (const name of names) {
      const one = foundAt(folder, { path: below === '' ? name : `${below}/${name}` });
      if (one.entry.type === 'directory') waiting.push(one.entry.path);
      else found.push(one);
    }
  }
  return found;
}

/** The chosen files; of two with the same path the later one counts, as when they are copied one after the other. */
async function statChosen(
  places: Places,
  folder: string,
  files: readonly FileToSave[],
): Promise<readonly Found[]> {
  const found = new Map<string, Found>();
  for (const [position, file] of files.entries()) {
    if (position % FILES_BETWEEN_TURNS === FILES_BETWEEN_TURNS - 1) await turn();
    const one = foundAt(folder, file);
    const flatten = one.entry.type === 'symlink' && file.symlinkAsText === true;
    found.set(file.path, flatten ? flattened(places, one) : one);
  }
  return [...found.values()];
}

function foundAt(folder: string, { path, from = path, mode }: FileToSave): Found {
  const absolute = resolve(folder, from);
  const stats = lstatSync(absolute);
  const permissions = mode ?? stats.mode & 0o777;
  const base = { file: from, status: statusOf(stats) };
  if (stats.isFile())
    return { ...base, isFile: true, entry: { path, type: 'file', mode: permissions, sizeBytes: stats.size } };
  if (stats.isDirectory())
    return { ...base, entry: { path, type: 'directory', mode: permissions, sizeBytes: 0 } };
  if (stats.isSymbolicLink()) {
    const target = readlinkSync(absolute);
    return { ...base, entry: { path, type: 'symlink', mode: 0o777, sizeBytes: 0, target } };
  }
  throw new Error(`Cannot store "${absolute}": it is neither a file, a folder nor a symlink`);
}

function flattened(places: Places, { entry, file, status }: Found): Found {
  const stored = storeBytes(places.blobs, Buffer.from(entry.target ?? ''));
  return { file, status, entry: { path: entry.path, type: 'file', mode: 0o644, ...stored } };
}

// A tree becomes files in a folder. What already stands there unchanged is left; nothing is written through a link.
import { chmodSync, lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { parentsOf } from '../../lib/paths.ts';
import type { TreeEntry } from '../artifact-store.ts';
import { jobError, runFileJob, runFileJobs, type FileJob, type FileResult } from './file-jobs.ts';
import { healBlob } from './heal.ts';
import type { Places } from './places.ts';
import { loadStatCache, saveStatCache, type SeenFile } from './stat-cache.ts';
import { statusOf } from './status-list.ts';
import { noteDamage, readTree } from './tree-file.ts';

/** @param at `modifiedAt`: of all files that are written, in milliseconds since the epoch */
export async function extractTree(
  places: Places,
  digest: string,
  at: { readonly folder: string; readonly modifiedAt?: number },
): Promise<void> {
  const { folder } = at;
  const entries = readTree(places, digest);
  mkdirSync(folder, { recursive: true });
  const isEmpty = readdirSync(folder).length === 0;
  const files = entries.filter(({ type }) => type === 'file');
  const standing = isEmpty ? [] : await standingFiles(places, folder, files);
  const written = await writeTreeInto(places, { digest, entries, ...at }, standing);
  // Until now no other process had the folder: what others change from here on has a later time.
  if (written.length > 0)
    saveStatCache(places.caches, folder, { files: [...standing, ...written], since: Date.now() });
}

export interface TreeToWrite {
  readonly digest: string;
  readonly folder: string;
  readonly entries: readonly TreeEntry[];
  readonly modifiedAt?: number;
}

/**
 * Writes what a tree holds into a folder, with exactly its modes. Gives the files that were written.
 * @param standing files of it that need not be written
 */
export async function writeTreeInto(
  places: Places,
  tree: TreeToWrite,
  standing: readonly SeenFile[] = [],
): Promise<readonly SeenFile[]> {
  const { folder, entries } = tree;
  makeFolders(folder, entries);
  const files = entries.filter(({ type }) => type === 'file');
  const written = await writeFiles(places, tree, without(files, standing));
  for (const entry of entries) if (entry.type === 'symlink') makeSymlink(folder, entry);
  return written;
}

/** Parents before children. A link where a folder belongs is removed, so that nothing lands where it leads. */
function makeFolders(folder: string, entries: readonly TreeEntry[]): void {
  const modes = new Map<string, number>();
  for (const { path, type, mode } of entries) {
    for (const parent of parentsOf(path)) if (!modes.has(parent)) modes.set(parent, 0o755);
    if (type === 'directory') modes.set(path, mode);
  }
  for (const path of [...modes.keys()].sort()) makeFolder(join(folder, path), modes.get(path) ?? 0o755);
}

function makeFolder(path: string, mode: number): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) return;
  if (stats !== undefined) rmSync(path);
  makeExactly(path, mode);
}

/** A folder with this mode, whatever the umask takes away. */
export function makeExactly(path: string, mode: number): void {
  mkdirSync(path, { mode });
  if ((mode & process.umask()) !== 0) chmodSync(path, mode);
}

const FILES_BETWEEN_TURNS = 1_000;

/** The files that need no writing: known to hold this very content, with this mode. */
async function standingFiles(
  places: Places,
  folder: string,
  files: readonly TreeEntry[],
): Promise<readonly SeenFile[]> {
  const cache = loadStatCache(places.caches, folder);
  const standing: SeenFile[] = [];
  if (cache.isEmpty) return standing;
  for (const [position, { path, digest, mode }] of files.entries()) {
    if (position % FILES_BETWEEN_TURNS === FILES_BETWEEN_TURNS - 1) await turn();
    const stats = lstatSync(join(folder, path), { throwIfNoEntry: false });
    if (stats === undefined || !stats.isFile() || (stats.mode & 0o777) !== mode) continue;
    if (digest !== undefined && cache.digestOf(path, stats) === digest)
      standing.push({ path, status: statusOf(stats), digest });
  }
  return standing;
}

function without(files: readonly TreeEntry[], standing: readonly SeenFile[]): readonly TreeEntry[] {
  const paths = new Set(standing.map(({ path }) => path));
  return files.filter(({ path }) => !paths.has(path));
}

async function writeFiles(
  places: Places,
  tree: Omit<TreeToWrite, 'entries'>,
  files: readonly TreeEntry[],
): Promise<readonly SeenFile[]> {
  const jobOf = (entry: TreeEntry): FileJob => copyJob(entry, tree);
  const take = (given: FileResult, entry: TreeEntry): SeenFile => {
    const isHealed = given.type === 'damaged' && healBlob(places, given.digest);
    // A content that stands twice in the tree may have been healed while a thread copied it.
    const isGone = given.type === 'failed' && given.code === 'ENOENT';
    const result = isHealed || isGone ? runFileJob(places.blobs, jobOf(entry)) : given;
    if (result.type === 'damaged') throw noteDamage(places, { digest: tree.digest, entry }, result.message);
    if (result.type !== 'copied') throw jobError(`Cannot write "${entry.path}"`, result);
    return { path: entry.path, status: result.status, digest: entry.digest ?? '' };
  };
  return await runFileJobs(places.blobs, { items: files, jobOf, take });
}

function copyJob(
  { digest = '', path, mode, sizeBytes }: TreeEntry,
  { folder, modifiedAt }: Omit<TreeToWrite, 'entries'>,
): FileJob {
  const at = modifiedAt === undefined ? {} : { modifiedAt };
  return { type: 'copyOut', copy: { digest, to: join(folder, path), mode, ...at }, sizeBytes };
}

function makeSymlink(folder: string, { path, target = '' }: TreeEntry): void {
  const absolute = join(folder, path);
  const stats = lstatSync(absolute, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink() === true && readlinkSync(absolute) === target) return;
  if (stats !== undefined) rmSync(absolute);
  symlinkSync(target, absolute);
}

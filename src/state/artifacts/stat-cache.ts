// What a file's content was when it was last read or written here, by its status. A file whose status is the same has
// the same content, so neither hashing nor copying it again is needed. One list for each folder; losing it costs
// time, nothing else.
import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { privateFolder } from '../private-files.ts';
import { readStatusList, writeStatusList, type FileStatus, type StatusRow } from './status-list.ts';

export interface StatCache {
  /** The digest of the file at this path, when its status is the remembered one. */
  readonly digestOf: (path: string, status: FileStatus) => string | undefined;
  readonly rows: () => readonly StatusRow[];
  readonly isEmpty: boolean;
}

export interface SeenFile {
  readonly path: string;
  readonly status: FileStatus;
  readonly digest: string;
}

export function loadStatCache(caches: string, folder: string): StatCache {
  const read = readStatusList(cacheFile(caches, folder));
  if (read?.folder !== folder) return { digestOf: () => undefined, rows: () => [], isEmpty: true };
  const positions = new Map(read.paths.map((path, position) => [path, position]));
  return {
    isEmpty: read.count === 0,
    rows: () => read.paths.map((_, position) => read.rowAt(position)),
    digestOf: (path, status) => {
      const position = positions.get(path);
      if (position === undefined || read.kindAt(position) !== 'content') return undefined;
      return read.isStatus(position, status) ? read.digestAt(position) : undefined;
    },
  };
}

/**
 * Remembers the files of a folder.
 * @param seen `since`: from when on (ms since the epoch) others may have written to them. A file that was changed just
 *   before could be changed again within the same tick of the file system's clock, without a trace in its status.
 *   `kept`: what else stays known of the folder
 */
export function saveStatCache(
  caches: string,
  folder: string,
  seen: { readonly files: readonly SeenFile[]; readonly since: number; readonly kept?: StatCache },
): void {
  const known = new Map(seen.kept?.rows().map((row) => [row.path, row]));
  for (const { path, status, digest } of seen.files) {
    if (isSettled(status, seen.since)) known.set(path, { path, kind: 'content', status, digest });
    else known.delete(path);
  }
  mkdirSync(caches, { recursive: true, mode: privateFolder });
  writeStatusList(cacheFile(caches, folder), { folder, rows: [...known.values()] });
  forgetOldest(caches);
}

/** Clocks of file systems tick every 10 ms at most; those that keep whole seconds only show it by their values. */
const FINE_TICK_MS = 15;
const COARSE_TICK_MS = 2_000;

/** Whether a change at `since` (ms since the epoch) or later would show in the status. */
export function isSettled({ mtimeMs, ctimeMs }: FileStatus, since: number): boolean {
  const tick = mtimeMs % 1000 === 0 || ctimeMs % 1000 === 0 ? COARSE_TICK_MS : FINE_TICK_MS;
  return since - Math.max(mtimeMs, ctimeMs) > tick;
}

/** Where the list of a folder lies. */
export function cacheFile(caches: string, folder: string): string {
  return join(caches, hash('sha256', folder, 'hex').slice(0, 32));
}

/** All files of one list, by absolute path, with the digests that they had. */
export function seenIn(cache: string): readonly { readonly file: string; readonly digest: string }[] {
  const read = readStatusList(cache);
  if (read === undefined) return [];
  return read.paths.flatMap((path, position) =>
    read.kindAt(position) === 'content'
      ? [{ file: resolve(read.folder, path), digest: read.digestAt(position) }]
      : [],
  );
}

const KEPT_CACHES = 64;

/** Work folders come and go; their lists go by age. */
export function forgetOldest(caches: string): void {
  const names = readdirSync(caches);
  if (names.length <= KEPT_CACHES) return;
  const byAge = names
    .map((name) => ({ name, at: statSync(join(caches, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .toSorted((a, b) => a.at - b.at);
  for (const { name } of byAge.slice(0, names.length - KEPT_CACHES / 2))
    rmSync(join(caches, name), { force: true });
}

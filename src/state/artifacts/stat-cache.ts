// What a file's content was when it was last read or written here, by its status. A file whose status is the same has
// the same content, so neither hashing nor copying it again is needed. One cache file for each folder; losing it
// costs time, nothing else.
import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, type Stats } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeInOneStep } from '../../lib/atomic-file.ts';
import { privateFile, privateFolder } from '../private-files.ts';

/** What distinguishes one state of a file from another. */
export type FileStatus = Pick<Stats, 'size' | 'mtimeMs' | 'ctimeMs' | 'ino'>;

/** Size, mtime, ctime (ms, with fractions), inode, digest. */
type Row = readonly [number, number, number, number, string];

export interface StatCache {
  /** The digest of the file at this path, when its status is the remembered one. */
  readonly digestOf: (path: string, status: FileStatus) => string | undefined;
  readonly rows: ReadonlyMap<string, Row>;
}

export interface SeenFile {
  readonly path: string;
  readonly status: FileStatus;
  readonly digest: string;
}

const FORM = 1;

export function loadStatCache(caches: string, folder: string): StatCache {
  const rows = readRows(cacheFile(caches, folder), folder);
  return {
    rows,
    digestOf: (path, status) => {
      const row = rows.get(path);
      if (row === undefined) return undefined;
      const [size, mtimeMs, ctimeMs, inode, digest] = row;
      const same =
        size === status.size &&
        mtimeMs === status.mtimeMs &&
        ctimeMs === status.ctimeMs &&
        inode === status.ino;
      return same ? digest : undefined;
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
  const known = new Map(seen.kept?.rows);
  for (const { path, status, digest } of seen.files) {
    const row: Row = [status.size, status.mtimeMs, status.ctimeMs, status.ino, digest];
    if (isSettled(status, seen.since)) known.set(path, row);
    else known.delete(path);
  }
  const rows = [...known];
  mkdirSync(caches, { recursive: true, mode: privateFolder });
  writeInOneStep(cacheFile(caches, folder), JSON.stringify({ form: FORM, folder, rows }), privateFile);
  forgetOldest(caches);
}

/** Clocks of file systems tick every 10 ms at most; those that keep whole seconds only show it by their values. */
const FINE_TICK_MS = 15;
const COARSE_TICK_MS = 2_000;

function isSettled({ mtimeMs, ctimeMs }: FileStatus, since: number): boolean {
  const tick = mtimeMs % 1000 === 0 || ctimeMs % 1000 === 0 ? COARSE_TICK_MS : FINE_TICK_MS;
  return since - Math.max(mtimeMs, ctimeMs) > tick;
}

function cacheFile(caches: string, folder: string): string {
  return join(caches, `${hash('sha256', folder, 'hex').slice(0, 32)}.json`);
}

function readRows(file: string, folder: string): ReadonlyMap<string, Row> {
  const read = readForm(file);
  return read?.folder === folder ? new Map(read.rows) : new Map();
}

/** All files of one cache file, by absolute path, with the digests that they had. */
export function seenIn(cache: string): readonly { readonly file: string; readonly digest: string }[] {
  const { folder = '', rows = [] } = readForm(cache) ?? {};
  return rows.map(([path, [, , , , digest]]) => ({ file: resolve(folder, path), digest }));
}

interface Form {
  readonly form: number;
  readonly folder: string;
  readonly rows: readonly (readonly [string, Row])[];
}

function readForm(file: string): Form | undefined {
  try {
    const raw = JSON.parse(readFileSync(file, 'utf8')) as Form;
    return raw.form === FORM ? raw : undefined;
  } catch {
    // Absent, or not ours to read: the files are hashed again.
    return undefined;
  }
}

const KEPT_CACHES = 64;

/** Work folders come and go; their caches go by age. */
function forgetOldest(caches: string): void {
  const names = readdirSync(caches);
  if (names.length <= KEPT_CACHES) return;
  const byAge = names
    .map((name) => ({ name, at: statSync(join(caches, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .toSorted((a, b) => a.at - b.at);
  for (const { name } of byAge.slice(0, names.length - KEPT_CACHES / 2))
    rmSync(join(caches, name), { force: true });
}

// Files and folders that only their owner may read, whatever the umask is.
import { chmodSync, closeSync, lstatSync, openSync, readdirSync, type Dirent, type Stats } from 'node:fs';
import { join } from 'node:path';
import { makeFolders } from '../lib/make-folders.ts';

export const privateFile = 0o600;
export const privateFolder = 0o700;
/** A key that others could read is refused, and not closed in silence. */
const stays: ReadonlySet<string> = new Set(['secrets.key']);
const others = 0o077;
const passing = 0o011;

/** Makes the folder when needed. One that is there and belongs to this user is closed to others. */
export function makePrivateFolder(folder: string): void {
  makeFolders(folder, privateFolder);
  if (isOpen(lstatSync(folder))) closeToOthers(folder);
}

/** The same for a file that another program writes; SQLite gives its own files next to it the same mode. */
export function makePrivateFile(file: string): void {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) closeSync(openSync(file, 'a', privateFile));
  else if (stats.isFile() && isOpen(stats)) closeToOthers(file);
}

/**
 * Closes a state folder that an earlier version has left open: the files at its top, and everything in the folders
 * below it that are named. What hosts and builds must be able to read lies in other folders. The top is closed last, so
 * that an interrupted call is repeated.
 */
export function closeStateFolder(folder: string, below: readonly string[]): void {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return makePrivateFolder(folder);
  const entries = stats.isDirectory() ? readdirSync(folder, { withFileTypes: true }) : [];
  for (const entry of entries)
    if (entry.isFile() && !stays.has(entry.name)) makePrivateFile(join(folder, entry.name));
  if (!isOpen(stats)) return;
  for (const name of below) closeAll(join(folder, name));
  closeToOthers(folder);
}

/** Others may pass through the folder, and list nothing in it. */
export function admitOthers(folder: string): void {
  chmodSync(folder, privateFolder | passing);
}

/** The folder and files in it that others may read. */
export function openToOthers(folder: string): readonly string[] {
  const own = lstatSync(folder, { throwIfNoEntry: false });
  if (own?.isDirectory() !== true) return [];
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(folder, name));
  return [folder, ...files].filter((path) => {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return (
      stats !== undefined && isOpen(stats) && (!stats.isDirectory() || (stats.mode & others) !== passing)
    );
  });
}

function closeAll(folder: string): void {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) closeAll(path);
    else if (entry.isFile()) makePrivateFile(path);
  }
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true && isOpen(stats)) closeToOthers(folder);
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isOpen({ mode }: Stats): boolean {
  return process.platform !== 'win32' && (mode & others) !== 0;
}

/** Where it is another user's, or cannot be written, it stays as it is: `doctor` reports it. */
function closeToOthers(path: string): void {
  try {
    chmodSync(path, lstatSync(path).mode & 0o700);
  } catch {
    // Nothing that the caller could do about it.
  }
}

// Files that are either the old or the new one, never half of it, whenever the process or the machine dies.
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Replaces a file in one step; on disk when it returns. The folder must exist. */
export function writeAtomically(file: string, content: string | Uint8Array, mode = 0o644): void {
  const temporary = temporaryName(file);
  try {
    const handle = openSync(temporary, 'wx', mode);
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}

/** Replaces a file in one step, without waiting for the disk. A write that fails leaves nothing. The folder must exist. */
export function writeInOneStep(file: string, content: string | Uint8Array, mode: number): void {
  const draft = temporaryName(file);
  try {
    writeFileSync(draft, content, { mode, flag: 'wx' });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** A name next to the file that no other writer uses. */
export function temporaryName(file: string): string {
  return `${file}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`;
}

/** Makes a rename in this folder survive a power cut. Windows cannot open folders and needs no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

// Removes a folder whatever the rights of the folders in it.
import { lstatSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { chmod, readdir, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** An overlay leaves a work folder without any rights behind, and an application may have done the same. */
export async function removeTree(path: string): Promise<void> {
  if (removedAtOnce(path)) return;
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // Deeper than a path may be long: the program goes down folder by folder.
    if (code === 'ENAMETOOLONG' && process.platform !== 'win32') {
      await promisify(execFile)('rm', ['-rf', '--', path]);
      return;
    }
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'ENOTEMPTY') throw error;
    await openUp(path);
    await rm(path, { recursive: true, force: true });
  }
}

/** Waiting for each entry of a small tree would take much longer than removing it. What is left is for others. */
function removedAtOnce(path: string): boolean {
  try {
    return lstatSync(path).isDirectory() && removedFew(path, { entries: fewEntries });
  } catch {
    return false;
  }
}

const fewEntries = 200;

/** @returns false when there are too many @throws the system's error */
function removedFew(folder: string, left: { entries: number }): boolean {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    left.entries -= 1;
    if (left.entries < 0) return false;
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) unlinkSync(path);
    else if (!removedFew(path, left)) return false;
  }
  rmdirSync(folder);
  return true;
}

/** What the first attempt goes on removing may be gone at any moment. */
async function openUp(folder: string): Promise<void> {
  try {
    await chmod(folder, 0o700);
    for (const entry of await readdir(folder, { withFileTypes: true }))
      if (entry.isDirectory()) await openUp(join(folder, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

// Removes a folder whatever the rights of the folders in it.
import { lstatSync, readdirSync, unlinkSync } from 'node:fs';
import { chmod, readdir, rm, rmdir } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** An overlay leaves a work folder without any rights behind, and an application may have done the same. */
export async function removeTree(path: string): Promise<void> {
  if (await isRemovedSoon(path)) return;
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

/**
 * A small tree with little waiting: files go at once, which is quicker than asking others to do it; folders, which take longer, while this
 * thread does other things. What is left is for others.
 */
async function isRemovedSoon(path: string): Promise<boolean> {
  try {
    if (!lstatSync(path).isDirectory()) return false;
    const folders = emptied(path, { entries: fewEntries });
    if (folders === undefined) return false;
    await removeFolder(folders);
    return true;
  } catch {
    return false;
  }
}

const fewEntries = 200;

interface EmptiedFolder {
  readonly path: string;
  readonly inside: readonly EmptiedFolder[];
}

/** Removes the files. @returns the folders, or undefined when there are too many entries @throws the system's error */
function emptied(path: string, left: { entries: number }): EmptiedFolder | undefined {
  const inside: EmptiedFolder[] = [];
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    left.entries -= 1;
    if (left.entries < 0) return undefined;
    const below = join(path, entry.name);
    if (!entry.isDirectory()) {
      unlinkSync(below);
      continue;
    }
    const folder = emptied(below, left);
    if (folder === undefined) return undefined;
    inside.push(folder);
  }
  return { path, inside };
}

async function removeFolder({ path, inside }: EmptiedFolder): Promise<void> {
  await Promise.all(inside.map(removeFolder));
  await rmdir(path);
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

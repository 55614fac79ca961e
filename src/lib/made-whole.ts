// Folders that are whole as soon as they have their name: made under another one first, which a process that is killed leaves behind.
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { newId } from './id.ts';

/**
 * Nothing when the folder is there. Another process may be faster with the same.
 * @param make makes the folder that it is given
 * @returns the folder
 */
export async function madeWhole(
  folder: string,
  make: (unfinished: string) => Promise<void>,
): Promise<string> {
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${newId()}`;
  await mkdir(dirname(folder), { recursive: true });
  await removeLeftovers(folder);
  try {
    await make(unfinished);
    await rename(unfinished, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

const abandonedMs = 3_600_000;

/** What killed processes have left: not touched for an hour. @param folder the one that it was to become */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(dirname(folder));
  for (const name of names.filter((each) => each.startsWith(`${basename(folder)}.`))) {
    const path = join(dirname(folder), name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > abandonedMs)
      await rm(path, { recursive: true, force: true });
  }
}

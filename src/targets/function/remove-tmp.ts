// Removes what functions have written to their `/tmp`.
import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Also folders that the function has made unwritable (Go's module cache is). Never rejects: what cannot be removed is reported
 * in the log of this process, and tried again by the next one.
 * @param path absolute; nothing happens when it is not there
 */
export async function removeTmp(path: string): Promise<void> {
  const remove = async () => rm(path, { recursive: true, force: true, maxRetries: 3 });
  try {
    await remove().catch(async () => {
      openFolders(path);
      await remove();
    });
  } catch (error) {
    process.stderr.write(`${path} cannot be removed: ${String(error)}\n`);
  }
}

function openFolders(path: string): void {
  if (!lstatSync(path).isDirectory()) return;
  chmodSync(path, 0o700);
  for (const name of readdirSync(path)) openFolders(join(path, name));
}

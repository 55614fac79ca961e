// Removes a folder whatever the rights of the folders in it.
import { chmod, readdir, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** An overlay leaves a work folder without any rights behind, and an application may have done the same. */
export async function removeTree(path: string): Promise<void> {
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

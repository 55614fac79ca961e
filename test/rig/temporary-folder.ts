// A folder that is gone when its block ends.
import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

export async function makeFolder(): Promise<TemporaryFolder> {
  return await makeIn(tmpdir());
}

/** One that a function may write to, too: to files it may not, but for its own `/tmp`. */
export async function makeFolderForFunctions(): Promise<TemporaryFolder> {
  return await makeIn(existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
}

async function makeIn(parent: string): Promise<TemporaryFolder> {
  const path = await realpath(await mkdtemp(join(parent, 'slipway-folder-')));
  return { path, [Symbol.asyncDispose]: async () => rm(path, { recursive: true, force: true }) };
}

// A repository by hand, with nothing in it: git asks for no more than a HEAD, refs and objects. It lends git's
// abilities where there is no repository, or where the real one's configuration must have no say.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @param sha256 whether its objects are named by SHA-256, as those of newer repositories may be */
export async function makeEmptyRepository(folder: string, { sha256 = false } = {}): Promise<string> {
  const names = ['objects', 'refs'];
  await Promise.all(names.map((name) => mkdir(join(folder, name), { recursive: true })));
  await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/none\n');
  if (sha256) await writeFile(join(folder, 'config'), sha256Config);
  return folder;
}

const sha256Config = '[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n';

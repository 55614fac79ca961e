// Removes what a killed probe of this machine's namespaces has left.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeTree } from '../../lib/remove-tree.ts';

export async function removeProbes(targetsFolder: string): Promise<void> {
  const names = await readdir(targetsFolder).catch(() => []);
  const probes = names.filter((name) => name.startsWith('probe-'));
  await Promise.all(probes.map((name) => removeTree(join(targetsFolder, name))));
}

// The repositories that a registry holds, as its store has them on disk.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { registryFolder } from './open-registry.ts';

/** By name. A repository is a folder of the store that has manifests; its name may have slashes. */
export async function listRepositories(targetsFolder: string): Promise<readonly string[]> {
  const root = join(registryFolder(targetsFolder).path, 'store', 'docker', 'registry', 'v2', 'repositories');
  return (await below(root, '')).toSorted();
}

async function below(root: string, name: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, name), { withFileTypes: true }).catch(() => []);
  const own = entries.some((entry) => entry.name === '_manifests') ? [name] : [];
  // Folders of the store's own begin with an underscore, which no part of a name does.
  const inner = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'));
  const found = inner.map(
    async (entry) => await below(root, name === '' ? entry.name : `${name}/${entry.name}`),
  );
  return [...own, ...(await Promise.all(found)).flat()];
}

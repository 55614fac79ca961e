// Where the repositories lie that were pushed to the server of a state folder.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isRepositoryName, shortName } from '../../model/triggers/source-repository.ts';

/** Below the state folder. */
export const repositoriesFolder = 'repositories';

/** @param root the folder of all repositories, absolute @param name checked */
export function folderOf(root: string, name: string): string {
  return join(root, `${name}.git`);
}

export function isHosted(root: string, name: string): boolean {
  return isRepositoryName(name) && existsSync(join(folderOf(root, name), 'HEAD'));
}

/** The name under which the repository of a source lies here: its own, or only the part behind the owner. */
export function hostedNameOf(root: string, repository: string): string | undefined {
  return [repository, shortName(repository)].find((name) => isHosted(root, name));
}

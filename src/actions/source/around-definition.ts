// A definition that lies in a folder of its own has the folder for its source, and not the repository around it: what its
// actions look for then often lies further up.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { quoteWord } from '../../lib/quote-word.ts';
import type { Files } from '../../load/files.ts';
import type { Definition } from '../../model/definition.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';

/** Whether a source action gives the artifact: what a build makes is not known before it ran. */
export function isFromSource(artifact: string | undefined, { pipeline }: Definition): boolean {
  return actionsOf(pipeline).some(
    ({ action: { actionTypeId, outputArtifacts = [] } }) =>
      actionTypeId.category === 'Source' && outputArtifacts.some(({ name }) => name === artifact),
  );
}

/** The folder around this one that has the file, as far as the repository goes. Undefined outside of a repository. */
export function folderAbove(folder: string, file: string): string | undefined {
  const around: string[] = [];
  for (let at = folder; !existsSync(join(at, '.git')); at = dirname(at)) {
    if (dirname(at) === at) return undefined;
    around.push(dirname(at));
  }
  return around.find((each) => existsSync(resolve(each, file)));
}

/** As people call the folder where they are. */
export function folderName(path: string, files: Files): string {
  return files.nameOf(join(path, 'x')) === 'x' ? '.' : files.nameOf(path);
}

/** How a run finds what lies in that folder. */
export function startThere(path: string, files: Files): string {
  const name = folderName(path, files);
  return `It lies in "${name}": start with --source ${quoteWord(name)}`;
}

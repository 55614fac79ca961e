// Where a program lies, as a shell looks for it.
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Undefined when no folder of the PATH has it. Folders that cannot be read are skipped, as a shell does. */
export function findOnPath(name: string, path = process.env['PATH'] ?? ''): string | undefined {
  const file = path
    .split(delimiter)
    .filter((folder) => folder.startsWith('/'))
    .map((folder) => join(folder, name))
    .find((candidate) => isProgram(candidate));
  // Hosts have a /tmp and a /run of their own: a link there (fnm makes some) leads nowhere inside.
  return file !== undefined && /^\/(tmp|run)\//.test(file) ? realpathSync(file) : file;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

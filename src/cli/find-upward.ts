// Which folders above the caller's count as the same place: as far as its repository, and never past the home folder.
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { currentUser } from '../lib/current-user.ts';
import { definitionNames } from '../load/find-definition.ts';

/**
 * From `folder` upward: as far as the root of its repository, else as far as the home folder or the root. Folders of
 * other users end it too, as git's safe.directory does: what lies there would be run.
 */
export function foldersUpward(folder: string, home: string = currentUser().homedir): readonly string[] {
  const above = dirname(folder);
  const isLast = folder === home || above === folder || existsSync(join(folder, '.git'));
  return isLast || !isOwn(above) ? [folder] : [folder, ...foldersUpward(above, home)];
}

/**
 * The nearest `.slipway` there. A folder with a pipeline has its own, even before its first run: what is stored for it, as
 * secrets are, must lie where its run looks for it.
 */
export function findStateUpward(folder: string, home?: string): string | undefined {
  const found = foldersUpward(folder, home).find(
    (each) => isOwn(join(each, '.slipway')) || definitionNames.some((name) => existsSync(join(each, name))),
  );
  return found === undefined ? undefined : join(found, '.slipway');
}

function isOwn(folder: string): boolean {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return false;
  return process.getuid === undefined || (stats.uid === process.getuid() && !isOpenToAll(stats.mode));
}

function isOpenToAll(mode: number): boolean {
  return (mode & 0o002) !== 0;
}

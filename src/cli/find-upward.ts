// Which folders above the caller's count as the same place: as far as its repository, and never past the home folder.
import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * From `folder` upward: as far as the root of its repository, else as far as the home folder or the root. Folders of
 * other users end it too, as git's safe.directory does: what lies there would be run.
 */
export function foldersUpward(folder: string, home: string = homedir()): readonly string[] {
  const above = dirname(folder);
  const isLast = folder === home || above === folder || existsSync(join(folder, '.git'));
  return isLast || !isOwn(above) ? [folder] : [folder, ...foldersUpward(above, home)];
}

/** The nearest `.slipway` there. */
export function findStateUpward(folder: string, home?: string): string | undefined {
  return foldersUpward(folder, home)
    .map((each) => join(each, '.slipway'))
    .find((each) => isOwn(each));
}

function isOwn(folder: string): boolean {
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats?.isDirectory() === true && (process.getuid === undefined || stats.uid === process.getuid());
}

// Removes many folders by one program: each of a build has some forty folders in it, which take a thread of this process longer.
import { closeSync, existsSync, openSync } from 'node:fs';
import { removeTree } from '../lib/remove-tree.ts';
import { startThroughHelper } from './helper-shell.ts';
import { systemPath, systemProgram } from './system-program.ts';

/**
 * Resolves when nothing of them is left.
 * @param folders absolute; what is not there is passed over
 * @throws the system's error for the first that cannot be removed, when it has tried all
 */
export async function removeFolders(folders: readonly string[]): Promise<void> {
  if (folders.length >= worthAProgram && process.platform === 'linux') await removeByProgram(folders);
  const ends = await Promise.allSettled(folders.filter((path) => existsSync(path)).map(removeTree));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** To start one takes as long as to remove the folders of two builds. */
const worthAProgram = 3;

/** What it could not remove is there afterwards. */
async function removeByProgram(folders: readonly string[]): Promise<void> {
  const nothing = openSync('/dev/null', 'r+');
  try {
    const { started, exited } = startThroughHelper({
      words: [systemProgram('rm'), '-rf', '--', ...folders],
      cwd: '/',
      env: { PATH: systemPath },
      input: nothing,
      output: nothing,
    });
    await started;
    await exited;
  } finally {
    closeSync(nothing);
  }
}

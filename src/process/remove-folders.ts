// Removes many folders by one program: each of a build has some forty folders in it, which take a thread of this process longer.
import { closeSync, existsSync, openSync } from 'node:fs';
import { debugOf } from '../lib/debug.ts';
import { removeTree } from '../lib/remove-tree.ts';
import { startThroughHelper } from './helper-shell.ts';
import { systemPath, systemProgram } from './system-program.ts';

const debug = debugOf('process');

/**
 * Resolves when nothing of them is left.
 * @param folders absolute; what is not there is passed over
 * @throws the system's error for the first that cannot be removed, when it has tried all
 */
export async function removeFolders(folders: readonly string[]): Promise<void> {
  const there = folders.filter((path) => existsSync(path));
  if (there.length >= worthAProgram && process.platform === 'linux') await removeByProgram(there);
  const ends = await Promise.allSettled(there.filter((path) => existsSync(path)).map(removeTree));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** To start one takes as long as to remove the folders of two builds. */
const worthAProgram = 3;

/** What it could not remove is there afterwards, and all where it could not be started. */
async function removeByProgram(folders: readonly string[]): Promise<void> {
  let nothing: number | undefined;
  try {
    nothing = openSync('/dev/null', 'r+');
    const { started, exited } = startThroughHelper({
      words: [systemProgram('rm'), '-rf', '--', ...folders],
      cwd: '/',
      env: { PATH: systemPath },
      input: nothing,
      output: nothing,
    });
    await started;
    await exited;
  } catch (error) {
    debug(() => `folders are not removed by a program: ${String(error)}`);
  } finally {
    if (nothing !== undefined) closeSync(nothing);
  }
}

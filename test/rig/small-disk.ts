// A file system of a few megabytes, which tests can fill. Mounting one is only for the superuser of Linux.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ownedName, removeLeftMounts } from './left-mounts.ts';
import { temporaryName } from '../../src/lib/atomic-file.ts';

export interface SmallDisk extends Disposable {
  readonly freeBytes: () => number;
  /** Writes until nothing more can be written, as another program would. Called again it takes what is free by now. */
  readonly fill: () => void;
  /** Removes what `fill` has written. */
  readonly clear: () => void;
}

/** Mounting is for the superuser of Linux only: tests that need it are skipped elsewhere. */
export const cannotMount = process.platform !== 'linux' || process.getuid?.() !== 0;

/** @param folder is made when needed; what lies in it is not seen until the end */
export function mountSmallDisk(folder: string, megabytes = 12): SmallDisk {
  removeLeftMounts();
  mkdirSync(folder, { recursive: true });
  run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, ownedName('disk'), folder);
  const fillers: string[] = [];
  return {
    freeBytes: () => {
      const { bfree, bsize } = statfsSync(folder);
      return bfree * bsize;
    },
    fill: () => {
      const file = temporaryName(join(folder, 'filler'));
      fillers.push(file);
      writeUntilFull(file);
    },
    clear: () => {
      for (const file of fillers.splice(0)) rmSync(file, { force: true });
    },
    [Symbol.dispose]: () => run('umount', '--lazy', folder),
  };
}

function run(...[command = '', ...args]: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

function writeUntilFull(file: string): void {
  const handle = openSync(file, 'a');
  try {
    for (;;) writeSync(handle, Buffer.alloc(64 * 1024, 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(handle);
  }
}

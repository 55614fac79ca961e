// One daemon per record file, and a daemon that nobody can find any more ends by itself.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { identityOf, isRunning, type ProcessIdentity } from './process-identity.ts';

const LOOK_EVERY_MS = 1000;

/** Puts this process's identity there. False when a live process holds it. */
export function claimRecord(file: string): boolean {
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify(identityOf(process.pid)), { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isRunning(holderOf(file))) return false;
      rmSync(file, { force: true });
    }
  }
}

/** Ends this process when the file is gone, or names another process that took its place. */
export function liveWhile(isOurs: () => boolean): void {
  setInterval(() => {
    if (!isOurs()) process.exit(0);
  }, LOOK_EVERY_MS).unref();
}

export function holderOf(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}

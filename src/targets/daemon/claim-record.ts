// One daemon per record file, and a daemon that cannot be found any more ends by itself.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { identityOf, isRunning, type ProcessIdentity } from './process-identity.ts';

const LOOK_EVERY_MS = 1000;

/** The environment variable that carries the ticket of a start, which must be the folder's newest. */
export const TICKET_VARIABLE = 'SLIPWAY_TICKET';

/** A daemon may still be starting when its starter was killed and the fleet was closed: its ticket is void then. */
export function ticketFile(record: string): string {
  return join(dirname(record), 'ticket');
}

/** Puts this process's identity there. False when a live process holds it, or when this start is no longer wanted. */
export function claimRecord(file: string): boolean {
  const ticket = process.env[TICKET_VARIABLE];
  while (isNewest(file, ticket)) {
    try {
      writeFileSync(file, JSON.stringify(identityOf(process.pid)), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isRunning(holderOf(file))) return false;
      rmSync(file, { force: true });
      continue;
    }
    // Closing voids the ticket before it looks for a record, so one of both sees the other.
    if (isNewest(file, ticket)) return true;
    rmSync(file, { force: true });
  }
  return false;
}

function isNewest(record: string, ticket: string | undefined): boolean {
  try {
    return readFileSync(ticketFile(record), 'utf8') === ticket;
  } catch {
    return false;
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

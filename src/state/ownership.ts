// One process owns a state folder at a time. The lock is SQLite's exclusive lock on an empty file: the operating
// system holds it for the process and drops it when the process ends, however it ends, so nothing can be left behind
// and no process id has to be believed. `owner.json` only shows people who it is.
import { setTimeout as delay } from 'node:timers/promises';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError, problem } from '../lib/problem.ts';
import { withSystemProblems } from '../lib/system-problem.ts';
import { connect, type Database } from './database.ts';
import { withReserve } from './disk-reserve.ts';
import { closeStateFolder, privateFile } from './private-files.ts';

export interface Owner {
  readonly pid: number;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

export type Ownership =
  | { readonly owned: true; readonly release: () => void }
  | { readonly owned: false; readonly heldBy: Owner };

/** The owner writes its name within milliseconds of taking the lock; a name that never comes is not waited for. */
const NAME_ATTEMPTS = 100;
const NAME_INTERVAL_MS = 10;

/** What others never need; hosts and the tools of builds lie elsewhere. */
const closedFolders: readonly string[] = ['artifacts', 'logs', 'repositories', join('cache', 'builds')];

/** Takes the folder for this process, or returns its owner. The folder is made when needed. */
export async function acquireOwnership(folder: string): Promise<Ownership> {
  withSystemProblems(undefined, () => closeStateFolder(folder, closedFolders));
  for (let attempt = 1; ; attempt += 1) {
    const lock = tryLock(join(folder, 'owner.lock'));
    if (lock !== undefined) return takeOver(folder, lock);
    const heldBy = readOwner(folder);
    if (heldBy !== undefined && isAlive(heldBy.pid)) return { owned: false, heldBy };
    if (attempt === NAME_ATTEMPTS) return { owned: false, heldBy: { pid: 0, since: 0 } };
    await delay(NAME_INTERVAL_MS);
  }
}

/** What a command says that needs the folder and cannot have it. */
export function stateLocked(folder: string, owner: Owner): ProblemError {
  const since = new Date(owner.since).toISOString();
  const who = owner.pid === 0 ? 'another process' : `process ${owner.pid} (since ${since})`;
  return new ProblemError([
    problem({
      code: 'StateLocked',
      whose: 'call',
      message: `The state folder "${folder}" is in use by ${who}`,
      remedy: 'End that process, or use another state folder (--state DIR).',
    }),
  ]);
}

function tryLock(file: string): Database | undefined {
  const database = connect(file, 0);
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

function takeOver(folder: string, lock: Database): Ownership {
  const nameFile = join(folder, 'owner.json');
  const name = JSON.stringify({ pid: process.pid, since: Date.now() } satisfies Owner);
  try {
    withReserve(folder, () =>
      withSystemProblems(nameFile, () => writeFileSync(nameFile, name, { mode: privateFile })),
    );
  } catch (error) {
    lock.close();
    throw error;
  }
  const release = (): void => {
    if (!lock.isOpen) return;
    // The name goes first: after the lock is open the next owner's name may already stand there.
    rmSync(nameFile, { force: true });
    lock.close();
  };
  return { owned: true, release };
}

/** The name that stands in the folder; its process may have ended. */
export function readOwner(folder: string): Owner | undefined {
  try {
    const raw: unknown = JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'));
    const { pid, since } = raw as { pid?: unknown; since?: unknown };
    return typeof pid === 'number' && typeof since === 'number' ? { pid, since } : undefined;
  } catch {
    // Not there yet, gone again or half written: the caller asks again.
    return undefined;
  }
}

/** A name whose process has ended was left by an owner that was killed; the real owner is about to write its own. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

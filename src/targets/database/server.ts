// One server of PostgreSQL: made, started, ended, copied. Its process outlives the caller, as every target's does.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { appendFile, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { newId } from '../../lib/id.ts';
import { findPostgres } from '../../process/find-postgres.ts';
import { identityOf } from '../daemon/process-identity.ts';
import { serverAccount } from './server-place.ts';

const run = promisify(execFile);

export interface Server {
  /** Absolute path. Its parent belongs to the account. */
  readonly folder: string;
  readonly port: number;
}

/** What is there already stays. Rejects with what PostgreSQL says. */
export async function initialise(
  { folder }: Pick<Server, 'folder'>,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<void> {
  await makeOnce(folder, async (fresh) => {
    const file = join(fresh, 'password');
    await writeFile(file, `${password}\n`, { mode: 0o600 });
    await own(file);
    // Programs of this user come in by the socket, whose folder is private; all others prove a password.
    const auth = ['--auth-local=trust', '--auth-host=scram-sha-256'];
    const data = ['-D', dataOf(fresh), '-U', user, '--pwfile', file, '-E', 'UTF8', '--no-sync'];
    await program('initdb', [...data, ...auth]);
    await rm(file);
  });
}

/** A folder is there as a whole or not at all; of two that make it at once, the first counts. */
async function makeOnce(folder: string, make: (fresh: string) => Promise<void>): Promise<void> {
  const fresh = `${folder}.${newId()}`;
  await makeFolder(fresh);
  try {
    await make(fresh);
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!existsSync(dataOf(folder))) throw error;
  }
}

/** Resolves when it answers; what runs is left as it is. */
export async function startServer({ folder, port }: Server): Promise<void> {
  const settings = `-p ${port} -k '${folder}' -c listen_addresses=127.0.0.1 -c max_connections=200`;
  const log = join(folder, 'server.log');
  const args = ['-D', dataOf(folder), '-l', log, '-o', settings, '--wait', '-s', 'start'];
  for (const deadline = Date.now() + orphansEndWithinMs; ;) {
    // Another process may have been faster.
    if (await isUp(folder)) return;
    await writeFile(log, '');
    await own(log);
    try {
      await program('pg_ctl', args);
      return;
    } catch (error) {
      const lines = (await readFile(log, 'utf8')).trimEnd().split('\n').slice(-3).join('; ');
      // Another process that starts it writes to the same log.
      const isPassing = orphaned.test(lines) || serverPid(folder) !== undefined;
      if (!isPassing || Date.now() > deadline)
        throw new Error(`PostgreSQL does not start: ${lines === '' ? (error as Error).message : lines}`, {
          cause: error,
        });
      await delay(50);
    }
  }
}

async function isUp(folder: string): Promise<boolean> {
  const pid = serverPid(folder);
  if (pid === undefined) return false;
  if (identityOf(pid) === undefined) {
    // Of one that was killed. The next server would take a process that its parent has not collected yet for it.
    await rm(join(dataOf(folder), 'postmaster.pid'), { force: true });
    return false;
  }
  return await program('pg_ctl', ['-D', dataOf(folder), 'status']).then(
    () => true,
    () => false,
  );
}

/** What a server says whose predecessor was killed, as long as that one's processes have not noticed it. */
const orphaned = /shared memory block|lock file .* already exists|Address already in use/;
const orphansEndWithinMs = 10_000;

/** One that runs; open transactions are rolled back. */
export async function stopServer({ folder }: Pick<Server, 'folder'>): Promise<void> {
  await program('pg_ctl', ['-D', dataOf(folder), '-m', 'fast', '--wait', '-s', 'stop']);
}

/** Of the server that runs, or ran last. */
export function serverPid(folder: string): number | undefined {
  const file = join(dataOf(folder), 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

/** A copy of all that a running server holds, at one moment and while it is used (pg_basebackup). */
export async function backUp(
  { folder, port }: Server,
  { to, user }: { readonly to: string; readonly user: string },
): Promise<void> {
  const from = ['-h', folder, '-p', String(port), '-U', user];
  const how = ['-c', 'fast', '--no-sync', '-X', 'stream'];
  await makeOnce(to, async (fresh) => program('pg_basebackup', [...from, '-D', dataOf(fresh), ...how]));
}

/** A server out of a copy. It has the users and passwords that the copy has. */
export async function restoreServer(from: string, { folder, port }: Server): Promise<void> {
  await makeOnce(folder, async (fresh) =>
    shell('cp', ['-R', '-p', '--reflink=auto', dataOf(from), dataOf(fresh)]),
  );
  // Its files need not be on disk before it answers: the copy that they are made of is kept.
  const settings = join(dataOf(folder), 'postgresql.auto.conf');
  const before = await readFile(settings, 'utf8');
  await appendFile(settings, 'fsync = off\n');
  await startServer({ folder, port });
  await writeFile(settings, before);
  await program('pg_ctl', ['-D', dataOf(folder), '-s', 'reload']);
}

function dataOf(folder: string): string {
  return join(folder, 'data');
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  await own(dirname(folder));
  await mkdir(folder, { mode: 0o700 });
  await own(folder);
}

async function own(path: string): Promise<void> {
  const account = serverAccount();
  if (account !== undefined) await chown(path, account.uid, account.gid);
}

/** What this machine lacks, as a sentence with what to do about it. */
export const noPostgres =
  'This machine has no PostgreSQL: install it (Debian: postgresql; macOS: brew install postgresql), or put its programs on PATH';

/** The major version; undefined where there is none. */
export function postgresVersion(): string | undefined {
  return findPostgres('')?.version;
}

async function program(name: string, args: readonly string[]): Promise<void> {
  const found = findPostgres('');
  if (found === undefined) throw new Error(noPostgres);
  await shell(join(found.bin, name), args);
}

async function shell(file: string, args: readonly string[]): Promise<void> {
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' };
  await run(file, [...args], { ...serverAccount(), env, cwd: '/' });
}

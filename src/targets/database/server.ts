// One server of PostgreSQL: made, started, ended, copied. Its process outlives the caller, as every target's does.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { appendFile, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findPostgres } from '../../process/find-postgres.ts';
import { serverAccount } from './server-place.ts';

const run = promisify(execFile);

export interface Server {
  /** Absolute path. Its parent belongs to the account. */
  readonly folder: string;
  readonly port: number;
}

/** Made for a server whose data do not exist. Rejects with what PostgreSQL says. */
export async function initialise(
  { folder }: Pick<Server, 'folder'>,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await makeFolder(folder);
  const file = join(folder, 'password');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  await own(file);
  // Programs of this user come in by the socket, whose folder is private; all others prove a password.
  const auth = ['--auth-local=trust', '--auth-host=scram-sha-256'];
  const fresh = join(folder, 'fresh');
  await program('initdb', ['-D', fresh, '-U', user, '--pwfile', file, '-E', 'UTF8', '--no-sync', ...auth]);
  await rm(file);
  await rename(fresh, dataOf(folder));
}

/** Resolves when it answers; what runs is left as it is. */
export async function startServer({ folder, port }: Server): Promise<void> {
  if (isServerRunning({ folder })) return;
  const settings = `-p ${port} -k '${folder}' -c listen_addresses=127.0.0.1 -c max_connections=200`;
  const log = join(folder, 'server.log');
  try {
    await program('pg_ctl', ['-D', dataOf(folder), '-l', log, '-o', settings, '--wait', '-s', 'start']);
  } catch (error) {
    const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-3).join('; ') : '';
    throw new Error(`PostgreSQL does not start: ${lines === '' ? (error as Error).message : lines}`);
  }
}

/** Open transactions are rolled back. False when it did not run. */
export async function stopServer({ folder }: Pick<Server, 'folder'>): Promise<boolean> {
  if (!isServerRunning({ folder })) return false;
  await program('pg_ctl', ['-D', dataOf(folder), '-m', 'fast', '--wait', '-s', 'stop']);
  return true;
}

/** By the process that its data folder names: one that was killed has left its file behind. */
export function isServerRunning({ folder }: Pick<Server, 'folder'>): boolean {
  const pid = serverPid(folder);
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dataOf(folder));
  } catch (error) {
    // Where there is no /proc, the signal alone decides.
    return !existsSync('/proc/self') && (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

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
  const fresh = `${to}.fresh`;
  await rm(fresh, { recursive: true, force: true });
  await makeFolder(fresh);
  const from = ['-h', folder, '-p', String(port), '-U', user];
  await program('pg_basebackup', [
    ...from,
    '-D',
    join(fresh, 'data'),
    '-c',
    'fast',
    '--no-sync',
    '-X',
    'stream',
  ]);
  await rename(fresh, to);
}

/** A server out of a copy. It has the users and passwords that the copy has. */
export async function restoreServer(from: string, { folder, port }: Server): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await makeFolder(folder);
  await shell('cp', ['-R', '-p', '--reflink=auto', join(from, 'data'), join(folder, 'data')]);
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

async function program(name: string, args: readonly string[]): Promise<void> {
  const found = findPostgres('');
  if (found === undefined) throw new Error(noPostgres);
  await shell(join(found.bin, name), args);
}

async function shell(file: string, args: readonly string[]): Promise<void> {
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' };
  await run(file, [...args], { ...serverAccount(), env, cwd: '/' });
}

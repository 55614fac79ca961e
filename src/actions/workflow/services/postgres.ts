// PostgreSQL as a service: a cluster of the job's own, made and ended with it. It takes what the image takes (Docker Hub,
// "postgres": POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_INITDB_ARGS, POSTGRES_HOST_AUTH_METHOD).
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defined } from '../../../lib/defined.ts';
import { quoteForShell } from '../../../lib/quote-for-shell.ts';
import type { Explanation, Result } from '../../../lib/result.ts';
import { findPostgres } from '../../../process/find-postgres.ts';
import type { MachineAccount } from '../../../process/machine/machine.ts';
import { satisfies } from '../../build/select-runtimes.ts';
import { endOfJob } from '../end-of-job.ts';
import type { JobRun, RunningService } from '../job-run.ts';
import type { ServicePorts } from './ports.ts';
import type { ServiceCall } from './service-call.ts';

interface Wanted {
  readonly version: string;
  readonly ports: ServicePorts;
}

/** It runs in the job's machine, so it ends with it. */
export async function startPostgres(
  job: JobRun,
  call: ServiceCall,
  { version, ports }: Wanted,
): Promise<Result<RunningService, Explanation>> {
  const found = findPostgres(version);
  if (found === undefined)
    return failed(
      call,
      'this machine has no PostgreSQL',
      'Install it (Debian: postgresql), or start the database in a step.',
    );
  if (version !== '' && !satisfies(version, found.version)) {
    const message = `The service "${call.id}" asks for PostgreSQL ${version}, and this machine has ${found.version}`;
    if (job.context.options.strictRuntimes) return failed(call, message, `Install PostgreSQL ${version}.`);
    job.context.report({ kind: 'Notice', message });
  }
  const { POSTGRES_PASSWORD: password = '', POSTGRES_HOST_AUTH_METHOD: method = 'scram-sha-256' } = call.env;
  if (password === '' && method !== 'trust')
    return failed(
      call,
      'Database is uninitialized and superuser password is not specified',
      'Set POSTGRES_PASSWORD, or POSTGRES_HOST_AUTH_METHOD: trust.',
    );
  const account = await postgresAccount(job);
  const folder = await makeFolder(job, call, account);
  await writeFile(job.folders.here(join(folder, 'password')), `${password}\n`);
  await giveTo(job, join(folder, 'password'), account);
  const script = startScript(call, { bin: found.bin, folder, port: ports.main, method });
  const { exitCode, output } = await job.machine.capture(['/bin/sh', '-c', script], {
    timeoutMs: startTimeoutMs,
    signal: endOfJob(job.context),
    withErrors: true,
    ...defined({ account }),
  });
  if (exitCode !== 0)
    return failed(
      call,
      `PostgreSQL does not start: ${output.toString('utf8').trim().split('\n').slice(-3).join('; ')}`,
      '',
    );
  job.context.log.line(`Service ${call.id}: PostgreSQL ${found.version} on port ${ports.main}`);
  return { id: call.id, network: '', ports: ports.shown };
}

const startTimeoutMs = 120_000;

function failed(
  { id, image }: ServiceCall,
  message: string,
  remedy: string,
): { readonly failed: Explanation } {
  return { failed: { message: `The service "${id}" (${image}) cannot be started: ${message}`, remedy } };
}

/** Whether this machine has a server of any version. */
export function hasPostgres(): boolean {
  return findPostgres('') !== undefined;
}

/** PostgreSQL refuses to run as root. */
async function postgresAccount(job: JobRun): Promise<MachineAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const ids = await Promise.all(
    ['-u', '-g'].map(async (which) => {
      const { exitCode, output } = await job.machine.capture(['id', which, 'postgres']);
      return exitCode === 0 ? Number(output.toString('utf8')) : unprivileged;
    }),
  );
  return { uid: ids[0] ?? unprivileged, gid: ids[1] ?? unprivileged };
}

/** Of Debian's account without any rights. */
const unprivileged = 65_534;

async function makeFolder(
  job: JobRun,
  { id }: ServiceCall,
  account: MachineAccount | undefined,
): Promise<string> {
  const parent = join(job.folders.temp, '_services');
  const folder = join(parent, id.replaceAll(/\W+/g, '_'));
  await mkdir(job.folders.here(folder), { recursive: true });
  // Another user must come through to it, and read nothing on the way.
  if (account !== undefined)
    for (let path = parent; path.startsWith(job.folders.home); path = join(path, '..'))
      await chmod(job.folders.here(path), 0o711);
  await giveTo(job, folder, account);
  return folder;
}

async function giveTo(job: JobRun, path: string, account: MachineAccount | undefined): Promise<void> {
  if (account !== undefined) await chown(job.folders.here(path), account.uid, account.gid);
}

interface Cluster {
  readonly bin: string;
  /** In the machine. */
  readonly folder: string;
  readonly port: number;
  readonly method: string;
}

/** `pg_ctl --wait` ends when the server answers. */
function startScript({ env }: ServiceCall, { bin, folder, port, method }: Cluster): string {
  const user = env['POSTGRES_USER'] ?? 'postgres';
  const database = env['POSTGRES_DB'] ?? user;
  const program = (name: string): string => quoteForShell(join(bin, name));
  const data = quoteForShell(join(folder, 'data'));
  const as = `-h 127.0.0.1 -p ${port} -U ${quoteForShell(user)}`;
  const settings = `-p ${port} -k ${folder} -c listen_addresses=localhost`;
  return [
    'set -e',
    `cd ${quoteForShell(folder)}`,
    `${program('initdb')} -D ${data} -U ${quoteForShell(user)} --pwfile=password --auth=${method} -E UTF8 ${env['POSTGRES_INITDB_ARGS'] ?? ''} >initdb.log 2>&1 || { cat initdb.log; exit 1; }`,
    `${program('pg_ctl')} -D ${data} -l server.log --wait -o ${quoteForShell(settings)} start >pg_ctl.log 2>&1 || { cat server.log; exit 1; }`,
    ...(database === 'postgres'
      ? []
      : [`PGPASSWORD=$(cat password) ${program('createdb')} ${as} ${quoteForShell(database)}`]),
    'rm -f password',
  ].join('\n');
}

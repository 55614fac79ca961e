// MySQL or MariaDB as a service: a server of the job's own, made and ended with it. It takes what the images take (Docker Hub,
// "mysql" and "mariadb": …_ROOT_PASSWORD, …_ALLOW_EMPTY_PASSWORD, …_RANDOM_ROOT_PASSWORD, …_ROOT_HOST, …_DATABASE, …_USER,
// …_PASSWORD, beginning with MYSQL or, for MariaDB's image, MARIADB).
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quoteForShell } from '../../../lib/quote-for-shell.ts';
import { isFailed, type Explanation, type Result } from '../../../lib/result.ts';
import type { MysqlImage } from '../../../model/service-image.ts';
import { satisfies } from '../../build/select-runtimes.ts';
import { endOfJob } from '../end-of-job.ts';
import type { JobRun, RunningService } from '../job-run.ts';
import type { ServicePorts } from './ports.ts';
import type { ServiceCall } from './service-call.ts';

interface Wanted {
  /** Of the server: `mysqld` or `mariadbd`. */
  readonly program: string;
  readonly image: MysqlImage;
  readonly ports: ServicePorts;
}

const startTimeoutMs = 120_000;

/** It runs in the job's machine, so it ends with it. */
export async function startMysql(
  job: JobRun,
  call: ServiceCall,
  { program, image, ports }: Wanted,
): Promise<Result<RunningService, Explanation>> {
  const { output: said } = await job.machine.capture([program, '--version']);
  const server = serverIn(said.toString('utf8'));
  const other = otherServer(call, image, server);
  if (other !== undefined) {
    if (job.context.options.strictRuntimes)
      return { failed: { message: other, remedy: `Install ${askedFor(image)}.` } };
    job.context.report({ kind: 'Notice', message: other });
  }
  const accounts = accountsOf(call.env, image.product);
  if (isFailed(accounts)) return failed(call, accounts.failed);
  if (accounts.generated !== undefined)
    job.context.log.line(`Service ${call.id}: GENERATED ROOT PASSWORD: ${accounts.generated}`);
  const folder = join(job.folders.temp, '_services', call.id.replaceAll(/\W+/g, '_'));
  await mkdir(job.folders.here(folder), { recursive: true });
  await writeFile(job.folders.here(join(folder, 'init.sql')), accounts.statements.join('\n'), {
    mode: 0o600,
  });
  const script = startScript({ program, folder, port: ports.main, isMariadb: server.product === 'MariaDB' });
  const { exitCode, output } = await job.machine.capture(['/bin/sh', '-c', script], {
    timeoutMs: startTimeoutMs,
    signal: endOfJob(job.context),
    withErrors: true,
  });
  if (exitCode !== 0) {
    const last = output.toString('utf8').trim().split('\n').slice(-3).join('; ');
    return failed(call, `${server.product} does not start: ${last}`);
  }
  job.context.log.line(`Service ${call.id}: ${server.product} ${server.version} on port ${ports.main}`);
  return { id: call.id, network: '', ports: ports.shown };
}

function failed({ id, image }: ServiceCall, message: string): { readonly failed: Explanation } {
  return { failed: { message: `The service "${id}" (${image}) cannot be started: ${message}`, remedy: '' } };
}

interface Server {
  readonly product: MysqlImage['product'];
  readonly version: string;
}

/** `mysqld  Ver 10.11.19-MariaDB-… for …`, `/usr/sbin/mysqld  Ver 8.0.36 for Linux …`. Pure. */
function serverIn(text: string): Server {
  return {
    product: text.includes('MariaDB') ? 'MariaDB' : 'MySQL',
    version: /Ver ([\d.]+)/.exec(text)?.[1] ?? 'of an unknown version',
  };
}

function askedFor({ product, version }: MysqlImage): string {
  return version === '' ? product : `${product} ${version}`;
}

/** What is said when the machine has another server than the image; undefined when it fits. */
function otherServer({ id }: ServiceCall, image: MysqlImage, server: Server): string | undefined {
  const fits = image.version === '' || satisfies(image.version, server.version);
  if (server.product === image.product && fits) return undefined;
  return `The service "${id}" asks for ${askedFor(image)}, and this machine has ${server.product} ${server.version}`;
}

interface Accounts {
  /** One a line, as a server takes them when it starts. */
  readonly statements: readonly string[];
  readonly generated?: string;
}

/** As the images make them. */
function accountsOf(env: ServiceCall['env'], product: MysqlImage['product']): Result<Accounts> {
  const given = (key: string): string =>
    (product === 'MariaDB' ? env[`MARIADB_${key}`] : undefined) ?? env[`MYSQL_${key}`] ?? '';
  const allowsEmpty =
    given('ALLOW_EMPTY_PASSWORD') !== '' ||
    (product === 'MariaDB' && given('ALLOW_EMPTY_ROOT_PASSWORD') !== '');
  const generated = given('RANDOM_ROOT_PASSWORD') === '' ? undefined : randomBytes(18).toString('base64url');
  const rootPassword = generated ?? given('ROOT_PASSWORD');
  if (rootPassword === '' && !allowsEmpty)
    return {
      failed: `Database is uninitialized and password option is not specified: it takes one of ${passwordOptions(product).join(', ')}`,
    };
  const user = given('USER');
  if (user === 'root') return { failed: 'MYSQL_USER="root": the account of root has variables of its own' };
  const database = given('DATABASE');
  return {
    statements: [
      // MariaDB makes them without a password.
      "DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1';",
      `ALTER USER 'root'@'localhost' IDENTIFIED BY ${text(rootPassword)};`,
      ...rootFromElsewhere(given('ROOT_HOST') || '%', rootPassword),
      ...(database === '' ? [] : [`CREATE DATABASE IF NOT EXISTS ${name(database)};`]),
      ...userStatements(user, given('PASSWORD'), database),
      '',
    ],
    ...(generated !== undefined && { generated }),
  };
}

function passwordOptions(product: MysqlImage['product']): readonly string[] {
  const [prefix, empty] =
    product === 'MariaDB' ? ['MARIADB', 'ALLOW_EMPTY_ROOT_PASSWORD'] : ['MYSQL', 'ALLOW_EMPTY_PASSWORD'];
  return ['ROOT_PASSWORD', empty, 'RANDOM_ROOT_PASSWORD'].map((key) => `${prefix}_${key}`);
}

function rootFromElsewhere(host: string, password: string): readonly string[] {
  if (host === 'localhost') return [];
  const account = `'root'@${text(host)}`;
  return [
    `CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY ${text(password)};`,
    `GRANT ALL ON *.* TO ${account} WITH GRANT OPTION;`,
  ];
}

/** Without a password the images make no account. */
function userStatements(user: string, password: string, database: string): readonly string[] {
  if (user === '' || password === '') return [];
  const account = `${text(user)}@'%'`;
  return [
    `CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY ${text(password)};`,
    // In the name of a database that rights are given for, _ and % stand for any characters.
    ...(database === ''
      ? []
      : [`GRANT ALL ON ${name(database.replaceAll(/[_%]/g, String.raw`\$&`))}.* TO ${account};`]),
  ];
}

function text(value: string): string {
  return `'${value.replaceAll(/['\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}'`;
}

function name(value: string): string {
  return `\`${value.replaceAll('`', '``')}\``;
}

/** The server takes its accounts before it answers, so what answers is ready. */
function startScript({
  program,
  folder,
  port,
  isMariadb,
}: {
  readonly program: string;
  readonly folder: string;
  readonly port: number;
  readonly isMariadb: boolean;
}): string {
  const data = `--datadir=${quoteForShell(join(folder, 'data'))}`;
  const install = isMariadb
    ? `$(command -v mariadb-install-db || echo mysql_install_db) --no-defaults $as ${data} --skip-test-db --auth-root-authentication-method=normal`
    : `${program} --no-defaults $as --initialize-insecure ${data}`;
  const server = [
    `${program} --no-defaults $as ${data}`,
    // In the folder of its data: the path of a socket may have no more than some hundred characters.
    `--socket=server.sock --bind-address=127.0.0.1 --port=${port} --skip-name-resolve`,
    `--pid-file=${quoteForShell(join(folder, 'server.pid'))} --init-file=${quoteForShell(join(folder, 'init.sql'))}`,
    ...(isMariadb ? [] : ['--mysqlx=OFF']),
  ].join(' ');
  return [
    'set -e',
    `cd ${quoteForShell(folder)}`,
    'as=',
    'test "$(id -u)" != 0 || as=--user=root',
    `${install} >install.log 2>&1 || { cat install.log; exit 1; }`,
    `${server} >server.log 2>&1 </dev/null &`,
    'admin=$(command -v mariadb-admin || echo mysqladmin)',
    `until $admin --no-defaults --protocol=tcp --host=127.0.0.1 --port=${port} --connect-timeout=2 ping >ping.log 2>&1; do`,
    '  kill -0 $! 2>/dev/null || { cat server.log; exit 1; }',
    '  grep -q "Access denied" ping.log && break',
    '  sleep 0.05',
    'done',
    'rm -f init.sql',
  ].join('\n');
}

// Services of jobs that are programs of this machine, where it has them.
import { chmodSync, existsSync, globSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { commitAll } from '../rig/git.ts';
import { makeProject } from '../rig/project.ts';

const places = '{/usr/bin,/usr/sbin,/usr/local/bin,/usr/local/sbin}';
const hasRedis = globSync(`${places}/redis-server`).length > 0;
const hasMysql = globSync(`${places}/{mysqld,mariadbd}`).length > 0 && globSync(`${places}/mysql`).length > 0;

function makeRepository(workflow: string) {
  const app = makeProject();
  app.write('.github/workflows/ci.yml', workflow);
  commitAll(app.folder);
  return app;
}

/** What `… port 1234` in the log says. */
function portIn(text: string, what: string): number {
  return Number(new RegExp(`${what} port (\\d+)`).exec(text)?.[1]);
}

async function answers(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ port, host: '127.0.0.1' }, () => resolve(true));
  socket.once('error', () => resolve(false));
  const found = await promise;
  socket.destroy();
  return found;
}

test.skipIf(!hasRedis)(
  'a Redis of this machine has a port of its own in each job, and ends with it',
  async () => {
    await using app = makeRepository(`
on: push
jobs:
  cache:
    runs-on: ubuntu-latest
    strategy: {matrix: {n: [1, 2]}}
    services:
      redis:
        image: redis:7-alpine
        ports: [6379/tcp]
        options: --health-cmd "redis-cli ping" --health-interval 10s
    steps:
      - env: {PORT: "\${{ job.services.redis.ports[6379] }}"}
        run: redis-cli -p "$PORT" incr count; echo "number \${{ matrix.n }} port $PORT"
`);
    const { stdout, status } = await app.run('run');
    expect({ status, stdout }).toMatchObject({ status: 0 });
    const ports = ['number 1', 'number 2'].map((what) => portIn(stdout, what));
    expect(new Set(ports).size).toBe(2);
    expect(stdout.match(/\| 1$/gm)).toHaveLength(2);
    expect(await Promise.all(ports.map(answers))).toEqual([false, false]);
  },
);

test.skipIf(!hasMysql)('a MySQL of this machine has the accounts that its image would make', async () => {
  await using app = makeRepository(`
on: push
jobs:
  db:
    runs-on: ubuntu-latest
    services:
      mysql:
        image: mysql:5.1
        env: {MYSQL_ROOT_PASSWORD: "it's \\\\ root", MYSQL_DATABASE: my_app, MYSQL_USER: ann, MYSQL_PASSWORD: words}
        ports: ['3306']
        options: --health-cmd="mysqladmin ping" --health-interval=10s
    steps:
      - env: {PORT: "\${{ job.services.mysql.ports['3306'] }}"}
        run: |
          as() { user=$1; shift; MYSQL_PWD=$PASS mysql --no-defaults -h 127.0.0.1 -P "$PORT" -N -u "$user" "$@"; }
          PASS=words as ann my_app -e 'create table t (a int); insert into t values (41); select a + 1 from t'
          PASS="it's \\\\ root" as root -e "select concat('root of ', schema_name) from information_schema.schemata where schema_name = 'my_app'"
          PASS= as root -e 'select 1' || echo "refused without"
          PASS=words as ann myxapp -e 'select 1' || echo "refused elsewhere"
          echo "mysql port $PORT"
  closed:
    runs-on: ubuntu-latest
    services: {db: {image: 'mariadb:10', ports: [3306]}}
    steps: [{run: echo unreached}]
`);
  const { stdout, status } = await app.run('run');
  for (const said of ['| 42', '| root of my_app', '| refused without', '| refused elsewhere'])
    expect(stdout).toContain(said);
  expect(stdout).toContain('The service "mysql" asks for MySQL 5.1, and this machine has');
  expect(stdout).toContain(
    'The service "db" (mariadb:10) cannot be started: Database is uninitialized and password option is not specified',
  );
  expect(stdout).not.toContain('| unreached');
  expect(status).toBe(1);
  expect(await answers(portIn(stdout, 'mysql'))).toBe(false);
});

test('a service whose program the workflow changes is none of this machine', async () => {
  await using app = makeRepository(`
on: push
jobs:
  cache:
    runs-on: ubuntu-latest
    services: {redis: {image: 'redis:7', command: redis-server --requirepass words}}
    steps: [{run: echo unreached}]
`);
  vi.stubEnv('SLIPWAY_CONTAINER_ENGINE', '/bin/false');
  const { stdout, status } = await app.run('run');
  vi.unstubAllEnvs();
  expect(stdout).toContain('its image redis:7 needs a container engine');
  expect(status).toBe(1);
});

test('Ctrl-C ends the wait for a service, and those after it are not started', async () => {
  await using app = makeRepository(`
on: push
jobs:
  cache:
    runs-on: ubuntu-latest
    services:
      first: {image: redis, ports: ['6379']}
      second: {image: redis, ports: ['6379']}
    steps: [{run: echo unreached}]
`);
  const begun = join(app.folder, 'begun');
  app.write('bin/redis-server', `#!/bin/sh\necho begun >>'${begun}'\n`);
  app.write('bin/redis-cli', '#!/bin/sh\nexit 1\n');
  for (const name of ['server', 'cli']) chmodSync(join(app.folder, `bin/redis-${name}`), 0o755);
  vi.stubEnv('PATH', `${join(app.folder, 'bin')}:${process.env['PATH']}`);
  const run = app.start('run', '--isolation', 'process');
  vi.unstubAllEnvs();
  while (!existsSync(begun)) await delay(20);
  run.kill('SIGINT');
  expect((await run.ended).status).toBe(130);
  expect(app.read('begun')).toBe('begun\n');
});

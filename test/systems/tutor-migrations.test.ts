// The function that migrates the database of the tutor, started as Lambda starts it, over clusters of this machine.
import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPostgres } from '../../src/process/find-postgres.ts';
import { asMaster, clusterRecords, findCluster, removeCluster } from '../../src/targets/database/cluster.ts';
import type { SqlClient } from '../../src/targets/database/sql-client.ts';
import { readable } from '../../src/targets/daemon/record-file.ts';
import { until } from '../rig/api-ground.ts';
import { callJson, callQuery, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const source = join(import.meta.dirname, '..', '..', 'examples', 'tutor', 'src');
const hasPostgres = findPostgres('') !== undefined;
if (!hasPostgres) console.warn('The migrations are not tested: this machine has no PostgreSQL');

const opened = new AsyncDisposableStack();
let endpoint: TestEndpoint;
let targetsFolder: string;
let installed: string;

beforeAll(async () => {
  if (!hasPostgres) return;
  endpoint = opened.use(await openTestEndpoint());
  targetsFolder = join(endpoint.stateFolder, 'targets');
  installed = opened.use(await makeFolder()).path;
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(join(source, 'lambda', file), join(installed, file));
  await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund'], { cwd: installed });
});

afterAll(async () => {
  if (!hasPostgres) return;
  for (const record of readable(await clusterRecords(targetsFolder)))
    await removeCluster(targetsFolder, record);
  await opened.disposeAsync();
});

interface Tutor {
  /** Puts a migration next to those of the example. */
  readonly add: (name: string, sql: string) => void;
  readonly start: (variables?: Readonly<Record<string, string>>) => ChildProcessWithoutNullStreams;
  /** Its output and whether it succeeded. */
  readonly run: (
    variables?: Readonly<Record<string, string>>,
  ) => Promise<{ readonly output: string; readonly isOk: boolean }>;
  /** To the cluster that has the name now. */
  readonly connect: () => Promise<SqlClient>;
  /** The first column of each row. */
  readonly ask: (sql: string) => Promise<readonly (string | null | undefined)[]>;
}

async function rds(operation: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  const input = { Action: operation, Version: '2014-10-31', ...parameters };
  const { status, text } = await callQuery(endpoint, 'rds', input);
  if (status !== 200) throw new Error(text);
  return text;
}

/** The function with a cluster of its own, as the stack of the example makes both. */
async function makeTutor(name: string, environment: 'development' | 'production'): Promise<Tutor> {
  const { path: folder } = opened.use(await makeFolder());
  cpSync(join(source, 'lambda'), folder, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  cpSync(join(source, 'database/migrations'), join(folder, 'migrations'), { recursive: true });
  cpSync(join(source, 'database/validate.sql'), join(folder, 'validate.sql'));
  symlinkSync(join(installed, 'node_modules'), join(folder, 'node_modules'));
  const user = { username: 'tutor', password: 'correct-horse' };
  await callJson(endpoint, 'secretsmanager', {
    target: 'secretsmanager.CreateSecret',
    input: { Name: name, SecretString: JSON.stringify(user) },
  });
  const made = await rds('CreateDBCluster', {
    DBClusterIdentifier: name,
    Engine: 'aurora-postgresql',
    DatabaseName: 'tutor',
    MasterUsername: user.username,
    MasterUserPassword: user.password,
    'ServerlessV2ScalingConfiguration.MinCapacity': '0',
    'ServerlessV2ScalingConfiguration.MaxCapacity': '2',
  });
  await rds('CreateDBInstance', {
    DBInstanceIdentifier: `${name}-writer`,
    DBClusterIdentifier: name,
    DBInstanceClass: 'db.serverless',
    Engine: 'aurora-postgresql',
  });
  const { accessKeyId, secretAccessKey } = endpoint.credentials;
  const env = {
    PATH: process.env['PATH'],
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ENVIRONMENT: environment,
    DATABASE_CLUSTER: name,
    DATABASE_HOST: '127.0.0.1',
    DATABASE_PORT: /<Port>(\d+)</.exec(made)?.[1],
    DATABASE_NAME: 'tutor',
    DATABASE_SECRET: name,
  };
  const start: Tutor['start'] = (variables = {}) =>
    spawn(process.execPath, ['-e', "require('./migrate.js').handler({}).then(console.log)"], {
      cwd: folder,
      env: { ...env, ...variables },
    });
  const connect = async () => {
    const record = await findCluster(targetsFolder, name);
    if (record === undefined) throw new Error(`there is no cluster ${name}`);
    return await asMaster(targetsFolder, record, 'tutor');
  };
  return {
    add: (file, sql) => writeFileSync(join(folder, 'migrations', file), sql),
    start,
    run: async (variables) => {
      const child = start(variables);
      const output = Promise.all([text(child.stdout), text(child.stderr)]);
      const [status] = (await once(child, 'close')) as readonly unknown[];
      return { output: (await output).join(''), isOk: status === 0 };
    },
    connect,
    ask: async (sql) => {
      using client = await connect();
      return (await client.run(sql)).rows.map(([first]) => first);
    },
  };
}

const recorded = 'SELECT name FROM pgmigrations ORDER BY id';
const firstThree = ['0001_learners', '0002_quizzes', '0003_first_questions'];
const columns = "SELECT column_name FROM information_schema.columns WHERE table_name = 'learners' ORDER BY 1";
const emails = 'SELECT email FROM learners';

/** Spoils data that no rollback script could give back. */
const spoils = `-- Up Migration
ALTER TABLE learners ADD COLUMN nickname text;
UPDATE learners SET email = id::text;

-- Down Migration
ALTER TABLE learners DROP COLUMN nickname;
`;

describe.skipIf(!hasPostgres)('the migrations of the tutor', () => {
  // shows: S0-103, S0-108
  test.each([
    ['a later migration fails', 'ALTER TABLE nothing ADD COLUMN x int;', 'relation "nothing" does not exist'],
    [
      'tests fail',
      'ALTER TABLE answers ADD CONSTRAINT none CHECK (false) NOT VALID;',
      'The tests after the migration: new row for relation "answers" violates check constraint "none"',
    ],
    ['validation fails', "UPDATE questions SET answer = 'none of them';", 'Validation: {"id":1}'],
  ])('in production restore the snapshot under the same address when %s', async (title, sql, reason) => {
    const name = `tutor-${title.split(' ')[1]}`;
    const tutor = await makeTutor(name, 'production');
    expect(await tutor.run()).toMatchObject({ isOk: true });
    await tutor.ask("INSERT INTO learners (email, password_hash) VALUES ('ada@example.com', 'x')");
    const before = await rds('DescribeDBClusters', { DBClusterIdentifier: name });
    tutor.add('0004_spoils.sql', spoils);
    tutor.add('0005_broken.sql', `-- Up Migration\n${sql}\n`);
    const { output, isOk } = await tutor.run();
    expect(isOk).toBe(false);
    expect(output).toContain(reason);
    expect(output).toMatch(/the snapshot \S+-before-5-\d+ was restored, and the cluster \S+-failed-\d+ has/);
    expect(await tutor.ask(emails)).toEqual(['ada@example.com']);
    expect(await tutor.ask(columns)).toEqual(['created_at', 'email', 'id', 'password_hash']);
    expect(await tutor.ask(recorded)).toEqual(firstThree);
    const after = await rds('DescribeDBClusters', { DBClusterIdentifier: name });
    for (const element of ['Port', 'MinCapacity', 'MaxCapacity', 'DBInstanceIdentifier'])
      expect(elementIn(after, element)).toBe(elementIn(before, element));
    // The next run begins where the first one did, with the address that it always had.
    tutor.add('0005_broken.sql', '-- Up Migration\nSELECT 1;\n');
    expect(await tutor.run()).toMatchObject({ isOk: true });
    expect(await tutor.ask(recorded)).toEqual([...firstThree, '0004_spoils', '0005_broken']);
  });

  // shows: S0-112
  test('run up to the version that TARGET_DB_VERSION names', async () => {
    const tutor = await makeTutor('tutor-target', 'development');
    expect((await tutor.run({ TARGET_DB_VERSION: '1' })).output).toContain('at version 0, the code at 1;');
    expect(await tutor.ask(recorded)).toEqual(firstThree.slice(0, 1));
    expect((await tutor.run({ TARGET_DB_VERSION: '3' })).output).toContain('at version 1, the code at 3;');
    expect(await tutor.ask(recorded)).toEqual(firstThree);
  });

  test('in development are rolled back by their scripts, and a first one that fails leaves nothing to undo', async () => {
    const tutor = await makeTutor('tutor-development', 'development');
    tutor.add('0004_nickname.sql', spoils.replace(/UPDATE.*\n/, ''));
    tutor.add('0005_broken.sql', '-- Up Migration\nALTER TABLE nothing ADD COLUMN x int;\n');
    const { output, isOk } = await tutor.run();
    expect(isOk).toBe(false);
    expect(output).toContain('were rolled back by their scripts');
    expect(await tutor.ask(recorded)).toEqual([]);
    tutor.add('0001_learners.sql', '-- Up Migration\nALTER TABLE nothing ADD COLUMN x int;\n');
    expect((await tutor.run()).output).toContain('nothing was changed');
    expect(
      await rds('DescribeDBClusterSnapshots', { DBClusterIdentifier: 'tutor-development' }),
    ).not.toContain('<DBClusterSnapshotIdentifier>');
  });

  // shows: S0-113
  test('killed between two of them leave the version of the last complete one, from which the next run goes on', async () => {
    const tutor = await makeTutor('tutor-killed', 'development');
    tutor.add('0004_nickname.sql', spoils);
    tutor.add(
      '0005_waits.sql',
      '-- Up Migration\nALTER TABLE learners ADD COLUMN half text;\nSELECT pg_advisory_xact_lock(1);\n',
    );
    {
      using holder = await tutor.connect();
      await holder.run('SELECT pg_advisory_lock(1)');
      const child = tutor.start();
      await until(async () => (await tutor.ask('SELECT 1 FROM pg_locks WHERE NOT granted')).length > 0);
      child.kill('SIGKILL');
      await once(child, 'close');
      expect(await tutor.ask(recorded)).toEqual([...firstThree, '0004_nickname']);
    }
    // PostgreSQL notices that the function is gone when its statement has ended.
    await until(
      async () => (await tutor.ask("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'")).length === 0,
    );
    expect(await tutor.ask(columns)).not.toContain('half');
    expect(await tutor.run()).toMatchObject({ isOk: true });
    expect(await tutor.ask(recorded)).toEqual([...firstThree, '0004_nickname', '0005_waits']);
    expect(await tutor.ask(columns)).toContain('half');
  });
});

const elementIn = (xml: string, name: string) => new RegExp(`<${name}>([^<]*)</`).exec(xml)?.[1];

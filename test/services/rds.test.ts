// RDS and its Data API over real servers of PostgreSQL: clusters, their secret, snapshots and restores, statements, transactions.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPostgres } from '../../src/process/find-postgres.ts';
import { readUrl } from '../../src/services/rds/own-database.ts';
import { withNumbers } from '../../src/services/rds-data/placeholders.ts';
import {
  asMaster,
  clusterRecords,
  findCluster,
  isClusterRunning,
  pauseCluster,
  removeCluster,
  renameCluster,
  serverOf,
} from '../../src/targets/database/cluster.ts';
import { readable } from '../../src/targets/daemon/record-file.ts';
import { serverPid } from '../../src/targets/database/server.ts';
import { databaseKind } from '../../src/targets/database/kind.ts';
import { until } from '../rig/api-ground.ts';
import { callJson, callQuery, openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';

const hasPostgres = findPostgres('') !== undefined;
if (!hasPostgres) console.warn('RDS is not tested: this machine has no PostgreSQL');

let endpoint: TestEndpoint;
let targetsFolder: string;

beforeAll(async () => {
  endpoint = await openTestEndpoint();
  targetsFolder = join(endpoint.stateFolder, 'targets');
});

afterAll(async () => {
  for (const record of readable(await clusterRecords(targetsFolder)))
    await removeCluster(targetsFolder, record);
  await endpoint[Symbol.asyncDispose]();
});

async function rds(operation: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  const { text } = await callQuery(endpoint, 'rds', {
    Action: operation,
    Version: '2014-10-31',
    ...parameters,
  });
  return text;
}

const elementIn = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';

interface Answer {
  readonly status: number;
  readonly error: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

async function data(path: string, input: object): Promise<Answer> {
  const response = await fetch(`${endpoint.url}${path}`, {
    method: 'POST',
    headers: { ...signature('rds-data', endpoint.credentials), 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const error = response.headers.get('x-amzn-errortype')?.split(':')[0];
  return {
    status: response.status,
    error,
    body: (await response.json()) as Answer['body'],
  };
}

const clusterArn = (name: string): string => `arn:aws:rds:eu-central-1:111122223333:cluster:${name}`;

async function makeCluster(name: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const made = await rds('CreateDBCluster', {
    DBClusterIdentifier: name,
    Engine: 'aurora-postgresql',
    DatabaseName: 'tutor',
    MasterUsername: 'tutor',
    ManageMasterUserPassword: 'true',
    EnableHttpEndpoint: 'true',
    'ServerlessV2ScalingConfiguration.MinCapacity': '0.5',
    'ServerlessV2ScalingConfiguration.MaxCapacity': '2',
    ...more,
  });
  expect(made).toContain('<Status>available</Status>');
  return elementIn(made, 'SecretArn');
}

describe('the URL of a database of the user', () => {
  test.each([
    [
      'postgres://ada:p%40ss@db.local:6543/school',
      { host: 'db.local', port: 6543, user: 'ada', password: 'p@ss', database: 'school' },
    ],
    ['postgresql://ada@[::1]', { host: '::1', port: 5432, user: 'ada', password: '', database: 'ada' }],
    [
      'postgresql://ada:x@db/school?sslmode=require',
      { host: 'db', port: 5432, user: 'ada', password: 'x', database: 'school', tls: 'encrypted' },
    ],
    [
      'postgresql://ada:x@db/school?sslmode=verify-full',
      { host: 'db', port: 5432, user: 'ada', password: 'x', database: 'school', tls: 'verified' },
    ],
    ['mysql://ada:hidden@db/school', { failed: expect.stringContaining('mysql://') as unknown }],
    ['postgresql://db/school', { failed: expect.stringContaining('no user') as unknown }],
    [
      'postgresql://ada:hidden@db/school?options=-c',
      { failed: expect.stringContaining('options') as unknown },
    ],
    ['hidden', { failed: expect.stringContaining('no URL') as unknown }],
  ])('%s', (url, expected) => {
    const read = readUrl(url);
    expect(read).toEqual(expected);
    expect(JSON.stringify(read)).not.toContain('hidden');
  });
});

describe.skipIf(!hasPostgres)('a database of the user', () => {
  test('is the cluster whose name its URL has, is used, and is neither changed, copied nor removed', async () => {
    const original = await makeCluster('original');
    const secretOf = async (SecretId: string) => {
      const { body } = await callJson(endpoint, 'secretsmanager', {
        target: 'secretsmanager.GetSecretValue',
        input: { SecretId },
      });
      return JSON.parse(String(body['SecretString'])) as { username: string; password: string };
    };
    const { password } = await secretOf(original);
    const { port } = (await findCluster(targetsFolder, 'original')) ?? { port: 0 };
    const ground = { resourceArn: clusterArn('original'), secretArn: original, database: 'tutor' };
    await data('/Execute', { ...ground, sql: 'CREATE TABLE kept AS SELECT 7 AS number' });
    const nameUrl = async (database: string, word = password) =>
      callJson(endpoint, 'ssm', {
        target: 'AmazonSSM.PutParameter',
        input: {
          Name: '/slipway/database/mine',
          Type: 'SecureString',
          Value: `postgresql://tutor:${word}@127.0.0.1:${port}/${database}`,
          Overwrite: true,
        },
      });
    const create = async (more: Readonly<Record<string, string>> = {}) =>
      rds('CreateDBCluster', {
        DBClusterIdentifier: 'mine',
        Engine: 'aurora-postgresql',
        MasterUsername: 'someone',
        ManageMasterUserPassword: 'true',
        EnableHttpEndpoint: 'true',
        ...more,
      });
    await nameUrl('tutor', 'wrong');
    expect(await create()).toContain('does not let Slipway in');
    await nameUrl('tutor');
    expect(await create({ DatabaseName: 'other' })).toContain('does not exist');
    const secretArn = elementIn(await create(), 'SecretArn');
    expect(await secretOf(secretArn)).toEqual({ username: 'tutor', password });
    const read = await data('/Execute', {
      resourceArn: clusterArn('mine'),
      secretArn,
      sql: 'SELECT number FROM kept',
    });
    expect(read.body).toMatchObject({ records: [[{ longValue: 7 }]] });
    const refused: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['ModifyDBCluster', { MasterUserPassword: 'another-one' }],
      ['ModifyDBCluster', { RotateMasterUserPassword: 'true', ApplyImmediately: 'true' }],
      ['ModifyDBCluster', { ManageMasterUserPassword: 'false', MasterUserPassword: 'another-one' }],
      ['ModifyDBCluster', { NewDBClusterIdentifier: 'yours', ApplyImmediately: 'true' }],
      ['CreateDBClusterSnapshot', { DBClusterSnapshotIdentifier: 'of-mine' }],
      ['DeleteDBCluster', { FinalDBSnapshotIdentifier: 'last' }],
    ];
    for (const [operation, more] of refused)
      expect(await rds(operation, { DBClusterIdentifier: 'mine', ...more })).toContain(
        'it is a database of your own',
      );
    await rds('DeleteDBCluster', { DBClusterIdentifier: 'mine', SkipFinalSnapshot: 'true' });
    expect(await rds('DescribeDBClusters', { DBClusterIdentifier: 'mine' })).toContain('DBClusterNotFound');
    expect((await data('/Execute', { ...ground, sql: 'SELECT number FROM kept' })).body).toMatchObject({
      records: [[{ longValue: 7 }]],
    });
  });
});

describe.skipIf(!hasPostgres)('a cluster of Aurora', () => {
  // shows: S0-170
  test('answers the Data API with the user of its secret, and gives back what was written in a snapshot', async () => {
    const secretArn = await makeCluster('school');
    const target = { resourceArn: clusterArn('school'), secretArn, database: 'tutor' };
    const run = async (sql: string, more: object = {}) => await data('/Execute', { ...target, sql, ...more });
    const secret = await callJson(endpoint, 'secretsmanager', {
      target: 'secretsmanager.GetSecretValue',
      input: { SecretId: secretArn },
    });
    expect(JSON.parse(String(secret.body['SecretString']))).toMatchObject({ username: 'tutor' });
    await run(
      'CREATE TABLE pupils (id serial PRIMARY KEY, name text, born date, score numeric(5,2), extra jsonb)',
    );
    const inserted = await run(
      'INSERT INTO pupils (name, born, score, extra) VALUES (:name, :born, :score, :extra)',
      {
        parameters: [
          { name: 'name', value: { stringValue: "Ada's" } },
          { name: 'born', value: { stringValue: '1815-12-10' }, typeHint: 'DATE' },
          { name: 'score', value: { doubleValue: 97.5 } },
          { name: 'extra', value: { stringValue: '{"a":1}' }, typeHint: 'JSON' },
        ],
      },
    );
    expect(inserted.body).toEqual({ numberOfRecordsUpdated: 1, generatedFields: [] });
    const read = await run('SELECT id, name, born, score, NULL AS nothing FROM pupils', {
      includeResultMetadata: true,
    });
    expect(read.body).toMatchObject({
      records: [
        [
          { longValue: 1 },
          { stringValue: "Ada's" },
          { stringValue: '1815-12-10' },
          { stringValue: '97.50' },
          { isNull: true },
        ],
      ],
    });
    const json = await run('SELECT name, score FROM pupils', { formatRecordsAs: 'JSON' });
    expect(JSON.parse(String(json.body['formattedRecords']))).toEqual([{ name: "Ada's", score: 97.5 }]);
    const wrong = await run('SELECT nothing FROM nowhere');
    expect(wrong).toMatchObject({ status: 400, error: 'DatabaseErrorException' });
    expect(String(wrong.body['message'])).toContain('SQLState: 42P01');
    const begun = await data('/BeginTransaction', target);
    const transactionId = String(begun.body['transactionId']);
    await run('DELETE FROM pupils', { transactionId });
    expect((await run('SELECT count(*) FROM pupils')).body['records']).toEqual([[{ longValue: 1 }]]);
    await data('/RollbackTransaction', { ...target, transactionId });
    expect((await run('SELECT 1', { transactionId })).error).toBe('TransactionNotFoundException');

    const snapshot = { DBClusterSnapshotIdentifier: 'before', DBClusterIdentifier: 'school' };
    expect(await rds('CreateDBClusterSnapshot', snapshot)).toContain('<Status>available</Status>');
    await run('DROP TABLE pupils');
    const restored = await rds('RestoreDBClusterFromSnapshot', {
      DBClusterIdentifier: 'school-again',
      SnapshotIdentifier: 'before',
      Engine: 'aurora-postgresql',
    });
    expect(restored).toContain('<DBClusterIdentifier>school-again</DBClusterIdentifier>');
    const again = readable(await clusterRecords(targetsFolder)).find(({ name }) => name === 'school-again');
    expect(again).toBeDefined();
    if (again === undefined) return;
    using client = await asMaster(targetsFolder, again, 'tutor');
    expect((await client.run('SELECT name FROM pupils')).rows).toEqual([["Ada's"]]);
    const shown = (await databaseKind.observe(targetsFolder)).find(({ view }) => view.name === 'school');
    expect(shown?.summary.note).toMatch(/^127\.0\.0\.1:\d+ {2}PostgreSQL$/);
  });

  test('takes the address with the name of another one, and completes a change of names that was ended in the middle', async () => {
    await makeCluster('live');
    const portOf = async (name: string) =>
      elementIn(await rds('DescribeDBClusters', { DBClusterIdentifier: name }), 'Port');
    const write = async (name: string) => {
      const record = await findCluster(targetsFolder, name);
      if (record === undefined) throw new Error(`${name} has no record`);
      using client = await asMaster(targetsFolder, record, 'tutor');
      await client.run(`CREATE TABLE of_${name} ()`);
    };
    const instance = { DBInstanceIdentifier: 'live-writer', DBClusterIdentifier: 'live' };
    await rds('CreateDBInstance', {
      ...instance,
      DBInstanceClass: 'db.serverless',
      Engine: 'aurora-postgresql',
    });
    await write('live');
    await makeCluster('copy');
    await write('copy');
    const port = await portOf('live');
    const give = async (from: string, to: string) =>
      await rds('ModifyDBCluster', {
        DBClusterIdentifier: from,
        NewDBClusterIdentifier: to,
        ApplyImmediately: 'true',
      });
    expect(await give('copy', 'live')).toContain('DBClusterAlreadyExistsFault');
    expect(
      await rds('ModifyDBCluster', { DBClusterIdentifier: 'live', NewDBClusterIdentifier: 'old' }),
    ).toContain('set ApplyImmediately');
    // As of an endpoint that was killed before it wrote that the cluster has another name.
    await renameCluster(targetsFolder, { from: 'live', to: 'old' });
    expect(await give('live', 'old')).toContain('<DBClusterIdentifier>old</DBClusterIdentifier>');
    expect(await give('copy', 'live')).toContain('<DBClusterIdentifier>live</DBClusterIdentifier>');
    expect(await portOf('live')).toBe(port);
    const live = await findCluster(targetsFolder, 'live');
    if (live === undefined) throw new Error('the cluster has no record');
    using client = await asMaster(targetsFolder, live, 'tutor');
    expect((await client.run("SELECT tablename FROM pg_tables WHERE tablename LIKE 'of_%'")).rows).toEqual([
      ['of_copy'],
    ]);
    const renamed = await rds('ModifyDBInstance', {
      DBInstanceIdentifier: 'live-writer',
      NewDBInstanceIdentifier: 'old-writer',
      ApplyImmediately: 'true',
    });
    expect(elementIn(renamed, 'DBClusterIdentifier')).toBe('old');
    expect(await rds('DescribeDBInstances', { DBInstanceIdentifier: 'live-writer' })).toContain(
      'DBInstanceNotFound',
    );
  });

  test('that is paused answers the Data API with DatabaseResumingException until it runs again', async () => {
    const secretArn = await makeCluster('sleepy', {
      'ServerlessV2ScalingConfiguration.MinCapacity': '0',
      'ServerlessV2ScalingConfiguration.SecondsUntilAutoPause': '300',
    });
    const record = await findCluster(targetsFolder, 'sleepy');
    if (record === undefined) throw new Error('the cluster has no record');
    expect(record.pauseSeconds).toBe(300);
    await pauseCluster(targetsFolder, record);
    const ask = async () =>
      await data('/Execute', { resourceArn: clusterArn('sleepy'), secretArn, sql: 'SELECT 1' });
    expect(await ask()).toMatchObject({ status: 400, error: 'DatabaseResumingException' });
    await until(async () => (await ask()).error !== 'DatabaseResumingException');
    expect((await ask()).body['records']).toEqual([[{ longValue: 1 }]]);
  });

  test('refuses a wrong password, a minimum of 0.2 and a deletion that would lose the data by mistake', async () => {
    await makeCluster('small');
    const { body } = await callJson(endpoint, 'secretsmanager', {
      target: 'secretsmanager.CreateSecret',
      input: { Name: 'wrong', SecretString: JSON.stringify({ username: 'tutor', password: 'no' }) },
    });
    const target = { resourceArn: clusterArn('small'), secretArn: body['ARN'], sql: 'SELECT 1' };
    expect(await data('/Execute', target)).toMatchObject({ error: 'BadRequestException' });
    const refused = await rds('ModifyDBCluster', {
      DBClusterIdentifier: 'small',
      'ServerlessV2ScalingConfiguration.MinCapacity': '0.2',
      'ServerlessV2ScalingConfiguration.MaxCapacity': '1',
    });
    expect(refused).toContain("isn't valid");
    expect(await rds('DeleteDBCluster', { DBClusterIdentifier: 'small' })).toContain(
      'FinalDBSnapshotIdentifier',
    );
    const deleted = await rds('DeleteDBCluster', { DBClusterIdentifier: 'small', SkipFinalSnapshot: 'true' });
    expect(deleted).toContain('<Status>deleting</Status>');
    expect(await rds('DescribeDBClusters', { DBClusterIdentifier: 'small' })).toContain(
      'DBClusterNotFoundFault',
    );
  });

  test('runs again on the same port, with its data, when its server was killed', async () => {
    await makeCluster('killed');
    const before = readable(await clusterRecords(targetsFolder)).find(({ name }) => name === 'killed');
    if (before === undefined) throw new Error('the cluster has no record');
    process.kill(serverPid(serverOf(targetsFolder, before).folder) ?? 0, 'SIGKILL');
    await until(() => !isClusterRunning(targetsFolder, before));
    const revived = await databaseKind.revive({
      targetsFolder,
      signal: new AbortController().signal,
      onDead: () => undefined,
    });
    expect(revived.map(({ name }) => name)).toEqual(['killed']);
    expect(readable(await clusterRecords(targetsFolder)).find(({ name }) => name === 'killed')).toEqual(
      before,
    );
  });
});

test.each([
  ['SELECT :a, :b, :a', 'SELECT $1, $2, $1', ['a', 'b']],
  ["SELECT ':a', x::int FROM t WHERE y = :y", "SELECT ':a', x::int FROM t WHERE y = $1", ['y']],
  ['SELECT ":a" -- :b\n, :c /* :d */', 'SELECT ":a" -- :b\n, $1 /* :d */', ['c']],
  ['SELECT $$:a$$, $q$:b$q$, :c', 'SELECT $$:a$$, $q$:b$q$, $1', ['c']],
])('%s has placeholders where they are meant', (sql, expected, names) => {
  expect(withNumbers(sql)).toEqual({ sql: expected, names });
});

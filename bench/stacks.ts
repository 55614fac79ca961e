// Stacks of CloudFormation and databases of this machine under measure, each next to what it aims at.
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { findPostgres } from '../src/process/find-postgres.ts';
import { ask, openEndpoint, signed, type Endpoint } from './account.ts';
import { measure, report } from './measure.ts';

const runs = 5;
const aim = (milliseconds: number) => ({ name: 'the aim', missing: `${milliseconds} ms` });

export async function stacks(folder: string): Promise<void> {
  await using endpoint = await openEndpoint(join(folder, 'stacks'));
  await fiftyResources(endpoint);
  await changeSet(endpoint);
  if (findPostgres('') === undefined) console.log('Databases are not measured: there is no PostgreSQL');
  else await database(endpoint);
}

type Parameters = Readonly<Record<string, string>>;

async function query(endpoint: Endpoint, service: string, parameters: Parameters): Promise<string> {
  const headers = { ...signed(endpoint, service), 'content-type': 'application/x-www-form-urlencoded' };
  return await ask(endpoint.url, { headers, body: new URLSearchParams(parameters).toString() });
}

async function call(endpoint: Endpoint, Action: string, parameters: Parameters): Promise<string> {
  return await query(endpoint, 'cloudformation', { Version: '2010-05-15', Action, ...parameters });
}

async function statusOf(endpoint: Endpoint, StackName: string): Promise<string> {
  for (;;) {
    const text = await call(endpoint, 'DescribeStacks', { StackName });
    const status = /<StackStatus>(\w+)</.exec(text)?.[1] ?? '';
    if (!status.endsWith('_IN_PROGRESS')) return status;
    await delay(10);
  }
}

/** What needs nothing but Slipway: parameters, groups of logs, secrets and buckets. */
function template(count: number): string {
  const kinds = [
    { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'x' } },
    { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 7 } },
    { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: 'x' } },
    { Type: 'AWS::S3::Bucket' },
    { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: { Ref: 'AWS::Region' } } },
  ];
  const resources = Array.from({ length: count }, (_, at) => [`R${at}`, kinds[at % kinds.length]] as const);
  return JSON.stringify({ Resources: Object.fromEntries(resources) });
}

async function fiftyResources(endpoint: Endpoint): Promise<void> {
  const StackName = 'bench';
  const TemplateBody = template(50);
  const create = async () => {
    const startedAt = performance.now();
    await call(endpoint, 'CreateStack', { StackName, TemplateBody });
    expectStatus(await statusOf(endpoint, StackName), 'CREATE_COMPLETE');
    return performance.now() - startedAt;
  };
  const createAnew = async () => {
    const took = await create();
    const text = await call(endpoint, 'DescribeStacks', { StackName });
    await call(endpoint, 'DeleteStack', { StackName });
    expectStatus(await statusOf(endpoint, /<StackId>([^<]+)</.exec(text)?.[1] ?? ''), 'DELETE_COMPLETE');
    return took;
  };
  report(await measure('a stack of 50 resources, created', runs, createAnew), aim(5000));
  await create();
  const update = async () => {
    const startedAt = performance.now();
    const answer = await call(endpoint, 'UpdateStack', { StackName, TemplateBody }).catch(String);
    if (!answer.includes('No updates are to be performed')) throw new Error(answer);
    return performance.now() - startedAt;
  };
  report(await measure('the same stack, an update without a change', runs, update), aim(500));
}

function expectStatus(status: string, expected: string): void {
  if (status !== expected) throw new Error(`The stack is ${status}, and not ${expected}`);
}

async function changeSet(endpoint: Endpoint): Promise<void> {
  let count = 0;
  const create = async () => {
    const given = { StackName: 'large', ChangeSetName: `c${count++}`, ChangeSetType: 'CREATE' };
    const startedAt = performance.now();
    await call(endpoint, 'CreateChangeSet', { ...given, TemplateBody: template(500) });
    return performance.now() - startedAt;
  };
  report(await measure('a change set of 500 resources', runs, create), aim(300));
}

async function database(endpoint: Endpoint): Promise<void> {
  const rds = async (Action: string, parameters: Parameters) =>
    query(endpoint, 'rds', { Version: '2014-10-31', Action, ...parameters });
  const engine = { Engine: 'aurora-postgresql' };
  const text = await rds('CreateDBCluster', {
    ...engine,
    DBClusterIdentifier: 'bench',
    DatabaseName: 'bench',
    MasterUsername: 'bench',
    ManageMasterUserPassword: 'true',
    EnableHttpEndpoint: 'true',
  });
  const sql = `CREATE TABLE t AS SELECT repeat(md5(n::text), 31) AS x FROM generate_series(1, 100000) n`;
  await ask(`${endpoint.url}/Execute`, {
    headers: { ...signed(endpoint, 'rds-data'), 'content-type': 'application/json' },
    body: JSON.stringify({
      resourceArn: /<DBClusterArn>([^<]+)</.exec(text)?.[1],
      secretArn: /<SecretArn>([^<]+)</.exec(text)?.[1],
      database: 'bench',
      sql,
    }),
  });
  let count = 0;
  const timed = async (work: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await work();
    return performance.now() - startedAt;
  };
  const DBClusterSnapshotIdentifier = () => `s${count}`;
  const snapshot = async () => {
    count += 1;
    return await timed(() =>
      rds('CreateDBClusterSnapshot', {
        DBClusterIdentifier: 'bench',
        DBClusterSnapshotIdentifier: DBClusterSnapshotIdentifier(),
      }),
    );
  };
  report(await measure('a snapshot of a database of 100 MB', runs, snapshot), aim(2000));
  let restored = 0;
  const restore = async () =>
    await timed(() =>
      rds('RestoreDBClusterFromSnapshot', {
        ...engine,
        DBClusterIdentifier: `restored-${restored++}`,
        SnapshotIdentifier: DBClusterSnapshotIdentifier(),
      }),
    );
  report(await measure('its restoration as a new cluster', runs, restore), aim(2000));
}

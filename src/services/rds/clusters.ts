// Clusters: each is a server of PostgreSQL on this machine, made before its creation is answered.
import type { RdsApi } from '../../aws/operations/rds.ts';
import { defined } from '../../lib/defined.ts';
import { shortId } from '../../lib/id.ts';
import {
  asMaster,
  findCluster,
  openCluster,
  removeCluster,
  setPause,
} from '../../targets/database/cluster.ts';
import { noPostgres, postgresVersion } from '../../targets/database/server.ts';
import { pageOf } from '../page.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { autoPauseOf } from './auto-pause.ts';
import { clusterOutput } from './outputs.ts';
import {
  dropSecret,
  keepOwnSecret,
  keepSecret,
  newPassword,
  rotateNow,
  withPassword,
} from './master-password.ts';
import { checkOwnDatabase, ownDatabaseOf, refuseOwn, type OwnDatabase } from './own-database.ts';
import { renameCluster } from './rename.ts';
import { scalingOf } from './scaling.ts';
import { snapshotCluster } from './snapshots.ts';
import {
  checkedName,
  clusterNamed,
  clusters,
  forgetCluster,
  instances,
  saveCluster,
  snapshotNamed,
  tagsOf,
  type ClusterDocument,
  type Op,
  type Shapes,
} from './rds-records.ts';

/** What has no counterpart here is kept and given back, under its name in the output. */
const givenBack: Readonly<Record<string, string>> = {
  BackupRetentionPeriod: 'BackupRetentionPeriod',
  DBSubnetGroupName: 'DBSubnetGroup',
  DBClusterParameterGroupName: 'DBClusterParameterGroup',
  StorageEncrypted: 'StorageEncrypted',
  KmsKeyId: 'KmsKeyId',
  StorageType: 'StorageType',
  PreferredBackupWindow: 'PreferredBackupWindow',
  PreferredMaintenanceWindow: 'PreferredMaintenanceWindow',
  CopyTagsToSnapshot: 'CopyTagsToSnapshot',
  EnableIAMDatabaseAuthentication: 'IAMDatabaseAuthenticationEnabled',
};

function givenOf(input: object): ClusterDocument['given'] {
  const values = input as Readonly<Record<string, unknown>>;
  const given = Object.entries(givenBack).flatMap(([name, output]) =>
    values[name] === undefined ? [] : [[output, values[name]] as const],
  );
  const groups = values['VpcSecurityGroupIds'] as readonly string[] | undefined;
  const inGroups = groups?.map((VpcSecurityGroupId) => ({ VpcSecurityGroupId, Status: 'active' }));
  return defined({ ...Object.fromEntries(given), VpcSecurityGroups: inGroups });
}

export const createDBCluster: Op<'CreateDBCluster'> = async (input, call) => {
  const identifier = checkedName(input.DBClusterIdentifier, 'DBClusterIdentifier');
  checkEngine(input.Engine);
  if (clusters.get(call, identifier) !== undefined) throw alreadyExists();
  const { MasterUsername: masterUsername, MasterUserPassword, ManageMasterUserPassword = false } = input;
  if (masterUsername === undefined)
    throw refuse<RdsApi>('ValidationError', 'The parameter MasterUsername must be provided.');
  if (ManageMasterUserPassword === (MasterUserPassword !== undefined))
    throw refuse<RdsApi>(
      'ValidationError',
      ManageMasterUserPassword
        ? "You can't specify MasterUserPassword for a cluster with ManageMasterUserPassword enabled."
        : 'The parameter MasterUserPassword must be provided.',
    );
  const own = ownDatabaseOf(call, identifier);
  if (own !== undefined)
    return {
      DBCluster: clusterOutput(call, await takeOwn(call, { input, identifier, own, masterUsername })),
    };
  const password = MasterUserPassword ?? newPassword();
  const databaseName = input.DatabaseName;
  const document = await make(call, {
    input,
    identifier,
    open: { masterUsername, password, ...defined({ databaseName }) },
    managed: ManageMasterUserPassword ? password : undefined,
  });
  return { DBCluster: clusterOutput(call, document) };
};

export const restoreDBClusterFromSnapshot: Op<'RestoreDBClusterFromSnapshot'> = async (input, call) => {
  const identifier = checkedName(input.DBClusterIdentifier, 'DBClusterIdentifier');
  checkEngine(input.Engine);
  if (clusters.get(call, identifier) !== undefined) throw alreadyExists();
  const own = ownDatabaseOf(call, identifier);
  if (own !== undefined) refuseOwn({ identifier, own }, 'No snapshot is restored into');
  const { identifier: snapshot, cluster } = snapshotNamed(call, input.SnapshotIdentifier);
  const { masterUsername, databaseName = input.DatabaseName } = cluster;
  const document = await make(call, {
    input,
    identifier,
    open: { masterUsername, snapshot, ...defined({ databaseName }) },
    managed: undefined,
  });
  return { DBCluster: clusterOutput(call, document) };
};

interface TakingOwn {
  readonly input: Shapes['CreateDBClusterMessage'];
  readonly identifier: string;
  readonly own: OwnDatabase;
  readonly masterUsername: string;
}

/** The user's own database: the secret that RDS would manage has the user of its URL. */
async function takeOwn(
  call: ServiceCall,
  { input, identifier, own, masterUsername }: TakingOwn,
): Promise<ClusterDocument> {
  const { host, tls, port, user: username, password } = own;
  await checkOwnDatabase(own, input);
  const isManaged = input.ManageMasterUserPassword === true;
  const resourceId = `cluster-${shortId(26)}`;
  const secretArn = isManaged
    ? await keepOwnSecret(call, { identifier, resourceId, username, password })
    : undefined;
  const document: ClusterDocument = {
    ...documentOf(call, input),
    identifier,
    resourceId,
    engineVersion: input.EngineVersion ?? 'of its own',
    masterUsername: isManaged ? username : masterUsername,
    port,
    own: { host, ...defined({ tls }) },
    databaseName: input.DatabaseName ?? own.database,
    ...defined({ scaling: scalingOf(input.ServerlessV2ScalingConfiguration), secretArn }),
  };
  saveCluster(call, 'CreateDBCluster', document);
  return document;
}

interface Making {
  readonly input: Shapes['CreateDBClusterMessage'] | Shapes['RestoreDBClusterFromSnapshotMessage'];
  readonly identifier: string;
  readonly open: {
    readonly masterUsername: string;
    readonly databaseName?: string;
    readonly password?: string;
    readonly snapshot?: string;
  };
  /** The password that RDS keeps as a secret. */
  readonly managed: string | undefined;
}

async function make(
  call: ServiceCall,
  { input, identifier, open, managed }: Making,
): Promise<ClusterDocument> {
  const scaling = scalingOf(input.ServerlessV2ScalingConfiguration);
  const version = postgresVersion();
  if (version === undefined) throw refuse<RdsApi>('ValidationError', noPostgres);
  const { targetsFolder } = call.ground;
  const record = await openCluster({
    targetsFolder,
    name: identifier,
    ...open,
    ...defined({ pauseSeconds: scaling?.pauseSeconds }),
  });
  if (open.databaseName !== undefined && open.snapshot === undefined)
    await createDatabase(call, identifier, open.databaseName);
  const resourceId = `cluster-${shortId(26)}`;
  const secretArn =
    managed === undefined
      ? undefined
      : await keepSecret(call, {
          identifier,
          resourceId,
          username: open.masterUsername,
          password: managed,
        });
  const wanted = input.EngineVersion;
  if (wanted !== undefined && wanted.split('.')[0] !== version)
    noteNotExecuted(call, 'RDS', `EngineVersion ${wanted}: the cluster runs PostgreSQL ${version}`);
  const document: ClusterDocument = {
    ...documentOf(call, input),
    identifier,
    resourceId,
    engineVersion: wanted ?? version,
    masterUsername: open.masterUsername,
    port: record.port,
    ...defined({ databaseName: open.databaseName, scaling, secretArn }),
  };
  saveCluster(
    call,
    open.snapshot === undefined ? 'CreateDBCluster' : 'RestoreDBClusterFromSnapshot',
    document,
  );
  autoPauseOf(call);
  return document;
}

/** What is kept as it was given. */
function documentOf({ now }: ServiceCall, input: Making['input']) {
  return {
    createdAt: now,
    hasHttpEndpoint: ('EnableHttpEndpoint' in input && input.EnableHttpEndpoint) ?? false,
    isProtected: input.DeletionProtection ?? false,
    tags: tagsOf(input.Tags),
    given: givenOf(input),
  };
}

async function createDatabase({ ground }: ServiceCall, identifier: string, name: string): Promise<void> {
  const record = await findCluster(ground.targetsFolder, identifier);
  if (record === undefined) return;
  using client = await asMaster(ground.targetsFolder, record);
  const { rows } = await client.run('SELECT 1 FROM pg_database WHERE datname = $1', [
    { text: name, type: 0 },
  ]);
  if (rows.length === 0) await client.run(`CREATE DATABASE "${name.replaceAll('"', '""')}"`);
}

function checkEngine(engine: string): void {
  if (engine === 'aurora-postgresql' || engine === 'postgres') return;
  throw refuse<RdsApi>(
    'ValidationError',
    `Slipway runs clusters of aurora-postgresql with the PostgreSQL of this machine, and not ${engine}`,
  );
}

function alreadyExists() {
  return refuse<RdsApi>('DBClusterAlreadyExistsFault', 'DB Cluster already exists');
}

export const describeDBClusters: Op<'DescribeDBClusters'> = (input, call) => {
  const { DBClusterIdentifier, MaxRecords = 100, Marker } = input;
  const all =
    DBClusterIdentifier === undefined ? clusters.list(call) : [clusterNamed(call, DBClusterIdentifier)];
  const { items, next } = pageOf(
    all.toSorted((a, b) => (a.identifier < b.identifier ? -1 : 1)),
    {
      keyOf: ({ identifier }) => identifier,
      size: MaxRecords,
      token: Marker,
      onWrongToken: () => refuse<RdsApi>('ValidationError', 'The marker is not one that was given out'),
    },
  );
  return defined({ DBClusters: items.map((each) => clusterOutput(call, each)), Marker: next });
};

const isManaged = ({ secretArn }: ClusterDocument) => secretArn !== undefined;

export const modifyDBCluster: Op<'ModifyDBCluster'> = async (input, call) => {
  const before = clusterNamed(call, input.DBClusterIdentifier);
  if (input.NewDBClusterIdentifier !== undefined) refuseOwn(before, 'No new name is given to');
  if (input.MasterUserPassword !== undefined || input.RotateMasterUserPassword === true)
    refuseOwn(before, 'No password is changed in');
  if ((input.ManageMasterUserPassword ?? isManaged(before)) !== isManaged(before))
    refuseOwn(before, 'No password is changed in');
  const scaling = scalingOf(input.ServerlessV2ScalingConfiguration) ?? before.scaling;
  const { targetsFolder } = call.ground;
  const record = await findCluster(targetsFolder, before.identifier);
  if (record !== undefined) await setPause(targetsFolder, record, scaling?.pauseSeconds);
  const document: ClusterDocument = {
    ...(await withPassword(call, before, input)),
    hasHttpEndpoint: input.EnableHttpEndpoint ?? before.hasHttpEndpoint,
    isProtected: input.DeletionProtection ?? before.isProtected,
    engineVersion: input.EngineVersion ?? before.engineVersion,
    given: { ...before.given, ...givenOf(input) },
    ...defined({ scaling }),
  };
  saveCluster(call, 'ModifyDBCluster', document);
  if (input.RotateMasterUserPassword === true) await rotateNow(call, document, input);
  const { NewDBClusterIdentifier: name, ApplyImmediately: isAtOnce } = input;
  const named = name === undefined ? document : await renameCluster(call, document, { name, isAtOnce });
  return { DBCluster: clusterOutput(call, named) };
};

export const deleteDBCluster: Op<'DeleteDBCluster'> = async (input, call) => {
  const cluster = clusterNamed(call, input.DBClusterIdentifier);
  const { identifier, secretArn } = cluster;
  if (cluster.isProtected)
    throw refuse<RdsApi>(
      'ValidationError',
      'Cannot delete protected Cluster, please disable deletion protection and try again.',
    );
  if (instances.list(call).some((each) => each.cluster === identifier))
    throw refuse<RdsApi>(
      'InvalidDBClusterStateFault',
      'Cluster cannot be deleted, it still contains DB instances in non-deleting state.',
    );
  const { SkipFinalSnapshot: isSkipped = false, FinalDBSnapshotIdentifier: final } = input;
  if (final !== undefined) refuseOwn(cluster, 'No final snapshot is taken of');
  if (isSkipped === (final !== undefined))
    throw refuse<RdsApi>(
      'ValidationError',
      isSkipped
        ? 'FinalDBSnapshotIdentifier can not be specified when deleting a cluster with SkipFinalSnapshot'
        : 'FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.',
    );
  if (final !== undefined) await snapshotCluster(call, cluster, { identifier: final, tags: {} });
  const record = await findCluster(call.ground.targetsFolder, identifier);
  const answer = clusterOutput(call, cluster);
  autoPauseOf(call).forget(identifier);
  if (record !== undefined) await removeCluster(call.ground.targetsFolder, record);
  forgetCluster(call, identifier);
  if (secretArn !== undefined) await dropSecret(call, secretArn);
  return { DBCluster: { ...answer, Status: 'deleting' } };
};

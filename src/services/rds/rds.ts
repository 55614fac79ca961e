// RDS: clusters of Aurora PostgreSQL, as servers of this machine. What else RDS has (subnet groups, parameter groups) is recorded.
import type { RdsApi } from '../../aws/operations/rds.ts';
import { removeSnapshot } from '../../targets/database/cluster.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import { refuse, type Operations, type ServiceCall } from '../service.ts';
import {
  createDBCluster,
  deleteDBCluster,
  describeDBClusters,
  modifyDBCluster,
  restoreDBClusterFromSnapshot,
} from './clusters.ts';
import { instanceOutput, snapshotOutput } from './outputs.ts';
import { renameInstance } from './rename.ts';
import { snapshotCluster } from './snapshots.ts';
import {
  arnOfRds,
  checkedName,
  clusterNamed,
  instances,
  nameOf,
  saveCluster,
  snapshotNamed,
  snapshots,
  tagList,
  tagsOf,
  type InstanceDocument,
  type Op,
  type Tags,
} from './rds-records.ts';

const createDBInstance: Op<'CreateDBInstance'> = (input, call) => {
  const identifier = checkedName(input.DBInstanceIdentifier, 'DBInstanceIdentifier');
  if (input.DBClusterIdentifier === undefined)
    throw refuse<RdsApi>(
      'ValidationError',
      'Slipway runs instances of clusters: create a cluster of aurora-postgresql, and name it in DBClusterIdentifier',
    );
  const cluster = clusterNamed(call, input.DBClusterIdentifier);
  const document: InstanceDocument = {
    identifier,
    cluster: cluster.identifier,
    class: input.DBInstanceClass,
    createdAt: call.now,
    tags: tagsOf(input.Tags),
  };
  if (!instances.add(call, identifier, document))
    throw refuse<RdsApi>('DBInstanceAlreadyExistsFault', 'DB instance already exists');
  return { DBInstance: instanceOutput(call, document, cluster) };
};

function instanceNamed(call: ServiceCall, identifier: string): InstanceDocument {
  const name = nameOf(identifier);
  const found = instances.get(call, name);
  if (found !== undefined) return found;
  throw refuse<RdsApi>('DBInstanceNotFoundFault', `DBInstance ${name} not found.`);
}

const describeDBInstances: Op<'DescribeDBInstances'> = ({ DBInstanceIdentifier, Filters = [] }, call) => {
  const all =
    DBInstanceIdentifier === undefined ? instances.list(call) : [instanceNamed(call, DBInstanceIdentifier)];
  const ofCluster = Filters.find(({ Name }) => Name === 'db-cluster-id')?.Values.map(nameOf);
  const asked = all.filter(({ cluster }) => ofCluster?.includes(cluster) ?? true);
  return { DBInstances: asked.map((each) => instanceOutput(call, each, clusterNamed(call, each.cluster))) };
};

const modifyDBInstance: Op<'ModifyDBInstance'> = (input, call) => {
  const before = instanceNamed(call, input.DBInstanceIdentifier);
  const document = { ...before, class: input.DBInstanceClass ?? before.class };
  instances.put(call, before.identifier, document);
  const { NewDBInstanceIdentifier: name, ApplyImmediately: isAtOnce } = input;
  const named = name === undefined ? document : renameInstance(call, document, { name, isAtOnce });
  return { DBInstance: instanceOutput(call, named, clusterNamed(call, named.cluster)) };
};

const deleteDBInstance: Op<'DeleteDBInstance'> = ({ DBInstanceIdentifier }, call) => {
  const instance = instanceNamed(call, DBInstanceIdentifier);
  const answer = instanceOutput(call, instance, clusterNamed(call, instance.cluster));
  instances.remove(call, instance.identifier);
  return { DBInstance: { ...answer, DBInstanceStatus: 'deleting' } };
};

const createDBClusterSnapshot: Op<'CreateDBClusterSnapshot'> = async (input, call) => {
  const cluster = clusterNamed(call, input.DBClusterIdentifier);
  const { DBClusterSnapshotIdentifier: identifier } = input;
  const snapshot = await snapshotCluster(call, cluster, { identifier, tags: tagsOf(input.Tags) });
  return { DBClusterSnapshot: snapshotOutput(call, snapshot) };
};

const describeDBClusterSnapshots: Op<'DescribeDBClusterSnapshots'> = (input, call) => {
  const { DBClusterSnapshotIdentifier: identifier, DBClusterIdentifier: cluster } = input;
  const all = identifier === undefined ? snapshots.list(call) : [snapshotNamed(call, identifier)];
  const asked = all.filter((each) => cluster === undefined || each.cluster.identifier === nameOf(cluster));
  return { DBClusterSnapshots: asked.map((each) => snapshotOutput(call, each)) };
};

const deleteDBClusterSnapshot: Op<'DeleteDBClusterSnapshot'> = async (input, call) => {
  const snapshot = snapshotNamed(call, input.DBClusterSnapshotIdentifier);
  snapshots.remove(call, snapshot.identifier);
  await removeSnapshot(call.ground.targetsFolder, snapshot.identifier);
  return { DBClusterSnapshot: { ...snapshotOutput(call, snapshot), Status: 'deleted' } };
};

/** Reads and writes the tags of what an ARN names. @throws AwsError */
function tagged(call: ServiceCall, arn: string, change: (tags: Tags) => Tags): Tags {
  const name = nameOf(arn);
  const is = (kind: Parameters<typeof arnOfRds>[1]) => arn === arnOfRds(call, kind, name);
  if (is('cluster')) {
    const found = clusterNamed(call, name);
    const tags = change(found.tags);
    saveCluster(call, 'AddTagsToResource', { ...found, tags });
    return tags;
  }
  if (is('cluster-snapshot')) {
    const found = snapshotNamed(call, name);
    const tags = change(found.tags);
    snapshots.put(call, name, { ...found, tags });
    return tags;
  }
  if (!is('db')) {
    noteNotExecuted(call, 'RDS', `tags of ${arn}`);
    return {};
  }
  const found = instanceNamed(call, name);
  const tags = change(found.tags);
  instances.put(call, name, { ...found, tags });
  return tags;
}

const addTagsToResource: Op<'AddTagsToResource'> = ({ ResourceName, Tags }, call) => {
  tagged(call, ResourceName, (tags) => ({ ...tags, ...tagsOf(Tags) }));
  return {};
};

const removeTagsFromResource: Op<'RemoveTagsFromResource'> = ({ ResourceName, TagKeys }, call) => {
  tagged(call, ResourceName, (tags) =>
    Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))),
  );
  return {};
};

const listTagsForResource: Op<'ListTagsForResource'> = ({ ResourceName }, call) => ({
  TagList: tagList(tagged(call, ResourceName, (tags) => tags)),
});

export const rds: Operations<RdsApi> = {
  AddTagsToResource: addTagsToResource,
  CreateDBCluster: createDBCluster,
  CreateDBClusterSnapshot: createDBClusterSnapshot,
  CreateDBInstance: createDBInstance,
  DeleteDBCluster: deleteDBCluster,
  DeleteDBClusterSnapshot: deleteDBClusterSnapshot,
  DeleteDBInstance: deleteDBInstance,
  DescribeDBClusterSnapshots: describeDBClusterSnapshots,
  DescribeDBClusters: describeDBClusters,
  DescribeDBInstances: describeDBInstances,
  ListTagsForResource: listTagsForResource,
  ModifyDBCluster: modifyDBCluster,
  ModifyDBInstance: modifyDBInstance,
  RemoveTagsFromResource: removeTagsFromResource,
  RestoreDBClusterFromSnapshot: restoreDBClusterFromSnapshot,
};

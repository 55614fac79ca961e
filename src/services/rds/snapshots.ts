// Snapshots of clusters: a copy of the data, with what the cluster was.
import type { RdsApi } from '../../aws/operations/rds.ts';
import { findCluster, takeSnapshot } from '../../targets/database/cluster.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { refuseOwn } from './own-database.ts';
import {
  checkedName,
  nameOf,
  snapshots,
  type ClusterDocument,
  type SnapshotDocument,
  type Tags,
} from './rds-records.ts';

/** @throws AwsError when there is one of that name */
export async function snapshotCluster(
  call: ServiceCall,
  cluster: ClusterDocument,
  { identifier, tags }: { readonly identifier: string; readonly tags: Tags },
): Promise<SnapshotDocument> {
  const name = checkedName(nameOf(identifier), 'DBClusterSnapshotIdentifier');
  if (snapshots.get(call, name) !== undefined)
    throw refuse<RdsApi>(
      'DBClusterSnapshotAlreadyExistsFault',
      `Cannot create the cluster snapshot because one with the identifier ${name} already exists.`,
    );
  refuseOwn(cluster, 'No snapshot is taken of');
  const record = await findCluster(call.ground.targetsFolder, cluster.identifier);
  if (record === undefined)
    throw refuse<RdsApi>(
      'InvalidDBClusterStateFault',
      `The data of ${cluster.identifier} are not on this machine`,
    );
  await takeSnapshot(call.ground.targetsFolder, record, name);
  const { secretArn: _, ...rest } = cluster;
  const document = { identifier: name, cluster: rest, createdAt: call.now, tags };
  snapshots.put(call, name, document);
  return document;
}

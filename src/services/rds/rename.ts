// New names of clusters and instances. An address belongs to a name: what takes the name of another one answers where that one did
// (Aurora user guide, "Renaming an Aurora DB cluster").
import type { RdsApi } from '../../aws/operations/rds.ts';
import { renameCluster as renameTarget } from '../../targets/database/cluster.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { autoPauseOf } from './auto-pause.ts';
import {
  checkedName,
  clusters,
  forgetCluster,
  instances,
  saveCluster,
  type ClusterDocument,
  type InstanceDocument,
} from './rds-records.ts';

export interface Renaming {
  readonly name: string;
  readonly isAtOnce: boolean | undefined;
}

/** Ended in the middle, the same call completes it. @throws AwsError */
export async function renameCluster(
  call: ServiceCall,
  cluster: ClusterDocument,
  { name: wanted, isAtOnce }: Renaming,
): Promise<ClusterDocument> {
  const name = checkedName(wanted, 'NewDBClusterIdentifier');
  const { identifier } = cluster;
  if (name === identifier) return cluster;
  checkTime(isAtOnce);
  const other = clusters.get(call, name);
  if (other !== undefined && other.resourceId !== cluster.resourceId)
    throw refuse<RdsApi>('DBClusterAlreadyExistsFault', 'DB Cluster already exists');
  autoPauseOf(call).forget(identifier);
  const record = await renameTarget(call.ground.targetsFolder, { from: identifier, to: name });
  if (record === undefined)
    throw refuse<RdsApi>('InvalidDBClusterStateFault', `The data of ${identifier} are not on this machine`);
  const renamed = { ...cluster, identifier: name, port: record.port };
  saveCluster(call, 'ModifyDBCluster', renamed);
  for (const instance of instances.list(call).filter((each) => each.cluster === identifier))
    instances.put(call, instance.identifier, { ...instance, cluster: name });
  forgetCluster(call, identifier);
  return renamed;
}

/** @throws AwsError */
export function renameInstance(
  call: ServiceCall,
  instance: InstanceDocument,
  { name: wanted, isAtOnce }: Renaming,
): InstanceDocument {
  const name = checkedName(wanted, 'NewDBInstanceIdentifier');
  if (name === instance.identifier) return instance;
  checkTime(isAtOnce);
  const renamed = { ...instance, identifier: name };
  if (!instances.add(call, name, renamed))
    throw refuse<RdsApi>('DBInstanceAlreadyExistsFault', 'DB instance already exists');
  instances.remove(call, instance.identifier);
  return renamed;
}

function checkTime(isAtOnce: boolean | undefined): void {
  if (isAtOnce === true) return;
  throw refuse<RdsApi>(
    'ValidationError',
    'AWS would give the new name in the next maintenance window, and Slipway has none: set ApplyImmediately',
  );
}

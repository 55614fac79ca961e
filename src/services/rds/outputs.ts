// Clusters, instances and snapshots as RDS's API gives them.
import { defined } from '../../lib/defined.ts';
import type { Placed } from '../documents.ts';
import { rotationJob } from '../secretsmanager/rotation-jobs.ts';
import {
  arnOfRds,
  instances,
  tagList,
  type ClusterDocument,
  type InstanceDocument,
  type Shapes,
  type SnapshotDocument,
} from './rds-records.ts';

const engine = 'aurora-postgresql';

export function clusterOutput(call: Placed, cluster: ClusterDocument): Shapes['DBCluster'] {
  const { identifier, scaling, secretArn, databaseName, createdAt, port } = cluster;
  const members = instances.list(call).filter((each) => each.cluster === identifier);
  return defined({
    ...cluster.given,
    DBClusterIdentifier: identifier,
    DBClusterArn: arnOfRds(call, 'cluster', identifier),
    DbClusterResourceId: cluster.resourceId,
    Status: 'available',
    Engine: engine,
    EngineVersion: cluster.engineVersion,
    EngineMode: 'provisioned',
    DatabaseName: databaseName,
    MasterUsername: cluster.masterUsername,
    // The server of this machine, and not a name of AWS's that leads nowhere.
    Endpoint: cluster.own?.host ?? '127.0.0.1',
    ReaderEndpoint: cluster.own?.host ?? '127.0.0.1',
    Port: port,
    ClusterCreateTime: new Date(createdAt),
    EarliestRestorableTime: new Date(createdAt),
    MultiAZ: false,
    AllocatedStorage: 1,
    HttpEndpointEnabled: cluster.hasHttpEndpoint,
    DeletionProtection: cluster.isProtected,
    ServerlessV2ScalingConfiguration:
      scaling &&
      defined({
        MinCapacity: scaling.min,
        MaxCapacity: scaling.max,
        SecondsUntilAutoPause: scaling.pauseSeconds,
      }),
    MasterUserSecret:
      secretArn === undefined
        ? undefined
        : {
            SecretArn: secretArn,
            SecretStatus:
              rotationJob(call, `rds!${cluster.resourceId}`) === undefined ? 'active' : 'rotating',
          },
    DBClusterMembers: members.map((member, index) => ({
      DBInstanceIdentifier: member.identifier,
      IsClusterWriter: index === 0,
      DBClusterParameterGroupStatus: 'in-sync',
      PromotionTier: 1,
    })),
    TagList: tagList(cluster.tags),
  });
}

export function instanceOutput(
  call: Placed,
  instance: InstanceDocument,
  cluster: ClusterDocument,
): Shapes['DBInstance'] {
  const { identifier, createdAt } = instance;
  return defined({
    DBInstanceIdentifier: identifier,
    DBInstanceArn: arnOfRds(call, 'db', identifier),
    DBInstanceClass: instance.class,
    DBClusterIdentifier: cluster.identifier,
    DBInstanceStatus: 'available',
    Engine: engine,
    EngineVersion: cluster.engineVersion,
    DBName: cluster.databaseName,
    MasterUsername: cluster.masterUsername,
    Endpoint: { Address: cluster.own?.host ?? '127.0.0.1', Port: cluster.port },
    InstanceCreateTime: new Date(createdAt),
    AllocatedStorage: 1,
    TagList: tagList(instance.tags),
  });
}

export function snapshotOutput(call: Placed, snapshot: SnapshotDocument): Shapes['DBClusterSnapshot'] {
  const { identifier, cluster, createdAt } = snapshot;
  return {
    DBClusterSnapshotIdentifier: identifier,
    DBClusterSnapshotArn: arnOfRds(call, 'cluster-snapshot', identifier),
    DBClusterIdentifier: cluster.identifier,
    SnapshotCreateTime: new Date(createdAt),
    ClusterCreateTime: new Date(cluster.createdAt),
    Engine: engine,
    EngineVersion: cluster.engineVersion,
    Status: 'available',
    PercentProgress: 100,
    SnapshotType: 'manual',
    Port: cluster.port,
    MasterUsername: cluster.masterUsername,
    TagList: tagList(snapshot.tags),
  };
}

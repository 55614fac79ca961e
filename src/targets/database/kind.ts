// A database: clusters of Aurora, each a server of PostgreSQL on this machine. Made by RDS's API.
import { formatArn } from '../../model/arn.ts';
import { damagedObservation } from '../observation.ts';
import { decodedName, readable } from '../daemon/record-file.ts';
import {
  notSupported,
  type Observation,
  type ReviveOptions,
  type TargetKind,
  type TargetView,
} from '../target-kind.ts';
import {
  clusterRecords,
  endCluster,
  endDamaged,
  isClusterRunning,
  openCluster,
  resumeCluster,
  wasStarted,
  type ClusterRecord,
} from './cluster.ts';

export interface DatabaseView extends TargetView {
  readonly kind: 'database';
  /** `127.0.0.1:PORT`; absent while it does not run. */
  readonly address?: string;
  readonly state: 'available' | 'paused' | 'not running';
}

const kind = 'database';

export const databaseKind = {
  kind,
  open: openCluster,
  observe: async (targetsFolder) =>
    (await clusterRecords(targetsFolder)).map((found) =>
      'damaged' in found
        ? damagedObservation('database' as const, decodedName(found.folderName), found.damaged)
        : observed(targetsFolder, found.record),
    ),
  close: async (targetsFolder, isMeant = () => true) => {
    let ended = 0;
    for (const found of await clusterRecords(targetsFolder)) {
      const name = decodedName(found.folderName);
      if (!isMeant(name)) continue;
      const wasRunning =
        'damaged' in found
          ? await endDamaged(targetsFolder, name)
          : await endCluster(targetsFolder, found.record);
      if (wasRunning) ended += 1;
    }
    return ended;
  },
  revive: async ({ targetsFolder, signal, onDead }: ReviveOptions) => {
    const revived = [];
    for (const record of readable(await clusterRecords(targetsFolder))) {
      const { name } = record;
      if (!wasStarted(targetsFolder, name) || isClusterRunning(targetsFolder, record)) continue;
      signal.throwIfAborted();
      const target = { kind, name, parts: [] };
      onDead(target);
      await resumeCluster(targetsFolder, record);
      revived.push(target);
    }
    return revived;
  },
  metrics: notSupported('PostgreSQL counts for itself: ask it by SQL'),
  resources: async (targetsFolder, place) =>
    readable(await clusterRecords(targetsFolder)).map(({ name, port, masterUsername }) => ({
      type: 'AWS::RDS::DBCluster',
      name,
      arn: formatArn({ ...place, service: 'rds', resource: `cluster:${name}` }),
      values: {
        DBClusterIdentifier: name,
        Engine: 'aurora-postgresql',
        Port: port,
        MasterUsername: masterUsername,
      },
      tags: {},
    })),
} satisfies TargetKind<DatabaseView>;

function observed(targetsFolder: string, record: ClusterRecord): Observation<DatabaseView> {
  const { name, port, isPaused = false } = record;
  const isThere = isClusterRunning(targetsFolder, record);
  const state = isThere ? 'available' : isPaused ? 'paused' : 'not running';
  const address = isThere ? { address: `127.0.0.1:${port}` } : {};
  return {
    view: { kind, name, state, ...address },
    summary: {
      note: isThere ? `127.0.0.1:${port}  PostgreSQL` : 'PostgreSQL',
      noAddress: isThere ? '' : state,
      parts: [],
      endpoints: [],
      isShared: false,
      samples: [],
    },
  };
}

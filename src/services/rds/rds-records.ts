// What RDS keeps of clusters, their instances and snapshots. The data are in the target.
import type { RdsApi } from '../../aws/operations/rds.ts';
import { formatArn } from '../../model/arn.ts';
import { documentsOf, type Placed } from '../documents.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';

export type Op<N extends keyof RdsApi['operations']> = Operation<RdsApi, N>;
export type Shapes = RdsApi['shapes'];
export type Tags = Readonly<Record<string, string>>;

/** In units of about 2 GiB of memory. Recorded: the server takes what it needs (Aurora user guide, Aurora Serverless v2 capacity). */
export interface Scaling {
  readonly min: number;
  readonly max: number;
  /** Only with a minimum of 0. */
  readonly pauseSeconds?: number;
}

/** Where a database of the user's own answers. */
export interface OwnServer {
  readonly host: string;
  readonly tls?: 'encrypted' | 'verified';
}

export interface ClusterDocument {
  readonly identifier: string;
  readonly resourceId: string;
  readonly engineVersion: string;
  readonly masterUsername: string;
  readonly databaseName?: string;
  readonly port: number;
  /** Milliseconds since the epoch, as all times here. */
  readonly createdAt: number;
  readonly scaling?: Scaling;
  /** Absent for a server that was made for the cluster. */
  readonly own?: OwnServer;
  readonly hasHttpEndpoint: boolean;
  readonly isProtected: boolean;
  /** Of the secret that RDS manages. */
  readonly secretArn?: string;
  readonly tags: Tags;
  /** Kept and given back, and without effect here. */
  readonly given: Readonly<Record<string, unknown>>;
}

export interface InstanceDocument {
  readonly identifier: string;
  readonly cluster: string;
  readonly class: string;
  readonly createdAt: number;
  readonly tags: Tags;
}

export interface SnapshotDocument {
  readonly identifier: string;
  readonly cluster: Omit<ClusterDocument, 'secretArn'>;
  readonly createdAt: number;
  readonly tags: Tags;
}

export const clusters = documentsOf<ClusterDocument>('rds/cluster');
export const instances = documentsOf<InstanceDocument>('rds/instance');
export const snapshots = documentsOf<SnapshotDocument>('rds/cluster-snapshot');

/** @throws AwsError */
export function clusterNamed(call: Placed, identifier: string): ClusterDocument {
  const name = nameOf(identifier);
  const found = clusters.get(call, name);
  if (found !== undefined) return found;
  throw refuse<RdsApi>('DBClusterNotFoundFault', `DBCluster ${name} not found.`);
}

/** In the account's register too, where all that exists is listed. */
export function saveCluster(call: ServiceCall, operation: string, cluster: ClusterDocument): void {
  const { identifier, engineVersion, port, scaling, tags } = cluster;
  clusters.put(call, identifier, cluster);
  call.ground.account.put({
    ...call.place,
    type: 'AWS::RDS::DBCluster',
    name: identifier,
    values: {
      Engine: 'aurora-postgresql',
      EngineVersion: engineVersion,
      Port: String(port),
      ...(scaling === undefined
        ? {}
        : { MinCapacity: String(scaling.min), MaxCapacity: String(scaling.max) }),
    },
    tags,
    madeBy: { kind: 'api', operation, principal: call.caller.arn },
    at: call.now,
  });
}

export function forgetCluster(call: ServiceCall, identifier: string): void {
  const { account, region } = call.place;
  call.ground.account.remove({ account, region, type: 'AWS::RDS::DBCluster', name: identifier });
  clusters.remove(call, identifier);
}

/** @throws AwsError */
export function snapshotNamed(call: Placed, identifier: string): SnapshotDocument {
  const name = nameOf(identifier);
  const found = snapshots.get(call, name);
  if (found !== undefined) return found;
  throw refuse<RdsApi>('DBClusterSnapshotNotFoundFault', `DBClusterSnapshot not found: ${name}`);
}

/** RDS keeps names in lower case; an ARN ends with one. */
export function nameOf(identifier: string): string {
  return (identifier.split(':').at(-1) ?? '').toLowerCase();
}

/** @throws AwsError for a name that RDS does not take (API reference, CreateDBCluster, DBClusterIdentifier) */
export function checkedName(identifier: string, member: string): string {
  if (/^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$|^[a-z]$/i.test(identifier)) return identifier.toLowerCase();
  throw refuse<RdsApi>(
    'ValidationError',
    `The parameter ${member} is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.`,
  );
}

export function arnOfRds(
  { place }: Pick<Placed, 'place'>,
  kind: 'cluster' | 'db' | 'cluster-snapshot',
  name: string,
): string {
  return formatArn({ ...place, service: 'rds', resource: `${kind}:${name}` });
}

export function tagsOf(list: readonly Shapes['Tag'][] = []): Tags {
  return Object.fromEntries(list.map(({ Key = '', Value = '' }) => [Key, Value]));
}

export function tagList(tags: Tags): readonly Shapes['Tag'][] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

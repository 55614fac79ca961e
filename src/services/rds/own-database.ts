// A database of the user's own in place of a cluster: its URL is the parameter `/slipway/database/CLUSTER` or the secret `slipway/database/CLUSTER`. It is
// used, and nothing of it is made, copied, renamed or removed.
import type { RdsApi } from '../../aws/operations/rds.ts';
import type { AwsError } from '../../aws/wire/aws-error.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { SqlClient, type SqlPlace } from '../../targets/database/sql-client.ts';
import { refuse, type ServiceCall } from '../service.ts';
import type { ClusterDocument, OwnServer, Shapes } from './rds-records.ts';

export interface OwnDatabase extends OwnServer {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Undefined when the user has named none. @throws AwsError for an address that is none of PostgreSQL */
export function ownDatabaseOf(
  { ground }: Pick<ServiceCall, 'ground'>,
  cluster: string,
): OwnDatabase | undefined {
  const name = `slipway/database/${cluster}`;
  const url = ground.secrets.secret(name) ?? ground.secrets.parameter(`/${name}`);
  if (url === undefined) return undefined;
  const read = readUrl(url.trim());
  if (isFailed(read)) throw wrong(`${name} ${read.failed}`);
  return read;
}

/** @returns what is wrong with it, without the URL: it has a password. */
export function readUrl(text: string): Result<OwnDatabase> {
  if (!URL.canParse(text)) return { failed: 'is no URL: postgresql://USER:PASSWORD@HOST:PORT/DATABASE' };
  const url = new URL(text);
  if (!/^postgres(ql)?:$/.test(url.protocol))
    return { failed: `begins with ${url.protocol}//: Slipway takes databases of PostgreSQL, postgresql://` };
  const mode = url.searchParams.get('sslmode') ?? 'prefer';
  const other = [...url.searchParams.keys()].find((key) => key !== 'sslmode');
  if (other !== undefined) return { failed: `has the parameter ${other}: Slipway takes sslmode alone` };
  const tls = /^verify-(ca|full)$/.test(mode) ? 'verified' : mode === 'require' ? 'encrypted' : undefined;
  if (tls === undefined && !['disable', 'allow', 'prefer'].includes(mode))
    return { failed: `has the sslmode ${mode}` };
  const [user, database] = [decodeURIComponent(url.username), decodeURIComponent(url.pathname.slice(1))];
  if (user === '' || url.hostname === '') return { failed: 'names no user or no host' };
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? 5432 : Number(url.port),
    user,
    password: decodeURIComponent(url.password),
    database: database === '' ? user : database,
    ...defined({ tls }),
  } as const;
}

/** The user and the databases that the cluster is to have are there. @throws AwsError with what the server says */
export async function checkOwnDatabase(
  own: OwnDatabase,
  { MasterUsername, MasterUserPassword, DatabaseName = own.database }: Shapes['CreateDBClusterMessage'],
): Promise<void> {
  await opens({ ...own, database: DatabaseName });
  if (MasterUserPassword !== undefined && MasterUsername !== undefined)
    await opens({ ...own, user: MasterUsername, password: MasterUserPassword, database: DatabaseName });
}

async function opens(place: SqlPlace): Promise<void> {
  try {
    using client = await SqlClient.open(place);
    await client.run('SELECT 1');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw wrong(
      `The database of your own (${place.user}@${place.host ?? ''}:${place.port}/${place.database}) does not let Slipway in, which makes no users and databases there: ${reason}`,
    );
  }
}

/** @throws AwsError when the cluster is such a database. @param what `No snapshot is taken of` */
export function refuseOwn(
  { own, identifier }: Pick<ClusterDocument, 'own' | 'identifier'>,
  what: string,
): void {
  if (own === undefined) return;
  throw refuse<RdsApi>(
    'InvalidDBClusterStateFault',
    `${what} ${identifier}: it is a database of your own (${own.host}), which Slipway uses and does not change`,
  );
}

function wrong(message: string): AwsError {
  return refuse<RdsApi>('ValidationError', message);
}

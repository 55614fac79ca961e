// One statement of the Data API on a connection: of its own, or of a transaction.
import { localUser } from '../../account/principals.ts';
import { callingAs } from '../../account/call-aws.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import type { RdsDataApi } from '../../aws/operations/rds-data.ts';
import {
  SqlClient,
  SqlError,
  type SqlParameterValue,
  type SqlResult,
} from '../../targets/database/sql-client.ts';
import { clusters, nameOf } from '../rds/rds-records.ts';
import { readyToServe } from '../rds/auto-pause.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { transactionsOf } from './transactions.ts';

export interface DataTarget {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database?: string;
  readonly transactionId?: string;
}

/** A connection for the call alone, or that of its transaction. What the server refuses is thrown as the API's error. */
export async function withClient<T>(
  call: ServiceCall,
  target: DataTarget,
  work: (client: SqlClient) => Promise<T>,
): Promise<T> {
  if (target.transactionId !== undefined)
    return await transactionsOf(call).use(target.transactionId, async (client) =>
      refusals(() => work(client)),
    );
  using client = await openClient(call, target);
  return await refusals(() => work(client));
}

/** @throws AwsError */
export async function openClient(
  call: ServiceCall,
  { resourceArn, secretArn, database }: DataTarget,
): Promise<SqlClient> {
  const cluster = clusters.get(call, nameOf(resourceArn));
  if (cluster === undefined)
    throw refuse<RdsDataApi>('DatabaseNotFoundException', `DB cluster ${nameOf(resourceArn)} is not found`);
  if (!cluster.hasHttpEndpoint)
    throw refuse<RdsDataApi>(
      'HttpEndpointNotEnabledException',
      `HttpEndpoint is not enabled for cluster ${cluster.identifier}. Please refer to https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/data-api.html#data-api.troubleshooting`,
    );
  const { username, password } = await credentialsIn(call, secretArn);
  await readyToServe(call, cluster);
  return await refusals(() =>
    SqlClient.open({
      ...cluster.own,
      port: cluster.port,
      user: username,
      password,
      database: database ?? cluster.databaseName ?? 'postgres',
    }),
  );
}

async function credentialsIn(
  { ground, place }: ServiceCall,
  SecretId: string,
): Promise<{ readonly username: string; readonly password: string }> {
  const callAws = callingAs(ground, { principal: localUser(place), region: place.region });
  try {
    const { SecretString } = await callAws('secretsmanager', 'GetSecretValue', { SecretId });
    const content = JSON.parse(String(SecretString)) as Readonly<Record<string, unknown>>;
    const { username, password } = content;
    if (typeof username === 'string' && typeof password === 'string') return { username, password };
  } catch (error) {
    if (error instanceof CallRefused) throw refuse<RdsDataApi>('SecretsErrorException', error.message);
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refuse<RdsDataApi>('InvalidSecretException', 'The secret has no username and password in JSON');
}

/** A call takes no longer (Aurora user guide, "Limitations with RDS Data API"). */
const limitMs = 45_000;

export async function runStatement(
  client: SqlClient,
  { continueAfterTimeout = false }: { readonly continueAfterTimeout?: boolean },
  { sql, values }: { readonly sql: string; readonly values: readonly SqlParameterValue[] },
): Promise<SqlResult> {
  await client.run(`SET statement_timeout = ${continueAfterTimeout ? 0 : limitMs}`);
  return await client.run(sql, values);
}

async function refusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SqlError) throw refusalOf(error);
    throw error;
  }
}

function refusalOf({ message, sqlState }: SqlError) {
  // query_canceled
  if (sqlState === '57014')
    return refuse<RdsDataApi>('StatementTimeoutException', 'Request timed out', {
      members: { dbConnectionId: 0 },
    });
  const isLogin = sqlState.startsWith('28');
  return refuse<RdsDataApi>(
    isLogin ? 'BadRequestException' : 'DatabaseErrorException',
    `${isLogin ? 'FATAL' : 'ERROR'}: ${message}; SQLState: ${sqlState}`,
  );
}

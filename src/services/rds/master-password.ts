// The password of a cluster's master user: given by the caller, or kept by RDS in a secret that is rotated. Source: Aurora user
// guide, "Password management with Amazon Aurora and AWS Secrets Manager".
import { randomBytes } from 'node:crypto';
import { callingAs, type CallAws } from '../../account/call-aws.ts';
import { localUser } from '../../account/principals.ts';
import type { RdsApi } from '../../aws/operations/rds.ts';
import {
  asMaster,
  findCluster,
  isClusterRunning,
  type ClusterRecord,
} from '../../targets/database/cluster.ts';
import type { Placed } from '../documents.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { autoPauseOf } from './auto-pause.ts';
import { arnOfRds, type ClusterDocument, type Shapes } from './rds-records.ts';

export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

export function callsOfRds({ ground, place }: Placed): CallAws {
  return callingAs(ground, { principal: localUser(place), region: place.region });
}

interface Kept {
  readonly identifier: string;
  readonly resourceId: string;
  readonly username: string;
  readonly password: string;
}

/** Under the name and with the tags that RDS gives it; rotated every seven days. @returns its ARN */
export async function keepSecret(call: Placed, kept: Kept): Promise<string> {
  const SecretId = await makeSecret(call, kept, [
    { Key: 'aws:secretsmanager:owningService', Value: 'rds' },
    { Key: 'aws:rds:primaryDBClusterArn', Value: arnOfRds(call, 'cluster', kept.identifier) },
  ]);
  await callsOfRds(call)('secretsmanager', 'RotateSecret', {
    SecretId,
    RotationRules: { AutomaticallyAfterDays: 7 },
    RotateImmediately: false,
  });
  return SecretId;
}

/** Of a database of the user's own, whose password is not changed here. @returns its ARN */
export async function keepOwnSecret(call: Placed, kept: Kept): Promise<string> {
  return await makeSecret(call, kept, []);
}

async function makeSecret(
  call: Placed,
  { identifier, resourceId, ...content }: Kept,
  Tags: readonly object[],
): Promise<string> {
  const answer = await callsOfRds(call)('secretsmanager', 'CreateSecret', {
    Name: `rds!${resourceId}`,
    Description: `The secret associated with the primary RDS DB cluster: ${arnOfRds(call, 'cluster', identifier)}`,
    SecretString: JSON.stringify(content),
    ...(Tags.length === 0 ? {} : { Tags }),
  });
  return String(answer['ARN']);
}

export async function dropSecret(call: Placed, SecretId: string): Promise<void> {
  await callsOfRds(call)('secretsmanager', 'DeleteSecret', { SecretId, ForceDeleteWithoutRecovery: true });
}

/** What ModifyDBCluster says of the password is done. @throws AwsError */
export async function withPassword(
  call: ServiceCall,
  before: ClusterDocument,
  input: Shapes['ModifyDBClusterMessage'],
): Promise<ClusterDocument> {
  const { MasterUserPassword: password, ManageMasterUserPassword } = input;
  const { secretArn, ...rest } = before;
  const isManaged = ManageMasterUserPassword ?? secretArn !== undefined;
  if (isManaged && password !== undefined)
    throw wrong("You can't specify MasterUserPassword for a cluster with ManageMasterUserPassword enabled.");
  if (!isManaged && secretArn !== undefined && password === undefined)
    throw wrong('You must specify MasterUserPassword when you turn off ManageMasterUserPassword.');
  if (isManaged && secretArn === undefined) {
    const managed = newPassword();
    const { identifier, resourceId, masterUsername: username } = before;
    await setMasterPassword(call, before, managed);
    return {
      ...rest,
      secretArn: await keepSecret(call, { identifier, resourceId, username, password: managed }),
    };
  }
  if (password !== undefined) await setMasterPassword(call, before, password);
  if (isManaged || secretArn === undefined) return before;
  await dropSecret(call, secretArn);
  return rest;
}

/** RotateMasterUserPassword. @throws AwsError */
export async function rotateNow(
  call: ServiceCall,
  { secretArn }: ClusterDocument,
  { ApplyImmediately }: Shapes['ModifyDBClusterMessage'],
): Promise<void> {
  if (secretArn === undefined)
    throw wrong("You can't rotate the master user password of a cluster that RDS does not manage it for.");
  if (ApplyImmediately !== true)
    throw wrong('You must specify ApplyImmediately when you rotate the master user password.');
  await callsOfRds(call)('secretsmanager', 'RotateSecret', { SecretId: secretArn });
}

/** A paused one is woken for it. */
export async function setMasterPassword(
  call: Placed,
  { identifier, masterUsername }: Pick<ClusterDocument, 'identifier' | 'masterUsername'>,
  password: string,
): Promise<void> {
  const { targetsFolder } = call.ground;
  using client = await asMaster(targetsFolder, await awake(call, identifier));
  const [name, text] = [masterUsername.replaceAll('"', '""'), password.replaceAll("'", "''")];
  await client.run(`ALTER ROLE "${name}" PASSWORD '${text}'`);
}

/** Rejects when its data are not here. */
export async function awake(call: Placed, identifier: string): Promise<ClusterRecord> {
  const { targetsFolder } = call.ground;
  const record = await findCluster(targetsFolder, identifier);
  if (record === undefined)
    throw refuse<RdsApi>('InvalidDBClusterStateFault', `The data of ${identifier} are not on this machine`);
  if (!isClusterRunning(targetsFolder, record)) await autoPauseOf(call).resume(record);
  return record;
}

function wrong(message: string) {
  return refuse<RdsApi>('ValidationError', message);
}

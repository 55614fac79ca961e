// Who calls AWS's API: the names and ids that AWS would give them. Pure but for hashing.
// Source: IAM user guide, IAM identifiers.
import { createHash } from 'node:crypto';
import { formatArn, parseArn } from '../model/arn.ts';
import type { AwsPlace } from '../model/place.ts';
import type { Principal } from './sessions.ts';

/** The user of this machine, for `slipway aws` and `slipway account env`. */
export function localUser({ partition, account }: AwsPlace): Principal {
  const arn = formatArn({ partition, service: 'iam', region: '', account, resource: 'user/slipway' });
  return { arn, userId: uniqueId('AIDA', arn), account, partition };
}

/** Undefined for what is no role's ARN. @param sessionName 2 to 64 characters */
export function sessionOfRole(roleArn: string, sessionName: string): Principal | undefined {
  const role = parseArn(roleArn);
  if (role?.service !== 'iam' || !role.resource.startsWith('role/') || role.account === '') return undefined;
  const { partition, account } = role;
  // The path of a role is not in the ARN of its sessions.
  const name = role.resource.slice(role.resource.lastIndexOf('/') + 1);
  const resource = `assumed-role/${name}/${sessionName}`;
  return {
    arn: formatArn({ partition, service: 'sts', region: '', account, resource }),
    userId: `${uniqueId('AROA', roleArn)}:${sessionName}`,
    account,
    partition,
    roleArn,
  };
}

/** A session that a user has asked for under a name of its own (STS API reference, GetFederationToken). */
export function federatedUser({ partition, account }: AwsPlace, name: string): Principal {
  const resource = `federated-user/${name}`;
  return {
    arn: formatArn({ partition, service: 'sts', region: '', account, resource }),
    userId: `${account}:${name}`,
    account,
    partition,
  };
}

export function isFederatedUser({ arn }: Pick<Principal, 'arn'>): boolean {
  return parseArn(arn)?.resource.startsWith('federated-user/') === true;
}

/** Whose policies decide what the caller may. Undefined for the user of this machine, who may do everything. */
export function heldTo(caller: Pick<Principal, 'arn' | 'roleArn'>): string | undefined {
  return caller.roleArn ?? (isFederatedUser(caller) ? caller.arn : undefined);
}

/**
 * The role of an instance profile, which has one role; the console gives both the same name (IAM user guide, "Using
 * instance profiles"). @param profile its name or its ARN
 */
export function roleOfProfile(profile: string, { partition, account }: AwsPlace): string {
  const arn = parseArn(profile);
  const name = profile.slice(profile.lastIndexOf('/') + 1);
  const resource = `role/${name}`;
  return formatArn({
    partition: arn?.partition ?? partition,
    service: 'iam',
    region: '',
    account: arn?.account ?? account,
    resource,
  });
}

/** The same for the same name, as long as it exists on AWS. */
function uniqueId(prefix: string, arn: string): string {
  const digest = createHash('sha256').update(arn).digest();
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return prefix + Array.from(digest.subarray(0, 17), (byte) => letters[byte % 32]).join('');
}

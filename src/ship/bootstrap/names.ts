// Names of what bootstrap makes in an account: the same for everything that is shipped there. Pure.
import type { AwsPlace } from '../../model/place.ts';

export const bootstrapStack = 'slipway-bootstrap';

/** Names of buckets are unique in a partition. */
export function bootstrapBucket({ account, region }: Pick<AwsPlace, 'account' | 'region'>): string {
  return `slipway-${account}-${region}`;
}

/** @param hash of the text: the same text has the same one */
export function templateKey(hash: string): string {
  return `templates/${hash}.json`;
}

/** Roles are in no Region: its name follows. */
export const bootstrapRoles = { deploy: 'slipway-deploy', execution: 'slipway-execution' } as const;

/** The role that CloudFormation works with for a caller that is the deploy role; others use rights of their own. */
export function executionRoleFor({
  arn,
  partition,
  account,
  region,
}: AwsPlace & { readonly arn: string }): string | undefined {
  const isDeployRole = arn.includes(`:assumed-role/${bootstrapRoles.deploy}-${region}/`);
  return isDeployRole
    ? `arn:${partition}:iam::${account}:role/${bootstrapRoles.execution}-${region}`
    : undefined;
}

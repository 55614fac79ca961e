// The policy of the resource that a call is about, where it has one here: of a bucket, and the trust policy of a role.
import { s3Policies } from './s3/bucket-policy.ts';
import type { NeededRight } from '../aws/iam/needed-right.ts';
import { parseArn } from '../model/arn.ts';
import type { PoliciesOfRequest } from '../model/iam/evaluate.ts';
import { policiesOfRole } from './policies-of-role.ts';
import type { ServiceCall } from './service.ts';

type OfResource = Pick<PoliciesOfRequest, 'resource' | 'resourceAccount' | 'needsResourcePolicy'>;

export async function resourcePolicy(
  { action, resource }: NeededRight,
  call: Pick<ServiceCall, 'ground' | 'place'>,
): Promise<OfResource> {
  const arn = parseArn(resource ?? '');
  if (arn === undefined) return {};
  if (arn.service === 's3') return s3Policies(arn.resource.split('/')[0] ?? '', call);
  if (action !== 'sts:AssumeRole') return {};
  const name = arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
  const { trust } = (await policiesOfRole(call.ground, { name, place: call.place })) ?? {};
  return trust === undefined ? {} : { resource: trust, needsResourcePolicy: true };
}

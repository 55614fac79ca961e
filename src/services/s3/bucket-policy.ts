// The policy of a bucket, for IAM's evaluation of calls that are about it.
import { defined } from '../../lib/defined.ts';
import type { PoliciesOfRequest } from '../../model/iam/evaluate.ts';
import { policyDocumentIn } from '../../model/policy.ts';
import type { ServiceCall } from '../service.ts';
import { openStore } from './s3-call.ts';

export function s3Policies(
  bucketName: string,
  { ground }: Pick<ServiceCall, 'ground'>,
): Pick<PoliciesOfRequest, 'resource' | 'resourceAccount'> {
  const bucket = ground.keep(openStore).bucket(bucketName);
  if (bucket === undefined) return {};
  const { policy } = bucket.settings;
  return {
    resourceAccount: bucket.account,
    ...defined({ resource: typeof policy === 'string' ? policyDocumentIn(policy) : undefined }),
  };
}

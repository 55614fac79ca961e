// The policy of a bucket, for IAM's evaluation of calls that are about it.
import type { PoliciesOfRequest } from '../../model/iam/evaluate.ts';
import type { PolicyDocument } from '../../model/policy.ts';
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
    ...(typeof policy === 'string' ? { resource: documentIn(policy) } : {}),
  };
}

/** S3 has taken it, so that it is a document; one statement may stand alone. */
function documentIn(text: string): PolicyDocument {
  const { Statement, ...document } = JSON.parse(text) as Omit<PolicyDocument, 'Statement'> & {
    readonly Statement: PolicyDocument['Statement'] | PolicyDocument['Statement'][number];
  };
  return { ...document, Statement: [Statement].flat() };
}

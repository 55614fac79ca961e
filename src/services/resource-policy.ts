// The policy of the resource that a call is about, where it has one here: of a bucket, a function, a queue, a topic or a key,
// and the trust policy of a role.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { s3Policies } from './s3/bucket-policy.ts';
import type { NeededRight } from '../aws/iam/needed-right.ts';
import { parseArn } from '../model/arn.ts';
import type { PoliciesOfRequest } from '../model/iam/evaluate.ts';
import { policiesBehind } from './behind/resource-policies.ts';
import { trustOfRole } from './policies-of-role.ts';
import type { ServiceCall } from './service.ts';

type OfResource = Pick<PoliciesOfRequest, 'resource' | 'resourceAccount' | 'needsResourcePolicy'>;

export async function resourcePolicy(
  { action, resource }: NeededRight,
  call: Pick<ServiceCall, 'ground' | 'place'>,
): Promise<OfResource> {
  const arn = parseArn(resource ?? '');
  if (arn === undefined) return {};
  if (arn.service === 's3') return s3Policies(arn.resource.split('/')[0] ?? '', call);
  if (arn.service === 'lambda') return await ofFunction(resource ?? '', call);
  if (!ofTrust.has(action)) return (await policiesBehind(call.ground, resource ?? '')) ?? {};
  const name = arn.resource.slice(arn.resource.lastIndexOf('/') + 1);
  const trust = await trustOfRole(call.ground, { name, place: call.place });
  return trust === undefined ? {} : { resource: trust, needsResourcePolicy: true };
}

/** What the trust policy of a role must allow. */
const ofTrust: ReadonlySet<string> = new Set(['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession']);

/** Lambda is opened only where there are functions. */
async function ofFunction(arn: string, call: Pick<ServiceCall, 'ground' | 'place'>): Promise<OfResource> {
  if (!existsSync(join(call.ground.stateFolder, 'lambda'))) return {};
  return (await import('./lambda/policy-of-function.ts')).lambdaPolicies(arn, call);
}

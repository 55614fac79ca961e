// The session policies of a caller, as they are when it calls: those that the session was given out with, and the managed ones
// that were named then.
import { isFederatedUser } from '../account/principals.ts';
import type { Caller } from '../account/sessions.ts';
import type { PolicyDocument } from '../model/policy.ts';
import type { AwsPlace } from '../model/place.ts';
import { motoManagedPolicy } from './behind/moto-policies.ts';
import { NotAnswered } from './behind/pass-on.ts';
import type { Ground } from './service.ts';

/** Undefined for a session that is not limited. Together they say what it may at most. */
export async function sessionPolicies(
  ground: Ground,
  place: AwsPlace,
  caller: Pick<Caller, 'arn' | 'limits'>,
): Promise<readonly PolicyDocument[] | undefined> {
  const { policy, policyArns = [] } = caller.limits ?? {};
  const managed = await Promise.all(policyArns.map(async (arn) => managedPolicy(ground, place, arn)));
  const all = [...(policy === undefined ? [] : [policy]), ...managed];
  if (all.length > 0) return all;
  // A federated user without a policy may do nothing (STS API reference, GetFederationToken).
  return isFederatedUser(caller) ? [nothing] : undefined;
}

const nothing: PolicyDocument = { Statement: [] };

/** One that has gone, or cannot be read, allows nothing. */
async function managedPolicy(ground: Ground, place: AwsPlace, arn: string): Promise<PolicyDocument> {
  try {
    return (await motoManagedPolicy(ground, place, arn)) ?? nothing;
  } catch (error) {
    if (error instanceof NotAnswered) return nothing;
    throw error;
  }
}

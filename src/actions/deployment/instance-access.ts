// What the instances of a deployment may call of AWS's API. Pure.
import { roleOfProfile } from '../../account/principals.ts';
import type { AwsPlace } from '../../model/place.ts';
import type { InstanceAccess } from '../../targets/fleet/instance-access.ts';

/** @param profile the name or the ARN of an instance profile; absent for instances without one */
export function instanceAccess(profile: string | undefined, place: AwsPlace): InstanceAccess {
  const { region } = place;
  return profile === undefined ? { region } : { region, roleArn: roleOfProfile(profile, place) };
}

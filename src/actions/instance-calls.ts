// What is called with the role of instances before their own programs do, for the agents of CodeDeploy and CloudWatch and for
// Elastic Beanstalk. Source: EC2 user guide, "IAM roles for Amazon EC2".
import { roleOfProfile } from '../account/principals.ts';
import type { AwsPlace } from '../model/place.ts';
import { whereOf, type Where } from '../model/rights/arns.ts';
import type { Right } from '../model/rights/right.ts';
import type { ServiceCalls } from '../model/rights/service-calls-shape.ts';

/** @param profile the name or the ARN of their instance profile; without one they call nothing */
export function instanceCalls(
  profile: string | undefined,
  place: AwsPlace,
  rightsIn: (where: Where) => readonly Right[],
): readonly ServiceCalls[] {
  if (profile === undefined) return [];
  const roleArn = roleOfProfile(profile, place);
  const before = rightsIn({ ...whereOf(roleArn), region: place.region });
  return [{ roleArn, service: 'ec2', sessionName: 'instance', before, after: [] }];
}

// A fleet as resources of AWS: its instances, and the load balancer with its target group.
import type { Fleet, TargetGroup } from '../../model/fleet.ts';
import { arnOf, type Where } from '../../model/rights/arns.ts';
import { balancerResources } from '../balancer/balancer-resources.ts';
import type { TargetResource } from '../target-kind.ts';

function instanceResources(fleet: Fleet, where: Where): readonly TargetResource[] {
  return fleet.instances.map(({ instanceId, tags, availabilityZone }) => ({
    type: 'AWS::EC2::Instance',
    name: instanceId,
    arn: arnOf(where, 'ec2', `instance/${instanceId}`),
    values: {
      InstanceId: instanceId,
      AvailabilityZone: availabilityZone,
      ...(fleet.imageId === undefined ? {} : { ImageId: fleet.imageId }),
    },
    tags,
  }));
}

/** @param url of the load balancer, where it answers */
export function fleetResources(
  fleet: Fleet,
  where: Where,
  url: string | undefined,
): readonly TargetResource[] {
  return [...instanceResources(fleet, where), ...groupResources(fleet.targetGroup, { fleet, where, url })];
}

function groupResources(
  group: TargetGroup | undefined,
  { fleet, where, url }: { readonly fleet: Fleet; readonly where: Where; readonly url: string | undefined },
): readonly TargetResource[] {
  return group === undefined ? [] : balancerResources(group, { loadBalancer: fleet.name, where, url });
}

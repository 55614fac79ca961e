// A fleet as resources of AWS: its instances, and the load balancer with its target group.
import { defined } from '../../lib/defined.ts';
import type { Fleet, TargetGroup } from '../../model/fleet.ts';
import { formatArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import { balancerResources } from '../balancer/balancer-resources.ts';
import type { TargetResource } from '../target-kind.ts';

function instanceResources(fleet: Fleet, place: AwsPlace): readonly TargetResource[] {
  return fleet.instances.map(({ instanceId, tags, availabilityZone }) => ({
    type: 'AWS::EC2::Instance',
    name: instanceId,
    arn: formatArn({ ...place, service: 'ec2', resource: `instance/${instanceId}` }),
    values: {
      InstanceId: instanceId,
      AvailabilityZone: availabilityZone,
      ...defined({ ImageId: fleet.imageId }),
    },
    tags,
  }));
}

/** @param url of the load balancer, where it answers */
export function fleetResources(
  fleet: Fleet,
  place: AwsPlace,
  url: string | undefined,
): readonly TargetResource[] {
  return [...instanceResources(fleet, place), ...groupResources(fleet.targetGroup, { fleet, place, url })];
}

function groupResources(
  group: TargetGroup | undefined,
  {
    fleet,
    place,
    url,
  }: { readonly fleet: Fleet; readonly place: AwsPlace; readonly url: string | undefined },
): readonly TargetResource[] {
  return group === undefined ? [] : balancerResources(group, { loadBalancer: fleet.name, place, url });
}

// A load balancer and its target group as resources of AWS.
import { createHash } from 'node:crypto';
import type { TargetGroup } from '../../model/fleet.ts';
import { formatArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import type { TargetResource } from '../target-kind.ts';

export function balancerResources(
  group: TargetGroup,
  {
    loadBalancer,
    place,
    url,
  }: { readonly loadBalancer: string; readonly place: AwsPlace; readonly url: string | undefined },
): readonly TargetResource[] {
  const { name } = group;
  const arn = (kind: string, of: string): string =>
    formatArn({ ...place, service: 'elasticloadbalancing', resource: `${kind}/${of}/${idOf(of)}` });
  return [
    {
      type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
      name,
      arn: arn('targetgroup', name),
      values: {
        Name: name,
        Port: group.port,
        Protocol: 'HTTP',
        HealthCheckPath: group.healthCheckPath,
        HealthCheckIntervalSeconds: group.healthCheckIntervalSeconds,
        HealthCheckTimeoutSeconds: group.healthCheckTimeoutSeconds,
        HealthyThresholdCount: group.healthyThresholdCount,
        UnhealthyThresholdCount: group.unhealthyThresholdCount,
        Matcher: { HttpCode: group.matcher },
      },
      tags: {},
    },
    {
      type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      name: loadBalancer,
      arn: arn('loadbalancer/app', loadBalancer),
      values: { Name: loadBalancer, ...(url === undefined ? {} : { DNSName: new URL(url).host }) },
      tags: {},
    },
  ];
}

/** 16 hexadecimal digits, as Elastic Load Balancing gives them; here the same for the same name. */
function idOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 16);
}

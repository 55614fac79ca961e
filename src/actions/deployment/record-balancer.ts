// The load balancer that a deployment has opened, and its target group, in the account: no file declares the former.
import type { TargetGroup } from '../../model/fleet.ts';
import type { ServiceTargetGroup } from '../../model/service.ts';
import type { ActionContext } from '../provider.ts';
import type { DeploymentOptions } from './deployment-options.ts';

interface OpenedBalancer {
  /** Of the fleet, the environment or the service that is behind it. */
  readonly name: string;
  /** Where it answers; absent when it does not. */
  readonly url?: string | undefined;
  readonly targetGroup: TargetGroup | ServiceTargetGroup;
}

export function recordBalancer(
  { record }: Pick<ActionContext<DeploymentOptions>, 'record'>,
  { name, url, targetGroup }: OpenedBalancer,
): void {
  const address: Record<string, string> = url === undefined ? {} : { DNSName: new URL(url).host };
  record('AWS::ElasticLoadBalancingV2::LoadBalancer', name, { Name: name, ...address });
  const { listenerPort: _port, ...group } = { listenerPort: undefined, ...targetGroup };
  record('AWS::ElasticLoadBalancingV2::TargetGroup', group.name, { notExecuted: [], ...group });
}

// What deployments have recorded of a load balancer goes with what was behind it. One that a call has made stays.
import type { ServiceCall } from './service.ts';

/** @param name of the fleet, the environment or the service that is gone */
export function forgetBalancer({ ground, place }: Pick<ServiceCall, 'ground' | 'place'>, name: string): void {
  const account = ground.account.at(place);
  const types = [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'AWS::ElasticLoadBalancingV2::TargetGroup',
  ] as const;
  for (const type of types) {
    const found = account.find(type, name);
    if (found?.madeBy.kind === 'deployment') ground.account.remove(found);
  }
}

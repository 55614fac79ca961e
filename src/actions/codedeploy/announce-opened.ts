// What is shown when the instances of a deployment are open: how they are kept apart, and what nothing here executes.
import type { TargetGroup } from '../../model/fleet.ts';
import type { OpenFleet } from '../../targets/fleet/fleet-contract.ts';
import { announceIsolation } from '../deployment/announce.ts';
import type { DeploymentContext } from '../deployment/deployment.ts';
import { recordBalancer } from '../deployment/record-balancer.ts';
import { notExecutedHere } from '../deployment/resolve-group.ts';
import type { Work } from './deployment-work.ts';

/** Once for a deployment. Their load balancers are in the account from now on. */
export async function announceOpened(
  { context, resolved }: Pick<Work, 'context' | 'resolved'>,
  fleets: readonly OpenFleet[],
): Promise<void> {
  await context.step('announced', async () => {
    announceIsolation(context, fleets);
    for (const { fleet, balancer } of fleets)
      if (fleet.targetGroup !== undefined && !isOfAccount(context, fleet.targetGroup))
        recordBalancer(context, { name: fleet.name, url: balancer?.url, targetGroup: fleet.targetGroup });
    const alarms = context.resources.valuesOf('AWS::CloudWatch::Alarm');
    const ofFleets = fleets.flatMap(({ fleet }) => fleet.notExecuted ?? []);
    for (const progress of notExecutedHere(resolved.group, alarms)) context.report(progress);
    for (const each of ofFleets) context.report({ kind: 'NotExecuted', ...each });
    return null;
  });
}

/** A call of the API has made it: a load balancer of the account leads to it. */
function isOfAccount({ resources }: DeploymentContext, { name }: TargetGroup): boolean {
  return resources.find('AWS::ElasticLoadBalancingV2::TargetGroup', name)?.changedBy.kind === 'api';
}

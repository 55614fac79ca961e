// What people should know around a deployment: how the hosts are kept apart, and where the application answers.
import { statusAt } from '../../lib/loopback-request.ts';
import type { TargetGroup } from '../../model/fleet.ts';
import type { OpenFleet } from '../../targets/fleet/fleet-contract.ts';
import type { Deployment, DeploymentContext } from './deployment.ts';
import type { OpenTargets } from './open-targets.ts';

export function announceIsolation(context: DeploymentContext, fleets: readonly OpenFleet[]): void {
  for (const { fleet, isolation, isolationReason } of fleets)
    context.report({
      kind: 'Notice',
      message: `Hosts of ${fleet.name}: isolation ${isolation} (${isolationReason})`,
    });
}

/** An API may have nothing at its root: people are led to where the health check asks. */
export async function answeringPath(
  url: string,
  targetGroup: Pick<TargetGroup, 'healthCheckPath'> | undefined,
): Promise<{ readonly path?: string }> {
  const path = targetGroup?.healthCheckPath ?? '/';
  return path !== '/' && (await statusAt(url)) === 404 ? { path } : {};
}

/** Addresses of the balancers first, then of every host by itself. */
export async function announceEndpoints(
  context: DeploymentContext,
  { deploymentId }: Deployment,
  { fleets, targets }: OpenTargets,
): Promise<void> {
  await context.step(`${deploymentId}/endpoints`, async () => {
    for (const { fleet, balancer } of fleets)
      if (balancer !== undefined)
        context.report({
          kind: 'Endpoint',
          name: fleet.targetGroup?.name ?? fleet.name,
          url: balancer.url,
          detail: 'load balancer',
          ...(await answeringPath(balancer.url, fleet.targetGroup)),
        });
    for (const { targetId, host } of targets)
      if (host.url !== undefined)
        context.report({ kind: 'Endpoint', name: targetId, url: host.url, detail: 'this host alone' });
    return null;
  });
}

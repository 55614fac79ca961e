// Hosts that had to begin anew when they were opened: what ran on them runs again before anything is deployed to them.
import type { OpenFleet } from '../../targets/fleet/fleet-contract.ts';
import type { Host } from '../../targets/host/host.ts';
import type { DeploymentContext } from './deployment.ts';
import type { StartedApplication, StartOptions } from './start-application.ts';

/**
 * @param start starts what the provider has deployed to the host, and gives what that was
 * @param deployingTo the deployment group that the fleet was opened for
 */
export async function startWhatRan(
  context: Pick<DeploymentContext, 'state' | 'signal' | 'log' | 'report'>,
  { begunAnew }: Pick<OpenFleet, 'begunAnew'>,
  {
    start,
    ...of
  }: {
    readonly start: (host: Host, options: StartOptions) => Promise<readonly StartedApplication[]>;
    readonly deployingTo?: string;
  },
): Promise<void> {
  const { state, signal, log } = context;
  await Promise.all(
    begunAnew.map(async (host) => {
      const { instanceId } = host.instance;
      const onLine = (text: string): void => log.line(`${instanceId} ${text}`);
      const started = await start(host, { state, signal, onLine, hidden: log.hidden(), ...of });
      const results = started.map(
        ({ deploymentId, result }) => `; ApplicationStart of ${deploymentId}: ${result.status}`,
      );
      context.report({
        kind: 'Notice',
        message: `${instanceId} has begun anew from its files${results.join('')}`,
      });
    }),
  );
}

// Starts the applications of hosts that have come up again: those of a host that died have died with it.
import type { Host } from '../../targets/host/host.ts';
import type { KeepContext, TargetKeeper } from '../target-keeper.ts';
import type { StartedApplication, StartOptions } from './start-application.ts';

/** @param start starts what the provider has deployed to the host, and gives what that was */
export function keepApplications(
  { state, signal, report, hide, hidden }: KeepContext,
  start: (host: Host, options: StartOptions) => Promise<readonly StartedApplication[]>,
): TargetKeeper {
  return {
    keep: async (revived) => {
      for (const target of revived)
        for (const host of 'hosts' in target ? target.hosts : []) {
          const of = { fleet: target.name, instanceId: host.instance.instanceId };
          const onLine = (line: string) => report({ ...of, line: hide(line) }, 'ApplicationStart');
          for (const { deploymentId, result } of await start(host, {
            state,
            signal,
            onLine,
            hidden: hidden(),
          }))
            report({ ...of, deploymentId, status: result.status }, 'application started');
        }
    },
  };
}

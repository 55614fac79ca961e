// Keeps what is deployed alive: hosts and balancers that have died are started again, and their applications with them.
import { setTimeout as delay } from 'node:timers/promises';
import { startEnvironments } from '../actions/beanstalk/start-environments.ts';
import { startApplications } from '../actions/deployment/start-application.ts';
import { ServiceKeeper } from '../actions/service/keep-services.ts';
import { findDeadFleets, reviveFleet, type DeadFleet } from '../targets/fleet/revive-fleets.ts';
import { reviveRegistry } from '../targets/registry/open-registry.ts';
import { reviveSites } from '../targets/site/site-endpoints.ts';
import { hideStoredSecrets } from './hide-stored-secrets.ts';
import type { Served } from './http/served.ts';

const lookEveryMs = 2000;
const longestPauseMs = 60_000;

/** Until it is disposed. The first look is at once. */
export function keepTargets({ state, log }: Pick<Served, 'state' | 'log'>): AsyncDisposable {
  const ending = new AbortController();
  const { signal } = ending;
  const services = new ServiceKeeper({
    state,
    signal,
    // Not what its containers have printed, which may hold secrets.
    onEvent: (service, event) => {
      const { type, taskId } = event;
      const why =
        type === 'failed' ? { stoppedReason: hideStoredSecrets(state.secrets)(event.stoppedReason) } : {};
      log.info({ service, taskId, ...why }, `task ${type}`);
    },
  });
  const look = async (): Promise<void> => {
    const targetsFolder = await state.folder('targets');
    for (const dead of await findDeadFleets(targetsFolder)) await revive(dead, targetsFolder);
    for (const bucket of await reviveSites(targetsFolder, signal))
      log.warn({ bucket }, 'the site had died, and runs again');
    if (await reviveRegistry(targetsFolder, signal)) log.warn('the registry had died, and runs again');
    await services.look();
  };
  const revive = async (dead: DeadFleet, targetsFolder: string): Promise<void> => {
    const { name: fleet } = dead.record;
    log.warn({ fleet, hosts: dead.instanceIds }, 'targets have died');
    for (const host of await reviveFleet(targetsFolder, dead, signal)) {
      const { instanceId } = host.instance;
      const hide = hideStoredSecrets(state.secrets);
      const onLine = (line: string) => log.info({ fleet, instanceId, line: hide(line) }, 'ApplicationStart');
      const started = [
        ...(await startApplications(host, { state, signal, onLine })),
        ...(await startEnvironments(host, { state, signal, onLine })),
      ];
      for (const { deploymentId, result } of started)
        log.info({ fleet, instanceId, deploymentId, status: result.status }, 'application started');
    }
    log.info({ fleet }, 'targets run again');
  };
  const keep = async (): Promise<void> => {
    let failures = 0;
    while (!signal.aborted) {
      try {
        await look();
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        log.error({ error: String(error) }, 'targets cannot be started again');
      }
      const pauseMs = Math.min(longestPauseMs, lookEveryMs * 2 ** failures);
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const kept = keep();
  return {
    [Symbol.asyncDispose]: async () => {
      ending.abort();
      await kept;
    },
  };
}

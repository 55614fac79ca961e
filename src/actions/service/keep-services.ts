// Keeps services at their desired count while nothing is deployed to them: tasks that have ended or do not answer are
// replaced, as the scheduler of ECS does it. A service whose tasks fail again and again is given more and more time.
import type { StateFolder } from '../../state/state-folder.ts';
import { RunningService, type ServiceEvent } from '../../targets/service/running-service.ts';
import { listServices, type ServiceRecord } from '../../targets/service/service-record.ts';
import { containerEnvironments } from './container-environments.ts';
import { holdService } from './service-lock.ts';

export interface KeepOptions {
  readonly state: StateFolder;
  readonly signal: AbortSignal;
  readonly onEvent: (serviceName: string, event: ServiceEvent) => void;
}

const firstPauseMs = 2000;
const longestPauseMs = 15 * 60_000;

interface Patience {
  readonly failures: number;
  readonly until: number;
}

export class ServiceKeeper {
  readonly #options: KeepOptions;
  readonly #patience = new Map<string, Patience>();

  constructor(options: KeepOptions) {
    this.#options = options;
  }

  /** One look at each service, and what has to be done for it, to its end. */
  async look(): Promise<void> {
    const targetsFolder = await this.#options.state.folder('targets');
    for (const { service, isDown } of await listServices(targetsFolder)) {
      const hold = isDown ? undefined : holdService(this.#options.state, service, 'keeper');
      if (hold === undefined || 'activeDeploymentId' in hold) continue;
      using _hold = hold;
      // It may have been deployed to since it was listed.
      const record = (await listServices(targetsFolder)).find(
        (each) =>
          each.service.serviceName === service.serviceName && each.service.cluster === service.cluster,
      );
      if (record !== undefined && isAtRest(record)) await this.#keep(record, targetsFolder);
    }
  }

  async #keep(record: ServiceRecord, targetsFolder: string): Promise<void> {
    const { state, signal, onEvent } = this.#options;
    const { serviceName, cluster } = record.service;
    const key = `${cluster}/${serviceName}`;
    const patience = this.#patience.get(key);
    if (patience !== undefined && Date.now() < patience.until) return;
    let failures = 0;
    using running = new RunningService({
      record,
      targetsFolder,
      signal,
      now: Date.now,
      environmentsOf: async ({ revision }) =>
        containerEnvironments(
          revision,
          { state, parameters: record.parameters, asksAws: false },
          () => undefined,
        ),
      onEvent: (event) => {
        if (event.type === 'failed') failures += 1;
        onEvent(serviceName, event);
      },
    });
    await running.open();
    await running.step(record.primary);
    await running.settled();
    if (failures === 0 && (await running.look()).every(({ health }) => health === 'HEALTHY'))
      this.#patience.delete(key);
    if (failures === 0) return;
    const all = (patience?.failures ?? 0) + failures;
    this.#patience.set(key, {
      failures: all,
      until: Date.now() + Math.min(longestPauseMs, firstPauseMs * 2 ** (all - 1)),
    });
  }
}

/** What failed or was interrupted is left as it is: nobody knows what is meant. */
function isAtRest({ deployments, primary }: ServiceRecord): boolean {
  const isUnderWay = deployments.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS');
  return !isUnderWay && deployments.find(({ id }) => id === primary)?.rolloutState === 'COMPLETED';
}

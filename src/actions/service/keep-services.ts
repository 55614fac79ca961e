// Keeps services at their desired count while nothing is deployed to them: tasks that have ended or do not answer are
// replaced, as the scheduler of ECS does it. A service whose tasks fail again and again is given more and more time.
import { claimService } from '../../targets/service/claim-service.ts';
import { openService } from '../../targets/service/running-service.ts';
import type { ServiceEvent } from '../../targets/service/service-event.ts';
import { listServices, type ServiceRecord } from '../../targets/service/service-record.ts';
import type { KeepContext, TargetKeeper } from '../target-keeper.ts';
import { containerEnvironments } from './container-environments.ts';
import { apiNotReached, taskAccess } from './task-access.ts';
import { holdService, keeper } from './service-lock.ts';

const firstPauseMs = 2000;
const longestPauseMs = 15 * 60_000;

interface Patience {
  readonly failures: number;
  readonly until: number;
}

class ServiceKeeper implements TargetKeeper {
  readonly #context: KeepContext;
  readonly #patience = new Map<string, Patience>();

  constructor(context: KeepContext) {
    this.#context = context;
  }

  /** Observes each service once, and does what has to be done for it, to its end. */
  async keep(): Promise<void> {
    const targetsFolder = await this.#context.state.folder('targets');
    for (const { service, isDown } of await listServices(targetsFolder)) {
      const hold = isDown ? undefined : holdService(this.#context.state, service, keeper);
      if (hold === undefined || 'activeDeploymentId' in hold) continue;
      using _hold = hold;
      using claim = claimService(targetsFolder, service);
      if (claim === undefined) continue;
      // It may have been deployed to since it was listed.
      const record = (await listServices(targetsFolder)).find(
        (each) =>
          each.service.serviceName === service.serviceName && each.service.cluster === service.cluster,
      );
      if (record !== undefined && isAtRest(record)) await this.#keep(record, targetsFolder);
    }
  }

  async #keep(record: ServiceRecord, targetsFolder: string): Promise<void> {
    const { state, signal } = this.#context;
    const { serviceName, cluster } = record.service;
    const key = `${cluster}/${serviceName}`;
    const patience = this.#patience.get(key);
    if (patience !== undefined && Date.now() < patience.until) return;
    let failures = 0;
    const access = taskAccess({
      targetsFolder,
      region: record.region ?? 'us-east-1',
      engine: record.engine,
      signal,
      onUnreachable: (reason) =>
        this.#context.report({ service: key, reason }, `not there: ${apiNotReached}`),
    });
    using running = await openService({
      record,
      targetsFolder,
      signal,
      now: Date.now,
      environmentsOf: async ({ revision }) =>
        containerEnvironments(
          revision,
          { state, parameters: record.parameters, asksAws: false },
          { redact: () => undefined, access },
        ),
      onEvent: (event) => {
        if (event.type === 'failed') failures += 1;
        this.#report(serviceName, event);
      },
    });
    await running.step(record.primary);
    await running.settled();
    if (failures === 0 && (await running.observe()).every(({ health }) => health === 'HEALTHY'))
      this.#patience.delete(key);
    if (failures === 0) return;
    const all = (patience?.failures ?? 0) + failures;
    this.#patience.set(key, {
      failures: all,
      until: Date.now() + Math.min(longestPauseMs, firstPauseMs * 2 ** (all - 1)),
    });
  }

  /** Not what its containers have printed, which may hold secrets. */
  #report(service: string, event: ServiceEvent): void {
    const { report, hide } = this.#context;
    const why = event.type === 'failed' ? { stoppedReason: hide(event.stoppedReason) } : {};
    report({ service, taskId: event.taskId, ...why }, `task ${event.type}`);
  }
}

/** What failed or was interrupted is left as it is: the intent is not known. */
function isAtRest({ deployments, primary }: ServiceRecord): boolean {
  const isUnderWay = deployments.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS');
  return !isUnderWay && deployments.find(({ id }) => id === primary)?.rolloutState === 'COMPLETED';
}

export function keepServices(context: KeepContext): TargetKeeper {
  return new ServiceKeeper(context);
}

// Targets on their way through a deployment: as many at once as the minimum of healthy hosts allows, until all have ended or
// something stops the deployment.
import { setTimeout as wait } from 'node:timers/promises';
import { counted } from '../../lib/counted.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { watchDeploymentAlarms } from '../deployment/deployment-alarms.ts';
import { stopOf, watchStop, type StopFailure } from '../deployment/deployment-requests.ts';
import type { Deployment, DeploymentContext, Target } from '../deployment/deployment.ts';
import type { AlarmFailure } from '../deployment/unless-alarm.ts';
import { nextTargets, type constraintsFor, type TargetState } from './next-targets.ts';

/** What may end a deployment before its time, watched until it is disposed. */
export class DeploymentWatch implements AsyncDisposable {
  /** The alarm that has stopped it, or the call. */
  stoppedBy: AlarmFailure | StopFailure | undefined;
  readonly #context: DeploymentContext;
  readonly #deployment: Deployment;
  readonly #over = new AbortController();
  readonly #whenStopped = Promise.withResolvers<void>();
  readonly #watching: Promise<unknown>;

  constructor(context: DeploymentContext, deployment: Deployment) {
    this.#context = context;
    this.#deployment = deployment;
    const until = AbortSignal.any([context.signal, this.#over.signal]);
    this.#watching = Promise.all([
      watchDeploymentAlarms(context, deployment, until).then((reason) =>
        this.#stopBy(reason === undefined ? undefined : { reason, isAlarm: true }),
      ),
      watchStop(context, deployment.deploymentId, until).then((stop) => this.#stopBy(stop)),
    ]);
  }

  /** Resolves when something has stopped the deployment. */
  get whenStopped(): Promise<void> {
    return this.#whenStopped.promise;
  }

  /** By now, and before the watch has seen it. */
  readonly isStoppedByCall = (): boolean => {
    this.#stopBy(stopOf(this.#context, this.#deployment.deploymentId));
    return this.stoppedBy !== undefined && 'stop' in this.stoppedBy;
  };

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    await Promise.allSettled([this.#watching]);
  }

  #stopBy(by: AlarmFailure | StopFailure | undefined): void {
    this.stoppedBy ??= by;
    if (by !== undefined) this.#whenStopped.resolve();
  }
}

export type RolloutConstraints = NonNullable<ReturnType<typeof constraintsFor>>;

/** What becomes of each target, and what is watched meanwhile. */
export interface TargetsToRun<End> {
  readonly deployment: Deployment;
  /** In the order in which they are to be taken. */
  readonly targets: readonly Target[];
  readonly watch: Pick<DeploymentWatch, 'stoppedBy' | 'whenStopped'>;
  readonly run: (target: Target) => Promise<End>;
}

/** The targets on their way: pending until `nextTargets` takes them, then running, then ended. */
export class Rollout<End extends { readonly hasSucceeded: boolean }> {
  readonly ends = new Map<string, End>();
  readonly #context: DeploymentContext;
  readonly #of: TargetsToRun<End>;
  readonly #running = new Map<string, Promise<void>>();
  readonly #monitored = new Set<string>();

  constructor(context: DeploymentContext, of: TargetsToRun<End>) {
    this.#context = context;
    this.#of = of;
  }

  /** Whether enough targets succeeded. Nothing runs any more when it returns or rejects. */
  async run(constraints: RolloutConstraints): Promise<boolean> {
    try {
      return await this.#loop(constraints);
    } finally {
      await Promise.allSettled(this.#running.values());
    }
  }

  async #loop({ minimumHealthyHosts, perZone }: RolloutConstraints): Promise<boolean> {
    const { watch } = this.#of;
    for (;;) {
      this.#context.signal.throwIfAborted();
      if (watch.stoppedBy !== undefined) return false;
      const next = nextTargets(this.#states(), {
        minimumHealthyHosts,
        ...(perZone === undefined
          ? {}
          : { zonal: { minimumHealthyHostsPerZone: perZone, monitored: this.#monitored } }),
      });
      switch (next.type) {
        case 'Start':
          for (const targetId of next.targetIds) this.#start(targetId);
          break;
        case 'Wait':
          await Promise.race([...this.#running.values(), watch.whenStopped]);
          break;
        case 'Monitor':
          await this.#monitor(next);
          break;
        case 'Stop':
          return false;
        case 'End':
          return next.succeeded;
        default:
          return unreachable(next);
      }
    }
  }

  #states(): readonly TargetState[] {
    return this.#of.targets.map(({ targetId, zone }) => {
      const end = this.ends.get(targetId);
      const ended = end?.hasSucceeded === true ? 'Succeeded' : 'Failed';
      const open = this.#running.has(targetId) ? 'InProgress' : 'Pending';
      return { targetId, zone, status: end === undefined ? open : ended };
    });
  }

  #start(targetId: string): void {
    const target = this.#of.targets.find((each) => each.targetId === targetId);
    if (target !== undefined) this.#running.set(targetId, this.#runToEnd(target));
  }

  async #runToEnd(target: Target): Promise<void> {
    this.ends.set(target.targetId, await this.#of.run(target));
    this.#running.delete(target.targetId);
  }

  /** The time counts from when the zone was done, also across a restart. */
  async #monitor({ zone, isFirst }: { readonly zone: string; readonly isFirst: boolean }): Promise<void> {
    const { now, signal, step, log } = this.#context;
    const { monitorDurationInSeconds = 0, firstZoneMonitorDurationInSeconds } =
      this.#of.deployment.config.zonalConfig ?? {};
    const first = firstZoneMonitorDurationInSeconds ?? monitorDurationInSeconds;
    const seconds = isFirst ? first : monitorDurationInSeconds;
    const doneAt = await step(`${this.#of.deployment.deploymentId}/zone/${zone}`, async () => now());
    const leftMs = doneAt + seconds * 1000 - now();
    if (leftMs > 0) {
      log.line(`${zone} is done; the next zone begins after ${counted(seconds, 'second')}`);
      await wait(leftMs, undefined, { signal });
    }
    this.#monitored.add(zone);
  }
}

// The targets of a blue/green deployment on their way through its phases: each has some of its lifecycle events in one phase and
// the others in a later one.
import { defined } from '../../../lib/defined.ts';
import type { ServerLifecycleEvent } from '../../../model/deployment.ts';
import type { Deployment, DeploymentContext, Target, TargetFailure } from '../../deployment/deployment.ts';
import type { LifecycleEventRecord, TargetRecord } from '../../deployment/deployment-record.ts';
import { eventsOf } from '../lifecycle-events.ts';
import { Rollout, type DeploymentWatch } from '../rollout.ts';
import { reportEnd, runEvents, type EventsEnd } from '../run-target.ts';

export interface RunningDeployment {
  readonly context: DeploymentContext;
  readonly deployment: Deployment;
  /** Path of the revision's zip on this machine; of no meaning where nothing is installed. */
  readonly bundle: string;
  readonly watch: DeploymentWatch;
}

export interface Phase {
  readonly targets: readonly Target[];
  readonly events: readonly ServerLifecycleEvent[];
  /** Of these targets so many are not in this phase at the same time, and have to come through it. */
  readonly minimumHealthyHosts: number;
}

export interface PhaseEnd {
  /** Enough of them have come through it, and nothing has stopped the deployment. */
  readonly hasSucceeded: boolean;
  readonly succeeded: readonly Target[];
}

export class EnvironmentRun {
  readonly failures: TargetFailure[] = [];
  readonly #of: RunningDeployment;
  readonly #events = new Map<string, readonly LifecycleEventRecord[]>();
  readonly #failed = new Set<string>();

  constructor(of: RunningDeployment) {
    this.#of = of;
  }

  /** Rejects only when the deployment was aborted. */
  async phase({ targets, events, minimumHealthyHosts }: Phase): Promise<PhaseEnd> {
    const { context, deployment, watch } = this.#of;
    const rollout = new Rollout(context, {
      deployment,
      targets,
      watch,
      run: async (target) => await this.#run(target, events),
    });
    const hasSucceeded = await rollout.run({ minimumHealthyHosts });
    const succeeded = targets.filter(({ targetId }) => rollout.ends.get(targetId)?.hasSucceeded === true);
    return { hasSucceeded, succeeded };
  }

  async #run(target: Target, events: readonly ServerLifecycleEvent[]): Promise<EventsEnd> {
    const { context, deployment, bundle, watch } = this.#of;
    const run = { context, deployment, target, bundle, isStopped: watch.isStoppedByCall };
    const end = await runEvents(run, events);
    const { targetId } = target;
    this.#events.set(targetId, [...(this.#events.get(targetId) ?? []), ...end.lifecycleEvents]);
    if (end.failure !== undefined) this.failures.push(end.failure);
    if (!end.hasSucceeded) this.#failed.add(targetId);
    if (this.#failed.has(targetId) || this.#isThrough(target)) await this.#reportEnd(target);
    else await this.#reportReady(target);
    return end;
  }

  #isThrough(target: Target): boolean {
    return this.#events.get(target.targetId)?.length === eventsOf(target).length;
  }

  /** Until its next phase begins. */
  async #reportReady({ targetId }: Target): Promise<void> {
    const { context, deployment } = this.#of;
    const { deploymentId } = deployment;
    await context.step(`${deploymentId}/${targetId}/ready`, async () => {
      context.report({ kind: 'Target', deploymentId, targetId, status: 'Ready' });
      return null;
    });
  }

  async #reportEnd(target: Target): Promise<void> {
    const { context, deployment } = this.#of;
    const step = `${deployment.deploymentId}/${target.targetId}`;
    await context.step(step, async () => reportEnd(this.#of, this.#record(target)));
  }

  #record(target: Target): TargetRecord {
    const { targetId, label } = target;
    const ran = this.#events.get(targetId);
    const lifecycleEvents = eventsOf(target).map(
      (lifecycleEventName): LifecycleEventRecord =>
        ran?.find((event) => event.lifecycleEventName === lifecycleEventName) ?? {
          lifecycleEventName,
          status: 'Skipped',
        },
    );
    const hasSucceeded = !this.#failed.has(targetId) && this.#isThrough(target);
    const status = ran === undefined ? 'Skipped' : hasSucceeded ? 'Succeeded' : 'Failed';
    return { targetId, status, lifecycleEvents, ...defined({ instanceLabel: label }) };
  }

  /** What became of each: one whose later phase never came has failed, as one that was stopped. */
  async end(): Promise<readonly TargetRecord[]> {
    const { targets } = this.#of.deployment;
    for (const target of targets) if (this.#events.has(target.targetId)) await this.#reportEnd(target);
    return targets.map((target) => this.#record(target));
  }
}

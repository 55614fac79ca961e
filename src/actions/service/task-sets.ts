// Two task sets next to each other: the one that serves ("blue") and the one that will ("green"). What blue/green
// deployments of ECS's own controller and of CodeDeploy have in common.
import { setTimeout as delay } from 'node:timers/promises';
import { defined } from '../../lib/defined.ts';
import { failureThreshold } from '../../model/service-scheduler.ts';
import { taskRemedy } from './task-remedy.ts';
import { reportWeights } from './service-event.ts';
import { mark, type ServiceUpdate, type UpdateFailure } from './update.ts';

const pollEveryMs = 250;

export class TaskSets {
  readonly #update: ServiceUpdate;
  /** Undefined when nothing serves yet. */
  readonly #blue: string | undefined;
  readonly #green: string;

  /** Resolves when what an earlier deployment left next to the primary task set is gone. */
  static async of(update: ServiceUpdate): Promise<TaskSets> {
    const { running, deployment, context } = update;
    const { primary } = await context.step('task-sets', async () => {
      const { primary: id, tasks } = running.record;
      return { primary: tasks.some(({ deploymentId }) => deploymentId === id) ? id : '' };
    });
    const sets = new TaskSets(update, primary === '' ? undefined : primary);
    for (const task of running.record.tasks)
      if (task.deploymentId !== primary && task.deploymentId !== deployment.id)
        await running.stop(task.taskId);
    await running.settled();
    return sets;
  }

  private constructor(update: ServiceUpdate, blue: string | undefined) {
    this.#update = update;
    this.#blue = blue;
    this.#green = update.deployment.id;
  }

  /** The deployment that serves until green takes over; undefined when nothing serves yet. */
  get blue(): string | undefined {
    return this.#blue;
  }

  get hasBlue(): boolean {
    return this.#blue !== undefined;
  }

  /** All of green at once, without traffic; undefined when it is healthy. */
  async scaleUp(until: AbortSignal): Promise<UpdateFailure | undefined> {
    const { running, service, deadline, context } = this.#update;
    if (running.record.route?.deploymentId !== this.#green) await this.#route(0, 0);
    for (;;) {
      const steady = await this.#hold(until);
      if (steady.has(this.#green)) return undefined;
      const failure = this.#failure();
      if (failure !== undefined) return failure;
      if (context.now() >= deadline)
        return { reason: `The new tasks of ${service.serviceName} have not become healthy in time` };
      await delay(pollEveryMs, undefined, { signal: until });
    }
  }

  /** The whole of the test traffic to green; undefined without a test listener. */
  async shiftTest(): Promise<string | undefined> {
    const url = await this.#update.running.testUrl();
    if (url !== undefined) await this.#route(this.#update.running.record.route?.percent ?? 0, 100);
    return url;
  }

  async shift(percent: number): Promise<void> {
    await this.#route(percent, this.#update.running.record.route?.testPercent ?? 0);
  }

  /** Until that time; both sets are kept. Undefined unless green fails meanwhile. */
  async waitUntil(
    endsAt: number,
    until: AbortSignal,
    isOver = () => false,
  ): Promise<UpdateFailure | undefined> {
    const { context } = this.#update;
    while (context.now() < endsAt && !isOver()) {
      await this.#hold(until);
      const failure = this.#failure();
      if (failure !== undefined) return failure;
      const ms = Math.min(pollEveryMs, Math.max(0, endsAt - context.now()));
      await delay(ms, undefined, { signal: until });
    }
    return undefined;
  }

  /** Green is the service from now on. */
  async makePrimary(): Promise<void> {
    await this.#update.running.keep({ primary: this.#green });
  }

  /** Blue is gone, and every request goes to green. */
  async cleanUp(): Promise<void> {
    const { running } = this.#update;
    if (this.#blue !== undefined) await running.stopAll(this.#blue);
    await running.settled();
    await running.route(undefined);
  }

  /** Every request to blue at once, and green is gone. Gives what the service is left with. */
  async rollBack(): Promise<string> {
    const { running, service } = this.#update;
    const { serviceName } = service;
    await mark(this.#update, 'FAILED');
    if (this.#blue !== undefined) {
      const hadTraffic = (running.record.route?.percent ?? 0) > 0;
      await this.#route(0, 0);
      await running.keep({ primary: this.#blue });
      if (hadTraffic) reportWeights(this.#update, 0, 0);
    }
    await running.stopAll(this.#green);
    await running.settled();
    await running.route(undefined);
    const before = running.record.deployments.find(({ id }) => id === this.#blue)?.revision;
    return before === undefined
      ? `The service ${serviceName} had no task set to go back to; its tasks are stopped`
      : `The requests to ${serviceName} go to ${before.family}:${before.revision} again, and the new tasks are stopped`;
  }

  async #route(percent: number, testPercent: number): Promise<void> {
    await this.#update.running.route({ deploymentId: this.#green, percent, testPercent });
  }

  async #hold(until: AbortSignal): Promise<ReadonlySet<string>> {
    until.throwIfAborted();
    const sets = this.#blue === undefined ? [this.#green] : [this.#blue, this.#green];
    return await this.#update.running.hold(sets, this.#update.service);
  }

  #failure(): UpdateFailure | undefined {
    const { reporter, service } = this.#update;
    const own = reporter.failures.filter(({ deploymentId }) => deploymentId === this.#green);
    const [failure] = own;
    if (failure === undefined || own.length < failureThreshold(service.desiredCount)) return undefined;
    const remedy = taskRemedy(failure.stoppedReason, service);
    return {
      reason: `${own.length} of the new tasks of ${service.serviceName} have failed: ${failure.stoppedReason}`,
      failure,
      ...defined({ remedy }),
    };
  }
}

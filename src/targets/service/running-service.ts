// A service with its tasks and its load balancer, as its scheduler drives it: what there is, one step towards what is
// wanted, and the traffic. Its parts: `KeptRecord` is what is known of it, `observeTasks` what there is, `TaskChanges`
// what of it is new, `ServiceTraffic` the load balancer, `TaskRunner` what is done to a task, and `BackgroundWork` the
// tasks it is done to meanwhile.
//
// The life of a task. That it is there, and that it is to stop, is on disk before anything is done for it:
//
//   addTasks ──► starting ──► runs ──► stopping ──► removed
//                   │                     ▲
//                   └──── cannot start ───┘
//
//   starting   `#starts` has work for it; observed as PENDING
//   runs       nothing is under way for it: observations say whether it is healthy, or has ended by itself
//   stopping   its desiredStatus is STOPPED; `#stops` drains and ends it, after its start where that is under way.
//              A process that opens the service and finds such a task stops it
import type { Service } from '../../model/service.ts';
import { nextStep, type ScheduledTask, type ScheduleStep } from '../../model/service-scheduler.ts';
import type { BalancerDescription } from '../balancer/protocol.ts';
import { localUrl } from '../observation.ts';
import { BackgroundWork } from './background-work.ts';
import { HealthChecks } from './health-checks.ts';
import { KeptRecord } from './kept-record.ts';
import { observeTasks, type TaskObservation } from './observe-tasks.ts';
import type { ServiceRecord, TaskRecord, TrafficRoute } from './service-record.ts';
import { ServiceTraffic } from './service-traffic.ts';
import { TaskChanges } from './task-changes.ts';
import { removeTasks } from './task.ts';
import { newTaskId } from './new-ids.ts';
import { placeOf, type TaskPlace } from './task-place.ts';
import { TaskRunner, type TaskRunnerOptions } from './task-runner.ts';

export interface RunningServiceOptions extends Pick<
  TaskRunnerOptions,
  'signal' | 'environmentsOf' | 'onEvent'
> {
  readonly record: ServiceRecord;
  /** Absolute path: `targets/` of the state folder. */
  readonly targetsFolder: string;
  readonly now: () => number;
}

/**
 * The caller holds the service: no other process drives it meanwhile. Nothing but the background work runs
 * concurrently.
 */
export class RunningService implements Disposable {
  readonly #options: RunningServiceOptions;
  readonly #kept: KeptRecord;
  readonly #changes: TaskChanges;
  readonly #traffic: ServiceTraffic;
  readonly #checks: HealthChecks;
  readonly #runner: TaskRunner;
  readonly #starts: BackgroundWork;
  readonly #stops: BackgroundWork;
  /** What went wrong first in the background; the next observation rejects with it. */
  #failure: { readonly error: unknown } | undefined;

  constructor(options: RunningServiceOptions) {
    const { record, targetsFolder, signal, now } = options;
    this.#options = options;
    this.#kept = new KeptRecord(targetsFolder, record);
    this.#changes = new TaskChanges(record.tasks);
    this.#traffic = new ServiceTraffic({ targetsFolder, signal, tasksNow: async () => this.#tasksNow([]) });
    this.#checks = new HealthChecks(() => this.place, now);
    this.#runner = new TaskRunner({
      ...options,
      kept: this.#kept,
      place: () => this.place,
      traffic: this.#traffic,
      checks: this.#checks,
    });
    const onFailure = (error: unknown): void => {
      if (!signal.aborted) this.#failure ??= { error };
    };
    this.#starts = new BackgroundWork(onFailure);
    this.#stops = new BackgroundWork(onFailure);
  }

  get record(): ServiceRecord {
    return this.#kept.record;
  }

  get place(): TaskPlace {
    return placeOf(this.#options.targetsFolder, this.record);
  }

  /** The load balancer's address; undefined for a service without one. */
  get url(): string | undefined {
    return this.#traffic.url;
  }

  /** The test listener's address, where there is one. */
  async testUrl(): Promise<string | undefined> {
    const port = (await this.#traffic.describe())?.testListenerPort;
    return port === undefined ? undefined : localUrl(port);
  }

  async keep(change: Partial<ServiceRecord>): Promise<void> {
    await this.#kept.keep(change);
  }

  /** Opens the load balancer, where the service has one, for the tasks that there are. Others of its are ended. */
  async open(): Promise<void> {
    const known = new Set(this.record.tasks.map(({ taskId }) => taskId));
    await removeTasks(this.place, { isMeant: (taskId) => !known.has(taskId), recorded: [] });
    await this.#traffic.open(this.record);
  }

  /** The tasks as they are now. What has changed is reported; a task that has ended by itself is removed. */
  async observe(): Promise<readonly TaskObservation[]> {
    if (this.#failure !== undefined) throw this.#failure.error;
    const observed = await this.#tasksNow((await this.#traffic.describe())?.targets ?? []);
    await this.#reportChanges(observed);
    await this.#traffic.balance(this.record, observed);
    // The process that began to stop it may be gone.
    for (const task of this.record.tasks) if (task.desiredStatus === 'STOPPED') this.#stopInBackground(task);
    return observed;
  }

  /** Observes, and begins what follows for a deployment that replaces all others. Resolves when it has begun. */
  async step(primary: string, service: Service = this.record.service): Promise<ScheduleStep> {
    const observed = await this.observe();
    const step = nextStep(observed satisfies readonly ScheduledTask[], primary, service);
    await this.#follow(step, primary, observed);
    return step;
  }

  /** The same for task sets next to each other, of which none replaces another. Gives those that are steady. */
  async hold(
    deploymentIds: readonly string[],
    service: Service = this.record.service,
  ): Promise<ReadonlySet<string>> {
    const observed = await this.observe();
    const steady = new Set<string>();
    for (const id of deploymentIds) {
      const own = observed.filter(({ deploymentId }) => deploymentId === id);
      const step = nextStep(own, id, { ...service, minimumHealthyPercent: 100, maximumPercent: 200 });
      await this.#follow(step, id, observed);
      if (step.isSteady) steady.add(id);
    }
    return steady;
  }

  /** From now on the requests go so; undefined: to all tasks alike. */
  async route(route: TrafficRoute | undefined): Promise<void> {
    const { route: _before, ...rest } = this.record;
    await this.#kept.replace(route === undefined ? rest : { ...rest, route });
    await this.#traffic.split(this.record);
  }

  /** Starts tasks of the deployment with these ids, in the background; they are on disk when this resolves. */
  async start(deploymentId: string, taskIds: readonly string[]): Promise<void> {
    const tasks = taskIds.map((taskId): TaskRecord => ({
      taskId,
      deploymentId,
      desiredStatus: 'RUNNING',
      createdAt: this.#options.now(),
      wasHealthy: false,
    }));
    await this.#kept.addTasks(tasks);
    for (const task of tasks) this.#starts.begin(task.taskId, async () => await this.#runner.start(task));
  }

  /** Drains and ends the task, in the background. */
  async stop(taskId: string): Promise<void> {
    const task = this.#kept.task(taskId);
    if (task === undefined || this.#stops.has(taskId)) return;
    await this.#kept.keepTask({ ...task, desiredStatus: 'STOPPED' });
    this.#stopInBackground(task);
  }

  /** Every task of the deployment. */
  async stopAll(deploymentId: string): Promise<void> {
    for (const task of this.record.tasks)
      if (task.deploymentId === deploymentId) await this.stop(task.taskId);
  }

  /** Waits for what starts and stops in the background, and until the load balancer has the tasks that there are. */
  async settled(): Promise<void> {
    await Promise.all([this.#starts.settled(), this.#stops.settled()]);
    await this.#checks.settled();
    await this.#traffic.settled();
  }

  /** Waits for nothing any more. What runs goes on. */
  [Symbol.dispose](): void {
    this.#traffic.stopWaiting();
  }

  async #tasksNow(targets: BalancerDescription['targets']): Promise<readonly TaskObservation[]> {
    return await observeTasks(this.record, {
      place: this.place,
      checks: this.#checks,
      targets,
      isStarting: (taskId) => this.#starts.has(taskId),
      now: this.#options.now(),
    });
  }

  async #reportChanges(observed: readonly TaskObservation[]): Promise<void> {
    for (const { type, task } of this.#changes.since(observed)) {
      const { taskId, deploymentId, stopped } = task;
      if (type === 'ended') {
        if (stopped !== undefined) await this.#runner.fail(task, stopped);
        await this.stop(taskId);
        continue;
      }
      if (type === 'healthy') await this.#keepHealthy(taskId);
      this.#options.onEvent({ type, taskId, deploymentId });
    }
  }

  async #keepHealthy(taskId: string): Promise<void> {
    const task = this.#kept.task(taskId);
    if (task?.wasHealthy === false) await this.#kept.keepTask({ ...task, wasHealthy: true });
  }

  async #follow(
    step: ScheduleStep,
    deploymentId: string,
    observed: readonly TaskObservation[],
  ): Promise<void> {
    for (const { taskId, reason } of step.stop) {
      const task = observed.find((each) => each.taskId === taskId);
      if (reason === 'unhealthy' && task !== undefined)
        await this.#runner.fail(task, { reason: 'Task failed health checks', ...task.unhealthy });
      await this.stop(taskId);
    }
    if (step.start > 0) await this.start(deploymentId, Array.from({ length: step.start }, newTaskId));
  }

  #stopInBackground(task: TaskRecord): void {
    const { taskId } = task;
    if (this.#stops.has(taskId)) return;
    this.#stops.begin(taskId, async () => {
      // A container that is being started would come up after it was ended.
      await this.#starts.settled(taskId);
      await this.#runner.end(task);
    });
  }
}

/** Its load balancer answers when this resolves. The caller disposes it, which ends no task. */
export async function openService(options: RunningServiceOptions): Promise<RunningService> {
  const running = new RunningService(options);
  await running.open();
  return running;
}

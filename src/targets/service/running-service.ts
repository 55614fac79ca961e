// A service with its tasks and its load balancer, as a scheduler drives it: what there is, one step towards what there
// shall be, and the traffic. The record on disk comes before what it says, so that whoever takes the service up again
// finds it.
import { randomBytes } from 'node:crypto';
import type { Service } from '../../model/service.ts';
import { nextStep, type ScheduledTask, type ScheduleStep } from '../../model/service-scheduler.ts';
import type { BalancerDescription } from '../balancer/protocol.ts';
import { observeTasks, type TaskObservation } from './observe-tasks.ts';
import {
  writeService,
  type ServiceDeployment,
  type ServiceRecord,
  type TaskRecord,
  type TrafficRoute,
} from './service-record.ts';
import { ServiceTraffic } from './service-traffic.ts';
import { HealthChecks } from './health-checks.ts';
import { startTask, type DependencyWait } from './start-task.ts';
import { endTask, logTail, removeTasks } from './task.ts';
import { placeOf, type TaskPlace } from './task-place.ts';

export interface RunningServiceOptions {
  readonly record: ServiceRecord;
  /** Absolute path: `targets/` of the state folder. */
  readonly targetsFolder: string;
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** The variables of each container, secrets and all, or why there are none. Asked whenever a task starts. */
  readonly environmentsOf: (deployment: ServiceDeployment) => Promise<ReadEnvironments>;
  readonly onEvent: (event: ServiceEvent) => void;
}

type Environments = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type ReadEnvironments = { readonly environments: Environments } | { readonly wrong: string };

/** What happens to a task, in the order in which it happens. */
export type ServiceEvent =
  | {
      readonly type: 'started' | 'running' | 'healthy' | 'draining' | 'stopped';
      readonly taskId: string;
      readonly deploymentId: string;
    }
  /** A container of it waits for another. */
  | ({ readonly type: 'waiting'; readonly taskId: string; readonly deploymentId: string } & DependencyWait)
  | ({ readonly type: 'failed' } & TaskFailure);

/** A task that ended without having been told to, or never became healthy. */
export interface TaskFailure {
  readonly taskId: string;
  readonly deploymentId: string;
  /** In ECS's words. */
  readonly stoppedReason: string;
  readonly container?: string;
  readonly exitCode?: number;
  readonly logTail: readonly string[];
}

/** Why a task has failed. */
interface Cause {
  readonly reason: string;
  readonly container?: string;
  readonly exitCode?: number;
  /** Beside what the container has said. */
  readonly lines?: readonly string[];
}

const tailLines = 20;

export class RunningService implements Disposable {
  readonly #options: RunningServiceOptions;
  readonly #starting = new Map<string, Promise<void>>();
  readonly #stopping = new Map<string, Promise<void>>();
  readonly #told = new Map<string, string>();
  readonly #traffic: ServiceTraffic;
  readonly #checks: HealthChecks;
  #record: ServiceRecord;
  #written: Promise<void> = Promise.resolve();
  /** What went wrong in the background, told at the next observation. */
  #broken: { readonly error: unknown } | undefined;

  constructor(options: RunningServiceOptions) {
    this.#options = options;
    this.#record = options.record;
    const { targetsFolder, signal } = options;
    this.#traffic = new ServiceTraffic({ targetsFolder, signal, looksNow: async () => this.#see([]) });
    this.#checks = new HealthChecks(() => this.place, options.now);
    // What became of them is told already.
    for (const { taskId, wasHealthy } of options.record.tasks)
      if (wasHealthy) this.#told.set(taskId, 'healthy');
  }

  get record(): ServiceRecord {
    return this.#record;
  }

  get place(): TaskPlace {
    return placeOf(this.#options.targetsFolder, this.#record);
  }

  /** The load balancer's address; undefined for a service without one. */
  get url(): string | undefined {
    return this.#traffic.url;
  }

  /** One write after the other, each with all that is known by then. */
  async keep(change: Partial<ServiceRecord>): Promise<void> {
    this.#record = { ...this.#record, ...change };
    this.#written = this.#written.then(() => writeService(this.#options.targetsFolder, this.#record));
    await this.#written;
  }

  /** Opens the load balancer, where the service has one, for the tasks that there are. Others of its are ended. */
  async open(): Promise<void> {
    const known = new Set(this.#record.tasks.map(({ taskId }) => taskId));
    await removeTasks(this.place, { isMeant: (taskId) => !known.has(taskId), recorded: [] });
    await this.#traffic.open(this.#record);
  }

  /** The tasks as they are now. What has ended by itself is told as failed, and removed. */
  async observe(): Promise<readonly TaskObservation[]> {
    if (this.#broken !== undefined) throw this.#broken.error;
    const observed = await this.#see((await this.#traffic.describe())?.targets ?? []);
    await this.#tell(observed);
    await this.#traffic.balance(this.#record, observed);
    // Whoever began to end it may be gone.
    for (const { taskId, desiredStatus, deploymentId } of this.#record.tasks)
      if (desiredStatus === 'STOPPED' && !this.#stopping.has(taskId))
        this.#inBackground(this.#stopping, taskId, this.#end({ taskId, deploymentId }));
    return observed;
  }

  async #see(targets: BalancerDescription['targets']): Promise<readonly TaskObservation[]> {
    return await observeTasks(this.#record, {
      place: this.place,
      checks: this.#checks,
      targets,
      isStarting: (taskId) => this.#starting.has(taskId),
      now: this.#options.now(),
    });
  }

  /** One observation, and what follows from it. Resolves when it has been begun. */
  async step(primary: string, service: Service = this.#record.service): Promise<ScheduleStep> {
    const observed = await this.observe();
    const step = nextStep(observed satisfies readonly ScheduledTask[], primary, service);
    await this.#follow(step, primary, observed);
    return step;
  }

  async #follow(
    step: ScheduleStep,
    deploymentId: string,
    observed: readonly TaskObservation[],
  ): Promise<void> {
    for (const { taskId, reason } of step.stop) {
      const observation = observed.find((each) => each.taskId === taskId);
      if (reason === 'unhealthy' && observation !== undefined)
        await this.#fail(observation, { reason: 'Task failed health checks', ...observation.unhealthy });
      await this.stop(taskId);
    }
    if (step.start > 0) await this.#startMany(deploymentId, step.start);
  }

  /**
   * The same for task sets that stand beside each other: none of them takes the place of another. Gives who is steady.
   */
  async hold(
    deploymentIds: readonly string[],
    service: Service = this.#record.service,
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
    const { route: _before, ...rest } = this.#record;
    this.#record = rest;
    await this.keep(route === undefined ? {} : { route });
    await this.#traffic.split(this.#record);
  }

  /** The test listener's address, where there is one. */
  async testUrl(): Promise<string | undefined> {
    const port = (await this.#traffic.describe())?.testListenerPort;
    return port === undefined ? undefined : `http://127.0.0.1:${port}`;
  }

  /** Every task of the deployment, in the background. */
  async stopAll(deploymentId: string): Promise<void> {
    for (const task of this.#record.tasks)
      if (task.deploymentId === deploymentId) await this.stop(task.taskId);
  }

  /** Drains and ends it, in the background. */
  async stop(taskId: string): Promise<void> {
    const task = this.#record.tasks.find((each) => each.taskId === taskId);
    if (task === undefined || this.#stopping.has(taskId)) return;
    await this.#keepTask({ ...task, desiredStatus: 'STOPPED' });
    // A container that is being started would come up after it was ended.
    const started = this.#starting.get(taskId) ?? Promise.resolve();
    this.#inBackground(
      this.#stopping,
      taskId,
      started.then(() => this.#end(task)),
    );
  }

  /** Waits for what is being ended. */
  async settled(): Promise<void> {
    await Promise.all([...this.#starting.values(), ...this.#stopping.values()]);
    await this.#checks.settled();
  }

  /** Waits for nothing any more. What runs goes on. */
  [Symbol.dispose](): void {
    this.#traffic.stopWaiting();
  }

  /** What it rejects with is told by the next observation, since nobody waits for it. */
  #inBackground(under: Map<string, Promise<void>>, taskId: string, work: Promise<void>): void {
    const guarded = async (): Promise<void> => {
      try {
        await work;
      } catch (error) {
        if (!this.#options.signal.aborted) this.#broken ??= { error };
      } finally {
        under.delete(taskId);
      }
    };
    under.set(taskId, guarded());
  }

  async #startMany(deploymentId: string, count: number): Promise<void> {
    const tasks = Array.from({ length: count }, (): TaskRecord => {
      const taskId = randomBytes(16).toString('hex');
      return {
        taskId,
        deploymentId,
        desiredStatus: 'RUNNING',
        createdAt: this.#options.now(),
        wasHealthy: false,
      };
    });
    await this.keep({ tasks: [...this.#record.tasks, ...tasks] });
    for (const task of tasks) this.#inBackground(this.#starting, task.taskId, this.#start(task));
  }

  async #start({ taskId, deploymentId }: TaskRecord): Promise<void> {
    const { environmentsOf, onEvent, signal } = this.#options;
    const deployment = this.#deployment(deploymentId);
    const checks = this.#checks;
    const onWait = (wait: DependencyWait): void =>
      onEvent({ type: 'waiting', taskId, deploymentId, ...wait });
    onEvent({ type: 'started', taskId, deploymentId });
    const read = await environmentsOf(deployment);
    const definition = deployment.revision;
    const wrong =
      'wrong' in read
        ? { reason: `ResourceInitializationError: ${read.wrong}` }
        : await startTask(this.place, { taskId, definition, ...read, checks, onWait }, signal);
    if (wrong !== undefined && !signal.aborted) await this.#fail({ taskId, deploymentId }, wrong);
    if (wrong !== undefined) await this.#end({ taskId, deploymentId });
  }

  async #end({ taskId, deploymentId }: Pick<TaskRecord, 'taskId' | 'deploymentId'>): Promise<void> {
    const { onEvent } = this.#options;
    if (!this.#record.tasks.some((task) => task.taskId === taskId)) return;
    if (this.#traffic.has(taskId)) onEvent({ type: 'draining', taskId, deploymentId });
    await this.#traffic.deregister(taskId);
    await endTask(this.place, taskId, this.#deployment(deploymentId).revision);
    await this.keep({ tasks: this.#record.tasks.filter((task) => task.taskId !== taskId) });
    onEvent({ type: 'stopped', taskId, deploymentId });
  }

  #deployment(id: string): ServiceDeployment {
    const found = this.#record.deployments.find((deployment) => deployment.id === id);
    if (found === undefined) throw new Error(`The service knows no deployment ${id}`);
    return found;
  }

  async #fail(
    { taskId, deploymentId }: Pick<TaskRecord, 'taskId' | 'deploymentId'>,
    of: Cause,
  ): Promise<void> {
    const { containers } = this.#deployment(deploymentId).revision;
    const { reason: stoppedReason, exitCode, lines = [] } = of;
    const container = of.container ?? containers.find(({ essential }) => essential)?.name ?? '';
    const said = await logTail(this.place, { taskId, container }, tailLines);
    this.#options.onEvent({
      type: 'failed',
      taskId,
      deploymentId,
      stoppedReason,
      ...(exitCode === undefined ? {} : { exitCode }),
      container,
      logTail: [...said, ...lines].slice(-tailLines),
    });
  }

  /** Each change of a task once. */
  async #tell(observed: readonly TaskObservation[]): Promise<void> {
    for (const observation of observed) {
      const { taskId, deploymentId, lastStatus, health, isStopping } = observation;
      const now = lastStatus === 'RUNNING' && health === 'HEALTHY' ? 'healthy' : lastStatus;
      const before = this.#told.get(taskId);
      if (isStopping || before === now) continue;
      this.#told.set(taskId, now);
      if (lastStatus === 'RUNNING' && (before === undefined || before === 'PENDING'))
        this.#options.onEvent({ type: 'running', taskId, deploymentId });
      if (now === 'healthy') await this.#wasHealthy(taskId);
      if (now === 'healthy') this.#options.onEvent({ type: 'healthy', taskId, deploymentId });
      if (lastStatus !== 'STOPPED') continue;
      if (observation.stopped !== undefined) await this.#fail(observation, observation.stopped);
      await this.stop(taskId);
    }
  }

  async #wasHealthy(taskId: string): Promise<void> {
    const task = this.#record.tasks.find((each) => each.taskId === taskId);
    if (task?.wasHealthy === false) await this.#keepTask({ ...task, wasHealthy: true });
  }

  async #keepTask(task: TaskRecord): Promise<void> {
    await this.keep({
      tasks: this.#record.tasks.map((each) => (each.taskId === task.taskId ? task : each)),
    });
  }
}

/** Its load balancer answers when this resolves. The caller disposes it, which ends no task. */
export async function openService(options: RunningServiceOptions): Promise<RunningService> {
  const running = new RunningService(options);
  await running.open();
  return running;
}

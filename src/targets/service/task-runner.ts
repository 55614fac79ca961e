// What is done to one task of a service: it is started, ended, and reported as failed.
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { HealthChecks } from './health-checks.ts';
import type { KeptRecord } from './kept-record.ts';
import type { ServiceEvent } from './service-event.ts';
import type { ServiceDeployment, TaskRecord } from './service-record.ts';
import type { ServiceTraffic } from './service-traffic.ts';
import { startTask, type DependencyWait } from './start-task.ts';
import { endTask, logTail } from './task.ts';
import type { TaskPlace } from './task-place.ts';

type Environments = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type ReadEnvironments = Result<{ readonly environments: Environments }>;

export interface TaskRunnerOptions {
  readonly kept: KeptRecord;
  readonly place: () => TaskPlace;
  readonly traffic: ServiceTraffic;
  readonly checks: HealthChecks;
  readonly signal: AbortSignal;
  /** The variables of each container, with its secrets, or why there are none. Called whenever a task starts. */
  readonly environmentsOf: (deployment: ServiceDeployment) => Promise<ReadEnvironments>;
  readonly onEvent: (event: ServiceEvent) => void;
}

/** Why a task has failed. */
interface Cause {
  readonly reason: string;
  readonly container?: string;
  readonly exitCode?: number;
  /** Next to what the container has said. */
  readonly lines?: readonly string[];
}

const tailLines = 20;

type TaskName = Pick<TaskRecord, 'taskId' | 'deploymentId'>;

export class TaskRunner {
  readonly #options: TaskRunnerOptions;

  constructor(options: TaskRunnerOptions) {
    this.#options = options;
  }

  /** One that cannot be started is reported as failed, and ended. */
  async start({ taskId, deploymentId }: TaskRecord): Promise<void> {
    const { kept, place, checks, environmentsOf, onEvent, signal } = this.#options;
    const deployment = kept.deployment(deploymentId);
    const onWait = (wait: DependencyWait): void =>
      onEvent({ type: 'waiting', taskId, deploymentId, ...wait });
    onEvent({ type: 'started', taskId, deploymentId });
    const read = await environmentsOf(deployment);
    const definition = deployment.revision;
    const wrong = isFailed(read)
      ? { reason: `ResourceInitializationError: ${read.failed}` }
      : await startTask(place(), { taskId, definition, ...read, checks, onWait }, signal);
    if (wrong !== undefined && !signal.aborted) await this.fail({ taskId, deploymentId }, wrong);
    if (wrong !== undefined) await this.end({ taskId, deploymentId });
  }

  /** Drains it and removes what there is of it; nothing when that was done. */
  async end({ taskId, deploymentId }: TaskName): Promise<void> {
    const { kept, place, traffic, onEvent } = this.#options;
    if (kept.task(taskId) === undefined) return;
    if (traffic.has(taskId)) onEvent({ type: 'draining', taskId, deploymentId });
    await traffic.deregister(taskId);
    await endTask(place(), taskId, kept.deployment(deploymentId).revision);
    await kept.removeTask(taskId);
    onEvent({ type: 'stopped', taskId, deploymentId });
  }

  /** With the last lines of the container that it failed by. */
  async fail({ taskId, deploymentId }: TaskName, of: Cause): Promise<void> {
    const { kept, place, onEvent } = this.#options;
    const { containers } = kept.deployment(deploymentId).revision;
    const { reason: stoppedReason, exitCode, lines = [] } = of;
    const container = of.container ?? containers.find(({ essential }) => essential)?.name ?? '';
    const said = await logTail(place(), { taskId, container }, tailLines);
    onEvent({
      type: 'failed',
      taskId,
      deploymentId,
      stoppedReason,
      ...defined({ exitCode }),
      container,
      logTail: [...said, ...lines].slice(-tailLines),
    });
  }
}

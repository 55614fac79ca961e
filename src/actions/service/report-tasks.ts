// What happens to the tasks of a service, reported as it happens: in the log in the words of ECS's service events, and
// to people as targets of the deployment.
import { unreachable } from '../../lib/unreachable.ts';
import type { ServiceEvent, TaskFailure } from '../../targets/service/service-event.ts';
import type { ActionContext } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';

/** The last of ECS's states of a task that is shown as an event of its own. */
type TaskState = 'PENDING' | 'ACTIVATING' | 'DEACTIVATING';

export class TaskReporter {
  readonly #context: ActionContext<DeploymentOptions>;
  readonly #service: string;
  readonly #since = new Map<string, { readonly state: TaskState; readonly at: number }>();
  /** Every failure so far, oldest first. */
  readonly failures: TaskFailure[] = [];

  constructor(context: ActionContext<DeploymentOptions>, service: string) {
    this.#context = context;
    this.#service = service;
  }

  report(event: ServiceEvent): void {
    const { taskId, deploymentId } = event;
    switch (event.type) {
      case 'started':
        this.#line(`has started 1 tasks: (task ${taskId}).`);
        this.#context.report({ kind: 'Target', deploymentId, targetId: short(taskId), status: 'InProgress' });
        return this.#begin(event, 'PENDING');
      case 'running':
        this.#end(event);
        return this.#begin(event, 'ACTIVATING');
      case 'healthy':
        this.#end(event);
        return this.#context.report({
          kind: 'Target',
          deploymentId,
          targetId: short(taskId),
          status: 'Succeeded',
        });
      case 'waiting':
        return this.#waiting(event);
      case 'failed':
        return this.#failed(event);
      case 'draining':
        this.#line(`has begun draining connections on 1 tasks. (task ${taskId})`);
        return;
      case 'stopped':
        this.#line(`has stopped 1 running tasks: (task ${taskId}).`);
        return;
      default:
        return unreachable(event);
    }
  }

  #waiting({ taskId, container, dependency, seconds }: Extract<ServiceEvent, { type: 'waiting' }>): void {
    const { containerName, condition } = dependency;
    const most = `at most ${seconds} seconds from its start`;
    this.#context.log.line(
      `${short(taskId)} ${container} waits until ${containerName} is ${condition}, ${most} (startTimeout)`,
    );
  }

  #failed(failure: Extract<ServiceEvent, { type: 'failed' }>): void {
    const { type: _type, ...stopped } = failure;
    const { taskId, deploymentId, stoppedReason, container = '', logTail } = stopped;
    this.failures.push(stopped);
    this.#line(`(task ${taskId}) stopped: ${stoppedReason}`);
    for (const line of logTail) this.#context.log.line(`${short(taskId)} ${container} | ${line}`);
    this.#end(failure, stoppedReason);
    this.#context.report({ kind: 'Target', deploymentId, targetId: short(taskId), status: 'Failed' });
  }

  #line(text: string): void {
    this.#context.log.line(`(service ${this.#service}) ${text}`);
  }

  #begin({ taskId, deploymentId }: Pick<ServiceEvent, 'taskId' | 'deploymentId'>, state: TaskState): void {
    this.#since.set(taskId, { state, at: this.#context.now() });
    this.#context.report({
      kind: 'LifecycleEvent',
      deploymentId,
      targetId: short(taskId),
      lifecycleEventName: state,
      status: 'InProgress',
    });
  }

  #end({ taskId, deploymentId }: Pick<ServiceEvent, 'taskId' | 'deploymentId'>, wrong?: string): void {
    const begun = this.#since.get(taskId);
    if (begun === undefined) return;
    this.#since.delete(taskId);
    this.#context.report({
      kind: 'LifecycleEvent',
      deploymentId,
      targetId: short(taskId),
      lifecycleEventName: begun.state,
      status: wrong === undefined ? 'Succeeded' : 'Failed',
      durationMs: this.#context.now() - begun.at,
      ...(wrong === undefined
        ? {}
        : {
            diagnostics: { errorCode: 'UnknownError', scriptName: '', message: wrong, logTail: '' },
          }),
    });
  }
}

/** As much of an id as people need to distinguish tasks. */
function short(taskId: string): string {
  return `task/${taskId.slice(0, 8)}`;
}

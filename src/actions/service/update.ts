// What one deployment of a service is made of, and how it ends.
import type { EndedBy } from '../../model/deployment-requests.ts';
import { defined } from '../../lib/defined.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { Service } from '../../model/service.ts';
import type { RunningService } from '../../targets/service/running-service.ts';
import type { TaskFailure } from '../../targets/service/service-event.ts';
import type { ServiceDeployment } from '../../targets/service/service-record.ts';
import type { ActionContext } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import type { TaskReporter } from './report-tasks.ts';

export interface ServiceUpdate {
  readonly context: ActionContext<DeploymentOptions>;
  readonly service: Service;
  readonly running: RunningService;
  /** No other process drives the service before it is disposed. */
  readonly claim: Disposable;
  readonly reporter: TaskReporter;
  readonly deployment: ServiceDeployment;
  /** Milliseconds since the epoch at which the action gives up. */
  readonly deadline: number;
}

export interface UpdateFailure extends EndedBy {
  /** In one sentence. */
  readonly reason: string;
  /** The first task that showed it. */
  readonly failure?: TaskFailure;
  readonly remedy?: string;
  /** It has waited long enough to be continued. */
  readonly isTimeout?: true;
  /** A function of the user's was it. */
  readonly isHook?: true;
  /** What it printed last, when no task is to blame. */
  readonly logTail?: readonly string[];
}

/** The newest one that came to its end, apart from this. */
export function lastCompleted({ running, deployment }: ServiceUpdate): ServiceDeployment | undefined {
  return running.record.deployments.findLast(
    ({ id, rolloutState }) => rolloutState === 'COMPLETED' && id !== deployment.id,
  );
}

const kept = 10;

/** The service knows it from now on. After a crash it does already. */
export async function begin({ running, deployment }: ServiceUpdate): Promise<void> {
  const { deployments } = running.record;
  if (deployments.some(({ id }) => id === deployment.id)) return;
  const used = new Set(running.record.tasks.map(({ deploymentId }) => deploymentId));
  const older = deployments
    .filter(({ id }, index) => used.has(id) || index >= deployments.length - kept)
    // What was interrupted is not resumed, now that this one begins.
    .map((each) =>
      each.rolloutState === 'IN_PROGRESS' ? { ...each, rolloutState: 'FAILED' as const } : each,
    );
  await running.keep({ deployments: [...older, deployment] });
}

export async function mark(
  { running, deployment }: ServiceUpdate,
  rolloutState: ServiceDeployment['rolloutState'],
): Promise<void> {
  await running.keep({
    deployments: running.record.deployments.map((each) =>
      each.id === deployment.id ? { ...each, rolloutState } : each,
    ),
  });
}

/** What a person reads of it: where it failed, and what was printed there last. */
export function detailsOf(
  { serviceName }: Pick<Service, 'serviceName'>,
  { reason, failure, remedy, logTail = failure?.logTail ?? [] }: UpdateFailure,
): Omit<FailureDetails, 'code'> {
  return {
    message: reason,
    ...(failure === undefined
      ? {}
      : { where: `${serviceName} ${failure.container ?? ''} (task ${failure.taskId.slice(0, 8)})` }),
    ...defined({ exitCode: failure?.exitCode }),
    ...(logTail.length === 0 ? {} : { logTail }),
    ...defined({ remedy }),
  };
}

/** The last lines of a function's log, as many as a failure shows. */
export function tailOf(log: string): readonly string[] {
  return log
    .split('\n')
    .filter((line) => line !== '')
    .slice(-20);
}

// What the scheduler of a service does next: how many tasks it starts and which ones it stops, so that a deployment rolls
// within the service's percentages (Amazon ECS developer guide, "Deploy Amazon ECS services by replacing tasks"). Pure.
import type { Service } from './service.ts';

export type TaskHealth = 'UNKNOWN' | 'HEALTHY' | 'UNHEALTHY';

export interface ScheduledTask {
  readonly taskId: string;
  readonly deploymentId: string;
  readonly lastStatus: 'PENDING' | 'RUNNING' | 'STOPPED';
  /** It is being stopped, and counts no more. */
  readonly isStopping: boolean;
  /** By all the checks that there are, outside of the grace period. */
  readonly health: TaskHealth;
  readonly wasHealthy: boolean;
}

export interface Bounds {
  /** Healthy tasks that must be there. */
  readonly lower: number;
  /** Tasks that may be there, started or starting. */
  readonly upper: number;
}

/** The lower bound is rounded up and the upper one down. */
export function boundsOf({
  desiredCount,
  minimumHealthyPercent,
  maximumPercent,
}: Pick<Service, 'desiredCount' | 'minimumHealthyPercent' | 'maximumPercent'>): Bounds {
  return {
    lower: Math.ceil((desiredCount * minimumHealthyPercent) / 100),
    upper: Math.floor((desiredCount * maximumPercent) / 100),
  };
}

/** Nothing can be started and nothing stopped: a deployment would wait for ever. */
export function isDeadlocked(
  service: Pick<Service, 'desiredCount' | 'minimumHealthyPercent' | 'maximumPercent'>,
): boolean {
  const { lower, upper } = boundsOf(service);
  const { desiredCount } = service;
  return desiredCount > 0 && lower >= desiredCount && upper <= desiredCount;
}

interface Stop {
  readonly taskId: string;
  readonly reason: 'unhealthy' | 'replaced' | 'surplus';
}

export interface ScheduleStep {
  readonly start: number;
  readonly stop: readonly Stop[];
  /** Every task is one of the deployment, healthy, and there are as many as desired. */
  readonly isSteady: boolean;
}

/**
 * A task that was healthy once and is not any more serves perhaps still: its replacement is started first where the upper
 * bound permits. One that never was healthy is stopped at once.
 *
 * @param primary the id of the deployment that the service moves to
 */
export function nextStep(
  tasks: readonly ScheduledTask[],
  primary: string,
  service: Pick<Service, 'desiredCount' | 'minimumHealthyPercent' | 'maximumPercent'>,
): ScheduleStep {
  const { desiredCount } = service;
  const { lower, upper } = boundsOf(service);
  const all = tasks.filter(({ lastStatus, isStopping }) => lastStatus !== 'STOPPED' && !isStopping);
  const [own, older] = partition(all, ({ deploymentId }) => deploymentId === primary);
  const [bad, good] = partition(own, ({ health }) => health === 'UNHEALTHY');
  const [failing, hopeless] = partition(bad, ({ wasHealthy }) => wasHealthy);
  const [well, sick] = partition(older, ({ health }) => health === 'HEALTHY');
  const isComplete = good.length >= desiredCount && good.every(({ health }) => health === 'HEALTHY');
  const missing = Math.max(0, desiredCount - good.length);
  const start = Math.min(missing, Math.max(0, upper - (all.length - hopeless.length)));
  const isBlocked = missing > 0 && start === 0;
  const healthy = all.filter(({ health }) => health === 'HEALTHY').length;
  const spare = Math.max(0, healthy - lower);
  // Tasks that do not respond are stopped before those that do, and one at a time until there is a replacement.
  const useless = [...sick, ...failing];
  const stopped = isComplete ? useless : isBlocked && spare === 0 ? useless.slice(0, 1) : [];
  return {
    start,
    stop: [
      ...hopeless.map(because('unhealthy')),
      ...stopped.map((task) => because(task.deploymentId === primary ? 'unhealthy' : 'replaced')(task)),
      ...well.slice(0, spare).map(because('replaced')),
      ...good.slice(desiredCount).map(because('surplus')),
    ],
    isSteady: isComplete && all.length === desiredCount,
  };
}

function partition<T>(
  all: readonly T[],
  isFirst: (one: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

function because(reason: Stop['reason']): (task: ScheduledTask) => Stop {
  return ({ taskId }) => ({ taskId, reason });
}

/**
 * So many tasks may fail before the circuit breaker takes the deployment for failed (Amazon ECS developer guide, "How the
 * deployment circuit breaker detects failures"): half of those desired, but at least 3 and at most 200.
 */
export function failureThreshold(desiredCount: number): number {
  return Math.min(200, Math.max(3, Math.ceil(desiredCount / 2)));
}

/** An alarm asks by itself whether it rolls back, and so does the circuit breaker. */
export function wantsRollback(
  { circuitBreaker, alarms }: Pick<Service, 'circuitBreaker' | 'alarms'>,
  { isAlarm }: { readonly isAlarm?: boolean },
): boolean {
  return isAlarm === true ? alarms.rollback : circuitBreaker.enable && circuitBreaker.rollback;
}

// The tasks of a service as they are now: what the record says of them, what the engine sees of their containers, and
// what the load balancer thinks of their health.
import { defined } from '../../lib/defined.ts';
import type { ScheduledTask, TaskHealth } from '../../model/service-scheduler.ts';
import type { ContainerDefinition, ContainerHealthCheck } from '../../model/task-definition.ts';
import type { TargetDescription } from '../balancer/protocol.ts';
import type { ServiceDeployment, ServiceRecord, TaskRecord } from './service-record.ts';
import type { HealthChecks } from './health-checks.ts';
import { observeContainers, type ContainerObservation } from './observe-containers.ts';
import { checkLines, whyStopped } from './start-task.ts';
import type { TaskPlace } from './task-place.ts';

export interface TaskObservation extends ScheduledTask {
  /** On 127.0.0.1, of the container that the load balancer leads to. */
  readonly port?: number;
  readonly isRegistered: boolean;
  readonly unhealthy?: Unhealthy;
  /** Why it has ended by itself. Absent for one that is merely gone. */
  readonly stopped?: { readonly reason: string; readonly container: string; readonly exitCode: number };
}

interface Unhealthy {
  /** In ECS's words. */
  readonly reason: string;
  /** The container that a check of its own speaks against, and what the check has printed. */
  readonly container?: string;
  readonly lines?: readonly string[];
}

interface Seen {
  readonly place: TaskPlace;
  /** Runs those that the engine does not. */
  readonly checks?: HealthChecks;
  /** What the load balancer says of the tasks that it knows. */
  readonly targets: readonly Pick<TargetDescription, 'instanceId' | 'health' | 'description'>[];
  readonly isStarting: (taskId: string) => boolean;
  readonly now: number;
}

/** ECS waits for 40 seconds before it counts a task that nothing checks; on one machine a user waits for it. */
const uncheckedHealthyAfterMs = 3000;

export async function observeTasks(record: ServiceRecord, seen: Seen): Promise<readonly TaskObservation[]> {
  if (record.tasks.length === 0) return [];
  // Asked before the engine is: a task that has been started meanwhile is not in what the engine said.
  const starting = new Set(record.tasks.map(({ taskId }) => taskId).filter(seen.isStarting));
  const containers = await observeContainers(seen.place);
  for (const { taskId, deploymentId } of record.tasks) {
    const definition = record.deployments.find(({ id }) => id === deploymentId)?.revision;
    const own = containers.filter((observation) => observation.taskId === taskId);
    seen.checks?.run(own, definition?.containers ?? []);
  }
  return record.tasks.map((task) => {
    const own = containers.filter(({ taskId }) => taskId === task.taskId);
    return observeTask(
      record,
      { task, containers: own },
      { ...seen, isStarting: (taskId) => starting.has(taskId) },
    );
  });
}

function observeTask(
  record: ServiceRecord,
  { task, containers }: { readonly task: TaskRecord; readonly containers: readonly ContainerObservation[] },
  seen: Seen,
): TaskObservation {
  const { taskId, deploymentId, wasHealthy } = task;
  const deployment = record.deployments.find(({ id }) => id === deploymentId);
  const essential = deployment?.revision.containers.filter((container) => container.essential) ?? [];
  const essentials = essential.map(({ name }) => containers.find((container) => container.name === name));
  const ended = essentials.find(
    (observation) => observation !== undefined && !observation.isRunning && !observation.isCreated,
  );
  const isWhole = essentials.length > 0 && essentials.every((observation) => observation?.isRunning === true);
  // Of one that is starting, what starts it says how that ended.
  const isStarting = !isWhole && seen.isStarting(taskId);
  const lastStatus = isWhole ? 'RUNNING' : isStarting ? 'PENDING' : 'STOPPED';
  const port = isWhole && record.targetGroup !== undefined ? portOf(deployment, containers) : undefined;
  const onBalancer = seen.targets.find(({ instanceId }) => instanceId === taskId);
  return {
    taskId,
    deploymentId,
    wasHealthy,
    lastStatus,
    isStopping: task.desiredStatus === 'STOPPED',
    isRegistered: onBalancer !== undefined && onBalancer.health !== 'unused',
    ...defined({ port }),
    ...(ended === undefined ? {} : { stopped: { ...whyStopped(ended), container: ended.name } }),
    ...healthOf({ record, deployment, isWhole, containers, onBalancer, now: seen.now }),
  };
}

function portOf(
  deployment: ServiceDeployment | undefined,
  containers: readonly ContainerObservation[],
): number | undefined {
  const inside = deployment?.containerPort;
  if (inside === undefined) return undefined;
  return containers.map(({ ports }) => ports[inside]).find((port) => port !== undefined);
}

/** By all the checks that there are (Amazon ECS developer guide, "Determine Amazon ECS task health"). */
function healthOf({
  record: { service, targetGroup },
  deployment,
  isWhole,
  containers,
  onBalancer,
  now,
}: {
  readonly record: ServiceRecord;
  readonly deployment: ServiceDeployment | undefined;
  readonly isWhole: boolean;
  readonly containers: readonly ContainerObservation[];
  readonly onBalancer: Seen['targets'][number] | undefined;
  readonly now: number;
}): { readonly health: TaskHealth; readonly unhealthy?: Unhealthy } {
  if (!isWhole) return { health: 'UNKNOWN' };
  const startedAt = Math.max(...containers.map((container) => container.startedAt));
  const checked = (deployment?.revision.containers ?? []).filter(
    ({ essential, healthCheck }) => essential && healthCheck !== undefined,
  );
  const byContainers = checked.map(
    ({ name }) => containers.find((observation) => observation.name === name)?.health,
  );
  const isBalanced = targetGroup !== undefined;
  const isInGrace = now - startedAt < service.healthCheckGracePeriodSeconds * 1000;
  const sick = isInGrace ? undefined : sickContainer(checked, containers, now);
  if (sick !== undefined) return { health: 'UNHEALTHY', unhealthy: sick };
  if (!isInGrace && isBalanced && onBalancer?.health === 'unhealthy') {
    const why = onBalancer.description === undefined ? '' : `: ${onBalancer.description}`;
    const reason = `Task failed ELB health checks in (target-group ${targetGroup.name})${why}`;
    return { health: 'UNHEALTHY', unhealthy: { reason } };
  }
  const isHealthy =
    byContainers.every((health) => health === 'healthy') && (!isBalanced || onBalancer?.health === 'healthy');
  const isUnchecked = checked.length === 0 && !isBalanced;
  if (isUnchecked) return { health: now - startedAt >= uncheckedHealthyAfterMs ? 'HEALTHY' : 'UNKNOWN' };
  return { health: isHealthy ? 'HEALTHY' : 'UNKNOWN' };
}

/** By the engine's own checks, or because the engine never came to a result. */
function sickContainer(
  checked: readonly ContainerDefinition[],
  observed: readonly ContainerObservation[],
  now: number,
): Unhealthy | undefined {
  for (const { name, healthCheck } of checked) {
    const observation = observed.find((each) => each.name === name);
    if (observation === undefined || healthCheck === undefined) continue;
    const of = { container: name, lines: checkLines(observation) };
    if (observation.health === 'unhealthy') return { ...of, reason: 'Task failed container health checks' };
    if (observation.health === 'starting' && now - observation.startedAt > longestStartMs(healthCheck))
      return {
        ...of,
        reason: `Task failed container health checks: the engine has not come to a result for ${name}`,
      };
  }
  return undefined;
}

/** After that an engine that looks at all has come to a result. */
function longestStartMs({
  startPeriodSeconds,
  retries,
  intervalSeconds,
  timeoutSeconds,
}: ContainerHealthCheck): number {
  return (startPeriodSeconds + (retries + 1) * (intervalSeconds + timeoutSeconds)) * 1000;
}

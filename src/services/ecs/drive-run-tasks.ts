// One step of the tasks of a cluster that RunTask has asked for: those that are new are started, those that have ended are
// noted, and those that are to stop are stopped.
import { defined } from '../../lib/defined.ts';
import { serviceDefaults } from '../../model/service.ts';
import type { Service } from '../../model/service.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';
import { claimService } from '../../targets/service/claim-service.ts';
import { observeContainers } from '../../targets/service/observe-containers.ts';
import { openService, type RunningService } from '../../targets/service/running-service.ts';
import {
  forgetService,
  readService,
  type ServiceName,
  type ServiceRecord,
} from '../../targets/service/service-record.ts';
import type { Placed } from '../documents.ts';
import { engineForTasks, environmentsIn, noEngineReason, withImages } from './engine.ts';
import { runTasksName } from './run-tasks-name.ts';
import { stoppedBy } from './stopped-reason.ts';
import { putStopped, taskDocuments, type TaskDocument } from './task-document.ts';
import { findRevision } from './task-definition-record.ts';
import type { Shapes } from './ecs-call.ts';

const pollEveryMs = 500;

/** Milliseconds until the next step; undefined when no task is left. */
export async function driveRunTasks(
  place: Placed,
  name: ServiceName,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { targetsFolder } = place.ground;
  using claim = claimService(targetsFolder, name);
  if (claim === undefined) return pollEveryMs;
  const wanted = tasksOf(place, name.cluster);
  const known = await readService(targetsFolder, name);
  if (wanted.length === 0) {
    if (known?.tasks.length === 0) await forgetService(targetsFolder, name);
    return undefined;
  }
  const engine = await engineForTasks();
  if (engine === undefined) {
    for (const task of wanted) end(place, task, noEngineReason);
    return undefined;
  }
  const record = { ...(known ?? emptyRecord(name.cluster)), engine: engine.file, isDown: false };
  const exitCodes = new Map<string, Readonly<Record<string, number>>>();
  using running = await openService({
    record,
    targetsFolder,
    signal,
    now: Date.now,
    environmentsOf: environmentsIn(place),
    onEvent: (event) => {
      const task = taskDocuments.get(place, `${name.cluster}/${event.taskId}`);
      if (task === undefined || event.type !== 'failed') return;
      putStopped(place, task, stoppedBy(event, exitCodes.get(event.taskId) ?? {}, Date.now()));
    },
  });
  await noteExitCodes(running, exitCodes);
  await running.observe();
  for (const task of wanted) await follow({ place, running, signal }, task);
  await running.settled();
  signal.throwIfAborted();
  // What was to stop and is not there any more has stopped.
  const left = new Set(running.record.tasks.map(({ taskId }) => taskId));
  for (const task of tasksOf(place, name.cluster))
    if (task.desiredStatus === 'STOPPED' && !left.has(task.taskId))
      end(place, task, task.stopReason ?? 'Task stopped by user');
  return pollEveryMs;
}

/** Those that have not stopped. */
function tasksOf(place: Placed, cluster: string): readonly TaskDocument[] {
  return taskDocuments.list(place).filter((task) => task.cluster === cluster && task.stopped === undefined);
}

function end(place: Placed, task: TaskDocument, reason: string): void {
  const code = task.desiredStatus === 'STOPPED' ? 'UserInitiated' : 'TaskFailedToStart';
  putStopped(place, task, { at: Date.now(), code, reason, exitCodes: {} });
}

async function noteExitCodes(
  { place, record }: RunningService,
  exitCodes: Map<string, Readonly<Record<string, number>>>,
): Promise<void> {
  if (record.tasks.length === 0) return;
  for (const { taskId, name, isRunning, isCreated, exitCode } of await observeContainers(place))
    if (!isRunning && !isCreated) exitCodes.set(taskId, { ...exitCodes.get(taskId), [name]: exitCode });
}

interface Following {
  readonly place: Placed;
  readonly running: RunningService;
  readonly signal: AbortSignal;
}

async function follow(
  { place, running, signal }: Following,
  { taskId, taskDefinition, overrides, desiredStatus, createdAt }: TaskDocument,
): Promise<void> {
  const isThere = running.record.tasks.some((task) => task.taskId === taskId);
  if (desiredStatus === 'STOPPED') return isThere ? await running.stop(taskId) : undefined;
  // It may have ended with what was observed.
  const isOver = taskDocuments
    .list(place)
    .some((task) => task.taskId === taskId && task.stopped !== undefined);
  const revision = findRevision(place, taskDefinition);
  const engine = await engineForTasks();
  if (isThere || isOver || revision === undefined || engine === undefined) return;
  const values = overridden(revision.values, overrides);
  const registered = await withImages(place, { values, revision: revision.revision }, { engine, signal });
  const used = new Set(running.record.tasks.map(({ deploymentId }) => deploymentId));
  const deployment = { id: taskId, revision: registered, rolloutState: 'COMPLETED' as const, createdAt };
  await running.keep({
    deployments: [...running.record.deployments.filter(({ id }) => used.has(id)), deployment],
  });
  await running.start(taskId, [taskId]);
}

/** ECS API reference, TaskOverride and ContainerOverride. */
function overridden(definition: TaskDefinition, overrides: Shapes['TaskOverride'] = {}): TaskDefinition {
  const { containerOverrides = [], taskRoleArn, executionRoleArn } = overrides;
  return {
    ...definition,
    ...defined({ taskRoleArn, executionRoleArn }),
    containers: definition.containers.map((container) => {
      const own = containerOverrides.find(({ name }) => name === container.name);
      if (own === undefined) return container;
      const { command, environment = [], cpu, memory, memoryReservation } = own;
      const variables = Object.fromEntries(environment.map((each) => [each.name ?? '', each.value ?? '']));
      return {
        ...container,
        ...defined({ command, cpu, memory, memoryReservation }),
        environment: { ...container.environment, ...variables },
      };
    }),
  };
}

function emptyRecord(cluster: string): Omit<ServiceRecord, 'engine' | 'isDown'> {
  const service: Service = {
    serviceName: runTasksName,
    cluster,
    taskDefinition: '',
    desiredCount: 0,
    controller: 'EXTERNAL',
    strategy: 'ROLLING',
    ...serviceDefaults,
    circuitBreaker: { enable: false, rollback: false },
    alarms: { alarmNames: [], enable: false, rollback: false },
    healthCheckGracePeriodSeconds: 0,
    lifecycleHooks: [],
    notExecuted: [],
  };
  return {
    service,
    ports: {},
    parameters: [],
    primary: '',
    deployments: [],
    tasks: [],
    hasTestListener: false,
  };
}

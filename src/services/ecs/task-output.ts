// A task as ECS's API gives it.
import { defined } from '../../lib/defined.ts';
import type { TaskHealth } from '../../model/service-scheduler.ts';
import type { ServiceCall } from '../service.ts';
import { clusterArn } from './clusters.ts';
import { ecsArn, tagsOutput, type Shapes } from './ecs-call.ts';
import { findRevision, taskDefinitionArn } from './task-definition-record.ts';
import type { TaskDocument } from './task-document.ts';

export interface TaskNow extends TaskDocument {
  readonly lastStatus: 'PROVISIONING' | 'PENDING' | 'RUNNING' | 'STOPPING' | 'STOPPED';
  readonly health?: TaskHealth;
  /** Milliseconds since the epoch. */
  readonly startedAt?: number;
}

export function taskArn(
  call: Pick<ServiceCall, 'place'>,
  { cluster, taskId }: Pick<TaskDocument, 'cluster' | 'taskId'>,
): string {
  return ecsArn(call, `task/${cluster}/${taskId}`);
}

/** With what ECS fills in (ECS API reference, Task). */
export function taskOutput(call: ServiceCall, task: TaskNow): Shapes['Task'] {
  const { stopped, startedAt, startedBy, createdAt, launchType = 'EC2', overrides = {}, tags = {} } = task;
  const revision = findRevision(call, task.taskDefinition);
  const { cpu, memory } = revision?.values ?? {};
  return {
    taskArn: taskArn(call, task),
    clusterArn: clusterArn(call, task.cluster),
    taskDefinitionArn: revision === undefined ? task.taskDefinition : taskDefinitionArn(call, revision),
    group: task.group,
    lastStatus: task.lastStatus,
    desiredStatus: task.desiredStatus,
    healthStatus: task.health ?? 'UNKNOWN',
    connectivity: 'CONNECTED',
    containers: containersOf(call, task),
    ...defined({ startedBy }),
    ...(cpu === undefined ? {} : { cpu: String(cpu) }),
    ...(memory === undefined ? {} : { memory: String(memory) }),
    createdAt: new Date(createdAt),
    ...(startedAt === undefined || task.lastStatus === 'PENDING' ? {} : { startedAt: new Date(startedAt) }),
    launchType,
    overrides: { containerOverrides: [], inferenceAcceleratorOverrides: [], ...overrides },
    attachments: [],
    attributes: [],
    enableExecuteCommand: false,
    tags: tagsOutput(tags),
    version: 1,
    ...stopOf(task),
    ...(stopped === undefined
      ? {}
      : { stoppedAt: new Date(stopped.at), executionStoppedAt: new Date(stopped.at) }),
  };
}

function stopOf({ stopped, stopReason }: TaskNow): Pick<Shapes['Task'], 'stopCode' | 'stoppedReason'> {
  if (stopped !== undefined) return { stopCode: stopped.code, stoppedReason: stopped.reason };
  return stopReason === undefined ? {} : { stopCode: 'UserInitiated', stoppedReason: stopReason };
}

function containersOf(call: ServiceCall, task: TaskNow): readonly Shapes['Container'][] {
  const { stopped, lastStatus, health = 'UNKNOWN' } = task;
  const revision = findRevision(call, task.taskDefinition);
  const arn = taskArn(call, task);
  return (revision?.values.containers ?? []).map(({ name, image }) => {
    const exitCode = stopped?.exitCodes[name];
    const reason = stopped?.container?.name === name ? stopped.container.reason : undefined;
    return {
      containerArn: ecsArn(call, `container/${task.cluster}/${task.taskId}/${name}`),
      taskArn: arn,
      name,
      image,
      lastStatus: lastStatus === 'PROVISIONING' || lastStatus === 'STOPPING' ? 'PENDING' : lastStatus,
      ...defined({ exitCode, reason }),
      networkInterfaces: [],
      networkBindings: [],
      healthStatus: health,
    };
  });
}

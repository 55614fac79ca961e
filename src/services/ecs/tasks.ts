// Tasks: of services, and those that RunTask starts by themselves.
import { defined } from '../../lib/defined.ts';
import { newTaskId } from '../../targets/service/new-ids.ts';
import { listServices, type ServiceRecord } from '../../targets/service/service-record.ts';
import type { ServiceCall } from '../service.ts';
import { clusterNamed } from './clusters.ts';
import { arnPage, invalid, nameIn, tagsFrom, type Op } from './ecs-call.ts';
import { engineForTasks, noEngineReason } from './engine.ts';
import { isTasksOf, runTasksName } from './run-tasks-name.ts';
import { schedulerOf } from './scheduler.ts';
import { tasksNow } from './service-output.ts';
import { activeRevision, revisionName } from './task-definition-record.ts';
import { putTask, taskDocuments, taskKey, type TaskDocument } from './task-document.ts';
import { taskArn, taskOutput, type TaskNow } from './task-output.ts';
import { stopServiceTask } from './stop-service-task.ts';

export const runTask: Op<'RunTask'> = async (input, call) => {
  const cluster = clusterNamed(call, input.cluster);
  const revision = activeRevision(call, nameIn(input.taskDefinition));
  if ((await engineForTasks()) === undefined) throw invalid(noEngineReason);
  const { count = 1, group, startedBy, launchType, overrides, tags } = input;
  const tasks = Array.from({ length: count }, (): TaskDocument => ({
    taskId: newTaskId(),
    cluster,
    group: group ?? `family:${revision.family}`,
    taskDefinition: revisionName(revision),
    createdAt: call.now,
    ...defined({ startedBy, launchType, overrides }),
    tags: tagsFrom(tags),
    desiredStatus: 'RUNNING',
  }));
  for (const task of tasks) putTask(call, task);
  schedulerOf(call).wake(call, { cluster, serviceName: runTasksName });
  return {
    tasks: tasks.map((task) => taskOutput(call, { ...task, lastStatus: 'PROVISIONING' })),
    failures: [],
  };
};

export const stopTask: Op<'StopTask'> = async (
  { cluster: given, task, reason = 'Task stopped by user' },
  call,
) => {
  const cluster = clusterNamed(call, given);
  const found = (await tasksOf(call, cluster)).find(({ taskId }) => taskId === nameIn(task));
  if (found === undefined) throw invalid('The referenced task was not found.');
  if (found.stopped !== undefined) return { task: taskOutput(call, found) };
  const { lastStatus: _, isOfService, startedAt: __, health: ___, ...document } = found;
  if (isOfService) await stopServiceTask(call, document, reason);
  else {
    putTask(call, { ...document, desiredStatus: 'STOPPED', stopReason: reason });
    schedulerOf(call).wake(call, { cluster, serviceName: runTasksName });
  }
  return { task: taskOutput(call, { ...found, desiredStatus: 'STOPPED', stopReason: reason }) };
};

export const listTasks: Op<'ListTasks'> = async (input, call) => {
  const cluster = clusterNamed(call, input.cluster);
  const { family, serviceName, startedBy, desiredStatus = 'RUNNING', launchType } = input;
  const wanted = (await tasksOf(call, cluster)).filter(
    (task) =>
      (desiredStatus === 'STOPPED') === (task.desiredStatus === 'STOPPED') &&
      (family === undefined || task.taskDefinition.startsWith(`${family}:`)) &&
      (serviceName === undefined || task.group === `service:${nameIn(serviceName)}`) &&
      (startedBy === undefined || task.startedBy === startedBy) &&
      (launchType === undefined || (task.launchType ?? 'EC2') === launchType),
  );
  // No task is PENDING in what is wanted of it (ECS API reference, ListTasks).
  const arns = desiredStatus === 'PENDING' ? [] : wanted.map((task) => taskArn(call, task));
  const { items, next } = arnPage(arns, input, 100);
  return defined({ taskArns: items, nextToken: next });
};

export const describeTasks: Op<'DescribeTasks'> = async ({ cluster: given, tasks, include = [] }, call) => {
  schedulerOf(call);
  const cluster = clusterNamed(call, given);
  const all = await tasksOf(call, cluster);
  const found = tasks.map((each) => ({
    taskId: nameIn(each),
    task: all.find(({ taskId }) => taskId === nameIn(each)),
  }));
  return {
    tasks: found.flatMap(({ task }) => {
      if (task === undefined) return [];
      const { tags, ...output } = taskOutput(call, task);
      return [include.includes('TAGS') ? { ...output, ...defined({ tags }) } : output];
    }),
    failures: found
      .filter(({ task }) => task === undefined)
      .map(({ taskId }) => ({ arn: taskArn(call, { cluster, taskId }), reason: 'MISSING' })),
  };
};

type KnownTask = TaskNow & { readonly isOfService: boolean };

/** Those that are there, and those that have stopped. */
async function tasksOf(call: ServiceCall, cluster: string): Promise<readonly KnownTask[]> {
  const documents = taskDocuments.list(call).filter((task) => task.cluster === cluster);
  const records = (await listServices(call.ground.targetsFolder)).filter(
    ({ service }) => service.cluster === cluster,
  );
  const there = (await Promise.all(records.map(async (record) => tasksIn(call, record)))).flat();
  const stopped = new Set(documents.filter((task) => task.stopped !== undefined).map(taskKey));
  const known = new Set(there.map(taskKey));
  return [
    ...there.filter((task) => !stopped.has(taskKey(task))),
    ...documents
      .filter((task) => stopped.has(taskKey(task)) || !known.has(taskKey(task)))
      .map((task) => ({
        ...task,
        lastStatus: task.stopped === undefined ? ('PROVISIONING' as const) : ('STOPPED' as const),
        isOfService: task.group.startsWith('service:'),
      })),
  ];
}

async function tasksIn(call: ServiceCall, record: ServiceRecord): Promise<readonly KnownTask[]> {
  const { service, deployments, tasks } = record;
  const { cluster, serviceName } = service;
  const observed = await tasksNow(call, record);
  return observed.map(({ taskId, deploymentId, lastStatus, isStopping, health }) => {
    const document = taskDocuments.get(call, taskKey({ cluster, taskId }));
    const revision = deployments.find(({ id }) => id === deploymentId)?.revision;
    const createdAt = tasks.find((task) => task.taskId === taskId)?.createdAt ?? 0;
    const { launchType } = service;
    const ofService = {
      taskId,
      cluster,
      group: `service:${serviceName}`,
      taskDefinition: revision === undefined ? '' : revisionName(revision),
      createdAt,
      startedBy: deploymentId,
      desiredStatus: 'RUNNING' as const,
      ...defined({ launchType: launchType as 'FARGATE' | undefined }),
    };
    return {
      ...(document ?? ofService),
      ...(isStopping ? { desiredStatus: 'STOPPED' as const } : {}),
      // What has ended is removed in a moment, and noted as stopped then.
      lastStatus: isStopping || lastStatus === 'STOPPED' ? 'STOPPING' : lastStatus,
      health,
      startedAt: createdAt,
      isOfService: !isTasksOf(service),
    };
  });
}

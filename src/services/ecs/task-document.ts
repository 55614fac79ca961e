// Tasks as ECS's API keeps them: those that RunTask has asked for, and those that have stopped.
import { documentsOf, type Placed } from '../documents.ts';
import type { Shapes } from './ecs-call.ts';

export interface TaskDocument {
  readonly taskId: string;
  readonly cluster: string;
  /** `service:NAME` or `family:NAME`, or what RunTask was given. */
  readonly group: string;
  /** `FAMILY:REVISION` */
  readonly taskDefinition: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly startedBy?: string;
  readonly launchType?: Shapes['Task']['launchType'];
  readonly overrides?: Shapes['TaskOverride'];
  readonly tags?: Readonly<Record<string, string>>;
  readonly desiredStatus: 'RUNNING' | 'STOPPED';
  /** Why it is to stop, as StopTask was given it. */
  readonly stopReason?: string;
  readonly stopped?: StoppedTask;
}

interface StoppedTask {
  readonly at: number;
  readonly reason: string;
  readonly code: NonNullable<Shapes['Task']['stopCode']>;
  /** By the container's name. */
  readonly exitCodes: Readonly<Record<string, number>>;
  /** Why the container did not start, or was killed. */
  readonly container?: { readonly name: string; readonly reason: string };
}

export const taskDocuments = documentsOf<TaskDocument>('ecs/task');

export function taskKey({ cluster, taskId }: Pick<TaskDocument, 'cluster' | 'taskId'>): string {
  return `${cluster}/${taskId}`;
}

/** ECS shows a stopped task for an hour. */
const shownMs = 3_600_000;

export function putTask(place: Placed, task: TaskDocument): void {
  taskDocuments.put(place, taskKey(task), task);
}

/** It has stopped; others that did so long ago are forgotten. Nothing changes for one that is known to have stopped. */
export function putStopped(place: Placed, task: TaskDocument, stopped: StoppedTask): void {
  if (taskDocuments.get(place, taskKey(task))?.stopped !== undefined) return;
  for (const each of taskDocuments.list(place))
    if ((each.stopped?.at ?? Infinity) < stopped.at - shownMs) taskDocuments.remove(place, taskKey(each));
  putTask(place, { ...task, desiredStatus: 'STOPPED', stopped });
}

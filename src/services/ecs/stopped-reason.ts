// Why a task has stopped, as ECS words it (Amazon ECS developer guide, "Stopped task error messages"). Pure.
import type { TaskFailure } from '../../targets/service/service-event.ts';
import type { TaskDocument } from './task-document.ts';

type Stopped = NonNullable<TaskDocument['stopped']>;

const toStart =
  /^(CannotPullContainerError|CannotStartContainerError|CannotCreateVolumeError|ResourceInitializationError)/;

export function stoppedBy(
  { stoppedReason, container, exitCode }: TaskFailure,
  exitCodes: Readonly<Record<string, number>>,
  at: number,
): Stopped {
  const codes = container === undefined || exitCode === undefined ? {} : { [container]: exitCode };
  if (toStart.test(stoppedReason))
    return {
      at,
      code: 'TaskFailedToStart',
      // Of a container's failure to start the task says only that.
      reason: stoppedReason.startsWith('CannotStartContainerError') ? 'Task failed to start' : stoppedReason,
      exitCodes: codes,
      ...(container === undefined ? {} : { container: { name: container, reason: stoppedReason } }),
    };
  const ended = stoppedReason.startsWith('Essential container in task exited');
  const killed = stoppedReason.startsWith('OutOfMemoryError');
  return {
    at,
    code: ended || killed ? 'EssentialContainerExited' : 'ServiceSchedulerInitiated',
    reason: ended || killed ? 'Essential container in task exited' : stoppedReason,
    exitCodes: { ...exitCodes, ...codes },
    ...(killed && container !== undefined ? { container: { name: container, reason: stoppedReason } } : {}),
  };
}

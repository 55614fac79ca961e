// What has changed of the tasks of a service since they were observed last, each change once:
//
//   (new) ──► PENDING ──► RUNNING ◄──► HEALTHY
//     │          │           │            │
//     │          └─────────┐ │ ┌──────────┘
//     └──────────────────► STOPPED
//
// A task that is being stopped changes no more. One that becomes healthy again after it was not is healthy once more.
import type { TaskObservation } from './observe-tasks.ts';
import type { TaskRecord } from './service-record.ts';

type TaskState = TaskObservation['lastStatus'] | 'HEALTHY';

export interface TaskChange {
  /** `running`: all its essential containers run. `ended`: it has stopped although it was not to. */
  readonly type: 'running' | 'healthy' | 'ended';
  readonly task: TaskObservation;
}

export class TaskChanges {
  readonly #seen = new Map<string, TaskState>();

  /** @param known tasks that were there before: what became of them was reported then */
  constructor(known: readonly TaskRecord[]) {
    for (const { taskId, wasHealthy } of known) if (wasHealthy) this.#seen.set(taskId, 'HEALTHY');
  }

  /** In the order in which they happened. A change counts as reported when it is taken. */
  *since(observed: readonly TaskObservation[]): Generator<TaskChange> {
    for (const task of observed) {
      if (task.isStopping) continue;
      const before = this.#seen.get(task.taskId);
      const now = stateOf(task);
      this.#seen.set(task.taskId, now);
      for (const type of typesBetween(before, now)) yield { type, task };
    }
  }
}

function stateOf({ lastStatus, health }: TaskObservation): TaskState {
  return lastStatus === 'RUNNING' && health === 'HEALTHY' ? 'HEALTHY' : lastStatus;
}

function typesBetween(before: TaskState | undefined, now: TaskState): readonly TaskChange['type'][] {
  if (before === now || now === 'PENDING') return [];
  if (now === 'STOPPED') return ['ended'];
  const hasJustStarted = before === undefined || before === 'PENDING';
  return [
    ...(hasJustStarted ? (['running'] as const) : []),
    ...(now === 'HEALTHY' ? (['healthy'] as const) : []),
  ];
}

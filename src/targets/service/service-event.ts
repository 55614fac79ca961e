// What happens to the tasks of a service.
import type { DependencyWait } from './start-task.ts';

/** What happens to a task, in the order in which it happens. */
export type ServiceEvent =
  | {
      readonly type: 'started' | 'running' | 'healthy' | 'draining' | 'stopped';
      readonly taskId: string;
      readonly deploymentId: string;
    }
  /** A container of it waits for another. */
  | ({ readonly type: 'waiting'; readonly taskId: string; readonly deploymentId: string } & DependencyWait)
  | ({ readonly type: 'failed' } & TaskFailure);

/** A task that has ended by itself, or never became healthy. */
export interface TaskFailure {
  readonly taskId: string;
  readonly deploymentId: string;
  /** In ECS's words. */
  readonly stoppedReason: string;
  readonly container?: string;
  readonly exitCode?: number;
  readonly logTail: readonly string[];
}

// What the browser notifies of: an execution that has failed, and an approval that waits. Pure.
import type { JournalEntry } from '../../state/journal.ts';

export interface Notice {
  readonly title: string;
  readonly body: string;
  /** One of the same replaces the one before. */
  readonly tag: string;
  readonly executionId: string;
}

export function noticeOf({ workload, event }: JournalEntry): Notice | undefined {
  if (event.type === 'ExecutionEnded' && event.status === 'Failed')
    return {
      title: `✕ ${workload.name} failed`,
      body: event.statusSummary ?? `Execution ${event.executionId.slice(0, 8)}`,
      tag: `${event.executionId} ended`,
      executionId: event.executionId,
    };
  if (event.type === 'ApprovalRequested')
    return {
      title: `‖ ${workload.name} waits for approval`,
      body: [
        `${event.stageName} › ${event.actionName}`,
        ...(event.customData === undefined ? [] : [event.customData]),
      ].join('\n'),
      tag: `${event.executionId} ${event.stageName} ${event.actionName}`,
      executionId: event.executionId,
    };
  return undefined;
}

// One journal entry as one line of JSON: what `--json` of run and of every command that drives an execution prints.
import type { JournalEntry } from '../../state/journal.ts';

/**
 * The stable shape: `{seq, pipelineName, workload, event}`. `event` begins with `at` (milliseconds since the epoch),
 * `executionId` (absent for what concerns the whole pipeline), `type`, then, where the event has them, `stageName`,
 * `actionName` and `actionExecutionId`; after these whatever belongs to its type. Properties and types are only ever
 * added.
 */
export function jsonEntry({ seq, workload, event }: JournalEntry): string {
  const { at, type, ...rest } = event;
  const { executionId, stageName, actionName, actionExecutionId, ...more } = rest as Readonly<
    Record<string, unknown>
  >;
  const ordered = { at, executionId, type, stageName, actionName, actionExecutionId, ...more };
  return JSON.stringify({ seq, pipelineName: workload.name, workload, event: ordered });
}

// What steps of jobs have written for people (GitHub: "Adding a job summary"), out of the journal. Pure.
import { defined } from '../lib/defined.ts';
import type { JournalEntry } from '../state/journal.ts';

export interface StepSummary {
  readonly stageName: string;
  readonly actionName: string;
  readonly actionExecutionId: string;
  /** The step that ran when it was written. */
  readonly stepName?: string;
  readonly markdown: string;
}

/** In the order in which they were written, of the last attempt of each job. @param entries of one execution */
export function stepSummaries(entries: readonly JournalEntry[]): readonly StepSummary[] {
  const found: StepSummary[] = [];
  const latest = new Map<string, string>();
  const running = new Map<string, string>();
  for (const { event } of entries) {
    if (event.type === 'ActionStarted') latest.set(placeOf(event), event.actionExecutionId);
    if (event.type !== 'ActionProgressed') continue;
    const { stageName, actionName, actionExecutionId, progress } = event;
    if (progress.kind === 'Step' && progress.status === 'InProgress')
      running.set(actionExecutionId, progress.name);
    if (progress.kind !== 'Summary') continue;
    const stepName = running.get(actionExecutionId);
    const { markdown } = progress;
    found.push({ stageName, actionName, actionExecutionId, ...defined({ stepName }), markdown });
  }
  return found.filter((one) => latest.get(placeOf(one)) === one.actionExecutionId);
}

function placeOf({ stageName, actionName }: Pick<StepSummary, 'stageName' | 'actionName'>): string {
  return `${stageName}/${actionName}`;
}

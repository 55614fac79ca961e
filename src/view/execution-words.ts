import type { ExecutionSummary } from '../state/execution-history.ts';

/** All that an execution is found by, in lower case: id, pipeline, person, revisions, messages, branches. Pure. */
export function wordsOfExecution({
  executionId,
  pipelineName,
  trigger,
  sourceRevisions,
}: ExecutionSummary): string {
  const revisions = sourceRevisions.flatMap(({ revisionId, revisionSummary = '', branch = '' }) => [
    revisionId,
    revisionSummary,
    branch,
  ]);
  return [executionId, pipelineName, trigger.triggerDetail, ...revisions].join('\n').toLowerCase();
}

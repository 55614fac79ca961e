// Failures that are the same but for ids, numbers and times: what fails again and again, and whether it still does.
// Pure.
import { jobCancelled } from '../engine/jobs/job-outcome.ts';
import { defined } from '../lib/defined.ts';
import type { ActionExecutionSummary, ExecutionSummary } from '../state/execution-history.ts';

export interface FailureGroup {
  readonly pipelineName: string;
  /** Absent when no action failed: a condition, or the time limit of the pipeline. */
  readonly place?: { readonly stageName: string; readonly actionName: string };
  readonly code: string;
  /** The first line, with … for what is different each time. */
  readonly pattern: string;
  /** The first line as it was the last time. */
  readonly message: string;
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** The same action, or for want of one the pipeline, has succeeded after it. */
  readonly hasSucceededSince: boolean;
  /** Each once, the newest first. */
  readonly executionIds: readonly string[];
}

export type TriedExecution = ExecutionSummary & { readonly actions: readonly ActionExecutionSummary[] };

/** The most frequent first; of those that are as frequent the latest. */
export function groupFailures(executions: readonly TriedExecution[]): readonly FailureGroup[] {
  const groups = Map.groupBy(executions.flatMap(failuresOf), ({ pipelineName, place, code, message }) =>
    JSON.stringify([pipelineName, place?.stageName, place?.actionName, code, patternOf(message)]),
  );
  return [...groups.values()]
    .map((failures) => groupOf(failures, executions))
    .toSorted((a, b) => b.count - a.count || b.lastAt - a.lastAt);
}

interface Failure extends Pick<FailureGroup, 'pipelineName' | 'place' | 'code' | 'message'> {
  readonly at: number;
  readonly executionId: string;
}

/** What has made it fail: no job that may fail, and none that was cancelled because another failed. */
export function causesOf({ actions }: Pick<TriedExecution, 'actions'>): readonly ActionExecutionSummary[] {
  const failed = actions.filter(({ status, mayFail }) => status === 'Failed' && mayFail !== true);
  const byThemselves = failed.filter(({ error }) => error?.code !== jobCancelled);
  return byThemselves.length > 0 ? byThemselves : failed;
}

/** Each run of an action that failed, retries too; the execution itself when none of its actions did. */
function failuresOf(execution: TriedExecution): readonly Failure[] {
  const { pipelineName, executionId, status, statusSummary, startedAt, endedAt } = execution;
  const failed = causesOf(execution);
  if (failed.length === 0)
    return status === 'Failed'
      ? [
          {
            pipelineName,
            executionId,
            code: 'PipelineFailed',
            message: firstLine(statusSummary ?? ''),
            at: endedAt ?? startedAt,
          },
        ]
      : [];
  return failed.map(({ stageName, actionName, error, ...run }) => ({
    pipelineName,
    executionId,
    place: { stageName, actionName },
    code: error?.code ?? 'JobFailed',
    message: firstLine(error?.message ?? ''),
    at: run.endedAt ?? run.startedAt,
  }));
}

function groupOf(failures: readonly Failure[], executions: readonly TriedExecution[]): FailureGroup {
  const newest = failures.toSorted((a, b) => b.at - a.at);
  const [last, first] = [newest[0], newest.at(-1)];
  if (last === undefined || first === undefined) throw new Error('A group has at least one failure');
  const { pipelineName, place, code, message, at: lastAt } = last;
  return {
    pipelineName,
    ...defined({ place }),
    code,
    pattern: patternOf(message),
    message,
    count: failures.length,
    firstAt: first.at,
    lastAt,
    hasSucceededSince: executions.some((each) => succeededAfter(each, last)),
    executionIds: [...new Set(newest.map(({ executionId }) => executionId))],
  };
}

function succeededAfter(execution: TriedExecution, { pipelineName, place, at }: Failure): boolean {
  if (execution.pipelineName !== pipelineName) return false;
  const isLater = ({ status, endedAt = 0 }: { readonly status: string; readonly endedAt?: number }) =>
    status === 'Succeeded' && endedAt > at;
  return place === undefined
    ? isLater(execution)
    : execution.actions.some(
        (run) => run.stageName === place.stageName && run.actionName === place.actionName && isLater(run),
      );
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0]?.trim() ?? '';
}

/** What is another each time, likeliest first. An exit status or an HTTP status distinguishes failures. */
const changing: readonly RegExp[] = [
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/g,
  /\b\d\d:\d\d:\d\d(?:\.\d+)?\b/g,
  /\bd-[0-9A-Z]{9}\b/g,
  /\b(?=[0-9a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,64}\b/gi,
  /(?<!(?:status|code|signal|HTTP|error) )(?<![\w.])\d+(?:\.\d+)*(?=$|[^\w.]|\.(?:\s|$)|(?:ms|s|m|h|%|[KMG]?B)\b)/gi,
];

function patternOf(message: string): string {
  return changing.reduce((text, pattern) => text.replaceAll(pattern, '…'), message);
}

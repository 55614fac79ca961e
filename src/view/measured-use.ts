// How much a pipeline was used of late, as a bill would count it. Pure.
import type { MeasuredUse } from '../model/cost-line.ts';
import type { TriedExecution } from './failure-groups.ts';

const minuteMs = 60_000;

/**
 * @param executions of one pipeline, of the last 30 days
 * @param reused runs of actions that took what an earlier one gave: AWS would have run them
 */
export function measuredUse(executions: readonly TriedExecution[], reused: ReadonlySet<string>): MeasuredUse {
  const runs = executions
    .flatMap(({ actions }) => actions)
    .flatMap(({ actionExecutionId, stageName, actionName, status, startedAt, endedAt }) =>
      endedAt === undefined ||
      reused.has(actionExecutionId) ||
      (status !== 'Succeeded' && status !== 'Failed')
        ? []
        : [{ key: `${stageName}/${actionName}`, minutes: billedMinutes(endedAt - startedAt) }],
    );
  const minutes = [...Map.groupBy(runs, ({ key }) => key)].map(([key, all]) => [
    key,
    all.reduce((sum, run) => sum + run.minutes, 0) / all.length,
  ]);
  return { executions: executions.length, minutes: Object.fromEntries(minutes) as MeasuredUse['minutes'] };
}

/** Rounded up to a minute. */
function billedMinutes(durationMs: number): number {
  return Math.max(1, Math.ceil(durationMs / minuteMs));
}

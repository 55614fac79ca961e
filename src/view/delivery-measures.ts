// The four measures of delivery (DORA, "Software delivery performance metrics"), from the executions of a period. Pure.
import { medianOf } from '../lib/median.ts';
import type { ExecutionSummary } from '../state/execution-history.ts';

export interface DeliveryMeasures {
  /** Executions that succeeded, for each day of the period. */
  readonly deploymentsPerDay: number;
  readonly deployments: number;
  /** From the start of an execution to its success, the median in milliseconds; absent when none succeeded. */
  readonly leadTimeMs?: number;
  /** Of the executions that ended by themselves, how many failed: 0 to 1; absent when none ended. */
  readonly changeFailureRate?: number;
  /** From a failure to the next success of the same pipeline, the median in milliseconds. */
  readonly timeToRestoreMs?: number;
}

/** @param executions of any pipelines; those that started before the period are left out */
export function deliveryMeasures(
  executions: readonly ExecutionSummary[],
  { from, to }: { readonly from: number; readonly to: number },
): DeliveryMeasures {
  const within = executions.filter(({ startedAt }) => startedAt >= from && startedAt <= to);
  const good = within.filter(({ status }) => status === 'Succeeded');
  const bad = within.filter(({ status }) => status === 'Failed');
  const days = Math.max(1, (to - from) / 86_400_000);
  const ended = good.length + bad.length;
  return {
    deployments: good.length,
    deploymentsPerDay: good.length / days,
    ...optional(
      'leadTimeMs',
      medianOf(good.map(({ startedAt, endedAt = startedAt }) => endedAt - startedAt)),
    ),
    ...optional('changeFailureRate', ended === 0 ? undefined : bad.length / ended),
    ...optional('timeToRestoreMs', medianOf(restorations(within))),
  };
}

/** From the first failure of a row of them to the success that ended it. */
function restorations(executions: readonly ExecutionSummary[]): readonly number[] {
  const failedAt = new Map<string, number>();
  const spans: number[] = [];
  for (const { pipelineName, status, endedAt } of executions.toSorted((a, b) => a.startedAt - b.startedAt)) {
    if (endedAt === undefined) continue;
    const since = failedAt.get(pipelineName);
    if (status === 'Failed' && since === undefined) failedAt.set(pipelineName, endedAt);
    if (status !== 'Succeeded' || since === undefined) continue;
    spans.push(Math.max(0, endedAt - since));
    failedAt.delete(pipelineName);
  }
  return spans;
}

function optional<Name extends string>(
  name: Name,
  value: number | undefined,
): Partial<Readonly<Record<Name, number>>> {
  return value === undefined ? {} : ({ [name]: value } as Readonly<Record<Name, number>>);
}

// The ends of executions: because their last stage ended, or because they may wait no longer.
import { defined } from '../lib/defined.ts';
import type { Decision } from './decision.ts';
import { isHeldTooLong } from './entrance.ts';
import type { DecideContext } from './scope.ts';
import { record } from './scope.ts';
import type { EventOf, Execution, PipelineState } from './state.ts';
import { isHalted } from './state.ts';
import { describeMinutes, executionDeadlineOf } from './time-limits.ts';

type EndStatus = EventOf<'ExecutionEnded'>['status'];

/** What it ends as when it starts nothing more. Who asked for a stop gets a stop; whose time was up has failed. */
export function haltedStatus({ stop }: Execution): 'Stopped' | 'Cancelled' | 'Failed' {
  if (stop === undefined) return 'Cancelled';
  return stop.because === 'TimedOut' ? 'Failed' : 'Stopped';
}

/** Its stage has ended, and no other follows. */
export function endExecution(execution: Execution, { now }: DecideContext): readonly Decision[] {
  const run = execution.stages.get(execution.position.stageName);
  const status = run === undefined ? haltedStatus(execution) : endStatuses[run.status];
  // Why its last stage was skipped does not concern an execution that succeeded.
  const isWorthSaying = status !== 'Succeeded' && run?.reason !== undefined;
  const summary = isWorthSaying ? `${run.stageName}: ${run.reason}` : undefined;
  return [ended(execution, now, { status, summary })];
}

/** Its time is up: nothing that runs is waited for. */
export function expireExecution(execution: Execution, context: DecideContext): readonly Decision[] {
  const { executionId, timeoutInMinutes = 0 } = execution;
  const { now } = context;
  if (now < (executionDeadlineOf(execution, context) ?? Infinity)) return [];
  const reason = `It did not end within ${describeMinutes(timeoutInMinutes)}, the most that the pipeline may take`;
  const stop = { abandon: true, reason, by: 'its time limit', because: 'TimedOut' } as const;
  return [record({ type: 'StopRequested', at: now, executionId, ...stop })];
}

/** An execution whose last stage was skipped has succeeded. */
const endStatuses = {
  Succeeded: 'Succeeded',
  Skipped: 'Succeeded',
  Failed: 'Failed',
  Stopped: 'Stopped',
  Stopping: 'Stopped',
  Cancelled: 'Cancelled',
  InProgress: 'Cancelled',
} as const satisfies Record<string, EndStatus>;

/** A stopped or updated execution does not wait on; nor does one that a disabled transition has held too long. */
export function leaveEntrance(
  state: PipelineState,
  execution: Execution,
  { now }: DecideContext,
): readonly Decision[] {
  const { stageName } = execution.position;
  if (isHalted(execution)) {
    const why = execution.stop === undefined ? 'The pipeline was updated' : execution.stop.reason;
    return [
      ended(execution, now, {
        status: haltedStatus(execution),
        summary: why === '' ? undefined : why,
      }),
    ];
  }
  if (!isHeldTooLong(state, execution, now)) return [];
  const summary = `Held at the disabled transition into ${stageName} for more than 30 days`;
  return [ended(execution, now, { status: 'Cancelled', summary })];
}

function ended(
  { executionId }: Execution,
  at: number,
  { status, summary }: { readonly status: EndStatus; readonly summary: string | undefined },
): Decision {
  const end = { executionId, status, ...defined({ statusSummary: summary }) };
  return record({ type: 'ExecutionEnded', at, ...end });
}

// RetryStageExecution: the same execution takes up the stage in which it ended (CodePipeline user guide, "Configure
// stage retry for a failed stage or failed actions").
import { isFailed } from '../../lib/result.ts';
import type { StageRetryMode } from '../../model/pipeline.ts';
import type { RequestContext } from '../scope.ts';
import { hasFailedAction, isBusy } from '../stage-phase.ts';
import type { Execution, PipelineState, StageRun } from '../state.ts';
import type { Refusal, RequestOutcome } from './outcome.ts';
import { findExecution, findStage, refuse, refuseReopening, refuseTooMany } from './outcome.ts';

export interface RetryInput {
  readonly executionId: string;
  readonly stageName: string;
  readonly retryMode: StageRetryMode;
}

export function retryStage(
  state: PipelineState,
  { executionId, stageName, retryMode }: RetryInput,
  { now }: RequestContext,
): RequestOutcome {
  const stage = findStage(state, stageName);
  if (isFailed(stage)) return stage;
  const execution = findExecution(state, executionId);
  if (isFailed(execution)) return execution;
  const run = execution.stages.get(stageName);
  if (run === undefined || execution.position.kind === 'Waiting')
    return notRetryable(`Execution ${executionId} is not in stage ${stageName}`);
  const refusal =
    refuseReopening(state, execution, run) ??
    refuseRun(execution, run, retryMode) ??
    (execution.endedAt === undefined ? undefined : refuseTooMany(state));
  if (refusal !== undefined) return refusal;
  const event = { type: 'StageRetryRequested', retryMode, trigger: 'ManualStageRetry' } as const;
  return { events: [{ ...event, at: now, executionId, stageName }] };
}

/** Failed actions may be retried while their neighbours still run; all actions only when nothing does. */
function refuseRun(execution: Execution, run: StageRun, retryMode: StageRetryMode): Refusal | undefined {
  const { executionId, position, status } = execution;
  const { stageName } = run;
  if (position.stageName !== stageName)
    return notRetryable(`Execution ${executionId} has gone on from stage ${stageName}`);
  if (status === 'Stopping' || run.restart !== undefined) {
    const doing = status === 'Stopping' ? 'being stopped' : `already retrying ${stageName}`;
    return refuse('ConflictException', `Execution ${executionId} is ${doing}`);
  }
  if (run.status === 'Stopped') return undefined;
  if (!hasFailedAction(run))
    return notRetryable(
      `Stage ${stageName} has no failed action in execution ${executionId}`,
      remedyFor(run),
    );
  if (retryMode === 'ALL_ACTIONS' && isBusy(run))
    return refuse(
      'ConflictException',
      `Actions of stage ${stageName} are still running in execution ${executionId}`,
      'Wait for them to end, or retry the failed actions only.',
    );
  return undefined;
}

function remedyFor({ conditions }: StageRun): string | undefined {
  const failed = [...conditions.values()].some(({ status }) => status === 'Failed' || status === 'Errored');
  return failed ? 'A condition of the stage failed: override it to let the execution go on.' : undefined;
}

function notRetryable(message: string, remedy?: string): Refusal {
  return refuse('StageNotRetryableException', message, remedy);
}

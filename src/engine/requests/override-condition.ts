// OverrideStageCondition: a failed condition does not count, and the stage goes on.
import { isFailed } from '../../lib/result.ts';
import type { RequestContext } from '../scope.ts';
import { declaredCondition } from '../conditions.ts';
import type { PipelineState } from '../state.ts';
import type { RequestOutcome } from './outcome.ts';
import { findExecution, findStage, refuse, refuseReopening, refuseTooMany } from './outcome.ts';

export interface OverrideInput {
  readonly executionId: string;
  readonly stageName: string;
  readonly conditionType: 'BEFORE_ENTRY' | 'ON_SUCCESS';
  readonly by: string;
}

export function overrideCondition(
  state: PipelineState,
  { executionId, stageName, conditionType, by }: OverrideInput,
  { now }: RequestContext,
): RequestOutcome {
  const stage = findStage(state, stageName);
  if (isFailed(stage)) return stage;
  const execution = findExecution(state, executionId);
  if (isFailed(execution)) return execution;
  const run = execution.stages.get(stageName);
  const condition = run?.conditions.get(conditionType);
  const what = `The ${conditionType} condition of stage ${stageName}`;
  if (run === undefined || (condition?.status !== 'Failed' && condition?.status !== 'Errored'))
    return refuse('ConditionNotOverridableException', `${what} has not failed in execution ${executionId}`);
  if (declaredCondition(stage, conditionType)?.result === 'SKIP')
    return refuse('ConditionNotOverridableException', `${what} skips the stage, which cannot be overridden`);
  if (execution.status !== 'Failed' || run.status !== 'Failed')
    return refuse('ConflictException', `Execution ${executionId} is ${execution.status}`);
  const refusal = refuseReopening(state, execution, run) ?? refuseTooMany(state);
  if (refusal !== undefined) return refusal;
  return { events: [{ type: 'ConditionOverridden', at: now, executionId, stageName, conditionType, by }] };
}

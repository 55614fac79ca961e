// Folds one recorded fact into the state. Pure and total: a fact that cannot be (an action that never started, an end
// that comes after another end, a stage that may not be entered now) changes nothing, and gives the same state back.
// Such facts are not bugs only: what a provider reports may cross an abandonment, a timeout or an override on its way.
import { unreachable } from '../lib/unreachable.ts';
import {
  applyActionAbandoned,
  applyActionFailed,
  applyActionRecovered,
  applyActionStarted,
  applyActionSucceeded,
  applyApprovalGiven,
  applyApprovalRequested,
} from './apply-action.ts';
import {
  applyExecutionEnded,
  applyExecutionStarted,
  applyExecutionSuperseded,
  applyPipelineUpdated,
  applyStopRequested,
  applyTransition,
} from './apply-execution.ts';
import {
  applyConditionEnded,
  applyConditionOverridden,
  applyConditionStarted,
  applyStageEnded,
  applyStageRetryRequested,
  applyStageStarted,
} from './apply-stage.ts';
import {
  applyConcurrencyGranted,
  applyConcurrencyRequested,
  applyJobCallEnded,
  applyJobCancelRequested,
  applyJobLegCancelled,
  applyJobPlanned,
  applyRunPlanned,
} from './jobs/apply-jobs.ts';
import type { PipelineEvent } from './event.ts';
import type { PipelineState } from './state.ts';

export function apply(state: PipelineState, event: PipelineEvent): PipelineState {
  switch (event.type) {
    case 'PipelineUpdated':
      return applyPipelineUpdated(state, event);
    case 'TransitionDisabled':
    case 'TransitionEnabled':
      return applyTransition(state, event);
    case 'ExecutionStarted':
      return applyExecutionStarted(state, event);
    case 'ExecutionSuperseded':
      return applyExecutionSuperseded(state, event);
    case 'ExecutionEnded':
      return applyExecutionEnded(state, event);
    case 'StopRequested':
      return applyStopRequested(state, event);
    case 'StageStarted':
      return applyStageStarted(state, event);
    case 'StageEnded':
      return applyStageEnded(state, event);
    case 'StageRetryRequested':
      return applyStageRetryRequested(state, event);
    case 'ConditionStarted':
      return applyConditionStarted(state, event);
    case 'ConditionEnded':
      return applyConditionEnded(state, event);
    case 'ConditionOverridden':
      return applyConditionOverridden(state, event);
    case 'ActionStarted':
      return applyActionStarted(state, event);
    case 'ActionRecovered':
      return applyActionRecovered(state, event);
    case 'ApprovalRequested':
      return applyApprovalRequested(state, event);
    case 'ApprovalGiven':
      return applyApprovalGiven(state, event);
    case 'ActionSucceeded':
      return applyActionSucceeded(state, event);
    case 'ActionFailed':
      return applyActionFailed(state, event);
    case 'ActionAbandoned':
      return applyActionAbandoned(state, event);
    case 'RunPlanned':
      return applyRunPlanned(state, event);
    case 'ConcurrencyRequested':
      return applyConcurrencyRequested(state, event);
    case 'ConcurrencyGranted':
      return applyConcurrencyGranted(state, event);
    case 'JobPlanned':
      return applyJobPlanned(state, event);
    case 'JobCallEnded':
      return applyJobCallEnded(state, event);
    case 'JobLegCancelled':
      return applyJobLegCancelled(state, event);
    case 'JobCancelRequested':
      return applyJobCancelRequested(state, event);
    case 'ActionProgressed':
    case 'AlarmStateChanged':
      return state; // Shown to people, never decided upon.
    default:
      return unreachable(event);
  }
}

// What should happen next, given what is known. Pure and total: the same state, time and ids give the same decisions.
// Each decision follows from the state alone, so a journal that ends after any transaction is carried on from there.
import type { Decision } from './decision.ts';
import { endExecution, expireExecution, leaveEntrance } from './end-execution.ts';
import { endActions } from './end-actions.ts';
import { evaluate } from './conditions.ts';
import { endFailing, endSucceeding, refuseEntry, skipStage } from './end-stage.ts';
import { enterStages } from './enter-stages.ts';
import { abandonStage, haltStage } from './halt-stage.ts';
import { decideJobs } from './jobs/decide-jobs.ts';
import { restartStage } from './restart-stage.ts';
import { startActions } from './start-actions.ts';
import type { DecideContext, Scope } from './scope.ts';
import { stagePhase } from './stage-phase.ts';
import type { Execution, PipelineState } from './state.ts';
import { declaredStage, liveExecutions, openStageRun } from './state.ts';
import { wakeUps } from './wake-ups.ts';
import { unreachable } from '../lib/unreachable.ts';

/**
 * Everything that follows now; record all of it, in order, then ask again until nothing but WakeAt is left. When
 * nothing follows now, at most one WakeAt says when time alone will change that.
 */
export function decide(state: PipelineState, context: DecideContext): readonly Decision[] {
  const decisions = [
    ...liveExecutions(state).flatMap((execution) => decideExecution(state, execution, context)),
    ...enterStages(state, context),
  ];
  return decisions.length > 0 ? decisions : wakeUps(state, context);
}

function decideExecution(
  state: PipelineState,
  execution: Execution,
  context: DecideContext,
): readonly Decision[] {
  const timeUp = expireExecution(execution, context);
  if (timeUp.length > 0) return timeUp;
  if (execution.position.kind === 'Waiting') return leaveEntrance(state, execution, context);
  const stage = declaredStage(execution.declaration, execution.position.stageName);
  const run = openStageRun(execution);
  if (stage === undefined || run === undefined) return endExecution(execution, context);
  const scope = { state, execution, stage, run, context };
  return stage.jobs === undefined ? decideStage(scope) : decideJobs(scope);
}

function decideStage(scope: Scope): readonly Decision[] {
  const phase = stagePhase(scope);
  switch (phase) {
    case 'Restarting':
      return restartStage(scope);
    case 'Abandoning':
      return abandonStage(scope);
    case 'Halting':
      return haltStage(scope);
    case 'Skipping':
      return skipStage(scope);
    case 'Entering':
      return evaluate(scope, 'BEFORE_ENTRY');
    case 'EntryRefused':
      return refuseEntry(scope);
    case 'Running':
      return [...endActions(scope), ...startActions(scope)];
    case 'Waiting':
      return endActions(scope);
    case 'Failing':
      return endFailing(scope);
    case 'Succeeding':
      return endSucceeding(scope);
    default:
      return unreachable(phase);
  }
}

// What a restarted process must take up: whatever began, by the journal, and did not end.
import type { ActionDeclaration } from '../model/pipeline.ts';
import type { Decision } from './decision.ts';
import { resolveRules } from './conditions.ts';
import { isApproval } from './start-actions.ts';
import type { EventOf, Execution, PipelineState, StageRun } from './state.ts';
import { declaredStage, liveExecutions, openStageRun, runningActions } from './state.ts';

/** A run of an action that the end of the process interrupted. */
export interface InterruptedAction {
  readonly executionId: string;
  readonly stageName: string;
  readonly actionName: string;
  readonly actionExecutionId: string;
  /** The attempt that was interrupted; ActionRecovered names the next one. */
  readonly attempt: number;
  /** As the execution began with it: the pipeline's own may have changed since. */
  readonly declaration: ActionDeclaration;
  /** What it was started with. */
  readonly started: EventOf<'ActionStarted'>;
}

/**
 * The runs in flight. For each, before the first `decide`, the runtime records ActionRecovered (its time limit begins
 * anew, nothing else changes: `decide` goes on waiting for this run) or ActionFailed (the stage goes on from there).
 * Approvals are not among them: nothing runs for them, they simply go on waiting.
 */
export function recover(state: PipelineState): readonly InterruptedAction[] {
  return liveExecutions(state).flatMap((execution) => {
    const run = openStageRun(execution);
    return run === undefined ? [] : interruptedIn(execution, run);
  });
}

function interruptedIn(execution: Execution, run: StageRun): readonly InterruptedAction[] {
  const stage = declaredStage(execution.declaration, run.stageName);
  return runningActions(run).flatMap(({ started, attempt }) => {
    const { executionId, stageName, actionName, actionExecutionId } = started;
    const declaration = stage?.actions.find(({ name }) => name === actionName);
    if (declaration === undefined || isApproval(declaration)) return [];
    return [{ executionId, stageName, actionName, actionExecutionId, attempt, declaration, started }];
  });
}

/** The conditions whose evaluation was interrupted: evaluate their rules again, without recording ConditionStarted again. */
export function recoverConditions(
  state: PipelineState,
): readonly Extract<Decision, { type: 'EvaluateCondition' }>[] {
  return liveExecutions(state).flatMap((execution) => {
    const run = openStageRun(execution);
    const stage = run && declaredStage(execution.declaration, run.stageName);
    if (run === undefined || stage === undefined) return [];
    return [...run.conditions].flatMap(([conditionType, { status }]) => {
      const resolved = resolveRules({ execution, stage }, conditionType);
      if (status !== 'InProgress' || !('rules' in resolved)) return [];
      const { stageName, attempt, startedAt: at } = run;
      const { executionId } = execution;
      const event = { type: 'ConditionStarted', at, executionId, stageName, conditionType, attempt } as const;
      return [{ type: 'EvaluateCondition' as const, event, rules: resolved.rules }];
    });
  });
}

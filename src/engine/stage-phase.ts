// Where an execution stands inside a stage that has not ended: which of the decisions is due.
import type { Scope } from './scope.ts';
import type { ActionRun, ConditionRun, StageRun } from './state.ts';
import { isStageSkipped, unfinishedActions } from './skipped.ts';
import { isHalted } from './state.ts';

/**
 *   StageStarted ─▶ Entering ─▶ (Waiting for beforeEntry) ─┬─▶ Running ⇄ Waiting for actions ─┬─▶ Succeeding ─▶ ended
 *                      ▲                                   │                                  │     Succeeded, or Failed
 *                      │                                   └─▶ EntryRefused ─▶ ended          │     by onSuccess
 *                      │                                         Failed or Skipped            │
 *                  Restarting ◀── retry (asked for, or automatic) or override ────────────────┴─▶ Failing ─▶ ended Failed,
 *                                                                                                    perhaps a rollback
 *   At any time: stop or update ─▶ Waiting for what runs (or Abandoning it) ─▶ Halting ─▶ ended Stopped or Cancelled
 */
export type StagePhase =
  | 'Restarting'
  | 'Abandoning'
  | 'Halting'
  /** Every action of it is left out. */
  | 'Skipping'
  | 'Entering'
  | 'EntryRefused'
  /** The next group of actions may begin, once the one before it has succeeded. */
  | 'Running'
  /** For actions or a condition, while nothing more may begin. */
  | 'Waiting'
  | 'Failing'
  | 'Succeeding';

export function stagePhase(scope: Scope): StagePhase {
  const { execution, stage, run } = scope;
  const busy = isBusy(run);
  if (isHalted(execution)) {
    if (!busy) return 'Halting';
    return execution.stop?.abandon === true ? 'Abandoning' : 'Waiting';
  }
  if (run.restart !== undefined) return 'Restarting';
  if (isEvaluating(run)) return 'Waiting';
  if (isStageSkipped(execution, stage)) return 'Skipping';
  // A rollback does not pass the entrance: a stage that may not be entered now must still be able to roll back.
  if (stage.beforeEntry?.conditions[0] !== undefined && execution.rollback === undefined) {
    const entry = run.conditions.get('BEFORE_ENTRY');
    if (entry === undefined) return 'Entering';
    if (!isPassed(entry)) return 'EntryRefused';
  }
  if (hasFailedAction(run)) return busy ? 'Waiting' : 'Failing';
  return unfinishedActions(scope).length > 0 ? 'Running' : 'Succeeding';
}

export function isPassed({ status }: ConditionRun): boolean {
  return status === 'Succeeded' || status === 'Overridden';
}

export function hasFailedAction(run: StageRun): boolean {
  return someAction(run, ({ status }) => status === 'Failed' || status === 'Abandoned');
}

/** Something that this stage began has not ended. */
export function isBusy(run: StageRun): boolean {
  return isEvaluating(run) || someAction(run, ({ status }) => status === 'InProgress');
}

function isEvaluating(run: StageRun): boolean {
  for (const { status } of run.conditions.values()) if (status === 'InProgress') return true;
  return false;
}

function someAction(run: StageRun, is: (action: ActionRun) => boolean): boolean {
  for (const action of run.actions.values()) if (is(action)) return true;
  return false;
}

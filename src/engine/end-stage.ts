// How a stage ends that was not halted: well, badly, badly with a way back, or before it began.
import { unreachable } from '../lib/unreachable.ts';
import type { Decision } from './decision.ts';
import { conditionOutcome, declaredCondition, evaluate } from './conditions.ts';
import { mayRetryAutomatically, retryAutomatically } from './restart-stage.ts';
import { rollBack } from './roll-back.ts';
import type { Scope } from './scope.ts';
import { inStage, record } from './scope.ts';
import type { EventOf } from './state.ts';

/**
 * The entry condition failed. SKIP: on to the next stage. FAIL: the execution failed, and may be let in by override.
 */
export function refuseEntry(scope: Scope): readonly Decision[] {
  const outcome = conditionOutcome(scope, 'BEFORE_ENTRY');
  const reason = outcome.type === 'Failed' ? outcome.reason : 'beforeEntry condition failed';
  const skips = declaredCondition(scope.stage, 'BEFORE_ENTRY')?.result === 'SKIP';
  return end(scope, skips ? 'Skipped' : 'Failed', reason);
}

/** Left out on request: its conditions are not evaluated either. */
export function skipStage(scope: Scope): readonly Decision[] {
  return end(scope, 'Skipped', 'skipped on request');
}

/** Every action succeeded. */
export function endSucceeding(scope: Scope): readonly Decision[] {
  const outcome = conditionOutcome(scope, 'ON_SUCCESS');
  switch (outcome.type) {
    case 'NotEvaluated':
      return evaluate(scope, 'ON_SUCCESS');
    case 'Failed':
      return outcome.result === 'ROLLBACK'
        ? failAndRollBack(scope, outcome.reason)
        : end(scope, 'Failed', outcome.reason);
    case 'NotDeclared':
    case 'Passed':
      return end(scope, 'Succeeded');
    default:
      return unreachable(outcome);
  }
}

/** An action failed and nothing runs any more. */
export function endFailing(scope: Scope): readonly Decision[] {
  if (mayRetryAutomatically(scope)) return retryAutomatically(scope);
  const declaredResult = scope.stage.onFailure?.result;
  const outcome = conditionOutcome(scope, 'ON_FAILURE');
  if (outcome.type === 'NotEvaluated') return evaluate(scope, 'ON_FAILURE');
  const rollsBack =
    outcome.type === 'Failed'
      ? (outcome.result ?? declaredResult) === 'ROLLBACK'
      : outcome.type === 'NotDeclared' && declaredResult === 'ROLLBACK';
  return rollsBack
    ? failAndRollBack(scope, failureReason(scope))
    : end(scope, 'Failed', failureReason(scope));
}

/** The execution's time is up: for retries and conditions too. A stage that goes back whenever it fails does so now. */
export function endOutOfTime(scope: Scope, reason: string): readonly Decision[] {
  const { result, conditions = [] } = scope.stage.onFailure ?? {};
  const rollsBack = result === 'ROLLBACK' && conditions.length === 0;
  return rollsBack ? failAndRollBack(scope, reason) : end(scope, 'Failed', reason);
}

/**
 * The rollback is recorded together with the failure that causes it, so that no execution that waits at the entrance
 * gets into the stage between the two. Without an execution to go back to, the stage just stays failed.
 */
function failAndRollBack(scope: Scope, reason: string): readonly Decision[] {
  return [...end(scope, 'Failed', reason), ...rollBack(scope)];
}

function end(scope: Scope, status: EventOf<'StageEnded'>['status'], reason?: string): readonly Decision[] {
  const why = reason === undefined ? {} : { reason };
  return [record({ ...inStage(scope), type: 'StageEnded', status, ...why })];
}

function failureReason({ run }: Scope): string {
  const failed = [...run.actions.values()].filter((action) => action.error !== undefined);
  const [first] = failed;
  if (first?.error === undefined) return 'An action did not succeed';
  const more = failed.length === 1 ? '' : ` (and ${failed.length - 1} more)`;
  return `${first.started.actionName}${more}: ${first.error.message}`;
}

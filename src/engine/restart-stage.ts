// Retrying: the next attempt of a stage, asked for by someone, by the declaration, or by an overridden condition.
import type { Decision } from './decision.ts';
import type { Scope } from './scope.ts';
import { inStage, record } from './scope.ts';

export function restartStage(scope: Scope): readonly Decision[] {
  return [record({ ...inStage(scope), type: 'StageStarted', attempt: scope.run.attempt + 1 })];
}

/**
 * `onFailure.result: RETRY` retries exactly once (CodePipeline user guide, "Configure automatic retry on stage
 * failure"). AWS does not say which mode it takes when none is declared; the failed actions are the smaller one.
 */
export function retryAutomatically(scope: Scope): readonly Decision[] {
  const retryMode = scope.stage.onFailure?.retryConfiguration?.retryMode ?? 'FAILED_ACTIONS';
  const event = { type: 'StageRetryRequested', retryMode, trigger: 'AutomatedStageRetry' } as const;
  return [record({ ...inStage(scope), ...event })];
}

export function mayRetryAutomatically({ stage, run }: Scope): boolean {
  return stage.onFailure?.result === 'RETRY' && run.automaticRetries === 0;
}

// What the evaluation of a rule is given, and what it gives.
import type { ConditionType } from '../engine/event.ts';
import type { ArtifactReference } from '../model/progress.ts';
import type { ActionSurroundings } from './run-action.ts';

export interface RuleOutcome {
  readonly name: string;
  readonly succeeded: boolean;
  readonly message?: string;
  /** Under which its log is kept, when it ran something. */
  readonly ruleExecutionId?: string;
}

/** Which condition of an execution the rules are of. */
export interface RulePlace {
  readonly executionId: string;
  readonly stageName: string;
  readonly conditionType: ConditionType;
  readonly stageAttempt: number;
  /** Whether an evaluation before this one was interrupted. */
  readonly isRecovered: boolean;
  readonly artifactOf: (name: string) => ArtifactReference | undefined;
}

export interface RuleSurroundings extends ActionSurroundings {
  readonly signal: AbortSignal;
}

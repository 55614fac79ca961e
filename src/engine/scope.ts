// What the decisions about one execution in one stage are made from.
import type { JobPlanner } from '../model/job-graph.ts';
import type { ActionTypeId, StageDeclaration } from '../model/pipeline.ts';
import type { ConcurrencyFacts } from './concurrency.ts';
import type { Decision } from './decision.ts';
import type { PipelineEvent } from './event.ts';
import type { Execution, PipelineState, StageRun } from './state.ts';

/** What a request is answered with. */
export interface RequestContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** A new unique id: for runs of actions, rollback executions and approval tokens. */
  readonly newId: () => string;
}

export interface DecideContext extends RequestContext {
  /** The most that an action of the type may take; undefined for one that has no limit of its own. */
  readonly timeLimitMinutes: (type: ActionTypeId) => number | undefined;
  /** How long an execution has been paused, which counts for no limit; absent where none can be. */
  readonly pausedMs?: (executionId: string) => number;
  /** Absent where no stage has jobs. */
  readonly jobs?: JobPlanner;
  /** Of the other workflows of the repository. */
  readonly others?: ConcurrencyFacts;
}

export interface Scope {
  readonly state: PipelineState;
  readonly execution: Execution;
  readonly stage: StageDeclaration;
  /** Open: the stage has not ended. */
  readonly run: StageRun;
  readonly context: DecideContext;
}

/** The fields that every event of this stage begins with. */
export function inStage({ execution, stage, context }: Scope) {
  return { at: context.now, executionId: execution.executionId, stageName: stage.name };
}

export function record(event: PipelineEvent): Decision {
  return { type: 'Record', event };
}

// What lists and status pages read: one row for each execution and each run of an action, kept up to date by the
// journal in the same transaction as the events. Shapes and words of CodePipeline's ListPipelineExecutions and
// ListActionExecutions.
import type { ActionExecutionStatus, PipelineExecutionStatus, TriggerType } from '../model/status.ts';

export interface ExecutionSummary {
  readonly executionId: string;
  readonly pipelineName: string;
  readonly status: PipelineExecutionStatus;
  readonly statusSummary?: string;
  /** Of a workflow with `run-name`. */
  readonly runName?: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly trigger: { readonly triggerType: TriggerType; readonly triggerDetail: string };
  /** Set for executionType ROLLBACK: the execution that it went back to. */
  readonly rollbackOf?: string;
  readonly sourceRevisions: readonly SourceRevision[];
}

export interface SourceRevision {
  readonly actionName: string;
  readonly revisionId: string;
  readonly revisionSummary?: string;
  /** The branch that the source action followed; absent for a source without branches. */
  readonly branch?: string;
  /** Milliseconds since the epoch; absent for what is no commit. */
  readonly committedAt?: number;
}

export interface ActionExecutionSummary {
  readonly actionExecutionId: string;
  readonly executionId: string;
  readonly stageName: string;
  readonly actionName: string;
  readonly status: ActionExecutionStatus;
  /** From 1; higher after a crash made the action restart or resume. */
  readonly attempt: number;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly summary?: string;
  readonly externalExecutionId?: string;
  readonly error?: { readonly code: string; readonly message: string };
  /** It failed, and nothing else because of it: a job of a workflow with `continue-on-error`. */
  readonly mayFail?: true;
}

export interface ExecutionHistory {
  /** Newest first. */
  readonly executions: (filter?: {
    readonly pipelineName?: string;
    readonly limit?: number;
    /** Only those that started before this one. */
    readonly before?: string;
  }) => readonly ExecutionSummary[];
  /** Those of a pipeline that have not ended, newest first. */
  readonly inFlight: (pipelineName: string) => readonly ExecutionSummary[];
  readonly execution: (executionId: string) => ExecutionSummary | undefined;
  /** In the order in which they started. */
  readonly actions: (executionId: string) => readonly ActionExecutionSummary[];
  /** Makes every row again from the events, in one transaction. Gives the number of events read. Owner only. */
  readonly rebuild: () => number;
}

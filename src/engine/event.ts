// Every fact that the journal may hold about a pipeline. `apply` folds them into the state; `decide` reads that state.
import type { AlarmState } from '../model/alarm.ts';
import type { ConcurrencyClaim, JobOutcome, JobPlan, RunPlan } from '../model/job-graph.ts';
import type { ActionEnvironmentVariable, PipelineDeclaration, StageRetryMode } from '../model/pipeline.ts';
import type { ArtifactReference, FailureDetails, Progress } from '../model/progress.ts';
import type { TriggerType } from '../model/status.ts';

/** Milliseconds since the epoch: when the fact was recorded. */
interface Dated {
  readonly at: number;
}
interface OfExecution extends Dated {
  readonly executionId: string;
}
interface OfStage extends OfExecution {
  readonly stageName: string;
}
interface OfAction extends OfStage {
  readonly actionName: string;
  /** One id for one run of an action; a retry of the stage gives a new one, a restart after a crash does not. */
  readonly actionExecutionId: string;
}

/** An action that an execution leaves out on request. */
export interface SkippedAction {
  readonly stageName: string;
  readonly actionName: string;
}

export type ConditionType = 'BEFORE_ENTRY' | 'ON_SUCCESS' | 'ON_FAILURE';

export type PipelineEvent =
  /** The declaration was created or changed; `declaration.version` counts from 1. */
  | (Dated & { readonly type: 'PipelineUpdated'; readonly declaration: PipelineDeclaration })
  /** Of an alarm that the definition describes. Shown and reported, never decided upon. */
  | (Dated & {
      readonly type: 'AlarmStateChanged';
      readonly alarmName: string;
      readonly from: AlarmState;
      readonly to: AlarmState;
      readonly reason: string;
    })
  | (OfExecution & {
      readonly type: 'ExecutionStarted';
      readonly trigger: { readonly triggerType: TriggerType; readonly triggerDetail: string };
      /** Pipeline variables, resolved: given at the start or by default. */
      readonly variables: Readonly<Record<string, string>>;
      /** Overrides by source action name. */
      readonly sourceRevisions: Readonly<Record<string, string>>;
      /** Set for executionType ROLLBACK: one stage, run with what the target execution had. */
      readonly rollback?: { readonly stageName: string; readonly targetExecutionId: string };
      /** The most that it may take altogether, as it was when it started. */
      readonly timeoutInMinutes?: number;
      /** Left out on request. */
      readonly skipped?: readonly SkippedAction[];
      /** Of the request that started it: the same request again starts nothing. */
      readonly clientRequestToken?: string;
    })
  | (OfExecution & { readonly type: 'ExecutionSuperseded'; readonly byExecutionId: string })
  | (OfExecution & {
      readonly type: 'ExecutionEnded';
      readonly status: 'Succeeded' | 'Failed' | 'Stopped' | 'Cancelled';
      readonly statusSummary?: string;
    })
  /** `attempt` counts the executions of this stage in this pipeline execution from 1. */
  | (OfStage & { readonly type: 'StageStarted'; readonly attempt: number })
  | (OfStage & {
      readonly type: 'StageEnded';
      readonly status: 'Succeeded' | 'Failed' | 'Stopped' | 'Cancelled' | 'Skipped';
      readonly reason?: string;
    })
  | (OfStage & {
      readonly type: 'ConditionStarted';
      readonly conditionType: ConditionType;
      /** The stage's attempt that it belongs to. A result that names another attempt comes too late. */
      readonly attempt?: number;
    })
  | (OfStage & {
      readonly type: 'ConditionEnded';
      readonly conditionType: ConditionType;
      readonly attempt?: number;
      readonly status: 'Succeeded' | 'Failed' | 'Errored' | 'Overridden' | 'Abandoned';
      readonly rules: readonly {
        readonly name: string;
        readonly succeeded: boolean;
        readonly message?: string;
        /** Under which its log is kept, when it ran something. */
        readonly ruleExecutionId?: string;
      }[];
    })
  | (OfAction & {
      readonly type: 'ActionStarted';
      readonly resolvedConfiguration: Readonly<Record<string, string>>;
      readonly inputArtifacts: readonly ArtifactReference[];
      /** The declaration's `commands` and `environmentVariables` with their references resolved, where it has them. */
      readonly resolvedCommands?: readonly string[];
      readonly resolvedEnvironmentVariables?: readonly ActionEnvironmentVariable[];
    })
  /** Before any job of a workflow is planned. */
  | (OfStage & { readonly type: 'RunPlanned'; readonly plan: RunPlan })
  /** A run, a leg or a call wants to have a concurrency group. */
  | (OfStage & {
      readonly type: 'ConcurrencyRequested';
      /** Empty for the run itself, the name of the leg, or of the call with the number of its group. */
      readonly claimant: string;
      readonly claim: ConcurrencyClaim;
      /** Milliseconds since the epoch: which of two came first. */
      readonly since: number;
      /** What had the group then, for people. */
      readonly heldBy?: string;
    })
  /** It has the group until it has ended. */
  | (OfStage & { readonly type: 'ConcurrencyGranted'; readonly claimant: string })
  /** Of the jobs of a workflow: everything that the job needs has ended, and this follows. */
  | (OfStage & { readonly type: 'JobPlanned'; readonly jobId: string; readonly plan: JobPlan })
  /** Every job of the workflows that the job has called has ended. */
  | (OfStage & { readonly type: 'JobCallEnded'; readonly jobId: string; readonly outcome: JobOutcome })
  /** A leg that had not begun, and never does. */
  | (OfStage & { readonly type: 'JobLegCancelled'; readonly actionName: string; readonly reason: string })
  /** A leg that runs is asked to end: its steps that run always still do. */
  | (OfAction & { readonly type: 'JobCancelRequested'; readonly reason: string })
  /** After a crash: the same run of the action, taken up again. `attempt` counts from 2. */
  | (OfAction & {
      readonly type: 'ActionRecovered';
      readonly how: 'Resumed' | 'Restarted';
      readonly attempt: number;
    })
  | (OfAction & { readonly type: 'ActionProgressed'; readonly progress: Progress })
  /** A manual approval begins to wait. `expiresAt` in milliseconds since the epoch. */
  | (OfAction & {
      readonly type: 'ApprovalRequested';
      readonly token: string;
      readonly expiresAt: number;
      readonly customData?: string;
      readonly externalEntityLink?: string;
    })
  | (OfAction & {
      readonly type: 'ApprovalGiven';
      readonly token: string;
      readonly status: 'Approved' | 'Rejected';
      readonly summary: string;
      readonly by: string;
    })
  | (OfAction & {
      readonly type: 'ActionSucceeded';
      readonly outputVariables: Readonly<Record<string, string>>;
      readonly outputArtifacts: readonly ArtifactReference[];
      readonly externalExecutionId?: string;
      readonly summary?: string;
    })
  | (OfAction & {
      readonly type: 'ActionFailed';
      readonly error: FailureDetails;
      /** A job of a workflow with `continue-on-error`: it fails nothing else. */
      readonly mayFail?: true;
      /** Exported variables of a failed build are kept, as AWS keeps them. */
      readonly outputVariables?: Readonly<Record<string, string>>;
      /** Only for inspection, and for no other action. */
      readonly outputArtifacts?: readonly ArtifactReference[];
      readonly externalExecutionId?: string;
    })
  | (OfAction & { readonly type: 'ActionAbandoned' })
  | (OfExecution & {
      readonly type: 'StopRequested';
      readonly abandon: boolean;
      readonly reason: string;
      readonly by: string;
      /** Not requested by a user: its own time is up, and it ends as Failed. */
      readonly because?: 'TimedOut';
    })
  | (OfStage & {
      readonly type: 'StageRetryRequested';
      readonly retryMode: StageRetryMode;
      readonly trigger: 'ManualStageRetry' | 'AutomatedStageRetry';
    })
  | (OfStage & {
      readonly type: 'ConditionOverridden';
      readonly conditionType: 'BEFORE_ENTRY' | 'ON_SUCCESS';
      readonly by: string;
    })
  | (Dated & {
      readonly type: 'TransitionDisabled';
      readonly stageName: string;
      readonly transitionType: 'Inbound' | 'Outbound';
      readonly reason: string;
      readonly by: string;
    })
  | (Dated & {
      readonly type: 'TransitionEnabled';
      readonly stageName: string;
      readonly transitionType: 'Inbound' | 'Outbound';
      readonly by: string;
    });

// What the server and the command line see of the runtime.
import type { Pause } from '../actions/pause.ts';
import type { RunOptions, StartPipeline } from '../actions/provider.ts';
import type { Providers } from '../actions/registry.ts';
import type { PipelineEvent } from '../engine/event.ts';
import type { Selection } from '../engine/requests/select-parts.ts';
import type { CheckedDefinition } from '../model/definition.ts';
import type { StageRetryMode } from '../model/pipeline.ts';
import type { TriggerType } from '../model/status.ts';
import type { Problem } from '../lib/problem.ts';
import type { JournalEntry } from '../state/journal.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { ConcurrencyGroups } from './workflows/concurrency-groups.ts';

/** What can be asked of a pipeline, in the words of CodePipeline's API. */
export type Request =
  | {
      readonly type: 'StartPipelineExecution';
      readonly variables: Readonly<Record<string, string>>;
      readonly sourceRevisions: Readonly<Record<string, string>>;
      readonly by: string;
      /** StartPipelineExecution when absent. */
      readonly triggerType?: TriggerType;
      /** The same request with the same token again gives the execution that the first one started. */
      readonly clientRequestToken?: string;
      readonly selection?: Selection | undefined;
    }
  | {
      readonly type: 'StopPipelineExecution';
      readonly executionId: string;
      readonly abandon: boolean;
      readonly reason: string;
      readonly by: string;
    }
  | {
      readonly type: 'RetryStageExecution';
      readonly executionId: string;
      readonly stageName: string;
      readonly retryMode: StageRetryMode;
    }
  | {
      readonly type: 'RollbackStage';
      readonly stageName: string;
      /** Absent: the latest execution that succeeded in the stage and is not what it holds now. */
      readonly targetExecutionId?: string;
      readonly by: string;
    }
  | {
      readonly type: 'PutApprovalResult';
      readonly executionId: string;
      readonly stageName: string;
      readonly actionName: string;
      readonly status: 'Approved' | 'Rejected';
      readonly summary: string;
      readonly by: string;
    }
  | {
      readonly type: 'EnableStageTransition' | 'DisableStageTransition';
      readonly stageName: string;
      readonly transitionType: 'Inbound' | 'Outbound';
      /** Required to disable. */
      readonly reason: string;
      readonly by: string;
    }
  | {
      readonly type: 'OverrideStageCondition';
      readonly executionId: string;
      readonly stageName: string;
      readonly conditionType: 'BEFORE_ENTRY' | 'ON_SUCCESS';
      readonly by: string;
    };

/** The answer: AWS's refusals are problems with AWS's exception as their code. */
export type RequestResult =
  | { readonly accepted: true; readonly executionId?: string }
  | { readonly accepted: false; readonly problems: readonly Problem[] };

/** One pipeline, driven: its executions go on as long as it is open. */
export interface PipelineRunner extends AsyncDisposable {
  readonly request: (request: Request) => Promise<RequestResult>;
  /**
   * From the next execution on the pipeline is this one. What runs goes on as it began, as after CodePipeline's
   * UpdatePipeline.
   */
  readonly update: (changed: Driven) => void;
  /** Every entry from now on, in order. Gives the function that ends the subscription. */
  readonly subscribe: (listener: (entry: JournalEntry) => void) => () => void;
  /** Records a fact that nothing is decided upon. */
  readonly note: (event: Extract<PipelineEvent, { type: 'AlarmStateChanged' }>) => void;
  /** Resolves when nothing is running and nothing can go on without a request (an approval, an enabled transition). */
  readonly idle: () => Promise<void>;
  /** Resolves when this execution has ended; at once when it has already. */
  readonly ended: (executionId: string) => Promise<void>;
}

/** Called with the reason when nothing can be recorded, and with undefined when everything that waited is. */
export type StallListener = (because: Problem | undefined) => void;

/** What is driven, and how. */
export interface Driven {
  readonly definition: CheckedDefinition;
  /** Absolute path of the folder that holds the definition. */
  readonly definitionFolder: string;
  readonly options: RunOptions;
}

/**
 * Records the declaration if it is new or changed, takes up every execution that was in flight (reporting it by
 * ActionRecovered events) and drives the pipeline until disposed. Disposing ends running work and leaves the
 * executions in flight for the next owner.
 */
export type OpenPipeline = (
  options: Driven & {
    readonly state: StateFolder;
    readonly now?: () => number;
    /** Those of the registry when absent. */
    readonly providers?: Providers;
    readonly onStall?: StallListener;
    /** Shared by the workflows of a repository; absent where only this one is driven. */
    readonly groups?: ConcurrencyGroups;
    /** For actions that start other pipelines; absent where only this one is driven. */
    readonly startPipeline?: StartPipeline;
    /** Commands that fail wait for the user. */
    readonly pause?: Pause;
  },
) => Promise<PipelineRunner>;

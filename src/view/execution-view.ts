// What people see of one pipeline execution: folded from events by `foldExecution`, drawn by everything else here.
import type { ConditionType } from '../engine/event.ts';
import type {
  ArtifactReference,
  FailureDetails,
  LifecycleDiagnostics,
  PhaseUsage,
  TrafficShare,
  Progress,
  InfrastructureProgress,
  ReportProgress,
} from '../model/progress.ts';
import type {
  BuildPhaseType,
  BuildStatus,
  DeploymentStatus,
  LifecycleEventStatus,
  InstanceLabel,
  TargetStatus,
  TriggerType,
} from '../model/status.ts';

/**
 * The status of a thing as it is shown, each with a mark and a word of its own. `Cancelled` holds what was stopped
 * or abandoned on request; `Declined` a rejected approval; `NotExecuted` work that succeeded only because a part of
 * it could not be executed here; `Reused` work that was not done because nothing about it has changed.
 */
export type DisplayStatus =
  | 'Pending'
  | 'InProgress'
  | 'Waiting'
  | 'Succeeded'
  | 'Failed'
  | 'Cancelled'
  | 'Skipped'
  | 'Superseded'
  | 'NotExecuted'
  | 'Reused'
  | 'Declined';

interface Span {
  /** Milliseconds since the epoch. */
  readonly startedAt?: number;
  readonly endedAt?: number;
}

export interface ExecutionView extends Span {
  readonly pipelineName: string;
  readonly executionId: string;
  readonly displayStatus: DisplayStatus;
  /** Of a run of a workflow that gives its runs names. */
  readonly runName?: string;
  /** Of a run of a workflow: what one should know of it as a whole. */
  readonly notices?: readonly string[];
  readonly stopRequested?: { readonly abandon: boolean; readonly reason: string; readonly by: string };
  readonly summary?: string;
  readonly supersededBy?: string;
  readonly trigger?: { readonly triggerType: TriggerType; readonly triggerDetail: string };
  readonly rollback?: { readonly stageName: string; readonly targetExecutionId: string };
  readonly stages: readonly StageView[];
}

export interface StageView extends Span {
  readonly name: string;
  readonly displayStatus: DisplayStatus;
  readonly reason?: string;
  readonly attempt: number;
  /** Why nothing enters, when its inbound transition is disabled. */
  readonly closed?: { readonly reason: string; readonly by: string };
  readonly conditions: readonly ConditionView[];
  readonly actions: readonly ActionView[];
  /** Of a workflow: what its actions belong to, and what waits for what. */
  readonly jobs?: readonly JobView[];
}

/** How it stands is said by its actions. */
export interface JobView {
  readonly id: string;
  /** Ids of jobs of the same workflow. */
  readonly needs: readonly string[];
  /** Of a job of a called workflow: id of the job that has called it. */
  readonly calledBy?: string;
  /** Its runs, once they are planned: one, or one for each combination of a matrix. None while an action has its id as name. */
  readonly legs: readonly JobLegView[];
  /** Of a matrix: how many of them run at once. */
  readonly maxParallel?: number;
}

export interface JobLegView {
  /** Of its action. */
  readonly name: string;
  /** The values of its matrix, as texts. */
  readonly matrix?: Readonly<Record<string, string>>;
  /** The action that must be approved before it begins. */
  readonly approval?: string;
  /** The end of the wait timer of its environment, milliseconds since the epoch. */
  readonly waitsUntil?: number;
}

export interface ConditionView {
  readonly type: ConditionType;
  readonly displayStatus: DisplayStatus;
  readonly rules: readonly {
    readonly name: string;
    readonly succeeded: boolean;
    readonly message?: string;
    /** Under which its log is kept, when it ran something. */
    readonly ruleExecutionId?: string;
  }[];
}

export interface ActionView extends Span {
  readonly name: string;
  readonly provider: string;
  readonly runOrder: number;
  readonly displayStatus: DisplayStatus;
  /** Of a job of a workflow: the labels of its runner. */
  readonly runsOn?: readonly string[];
  readonly actionExecutionId?: string;
  readonly attempt: number;
  readonly recovered?: 'Resumed' | 'Restarted';
  readonly phases: readonly PhaseView[];
  readonly deployments: readonly DeploymentView[];
  readonly approval?: ApprovalView;
  readonly error?: FailureDetails;
  /** It failed, and nothing else because of it. */
  readonly mayFail?: true;
  readonly summary?: string;
  readonly outputArtifacts: readonly ArtifactReference[];
  readonly endpoints: readonly Endpoint[];
  /** The execution whose work stands for this action's. */
  readonly reusedFrom?: string;
  readonly reports: readonly ReportProgress[];
  /** Each plan and each change of Terraform, in their order. */
  readonly infrastructure: readonly InfrastructureProgress[];
  readonly caches: readonly CacheView[];
  readonly batch: readonly BatchBuildView[];
  readonly steps: readonly StepView[];
  readonly notices: readonly string[];
  /** What on this machine did what is asked of something else. */
  readonly stoodIn: readonly { readonly what: string; readonly by: string }[];
  readonly notExecuted: readonly { readonly what: string; readonly reason: string }[];
}

export interface PhaseView extends Span {
  readonly type: BuildPhaseType;
  readonly status: BuildStatus;
  readonly durationMs?: number;
  readonly usage?: PhaseUsage;
}

/** In the order in which they were reached; two can have the same name. */
export type StepView = Omit<Extract<Progress, { kind: 'Step' }>, 'kind'> & Span;
export type BatchBuildView = Omit<Extract<Progress, { kind: 'BatchBuild' }>, 'kind'> & Span;
export type CacheView = Omit<Extract<Progress, { kind: 'Cache' }>, 'kind'>;

export type Endpoint = Omit<Extract<Progress, { kind: 'Endpoint' }>, 'kind'>;

/** Where people are led to. */
export function addressOf({ url, path = '' }: Endpoint): string {
  return `${url}${path}`;
}

interface ApprovalView {
  readonly expiresAt: number;
  readonly customData?: string;
  readonly externalEntityLink?: string;
  readonly answer?: {
    readonly status: 'Approved' | 'Rejected';
    readonly summary: string;
    readonly by: string;
  };
}

export interface DeploymentView extends Omit<Extract<Progress, { kind: 'Deployment' }>, 'kind' | 'status'> {
  readonly status: DeploymentStatus;
  readonly targets: readonly TargetView[];
  /** Each share of the requests that it had, oldest first. */
  readonly traffic: readonly (TrafficShare & { readonly at: number })[];
}

export interface TargetView extends Span {
  readonly targetId: string;
  readonly status: TargetStatus;
  /** In a blue/green deployment to servers. */
  readonly instanceLabel?: InstanceLabel;
  readonly events: readonly LifecycleEventView[];
}

export interface LifecycleEventView extends Span {
  readonly name: string;
  readonly status: LifecycleEventStatus;
  readonly durationMs?: number;
  readonly diagnostics?: LifecycleDiagnostics;
}

// What the events add up to: everything about one pipeline that decisions depend on, as readonly data. Changing
// something copies the way to it (execution, stage, table of actions) and shares the rest.
import type { ConcurrencyClaim, JobOutcome, JobPlan, RunPlan } from '../model/job-graph.ts';
import type { PipelineDeclaration, StageDeclaration, StageRetryMode } from '../model/pipeline.ts';
import type { ArtifactReference, FailureDetails } from '../model/progress.ts';
import type {
  ActionExecutionStatus,
  ConditionStatus,
  PipelineExecutionStatus,
  StageExecutionStatus,
  TriggerType,
} from '../model/status.ts';
import type { ConditionType, PipelineEvent, SkippedAction } from './event.ts';
import { ShardedMap } from './sharded-map.ts';

/** One kind of event. */
export type EventOf<Type extends PipelineEvent['type']> = Extract<PipelineEvent, { type: Type }>;

export interface PipelineState {
  readonly declaration: PipelineDeclaration;
  /** The declaration's version; 0 before the first. */
  readonly version: number;
  /** Every execution there ever was. */
  readonly executions: ShardedMap<Execution>;
  /** Ids of the executions that have not ended, in the order in which they began or were taken up again. */
  readonly live: readonly string[];
  /** By stage name; a stage of which nothing was ever recorded has no entry. */
  readonly stages: ReadonlyMap<string, StageState>;
  readonly startedExecutions: number;
  /** How often an execution came to an entrance: the order of the queues. */
  readonly arrivals: number;
}

/** What is known of a stage beyond the executions in it. */
export interface StageState {
  readonly inbound: Transition;
  readonly outbound: Transition;
  /** Who entered last. Only this execution may be retried here. Executions in PARALLEL mode do not count. */
  readonly latestExecutionId?: string;
  /** Where the stage can be rolled back to, oldest first: succeeded here under the current version. */
  readonly succeeded: readonly string[];
}

export interface Transition {
  readonly enabled: boolean;
  readonly disabledReason?: string;
  readonly lastChangedBy?: string;
  readonly lastChangedAt?: number;
}

/**
 * One trip of one set of revisions through the stages.
 *
 *                 ┌──────────────────────── next stage ───────────────────────┐
 *                 ▼                                                           │
 *   started ─▶ Waiting at an entrance ── free, transition enabled ─▶ Inside a stage ── last stage ─▶ Succeeded
 *                 │   │                                               │   ▲   │
 *                 │   └── overtaken (SUPERSEDED mode) ─▶ Superseded   │   │   └── stage failed ─▶ Failed ──┐
 *                 │                                                   │   │                                │
 *                 ├── stop ─▶ Stopped                                 │   └── retry, override ◀────────────┤
 *                 └── pipeline updated ─▶ Cancelled                   │                                    │
 *                                                                     ├── stop ─▶ Stopping ─▶ Stopped ─────┘
 *                                                                     └── pipeline updated ─▶ Cancelled
 *
 * A stopped or updated execution ends when what runs in its stage has ended. One that ended while waiting is not
 * taken up again (CodePipeline user guide, "How pipeline executions work").
 */
export interface Execution {
  readonly executionId: string;
  /** Rises by one for each execution: which of two is the newer. */
  readonly startOrder: number;
  readonly startedAt: number;
  readonly timeoutInMinutes?: number;
  readonly clientRequestToken?: string;
  /** Its time limit counts from here: the start, or the last time that it was taken up by a retry or after a crash. */
  readonly clockFrom: number;
  readonly trigger: { readonly triggerType: TriggerType; readonly triggerDetail: string };
  /** The declaration that it began with. It keeps it, also when the pipeline is updated. */
  readonly declaration: PipelineDeclaration;
  readonly version: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly sourceRevisions: Readonly<Record<string, string>>;
  readonly rollback?: { readonly stageName: string; readonly targetExecutionId: string };

  /** Left out on request. */
  readonly skipped?: readonly SkippedAction[];

  readonly status: PipelineExecutionStatus;
  readonly position: Position;
  readonly stop?: {
    readonly abandon: boolean;
    readonly reason: string;
    readonly by: string;
    readonly because?: 'TimedOut';
  };
  /** The pipeline was updated under it: it starts nothing more. */
  readonly cancelled: boolean;
  readonly endedAt?: number;
  readonly statusSummary?: string;
  readonly supersededBy?: string;

  /** The stages that it has entered, by name. */
  readonly stages: ReadonlyMap<string, StageRun>;
  /** What its actions have given, by artifact name. */
  readonly artifacts: ReadonlyMap<string, ArtifactReference>;
  /** Output variables of its actions, by namespace. */
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

type Position =
  | { readonly kind: 'Waiting'; readonly stageName: string; readonly arrival: number; readonly since: number }
  | { readonly kind: 'Inside'; readonly stageName: string };

/** One execution in one stage. The machine is drawn in stage-phase.ts. */
export interface StageRun {
  readonly stageName: string;
  readonly attempt: number;
  readonly status: StageExecutionStatus;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly reason?: string;
  /** Asked for, not yet begun: what the next attempt runs again. */
  readonly restart?: StageRetryMode;
  readonly automaticRetries: number;
  readonly manualRetries: number;
  readonly conditions: ReadonlyMap<ConditionType, ConditionRun>;
  /** The latest run of each action, by name. */
  readonly actions: ReadonlyMap<string, ActionRun>;
  /** Of the run of all jobs of a workflow. */
  readonly plan?: RunPlan;
  /** Of concurrency groups, by what claims them. */
  readonly claims?: ReadonlyMap<string, ClaimState>;
  /** Of the jobs of a workflow, by id. */
  readonly plans?: ReadonlyMap<string, JobPlan>;
  /** Of jobs that have called a workflow: what the call came to, by id. */
  readonly calls?: ReadonlyMap<string, JobOutcome>;
  /** Names of the legs of jobs that never begin. */
  readonly cancelledLegs?: ReadonlySet<string>;
}

export interface ClaimState {
  readonly claim: ConcurrencyClaim;
  readonly since: number;
  readonly isGranted: boolean;
}

export interface ConditionRun {
  readonly status: ConditionStatus;
  readonly rules: EventOf<'ConditionEnded'>['rules'];
}

/**
 *   started ─▶ InProgress ─┬─▶ Succeeded
 *                │   ▲     ├─▶ Failed       (its work failed, it took too long, it was rejected, or could not begin)
 *                └───┘     └─▶ Abandoned    (stop and abandon)
 *              recovered
 *
 * The first end counts; whatever comes later is ignored. A retry makes a new run with a new id.
 */
export interface ActionRun {
  readonly status: ActionExecutionStatus;
  /** With its id, resolved configuration and input artifacts. */
  readonly started: EventOf<'ActionStarted'>;
  /** From 1; higher after a crash. */
  readonly attempt: number;
  /** Its time limit counts from here: the start, or the last time that it was taken up after a crash. */
  readonly clockFrom: number;
  readonly endedAt?: number;
  readonly error?: FailureDetails;
  readonly outputVariables?: Readonly<Record<string, string>>;
  readonly externalExecutionId?: string;
  readonly summary?: string;
  readonly approval?: Approval;
  /** It was asked to end, because of this. */
  readonly cancelReason?: string;
}

export interface Approval {
  readonly token: string;
  readonly expiresAt: number;
  readonly customData?: string;
  readonly externalEntityLink?: string;
  readonly answer?: {
    readonly status: 'Approved' | 'Rejected';
    readonly summary: string;
    readonly by: string;
  };
}

/** A pipeline of which nothing is known yet: where folding a journal begins. */
export const emptyPipeline: PipelineState = {
  declaration: { name: '', roleArn: '', stages: [] },
  version: 0,
  executions: new ShardedMap<Execution>(),
  live: [],
  stages: new Map(),
  startedExecutions: 0,
  arrivals: 0,
};

const untouchedStage: StageState = { inbound: { enabled: true }, outbound: { enabled: true }, succeeded: [] };

export function stageState(state: PipelineState, stageName: string): StageState {
  return state.stages.get(stageName) ?? untouchedStage;
}

export function liveExecutions(state: PipelineState): readonly Execution[] {
  return state.live.flatMap((id) => state.executions.get(id) ?? []);
}

export function declaredStage(declaration: PipelineDeclaration, name: string): StageDeclaration | undefined {
  return declaration.stages.find((stage) => stage.name === name);
}

/** In PARALLEL mode executions know nothing of each other: no locks, no queues. Its own declaration says so. */
export function isParallel(execution: Execution): boolean {
  return execution.declaration.executionMode === 'PARALLEL';
}

/**
 * Whether what it would take up again is still what it ran with. AWS asks for the version of the pipeline; GitHub runs a workflow
 * again as it was, at the commit that it was of, whatever has become of its file.
 */
export function isUnchanged({ version }: PipelineState, execution: Execution): boolean {
  return execution.version === version || execution.declaration.stages.some(({ jobs }) => jobs !== undefined);
}

/** It starts nothing more and ends as soon as nothing runs. */
export function isHalted(execution: Execution): boolean {
  return execution.stop !== undefined || execution.cancelled;
}

/** The run of the stage that it is in, while that has not ended. */
export function openStageRun(execution: Execution): StageRun | undefined {
  if (execution.position.kind !== 'Inside') return undefined;
  const run = execution.stages.get(execution.position.stageName);
  return run?.status === 'InProgress' ? run : undefined;
}

export function runningActions(run: StageRun): readonly ActionRun[] {
  return [...run.actions.values()].filter((action) => action.status === 'InProgress');
}

/** The execution that holds the stage; those in PARALLEL mode hold none. */
export function holderOf(state: PipelineState, stageName: string): Execution | undefined {
  return liveExecutions(state).find(
    (execution) => !isParallel(execution) && openStageRun(execution)?.stageName === stageName,
  );
}

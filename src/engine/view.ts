// What status displays ask of the state. Reads only; the words are those of GetPipelineState and GetPipelineExecution.
import { defined } from '../lib/defined.ts';
import type { ActionDeclaration, StageDeclaration } from '../model/pipeline.ts';
import type { ArtifactReference } from '../model/progress.ts';
import type { ActionExecutionStatus, StageExecutionStatus } from '../model/status.ts';
import type { ConditionType } from './event.ts';
import type { ActionRun, Approval, ConditionRun, Execution, PipelineState, Transition } from './state.ts';
import { liveExecutions, runningActions, openStageRun, stageState } from './state.ts';
import { isTransitionOpen } from './entrance.ts';

/** Every execution, the newest first. */
export function executionsOf(state: PipelineState): readonly Execution[] {
  return state.executions.values().toSorted((a, b) => b.startOrder - a.startOrder);
}

export interface StageView {
  readonly stageName: string;
  /** `NotStarted`: the execution has not come here, or ended before. */
  readonly status: StageExecutionStatus | 'NotStarted';
  /** How often it was run in this execution; 0 before the first time. */
  readonly attempt: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly reason?: string;
  readonly retryStageMetadata: {
    readonly autoStageRetryAttempt: number;
    readonly manualStageRetryAttempt: number;
  };
  readonly conditions: ReadonlyMap<ConditionType, ConditionRun>;
  readonly actions: readonly ActionView[];
}

interface ActionView {
  readonly actionName: string;
  readonly declaration: ActionDeclaration;
  /** `Didn't Run`: its stage was skipped, as CodePipeline's console says it. */
  readonly status: ActionExecutionStatus | 'NotStarted' | "Didn't Run";
  readonly run?: ActionRun;
}

/** The stages of an execution in the order of its own declaration; of a rollback only the one that it runs. */
export function stageViews(execution: Execution): readonly StageView[] {
  const { rollback, declaration } = execution;
  return declaration.stages
    .filter(({ name }) => rollback === undefined || rollback.stageName === name)
    .map((stage) => stageView(execution, stage));
}

function stageView(execution: Execution, stage: StageDeclaration): StageView {
  const run = execution.stages.get(stage.name);
  const status = stageStatus(execution, stage.name);
  const actions = stage.actions.map((action) => actionView(action, run?.actions.get(action.name), status));
  return {
    stageName: stage.name,
    status,
    attempt: run?.attempt ?? 0,
    ...defined({ startedAt: run?.startedAt, endedAt: run?.endedAt, reason: run?.reason }),
    retryStageMetadata: {
      autoStageRetryAttempt: run?.automaticRetries ?? 0,
      manualStageRetryAttempt: run?.manualRetries ?? 0,
    },
    conditions: run?.conditions ?? new Map(),
    actions,
  };
}

/** A stage whose execution is being stopped is `Stopping` until what runs in it has ended. */
function stageStatus(execution: Execution, stageName: string): StageView['status'] {
  const run = execution.stages.get(stageName);
  if (run === undefined) return 'NotStarted';
  return run.status === 'InProgress' && execution.status === 'Stopping' ? 'Stopping' : run.status;
}

function actionView(
  declaration: ActionDeclaration,
  run: ActionRun | undefined,
  stage: StageView['status'],
): ActionView {
  const actionName = declaration.name;
  if (run !== undefined) return { actionName, declaration, status: run.status, run };
  return { actionName, declaration, status: stage === 'Skipped' ? "Didn't Run" : 'NotStarted' };
}

/** Who waits at the entrance of a stage, in the order in which they go in. */
export function inboundExecutions(state: PipelineState, stageName: string): readonly Execution[] {
  return liveExecutions(state)
    .filter(({ position }) => position.kind === 'Waiting' && position.stageName === stageName)
    .toSorted((a, b) => arrivalOf(a) - arrivalOf(b));
}

function arrivalOf({ position }: Execution): number {
  return position.kind === 'Waiting' ? position.arrival : 0;
}

/** The execution that entered the stage last; none in PARALLEL mode, in which CodePipeline shows no state of stages. */
export function latestExecution(state: PipelineState, stageName: string): Execution | undefined {
  const { latestExecutionId } = stageState(state, stageName);
  return latestExecutionId === undefined ? undefined : state.executions.get(latestExecutionId);
}

/** Where the stage can be rolled back to, the newest first. */
export function rollbackTargets(state: PipelineState, stageName: string): readonly Execution[] {
  return stageState(state, stageName)
    .succeeded.toReversed()
    .flatMap((id) => state.executions.get(id) ?? []);
}

export function transitionsOf(
  state: PipelineState,
  stageName: string,
): { readonly inbound: Transition; readonly outbound: Transition } {
  const { inbound, outbound } = stageState(state, stageName);
  return { inbound, outbound };
}

/** A waiting execution that only a disabled transition holds, or that one holds as well. */
export function isHeldByTransition(state: PipelineState, execution: Execution): boolean {
  return execution.position.kind === 'Waiting' && !isTransitionOpen(state, execution);
}

export interface WaitingApproval {
  readonly executionId: string;
  readonly stageName: string;
  readonly actionName: string;
  readonly actionExecutionId: string;
  readonly requestedAt: number;
  readonly approval: Approval;
}

/** Approvals that wait for an answer, by the order of their executions. */
export function waitingApprovals(state: PipelineState): readonly WaitingApproval[] {
  return liveExecutions(state).flatMap((execution) => {
    const run = openStageRun(execution);
    if (run === undefined) return [];
    return runningActions(run).flatMap(({ approval, started }) => {
      if (approval === undefined || approval.answer !== undefined) return [];
      const { executionId, stageName, actionName, actionExecutionId, at: requestedAt } = started;
      return [{ executionId, stageName, actionName, actionExecutionId, requestedAt, approval }];
    });
  });
}

/** What the execution's actions have given so far. */
export function artifactsOf(execution: Execution): readonly ArtifactReference[] {
  return [...execution.artifacts.values()];
}

/** All that `#{namespace.key}` can refer to in this execution, by namespace. */
export function variablesOf(execution: Execution): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const { executionId, startedAt, variables, namespaces } = execution;
  const codepipeline = {
    PipelineExecutionId: executionId,
    StartTime: new Date(startedAt).toISOString(),
  };
  return new Map([['codepipeline', codepipeline], ['variables', variables], ...namespaces]);
}

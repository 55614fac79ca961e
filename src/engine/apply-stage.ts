// Facts about one execution in one stage: its attempts, its conditions, its end.
import { defined } from '../lib/defined.ts';
import type { StageRetryMode } from '../model/pipeline.ts';
import type { ConditionType } from './event.ts';
import { keptJobs } from './jobs/apply-jobs.ts';
import type { ActionRun, ConditionRun, EventOf, Execution, PipelineState, StageRun } from './state.ts';
import {
  declaredStage,
  holderOf,
  isParallel,
  isUnchanged,
  openStageRun,
  runningActions,
  stageState,
} from './state.ts';
import {
  changeOpenRun,
  liveExecution,
  withEntry,
  withExecution,
  withStageRun,
  withStageState,
} from './change.ts';

/** The execution steps in from the entrance, or its stage begins the next attempt. From now on it holds the stage. */
export function applyStageStarted(state: PipelineState, event: EventOf<'StageStarted'>): PipelineState {
  const { executionId, stageName } = event;
  const execution = liveExecution(state, executionId);
  if (execution?.position.stageName !== stageName) return state;
  const run = nextAttempt(execution, event);
  if (run === undefined || isHeldByOther(state, execution, stageName)) return state;
  const inside: Execution = { ...withStageRun(execution, run), position: { kind: 'Inside', stageName } };
  const entered = withExecution(state, inside);
  return isParallel(execution)
    ? entered
    : withStageState(entered, stageName, { latestExecutionId: executionId });
}

function isHeldByOther(state: PipelineState, execution: Execution, stageName: string): boolean {
  const holder = isParallel(execution) ? undefined : holderOf(state, stageName);
  return holder !== undefined && holder.executionId !== execution.executionId;
}

function nextAttempt(execution: Execution, { stageName, attempt, at }: EventOf<'StageStarted'>) {
  const previous = execution.stages.get(stageName);
  if (execution.position.kind === 'Waiting') return firstAttempt(stageName, attempt, at);
  if (previous?.restart === undefined) return undefined;
  const again = restarted(previous, previous.restart, attempt);
  const { jobs } = declaredStage(execution.declaration, stageName) ?? {};
  return jobs === undefined ? again : { ...again, ...keptJobs(previous, jobs, previous.restart) };
}

function firstAttempt(stageName: string, attempt: number, at: number): StageRun {
  const nothingYet = { automaticRetries: 0, manualRetries: 0, conditions: new Map(), actions: new Map() };
  return { stageName, attempt, status: 'InProgress', startedAt: at, ...nothingYet };
}

/**
 * What succeeded or still runs stays, unless everything was to be run again (CodePipeline user guide, "Stage retry").
 */
function restarted({ restart: _restart, ...run }: StageRun, mode: StageRetryMode, attempt: number): StageRun {
  const stays = ([, action]: readonly [string, ActionRun]) =>
    mode === 'FAILED_ACTIONS' && (action.status === 'Succeeded' || action.status === 'InProgress');
  return {
    ...run,
    attempt,
    actions: new Map([...run.actions].filter(stays)),
    conditions: new Map([...run.conditions].filter(([type, condition]) => isKept(type, condition, mode))),
  };
}

/** A passed entrance is not passed again; a failed check on success is, unless someone overrode it. */
function isKept(type: ConditionType, { status }: ConditionRun, mode: StageRetryMode): boolean {
  if (type === 'BEFORE_ENTRY') return status === 'Succeeded' || status === 'Overridden';
  return type === 'ON_SUCCESS' && status === 'Overridden' && mode === 'FAILED_ACTIONS';
}

/** Releases the stage. After success the execution comes to the next entrance. */
export function applyStageEnded(state: PipelineState, event: EventOf<'StageEnded'>): PipelineState {
  const { executionId, stageName, status, reason, at } = event;
  const execution = liveExecution(state, executionId);
  const run = execution === undefined ? undefined : openStageRun(execution);
  if (execution === undefined || run?.stageName !== stageName || runningActions(run).length > 0) return state;
  const { restart: _restart, ...rest } = run;
  const endedRun: StageRun = { ...rest, status, endedAt: at, ...defined({ reason }) };
  const left = withStageRun(execution, endedRun);
  if (status === 'Succeeded') return goOn(asRollbackTarget(state, execution, stageName), left, at);
  return status === 'Skipped' ? goOn(state, left, at) : withExecution(state, left);
}

/** Not to a rollback or to what was left out in part, and only within one version (CodePipeline user guide, "Considerations for rollbacks"). */
function asRollbackTarget(state: PipelineState, execution: Execution, stageName: string): PipelineState {
  const isPartly = execution.skipped?.some((each) => each.stageName === stageName) === true;
  if (
    isPartly ||
    execution.rollback !== undefined ||
    execution.version !== state.version ||
    isParallel(execution)
  ) {
    return state;
  }
  const { succeeded } = stageState(state, stageName);
  const targets = [...succeeded.slice(1 - keptTargets), execution.executionId];
  return withStageState(state, stageName, { succeeded: targets });
}

/** No user goes further back; a pipeline that runs for years must not remember all of them. */
const keptTargets = 500;

/** To the next entrance; a rollback is over after its one stage. */
function goOn(state: PipelineState, execution: Execution, at: number): PipelineState {
  const { stages } = execution.declaration;
  const index = stages.findIndex((stage) => stage.name === execution.position.stageName);
  const next = stages[index + 1];
  if (next === undefined || execution.rollback !== undefined) return withExecution(state, execution);
  const arrival = state.arrivals + 1;
  return withExecution(
    { ...state, arrivals: arrival },
    { ...execution, position: { kind: 'Waiting', stageName: next.name, arrival, since: at } },
  );
}

export function applyStageRetryRequested(
  state: PipelineState,
  event: EventOf<'StageRetryRequested'>,
): PipelineState {
  return reopen(state, event, (run) => ({
    ...run,
    restart: event.retryMode,
    ...(event.trigger === 'AutomatedStageRetry'
      ? { automaticRetries: run.automaticRetries + 1 }
      : { manualRetries: run.manualRetries + 1 }),
  }));
}

/** The stage is taken up where the condition stopped it; what succeeded in it stays. */
export function applyConditionOverridden(
  state: PipelineState,
  event: EventOf<'ConditionOverridden'>,
): PipelineState {
  return reopen(state, event, (run) => {
    const condition = run.conditions.get(event.conditionType);
    if (condition?.status !== 'Failed' && condition?.status !== 'Errored') return run;
    const overridden: ConditionRun = { ...condition, status: 'Overridden' };
    const conditions = withEntry(run.conditions, event.conditionType, overridden);
    return { ...run, conditions, restart: 'FAILED_ACTIONS' };
  });
}

/** An execution that failed or stopped in this stage is in progress again and holds the stage from this fact on. */
function reopen(
  state: PipelineState,
  {
    executionId,
    stageName,
    at,
  }: Readonly<Record<'executionId' | 'stageName', string>> & { readonly at: number },
  change: (run: StageRun) => StageRun,
): PipelineState {
  const execution = state.executions.get(executionId);
  const run = execution?.stages.get(stageName);
  if (execution === undefined || run === undefined || !canReopen(state, execution, run)) return state;
  const { endedAt: _ended, reason: _reason, ...open } = run;
  const changed = change({ ...open, status: 'InProgress' });
  if (changed.restart === undefined) return state;
  const { endedAt, statusSummary: _summary, stop: _stop, ...rest } = execution;
  const live = endedAt === undefined ? state.live : [...state.live, executionId];
  const clockFrom = endedAt === undefined ? execution.clockFrom : at;
  const inProgress: Execution = { ...rest, clockFrom, status: 'InProgress' };
  return withExecution({ ...state, live }, withStageRun(inProgress, changed));
}

/** No other execution may have entered the stage since, and the stage must not have changed. */
function canReopen(state: PipelineState, execution: Execution, run: StageRun): boolean {
  const { position, status, executionId } = execution;
  if (position.kind !== 'Inside' || position.stageName !== run.stageName) return false;
  if (run.status !== 'Failed' && run.status !== 'Stopped' && run.status !== 'InProgress') return false;
  if (status === 'InProgress') return !execution.cancelled;
  if (status !== 'Failed' && status !== 'Stopped') return false;
  const isLatest = stageState(state, run.stageName).latestExecutionId === executionId;
  return isUnchanged(state, execution) && (isLatest || isParallel(execution));
}

export function applyConditionStarted(
  state: PipelineState,
  event: EventOf<'ConditionStarted'>,
): PipelineState {
  return changeOpenRun(state, event, (run) =>
    run.conditions.has(event.conditionType)
      ? run
      : {
          ...run,
          conditions: withEntry(run.conditions, event.conditionType, { status: 'InProgress', rules: [] }),
        },
  );
}

export function applyConditionEnded(state: PipelineState, event: EventOf<'ConditionEnded'>): PipelineState {
  const { conditionType, status, rules } = event;
  return changeOpenRun(state, event, (run) => {
    const isLate = event.attempt !== undefined && event.attempt !== run.attempt;
    if (isLate || run.conditions.get(conditionType)?.status !== 'InProgress') return run;
    return { ...run, conditions: withEntry(run.conditions, conditionType, { status, rules }) };
  });
}

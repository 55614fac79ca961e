// Facts about the pipeline as a whole and about executions as wholes.
import { defined } from '../lib/defined.ts';
import type { EventOf, Execution, PipelineState, StageState, Transition } from './state.ts';
import { isParallel, liveExecutions } from './state.ts';
import { liveExecution, withExecution, withStageState } from './change.ts';

/**
 * A new declaration. Executions in flight are cancelled, except those that began in PARALLEL mode: they go on with the
 * declaration that they have. Rollback targets are forgotten, transitions kept (CodePipeline user guide, "Edit a pipeline").
 */
export function applyPipelineUpdated(state: PipelineState, event: EventOf<'PipelineUpdated'>): PipelineState {
  const { declaration } = event;
  const updated: PipelineState = {
    ...state,
    declaration,
    version: declaration.version ?? state.version + 1,
    stages: new Map([...state.stages].map(([name, stage]) => [name, withoutTargets(stage)])),
  };
  return liveExecutions(state)
    .filter((execution) => !isParallel(execution))
    .reduce((before, execution) => withExecution(before, { ...execution, cancelled: true }), updated);
}

function withoutTargets(stage: StageState): StageState {
  return { ...stage, succeeded: [] };
}

export function applyTransition(
  state: PipelineState,
  event: EventOf<'TransitionDisabled' | 'TransitionEnabled'>,
): PipelineState {
  const transition: Transition = {
    enabled: event.type === 'TransitionEnabled',
    lastChangedBy: event.by,
    lastChangedAt: event.at,
    ...(event.type === 'TransitionDisabled' ? { disabledReason: event.reason } : {}),
  };
  const side = event.transitionType === 'Inbound' ? { inbound: transition } : { outbound: transition };
  return withStageState(state, event.stageName, side);
}

/** It comes to the entrance of the first stage, or, to roll back, of that one stage with what its target had. */
export function applyExecutionStarted(
  state: PipelineState,
  event: EventOf<'ExecutionStarted'>,
): PipelineState {
  const { executionId, at, trigger, variables, sourceRevisions, rollback } = event;
  const stageName = rollback?.stageName ?? state.declaration.stages[0]?.name;
  if (stageName === undefined || state.executions.get(executionId) !== undefined) return state;
  const target = rollback === undefined ? undefined : state.executions.get(rollback.targetExecutionId);
  const execution: Execution = {
    executionId,
    startOrder: state.startedExecutions + 1,
    startedAt: at,
    clockFrom: at,
    ...defined({ timeoutInMinutes: event.timeoutInMinutes, clientRequestToken: event.clientRequestToken }),
    trigger,
    declaration: state.declaration,
    version: state.version,
    variables,
    sourceRevisions,
    ...defined({ rollback, skipped: event.skipped }),
    status: 'InProgress',
    position: { kind: 'Waiting', stageName, arrival: state.arrivals + 1, since: at },
    cancelled: false,
    stages: new Map(),
    artifacts: target?.artifacts ?? new Map(),
    namespaces: target?.namespaces ?? new Map(),
  };
  return withExecution(
    {
      ...state,
      live: [...state.live, executionId],
      startedExecutions: state.startedExecutions + 1,
      arrivals: state.arrivals + 1,
    },
    execution,
  );
}

export function applyStopRequested(state: PipelineState, event: EventOf<'StopRequested'>): PipelineState {
  const execution = liveExecution(state, event.executionId);
  if (execution === undefined) return state;
  const { reason, by, because } = event;
  // Waiting may become abandoning, never the other way round.
  const abandon = event.abandon || execution.stop?.abandon === true;
  return withExecution(state, {
    ...execution,
    status: 'Stopping',
    stop: { abandon, reason, by, ...defined({ because }) },
  });
}

export function applyExecutionSuperseded(
  state: PipelineState,
  event: EventOf<'ExecutionSuperseded'>,
): PipelineState {
  const execution = liveExecution(state, event.executionId);
  if (execution?.position.kind !== 'Waiting') return state;
  const { byExecutionId, at } = event;
  return ended(state, { ...execution, status: 'Superseded', supersededBy: byExecutionId, endedAt: at });
}

/** Not while its stage is still open: the stage ends first. */
export function applyExecutionEnded(state: PipelineState, event: EventOf<'ExecutionEnded'>): PipelineState {
  const execution = liveExecution(state, event.executionId);
  if (execution === undefined || hasOpenStage(execution)) return state;
  const { status, at, statusSummary } = event;
  return ended(state, {
    ...execution,
    status,
    endedAt: at,
    ...defined({ statusSummary }),
  });
}

function hasOpenStage({ position, stages }: Execution): boolean {
  return position.kind === 'Inside' && stages.get(position.stageName)?.status === 'InProgress';
}

function ended(state: PipelineState, execution: Execution): PipelineState {
  const live = state.live.filter((id) => id !== execution.executionId);
  return withExecution({ ...state, live }, execution);
}

// Copies on the way to what changes; the rest is shared.
import type { Execution, PipelineState, StageRun, StageState } from './state.ts';
import { openStageRun, stageState } from './state.ts';

/** The map with one more or one other entry. */
export function withEntry<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  key: Key,
  value: Value,
): ReadonlyMap<Key, Value> {
  return new Map(map).set(key, value);
}

export function withExecution(state: PipelineState, execution: Execution): PipelineState {
  return { ...state, executions: state.executions.with(execution.executionId, execution) };
}

export function withStageRun(execution: Execution, run: StageRun): Execution {
  return { ...execution, stages: withEntry(execution.stages, run.stageName, run) };
}

export function withStageState(
  state: PipelineState,
  stageName: string,
  change: Partial<StageState>,
): PipelineState {
  return {
    ...state,
    stages: withEntry(state.stages, stageName, { ...stageState(state, stageName), ...change }),
  };
}

/** The execution itself, while it has not ended. */
export function liveExecution(state: PipelineState, executionId: string): Execution | undefined {
  const execution = state.executions.get(executionId);
  return execution?.status === 'InProgress' || execution?.status === 'Stopping' ? execution : undefined;
}

/** Changes the run of the stage that the execution is in; nothing when it is not in that stage, or the stage has ended. */
export function changeOpenRun(
  state: PipelineState,
  { executionId, stageName }: { readonly executionId: string; readonly stageName: string },
  change: (run: StageRun, execution: Execution) => StageRun,
): PipelineState {
  const execution = liveExecution(state, executionId);
  const run = execution === undefined ? undefined : openStageRun(execution);
  if (execution === undefined || run?.stageName !== stageName) return state;
  const changed = change(run, execution);
  return changed === run ? state : withExecution(state, withStageRun(execution, changed));
}

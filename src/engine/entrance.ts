// The transition into a stage: the stage's own inbound one and the outbound one of the stage before it.
import type { Execution, PipelineState, Transition } from './state.ts';
import { stageState } from './state.ts';

/** CodePipeline user guide, "Stage transitions": who has waited longer at a disabled transition does not go on. */
const longestHoldMs = 30 * 24 * 60 * 60 * 1000;

export function isTransitionOpen(state: PipelineState, execution: Execution): boolean {
  return closedTransitions(state, execution).length === 0;
}

/** When an execution will have been held for too long; undefined while nothing but other executions holds it. */
export function holdEndsAt(state: PipelineState, execution: Execution): number | undefined {
  if (execution.position.kind !== 'Waiting' || execution.rollback !== undefined) return undefined;
  const { since } = execution.position;
  const closed = closedTransitions(state, execution);
  if (closed.length === 0) return undefined;
  const closedSince = Math.min(...closed.map((transition) => transition.lastChangedAt ?? since));
  return Math.max(since, closedSince) + longestHoldMs;
}

export function isHeldTooLong(state: PipelineState, execution: Execution, now: number): boolean {
  return now >= (holdEndsAt(state, execution) ?? Infinity);
}

/** The disabled transitions between the execution and the stage that it waits for. */
function closedTransitions(
  state: PipelineState,
  { declaration, position }: Execution,
): readonly Transition[] {
  const index = declaration.stages.findIndex((stage) => stage.name === position.stageName);
  const previous = declaration.stages[index - 1];
  // The first stage has no transition into it.
  if (previous === undefined) return [];
  const both = [stageState(state, previous.name).outbound, stageState(state, position.stageName).inbound];
  return both.filter((transition) => !transition.enabled);
}

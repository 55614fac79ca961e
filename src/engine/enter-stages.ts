// Who goes in where: locks, waiting places, queues, transitions (CodePipeline user guide, "How pipeline executions
// work": "Set or change the pipeline execution mode").
import type { Decision } from './decision.ts';
import { isHeldTooLong, isTransitionOpen } from './entrance.ts';
import type { DecideContext } from './scope.ts';
import { record } from './scope.ts';
import type { Execution, PipelineState } from './state.ts';
import { isHalted, isParallel, liveExecutions, openStageRun } from './state.ts';

/**
 * At each entrance: the first execution goes in if no other holds the stage and its transition is enabled. One that
 * stays outside queues (QUEUED) or, when a newer one waits too, is superseded (SUPERSEDED). In PARALLEL mode only the
 * transition holds an execution. A rollback goes before all others.
 */
export function enterStages(state: PipelineState, { now }: DecideContext): readonly Decision[] {
  const held = heldStages(state);
  return [...queues(state, now)].flatMap(([stageName, queue]) => {
    const entering = queue.filter((execution) => isParallel(execution) && isTransitionOpen(state, execution));
    const [first, ...others] = queue.filter((execution) => !isParallel(execution));
    if (first === undefined) return entering.map((execution) => enter(execution, now));
    const isOpen = first.rollback !== undefined || isTransitionOpen(state, first);
    // Only an execution that finds the stage closed is superseded: while the first goes in, the others wait a turn.
    if (isOpen && !held.has(stageName)) return [...entering, first].map((execution) => enter(execution, now));
    return [...entering.map((execution) => enter(execution, now)), ...supersede([first, ...others], now)];
  });
}

/** Names of the stages that an execution holds. */
function heldStages(state: PipelineState): ReadonlySet<string> {
  const inside = liveExecutions(state).filter((execution) => !isParallel(execution));
  return new Set(inside.flatMap((execution) => openStageRun(execution)?.stageName ?? []));
}

/** Who waits at each entrance and may go on, in the order in which they go in. */
function queues(state: PipelineState, now: number): ReadonlyMap<string, readonly Execution[]> {
  const waiting = liveExecutions(state)
    .filter((execution) => execution.position.kind === 'Waiting' && !isHalted(execution))
    .filter((execution) => !isHeldTooLong(state, execution, now))
    .toSorted((a, b) => Number(isOrdinary(a)) - Number(isOrdinary(b)) || arrivalOf(a) - arrivalOf(b));
  return Map.groupBy(waiting, (execution) => execution.position.stageName);
}

function isOrdinary(execution: Execution): boolean {
  return execution.rollback === undefined;
}

function arrivalOf({ position }: Execution): number {
  return position.kind === 'Waiting' ? position.arrival : 0;
}

function enter({ executionId, position: { stageName } }: Execution, now: number): Decision {
  return record({ type: 'StageStarted', at: now, executionId, stageName, attempt: 1 });
}

/** One waiting place: the newest execution, by the order of their starts, takes it from all others. */
function supersede(queue: readonly Execution[], now: number): readonly Decision[] {
  const rivals = queue.filter((execution) => isOrdinary(execution) && modeOf(execution) === 'SUPERSEDED');
  const newest = rivals.reduce<Execution | undefined>(
    (best, execution) => (best === undefined || execution.startOrder > best.startOrder ? execution : best),
    undefined,
  );
  if (newest === undefined) return [];
  const byExecutionId = newest.executionId;
  return rivals
    .filter((execution) => execution !== newest)
    .map(({ executionId }) => record({ type: 'ExecutionSuperseded', at: now, executionId, byExecutionId }));
}

function modeOf(execution: Execution) {
  return execution.declaration.executionMode ?? 'SUPERSEDED';
}

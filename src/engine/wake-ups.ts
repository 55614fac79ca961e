// When time alone will change what follows: the end of an action's or execution's time, or of a hold at a disabled transition.
import type { Decision } from './decision.ts';
import { holdEndsAt } from './entrance.ts';
import { nextTimer } from './jobs/gates.ts';
import type { DecideContext } from './scope.ts';
import type { Execution, PipelineState } from './state.ts';
import { declaredStage, liveExecutions, openStageRun } from './state.ts';
import { deadlineOf, executionDeadlineOf } from './time-limits.ts';

/** The earliest such time, or nothing. */
export function wakeUps(state: PipelineState, context: DecideContext): readonly Decision[] {
  let at = Infinity;
  for (const execution of liveExecutions(state)) {
    const ends = [holdEndsAt(state, execution), executionDeadlineOf(execution, context)];
    const timer = nextTimer(execution);
    at = Math.min(
      at,
      timer > context.now ? timer : Infinity,
      earliestDeadline(execution, context),
      ...ends.map((end) => end ?? Infinity),
    );
  }
  return at === Infinity ? [] : [{ type: 'WakeAt', at }];
}

function earliestDeadline(execution: Execution, context: DecideContext): number {
  const stage = declaredStage(execution.declaration, execution.position.stageName);
  const run = openStageRun(execution);
  let earliest = Infinity;
  for (const declaration of stage?.actions ?? []) {
    const action = run?.actions.get(declaration.name);
    if (action?.status === 'InProgress')
      earliest = Math.min(earliest, deadlineOf(action, declaration, context));
  }
  return earliest;
}

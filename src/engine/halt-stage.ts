// Stopping, and giving way to an updated pipeline (CodePipeline user guide, "Stop a pipeline execution").
import type { Decision } from './decision.ts';
import { haltedStatus } from './end-execution.ts';
import { endOutOfTime } from './end-stage.ts';
import type { Scope } from './scope.ts';
import { inStage, record } from './scope.ts';
import { runningActions } from './state.ts';

/** Stop and abandon: nothing that runs is waited for. */
export function abandonStage(scope: Scope): readonly Decision[] {
  const conditions = [...scope.run.conditions].filter(([, { status }]) => status === 'InProgress');
  return [
    ...runningActions(scope.run).map(({ started: { actionName, actionExecutionId } }): Decision => {
      const event = { ...inStage(scope), type: 'ActionAbandoned', actionName, actionExecutionId } as const;
      return { type: 'AbandonAction', event };
    }),
    ...conditions.map(([conditionType]) =>
      record({
        ...inStage(scope),
        type: 'ConditionEnded',
        conditionType,
        attempt: scope.run.attempt,
        status: 'Abandoned',
        rules: [],
      }),
    ),
  ];
}

/** Nothing runs any more: the stage ends, and is free. */
export function haltStage(scope: Scope): readonly Decision[] {
  const { stop } = scope.execution;
  if (stop?.because === 'TimedOut') return endOutOfTime(scope, stop.reason);
  const reason = stop === undefined ? 'The pipeline was updated' : stop.reason;
  return [
    record({
      ...inStage(scope),
      type: 'StageEnded',
      status: haltedStatus(scope.execution),
      ...(reason === '' ? {} : { reason }),
    }),
  ];
}

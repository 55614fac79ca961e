// Going back: a new execution, confined to one stage, with what an earlier execution had that succeeded there
// (CodePipeline user guide, "Roll back stage").
import type { Decision } from './decision.ts';
import type { Scope } from './scope.ts';
import { record } from './scope.ts';
import type { EventOf, Execution, PipelineState } from './state.ts';
import { isParallel, stageState } from './state.ts';

/** The automatic rollback of a stage; nothing when there is no execution to go back to. */
export function rollBack({ state, execution, stage, context }: Scope): readonly Decision[] {
  const target = automaticTarget(state, execution, stage.name);
  if (target === undefined) return [];
  const trigger = { triggerType: 'AutomatedRollback', triggerDetail: execution.executionId } as const;
  return [
    record({ at: context.now, executionId: context.newId(), trigger, ...rollbackTo(target, stage.name) }),
  ];
}

/** What a rollback execution takes from its target; its artifacts and output variables come with the target's id. */
export function rollbackTo(
  target: Execution,
  stageName: string,
): Pick<EventOf<'ExecutionStarted'>, 'type' | 'variables' | 'sourceRevisions' | 'rollback'> {
  const { variables, sourceRevisions, executionId } = target;
  const rollback = { stageName, targetExecutionId: executionId };
  return { type: 'ExecutionStarted', variables, sourceRevisions, rollback };
}

/**
 * The latest other execution that succeeded in the stage under this version. Neither the source stage nor PARALLEL
 * executions roll back, and a rollback that fails does not cause another.
 */
function automaticTarget(
  state: PipelineState,
  execution: Execution,
  stageName: string,
): Execution | undefined {
  const isSourceStage = execution.declaration.stages[0]?.name === stageName;
  if (isSourceStage || isParallel(execution) || execution.rollback !== undefined) return undefined;
  const { succeeded } = stageState(state, stageName);
  const targetId = succeeded.findLast((executionId) => executionId !== execution.executionId);
  return targetId === undefined ? undefined : state.executions.get(targetId);
}

// RollbackStage: a new execution of one stage with what an earlier one had (CodePipeline user guide, "Roll back stage").
import { isFailed } from '../../lib/result.ts';
import type { RequestContext } from '../scope.ts';
import { rollbackTo } from '../roll-back.ts';
import type { Execution, PipelineState } from '../state.ts';
import { holderOf, stageState } from '../state.ts';
import type { Refusal, RequestOutcome } from './outcome.ts';
import { findExecution, findStage, refuse, refuseTooMany } from './outcome.ts';

export interface RollbackInput {
  readonly stageName: string;
  /** Absent: the latest execution that succeeded in the stage and is not what it holds now. */
  readonly targetExecutionId?: string;
  readonly by: string;
}

export function rollbackStage(
  state: PipelineState,
  input: RollbackInput,
  { now, newId }: RequestContext,
): RequestOutcome {
  const { stageName } = input;
  const stage = findStage(state, stageName);
  if (isFailed(stage)) return stage;
  const refusal = refuseStage(state, stageName) ?? refuseTooMany(state);
  if (refusal !== undefined) return refusal;
  const target = findTarget(state, input);
  if (isFailed(target)) return target;
  const trigger = { triggerType: 'ManualRollback', triggerDetail: input.by } as const;
  return { events: [{ at: now, executionId: newId(), trigger, ...rollbackTo(target, stageName) }] };
}

function refuseStage(state: PipelineState, stageName: string): Refusal | undefined {
  const { stages, executionMode } = state.declaration;
  if (executionMode === 'PARALLEL') return unable('A pipeline in PARALLEL mode cannot be rolled back');
  if (stages[0]?.name === stageName) return unable(`The source stage ${stageName} cannot be rolled back`);
  const holder = holderOf(state, stageName);
  if (holder === undefined) return undefined;
  const message = `Stage ${stageName} is running execution ${holder.executionId}`;
  return refuse('ConflictException', message, 'Wait for it to end, or stop it.');
}

function findTarget(
  state: PipelineState,
  { stageName, targetExecutionId }: RollbackInput,
): Execution | Refusal {
  if (targetExecutionId === undefined) return latestTarget(state, stageName);
  const target = findExecution(state, targetExecutionId);
  if (isFailed(target)) return target;
  if (target.version !== state.version)
    return refuse(
      'PipelineExecutionOutdatedException',
      `Execution ${targetExecutionId} ran under version ${target.version} of the pipeline, which is now at ${state.version}`,
    );
  if (target.rollback !== undefined)
    return unable(
      `Execution ${targetExecutionId} is a rollback itself`,
      `Name ${target.rollback.targetExecutionId}, to which it went back.`,
    );
  if (stageState(state, stageName).succeeded.includes(targetExecutionId)) return target;
  const how = target.stages.get(stageName)?.status ?? 'not started';
  return unable(`Execution ${targetExecutionId} did not succeed in stage ${stageName}: it is ${how} there`);
}

/** What the stage holds now is what its latest execution left there, or went back to. */
function latestTarget(state: PipelineState, stageName: string): Execution | Refusal {
  const { latestExecutionId = '', succeeded } = stageState(state, stageName);
  const held = state.executions.get(latestExecutionId)?.rollback?.targetExecutionId ?? latestExecutionId;
  const targetId = succeeded.findLast((executionId) => executionId !== held);
  const target = targetId === undefined ? undefined : state.executions.get(targetId);
  if (target !== undefined) return target;
  return unable(`No other execution succeeded in stage ${stageName} under version ${state.version}`);
}

function unable(message: string, remedy?: string): Refusal {
  return refuse('UnableToRollbackStageException', message, remedy);
}

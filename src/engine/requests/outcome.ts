// The two outcomes of a request, and the refusals that several requests share.
import { counted } from '../../lib/counted.ts';
import { defined } from '../../lib/defined.ts';
import type { ProblemCode } from '../../lib/problem-codes.ts';
import type { Problem } from '../../lib/problem.ts';
import { problem } from '../../lib/problem.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { Failed } from '../../lib/result.ts';
import type { StageDeclaration } from '../../model/pipeline.ts';
import type { PipelineEvent } from '../event.ts';
import type { Execution, PipelineState, StageRun } from '../state.ts';
import { declaredStage, isParallel, isUnchanged, stageState } from '../state.ts';

export type RequestOutcome =
  | {
      readonly events: readonly PipelineEvent[];
      /** The execution that an earlier request with the same token has started. */
      readonly startedBefore?: string;
    }
  | Failed<Problem>;

export type Refusal = Extract<RequestOutcome, Failed<Problem>>;

export function refuse(code: ProblemCode, message: string, remedy?: string): Refusal {
  return { failed: problem({ code, whose: 'call', message, ...defined({ remedy }) }) };
}

export function findExecution(state: PipelineState, executionId: string): Execution | Refusal {
  const execution = state.executions.get(executionId);
  if (execution !== undefined) return execution;
  const message = `The pipeline ${state.declaration.name} has no execution ${executionId}`;
  return refuse('PipelineExecutionNotFoundException', message);
}

export function findStage(state: PipelineState, stageName: string): StageDeclaration | Refusal {
  const stage = declaredStage(state.declaration, stageName);
  if (stage !== undefined) return stage;
  const names = state.declaration.stages.map(({ name }) => name);
  const message = `The pipeline ${state.declaration.name} has no stage "${stageName}"`;
  return refuse('StageNotFoundException', message, suggest(stageName, names));
}

/** "Did you mean", or the list of what there is. */
export function suggest(word: string, names: readonly string[]): string {
  return didYouMean(word, names, `There are: ${names.join(', ')}.`);
}

/** CodePipeline user guide, "Quotas": running and waiting executions of a pipeline in QUEUED or PARALLEL mode. */
const maxConcurrentExecutions = 50;

export function refuseTooMany(state: PipelineState): Refusal | undefined {
  const { executionMode, name } = state.declaration;
  const isLimited = executionMode === 'QUEUED' || executionMode === 'PARALLEL';
  if (!isLimited || state.live.length < maxConcurrentExecutions) return undefined;
  return refuse(
    'ConcurrentPipelineExecutionsLimitExceededException',
    `The pipeline ${name} has ${counted(state.live.length, 'execution')} in progress, and its mode ${executionMode} allows ${maxConcurrentExecutions}`,
    'Wait for one of them to end, or stop one.',
  );
}

/** Taking up a stage again: it must be as this execution left it, under the declaration that it ran with. */
export function refuseReopening(
  state: PipelineState,
  execution: Execution,
  run: StageRun,
): Refusal | undefined {
  const { executionId } = execution;
  const { stageName } = run;
  if (!isUnchanged(state, execution)) {
    const message = `The pipeline was updated since execution ${executionId} ran in stage ${stageName}`;
    return refuse('StageNotRetryableException', message, 'Start a new execution.');
  }
  const { latestExecutionId } = stageState(state, stageName);
  if (isParallel(execution) || latestExecutionId === executionId) return undefined;
  return refuse(
    'NotLatestPipelineExecutionException',
    `Execution ${latestExecutionId ?? 'another'} has been in stage ${stageName} since execution ${executionId}`,
    'Only the latest execution in a stage can be taken up again. Start a new execution.',
  );
}

// StopPipelineExecution: wait for what runs, or abandon it (CodePipeline user guide, "Stop a pipeline execution").
import { isFailed } from '../../lib/result.ts';
import type { RequestContext } from '../scope.ts';
import type { PipelineState } from '../state.ts';
import type { RequestOutcome } from './outcome.ts';
import { findExecution, refuse } from './outcome.ts';

export interface StopInput {
  readonly executionId: string;
  readonly abandon: boolean;
  readonly reason: string;
  readonly by: string;
}

export function stopExecution(
  state: PipelineState,
  { executionId, abandon, reason, by }: StopInput,
  { now }: RequestContext,
): RequestOutcome {
  const execution = findExecution(state, executionId);
  if (isFailed(execution)) return execution;
  if (execution.endedAt !== undefined) {
    const message = `Execution ${executionId} is ${execution.status}, so it cannot be stopped`;
    return refuse('PipelineExecutionNotStoppableException', message);
  }
  if (reason.length > 200) return refuse('ValidationException', 'The reason is longer than 200 characters');
  const { stop } = execution;
  // A stop that waits may become one that abandons.
  if (stop !== undefined && (stop.abandon || !abandon))
    return refuse(
      'DuplicatedStopRequestException',
      `Execution ${executionId} is already being stopped`,
      stop.abandon ? undefined : 'Wait for what runs in it, or stop and abandon it.',
    );
  return { events: [{ type: 'StopRequested', at: now, executionId, abandon, reason, by }] };
}

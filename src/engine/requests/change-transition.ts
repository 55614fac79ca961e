// DisableStageTransition and EnableStageTransition.
import { isFailed } from '../../lib/result.ts';
import type { RequestContext } from '../scope.ts';
import type { PipelineState } from '../state.ts';
import type { Refusal, RequestOutcome } from './outcome.ts';
import { findStage, refuse } from './outcome.ts';

export interface TransitionInput {
  readonly stageName: string;
  readonly transitionType: 'Inbound' | 'Outbound';
  /** Required to disable. */
  readonly reason: string;
  readonly by: string;
}

/** API reference, DisableStageTransition: the pattern of `reason`. */
const reasonForm = /^[a-zA-Z0-9!@ ().*?-]{1,300}$/;

export function disableTransition(
  state: PipelineState,
  input: TransitionInput,
  { now }: RequestContext,
): RequestOutcome {
  const { stageName, transitionType, reason, by } = input;
  const refusal = refuseTransition(state, input);
  if (refusal !== undefined) return refusal;
  if (!reasonForm.test(reason))
    return refuse(
      'ValidationException',
      'The reason must have 1 to 300 characters',
      'CodePipeline takes letters, digits, spaces and ! @ ( ) . * ? - in it.',
    );
  return { events: [{ type: 'TransitionDisabled', at: now, stageName, transitionType, reason, by }] };
}

export function enableTransition(
  state: PipelineState,
  input: Omit<TransitionInput, 'reason'>,
  { now }: RequestContext,
): RequestOutcome {
  const { stageName, transitionType, by } = input;
  const refusal = refuseTransition(state, input);
  if (refusal !== undefined) return refusal;
  return { events: [{ type: 'TransitionEnabled', at: now, stageName, transitionType, by }] };
}

/** Nothing comes into the first stage, and nothing goes out of the last. */
function refuseTransition(
  state: PipelineState,
  { stageName, transitionType }: Pick<TransitionInput, 'stageName' | 'transitionType'>,
): Refusal | undefined {
  const stage = findStage(state, stageName);
  if (isFailed(stage)) return stage;
  const { stages } = state.declaration;
  if (transitionType === 'Inbound' && stages[0] === stage)
    return refuse('ValidationException', `${stageName} is the first stage: no transition leads into it`);
  if (transitionType === 'Outbound' && stages.at(-1) === stage)
    return refuse('ValidationException', `${stageName} is the last stage: no transition leads out of it`);
  return undefined;
}

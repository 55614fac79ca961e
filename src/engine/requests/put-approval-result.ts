// PutApprovalResult.
import { isFailed } from '../../lib/result.ts';
import type { RequestContext } from '../scope.ts';
import type { ActionRun, PipelineState } from '../state.ts';
import { declaredStage } from '../state.ts';
import type { Refusal, RequestOutcome } from './outcome.ts';
import { findExecution, refuse, suggest } from './outcome.ts';

export interface ApprovalInput {
  readonly executionId: string;
  readonly stageName: string;
  readonly actionName: string;
  /** Absent: the approval that waits there now. */
  readonly token?: string;
  readonly status: 'Approved' | 'Rejected';
  readonly summary: string;
  readonly by: string;
}

export function putApprovalResult(
  state: PipelineState,
  input: ApprovalInput,
  { now }: RequestContext,
): RequestOutcome {
  const action = findAction(state, input);
  if (isFailed(action)) return action;
  if (input.summary.length > 512)
    return refuse('ValidationException', 'The summary is longer than 512 characters');
  const { approval, status: actionStatus, started } = action;
  const name = `${input.stageName}/${input.actionName}`;
  if (approval === undefined)
    return refuse('InvalidApprovalTokenException', `${name} does not wait for an approval`);
  if (input.token !== undefined && input.token !== approval.token)
    return refuse('InvalidApprovalTokenException', `The token is not that of the approval ${name}`);
  if (approval.answer !== undefined)
    return refuse(
      'ApprovalAlreadyCompletedException',
      `${name} was already ${approval.answer.status.toLowerCase()} by ${approval.answer.by}`,
    );
  if (actionStatus !== 'InProgress' || now >= approval.expiresAt)
    return refuse('InvalidApprovalTokenException', `${name} no longer waits for an approval`);
  const { executionId, stageName, actionName, status, summary, by } = input;
  const { actionExecutionId } = started;
  const ofAction = { at: now, executionId, stageName, actionName, actionExecutionId };
  return { events: [{ ...ofAction, type: 'ApprovalGiven', token: approval.token, status, summary, by }] };
}

function findAction(state: PipelineState, input: ApprovalInput): ActionRun | Refusal {
  const { executionId, stageName, actionName } = input;
  const execution = findExecution(state, executionId);
  if (isFailed(execution)) return execution;
  const { stages } = execution.declaration;
  const stage = declaredStage(execution.declaration, stageName);
  if (stage === undefined) {
    const names = stages.map(({ name }) => name);
    const message = `Execution ${executionId} has no stage "${stageName}"`;
    return refuse('StageNotFoundException', message, suggest(stageName, names));
  }
  if (!stage.actions.some(({ name }) => name === actionName)) {
    const names = stage.actions.map(({ name }) => name);
    const message = `Stage ${stageName} has no action "${actionName}"`;
    return refuse('ActionNotFoundException', message, suggest(actionName, names));
  }
  return (
    execution.stages.get(stageName)?.actions.get(actionName) ??
    refuse('InvalidApprovalTokenException', `${stageName}/${actionName} does not wait for an approval`)
  );
}

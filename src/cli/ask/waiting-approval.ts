// Which approval is meant: the only one that waits, or the one that was named.
import { problem, ProblemError } from '../../lib/problem.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { actionsOf, shortExecutionId } from '../text/describe.ts';
import { findExecution, readView } from '../../view/read-view.ts';

export interface ApprovalChoice {
  readonly stage?: string | undefined;
  readonly action?: string | undefined;
  readonly execution?: string | undefined;
}

export interface WaitingApproval {
  readonly pipelineName: string;
  readonly executionId: string;
  readonly stageName: string;
  readonly actionName: string;
}

/** Throws a ProblemError when none or more than one is meant. */
export function waitingApproval(state: StateFolder, choice: ApprovalChoice): WaitingApproval {
  const wanted =
    choice.execution === undefined ? undefined : findExecution(state, choice.execution).executionId;
  const all = state.history
    .executions()
    .filter(({ status }) => status === 'InProgress' || status === 'Stopping')
    .flatMap((summary) => approvalsOf(state, summary));
  const meant = all.filter(
    ({ executionId, stageName, actionName }) =>
      (wanted === undefined || executionId === wanted) &&
      (choice.stage === undefined || stageName === choice.stage) &&
      (choice.action === undefined || actionName === choice.action),
  );
  const [only, ...others] = meant;
  if (only !== undefined && others.length === 0) return only;
  throw refuse(all, meant.length);
}

function approvalsOf(
  state: StateFolder,
  summary: { readonly pipelineName: string; readonly executionId: string },
): readonly WaitingApproval[] {
  const { pipelineName, executionId } = summary;
  return actionsOf(readView(state, summary).view)
    .filter(({ action }) => action.look === 'Waiting')
    .map(({ stage, action }) => ({
      pipelineName,
      executionId,
      stageName: stage.name,
      actionName: action.name,
    }));
}

function refuse(all: readonly WaitingApproval[], meant: number): ProblemError {
  const list = all.map(
    ({ stageName, actionName, executionId }) =>
      `${stageName} ${actionName} --execution ${shortExecutionId(executionId)}`,
  );
  return new ProblemError([
    problem({
      code: 'InvalidApprovalTokenException',
      whose: 'call',
      message: meant === 0 ? 'No such approval is waiting' : `${meant} approvals are waiting`,
      remedy: list.length === 0 ? 'See slipway status' : `Waiting: ${list.join('; ')}`,
    }),
  ]);
}

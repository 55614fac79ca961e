// Which approval is meant: the only one that waits, or the one that was named.
import { problem, ProblemError } from '../../lib/problem.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { PipelineOptions } from '../command.ts';
import type { Terminal } from '../terminal.ts';
import { actionsOf, shortExecutionId } from '../render/describe.ts';
import { readView } from '../../view/read-view.ts';
import { chooseExecution, choosePipeline } from './choose-pipeline.ts';

export interface ApprovalChoice {
  readonly stage?: string | undefined;
  readonly action?: string | undefined;
}

interface ApprovalCall {
  readonly options: PipelineOptions & { readonly execution?: string };
  readonly terminal: Pick<Terminal, 'hints'>;
}

export interface WaitingApproval {
  readonly pipelineName: string;
  readonly executionId: string;
  readonly stageName: string;
  readonly actionName: string;
}

/** Throws a ProblemError when none or more than one is meant. */
export function waitingApproval(
  state: StateFolder,
  choice: ApprovalChoice,
  { options, terminal }: ApprovalCall,
): WaitingApproval {
  const wanted =
    options.execution === undefined
      ? undefined
      : chooseExecution(state, options.execution, { options, terminal });
  const pipelineName = wanted?.pipelineName ?? choosePipeline(state, options, terminal);
  const all = state.history
    .executions(pipelineName === undefined ? {} : { pipelineName })
    .filter(({ status }) => status === 'InProgress' || status === 'Stopping')
    .flatMap((summary) => approvalsOf(state, summary));
  const meant = all.filter(
    ({ executionId, stageName, actionName }) =>
      (wanted === undefined || executionId === wanted.executionId) &&
      (choice.stage === undefined || stageName === choice.stage) &&
      (choice.action === undefined || actionName === choice.action),
  );
  const [only, ...others] = meant;
  if (only !== undefined && others.length === 0) return only;
  throw refuse(meant.length === 0 ? all : meant, { meant: meant.length, terminal });
}

function approvalsOf(
  state: StateFolder,
  summary: { readonly pipelineName: string; readonly executionId: string },
): readonly WaitingApproval[] {
  const { pipelineName, executionId } = summary;
  return actionsOf(readView(state, summary).view)
    .filter(({ action }) => action.displayStatus === 'Waiting')
    .map(({ stage, action }) => ({
      pipelineName,
      executionId,
      stageName: stage.name,
      actionName: action.name,
    }));
}

function refuse(
  all: readonly WaitingApproval[],
  { meant, terminal: { hints } }: { readonly meant: number; readonly terminal: Pick<Terminal, 'hints'> },
): ProblemError {
  const list = all.map(({ stageName, actionName, executionId }) =>
    hints.command([
      hints.isCall('reject') ? 'reject' : 'approve',
      stageName,
      actionName,
      '--execution',
      shortExecutionId(executionId),
    ]),
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

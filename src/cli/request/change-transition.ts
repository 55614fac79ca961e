// The enable and disable commands.
import { currentUser } from '../../lib/current-user.ts';
import { defined } from '../../lib/defined.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { didYouMean } from '../../lib/nearest.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { PipelineOptions } from '../command.ts';
import { choosePipeline } from './choose-pipeline.ts';
import { sendRequest, type PipelineRequest } from '../session/send-request.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { latestDeclaration } from '../../view/latest-declaration.ts';
import { findExecution, readView } from '../../view/read-view.ts';

export interface TransitionOptions extends PipelineOptions {
  readonly outbound?: boolean;
  readonly reason?: string;
}

export async function changeTransition(
  type: 'EnableStageTransition' | 'DisableStageTransition',
  { stage, options }: { readonly stage: string; readonly options: TransitionOptions },
  terminal: Terminal,
): Promise<ExitStatus> {
  const transitionType = options.outbound === true ? 'Outbound' : 'Inbound';
  const by = currentUser().username;
  const done = `${type === 'EnableStageTransition' ? 'Enabled' : 'Disabled'} the ${transitionType} transition of ${stage}`;
  return await sendRequest(
    (state): PipelineRequest => {
      const pipelineName = pipelineWith(state, stage, { options, terminal });
      const waiting = type === 'EnableStageTransition' ? waitingBefore(state, pipelineName) : undefined;
      return {
        pipelineName,
        request: { type, stageName: stage, transitionType, reason: options.reason ?? noReason, by },
        ...defined({ executionId: waiting }),
        done,
        waitsFor: 'record',
      };
    },
    options,
    terminal,
  );
}

/** The pipeline that is meant, which has such a stage. */
function pipelineWith(
  state: StateFolder,
  stage: string,
  { options, terminal }: { readonly options: TransitionOptions; readonly terminal: Terminal },
): string {
  const pipelineName = choosePipeline(state, options, terminal);
  if (pipelineName === undefined) return findExecution(state).pipelineName;
  const all = latestDeclaration(state, pipelineName)?.stages.map(({ name }) => name) ?? [];
  if (all.includes(stage)) return pipelineName;
  const remedy = didYouMean(stage, all, `There are: ${all.join(', ')}`);
  const message = `The pipeline "${pipelineName}" has no stage "${stage}"`;
  throw new ProblemError([problem({ code: 'StageNotFoundException', whose: 'call', message, remedy })]);
}

/** DisableStageTransition wants a reason (API reference). */
const noReason = 'no reason given';

/** The execution that goes on when a transition is enabled: the newest that waits at a closed one. */
function waitingBefore(state: StateFolder, pipelineName: string): string | undefined {
  return state.history
    .executions({ pipelineName })
    .filter(({ status }) => status === 'InProgress')
    .find(
      (summary) =>
        readView(state, summary).view.stages.find(({ displayStatus }) => displayStatus === 'Pending')?.closed,
    )?.executionId;
}

// The enable and disable commands.
import { userInfo } from 'node:os';
import { problem, ProblemError } from '../../lib/problem.ts';
import { nearest } from '../../lib/nearest.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { CommonOptions } from '../command.ts';
import { askPipeline, type Asked } from '../drive/ask-pipeline.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { latestDeclaration } from '../../view/latest-declaration.ts';
import { readView } from '../../view/read-view.ts';

export interface TransitionOptions extends CommonOptions {
  readonly outbound?: boolean;
  readonly reason?: string;
}

export async function changeTransition(
  type: 'EnableStageTransition' | 'DisableStageTransition',
  { stage, options }: { readonly stage: string; readonly options: TransitionOptions },
  terminal: Terminal,
): Promise<ExitStatus> {
  const transitionType = options.outbound === true ? 'Outbound' : 'Inbound';
  const by = userInfo().username;
  const done = `${type === 'EnableStageTransition' ? 'Enabled' : 'Disabled'} the ${transitionType} transition of ${stage}`;
  return await askPipeline(
    (state): Asked => {
      const pipelineName = pipelineWith(state, stage);
      const waiting = type === 'EnableStageTransition' ? waitingBefore(state, pipelineName) : undefined;
      return {
        pipelineName,
        request: { type, stageName: stage, transitionType, reason: options.reason ?? '', by },
        ...(waiting === undefined ? {} : { executionId: waiting }),
        done,
        waitsFor: 'record',
      };
    },
    options,
    terminal,
  );
}

/** The pipeline that was run last of those that have such a stage. */
function pipelineWith(state: StateFolder, stage: string): string {
  const recent = state.history.executions().map(({ pipelineName }) => pipelineName);
  const names = [...new Set([...recent, ...state.journal.pipelineNames()])];
  const stagesOf = (name: string): readonly string[] =>
    latestDeclaration(state, name)?.stages.map((one) => one.name) ?? [];
  const found = names.find((name) => stagesOf(name).includes(stage));
  if (found !== undefined) return found;
  const all = names.flatMap(stagesOf);
  const meant = nearest(stage, all);
  const remedy = meant === undefined ? `There are: ${all.join(', ')}` : `Did you mean ${meant}?`;
  const message = `There is no stage "${stage}"`;
  throw new ProblemError([problem({ code: 'StageNotFoundException', whose: 'call', message, remedy })]);
}

/** The execution that goes on when a transition is enabled: the newest that waits at a closed one. */
function waitingBefore(state: StateFolder, pipelineName: string): string | undefined {
  return state.history
    .executions({ pipelineName })
    .filter(({ status }) => status === 'InProgress')
    .find((summary) => readView(state, summary).view.stages.find(({ look }) => look === 'Pending')?.closed)
    ?.executionId;
}

// The rollback command.
import { currentUser } from '../../lib/current-user.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { PipelineOptions } from '../command.ts';
import { chooseExecution, choosePipeline } from './choose-pipeline.ts';
import { sendRequest } from '../session/send-request.ts';
import { shortExecutionId } from '../render/describe.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { findExecution } from '../../view/read-view.ts';
import { latestDeclaration } from '../../view/latest-declaration.ts';

export interface RollbackOptions extends PipelineOptions {
  readonly to?: string;
}

export async function rollBackStage(
  stage: string | undefined,
  options: RollbackOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  return await sendRequest(
    (state) => {
      const target =
        options.to === undefined ? undefined : chooseExecution(state, options.to, { options, terminal });
      const pipelineName =
        target?.pipelineName ?? choosePipeline(state, options, terminal) ?? findExecution(state).pipelineName;
      const stageName = stage ?? deployStage(state, pipelineName);
      const by = currentUser().username;
      const to = target === undefined ? {} : { targetExecutionId: target.executionId };
      return {
        pipelineName,
        request: { type: 'RollbackStage', stageName, ...to, by },
        done: `Rolling ${stageName} back${target === undefined ? '' : ` to ${shortExecutionId(target.executionId)}`}`,
        waitsFor: 'execution',
      };
    },
    options,
    terminal,
  );
}

function deployStage(state: StateFolder, pipelineName: string): string {
  const stages = latestDeclaration(state, pipelineName)?.stages ?? [];
  const deploying = stages.filter(({ actions }) =>
    actions.some(({ actionTypeId }) => actionTypeId.category === 'Deploy'),
  );
  const [only, ...others] = deploying;
  if (only !== undefined && others.length === 0) return only.name;
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message:
        only === undefined
          ? 'No stage of this pipeline deploys'
          : 'More than one stage of this pipeline deploys',
      remedy: `Name the stage: ${(only === undefined ? stages : deploying).map(({ name }) => name).join(', ')}`,
    }),
  ]);
}

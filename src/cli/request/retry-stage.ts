// The retry command.
import { problem, ProblemError } from '../../lib/problem.ts';
import type { PipelineOptions } from '../command.ts';
import { chooseExecution } from './choose-pipeline.ts';
import { sendRequest } from '../session/send-request.ts';
import { shortExecutionId } from '../render/describe.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import { readView } from '../../view/read-view.ts';

export interface RetryOptions extends PipelineOptions {
  readonly stage?: string;
  readonly allActions?: boolean;
}

export async function retryStage(
  execution: string,
  options: RetryOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  return await sendRequest(
    (state) => {
      const summary = chooseExecution(state, execution, { options, terminal });
      const { pipelineName, executionId } = summary;
      const stageName = options.stage ?? failedStage(readView(state, summary).view);
      return {
        pipelineName,
        request: {
          type: 'RetryStageExecution',
          executionId,
          stageName,
          retryMode: options.allActions === true ? 'ALL_ACTIONS' : 'FAILED_ACTIONS',
        },
        executionId,
        done: `Retrying ${stageName}`,
        waitsFor: 'execution',
      };
    },
    options,
    terminal,
  );
}

/** Failed, or stopped: both can be retried (CodePipeline user guide, "Configure stage retry"). */
function failedStage(view: ExecutionView): string {
  const found = view.stages.find(
    ({ displayStatus }) => displayStatus === 'Failed' || displayStatus === 'Cancelled',
  );
  if (found !== undefined) return found.name;
  throw new ProblemError([
    problem({
      code: 'StageNotRetryableException',
      whose: 'call',
      message: `No stage of execution ${shortExecutionId(view.executionId)} has failed`,
      remedy: 'Name another execution; slipway history lists them',
    }),
  ]);
}

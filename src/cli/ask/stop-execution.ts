// The stop command.
import { userInfo } from 'node:os';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { ExecutionSummary } from '../../state/execution-history.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { CommonOptions } from '../command.ts';
import { askPipeline } from '../drive/ask-pipeline.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { findExecution } from '../../view/read-view.ts';

export interface StopOptions extends CommonOptions {
  readonly abandon?: boolean;
  readonly reason: string;
}

export async function stopExecution(
  execution: string | undefined,
  options: StopOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const { reason } = options;
  const abandon = options.abandon === true;
  return await askPipeline(
    (state) => {
      const { pipelineName, executionId } =
        execution === undefined ? running(state) : findExecution(state, execution);
      const by = userInfo().username;
      return {
        pipelineName,
        request: { type: 'StopPipelineExecution', executionId, abandon, reason, by },
        executionId,
        done: abandon ? 'Stopping, and ending what runs' : 'Stopping as soon as what runs has ended',
        waitsFor: 'record',
        // Its end is what was asked for.
        aim: 'stopped',
      };
    },
    options,
    terminal,
  );
}

function running({ history }: StateFolder): ExecutionSummary {
  const found = history.executions().find(({ status }) => status === 'InProgress');
  if (found !== undefined) return found;
  throw new ProblemError([
    problem({
      code: 'PipelineExecutionNotStoppableException',
      whose: 'call',
      message: 'No execution is running',
      remedy: 'See slipway history',
    }),
  ]);
}

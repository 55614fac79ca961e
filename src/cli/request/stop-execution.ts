// The stop command.
import { counted } from '../../lib/counted.ts';
import { currentUser } from '../../lib/current-user.ts';
import { problem, ProblemError, type Problem } from '../../lib/problem.ts';
import type { ExecutionSummary } from '../../state/execution-history.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { PipelineOptions } from '../command.ts';
import { chooseExecution, namedPipeline } from './choose-pipeline.ts';
import { sendRequest } from '../session/send-request.ts';
import { shortExecutionId } from '../render/describe.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

export interface StopOptions extends PipelineOptions {
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
  return await sendRequest(
    (state) => {
      const { pipelineName, executionId } =
        execution === undefined
          ? running(state, { options, terminal })
          : chooseExecution(state, execution, { options, terminal });
      const by = currentUser().username;
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

/** The one that runs; of several, or where there are several pipelines, the caller names which. */
function running(
  state: StateFolder,
  call: { readonly options: StopOptions; readonly terminal: Terminal },
): ExecutionSummary {
  const pipelineName = namedPipeline(state, call.options);
  const ofPipeline = pipelineName === undefined ? {} : { pipelineName };
  const all = state.history.executions(ofPipeline).filter(({ status }) => status === 'InProgress');
  const [found, ...others] = all;
  if (found !== undefined && pipelineName === undefined) chooseExecution(state, 'latest', call);
  if (found !== undefined && others.length === 0) return found;
  if (found !== undefined) throw new ProblemError([several(all, call.terminal)]);
  throw new ProblemError([
    problem({
      code: 'PipelineExecutionNotStoppableException',
      whose: 'call',
      message: 'No execution is running',
      remedy: `See ${call.terminal.hints.command(['history'], pipelineName)}`,
    }),
  ]);
}

function several(running: readonly ExecutionSummary[], { hints }: Terminal): Problem {
  const ids = running.map(({ executionId }) => shortExecutionId(executionId));
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `${counted(running.length, 'execution is', 'executions are')} running: ${ids.join(', ')}`,
    remedy: `Name the one that is meant: ${hints.again(ids[0] ?? '')}`,
  });
}

// The override command (CodePipeline API reference, OverrideStageCondition).
import { currentUser } from '../../lib/current-user.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { PipelineOptions } from '../command.ts';
import { chooseExecution } from './choose-pipeline.ts';
import { sendRequest } from '../session/send-request.ts';
import { shortExecutionId } from '../render/describe.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import { readView } from '../../view/read-view.ts';

export interface OverrideOptions extends PipelineOptions {
  readonly stage?: string;
}

export async function overrideCondition(
  execution: string,
  options: OverrideOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  return await sendRequest(
    (state) => {
      const summary = chooseExecution(state, execution, { options, terminal });
      const { pipelineName, executionId } = summary;
      const { stageName, conditionType } = failedCondition(readView(state, summary).view, options.stage);
      const by = currentUser().username;
      return {
        pipelineName,
        request: { type: 'OverrideStageCondition', executionId, stageName, conditionType, by },
        executionId,
        done: `Overriding the ${conditionType} condition of ${stageName}`,
        waitsFor: 'execution',
      };
    },
    options,
    terminal,
  );
}

interface FailedCondition {
  readonly stageName: string;
  readonly conditionType: 'BEFORE_ENTRY' | 'ON_SUCCESS';
}

/** AWS lets a condition of entry and of success be overridden; one of failure has done its work. */
function failedCondition(view: ExecutionView, stage: string | undefined): FailedCondition {
  for (const { name, conditions } of view.stages)
    for (const { type, displayStatus } of conditions)
      if ((stage === undefined || stage === name) && displayStatus === 'Failed' && type !== 'ON_FAILURE')
        return { stageName: name, conditionType: type };
  throw new ProblemError([
    problem({
      code: 'ConditionNotOverridableException',
      whose: 'call',
      message: `No condition ${stage === undefined ? '' : `of stage ${stage} `}has failed in execution ${shortExecutionId(view.executionId)}`,
      remedy: 'Name another execution; slipway history lists them',
    }),
  ]);
}

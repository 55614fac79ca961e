// What CodePipeline's API asks of a pipeline: handed to the process that drives it, as the command line's requests are.
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import { defined } from '../../lib/defined.ts';
import type { Request } from '../../runtime/contract.ts';
import { askDriver } from '../ask-driver.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { readPipeline } from './pipeline-state.ts';

type Op<N extends keyof CodePipelineApi['operations']> = Operation<CodePipelineApi, N>;

/** The id of the execution that the request is about, when the driver gives one. */
async function ask(call: ServiceCall, pipelineName: string, request: Request): Promise<string | undefined> {
  await readPipeline(call, pipelineName, () => undefined);
  const result = await askDriver(call, pipelineName, request);
  if ('because' in result)
    throw refuse<CodePipelineApi>(
      'ConflictException',
      `Slipway cannot drive the pipeline now: ${result.because}`,
    );
  if (result.accepted) return result.executionId;
  // A refusal has AWS's exception as its code; what is wrong with a definition is none.
  const [first] = result.problems;
  const { code = 'ValidationException', message = 'The request was refused' } = first ?? {};
  throw new AwsError(code.endsWith('Exception') ? code : 'ValidationException', message);
}

export const startPipelineExecution: Op<'StartPipelineExecution'> = async (input, call) => {
  const { name, variables = [], sourceRevisions = [], clientRequestToken } = input;
  const executionId = await ask(call, name, {
    type: 'StartPipelineExecution',
    variables: Object.fromEntries(variables.map((each) => [each.name, each.value])),
    sourceRevisions: Object.fromEntries(sourceRevisions.map((each) => [each.actionName, each.revisionValue])),
    by: call.caller.arn,
    ...defined({ clientRequestToken }),
  });
  return defined({ pipelineExecutionId: executionId });
};

export const stopPipelineExecution: Op<'StopPipelineExecution'> = async (input, call) => {
  const { pipelineName, pipelineExecutionId, abandon = false, reason = '' } = input;
  const by = call.caller.arn;
  await ask(call, pipelineName, {
    type: 'StopPipelineExecution',
    executionId: pipelineExecutionId,
    abandon,
    reason,
    by,
  });
  return { pipelineExecutionId };
};

export const retryStageExecution: Op<'RetryStageExecution'> = async (input, call) => {
  const { pipelineName, stageName, pipelineExecutionId, retryMode } = input;
  await ask(call, pipelineName, {
    type: 'RetryStageExecution',
    executionId: pipelineExecutionId,
    stageName,
    retryMode,
  });
  return { pipelineExecutionId };
};

export const rollbackStage: Op<'RollbackStage'> = async (input, call) => {
  const { pipelineName, stageName, targetPipelineExecutionId } = input;
  const started = await ask(call, pipelineName, {
    type: 'RollbackStage',
    stageName,
    targetExecutionId: targetPipelineExecutionId,
    by: call.caller.arn,
  });
  return { pipelineExecutionId: started ?? targetPipelineExecutionId };
};

/** The token is the one that GetPipelineState gives for the waiting action. */
export const putApprovalResult: Op<'PutApprovalResult'> = async (input, call) => {
  const { pipelineName, stageName, actionName, result, token } = input;
  const executionId = await readPipeline(call, pipelineName, ({ history }) =>
    history
      .executions({ pipelineName })
      .find(({ executionId: id }) =>
        history
          .actions(id)
          .some(
            (each) =>
              each.actionExecutionId === token &&
              each.stageName === stageName &&
              each.actionName === actionName,
          ),
      ),
  );
  if (executionId === undefined)
    throw refuse<CodePipelineApi>(
      'InvalidApprovalTokenException',
      `The approval token '${token}' is not that of the action '${actionName}' in the stage '${stageName}'`,
    );
  await ask(call, pipelineName, {
    type: 'PutApprovalResult',
    executionId: executionId.executionId,
    stageName,
    actionName,
    status: result.status,
    summary: result.summary,
    by: call.caller.arn,
  });
  return { approvedAt: new Date(call.now) };
};

export const enableStageTransition: Op<'EnableStageTransition'> = async (input, call) => {
  const { pipelineName, stageName, transitionType } = input;
  await ask(call, pipelineName, {
    type: 'EnableStageTransition',
    stageName,
    transitionType,
    reason: '',
    by: call.caller.arn,
  });
  return {};
};

export const disableStageTransition: Op<'DisableStageTransition'> = async (input, call) => {
  const { pipelineName, stageName, transitionType, reason } = input;
  await ask(call, pipelineName, {
    type: 'DisableStageTransition',
    stageName,
    transitionType,
    reason,
    by: call.caller.arn,
  });
  return {};
};

export const overrideStageCondition: Op<'OverrideStageCondition'> = async (input, call) => {
  const { pipelineName, stageName, pipelineExecutionId, conditionType } = input;
  await ask(call, pipelineName, {
    type: 'OverrideStageCondition',
    executionId: pipelineExecutionId,
    stageName,
    conditionType,
    by: call.caller.arn,
  });
  return {};
};

// The runs of actions by CodePipeline's API.
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import { defined } from '../../lib/defined.ts';
import type { ActionDeclaration, PipelineDeclaration } from '../../model/pipeline.ts';
import type { ActionExecutionSummary } from '../../state/execution-history.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { pageInOrder } from '../page.ts';
import type { Operation } from '../service.ts';
import { onWrongToken, readPipeline } from './pipeline-state.ts';

type Shapes = CodePipelineApi['shapes'];

/** Newest first. What an action was asked to do is what the pipeline says now: the journal has what it said then. */
export const listActionExecutions: Operation<CodePipelineApi, 'ListActionExecutions'> = async (
  input,
  call,
) => {
  const { pipelineName, nextToken, maxResults = 100 } = input;
  return await readPipeline(call, pipelineName, (state, declaration) => {
    const runs = runsOf(state, input).toReversed();
    const { items, next } = pageInOrder(runs, { size: maxResults, token: nextToken, onWrongToken });
    return defined({
      actionExecutionDetails: items.map((run) => detailOf(run, declaration)),
      nextToken: next,
    });
  });
};

/** Oldest first; of one execution, or of all. */
function runsOf(
  { history }: StateFolder,
  { pipelineName, filter }: Shapes['ListActionExecutionsInput'],
): readonly ActionExecutionSummary[] {
  const { pipelineExecutionId, latestInPipelineExecution: latest } = filter ?? {};
  const only = pipelineExecutionId ?? latest?.pipelineExecutionId;
  const executions = history
    .executions({ pipelineName })
    .filter(({ executionId }) => only === undefined || executionId === only);
  const runs = executions.toReversed().flatMap(({ executionId }) => history.actions(executionId));
  if (latest?.startTimeRange !== 'Latest') return runs;
  const nameOf = ({ stageName, actionName }: ActionExecutionSummary) => `${stageName}/${actionName}`;
  return [...new Map(runs.map((run) => [nameOf(run), run])).values()];
}

function detailOf(
  run: ActionExecutionSummary,
  { stages, version = 1 }: PipelineDeclaration,
): Shapes['ActionExecutionDetail'] {
  const declared = stages
    .find(({ name }) => name === run.stageName)
    ?.actions.find(({ name }) => name === run.actionName);
  return defined({
    pipelineExecutionId: run.executionId,
    actionExecutionId: run.actionExecutionId,
    pipelineVersion: version,
    stageName: run.stageName,
    actionName: run.actionName,
    startTime: new Date(run.startedAt),
    lastUpdateTime: new Date(run.endedAt ?? run.startedAt),
    status: run.status,
    input: declared && inputOf(declared),
    output: {
      outputArtifacts: (declared?.outputArtifacts ?? []).map(({ name }) => ({ name })),
      executionResult: defined({
        externalExecutionId: run.externalExecutionId,
        externalExecutionSummary: run.summary,
        errorDetails: run.error,
      }),
    },
  });
}

function inputOf(action: ActionDeclaration): Shapes['ActionExecutionInput'] {
  const { actionTypeId, configuration = {}, roleArn, region, namespace, inputArtifacts = [] } = action;
  const input = defined({
    actionTypeId,
    configuration,
    roleArn,
    region,
    namespace,
    inputArtifacts: inputArtifacts.map(({ name }) => ({ name })),
  });
  return input;
}

// Reading pipelines and their executions by CodePipeline's API.
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import { defined } from '../../lib/defined.ts';
import { formatArn } from '../../model/arn.ts';
import type { ActionExecutionSummary, ExecutionSummary } from '../../state/execution-history.ts';
import { latestDeclaration } from '../../view/latest-declaration.ts';
import { readPipelineStatus, type StageStatus } from '../../view/pipeline-status.ts';
import type { ActionView } from '../../view/execution-view.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type OutputOf } from '../service.ts';
import { readState } from '../read-state.ts';
import { readPipeline } from './pipeline-state.ts';

type Op<N extends keyof CodePipelineApi['operations']> = Operation<CodePipelineApi, N>;
type Shapes = CodePipelineApi['shapes'];

const onWrongToken = () =>
  refuse<CodePipelineApi>('InvalidNextTokenException', 'The next token was specified in an invalid format.');

export const listPipelines: Op<'ListPipelines'> = async ({ maxResults = 1000, nextToken }, call) => {
  const pipelines =
    (await readState(call, (state) =>
      state.journal.names('pipeline').flatMap((name) => latestDeclaration(state, name) ?? []),
    )) ?? [];
  const { items, next } = pageOf(
    pipelines.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    { keyOf: ({ name }) => name, size: maxResults, token: nextToken, onWrongToken },
  );
  return defined({
    pipelines: items.map(({ name, version, pipelineType, executionMode }) =>
      defined({ name, version, pipelineType, executionMode }),
    ),
    nextToken: next,
  });
};

/** As it was declared when it ran last. */
export const getPipeline: Op<'GetPipeline'> = async ({ name, version }, call) =>
  readPipeline(call, name, (_state, pipeline): OutputOf<CodePipelineApi, 'GetPipeline'> => {
    if (version !== undefined && version !== (pipeline.version ?? 1))
      throw refuse<CodePipelineApi>(
        'PipelineVersionNotFoundException',
        `Account '${call.place.account}' does not have a pipeline '${name}' with version '${version}'`,
      );
    const pipelineArn = formatArn({ ...call.place, service: 'codepipeline', resource: name });
    // The model has AWS's own shape.
    return { pipeline: pipeline as unknown as Shapes['PipelineDeclaration'], metadata: { pipelineArn } };
  });

export const getPipelineState: Op<'GetPipelineState'> = async ({ name }, call) =>
  readPipeline(call, name, (state, pipeline) => {
    const { stages } = readPipelineStatus(state, name);
    const actionsOf = (executionId: string) => state.history.actions(executionId);
    return {
      pipelineName: name,
      pipelineVersion: pipeline.version ?? 1,
      stageStates: stages.map((stage) => stageState(stage, actionsOf)),
    };
  });

function stageState(
  { name, closed, latest }: StageStatus,
  actionsOf: (executionId: string) => readonly ActionExecutionSummary[],
): Shapes['StageState'] {
  const executionId = latest?.execution.executionId;
  const runs =
    executionId === undefined ? [] : actionsOf(executionId).filter((each) => each.stageName === name);
  return defined({
    stageName: name,
    inboundTransitionState:
      closed === undefined
        ? { enabled: true }
        : { enabled: false, disabledReason: closed.reason, lastChangedBy: closed.by },
    actionStates: (latest?.stage.actions ?? []).map((action) => actionState(action, runs)),
    latestExecution:
      latest === undefined || executionId === undefined
        ? undefined
        : {
            pipelineExecutionId: executionId,
            status: stageStatus(latest),
            type: latest.execution.rollback === undefined ? ('STANDARD' as const) : ('ROLLBACK' as const),
          },
  });
}

/** What Slipway shows besides AWS's statuses is one of them. */
function stageStatus({
  stage,
  execution,
}: NonNullable<StageStatus['latest']>): Shapes['StageExecution']['status'] {
  switch (stage.displayStatus) {
    case 'Succeeded':
    case 'NotExecuted':
    case 'Reused':
      return 'Succeeded';
    case 'Failed':
    case 'Declined':
      return 'Failed';
    case 'Cancelled':
      return 'Stopped';
    case 'Superseded':
      return 'Cancelled';
    case 'Skipped':
      return 'Skipped';
    default:
      return execution.stopRequested === undefined ? 'InProgress' : 'Stopping';
  }
}

function actionState(
  { name, approval }: ActionView,
  runs: readonly ActionExecutionSummary[],
): Shapes['ActionState'] {
  const run = runs.findLast((each) => each.actionName === name);
  if (run === undefined) return { actionName: name };
  // An approval is answered with the token that stands here.
  const isWaiting = approval !== undefined && approval.answer === undefined && run.status === 'InProgress';
  return {
    actionName: name,
    latestExecution: defined({
      actionExecutionId: run.actionExecutionId,
      status: run.status,
      summary: run.summary,
      lastStatusChange: new Date(run.endedAt ?? run.startedAt),
      token: isWaiting ? run.actionExecutionId : undefined,
      externalExecutionId: run.externalExecutionId,
      errorDetails: run.error,
    }),
  };
}

export const listPipelineExecutions: Op<'ListPipelineExecutions'> = async (input, call) => {
  const { pipelineName, maxResults = 100, nextToken, filter } = input;
  if (filter !== undefined)
    throw refuse<CodePipelineApi>('ValidationException', 'Slipway filters no executions on this machine');
  return readPipeline(call, pipelineName, (state) => {
    const executions = state.history.executions({ pipelineName });
    const { items, next } = pageOf(
      executions.map((execution, place) => ({ execution, key: keyOf(executions.length - place) })),
      { keyOf: ({ key }) => key, size: maxResults, token: nextToken, onWrongToken },
    );
    return defined({
      pipelineExecutionSummaries: items.map(({ execution }) => summaryOf(execution)),
      nextToken: next,
    });
  });
};

/** The newest first: a later page has smaller numbers, which the key turns around. */
function keyOf(number: number): string {
  return String(999_999_999 - number).padStart(9, '0');
}

function summaryOf(execution: ExecutionSummary): Shapes['PipelineExecutionSummary'] {
  const { executionId, status, statusSummary, startedAt, endedAt, trigger, rollbackOf, sourceRevisions } =
    execution;
  return defined({
    pipelineExecutionId: executionId,
    status,
    statusSummary,
    startTime: new Date(startedAt),
    lastUpdateTime: new Date(endedAt ?? startedAt),
    sourceRevisions: sourceRevisions.map((each) =>
      defined({
        actionName: each.actionName,
        revisionId: each.revisionId,
        revisionSummary: each.revisionSummary,
      }),
    ),
    trigger,
    ...rollbackOfExecution(rollbackOf),
  });
}

function rollbackOfExecution(rollbackOf: string | undefined) {
  return rollbackOf === undefined
    ? { executionType: 'STANDARD' as const }
    : {
        executionType: 'ROLLBACK' as const,
        rollbackMetadata: { rollbackTargetPipelineExecutionId: rollbackOf },
      };
}

export const getPipelineExecution: Op<'GetPipelineExecution'> = async (input, call) => {
  const { pipelineName, pipelineExecutionId } = input;
  return readPipeline(call, pipelineName, (state, { version = 1, executionMode }) => {
    const found = state.history.execution(pipelineExecutionId);
    if (found === undefined || found.pipelineName !== pipelineName)
      throw refuse<CodePipelineApi>(
        'PipelineExecutionNotFoundException',
        `Pipeline '${pipelineName}' does not have an execution with id '${pipelineExecutionId}'`,
      );
    return {
      pipelineExecution: defined({
        pipelineName,
        pipelineVersion: version,
        pipelineExecutionId,
        status: found.status,
        statusSummary: found.statusSummary,
        artifactRevisions: found.sourceRevisions.map((each) =>
          defined({
            name: each.actionName,
            revisionId: each.revisionId,
            revisionSummary: each.revisionSummary,
          }),
        ),
        trigger: found.trigger,
        executionMode,
        ...rollbackOfExecution(found.rollbackOf),
      }),
    };
  });
};

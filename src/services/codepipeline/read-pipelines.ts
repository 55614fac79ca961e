// Reading pipelines and their executions by CodePipeline's API.
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import { defined } from '../../lib/defined.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import { folderProvider } from '../../model/folder-provider.ts';
import type { ActionExecutionSummary, ExecutionSummary } from '../../state/execution-history.ts';
import { latestDeclaration } from '../../view/latest-declaration.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { readView } from '../../view/read-view.ts';
import { readPipelineStatus, type StageStatus } from '../../view/pipeline-status.ts';
import type { ActionView } from '../../view/execution-view.ts';
import { ensureDriver } from '../ask-driver.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type OutputOf, type ServiceCall } from '../service.ts';
import { readState } from '../read-state.ts';
import { pipelineArn } from './manage-pipelines.ts';
import { conditionStates } from './rules.ts';
import {
  allMadeByApi,
  declarationOf,
  isDeclared,
  madeByApi,
  onWrongToken,
  readPipeline,
} from './pipeline-state.ts';

type Op<N extends keyof CodePipelineApi['operations']> = Operation<CodePipelineApi, N>;
type Shapes = CodePipelineApi['shapes'];

export const listPipelines: Op<'ListPipelines'> = async ({ maxResults = 1000, nextToken }, call) => {
  const made = allMadeByApi(call);
  const names = new Set(made.map(({ name }) => name));
  const run =
    (await readState(call, (state) =>
      state.journal
        .names('pipeline')
        .filter((name) => !names.has(name) && isDeclared(call, name))
        .flatMap((name) => latestDeclaration(state, name) ?? [])
        .filter((declaration) => !isBuildAlone(declaration)),
    )) ?? [];
  const pipelines = [
    ...run,
    ...made.map((each) => ({
      ...declarationOf(each),
      created: new Date(each.madeAt),
      updated: new Date(each.changedAt),
    })),
  ];
  const { items, next } = pageOf(
    pipelines.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    { keyOf: ({ name }) => name, size: maxResults, token: nextToken, onWrongToken },
  );
  return defined({
    pipelines: items.map((each) => {
      const { name, version, pipelineType, executionMode } = each;
      return defined({ name, version, pipelineType, executionMode, ...timesOf(each) });
    }),
    nextToken: next,
  });
};

/** Of one that a file declares nothing is known. */
function timesOf(pipeline: object): { readonly created?: Date; readonly updated?: Date } {
  return 'created' in pipeline ? (pipeline as { readonly created: Date; readonly updated: Date }) : {};
}

/** The pipeline around a build that was run by itself is none of CodePipeline's. */
function isBuildAlone({ stages }: PipelineDeclaration): boolean {
  return stages[0]?.actions.some(({ actionTypeId }) => actionTypeId.provider === folderProvider) === true;
}

/** One that a file declares is given as it ran last, one that a call has made in any version that it had. */
export const getPipeline: Op<'GetPipeline'> = async ({ name, version }, call) => {
  const made = madeByApi(call, name);
  const wrongVersion = () =>
    refuse<CodePipelineApi>(
      'PipelineVersionNotFoundException',
      `Account '${call.place.account}' does not have a pipeline '${name}' with version '${version ?? ''}'`,
    );
  const metadata = { pipelineArn: pipelineArn(call, name) };
  // The model has AWS's own shape.
  const output = (pipeline: PipelineDeclaration) => pipeline as unknown as Shapes['PipelineDeclaration'];
  if (made !== undefined) {
    const found = call.ground.account
      .versions(made)
      .find((each) => each.version === (version ?? made.version));
    if (found === undefined) throw wrongVersion();
    const times = { created: new Date(made.madeAt), updated: new Date(made.changedAt) };
    return {
      pipeline: output({ ...found.values, version: found.version }),
      metadata: { ...metadata, ...times },
    };
  }
  return await readPipeline(call, name, (_state, pipeline): OutputOf<CodePipelineApi, 'GetPipeline'> => {
    if (version !== undefined && version !== (pipeline.version ?? 1)) throw wrongVersion();
    return { pipeline: output(pipeline), metadata };
  });
};

export const getPipelineState: Op<'GetPipelineState'> = async ({ name }, call) =>
  readPipeline(call, name, (state, pipeline) => {
    const { stages } = readPipelineStatus(state, name);
    const actionsOf = (executionId: string) => state.history.actions(executionId);
    return {
      pipelineName: name,
      pipelineVersion: pipeline.version ?? 1,
      stageStates: pipeline.stages.map((declared) =>
        stageState(
          stages.find(({ name: each }) => each === declared.name) ?? { name: declared.name },
          declared.actions,
          actionsOf,
        ),
      ),
    };
  });

function stageState(
  { name, closed, latest }: StageStatus,
  declared: readonly { readonly name: string }[],
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
    actionStates:
      latest === undefined
        ? declared.map(({ name: actionName }) => ({ actionName }))
        : latest.stage.actions.map((action) => actionState(action, runs)),
    ...(latest === undefined ? {} : conditionStates(latest.stage)),
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
  return readPipeline(call, pipelineName, (state) => {
    const stageName = filter?.succeededInStage?.stageName;
    const executions = state.history
      .executions({ pipelineName })
      .filter((each) => stageName === undefined || hasSucceededIn(state, each, stageName));
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

/** The executions that a rollback of the stage can go back to. */
function hasSucceededIn(state: StateFolder, summary: ExecutionSummary, stageName: string): boolean {
  const stage = readView(state, summary).view.stages.find(({ name }) => name === stageName);
  return stage?.displayStatus === 'Succeeded' || stage?.displayStatus === 'Reused';
}

/** The newest first: a later page has smaller numbers, which the key turns around. */
function keyOf(number: number): string {
  return String(999_999_999 - number).padStart(9, '0');
}

/** What a killed process has left is taken up by the call that waits for it. */
async function driveOn(call: ServiceCall, pipelineName: string): Promise<void> {
  const made = madeByApi(call, pipelineName);
  if (made === undefined) return;
  const approvals = new Set(
    made.values.stages
      .flatMap(({ actions }) => actions)
      .filter(({ actionTypeId }) => actionTypeId.category === 'Approval')
      .map(({ name }) => name),
  );
  const isAtWork = await readState(call, ({ history }) =>
    history
      .executions({ pipelineName, limit: 1 })
      .filter(({ endedAt }) => endedAt === undefined)
      // One that waits for an approval goes on with the request that gives it.
      .some(({ executionId }) =>
        history
          .actions(executionId)
          .every(({ status, actionName }) => status !== 'InProgress' || !approvals.has(actionName)),
      ),
  );
  if (isAtWork === true) await ensureDriver(call);
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
  await driveOn(call, pipelineName);
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

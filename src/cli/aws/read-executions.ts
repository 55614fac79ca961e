// The executions of a pipeline in an account of AWS, as the history here has them.
import type { ActionExecutionDetail, PipelineExecutionSummary } from '@aws-sdk/client-codepipeline';
import { defined } from '../../lib/defined.ts';
import { calling } from '../../ship/aws/access.ts';
import type { ActionExecutionSummary, ExecutionSummary } from '../../state/execution-history.ts';
import { refusedCall, type Operation } from './open-operation.ts';

/** Newest first. */
export async function readExecutions(
  { client }: Pick<Operation, 'client'>,
  pipelineName: string,
  limit: number,
): Promise<readonly ExecutionSummary[]> {
  const { paginateListPipelineExecutions } = await import('@aws-sdk/client-codepipeline');
  return await calling(`the executions of ${pipelineName}`, async () => {
    const found: ExecutionSummary[] = [];
    // A page has at most 100 (CodePipeline API, ListPipelineExecutions).
    const input = { pipelineName, maxResults: Math.min(limit, 100) };
    for await (const page of paginateListPipelineExecutions({ client }, input)) {
      for (const each of page.pipelineExecutionSummaries ?? []) found.push(summaryOf(pipelineName, each));
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  });
}

function summaryOf(pipelineName: string, given: PipelineExecutionSummary): ExecutionSummary {
  const { pipelineExecutionId = '', startTime, lastUpdateTime, trigger = {}, status = 'InProgress' } = given;
  const isOver = status !== 'InProgress' && status !== 'Stopping';
  return {
    executionId: pipelineExecutionId,
    pipelineName,
    status,
    startedAt: startTime?.getTime() ?? 0,
    trigger: {
      triggerType: trigger.triggerType ?? 'StartPipelineExecution',
      triggerDetail: trigger.triggerDetail ?? '',
    },
    sourceRevisions: (given.sourceRevisions ?? []).map(({ actionName = '', revisionId = '', ...more }) => ({
      actionName,
      revisionId,
      ...defined({ revisionSummary: more.revisionSummary }),
    })),
    ...defined({
      endedAt: isOver ? lastUpdateTime?.getTime() : undefined,
      rollbackOf: given.rollbackMetadata?.rollbackTargetPipelineExecutionId,
      statusSummary: given.statusSummary,
    }),
  };
}

/** In the order in which they started. */
export async function readActionRuns(
  { client }: Pick<Operation, 'client'>,
  pipelineName: string,
  pipelineExecutionId: string,
): Promise<readonly ActionExecutionSummary[]> {
  const { paginateListActionExecutions } = await import('@aws-sdk/client-codepipeline');
  return await calling(`the actions of execution ${pipelineExecutionId}`, async () => {
    const found: ActionExecutionSummary[] = [];
    const input = { pipelineName, filter: { pipelineExecutionId } };
    for await (const page of paginateListActionExecutions({ client }, input))
      for (const each of page.actionExecutionDetails ?? []) found.push(runOf(each));
    return found.toSorted((a, b) => a.startedAt - b.startedAt);
  });
}

function runOf(given: ActionExecutionDetail): ActionExecutionSummary {
  const { status = 'InProgress', output } = given;
  const {
    externalExecutionId,
    externalExecutionSummary: summary,
    errorDetails,
  } = output?.executionResult ?? {};
  const { code = 'JobFailed', message = '' } = errorDetails ?? {};
  return {
    actionExecutionId: given.actionExecutionId ?? '',
    executionId: given.pipelineExecutionId ?? '',
    stageName: given.stageName ?? '',
    actionName: given.actionName ?? '',
    status,
    attempt: 1,
    startedAt: given.startTime?.getTime() ?? 0,
    ...defined({
      endedAt: status === 'InProgress' ? undefined : given.lastUpdateTime?.getTime(),
      summary,
      externalExecutionId,
      error: status === 'Failed' ? { code, message: message === '' ? (summary ?? '') : message } : undefined,
    }),
  };
}

/**
 * The one that is meant by its id, the beginning of it, or `latest`.
 * Throws a ProblemError when there is none, or the beginning is that of several.
 */
export async function chooseExecution(
  operation: Pick<Operation, 'client'>,
  pipelineName: string,
  wanted: string,
): Promise<ExecutionSummary> {
  const all = await readExecutions(operation, pipelineName, searched);
  const [found, ...others] =
    wanted === 'latest' ? all.slice(0, 1) : all.filter((each) => isMeant(each, wanted));
  if (found === undefined)
    throw refusedCall(`"${pipelineName}" has no execution ${wanted}`, 'slipway history --aws lists them');
  if (others.length > 0)
    throw refusedCall(`${others.length + 1} executions begin with ${wanted}`, 'Write more of the id');
  return found;
}

function isMeant({ executionId }: ExecutionSummary, wanted: string): boolean {
  return executionId.startsWith(wanted);
}

/** Those of a year at most; an older one is found by nothing here. */
const searched = 1000;

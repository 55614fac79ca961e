// The value stream of a pipeline from what the journal holds.
import type { ExecutionSummary } from '../state/execution-history.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { ExecutionView } from './execution-view.ts';
import { latestDeclaration } from './latest-declaration.ts';
import { readPipelineStatus } from './pipeline-status.ts';
import { readView } from './read-view.ts';
import { isThrough, valueStream, type ValueStream } from './value-stream.ts';

/** How far back a stage's content is looked for. */
const searchedExecutions = 200;
const measuredExecutions = 20;

/** Undefined when the pipeline is not known. */
export function readValueStream(
  state: Pick<StateFolder, 'journal' | 'history'>,
  pipelineName: string,
): ValueStream | undefined {
  const declaration = latestDeclaration(state, pipelineName);
  if (declaration === undefined) return undefined;
  const executions = state.history.executions({ pipelineName, limit: searchedExecutions });
  const { stages } = readPipelineStatus(state, pipelineName);
  const approvals = declaration.stages.flatMap(({ name, actions }) =>
    actions
      .filter(({ actionTypeId }) => actionTypeId.category === 'Approval')
      .map((action) => `${name}/${action.name}`),
  );
  return valueStream({
    pipelineName,
    stages,
    executions,
    views: enoughViews(state, executions, new Set(stages.map(({ name }) => name))),
    measured: executions
      .filter(({ status }) => status === 'Succeeded')
      .slice(0, measuredExecutions)
      .map(({ executionId }) => state.history.actions(executionId)),
    approvals: new Set(approvals),
  });
}

/** Until one was in every stage and has left it. */
function enoughViews(
  state: Pick<StateFolder, 'journal' | 'history'>,
  executions: readonly ExecutionSummary[],
  missing: Set<string>,
): readonly ExecutionView[] {
  const views: ExecutionView[] = [];
  for (const summary of executions) {
    if (missing.size === 0) break;
    const reached = state.history.actions(summary.executionId);
    if (!reached.some(({ stageName }) => missing.has(stageName))) continue;
    const { view } = readView(state, summary);
    views.push(view);
    for (const stage of view.stages.filter(isThrough)) missing.delete(stage.name);
  }
  return views;
}

// What an execution is expected to take, from what the history holds of those before it.
import type { ExecutionSummary } from '../state/execution-history.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { expectedTimes, type ExpectedTimes } from './expected-times.ts';
import { latestDeclaration } from './latest-declaration.ts';

const searchedExecutions = 100;
const measuredExecutions = 20;

/** Of none when nothing has succeeded before. */
export function readExpectedTimes(
  state: Pick<StateFolder, 'journal' | 'history'>,
  { executionId, pipelineName }: Pick<ExecutionSummary, 'executionId' | 'pipelineName'>,
): ExpectedTimes {
  const { stages = [] } = latestDeclaration(state, pipelineName) ?? {};
  const approvals = stages.flatMap(({ name, actions }) =>
    actions
      .filter(({ actionTypeId }) => actionTypeId.category === 'Approval')
      .map((action) => `${name}/${action.name}`),
  );
  const earlier = state.history
    .executions({ pipelineName, limit: searchedExecutions, before: executionId })
    .filter(({ status, rollbackOf }) => status === 'Succeeded' && rollbackOf === undefined)
    .slice(0, measuredExecutions);
  return expectedTimes(
    earlier.map((each) => state.history.actions(each.executionId)),
    new Set(approvals),
  );
}

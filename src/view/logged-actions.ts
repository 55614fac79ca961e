// What an execution has logs of: its actions, and the rules of its conditions that ran something.
import { pipelineWorkload } from '../model/workload.ts';
import type { ActionExecutionSummary, ExecutionSummary } from '../state/execution-history.ts';
import type { StateFolder } from '../state/state-folder.ts';

/** A rule has its own name and id in place of an action's. */
export type Logged = Pick<
  ActionExecutionSummary,
  'executionId' | 'stageName' | 'actionName' | 'actionExecutionId' | 'status'
>;

type Readable = Pick<StateFolder, 'journal' | 'history'>;
type Named = Pick<ExecutionSummary, 'executionId' | 'pipelineName'>;

/** Actions first. */
export function loggedActions(state: Readable, execution: Named): readonly Logged[] {
  return [...state.history.actions(execution.executionId), ...rulesOf(state, execution)];
}

/** Undefined for what is neither an action nor a rule of the execution. */
export function loggedAction(
  state: Readable,
  { executionId, actionExecutionId }: { readonly executionId: string; readonly actionExecutionId: string },
): Logged | undefined {
  const execution = state.history.execution(executionId);
  const is = (logged: Logged) => logged.actionExecutionId === actionExecutionId;
  return (
    state.history.actions(executionId).find(is) ??
    (execution === undefined ? undefined : rulesOf(state, execution).find(is))
  );
}

/** Those that ran a build or a function; known when their condition has ended. */
function rulesOf({ journal }: Readable, { executionId, pipelineName }: Named): readonly Logged[] {
  return journal.read({ workload: pipelineWorkload(pipelineName), executionId }).flatMap(({ event }) =>
    event.type === 'ConditionEnded'
      ? event.rules.flatMap(({ name, succeeded, ruleExecutionId }): readonly Logged[] =>
          ruleExecutionId === undefined
            ? []
            : [
                {
                  executionId,
                  stageName: event.stageName,
                  actionName: name,
                  actionExecutionId: ruleExecutionId,
                  status: succeeded ? 'Succeeded' : 'Failed',
                },
              ],
        )
      : [],
  );
}

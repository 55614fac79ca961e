// What is known of an execution of a workflow, for what plans its jobs. Pure.
import type { RunFacts } from '../../model/job-graph.ts';
import type { Scope } from '../scope.ts';

export function runFacts({ execution, stage, run }: Pick<Scope, 'execution' | 'stage' | 'run'>): RunFacts {
  let commitId = '';
  for (const [name, { actions }] of execution.stages)
    if (name !== stage.name)
      for (const { externalExecutionId = '' } of actions.values()) commitId ||= externalExecutionId;
  return {
    id: execution.executionId,
    number: execution.startOrder,
    attempt: run.attempt,
    startedBy: execution.trigger.triggerDetail,
    variables: execution.variables,
    commitId,
  };
}

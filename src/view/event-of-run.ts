// The event of GitHub that a run of a workflow is about.
import type { RunVariables } from '../model/workflow.ts';
import type { StateFolder } from '../state/state-folder.ts';

/** Undefined for an execution that is no run of a workflow. */
export function eventOfRun(
  { journal }: Pick<StateFolder, 'journal'>,
  executionId: string,
): string | undefined {
  const [first] = journal.read({ executionId, limit: 1 });
  const variables = first?.event.type === 'ExecutionStarted' ? first.event.variables : {};
  return names.every((name) => Object.hasOwn(variables, name)) ? variables['event'] : undefined;
}

const names: readonly (keyof RunVariables)[] = [
  'event',
  'ref',
  'inputs',
  'payload',
  'job',
  'matrix',
  'actions',
];

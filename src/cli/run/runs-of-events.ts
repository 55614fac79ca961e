// Runs of a workflow that another event has started than the one that `run` is called with: they are no runs of this call.
import type { RunVariables } from '../../model/workflow.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { RunCall } from './run-call.ts';
import { workflowOptions } from './workflow-call.ts';

/** Those in flight. None when the call says nothing of an event, and then whatever was interrupted may go on. */
export function runsOfOtherEvents(
  { journal, history }: Pick<StateFolder, 'journal' | 'history'>,
  { ready, given, read }: Pick<RunCall, 'ready' | 'given' | 'read'>,
): readonly string[] {
  const { pipeline, workflow } = ready.definition;
  const said = Object.entries(workflowOptions(given)).filter(([, value]) => value !== undefined);
  if (workflow === undefined || said.length === 0) return [];
  const saysPayload = said.some(([name]) => ofPayload.has(name));
  const compared = saysPayload ? [...variables, 'payload' as const] : variables;
  return history
    .inFlight(pipeline.name)
    .map(({ executionId }) => executionId)
    .filter((executionId) => {
      const [first] = journal.read({ executionId, limit: 1 });
      const own = first?.event.type === 'ExecutionStarted' ? first.event.variables : {};
      return compared.some((name) => own[name] !== read.variables[name]);
    });
}

const variables: readonly (keyof RunVariables)[] = ['event', 'ref', 'inputs', 'job', 'matrix', 'actions'];

/** Options that are seen in the payload alone. */
const ofPayload: ReadonlySet<string> = new Set(['activity', 'payload', 'base']);

// What a run of a workflow is planned from: kept in its stage. Pure.
import { defined } from '../lib/defined.ts';
import type { CalledWorkflows, Workflow, WorkflowRepository } from '../model/workflow.ts';
import { nameOfCall, remoteCalls } from './calls/call-reference.ts';
import { eventFieldsIn } from './events/payload-fields.ts';

/** Of a run, as its stage keeps it. */
export interface RunDefinition {
  readonly workflow: Omit<Workflow, 'jobs'>;
  readonly repository: WorkflowRepository;
  /** Of the event: those that it reads, and that the workflows of the repository read that it calls. */
  readonly eventFields?: readonly string[];
  /** What names the workflows of other repositories that these call. */
  readonly calls?: readonly string[];
}

/** Undefined for a workflow whose runs begin at once, have no name of their own and read nothing of their event, as far as is known. */
export function runDefinition(
  whole: Workflow,
  { repository, called }: { readonly repository: WorkflowRepository; readonly called: CalledWorkflows },
): string | undefined {
  const { jobs: _jobs, ...workflow } = whole;
  const fields = eventFieldsIn([whole, called]);
  const calling = [whole, ...Object.values(called)];
  const calls = [...new Set(calling.flatMap((each) => remoteCalls(each).map(nameOfCall)))];
  if (
    workflow.concurrency === undefined &&
    workflow.runName === undefined &&
    fields.length === 0 &&
    calls.length === 0
  )
    return undefined;
  const eventFields = fields.length === 0 ? undefined : fields;
  const more = defined({ eventFields, calls: calls.length === 0 ? undefined : calls });
  return JSON.stringify({ workflow, repository, ...more } satisfies RunDefinition);
}

// What a run of a workflow is planned from: kept in its stage. Pure.
import type { Workflow, WorkflowRepository } from '../model/workflow.ts';

/** Of a run, as its stage keeps it. */
export interface RunDefinition {
  readonly workflow: Omit<Workflow, 'jobs'>;
  readonly repository: WorkflowRepository;
}

/** Undefined for a workflow whose runs begin at once and have no name of their own. */
export function runDefinition(
  { jobs: _jobs, ...workflow }: Workflow,
  repository: WorkflowRepository,
): string | undefined {
  if (workflow.concurrency === undefined && workflow.runName === undefined) return undefined;
  return JSON.stringify({ workflow, repository } satisfies RunDefinition);
}

// What a job may do with caches: by `cache-mode`, else by what has started the run (GitHub: changelog 2026-06-26, read-only caches
// for triggers that anyone can cause, on the default branch). Pure.
import type { JobInWorkflow } from '../model/workflow.ts';

export interface CacheAccess {
  readonly mode: string;
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
  /** Why, in words for people. */
  readonly because: string;
}

/** Strangers cause them, and what they put into a cache would be run with the secrets of others. */
const causedByStrangers: ReadonlySet<string> = new Set([
  'pull_request_target',
  'issue_comment',
  'workflow_run',
]);

export function cacheAccess(
  {
    workflow,
    job,
  }: Pick<JobInWorkflow, 'job'> & { readonly workflow: Pick<JobInWorkflow['workflow'], 'cacheMode'> },
  event: string,
): CacheAccess {
  const written = job.cacheMode ?? workflow.cacheMode;
  const mode = written ?? (causedByStrangers.has(event) ? 'read' : 'write');
  return {
    mode,
    mayRead: mode === 'read' || mode === 'write',
    mayWrite: mode === 'write' || mode === 'write-only',
    because:
      written === undefined ? `caches are read-only for the event ${event}` : `its cache-mode is ${written}`,
  };
}

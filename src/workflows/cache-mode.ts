// What a job may do with caches: by `cache-mode`, else by what has started the run (GitHub: changelog 2026-06-26, read-only caches
// for triggers that anyone can cause, on the default branch). Pure.
import type { JobInWorkflow, Workflow } from '../model/workflow.ts';

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

/** What a called workflow may ask for, by the mode of its caller; anything for one without. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  none: ['none'],
  read: ['none', 'read'],
  'write-only': ['none', 'write-only'],
};

/** Why a called workflow is refused, or undefined. @param mode of the job that calls, else of its workflow */
export function wrongCacheMode(mode: string | undefined, called: Workflow): string | undefined {
  const modes = mode === undefined ? undefined : allowed[mode];
  const asked = [called, ...called.jobs].flatMap(({ cacheMode }) => cacheMode ?? []);
  const wrong = modes === undefined ? undefined : asked.find((each) => !modes.includes(each));
  return wrong === undefined
    ? undefined
    : `it asks for the cache-mode ${wrong}, and its caller has ${mode ?? ''}`;
}

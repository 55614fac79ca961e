// The claims of a job's OIDC token, and whether the job may have one (GitHub: "OpenID Connect reference"). Pure.
import { defined } from '../../lib/defined.ts';
import type { JobContexts, JobInWorkflow } from '../../model/workflow.ts';
import { textOf } from '../language/expressions.ts';
import { accessTo, permissionsInRun } from '../permissions.ts';

/** What signs GitHub's tokens; AWS's condition keys begin with its host. */
export const githubIssuer = 'https://token.actions.githubusercontent.com';

/** `id-token: write` of the job, else of its workflow, else of the job that has called that. @param github of a run */
export function mayHaveIdToken(
  definition: Pick<JobInWorkflow, 'workflow' | 'job' | 'call'>,
  github: JobContexts['github'] = {},
): boolean {
  return accessTo(permissionsInRun(definition, github), 'id-token') === 'write';
}

export interface TokenOf {
  readonly github: JobContexts['github'];
  readonly environment: string | undefined;
  /** What names the workflow that has the job: `owner/name/.github/workflows/x.yml@ref`. */
  readonly workflowRef: string;
  readonly audience: string | undefined;
  /** Of the job; absent where no job has begun. */
  readonly checkRunId?: string;
}

export type Claims = Readonly<Record<string, string>>;

/** Without the times and the id, which are those of one token. */
export function claimsOf({ github, environment, workflowRef, audience, checkRunId }: TokenOf): Claims {
  const of = (key: string): string => textOf(github[key] ?? '');
  const context = copied.map((key) => [key, of(key)] as const);
  return {
    ...Object.fromEntries(context),
    iss: githubIssuer,
    aud: audience ?? `https://github.com/${of('repository_owner')}`,
    sub: subjectOf(of('repository'), { event: of('event_name'), ref: of('ref'), environment }),
    job_workflow_ref: workflowRef,
    job_workflow_sha: of('workflow_sha'),
    runner_environment: 'self-hosted',
    repository_visibility: 'private',
    ...defined({ environment, check_run_id: checkRunId }),
  };
}

const copied = `
  actor actor_id base_ref event_name head_ref ref ref_protected ref_type repository repository_id repository_owner
  repository_owner_id run_attempt run_id run_number sha workflow workflow_ref workflow_sha
`
  .trim()
  .split(/\s+/);

interface About {
  readonly event: string;
  readonly ref: string;
  readonly environment: string | undefined;
}

/** A colon in a name is written as %3A. @param repository as the subject names it */
function subjectOf(repository: string, { event, ref, environment }: About): string {
  if (environment !== undefined)
    return `repo:${repository}:environment:${environment.replaceAll(':', '%3A')}`;
  return event === 'pull_request' ? `repo:${repository}:pull_request` : `repo:${repository}:ref:${ref}`;
}

/**
 * Repositories that were made, renamed or transferred since 2026-07-15 have their ids in the subject. No id of GitHub's is known
 * here: those that a trust policy names for this repository are taken for its own.
 * @param patterns that a trust policy has for the subject
 */
export function immutableSubjects(subject: string, patterns: readonly string[]): readonly string[] {
  const [, owner = '', name = '', rest = ''] = /^repo:([^/:]+)\/([^:]+):(.*)$/.exec(subject) ?? [];
  return patterns.flatMap((pattern) => {
    const ids = /^repo:([^/:@]+)@(\d+)\/([^/:@]+)@(\d+):/.exec(pattern);
    if (ids?.[1] !== owner || ids[3] !== name) return [];
    return [`repo:${owner}@${ids[2] ?? ''}/${name}@${ids[4] ?? ''}:${rest}`];
  });
}

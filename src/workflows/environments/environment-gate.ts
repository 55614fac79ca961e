// What the environment of a job asks for before the job begins (GitHub: "Deployments and environments", protection rules). Pure.
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { JobLeg } from '../../model/job-graph.ts';
import { ownPrefix } from '../../model/secret-names.ts';
import {
  valueAt,
  type DeploymentEnvironment,
  type JobContexts,
  type JobInWorkflow,
} from '../../model/workflow.ts';
import { takesName } from '../events/filter-pattern.ts';
import { resolveValue, textOf } from '../language/expressions.ts';

const none: DeploymentEnvironment = { reviewers: [], waitTimer: 0, variables: {} };

export interface NamedEnvironment extends DeploymentEnvironment {
  readonly name: string;
}

/** Undefined for a job without one; one that the repository does not describe asks for nothing. */
export function environmentOfJob(
  { job, environments = {} }: Pick<JobInWorkflow, 'job' | 'environments'>,
  contexts: JobContexts,
): Result<{ readonly environment: NamedEnvironment | undefined }> {
  if (job.environment === undefined) return { environment: undefined };
  const written = valueAt(job.environment, 'name') ?? job.environment;
  const resolved = resolveValue(written, { contexts: { ...contexts } });
  if (isFailed(resolved)) return { failed: `"environment" cannot be evaluated: ${resolved.failed}` };
  const name = textOf(resolved.value);
  if (name === '') return { environment: undefined };
  if (name.toLowerCase().startsWith(ownPrefix))
    return {
      failed: `The environment "${name}" cannot be used here: its secrets would be stored as ${name}/NAME, as those of a kind of runs are`,
    };
  const known = Object.entries(environments).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
  return { environment: { ...(known ?? none), name } };
}

/** Why the ref of the run may not deploy to it; undefined when it may. */
export function refusedRef({ name, branches, tags }: NamedEnvironment, ref: string): string | undefined {
  if (branches === undefined && tags === undefined) return undefined;
  const isTag = ref.startsWith('refs/tags/');
  const short = ref.replace(/^refs\/(?:heads|tags)\//, '');
  if (takesName((isTag ? tags : branches) ?? [], short)) return undefined;
  const what = isTag ? 'Tag' : 'Branch';
  return `${what} "${short}" is not allowed to deploy to ${name} due to environment protection rules`;
}

/** @param leg name of what waits */
export function gateOf(environment: NamedEnvironment, leg: string): Pick<JobLeg, 'approval' | 'waitMs'> {
  const { name, reviewers, waitTimer } = environment;
  const approval = {
    name: `${leg} (approval for ${name})`,
    actionTypeId: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' },
    configuration: { CustomData: `Deploys to ${name}. Reviewers: ${reviewers.join(', ')}` },
    // GitHub: a job that is not approved within 30 days fails.
    timeoutInMinutes: 30 * 24 * 60,
  } as const;
  return defined({
    approval: reviewers.length === 0 ? undefined : approval,
    waitMs: waitTimer === 0 ? undefined : waitTimer * 60_000,
  });
}

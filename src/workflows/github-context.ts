// The context `github` of a run that starts here (GitHub: "Contexts reference, github context"). Pure.
import type { RunFacts } from '../model/job-graph.ts';
import type { JobInWorkflow } from '../model/workflow.ts';
import {
  branchOf,
  eventPayload,
  isPullRequest,
  pullRequestNumber,
  valueIn,
  type Payload,
} from './events/event-payload.ts';
import { secretSources, trustOf } from './trust.ts';

export function githubContext(
  { workflow, repository, job, call }: JobInWorkflow,
  run: RunFacts,
): Readonly<Record<string, unknown>> {
  return { ...runContext({ workflow: call?.root ?? workflow, repository }, run), job: job.id };
}

/** What is the same for all jobs of a run. @param workflow that the event has started */
export function runContext(
  { workflow, repository }: Pick<JobInWorkflow, 'workflow' | 'repository'>,
  { commitId, number, attempt, startedBy, id, variables }: RunFacts,
): Readonly<Record<string, unknown>> {
  const { event: name = 'push', ref: given = '', inputs = '{}', payload: known = '{}' } = variables;
  const payload = JSON.parse(known) as Payload;
  const actor = textAt(payload, 'sender', 'login') ?? startedBy;
  const facts = {
    name,
    ref: given,
    commitId,
    actor,
    inputs: JSON.parse(inputs) as Readonly<Record<string, string>>,
    payload,
  };
  const event = eventPayload(facts, { workflow, repository });
  const head = textAt(event, 'pull_request', 'head', 'ref') ?? branchOf(given);
  const base = textAt(event, 'pull_request', 'base', 'ref') ?? repository.defaultBranch;
  const pull =
    textAt(event, 'number') ?? textAt(event, 'pull_request', 'number') ?? String(pullRequestNumber);
  const ofPull = isPullRequest(name);
  const isMerge = ofPull && name !== 'pull_request_target';
  const ref = refOf(name, { given, base, number: pull, defaultBranch: repository.defaultBranch });
  const [owner = ''] = repository.name.split('/');
  const context = {
    event_name: name,
    event,
    ref,
    ref_name: isMerge ? `${pull}/merge` : branchOf(ref),
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: false,
    head_ref: ofPull ? head : '',
    base_ref: ofPull ? base : '',
    sha: commitId,
    repository: repository.name,
    repository_id: '1',
    repository_owner: owner,
    repository_owner_id: '1',
    repositoryUrl: `git://github.com/${repository.name}.git`,
    actor,
    actor_id: '1',
    triggering_actor: actor,
    workflow: workflow.name,
    workflow_ref: `${repository.name}/${workflow.path}@${ref}`,
    workflow_sha: commitId,
    run_id: runIdOf(id),
    run_number: String(number),
    run_attempt: String(attempt),
    retention_days: '90',
    server_url: 'https://github.com',
    api_url: 'https://api.github.com',
    graphql_url: 'https://api.github.com/graphql',
  };
  return { ...context, secret_source: secretSources[trustOf(context)] };
}

/**
 * What `job` says of the workflow that the job stands in, which a call can have brought (GitHub: "Contexts reference", job context,
 * since 2026-04-10). The commit of a called workflow of another repository is known only where the call names it.
 */
export function workflowOfJob(
  { call, repository, workflow }: Pick<JobInWorkflow, 'call' | 'repository' | 'workflow'>,
  github: Readonly<Record<string, unknown>>,
): Readonly<Record<'workflow_ref' | 'workflow_sha' | 'workflow_repository' | 'workflow_file_path', string>> {
  const [, remote, path, ref = ''] = /^([^/.]+\/[^/]+)\/(.+)@(.+)$/.exec(call?.uses ?? '') ?? [];
  if (call !== undefined && remote !== undefined && path !== undefined)
    return {
      workflow_ref: call.uses,
      workflow_sha: /^[0-9a-f]{40}$/.test(ref) ? ref : '',
      workflow_repository: remote,
      workflow_file_path: path,
    };
  return {
    workflow_ref: `${repository.name}/${workflow.path}@${String(github['ref'])}`,
    workflow_sha: String(github['sha']),
    workflow_repository: repository.name,
    workflow_file_path: workflow.path,
  };
}

interface RefFacts {
  readonly given: string;
  readonly base: string;
  readonly number: string;
  readonly defaultBranch: string;
}

/**
 * A request for a merge runs on the merge; one by a target's rules on the branch that it would go to; what is about no branch on
 * the default one (GitHub: "Events that trigger workflows", GITHUB_REF).
 */
function refOf(event: string, { given, base, number, defaultBranch }: RefFacts): string {
  if (event === 'pull_request_target') return `refs/heads/${base}`;
  if (isPullRequest(event)) return `refs/pull/${number}/merge`;
  return onDefaultBranch.has(event) ? `refs/heads/${defaultBranch}` : given;
}

const onDefaultBranch: ReadonlySet<string> = new Set(
  (
    'schedule issues issue_comment label milestone discussion discussion_comment fork gollum watch repository_dispatch ' +
    'workflow_run delete branch_protection_rule check_run check_suite public project'
  ).split(' '),
);

/** A text or number in a payload. */
function textAt(payload: Payload, ...keys: readonly string[]): string | undefined {
  const value = valueIn(payload, ...keys);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** GitHub's are numbers; an execution's id is none. The same execution has always the same. */
export function runIdOf(executionId: string): string {
  return String(Number.parseInt(executionId.replaceAll(/[^0-9a-f]/gi, '').slice(0, 12) || '1', 16));
}

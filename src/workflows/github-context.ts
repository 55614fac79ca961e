// The context `github` of a run that starts here (GitHub: "Contexts reference, github context"). Pure.
import type { JobFacts } from '../model/job-graph.ts';
import type { JobInWorkflow } from '../model/workflow.ts';
import { branchOf, eventPayload, isPullRequest, pullRequestNumber } from './event-payload.ts';

export function githubContext(
  { workflow, repository, job }: JobInWorkflow,
  { commitId, number, attempt, startedBy, id, variables }: JobFacts['execution'],
): Readonly<Record<string, unknown>> {
  const { event: name = 'push', ref: given = '', inputs = '{}' } = variables;
  const facts = {
    name,
    ref: given,
    commitId,
    actor: startedBy,
    inputs: JSON.parse(inputs) as Readonly<Record<string, string>>,
  };
  const ofPull = isPullRequest(name);
  const ref = refOf(name, given, repository.defaultBranch);
  const [owner = ''] = repository.name.split('/');
  return {
    event_name: name,
    event: eventPayload(facts, { workflow, repository }),
    ref,
    ref_name: name === 'pull_request' ? `${pullRequestNumber}/merge` : branchOf(ref),
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: false,
    head_ref: ofPull ? branchOf(given) : '',
    base_ref: ofPull ? repository.defaultBranch : '',
    sha: commitId,
    repository: repository.name,
    repository_id: '1',
    repository_owner: owner,
    repository_owner_id: '1',
    repositoryUrl: `git://github.com/${repository.name}.git`,
    actor: startedBy,
    actor_id: '1',
    triggering_actor: startedBy,
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
    secret_source: 'Actions',
    job: job.id,
  };
}

/** A request for a merge runs on the merge; one by a target's rules on the branch that it would go to. */
function refOf(event: string, ref: string, defaultBranch: string): string {
  if (event === 'pull_request') return `refs/pull/${pullRequestNumber}/merge`;
  return event === 'pull_request_target' ? `refs/heads/${defaultBranch}` : ref;
}

/** GitHub's are numbers; an execution's id is none. The same execution has always the same. */
function runIdOf(executionId: string): string {
  return String(Number.parseInt(executionId.replaceAll(/[^0-9a-f]/gi, '').slice(0, 12) || '1', 16));
}

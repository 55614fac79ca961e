// What a run that starts here gets of its event: the fields of GitHub's webhook payloads that workflows read. Pure.
import type { Value, Workflow, WorkflowRepository } from '../model/workflow.ts';
import { isMapping, valueAt } from '../model/workflow.ts';

export interface EventFacts {
  readonly name: string;
  /** In full, as the caller named it. */
  readonly ref: string;
  readonly commitId: string;
  readonly actor: string;
  /** Of workflow_dispatch, as texts. */
  readonly inputs: Readonly<Record<string, string>>;
}

export interface EventPlace {
  readonly workflow: Pick<Workflow, 'on' | 'path'>;
  readonly repository: WorkflowRepository;
}

/** Of the requests for a merge that are made up here. */
export const pullRequestNumber = 1;

export function isPullRequest(event: string): boolean {
  return event === 'pull_request' || event === 'pull_request_target';
}

export function branchOf(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags)\//, '');
}

export function eventPayload(facts: EventFacts, place: EventPlace): Readonly<Record<string, unknown>> {
  const { name, ref, commitId, actor, inputs } = facts;
  const common = { repository: repositoryPayload(place.repository), sender: { login: actor, type: 'User' } };
  if (isPullRequest(name)) return { ...common, ...pullRequest(facts, place) };
  switch (name) {
    case 'push':
      return {
        ...common,
        ref,
        before: '0'.repeat(40),
        after: commitId,
        created: false,
        deleted: false,
        forced: false,
        head_commit: { id: commitId, message: '', author: { name: actor, username: actor } },
        commits: [],
        pusher: { name: actor },
      };
    case 'workflow_dispatch':
      return { ...common, ref, inputs, workflow: place.workflow.path };
    case 'schedule':
      return { ...common, schedule: firstCron(place.workflow.on['schedule']) };
    default:
      return common;
  }
}

function repositoryPayload({ name, defaultBranch }: WorkflowRepository) {
  const [owner = '', repository = ''] = name.split('/');
  return {
    name: repository,
    full_name: name,
    owner: { login: owner, name: owner },
    default_branch: defaultBranch,
    private: true,
    fork: false,
    html_url: `https://github.com/${name}`,
  };
}

function pullRequest({ ref, commitId, actor }: EventFacts, { repository }: EventPlace) {
  const repo = repositoryPayload(repository);
  return {
    action: 'opened',
    number: pullRequestNumber,
    pull_request: {
      number: pullRequestNumber,
      state: 'open',
      draft: false,
      merged: false,
      title: branchOf(ref),
      labels: [],
      user: { login: actor },
      head: { ref: branchOf(ref), sha: commitId, repo },
      base: { ref: repository.defaultBranch, sha: commitId, repo },
    },
  };
}

function firstCron(on: Value | undefined): string {
  const [first] = Array.isArray(on) ? on : [];
  const cron: unknown = first !== undefined && isMapping(first) ? valueAt(first, 'cron') : undefined;
  return typeof cron === 'string' ? cron : '';
}

// What a run that starts here gets of its event: the fields of GitHub's webhook payloads that workflows read. Pure.
import { isRecord } from '../../lib/is-record.ts';
import type { Value, Workflow, WorkflowRepository } from '../../model/workflow.ts';
import { isMapping, valueAt } from '../../model/workflow.ts';
import { inputTexts } from '../inputs.ts';

export interface EventFacts {
  readonly name: string;
  /** In full, as the caller named it. */
  readonly ref: string;
  readonly commitId: string;
  readonly actor: string;
  /** Of workflow_dispatch, as texts. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What is known of the event: it goes before what is made up here. */
  readonly payload: Payload;
}

export type Payload = Readonly<Record<string, unknown>>;

export interface EventPlace {
  readonly workflow: Pick<Workflow, 'on' | 'path'>;
  readonly repository: WorkflowRepository;
}

/** Of the requests for a merge that are made up here. */
export const pullRequestNumber = 1;

/** Before the first commit of a branch. */
export const noCommit = '0'.repeat(40);

export function isPullRequest(event: string): boolean {
  return /^pull_request(?:_target|_review|_review_comment)?$/.test(event);
}

export function branchOf(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags)\//, '');
}

export function eventPayload(facts: EventFacts, place: EventPlace): Payload {
  const common = { repository: repositoryPayload(place.repository), sender: userPayload(facts.actor) };
  return merge({ ...common, ...ownFields(facts, place) }, facts.payload);
}

/** Objects are put together; of all else the second counts. */
function merge(first: Payload, second: Payload): Payload {
  const both = Object.entries(second).map(([key, value]) => {
    const before = Object.hasOwn(first, key) ? first[key] : undefined;
    return [key, isRecord(before) && isRecord(value) ? merge(before, value) : value];
  });
  return { ...first, ...Object.fromEntries(both) };
}

function ownFields(facts: EventFacts, place: EventPlace): Payload {
  const { name, ref, actor, inputs } = facts;
  if (isPullRequest(name)) return pullRequest(facts, place);
  switch (name) {
    case 'push':
      return push(facts, place);
    case 'workflow_dispatch':
      return { ref, inputs: inputTexts(place.workflow, inputs), workflow: place.workflow.path };
    case 'schedule':
      return { schedule: firstCron(place.workflow.on['schedule']) };
    case 'create':
    case 'delete':
      return { ref: branchOf(ref), ref_type: refType(ref), master_branch: place.repository.defaultBranch };
    case 'release':
      return { action: 'published', release: release(facts) };
    case 'issues':
      return { action: 'opened', issue: issue(actor) };
    case 'issue_comment':
      return {
        action: 'created',
        issue: issue(actor),
        comment: { id: 1, body: '', user: userPayload(actor) },
      };
    case 'repository_dispatch':
      return { action: '', branch: place.repository.defaultBranch, client_payload: {} };
    case 'workflow_run':
      return { action: 'completed', workflow_run: workflowRun(facts) };
    case 'merge_group':
      return { action: 'checks_requested', merge_group: mergeGroup(facts, place) };
    default:
      return {};
  }
}

function push({ ref, commitId, actor }: EventFacts, { repository }: EventPlace): Payload {
  return {
    ref,
    before: noCommit,
    after: commitId,
    base_ref: null,
    compare: `https://github.com/${repository.name}/commit/${commitId}`,
    created: false,
    deleted: false,
    forced: false,
    head_commit: {
      id: commitId,
      message: '',
      url: `https://github.com/${repository.name}/commit/${commitId}`,
      author: { name: actor, username: actor },
      committer: { name: actor, username: actor },
    },
    commits: [],
    pusher: { name: actor },
  };
}

function repositoryPayload({ name, defaultBranch }: WorkflowRepository) {
  const [owner = '', repository = ''] = name.split('/');
  return {
    id: 1,
    name: repository,
    full_name: name,
    owner: { ...userPayload(owner), name: owner },
    default_branch: defaultBranch,
    master_branch: defaultBranch,
    private: true,
    visibility: 'private',
    fork: false,
    html_url: `https://github.com/${name}`,
    url: `https://api.github.com/repos/${name}`,
    clone_url: `https://github.com/${name}.git`,
    ssh_url: `git@github.com:${name}.git`,
    git_url: `git://github.com/${name}.git`,
  };
}

function userPayload(login: string) {
  return { login, id: 1, type: 'User', html_url: `https://github.com/${login}`, site_admin: false };
}

function pullRequest({ ref, commitId, actor }: EventFacts, { repository }: EventPlace): Payload {
  const repo = repositoryPayload(repository);
  const { owner } = repo;
  const sideOf = (name: string) => ({
    ref: name,
    label: `${owner.login}:${name}`,
    sha: commitId,
    user: owner,
    repo,
  });
  return {
    action: 'opened',
    number: pullRequestNumber,
    pull_request: {
      number: pullRequestNumber,
      state: 'open',
      draft: false,
      merged: false,
      title: branchOf(ref),
      body: null,
      labels: [],
      author_association: 'OWNER',
      html_url: `${repo.html_url}/pull/${pullRequestNumber}`,
      user: userPayload(actor),
      head: sideOf(branchOf(ref)),
      base: sideOf(repository.defaultBranch),
    },
  };
}

function release({ ref, actor }: EventFacts) {
  const tag = branchOf(ref);
  return {
    id: 1,
    tag_name: tag,
    name: tag,
    draft: false,
    prerelease: false,
    body: '',
    author: userPayload(actor),
  };
}

function issue(actor: string) {
  return { number: 1, title: '', body: '', state: 'open', labels: [], user: userPayload(actor) };
}

function workflowRun({ ref, commitId }: EventFacts) {
  return { id: 1, conclusion: 'success', event: 'push', head_branch: branchOf(ref), head_sha: commitId };
}

function mergeGroup({ ref, commitId }: EventFacts, { repository }: EventPlace) {
  const base_ref = `refs/heads/${repository.defaultBranch}`;
  return { head_sha: commitId, head_ref: ref, base_sha: commitId, base_ref };
}

function refType(ref: string): 'tag' | 'branch' {
  return ref.startsWith('refs/tags/') ? 'tag' : 'branch';
}

function firstCron(on: Value | undefined): string {
  const [first] = Array.isArray(on) ? on : [];
  const cron: unknown = first !== undefined && isMapping(first) ? valueAt(first, 'cron') : undefined;
  return typeof cron === 'string' ? cron : '';
}

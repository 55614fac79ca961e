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

/** What lies in a payload behind these keys; undefined for nothing. */
export function valueIn(payload: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (each, key) => (isRecord(each) && Object.hasOwn(each, key) ? each[key] : undefined),
    payload,
  );
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
      return { schedule: firstCron(place.workflow.on['schedule']), workflow: place.workflow.path };
    case 'create':
    case 'delete':
      return {
        ref: branchOf(ref),
        ref_type: refType(ref),
        master_branch: place.repository.defaultBranch,
        pusher_type: 'user',
      };
    case 'release':
      return { action: 'published', release: release(facts, place) };
    case 'issues':
      return { action: 'opened', issue: issue(actor, place) };
    case 'issue_comment':
      return {
        action: 'created',
        issue: issue(actor, place),
        comment: comment(actor, place),
      };
    case 'repository_dispatch':
      return { action: '', branch: place.repository.defaultBranch, client_payload: {} };
    case 'workflow_run':
      return { action: 'completed', workflow_run: workflowRun(facts, place) };
    case 'merge_group':
      return { action: 'checks_requested', merge_group: mergeGroup(facts, place) };
    default:
      return {};
  }
}

function push({ ref, commitId, actor, payload }: EventFacts, { repository }: EventPlace): Payload {
  const address = `https://github.com/${repository.name}`;
  const { before } = payload;
  const isKnown = typeof before === 'string' && before !== noCommit;
  return {
    ref,
    before: noCommit,
    after: commitId,
    base_ref: null,
    compare: isKnown
      ? `${address}/compare/${before.slice(0, 12)}...${commitId.slice(0, 12)}`
      : `${address}/commit/${commitId}`,
    created: false,
    deleted: false,
    forced: false,
    head_commit: {
      id: commitId,
      message: '',
      distinct: true,
      url: `${address}/commit/${commitId}`,
      author: { name: actor, username: actor },
      committer: { name: actor, username: actor },
    },
    commits: [],
    pusher: { name: actor },
  };
}

function repositoryPayload({ name, defaultBranch }: WorkflowRepository, fork = false) {
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
    archived: false,
    disabled: false,
    fork,
    html_url: `https://github.com/${name}`,
    url: `https://api.github.com/repos/${name}`,
    clone_url: `https://github.com/${name}.git`,
    ssh_url: `git@github.com:${name}.git`,
    git_url: `git://github.com/${name}.git`,
    svn_url: `https://github.com/${name}`,
  };
}

function userPayload(login: string) {
  return {
    login,
    id: 1,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    url: `https://api.github.com/users/${login}`,
    html_url: `https://github.com/${login}`,
    avatar_url: `https://github.com/${login}.png`,
    site_admin: false,
  };
}

function pullRequest({ ref, commitId, actor, payload }: EventFacts, { repository }: EventPlace): Payload {
  const repo = repositoryPayload(repository);
  const sideOf = (name: string, side: typeof repo) => ({
    ref: name,
    label: `${side.owner.login}:${name}`,
    sha: commitId,
    user: side.owner,
    repo: side,
  });
  const fork = forkOf(payload, repository);
  const isClosed = payload['action'] === 'closed';
  const address = `${repo.html_url}/pull/${pullRequestNumber}`;
  return {
    action: 'opened',
    number: pullRequestNumber,
    pull_request: {
      id: 1,
      number: pullRequestNumber,
      state: isClosed ? 'closed' : 'open',
      locked: false,
      draft: payload['action'] === 'converted_to_draft',
      merged: false,
      merged_at: null,
      merged_by: null,
      merge_commit_sha: commitId,
      auto_merge: null,
      assignee: null,
      assignees: [],
      requested_reviewers: [],
      requested_teams: [],
      milestone: null,
      title: branchOf(ref),
      body: null,
      labels: [],
      author_association: 'OWNER',
      maintainer_can_modify: false,
      url: `${repo.url}/pulls/${pullRequestNumber}`,
      html_url: address,
      diff_url: `${address}.diff`,
      patch_url: `${address}.patch`,
      issue_url: `${repo.url}/issues/${pullRequestNumber}`,
      commits_url: `${repo.url}/pulls/${pullRequestNumber}/commits`,
      comments_url: `${repo.url}/issues/${pullRequestNumber}/comments`,
      statuses_url: `${repo.url}/statuses/${commitId}`,
      user: userPayload(actor),
      head: sideOf(branchOf(ref), fork ?? repo),
      base: sideOf(repository.defaultBranch, repo),
    },
  };
}

/** What is known of the repository that a pull request comes from, when it is another one. */
function forkOf(payload: Payload, repository: WorkflowRepository) {
  const name = valueIn(payload, 'pull_request', 'head', 'repo', 'full_name');
  const base = valueIn(payload, 'pull_request', 'base', 'repo', 'full_name') ?? repository.name;
  if (typeof name !== 'string' || name === base) return undefined;
  return repositoryPayload({ ...repository, name }, true);
}

function release({ ref, actor, payload }: EventFacts, { repository }: EventPlace) {
  const tag = branchOf(ref);
  const { html_url: address, url } = repositoryPayload(repository);
  return {
    id: 1,
    target_commitish: repository.defaultBranch,
    url: `${url}/releases/1`,
    html_url: `${address}/releases/tag/${tag}`,
    assets_url: `${url}/releases/1/assets`,
    upload_url: `https://uploads.github.com/repos/${repository.name}/releases/1/assets{?name,label}`,
    tarball_url: `${url}/tarball/${tag}`,
    zipball_url: `${url}/zipball/${tag}`,
    assets: [],
    tag_name: tag,
    name: tag,
    draft: false,
    prerelease: payload['action'] === 'prereleased',
    body: '',
    author: userPayload(actor),
  };
}

function issue(actor: string, { repository }: EventPlace) {
  const { html_url: address, url } = repositoryPayload(repository);
  return {
    id: 1,
    number: 1,
    title: '',
    body: '',
    state: 'open',
    locked: false,
    labels: [],
    assignee: null,
    assignees: [],
    milestone: null,
    author_association: 'OWNER',
    user: userPayload(actor),
    url: `${url}/issues/1`,
    html_url: `${address}/issues/1`,
  };
}

function comment(actor: string, { repository }: EventPlace) {
  const { html_url: address, url } = repositoryPayload(repository);
  return {
    id: 1,
    body: '',
    user: userPayload(actor),
    author_association: 'OWNER',
    url: `${url}/issues/comments/1`,
    html_url: `${address}/issues/1#issuecomment-1`,
  };
}

function workflowRun({ ref, commitId, actor }: EventFacts, { repository, workflow }: EventPlace) {
  const repo = repositoryPayload(repository);
  const named = valueAt(workflow.on['workflow_run'], 'workflows');
  const name = String((Array.isArray(named) ? named[0] : named) ?? '');
  return {
    id: 1,
    name,
    display_title: name,
    run_number: 1,
    run_attempt: 1,
    status: 'completed',
    conclusion: 'success',
    event: 'push',
    head_branch: branchOf(ref),
    head_sha: commitId,
    head_repository: repo,
    repository: repo,
    pull_requests: [],
    actor: userPayload(actor),
    triggering_actor: userPayload(actor),
    html_url: `${repo.html_url}/actions/runs/1`,
  };
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

// Which fields GitHub sends with an event (GitHub: "Webhook events and payloads"), and which of those that a workflow reads are not
// known here. Pure.
import { isRecord } from '../../lib/is-record.ts';
import { ownValue } from '../../lib/own-value.ts';
import { textOf } from '../language/expressions.ts';
import { valueIn, type Payload } from './event-payload.ts';

/** Names of fields; after a colon the shape of what is in one. */
const shapes: Readonly<Record<string, string>> = {
  user: 'login id node_id gravatar_id url type site_admin',
  owner: 'name email',
  committer: 'name email date username',
  commit:
    'id tree_id distinct message timestamp url author:committer committer:committer added modified removed',
  organization: 'login id node_id url description',
  license: 'key name spdx_id url node_id',
  repository:
    'id node_id name full_name private owner:user+owner description fork url created_at updated_at pushed_at homepage size stargazers_count watchers_count language has_issues has_projects has_downloads has_wiki has_pages has_discussions forks_count archived disabled open_issues_count license:license allow_forking is_template web_commit_signoff_required topics visibility forks open_issues watchers stargazers default_branch master_branch organization custom_properties allow_squash_merge allow_merge_commit allow_rebase_merge delete_branch_on_merge',
  label: 'id node_id url name description color default',
  milestone:
    'url id node_id number title description creator:user open_issues closed_issues state created_at updated_at due_on closed_at',
  side: 'label ref sha user:user repo:repository',
  pull: 'url id node_id number state locked title user:user body created_at updated_at closed_at merged_at merge_commit_sha assignee:user assignees requested_reviewers requested_teams labels milestone:milestone head:side base:side author_association auto_merge active_lock_reason draft _links',
  pullInFull:
    'merged mergeable rebaseable mergeable_state merged_by:user comments review_comments maintainer_can_modify commits additions deletions changed_files',
  issue:
    'url id node_id number title user:user labels state state_reason locked assignee:user assignees milestone:milestone comments created_at updated_at closed_at author_association active_lock_reason body reactions draft performed_via_github_app',
  comment:
    'url id node_id user:user created_at updated_at author_association body reactions performed_via_github_app',
  reviewComment:
    'url id node_id pull_request_review_id diff_hunk path position original_position commit_id original_commit_id user:user body created_at updated_at author_association reactions line original_line side start_line original_start_line start_side subject_type _links',
  review: 'id node_id user:user body commit_id submitted_at state author_association _links',
  release:
    'url id node_id tag_name target_commitish name draft author:user prerelease created_at published_at assets body reactions',
  workflow: 'id node_id name path state url created_at updated_at',
  run: 'id node_id name display_title path event status conclusion head_branch head_sha head_commit:commit head_repository:repository repository:repository workflow_id check_suite_id check_suite_node_id run_number run_attempt pull_requests referenced_workflows created_at updated_at run_started_at actor:user triggering_actor:user url',
  group: 'head_sha head_ref base_sha base_ref head_commit:commit',
};

/** The same with `_url` behind each name. */
const addresses: Readonly<Record<string, string>> = {
  user: 'avatar events followers following gists html organizations received_events repos starred subscriptions',
  repository:
    'archive assignees blobs branches clone collaborators comments commits compare contents contributors deployments downloads events forks git_commits git_refs git_tags git hooks html issue_comment issue_events issues keys labels languages merges milestones mirror notifications pulls releases ssh stargazers statuses subscribers subscription svn tags teams trees',
  organization: 'avatar events hooks issues members public_members repos',
  license: 'html',
  milestone: 'html labels',
  pull: 'comments commits diff html issue patch review_comment review_comments statuses',
  issue: 'comments events html labels repository timeline',
  comment: 'html issue',
  reviewComment: 'html pull_request',
  review: 'html pull_request',
  release: 'assets discussion html tarball upload zipball',
  workflow: 'badge html',
  run: 'artifacts cancel check_suite html jobs logs previous_attempt rerun workflow',
};

const inEach = 'repository:repository sender:user organization:organization';

/** The same for an event as a whole. */
const events: Readonly<Record<string, string>> = {
  push: 'ref before after created deleted forced base_ref compare commits head_commit:commit pusher:committer',
  pull_request: 'action number pull_request:pull+pullInFull',
  pull_request_target: 'action number pull_request:pull+pullInFull',
  pull_request_review: 'action pull_request:pull review:review',
  pull_request_review_comment: 'action pull_request:pull comment:reviewComment',
  workflow_dispatch: 'ref workflow',
  schedule: 'schedule workflow',
  release: 'action release:release',
  issues: 'action issue:issue',
  issue_comment: 'action issue:issue comment:comment',
  workflow_run: 'action workflow:workflow workflow_run:run',
  repository_dispatch: 'action branch client_payload',
  merge_group: 'action merge_group:group',
  create: 'ref ref_type master_branch description pusher_type',
  delete: 'ref ref_type pusher_type',
};

/** What comes with one kind of activity alone. */
const activities: Readonly<Record<string, string>> = {
  labeled: 'label:label',
  unlabeled: 'label:label',
  assigned: 'assignee:user',
  unassigned: 'assignee:user',
  milestoned: 'milestone:milestone',
  demilestoned: 'milestone:milestone',
  review_requested: 'requested_reviewer:user',
  review_request_removed: 'requested_reviewer:user',
  synchronize: 'before after',
  edited: 'changes',
};

/** Whether GitHub sends the field behind these keys; false for one that it does not document. */
export function isSent(event: string, activity: string, keys: readonly string[]): boolean {
  const own = ownValue(events, event);
  if (own === undefined) return false;
  return isIn(`${own} ${ownValue(activities, activity) ?? ''} ${inEach}`, keys);
}

function isIn(fields: string, [key = '', ...deeper]: readonly string[]): boolean {
  const field = fields.split(' ').find((each) => each.replace(/:.*$/, '') === key);
  if (field === undefined) return false;
  const [, names] = field.split(':');
  // What is in a list or in what the sender makes up is not known.
  if (deeper.length === 0 || names === undefined) return true;
  return isIn(names.split('+').map(fieldsOf).join(' '), deeper);
}

function fieldsOf(shape: string): string {
  const urls = (ownValue(addresses, shape) ?? '').replaceAll(/\w+/g, '$&_url');
  return `${ownValue(shapes, shape) ?? ''} ${urls}`;
}

/** Of these fields of an event those that GitHub sends and that are not known of this one: `release.created_at`. */
export function unknownFields(
  fields: readonly string[],
  event: { readonly name: string; readonly payload: Payload },
): readonly string[] {
  const action = event.payload['action'];
  const activity = typeof action === 'string' ? action : '';
  return fields.filter((path) => {
    const keys = path.split('.');
    return isSent(event.name, activity, keys) && isUnknown(event.payload, keys);
  });
}

/** In words for people; undefined when there are none. @param github the context of the run */
export function describeUnknownFields(
  fields: readonly string[],
  { event: payload, event_name: named }: Readonly<Record<string, unknown>>,
): string | undefined {
  const name = textOf(named ?? '');
  const unknown = unknownFields(fields, { name, payload: isRecord(payload) ? payload : {} });
  if (unknown.length === 0) return undefined;
  const list = unknown.map((field) => `github.event.${field}`).join(', ');
  return `Empty here, and sent by GitHub with ${name}: ${list}. --payload FILE gives what it holds`;
}

/** The fields of the event that all expressions and conditions in it read, each once. @param value workflows, jobs */
export function eventFieldsIn(value: unknown): readonly string[] {
  return [...new Set(expressionsIn(value).flatMap(fieldsOfEvent))];
}

function expressionsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(expressionsIn);
  if (!isRecord(value)) return [];
  const { expression, condition } = value;
  if (typeof expression === 'string') return [expression];
  return [
    ...(typeof condition === 'string' ? [condition] : []),
    ...Object.values(value).flatMap(expressionsIn),
  ];
}

/** Null is what GitHub sends for nothing, and there is nothing in a list by a name. */
function isUnknown(payload: Payload, keys: readonly string[]): boolean {
  const around = valueIn(payload, ...keys.slice(0, -1));
  if (keys.length > 1 && around !== undefined && !isRecord(around)) return false;
  return valueIn(payload, ...keys) === undefined;
}

/** With what stands in brackets as the text that it is; up to a filter or an index. Other texts name nothing. */
function fieldsOfEvent(expression: string): readonly string[] {
  const withoutOtherTexts = expression.replaceAll(texts, (_, key?: string) => key ?? "''");
  return [...withoutOtherTexts.matchAll(reads)].map(([, path = '']) =>
    path
      .replaceAll(/\[\s*'([\w-]+)'\s*\]/g, '.$1')
      .replaceAll(/\s/g, '')
      .replace(/^\./, ''),
  );
}

const texts = /(\[\s*'[\w-]+'\s*\])|'(?:[^']|'')*'/g;
const reads = /\bgithub\s*\.\s*event\b((?:\s*\.\s*[\w-]+|\s*\[\s*'[\w-]+'\s*\])+)/gi;

// Whether a webhook starts a build of an event. Pure. Source: CodeBuild API reference, WebhookFilter; user guide, "Filter GitHub
// webhook events".
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import { compileRegex } from '../../lib/linear-regex.ts';
import type { WebhookEvent } from './webhook-event.ts';

type Filter = CodeBuildApi['shapes']['WebhookFilter'];

export interface FilteredWebhook {
  readonly filterGroups?: readonly (readonly Filter[])[];
  readonly branchFilter?: string;
}

/** Without groups: every push, and pull requests that are opened, opened again or changed. */
const byDefault: ReadonlySet<string> = new Set([
  'PUSH',
  'PULL_REQUEST_CREATED',
  'PULL_REQUEST_UPDATED',
  'PULL_REQUEST_REOPENED',
]);

/** Undefined when it starts one; else why not. One group that fits is enough. */
export function whyNoBuild(
  { filterGroups = [], branchFilter }: FilteredWebhook,
  event: WebhookEvent,
): string | undefined {
  if (filterGroups.length === 0) return whyNotByDefault(event, branchFilter);
  const reasons = filterGroups.map((group) => whyNotInGroup(group, event));
  return reasons.includes(undefined) ? undefined : reasons.join('; ');
}

function whyNotByDefault({ event, headRef = '' }: WebhookEvent, branchFilter = ''): string | undefined {
  if (!byDefault.has(event)) return `${event} starts no build without a filter that names it`;
  const branch = headRef.replace(/^refs\/(heads|tags)\//, '');
  const fits = branchFilter === '' || compileRegex(branchFilter)?.(branch) === true;
  return fits ? undefined : `the branch filter "${branchFilter}" does not fit "${branch}"`;
}

/** All filters of a group must fit. */
function whyNotInGroup(group: readonly Filter[], event: WebhookEvent): string | undefined {
  const missed = group.find((filter) => !fits(filter, event));
  if (missed === undefined) return undefined;
  const { type, pattern, excludeMatchedPattern = false } = missed;
  const values = valuesOf(missed, event);
  if (values === undefined) return `the delivery of ${event.event} does not say ${type}`;
  return `${type} ${excludeMatchedPattern ? 'excludes' : 'does not fit'} "${pattern}"`;
}

/** What an event does not say fits no filter, whether it includes or excludes. */
function fits(filter: Filter, event: WebhookEvent): boolean {
  const values = valuesOf(filter, event);
  if (values === undefined) return false;
  const { type, pattern, excludeMatchedPattern = false } = filter;
  const isMatch =
    type === 'EVENT'
      ? pattern.split(',').some((name) => values.includes(name.trim()))
      : values.some((value) => compileRegex(pattern)?.(value) === true);
  return isMatch !== excludeMatchedPattern;
}

function valuesOf({ type }: Filter, event: WebhookEvent): readonly string[] | undefined {
  const single = {
    EVENT: event.event,
    BASE_REF: event.baseRef,
    HEAD_REF: event.headRef,
    ACTOR_ACCOUNT_ID: event.actorId,
    COMMIT_MESSAGE: event.commitMessage,
    TAG_NAME: event.tagName,
    RELEASE_NAME: event.releaseName,
    REPOSITORY_NAME: event.repository.split('/')[1],
    ORGANIZATION_NAME: event.organization,
    WORKFLOW_NAME: undefined,
  };
  if (type === 'FILE_PATH') return event.filePaths;
  const value = single[type];
  return value === undefined ? undefined : [value];
}

// A delivery of GitHub as CodeBuild's webhooks see it. Pure. Source: GitHub docs, "Webhook events and payloads"; CodeBuild user guide,
// "GitHub webhook events" and "Environment variables in build environments".
import { z } from '@hono/zod-openapi';
import { defined } from '../../lib/defined.ts';
import type { Failed } from '../../lib/result.ts';

export interface WebhookEvent {
  /** As the filter EVENT names it. */
  readonly event: string;
  readonly repository: string;
  readonly organization: string;
  readonly actorId: string;
  readonly headRef?: string;
  readonly baseRef?: string;
  /** Absent where the delivery does not say it: that of a pull request. */
  readonly filePaths?: readonly string[];
  readonly commitMessage?: string;
  readonly tagName?: string;
  readonly releaseName?: string;
  /** What is built: a commit, or `pr/NUMBER`. */
  readonly sourceVersion: string;
  /** `pr/1`, `branch/main` or `tag/v1`. */
  readonly trigger: string;
  readonly previousCommit?: string;
  /** A pull request from another repository. */
  readonly isFork?: boolean;
}

export type ReadEvent = { readonly event: WebhookEvent } | { readonly ignored: string } | Failed;

const about = z.object({
  repository: z.object({ full_name: z.string() }),
  sender: z.object({ id: z.number() }),
});
const paths = z.array(z.string()).default([]);
const push = about.extend({
  ref: z.string(),
  before: z.string().optional(),
  after: z.string(),
  deleted: z.boolean().default(false),
  head_commit: z.object({ message: z.string() }).nullish(),
  commits: z.array(z.object({ added: paths, modified: paths, removed: paths })).default([]),
});
const side = z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() });
const pullRequest = about.extend({
  action: z.string(),
  number: z.number().int(),
  pull_request: z.object({ head: side, base: side, merged: z.boolean().nullish() }),
});
const release = about.extend({
  action: z.string(),
  release: z.object({ tag_name: z.string(), name: z.string().nullish() }),
});

/** @param name of `X-GitHub-Event` */
export function readWebhookEvent(name: string, payload: unknown): ReadEvent {
  switch (name) {
    case 'push':
      return parsed(push, payload, ofPush);
    case 'pull_request':
      return parsed(pullRequest, payload, ofPullRequest);
    case 'release':
      return parsed(release, payload, ofRelease);
    default:
      return { ignored: `the event "${name}" starts no build` };
  }
}

function parsed<T>(shape: z.ZodType<T>, payload: unknown, read: (value: T) => ReadEvent): ReadEvent {
  const { success, data, error } = shape.safeParse(payload);
  return success ? read(data) : { failed: z.prettifyError(error) };
}

function shared({ repository, sender }: z.infer<typeof about>) {
  const [organization = ''] = repository.full_name.split('/');
  return { repository: repository.full_name, organization, actorId: String(sender.id) };
}

function ofPush(value: z.infer<typeof push>): ReadEvent {
  const { ref, before, after, deleted, head_commit: head, commits } = value;
  if (deleted) return { ignored: `${ref} was deleted` };
  const [, kind, name = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  const filePaths = commits.flatMap(({ added, modified, removed }) => [...added, ...modified, ...removed]);
  const isNew = before === undefined || /^0+$/.test(before);
  const event: WebhookEvent = {
    event: 'PUSH',
    ...shared(value),
    headRef: ref,
    filePaths: [...new Set(filePaths)],
    sourceVersion: after,
    trigger: `${kind === 'tags' ? 'tag' : 'branch'}/${name}`,
    ...defined({ commitMessage: head?.message, previousCommit: isNew ? undefined : before }),
  };
  return { event };
}

const pullRequestEvents: Readonly<Record<string, string>> = {
  opened: 'PULL_REQUEST_CREATED',
  synchronize: 'PULL_REQUEST_UPDATED',
  reopened: 'PULL_REQUEST_REOPENED',
};

function ofPullRequest(value: z.infer<typeof pullRequest>): ReadEvent {
  const { action, number, pull_request: request } = value;
  const closed = request.merged === true ? 'PULL_REQUEST_MERGED' : 'PULL_REQUEST_CLOSED';
  const event = action === 'closed' ? closed : pullRequestEvents[action];
  if (event === undefined) return { ignored: `the action "${action}" of a pull request starts no build` };
  const { head, base } = request;
  return {
    event: {
      event,
      ...shared(value),
      headRef: `refs/heads/${head.ref}`,
      baseRef: `refs/heads/${base.ref}`,
      sourceVersion: `pr/${number}`,
      trigger: `pr/${number}`,
      isFork: head.repo?.full_name !== value.repository.full_name,
    },
  };
}

const releaseEvents: Readonly<Record<string, string>> = {
  released: 'RELEASED',
  prereleased: 'PRERELEASED',
};

function ofRelease(value: z.infer<typeof release>): ReadEvent {
  const event = releaseEvents[value.action];
  if (event === undefined) return { ignored: `the action "${value.action}" of a release starts no build` };
  const { tag_name: tagName, name } = value.release;
  return {
    event: {
      event,
      ...shared(value),
      headRef: `refs/tags/${tagName}`,
      tagName,
      releaseName: name ?? '',
      sourceVersion: tagName,
      trigger: `tag/${tagName}`,
    },
  };
}

/** What CodeBuild sets in the environment of such a build. */
export function webhookVariables(event: WebhookEvent): Readonly<Record<string, string>> {
  return defined({
    CODEBUILD_WEBHOOK_ACTOR_ACCOUNT_ID: event.actorId,
    CODEBUILD_WEBHOOK_BASE_REF: event.baseRef,
    CODEBUILD_WEBHOOK_EVENT: event.event,
    CODEBUILD_WEBHOOK_HEAD_REF: event.headRef,
    CODEBUILD_WEBHOOK_PREV_COMMIT: event.previousCommit,
    CODEBUILD_WEBHOOK_TRIGGER: event.trigger,
  });
}

// A delivery of a GitHub webhook as an event of a repository (GitHub docs, "Webhook events and payloads"). Keys that are
// not needed may be anything.
import { createHmac } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { Failed } from '../../../lib/result.ts';
import { isSameSecret } from '../../../lib/same-secret.ts';
import type { GitEvent } from '../../../model/triggers/git-event.ts';

/** Whether the body was signed with the secret, compared in constant time (`X-Hub-Signature-256`). */
export function isSigned(body: Uint8Array, signature: string | undefined, secret: string): boolean {
  const wanted = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  return isSameSecret(signature ?? '', wanted);
}

/**
 * By the content type that the webhook has: JSON, or a form whose only field `payload` is JSON, which is what GitHub's API
 * makes by default. The signature is over the bytes as they came, in both. Undefined for anything else.
 */
export function readPayload(body: Uint8Array, contentType: string): unknown {
  const text = new TextDecoder().decode(body);
  const isForm = /^\s*application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType);
  const json = isForm ? new URLSearchParams(text).get('payload') : text;
  try {
    return json === null ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

const repository = z.object({ full_name: z.string() });
const sender = z.object({ login: z.string() }).optional();
const paths = z.array(z.string()).optional();

const push = z.object({
  ref: z.string(),
  after: z.string(),
  created: z.boolean().optional(),
  deleted: z.boolean().optional(),
  repository,
  sender,
  commits: z.array(z.object({ added: paths, modified: paths, removed: paths })).optional(),
});

const pullRequest = z.object({
  action: z.string(),
  number: z.number().int(),
  repository,
  sender,
  pull_request: z.object({
    base: z.object({ ref: z.string() }),
    head: z.object({ ref: z.string(), sha: z.string() }),
  }),
});

/** GitHub lists at most so many commits in a push: beyond it files are missing. */
const listedCommits = 2048;

const pullRequestEvents: Readonly<Record<string, 'OPEN' | 'UPDATED' | 'CLOSED'>> = {
  opened: 'OPEN',
  reopened: 'OPEN',
  synchronize: 'UPDATED',
  closed: 'CLOSED',
};

export type Delivery =
  | { readonly event: GitEvent }
  /** Nothing that a pipeline could be started by. */
  | { readonly ignored: string }
  | Failed;

/** @param name of `X-GitHub-Event` */
export function readDelivery(name: string, payload: unknown): Delivery {
  switch (name) {
    case 'ping':
      return { ignored: 'a ping' };
    case 'push':
      return readPush(payload);
    case 'pull_request':
      return readPullRequest(payload);
    default:
      return { ignored: `the event "${name}" starts nothing` };
  }
}

function readPush(payload: unknown): Delivery {
  const read = push.safeParse(payload);
  if (!read.success) return { failed: z.prettifyError(read.error) };
  const { ref, after, created = false, deleted = false, commits } = read.data;
  if (deleted) return { ignored: `${ref} was deleted` };
  const base = {
    repository: read.data.repository.full_name,
    commitId: after,
    by: read.data.sender?.login ?? 'github',
  };
  const [, kind, name = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  if (kind === 'tags') return { event: { kind: 'tag', tag: name, ...base } };
  if (kind !== 'heads') return { ignored: `${ref} is neither a branch nor a tag` };
  const isWhole = commits !== undefined && commits.length < listedCommits;
  const changed = (commits ?? []).flatMap(({ added = [], modified = [], removed = [] }) => [
    ...added,
    ...modified,
    ...removed,
  ]);
  return {
    event: {
      kind: 'push',
      branch: name,
      isNew: created,
      ...base,
      ...(isWhole ? { changedPaths: [...new Set(changed)] } : {}),
    },
  };
}

function readPullRequest(payload: unknown): Delivery {
  const read = pullRequest.safeParse(payload);
  if (!read.success) return { failed: z.prettifyError(read.error) };
  const { action, number, pull_request: pull } = read.data;
  const event = pullRequestEvents[action];
  if (event === undefined) return { ignored: `a pull request that was ${action} starts nothing` };
  return {
    event: {
      kind: 'pullRequest',
      event,
      number,
      targetBranch: pull.base.ref,
      sourceBranch: pull.head.ref,
      repository: read.data.repository.full_name,
      commitId: pull.head.sha,
      by: read.data.sender?.login ?? 'github',
    },
  };
}

// Where GitHub delivers its events: POST /v1/webhooks/github, signed with the secret `slipway/github-webhook`.
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { isRecord } from '../../../lib/is-record.ts';
import { isFailed } from '../../../lib/result.ts';
import type { GitEvent } from '../../../model/triggers/git-event.ts';
import { githubToken, pullRequestFiles } from '../../../events/github.ts';
import type { Records } from '../../../state/records.ts';
import { startByEvent } from '../../start-by-event.ts';
import type { ApiEnv, Served } from '../served.ts';
import { isSigned, readDelivery, readPayload } from './github-delivery.ts';

/** In the local Secrets Manager. */
const webhookSecretId = 'slipway/github-webhook';

/** What GitHub sends at most. */
const maxBodyBytes = 25_000_000;

export const webhookRoutes = new Hono<ApiEnv>().post(
  '/github',
  bodyLimit({ maxSize: maxBodyBytes, onError: (c) => c.json({ message: 'The delivery is too large' }, 413) }),
  async (c) => {
    const served = c.get('served');
    const { state } = served;
    const secret = state.secrets.secret(webhookSecretId);
    const body = new Uint8Array(await c.req.arrayBuffer());
    if (secret === undefined || !isSigned(body, c.req.header('x-hub-signature-256'), secret)) {
      served.log.warn({ hasSecret: secret !== undefined }, 'webhook refused');
      const message =
        secret === undefined
          ? `There is no secret to check it with: slipway secret set ${webhookSecretId}`
          : 'The signature is missing or wrong';
      return c.json({ message }, 401);
    }
    const delivery = c.req.header('x-github-delivery') ?? '';
    if (delivery === '') return c.json({ message: 'X-GitHub-Delivery is missing' }, 400);
    const payload = readPayload(body, c.req.header('content-type') ?? '');
    if (payload === undefined) return c.json({ message: noPayload }, 400);
    const read = readDelivery(c.req.header('x-github-event') ?? '', payload);
    if (isFailed(read)) return c.json({ message: read.failed }, 400);
    if (state.records.get(kind, delivery) !== undefined)
      return c.json({ ignored: 'it was delivered before' }, 200);
    if ('ignored' in read) return c.json(read, 200);
    const event = await withFiles(read.event, served);
    // Each start is recorded together with the delivery that it is of: one that was cut short starts what is missing.
    const started = await startByEvent(served, withPayload(event, payload), tokenOf(delivery));
    const [full] = started.flatMap(({ problems = [] }) => problems.filter(({ code }) => code === 'DiskFull'));
    // GitHub shows it as failed and can be asked to deliver it again.
    if (full !== undefined) return c.json({ message: full.message, problems: [full] }, 507);
    remember(state.records, delivery, served.now());
    return c.json({ pipelines: started }, 202);
  },
);

function withPayload(event: GitEvent, payload: unknown): GitEvent {
  return isRecord(payload) ? { ...event, payload } : event;
}

/** A delivery does not list the files that a pull request changes; with a token GitHub can be asked. */
async function withFiles(event: GitEvent, { state, log }: Served): Promise<GitEvent> {
  const token = githubToken(state.secrets);
  if (event.kind !== 'pullRequest' || token === undefined) return event;
  try {
    const changedPaths = await pullRequestFiles(token, event);
    return changedPaths === undefined ? event : { ...event, changedPaths };
  } catch (error) {
    log.warn({ error: String(error), number: event.number }, 'files of the pull request are not known');
    return event;
  }
}

const noPayload =
  'The body is neither JSON nor a form with a "payload" of JSON: choose the content type application/json in the settings of the webhook';

const kind = 'webhook-delivery';
const remembered = 2000;

function tokenOf(delivery: string): string {
  return `github-${createHash('sha256').update(delivery).digest('hex').slice(0, 40)}`;
}

/** The oldest are forgotten: GitHub offers deliveries again for three days. */
function remember(records: Records, delivery: string, at: number): void {
  records.put(kind, delivery, { at });
  const all = records.list<{ readonly at: number }>(kind);
  if (all.length > remembered)
    for (const { id } of all.toSorted((a, b) => a.value.at - b.value.at).slice(0, remembered / 2))
      records.remove(kind, id);
}

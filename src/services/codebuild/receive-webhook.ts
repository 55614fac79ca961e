// Deliveries of GitHub to the webhook of a project: `POST /_aws/codebuild/webhooks/ACCOUNT/REGION/TOKEN`, signed with its secret.
import { text } from 'node:stream/consumers';
import { localUser } from '../../account/principals.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { isFailed } from '../../lib/result.ts';
import { isSigned, readPayload } from '../../server/http/hooks/github-delivery.ts';
import type { DataPlane } from '../data-plane.ts';
import type { Ground, ServiceCall } from '../service.ts';
import { begin, sameCall } from './builds.ts';
import { findProject } from './project-record.ts';
import { readWebhookEvent, webhookVariables, type WebhookEvent } from './webhook-event.ts';
import { whyNoBuild } from './webhook-filters.ts';
import { webhookAddress, webhooks, type KeptWebhook } from './webhook-record.ts';

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export const receiveWebhook: DataPlane = async (incoming, response, ground) => {
  const { headers, method, url = '' } = incoming;
  const body = Buffer.from(await text(incoming));
  const header = (name: string) => headers[name]?.toString();
  const answer =
    method === 'POST' ? await answerTo(ground, { url, body, header }) : refused(405, 'Deliver with POST');
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer.body));
};

interface Delivery {
  readonly url: string;
  readonly body: Buffer;
  readonly header: (name: string) => string | undefined;
}

async function answerTo(ground: Ground, { url, body, header }: Delivery): Promise<Answer> {
  const found = webhookAt(ground, url);
  if (found === undefined) return refused(404, 'There is no such webhook');
  const { call, webhook } = found;
  if (!isSigned(body, header('x-hub-signature-256'), webhook.secret))
    return refused(401, 'The signature is missing or wrong');
  const payload = readPayload(body, header('content-type') ?? '');
  if (payload === undefined) return refused(400, 'The body is neither JSON nor a form with a "payload"');
  const name = header('x-github-event') ?? '';
  if (name === 'ping') return { status: 200, body: { ignored: 'a ping' } };
  const read = readWebhookEvent(name, payload);
  if (isFailed(read)) return refused(400, read.failed);
  if ('ignored' in read) return { status: 200, body: read };
  const why = whyNoBuild(webhook, read.event) ?? whyNotApproved(webhook, read.event);
  if (why !== undefined) return { status: 200, body: { ignored: why } };
  return await started(call, webhook, { event: read.event, delivery: header('x-github-delivery') });
}

function refused(status: number, message: string): Answer {
  return { status, body: { message } };
}

function webhookAt(
  ground: Ground,
  url: string,
): { readonly call: ServiceCall; readonly webhook: KeptWebhook } | undefined {
  const address = webhookAddress(url.replace(/[?#].*$/s, ''));
  if (address === undefined) return undefined;
  const { account, region, token } = address;
  const place = { account, region, partition: 'aws' };
  const webhook = webhooks.list({ ground, place }).find((each) => each.token === token);
  if (webhook === undefined) return undefined;
  const { accessKeyId } = ground.sessions.keysOf(localUser(webhook.place));
  const caller = ground.sessions.find(accessKeyId);
  if (caller === undefined) return undefined;
  const call = { caller, place: webhook.place, now: Date.now(), requestId: newId(), ground };
  return { call, webhook };
}

/** An approval is a comment at GitHub, which no delivery of these events has. */
function whyNotApproved(
  { pullRequestBuildPolicy }: KeptWebhook,
  { event, isFork = false }: WebhookEvent,
): string | undefined {
  const policy = pullRequestBuildPolicy?.requiresCommentApproval ?? 'DISABLED';
  const isBuiltAtOnce = policy === 'DISABLED' || (policy === 'FORK_PULL_REQUESTS' && !isFork);
  if (isBuiltAtOnce || !event.startsWith('PULL_REQUEST_')) return undefined;
  return `the build policy of pull requests asks for an approval by a comment (${policy})`;
}

/** The same delivery again gives the build that the first one has started. */
async function started(
  call: ServiceCall,
  { projectName, buildType }: KeptWebhook,
  { event, delivery }: { readonly event: WebhookEvent; readonly delivery: string | undefined },
): Promise<Answer> {
  const token = delivery === undefined ? undefined : `github-${delivery}`.slice(0, 64);
  const before = sameCall(call, token);
  if (before !== undefined) return { status: 202, body: { build: before.id } };
  const project = findProject(call, projectName)?.values;
  if (project === undefined) return refused(404, `There is no project ${projectName} any more`);
  try {
    const { notExecuted: _, ...known } = project;
    const build = await begin(
      call,
      { ...known, sourceVersion: event.sourceVersion },
      {
        webhookVariables: webhookVariables(event),
        initiator: `GitHub-Hookshot/${delivery?.slice(0, 7) ?? 'slipway'}`,
        ...defined({ idempotencyToken: token }),
        ...(buildType === 'BUILD_BATCH' ? { isBatch: true as const } : {}),
      },
    );
    return { status: 202, body: { build: build.id } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return refused(400, error.message);
  }
}

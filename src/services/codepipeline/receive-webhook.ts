// Deliveries to the webhook of a pipeline: `POST /_aws/codepipeline/webhooks/ACCOUNT/REGION/TOKEN`.
import { createHmac } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { localUser } from '../../account/principals.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import { newId } from '../../lib/id.ts';
import { isInRange } from '../../lib/ip-range.ts';
import type { JsonValue } from '../../lib/json-path.ts';
import { isSameSecret } from '../../lib/same-secret.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { isSigned, readPayload } from '../../server/http/hooks/github-delivery.ts';
import type { DataPlane } from '../data-plane.ts';
import type { Ground, ServiceCall } from '../service.ts';
import { readPipeline } from './pipeline-state.ts';
import { startPipelineExecution } from './requests.ts';
import { whyNotTaken } from './webhook-filter.ts';
import { pipelineWebhookAddress, pipelineWebhooks, type PipelineWebhook } from './webhooks.ts';

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export const receivePipelineWebhook: DataPlane = async (incoming, response, ground) => {
  const { headers, method, url = '', socket } = incoming;
  const delivery: Delivery = {
    url,
    body: Buffer.from(await text(incoming)),
    address: socket.remoteAddress ?? '',
    header: (name) => headers[name]?.toString(),
  };
  const answer = method === 'POST' ? await answerTo(ground, delivery) : refused(405, 'Deliver with POST');
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer.body));
};

interface Delivery {
  readonly url: string;
  readonly body: Buffer;
  readonly address: string;
  readonly header: (name: string) => string | undefined;
}

async function answerTo(ground: Ground, delivery: Delivery): Promise<Answer> {
  const found = webhookAt(ground, delivery.url);
  if (found === undefined) return refused(404, 'There is no such webhook');
  const { call, webhook } = found;
  const { name, targetPipeline, targetAction, filters } = webhook.definition;
  if (!isGenuine(webhook, delivery)) return refused(403, 'The delivery is not genuine');
  const payload = readPayload(delivery.body, delivery.header('content-type') ?? '');
  if (payload === undefined) return refused(400, 'The body is neither JSON nor a form with a "payload"');
  if (delivery.header('x-github-event') === 'ping') return { status: 200, body: { ignored: 'a ping' } };
  try {
    const configuration = await configurationOf(call, targetPipeline, targetAction);
    const why = whyNotTaken(filters, payload as JsonValue, configuration);
    if (why !== undefined) return { status: 200, body: { ignored: why } };
    const started = await startPipelineExecution({ name: targetPipeline }, call);
    pipelineWebhooks.put(call, name, { ...webhook, triggeredAt: call.now });
    return { status: 202, body: { ...started } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return refused(400, error.message);
  }
}

function refused(status: number, message: string): Answer {
  return { status, body: { message } };
}

function webhookAt(
  ground: Ground,
  url: string,
): { readonly call: ServiceCall; readonly webhook: PipelineWebhook } | undefined {
  const address = pipelineWebhookAddress(url.replace(/[?#].*$/s, ''));
  if (address === undefined) return undefined;
  const { account, region, token } = address;
  const place = { account, region, partition: 'aws' };
  const webhook = pipelineWebhooks.list({ ground, place }).find((each) => each.token === token);
  if (webhook === undefined) return undefined;
  const { accessKeyId } = ground.sessions.keysOf(localUser(webhook.place));
  const caller = ground.sessions.find(accessKeyId);
  if (caller === undefined) return undefined;
  return { call: { caller, place: webhook.place, now: Date.now(), requestId: newId(), ground }, webhook };
}

/** GitHub signs with SHA-256, and with SHA-1 as it did when these webhooks were made. */
function isGenuine({ definition }: PipelineWebhook, { body, address, header }: Delivery): boolean {
  const { SecretToken = '', AllowedIPRange = '' } = definition.authenticationConfiguration;
  switch (definition.authentication) {
    case 'GITHUB_HMAC':
      if (header('x-hub-signature-256') !== undefined)
        return isSigned(body, header('x-hub-signature-256'), SecretToken);
      return isSameSecret(
        header('x-hub-signature') ?? '',
        `sha1=${createHmac('sha1', SecretToken).update(body).digest('hex')}`,
      );
    case 'IP':
      return isInRange(address.replace(/^::ffff:/, ''), AllowedIPRange);
    case 'UNAUTHENTICATED':
      return true;
    default:
      return unreachable(definition.authentication);
  }
}

async function configurationOf(
  call: ServiceCall,
  pipeline: string,
  action: string,
): Promise<Readonly<Record<string, string>>> {
  return await readPipeline(call, pipeline, (_state, { stages }) => {
    const found = stages.flatMap(({ actions }) => actions).find(({ name }) => name === action);
    return found?.configuration ?? {};
  });
}

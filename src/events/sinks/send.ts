// One event to one target. Whatever goes wrong is thrown, in words that hold no secret: the event is then sent again.
import { createHmac } from 'node:crypto';
import { open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { makeFolders } from '../../lib/make-folders.ts';
import type { AwsEvent } from '../../model/events/aws-event.ts';
import {
  messageOf,
  placeText,
  type Notification,
  type NotificationTarget,
} from '../../model/events/notification.ts';
import type { SecretStore } from '../../state/secret-store.ts';
import { sendEmail } from './email.ts';
import { slackMessage } from './slack-message.ts';
import { teamsMessage } from './teams-message.ts';

export interface SinkSurroundings {
  readonly secrets: Pick<SecretStore, 'secret'>;
  /** Paths of files are relative to it. */
  readonly definitionFolder: string;
  /** Messages that nothing here sends are kept below it. */
  readonly stateFolder: string;
}

export async function send(
  event: AwsEvent,
  { name, target, format = isForPeople(target) ? 'notification' : 'eventbridge' }: Notification,
  surroundings: SinkSurroundings,
): Promise<void> {
  const body = JSON.stringify(format === 'eventbridge' ? event : messageOf(event));
  switch (target.type) {
    case 'file':
      return await append(resolve(surroundings.definitionFolder, target.path), body);
    case 'webhook':
      return await post(reveal(target.url, surroundings), body, signatureOf(target, body, surroundings));
    case 'slack':
      return await post(reveal(target.url, surroundings), JSON.stringify(slackMessage(messageOf(event))), {});
    case 'teams':
      return await post(reveal(target.url, surroundings), JSON.stringify(teamsMessage(messageOf(event))), {});
    case 'sns':
      return await append(topicFile(surroundings.stateFolder, name), topicMessage(event, target, body));
    default:
      return await sendEmail({ event, body, target, password: revealed(target.password, surroundings) });
  }
}

function isForPeople({ type }: NotificationTarget): boolean {
  return type === 'email' || type === 'sns';
}

/** What the subscribers of a topic would get: nothing of this machine sends mail or short messages for SNS. */
function topicFile(stateFolder: string, name: string): string {
  return join(stateFolder, 'topics', `${encodeURIComponent(name)}.jsonl`);
}

function topicMessage(
  event: AwsEvent,
  { subscriptions }: Extract<NotificationTarget, { type: 'sns' }>,
  body: string,
): string {
  const message = messageOf(event);
  return JSON.stringify({
    MessageId: event.id,
    Subject: `${placeText(message)}: ${message.status}`,
    Message: JSON.parse(body) as unknown,
    Subscriptions: subscriptions.map(({ protocol, endpoint }) => `${protocol} ${endpoint}`),
  });
}

/** `secret:NAME` stands for a value of the local Secrets Manager. */
function reveal(value: string, { secrets }: SinkSurroundings): string {
  if (!value.startsWith('secret:')) return value;
  const name = value.slice('secret:'.length);
  const found = secrets.secret(name);
  if (found === undefined) throw new Error(`There is no secret "${name}" (slipway secret set ${name})`);
  return found;
}

function revealed(value: string | undefined, surroundings: SinkSurroundings): string | undefined {
  return value === undefined ? undefined : reveal(value, surroundings);
}

/** One line of JSON for each event, on disk when this resolves. */
async function append(file: string, line: string): Promise<void> {
  makeFolders(dirname(file));
  await using handle = await open(file, 'a');
  await handle.appendFile(`${line}\n`);
  await handle.datasync();
}

const timeoutMs = 10_000;

async function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    const { cause, message } = error as Error & { readonly cause?: { readonly code?: string } };
    // The address may be the secret: only its host is shown.
    throw new Error(`${new URL(url).host} cannot be reached: ${cause?.code ?? message}`);
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`${new URL(url).host} answered ${response.status}`);
}

/** As GitHub signs its webhooks, so that the receiver can check it with what it has. */
function signatureOf(
  { signingSecret }: Extract<NotificationTarget, { type: 'webhook' }>,
  body: string,
  surroundings: SinkSurroundings,
): Readonly<Record<string, string>> {
  if (signingSecret === undefined) return {};
  const key = reveal(`secret:${signingSecret.replace(/^secret:/, '')}`, surroundings);
  return { 'x-slipway-signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}` };
}

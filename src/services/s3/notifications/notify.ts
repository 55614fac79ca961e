// Brings what happened in buckets to its destinations: functions, queues, topics and EventBridge of this machine.
import { setTimeout as delay } from 'node:timers/promises';
import { unreachable } from '../../../lib/unreachable.ts';
import { parseArn } from '../../../model/arn.ts';
import type { AwsPlace } from '../../../model/place.ts';
import { localUser } from '../../../account/principals.ts';
import { CallRefused } from '../../../aws/client/decode-response.ts';
import { callingEndpoint, type CallAws } from '../../../account/call-aws.ts';
import type { Ground } from '../../service.ts';
import type { ObjectStore } from '../object-store.ts';
import type { DueDelivery } from './delivery-table.ts';
import type { Delivery } from './object-event.ts';

/** Waits before it is tried again; after the last it is given up. */
const waitsMs = [500, 2_000, 10_000, 60_000];

export interface NotifierOptions {
  readonly store: ObjectStore;
  readonly ground: Pick<Ground, 'url' | 'sessions'>;
  readonly place: AwsPlace;
  /** Receives what is given up, with the reason. */
  readonly onGivenUp: (message: string) => void;
}

/** One at work for each store, in the order of the events. */
export class Notifier implements Disposable {
  readonly #ending = new AbortController();
  #isAtWork = false;

  [Symbol.dispose](): void {
    this.#ending.abort();
  }

  /** After a change, and when the store is opened: what a killed process had not delivered is delivered then. */
  wake(options: NotifierOptions): void {
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    this.#deliverAll(options)
      .catch((error: unknown) => options.onGivenUp(String(error)))
      .finally(() => {
        this.#isAtWork = false;
      });
  }

  async #deliverAll(options: NotifierOptions): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      const due = options.store.deliveries.due();
      if (due.length === 0) {
        // At once: what comes from now on wakes it again.
        this.#isAtWork = false;
        return;
      }
      for (const delivery of due) {
        if (signal.aborted) return;
        await this.#deliver(delivery, options);
      }
    }
  }

  async #deliver(delivery: DueDelivery, options: NotifierOptions): Promise<void> {
    const { store, place, ground, onGivenUp } = options;
    const { signal } = this.#ending;
    const refusal = await refusalOf(delivery, ground, place);
    if (signal.aborted) return;
    const wait = waitsMs[delivery.failures];
    if (refusal === undefined || wait === undefined || isFinal(refusal)) {
      store.deliveries.end(delivery.seq);
      if (refusal !== undefined) onGivenUp(`S3 could not notify ${delivery.arn}: ${refusal.message}`);
      return;
    }
    store.deliveries.fail(delivery.seq);
    await delay(wait, undefined, { signal }).catch(() => undefined);
  }
}

/** Undefined when the destination took it. */
async function refusalOf(
  delivery: Delivery,
  ground: NotifierOptions['ground'],
  place: AwsPlace,
): Promise<Error | undefined> {
  try {
    await send(delivery, ground, place);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** What is not there will not be there a minute later. */
function isFinal(refusal: Error): boolean {
  if (!(refusal instanceof CallRefused)) return false;
  const { status, code, message } = refusal;
  return (
    status === 404 ||
    /NonExistentQueue|QueueDoesNotExist|NotFound|does not execute/.test(`${code} ${message}`)
  );
}

/** As the user of this machine, in the region of the destination. @throws CallRefused, EndpointGone */
export async function send(
  delivery: Delivery,
  ground: NotifierOptions['ground'],
  place: AwsPlace,
): Promise<void> {
  await callingFor(delivery.arn, ground, place)(...callOf(delivery));
}

/** A client in the region of the destination; a bucket's ARN has none. */
export function callingFor(
  arn: string,
  { url, sessions }: NotifierOptions['ground'],
  place: AwsPlace,
): CallAws {
  const { region = '' } = parseArn(arn) ?? {};
  return callingEndpoint({
    url,
    region: region === '' ? place.region : region,
    credentials: () => sessions.keysOf(localUser(place)),
  });
}

/** The call that brings it to its destination. */
function callOf({ to, arn, body }: Delivery): Parameters<CallAws> {
  switch (to) {
    case 'lambda':
      return ['lambda', 'Invoke', { FunctionName: arn, InvocationType: 'Event', Payload: body }];
    case 'sqs':
      return ['sqs', 'SendMessage', { QueueUrl: queueUrl(arn), MessageBody: body }];
    case 'sns':
      return ['sns', 'Publish', { TopicArn: arn, Subject: 'Amazon S3 Notification', Message: body }];
    case 'events':
      return ['events', 'PutEvents', { Entries: [JSON.parse(body)] }];
    default:
      return unreachable(to);
  }
}

/** SQS reads account and name from its end. */
export function queueUrl(arn: string): string {
  const { account = '', resource = '' } = parseArn(arn) ?? {};
  return `https://sqs.amazonaws.com/${account}/${resource}`;
}

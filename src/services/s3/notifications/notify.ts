// Brings what happened in buckets to its destinations: functions, queues, topics and EventBridge of this machine.
import { setTimeout as delay } from 'node:timers/promises';
import { unreachable } from '../../../lib/unreachable.ts';
import { parseArn } from '../../../model/arn.ts';
import type { AwsPlace } from '../../../model/place.ts';
import { callHere, type OwnAnswer, type OwnCall } from '../../call-here.ts';
import type { Ground } from '../../service.ts';
import type { ObjectStore } from '../object-store.ts';
import type { DueDelivery } from './delivery-row.ts';
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
      const due = options.store.deliveries();
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
    const answer = await callHere(ground, placeOf(delivery.arn, place), callOf(delivery)).catch(notReached);
    if (signal.aborted) return;
    const wait = waitsMs[delivery.failures];
    if (answer.isOk || wait === undefined || isFinal(answer)) {
      store.endDelivery(delivery.seq);
      if (!answer.isOk) onGivenUp(`S3 could not notify ${delivery.arn}: ${answer.status} ${answer.text}`);
      return;
    }
    store.failDelivery(delivery.seq);
    await delay(wait, undefined, { signal }).catch(() => undefined);
  }
}

/** What is not there will not be there a minute later. */
function isFinal({ status, text }: OwnAnswer): boolean {
  return status === 404 || /NonExistentQueue|QueueDoesNotExist|NotFound|does not execute/.test(text);
}

function notReached(error: unknown): OwnAnswer {
  return { isOk: false, status: 0, text: error instanceof Error ? error.message : String(error) };
}

/** The region of the destination; a bucket's ARN has none. */
export function placeOf(arn: string, place: AwsPlace): AwsPlace {
  const region = parseArn(arn)?.region ?? '';
  return region === '' ? place : { ...place, region };
}

/** The call that brings it to its destination. */
export function callOf({ to, arn, body }: Delivery): OwnCall {
  switch (to) {
    case 'lambda':
      return {
        signingName: 'lambda',
        path: `/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`,
        headers: { 'x-amz-invocation-type': 'Event', 'content-type': 'application/json' },
        body,
      };
    case 'sqs':
      return json('sqs', 'AmazonSQS.SendMessage', { QueueUrl: queueUrl(arn), MessageBody: body });
    case 'sns':
      return {
        signingName: 'sns',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          Action: 'Publish',
          Version: '2010-03-31',
          TopicArn: arn,
          Subject: 'Amazon S3 Notification',
          Message: body,
        }).toString(),
      };
    case 'events':
      return json('events', 'AWSEvents.PutEvents', { Entries: [JSON.parse(body)] });
    default:
      return unreachable(to);
  }
}

function json(signingName: string, target: string, input: unknown): OwnCall {
  const version = signingName === 'sqs' ? '1.0' : '1.1';
  return {
    signingName,
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target },
    body: JSON.stringify(input),
  };
}

/** SQS reads account and name from its end. */
function queueUrl(arn: string): string {
  const { account = '', resource = '' } = parseArn(arn) ?? {};
  return `https://sqs.amazonaws.com/${account}/${resource}`;
}

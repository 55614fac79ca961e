// The Lambda Telemetry API of one execution environment: what becomes of the function and of its process, and what it and its
// extensions write, is sent to the extensions that have subscribed to it. Source: Lambda developer guide, "Lambda Telemetry API
// reference" and "Lambda Telemetry API Event schema reference".
import { isFailed } from '../../lib/result.ts';
import { Delivery, type TelemetryEvent } from './telemetry-delivery.ts';
import { readSubscription } from './telemetry-subscription.ts';

/** In the words of the API. */
export interface TelemetryAnswer {
  readonly status: number;
  readonly body: string;
}

export class Telemetry {
  readonly #deliveries = new Map<string, Delivery>();
  /** Since the environment began: a subscriber is sent what was before it, as long as there may be new ones. */
  #early: TelemetryEvent[] | undefined = [];
  readonly #startedAt = performance.now();

  /** @param type such as `platform.start` or `function` */
  emit(type: string, record: string | Readonly<Record<string, unknown>>): void {
    const event = { time: new Date().toISOString(), type, record };
    this.#early?.push(event);
    for (const delivery of this.#deliveries.values()) delivery.take(event);
  }

  /** Since the environment began. */
  sinceStartMs(): number {
    return rounded(performance.now() - this.#startedAt);
  }

  /** @param name of the extension; when it subscribes again, the newer counts */
  subscribe(name: string, body: Buffer): TelemetryAnswer {
    const early = this.#early;
    if (early === undefined)
      return refusal(403, 'Telemetry.SubscriptionClosed', 'Telemetry API subscription is closed already');
    const read = readSubscription(body.toString('utf8'));
    if (isFailed(read)) return refusal(400, 'ValidationError', read.failed);
    const before = this.#deliveries.get(name);
    before?.stop();
    const delivery = new Delivery(read.subscription);
    for (const event of early) if (before === undefined) delivery.take(event);
    this.#deliveries.set(name, delivery);
    this.emit('platform.telemetrySubscription', {
      name,
      state: 'Subscribed',
      types: read.subscription.types,
    });
    return { status: 200, body: 'OK' };
  }

  /** The environment has initialised itself: no extension subscribes after it. */
  close(): void {
    this.#early = undefined;
  }

  /** Resolves when all that has been emitted is delivered, or the time is up. */
  async flush(limitMs: number): Promise<void> {
    await Promise.all([...this.#deliveries.values()].map(async (delivery) => delivery.flush(limitMs)));
  }

  /** Nothing is delivered any more. */
  stop(): void {
    this.#early = undefined;
    for (const delivery of this.#deliveries.values()) delivery.stop();
  }
}

function refusal(status: number, errorType: string, errorMessage: string): TelemetryAnswer {
  return { status, body: JSON.stringify({ errorType, errorMessage }) };
}

/** Milliseconds as AWS gives them. */
export function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

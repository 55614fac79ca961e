// Sends events of the Telemetry API to one extension, in batches and in order. What fails is tried again; an extension that takes
// nothing loses what does not fit any more, and is notified of how much.
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { streamOf, type TelemetryDestination, type TelemetrySubscription } from './telemetry-subscription.ts';

export interface TelemetryEvent {
  /** ISO 8601. */
  readonly time: string;
  readonly type: string;
  readonly record: string | Readonly<Record<string, unknown>>;
}

/** Of what waits; a batch has up to 1 MiB. */
const mostWaitingBytes = 8 * 1024 * 1024;

const tryAgainMs = 100;
const answerWithinMs = 30_000;

export class Delivery {
  readonly #subscription: TelemetrySubscription;
  readonly #over = new AbortController();
  /** In JSON. */
  readonly #waiting: string[] = [];
  #waitingBytes = 0;
  #dropped = { records: 0, bytes: 0 };
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #socket: Socket | undefined;

  constructor(subscription: TelemetrySubscription) {
    this.#subscription = subscription;
  }

  /** Only what it has subscribed to. */
  take(event: TelemetryEvent): void {
    if (!this.#subscription.types.includes(streamOf(event.type)) || this.#over.signal.aborted) return;
    const text = JSON.stringify(event);
    const bytes = Buffer.byteLength(text);
    if (this.#waitingBytes + bytes > mostWaitingBytes) {
      this.#dropped = { records: this.#dropped.records + 1, bytes: this.#dropped.bytes + bytes };
      return;
    }
    this.#waiting.push(text);
    this.#waitingBytes += bytes;
    const { maxItems, maxBytes, timeoutMs } = this.#subscription.buffering;
    if (this.#waiting.length >= maxItems || this.#waitingBytes >= maxBytes) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), timeoutMs).unref();
  }

  /** Resolves when nothing waits, or the time is up. */
  async flush(limitMs: number): Promise<void> {
    this.#send();
    const timer = new AbortController();
    const late = delay(limitMs, undefined, { ref: false, signal: timer.signal }).catch(() => undefined);
    await Promise.race([this.#sending, late]);
    timer.abort();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#over.abort();
    this.#socket?.destroy();
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length > 0) this.#sending ??= this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    const { signal } = this.#over;
    while (this.#waiting.length > 0 && !signal.aborted) {
      const batch = this.#nextBatch();
      while (!signal.aborted && !(await this.#sent(batch)))
        await delay(tryAgainMs, undefined, { ref: false, signal }).catch(() => undefined);
      this.#waiting.splice(0, batch.length);
      this.#waitingBytes -= batch.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
      this.#sayDropped();
    }
    this.#sending = undefined;
  }

  /** At least one. */
  #nextBatch(): readonly string[] {
    const { maxItems, maxBytes } = this.#subscription.buffering;
    let bytes = 0;
    const end = this.#waiting.findIndex((text, index) => {
      bytes += Buffer.byteLength(text);
      return index > 0 && (index >= maxItems || bytes > maxBytes);
    });
    return this.#waiting.slice(0, end === -1 ? undefined : end);
  }

  #sayDropped(): void {
    const { records, bytes } = this.#dropped;
    if (records === 0) return;
    this.#dropped = { records: 0, bytes: 0 };
    const reason = 'Consumer seems to have fallen behind as it has not acknowledged receipt of logs.';
    const record = { reason, droppedRecords: records, droppedBytes: bytes };
    this.take({ time: new Date().toISOString(), type: 'platform.logsDropped', record });
  }

  async #sent(batch: readonly string[]): Promise<boolean> {
    const { destination } = this.#subscription;
    if (destination.protocol === 'HTTP')
      return await post(destination, `[${batch.join(',')}]`, this.#over.signal);
    return await this.#write(destination.port, batch.map((text) => `${text}\n`).join(''));
  }

  /** A line for each event, over one connection for as long as it holds. */
  async #write(port: number, text: string): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    if (this.#socket === undefined || this.#socket.destroyed) {
      this.#socket = connect(port, '127.0.0.1').unref();
      // One that breaks between two batches is opened again.
      this.#socket.on('error', () => undefined);
    }
    const socket = this.#socket;
    const failed = (): void => resolve(false);
    socket.once('close', failed);
    socket.write(text, (error) => resolve(error === null || error === undefined));
    return await promise.finally(() => socket.off('close', failed));
  }
}

/** The environment's own names lead to this machine. */
async function post(
  { port, path, method }: TelemetryDestination & { readonly protocol: 'HTTP' },
  body: string,
  signal: AbortSignal,
): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
    answer.resume();
    answer.once('close', () => resolve(answer.complete && (answer.statusCode ?? 500) < 300));
  });
  asked.setTimeout(answerWithinMs, () => asked.destroy());
  asked.once('error', () => resolve(false));
  const end = () => asked.destroy();
  signal.addEventListener('abort', end, { once: true });
  asked.once('close', () => {
    signal.removeEventListener('abort', end);
    resolve(false);
  });
  asked.end(body);
  return await promise;
}

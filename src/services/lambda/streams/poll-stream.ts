// A stream that is read for someone: each shard is read in its order, and its batches are given on one after the other. Where a shard
// has been read to is on disk. Sources: Lambda developer guide, "Using Lambda with Kinesis", "Using Lambda with DynamoDB".
import { setTimeout as delay } from 'node:timers/promises';
import { defined } from '../../../lib/defined.ts';
import { isFailed } from '../../../lib/result.ts';
import { parsePattern } from '../../../model/events/event-pattern.ts';
import {
  afterAttempt,
  beforeAttempt,
  notBefore,
  type AfterBatch,
  type AttemptResult,
  type Batch,
  type StreamMapping,
  type StreamRecord,
} from './stream-batch.ts';
import { lanesOf } from './lanes.ts';
import type { Shard, StreamSource } from './stream-source.ts';
import {
  isTooLarge,
  stateIn,
  windowEvent,
  windowsOf,
  type OpenWindow,
  type StreamPosition,
} from './tumbling-window.ts';

/** Lambda developer guide: Lambda reads each shard about once a second. */
const readEveryMs = 1000;
/** Sooner when a shard is read no more: there are others in its place. */
const listEveryMs = 60_000;
const mostRead = 10_000;

export interface StreamPolling {
  readonly signal: AbortSignal;
  /** Receives what became of the newest batch. */
  readonly onResult: (text: string) => void;
}

/** For whom a stream is read. */
export interface StreamConsumer {
  readonly mapping: StreamMapping;
  /** Asked for again and again, since a role may be another one then. @throws Error when nothing may be read */
  readonly source: () => StreamSource;
  readonly position: (shardId: string) => StreamPosition | undefined;
  /** On disk when it returns. */
  readonly keep: (shardId: string, position: StreamPosition) => void;
  /** @param window what the event has besides its records */
  readonly give: (
    batch: Batch,
    window: object,
  ) => Promise<{ readonly attempt: AttemptResult; readonly result: string }>;
  readonly giveUp: (shardId: string, givenUp: NonNullable<AfterBatch['givenUp']>) => Promise<void>;
}

/** Resolves when `signal` has aborted and what was given on has come to its end. */
export async function pollStream(consumer: StreamConsumer, polling: StreamPolling): Promise<void> {
  const { signal, onResult } = polling;
  const atWork = new Map<string, Promise<void>>();
  let shards: readonly Shard[] = [];
  let listAt = 0;
  while (!signal.aborted) {
    try {
      const source = consumer.source();
      if (Date.now() >= listAt) {
        shards = await source.shards();
        listAt = shards.length === 0 ? 0 : Date.now() + listEveryMs;
      }
      for (const shard of shards.filter((each) => isDue(consumer, each, shards)))
        if (!atWork.has(shard.id)) {
          const reader = new ShardReader(consumer, { polling, source, shardId: shard.id });
          const over = reader.run().finally(() => {
            atWork.delete(shard.id);
            listAt = 0;
          });
          atWork.set(shard.id, over);
        }
    } catch (error) {
      if (!signal.aborted) onResult(problem(error));
    }
    await pause(readEveryMs, signal);
  }
  await Promise.all(atWork.values());
}

function problem(error: unknown): string {
  return `PROBLEM: ${error instanceof Error ? error.message : String(error)}`;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
}

/** Not before the shard that it was split from is read to its end. */
function isDue({ position }: StreamConsumer, shard: Shard, shards: readonly Shard[]): boolean {
  if (position(shard.id)?.isOver === true) return false;
  const parent = shards.find(({ id }) => id === shard.parentId);
  return parent === undefined || position(parent.id)?.isOver === true;
}

interface Reading {
  readonly polling: StreamPolling;
  readonly source: StreamSource;
  readonly shardId: string;
}

interface HowGiven {
  /** Whether what is done is read no more. */
  readonly keeps: boolean;
  /** Set for the end of a window. */
  readonly final?: { readonly isEarly: boolean };
}

class ShardReader {
  readonly #consumer: StreamConsumer;
  readonly #mapping: StreamMapping;
  readonly #reading: Reading;
  readonly #isWanted: (record: StreamRecord) => boolean;
  /** Zero without windows. */
  readonly #windowMs: number;
  /** How many batches may be given at the same time. A window has one state, so it has one. */
  readonly #factor: number;
  #window: OpenWindow | undefined;

  constructor(consumer: StreamConsumer, reading: Reading) {
    const { mapping } = consumer;
    this.#consumer = consumer;
    this.#mapping = mapping;
    this.#reading = reading;
    this.#isWanted = filterOf(mapping);
    this.#windowMs = (mapping.TumblingWindowInSeconds ?? 0) * 1000;
    this.#factor = this.#windowMs > 0 ? 1 : (mapping.ParallelizationFactor ?? 1);
    if (this.#windowMs > 0) this.#window = this.#position()?.window;
  }

  /** Until the shard is over, it cannot be read, or polling ends. It is begun again from where it was. */
  async run(): Promise<void> {
    const { polling, source, shardId } = this.#reading;
    try {
      let iterator: string | undefined = await source.iterator(shardId, this.#position()?.sequenceNumber);
      while (!polling.signal.aborted && iterator !== undefined) iterator = await this.#step(iterator);
      if (iterator !== undefined || !(await this.#closeWindow({ isEarly: true }))) return;
      this.#keep({ isOver: true });
    } catch (error) {
      if (!polling.signal.aborted) polling.onResult(problem(error));
    }
  }

  #position(): StreamPosition | undefined {
    return this.#consumer.position(this.#reading.shardId);
  }

  /** With the state of the window, which has in it what is done. */
  #keep(position: { readonly isOver?: true; readonly sequenceNumber?: string }): void {
    const { window: _before, ...before } = this.#position() ?? {};
    const kept = { ...before, ...position, ...defined({ window: this.#window }) };
    this.#consumer.keep(this.#reading.shardId, kept);
  }

  /** One batch. Gives where to read on; undefined at the end of the shard. */
  async #step(iterator: string): Promise<string | undefined> {
    const askedAt = Date.now();
    const { records, last, next } = await this.#gather(iterator);
    const { signal } = this.#reading.polling;
    const isDone =
      this.#windowMs > 0 ? await this.#inWindows(records, askedAt) : await this.#inLanes(records);
    if (!isDone) return iterator;
    if (last !== undefined) this.#keep({ sequenceNumber: last });
    else if (next !== undefined) await pause(readEveryMs, signal);
    return next;
  }

  /** False when polling has ended before all of it was done. */
  async #inLanes(records: readonly StreamRecord[]): Promise<boolean> {
    const lanes = lanesOf(records, { batchSize: this.#mapping.BatchSize, factor: this.#factor });
    // Where the shard is read from is behind all lanes: what was done of them is given again after a kill.
    const keeps = lanes.length === 1;
    const work = async (batches: readonly (readonly StreamRecord[])[]): Promise<boolean> => {
      for (const batch of batches)
        if (!(await this.#work({ records: batch, attempts: 0 }, { keeps }))) return false;
      return true;
    };
    const results = await Promise.allSettled(lanes.map(work));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return results.every((result) => result.status === 'fulfilled' && result.value);
  }

  /** The same for records of windows. @param askedAt before they were read: what a window lacks would have been among them */
  async #inWindows(records: readonly StreamRecord[], askedAt: number): Promise<boolean> {
    for (const { start, records: own } of windowsOf(records, this.#windowMs, this.#window)) {
      if (this.#window !== undefined && this.#window.start < start && !(await this.#closeWindow({})))
        return false;
      this.#window ??= { start, state: {} };
      if (!(await this.#work({ records: own, attempts: 0 }, { keeps: true }))) return false;
    }
    const isOver = this.#window !== undefined && askedAt >= this.#window.start + this.#windowMs;
    return records.length > 0 || !isOver || (await this.#closeWindow({}));
  }

  /** The function is notified that nothing more of it comes. False when polling has ended before. */
  async #closeWindow({ isEarly = false }: { readonly isEarly?: boolean }): Promise<boolean> {
    if (this.#window === undefined) return true;
    const final = { isEarly: isEarly && Date.now() < this.#window.start + this.#windowMs };
    if (!(await this.#work({ records: [], attempts: 0 }, { keeps: true, final }))) return false;
    this.#window = undefined;
    this.#keep({});
    return true;
  }

  /** What is wanted, until the batch is full or its window is over; and the last that was read. */
  async #gather(iterator: string) {
    const { source, shardId, polling } = this.#reading;
    const { MaximumBatchingWindowInSeconds } = this.#mapping;
    const size = this.#mapping.BatchSize * this.#factor;
    const begin = this.#position()?.sequenceNumber === undefined ? notBefore(this.#mapping) : 0;
    const records: StreamRecord[] = [];
    let last: string | undefined;
    let next: string | undefined = iterator;
    let until: number | undefined;
    while (next !== undefined) {
      const most: number = Math.min(size - records.length, mostRead);
      const read = await source.read(shardId, next, most);
      records.push(...read.records.filter((each) => each.arrivedAt >= begin && this.#isWanted(each)));
      last = read.records.at(-1)?.sequenceNumber ?? last;
      ({ next } = read);
      const isEmpty = read.records.length === 0;
      if (records.length === 0 && !isEmpty) continue;
      if (records.length === 0 || records.length >= size || polling.signal.aborted) break;
      until ??= Date.now() + MaximumBatchingWindowInSeconds * 1000;
      const left = until - Date.now();
      if (left <= 0) break;
      if (isEmpty) await pause(Math.min(readEveryMs, left), polling.signal);
    }
    return { records, ...defined({ last, next }) };
  }

  /** False when polling has ended before all of it was done. */
  async #work(first: Batch, how: HowGiven): Promise<boolean> {
    const waiting: Batch[] = [first];
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
      if (this.#reading.polling.signal.aborted) return false;
      const after = beforeAttempt(batch, this.#mapping, Date.now()) ?? (await this.#attempt(batch, how));
      if (after.done !== undefined && after.done !== '' && how.keeps)
        this.#keep({ sequenceNumber: after.done });
      if (after.givenUp !== undefined && after.givenUp.batch.records.length > 0)
        await this.#consumer.giveUp(this.#reading.shardId, after.givenUp);
      waiting.unshift(...after.next);
      if (after.afterMs > 0) await pause(after.afterMs, this.#reading.polling.signal);
      if (how.final === undefined && this.#window !== undefined && isTooLarge(this.#window.state)) {
        const { start } = this.#window;
        if (!(await this.#closeWindow({ isEarly: true }))) return false;
        this.#window = { start, state: {} };
      }
    }
    return true;
  }

  async #attempt(batch: Batch, how: HowGiven): Promise<AfterBatch> {
    const { attempt, result } = await this.#consumer.give(batch, this.#inWindow(how));
    this.#reading.polling.onResult(result);
    const after = afterAttempt(batch, attempt, this.#mapping);
    if (this.#window !== undefined && attempt.kind === 'succeeded' && after.done !== undefined)
      this.#window = { ...this.#window, state: stateIn(attempt.body) };
    return after;
  }

  /** Of an event of a window. */
  #inWindow({ final }: HowGiven): object {
    if (this.#window === undefined) return {};
    const isFinal = final !== undefined;
    return windowEvent({
      window: this.#window,
      lengthMs: this.#windowMs,
      shardId: this.#reading.shardId,
      eventSourceARN: this.#mapping.EventSourceArn,
      isFinal,
      isEarly: final?.isEarly === true,
    });
  }
}

/** Lambda developer guide, "Control which events Lambda sends to your function": one of the filters is enough. */
function filterOf({ FilterCriteria }: StreamMapping): (record: StreamRecord) => boolean {
  const patterns = (FilterCriteria?.Filters ?? []).map(({ Pattern = '{}' }) =>
    parsePattern(JSON.parse(Pattern)),
  );
  return ({ filterable }) =>
    patterns.length === 0 || patterns.some((pattern) => !isFailed(pattern) && pattern.matches(filterable));
}

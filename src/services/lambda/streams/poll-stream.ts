// An event source mapping of a stream at work: each shard is read in its order, and its batches are given to the function one after
// the other. Where a shard has been read to is on disk. Sources: Lambda developer guide, "Using Lambda with Kinesis", "Using Lambda
// with DynamoDB".
import { setTimeout as delay } from 'node:timers/promises';
import { AwsError } from '../../../aws/wire/aws-error.ts';
import { defined } from '../../../lib/defined.ts';
import { newId } from '../../../lib/id.ts';
import { isFailed } from '../../../lib/result.ts';
import { parsePattern } from '../../../model/events/event-pattern.ts';
import { nameOfFunction } from '../../../model/function.ts';
import type { ServiceCall } from '../../service.ts';
import { sendToDestination } from '../destinations.ts';
import { findLatest, qualified, type FunctionRecord } from '../function-record.ts';
import { lambdaOf } from '../lambda-ground.ts';
import { chooseVersion, runEvent } from '../run-event.ts';
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
import { streamSource, type Shard, type StreamSource } from './stream-source.ts';

type Where = Pick<ServiceCall, 'ground' | 'place'>;

/** Lambda developer guide: Lambda reads each shard about once a second. */
const readEveryMs = 1000;
const mostRead = 10_000;

export interface StreamPolling {
  readonly signal: AbortSignal;
  /** Receives what became of the newest batch. */
  readonly onResult: (text: string) => void;
}

/** Resolves when `signal` has aborted and what was given to the function has come to its end. */
export async function pollStream(
  where: Where,
  mapping: StreamMapping,
  polling: StreamPolling,
): Promise<void> {
  const { signal, onResult } = polling;
  const atWork = new Map<string, Promise<void>>();
  while (!signal.aborted) {
    try {
      const source = sourceOf(where, mapping);
      const shards = await source.shards();
      for (const shard of shards.filter((each) => isDue(where, mapping, { shard: each, shards })))
        if (!atWork.has(shard.id)) {
          const reader = new ShardReader(where, mapping, { polling, source, shardId: shard.id });
          const over = reader.run().finally(() => atWork.delete(shard.id));
          atWork.set(shard.id, over);
        }
    } catch (error) {
      if (!signal.aborted) onResult(problem(error));
    }
    await pause(readEveryMs, signal);
  }
  await Promise.all(atWork.values());
}

function sourceOf(where: Where, { FunctionArn, EventSourceArn }: StreamMapping): StreamSource {
  const record = findLatest(where, nameOfFunction(FunctionArn).name);
  const source = record === undefined ? undefined : streamSource(where, record, EventSourceArn);
  if (source === undefined) throw new Error('Function does not exist');
  return source;
}

function problem(error: unknown): string {
  return `PROBLEM: ${error instanceof Error ? error.message : String(error)}`;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
}

interface ShardAmong {
  readonly shard: Shard;
  readonly shards: readonly Shard[];
}

/** Not before the shard that it was split from is read to its end. */
function isDue(where: Where, { UUID }: StreamMapping, { shard, shards }: ShardAmong): boolean {
  const position = (id: string) => lambdaOf(where).store.get('stream-position', UUID, id);
  if (position(shard.id)?.isOver === true) return false;
  const parent = shards.find(({ id }) => id === shard.parentId);
  return parent === undefined || position(parent.id)?.isOver === true;
}

interface Reading {
  readonly polling: StreamPolling;
  readonly source: StreamSource;
  readonly shardId: string;
}

class ShardReader {
  readonly #where: Where;
  readonly #mapping: StreamMapping;
  readonly #reading: Reading;
  readonly #isWanted: (record: StreamRecord) => boolean;

  constructor(where: Where, mapping: StreamMapping, reading: Reading) {
    this.#where = where;
    this.#mapping = mapping;
    this.#reading = reading;
    this.#isWanted = filterOf(mapping);
  }

  /** Until the shard is over, it cannot be read, or polling ends. It is begun again from where it was. */
  async run(): Promise<void> {
    const { polling, source, shardId } = this.#reading;
    try {
      let iterator: string | undefined = await source.iterator(shardId, this.#position());
      while (!polling.signal.aborted && iterator !== undefined) iterator = await this.#step(iterator);
      if (iterator === undefined) this.#keep({ isOver: true });
    } catch (error) {
      if (!polling.signal.aborted) polling.onResult(problem(error));
    }
  }

  #position(): string | undefined {
    return lambdaOf(this.#where).store.get('stream-position', this.#mapping.UUID, this.#reading.shardId)
      ?.sequenceNumber;
  }

  #keep(position: { readonly isOver?: true; readonly sequenceNumber?: string }): void {
    const { store } = lambdaOf(this.#where);
    const key = { owner: this.#mapping.UUID, name: this.#reading.shardId };
    store.put('stream-position', key, { ...store.get('stream-position', key.owner, key.name), ...position });
  }

  /** One batch. Gives where to read on; undefined at the end of the shard. */
  async #step(iterator: string): Promise<string | undefined> {
    const { records, last, next } = await this.#gather(iterator);
    const { signal } = this.#reading.polling;
    if (records.length > 0 && !(await this.#work({ records, attempts: 0 }))) return iterator;
    if (last !== undefined) this.#keep({ sequenceNumber: last });
    else if (next !== undefined) await pause(readEveryMs, signal);
    return next;
  }

  /** What is wanted, until the batch is full or its window is over; and the last that was read. */
  async #gather(iterator: string) {
    const { source, shardId, polling } = this.#reading;
    const { BatchSize, MaximumBatchingWindowInSeconds } = this.#mapping;
    const begin = this.#position() === undefined ? notBefore(this.#mapping) : 0;
    const records: StreamRecord[] = [];
    let last: string | undefined;
    let next: string | undefined = iterator;
    let until: number | undefined;
    while (next !== undefined) {
      const most: number = Math.min(BatchSize - records.length, mostRead);
      const read = await source.read(shardId, next, most);
      records.push(...read.records.filter((each) => each.arrivedAt >= begin && this.#isWanted(each)));
      last = read.records.at(-1)?.sequenceNumber ?? last;
      ({ next } = read);
      const isEmpty = read.records.length === 0;
      if (records.length === 0 && !isEmpty) continue;
      if (records.length === 0 || records.length >= BatchSize || polling.signal.aborted) break;
      until ??= Date.now() + MaximumBatchingWindowInSeconds * 1000;
      const left = until - Date.now();
      if (left <= 0) break;
      if (isEmpty) await pause(Math.min(readEveryMs, left), polling.signal);
    }
    return { records, ...defined({ last, next }) };
  }

  /** False when polling has ended before all of it was done. */
  async #work(first: Batch): Promise<boolean> {
    const waiting: Batch[] = [first];
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
      if (this.#reading.polling.signal.aborted) return false;
      const after = beforeAttempt(batch, this.#mapping, Date.now()) ?? (await this.#attempt(batch));
      if (after.done !== undefined) this.#keep({ sequenceNumber: after.done });
      if (after.givenUp !== undefined) await this.#giveUp(after.givenUp);
      waiting.unshift(...after.next);
      if (after.afterMs > 0) await pause(after.afterMs, this.#reading.polling.signal);
    }
    return true;
  }

  async #attempt(batch: Batch): Promise<AfterBatch> {
    const result = await this.#give(batch);
    const texts = {
      succeeded: 'OK',
      failed: 'PROBLEM: Function call failed',
      throttled: 'PROBLEM: Function call was throttled',
    };
    this.#reading.polling.onResult(texts[result.kind]);
    return afterAttempt(batch, result, this.#mapping);
  }

  async #give({ records }: Batch): Promise<AttemptResult> {
    const { name, qualifier } = nameOfFunction(this.#mapping.FunctionArn);
    const record = qualified(this.#where, { name, ...defined({ qualifier }) }, chooseVersion);
    const payload = Buffer.from(JSON.stringify({ Records: records.map(({ event }) => event) }));
    try {
      const { answer, ended } = await runEvent(this.#where, { record, payload, requestId: newId() });
      await ended;
      const { isError, body } = await answer;
      return isError ? { kind: 'failed' } : { kind: 'succeeded', body };
    } catch (error) {
      if (error instanceof AwsError && error.code === 'TooManyRequestsException')
        return { kind: 'throttled' };
      throw error;
    }
  }

  /** Its destination receives where in the stream they are, and not what they say. */
  async #giveUp({ batch, condition }: NonNullable<AfterBatch['givenUp']>): Promise<void> {
    const { DestinationConfig, FunctionArn, EventSourceArn } = this.#mapping;
    const arn = DestinationConfig?.OnFailure?.Destination ?? '';
    const latest: FunctionRecord | undefined = findLatest(this.#where, nameOfFunction(FunctionArn).name);
    if (arn === '' || latest === undefined) return;
    const [first, last] = [batch.records[0], batch.records.at(-1)];
    const isKinesis = EventSourceArn.split(':')[2] === 'kinesis';
    const time = (record: StreamRecord | undefined) => new Date(record?.arrivedAt ?? 0).toISOString();
    const body = {
      requestContext: {
        requestId: newId(),
        functionArn: FunctionArn,
        condition,
        approximateInvokeCount: batch.attempts,
      },
      ...(batch.attempts === 0
        ? {}
        : { responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' } }),
      version: '1.0',
      timestamp: new Date().toISOString(),
      [isKinesis ? 'KinesisBatchInfo' : 'DDBStreamBatchInfo']: {
        shardId: this.#reading.shardId,
        startSequenceNumber: first?.sequenceNumber,
        endSequenceNumber: last?.sequenceNumber,
        approximateArrivalOfFirstRecord: time(first),
        approximateArrivalOfLastRecord: time(last),
        batchSize: batch.records.length,
        streamArn: EventSourceArn,
      },
    };
    await sendToDestination(this.#where, latest, { arn, body: JSON.stringify(body), attributes: {} });
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

// A batch of a shard's records on its way through a function: what is tried again, split or given up. Pure. Sources: Lambda
// developer guide, "Using Lambda with Kinesis" and "Using Lambda with DynamoDB", error handling.

export interface StreamRecord {
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  /** When the stream took it: milliseconds since the epoch. */
  readonly arrivedAt: number;
  /** As the function is given it. */
  readonly event: Readonly<Record<string, unknown>>;
  /** As filters see it. */
  readonly filterable: unknown;
}

/** How a stream is read, for a function or for a pipe. */
export interface StreamMapping {
  readonly EventSourceArn: string;
  readonly StartingPosition?: string;
  readonly BatchSize: number;
  readonly MaximumBatchingWindowInSeconds: number;
  readonly FunctionResponseTypes: readonly string[];
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern?: string }[] };
  readonly BisectBatchOnFunctionError?: boolean;
  readonly ParallelizationFactor?: number;
  readonly TumblingWindowInSeconds?: number;
  /** -1 for no limit. */
  readonly MaximumRetryAttempts: number;
  readonly MaximumRecordAgeInSeconds: number;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly startingAt?: number;
}

/** Records that are given together. */
export interface Batch {
  readonly records: readonly StreamRecord[];
  /** How often they were given and not done. */
  readonly attempts: number;
}

export type AttemptResult =
  | { readonly kind: 'succeeded'; readonly body: Uint8Array }
  | { readonly kind: 'failed' }
  | { readonly kind: 'throttled' };

type GiveUpCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface AfterBatch {
  /** Behind which the shard is read from now on; undefined when nothing is done. */
  readonly done?: string;
  readonly givenUp?: { readonly batch: Batch; readonly condition: GiveUpCondition };
  /** What is given next, before anything else of the shard. */
  readonly next: readonly Batch[];
  readonly afterMs: number;
}

/** Where reading begins without a position: what has arrived before is not given. */
export function notBefore({ StartingPosition, createdAt, startingAt }: StreamMapping): number {
  if (StartingPosition === 'LATEST') return createdAt;
  return StartingPosition === 'AT_TIMESTAMP' ? (startingAt ?? createdAt) : 0;
}

/** Records that are too old are not given to the function. */
export function beforeAttempt(batch: Batch, mapping: StreamMapping, now: number): AfterBatch | undefined {
  const most = mapping.MaximumRecordAgeInSeconds;
  if (most < 0) return undefined;
  const old = batch.records.filter(({ arrivedAt }) => now - arrivedAt > most * 1000);
  if (old.length === 0) return undefined;
  const rest = batch.records.slice(old.length);
  return {
    done: lastOf(old),
    givenUp: { batch: { ...batch, records: old }, condition: 'RecordAgeExceeded' },
    next: rest.length === 0 ? [] : [{ ...batch, records: rest }],
    afterMs: 0,
  };
}

const leastWaitMs = 1000;
const mostWaitMs = 60_000;

export function afterAttempt(batch: Batch, result: AttemptResult, mapping: StreamMapping): AfterBatch {
  const { records, attempts } = batch;
  if (result.kind === 'throttled') return { next: [batch], afterMs: leastWaitMs };
  if (result.kind === 'failed') return afterFailure(batch, mapping);
  const failed = mapping.FunctionResponseTypes.includes('ReportBatchItemFailures')
    ? firstFailure(result.body, records)
    : undefined;
  if (failed === undefined) return { done: lastOf(records), next: [], afterMs: 0 };
  if (failed === 0) return afterFailure(batch, mapping);
  // Those before it are done, and it begins the next batch.
  const rest = afterFailure({ records: records.slice(failed), attempts }, mapping, 'whole');
  return { ...rest, done: rest.done ?? lastOf(records.slice(0, failed)) };
}

/** Splitting counts as no attempt. */
function afterFailure(batch: Batch, mapping: StreamMapping, how: 'whole' | 'split' = 'split'): AfterBatch {
  const { records, attempts } = batch;
  if (how === 'split' && mapping.BisectBatchOnFunctionError === true && records.length > 1) {
    const middle = Math.ceil(records.length / 2);
    return {
      next: [
        { records: records.slice(0, middle), attempts },
        { records: records.slice(middle), attempts },
      ],
      afterMs: 0,
    };
  }
  const most = mapping.MaximumRetryAttempts;
  const tried = { records, attempts: attempts + 1 };
  if (most >= 0 && attempts >= most)
    return {
      done: lastOf(records),
      givenUp: { batch: tried, condition: 'RetryAttemptsExhausted' },
      next: [],
      afterMs: 0,
    };
  return { next: [tried], afterMs: Math.min(leastWaitMs * 2 ** attempts, mostWaitMs) };
}

/** The place of the first record that the function has named; undefined when all are done. */
function firstFailure(body: Uint8Array, records: readonly StreamRecord[]): number | undefined {
  const named = namedIn(body);
  if (named.length === 0) return undefined;
  const places = named.map((id) => records.findIndex(({ sequenceNumber }) => sequenceNumber === id));
  // A name that is none of the batch's makes the whole batch fail.
  return places.includes(-1) ? 0 : Math.min(...places);
}

function namedIn(body: Uint8Array): readonly string[] {
  try {
    const given = JSON.parse(Buffer.from(body).toString('utf8')) as {
      readonly batchItemFailures?: readonly ({ readonly itemIdentifier?: string | null } | null)[] | null;
    } | null;
    return (given?.batchItemFailures ?? []).map((each) => each?.itemIdentifier ?? '');
  } catch {
    return [];
  }
}

function lastOf(records: readonly StreamRecord[]): string {
  return records.at(-1)?.sequenceNumber ?? '';
}

/** Where in its stream a batch is that was given up, as dead letters say it. */
export function batchInfo(
  records: readonly StreamRecord[],
  { shardId, streamArn }: { readonly shardId: string; readonly streamArn: string },
): object {
  const [first, last] = [records[0], records.at(-1)];
  const isKinesis = streamArn.split(':')[2] === 'kinesis';
  const time = (record: StreamRecord | undefined) => new Date(record?.arrivedAt ?? 0).toISOString();
  return {
    [isKinesis ? 'KinesisBatchInfo' : 'DDBStreamBatchInfo']: {
      shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: time(first),
      approximateArrivalOfLastRecord: time(last),
      batchSize: records.length,
      streamArn,
    },
  };
}

// What delivery streams of Firehose have taken on its way into buckets: kept until its object is there, so that a process that ends
// loses nothing. Source: Firehose developer guide, "Understand data delivery in Amazon Data Firehose".
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { counted } from '../../lib/counted.ts';
import { callingAs, type CallAws } from '../../account/call-aws.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import { sessionOfRole } from '../../account/principals.ts';
import type { Values } from '../../aws/wire/message.ts';
import { parseArn } from '../../model/arn.ts';
import type { Ground } from '../service.ts';
import { evaluatedErrorPrefix, evaluatedPrefix, objectKey, type KeyMoment } from './object-key.ts';
import {
  arnOfStream,
  beginObject,
  endObject,
  everyStream,
  findStream,
  nextRecords,
  sizeOf,
  type PutRecords,
  type StreamRecord,
} from './stream-record.ts';
import { parameterOf, transformRecords, type Datum, type Failed } from './transform-records.ts';

const mebibyte = 1024 * 1024;
const mostWaitMs = 60_000;

/** The streams that wait for their buffers to be full or old. */
class Deliveries implements AsyncDisposable {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #atWork = new Map<string, Promise<void>>();
  readonly #failures = new Map<string, number>();
  /** Of streams that have been looked at: what lies on disk for them. */
  readonly #waiting = new Map<string, Waiting>();
  #isOver = false;

  /** Looks at the stream once more: it is delivered when its buffer is full or old enough. @param added what it has just taken */
  wake(ground: Ground, stream: Pick<StreamRecord, 'name' | 'place'>, added?: Waiting): void {
    const arn = arnOfStream(stream);
    const before = this.#waiting.get(arn);
    if (before !== undefined && added !== undefined)
      this.#waiting.set(arn, { since: before.since, bytes: before.bytes + added.bytes });
    if (this.#isOver || this.#atWork.has(arn)) return;
    const placed = { ground, place: stream.place };
    const found = findStream(placed, stream.name);
    const waiting = this.#waiting.get(arn) ?? (found && waitingOf(nextRecords(placed, found)));
    clearTimeout(this.#timers.get(arn));
    this.#timers.delete(arn);
    if (found === undefined || waiting === undefined) return void this.#waiting.delete(arn);
    this.#waiting.set(arn, waiting);
    const inMs = this.#failures.has(arn) ? this.#waitMs(arn) : dueIn(found, waiting, Date.now());
    const timer = setTimeout(() => this.#begin(ground, found), inMs).unref();
    this.#timers.set(arn, timer);
  }

  /** Twice as long after each attempt that has failed. */
  #waitMs(arn: string): number {
    return Math.min(1000 * 2 ** (this.#failures.get(arn) ?? 0), mostWaitMs);
  }

  #begin(ground: Ground, stream: StreamRecord): void {
    const arn = arnOfStream(stream);
    const work = deliver(ground, stream)
      .then(
        () => void this.#failures.delete(arn),
        async (error: unknown) => {
          this.#failures.set(arn, (this.#failures.get(arn) ?? 0) + 1);
          await report(ground, stream, error);
        },
      )
      .finally(() => {
        this.#atWork.delete(arn);
        this.#waiting.delete(arn);
        this.wake(ground, stream);
      });
    this.#atWork.set(arn, work);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await Promise.all(this.#atWork.values());
  }
}

const openDeliveries = () => new Deliveries();

/** @param added what the stream has just taken, and is on disk */
export function wakeStream(
  ground: Ground,
  stream: Pick<StreamRecord, 'name' | 'place'>,
  added?: PutRecords,
): void {
  ground.keep(openDeliveries).wake(ground, stream, added === undefined ? undefined : waitingOf([added]));
}

/** Goes on with what is not delivered yet. */
export function resumeDeliveries(ground: Ground): void {
  for (const stream of everyStream(ground)) wakeStream(ground, stream);
}

/** What lies on disk for a stream, as far as it is in its next object. */
export interface Waiting {
  readonly bytes: number;
  /** When the oldest record came: milliseconds since the epoch. */
  readonly since: number;
}

/** Undefined for nothing. */
function waitingOf(records: readonly PutRecords[]): Waiting | undefined {
  const [oldest] = records;
  return oldest && { bytes: records.reduce((sum, each) => sum + sizeOf(each), 0), since: oldest.at };
}

/** Milliseconds: none when the buffer is full. */
export function dueIn(
  { destination }: Pick<StreamRecord, 'destination'>,
  waiting: Waiting,
  now: number,
): number {
  const { SizeInMBs, IntervalInSeconds } = destination.BufferingHints;
  if (waiting.bytes >= SizeInMBs * mebibyte) return 0;
  return Math.max(0, waiting.since + IntervalInSeconds * 1000 - now);
}

/** Firehose developer guide, "Handle data delivery failures": records that it could not deliver to S3 for so long are lost. */
const givenUpAfterMs = 24 * 60 * 60 * 1000;

async function deliver(ground: Ground, stream: StreamRecord): Promise<void> {
  const placed = { ground, place: stream.place };
  const taken = nextRecords(placed, stream);
  const [oldest, last] = [taken[0], taken.at(-1)];
  if (oldest === undefined || last === undefined) return;
  beginObject(placed, stream, last);
  try {
    await write(callingFor(ground, stream), stream, taken);
  } catch (error) {
    if (Date.now() - oldest.at < givenUpAfterMs) throw error;
    endObject(placed, stream, last);
    const count = taken.reduce((sum, { data }) => sum + data.length, 0);
    const lost = counted(count, 'record');
    throw new Error(`${lost} not delivered within 24 hours, and lost: ${messageOf(error)}`, { cause: error });
  }
  endObject(placed, stream, last);
}

async function write(call: CallAws, stream: StreamRecord, taken: readonly PutRecords[]): Promise<void> {
  const given = taken.flatMap(({ id, at, data }) =>
    data.map((each, place): Datum => ({ id: `${id}-${place}`, at, data: Buffer.from(each, 'base64') })),
  );
  const { kept, failed } = await processed(call, stream, given);
  // The same records have the same key, so that an object that a killed process had written is written over.
  const random = createHash('sha256')
    .update(taken.map(({ id }) => id).join())
    .digest('hex');
  const moment: KeyMoment = {
    at: taken[0]?.at ?? 0,
    timeZone: stream.destination.CustomTimeZone ?? 'UTC',
    random: random.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5'),
  };
  if (kept.length > 0) await putObject(call, stream, { moment, records: kept });
  if (failed.length > 0) await putFailures(call, stream, { moment, failed });
}

function callingFor(ground: Pick<Ground, 'url' | 'sessions'>, { destination, place }: StreamRecord): CallAws {
  const principal = sessionOfRole(destination.RoleARN, 'slipway-firehose');
  if (principal === undefined)
    throw new CallRefused('AccessDenied', `${destination.RoleARN} is no role`, 403);
  return callingAs(ground, { principal, region: place.region });
}

async function processed(call: CallAws, stream: StreamRecord, given: readonly Datum[]) {
  const { Enabled, Processors = [] } = stream.destination.ProcessingConfiguration ?? {};
  let kept = given;
  const failed: Failed[] = [];
  for (const processor of Enabled === true ? Processors : []) {
    if (processor.Type === 'AppendDelimiterToRecord') {
      const delimiter = Buffer.from((parameterOf(processor, 'Delimiter') ?? '\\n').replaceAll('\\n', '\n'));
      kept = kept.map((each) => ({ ...each, data: Buffer.concat([each.data, delimiter]) }));
    } else {
      const transformed = await transformRecords(call, { stream, processor }, kept);
      ({ kept } = transformed);
      failed.push(...transformed.failed);
    }
  }
  return { kept, failed };
}

interface ObjectToWrite {
  readonly moment: KeyMoment;
  readonly records: readonly Datum[];
}

async function putObject(
  call: CallAws,
  stream: StreamRecord,
  { moment, records }: ObjectToWrite,
): Promise<void> {
  const { destination, name, version } = stream;
  const { Prefix = '', FileExtension, CompressionFormat } = destination;
  const isCompressed = CompressionFormat === 'GZIP';
  const extension = FileExtension || (isCompressed ? '.gz' : '');
  const content = Buffer.concat(records.map(({ data }) => data));
  await call('s3', 'PutObject', {
    ...bucketOf(stream),
    Key: objectKey(evaluatedPrefix(Prefix, moment), { ...moment, stream: name, version, extension }),
    Body: isCompressed ? gzipSync(content) : content,
  });
}

function bucketOf({ destination }: StreamRecord): Values {
  const key = destination.EncryptionConfiguration?.KMSEncryptionConfig?.AWSKMSKeyARN;
  return {
    Bucket: parseArn(destination.BucketARN)?.resource,
    ...(key === undefined ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: key }),
  };
}

interface FailuresToWrite {
  readonly moment: KeyMoment;
  readonly failed: readonly Failed[];
}

/** One line for each. */
async function putFailures(
  call: CallAws,
  stream: StreamRecord,
  { moment, failed }: FailuresToWrite,
): Promise<void> {
  const { Prefix = '', ErrorOutputPrefix = '', ProcessingConfiguration } = stream.destination;
  const processor = ProcessingConfiguration?.Processors?.find(({ Type }) => Type === 'Lambda');
  const lambdaArn = processor === undefined ? undefined : parameterOf(processor, 'LambdaArn');
  const lines = failed.map((each) =>
    JSON.stringify({
      attemptsMade: each.attempts,
      arrivalTimestamp: each.at,
      errorCode: each.code,
      errorMessage: each.message,
      attemptEndingTimestamp: Date.now(),
      rawData: each.data.toString('base64'),
      lambdaArn,
    }),
  );
  const prefixes = { prefix: Prefix, errorPrefix: ErrorOutputPrefix };
  const { name, version } = stream;
  await call('s3', 'PutObject', {
    ...bucketOf(stream),
    Key: objectKey(evaluatedErrorPrefix(prefixes, moment, 'processing-failed'), {
      ...moment,
      stream: name,
      version,
      extension: '',
    }),
    Body: Buffer.from(`${lines.join('\n')}\n`),
  });
}

/** Into the log that the destination names, if its group and its stream are there. */
async function report(ground: Ground, stream: StreamRecord, error: unknown): Promise<void> {
  const message = messageOf(error);
  const refusal = error instanceof Error && error.cause instanceof CallRefused ? error.cause : error;
  process.stderr.write(`${arnOfStream(stream)} did not deliver: ${message}\n`);
  const { Enabled, LogGroupName, LogStreamName } = stream.destination.CloudWatchLoggingOptions ?? {};
  if (Enabled !== true || LogGroupName === undefined || LogStreamName === undefined) return;
  const line = {
    deliveryStreamARN: arnOfStream(stream),
    destination: stream.destination.BucketARN,
    deliveryStreamVersionId: stream.version,
    message,
    errorCode: `S3.${refusal instanceof CallRefused ? refusal.code : 'InternalError'}`,
  };
  try {
    await callingFor(ground, stream)('logs', 'PutLogEvents', {
      logGroupName: LogGroupName,
      logStreamName: LogStreamName,
      logEvents: [{ timestamp: Date.now(), message: JSON.stringify(line) }],
    });
  } catch (failure) {
    process.stderr.write(`and its log took nothing: ${String(failure)}\n`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// Pipes of EventBridge at work: each that runs reads its source until it is stopped, changed or deleted. What was read and not done
// when a process ends is read again: a queue shows it again, and where a stream was read to is on disk.
import { callingAs } from '../../account/call-aws.ts';
import { parseArn } from '../../model/arn.ts';
import { queueUrl, Queue, type QueueMessage } from '../lambda/queue.ts';
import { pollQueue, type QueueGiven } from '../lambda/poll-queue.ts';
import {
  batchInfo,
  type AfterBatch,
  type AttemptResult,
  type StreamRecord,
} from '../lambda/streams/stream-batch.ts';
import { pollStream } from '../lambda/streams/poll-stream.ts';
import { streamSource, type StreamSource } from '../lambda/streams/stream-source.ts';
import type { Ground } from '../service.ts';
import { arnOfPipe, everyPipe, positionOf, savePosition, type PipeRecord } from './pipe-record.ts';
import {
  deadLettersOf,
  eventOfMessage,
  eventOfRecord,
  kindOf,
  polledQueue,
  polledStream,
} from './pipe-source.ts';
import { callingFor, principalOfPipe, runBatch, type PipeGround } from './run-batch.ts';

interface RunningPipe {
  readonly changedAt: number;
  readonly controller: AbortController;
  readonly over: Promise<void>;
}

class RunningPipes implements AsyncDisposable {
  readonly running = new Map<string, RunningPipe>();
  /** What became of the newest batch of each, by its ARN. */
  readonly results = new Map<string, string>();

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { controller } of this.running.values()) controller.abort();
    await Promise.all([...this.running.values()].map(({ over }) => over));
  }
}

const openPipes = () => new RunningPipes();

/** `PROBLEM: …` when the newest batch has not gone through. */
export function resultOfPipe({ ground }: Pick<PipeGround, 'ground'>, record: PipeRecord): string | undefined {
  return ground.keep(openPipes).results.get(arnOfPipe(record));
}

/** Reads the sources of all pipes that run as they are now, and no others. Returns at once. */
export function workOnPipes(ground: Ground): void {
  const { running, results } = ground.keep(openPipes);
  const wanted = new Map(
    everyPipe(ground)
      .filter(({ CurrentState }) => CurrentState === 'RUNNING')
      .map((record) => [arnOfPipe(record), record]),
  );
  const ending = new Map<string, Promise<void>>();
  for (const [arn, pipe] of running) {
    if (wanted.get(arn)?.changedAt === pipe.changedAt) continue;
    pipe.controller.abort();
    ending.set(arn, pipe.over);
    running.delete(arn);
    results.delete(arn);
  }
  for (const [arn, record] of wanted) {
    if (running.has(arn)) continue;
    const controller = new AbortController();
    const polling = {
      signal: controller.signal,
      onResult: (text: string) => void results.set(arn, text),
    };
    const before = ending.get(arn) ?? Promise.resolve();
    const over = before.then(() => readSource({ ground, place: record.place }, record, polling));
    running.set(arn, { changedAt: record.changedAt, controller, over });
  }
}

interface Polling {
  readonly signal: AbortSignal;
  readonly onResult: (text: string) => void;
}

async function readSource(where: PipeGround, record: PipeRecord, polling: Polling): Promise<void> {
  if (kindOf(record) === 'sqs') await readQueue(where, record, polling);
  else await readStream(where, record, polling);
}

async function readQueue(where: PipeGround, record: PipeRecord, polling: Polling): Promise<void> {
  const give = async (messages: readonly QueueMessage[]): Promise<QueueGiven> => {
    const failure = await runBatch(
      where,
      record,
      messages.map((message) => eventOfMessage(message, record.Source)),
    );
    if (failure === undefined) return { done: messages, result: 'OK' };
    const failed = new Set(failure.ids);
    return {
      done: messages.filter(({ MessageId }) => !failed.has(MessageId)),
      result: `PROBLEM: ${failure.why}`,
    };
  };
  await pollQueue({ polled: polledQueue(record), open: () => openQueue(where, record), give }, polling);
}

function openQueue(where: PipeGround, record: PipeRecord): Queue {
  const arn = parseArn(record.Source);
  if (arn === undefined) throw new Error(`${record.Source} is no queue`);
  return new Queue(callingFor(where, record, record.Source), arn);
}

async function readStream(where: PipeGround, record: PipeRecord, polling: Polling): Promise<void> {
  await pollStream(
    {
      mapping: polledStream(record),
      source: () => openStream(where, record),
      position: (shardId) => positionOf(where, record, shardId),
      keep: (shardId, position) => savePosition(where, record, { shardId, position }),
      give: async ({ records }) => await giveRecords(where, record, records),
      giveUp: async (shardId, givenUp) => await bury(where, record, { shardId, ...givenUp }),
    },
    polling,
  );
}

function openStream({ ground, place }: PipeGround, record: PipeRecord): StreamSource {
  const principal = principalOfPipe(record);
  const caller = {
    url: ground.url,
    region: parseArn(record.Source)?.region || place.region,
    credentials: () => ground.sessions.lastingSession(principal, Date.now()),
  };
  const source = streamSource({ caller, role: record.RoleArn }, record.Source);
  if (source === undefined) throw new Error(`${record.Source} is no stream`);
  return source;
}

async function giveRecords(
  where: PipeGround,
  record: PipeRecord,
  records: readonly StreamRecord[],
): Promise<{ readonly attempt: AttemptResult; readonly result: string }> {
  const events = records.map(eventOfRecord);
  const failure = await runBatch(where, record, events);
  if (failure === undefined) return { attempt: { kind: 'succeeded', body: Buffer.from('{}') }, result: 'OK' };
  const result = `PROBLEM: ${failure.why}`;
  if (failure.ids.length === events.length) return { attempt: { kind: 'failed' }, result };
  const batchItemFailures = events.flatMap(({ id }, at) =>
    failure.ids.includes(id) ? [{ itemIdentifier: records[at]?.sequenceNumber }] : [],
  );
  const body = Buffer.from(JSON.stringify({ batchItemFailures }));
  return { attempt: { kind: 'succeeded', body }, result };
}

interface GivenUp extends NonNullable<AfterBatch['givenUp']> {
  readonly shardId: string;
}

/** The dead-letter queue or topic receives where in the stream the records are (user guide, "Dead-letter queues"). */
async function bury(
  { ground, place }: PipeGround,
  record: PipeRecord,
  { batch, condition, shardId }: GivenUp,
): Promise<void> {
  const letters = parseArn(deadLettersOf(record) ?? '');
  const text = JSON.stringify({
    context: { partnerResourceArn: arnOfPipe(record), condition },
    version: '1.0',
    timestamp: new Date().toISOString(),
    ...batchInfo(batch.records, { shardId, streamArn: record.Source }),
  });
  if (letters === undefined) {
    process.stderr.write(`${arnOfPipe(record)} has given up records: ${text}\n`);
    return;
  }
  const region = letters.region || place.region;
  const call = callingAs(ground, { principal: principalOfPipe(record), region });
  try {
    if (letters.service === 'sns')
      await call('sns', 'Publish', { TopicArn: deadLettersOf(record), Message: text });
    else await call('sqs', 'SendMessage', { QueueUrl: queueUrl(letters), MessageBody: text });
  } catch (error) {
    process.stderr.write(`${arnOfPipe(record)} has given up records, and ${String(error)}: ${text}\n`);
  }
}

/** Whether the role may read the source, and it is there. @returns what is wrong */
export async function sourceProblem(where: PipeGround, record: PipeRecord): Promise<string | undefined> {
  try {
    if (kindOf(record) === 'sqs') await openQueue(where, record).visibilityTimeout();
    else await openStream(where, record).shards();
    return undefined;
  } catch (error) {
    return `The source ${record.Source} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

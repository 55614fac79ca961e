// What a pipe reads: the events of a queue or of a stream, as its filters, its templates and its target see them. Pure. Source:
// EventBridge user guide, "Amazon EventBridge Pipes sources" and "Event filtering in Amazon EventBridge Pipes".
import { defined } from '../../lib/defined.ts';
import type { JsonValue } from '../../lib/json-path.ts';
import { parseArn } from '../../model/arn.ts';
import { textIn } from '../cloudformation/resource-type.ts';
import { recordOf as recordOfMessage, type PolledQueue } from '../lambda/queue-batch.ts';
import type { QueueMessage } from '../lambda/queue.ts';
import type { StreamMapping, StreamRecord } from '../lambda/streams/stream-batch.ts';
import type { PipeEvent } from './input-template.ts';
import type { PipeRecord } from './pipe-record.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

/** An event with what its source calls it. */
export interface SourceEvent extends PipeEvent {
  /** A report of failures names it by this: the id of the message, or that of the record's event. */
  readonly id: string;
}

/** By the services in their ARNs. */
export const sourceKinds: readonly string[] = ['sqs', 'dynamodb', 'kinesis'];

export function eventOfMessage(message: QueueMessage, arn: string): SourceEvent {
  const given = recordOfMessage(message, arn) as JsonObject;
  return { id: message.MessageId, given, decoded: { ...given, body: readJson(message.Body) } };
}

/** Kinesis's record is not nested as in an event of Lambda. */
export function eventOfRecord({ event }: StreamRecord): SourceEvent {
  const { kinesis, ...rest } = event as JsonObject;
  const id = String(event['eventID']);
  if (kinesis === undefined) return { id, given: rest, decoded: rest };
  const given = { ...(kinesis as JsonObject), ...rest };
  const data = Buffer.from(textIn(given, 'data'), 'base64').toString('utf8');
  return { id, given, decoded: { ...given, data: readJson(data) } };
}

/** An event that the enrichment has given. */
export function eventOfEnrichment(given: JsonValue): PipeEvent {
  return { given, decoded: given };
}

function readJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

export function kindOf({ Source }: Pick<PipeRecord, 'Source'>): string {
  return parseArn(Source)?.service ?? '';
}

export function polledQueue({ Source, SourceParameters = {} }: PipeRecord): PolledQueue {
  const { SqsQueueParameters, FilterCriteria } = SourceParameters;
  return {
    EventSourceArn: Source,
    BatchSize: SqsQueueParameters?.BatchSize ?? 10,
    MaximumBatchingWindowInSeconds: SqsQueueParameters?.MaximumBatchingWindowInSeconds ?? 0,
    ...defined({ FilterCriteria }),
  };
}

/** Every report of failures is by sequence number there. */
export function polledStream(record: PipeRecord): StreamMapping {
  const { Source, SourceParameters = {}, createdAt } = record;
  const { DynamoDBStreamParameters, KinesisStreamParameters, FilterCriteria } = SourceParameters;
  const given = DynamoDBStreamParameters ?? KinesisStreamParameters;
  const startingAt = KinesisStreamParameters?.StartingPositionTimestamp;
  return {
    EventSourceArn: Source,
    ...(given === undefined ? {} : { StartingPosition: given.StartingPosition }),
    BatchSize: given?.BatchSize ?? 100,
    MaximumBatchingWindowInSeconds: given?.MaximumBatchingWindowInSeconds ?? 0,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ...defined({ FilterCriteria }),
    BisectBatchOnFunctionError: given?.OnPartialBatchItemFailure === 'AUTOMATIC_BISECT',
    ParallelizationFactor: given?.ParallelizationFactor ?? 1,
    MaximumRetryAttempts: given?.MaximumRetryAttempts ?? -1,
    MaximumRecordAgeInSeconds: given?.MaximumRecordAgeInSeconds ?? -1,
    createdAt,
    ...(startingAt === undefined ? {} : { startingAt: new Date(startingAt).getTime() }),
  };
}

export function deadLettersOf({ SourceParameters }: PipeRecord): string | undefined {
  const { DynamoDBStreamParameters, KinesisStreamParameters } = SourceParameters ?? {};
  return (DynamoDBStreamParameters ?? KinesisStreamParameters)?.DeadLetterConfig?.Arn;
}

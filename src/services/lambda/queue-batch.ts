// A batch of a queue's messages on its way through a function. Pure. Source: Lambda developer guide, "Using Lambda with Amazon SQS".
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import { parseArn } from '../../model/arn.ts';
import { parsePattern } from '../../model/events/event-pattern.ts';
import type { QueueMessage } from './queue.ts';
import type { FunctionAnswer } from './run-event.ts';

/** How a queue is read, for a function or for a pipe. */
export interface PolledQueue {
  /** Of the queue. */
  readonly EventSourceArn: string;
  readonly BatchSize: number;
  readonly MaximumBatchingWindowInSeconds: number;
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern?: string }[] };
}

export interface PolledMapping extends PolledQueue {
  readonly FunctionArn: string;
  readonly FunctionResponseTypes: readonly string[];
}

/** Messages that no filter wants are deleted (Lambda developer guide, "Using event filtering with Amazon SQS"). */
export function filtered(
  messages: readonly QueueMessage[],
  { FilterCriteria, EventSourceArn: arn }: PolledQueue,
) {
  const patterns = (FilterCriteria?.Filters ?? []).map(({ Pattern = '{}' }) =>
    parsePattern(JSON.parse(Pattern)),
  );
  const isWanted = (message: QueueMessage): boolean =>
    patterns.length === 0 ||
    patterns.some((pattern) => !isFailed(pattern) && pattern.matches(filterable(message, arn)));
  return { wanted: messages.filter(isWanted), others: messages.filter((each) => !isWanted(each)) };
}

/** The event, whose body counts as JSON where it is. */
function filterable(message: QueueMessage, arn: string): unknown {
  try {
    return { ...recordOf(message, arn), body: JSON.parse(message.Body) as unknown };
  } catch {
    return recordOf(message, arn);
  }
}

export function recordOf(message: QueueMessage, arn: string): object {
  const { MessageId, ReceiptHandle, Body, Attributes = {}, MessageAttributes = {}, MD5OfBody } = message;
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: Attributes,
    messageAttributes: Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        {
          ...defined({ stringValue: StringValue }),
          ...(BinaryValue !== undefined && {
            binaryValue: Buffer.from(BinaryValue).toString('base64'),
          }),
          stringListValues: [],
          binaryListValues: [],
          dataType: DataType,
        },
      ]),
    ),
    md5OfBody: MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: parseArn(arn)?.region,
  };
}

/** What is deleted: all, or all but those that the function has named; nothing after an error. */
export function doneOf(
  messages: readonly QueueMessage[],
  { isError, body }: FunctionAnswer,
  { FunctionResponseTypes }: PolledMapping,
): readonly QueueMessage[] {
  if (isError) return [];
  if (!FunctionResponseTypes.includes('ReportBatchItemFailures')) return messages;
  const failed = failedIn(body);
  if (failed === undefined) return [];
  // An id that is not of the batch makes the whole batch fail.
  const isKnown = failed.every((id) => messages.some(({ MessageId }) => MessageId === id));
  return isKnown ? messages.filter(({ MessageId }) => !failed.includes(MessageId)) : [];
}

/** Undefined for what is no such report; an empty one is a success. */
function failedIn(body: Uint8Array): readonly string[] | undefined {
  try {
    const given = JSON.parse(Buffer.from(body).toString('utf8')) as {
      readonly batchItemFailures?: readonly ({ readonly itemIdentifier?: string } | null)[] | null;
    } | null;
    const failures = given?.batchItemFailures ?? [];
    const ids = failures.map((each) => each?.itemIdentifier ?? '');
    return ids.includes('') ? undefined : ids;
  } catch {
    return [];
  }
}

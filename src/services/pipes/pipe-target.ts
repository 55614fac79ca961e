// The calls by which a pipe gives its events to its target, and which of the events the target has not taken. Pure. Source:
// EventBridge user guide, "Amazon EventBridge Pipes targets" and "Amazon EventBridge Pipes batching and concurrency".
import type { Values } from '../../aws/wire/message.ts';
import type { CallAws } from '../../account/call-aws.ts';
import { defined } from '../../lib/defined.ts';
import { isRecord } from '../../lib/is-record.ts';
import type { JsonValue } from '../../lib/json-path.ts';
import { parseArn, type Arn } from '../../model/arn.ts';
import { textIn } from '../cloudformation/resource-type.ts';
import { queueUrl } from '../lambda/queue.ts';
import { parameterOf, type PipeEvent } from './input-template.ts';
import type { PipeRecord } from './pipe-record.ts';

/** What the target is given of one event. */
interface TargetItem {
  readonly value: JsonValue;
  readonly event: PipeEvent;
}

/** What a call has not done: places within its items, or the ids that the target names; all without either. */
export interface NotTaken {
  readonly places?: readonly number[];
  readonly ids?: readonly string[];
  readonly why: string;
}

export interface TargetCall {
  readonly call: Parameters<CallAws>;
  /** Where in the items those of the call begin. */
  readonly from: number;
  readonly count: number;
  /** Undefined when all was taken. */
  readonly notTaken: (answer: Values) => NotTaken | undefined;
}

type Items = readonly TargetItem[];
type CallsOf = (items: Items, target: Arn, record: PipeRecord) => readonly TargetCall[];

/** By the service in the ARN of the target. */
const callsOfService: Readonly<Record<string, CallsOf>> = {
  lambda: (items, _target, { Target, TargetParameters }) => {
    const isLater = TargetParameters?.LambdaFunctionParameters?.InvocationType === 'FIRE_AND_FORGET';
    const request = {
      FunctionName: Target,
      InvocationType: isLater ? 'Event' : 'RequestResponse',
      Payload: Buffer.from(JSON.stringify(items.map(({ value }) => value))),
    };
    return [whole(items, ['lambda', 'Invoke', request], notDoneByFunction)];
  },
  states: (items, _target, { Target, TargetParameters }) => {
    const { InvocationType } = TargetParameters?.StepFunctionStateMachineParameters ?? {};
    const request = { stateMachineArn: Target, input: JSON.stringify(items.map(({ value }) => value)) };
    return [
      InvocationType === 'FIRE_AND_FORGET'
        ? whole(items, ['stepfunctions', 'StartExecution', request], () => undefined)
        : whole(items, ['stepfunctions', 'StartSyncExecution', request], notDoneByExecution),
    ];
  },
  sqs: (items, target, { TargetParameters }) => {
    const { MessageGroupId, MessageDeduplicationId } = TargetParameters?.SqsQueueParameters ?? {};
    const entries = items.map(({ value, event }) =>
      defined({
        MessageBody: textOf(value),
        MessageGroupId: parameter(MessageGroupId, event),
        MessageDeduplicationId: parameter(MessageDeduplicationId, event),
      }),
    );
    return inParts(entries, 10, (part) => [
      ['sqs', 'SendMessageBatch', { QueueUrl: queueUrl(target), Entries: part.map(withId) }],
      notTakenByIds,
    ]);
  },
  sns: (items, _target, { Target }) => {
    const entries = items.map(({ value }) => ({ Message: textOf(value) }));
    return inParts(entries, 10, (part) => [
      ['sns', 'PublishBatch', { TopicArn: Target, PublishBatchRequestEntries: part.map(withId) }],
      notTakenByIds,
    ]);
  },
  events: (items, _target, record) =>
    inParts(
      items.map((item) => entryOf(item, record)),
      10,
      (Entries) => [['events', 'PutEvents', { Entries }], notTakenByPlaces('Entries')],
    ),
  logs: (items, target, { Name, TargetParameters }) => {
    const { LogStreamName, Timestamp } = TargetParameters?.CloudWatchLogsParameters ?? {};
    const logEvents = items.map(({ value, event }) => ({
      message: textOf(value),
      timestamp: momentOf(parameter(Timestamp, event)),
    }));
    const first = items[0]?.event;
    const stream = first === undefined ? undefined : parameter(LogStreamName, first);
    const logGroupName = target.resource.replace(/^log-group:/, '').replace(/:\*$/, '');
    const request = { logGroupName, logStreamName: stream ?? Name, logEvents };
    return [whole(items, ['logs', 'PutLogEvents', request], () => undefined)];
  },
  kinesis: (items, target, { TargetParameters }) => {
    const { PartitionKey = '' } = TargetParameters?.KinesisStreamParameters ?? {};
    const records = items.map(({ value, event }) => ({
      Data: Buffer.from(textOf(value)),
      PartitionKey: parameterOf(PartitionKey, event),
    }));
    const StreamName = target.resource.replace(/^stream\//, '');
    return inParts(records, 500, (Records) => [
      ['kinesis', 'PutRecords', { StreamName, Records }],
      notTakenByPlaces('Records'),
    ]);
  },
  firehose: (items, target) => {
    const records = items.map(({ value }) => ({ Data: Buffer.from(textOf(value)) }));
    const DeliveryStreamName = target.resource.replace(/^deliverystream\//, '');
    return inParts(records, 500, (Records) => [
      ['firehose', 'PutRecordBatch', { DeliveryStreamName, Records }],
      notTakenByPlaces('RequestResponses'),
    ]);
  },
};

export function isTargetService(service: string): boolean {
  return Object.hasOwn(callsOfService, service);
}

/** In the order in which they are made. */
export function targetCalls(items: Items, record: PipeRecord): readonly TargetCall[] {
  const target = parseArn(record.Target);
  const calls = target === undefined ? undefined : callsOfService[target.service];
  if (target === undefined || calls === undefined) throw new Error(`${record.Target} is no target`);
  return calls(items, target, record);
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parameter(value: string | undefined, event: PipeEvent): string | undefined {
  return value === undefined ? undefined : parameterOf(value, event);
}

/** Milliseconds since the epoch: a number, or a text that is a date; now for anything else. */
function momentOf(text: string | undefined): number {
  const moment = /^\d+$/.test(text ?? '') ? Number(text) : Date.parse(text ?? '');
  return Number.isNaN(moment) ? Date.now() : moment;
}

function entryOf(
  { value, event }: TargetItem,
  { Name, Source, Target, TargetParameters }: PipeRecord,
): Values {
  const given = TargetParameters?.EventBridgeEventBusParameters ?? {};
  const Time = parameter(given.Time, event);
  return defined({
    EventBusName: Target,
    Source: parameter(given.Source, event) ?? `Pipe ${Name}`,
    DetailType: parameter(given.DetailType, event) ?? `Event from aws:${parseArn(Source)?.service ?? ''}`,
    Detail: textOf(value),
    Resources: given.Resources?.map((each) => parameterOf(each, event)),
    Time: Time === undefined ? undefined : new Date(momentOf(Time)),
  });
}

/** All items at once. */
function whole(items: Items, call: TargetCall['call'], notTaken: TargetCall['notTaken']): TargetCall {
  return { call, from: 0, count: items.length, notTaken };
}

function inParts<T>(
  entries: readonly T[],
  size: number,
  callOf: (part: readonly T[]) => readonly [TargetCall['call'], TargetCall['notTaken']],
): readonly TargetCall[] {
  return Array.from({ length: Math.ceil(entries.length / size) }, (_, index) => {
    const from = index * size;
    const part = entries.slice(from, from + size);
    const [call, notTaken] = callOf(part);
    return { call, from, count: part.length, notTaken };
  });
}

function withId(entry: Values, at: number): Values {
  return { Id: String(at), ...entry };
}

function notDoneByFunction({ FunctionError, Payload }: Values): NotTaken | undefined {
  const text = textIn({ Payload }, 'Payload');
  if (FunctionError !== undefined) return { why: `The function has failed: ${text}` };
  return reported(text);
}

function notDoneByExecution({ status, error, cause, output }: Values): NotTaken | undefined {
  if (status !== 'SUCCEEDED')
    return { why: [`The execution has ended as ${String(status)}`, error, cause].filter(Boolean).join(': ') };
  return reported(typeof output === 'string' ? output : '');
}

/** `{"batchItemFailures":[{"itemIdentifier":"…"}]}`, as for Lambda. */
function reported(text: string): NotTaken | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return undefined;
  }
  const failures = isRecord(answer) ? answer['batchItemFailures'] : undefined;
  if (!Array.isArray(failures) || failures.length === 0) return undefined;
  const ids = failures.map((each: unknown) => (isRecord(each) ? textIn(each, 'itemIdentifier') : ''));
  return { ids, why: `The target has reported ${ids.length} failed items` };
}

/** `Failed` of the answers of batches, whose entries have their places as their ids. */
function notTakenByIds({ Failed }: Values): NotTaken | undefined {
  const failed = listOf(Failed);
  const [first] = failed;
  if (first === undefined) return undefined;
  return { places: failed.map(({ Id }) => Number(Id)), why: String(first['Message'] ?? first['Code']) };
}

function notTakenByPlaces(member: string): TargetCall['notTaken'] {
  return (answer) => {
    const entries = listOf(answer[member]);
    const places = entries.flatMap(({ ErrorCode }, at) => (ErrorCode === undefined ? [] : [at]));
    const first = entries[places[0] ?? -1];
    if (first === undefined) return undefined;
    return { places, why: `${String(first['ErrorCode'])}: ${String(first['ErrorMessage'])}` };
  };
}

function listOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? (value as readonly Values[]) : [];
}

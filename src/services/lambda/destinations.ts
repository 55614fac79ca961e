// What becomes of an event for later when it is over: its destination and the queue for what has failed are called by AWS's API
// of this machine, in the name of the function's role. Source: Lambda developer guide, "Capturing records of Lambda
// asynchronous invocations".
import { CallRefused } from '../../aws/client/decode-response.ts';
import { newId } from '../../lib/id.ts';
import { parseArn, type Arn } from '../../model/arn.ts';
import type { CallAws } from '../../account/call-aws.ts';
import type { ServiceCall } from '../service.ts';
import { callingAsFunction } from './calling-as-function.ts';
import type { AfterAttempt } from './after-attempt.ts';
import { queueUrl } from './queue.ts';
import { functionLog } from './function-log.ts';
import { findLatest, type FunctionRecord } from './function-record.ts';
import { lambdaOf } from './lambda-ground.ts';
import type { WaitingEvent } from './lambda-store.ts';
import { arnOfFunction, ownerOf, type FunctionReference } from './names.ts';
import type { FunctionAnswer } from './run-event.ts';

type Where = Pick<ServiceCall, 'ground' | 'place'>;

export interface FinishedEvent {
  readonly reference: FunctionReference;
  readonly event: WaitingEvent;
  readonly attempts: number;
  readonly condition: Extract<AfterAttempt, { readonly kind: 'over' }>['condition'];
  /** Absent for one that was never run. */
  readonly answer?: FunctionAnswer & { readonly version: string };
}

interface DestinationConfig {
  readonly OnSuccess?: { readonly Destination?: string };
  readonly OnFailure?: { readonly Destination?: string };
}

/** Resolves when they were called. What does not take it is in the function's log. */
export async function deliverOutcome(where: Where, finished: FinishedEvent): Promise<void> {
  const { reference, condition } = finished;
  const { name, qualifier = '$LATEST' } = reference;
  const latest = findLatest(where, name);
  if (latest === undefined) return;
  const config = lambdaOf(where).store.get('event-invoke', ownerOf(name, where.place), qualifier);
  const destinations = (config?.['DestinationConfig'] ?? {}) as DestinationConfig;
  const { Destination } = (condition === 'Success' ? destinations.OnSuccess : destinations.OnFailure) ?? {};
  if (Destination !== undefined && Destination !== '')
    await sendToDestination(where, latest, { arn: Destination, ...recordOf(where, finished) });
  const deadLetter = latest.settings.given['DeadLetterConfig'] as { readonly TargetArn?: string } | undefined;
  if (condition !== 'Success' && deadLetter?.TargetArn !== undefined && deadLetter.TargetArn !== '')
    await sendToDestination(where, latest, { arn: deadLetter.TargetArn, ...deadLetterOf(finished) });
}

export interface DestinationMessage {
  readonly arn: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

function recordOf(where: Where, finished: FinishedEvent): Omit<DestinationMessage, 'arn'> {
  const { reference, event, attempts, condition, answer } = finished;
  const { name, qualifier = '$LATEST' } = reference;
  const record = {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId: event.id,
      functionArn: arnOfFunction({ name, qualifier }, where.place),
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: jsonIn(Buffer.from(event.payload, 'base64')),
    ...(answer === undefined
      ? {}
      : {
          responseContext: {
            statusCode: 200,
            executedVersion: answer.version,
            ...(answer.isError ? { functionError: 'Unhandled' } : {}),
          },
          responsePayload: jsonIn(answer.body),
        }),
  };
  return { body: JSON.stringify(record), attributes: {} };
}

/** Lambda developer guide, "Adding a dead-letter queue": the event itself, and what was wrong as attributes. */
function deadLetterOf({ event, answer }: FinishedEvent): Omit<DestinationMessage, 'arn'> {
  const document = answer === undefined ? undefined : jsonIn(answer.body);
  const { errorMessage } = (document ?? {}) as { readonly errorMessage?: unknown };
  return {
    body: Buffer.from(event.payload, 'base64').toString('utf8'),
    attributes: {
      RequestID: event.id,
      ErrorCode: '200',
      ErrorMessage: (typeof errorMessage === 'string' ? errorMessage : '').slice(0, 1024),
    },
  };
}

function jsonIn(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What it does not take is in the function's log. */
export async function sendToDestination(
  where: Where,
  latest: FunctionRecord,
  message: DestinationMessage,
): Promise<void> {
  const why = await refusal(where, latest, message);
  if (why === undefined) return;
  functionLog(where, latest).lineOfOwn(
    `[WARNING] ${message.arn} did not take the record of an event: ${why}`,
  );
}

/** Undefined when it was taken. */
async function refusal(
  where: Where,
  latest: FunctionRecord,
  message: DestinationMessage,
): Promise<string | undefined> {
  const arn = parseArn(message.arn);
  const request = arn === undefined ? undefined : requestFor(arn, message);
  if (request === undefined) return 'Lambda delivers nothing to such a resource';
  try {
    await callingAsFunction(where, latest)(...request);
    return undefined;
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

function requestFor(
  arn: Arn,
  { arn: text, body, attributes }: DestinationMessage,
): Parameters<CallAws> | undefined {
  switch (arn.service) {
    case 'sqs': {
      const MessageAttributes = Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
      );
      return ['sqs', 'SendMessage', { QueueUrl: queueUrl(arn), MessageBody: body, MessageAttributes }];
    }
    case 'sns':
      return ['sns', 'Publish', { TopicArn: text, Message: body }];
    case 'events': {
      const DetailType = 'Lambda Function Invocation Result';
      const entry = { Source: 'lambda', DetailType, Detail: body, EventBusName: text };
      return ['events', 'PutEvents', { Entries: [entry] }];
    }
    case 'lambda':
      return ['lambda', 'Invoke', { FunctionName: text, InvocationType: 'Event', Payload: body }];
    case 's3': {
      const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
      const Key = `aws/lambda/async/${day}/${newId()}`;
      return ['s3', 'PutObject', { Bucket: arn.resource, Key, ContentType: 'application/json', Body: body }];
    }
    default:
      return undefined;
  }
}

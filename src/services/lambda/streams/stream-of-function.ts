// An event source mapping of a stream at work. Sources: Lambda developer guide, "Using Lambda with Kinesis", "Using Lambda with
// DynamoDB".
import { AwsError } from '../../../aws/wire/aws-error.ts';
import { defined } from '../../../lib/defined.ts';
import { newId } from '../../../lib/id.ts';
import { nameOfFunction } from '../../../model/function.ts';
import type { ServiceCall } from '../../service.ts';
import { callerAsFunction } from '../calling-as-function.ts';
import { sendToDestination } from '../destinations.ts';
import { findLatest, qualified, type FunctionRecord } from '../function-record.ts';
import { lambdaOf } from '../lambda-ground.ts';
import { chooseVersion, runEvent } from '../run-event.ts';
import {
  batchInfo,
  type AfterBatch,
  type AttemptResult,
  type Batch,
  type StreamMapping,
} from './stream-batch.ts';
import { pollStream, type StreamPolling } from './poll-stream.ts';
import { streamSource, type StreamReader, type StreamSource } from './stream-source.ts';

type Where = Pick<ServiceCall, 'ground' | 'place'>;

export interface StreamOfFunction extends StreamMapping {
  readonly UUID: string;
  readonly FunctionArn: string;
}

/** Resolves when `signal` has aborted and what was given to the function has come to its end. */
export async function pollStreamForFunction(
  where: Where,
  mapping: StreamOfFunction,
  polling: StreamPolling,
): Promise<void> {
  const { store } = lambdaOf(where);
  const owner = mapping.UUID;
  await pollStream(
    {
      mapping,
      source: () => sourceOf(where, mapping),
      position: (name) => store.get('stream-position', owner, name),
      keep: (name, position) => store.put('stream-position', { owner, name }, position),
      give: async ({ records }, window) => {
        const event = { Records: records.map((record) => record.event), ...window };
        const attempt = await attemptOf(where, mapping, event);
        return { attempt, result: texts[attempt.kind] };
      },
      giveUp: async (shardId, givenUp) => await giveUp(where, mapping, { shardId, ...givenUp }),
    },
    polling,
  );
}

const texts = {
  succeeded: 'OK',
  failed: 'PROBLEM: Function call failed',
  throttled: 'PROBLEM: Function call was throttled',
};

/** In the name of the function's role. */
export function readerAsFunction(where: Where, record: FunctionRecord): StreamReader {
  return { caller: callerAsFunction(where, record), role: record.values.role };
}

function sourceOf(where: Where, { FunctionArn, EventSourceArn }: StreamOfFunction): StreamSource {
  const record = findLatest(where, nameOfFunction(FunctionArn).name);
  const source =
    record === undefined ? undefined : streamSource(readerAsFunction(where, record), EventSourceArn);
  if (source === undefined) throw new Error('Function does not exist');
  return source;
}

async function attemptOf(where: Where, mapping: StreamOfFunction, event: object): Promise<AttemptResult> {
  const { name, qualifier } = nameOfFunction(mapping.FunctionArn);
  const record = qualified(where, { name, ...defined({ qualifier }) }, chooseVersion);
  const payload = Buffer.from(JSON.stringify(event));
  try {
    const { answer, ended } = await runEvent(where, { record, payload, requestId: newId() });
    await ended;
    const { isError, body } = await answer;
    return isError ? { kind: 'failed' } : { kind: 'succeeded', body };
  } catch (error) {
    if (error instanceof AwsError && error.code === 'TooManyRequestsException') return { kind: 'throttled' };
    throw error;
  }
}

interface GivenUp extends NonNullable<AfterBatch['givenUp']> {
  readonly batch: Batch;
  readonly shardId: string;
}

/** Its destination receives where in the stream they are, and not what they say. */
async function giveUp(where: Where, mapping: StreamOfFunction, { batch, condition, shardId }: GivenUp) {
  const { DestinationConfig, FunctionArn, EventSourceArn } = mapping;
  const arn = DestinationConfig?.OnFailure?.Destination ?? '';
  const latest: FunctionRecord | undefined = findLatest(where, nameOfFunction(FunctionArn).name);
  if (arn === '' || latest === undefined) return;
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
    ...batchInfo(batch.records, { shardId, streamArn: EventSourceArn }),
  };
  await sendToDestination(where, latest, { arn, body: JSON.stringify(body), attributes: {} });
}

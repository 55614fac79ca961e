// An event source mapping of a queue at work. Source: Lambda developer guide, "Using Lambda with Amazon SQS".
import { defined } from '../../lib/defined.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import { newId } from '../../lib/id.ts';
import { parseArn } from '../../model/arn.ts';
import { nameOfFunction } from '../../model/function.ts';
import type { ServiceCall } from '../service.ts';
import { callingAsFunction } from './calling-as-function.ts';
import { findLatest, qualified } from './function-record.ts';
import { pollQueue, type QueueGiven, type QueuePolling } from './poll-queue.ts';
import { Queue, type QueueMessage } from './queue.ts';
import { doneOf, recordOf, type PolledMapping } from './queue-batch.ts';
import { chooseVersion, runEvent, type FunctionAnswer } from './run-event.ts';

type Where = Pick<ServiceCall, 'ground' | 'place'>;

export async function pollQueueForFunction(
  where: Where,
  mapping: PolledMapping,
  polling: QueuePolling,
): Promise<void> {
  const open = (): Queue => {
    const record = findLatest(where, nameOfFunction(mapping.FunctionArn).name);
    const arn = parseArn(mapping.EventSourceArn);
    if (record === undefined || arn === undefined) throw new Error('Function does not exist');
    return new Queue(callingAsFunction(where, record), arn);
  };
  const give = async (messages: readonly QueueMessage[]): Promise<QueueGiven> => {
    const answer = await answerTo(where, mapping, messages);
    if (answer === 'throttled')
      return { done: [], result: 'PROBLEM: Function call was throttled', waits: true };
    const result = answer.isError ? 'PROBLEM: Function call failed' : 'OK';
    return { done: doneOf(messages, answer, mapping), result };
  };
  await pollQueue({ polled: mapping, open, give }, polling);
}

async function answerTo(
  where: Where,
  { FunctionArn, EventSourceArn }: PolledMapping,
  messages: readonly QueueMessage[],
): Promise<FunctionAnswer | 'throttled'> {
  const { name, qualifier } = nameOfFunction(FunctionArn);
  const reference = { name, ...defined({ qualifier }) };
  const record = qualified(where, reference, chooseVersion);
  const Records = messages.map((message) => recordOf(message, EventSourceArn));
  try {
    const { answer, ended } = await runEvent(where, {
      record,
      payload: Buffer.from(JSON.stringify({ Records })),
      requestId: newId(),
    });
    await ended;
    return await answer;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'TooManyRequestsException') return 'throttled';
    throw error;
  }
}

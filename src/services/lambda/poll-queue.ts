// An event source mapping of a queue at work: messages are received in batches, given to the function, and deleted when it has
// succeeded. Source: Lambda developer guide, "Using Lambda with Amazon SQS".
import { defined } from '../../lib/defined.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { AwsError } from '../../aws/wire/aws-error.ts';
import { newId } from '../../lib/id.ts';
import { parseArn } from '../../model/arn.ts';
import type { ServiceCall } from '../service.ts';
import { findLatest, qualified } from './function-record.ts';
import { nameOfFunction } from '../../model/function.ts';
import { Queue, type QueueMessage } from './queue.ts';
import { doneOf, filtered, recordOf, type PolledMapping } from './queue-batch.ts';
import { chooseVersion, runEvent, type FunctionAnswer } from './run-event.ts';

type Where = Pick<ServiceCall, 'ground' | 'place'>;

/** An empty queue is asked this often: AWS's pollers wait at the queue, which here would keep all other calls of it waiting. */
const askEveryMs = 1000;

/** @param signal ends it; what is given to the function then comes to its end
 *  @param onResult receives what became of the newest batch */
export async function pollQueue(
  where: Where,
  mapping: PolledMapping,
  { signal, onResult }: { readonly signal: AbortSignal; readonly onResult: (text: string) => void },
): Promise<void> {
  while (!signal.aborted) {
    const hadMessages = await pollOnce(where, mapping, { signal, onResult }).catch((error: unknown) => {
      if (!signal.aborted) onResult(`PROBLEM: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    });
    if (!hadMessages) await delay(askEveryMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

interface Polling {
  readonly signal: AbortSignal;
  readonly onResult: (text: string) => void;
}

/** False when there was nothing. */
async function pollOnce(where: Where, mapping: PolledMapping, polling: Polling): Promise<boolean> {
  const { name } = nameOfFunction(mapping.FunctionArn);
  const record = findLatest(where, name);
  const arn = parseArn(mapping.EventSourceArn);
  if (record === undefined || arn === undefined) throw new Error('Function does not exist');
  const queue = new Queue(where, record, arn);
  const received = await gather(queue, mapping, polling.signal);
  if (received.length === 0) return false;
  const { wanted, others } = filtered(received, mapping);
  await queue.remove(others);
  if (wanted.length === 0) return true;
  const answer = await give(where, mapping, wanted);
  if (answer === 'throttled') {
    polling.onResult('PROBLEM: Function call was throttled');
    return false;
  }
  await queue.remove(doneOf(wanted, answer, mapping));
  polling.onResult(answer.isError ? 'PROBLEM: Function call failed' : 'OK');
  return true;
}

/** Until the batch is full, or its window is over. */
async function gather(
  queue: Queue,
  { BatchSize, MaximumBatchingWindowInSeconds: window }: PolledMapping,
  signal: AbortSignal,
): Promise<readonly QueueMessage[]> {
  const messages: QueueMessage[] = [];
  let until: number | undefined;
  for (;;) {
    const more = await queue.receive(BatchSize - messages.length);
    messages.push(...more);
    if (messages.length === 0) return [];
    until ??= Date.now() + window * 1000;
    if (messages.length >= BatchSize || Date.now() >= until || signal.aborted) return messages;
    if (more.length === 0 && window === 0) return messages;
    if (more.length === 0) await delay(Math.min(askEveryMs, until - Date.now()), undefined, { ref: false });
  }
}

async function give(
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

// A queue that is read for someone: messages are received in batches, filtered, given on, and deleted when they are done. Sources:
// Lambda developer guide, "Using Lambda with Amazon SQS"; EventBridge user guide, "Amazon Simple Queue Service as a source".
import { setTimeout as delay } from 'node:timers/promises';
import { filtered, type PolledQueue } from './queue-batch.ts';
import type { Queue, QueueMessage } from './queue.ts';

/** An empty queue is asked this often: AWS's pollers wait at the queue, which here would keep all other calls of it waiting. */
const askEveryMs = 1000;

export interface QueuePolling {
  /** Ends it; what has been given on then comes to its end. */
  readonly signal: AbortSignal;
  /** Receives what became of the newest batch. */
  readonly onResult: (text: string) => void;
}

export interface QueueGiven {
  /** Those that are deleted. */
  readonly done: readonly QueueMessage[];
  /** `OK`, or the problem. */
  readonly result: string;
  /** Nothing is read for a moment. */
  readonly waits?: true;
}

export interface QueueReader {
  readonly polled: PolledQueue;
  /** Asked for each batch, since a role may be another one then. @throws Error when nothing may be read */
  readonly open: () => Queue;
  readonly give: (messages: readonly QueueMessage[]) => Promise<QueueGiven>;
}

export async function pollQueue(reader: QueueReader, { signal, onResult }: QueuePolling): Promise<void> {
  while (!signal.aborted) {
    const hadMessages = await pollOnce(reader, { signal, onResult }).catch((error: unknown) => {
      if (!signal.aborted) onResult(`PROBLEM: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    });
    if (!hadMessages) await delay(askEveryMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** False when there was nothing. */
async function pollOnce({ polled, open, give }: QueueReader, polling: QueuePolling): Promise<boolean> {
  const queue = open();
  const received = await gather(queue, polled, polling.signal);
  if (received.length === 0) return false;
  const { wanted, others } = filtered(received, polled);
  await queue.remove(others);
  if (wanted.length === 0) return true;
  const { done, result, waits } = await give(wanted);
  await queue.remove(done);
  polling.onResult(result);
  return waits !== true;
}

/** Until the batch is full, or its window is over. */
async function gather(
  queue: Queue,
  { BatchSize, MaximumBatchingWindowInSeconds: window }: PolledQueue,
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

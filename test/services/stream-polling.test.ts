// How often a stream that nothing is written to is asked for its shards.
import { expect, test } from 'vitest';
import { pollStream, type StreamConsumer } from '../../src/services/lambda/streams/poll-stream.ts';
import type { StreamMapping } from '../../src/services/lambda/streams/stream-batch.ts';

test('shards are listed again when one is over, and not each time that records are read', async () => {
  const stop = new AbortController();
  const asked: string[] = [];
  const over = new Set<string>();
  const consumer: StreamConsumer = {
    mapping: { BatchSize: 10, MaximumBatchingWindowInSeconds: 0 } as StreamMapping,
    source: () => ({
      shards: async () => {
        asked.push('shards');
        return over.has('a') ? [{ id: 'a' }, { id: 'b', parentId: 'a' }] : [{ id: 'a' }];
      },
      iterator: async (shardId) => shardId,
      read: async (shardId) => {
        asked.push(shardId);
        if (shardId !== 'a' || asked.filter((each) => each === 'a').length < 4)
          return { records: [], next: shardId };
        over.add('a');
        return { records: [] };
      },
    }),
    position: (shardId) => (over.has(shardId) ? { isOver: true } : undefined),
    keep: () => undefined,
    give: async () => await Promise.reject(new Error('there is nothing to give')),
    giveUp: async () => undefined,
  };
  const polling = pollStream(consumer, { signal: stop.signal, onResult: () => undefined });
  await expect
    .poll(() => asked.filter((each) => each === 'b').length, { timeout: 30_000 })
    .toBeGreaterThan(2);
  stop.abort();
  await polling;
  expect(asked.filter((each) => each === 'shards')).toHaveLength(2);
});

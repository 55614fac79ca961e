// How records of a shard are put into windows and lanes, and what the function is told of them.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lanesOf } from '../../src/services/lambda/streams/lanes.ts';
import type { StreamRecord } from '../../src/services/lambda/streams/stream-batch.ts';
import {
  isTooLarge,
  stateIn,
  windowEvent,
  windowsOf,
} from '../../src/services/lambda/streams/tumbling-window.ts';

const record = (sequenceNumber: number, arrivedAt: number, partitionKey = 'a'): StreamRecord => ({
  sequenceNumber: String(sequenceNumber),
  partitionKey,
  arrivedAt,
  event: {},
  filterable: {},
});
const numbers = (records: readonly StreamRecord[]) => records.map((each) => Number(each.sequenceNumber));

test.each([
  [
    'one for each length of time',
    undefined,
    [
      [0, [0, 1]],
      [10, [2]],
      [40, [3]],
    ],
  ],
  [
    'what comes late belongs to the open one',
    10,
    [
      [10, [0, 1, 2]],
      [40, [3]],
    ],
  ],
] as const)('records are put into windows: %s', (_what, start, expected) => {
  const records = [0, 9, 10, 45].map((at, index) => record(index, at));
  const open = start === undefined ? undefined : { start, state: {} };
  const windows = windowsOf(records, 10, open);
  expect(windows.map((each) => [each.start, numbers(each.records)])).toEqual(expected);
});

test('every record is in one window, in its order, and no window goes back', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200)), fc.integer({ min: 1, max: 50 }), (times, length) => {
      const records = times.map((at, index) => record(index, at));
      const windows = windowsOf(records, length, undefined);
      expect(windows.flatMap((each) => numbers(each.records))).toEqual(numbers(records));
      const starts = windows.map(({ start }) => start);
      expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
    }),
  );
});

test('a function is told of its window as on AWS', () => {
  const window = { start: Date.UTC(2026, 0, 1, 10, 0, 30), state: { sum: 3 } };
  const about = {
    lengthMs: 30_000,
    shardId: 'shardId-1',
    eventSourceARN: 'arn',
    isFinal: true,
    isEarly: false,
  };
  expect(windowEvent({ window, ...about })).toEqual({
    window: { start: '2026-01-01T10:00:30Z', end: '2026-01-01T10:01:00Z' },
    state: { sum: 3 },
    shardId: 'shardId-1',
    eventSourceARN: 'arn',
    isFinalInvokeForWindow: true,
    isWindowTerminatedEarly: false,
  });
});

test.each([
  ['{"state":{"sum":3}}', { sum: 3 }],
  ['{"batchItemFailures":[]}', {}],
  ['null', {}],
  ['no JSON', {}],
])('the state in %s is kept', (body, state) => {
  expect(stateIn(Buffer.from(body))).toEqual(state);
});

test('a state may have one megabyte', () => {
  expect(isTooLarge({ text: 'x'.repeat(1024 * 1024) })).toBe(true);
  expect(isTooLarge({ text: 'x'.repeat(1024 * 1024 - 20) })).toBe(false);
});

test('each partition key has one lane, in its order, and batches are no larger than they may be', () => {
  const keyed = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
  const factors = fc.integer({ min: 1, max: 10 });
  const sizes = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(keyed, factors, sizes, (keys, factor, batchSize) => {
      const records = keys.map((key, index) => record(index, 0, key));
      const lanes = lanesOf(records, { batchSize, factor });
      expect(lanes.length).toBeLessThanOrEqual(factor);
      expect(lanes.flat(2)).toHaveLength(records.length);
      expect(lanes.flat().filter((batch) => batch.length === 0 || batch.length > batchSize)).toEqual([]);
      for (const key of new Set(keys)) {
        const holding = lanes.map((lane) => numbers(lane.flat().filter((each) => each.partitionKey === key)));
        const held = holding.filter((lane) => lane.length > 0);
        expect(held).toEqual([numbers(records.filter((each) => each.partitionKey === key))]);
      }
    }),
  );
});

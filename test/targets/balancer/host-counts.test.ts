// How many targets are healthy, second by second.
import { expect, test } from 'vitest';
import { HostCounts } from '../../../src/targets/balancer/host-counts.ts';

test('counts stay between two changes, and in a second with several the worst counts', () => {
  let now = 10_000;
  const counts = new HostCounts(() => now);
  expect(counts.since(0)).toEqual([]);
  counts.note({ healthy: 2, unhealthy: 0 });
  now = 12_100;
  counts.note({ healthy: 1, unhealthy: 1 });
  now = 12_900;
  counts.note({ healthy: 2, unhealthy: 0 });
  now = 14_000;
  expect(counts.since(0)).toEqual([
    { second: 10, healthy: 2, unhealthy: 0 },
    { second: 11, healthy: 2, unhealthy: 0 },
    { second: 12, healthy: 1, unhealthy: 1 },
    { second: 13, healthy: 2, unhealthy: 0 },
    { second: 14, healthy: 2, unhealthy: 0 },
  ]);
  expect(counts.since(14)).toHaveLength(1);
});

test('an hour is kept, with what it began as', () => {
  let now = 0;
  const counts = new HostCounts(() => now);
  counts.note({ healthy: 3, unhealthy: 0 });
  now = 10_000_000;
  counts.note({ healthy: 2, unhealthy: 1 });
  const seen = counts.since(0);
  expect(seen).toHaveLength(3601);
  expect(seen[0]).toMatchObject({ healthy: 3 });
  expect(seen.at(-1)).toMatchObject({ healthy: 2, unhealthy: 1 });
});

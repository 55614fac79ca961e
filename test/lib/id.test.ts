// Names for new things.
import { expect, test } from 'vitest';
import { randomHex } from '../../src/lib/id.ts';

test('random names have their length and differ, across what is taken from the system at once', () => {
  const names = Array.from({ length: 2000 }, () => randomHex(12));
  expect(names.every((name) => /^[0-9a-f]{24}$/.test(name))).toBe(true);
  expect(new Set(names).size).toBe(names.length);
  expect(randomHex(10_000)).toMatch(/^[0-9a-f]{20000}$/);
});

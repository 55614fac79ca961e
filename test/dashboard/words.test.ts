import { expect, test } from 'vitest';
import { ago, zonedTime } from '../../src/dashboard/parts/words.ts';

const at = Date.UTC(2026, 10, 26, 13, 14, 2);

test('the whole of a time has 24 hours, the name of the zone and how far it is from UTC', () => {
  expect(zonedTime(at)).toMatch(
    /^2026-11-2\d \d\d:\d\d:02 (?:UTC(?:[+-]\d+(?::\d\d)?)?|\w+ \(UTC[+-]?\S*\))$/,
  );
});

test.each([
  [0, '0s ago'],
  [90_000, '2m ago'],
  [7_200_000, '2h ago'],
  [6 * 86_400_000, '6d ago'],
])('what was %i ms ago was %s', (passed, words) => {
  expect(ago(at, at + passed)).toBe(words);
});

test('what was more than a week ago has its date', () => {
  expect(ago(at, at + 9 * 86_400_000)).toContain('2026');
});

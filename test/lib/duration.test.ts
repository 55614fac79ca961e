import { expect, test } from 'vitest';
import { formatDuration } from '../../src/lib/duration.ts';

test.each([
  [-5, '0.0s'],
  [0, '0.0s'],
  [449, '0.4s'],
  [9_949, '9.9s'],
  [9_950, '10s'],
  [59_499, '59s'],
  [59_500, '1m 00s'],
  [185_000, '3m 05s'],
  [3_599_600, '1h 00m'],
  [7_620_000, '2h 07m'],
  [86_399_000, '23h 59m'],
  [86_400_000, '1d 0h'],
  [604_500_000, '6d 23h'],
])('%d ms read as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

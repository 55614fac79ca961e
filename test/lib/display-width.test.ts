import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth, firstColumns, lastColumns, padColumns } from '../../src/lib/display-width.ts';

test.each([
  ['plain', 5],
  ['é', 1],
  ['e\u0301', 1],
  ['東京', 4],
  ['한국', 4],
  ['✔ ✖ ⋮ …', 7],
  ['✅', 2],
  ['⭐🟢🫶', 6],
  ['⚠', 1],
  ['⚠\uFE0F', 2],
  ['👩‍🚀', 2],
  ['👨‍👩‍👧‍👦', 2],
  ['👍🏽', 2],
  ['🇨🇭', 2],
  ['1\uFE0F\u20E3', 2],
  ['a\u200Bb', 2],
])('%s has %i columns', (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

test('names of any script stand in columns of the same width', () => {
  expect(['api', '東京', '🟢 ok'].map((name) => displayWidth(padColumns(name, 8)))).toEqual([8, 8, 8]);
  expect(padColumns('longer than that', 4)).toBe('longer than that');
});

test('a text is cut at either end without splitting a character', () => {
  expect(firstColumns('a👨‍👩‍👧b', 2)).toBe('a');
  expect(firstColumns('a👨‍👩‍👧b', 3)).toBe('a👨‍👩‍👧');
  expect(lastColumns('a👨‍👩‍👧b', 3)).toBe('👨‍👩‍👧b');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.nat({ max: 30 }), (text, columns) => {
      const [first, last] = [firstColumns(text, columns), lastColumns(text, columns)];
      expect(Math.max(displayWidth(first), displayWidth(last))).toBeLessThanOrEqual(columns);
      expect([text.startsWith(first), text.endsWith(last)]).toEqual([true, true]);
    }),
  );
});

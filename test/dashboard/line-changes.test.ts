import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { hunksOf, lineChanges } from '../../src/dashboard/parts/compare/line-changes.ts';

const text = fc.array(fc.constantFrom('a', 'b', 'c', '')).map((lines) => lines.join('\n'));

test('the lines of both sides are those of the texts, in their order', () => {
  fc.assert(
    fc.property(text, text, (left, right) => {
      const changes = lineChanges(left, right) ?? [];
      const side = (other: 'added' | 'removed') =>
        changes
          .filter(({ kind }) => kind !== other)
          .map((change) => change.text)
          .join('\n');
      expect([side('added'), side('removed')]).toEqual([left, right]);
    }),
  );
});

test('as many lines as possible are the same', () => {
  expect(lineChanges('a\nb\nc', 'a\nx\nc\nd')).toEqual([
    { kind: 'same', line: 1, text: 'a' },
    { kind: 'removed', line: 2, text: 'b' },
    { kind: 'added', line: 2, text: 'x' },
    { kind: 'same', line: 3, text: 'c' },
    { kind: 'added', line: 4, text: 'd' },
  ]);
});

test('texts of many thousand different lines are not compared', () => {
  const many = (word: string): string =>
    Array.from({ length: 3000 }, (_, line) => `${word} ${line}`).join('\n');
  expect(lineChanges(many('a'), many('b'))).toBeUndefined();
});

test('what is far from every difference is a gap between two, and nothing at the ends', () => {
  const lines = Array.from({ length: 30 }, (_, line) => String(line));
  const changed = lines.with(8, 'x').with(20, 'y');
  const shown = hunksOf(lineChanges(lines.join('\n'), changed.join('\n')) ?? []);
  expect(shown.map((change) => change?.text ?? '⋯').join(' ')).toBe(
    '5 6 7 8 x 9 10 11 ⋯ 17 18 19 20 y 21 22 23',
  );
});

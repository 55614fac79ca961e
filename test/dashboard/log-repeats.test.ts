import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedAtFirst, outcomesOf } from '../../src/dashboard/parts/log-outcomes.ts';
import { repeatsOf } from '../../src/dashboard/parts/log-repeats.ts';
import { sectionsOf, visibleLines } from '../../src/dashboard/parts/log-sections.ts';

const lines = (texts: readonly string[]) => texts.map((text) => ({ text }));

test('a line that is printed three times and more is folded, a few and empty ones are not', () => {
  const texts = ['a', 'a', 'a', 'b', 'b', '', '', '', '', 'c', 'c', 'c', 'c'];
  expect(repeatsOf(lines(texts), [])).toEqual([
    { head: 0, end: 3 },
    { head: 9, end: 13 },
  ]);
});

test('no line that begins a step is hidden as a repeat', () => {
  const texts = ['▶ Same', '▶ Same', '▶ Same', 'x', 'x', 'x'];
  expect(repeatsOf(lines(texts), sectionsOf(lines(texts)))).toEqual([{ head: 3, end: 6 }]);
});

test('whatever is folded, what is hidden is a line that was printed just before it', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', '', '▶ step', '▸ group'), { maxLength: 40 });
  const hiddenIn = (drawn: readonly string[]): readonly number[] => {
    const seen = new Set(visibleLines(drawn.length, repeatsOf(lines(drawn), sectionsOf(lines(drawn)))));
    return drawn.flatMap((_, index) => (seen.has(index) ? [] : [index]));
  };
  fc.assert(
    fc.property(texts, (drawn) => {
      const hidden = hiddenIn(drawn);
      expect(hidden.map((index) => drawn[index])).toEqual(hidden.map((index) => drawn[index - 1]));
    }),
  );
});

test('of a job that has failed the steps that went well are folded, each with what became of it', () => {
  const texts = ['▶ Set up', 'x', '▶ Test', 'error: no', '▶ Test', 'y', '▶ Keep, in the background', 'z'];
  const sections = sectionsOf(lines(texts));
  const step = (name: string, displayStatus: 'Succeeded' | 'Failed' | 'Skipped' | 'InProgress') => ({
    name,
    displayStatus,
  });
  const steps = [
    step('Set up', 'Succeeded'),
    step('Test', 'Failed'),
    step('Between', 'Skipped'),
    step('Test', 'Succeeded'),
    step('Keep', 'Succeeded'),
  ];
  const outcomes = outcomesOf(sections, steps);
  expect([...outcomes].map(([head, { displayStatus }]) => [head, displayStatus])).toEqual([
    [0, 'Succeeded'],
    [2, 'Failed'],
    [4, 'Succeeded'],
    [6, 'Succeeded'],
  ]);
  expect(foldedAtFirst(outcomes)).toEqual(new Set([0, 4, 6]));
  expect(foldedAtFirst(outcomesOf(sections, [step('Set up', 'Succeeded')]))).toEqual(new Set());
  expect(foldedAtFirst(outcomesOf(sections, [step('Set up', 'InProgress'), step('Test', 'Failed')]))).toEqual(
    new Set(),
  );
});

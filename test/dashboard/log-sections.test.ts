import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  sectionsOf,
  unfoldedAt,
  visibleLines,
  type LogSection,
} from '../../src/dashboard/parts/log-sections.ts';

const own = (text: string): string => `[Container] 2026/11/29 04:00:00.000000 ${text}`;
const lines = (texts: readonly string[]) => texts.map((text) => ({ text }));

const build = [
  'waiting for the machine',
  own('Entering phase INSTALL'),
  own('Running command npm ci'),
  'added 12 packages',
  own('Phase complete: INSTALL State: SUCCEEDED'),
  own('Entering phase BUILD'),
  own('Running command npm test'),
  'ERROR: one failed',
  own('Command did not exit successfully npm test exit status 1'),
  own('Running command echo never'),
  own('Phase complete: BUILD State: FAILED'),
];

const of = (sections: readonly LogSection[], heads: readonly number[]) =>
  sections.filter(({ head }) => heads.includes(head));

function outline(texts: readonly string[]): readonly string[] {
  return sectionsOf(lines(texts)).map(
    ({ name, level, head, end, errors }) =>
      `${'  '.repeat(level)}${name} ${head}-${end}${errors > 0 ? ` ${errors} errors` : ''}`,
  );
}

test('a build is folded by phases and their commands, each with its errors', () => {
  expect(outline(build)).toEqual([
    'INSTALL 1-5',
    '  npm ci 2-4',
    'BUILD 5-11 2 errors',
    '  npm test 6-9 2 errors',
    '  echo never 9-10',
  ]);
});

test('a job is folded by steps and their groups, a deployment by events and their scripts', () => {
  expect(outline(['▶ Install', '  npm ci', '▸ Details', 'more', '▶ Test', 'error: no'])).toEqual([
    'Install 0-4',
    '  Details 2-4',
    'Test 4-6 1 errors',
  ]);
  expect(outline(['LifecycleEvent - BeforeInstall', 'Script - stop.sh', '[stdout]done'])).toEqual([
    'BeforeInstall 0-3',
    '  stop.sh 1-3',
  ]);
});

test('a program that prints the same words without the mark of the build begins no phase', () => {
  expect(outline([own('Entering phase BUILD'), 'Running command x', 'Entering phase y'])).toEqual([
    'BUILD 0-3',
  ]);
});

test('a folded section shows its head alone, and what is searched for is unfolded', () => {
  const sections = sectionsOf(lines(build));
  expect(visibleLines(build.length, of(sections, [1, 6]))).toEqual([0, 1, 5, 6, 9, 10]);
  expect(visibleLines(build.length, of(sections, [1, 2, 5, 6, 9]))).toEqual([0, 1, 5]);
  expect([...unfoldedAt(7, sections, new Set([1, 5, 6, 9]))]).toEqual([1, 9]);
  expect([...unfoldedAt(6, sections, new Set([5, 6]))]).toEqual([6]);
});

test('whatever is folded, each line is seen once or lies in a folded section', () => {
  const some = fc.array(fc.constantFrom(...build, '▶ step', '▸ group'), { maxLength: 40 });
  fc.assert(
    fc.property(some, fc.array(fc.nat(40)), (texts, chosen) => {
      const sections = sectionsOf(lines(texts));
      const folded = new Set(chosen);
      const seen = new Set(visibleLines(texts.length, of(sections, [...folded])));
      for (let index = 0; index < texts.length; index += 1) {
        const isHidden = sections.some(({ head, end }) => folded.has(head) && head < index && index < end);
        expect(seen.has(index)).toBe(!isHidden);
      }
      for (const index of texts.keys())
        expect(visibleLines(texts.length, of(sections, [...unfoldedAt(index, sections, folded)]))).toContain(
          index,
        );
    }),
  );
});

import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth } from '../../src/lib/display-width.ts';
import { foldText } from '../../src/lib/fold-text.ts';

test('a text that fits stays as it is, spaces and all', () => {
  expect(foldText('  a   b \n\n c', 10)).toBe('  a   b \n\n c');
  expect(foldText('x'.repeat(300), Number.POSITIVE_INFINITY)).toBe('x'.repeat(300));
});

test('what goes on below stands under the second column, or a little further in', () => {
  expect(foldText('    help: Give it a name that is long enough', 24)).toBe(
    ['    help: Give it a name', '          that is long', '          enough'].join('\n'),
  );
  expect(foldText('  up  Keeps running and listens', 20)).toBe(
    ['  up  Keeps running', '      and listens'].join('\n'),
  );
  expect(foldText('  one sentence without columns', 20)).toBe(
    ['  one sentence', '    without columns'].join('\n'),
  );
});

test('colours stay and take no room, and a word that is wider than the screen stays whole', () => {
  expect(foldText('\u001B[31merror\u001B[0m  it broke', 15)).toBe('\u001B[31merror\u001B[0m  it broke');
  expect(foldText('see https://example.com/a/long/path now', 16)).toBe(
    ['see https://example.com/a/long/path', '  now'].join('\n'),
  );
});

test('no word is lost, and no line of short words is too wide', () => {
  const word = fc.stringMatching(/^[a-z東🟢]{1,6}$/u);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), fc.integer({ min: 30, max: 80 }), (words, width) => {
      const folded = foldText(`    ${words.join(' ')}`, width);
      expect(folded.split(/\s+/).filter(Boolean)).toEqual(words);
      const lines = stripVTControlCharacters(folded).split('\n');
      expect(lines.filter((line) => displayWidth(line.trimEnd()) > width)).toEqual([]);
    }),
  );
});

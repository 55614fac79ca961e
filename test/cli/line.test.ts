// Cutting and wrapping by columns: never too wide, never half a wide character.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../src/lib/display-width.ts';
import {
  cleanText,
  fitLine,
  foldLine,
  lineWidth,
  span,
  withRight,
  wrapText,
} from '../../src/cli/render/line.ts';

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 5 });
const toLine = (parts: readonly string[]) => parts.map((text) => span(cleanText(text)));

describe('a line', () => {
  test('is never wider than asked, whatever it holds', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 60 }), (parts, width) => {
        expect(lineWidth(fitLine(toLine(parts), width))).toBeLessThanOrEqual(width);
      }),
    );
  });

  test('that fits stays as it is', () => {
    const line = [span('東京', 'bold'), span(' ok')];
    expect(fitLine(line, 7)).toBe(line);
  });

  test('is cut before a wide character that would only fit by half', () => {
    expect(fitLine([span('a東京都')], 5).map(({ text }) => text)).toEqual(['a東', '…']);
  });

  test('has its right part at the right edge', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 20, max: 60 }), (parts, width) => {
        const line = withRight(toLine(parts), [span('12s')], width);
        expect(lineWidth(line)).toBe(width);
        expect(line.at(-1)?.text).toBe('12s');
      }),
    );
  });

  test('of another program cannot steer the terminal', () => {
    expect(cleanText('\u001B[2J\u001B[31mred\u001B[0m\tx\u0007')).toBe('red  x\uFFFD');
    expect(cleanText('10%\r50%\r100%\r')).toBe('100%');
  });

  test('goes on below, and a command in it stays in one piece', () => {
    const line = [
      span('  '),
      span('slipway retry 3f2a91c0', 'cyan'),
      span('   what failed in it, again', 'dim'),
    ];
    const rows = foldLine(line, 30).map((row) => row.map(({ text }) => text).join(''));
    expect(rows).toEqual(['  slipway retry 3f2a91c0', '    what failed in it, again']);
  });

  test('is one line, whatever a person has written into it', () => {
    expect(span('first\n  second').text).toBe('first second');
  });

  test('wraps between words and keeps every word', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 30 }), (words) => {
        const lines = wrapText(words.join(' '), 20);
        expect(lines.join(' ')).toBe(words.join(' '));
        expect(lines.filter((line) => displayWidth(line) > 20)).toEqual([]);
      }),
    );
  });
});

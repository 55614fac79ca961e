// What other programs print can change nothing on a terminal but the colours of its own characters.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { coloredText, visibleText } from '../../src/lib/visible-text.ts';

const controls = new RegExp(String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f]`);
const colors = new RegExp(String.raw`\u001b\[[\d;:]*m`, 'g');

const hostile = [
  '\u001b]0;title\u0007',
  '\u001b]52;c;Y29weQ==\u001b\\',
  '\u001b]8;;https://example.com\u001b\\',
  '\u001b[2J',
  '\u001b[10A',
  '\u001b[?1049h',
  '\u001b[6n',
  '\u001bc',
  '\u001bP+q544e\u001b\\',
  '\u001b[>4;1m',
  '\u009b2J',
  '\u009d0;title\u009c',
  '\u0007',
  '\b',
  '\u007f',
  '\u0000',
  '\u001b',
];

test.each(hostile.map((text) => [JSON.stringify(text), text]))('%s is not shown', (_, sequence) => {
  for (const shown of [visibleText(`a${sequence}b`), coloredText(`a${sequence}b`)]) {
    expect(shown).toMatch(/^a\ufffd?b?$/);
    expect(shown).not.toMatch(controls);
  }
});

test('colours are taken from texts that are shown in colours of our own, and left to those that are shown as they are', () => {
  const text = '\u001b[31mred\u001b[0m \u001b[38;5;9mmore\u001b[m\n\tnext';
  expect(visibleText(text)).toBe('red more\n\tnext');
  expect(coloredText(text)).toBe(text);
});

test('of a line that was overwritten its last state is shown', () => {
  expect(visibleText('10 %\r50 %\rdone\r\nnext')).toBe('done\nnext');
});

test('nothing that is hidden comes together to something that is not', () => {
  const piece = fc.oneof(
    fc.constantFrom(...hostile, '[', ']', '\u001b[', '31m', '\u001b[31m', '\r', '\n', '\\'),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      expect(visibleText(text)).not.toMatch(controls);
      expect(coloredText(text).replaceAll(colors, '')).not.toMatch(controls);
      expect(visibleText(visibleText(text))).toBe(visibleText(text));
    }),
    { numRuns: 1000 },
  );
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MarkReader } from '../../src/process/mark-reader.ts';

const word = 'word';
const mark = (text: string) => `\0${word} ${text}\0`;

/** What a reader makes of these chunks: output joined where it is one after the other, marks as `<text>`. */
function read(chunks: readonly string[]): readonly string[] {
  const reader = new MarkReader(word);
  const parts: string[] = [];
  let output = '';
  const flush = (): void => {
    if (output !== '') parts.push(output);
    output = '';
  };
  for (const chunk of chunks)
    for (const part of reader.read(Buffer.from(chunk, 'latin1'))) {
      if (part.type === 'output') output += Buffer.from(part.bytes).toString('latin1');
      else {
        flush();
        parts.push(`<${part.text}>`);
      }
    }
  output += Buffer.from(reader.rest()).toString('latin1');
  flush();
  return parts;
}

describe('a stream with marks', () => {
  test('gives output and marks in their order', () => {
    expect(read([`one${mark('s 5')}two${mark('e 0')}`])).toEqual(['one', '<s 5>', 'two', '<e 0>']);
  });

  test('gives a NUL that begins no mark as output', () => {
    expect(read(['a\0b\0', `\0${word}`, 'x'])).toEqual([`a\0b\0\0${word}x`]);
  });

  test('gives what looks like a mark and never ends as output', () => {
    const endless = `\0${word} ${'x'.repeat(500)}`;
    expect(read([endless, mark('e 1')])).toEqual([endless, '<e 1>']);
  });

  test('is read alike however it is cut', () => {
    const piece = fc.oneof(
      fc.constantFrom(mark('s 12'), mark('e 0'), mark('r 0'), '\0', `\0${word}`, `\0${word} `, 'out'),
      fc.string({ maxLength: 5 }).map((text) => Buffer.from(text).toString('latin1')),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.array(fc.nat(200), { maxLength: 20 }), (pieces, cuts) => {
        const text = pieces.join('');
        const at = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
        const chunks = [0, ...at].map((from, index) => text.slice(from, at[index] ?? text.length));
        expect(read(chunks)).toEqual(read([text]));
      }),
    );
  });
});

// Secrets never reach the writer, however the output is cut.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor } from '../../src/process/redactor.ts';

function redact(pieces: readonly string[], secrets: readonly string[]): string {
  const out: Uint8Array[] = [];
  const redactor = createRedactor((bytes) => out.push(Uint8Array.from(bytes)));
  redactor.add(secrets);
  for (const piece of pieces) redactor.write(Buffer.from(piece));
  redactor.flush();
  return Buffer.concat(out).toString();
}

test.each([
  ['a secret in one write', ['say hunter2!'], ['hunter2'], 'say ***!'],
  ['a secret cut across three writes', ['say hu', 'nte', 'r2!'], ['hunter2'], 'say ***!'],
  ['the longer of two that begin alike', ['abc', 'def.'], ['abc', 'abcdef'], '***.'],
  ['the shorter when the longer does not come', ['abc', 'dex'], ['abc', 'abcdef'], '***dex'],
  ['two that overlap as one', ['xabab', 'y'], ['aba', 'bab'], 'x***y'],
  ['a secret twice in a row', ['s1s1s1'], ['s1'], '*********'],
  ['nothing for an empty secret', ['text'], [''], 'text'],
  ['each long line of a secret with lines', ['  first line\n', 'a\r\n'], ['first line\n  a'], '  ***\na\r\n'],
])('replaces %s', (_, pieces, secrets, expected) => {
  expect(redact(pieces, secrets)).toBe(expected);
});

test('holds back only what may become a secret, and hands it on as soon as it cannot', () => {
  const out: string[] = [];
  const redactor = createRedactor((bytes) => out.push(Buffer.from(bytes).toString()));
  redactor.add(['secret']);
  redactor.write(Buffer.from('line\nse'));
  expect(out.join('')).toBe('line\n');
  redactor.write(Buffer.from('al'));
  expect(out.join('')).toBe('line\nseal');
});

test('hands bytes on untouched, in the same turn, while there is no secret', () => {
  const out: Uint8Array[] = [];
  const bytes = Buffer.from([0, 255, 10]);
  createRedactor((given) => out.push(given)).write(bytes);
  expect(out).toEqual([bytes]);
});

/** Every byte that lies in an occurrence goes; occurrences that share a byte become one mask. */
function expected(text: string, secrets: readonly string[]): string {
  const starts = new Map<number, number>();
  for (const secret of secrets)
    for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + 1))
      starts.set(at, Math.max(starts.get(at) ?? 0, at + secret.length));
  let result = '';
  for (let at = 0; at < text.length;) {
    let end = starts.get(at);
    if (end === undefined) {
      result += text[at++];
      continue;
    }
    for (let inside = at; inside < end; inside += 1) end = Math.max(end, starts.get(inside) ?? 0);
    result += '***';
    at = end;
  }
  return result;
}

test('gives the same wherever the output is cut', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 5 });
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 9 });
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.array(word, { minLength: 1, maxLength: 3 }),
      (pieces, secrets) => {
        expect(redact(pieces, secrets)).toBe(expected(pieces.join(''), secrets));
      },
    ),
    { numRuns: 500 },
  );
});

test('a text by itself loses the secrets that are known by then, and overlapping ones become one mask', () => {
  const redactor = createRedactor(() => undefined);
  expect(redactor.clean('s3cret-value')).toBe('s3cret-value');
  redactor.add(['s3cret-value', 'value-and-more', 'päßwörter']);
  expect(redactor.clean('a s3cret-value-and-more b s3cret-value päßwörter c')).toBe('a *** b *** *** c');
  expect(redactor.clean('key AKIAABCDEFGHIJKLMNOP.')).toBe('key ***.');
  expect(redactor.clean('nothing of it, ünchanged')).toBe('nothing of it, ünchanged');
});

// Secrets never reach the writer, however the output is cut.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor } from '../../src/process/redactor.ts';

/** Those of a terminal, none of which shows a character. */
const sequences = [
  '\u001b[01;31m',
  '\u001b[K',
  '\u001b[m',
  '\u001b[38;2;1;2;3m',
  '\u001b[2D',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://example.com/\u001b\\',
  '\u001bP1$r0m\u001b\\',
  '\u001b(B',
  '\u001b7',
  '\u009b1m',
  '\u009d0;title\u009c',
  '\r',
  '\b',
  '\u0000',
  '\u007f',
  '\u0085',
];

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

test.each(sequences.map((sequence) => [JSON.stringify(sequence), sequence]))(
  'a secret is replaced with %s inside of it, also when that is cut',
  (_, sequence) => {
    const text = Buffer.from(`say hun${sequence}ter${sequence}2!`);
    for (let cut = 0; cut <= text.length; cut += 1) {
      const out: Buffer[] = [];
      const redactor = createRedactor((bytes) => out.push(Buffer.from(bytes)));
      redactor.add(['hunter2']);
      redactor.write(text.subarray(0, cut));
      redactor.write(text.subarray(cut));
      redactor.flush();
      expect(Buffer.concat(out).toString()).toBe('say ***!');
    }
    expect(cleaned(text.toString(), 'hunter2')).toBe('say ***!');
    expect(cleaned(`AKIAIOSF${sequence}ODNN7EXAMPLE.`, 'other')).toBe('***.');
  },
);

test('a secret is replaced inside of the address of a link, and in a title that no program ends', () => {
  expect(cleaned('\u001b]8;;https://x/?t=hunter2\u0007here\u001b]8;;\u0007', 'hunter2')).not.toContain(
    'hunter2',
  );
  expect(redact(['\u001b]0;never ended', 'hun', 'ter2\n'], ['hunter2'])).toBe('\u001b]0;never ended***\n');
  const long = 'x'.repeat(5000);
  expect(redact([`\u001b]0;${long}hun\u001b[1mter2`], ['hunter2'])).toBe(`\u001b]0;${long}***`);
});

test('does not wait for the end of a sequence that never ends', () => {
  const out: string[] = [];
  const redactor = createRedactor((bytes) => out.push(Buffer.from(bytes).toString()));
  redactor.add(['secret']);
  redactor.write(Buffer.from(`\u001b]0;${'x'.repeat(10_000)}`));
  expect(out.join('')).toHaveLength(10_004);
});

function cleaned(text: string, secret: string): string {
  const redactor = createRedactor(() => undefined);
  redactor.add([secret]);
  return redactor.clean(text);
}

test('gives the same wherever output with escape sequences is cut, and hides what a terminal would show', () => {
  const shown = fc.constantFrom('a', 'b', 'c', '-', '\n', 'm', 'é');
  const piece = fc.oneof({ weight: 3, arbitrary: shown }, fc.constantFrom(...sequences));
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'm', 'é'), minLength: 1, maxLength: 4 });
  const tokens = fc.array(piece, { maxLength: 25 });
  const secrets = fc.array(word, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(tokens, secrets, fc.array(fc.nat(120), { maxLength: 6 }), (written, hidden, cuts) => {
      const bytes = Buffer.from(written.join(''));
      const places = [
        0,
        ...cuts.map((cut) => Math.min(cut, bytes.length)).toSorted((a, b) => a - b),
        bytes.length,
      ];
      const out: Buffer[] = [];
      const redactor = createRedactor((given) => out.push(Buffer.from(given)));
      redactor.add(hidden);
      for (const [index, place] of places.entries())
        redactor.write(bytes.subarray(places[index - 1] ?? 0, place));
      redactor.flush();
      const result = Buffer.concat(out).toString();
      expect(result).toBe(redactor.clean(bytes.toString()));
      const left = withoutSequences(result);
      for (const secret of hidden) expect(left).not.toContain(secret);
    }),
    { numRuns: 2000 },
  );
});

function withoutSequences(text: string): string {
  let rest = text;
  for (const sequence of sequences) rest = rest.replaceAll(sequence, '');
  return rest;
}

test('a text by itself loses the secrets that are known by then, and overlapping ones become one mask', () => {
  const redactor = createRedactor(() => undefined);
  expect(redactor.clean('s3cret-value')).toBe('s3cret-value');
  redactor.add(['s3cret-value', 'value-and-more', 'päßwörter']);
  expect(redactor.clean('a s3cret-value-and-more b s3cret-value päßwörter c')).toBe('a *** b *** *** c');
  expect(redactor.clean('key AKIAABCDEFGHIJKLMNOP.')).toBe('key ***.');
  expect(redactor.clean('nothing of it, ünchanged')).toBe('nothing of it, ünchanged');
});

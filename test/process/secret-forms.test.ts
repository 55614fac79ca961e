// However a program prints a secret, the log does not have it.
import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/process/redactor.ts';

function redact(pieces: readonly (string | Buffer)[], secret: string): string {
  const out: Buffer[] = [];
  const redactor = createRedactor((bytes) => out.push(Buffer.from(bytes)));
  redactor.add([secret]);
  for (const piece of pieces) redactor.write(typeof piece === 'string' ? Buffer.from(piece) : piece);
  redactor.flush();
  return Buffer.concat(out).toString();
}

const printable = fc.string({ unit: 'grapheme-ascii', minLength: 8, maxLength: 40 });
const secret = fc
  .oneof(printable, fc.string({ unit: 'grapheme', minLength: 8, maxLength: 30 }))
  .map((text) => text.trim())
  .filter((text) => text.length >= 8 && !text.includes('*') && text.isWellFormed());

const around = fc.string({ unit: fc.constantFrom('-', ' ', '\n', '"', '0'), maxLength: 5 });

const base64 = (text: string) => Buffer.from(text).toString('base64');
const encodings: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in base64': base64,
  'in base64 for URLs': (text) => Buffer.from(text).toString('base64url'),
  'URL-encoded': encodeURIComponent,
  'as a form field': (text) => new URLSearchParams({ a: text }).toString().slice(2),
  'JSON-escaped': (text) => JSON.stringify(text).slice(1, -1),
  'in hexadecimal digits': (text) => Buffer.from(text).toString('hex'),
  'in large hexadecimal digits': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'in the content of XML': (text) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  'in an attribute of XML': (text) =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&apos;'),
  'in single quotes': (text) => text.replaceAll("'", `'\\''`),
};

describe.each(Object.entries(encodings))('a secret that is printed %s', (_, encode) => {
  test('is replaced wherever it stands and however the output is cut', () => {
    fc.assert(
      fc.property(
        secret,
        around,
        around,
        fc.array(fc.nat(80), { maxLength: 4 }),
        (value, before, after, cuts) => {
          const shown = encode(value);
          const text = Buffer.from(`${before}${shown}${after}`);
          const at = [
            0,
            ...cuts.map((cut) => Math.min(cut, text.length)).toSorted((a, b) => a - b),
            text.length,
          ];
          const pieces = at.slice(1).map((end, index) => text.subarray(at[index], end));
          const result = redact(pieces, value);
          expect(result).not.toContain(shown);
          expect(result).toContain('***');
        },
      ),
      { numRuns: 200 },
    );
  });
});

test('inside of something that is encoded as a whole it leaves no more than the characters at its ends', () => {
  fc.assert(
    fc.property(secret, fc.string({ maxLength: 7 }), fc.string({ maxLength: 7 }), (value, before, after) => {
      const result = redact([base64(`${before}${value}${after}`)], value);
      const kept = result.split('***').join('').length;
      const own = base64(before).length + base64(after).length;
      expect(kept).toBeLessThanOrEqual(own + 8);
    }),
  );
});

test.each([
  ['sh', 'set -x; : "$V"'],
  ['bash', 'set -x; : "$V"'],
  ['sh', 'export -p'],
  ['bash', 'export -p'],
  ['bash', 'printf %q "$V"'],
  ['sh', 'env'],
  ['sh', 'printf %s "$V" | base64'],
  ['sh', 'printf "user:%s" "$V" | base64'],
  ['sh', 'printf %s "$V" | od -An -v -tx1 | tr -d " \\n"'],
  ['sh', 'env | grep --color=always "^V=...."; env | grep --color=always "[a-z]*"'],
])('%s does not give it away by %s', (shell, script) => {
  const values = [`it's "quoted" $HOME \\ \`x\` & more`, 'plain-secret-value', 'x'.repeat(40) + '/+='];
  for (const V of values) {
    const said = execFileSync(shell, ['-c', `exec 2>&1; ${script}`], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { V, PATH: '/usr/bin:/bin' },
      cwd: '/',
    });
    const shown = redact([said.toString()], V);
    expect(shown).toContain('***');
    for (const word of V.split(/[^A-Za-z]+/).filter((each) => each.length > 5))
      expect(shown).not.toContain(word);
  }
});

test('a key of several lines is hidden line by line', () => {
  const key = '-----BEGIN KEY-----\nMIIEvQIBADANBgkqh\nkiG9w0BAQEFAASC\n-----END KEY-----';
  expect(redact([key.replaceAll('\n', '\r\n  ')], key)).toBe('***\r\n  ***\r\n  ***\r\n  ***');
});

test.each([
  ['"quoted text"', 'a quoted text', 'a ***'],
  ['"a1\nb-longer-line"', 'a1 b-longer-line', 'a1 ***'],
  ['  trimmed\n', 'a trimmed b', 'a *** b'],
  ['first-one\rsecond-one\r\nthird-one', 'second-one, third-one', '***, ***'],
  ['users:\n- name: margaret', 'users: - name: margaret', 'users: ***'],
  ['{\n"key": 1\n}', '{ } "key": 1', '{ } ***'],
  ['"abc"', 'abc "abc"', 'abc ***'],
])('of the secret %j the parts that are long enough are hidden', (value, text, shown) => {
  expect(redact([text], value)).toBe(shown);
});

test('access key ids are hidden although they were not named, also when they are cut', () => {
  const redacted = redact(
    ['id AKIAIOSF', 'ODNN7EXAMPLE, ASIA', 'IOSFODNN7EXAMPLE. AKIA AKIAshort A'],
    'none-of-these',
  );
  expect(redacted).toBe('id ***, ***. AKIA AKIAshort A');
});

test('other output stays as it is, byte for byte', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }), (pieces) => {
      const out: Buffer[] = [];
      const redactor = createRedactor((bytes) => out.push(Buffer.from(bytes)));
      redactor.add(['a secret that random bytes do not hold']);
      for (const piece of pieces) redactor.write(piece);
      redactor.flush();
      expect(Buffer.concat(out).equals(Buffer.concat(pieces))).toBe(true);
    }),
  );
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesJava, faultOfJavaPattern } from '../../src/lib/java-regex/match-java.ts';

const cases: readonly (readonly [string, string, boolean])[] = [
  ['main', 'main', true],
  ['main', 'maintain', false],
  ['ain', 'main', false],
  ['a|ab', 'ab', true],
  ['', '', true],
  ['(?i)MAIN', 'main', true],
  ['(?i)[A-F]+x', 'cafeX', true],
  ['(?i)a(?-i)b', 'Ab', true],
  ['(?i)a(?-i)b', 'AB', false],
  ['a(?i)b|c', 'C', true],
  ['a(?i)b|c', 'AB', false],
  ['(?i:a)b', 'AB', false],
  ['(?i)é', 'É', false],
  ['v?\\d+\\.\\d+', 'v1.22', true],
  ['\\d++\\.x', '12.x', true],
  ['a*+a', 'aaa', false],
  ['(?>a|ab)c', 'abc', false],
  ['(?>a|ab)c', 'ac', true],
  ['(?!main$).*', 'main', false],
  ['(?!main$).*', 'maintain', true],
  ['.*(?<=-rc)', '1.0-rc', true],
  ['(?<major>\\d+)\\..*', '2.x', true],
  ['[a-z&&[^bc]]+', 'ad', true],
  ['[a-z&&[^bc]]+', 'ab', false],
  ['[a[0-9]]+', 'a9', true],
  ['[^a[0-9]]', 'b', true],
  ['[]a]+', ']a', true],
  ['[a-]+', '-a', true],
  ['[\\w.-]+', 'a.b-c', true],
  ['\\Qa.b\\E+', 'a.bb', true],
  ['\\Qa.b\\E', 'axb', false],
  ['\\p{Alpha}\\p{Punct}\\p{javaLowerCase}', 'A-b', true],
  ['\\p{L}+\\P{L}', 'né1', true],
  ['\\p{IsGreek}', 'λ', true],
  ['\\p{Lu}', 'É', true],
  ['\\x41\\u0042\\x{43}\\0104\\e', 'ABCD\u001B', true],
  ['.', '\r', false],
  ['.', '𝒳', true],
  ['(?s).*', 'a\nb', true],
  ['.*', 'a\nb', false],
  ['a$\\s*', 'a\n', true],
  ['a$', 'a\n', false],
  ['(?m)a$\\n^b', 'a\nb', true],
  ['a$\\n^b', 'a\nb', false],
  ['a\\R', 'a\r\n', true],
  ['\\h+', ' \t\u00a0', true],
  ['\\s', '\u00a0', false],
  ['\\bmain\\b', 'main', true],
  ['\\Amain\\z', 'main', true],
  ['a{2,3}', 'aaa', true],
  ['a{2,3}', 'aaaa', false],
  ['((a{100}){100}){0,9}', 'a'.repeat(20_000), true],
  ['a{1500}', 'a'.repeat(1500), true],
  ['a-}]', 'a-}]', true],
  ['release/\\d{4}-\\d{2}', 'release/2026-11', true],
];

test.each(cases)('%j against %j is %s, as with Java', (pattern, text, matches) => {
  expect(matchesJava(pattern, text)).toBe(matches);
});

const refused: readonly (readonly [string, string])[] = [
  ['*a', 'follows nothing'],
  ['a**', 'follows another'],
  ['(a', 'is not closed'],
  ['a)', 'closes nothing'],
  ['[a', 'is not closed'],
  ['[z-a]', 'runs backwards'],
  ['{a}', 'no quantifier'],
  ['a{3,2}', 'runs backwards'],
  ['\\y', 'no escape'],
  ['a\\', 'ends too early'],
  ['(a)\\1', 'refers back'],
  ['(?x)a b', 'flag "(?x)"'],
  ['\\p{Nope}', 'not known'],
  ['(?y)a', 'no flag'],
  ['\\Ga', 'cannot be evaluated'],
  ['(?P<n>a)', 'begins no group'],
];

test.each(refused)('of %j it says why it cannot be evaluated', (pattern, why) => {
  expect(matchesJava(pattern, 'a')).toEqual({ failed: expect.stringContaining(why) as string });
  expect(faultOfJavaPattern(pattern)?.message).toContain(why);
});

test('what Java takes is kept apart from what it refuses', () => {
  expect(faultOfJavaPattern('(a)\\1')?.isJavas).toBe(true);
  expect(faultOfJavaPattern('(a')?.isJavas).toBe(false);
});

describe('a pattern that a backtracking engine would try for ever', () => {
  test.each(['(a+)+', '(a|aa)+', '(.*a){20}', '([a-z]+)*!'])('%s is decided all the same', (pattern) => {
    expect(matchesJava(pattern, `${'a'.repeat(5000)}!?`)).toBe(false);
  });

  test('is given up, and says so, when no linear engine knows what it uses', () => {
    expect(matchesJava('(?=a)(a+)+', `${'a'.repeat(5000)}!`)).toEqual({
      failed: expect.stringContaining('took longer') as string,
    });
  });
});

test('what needs nothing of Java is what JavaScript says', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    'a*',
    'b+?',
    '(a|b)',
    '(?:ab){1,2}',
    '\\d',
    'a|b',
  );
  const pattern = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  const text = fc.array(fc.constantFrom('a', 'b', '1'), { maxLength: 8 }).map((symbols) => symbols.join(''));
  fc.assert(
    fc.property(pattern, text, (written, value) => {
      expect(matchesJava(written, value)).toBe(new RegExp(`^(?:${written})$`, 'u').test(value));
    }),
  );
});

test('no text is a pattern that fails in any other way than by saying so', () => {
  const signs = fc.constantFrom(...'()[]{}|*+?^$.\\-&:<>=!iQEdwpk09a,'.split(''));
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 12 }), (symbols) => {
      const result = matchesJava(symbols.join(''), 'a1');
      expect(typeof result === 'boolean' || typeof result.failed === 'string').toBe(true);
    }),
    { numRuns: 5000 },
  );
});

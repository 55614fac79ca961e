import * as fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { compileGlob, type GlobSyntax } from '../../src/lib/glob.ts';

const cases: readonly (readonly [GlobSyntax, string, string, boolean])[] = [
  ['bash', '*', 'a', true],
  ['bash', '*', 'a/b', false],
  ['bash', '**/*', 'a', true],
  ['bash', '**/*', 'a/b/.c', true],
  ['bash', 'a/**', 'a', false],
  ['bash', '*/**', 'a', false],
  ['bash', '*/**', 'a/b', true],
  ['bash', 'a/**', 'a/b/c', true],
  ['bash', 'a/**', 'ab', false],
  ['bash', 'a/**/b', 'a/b', true],
  ['bash', 'a/**/b', 'a/x/y/b', true],
  ['bash', 'a/**/b', 'ab', false],
  ['bash', '**.js', 'a/b.js', false],
  ['bash', '{a,b/{c,d}}/*', 'b/d/x', true],
  ['bash', '{a,a/**}', 'a/b/c', true],
  ['bash', '{a/**,b}/x', 'a/q/x', true],
  ['bash', '[!a-c]x', 'dx', true],
  ['bash', '[^a-c]x', 'bx', false],
  ['bash', '[]x]', ']', true],
  ['bash', 'a[/]b', 'a/b', false],
  ['bash', '\\*', '*', true],
  ['bash', '\\*', 'a', false],
  ['bash', 'a[b', 'a[b', true],
  ['bash', 'a{b', 'a{b', true],
  ['bash', 'caf?', 'café', true],
  ['bash', '?', '𝒳', true],
  ['java', 'main*', 'main2', true],
  ['java', 'main*', 'main/x', false],
  ['java', '**', 'a/b/c', true],
  ['java', 'release**', 'release/1/2', true],
  ['java', '**.md', 'a/b.md', true],
  ['java', '**/README.md', 'a/README.md', true],
  ['java', '**/README.md', 'README.md', false],
  ['java', 'src/**', 'src', false],
  ['java', 'src/**/*.js', 'src/a.js', false],
  ['java', '*.{java,class}', 'A.class', true],
  ['java', 'foo.?', 'foo.x', true],
  ['java', '[!-x]', 'a', true],
  ['java', '[!-x]', '-', false],
  ['java', '[-x]', '-', true],
  ['java', '[\\]', '\\', true],
  ['java', '[^a]', '^', true],
  ['java', '{a,b\\,c}', 'b,c', true],
  ['java', '.*', '.env', true],
];

test.each(cases)('in the syntax of %s %s against %s is %s', (syntax, pattern, path, fits) => {
  expect(compileGlob(pattern, syntax).matches(path)).toBe(fits);
});

const slow: readonly (readonly [string, string])[] = [
  ['*a*a*a*a*a*a*a*b', 'a'.repeat(200)],
  ['release-*-*-*-*-*-x', `release${'-'.repeat(236)}`],
  [`${'**/'.repeat(20)}x`, 'a/'.repeat(2000)],
  [`${'{a,aa}'.repeat(40)}b`, 'a'.repeat(3000)],
  [`${'?*'.repeat(100)}!`, 'b'.repeat(5000)],
  [`${'[a-z]*'.repeat(60)}!`, 'q'.repeat(5000)],
];

// A matcher that tries the combinations would not end before the machine does.
describe.each(['bash', 'java'] as const)('in the syntax of %s', (syntax) => {
  test.each(slow)('%.20s… is held against a long path without trying combinations', (pattern, path) => {
    expect(compileGlob(pattern, syntax).matches(path)).toBe(false);
  });
});

const name = fc.stringMatching(/^[abc.]{1,4}$/).filter((text) => text !== '.' && text !== '..');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const piece = fc.constantFrom('a', 'b', 'c', '.', '?', '*', '[ab]', '[^a]', '{a,b}', '{ab,c}');
const component = fc.oneof(
  { weight: 3, arbitrary: fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.constant('**') },
);
const pattern = fc
  .array(component, { minLength: 1, maxLength: 4 })
  .map((components) => components.join('/'))
  .filter((text) => !/(^|\/)\.{1,2}(\/|$)/.test(text) && !/\*{2}[^/]|[^/]\*{2}|\/\*\*$/.test(text));

test('what bash takes is what picomatch takes, for usual patterns', () => {
  fc.assert(
    fc.property(pattern, path, (glob, text) => {
      const expected = picomatch.isMatch(text, glob, { dot: true, noextglob: true, nonegate: true });
      expect(compileGlob(glob, 'bash').matches(text)).toBe(expected);
    }),
    { numRuns: 3000 },
  );
});

test('what fits is never given up at one of its folders', () => {
  fc.assert(
    fc.property(pattern, path, fc.constantFrom<GlobSyntax>('bash', 'java'), (glob, text, syntax) => {
      const { matches, mayBegin } = compileGlob(glob, syntax);
      if (!matches(text)) return;
      const names = text.split('/');
      for (const index of names.keys()) expect(mayBegin(names.slice(0, index + 1).join('/'))).toBe(true);
    }),
  );
});

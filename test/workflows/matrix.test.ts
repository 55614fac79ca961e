// The combinations of a matrix: GitHub's rules by table, and what holds for every matrix.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFailed } from '../../src/lib/result.ts';
import { expandMatrix } from '../../src/workflows/matrix.ts';

function keysOf(text: string): readonly string[] {
  return text.split('');
}

function legs(matrix: unknown): readonly string[] | string {
  const expanded = expandMatrix(matrix);
  if (isFailed(expanded)) return expanded.failed;
  return expanded.legs.map(({ values, label }) => `${label} ${JSON.stringify(values)}`);
}

test.each<readonly [string, unknown, readonly string[]]>([
  [
    'the last key varies fastest',
    { os: ['a', 'b'], v: [1, 2] },
    ['a, 1 {"os":"a","v":1}', 'a, 2 {"os":"a","v":2}', 'b, 1 {"os":"b","v":1}', 'b, 2 {"os":"b","v":2}'],
  ],
  [
    'an excluded combination goes, compared as == does',
    { os: ['a', 'b'], v: [1, 2], exclude: [{ os: 'A', v: '1' }] },
    ['a, 2 {"os":"a","v":2}', 'b, 1 {"os":"b","v":1}', 'b, 2 {"os":"b","v":2}'],
  ],
  [
    'an included entry extends what it fits, later ones replace its extras',
    { v: [1, 2], include: [{ x: 'all' }, { v: 1, x: 'one' }] },
    ['1 {"v":1,"x":"one"}', '2 {"v":2,"x":"all"}'],
  ],
  [
    'an included entry that fits none is a combination by itself',
    { v: [1], include: [{ v: 3, y: true }] },
    ['1 {"v":1}', '3, true {"v":3,"y":true}'],
  ],
  [
    'without lists every included entry is one',
    { include: [{ a: 1 }, { a: 2 }] },
    ['1 {"a":1}', '2 {"a":2}'],
  ],
  [
    'a mapping as a value is matched by a part of it',
    { c: [{ n: 1, m: 2 }, { n: 3 }], exclude: [{ c: { n: 1 } }] },
    ['3 {"c":{"n":3}}'],
  ],
  [
    'an included entry may bring back an excluded one',
    { v: [1, 2], exclude: [{ v: 2 }], include: [{ v: 2 }] },
    ['1 {"v":1}', '2 {"v":2}'],
  ],
])('%s', (_title, matrix, expected) => {
  expect(legs(matrix)).toEqual(expected);
});

test.each([
  [{ v: [] }, 'The matrix key "v" has no value'],
  [{ v: 'text' }, 'The matrix key "v" is no list'],
  [{ v: [1], exclude: [{ w: 1 }] }, 'The matrix excludes by "w", which is no key of it'],
  [{ v: [1], exclude: [{ v: 1 }] }, 'The matrix has no combination'],
  ['text', 'The matrix is no mapping of names to lists'],
  [{ v: [1], include: [2] }, 'include and exclude of a matrix are lists of mappings'],
  [
    {
      a: Array.from({ length: 20 }, (_, index) => index),
      b: Array.from({ length: 20 }, (_, index) => index),
    },
    'The matrix has 400 combinations, and GitHub takes at most 256',
  ],
  [
    Object.fromEntries(keysOf('abcdefghijkl').map((key) => [key, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]])),
    'The matrix has 1000000000000 combinations, and GitHub takes at most 256',
  ],
  [
    {
      a: [0],
      ...Object.fromEntries(keysOf('bcdefghijklm').map((key) => [key, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]])),
      exclude: [{ a: 0 }],
    },
    'The matrix has 1000000000000 combinations, nearly all of them excluded, and GitHub takes at most 256',
  ],
])('%j is refused', (matrix, reason) => {
  expect(legs(matrix)).toBe(reason);
});

test('a matrix of which enough is excluded is within the limit', () => {
  const numbers = Array.from({ length: 20 }, (_, index) => index);
  const exclude = numbers.slice(1).map((a) => ({ a }));
  expect(legs({ a: numbers, b: numbers, exclude })).toHaveLength(20);
});

test('without include and exclude there is each combination once', () => {
  const vectors = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }),
    { minKeys: 1 },
  );
  fc.assert(
    fc.property(vectors, (matrix) => {
      const expanded = expandMatrix(matrix);
      if (isFailed(expanded)) throw new Error(expanded.failed);
      const count = Object.values(matrix).reduce((product, values) => product * values.length, 1);
      const seen = new Set(expanded.legs.map(({ values }) => JSON.stringify(values)));
      expect(expanded.legs.length).toBe(count);
      expect(seen.size).toBe(count);
    }),
  );
});

// JSONPath: what a path finds, what a reference path puts, and what is no path.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAll, parseJsonPath, valueAt, withValueAt, type JsonValue } from '../../src/lib/json-path.ts';
import { isFailed } from '../../src/lib/result.ts';

const store: JsonValue = {
  store: {
    book: [
      { title: 'a', price: 8, isbn: '1' },
      { title: 'b', price: 12 },
      { title: 'c', price: 22, isbn: '3' },
    ],
    'the owner': { name: "o'neil" },
  },
  empty: [],
  nothing: null,
};

const read = (path: string, root: JsonValue = store) => {
  const parsed = parseJsonPath(path);
  if (isFailed(parsed)) throw new Error(parsed.failed);
  return valueAt(parsed, root);
};

describe('a path finds', () => {
  test.each<readonly [string, unknown]>([
    ['$', store],
    ['$.store.book[0].title', 'a'],
    ["$['store']['book'][1]['title']", 'b'],
    ['$.store.book[-1].title', 'c'],
    ["$.store['the owner'].name", "o'neil"],
    ['$.nothing', null],
    ['$.missing.deeper', undefined],
    ['$.store.book[9]', undefined],
    ['$.store.book[*].title', ['a', 'b', 'c']],
    ['$..price', [8, 12, 22]],
    ['$..book[0].title', ['a']],
    ['$.store.book[0:2].title', ['a', 'b']],
    ['$.store.book[::2].title', ['a', 'c']],
    ['$.store.book[-2:].title', ['b', 'c']],
    ['$.store.book[0,2].title', ['a', 'c']],
    ["$.store.book[0]['title','isbn']", ['a', '1']],
    ['$.store.book[?(@.price > 10)].title', ['b', 'c']],
    ["$.store.book[?(@.title == 'b')].price", [12]],
    ['$.store.book[?(@.isbn && @.price < 10)].title', ['a']],
    ['$.store.book[?(!@.isbn || @.price >= 22)].title', ['b', 'c']],
    ['$.empty[*]', []],
    ['$.store.*.name', ["o'neil"]],
  ])('%s', (path, expected) => expect(read(path)).toEqual(expected));
});

test.each(['', 'a', '$.', '$.a[', '$[', "$['a", '$.a]', '$..', '$[?(@.a]', '$.a b', '$[?(1)]', '$.a[0:1:0]'])(
  'is not written %j',
  (path) => expect(isFailed(parseJsonPath(path))).toBe(true),
);

test('what is put at a reference path is found there, and the rest stays', () => {
  const key = fc.stringMatching(/^[a-z]{1,4}$/);
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), fc.jsonValue(), (keys, value) => {
      const path = parseJsonPath(`$.${keys.join('.')}`);
      if (isFailed(path)) throw new Error(path.failed);
      const root: JsonValue = { KEPT: 1 };
      const after = withValueAt(path, root, value as JsonValue);
      expect(findAll(path, after ?? null)).toEqual([value]);
      expect(after).toMatchObject({ KEPT: 1 });
      expect(root).toEqual({ KEPT: 1 });
    }),
  );
});

test.each([
  ['$.store.book[1].price', 1, { title: 'b', price: 1 }],
  ['$.store.book[1]', 'x', 'x'],
])('%s puts into a list', (path, value, expected) => {
  const parsed = parseJsonPath(path);
  const after = isFailed(parsed) ? undefined : withValueAt(parsed, store, value);
  expect(read('$.store.book[1]', after ?? null)).toEqual(expected);
});

test.each(['$.store.book.title', '$.empty[0]', '$.nothing.a'])('nothing can be put at %s', (path) => {
  const parsed = parseJsonPath(path);
  expect(isFailed(parsed) ? parsed : withValueAt(parsed, store, 1)).toBeUndefined();
});

// A JSON text that is changed keeps all else: comments, order, spaces, line ends.
import { assert, dictionary, jsonValue, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { withItem, withMember } from '../../src/lib/edit-json.ts';
import { entryOf, type Node } from '../../src/lib/node.ts';

const isNamed =
  (name: string) =>
  (item: Node): boolean => {
    const value = entryOf(item, 'name')?.value;
    return value?.kind === 'scalar' && value.value === name;
  };

test.each<readonly [before: string, keys: readonly string[], value: unknown, after: string]>([
  ['', ['a'], 1, '{\n  "a": 1\n}\n'],
  ['{}', ['a'], 1, '{\n  "a": 1\n}'],
  ['{ "b": 2 }\n', ['a'], 1, '{ "b": 2,\n  "a": 1 }\n'],
  ['{\n\t"b": 2, // two\n}\n', ['a'], [1], '{\n\t"b": 2,\n\t"a": [\n\t\t1\n\t], // two\n}\n'],
  ['{\r\n  "b": 2\r\n}', ['a'], 1, '{\r\n  "b": 2,\r\n  "a": 1\r\n}'],
  ['{\n  // none yet\n}\n', ['a'], 1, '{\n  // none yet\n  "a": 1\n}\n'],
  ['{ "a": { "b": 1 } }', ['a', 'c'], 2, '{ "a": { "b": 1,\n  "c": 2 } }'],
  ['{ "a": 1 }', ['a'], 2, '{ "a": 2 }'],
  ['{ "a": [1,2] }', ['a'], [1, 2], '{ "a": [1,2] }'],
  ['{}', ['a', 'b'], 1, '{\n  "a": {\n    "b": 1\n  }\n}'],
])('%j with %j as %j is %j', (before, keys, value, after) => {
  expect(withMember(before, keys, value)).toBe(after);
});

test.each<readonly [before: string, after: string]>([
  ['{}', '{\n  "list": [\n    {\n      "name": "x"\n    }\n  ]\n}'],
  ['{"list":[]}', '{"list":[\n  {\n    "name": "x"\n  }\n]}'],
  ['{\n  "list": [\n    1,\n  ]\n}', '{\n  "list": [\n    1,\n    {\n      "name": "x"\n    },\n  ]\n}'],
  ['{"list":[{"name":"x","more":1}]}', '{"list":[{"name":"x","more":1}]}'],
])('%j with an item is %j', (before, after) => {
  expect(withItem(before, { key: 'list', item: { name: 'x' }, isSame: isNamed('x'), isKept: true })).toBe(
    after,
  );
});

test('an item that is there and not kept is brought up to date in its place', () => {
  expect(
    withItem('{"list":[{"name":"x"}, 2]}', { key: 'list', item: { name: 'x', a: 1 }, isSame: isNamed('x') }),
  ).toBe('{"list":[{\n  "name": "x",\n  "a": 1\n}, 2]}');
});

test.each(['no JSON', '[]', '{"list": 1}'])('%j cannot be changed', (before) => {
  expect(withItem(before, { key: 'list', item: 1, isSame: () => false })).toBeUndefined();
});

test('whatever a mapping holds, it holds the same and the member afterwards', () => {
  assert(
    property(
      dictionary(string(), jsonValue(), { noNullPrototype: true }),
      string(),
      jsonValue(),
      (before, key, value) => {
        const after = withMember(JSON.stringify(before, null, 2), [key], value);
        const wanted = JSON.parse(JSON.stringify(before)) as Record<string, unknown>;
        Object.defineProperty(wanted, key, { value, enumerable: true, configurable: true, writable: true });
        expect(JSON.parse(after ?? '')).toEqual(JSON.parse(JSON.stringify(wanted)));
      },
    ),
  );
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeAt } from '../../src/lib/node.ts';
import { parseJson } from '../../src/lib/parse-json.ts';
import { plain } from '../../src/load/read-shape.ts';

const parse = (text: string) => parseJson({ path: 'a.json', text });
const messages = (text: string) => parse(text).problems.map(({ message }) => message);

test('any JSON value reads as JSON.parse reads it, however it is laid out', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      const { root, problems } = parse(text);
      expect(problems).toEqual([]);
      expect(root === undefined ? undefined : plain(root)).toEqual(JSON.parse(text));
    }),
  );
});

test('any text gives a tree or a problem with a place, never an exception', () => {
  const texts = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'{}[]",:\\ntrue1-.e/*\' \n\u0000é😀') }),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { root, problems } = parse(text);
      expect(root !== undefined || problems.length > 0).toBe(true);
      for (const { at } of problems) expect(at?.start).toBeLessThanOrEqual(text.length);
      // What JSON.parse takes is taken, and what it refuses is refused.
      const isJson = ((): boolean => {
        try {
          JSON.parse(text);
          return true;
        } catch {
          return false;
        }
      })();
      expect(isJson || problems.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('every value and key knows where it stands', () => {
  const text = '{ "a": [1, "tw\\u006f"], "b": {} }';
  const { root } = parse(text);
  if (root?.kind !== 'map') throw new Error('no mapping');
  const two = nodeAt(root, ['a', 1]);
  expect(text.slice(two.place.start, two.place.end)).toBe('"tw\\u006f"');
  expect(plain(two)).toBe('two');
  expect(root.entries.map(({ keyPlace }) => text.slice(keyPlace.start, keyPlace.end))).toEqual([
    '"a"',
    '"b"',
  ]);
});

test('slips that can be read past are all reported, and the value is still there', () => {
  const { root, problems } = parse(`{'a': True, b: [1 2,], // three\n "a": 3,}`);
  expect(root === undefined ? undefined : plain(root)).toEqual({ a: 3, b: [1, 2] });
  expect(problems.map(({ message }) => message)).toEqual([
    'Text stands in single quotes',
    '"True" is not a JSON value',
    'The key b is not in quotes',
    'A comma is missing here',
    'There is a comma before the "]"',
    'JSON has no comments',
    'The key "a" stands twice in this mapping',
    'There is a comma before the "}"',
  ]);
});

test('what cannot be read on is said exactly', () => {
  expect(messages('{"a": }')).toEqual(['A value is expected, but there is "}"']);
  expect(messages('{"a" 1}')).toEqual(['A ":" is missing after "a", but there is "1"']);
  expect(messages('[1')).toEqual(['A comma or "]" is expected, but the file ends']);
  expect(messages('{"a": nil}')).toEqual(['"nil" is not a JSON value']);
  expect(messages('{"a": 01}')).toEqual(['"01" is not a JSON value']);
  expect(messages('{} {}')).toEqual(['There is text after the end of the JSON value']);
  expect(messages('"a\nb"')).toEqual(['The text that begins here has no closing quote']);
  expect(messages(' \n')).toEqual(['The file is empty']);
});

test('endless nesting and enormous files are refused at once', () => {
  expect(parse('['.repeat(200_000)).problems[0]?.code).toBe('NestingTooDeep');
  expect(parse(`[${'1,'.repeat(600_000)}1]`).problems[0]?.code).toBe('FileTooLarge');
});

test('a byte order mark and Windows line ends are no mistakes', () => {
  expect(parse('\uFEFF{\r\n"a": 1\r\n}\r\n').problems).toEqual([]);
});

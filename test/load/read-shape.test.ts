import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseYaml } from '../../src/lib/parse-yaml.ts';
import { readShape } from '../../src/load/read-shape.ts';
import {
  boolean,
  custom,
  list,
  number,
  object,
  optional,
  record,
  required,
  string,
  type Shape,
} from '../../src/load/shape.ts';

const person = object(
  'person',
  {
    name: required(string({ min: 1, max: 5, pattern: /[a-z]+/, patternText: 'small letters' }), {
      aws: 'It says no.',
    }),
    age: optional(number({ integer: true, min: 0, max: 150 })),
    kind: optional(string({ oneOf: ['guest', 'host'] })),
    admin: optional(boolean({ words: true })),
    tags: optional(record(string({ coerce: 'notice' }), { key: { max: 3 }, max: 2 })),
    friends: optional(list(string({ coerce: 'silent' }), { min: 1, max: 2 })),
    home: optional(object('home', { street: required(string()) }, { unknownKeys: 'warning' })),
  },
  { aws: 'The whole input is refused.' },
);

function read(text: string) {
  return readBy(person, text);
}

function readBy<T>(shape: Shape<T>, text: string) {
  const { root } = parseYaml({ path: 'a.yml', text });
  if (root === undefined) throw new Error('no root');
  const { value, problems } = readShape(root, shape);
  return {
    value,
    reported: problems.map(
      ({ at, severity, message }) => `${severity} ${text.slice(at?.start, at?.end)}: ${message}`,
    ),
    problems,
  };
}

test('what fits is the value, without a word', () => {
  const text =
    '{ name: eve, age: 7, kind: host, admin: YES, tags: { a: b }, friends: [bob, 1], home: { street: x } }';
  expect(read(text)).toMatchObject({
    value: {
      name: 'eve',
      age: 7,
      kind: 'host',
      admin: true,
      tags: { a: 'b' },
      friends: ['bob', '1'],
      home: { street: 'x' },
    },
    reported: [],
  });
});

test('a long text in the place of a mapping is quoted by its beginning', () => {
  expect(read('x'.repeat(500)).reported.map((each) => each.split(': ')[1])).toEqual([
    `The person must be a mapping, and is the text "${'x'.repeat(80)}…"`,
  ]);
  expect(read('x'.repeat(80)).reported[0]).toContain(`is the text "${'x'.repeat(80)}"`);
});

test('all that is wrong is reported at once, each at its place', () => {
  const text =
    '{ name: Eve, age: 1.5, kind: gest, admin: maybe, tags: { long: 1, b: c, d: e }, friends: [], home: { stret: x, y: z } }';
  expect(read(text).reported).toEqual([
    'error Eve: "name" is "Eve", which AWS does not take',
    'error 1.5: "age" is 1.5, and must be a whole number from 0 to 150',
    'error gest: "kind" is "gest", and must be one of guest, host',
    'error maybe: "admin" must be yes or no, and is the text "maybe"',
    'error { long: 1, b: c, d: e }: "tags" has 3 members, and AWS takes at most 2',
    'error long: The key "long" has 4 characters, and AWS takes at most 3',
    'warning 1: "long" is the number 1, and AWS expects text',
    'error []: "friends" has no members, and needs at least 1',
    'warning stret: "stret" is not a key of a home',
    'warning y: "y" is not a key of a home',
    'error stret: The home has no "street"',
  ]);
});

test('a missing key says what AWS does about it, and there is no value then', () => {
  const { problems, value } = read('age: 3');
  expect(problems).toMatchObject([
    { code: 'MissingKey', message: 'The person has no "name"', aws: 'It says no.' },
  ]);
  expect(value).toBeUndefined();
});

test('a misspelt key is one finding: not that the right one is missing as well', () => {
  const { problems } = read('nmae: eve');
  expect(problems).toMatchObject([
    { code: 'UnknownKey', remedy: 'Did you mean "name"?', aws: 'The whole input is refused.' },
  ]);
});

test('another type altogether gives no value, and every place where there is one is reported', () => {
  expect(read('[1]')).toMatchObject({ reported: ['error [1]: The person must be a mapping, and is a list'] });
  expect(read('[1]').value).toBeUndefined();
  expect(readBy(list(string()), '- [a]\n- {}\n-\n- 5').value).toBeUndefined();
  expect(readBy(list(string()), '- [a]\n- {}\n-\n- 5').reported).toEqual([
    'error [a]: Item 1 of the value must be text, and is a list',
    'error {}: Item 2 of the value must be text, and is a mapping',
    'error : Item 3 of the value is empty, and must be text',
    'error 5: Item 4 of the value must be text, and is the number 5',
  ]);
});

test('what no table can say is read by a function of its own', () => {
  const even = custom<number>((node, report) => {
    const { value, problems } = readShape(node, number(), { what: 'The count' });
    for (const found of problems) report(found);
    return value === undefined ? undefined : value * 2;
  });
  expect(readBy(even, '21')).toMatchObject({ value: 42, reported: [] });
  expect(readBy(even, 'x').reported).toEqual(['error x: The count must be a number, and is the text "x"']);
});

test.each([
  ['name: ""', 'ValueTooShort', '"name" is an empty text'],
  ['name: abcdef', 'ValueTooLong', '"name" has 6 characters, and AWS takes at most 5'],
  ['name: 👍👍👍👍👍', 'ValueMalformed', '"name" is "👍👍👍👍👍", which AWS does not take'],
])('the limits of a text are counted in characters: %s', (text, code, message) => {
  expect(read(text).problems).toMatchObject([{ code, message }]);
});

test('names of JavaScript itself are ordinary keys', () => {
  const { value, reported } = readBy(record(string()), '{ constructor: a, __proto__: b, toString: c }');
  expect(Object.entries(value as object)).toEqual([
    ['constructor', 'a'],
    ['__proto__', 'b'],
    ['toString', 'c'],
  ]);
  expect(reported).toEqual([]);
  expect(read('{ name: eve, constructor: x }').reported).toEqual([
    'error constructor: "constructor" is not a key of a person',
  ]);
});

test('what is read has every required key, or there is an error', () => {
  const anything = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom('name', 'age', 'kind', 'tags', 'friends', 'home', 'street', 'other'),
        tie('value'),
      ),
    ),
  })).value;
  fc.assert(
    fc.property(anything, (value) => {
      const { value: read, problems } = readBy(person, JSON.stringify(value));
      const isWrong = problems.some(({ severity }) => severity === 'error');
      expect(read === undefined ? isWrong : typeof read.name === 'string').toBe(true);
      expect(['guest', 'host', undefined]).toContain(read?.kind);
      expect(typeof read?.home?.street).toBe(read?.home === undefined ? 'undefined' : 'string');
    }),
  );
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeAt } from '../../src/lib/node.ts';
import { parseYaml, type YamlSchema } from '../../src/lib/parse-yaml.ts';
import { plain } from '../../src/load/read-shape.ts';

const parse = (text: string, schema: YamlSchema = 'core') => parseYaml({ path: 'a.yml', text }, { schema });
const value = (text: string, schema?: YamlSchema) => {
  const { root, problems } = parse(text, schema);
  expect(problems).toEqual([]);
  return root === undefined ? undefined : plain(root);
};
const found = (text: string) =>
  parse(text).problems.map(({ code, message, at }) => ({ code, message, start: at?.start }));

test('JSON is YAML: any JSON value reads the same', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
      const text = JSON.stringify(json);
      // An empty key and "<<" have a meaning of their own.
      fc.pre(!text.includes('<<'));
      expect(value(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('any text gives a tree or a problem with a place, never an exception', () => {
  const texts = fc.string({ unit: fc.constantFrom(...'ab:-?&*![]{}#|>"\'%@`,<~ \n\t\r0.\\'), maxLength: 60 });
  fc.assert(
    fc.property(texts, fc.constantFrom<YamlSchema>('core', 'failsafe', 'yaml-1.1'), (text, schema) => {
      const { root, problems } = parse(text, schema);
      expect(root !== undefined || problems.length > 0).toBe(true);
      for (const { at } of problems) expect(at?.start).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
});

describe('unquoted words mean what the schema says', () => {
  const text = 'a: yes\nb: 010\nc: 2001-01-01\nd: 1.10\ne: null\nf: "yes"';
  test('core: numbers, true, false and null', () => {
    expect(value(text)).toEqual({ a: 'yes', b: 10, c: '2001-01-01', d: 1.1, e: null, f: 'yes' });
  });
  test('failsafe: text only', () => {
    expect(value(text, 'failsafe')).toEqual({
      a: 'yes',
      b: '010',
      c: '2001-01-01',
      d: '1.10',
      e: 'null',
      f: 'yes',
    });
  });
  test('yaml-1.1: yes is true, 010 is eight; dates stay text', () => {
    expect(value(text, 'yaml-1.1')).toEqual({ a: true, b: 8, c: '2001-01-01', d: 1.1, e: null, f: 'yes' });
  });
  test.each(['.', '-.', '._', 'e5', '_'])('yaml-1.1: %s is a text', (word) => {
    expect(value(`a: [${word}, .nan, 1e3]`, 'yaml-1.1')).toEqual({ a: [word, Number.NaN, 1000] });
  });
});

test('a scalar keeps its text next to its value', () => {
  const { root } = parse('version: 0.10');
  if (root === undefined) throw new Error('no root');
  expect(nodeAt(root, ['version'])).toMatchObject({ value: 0.1, text: '0.10', quoted: false });
});

test('aliases and merge keys are followed, and the own key wins over the merged one', () => {
  expect(value('base: &base { a: 1, b: 2 }\nx:\n  <<: *base\n  b: 3\ny: [*base]')).toEqual({
    base: { a: 1, b: 2 },
    x: { a: 1, b: 3 },
    y: [{ a: 1, b: 2 }],
  });
});

test('aliases that lead nowhere, into themselves or to millions of values are problems at their place', () => {
  expect(found('a: *b')).toEqual([
    { code: 'AliasInvalid', message: 'There is no anchor &b before the alias *b', start: 3 },
  ]);
  expect(found('a: &a [*a]')).toEqual([
    { code: 'AliasInvalid', message: 'The alias *a stands inside the value that it names', start: 7 },
  ]);
  const laughs = ['a: &a0 [1,1,1,1,1,1,1,1,1,1]'];
  for (let level = 1; level < 12; level += 1)
    laughs.push(`k${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(',')}]`);
  const bomb = parse(laughs.join('\n'));
  expect(bomb.root).toBeUndefined();
  expect(bomb.problems.map(({ code }) => code)).toEqual(['AliasInvalid']);
});

test('a key that stands twice is a problem that shows both places', () => {
  const text = 'a: 1\nb: 2\na: 3\n';
  const [problem] = parse(text).problems;
  expect(problem).toMatchObject({ code: 'DuplicateKey', at: { start: 10 }, notes: [{ at: { start: 0 } }] });
});

test('a tab as indentation, a second document, a list as a key, nesting without end: each at its place', () => {
  expect(found('a:\n\tb: 1\n')).toMatchObject([{ message: 'The line is indented with a tab', start: 3 }]);
  expect(found('a: 1\n---\nb: 2\n')).toMatchObject([
    { message: 'A second YAML document begins here', start: 5 },
  ]);
  expect(found('? [a]\n: 1\n')).toMatchObject([
    { message: 'A key must be text, and this is a list', start: 2 },
  ]);
  expect(found('- '.repeat(5000))).toMatchObject([{ code: 'NestingTooDeep' }]);
  expect(found('['.repeat(5000))).toMatchObject([{ code: 'NestingTooDeep' }]);
  expect(found('# nothing\n')).toMatchObject([{ code: 'FileEmpty' }]);
});

test('a byte order mark and Windows line ends change neither values nor places', () => {
  const text = '\uFEFFa: x\r\nb: |\r\n  one\r\n  two\r\n';
  const { root, problems } = parse(text);
  expect(problems).toEqual([]);
  if (root === undefined) throw new Error('no root');
  expect(plain(root)).toEqual({ a: 'x', b: 'one\ntwo\n' });
  const { place } = nodeAt(root, ['a']);
  expect(text.slice(place.start, place.end)).toBe('x');
});

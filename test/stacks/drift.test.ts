// Differences between what a template sets and what a resource is.
import { expect, test } from 'vitest';
import { differencesOf } from '../../src/stacks/drift.ts';

test.each([
  ['the same', { A: '1' }, { A: 1 }, []],
  ['another value', { A: 'x' }, { A: 'y' }, ['NOT_EQUAL /A']],
  ['a value that is gone', { A: 'x' }, {}, ['REMOVE /A']],
  ['what the template does not set', {}, { A: 'x' }, []],
  ['a key within', { A: { B: '1', C: '2' } }, { A: { B: '1', C: '3' } }, ['NOT_EQUAL /A/C']],
  ['an added key within', { A: { B: '1' } }, { A: { B: '1', C: '3' } }, ['ADD /A/C']],
  ['a removed key within', { A: { B: '1', C: '2' } }, { A: { B: '1' } }, ['REMOVE /A/C']],
  ['a list', { A: ['1', '2'] }, { A: ['2', '1'] }, ['NOT_EQUAL /A']],
  ['a key with a slash', { A: { 'b/c~': '1' } }, { A: { 'b/c~': '2' } }, ['NOT_EQUAL /A/b~1c~0']],
] as const)('%s', (_title, expected, actual, differences) => {
  expect(differencesOf(expected, actual).map(({ type, path }) => `${type} ${path}`)).toEqual(differences);
});

import { expect, test } from 'vitest';
import { parentsOf, treeRefusal } from '../../src/lib/paths.ts';

test.each([
  ['', 'is empty'],
  ['/a', 'is absolute'],
  ['..', 'leaves the folder'],
  ['a/../b', 'leaves the folder'],
  ['a/..', 'leaves the folder'],
  ['./a', 'is not in its plain form'],
  ['a//b', 'is not in its plain form'],
  ['a/', 'is not in its plain form'],
  ['a\0', 'contains a NUL character'],
])('the path "%s" is refused', (path, why) => {
  expect(treeRefusal([{ path, type: 'file' }])).toContain(why);
});

test.each(['a', 'a/b', '..a', 'a../b', '...', 'ü/日本', 'with space', 'a/c:b'])(
  'the path "%s" is taken',
  (path) => {
    expect(treeRefusal([{ path, type: 'file' }])).toBeUndefined();
  },
);

test('every folder above a path is given, outermost first', () => {
  expect(parentsOf('a/b/c')).toEqual(['a', 'a/b']);
  expect(parentsOf('a')).toEqual([]);
});

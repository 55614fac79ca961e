import { expect, test } from 'vitest';
import { sourcePathOf } from '../../src/dashboard/parts/report/source-path.ts';

const paths = [
  'src/answer.js',
  'packages/a/src/answer.js',
  'packages/b/index.js',
  'packages/c/index.js',
  'lib/one.py',
];

test.each([
  ['src/answer.js', 'src/answer.js'],
  ['./src/answer.js', 'src/answer.js'],
  ['/codebuild/output/src0/src/packages/a/src/answer.js', 'packages/a/src/answer.js'],
  ['/codebuild/output/src0/src/src/answer.js', 'src/answer.js'],
  ['one.py', 'lib/one.py'],
  ['index.js', undefined],
  ['gone.js', undefined],
])('%s of a report is %s of the source', (filePath, expected) => {
  expect(sourcePathOf(filePath, paths)).toBe(expected);
});

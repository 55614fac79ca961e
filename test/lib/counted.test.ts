// Numbers of things, as people write them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { counted } from '../../src/lib/counted.ts';

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [2, '2 files'],
])('%i is %s', (count, text) => {
  expect(counted(count, 'file')).toBe(text);
});

test('a plural of its own, and a verb with it, are those that are given', () => {
  expect(counted(1, 'process', 'processes')).toBe('1 process');
  expect(counted(2, 'test case is', 'test cases are')).toBe('2 test cases are');
});

test('no text puts a number in front of a plural by itself where it may be one', () => {
  const root = join(import.meta.dirname, '..', '..', 'src');
  const byHand =
    /\$\{[^}]*\.length\} (files|tests|commands|hosts|tasks|builds|requests|objects|executions|keys)\b|\$\{\w*([mM]inutes|[fF]iles)\} (minutes|files)\b/;
  // Of a limit that is more than one.
  const allowed = new Set(['check/rules/project-environment.ts']);
  const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !allowed.has(path))
    .flatMap((path) =>
      readFileSync(join(root, path), 'utf8')
        .split('\n')
        .flatMap((line, index) => (byHand.test(line) ? [`${path}:${index + 1}`] : [])),
    );
  expect(found).toEqual([]);
});

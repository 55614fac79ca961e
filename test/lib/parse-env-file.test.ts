// Files of environment variables, as CodeBuild's local agent takes them.
import { expect, test } from 'vitest';
import { parseEnvFile } from '../../src/lib/parse-env-file.ts';

test('a line is a name and all that follows its first equals sign', () => {
  const text = '\uFEFFA=1\r\n# comment\n\n  B="x = y"\nexport C=\nD=a#b\n';
  expect(parseEnvFile(text)).toEqual({
    variables: [
      ['A', '1'],
      ['B', '"x = y"'],
      ['C', ''],
      ['D', 'a#b'],
    ],
    wrongLines: [],
  });
});

test('a line that is neither is reported with its number', () => {
  expect(parseEnvFile('A=1\nno equals\n1B=2\n').wrongLines).toEqual([2, 3]);
});

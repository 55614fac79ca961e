// Problem matchers, by the cases of GitHub's own runner.
import { describe, expect, test } from 'vitest';
import { isFailed } from '../../../src/lib/result.ts';
import { matchLine, readMatchers } from '../../../src/workflows/runner/problem-matcher.ts';

type Pattern = Readonly<Record<string, unknown>>;

function fileOf(...patterns: readonly Pattern[]) {
  return { problemMatcher: [{ owner: 'mine', pattern: patterns }] };
}

/** For each line what it completes: level, message, file and line. */
function found(file: unknown, lines: readonly string[]): readonly string[] {
  const read = readMatchers(file);
  if (isFailed(read)) throw new Error(read.failed);
  let { matchers } = read;
  return lines.map((text) => {
    const result = matchLine(matchers, text);
    matchers = result.matchers;
    const { level = '', message = '', file: at = '', line = '' } = result.found ?? {};
    return result.found === undefined
      ? ''
      : `${level} ${message} ${at}${line === '' ? '' : `:${line}`}`.trim();
  });
}

const message = { regexp: '^error: (.+)$', message: 1 };
const anyFile = { regexp: '^(.+)$', file: 1 };
const looped = { regexp: '^message:(.+)$', message: 1, loop: true };

describe('a file of matchers is refused', () => {
  test.each<readonly [string, unknown, string]>([
    ['without a list', { matchers: [] }, 'no list "problemMatcher"'],
    ['that is no JSON', undefined, 'no list "problemMatcher"'],
    ['without an owner', { problemMatcher: [{ owner: '', pattern: [message] }] }, 'no owner'],
    [
      'with an owner twice',
      { problemMatcher: ['a', 'A'].map((owner) => ({ owner, pattern: [message] })) },
      'the owner "a" is there twice',
    ],
    ['without a pattern', fileOf(), '"mine" has no pattern'],
    ['without a message', fileOf(anyFile), 'no pattern of "mine" has a message'],
    ['with a loop alone', fileOf({ ...message, loop: true }), 'only the last of several'],
    [
      'with a loop that is not the last',
      fileOf(anyFile, { regexp: 'x', loop: true }, message),
      'only the last',
    ],
    ['with a loop without a message', fileOf({ ...message }, { ...anyFile, loop: true }), 'needs a message'],
    ['with a property twice', fileOf(anyFile, { ...anyFile, message: 1 }), '"file" is taken twice'],
    ['with a group that is not there', fileOf({ ...message, message: 2 }), '"message" is group 2'],
    ['with a group below zero', fileOf({ ...message, message: -1 }), '"message" is group -1'],
    ['with an expression that is none', fileOf({ ...message, regexp: '(' }), 'Invalid regular expression'],
    [
      'with a severity that GitHub does not have',
      { problemMatcher: [{ owner: 'a', severity: 'info', pattern: [message] }] },
      'the severity "info" of "a"',
    ],
  ])('%s', (_title, file, reason) => {
    expect(readMatchers(file)).toEqual({ failed: expect.stringContaining(reason) as string });
  });
});

describe('lines are matched', () => {
  test.each<readonly [string, unknown, readonly string[], readonly string[]]>([
    ['by one pattern', fileOf(message), ['error: a', 'b', 'error: c'], ['error a', '', 'error c']],
    [
      'by several, which keep what they have found',
      fileOf(anyFile, { regexp: '^line (\\d+)$', line: 1 }, { regexp: '^message:(.+)$', message: 1 }),
      ['a.c', 'line 7', 'message:m', 'message:n'],
      ['', '', 'error m a.c:7', ''],
    ],
    [
      'in a loop, until a line breaks it',
      fileOf(anyFile, looped),
      ['a.c', 'message:1', 'message:2', 'b.c', 'message:3'],
      ['', 'error 1 a.c', 'error 2 a.c', '', 'error 3 b.c'],
    ],
    [
      'anew by the line that breaks them',
      fileOf({ regexp: '^file (.+)$', file: 1 }, message),
      ['file a', 'file b', 'error: m'],
      ['', '', 'error m b'],
    ],
    [
      'with the severity of a pattern before that of the matcher',
      {
        problemMatcher: [
          {
            owner: 'a',
            severity: 'WARNING',
            pattern: [
              { regexp: '^(?:(error|notice|info) )?(.+):$', severity: 1, file: 2 },
              { regexp: '^(.+)$', message: 1 },
            ],
          },
        ],
      },
      ['f:', 'm', 'notice f:', 'm', 'info f:', 'm'],
      ['', 'warning m f', '', 'notice m f', '', ''],
    ],
    ['not when the message is empty', fileOf({ regexp: '^error:(.*)$', message: 1 }), ['error: '], ['']],
    [
      'with no line that is no number',
      fileOf({ regexp: '^(\\S+) (.+)$', line: 1, message: 2 }),
      ['12 a', '-1 b', '1x c'],
      ['error a :12', 'error b', 'error c'],
    ],
    [
      'by the first matcher that is complete, after which the others begin anew',
      {
        problemMatcher: [
          { owner: 'two', pattern: [anyFile, { regexp: '^(.+)$', message: 1 }] },
          { owner: 'one', severity: 'notice', pattern: [message] },
        ],
      },
      ['error: a', 'b', 'c'],
      ['notice a', '', 'error c b'],
    ],
  ])('%s', (_title, file, lines, expected) => {
    expect(found(file, lines)).toEqual(expected);
  });
});

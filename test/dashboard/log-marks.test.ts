import { describe, expect, test } from 'vitest';
import { isErrorLine, isWarningLine, nextIn } from '../../src/dashboard/parts/log-marks.ts';

describe('a line that reports an error', () => {
  test.each([
    'ERROR: something did not work',
    'npm ERR! code ELIFECYCLE',
    'src/app.ts(12,4): error TS2322: Type',
    'Traceback (most recent call last):',
    '[Container] 2026/11/29 04:00:00.000000 Command did not exit successfully make exit status 2',
    ' ✖ 2 problems',
    '3 failed, 12 passed',
  ])('%s', (line) => expect(isErrorLine(line)).toBe(true));

  test.each([
    'Compiled with 0 errors',
    '12 passed, 0 failed',
    'no errors found',
    'src/error-page.ts compiled',
    'writing errors.log',
  ])('is not: %s', (line) => expect(isErrorLine(line)).toBe(false));
});

describe('a line that warns', () => {
  test.each([
    'npm WARN deprecated left-pad@1.0.0: use padStart',
    'warning: unused variable',
    'src/a.c:3:4: warning: implicit declaration',
    '⚠ 3 peers are missing',
  ])('%s', (line) => expect(isWarningLine(line)).toBe(true));

  test.each([
    '0 warnings',
    'compiled without a word',
    'error: warning as error',
    'early-warning.ts compiled',
  ])('is not: %s', (line) => expect(isWarningLine(line)).toBe(false));
});

test('the way to the next error begins again after the last', () => {
  expect([undefined, 3, 7, 9].map((last) => nextIn([3, 7], last))).toEqual([3, 7, 3, 3]);
  expect(nextIn([], 4)).toBeUndefined();
});

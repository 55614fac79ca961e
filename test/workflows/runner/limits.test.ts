// How much GitHub takes of a job, and what it says of the rest: by table.
import { expect, test } from 'vitest';
import {
  describeLeftOut,
  keepsAnnotation,
  summaryRefusal,
  takeOutputs,
  tooLongVariable,
} from '../../../src/workflows/runner/limits.ts';

const shown = (text: string): string => text.replaceAll('hunter2', '***');

test('outputs that are empty or hold a secret are not taken, and the second is said', () => {
  expect(takeOutputs({ a: '1', b: '', c: 'my-hunter2' }, shown)).toEqual({
    outputs: { a: '1' },
    skipped: ["Skip output 'c' since it may contain secret."],
  });
});

test.each([
  [524_288, undefined],
  [524_289, 'Job outputs exceed 1,048,576 bytes'],
])('outputs of %d characters, two bytes each: %s', (length, failed) => {
  const outputs = { a: 'x'.repeat(length - 10), b: 'y'.repeat(10) };
  const taken = takeOutputs(outputs, shown);
  expect(taken.failed).toBe(failed);
  expect(taken.outputs).toEqual(failed === undefined ? outputs : {});
});

test('an output that is not taken does not count', () => {
  const { outputs, failed } = takeOutputs({ a: `hunter2${'x'.repeat(600_000)}`, b: '1' }, shown);
  expect(failed).toBeUndefined();
  expect(outputs).toEqual({ b: '1' });
});

test.each([
  [1_048_576, undefined],
  [1_048_577, '$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got 1024k'],
  [3_000_000, '$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got 2929k'],
])('a summary of %d bytes: %s', (bytes, refusal) => {
  expect(summaryRefusal(bytes)).toBe(refusal);
});

test.each([
  ['warning', { notice: 10, warning: 9, error: 10 }, 49, true],
  ['warning', { notice: 0, warning: 10, error: 0 }, 10, false],
  ['error', { notice: 0, warning: 10, error: 0 }, 10, true],
  ['notice', { notice: 0, warning: 0, error: 0 }, 50, false],
] as const)(
  'one more %s after %j in its step and %d in its job is kept: %s',
  (level, ofStep, ofJob, kept) => {
    expect(keepsAnnotation(level, { ofStep, ofJob })).toBe(kept);
  },
);

test('what is left out of a step is counted by its level', () => {
  expect(describeLeftOut({ notice: 0, warning: 0, error: 0 })).toBeUndefined();
  expect(describeLeftOut({ notice: 1, warning: 0, error: 12 })).toBe(
    'Only the log has 1 notice, 12 errors of this step: GitHub keeps 10 annotations of each level of a step, 50 of a job',
  );
});

test.each([
  ['x'.repeat(131_072 - 6), undefined],
  [
    'x'.repeat(131_073 - 6),
    'Argument list too long: the variable LONG has 131,073 bytes, and 131,072 are the most',
  ],
  [
    'ä'.repeat(70_000),
    'Argument list too long: the variable LONG has 140,006 bytes, and 131,072 are the most',
  ],
])('the longest variable is that of Linux', (LONG, problem) => {
  expect(tooLongVariable({ SHORT: '1', LONG })).toBe(problem);
});

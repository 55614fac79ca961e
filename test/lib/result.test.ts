import { expect, test } from 'vitest';
import { isFailed, type Result } from '../../src/lib/result.ts';

test('only an outcome with a reason has failed, whatever the type of its value', () => {
  const outcomes: readonly Result<boolean | string | null | undefined | object>[] = [
    true,
    false,
    'failed',
    null,
    undefined,
    {},
    ['failed'],
  ];
  expect(outcomes.map((one) => isFailed(one))).toEqual(outcomes.map(() => false));
  expect(isFailed<boolean, string>({ failed: 'no such file' })).toBe(true);
});

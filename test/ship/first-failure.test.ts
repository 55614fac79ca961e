// Which of the actions of an execution is explained.
import { expect, test } from 'vitest';
import { firstFailure, lastFailedRule } from '../../src/ship/explain/first-failure.ts';

const at = (actionName: string, status: 'Failed' | 'Succeeded', second: number) => ({
  stageName: 'Deploy',
  actionName,
  status,
  startTime: new Date(second * 1000),
  lastUpdateTime: new Date(second * 1000 + 500),
});

test('what failed first is explained, whatever the order in which it is listed', () => {
  const [one, two] = [at('Network', 'Failed', 1), at('Stack', 'Failed', 2)];
  expect(firstFailure([two, one])).toBe(one);
  expect(firstFailure([one, two])).toBe(one);
});

test('what a retry has corrected has not failed', () => {
  const [failed, corrected, later] = [
    at('Network', 'Failed', 1),
    at('Network', 'Succeeded', 2),
    at('Site', 'Failed', 3),
  ];
  expect(firstFailure([later, corrected, failed])).toBe(later);
  expect(firstFailure([corrected, failed])).toBeUndefined();
});

test('of an action that failed again the last attempt is explained', () => {
  const [first, second] = [at('Network', 'Failed', 1), at('Network', 'Failed', 5)];
  expect(firstFailure([second, first])).toBe(second);
});

test('of conditions the one that ended the execution is explained, and not one that skipped a stage', () => {
  const rule = (stageName: string, second: number) => ({
    ...at('', 'Failed', second),
    stageName,
    ruleName: 'IsReleased',
  });
  const [skipped, failed] = [rule('Test', 1), rule('Deploy', 4)];
  expect(lastFailedRule([skipped, failed])).toBe(failed);
  expect(lastFailedRule([failed, skipped])).toBe(failed);
});

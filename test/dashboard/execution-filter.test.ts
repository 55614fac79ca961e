import { expect, test } from 'vitest';
import { executionFilter, filtered, isFiltered } from '../../src/dashboard/parts/execution-filter.ts';
import type { ExecutionSummary } from '../../src/state/execution-history.ts';

const execution = (
  executionId: string,
  {
    status = 'Succeeded',
    branch = 'main',
    by = 'ann',
  }: Partial<Record<'status' | 'branch' | 'by', string>> = {},
) =>
  ({
    executionId,
    pipelineName: 'app',
    status,
    startedAt: 0,
    trigger: { triggerType: 'Webhook', triggerDetail: by },
    sourceRevisions: [
      { actionName: 'Checkout', revisionId: `c-${executionId}`, revisionSummary: 'Say hello', branch },
    ],
  }) as ExecutionSummary;

const all = [
  execution('1', { status: 'Failed' }),
  execution('2', { branch: 'next', by: 'bob' }),
  execution('3', { by: 'bob' }),
];

test.each([
  [{}, ['1', '2', '3']],
  [{ status: 'Failed' }, ['1']],
  [{ branch: 'main', by: 'bob' }, ['3']],
  [{ q: 'HELLO' }, ['1', '2', '3']],
  [{ q: 'c-2' }, ['2']],
  [{ by: 'eve' }, []],
])('the filter %j of an address shows %j', (search, ids) => {
  expect(filtered(all, executionFilter(search)).map(({ executionId }) => executionId)).toEqual(ids);
});

test('an address says what it means, and nothing else counts', () => {
  expect(executionFilter({ q: 12, status: '', branch: null, by: ['x'], other: 'x' })).toEqual({ q: '12' });
  expect([isFiltered({}), isFiltered({ q: 'x' })]).toEqual([false, true]);
});

import { expect, test } from 'vitest';
import { noticeOf } from '../../src/dashboard/data/notice-of.ts';
import { action, entries, executionId, started } from '../rig/journal-entries.ts';

test('the browser notifies of an approval that waits and of an execution that failed, and of nothing else', () => {
  const written = entries(
    [0, started],
    [1, action('Release', 'SignOff').asks(60)],
    [2, action('Release', 'SignOff').answers('Rejected', 'no')],
    [3, { type: 'ExecutionEnded', status: 'Failed', statusSummary: 'SignOff was rejected' }],
    [4, { type: 'ExecutionEnded', status: 'Succeeded' }],
  );
  expect(written.map(noticeOf)).toEqual([
    undefined,
    {
      title: '‖ demo waits for approval',
      body: 'Release › SignOff\nLook at the staging site',
      tag: `${executionId} Release SignOff`,
      executionId,
    },
    undefined,
    {
      title: '✕ demo failed',
      body: 'SignOff was rejected',
      tag: `${executionId} ended`,
      executionId,
    },
    undefined,
  ]);
});

import { expect, test } from 'vitest';
import { whatIsLeft } from '../../../src/actions/beanstalk/what-is-left.ts';

const ids = ['i-1', 'i-2'];

test.each([
  [
    'the leader fails before its start',
    { before: ids, reached: ids, failures: [{ instanceId: 'i-1', event: 'AfterInstall' }] },
    'i-1 has the version before, i-2 has the new one: the environment has both',
  ],
  [
    'every instance fails before its start',
    {
      before: ids,
      reached: ids,
      failures: ids.map((instanceId) => ({ instanceId, event: 'AfterInstall' as const })),
    },
    'The version before runs on every instance that had it: the new one was started on none',
  ],
  [
    'an instance fails after its start',
    { before: ids, reached: ids, failures: [{ instanceId: 'i-1', event: 'AllowTraffic' }] },
    'The version before is gone: the new one was started on every instance',
  ],
  [
    'one of two batches was reached',
    { before: ids, reached: ['i-1'], failures: [{ instanceId: 'i-1', event: 'ValidateService' }] },
    'i-2 has the version before, i-1 has the new one: the environment has both',
  ],
  [
    'the first batch fails before its start',
    { before: ids, reached: ['i-1'], failures: [{ instanceId: 'i-1', event: 'DownloadBundle' }] },
    'The version before runs on every instance that had it: the new one was started on none',
  ],
  [
    'no version has ever worked',
    { before: [], reached: ids, failures: [{ instanceId: 'i-1', event: 'AfterInstall' }] },
    'The environment has no version that works',
  ],
] as const)('when %s', (_, end, left) => {
  expect(whatIsLeft({ ids, ...end })).toBe(left);
});

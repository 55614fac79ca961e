// What fails again and again: the same failures but for ids, numbers and times.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupFailures, type TriedExecution } from '../../src/view/failure-groups.ts';

let runs = 0;

type Ran = readonly [actionName: string, status: 'Succeeded' | 'Failed', message?: string];

/** An execution that began at `at` and whose actions took a second each. */
function execution(executionId: string, at: number, ...ran: readonly Ran[]): TriedExecution {
  const isFailed = ran.some(([, status]) => status === 'Failed');
  return {
    executionId,
    pipelineName: 'app',
    status: isFailed ? 'Failed' : 'Succeeded',
    startedAt: at,
    endedAt: at + ran.length * 1000,
    trigger: { triggerType: 'StartPipelineExecution', triggerDetail: 'ada' },
    sourceRevisions: [],
    actions: ran.map(([actionName, status, message], index) => ({
      actionExecutionId: `run-${(runs += 1)}`,
      executionId,
      stageName: 'Stage',
      actionName,
      status,
      attempt: 1,
      startedAt: at + index * 1000,
      endedAt: at + (index + 1) * 1000,
      ...(message === undefined ? {} : { error: { code: 'JobFailed', message } }),
    })),
  };
}

test('failures of one action with the same text are one group, with all of its executions', () => {
  const groups = groupFailures([
    execution(
      'e3',
      30_000,
      ['Test', 'Failed', 'It broke\nsecond line'],
      ['Lint', 'Failed', 'Unused variable'],
    ),
    execution('e2', 20_000, ['Test', 'Failed', 'It broke\nanother line']),
    execution('e1', 10_000, ['Test', 'Succeeded']),
  ]);
  expect(groups).toMatchObject([
    {
      pipelineName: 'app',
      place: { stageName: 'Stage', actionName: 'Test' },
      code: 'JobFailed',
      message: 'It broke',
      count: 2,
      firstAt: 21_000,
      lastAt: 31_000,
      executionIds: ['e3', 'e2'],
      hasSucceededSince: false,
    },
    { place: { actionName: 'Lint' }, count: 1 },
  ]);
});

test('retries of one execution count, and name it once', () => {
  const [group] = groupFailures([
    execution('e1', 0, ['Test', 'Failed', 'It broke'], ['Test', 'Failed', 'It broke'], ['Test', 'Succeeded']),
  ]);
  expect(group).toMatchObject({ count: 2, executionIds: ['e1'], hasSucceededSince: true });
});

test('an execution in which no action failed is shown with its own reason', () => {
  const failed: TriedExecution = {
    ...execution('e1', 0),
    status: 'Failed',
    statusSummary: 'Build: It did not end within 1 hour, the most that the pipeline may take',
  };
  const groups = groupFailures([execution('e2', 60_000, ['Test', 'Succeeded']), failed]);
  expect(groups).toMatchObject([{ code: 'PipelineFailed', count: 1, hasSucceededSince: true }]);
  expect(groups[0]).not.toHaveProperty('place');
});

describe('these are the same failure', () => {
  test.each([
    ['d-A1B2C3D4E failed on 2 of 3 hosts', 'd-ZZZZZZZZZ failed on 1 of 3 hosts'],
    ['No answer within 30s', 'No answer within 31s'],
    ['No answer after 2.5 seconds.', 'No answer after 12 seconds.'],
    [
      'Build 3f2a91c0-1111-4222-8333-444455556666 has no artifacts',
      'Build 00000000-1111-4222-8333-444455556666 has no artifacts',
    ],
    ['No commit 0123abc4567 here', 'No commit 89abcdef012 here'],
    ['At 2026-11-20T09:00:00.123Z it broke', 'At 2026-11-21 10:30:00 it broke'],
    ['Port 8080 is taken', 'Port 9090 is taken'],
  ])('%s', (one, other) => {
    expect(
      groupFailures([
        execution('e1', 0, ['Test', 'Failed', one]),
        execution('e2', 0, ['Test', 'Failed', other]),
      ]),
    ).toHaveLength(1);
  });
});

describe('these are not', () => {
  test.each([
    ['Reason: exit status 1', 'Reason: exit status 127'],
    ['It answered with status 404', 'It answered with status 500'],
    ['Error while executing command: npm test', 'Error while executing command: npm run lint'],
    ['python3.11 is not here', 'python3.12 is not here'],
    ['The default is dead', 'The default is alive'],
  ])('%s', (one, other) => {
    expect(
      groupFailures([
        execution('e1', 0, ['Test', 'Failed', one]),
        execution('e2', 0, ['Test', 'Failed', other]),
      ]),
    ).toHaveLength(2);
  });
});

test('every failure is in exactly one group, the most frequent first', () => {
  const ran = fc.tuple(
    fc.constantFrom('Test', 'Lint'),
    fc.constantFrom<'Succeeded' | 'Failed'>('Succeeded', 'Failed'),
    fc.constantFrom('It broke', 'It is 5 too late', 'It is 7 too late', ''),
  );
  fc.assert(
    fc.property(fc.array(fc.array(ran, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), (all) => {
      const executions = all.map((each, index) => execution(`e${index}`, index * 10_000, ...each));
      const groups = groupFailures(executions);
      const failed = executions.flatMap(({ actions }) => actions.filter(({ status }) => status === 'Failed'));
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(failed.length);
      expect(groups.map(({ count }) => count)).toEqual(
        groups.map(({ count }) => count).toSorted((a, b) => b - a),
      );
      for (const { executionIds, count } of groups) expect(executionIds.length).toBeLessThanOrEqual(count);
    }),
  );
});

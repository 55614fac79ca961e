import { expect, test } from 'vitest';
import type { ActionExecutionSummary } from '../../src/state/execution-history.ts';
import { expectedTimes } from '../../src/view/expected-times.ts';

const ran = (
  place: string,
  startedAt: number,
  endedAt: number,
  status = 'Succeeded',
): ActionExecutionSummary => {
  const [stageName = '', actionName = ''] = place.split('/');
  return {
    actionExecutionId: place,
    executionId: 'e',
    stageName,
    actionName,
    status: status as ActionExecutionSummary['status'],
    attempt: 1,
    startedAt,
    endedAt,
  };
};

test('stages and actions are expected to take the median of what they took, without waits for a person', () => {
  const run = (at: number, build: number, wait: number) => [
    ran('Build/compile', at, at + build),
    ran('Build/test', at + build, at + build + 20),
    ran('Build/broken', at, at + 999, 'Failed'),
    ran('Release/SignOff', at + 200, at + 200 + wait),
    ran('Release/Deploy', at + 200 + wait, at + 250 + wait),
  ];
  const runs = [run(0, 100, 5000), run(10_000, 120, 90_000), run(200_000, 900, 1)];
  expect(expectedTimes(runs, new Set(['Release/SignOff']))).toEqual({
    executions: 3,
    stages: [
      {
        name: 'Build',
        durationMs: 140,
        actions: [
          { name: 'compile', offsetMs: 0, durationMs: 120 },
          { name: 'test', offsetMs: 120, durationMs: 20 },
        ],
      },
      { name: 'Release', durationMs: 50, actions: [{ name: 'Deploy', offsetMs: 0, durationMs: 50 }] },
    ],
  });
  expect(expectedTimes([], new Set())).toEqual({ executions: 0, stages: [] });
});

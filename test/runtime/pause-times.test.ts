// The time of a pause and the limits of what is paused.
import { expect, test } from 'vitest';
import type { FailedCommand } from '../../src/actions/pause.ts';
import { deadlineOf, executionDeadlineOf } from '../../src/engine/time-limits.ts';
import type { ActionRun, Execution } from '../../src/engine/state.ts';
import type { ActionDeclaration } from '../../src/model/pipeline.ts';
import { PauseTimes } from '../../src/runtime/pause-times.ts';

const failed = {} as FailedCommand;
const { signal } = new AbortController();

test('commands that pause at the same time count once, each execution for itself, and the end is reported', async () => {
  let now = 1000;
  const times = new PauseTimes(() => now);
  const answers: ((how: 'skip') => void)[] = [];
  const ends: number[] = [];
  const pause = times.timed(
    'one',
    async () => new Promise((resolve) => answers.push(resolve)),
    () => ends.push(now),
  );
  const [first, second] = [pause(failed, signal), pause(failed, signal)];
  expect([times.pausedMs('one'), times.pausedMs('two')]).toEqual([Number.POSITIVE_INFINITY, 0]);
  now = 3000;
  answers[0]?.('skip');
  await first;
  expect(times.pausedMs('one')).toBe(Number.POSITIVE_INFINITY);
  now = 6000;
  answers[1]?.('skip');
  await second;
  expect(times.pausedMs('one')).toBe(5000);
  expect(ends).toEqual([3000, 6000]);
});

test.each([
  ['Build', 0, 3_600_000],
  ['Build', 5000, 3_605_000],
  ['Build', Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ['Approval', Number.POSITIVE_INFINITY, 3_600_000],
])('the limit of an action of %s with a pause of %d ends at %d', (category, pausedMs, ends) => {
  const action = { clockFrom: 0, started: { executionId: 'one' } } as ActionRun;
  const declaration = { actionTypeId: { category } } as ActionDeclaration;
  expect(deadlineOf(action, declaration, { timeLimitMinutes: () => 60, pausedMs: () => pausedMs })).toBe(
    ends,
  );
});

test('the limit of an execution does not count its pauses', () => {
  const execution = {
    executionId: 'one',
    status: 'InProgress',
    clockFrom: 0,
    timeoutInMinutes: 1,
  } as Execution;
  expect(executionDeadlineOf(execution, { pausedMs: () => 5000 })).toBe(65_000);
  expect(executionDeadlineOf(execution, {})).toBe(60_000);
});

// How tasks replace tasks: the bounds, and rollouts of every size played to their end.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boundsOf,
  failureThreshold,
  isDeadlocked,
  nextStep,
  type ScheduledTask,
} from '../../src/model/service-scheduler.ts';

const service = (desiredCount: number, minimumHealthyPercent = 100, maximumPercent = 200) => ({
  desiredCount,
  minimumHealthyPercent,
  maximumPercent,
});

const task = (taskId: string, parts: Partial<ScheduledTask> = {}): ScheduledTask => ({
  taskId,
  deploymentId: 'new',
  lastStatus: 'RUNNING',
  isStopping: false,
  health: 'HEALTHY',
  wasHealthy: true,
  ...parts,
});
const old = (taskId: string, parts: Partial<ScheduledTask> = {}) =>
  task(taskId, { deploymentId: 'old', ...parts });

describe('the bounds of a service', () => {
  test.each([
    [service(1), { lower: 1, upper: 2 }],
    [service(3, 50, 150), { lower: 2, upper: 4 }],
    [service(3, 100, 125), { lower: 3, upper: 3 }],
    [service(4, 0, 100), { lower: 0, upper: 4 }],
    [service(0), { lower: 0, upper: 0 }],
  ])('of %o round up below and down above', (of, bounds) => {
    expect(boundsOf(of)).toEqual(bounds);
  });

  test.each([
    [service(3, 100, 125), true],
    [service(2, 75, 100), true],
    [service(2, 50, 100), false],
    [service(2, 100, 150), false],
    [service(0), false],
  ])('of %o let something move or nothing', (of, deadlocked) => {
    expect(isDeadlocked(of)).toBe(deadlocked);
  });
});

describe('the next step', () => {
  test('starts as many new tasks as there is room for, and stops none before one is healthy', () => {
    const step = nextStep([old('a'), old('b')], 'new', service(2));
    expect(step).toEqual({ start: 2, stop: [], isSteady: false });
  });

  test('stops an old task for each that is healthy above the lower bound', () => {
    const tasks = [old('a'), old('b'), task('c'), task('d', { health: 'UNKNOWN', wasHealthy: false })];
    expect(nextStep(tasks, 'new', service(2)).stop).toEqual([{ taskId: 'a', reason: 'replaced' }]);
  });

  test('stops a new task at once that fails its checks and never was healthy', () => {
    const sick = task('b', { health: 'UNHEALTHY', wasHealthy: false });
    expect(nextStep([old('a'), sick], 'new', service(1))).toMatchObject({
      start: 1,
      stop: [{ taskId: 'b', reason: 'unhealthy' }],
    });
  });

  test('starts the replacement first of a task that has served and fails now', () => {
    const failing = task('a', { health: 'UNHEALTHY' });
    expect(nextStep([failing], 'new', service(1))).toMatchObject({ start: 1, stop: [] });
    const young = task('b', { health: 'UNKNOWN', wasHealthy: false });
    expect(nextStep([failing, young], 'new', service(1))).toMatchObject({ start: 0, stop: [] });
    expect(nextStep([failing, task('b')], 'new', service(1)).stop).toEqual([
      { taskId: 'a', reason: 'unhealthy' },
    ]);
  });

  test('stops it first, and one at a time, where there is no room for both', () => {
    const tasks = [task('a', { health: 'UNHEALTHY' }), task('b', { health: 'UNHEALTHY' })];
    expect(nextStep(tasks, 'new', service(2, 100, 100)).stop).toEqual([{ taskId: 'a', reason: 'unhealthy' }]);
  });

  test('stops what is more than desired', () => {
    const step = nextStep([task('a'), task('b'), task('c')], 'new', service(2));
    expect(step.stop).toEqual([{ taskId: 'c', reason: 'surplus' }]);
  });
});

test('the circuit breaker counts half of the tasks, but at least 3 and at most 200', () => {
  expect([0, 1, 2, 5, 6, 7, 25, 400, 1000].map(failureThreshold)).toEqual([3, 3, 3, 3, 3, 4, 13, 200, 200]);
});

interface RolloutOf {
  readonly desiredCount: number;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly before: number;
  readonly luck: Iterator<boolean>;
}

const rollouts = fc
  .record({
    desiredCount: fc.integer({ min: 0, max: 12 }),
    minimumHealthyPercent: fc.integer({ min: 0, max: 100 }),
    maximumPercent: fc.integer({ min: 100, max: 300 }),
    before: fc.integer({ min: 0, max: 12 }),
    /** Which of the waiting tasks become healthy in a round. */
    luck: fc.infiniteStream(fc.boolean()),
  })
  .filter((rollout) => !isDeadlocked(rollout));

/** What each round did, until it was steady. */
function play({ before, luck, ...of }: RolloutOf) {
  const rounds: { readonly healthyBefore: number; readonly healthy: number; readonly count: number }[] = [];
  let tasks = Array.from({ length: before }, (_, index) => old(`old-${index}`));
  for (let round = 0; round < 500; round += 1) {
    const healthyBefore = tasks.filter(({ health }) => health === 'HEALTHY').length;
    const { start, stop, isSteady } = nextStep(tasks, 'new', of);
    if (isSteady) return { rounds, tasks };
    const stopped = new Set(stop.map(({ taskId }) => taskId));
    tasks = tasks.filter(({ taskId }) => !stopped.has(taskId));
    const healthy = tasks.filter(({ health }) => health === 'HEALTHY').length;
    const waiting = { health: 'UNKNOWN', wasHealthy: false } as const;
    const started = Array.from({ length: start }, (_, index) => task(`new-${round}-${index}`, waiting));
    tasks = [...tasks, ...started];
    rounds.push({ healthyBefore, healthy, count: start === 0 ? 0 : tasks.length });
    // A task becomes healthy sooner or later.
    tasks = tasks.map((each) =>
      each.health === 'UNKNOWN' && luck.next().value === true
        ? { ...each, health: 'HEALTHY', wasHealthy: true }
        : each,
    );
  }
  throw new Error('It never came to its end');
}

test('a rollout ends with the new tasks alone, and was never below or above its bounds', () => {
  fc.assert(
    fc.property(rollouts, (rollout) => {
      const { lower, upper } = boundsOf(rollout);
      const { rounds, tasks } = play(rollout);
      expect(tasks.map(({ deploymentId }) => deploymentId)).toEqual(
        Array.from({ length: rollout.desiredCount }, () => 'new'),
      );
      const fell = rounds.filter(({ healthy, healthyBefore }) => healthy < healthyBefore);
      expect(fell.filter(({ healthy }) => healthy < lower)).toEqual([]);
      expect(rounds.filter(({ count }) => count > upper)).toEqual([]);
    }),
  );
});

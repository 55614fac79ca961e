// Which builds a batch has, and which of them is next.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFailed } from '../../src/lib/result.ts';
import {
  nextBuilds,
  planBatch,
  type BatchBuild,
  type BatchBuildStatus,
  type BatchPlan,
} from '../../src/model/batch.ts';

function plan(section: unknown): BatchPlan {
  const found = planBatch(section);
  if (isFailed(found)) throw new Error(found.failed);
  return found;
}

describe('a batch', () => {
  test('as a list has each build with what differs', () => {
    const { builds, fastFail } = plan({
      'fast-fail': 'yes',
      'build-list': [
        {
          identifier: 'linux',
          env: { image: 'a', 'compute-type': 'B', 'privileged-mode': 'true', variables: { A: 1 } },
        },
        { identifier: 'other', buildspec: 'other.yml', 'ignore-failure': true },
      ],
    });
    expect(fastFail).toBe(true);
    expect(builds).toMatchObject([
      {
        identifier: 'linux',
        environment: { image: 'a', computeType: 'B', privilegedMode: true },
        variables: { A: '1' },
        ignoreFailure: false,
      },
      { identifier: 'other', buildspec: 'other.yml', ignoreFailure: true },
    ]);
  });

  test('as a matrix has every combination', () => {
    const { builds } = plan({
      'build-matrix': {
        static: { 'ignore-failure': 'true', env: { type: 'LINUX_CONTAINER' } },
        dynamic: {
          buildspec: ['a.yml', 'b.yml'],
          env: { image: ['x', 'y'], variables: { V: ['1', '2', '3'] } },
        },
      },
    });
    expect(builds).toHaveLength(12);
    expect(new Set(builds.map(({ identifier }) => identifier)).size).toBe(12);
    expect(builds[4]).toMatchObject({
      identifier: 'build4',
      buildspec: 'a.yml',
      ignoreFailure: true,
      environment: { image: 'y', type: 'LINUX_CONTAINER' },
      variables: { V: '2' },
    });
  });

  test('as a fan-out has as many alike as it says', () => {
    expect(plan({ 'build-fanout': { parallelism: '3' } }).builds.map(({ identifier }) => identifier)).toEqual(
      ['build0', 'build1', 'build2'],
    );
  });
});

const graph = (...tasks: readonly (readonly [string, ...string[]])[]) => ({
  'build-graph': tasks.map(([identifier, ...depends]) => ({ identifier, 'depend-on': depends })),
});

test.each<[string, unknown, string]>([
  ['no kind of builds', {}, 'exactly one of'],
  ['two kinds', { 'build-list': [], 'build-fanout': {} }, 'exactly one of'],
  ['no build', { 'build-list': [] }, 'no build'],
  ['an identifier twice', { 'build-list': [{ identifier: 'a' }, { identifier: 'a' }] }, 'Two builds'],
  ['an identifier with a hyphen', { 'build-list': [{ identifier: 'a-b' }] }, 'is no identifier'],
  ['a dependency that is not there', graph(['a', 'b']), 'which the batch does not have'],
  ['a circle', graph(['a', 'c'], ['b', 'a'], ['c', 'b'], ['d']), 'a, b, c'],
  ['too many builds', { 'build-fanout': { parallelism: 101 } }, 'more than 100'],
])('a batch with %s is refused', (_, section, message) => {
  expect(planBatch(section)).toEqual({ failed: expect.stringContaining(message) });
});

/** Runs a batch whose builds end as `fails` says, in an order that `order` decides. */
function runThrough(batch: BatchPlan, fails: ReadonlySet<string>, order: readonly number[]) {
  const status = new Map<string, BatchBuildStatus>();
  const started: string[] = [];
  for (let step = 0; step < 10_000; step += 1) {
    const { start, stop, abort, end } = nextBuilds(batch, (id) => status.get(id) ?? 'PENDING');
    if (end !== undefined) return { end, status, started };
    for (const id of start) {
      const build = batch.builds.find(({ identifier }) => identifier === id);
      for (const dependency of build?.dependsOn ?? []) {
        const before = status.get(dependency);
        const ignored = batch.builds.find(({ identifier }) => identifier === dependency)?.ignoreFailure;
        if (before !== 'SUCCEEDED' && !(before === 'FAILED' && ignored === true))
          throw new Error(`${id} was started before ${dependency} was done`);
      }
      status.set(id, 'IN_PROGRESS');
      started.push(id);
    }
    for (const id of stop) status.set(id, 'STOPPED');
    for (const id of abort) status.set(id, 'STOPPED');
    const running = [...status].filter(([, one]) => one === 'IN_PROGRESS').map(([id]) => id);
    const next = running[(order[step % order.length] ?? 0) % Math.max(1, running.length)];
    if (next !== undefined) status.set(next, fails.has(next) ? 'FAILED' : 'SUCCEEDED');
  }
  throw new Error('The batch never ends');
}

const anyBatch: fc.Arbitrary<BatchPlan> = fc
  .record({
    fastFail: fc.boolean(),
    edges: fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 15 }),
    ignored: fc.array(fc.nat(9), { maxLength: 4 }),
    count: fc.integer({ min: 1, max: 10 }),
  })
  .map(({ fastFail, edges, ignored, count }) => ({
    fastFail,
    builds: Array.from({ length: count }, (_, index): BatchBuild => ({
      identifier: `b${index}`,
      // Only on earlier ones, so that no circle comes about.
      dependsOn: [
        ...new Set(edges.filter(([from, to]) => from === index && to < index).map(([, to]) => `b${to}`)),
      ],
      ignoreFailure: ignored.includes(index),
      environment: {},
      variables: {},
    })),
  }));

test('every batch ends, nothing runs before what it waits for, and the end is that of its builds', () => {
  fc.assert(
    fc.property(
      anyBatch,
      fc.array(fc.nat(9), { maxLength: 4 }),
      fc.array(fc.nat(20), { minLength: 1, maxLength: 12 }),
      (batch, failing, order) => {
        const fails = new Set(failing.map((index) => `b${index}`));
        const { end, status } = runThrough(batch, fails, order);
        const counts = batch.builds.some(
          ({ identifier, ignoreFailure }) => !ignoreFailure && status.get(identifier) !== 'SUCCEEDED',
        );
        expect(end).toBe(counts ? 'FAILED' : 'SUCCEEDED');
        expect([...status.values()].filter((one) => one === 'PENDING' || one === 'IN_PROGRESS')).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

test('what waits for a build that never ran is stopped too, although the failure of that one would be ignored', () => {
  const [first, second, third] = graph(['a'], ['b', 'a'], ['c', 'b'])['build-graph'];
  const batch = plan({ 'build-graph': [first, { ...second, 'ignore-failure': true }, third] });
  const { end, status } = runThrough(batch, new Set(['a']), [0]);
  expect([end, status.get('b'), status.get('c')]).toEqual(['FAILED', 'STOPPED', 'STOPPED']);
});

test('with fast-fail nothing starts after the first failure that counts', () => {
  const batch = plan({ 'fast-fail': true, ...graph(['a'], ['b'], ['c', 'b']) });
  expect(
    nextBuilds(batch, (id) => ({ a: 'FAILED', b: 'IN_PROGRESS' }[id] as BatchBuildStatus) ?? 'PENDING'),
  ).toEqual({
    start: [],
    stop: ['c'],
    abort: ['b'],
  });
});

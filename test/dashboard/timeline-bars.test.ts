import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { barsOf, ticksOf } from '../../src/dashboard/parts/timeline-bars.ts';
import { emptyView, foldEntries } from '../../src/view/fold-execution.ts';
import {
  action,
  begin,
  built,
  deployment,
  entries,
  executionId,
  lifecycle,
  stageStarts,
} from '../rig/journal-entries.ts';

test('gives an action the bars of its phases, and a deployment those of its targets and their lifecycle events', () => {
  const fleet = action('Deploy', 'ToFleet');
  const written = entries(
    ...built,
    [3, stageStarts('Deploy')],
    [3, fleet.starts()],
    [3, fleet.reports({ ...deployment, status: 'InProgress' })],
    [4, fleet.reports(lifecycle('i-1', 'Install', { status: 'Succeeded', durationMs: 500 }))],
    [4, fleet.reports(lifecycle('i-2', 'Install', { status: 'Skipped' }))],
    [
      5,
      fleet.reports({
        ...deployment,
        deploymentId: 'd-BACK',
        creator: 'codeDeployRollback',
        status: 'InProgress',
      }),
    ],
    [
      6,
      fleet.reports({
        kind: 'LifecycleEvent',
        deploymentId: 'd-BACK',
        targetId: 'i-1',
        lifecycleEventName: 'Install',
        status: 'Succeeded',
        durationMs: 500,
      }),
    ],
  );
  const bars = barsOf(foldEntries(emptyView('demo', executionId), written), begin + 9000);
  const of = (parent: string) => bars.filter((bar) => bar.parent === parent);
  expect(of('Build/BuildAndTest').map(({ name }) => name)).toEqual(['INSTALL', 'BUILD']);
  const targets = of('Deploy/ToFleet');
  expect(targets.map(({ name, isRollback, displayStatus }) => [name, isRollback, displayStatus])).toEqual([
    ['i-1', false, 'Succeeded'],
    ['i-1', true, 'Succeeded'],
  ]);
  expect(targets.flatMap(({ key }) => of(key).map(({ name, isRollback }) => [name, isRollback]))).toEqual([
    ['Install', false],
    ['Install', true],
  ]);
  expect(bars.find(({ key }) => key === 'Deploy/ToFleet')?.parts).toBe(2);
  expect(bars.find(({ key }) => key === 'Build/BuildAndTest')).toMatchObject({
    depth: 1,
    parts: 2,
    to: begin + 9000,
    actionExecutionId: 'run-of-BuildAndTest',
  });
});

test('a stage in which an approval waits is waiting in the timeline as well', () => {
  const sign = action('Release', 'SignOff');
  const written = entries(...built, [3, stageStarts('Release')], [3, sign.starts()], [3, sign.asks(9000)]);
  const bars = barsOf(foldEntries(emptyView('demo', executionId), written), begin + 9000);
  const of = (key: string) => bars.find((bar) => bar.key === key)?.displayStatus;
  expect([of('Release'), of('Release/SignOff')]).toEqual(['Waiting', 'Waiting']);
});

test('marks the axis at a few round times within it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 30 * 86_400_000 }), (span) => {
      const ticks = ticksOf(span);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(Math.max(...ticks)).toBeLessThanOrEqual(span);
      expect(ticks.length).toBeGreaterThan(0);
    }),
  );
});

test('a phase whose end was never reported ends with its action', () => {
  const build = action('Build', 'BuildAndTest');
  const fails = build.fails({ code: 'JobFailed', message: 'The machine has gone' });
  const bars = barsOf(
    foldEntries(emptyView('demo', executionId), entries(...built, [8, fails])),
    begin + 90_000,
  );
  expect(bars.find(({ name }) => name === 'BUILD')?.to).toBe(begin + 8000);
});

test('gives a job the bars of its steps, none of those that were skipped, and a batch those of its builds', () => {
  const job = action('Build', 'BuildAndTest');
  const step = (
    name: string,
    status: 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped',
    durationMs?: number,
  ) => job.reports({ kind: 'Step', name, status, ...(durationMs === undefined ? {} : { durationMs }) });
  const shard = (status: 'IN_PROGRESS' | 'SUCCEEDED') =>
    job.reports({ kind: 'BatchBuild', identifier: 'shard_1', status });
  const written = entries(
    ...built,
    [2, step('Set up', 'InProgress')],
    [3, step('Set up', 'Succeeded', 900)],
    [3, step('Set up', 'InProgress')],
    [3.5, step('Set up', 'Failed', 500)],
    [3.5, step('Publish', 'Skipped')],
    [4, shard('IN_PROGRESS')],
    [6, shard('SUCCEEDED')],
    [6, step('Clean up', 'InProgress')],
  );
  const bars = barsOf(foldEntries(emptyView('demo', executionId), written), begin + 9000);
  const parts = bars.filter(({ parent, name }) => parent === 'Build/BuildAndTest' && !/^[A-Z]+$/.test(name));
  expect(
    parts.map(({ name, displayStatus, from, to }) => [name, displayStatus, from - begin, to - begin]),
  ).toEqual([
    ['Set up', 'Succeeded', 2000, 3000],
    ['Set up', 'Failed', 3000, 3500],
    ['Clean up', 'InProgress', 6000, 9000],
    ['shard_1', 'Succeeded', 4000, 6000],
  ]);
  expect(new Set(parts.map(({ key }) => key)).size).toBe(4);
});

import { expect, test } from 'vitest';
import { expectedBars, medians } from '../../src/dashboard/parts/expected-bars.ts';
import { emptyView, foldEntries } from '../../src/view/fold-execution.ts';
import {
  action,
  begin,
  built,
  entries,
  executionId,
  stageEnds,
  type stageStarts,
} from '../rig/journal-entries.ts';

const view = (...more: readonly (readonly [number, ReturnType<typeof stageStarts>])[]) =>
  foldEntries(emptyView('demo', executionId), entries(...built, ...more));

const stage = (name: string, actionName: string, durationMs: number) => ({
  name,
  durationMs,
  actions: [{ name: actionName, offsetMs: 0, durationMs }],
});
const expected = {
  executions: 4,
  stages: [stage('Build', 'BuildAndTest', 10_000), stage('Deploy', 'ToFleet', 30_000)],
};

const seconds = (at: number): number => (at - begin) / 1000;
const shown = (bars: ReturnType<typeof expectedBars>) =>
  bars.map(({ key, from, to, hasBegun }) => [key, seconds(from), seconds(to), hasBegun]);

test('what runs is expected to go on, and what comes stands behind it', () => {
  // The build began after half a second.
  expect(shown(expectedBars(view(), expected, begin + 4000))).toEqual([
    ['Build', 4, 10.5, true],
    ['Build/BuildAndTest', 4, 10.5, true],
    ['Deploy', 10.5, 40.5, false],
    ['Deploy/ToFleet', 10.5, 40.5, false],
  ]);
});

test('what takes longer than before moves what comes, and nothing is expected of what is over', () => {
  expect(shown(expectedBars(view(), expected, begin + 60_000))).toEqual([
    ['Deploy', 60, 90, false],
    ['Deploy/ToFleet', 60, 90, false],
  ]);
  const build = action('Build', 'BuildAndTest');
  const ended = view(
    [8, build.succeeds()],
    [8, stageEnds('Build', 'Succeeded')],
    [9, { type: 'ExecutionEnded', status: 'Succeeded' }],
  );
  expect(expectedBars(ended, expected, begin + 9000)).toEqual([]);
  expect(expectedBars(view(), undefined, begin)).toEqual([]);
  expect(expectedBars(view(), { executions: 0, stages: [] }, begin)).toEqual([]);
  expect(medians(expected).get('Deploy/ToFleet')).toBe(30_000);
});

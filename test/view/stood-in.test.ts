import { expect, test } from 'vitest';
import { emptyView, foldEntries } from '../../src/view/fold-execution.ts';
import { leftOut, stoodIn } from '../../src/view/stood-in.ts';
import { action, built, entries, executionId, stageStarts } from '../rig/journal-entries.ts';

const build = action('Build', 'BuildAndTest');
const fleet = action('Deploy', 'ToFleet');
const checkout = { kind: 'StoodIn', what: 'actions/checkout@v4', by: 'the files of the run' } as const;

test('what stood in for the same in several actions is shown once, with each place once', () => {
  const view = foldEntries(
    emptyView('demo', executionId),
    entries(
      ...built,
      [2, build.reports(checkout)],
      [2, build.reports(checkout)],
      [2, build.reports({ kind: 'StoodIn', what: 'actions/cache@v4', by: 'a cache' })],
      [2, build.reports({ kind: 'NotExecuted', what: 'the upload', reason: 'it is elsewhere' })],
      [3, stageStarts('Deploy')],
      [3, fleet.starts()],
      [3, fleet.reports(checkout)],
    ),
  );
  expect(stoodIn(view)).toEqual([
    {
      what: 'actions/checkout@v4',
      by: 'the files of the run',
      where: ['Build › BuildAndTest', 'Deploy › ToFleet'],
    },
    { what: 'actions/cache@v4', by: 'a cache', where: ['Build › BuildAndTest'] },
  ]);
  expect(leftOut(view)).toEqual([
    { what: 'the upload', reason: 'it is elsewhere', where: ['Build › BuildAndTest'] },
  ]);
});

test('what something stood in for has succeeded like everything else', () => {
  const view = foldEntries(
    emptyView('demo', executionId),
    entries(...built, [2, build.reports(checkout)], [2, build.succeeds()]),
  );
  expect(
    view.stages.flatMap(({ actions }) => actions).find(({ name }) => name === 'BuildAndTest'),
  ).toMatchObject({
    displayStatus: 'Succeeded',
    stoodIn: [{ what: 'actions/checkout@v4' }],
  });
});

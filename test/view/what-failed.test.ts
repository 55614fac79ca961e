import { expect, test } from 'vitest';
import { emptyView, foldEntries } from '../../src/view/fold-execution.ts';
import { failureInShort } from '../../src/view/what-failed.ts';
import {
  action,
  built,
  deployment,
  entries,
  executionId,
  lifecycle,
  stageEnds,
  stageStarts,
} from '../rig/journal-entries.ts';

const build = action('Build', 'BuildAndTest');
const fleet = action('Deploy', 'ToFleet');

function view(...more: readonly (typeof built)[number][]) {
  return foldEntries(emptyView('demo', executionId), entries(...built, ...more));
}

test('the failure of an action is its place and the first line of what it says', () => {
  const failed = view([
    2,
    build.fails({ code: 'JobFailed', message: 'Build terminated\nwith state: FAILED' }),
  ]);
  expect(failureInShort(failed)).toEqual({
    stageName: 'Build',
    actionName: 'BuildAndTest',
    what: 'Build terminated',
    more: 0,
    isRolledBack: false,
  });
});

test('that of a deployment is the event that failed, where, on how many, and whether it was put back', () => {
  const backId = 'd-BACK';
  const failed = view(
    [3, stageStarts('Deploy')],
    [3, fleet.starts()],
    [3, fleet.reports({ ...deployment, status: 'InProgress' })],
    [4, fleet.reports(lifecycle('i-1', 'Install', { status: 'Succeeded' }))],
    [4, fleet.reports(lifecycle('i-2', 'Install', { status: 'Failed' }))],
    [4, fleet.reports(lifecycle('i-3', 'Install', { status: 'Failed' }))],
    [
      5,
      fleet.reports({
        ...deployment,
        deploymentId: backId,
        creator: 'codeDeployRollback',
        status: 'Succeeded',
      }),
    ],
    [6, fleet.fails({ code: 'HEALTH_CONSTRAINTS', message: 'Too few healthy instances' })],
    [6, stageEnds('Deploy', 'Failed')],
  );
  expect(failureInShort(failed)).toMatchObject({
    actionName: 'ToFleet',
    what: 'Install failed on i-2 and 1 more',
    isRolledBack: true,
  });
});

test('nothing is said where no action failed', () => {
  expect(failureInShort(view([2, build.succeeds()]))).toBeUndefined();
});

// What the jobs of a run hand to others together: GitHub takes 50 MB, in UTF-16, and of one job 1 MB.
import { expect, test } from 'vitest';
import { withinOutputsOfRun } from '../../src/engine/jobs/run-outputs.ts';
import type { EventOf } from '../../src/engine/state.ts';
import { startGraph, type Graph } from '../rig/job-graph.ts';

const most = 'x'.repeat(524_288);

function endOf(
  { rig, id }: Graph,
  outputVariables: Readonly<Record<string, string>>,
): EventOf<'ActionSucceeded'> {
  const started = [...rig.running.values()].find(({ actionName }) => actionName === 'last');
  if (started === undefined) throw new Error('The job does not run');
  const { stageName, actionName, actionExecutionId } = started;
  const place = { executionId: id, stageName, actionName, actionExecutionId };
  return { type: 'ActionSucceeded', at: rig.now, ...place, outputVariables, outputArtifacts: [] };
}

/** Forty-nine jobs have ended with all that one may hand on, and two run. */
function fullRun(last = ''): Graph {
  const legs = Array.from({ length: 49 }, (_, at) => at + 1);
  const graph = startGraph(`
on: push
jobs:
  all: {runs-on: ubuntu-latest, strategy: {matrix: {n: [${legs.join(', ')}]}}, steps: [{run: x}]}
  other: {runs-on: ubuntu-latest, steps: [{run: x}]}
  last: {runs-on: ubuntu-latest, ${last}steps: [{run: x}]}
`);
  for (const leg of legs) graph.end(`all (${leg})`, { outputs: { all: most } });
  return graph;
}

test('a job whose outputs are the last that a run may have hands them on', () => {
  const graph = fullRun();
  const end = endOf(graph, { all: most });
  expect(withinOutputsOfRun(end, graph.rig.state, [])).toBe(end);
});

test('a job whose outputs are more than a run may have fails, and hands none on', () => {
  const graph = fullRun();
  const end = endOf(graph, { all: most, more: 'x' });
  const found = withinOutputsOfRun(end, graph.rig.state, []);
  expect(found).toMatchObject({
    type: 'ActionFailed',
    actionName: 'last',
    error: { code: 'JobFailed', message: expect.stringContaining('exceed 52,428,800 bytes') as string },
  });
  expect(found.outputVariables).toBeUndefined();
});

test('what ends at the same time counts, and so does what a failed job hands on', () => {
  const graph = fullRun();
  const end = endOf(graph, { all: most });
  const { outputVariables: _outputs, ...waiting } = endOf(graph, {});
  const error = { code: 'JobFailed', message: 'x' };
  const other = { ...waiting, actionName: 'other', outputVariables: { one: 'x' } };
  expect(withinOutputsOfRun(end, graph.rig.state, [other])).toMatchObject({ type: 'ActionFailed' });
  expect(withinOutputsOfRun(end, graph.rig.state, [{ ...other, executionId: 'of another' }])).toBe(end);
  const failed = { ...waiting, type: 'ActionFailed', error, outputVariables: { all: `${most}x` } } as const;
  expect(withinOutputsOfRun(failed, graph.rig.state, [])).toEqual({ ...failed, outputVariables: {} });
});

test('a job that may fail still may', () => {
  const graph = fullRun('continue-on-error: true, ');
  const found = withinOutputsOfRun(endOf(graph, { all: `${most}x` }), graph.rig.state, []);
  expect(found).toMatchObject({ type: 'ActionFailed', mayFail: true });
});

test('a job without outputs ends as it does', () => {
  const graph = fullRun();
  const end = endOf(graph, {});
  expect(withinOutputsOfRun(end, graph.rig.state, [])).toBe(end);
});

import { expect, test } from 'vitest';
import { isRunning, stateOf } from '../../src/dashboard/parts/pipeline-rank.ts';
import type { PipelineOverview } from '../../src/view/pipeline-overview.ts';

const quiet: PipelineOverview = {
  pipelineName: 'app',
  stages: [],
  recent: [],
  running: [],
  waiting: [],
  underWay: 0,
  endpoints: [],
};
const place = (executionId: string) => ({ executionId, stageName: 'Release', actionName: 'SignOff' });
const failed = { recent: [{ status: 'Failed' }] } as unknown as Pick<PipelineOverview, 'recent'>;

test.each<[string, string, Partial<PipelineOverview>]>([
  ['nothing under way', 'quiet', {}],
  ['a failure', 'failing', failed],
  ['an action that runs', 'running', { underWay: 1, running: [place('1')] }],
  ['an execution between two actions, or one that waits for a stage', 'running', { underWay: 1 }],
  ['a failure, and an execution under way', 'running', { ...failed, underWay: 1 }],
  ['two approvals of one execution', 'waiting', { underWay: 1, waiting: [place('1'), place('1')] }],
])('a pipeline with %s is %s', (_, state, more) => {
  expect(stateOf({ ...quiet, ...more })).toBe(state);
});

test('what waits for a person does not run, what is queued behind it does', () => {
  expect(isRunning({ ...quiet, underWay: 1, waiting: [place('1')] })).toBe(false);
  expect(isRunning({ ...quiet, underWay: 2, waiting: [place('1')] })).toBe(true);
});

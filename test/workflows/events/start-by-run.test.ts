// Which runs of other workflows start a workflow: by table.
import { expect, test } from 'vitest';
import { startByRun, type ObservedRun, type RunStart } from '../../../src/workflows/events/start-by-run.ts';
import { readWorkflow } from '../../../src/workflows/language/read-workflow.ts';

function workflowOf(on: string) {
  const text = `on: ${on}\njobs: {a: {runs-on: x, steps: [{run: x}]}}\n`;
  return readWorkflow({ path: 'a.yml', text }, 'a.yml').workflow ?? { on: {} };
}

const run: ObservedRun = {
  activity: 'completed',
  conclusion: 'success',
  workflow: { name: 'Main', path: '.github/workflows/main.yml' },
  repository: { name: 'acme/app', defaultBranch: 'main' },
  executionId: 'e1',
  runId: '17',
  runNumber: 4,
  event: 'push',
  ref: 'refs/heads/topic/a',
  actor: 'ann',
  commitId: 'c1',
  level: 0,
};

test.each<readonly [string, Partial<ObservedRun>, Partial<RunStart> | undefined]>([
  ['{workflow_run: {workflows: [Main]}}', {}, { starts: true }],
  ['{workflow_run: {workflows: [Main]}}', { activity: 'requested' }, { starts: true }],
  ['{workflow_run: {workflows: [Other, Main], types: [completed]}}', {}, { starts: true }],
  ['{workflow_run: {workflows: [Other]}}', {}, undefined],
  ['push', {}, undefined],
  [
    '{workflow_run: {workflows: [Main], types: [completed]}}',
    { activity: 'in_progress' },
    {
      starts: false,
      because: 'the activity is "in_progress", and "types" of "workflow_run" are completed',
    },
  ],
  ['{workflow_run: {workflows: [Main], branches: ["topic/**"]}}', {}, { starts: true }],
  [
    '{workflow_run: {workflows: [Main], branches: [main]}}',
    {},
    { starts: false, because: 'the branch is "topic/a", and "branches" are main' },
  ],
  ['{workflow_run: {workflows: [Main]}}', { level: 2 }, { starts: true }],
  [
    '{workflow_run: {workflows: [Main]}}',
    { level: 3 },
    { starts: false, because: '3 workflows have started each other already' },
  ],
])('on: %s, for a run with %j', (on, more, expected) => {
  const { starts, because } = startByRun(workflowOf(on), { ...run, ...more }) ?? {};
  const refusal = starts === true ? undefined : because;
  expect({ starts, because: refusal }).toEqual({ starts: expected?.starts, because: expected?.because });
});

test('the run is of the default branch, and its payload tells of the other run', () => {
  const variables = startByRun(workflowOf('{workflow_run: {workflows: [Main]}}'), run)?.variables;
  expect(variables).toMatchObject({ event: 'workflow_run', ref: 'refs/heads/main' });
  expect(JSON.parse(variables?.payload ?? '')).toMatchObject({
    action: 'completed',
    sender: { login: 'ann' },
    workflow: { name: 'Main' },
    workflow_run: {
      id: 17,
      name: 'Main',
      status: 'completed',
      conclusion: 'success',
      event: 'push',
      head_branch: 'topic/a',
      head_sha: 'c1',
      run_number: 4,
    },
  });
});

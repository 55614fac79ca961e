import { expect, test } from 'vitest';
import { jobStates, mattersMost, statusOfAll } from '../../src/dashboard/parts/jobs/job-states.ts';
import { callText, jobText, needsText } from '../../src/dashboard/parts/jobs/job-text.ts';
import { retryStage } from '../../src/engine/request.ts';
import type { StageView } from '../../src/view/execution-view.ts';
import { emptyView, foldEvent } from '../../src/view/fold-execution.ts';
import { startGraph, type Graph, type GraphCall } from '../rig/job-graph.ts';

const path = '.github/workflows';

/** What is seen of the jobs, folded from what the engine has recorded. */
function stageOf({ rig, id }: Graph): StageView {
  const view = rig.journal.reduce(foldEvent, emptyView('w.yml', id));
  const stage = view.stages.find(({ name }) => name === 'Jobs');
  if (stage === undefined) throw new Error('The run has no jobs');
  return stage;
}

function shown(graph: Graph): Readonly<Record<string, string>> {
  return Object.fromEntries(
    jobStates(stageOf(graph)).map((job) => {
      const cells = job.isMatrix ? job.cells.map(({ displayStatus }) => displayStatus).join(' ') : '';
      return [job.id, [job.displayStatus, cells, needsText(job)].filter((each) => each !== '').join(', ')];
    }),
  );
}

function start(jobs: string, call: GraphCall = {}): Graph {
  return startGraph(`on: push\njobs:\n${jobs}`, call);
}

const job = (id: string, more = ''): string =>
  `  ${id}:\n    runs-on: ubuntu-latest\n${more}    steps: [{ run: 'true' }]\n`;

test('a matrix stands as one job with its runs, and what it fails is skipped', () => {
  const matrix = `    strategy: { fail-fast: false, max-parallel: 2, matrix: { shard: [1, 2, 3] } }\n`;
  const graph = start(
    `${job('lint')}${job('test', `    needs: lint\n${matrix}`)}${job('deploy', '    needs: [lint, test]\n')}`,
  );
  expect(shown(graph)).toEqual({
    lint: 'InProgress, needs nothing',
    test: 'Pending, needs lint',
    deploy: 'Pending, needs lint, test',
  });
  graph.end('lint');
  expect(shown(graph)['test']).toBe('InProgress, InProgress InProgress Pending, needs lint');
  graph.end('test (1)', 'failure');
  expect(shown(graph)['test']).toBe('InProgress, Failed InProgress InProgress, needs lint');
  graph.end('test (2)');
  graph.end('test (3)');
  expect(shown(graph)).toEqual({
    lint: 'Succeeded, needs nothing',
    test: 'Failed, Failed Succeeded Succeeded, needs lint',
    deploy: 'Skipped, needs lint, test',
  });
  const [, test, deploy] = jobStates(stageOf(graph));
  expect(test?.cells.map(({ matrix: values }) => values)).toEqual([
    { shard: '1' },
    { shard: '2' },
    { shard: '3' },
  ]);
  expect(mattersMost(test?.cells ?? [])?.name).toBe('test (1)');
  expect(test === undefined ? '' : jobText(test, graph.rig.now)).toMatch(
    /^matrix of 3, 1 failed, 2 at once · /,
  );
  expect(deploy === undefined ? '' : jobText(deploy, graph.rig.now)).toBe('test ended as failure');
});

test('a job that calls a workflow comes to what its jobs come to, which follow it', () => {
  const call = `  image:\n    needs: lint\n    uses: ./${path}/image.yml\n`;
  const image = `on: workflow_call\njobs:\n${job('compile')}${job('layers', '    needs: compile\n')}`;
  const graph = start(`${job('lint')}${call}${job('deploy', '    needs: image\n')}`, {
    called: { [`${path}/image.yml`]: image },
  });
  expect(shown(graph)['image']).toBe('Pending, needs lint');
  graph.end('lint');
  expect(Object.keys(shown(graph))).toEqual(['lint', 'image', 'image / compile', 'image / layers', 'deploy']);
  expect(shown(graph)['image']).toBe('InProgress, needs lint');
  graph.end('image / compile', 'failure');
  expect(shown(graph)).toMatchObject({
    image: 'Failed, needs lint',
    'image / compile': 'Failed, needs nothing, called by image',
    'image / layers': 'Skipped, needs compile, called by image',
    deploy: 'Skipped, needs image',
  });
});

test('each call of a matrix stands around its own jobs, and what it calls further within it', () => {
  const call = `  image:\n    strategy: { matrix: { arch: [arm, x86] } }\n    uses: ./${path}/image.yml\n`;
  const image = `on: workflow_call\njobs:\n${job('compile')}  scan:\n    needs: compile\n    uses: ./${path}/scan.yml\n`;
  const graph = start(`${call}${job('deploy', '    needs: image\n')}`, {
    called: {
      [`${path}/image.yml`]: image,
      [`${path}/scan.yml`]: `on: workflow_call\njobs:\n${job('layers')}`,
    },
  });
  for (const end of ['image (arm) / compile', 'image (x86) / compile']) graph.end(end);
  graph.end('image (arm) / scan / layers', 'failure');
  expect(shown(graph)).toEqual({
    image: 'InProgress, needs nothing',
    'image (arm)': 'Failed, a call of image',
    'image (arm) / compile': 'Succeeded, needs nothing, called by image (arm)',
    'image (arm) / scan': 'Failed, needs compile, called by image (arm)',
    'image (arm) / scan / layers': 'Failed, needs nothing, called by image (arm) / scan',
    'image (x86)': expect.stringMatching(/, a call of image$/),
    'image (x86) / compile': 'Succeeded, needs nothing, called by image (x86)',
    'image (x86) / scan': expect.stringMatching(/, needs compile, called by image \(x86\)$/),
    'image (x86) / scan / layers': expect.stringMatching(/, called by image \(x86\) \/ scan$/),
    deploy: 'Pending, needs image',
  });
  const [caller, one] = jobStates(stageOf(graph));
  expect([caller?.calls, callText(caller ?? {}), one?.label, callText(one ?? {})]).toEqual([
    2,
    'calls a workflow 2 times',
    'image (arm)',
    '',
  ]);
});

test('a job whose environment asks for approval waits for it, and then for its turn', () => {
  const environments = { production: { reviewers: ['octocat'], waitTimer: 0, variables: {} } };
  const graph = start(job('deploy', '    environment: production\n'), { environments });
  const [waiting] = jobStates(stageOf(graph));
  expect(waiting).toMatchObject({ displayStatus: 'Waiting' });
  expect(waiting === undefined ? '' : jobText(waiting, graph.rig.now)).toContain('waits for approval');
});

test('after a retry what was skipped is still to come, and what has succeeded stays', () => {
  const matrix = `    strategy: { fail-fast: false, matrix: { shard: [1, 2] } }\n`;
  const environments = { production: { reviewers: ['octocat'], waitTimer: 0, variables: {} } };
  const deploy = job('deploy', '    needs: test\n    environment: production\n');
  const graph = start(`${job('test', matrix)}${deploy}`, { environments });
  graph.end('test (1)', 'failure');
  graph.end('test (2)');
  expect(shown(graph)['deploy']).toBe('Skipped, needs test');
  const retry = { executionId: graph.id, stageName: 'Jobs', retryMode: 'FAILED_ACTIONS' } as const;
  expect(graph.rig.ask(retryStage, retry)).toBeUndefined();
  expect(shown(graph)['test']).toBe('InProgress, InProgress Succeeded, needs nothing');
  graph.end('test (1)');
  expect(shown(graph)['deploy']).toBe('Waiting, needs test');
});

test.each([
  [['Succeeded', 'Pending'], 'InProgress'],
  [['Failed', 'InProgress'], 'InProgress'],
  [['Failed', 'Waiting'], 'Waiting'],
  [['Failed', 'Succeeded'], 'Failed'],
  [['Skipped', 'Pending'], 'Pending'],
  [['Skipped', 'Succeeded'], 'Succeeded'],
  [['Skipped', 'Skipped'], 'Skipped'],
  [['NotExecuted', 'Succeeded'], 'NotExecuted'],
  [[], 'Pending'],
] as const)('%j together are %s', (all, together) => {
  expect(statusOfAll(all)).toBe(together);
});

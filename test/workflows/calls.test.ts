// Workflows that call workflows: which jobs run, with which values, and what comes back. No process runs.
import { expect, test } from 'vitest';
import { stopExecution, retryStage } from '../../src/engine/request.ts';
import type { JobInWorkflow } from '../../src/model/workflow.ts';
import { nameOfCall, parseCallReference } from '../../src/workflows/calls/call-reference.ts';
import { runGraph, startGraph } from '../rig/job-graph.ts';

const job = (more = '') => `{runs-on: ubuntu-latest, steps: [{run: x}], ${more}}`;

const build = `
on:
  workflow_call:
    inputs:
      target: {type: string, required: true}
      fast: {type: boolean}
      level: {type: number, default: 3}
    secrets: {token: {required: true}}
    outputs: {image: {value: 'image of \${{ jobs.compile.outputs.tag }}'}}
jobs:
  compile: {runs-on: ubuntu-latest, steps: [{run: x}], outputs: {tag: x}}
  check: ${job("needs: compile, if: inputs.fast == false && inputs.level == 3 && needs.compile.result == 'success'")}
`;

const called = { '.github/workflows/build.yml': build };

const caller = (more: string) => `
on: push
jobs:
  first: ${job()}
  build:
    needs: first
    uses: ./.github/workflows/build.yml
    secrets: inherit
    ${more}
  after: ${job("needs: build, if: always(), name: '${{ needs.build.result }} ${{ needs.build.outputs.image }}'")}
`;

test('the jobs of a called workflow run where the job stands that calls it, and give its outputs', () => {
  const results = runGraph(caller('with: {target: linux}'), {
    called,
    ends: { 'build / compile': { outputs: { tag: 'v1' } } },
  });
  expect(results).toEqual({
    first: 'Succeeded',
    'build / compile': 'Succeeded',
    'build / check': 'Succeeded',
    'success image of v1': 'Succeeded',
    run: 'Succeeded',
  });
});

test('a called workflow fails with its jobs, and its own jobs need only each other', () => {
  const results = runGraph(caller('with: {target: linux}'), {
    called,
    ends: { 'build / compile': 'failure' },
  });
  expect(results).toMatchObject({
    'build / check': 'skipped',
    'failure image of ': 'Succeeded',
    run: 'Failed',
  });
  const skipped = runGraph(caller("if: 'false'"), { called });
  expect(skipped).toEqual({
    first: 'Succeeded',
    build: 'skipped',
    'skipped ': 'Succeeded',
    run: 'Succeeded',
  });
});

test('a matrix calls it once for each combination, and the first failure cancels the others', () => {
  const text = (more: string) =>
    caller(`strategy: {matrix: {os: [a, b, c]}, ${more}}\n    with: {target: '\${{ matrix.os }}'}`);
  const graph = startGraph(text('max-parallel: 2'), { called });
  graph.end('first');
  expect(graph.running()).toEqual(['build (a) / compile', 'build (b) / compile']);
  graph.end('build (a) / compile', 'failure');
  expect(graph.rig.journal.filter(({ type }) => type === 'JobCancelRequested')).toMatchObject([
    { actionName: 'build (b) / compile' },
  ]);
  const slow = runGraph(text('fail-fast: false'), { called, ends: { 'build (a) / compile': 'failure' } });
  expect(slow).toMatchObject({ 'build (c) / check': 'Succeeded', 'failure image of ': 'Succeeded' });
});

test.each([
  ['', 'its input "target" is required'],
  ['with: {target: a, fast: words}', 'its input "fast" is a boolean, not "words"'],
  ['with: {targt: a}', 'it has no input "targt"'],
  ["with: {target: '${{ fromJSON(1) }}', level: '${{ github.ref }}'}", 'its input "level" is a number'],
])('a call with %s fails: %s', (more, expected) => {
  const graph = startGraph(caller(more), { called });
  graph.end('first');
  const failed = graph.rig.journal.find(({ type }) => type === 'ActionFailed');
  expect(JSON.stringify(failed)).toContain(JSON.stringify(expected).slice(1, -1));
});

test('a retry keeps what has succeeded in a called workflow', () => {
  const graph = startGraph(caller('with: {target: linux}'), { called });
  for (const name of ['first', 'build / compile']) graph.end(name);
  graph.end('build / check', 'failure');
  graph.end('failure image of ');
  graph.rig.ask(retryStage, { executionId: graph.id, stageName: 'Jobs', retryMode: 'FAILED_ACTIONS' });
  expect(graph.running()).toEqual(['build / check']);
  graph.end('build / check');
  expect(graph.running()).toEqual(['success image of ']);
});

test('a stopped run stops the called workflow with it', () => {
  const graph = startGraph(caller('with: {target: linux}'), { called });
  graph.end('first');
  graph.rig.ask(stopExecution, { executionId: graph.id, abandon: false, reason: '', by: 'ada' });
  graph.end('build / compile', 'failure');
  expect(graph.results()).toMatchObject({ 'build / check': 'skipped' });
});

test('secrets that are passed on come to the jobs of a call in a call', () => {
  const outer =
    'on: {workflow_call: {secrets: {key: {}}}}\njobs:\n  inner:\n    uses: ./.github/workflows/build.yml\n    with: {target: a}\n    secrets: {token: "${{ secrets.key }}"}\n';
  const text =
    'on: push\njobs:\n  outer:\n    uses: $/.github/workflows/outer.yml\n    secrets: {key: "${{ secrets.NPM }}"}\n';
  const graph = startGraph(text, { called: { ...called, '.github/workflows/outer.yml': outer } });
  expect(graph.running()).toEqual(['outer / inner / compile']);
  const [started] = graph.rig.running.values();
  const definition = JSON.parse(started?.resolvedConfiguration['Definition'] ?? '{}') as JobInWorkflow;
  expect(definition.call).toMatchObject({
    depth: 2,
    root: { on: { push: null } },
    inputs: { level: 3, fast: false },
  });
});

test.each([
  ['./.github/workflows/a.yml', undefined, './.github/workflows/a.yml'],
  ['./.github/workflows/a.yml', 'o/r/.github/workflows/b.yml@v1', 'o/r/.github/workflows/a.yml@v1'],
  ['o/r/.github/workflows/a.yaml@main', undefined, 'o/r/.github/workflows/a.yaml@main'],
  ['./a.yml', undefined, undefined],
  ['o/r/.github/workflows/a.yml', undefined, undefined],
])('%s in %s names %s', (uses, within, name) => {
  const reference = parseCallReference(uses, within);
  expect('failed' in reference ? undefined : nameOfCall(reference)).toBe(name);
});

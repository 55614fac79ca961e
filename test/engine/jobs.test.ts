// The jobs of a workflow: which run, in which order, and what follows from how they end. No process runs.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { putApprovalResult, retryStage, stopExecution } from '../../src/engine/request.ts';
import { runGraph, startGraph } from '../rig/job-graph.ts';

/** A deployment as it is usually written: tests, an image, infrastructure, two targets side by side, and a report. */
const deploy = `
name: Deploy
on:
  push: {branches: [main, develop]}
  pull_request:
  workflow_dispatch:
    inputs:
      target: {type: choice, options: [all, infrastructure, lambda, ecs], default: all}
jobs:
  test:
    name: Test (py \${{ matrix.python }})
    runs-on: ubuntu-latest
    strategy: {fail-fast: false, matrix: {python: ["3.9", "3.12"]}}
    steps: [{run: x}]
  build:
    needs: test
    if: github.event_name != 'pull_request' && contains(fromJSON('["refs/heads/main","refs/heads/develop"]'), github.ref)
    runs-on: ubuntu-latest
    steps: [{run: x}]
  infrastructure:
    needs: build
    if: >-
      github.ref == 'refs/heads/main' &&
      (github.event_name == 'push' || contains(fromJSON('["all","infrastructure"]'), inputs.target))
    runs-on: ubuntu-latest
    steps: [{run: x}]
  lambda:
    needs: [build, infrastructure]
    if: >-
      \${{ !failure() && !cancelled() && github.ref == 'refs/heads/main' && needs.build.result == 'success' &&
      (github.event_name == 'push' || contains(fromJSON('["all","lambda"]'), inputs.target)) }}
    runs-on: ubuntu-latest
    steps: [{run: x}]
  ecs:
    needs: [build, infrastructure]
    if: >-
      \${{ !failure() && !cancelled() && github.ref == 'refs/heads/main' && needs.build.result == 'success' &&
      (github.event_name == 'push' || contains(fromJSON('["all","ecs"]'), inputs.target)) }}
    runs-on: ubuntu-latest
    steps: [{run: x}]
  notify:
    needs: [test, build, infrastructure, lambda, ecs]
    if: always()
    runs-on: ubuntu-latest
    steps: [{run: x}]
`;

const names = ['build', 'infrastructure', 'lambda', 'ecs', 'notify', 'run'];

/** `R` ran, `F` failed, `S` was skipped; the last is the run. */
function outline(results: Readonly<Record<string, string>>): string {
  return names.map((name) => (results[name] ?? '-').slice(0, 1).toUpperCase()).join('');
}

describe('a deployment runs exactly the jobs that its conditions say', () => {
  const test9 = 'Test (py 3.9)';
  test.each<readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, 'failure'>>, string]>(
    [
      ['a push to main runs all', {}, {}, 'SSSSSS'],
      ['a push to develop builds and reports', { ref: 'refs/heads/develop' }, {}, 'SsssSS'],
      ['a pull request only tests and reports', { event: 'pull_request' }, {}, 'ssssSS'],
      [
        'a dispatch for lambda passes over a skipped job',
        { event: 'workflow_dispatch', inputs: '{"target":"lambda"}' },
        {},
        'SsSsSS',
      ],
      ['a failed leg of the tests stops all but the report', {}, { [test9]: 'failure' }, 'ssssSF'],
      ['failed infrastructure stops what needs it', {}, { infrastructure: 'failure' }, 'SFssSF'],
    ],
  )('%s', (_title, variables, ends, expected) => {
    const results = runGraph(deploy, { variables, ends });
    const shown = names.map((name) => {
      const word = results[name] ?? '-';
      return word === 'skipped' ? 's' : word.slice(0, 1);
    });
    expect(shown.join('')).toBe(expected);
    expect(outline(results)).toBe(expected.toUpperCase());
  });
});

const job = (more: string) => `{runs-on: ubuntu-latest, steps: [{run: x}], ${more}}`;

test('outputs of needed jobs reach the matrix of the job that needs them', () => {
  const text = `
on: push
jobs:
  list: ${job('outputs: {names: x}')}
  each: ${job("needs: list, strategy: {matrix: {n: '${{ fromJSON(needs.list.outputs.names) }}'}}")}
`;
  const results = runGraph(text, { ends: { list: { outputs: { names: '["a","b"]' } } } });
  expect(Object.keys(results)).toEqual(['list', 'each (a)', 'each (b)', 'run']);
});

test('the first leg that fails cancels those that run and those that wait, unless fail-fast is off', () => {
  const text = (failFast: boolean) =>
    `on: push\njobs:\n  m: ${job(`strategy: {fail-fast: ${failFast}, max-parallel: 2, matrix: {n: [1, 2, 3]}}`)}\n`;
  const fast = startGraph(text(true));
  expect(fast.running()).toEqual(['m (1)', 'm (2)']);
  fast.end('m (1)', 'failure');
  const cancelled = fast.rig.journal.filter(({ type }) => type.startsWith('Job') && type !== 'JobPlanned');
  expect(cancelled).toMatchObject([
    { type: 'JobCancelRequested', actionName: 'm (2)' },
    { type: 'JobLegCancelled', actionName: 'm (3)' },
  ]);
  const slow = startGraph(text(false));
  slow.end('m (1)', 'failure');
  expect(slow.running()).toEqual(['m (2)', 'm (3)']);
});

test('a leg that may fail neither fails its job nor cancels the others', () => {
  const text = `
on: push
jobs:
  m: ${job("continue-on-error: '${{ matrix.n == 1 }}', strategy: {matrix: {n: [1, 2]}}")}
  after: ${job('needs: m')}
`;
  expect(runGraph(text, { ends: { 'm (1)': 'failure' } })).toEqual({
    'm (1)': 'Failed',
    'm (2)': 'Succeeded',
    after: 'Succeeded',
    run: 'Succeeded',
  });
});

test('a stopped run asks its jobs to end, skips the rest, and still runs what runs always', () => {
  const text = `
on: push
jobs:
  a: ${job('')}
  keeps: ${job("if: 'always()'")}
  b: ${job('needs: a')}
  last: ${job("needs: [a, b], if: 'always()'")}
`;
  const { rig, id, end, running, results } = startGraph(text);
  expect(rig.ask(stopExecution, { executionId: id, abandon: false, reason: '', by: 'ada' })).toBeUndefined();
  expect(rig.journal.filter(({ type }) => type === 'JobCancelRequested')).toMatchObject([
    { actionName: 'a' },
  ]);
  end('a', 'failure');
  end('keeps');
  expect(running()).toEqual(['last']);
  end('last');
  expect(results()).toMatchObject({ b: 'skipped', keeps: 'Succeeded', last: 'Succeeded' });
  expect(rig.execution(id).status).toBe('Stopped');
});

test('a retry runs the failed jobs and all that need them again, and nothing else', () => {
  const text = `
on: push
jobs:
  good: ${job('')}
  m: ${job('strategy: {fail-fast: false, matrix: {n: [1, 2]}}')}
  after: ${job('needs: m')}
  report: ${job("needs: [good, after], if: 'always()'")}
`;
  const { rig, id, end, running } = startGraph(text);
  for (const name of ['good', 'm (1)']) end(name);
  end('m (2)', 'failure');
  end('report');
  expect(rig.execution(id).status).toBe('Failed');
  const retry = { executionId: id, stageName: 'Jobs', retryMode: 'FAILED_ACTIONS' } as const;
  expect(rig.ask(retryStage, retry)).toBeUndefined();
  expect(running()).toEqual(['m (2)']);
  end('m (2)');
  expect(running()).toEqual(['after']);
  end('after');
  end('report');
  expect(rig.execution(id).status).toBe('Succeeded');
});

test('of a matrix over systems the combinations of this one run, and the others fail by themselves', () => {
  const text = `
on: push
jobs:
  m: {runs-on: '\${{ matrix.os }}', strategy: {matrix: {os: [macos-latest, ubuntu-latest]}}, steps: [{run: x}]}
`;
  expect(runGraph(text)).toEqual({
    'm (macos-latest)': 'Failed',
    'm (ubuntu-latest)': 'Succeeded',
    run: 'Failed',
  });
});

test('two jobs of the same name are two actions', () => {
  const text = `on: push\njobs:\n  a: ${job('name: Same')}\n  b: ${job('name: Same')}\n`;
  expect(runGraph(text)).toEqual({ Same: 'Succeeded', 'Same #2': 'Succeeded', run: 'Succeeded' });
});

test('a job that cannot run here fails with the place of what it says', () => {
  const text = `on: push\njobs:\n  a: ${job('snapshot: image')}\n  b: {runs-on: windows-latest, steps: [{run: x}]}\n`;
  const { rig, id, results } = startGraph(text);
  expect(results()).toEqual({ a: 'Failed', b: 'Failed' });
  const reasons = [...(rig.execution(id).stages.get('Jobs')?.actions.values() ?? [])].map(
    ({ error }) => error?.message,
  );
  expect(reasons[0]).toMatch(/^"snapshot" at \.github\/workflows\/w\.yml:3:\d+ is not executed here/);
  expect(reasons[1]).toContain('"windows-latest", and this machine is Linux');
});

/** Jobs that need only earlier ones, some of them failing, some running always. */
const graphs = fc
  .array(
    fc.record({ needs: fc.array(fc.nat(9), { maxLength: 3 }), fails: fc.boolean(), always: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((jobs) =>
    jobs.map((each, index) => ({
      ...each,
      id: `j${index}`,
      needs: [...new Set(each.needs.filter((at) => at < index).map((at) => `j${at}`))],
    })),
  );

test('every job of any graph ends, after all that it needs, and as its ancestors let it', () => {
  fc.assert(
    fc.property(graphs, (jobs) => {
      const lines = jobs.map(
        ({ id, needs, always }) =>
          `  ${id}: ${job(`needs: [${needs.join(', ')}]${always ? ", if: 'always()'" : ''}`)}`,
      );
      const { rig, id, end, running, results } = startGraph(`on: push\njobs:\n${lines.join('\n')}\n`);
      for (let [next] = running(); next !== undefined; [next] = running()) {
        const ended = results();
        const mine = jobs.find((each) => each.id === next);
        for (const need of mine?.needs ?? []) expect(ended[need]).not.toBe('InProgress');
        end(next, mine?.fails === true ? 'failure' : 'success');
      }
      const ended = results();
      expect(Object.keys(ended).toSorted()).toEqual(jobs.map((each) => each.id).toSorted());
      for (const each of jobs) {
        const good = each.needs.every((need) => ended[need] === 'Succeeded');
        const ran = each.fails ? 'Failed' : 'Succeeded';
        // A need that ran always may have an ancestor that failed: then this one is skipped all the same.
        const possible = each.always ? [ran] : good ? ['skipped', ran] : ['skipped'];
        expect(possible).toContain(ended[each.id]);
      }
      const hasFailed = Object.values(ended).includes('Failed');
      expect(rig.execution(id).status).toBe(hasFailed ? 'Failed' : 'Succeeded');
    }),
    { numRuns: 40 },
  );
});

describe('the environment of a job', () => {
  const production = {
    production: {
      reviewers: ['ann'],
      waitTimer: 5,
      branches: ['main', 'release/*'],
      variables: { STAGE: 'live' },
    },
  };
  const text = `
on: push
jobs:
  ship: ${job("environment: {name: '${{ vars.WHERE }}'}")}
  after: ${job("needs: ship, if: 'always()'")}
`;
  const call = { environments: production, vars: { WHERE: 'production', STAGE: 'none' } };
  const approval = 'ship (approval for production)';

  test('lets it begin when it is approved and its timer is up, with its variables', () => {
    const { rig, id, running, end, results } = startGraph(text, call);
    expect(running()).toEqual([]);
    const answer = { executionId: id, stageName: 'Jobs', actionName: approval, summary: '', by: 'ann' };
    expect(rig.ask(putApprovalResult, { ...answer, status: 'Approved' })).toBeUndefined();
    expect(running()).toEqual([]);
    rig.pass(5 * 60_000 - 1);
    expect(running()).toEqual([]);
    rig.pass(1);
    expect(running()).toEqual(['ship']);
    const [started] = rig.running.values();
    const contexts = JSON.parse(started?.resolvedConfiguration['Contexts'] ?? '{}') as { vars: object };
    expect(contexts.vars).toEqual({ WHERE: 'production', STAGE: 'live' });
    end('ship');
    expect(results()).toMatchObject({ ship: 'Succeeded', [approval]: 'Succeeded' });
  });

  test('fails it when it is rejected, and goes on with what runs always', () => {
    const { rig, id, running, results } = startGraph(text, call);
    const answer = { executionId: id, stageName: 'Jobs', actionName: approval, summary: 'no', by: 'ann' };
    rig.ask(putApprovalResult, { ...answer, status: 'Rejected' });
    expect(running()).toEqual(['after']);
    expect(results()).toMatchObject({ ship: 'Failed', [approval]: 'Failed' });
  });

  test('ends the wait for an approval when the run is stopped', () => {
    const { rig, id, running, end } = startGraph(text, call);
    rig.ask(stopExecution, { executionId: id, abandon: false, reason: '', by: 'ada' });
    for (const name of running()) end(name);
    expect(rig.execution(id).status).toBe('Stopped');
  });

  test.each([
    ['refs/heads/release/1', undefined],
    [
      'refs/heads/topic',
      'Branch "topic" is not allowed to deploy to production due to environment protection rules',
    ],
    ['refs/tags/v1', 'Tag "v1" is not allowed to deploy to production due to environment protection rules'],
  ])('takes %s by its rules for branches: %s', (ref, message) => {
    const { rig } = startGraph(text, { ...call, variables: { ref } });
    const failed = rig.journal.find((event) => event.type === 'ActionFailed');
    expect(failed?.type === 'ActionFailed' ? failed.error.message : undefined).toBe(message);
  });
});

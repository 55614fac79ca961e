// What the jobs of a workflow would be billed for at GitHub.
import { expect, test } from 'vitest';
import { stripVTControlCharacters } from 'node:util';
import { createPalette } from '../../src/cli/render/palette.ts';
import { renderVerdict } from '../../src/cli/render/render-verdict.ts';
import { pricedRunner } from '../../src/model/runner-prices.ts';
import { emptyView } from '../../src/view/fold-execution.ts';
import type { ActionView, ExecutionView } from '../../src/view/execution-view.ts';
import { newAction } from '../../src/view/view-parts.ts';
import { plainHints as hints } from '../rig/hints.ts';

function endOf(actions: readonly ActionView[]): string {
  const stage = { name: 'Jobs', displayStatus: 'Succeeded', actions } as ExecutionView['stages'][number];
  const view: ExecutionView = { ...emptyView('ci.yml', 'e'.repeat(8)), stages: [stage] };
  const lines = renderVerdict(view, { width: 100, now: 0, palette: createPalette(false), hints });
  return stripVTControlCharacters(lines.join('\n'));
}

function job(name: string, seconds: number, ...runsOn: readonly string[]): ActionView {
  return { ...newAction(name), provider: 'Workflow', startedAt: 0, endedAt: seconds * 1000, runsOn };
}

// shows: S2-153
test('each job that ran counts as whole minutes, at the price of a runner with Linux', () => {
  const skipped = { ...newAction('skipped'), provider: 'Workflow' };
  const refused = {
    ...job('refused', 0),
    error: { code: 'ConfigurationError', message: 'Not of this branch' },
  } as const;
  expect(endOf([job('short', 2), job('exact', 120), job('long', 121), skipped, refused])).toContain(
    'At GitHub\n  6 minutes of 3 jobs: $0.036  Linux, 2 cores, a private repository; prices of ',
  );
});

test('jobs count by the runner that their labels name, and one whose price is not known is named', () => {
  const jobs = [job('a', 60, 'ubuntu-latest'), job('b', 90, 'macos-15-xlarge'), job('c', 1, 'our-big-one')];
  const end = endOf([...jobs, job('d', 600, 'self-hosted', 'linux')]);
  expect(end).toContain('14 minutes of 4 jobs: $0.210  a private repository; prices of ');
  expect(end).toContain('2 minutes on macOS, 5 cores: $0.204');
  expect(end).toContain('10 minutes on runners of your own: $0.000');
  expect(end).toContain('1 minute on our-big-one: not counted, its price is not known');
});

test.each([
  [['ubuntu-slim'], 'Linux, 1 core', 0.002],
  [['ubuntu-24.04'], 'Linux, 2 cores', 0.006],
  [['ubuntu-24.04-arm'], 'Linux, 2 cores, arm64', 0.005],
  [['ubuntu-latest-4-cores'], 'Linux, 4 cores', 0.012],
  [['ubuntu-22.04-16core-arm64'], 'Linux, 16 cores, arm64', 0.026],
  [['ubuntu-latest-4-core-gpu'], 'Linux, 4 cores, GPU', 0.052],
  [['windows-latest'], 'Windows, 2 cores', 0.01],
  [['windows-11-arm'], 'Windows, 2 cores, arm64', 0.008],
  [['windows-2022-8-cores'], 'Windows, 8 cores', 0.042],
  [['macos-latest'], 'macOS, 3 or 4 cores', 0.062],
  [['macos-15-large'], 'macOS, 12 cores', 0.077],
  [['macos-15-intel'], 'macOS, 3 or 4 cores', 0.062],
  [[], 'Linux, 2 cores', 0.006],
  [['ubuntu-latest-3-cores'], 'ubuntu-latest-3-cores', undefined],
  [['my-runners'], 'my-runners', undefined],
])('a minute on %j is one on %s', (labels, name, price) => {
  expect(pricedRunner(labels)).toEqual({ name, ...(price === undefined ? {} : { price }) });
});

test('a pipeline has no minutes of GitHub', () => {
  expect(endOf([{ ...job('build', 60), provider: 'CodeBuild' }])).not.toContain('At GitHub');
});

// What the jobs of a workflow would be billed for at GitHub.
import { expect, test } from 'vitest';
import { stripVTControlCharacters } from 'node:util';
import { createPalette } from '../../src/cli/render/palette.ts';
import { renderVerdict } from '../../src/cli/render/render-verdict.ts';
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

function job(name: string, seconds: number): ActionView {
  return { ...newAction(name), provider: 'Workflow', startedAt: 0, endedAt: seconds * 1000 };
}

// shows: S2-153
test('each job that ran counts as whole minutes, at the price of a runner with Linux', () => {
  const skipped = { ...newAction('skipped'), provider: 'Workflow' };
  expect(endOf([job('short', 2), job('exact', 120), job('long', 121), skipped])).toContain(
    'At GitHub\n  6 minutes of 3 jobs: $0.036  Linux, 2 cores, a private repository; prices of ',
  );
});

test('a pipeline has no minutes of GitHub', () => {
  expect(endOf([{ ...job('build', 60), provider: 'CodeBuild' }])).not.toContain('At GitHub');
});

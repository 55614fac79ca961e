// Whatever the journal says and in whatever order: the tree fits, and every line is rendered without a failure.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth } from '../../src/lib/display-width.ts';
import { plainHints as hints } from '../rig/hints.ts';
import { createPalette } from '../../src/cli/render/palette.ts';
import { renderCard } from '../../src/cli/render/render-card.ts';
import { renderPlain } from '../../src/cli/render/render-plain.ts';
import { renderTree } from '../../src/cli/render/render-tree.ts';
import { renderVerdict } from '../../src/cli/render/render-verdict.ts';
import { emptyView, foldEntries } from '../../src/view/fold-execution.ts';
import { begin, executionId } from '../rig/journal-entries.ts';
import type { ActionView, DisplayStatus, ExecutionView, StageView } from '../../src/view/execution-view.ts';
import { executions } from './example-executions.ts';

const all = Object.values(executions).flat();
const journals = fc.array(fc.constantFrom(...all), { maxLength: 60 });
const palette = createPalette(false);

test('a tree is never larger than the screen', () => {
  fc.assert(
    fc.property(
      journals,
      fc.integer({ min: 1, max: 130 }),
      fc.integer({ min: 1, max: 30 }),
      (entries, width, height) => {
        const view = foldEntries(emptyView('demo', executionId), entries);
        const tails = new Map([['run-of-BuildAndTest', ['a', '東京'.repeat(80), '\u001B[31mb']]]);
        const lines = renderTree(view, { width, height, now: begin + 30_000, palette, hints, tails });
        expect(lines.length).toBeLessThanOrEqual(height);
        expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
      },
    ),
  );
});

test('what failed and what waits stays on a small screen, and what is left out is counted', () => {
  const stages = (count: number, status: DisplayStatus): readonly StageView[] =>
    Array.from({ length: count }, (_, index) => stageView(`${status}${index}`, status));
  const actions = Array.from({ length: 20 }, (_, index) =>
    actionView(`job-${index}`, index === 2 ? 'Failed' : index === 4 ? 'Waiting' : 'InProgress'),
  );
  const open = { ...stageView('Test', 'InProgress'), actions };
  const view: ExecutionView = {
    ...emptyView('demo', executionId),
    displayStatus: 'InProgress',
    stages: [...stages(25, 'Succeeded'), open, ...stages(24, 'Pending')],
  };
  for (const height of [12, 24]) {
    const lines = renderTree(view, { width: 60, height, now: begin, palette, hints });
    const text = lines.join('\n');
    expect(lines.length).toBeLessThanOrEqual(height);
    expect(text).toMatch(
      /✔ 25 stages succeeded\n[^]*Test[^]*✖ job-2 [^]*◆ job-4 [^]*○ 24 stages not started/,
    );
    expect(text).toContain('slipway approve Test job-4');
    expect(text).toMatch(/⋮ \d+ more lines/);
  }
});

test('every journal can be rendered, and its end as well', () => {
  fc.assert(
    fc.property(journals, (entries) => {
      const view = foldEntries(emptyView('demo', executionId), entries);
      const lines = entries.flatMap((entry) => renderPlain(entry, view, hints));
      const end = [
        ...renderCard(view, { width: 80, palette, hints }),
        ...renderVerdict(view, { width: 80, now: begin, palette, hints }),
      ];
      expect(
        [...lines.map((line) => palette.paint(line)), ...end].filter((line) => line.includes('\n')),
      ).toEqual([]);
    }),
  );
});

test('entries of other executions and pipelines change nothing', () => {
  const entries = executions['failed'] ?? [];
  const view = emptyView('demo', 'another');
  expect(foldEntries(view, entries.slice(1))).toEqual(view);
  expect(foldEntries(emptyView('other', executionId), entries)).toEqual(emptyView('other', executionId));
});

function stageView(name: string, displayStatus: DisplayStatus): StageView {
  return { name, displayStatus, attempt: 1, conditions: [], actions: [] };
}

function actionView(name: string, displayStatus: DisplayStatus): ActionView {
  return {
    name,
    provider: '',
    runOrder: 1,
    displayStatus,
    attempt: 1,
    phases: [],
    deployments: [],
    outputArtifacts: [],
    endpoints: [],
    reports: [],
    infrastructure: [],
    caches: [],
    batch: [],
    steps: [],
    notices: [],
    stoodIn: [],
    notExecuted: [],
  };
}

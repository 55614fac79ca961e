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

// What people read, as whole texts: tree, lines, cause card and verdict, at several widths. `npm run fix` rewrites
// them.
import { describe, expect, test } from 'vitest';
import { stripVTControlCharacters } from 'node:util';
import { displayWidth } from '../../src/lib/display-width.ts';
import { plainHints as hints } from '../rig/hints.ts';
import { createPalette } from '../../src/cli/render/palette.ts';
import { renderCard } from '../../src/cli/render/render-card.ts';
import { renderPlain } from '../../src/cli/render/render-plain.ts';
import { renderTree } from '../../src/cli/render/render-tree.ts';
import { renderVerdict } from '../../src/cli/render/render-verdict.ts';
import { emptyView, foldEntries } from '../../src/view/fold-execution.ts';
import type { JournalEntry } from '../../src/state/journal.ts';
import { begin, executionId } from '../rig/journal-entries.ts';
import { executions } from './example-executions.ts';

const palette = createPalette(false);
const now = begin + 26_000;
const tails = new Map([
  [
    'run-of-BuildAndTest',
    ['> jest', '\u001B[32mPASS\u001B[39m test/health.test.js', 'progress 10%\rprogress 90%'],
  ],
  ['run-of-ToFleet', ['starting 東京']],
]);

/** The marks of what is in progress, in a picture that goes on. */
const turning = /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/;

function fold(entries: readonly JournalEntry[]) {
  return foldEntries(emptyView('demo', executionId), entries);
}

function plain(entries: readonly JournalEntry[]): string {
  return entries
    .flatMap((entry, index) => renderPlain(entry, fold(entries.slice(0, index + 1)), hints))
    .map((line) => palette.paint(line))
    .join('\n');
}

describe.each(Object.entries(executions))('an execution that is %s', (name, entries) => {
  const view = fold(entries);

  test.each([100, 60, 30])('is drawn as a tree in %i columns', async (width) => {
    const lines = renderTree(view, { width, height: 40, now, palette, hints, tails });
    expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`golden/tree/${name}-${width}.txt`);
  });

  test('is rendered as lines', async () => {
    await expect(`${plain(entries)}\n`).toMatchFileSnapshot(`golden/plain/${name}.txt`);
  });

  test('ends with a cause card and a verdict', async () => {
    const card = renderCard(view, { width: 100, palette, hints });
    const verdict = renderVerdict(view, { width: 100, now, palette, hints });
    await expect(`${[...card, '', ...verdict].join('\n')}\n`).toMatchFileSnapshot(`golden/end/${name}.txt`);
  });

  test('turns while it is drawn again and again, and stands still when it stays', () => {
    const options = { width: 80, height: 40, palette, hints, tails };
    const picture = (more: { readonly now: number; readonly isStill?: boolean }) =>
      renderTree(view, { ...options, ...more }).join('\n');
    expect(picture({ now, isStill: true })).not.toMatch(turning);
    expect(turning.test(picture({ now }))).toBe(
      view.stages.some((stage) => stage.displayStatus === 'InProgress'),
    );
  });

  test.each([1, 2, 3, 5, 8])('never takes more than %i rows when there are no more', (height) => {
    expect(renderTree(view, { width: 80, height, now, palette, hints, tails }).length).toBeLessThanOrEqual(
      height,
    );
  });

  test('reads the same with and without colours', () => {
    const options = { width: 80, height: 40, now, hints, tails };
    const colored = renderTree(view, { ...options, palette: createPalette(true) });
    expect(colored.map((line) => stripVTControlCharacters(line))).toEqual(
      renderTree(view, { ...options, palette, hints }),
    );
  });
});

describe('the card of a build that failed', () => {
  const failed = fold(executions['failed'] ?? []);
  const [build, ...more] = failed.stages
    .flatMap(({ actions }) => actions)
    .filter(({ error }) => error !== undefined);
  const withTail = (logTail: readonly string[]) => ({
    ...failed,
    stages: failed.stages.map((stage) => ({
      ...stage,
      actions: stage.actions.map((action) =>
        action.error === undefined ? action : { ...action, error: { ...action.error, logTail } },
      ),
    })),
  });

  test('counts lines that are printed again and again, and leaves a gap of empty ones a gap', () => {
    expect(build).toBeDefined();
    expect(more).toEqual([]);
    const card = renderCard(withTail(['retry', 'retry', 'retry', '', '', '  ', '  ', 'end']), {
      width: 100,
      palette,
      hints,
    });
    const tail = card.filter((line) => line.startsWith('  │ ')).map((line) => line.slice(4).trimEnd());
    expect(tail).toEqual(['retry  3 times', '', '', 'end']);
  });

  test('offers a shell where it fails on a screen alone', () => {
    const card = (screen: object) => renderCard(failed, { width: 100, ...screen, palette, hints }).join('\n');
    expect(card({ screenWidth: 100 })).toMatch(/slipway run --pause\s+the same, with a shell where it fails/);
    expect(card({})).not.toContain('--pause');
  });
});

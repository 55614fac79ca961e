// The documentation's table of files is the table of kinds: what it promises is what is recognised and read.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kinds, partNames } from '../../src/load/kinds/index.ts';

const page = join(import.meta.dirname, '..', '..', 'docs', 'pipelines.md');

/** In the order of the sections of AWS first, then of Slipway's own; kinds that share a file share a row. */
const expected = [
  ...new Map([
    ['pipeline.json', 'what `aws codepipeline create-pipeline` takes, or what `get-pipeline` gives'] as const,
    ...partNames
      .toSorted((a, b) => Number(kinds[a].isOurs === true) - Number(kinds[b].isOurs === true))
      .map((name) => [kinds[name].file, kinds[name].holds] as const),
  ]),
];

const table = /\| File +\| What it holds[^\n]*\n\|[-| ]+\n((?:\|[^\n]*\n)+)/;

test('the table of files in docs/pipelines.md has exactly the kinds of files that are read', () => {
  const text = readFileSync(page, 'utf8');
  const written = expected.map(([file, holds]) => `| \`${file}\` | ${holds} |\n`).join('');
  const updated = text.replace(table, `| File | What it holds |\n| --- | --- |\n${written}`);
  if (process.env['UPDATE'] === '1') writeFileSync(page, updated);
  const rows = (table.exec(text)?.[1] ?? '')
    .trimEnd()
    .split('\n')
    .map((row) =>
      row
        .split(/(?<!\\)\|/)
        .slice(1, 3)
        .map((cell) => cell.trim()),
    );
  expect(rows).toEqual(expected.map(([file, holds]) => [`\`${file}\``, holds]));
});

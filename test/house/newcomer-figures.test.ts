// The figures of what newcomers go through have a row for each folder and project that `npm run newcomer` measures.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedFolders } from '../rig/generated-folders.ts';
import { newcomerFolders } from '../rig/newcomer-folders.ts';

/** The cells of the first table after the heading, without its head. */
function tableAfter(heading: string, ...page: readonly string[]): readonly (readonly string[])[] {
  const text = readFileSync(join(import.meta.dirname, '..', '..', ...page), 'utf8');
  const lines = text.slice(text.indexOf(heading)).split('\n');
  const start = lines.findIndex((line) => line.startsWith('|'));
  const rows = lines.slice(start);
  return rows
    .slice(
      2,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

test('the table of first steps has each kind of folder, by what it is found by, with its figures or why there are none', () => {
  const rows = tableAfter('## What it takes', 'docs', 'first-steps.md');
  expect(rows.map(([name, found]) => [name, found])).toEqual(
    Object.entries(newcomerFolders).map(([name, { found }]) => [name, `\`${found}\``]),
  );
  for (const [, , commands, seconds = ''] of rows)
    expect(commands === '2' ? Number(seconds) > 0 : seconds.startsWith('not measured: ')).toBe(true);
});

test('the table of generated projects has each of them, with its figures or why there are none', () => {
  const rows = tableAfter('npm run newcomer -- --generated', 'bench', 'README.md');
  expect(rows.map(([name, found]) => [name, found])).toEqual(
    Object.entries(generatedFolders).map(([name, { found }]) => [name, found]),
  );
  for (const [name = '', , commands, seconds = ''] of rows) {
    const { commands: own, answers } = generatedFolders[name] ?? {};
    const counted = 1 + (own?.length ?? 2) + (answers === undefined ? 0 : 1);
    expect(commands === String(counted) ? Number(seconds) > 0 : seconds.startsWith('not measured: ')).toBe(
      true,
    );
  }
});

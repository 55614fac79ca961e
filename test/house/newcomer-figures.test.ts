// The figures of first steps have a row for each kind of folder that `npm run newcomer` measures.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newcomerFolders } from '../rig/newcomer-folders.ts';

test('the table of first steps has each kind of folder, by what it is found by, with its figures or why there are none', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'first-steps.md'), 'utf8');
  const table = page.slice(page.indexOf('## What it takes'));
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(rows.map(([, name, found]) => [name, found])).toEqual(
    Object.entries(newcomerFolders).map(([name, { found }]) => [name, `\`${found}\``]),
  );
  for (const [, , , commands, seconds = ''] of rows)
    expect(commands === '2' ? Number(seconds) > 0 : seconds.startsWith('not measured: ')).toBe(true);
});

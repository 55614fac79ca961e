// The figures of what newcomers go through have a row for each folder and project that `npm run newcomer` measures.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installation, withFigures } from '../../scripts/newcomer/figures.ts';
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

const before = `Before it.

Measured by \`npm run newcomer -- --docs\`, in 9.0 seconds (1 May 2026).

| Folder     | What \`init\` says | Commands | Seconds                            | Measured            |
| ---------- | ----------------- | -------- | ---------------------------------- | ------------------- |
| a Makefile | \`Makefile\`        | 2        | 2.6                                | 1 May 2026, 2 cores |
| a site     | \`a site\`          | 2        | 19.9                               | 1 May 2026, 2 cores |
| a crate    | \`Cargo.toml\`      | –        | not measured: there was no \`cargo\` | –                   |

After it.
`;

test('a run that measures some of the rows leaves the others as they were measured', () => {
  const row = (name: string, found: string, because?: string) => ({ name, found, because });
  const measured = '2 June 2026, 8 cores';
  const after = withFigures(before, {
    isGenerated: false,
    rows: [row('a Makefile', 'Makefile'), row('a site', 'a site'), row('a crate', 'Cargo.toml', 'too old')],
    figures: new Map([
      [installation, { commands: 1, seconds: '7.0', measured }],
      ['a Makefile', { commands: 2, seconds: '3.1', measured }],
    ]),
  });
  expect(after).toContain('7.0 seconds (2 June 2026, 8 cores)');
  expect(after.split('\n').filter((line) => line.startsWith('| a '))).toEqual([
    '| a Makefile | `Makefile` | 2 | 3.1 | 2 June 2026, 8 cores |',
    '| a site | `a site` | 2 | 19.9 | 1 May 2026, 2 cores |',
    '| a crate | `Cargo.toml` | – | not measured: too old | – |',
  ]);
  expect(after).toMatch(/^Before it\.\n\nMeasured by /);
  expect(after).toMatch(/ \|\n\nAfter it\.\n$/);
  expect(after).not.toContain('9.0');
});

test.each([
  ['docs/first-steps.md', false],
  ['bench/README.md', true],
])('what %s has is found again, and stays when nothing is measured', (path, isGenerated) => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', path), 'utf8');
  const folders = isGenerated ? generatedFolders : newcomerFolders;
  const rows = Object.entries(folders).map(([name, { found }]) => ({ name, found, because: undefined }));
  const after = withFigures(page, { isGenerated, rows, figures: new Map() });
  expect(after).toContain('? seconds (?)');
  const measuredIn = (text: string) =>
    text
      .split('\n')
      .filter((line) => /\| [\d.]+ *\| \d+ \w+ \d{4}, /.test(line))
      .map((line) => line.replaceAll(/ +/g, ' '));
  expect(measuredIn(page).length).toBeGreaterThan(0);
  expect(measuredIn(after)).toEqual(measuredIn(page));
});

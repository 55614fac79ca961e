// The generated page of problem codes, and the promise that each code has a test.
import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { problemCodes } from '../../src/lib/problem-codes.ts';

const root = join(import.meta.dirname, '..', '..');
const page = join(root, 'docs', 'problems.md');

function renderPage(): string {
  const rows = Object.entries(problemCodes).map(([code, meaning]) => `- **\`${code}\`**: ${meaning}`);
  return [
    '# Problems',
    '',
    'Every finding carries one of these codes. Where AWS has a code for it, the code is AWS’s own.',
    'This page is generated from `src/lib/problem-codes.ts` by `npm run fix`.',
    '',
    ...rows,
    '',
  ].join('\n');
}

test('docs/problems.md lists exactly the codes that exist', () => {
  if (process.env['UPDATE'] === '1') writeFileSync(page, renderPage());
  expect(readFileSync(page, 'utf8')).toBe(renderPage());
});

test('the table of codes is sorted by name', () => {
  const codes = Object.keys(problemCodes);
  expect(codes).toEqual(codes.toSorted((a, b) => (a < b ? -1 : 1)));
});

test('each code is shown by a test or an expected text', () => {
  const texts = globSync('test/**/*.{ts,out,txt}', { cwd: root })
    .filter((file) => !file.startsWith('test/house'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const unshown = Object.keys(problemCodes).filter((code) => !new RegExp(`\\b${code}\\b`).test(texts));
  expect(unshown).toEqual([]);
});

test('ARCHITECTURE.md lists exactly the decisions that have a page, and each page its three parts', () => {
  const listed = [
    ...readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').matchAll(/\(docs\/decisions\/([\w-]+\.md)\)/g),
  ];
  const pages = readdirSync(join(root, 'docs', 'decisions')).toSorted((a, b) => a.localeCompare(b, 'en'));
  expect(listed.map(([, name = '']) => name).toSorted((a, b) => a.localeCompare(b, 'en'))).toEqual(pages);
  for (const name of pages) {
    const text = readFileSync(join(root, 'docs', 'decisions', name), 'utf8');
    expect([name, ...(text.match(/^#.*$/gm) ?? []).slice(1)]).toEqual([
      name,
      '## Context',
      '## Decision',
      '## Consequences',
    ]);
  }
});

test.each(['ARCHITECTURE.md', 'docs/where-what-lives.md'])(
  'the files that %s names with their folder exist',
  (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const named = [...text.matchAll(/`((?:[\w-]+\/)+[\w-]+\.tsx?)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((path) => !existsSync(join(root, 'src', path)))).toEqual([]);
  },
);

test('the tests that docs/comparison.md names are there, by path and title', () => {
  const text = readFileSync(join(root, 'docs', 'comparison.md'), 'utf8');
  const named = [...text.matchAll(/`(test\/[\w/.-]+)`(?: "([^"]+)")?/g)];
  expect(named.length).toBeGreaterThan(10);
  const wrong = named.filter(([, path = '', title = '']) => {
    const file = join(root, path);
    return !existsSync(file) || !readFileSync(file, 'utf8').includes(title);
  });
  expect(wrong.map(([all]) => all)).toEqual([]);
});

/** A figure of docs/comparison.md, the row of bench/README.md that it is from, and whether it is that of the baseline. */
const figures: readonly (readonly [text: RegExp, row: RegExp, column: 'Slipway' | 'baseline'])[] = [
  [/hundred trivial jobs *\| gitlab-ci-local: ([\d.]+) s/, /^100 .* 1 file \| gitlab-ci-local/, 'baseline'],
  [/hundred trivial jobs *\|.*, Slipway ([\d.]+) s/, /^100 .* 1 file \| gitlab-ci-local/, 'Slipway'],
  [/^\| 20 jobs, a source of 2,000 files *\| ([\d.]+) s/m, /^20 .* 2,000 files \| act/, 'baseline'],
  [/^\| 20 jobs, .* ([\d.]+) s *\|$/m, /^20 .* 2,000 files \| act/, 'Slipway'],
  [/^\| 100 jobs, a source of 1 file *\| ([\d.]+) s/m, /^100 .* 1 file \| act/, 'baseline'],
  [/^\| 100 jobs, .* ([\d.]+) s *\|$/m, /^100 .* 1 file \| act/, 'Slipway'],
  [/better: ([\d.]+) s in one shared folder/, /^100 .* 1 file \| gitlab-ci-local/, 'baseline'],
  [/([\d.]+) s with `--shell-isolation`/, /^100 .* 101 files \| the same, isolated/, 'baseline'],
  [/([\d.]+) s, each in a machine of its own/, /^100 .* 1 file \| gitlab-ci-local/, 'Slipway'],
  [/\(([\d.]+) s with 101 files\)/, /^100 .* 101 files \| gitlab-ci-local/, 'Slipway'],
  [/^\| 1 trivial job *\| ([\d.]+) s/m, /^1 trivial build.* \| gitlab-ci-local/, 'baseline'],
  [/^\| 1 trivial job .* ([\d.]+) s *\|$/m, /^1 trivial build.* \| gitlab-ci-local/, 'Slipway'],
  [/unchanged packages in ([\d.]+) s/, /^an unchanged run .* \| turbo/, 'baseline'],
  [/`slipway run --reuse` takes ([\d.]+) s/, /^an unchanged run .* \| turbo/, 'Slipway'],
];

test.each(figures)('the figure %s of docs/comparison.md is that of the benchmarks', (text, row, column) => {
  const page = readFileSync(join(root, 'docs', 'comparison.md'), 'utf8');
  const rows = readFileSync(join(root, 'bench', 'README.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const cells = rows.find((each) => row.test(`${each[1]} | ${each[3]}`)) ?? [];
  const [, shown = ''] = text.exec(page) ?? [];
  const measured = Number.parseInt(cells[column === 'Slipway' ? 2 : 4] ?? '', 10) / 1000;
  expect(measured.toFixed(shown.split('.')[1]?.length ?? 0)).toBe(shown);
});

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

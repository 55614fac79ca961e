// Links of the documentation lead to a file that there is, and to a heading in it.
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const pages = globSync(['*.md', 'docs/**/*.md', 'bench/*.md', 'examples/*/*.md', 'templates/*/*.md'], {
  cwd: root,
  exclude: ['**/node_modules/**'],
});

/** Without blocks of code, in which brackets mean something else. */
function proseOf(page: string): string {
  return readFileSync(join(root, page), 'utf8')
    .replaceAll(/^ *```[^]*?^ *```/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
}

/** As GitHub names the anchors of headings. */
function anchorsOf(page: string): readonly string[] {
  const headings = readFileSync(page, 'utf8')
    .replaceAll(/^ *```[^]*?^ *```/gm, '')
    .matchAll(/^#+ +(.*)$/gm);
  const seen = new Map<string, number>();
  return Array.from(headings, ([, title = '']) => {
    const text = title.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const anchor = text.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

function isBroken(page: string, link: string): boolean {
  if (/^(https?|mailto):/.test(link)) return false;
  const [path = '', anchor] = decodeURI(link).split('#');
  const target = path === '' ? join(root, page) : join(root, dirname(page), path);
  if (relative(root, target).startsWith('..') || !existsSync(target)) return true;
  return anchor !== undefined && statSync(target).isFile() && !anchorsOf(target).includes(anchor);
}

test('there are pages with links', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', join('docs', 'first-steps.md')]));
});

test.each(pages)('every link of %s leads somewhere', (page) => {
  const links = Array.from(proseOf(page).matchAll(/\]\(([^()\s]+)\)/g), ([, link = '']) => link);
  expect(links.filter((link) => isBroken(page, link))).toEqual([]);
});

test('docs/pictures.md shows every picture that there is, once, and none that there is not', () => {
  const text = readFileSync(join(root, 'docs', 'pictures.md'), 'utf8');
  const shown = Array.from(text.matchAll(/!\[[^\]]+\]\(pictures\/([^)]+)\)/g), ([, name = '']) => name);
  const there = globSync('*.png', { cwd: join(root, 'docs', 'pictures') });
  expect(shown.toSorted()).toEqual(there.toSorted());
});

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  anchorOf,
  blocksOf,
  inlineOf,
  targetOf,
  type Block,
  type Inline,
} from '../../src/dashboard/parts/markdown-blocks.ts';
import { docPages } from '../../src/server/doc-pages.ts';

const root = join(import.meta.dirname, '..', '..');
const files = ['README.md', 'CHANGELOG.md', ...globSync('docs/*.md', { cwd: root })];

test('headings, paragraphs, lists, tables and code are blocks', () => {
  const text = [
    '# Title',
    'One line',
    'and the next.',
    '',
    '- first',
    '  goes on',
    '- second',
    '1. one',
    '',
    '| A | B |',
    '| --- | --- |',
    '| `a \\| b` | c |',
    '```sh',
    '# no heading',
    '',
    '```',
    'end',
  ].join('\n');
  expect(blocksOf(text)).toEqual([
    { kind: 'heading', level: 1, text: 'Title' },
    { kind: 'paragraph', text: 'One line and the next.' },
    { kind: 'list', isOrdered: false, items: ['first goes on', 'second', 'one'] },
    { kind: 'table', head: ['A', 'B'], rows: [['`a | b`', 'c']] },
    { kind: 'code', text: '# no heading\n' },
    { kind: 'paragraph', text: 'end' },
  ]);
});

test('code, strong words, links and pictures are parts of a text', () => {
  expect(inlineOf('Run `a **b**` or **`c`**: [d](e.md#f) \\* ![g](h.png) ![i](docs/pictures/j.png)')).toEqual(
    [
      { kind: 'text', text: 'Run ' },
      { kind: 'code', text: 'a **b**' },
      { kind: 'text', text: ' or ' },
      { kind: 'strong', text: 'c' },
      { kind: 'text', text: ': ' },
      { kind: 'link', text: 'd', href: 'e.md#f' },
      { kind: 'text', text: ' * ' },
      { kind: 'text', text: 'g' },
      { kind: 'text', text: ' ' },
      { kind: 'picture', text: 'i', name: 'j.png' },
    ],
  );
});

test.each([
  ['https://example.com/a', { url: 'https://example.com/a' }],
  ['#the-server', { anchor: 'the-server' }],
  ['docs/first-steps.md', { page: 'first-steps' }],
  ['in-a-team.md#editors', { page: 'in-a-team', anchor: 'editors' }],
  ['../README.md', { page: 'readme' }],
  ['../src/main.ts', undefined],
  ['javascript:alert(1)', undefined],
])('the link %s leads to %j', (href, target) => {
  expect(targetOf(href)).toEqual(target);
});

test('an anchor is as on GitHub', () => {
  expect(anchorOf('The server and its `pages`, in 5 minutes')).toBe('the-server-and-its-pages-in-5-minutes');
});

test('whatever a text is, it is taken apart and nothing is lost of a paragraph', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const block of blocksOf(text)) expect(block.kind).toBeTruthy();
      expect(
        inlineOf(text.replaceAll(/[`*![\]\\]/g, ''))
          .map((part) => part.text)
          .join(''),
      ).toBe(text.replaceAll(/[`*![\]\\]/g, ''));
    }),
  );
});

function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'code':
      return [];
    case 'list':
      return block.items;
    case 'table':
      return [...block.head, ...block.rows.flat()];
    default:
      return [block.text];
  }
}

function linksIn(file: string): readonly Extract<Inline, { kind: 'link' }>[] {
  return blocksOf(readFileSync(join(root, file), 'utf8'))
    .flatMap(textsOf)
    .flatMap(inlineOf)
    .filter((part) => part.kind === 'link');
}

test.each(files)('the links of %s to other pages lead to pages that there are', (file) => {
  const names = new Set(docPages().map(({ name }) => name));
  const pages = linksIn(file).flatMap(({ href }) => targetOf(href)?.page ?? []);
  expect(pages.filter((page) => !names.has(page))).toEqual([]);
});

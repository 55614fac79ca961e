import { expect, test } from 'vitest';
import { pageLines } from '../../src/cli/show/page-lines.ts';
import { showDocs } from '../../src/cli/show/show-docs.ts';
import { createPalette } from '../../src/cli/render/palette.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { ProblemError } from '../../src/lib/problem.ts';
import { docPages, readDocPage } from '../../src/server/doc-pages.ts';

function shown(...[name, options = {}]: [name?: string, options?: Parameters<typeof showDocs>[1]]): string {
  let text = '';
  const write = (more: string): void => void (text += more);
  const terminal = { write, isScreen: false, palette: createPalette(false) } as unknown as Terminal;
  expect(showDocs(name, options, terminal)).toBe(0);
  return text;
}

test('lists the pages, shows one, and finds words in all of them', () => {
  expect(shown()).toMatch(/^ {2}readme +Slipway$/m);
  expect(shown('reference-commands')).toMatch(/^# Commands\n/);
  expect(shown('First-Steps.md')).toBe(shown('first-steps'));
  expect(shown(undefined, { search: '# COMMANDS' })).toContain('reference-commands:1: # Commands\n');
  const { pages } = JSON.parse(shown(undefined, { json: true })) as { readonly pages: readonly unknown[] };
  expect(pages[0]).toEqual({ name: 'readme', title: 'Slipway' });
});

test('a page that there is not is refused with the nearest name', () => {
  expect(() => shown('first-step')).toThrow(ProblemError);
  expect(() => shown('../package')).toThrow('There is no page');
});

test('a page on a screen has no marks of Markdown, and a paragraph for each row of a table', () => {
  const page = [
    '# Tasks and `more`',
    '',
    'Run **it** as [first',
    'steps](first-steps.md) say, or see [AWS](https://aws.example/).',
    '',
    '```sh',
    'slipway run   # all of it',
    '```',
    '- one',
    '  more',
    '- two',
    '',
    '| You have | You type |',
    '| --- | --- |',
    '| a `a\\|b` | c |',
    '',
    '| A | B | C |',
    '| --- | --- | --- |',
    '| a | b | c |',
    '![A view](pictures/a.png)',
  ].join('\n');
  const shownLines = pageLines(page).map((line) => line.map(({ text }) => text).join(''));
  expect(shownLines).toEqual([
    'Tasks and more',
    '',
    'Run it as first steps say, or see AWS (https://aws.example/).',
    '',
    '    slipway run   # all of it',
    '  - one more',
    '  - two',
    '',
    '  a a|b',
    '      c',
    '',
    '  a',
    '      B: b',
    '      C: c',
    '[picture: A view]',
  ]);
});

test('every page of the documentation is shown on a screen without marks', () => {
  for (const { name } of docPages()) {
    const lines = pageLines(readDocPage(name)?.text ?? '').map((line) =>
      line.map(({ text }) => text).join(''),
    );
    expect(lines.filter((line) => /^(#+ |```)|\]\([\w./-]+\.md/.test(line))).toEqual([]);
  }
});

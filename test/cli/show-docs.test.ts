import { expect, test } from 'vitest';
import { showDocs } from '../../src/cli/show/show-docs.ts';
import { createPalette } from '../../src/cli/render/palette.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { ProblemError } from '../../src/lib/problem.ts';

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

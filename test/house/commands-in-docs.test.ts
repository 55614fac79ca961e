// Every command that the documentation names is one that there is, with options that it takes.
import { Command } from 'commander';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { commandTable } from '../../src/cli/command-table.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

const root = join(import.meta.dirname, '..', '..');
const pages = ['README.md', ...globSync(['docs/*.md', 'examples/*/*.md'], { cwd: root })];

/** Lines of code blocks and words in backquotes that begin with the program. */
function commandsIn(text: string): readonly string[] {
  const blocks = [...text.matchAll(/^```[a-z]*\n(.*?)^```/gms)].flatMap(([, block = '']) =>
    block.split('\n'),
  );
  const inline = [...text.matchAll(/`(slipway [^`]+)`/g)].map(([, words = '']) => words);
  return [...blocks, ...inline]
    .map((line) => line.replace(/(^|\s)#.*$/, ''))
    .flatMap((line) => line.split(/&&|\||;|\$\(|\)/))
    .map((line) => line.trim().replace(/^(-\s+)?(run:\s+)?(npx\s+)?/, ''))
    .filter((line) => /^slipway [a-z]/.test(line));
}

const known = new Map<string, Command>();
beforeAll(async () => {
  for (const { name, load } of commandTable) {
    const command = new Command(name);
    const terminal = {} as Terminal;
    (await load()).register(command, { terminal, ends: () => async () => undefined });
    known.set(name, command);
  }
});

function wrongIn(line: string): string | undefined {
  const [, name = '', ...words] = line.split(/\s+/);
  if (name === 'help' || name === 'version') return undefined;
  const command = known.get(name);
  if (command === undefined) return `${line}: there is no command ${name}`;
  if (name === 'aws') return undefined;
  const subcommand = command.commands.find((each) => each.name() === words[0]);
  const options = [...command.options, ...(subcommand?.options ?? [])].flatMap(({ long }) => long ?? []);
  const all = new Set([...options, '--no-color', '--help']);
  const given = words.map((word) => /^(--[a-z-]+)/.exec(word)?.[1]).filter((word) => word !== undefined);
  const unknown = given.find((word) => !all.has(word));
  return unknown === undefined ? undefined : `${line}: ${name} has no option ${unknown}`;
}

test.each(pages)('the commands of %s are there', (page) => {
  const wrong = commandsIn(readFileSync(join(root, page), 'utf8')).flatMap((line) => wrongIn(line) ?? []);
  expect(wrong).toEqual([]);
});

test('the commands of the documentation are found', () => {
  expect(commandsIn('```\nslipway run --skip X && slipway down  # both\n```\nor `slipway lint`')).toEqual([
    'slipway run --skip X',
    'slipway down',
    'slipway lint',
  ]);
  expect(wrongIn('slipway run --skipp X')).toContain('no option --skipp');
  expect(wrongIn('slipway rum')).toContain('no command rum');
});

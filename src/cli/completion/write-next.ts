// `slipway completion next -- WORDS`: what may stand in place of the last word, one a line, with what it is after a tab. The
// scripts of the shells ask it for what only the definition and the state folder know.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { StateFolder } from '../../state/state-folder.ts';
import { commandTable } from '../command-table.ts';
import { cleanText } from '../render/line.ts';
import { loadDefinitionAt } from '../session/definition-record.ts';
import { defaultStatePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { sourceOf, type Candidate, type Place } from './candidates.ts';
import { choicesOf, readWords, type Asked } from './read-words.ts';

/** Writes nothing where nothing is known: the shell then offers files. */
export async function writeNext(words: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const [name = '', ...rest] = words;
  const entry = commandTable.find((each) => each.name === name);
  if (entry === undefined || rest.length === 0) return 0;
  const command = new Command(name);
  (await entry.load()).register(command, { terminal, ends: () => async () => undefined });
  const asked = readWords(command, rest);
  const found = await candidatesOf(asked, terminal).catch(() => []);
  const fitting = found.filter(({ word }) => word.startsWith(asked.current));
  terminal.write(
    fitting.map(({ word, what }) => `${word}${what === undefined ? '' : `\t${cleanText(what)}`}\n`).join(''),
  );
  return 0;
}

async function candidatesOf(asked: Asked, terminal: Terminal): Promise<readonly Candidate[]> {
  const { place } = asked;
  switch (place.type) {
    // The scripts have them.
    case 'option':
    case 'subcommand':
      return [];
    case 'value': {
      const choices = choicesOf(place.option);
      if (choices.length > 0) return choices.map((word) => ({ word }));
      return await fromSource(asked, place.option.long ?? '', terminal);
    }
    default:
      return place.argument === undefined ? [] : await fromSource(asked, place.argument.name(), terminal);
  }
}

async function fromSource(asked: Asked, name: string, terminal: Terminal): Promise<readonly Candidate[]> {
  const source = sourceOf(asked.command, name);
  if (source === undefined) return [];
  const { cwd } = terminal;
  const definitionPath = definitionOf(asked);
  let opened: StateFolder | undefined;
  const place: Place = {
    arguments: asked.arguments,
    options: asked.options,
    definition: async () => (await loadDefinitionAt(definitionPath, { cwd })).definition,
    state: async () => (opened ??= await openIfThere(asked, terminal)),
    now: Date.now(),
  };
  try {
    return await source(place);
  } finally {
    await opened?.[Symbol.asyncDispose]();
  }
}

/** The argument of that name; the second one of `invoke FUNCTION [DEFINITION]`. */
function definitionOf({ command, arguments: given }: Asked): string {
  return given[command === 'invoke' ? 1 : 0] ?? '.';
}

async function openIfThere({ options }: Asked, { cwd, env }: Terminal): Promise<StateFolder | undefined> {
  const named = options['--state'];
  const path = named === undefined ? defaultStatePath({ cwd, env }) : resolve(cwd, named);
  if (!existsSync(join(path, 'slipway.db'))) return undefined;
  const { openState } = await import('../../state/open-state.ts');
  return await openState(path, { owner: false });
}

// The completion command: what can be typed, read from the commands themselves, as a script of one shell.
import { Command } from 'commander';
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { commandTable } from '../command-table.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { shellScripts, type Completed } from './shell-scripts.ts';

export async function writeCompletion(shell: string, terminal: Terminal): Promise<ExitStatus> {
  const script = shellScripts[shell];
  if (script === undefined) throw new ProblemError([unknownShell(shell)]);
  terminal.write(script(await completions(terminal)));
  return 0;
}

function unknownShell(shell: string) {
  const names = Object.keys(shellScripts);
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `There is no completion for "${shell}"`,
    remedy: didYouMean(shell, names, `Take one of ${names.join(', ')}`),
  });
}

async function completions(terminal: Terminal): Promise<readonly Completed[]> {
  const all = await Promise.all(
    commandTable.map(async ({ name, load }) => {
      const command = new Command(name);
      (await load()).register(command, { terminal, ends: () => async () => undefined });
      return command;
    }),
  );
  const names = all.map((command) => command.name());
  return [
    { words: '', next: [...names, 'help', '--help', '--version'], valued: [] },
    { words: 'help', next: names, valued: [] },
    ...all.flatMap((command) => [
      {
        words: command.name(),
        next: [...command.commands.map((each) => each.name()), ...optionsOf(command)],
        valued: valuedOf(command),
      },
      ...command.commands.map((each) => ({
        words: `${command.name()} ${each.name()}`,
        next: optionsOf(each),
        valued: valuedOf(each),
      })),
    ]),
  ];
}

function optionsOf({ options }: Command): readonly string[] {
  return [...options.flatMap(({ long }) => long ?? []), '--no-color', '--help'];
}

function valuedOf({ options }: Command): readonly string[] {
  return options.flatMap(({ long, required, optional }) => (required || optional ? (long ?? []) : []));
}

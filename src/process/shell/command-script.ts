// The script that wraps one command of a shell session, as CodeBuild's agent writes it. Pure.
//
// Every command is a new shell; what "the same shell" keeps is carried by two files: the exported
// variables, which `set -a` makes of all variables, and the working directory. Functions, aliases, options, traps and
// jobs are not carried, and an `exit` inside the command skips the carrying.

import { quoteForShell } from '../../lib/quote-for-shell.ts';

export interface CommandScript {
  readonly command: string;
  /** Where the command starts. */
  readonly folder: string;
  /** The file with the variables before the command, and a new one for those after it. */
  readonly environmentFile: string;
  readonly nextEnvironmentFile: string;
  /** Where the command ended, and what it used. */
  readonly folderFile: string;
  /** Set for this command, whatever the variables before it say. Names of shell variables, values without line feeds. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The command stands on line 4, and its output and errors go the same way, so their order is kept. */
export function carryingScript(script: CommandScript): string {
  return [
    `exec 2>&1; cd ${quoteForShell(script.folder)}`,
    'set -a',
    [`. ${quoteForShell(script.environmentFile)}`, ...assignments(script.variables)].join('; '),
    script.command,
    'CODEBUILD_LAST_EXIT=$?',
    // `>|` also writes when the command has set noclobber.
    `export -p >| ${quoteForShell(script.nextEnvironmentFile)}`,
    // Two lines of times, then the folder, whose name may hold anything.
    `{ times; pwd; } >| ${quoteForShell(script.folderFile)}`,
    'exit $CODEBUILD_LAST_EXIT',
    '',
  ].join('\n');
}

/** Version 0.1: each command is on its own (CodeBuild user guide, "Buildspec versions"). */
export function isolatedScript(
  script: Pick<CommandScript, 'command' | 'folder' | 'variables' | 'environmentFile'>,
): string {
  return [
    `exec 2>&1; . ${quoteForShell(script.environmentFile)}; cd ${quoteForShell(script.folder)}`,
    assignments(script.variables)
      .map((assignment) => `export ${assignment}`)
      .join('; '),
    '',
    script.command,
    '',
  ].join('\n');
}

function assignments(variables: CommandScript['variables']): readonly string[] {
  return Object.entries(variables).map(([name, value]) => `${name}=${quoteForShell(value)}`);
}

/** Prints the named variables as `NAME=value`, each ended by a NUL; those that are not set are left out. */
export function readingScript(environmentFile: string, names: readonly string[]): string {
  const reads = names.map((name) => `[ -z "\${${name}+x}" ] || printf '%s=%s\\0' ${name} "$${name}"`);
  return [`. ${quoteForShell(environmentFile)}`, ...reads, 'exit 0', ''].join('\n');
}

/** Prints what the shell makes of a text: variables and commands in it are replaced. */
export function expandingScript(
  text: string,
  from: { readonly folder: string; readonly environmentFile: string },
): string {
  const begin = [`cd ${quoteForShell(from.folder)}`, `. ${quoteForShell(from.environmentFile)}`];
  // In a here-document quotes are ordinary characters, and nothing is split or globbed.
  return [...begin, 'cat <<SLIPWAY_TEXT', text, 'SLIPWAY_TEXT', ''].join('\n');
}

/** Sets and exports these variables. */
export function exporting(variables: Readonly<Record<string, string>>): string {
  const named = Object.entries(variables).filter(([name]) => isVariableName(name));
  return named.map(([name, value]) => `export ${name}=${quoteForShell(value)}\n`).join('');
}

export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** What a command left: the folder where it ended, and the processor time of its shell and all that it waited for. */
export function readLeft(text: string): { readonly folder: string; readonly cpuMs: number } | undefined {
  const [own = '', children = '', ...rest] = text.split('\n');
  const times = [own, children].flatMap((line) => [...line.matchAll(/(\d+)m([\d.]+)s/g)]);
  const folder = rest.join('\n').replace(/\n$/, '');
  if (times.length !== 4 || folder === '') return undefined;
  const seconds = times.reduce((sum, [, minutes, part]) => sum + 60 * Number(minutes) + Number(part), 0);
  return { folder, cpuMs: Math.round(seconds * 1000) };
}

// From arguments to one command to its exit status. Only the command that was asked for is loaded.
import type { Command } from 'commander';
import { nearest } from '../lib/nearest.ts';
import { problem, ProblemError, type Problem } from '../lib/problem.ts';
import { commandGroups, commandTable, exits, type CommandEntry } from './command-table.ts';
import { span } from './render/line.ts';
import { quoteWord } from '../lib/quote-word.ts';
import { openTerminal } from './open-terminal.ts';
import type { ExitStatus, Terminal } from './terminal.ts';
import { readVersion } from './version.ts';
import { writeText } from './write-lines.ts';

export async function runCommandLine(argv: readonly string[]): Promise<ExitStatus> {
  const rest = argv.filter((argument, index) => argument !== '--no-color' || isAfterDashes(argv, index));
  const terminal = openTerminal(rest, refusesColor(argv));
  try {
    return await dispatch(rest, terminal);
  } catch (error) {
    const { problemsOf } = await import('./show-problems.ts');
    const problems = problemsOf(error);
    if (problems === undefined) throw error;
    const { showProblems } = await import('./show-problems.ts');
    showProblems(problems, { terminal, json: rest.includes('--json') });
    return 2;
  }
}

function refusesColor(argv: readonly string[]): boolean {
  return argv.some((argument, index) => argument === '--no-color' && !isAfterDashes(argv, index));
}

function isAfterDashes(argv: readonly string[], index: number): boolean {
  const dashes = argv.indexOf('--');
  return dashes !== -1 && dashes < index;
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const [first, ...rest] = argv;
  if (first === '--version' || first === '-V' || first === 'version') return sayVersion(rest, terminal);
  if (first === '--help' || first === '-h') return say(terminal, overview(terminal));
  if (first === undefined) {
    const { showHere } = await import('./here/show-here.ts');
    return await showHere(terminal, async (words) => await dispatch(words, terminal));
  }
  if (first === 'help') return await dispatch(rest.length === 0 ? ['--help'] : [...rest, '--help'], terminal);
  const entry = commandTable.find(({ name }) => name === first);
  if (entry === undefined) throw new ProblemError([unknownCommand(first, rest)]);
  return await runCommand(entry, rest, terminal);
}

function sayVersion(rest: readonly string[], terminal: Terminal): ExitStatus {
  if (rest.includes('--help') || rest.includes('-h')) return say(terminal, versionHelp(terminal));
  const other = rest.find((word) => !['--json', '-q', '--quiet', '--no-color'].includes(word));
  if (other !== undefined)
    throw new ProblemError([
      problem({
        code: 'CallInvalid',
        whose: 'call',
        message: `"version" takes no ${other.startsWith('-') ? 'option' : 'argument'} "${other}"`,
        remedy: 'Write slipway version, or slipway version --json',
      }),
    ]);
  const version = readVersion();
  return say(terminal, rest.includes('--json') ? JSON.stringify({ version }) : version);
}

function versionHelp({ hints }: Terminal): string {
  const program = hints.command(['version']);
  return [
    `Usage: ${program} [options]`,
    '',
    'the version of Slipway; also --version and -V',
    '',
    'Options:',
    '  --json      one JSON document: {"version": "…"}',
    '  --no-color  no colours (also NO_COLOR)',
    '  -h, --help  display help for command',
    '',
    'Example:',
    `  ${program} --json`,
    '',
    `Exit status: ${exits.reader}`,
  ].join('\n');
}

function say(terminal: Terminal, text: string): ExitStatus {
  writeText(terminal, `${text}\n`);
  return 0;
}

async function runCommand(
  entry: CommandEntry,
  argv: readonly string[],
  terminal: Terminal,
): Promise<ExitStatus> {
  const [{ Command, CommanderError }, { register }] = await Promise.all([import('commander'), entry.load()]);
  const command = new Command(`slipway ${entry.name}`).description(entry.summary);
  let status: ExitStatus = 0;
  command.exitOverride().configureOutput({
    writeOut: (text) => writeText(terminal, terminal.hints.complete(text)),
    writeErr: () => undefined,
    getOutHelpWidth: () => Math.min(terminal.columns(), widestHelp),
  });
  command.showSuggestionAfterError();
  register(command, {
    terminal,
    ends:
      (run) =>
      async (...args) => {
        status = await run(...args);
      },
  });
  for (const subcommand of command.commands) subcommand.copyInheritedSettings(command);
  for (const each of [command, ...command.commands])
    each.option('--no-color', 'no colours (also NO_COLOR)').addHelpText('after', exitText(entry));
  try {
    await command.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return 0;
    const isMissing = command.commands.length > 0 && (argv[0] ?? '-').startsWith('-');
    if (isMissing) throw new ProblemError([subcommandMissing(command, argv)]);
    const isUnknown = error.code === 'commander.unknownCommand';
    throw new ProblemError([
      isUnknown ? subcommandUnknown(command, argv) : callProblem(called(command, argv), error),
    ]);
  }
  return status;
}

const widestHelp = 100;

function exitText({ exits }: CommandEntry): string {
  return `\nExit status: ${exits}`;
}

interface Called {
  /** `artifacts list`: the command, and its subcommand when one was named. */
  readonly words: string;
  /** What it takes: `[options] <name>`. */
  readonly usage: string;
}

function called(command: Command, [name = '']: readonly string[]): Called {
  const subcommand = command.commands.find((each) => each.name() === name);
  const words = [command.name().replace('slipway ', ''), ...(subcommand === undefined ? [] : [name])];
  return { words: words.join(' '), usage: (subcommand ?? command).usage() };
}

/** Commander's codes of a call whose arguments are too few or too many. */
const wrongArguments: ReadonlySet<string> = new Set([
  'commander.missingArgument',
  'commander.excessArguments',
]);

/** Options alone: they are those of one of its subcommands. */
function subcommandMissing(command: Command, argv: readonly string[]): Problem {
  const called = command.name().replace('slipway ', '');
  const [first = '', ...others] = command.commands.map((each) => each.name());
  const words = [called, first, ...argv].map(quoteWord).join(' ');
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `A subcommand of "${called}" is missing`,
    remedy: `Write slipway ${words}${others.length === 0 ? '' : ` (or ${others.join(', ')})`}`,
  });
}

function subcommandUnknown(command: Command, [word = '', ...rest]: readonly string[]): Problem {
  const called = command.name().replace('slipway ', '');
  const names = command.commands.map((each) => each.name());
  const meant = nearest(word, names);
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `There is no subcommand "${word}" of "${called}"`,
    remedy:
      meant === undefined
        ? `Take one of ${names.join(', ')}`
        : `Did you mean slipway ${[called, meant, ...rest].map(quoteWord).join(' ')}?`,
  });
}

/** Commander's words: `error: unknown option '--jsn'` and perhaps `(Did you mean --json?)`. */
function callProblem(
  { words, usage }: Called,
  { code, message }: { readonly code: string; readonly message: string },
): Problem {
  const [what = '', written] = message.replace(/^error: /, '').split('\n');
  const see = `slipway ${words} --help`;
  const hint = wrongArguments.has(code) ? `Write slipway ${words} ${usage}.` : written;
  const text = what.replaceAll("'", '"');
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `${text.charAt(0).toUpperCase()}${text.slice(1)}`,
    remedy: hint === undefined ? `See ${see}` : `${hint.replaceAll(/[()]/g, '')} Or see ${see}`,
  });
}

function unknownCommand(name: string, rest: readonly string[]): Problem {
  return name.startsWith('-') ? optionFirst(name, rest) : notACommand(name);
}

function optionFirst(option: string, rest: readonly string[]): Problem {
  const at = rest.findIndex((word) => commandTable.some((entry) => entry.name === word));
  const words = [...rest.slice(at), option, ...rest.slice(0, Math.max(0, at))];
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `There is no option "${option}" before the command`,
    remedy:
      at === -1
        ? 'See slipway --help'
        : `Write it after the command: slipway ${words.map(quoteWord).join(' ')}`,
  });
}

function notACommand(name: string): Problem {
  const meant =
    otherWords[name.toLowerCase()] ??
    nearest(
      name,
      commandTable.map((entry) => entry.name),
    );
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `There is no command "${name}"`,
    remedy: meant === undefined ? 'See slipway --help' : `Did you mean slipway ${meant}?`,
  });
}

/** What other programs call it. */
const otherWords: Readonly<Record<string, string>> = {
  build: 'run',
  cancel: 'stop',
  check: 'lint',
  cost: 'plan --cost',
  costs: 'plan --cost',
  create: 'init',
  delete: 'down',
  deploy: 'run',
  destroy: 'down',
  describe: 'status',
  exec: 'run',
  generate: 'init',
  list: 'history',
  log: 'logs',
  ls: 'history',
  new: 'init',
  ps: 'status',
  serve: 'up',
  server: 'up',
  scaffold: 'init',
  start: 'run',
  tail: 'logs',
  undo: 'rollback',
  validate: 'lint',
};

function overview({ palette, hints }: Terminal): string {
  const width = Math.max(...commandTable.map(({ name }) => name.length));
  const program = hints.command([]);
  return [
    palette.paint([span('slipway', 'bold'), span('  runs an AWS delivery pipeline for real on one machine')]),
    '',
    `Usage: ${program} COMMAND [arguments]`,
    '',
    ...commandGroups.flatMap(([title, names]) => [
      palette.paint([span(title, 'bold')]),
      ...names.map((name) =>
        palette.paint([span(`  ${name.padEnd(width)}`, 'cyan'), span(`  ${summaryOf(name)}`)]),
      ),
      '',
    ]),
    `${program} COMMAND --help says more, with an example. All take --no-color, and all but completion --json.`,
    `Exit status: ${exits.pipeline}.`,
  ].join('\n');
}

function summaryOf(command: string): string {
  return commandTable.find(({ name }) => name === command)?.summary ?? '';
}

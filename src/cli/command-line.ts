// From arguments to one command to its exit status. Only the command that was asked for is loaded.
import { nearest } from '../lib/nearest.ts';
import { problem, ProblemError, type Problem } from '../lib/problem.ts';
import { commandTable, type CommandEntry } from './command-table.ts';
import { span } from './text/line.ts';
import { openTerminal, type ExitStatus, type Terminal } from './terminal.ts';
import { readVersion } from './version.ts';

export async function runCommandLine(argv: readonly string[]): Promise<ExitStatus> {
  const terminal = openTerminal(refusesColor(argv));
  const rest = argv.filter((argument, index) => argument !== '--no-color' || isAfterDashes(argv, index));
  try {
    return await dispatch(rest, terminal);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { showProblems } = await import('./show-problems.ts');
    showProblems(error.problems, { terminal, json: rest.includes('--json') });
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
  if (first === '--version' || first === '-V') return say(terminal, readVersion());
  if (first === '--help' || first === '-h') return say(terminal, overview(terminal));
  if (first === undefined) {
    terminal.writeError(`${overview(terminal)}\n`);
    return 2;
  }
  if (first === 'help') return await dispatch(rest.length === 0 ? ['--help'] : [...rest, '--help'], terminal);
  const entry = commandTable.find(({ name }) => name === first);
  if (entry === undefined) throw new ProblemError([unknownCommand(first)]);
  return await runCommand(entry, rest, terminal);
}

function say(terminal: Terminal, text: string): ExitStatus {
  terminal.write(`${text}\n`);
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
  command.exitOverride().configureOutput({ writeOut: terminal.write, writeErr: () => undefined });
  command.option('--no-color', 'no colours (also NO_COLOR)').showSuggestionAfterError();
  register(command, {
    terminal,
    ends:
      (run) =>
      async (...args) => {
        status = await run(...args);
      },
  });
  for (const subcommand of command.commands) subcommand.copyInheritedSettings(command);
  try {
    await command.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return 0;
    throw new ProblemError([callProblem(entry.name, error.message)]);
  }
  return status;
}

/** Commander's words: `error: unknown option '--jsn'` and perhaps `(Did you mean --json?)`. */
function callProblem(name: string, message: string): Problem {
  const [what = '', hint] = message.replace(/^error: /, '').split('\n');
  const see = `see slipway ${name} --help`;
  const text = what === '(outputHelp)' ? 'A subcommand is missing' : what.replaceAll("'", '"');
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `${text.charAt(0).toUpperCase()}${text.slice(1)}`,
    remedy:
      hint === undefined
        ? `${see.charAt(0).toUpperCase()}${see.slice(1)}`
        : `${hint.replaceAll(/[()]/g, '')} Or ${see}`,
  });
}

function unknownCommand(name: string): Problem {
  const isOption = name.startsWith('-');
  const meant = isOption
    ? undefined
    : nearest(
        name,
        commandTable.map((entry) => entry.name),
      );
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: isOption ? `There is no option "${name}" before the command` : `There is no command "${name}"`,
    remedy: meant === undefined ? 'See slipway --help' : `Did you mean slipway ${meant}?`,
  });
}

function overview({ palette }: Terminal): string {
  const width = Math.max(...commandTable.map(({ name }) => name.length));
  return [
    palette.paint([span('slipway', 'bold'), span('  runs an AWS delivery pipeline for real on one machine')]),
    '',
    'Usage: slipway COMMAND [arguments]',
    '',
    ...commandTable.map(({ name, summary }) =>
      palette.paint([span(`  ${name.padEnd(width)}`, 'cyan'), span(`  ${summary}`)]),
    ),
    '',
    'slipway COMMAND --help tells more, with an example. Every command takes --json and --no-color.',
    'Exit status: 0 done, 1 the pipeline failed, 2 the definition or the call is wrong, 130 interrupted.',
  ].join('\n');
}

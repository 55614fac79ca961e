// What every file in commands/ exports, and what it is given.
import type { Command } from 'commander';
import type { ExitStatus, Terminal } from './terminal.ts';

/** Declares arguments, options and help of one command, and what it does. */
export type Register = (command: Command, call: Call) => void;

interface Call {
  readonly terminal: Terminal;
  /** Makes a commander action of a function that gives the exit status. */
  readonly ends: <Arguments extends readonly unknown[]>(
    run: (...args: Arguments) => Promise<ExitStatus>,
  ) => (...args: Arguments) => Promise<void>;
}

/** Options that nearly every command takes. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly state?: string;
}

export function addCommonOptions(command: Command, json: string): Command {
  return command
    .option('--json', json)
    .option(
      '--state <dir>',
      'the state folder (or SLIPWAY_STATE); when absent .slipway of the definition, or of this folder or one above',
    );
}

/** Options of a command that can be asked of one of several pipelines. */
export interface PipelineOptions extends CommonOptions {
  readonly pipeline?: string;
}

/** @param which what happens without it, when the state folder has several */
export function addPipelineOption(
  command: Command,
  which = 'needed when the state folder has several',
): Command {
  return command.option('--pipeline <name>', `the pipeline; ${which}`);
}

/** Options of a command that can work in an account of AWS. */
export interface PlaceOptions {
  readonly aws?: boolean;
  readonly profile?: string;
  readonly region?: string;
}

/** @param what the command does there: `into an account of AWS` */
export function addPlaceOptions(command: Command, what: string): Command {
  return command
    .option('--aws', `${what}, by the credentials of the AWS CLI and the SDKs`)
    .option('--profile <name>', 'with --aws: the profile of the shared AWS configuration')
    .option(
      '--region <region>',
      'the Region; when absent, with --aws that of the profile or AWS_REGION, and here that of the pipeline',
    );
}

/** Options that say what is shipped of a definition besides its pipeline. */
export function addShippedOptions(command: Command): Command {
  return command
    .option('--watching', 'also a dashboard, and the budgets and report groups of the files')
    .option('--refer <name>', 'a resource of this name is there already: refer to it', collect)
    .option('--use-roles', 'the roles that the definition names are there: make none')
    .option('--policies', 'roles may do also what the policies next to the definition allow them')
    .option(
      '--from-run [execution]',
      'allow roles also what this execution has called here; all that ran when none is named',
    );
}

/** For an option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Help ends with examples that can be typed; that of a subcommand with its own. */
export function addExample(command: Command, ...lines: readonly string[]): Command {
  for (const subcommand of command.commands) {
    const words = `${command.name()} ${subcommand.name()}`;
    addExample(subcommand, ...lines.filter((line) => `${line} `.includes(`${words} `)));
  }
  return command.addHelpText('after', `\nExample:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

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
      'the state folder (or SLIPWAY_STATE; .slipway beside the definition when absent)',
    );
}

/** Help ends with an example that can be typed. */
export function addExample(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText('after', `\nExample:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

// What a call of `run` is about, once its definition and options have been found good.
import type { ReadyDefinition } from '../drive/definition-record.ts';
import type { Terminal } from '../terminal.ts';
import type { ReadRunOptions, RunCommandOptions } from './run-options.ts';

export interface RunCall {
  readonly ready: ReadyDefinition;
  /** Absolute path of the state folder. */
  readonly path: string;
  readonly given: RunCommandOptions;
  readonly read: ReadRunOptions;
  readonly terminal: Terminal;
  readonly json: boolean;
}

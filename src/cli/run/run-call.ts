// What a call of `run` is about, once its definition and options have been found good.
import type { ReadyDefinition } from '../session/definition-record.ts';
import type { Terminal } from '../terminal.ts';
import type { BuildCall } from './build-call.ts';
import type { RunCommandOptions } from './run-command-options.ts';
import type { ReadRunOptions } from './run-options.ts';

export interface RunCall {
  readonly ready: ReadyDefinition;
  /** Absolute path of the state folder. */
  readonly path: string;
  readonly given: RunCommandOptions;
  readonly read: ReadRunOptions;
  readonly build: BuildCall;
  readonly terminal: Terminal;
  readonly json: boolean;
  /** Of the execution that it starts. */
  readonly token: string;
}

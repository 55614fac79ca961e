// Where commands run that may do to their machine what they like: a build here, a job of a workflow elsewhere. What a
// machine is for, it does not know.
import type { CommandOptions, CommandResult } from '../command.ts';

/**
 * How far a machine is apart from the one that it runs on:
 * - `namespace`: it sees the file tree of this machine through layers of its own, and has processes of its own (Linux).
 * - `folder`: its folders lie outside of every repository; all else is this machine's.
 * - `none`: its folders lie where the caller says, and all else is this machine's.
 * - `container`: it is a container of an engine.
 */
export type MachineIsolation = 'namespace' | 'folder' | 'none' | 'container';

/** A user of the machine, by numbers. */
export interface MachineAccount {
  readonly uid: number;
  readonly gid: number;
}

export interface MachineCommand extends Pick<CommandOptions, 'timeoutMs' | 'watchesUsage' | 'ending'> {
  readonly file: string;
  readonly args: readonly string[];
  /** Called with what it prints on both streams, and after its end with what it has left running prints. */
  readonly onOutput?: (bytes: Uint8Array) => void;
  /** When it aborts, this command is ended, and later ones may follow. */
  readonly signal?: AbortSignal;
  /** The user that the machine runs as when absent. */
  readonly account?: MachineAccount;
  /** It starts at once, next to what runs, and later commands do not wait for it. It runs as the machine's own user. */
  readonly isBackground?: true;
}

export interface CaptureOptions extends Pick<MachineCommand, 'account' | 'timeoutMs' | 'signal'> {
  /** Whether what it prints as errors is taken as well. */
  readonly withErrors?: boolean;
}

export interface Captured {
  readonly exitCode: number | null;
  readonly output: Buffer;
}

/**
 * Commands run one after the other, in the order of the calls, unless they say otherwise, each in a process group of its own,
 * with an empty standard input and the machine's environment. What a command leaves running goes on until the machine ends. After a
 * timeout, and when the machine's signal aborts, the running command is ended, with its group unless its ending says otherwise.
 */
export interface Machine {
  readonly isolation: MachineIsolation;
  /** Where a path of the machine lies for this process, as long as the machine is open. */
  readonly outside: (path: string) => string;
  readonly run: (command: MachineCommand) => Promise<CommandResult>;
  /** What a short command prints, without it being shown. */
  readonly capture: (argv: readonly string[], options?: CaptureOptions) => Promise<Captured>;
  /** What leads another program into the machine: put in front of its own words. Empty when it needs nothing. */
  readonly enter: readonly string[];
  /** The process that holds the machine open: in a namespace its end ends all others. */
  readonly pid?: number;
  /**
   * Ends the machine. In a namespace or a container nothing of it runs any more when this resolves; elsewhere what carries
   * its mark may. Call it once; its folders are the caller's to remove.
   */
  readonly end: () => Promise<void>;
}

// What happens when a command fails in a run that pauses there (`--pause`): the user gets a shell in its place, and then says
// how to go on.
import type { ShellEntry } from '../process/shell/shell-entry.ts';

/** A command that failed, whose machine is still as the command has left it. */
export interface FailedCommand {
  /** In the user's words: the command itself, or the script. */
  readonly command: string;
  /** The phase, the step or the lifecycle event that it belongs to: `BUILD`. */
  readonly where: string;
  /** How it ended: `exit status 1`. */
  readonly reason: string;
  readonly entry: ShellEntry;
  /** Whether all of `where` can be run again from its first command. */
  readonly canBeginAgain: boolean;
}

/** From the same command, from the first one of its phase, after it, or not at all: it fails as without a pause. */
export type Resumption = 'command' | 'beginning' | 'skip' | 'fail';

/** Resolves when the user has said how to go on; with `fail` when the signal aborts. */
export type Pause = (failed: FailedCommand, signal: AbortSignal) => Promise<Resumption>;

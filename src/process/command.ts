// The contract for running one command.
import type { Ending } from './ending.ts';
import type { Usage } from './watch-usage.ts';

export interface CommandOptions {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The complete environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Called once its process runs. */
  readonly onStarted?: (pid: number) => void;
  /** Called in order with the bytes as they came. */
  readonly onOutput?: (bytes: Uint8Array, stream: 'stdout' | 'stderr') => void;
  /**
   * Called with what processes that the command left behind write after it is over. Without it that is read and dropped,
   * so that they neither stop nor die.
   */
  readonly onLateOutput?: (bytes: Uint8Array, stream: 'stdout' | 'stderr') => void;
  readonly timeoutMs?: number;
  /** When it aborts, the command is ended. */
  readonly signal?: AbortSignal;
  /** How it is ended; `usualEnding` when absent. */
  readonly ending?: Ending;
  /** The process of the command, where the program that is started only leads to it. */
  readonly innerProcess?: (pid: number) => number | undefined;
  /**
   * Whether the command is over when its process has exited (`exit`: pipes that background processes hold open are
   * let go) or only when both pipes have closed as well (`close`), within the same timeout.
   */
  readonly endsOn: 'exit' | 'close';
  /** Put into the environment as SLIPWAY_MARK, so that whatever the command leaves behind can be found by it. */
  readonly mark: string;
  /** Whether what it uses is watched and given with the result. */
  readonly watchesUsage?: boolean;
  readonly uid?: number;
  readonly gid?: number;
}

export interface CommandResult {
  /** Null when a signal ended it or it never started. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly end: 'Exited' | 'TimedOut' | 'Aborted' | 'NotStarted';
  /** Set when the process exited and a pipe was still open at the deadline (`endsOn: 'close'`). */
  readonly heldOpen?: 'stdout' | 'stderr';
  /** Why it never started, in the system's words. */
  readonly startError?: string;
  readonly durationMs: number;
  readonly usage?: Usage;
}

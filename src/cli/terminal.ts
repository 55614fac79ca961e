// Where a command speaks to: the two streams, their sizes and colours, the folder and the environment it was called in.
import type { Palette } from './render/palette.ts';
import type { Hints } from './hints-contract.ts';

/**
 * 0 done, 1 the pipeline failed, 2 the definition or the call is wrong. Ended by a signal: 128 and its number, as shells count
 * (130 by Ctrl-C, 143 by SIGTERM, 129 by a terminal that was closed).
 */
export type ExitStatus = 0 | 1 | 2 | SignalStatus;
export type SignalStatus = 129 | 130 | 143;

export interface Terminal {
  /** Nothing but text and its colours reaches the stream, whatever a program has put into a text. */
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Moves the cursor as well: for a screen whose lines are made of spans. */
  readonly draw: (text: string) => void;
  /** Standard output is a screen. */
  readonly isScreen: boolean;
  /** Only failures, what waits for the user, and results are shown (`--quiet`). */
  readonly isQuiet: boolean;
  readonly columns: () => number;
  readonly rows: () => number;
  readonly palette: Palette;
  readonly errorPalette: Palette;
  /** Commands for the user to type. */
  readonly hints: Hints;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

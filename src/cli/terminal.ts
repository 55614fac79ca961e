// Where a command speaks to: the two streams, their sizes and colours, the folder and the environment it was called in.
import { coloredText } from '../lib/visible-text.ts';
import { createHints, type Hints } from './hints.ts';
import { createPalette, wantsColor, type Palette } from './render/palette.ts';

/** 0 done, 1 the pipeline failed, 2 the definition or the call is wrong, 130 interrupted. */
export type ExitStatus = 0 | 1 | 2 | 130;

export interface Terminal {
  /** Nothing but text and its colours reaches the stream, whatever a program has put into a text. */
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Moves the cursor as well: for a screen whose lines are made of spans. */
  readonly draw: (text: string) => void;
  /** Standard output is a screen. */
  readonly isScreen: boolean;
  readonly columns: () => number;
  readonly rows: () => number;
  readonly palette: Palette;
  readonly errorPalette: Palette;
  /** Commands for the user to type. */
  readonly hints: Hints;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** @param argv what was called, without the program and without what every command takes */
export function openTerminal(argv: readonly string[], isColorRefused: boolean): Terminal {
  const { stdout, stderr, env } = process;
  const paletteOf = (isTerminal: boolean): Palette =>
    createPalette(wantsColor({ env, isRefused: isColorRefused, isTerminal }));
  endQuietlyWithReader(stdout);
  endQuietlyWithReader(stderr);
  const cwd = process.cwd();
  return {
    hints: createHints(argv, { cwd, env }),
    write: (text) => stdout.write(coloredText(text)),
    writeError: (text) => stderr.write(coloredText(text)),
    draw: (text) => stdout.write(text),
    isScreen: stdout.isTTY && env['TERM'] !== 'dumb',
    columns: () => (stdout.isTTY ? stdout.columns : defaultColumns),
    rows: () => (stdout.isTTY ? stdout.rows : defaultRows),
    palette: paletteOf(stdout.isTTY),
    errorPalette: paletteOf(stderr.isTTY),
    cwd,
    env,
  };
}

const defaultColumns = 120;
const defaultRows = 40;

/**
 * A reader that has enough (`slipway logs | head`) closes the pipe. What runs goes on, and nothing more is printed.
 */
function endQuietlyWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

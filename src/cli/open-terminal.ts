// The terminal of this process.
import { coloredText } from '../lib/visible-text.ts';
import { createHints } from './hints.ts';
import { createPalette, wantsColor, type Palette } from './render/palette.ts';
import type { ExitStatus, Terminal } from './terminal.ts';
import { foldText } from '../lib/fold-text.ts';

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
    writeError: (text) => {
      const shown = coloredText(text);
      return stderr.write(stderr.isTTY && env['TERM'] !== 'dumb' ? foldText(shown, stderr.columns) : shown);
    },
    draw: (text) => stdout.write(text),
    isScreen: stdout.isTTY && env['TERM'] !== 'dumb',
    isQuiet: false,
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
 * A reader that has enough (`slipway logs | head`) closes the pipe, and a terminal can be closed (EIO). What runs goes on, and
 * nothing more is printed. What
 * could not be printed for another reason, as on a full disk, is reported once, and the command has not succeeded.
 */
function endQuietlyWithReader(stream: NodeJS.WriteStream): void {
  let isReported = false;
  stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || (code === 'EIO' && stream.isTTY) || isReported) return;
    isReported = true;
    if (stream === process.stdout)
      process.stderr.write(`error: standard output cannot be written: ${message}\n`);
    process.once('exit', (status) => {
      process.exitCode = status === 0 ? unwritten : status;
    });
  });
}

const unwritten: ExitStatus = 2;

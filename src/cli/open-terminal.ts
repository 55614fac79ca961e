// The terminal of this process.
import { coloredText } from '../lib/visible-text.ts';
import { createHints } from './hints.ts';
import { createPalette, wantsColor, type Palette } from './render/palette.ts';
import type { Terminal } from './terminal.ts';

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
 * A reader that has enough (`slipway logs | head`) closes the pipe. What runs goes on, and nothing more is printed.
 */
function endQuietlyWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

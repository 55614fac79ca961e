// The part of the terminal that is drawn again and again, on a terminal that only keeps what is written to it.
import { expect, test } from 'vitest';
import { Screen } from '../../src/cli/follow/screen.ts';
import { createPalette } from '../../src/cli/render/palette.ts';
import { plainHints } from '../rig/hints.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

function recordingTerminal(size: { columns: number; rows: number }): {
  terminal: Terminal;
  written: string[];
} {
  const written: string[] = [];
  const palette = createPalette(false);
  const terminal: Terminal = {
    write: () => undefined,
    writeError: () => undefined,
    draw: (text) => void written.push(text),
    isScreen: true,
    isQuiet: false,
    columns: () => size.columns,
    rows: () => size.rows,
    palette,
    errorPalette: palette,
    hints: plainHints,
    cwd: '/',
    env: {},
  };
  return { terminal, written };
}

test('is written only when it changed, and each time in one piece', () => {
  const { terminal, written } = recordingTerminal({ columns: 80, rows: 24 });
  using screen = new Screen(terminal);
  screen.draw(['one', 'two']);
  screen.draw(['one', 'two']);
  screen.draw(['one', 'three']);
  expect(written).toHaveLength(2);
  expect(written[1]).toContain('\u001B[2A\r');
});

test('goes back over the rows that a narrower terminal made of its lines', () => {
  const size = { columns: 80, rows: 24 };
  const { terminal, written } = recordingTerminal(size);
  using screen = new Screen(terminal);
  screen.draw(['x'.repeat(70), 'two']);
  size.columns = 40;
  screen.draw(['short', 'two']);
  expect(written[1]).toContain('\u001B[3A\r');
});

test('leaves the cursor visible when it ends', () => {
  const { terminal, written } = recordingTerminal({ columns: 80, rows: 24 });
  {
    using screen = new Screen(terminal);
    screen.draw(['one']);
  }
  expect(written[0]).toContain('\u001B[?25l');
  expect(written.at(-1)).toBe('\u001B[?25h');
});

test('is drawn anew below what was released', () => {
  const { terminal, written } = recordingTerminal({ columns: 80, rows: 24 });
  using screen = new Screen(terminal);
  screen.draw(['one']);
  screen.release();
  screen.draw(['one']);
  expect(written.at(-1)).not.toContain('A\r');
});

// A part of the terminal that is drawn again and again: only when it changed, in one write, without flicker.
import { stripVTControlCharacters } from 'node:util';
import { displayWidth } from '../../lib/display-width.ts';
import type { Terminal } from '../terminal.ts';

const escape = '\u001B[';
const hideCursor = `${escape}?25l`;
const showCursor = `${escape}?25h`;
const beginFrame = `${escape}?2026h`;
const endFrame = `${escape}?2026l`;
const clearToLineEnd = `${escape}K`;
const clearBelow = `${escape}J`;

export class Screen implements Disposable {
  readonly #terminal: Terminal;
  #drawn: readonly string[] = [];
  #columns = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    process.once('exit', this.#restore);
  }

  /** Lines must fit the terminal's width and be fewer than its rows. */
  draw(lines: readonly string[]): void {
    const columns = this.#terminal.columns();
    if (columns === this.#columns && isSame(lines, this.#drawn)) return;
    const body = lines.map((line) => `${line}${clearToLineEnd}\n`).join('');
    this.#terminal.draw(`${beginFrame}${hideCursor}${this.#home()}${body}${clearBelow}${endFrame}`);
    this.#drawn = lines;
    this.#columns = columns;
  }

  /** Leaves what is drawn where it is; what comes next stands below it. */
  release(): void {
    this.#drawn = [];
    this.#terminal.draw(showCursor);
  }

  [Symbol.dispose](): void {
    process.removeListener('exit', this.#restore);
    this.release();
  }

  readonly #restore = (): void => this.#terminal.draw(showCursor);

  /** Back to the first row that is drawn. After a resize a line may have been broken into several rows. */
  #home(): string {
    const columns = Math.max(1, this.#terminal.columns());
    const rows = this.#drawn.reduce((sum, line) => {
      const width = displayWidth(stripVTControlCharacters(line));
      return sum + Math.max(1, Math.ceil(width / columns));
    }, 0);
    return rows === 0 ? '' : `${escape}${Math.min(rows, this.#terminal.rows())}A\r`;
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

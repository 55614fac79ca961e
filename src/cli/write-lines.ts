// Lines for people on standard output. On a screen what is too long for it goes on below, broken between words; in a pipe
// and in a file every line is whole, for the programs that read it.
import { foldText } from '../lib/fold-text.ts';
import { foldLine, type Line } from './render/line.ts';
import type { Terminal } from './terminal.ts';

type Output = Pick<Terminal, 'write' | 'isScreen' | 'columns' | 'palette'>;

export function writeLines(output: Output, lines: readonly Line[]): void {
  const width = widthOf(output);
  const folded = lines.flatMap((line) => foldLine(line, width));
  output.write(folded.map((line) => `${output.palette.paint(line)}\n`).join(''));
}

/** Sentences, with their line breaks. */
export function writeText(output: Output, text: string): void {
  output.write(foldText(text, widthOf(output)));
}

function widthOf({ isScreen, columns }: Output): number {
  return isScreen ? columns() : Number.POSITIVE_INFINITY;
}

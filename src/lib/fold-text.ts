// Texts in lines that fit a screen, broken between words, so that the terminal has no reason to break them within one. Pure.
import { stripVTControlCharacters } from 'node:util';
import { displayWidth } from './display-width.ts';

/** A word, or the spaces between two. */
interface Piece {
  readonly text: string;
}

/** Each line in as many as it needs. Colours stay; a word that is wider than the screen stays in one piece. */
export function foldText(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => foldOne(line, width))
    .join('\n');
}

function foldOne(line: string, width: number): string {
  const visible = stripVTControlCharacters(line);
  if (displayWidth(visible) <= width) return line;
  const indent = hangingIndent(visible, width);
  const pieces = (line.match(/\s+|\S+/g) ?? []).map((piece) => ({ text: piece }));
  return foldPieces(pieces, { width, indent })
    .map((row) => row.map((piece) => piece.text).join(''))
    .join(`\n${' '.repeat(indent)}`);
}

/** Below the second column (`    help: Give it`, `  approve   Approve an action`) when it begins on the left; else two further in. */
export function hangingIndent(line: string, width: number): number {
  const [lead = ''] = /^ */.exec(line) ?? [];
  const [column = ''] = /^ *(?:\S+: +|\S.*?\S? {2,}(?=\S))/.exec(line) ?? [];
  const second = displayWidth(column);
  const most = Math.floor(width / 2);
  return second > 0 && second <= most ? second : Math.min(lead.length + 2, most);
}

/** Rows of pieces. The spaces where a row ends are dropped, and those that a line begins with are kept. */
export function foldPieces<P extends Piece>(
  pieces: readonly P[],
  { width, indent }: { readonly width: number; readonly indent: number },
): readonly (readonly P[])[] {
  const rows: P[][] = [[]];
  let used = 0;
  for (const { gap, word } of wordsOf(pieces)) {
    const columns = widthOf(word);
    const row = rows.at(-1) ?? [];
    const isTooWide = used + widthOf(gap) + columns > width;
    // A word that is wider than a row stays where it is: the terminal breaks it wherever it stands.
    if (isTooWide && indent + columns <= width && row.some(({ text }) => text.trim() !== '')) {
      rows.push([...word]);
      used = indent + columns;
    } else {
      row.push(...gap, ...word);
      used += widthOf(gap) + columns;
    }
  }
  return rows;
}

interface Word<P> {
  readonly gap: P[];
  readonly word: P[];
}

/** Pieces without a space between them are one word. */
function wordsOf<P extends Piece>(pieces: readonly P[]): readonly Word<P>[] {
  const words: Word<P>[] = [];
  for (const piece of pieces) {
    const isGap = piece.text.trim() === '';
    const last = words.at(-1);
    if (last === undefined || (isGap && last.word.length > 0)) words.push({ gap: [], word: [] });
    const current = words.at(-1);
    if (isGap) current?.gap.push(piece);
    else current?.word.push(piece);
  }
  return words;
}

function widthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { text }) => sum + displayWidth(stripVTControlCharacters(text)), 0);
}

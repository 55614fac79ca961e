// A line of the screen as spans with roles, so that it can be cut by columns before it is coloured.
import { displayWidth, firstColumns } from '../../lib/display-width.ts';
import { foldPieces, hangingIndent } from '../../lib/fold-text.ts';
import { visibleText } from '../../lib/visible-text.ts';

export type Role = 'plain' | 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan';

export interface Span {
  readonly text: string;
  readonly role: Role;
}

export type Line = readonly Span[];

/** Whatever a program or a person has put into the text, nothing but characters of it is shown, in one line. */
export function span(text: string, role: Role = 'plain'): Span {
  return {
    text: visibleText(text).replaceAll(/\s*\n\s*/g, ' '),
    role,
  };
}

export function lineWidth(line: Line): number {
  return line.reduce((sum, { text }) => sum + displayWidth(text), 0);
}

/** The line in at most `width` columns, with an ellipsis where something was cut away at its end. */
export function fitLine(line: Line, width: number): Line {
  if (lineWidth(line) <= width) return line;
  const fitting: Span[] = [];
  let room = width - 1;
  for (const { text, role } of line) {
    const part = firstColumns(text, room);
    fitting.push({ text: part, role });
    room -= displayWidth(part);
    if (part.length < text.length) break;
  }
  return width < 1 ? [] : [...fitting, span('…', 'dim')];
}

/** `left` and, at the right edge, `right`; the left gives way when there is no room for both. */
export function withRight(left: Line, right: Line, width: number): Line {
  const rightWidth = lineWidth(right);
  if (rightWidth === 0 || width < rightWidth + 8) return fitLine(left, width);
  const fitted = fitLine(left, width - rightWidth - 1);
  return [...fitted, span(' '.repeat(width - rightWidth - lineWidth(fitted))), ...right];
}

/**
 * What other programs print, made harmless for a screen: no control sequences; of an overwritten line, its last state.
 */
export function cleanText(text: string): string {
  return visibleText(text).replaceAll('\t', '  ').replaceAll('\n', '\uFFFD');
}

/** A text in lines of at most `width` columns, broken between words where there are any. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of visibleText(text)
    .split(/\s+/)
    .filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(last) + 1 + displayWidth(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A text next to its lead, wrapped to the width with every further line below the first. */
export function hanging(lead: Span, text: string, width: number): readonly Line[] {
  const indent = displayWidth(lead.text);
  return wrapText(text, Math.max(20, width - indent)).map((part, index) =>
    index === 0 ? [lead, span(part)] : [span(' '.repeat(indent)), span(part)],
  );
}

/**
 * The line in as many as it needs, broken between words and indented like its second column, or a little. Commands and
 * addresses stay in one piece, for they are copied: a terminal itself breaks what is longer than it is wide.
 */
export function foldLine(line: Line, width: number): readonly Line[] {
  if (lineWidth(line) <= width) return [line];
  const text = line.map((each) => each.text).join('');
  const indent = hangingIndent(text, width);
  const pieces = line.flatMap(({ text, role }) =>
    (role === 'cyan' ? [text] : (text.match(/\s+|\S+/g) ?? [])).map((each) => ({ text: each, role })),
  );
  return foldPieces(pieces, { width, indent }).map((row, index) =>
    index === 0 ? row : [span(' '.repeat(indent)), ...row],
  );
}

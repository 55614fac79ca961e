// The line of a file that a finding is about, with a squiggle below the place; made safe and short for a terminal.
import { displayWidth, firstColumns, lastColumns } from './display-width.ts';
import type { Place } from './problem.ts';

export interface Excerpt {
  /** From 1. */
  readonly line: number;
  /** The line, tabs as spaces, cut around the place with `…` when it is long. */
  readonly text: string;
  /** As wide as what stands before the place. */
  readonly indent: string;
  /** `^` for a point, `^~~~` for a stretch; ends with the line when the place goes on below it. */
  readonly marker: string;
}

const widest = 100;

/** @param columns that the line may have, at most a hundred */
export function excerptOf(text: string, place: Place, columns = widest): Excerpt {
  const start = Math.min(place.start, text.length);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const nextBreak = text.indexOf('\n', start);
  const lineEnd = nextBreak === -1 ? text.length : nextBreak;
  const line = text.slice(0, lineStart).split('\n').length;
  const end = Math.max(start, Math.min(place.end, lineEnd));
  const before = safe(text.slice(lineStart, start));
  const marked = safe(text.slice(start, end).replace(/\r$/, ''));
  const after = safe(text.slice(end, lineEnd).replace(/\r$/, ''));
  return { line, ...cut({ before, marked, after }, Math.min(columns, widest)) };
}

/** Tabs become two spaces; other control characters, which could steer the terminal, become a visible sign. */
function safe(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll('\t', '  ')
    .replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '�');
}

interface Parts {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

function cut({ before, marked, after }: Parts, maxWidth: number): Omit<Excerpt, 'line'> {
  /** Columns kept before the place when a line is cut. */
  const contextWidth = Math.floor(maxWidth * 0.3);
  const tooWide = displayWidth(before) + displayWidth(marked) + displayWidth(after) > maxWidth;
  const shownBefore =
    tooWide && displayWidth(before) > contextWidth ? `…${lastColumns(before, contextWidth - 1)}` : before;
  const room = maxWidth - displayWidth(shownBefore);
  const rest = marked + after;
  const shownRest = displayWidth(rest) > room ? `${firstColumns(rest, room - 1)}…` : rest;
  const markedWidth = Math.max(1, Math.min(displayWidth(marked), displayWidth(shownRest)));
  return {
    text: (shownBefore + shownRest).trimEnd(),
    indent: ' '.repeat(displayWidth(shownBefore)),
    marker: `^${'~'.repeat(markedWidth - 1)}`,
  };
}

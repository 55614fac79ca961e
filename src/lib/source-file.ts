// A text file with its lines: turns offsets into line and column.
import type { Place } from './problem.ts';

export interface SourceFile {
  /** As the user would type it: relative to the working directory where it lies below it. */
  readonly path: string;
  readonly text: string;
}

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
}

/** Where an offset lies. Offsets past the end give the end. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let at = before.indexOf('\n'); at !== -1; at = before.indexOf('\n', at + 1)) line += 1;
  // A byte order mark is no character of the first line.
  const inLine = before.slice(lineStart).replace(/^\uFEFF/, '');
  return { line, column: Array.from(inLine).length + 1 };
}

/** The whole file as a place, for findings about something that it lacks. */
export function startOf(file: SourceFile): Place {
  return { file: file.path, start: 0, end: 0 };
}

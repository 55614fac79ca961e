// GitHub's parser names lines and columns; a problem has offsets. Pure.
import type { Place } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { WrittenAt } from '../../model/workflow.ts';

/** The whole file's beginning when nothing is known. */
export function placeOf(file: SourceFile, start?: WrittenAt, end?: WrittenAt): Place {
  const from = start === undefined ? 0 : offsetOf(file.text, start);
  const to = end === undefined ? from : offsetOf(file.text, end);
  // What goes over several lines is shown by its first.
  const lineEnd = file.text.indexOf('\n', from);
  const last = lineEnd === -1 ? file.text.length : lineEnd;
  return { file: file.path, start: from, end: Math.max(from, Math.min(to, last)) };
}

/** Where the text stands first from the place on, such as a key of a step; the place itself where it does not. */
export function placeOfText(file: SourceFile, text: string, after?: WrittenAt): Place {
  const from = after === undefined ? 0 : offsetOf(file.text, after);
  const at = file.text.indexOf(text, from);
  return at === -1 ? placeOf(file, after) : { file: file.path, start: at, end: at + text.length };
}

/** The condition of a job or of a step that begins there. */
export function placeOfCondition(file: SourceFile, of: WrittenAt): Place {
  const key = placeOfText(file, 'if:', of);
  const written = /^if:[ \t]*(\S[^\n]*)/.exec(file.text.slice(key.start));
  if (written === null) return key;
  const [whole, value = ''] = written;
  return { ...key, start: key.start + whole.length - value.length, end: key.start + whole.length };
}

function offsetOf(text: string, { line, column }: WrittenAt): number {
  let at = 0;
  for (let number = 1; number < line; number += 1) {
    const next = text.indexOf('\n', at);
    if (next === -1) return text.length;
    at = next + 1;
  }
  return Math.min(text.length, at + column - 1);
}

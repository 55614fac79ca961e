// The files that a step writes its outputs, variables and paths to (GitHub: "Workflow commands"; actions/runner's
// FileCommandManager). Pure.
import type { Result } from '../../lib/result.ts';

export type Pairs = readonly (readonly [name: string, value: string])[];

/**
 * `NAME=VALUE` a line, or `NAME<<DELIMITER`, the lines of the value, and the delimiter alone on a line. The first of `=` and
 * `<<` decides. Lines end with a line feed; a carriage return belongs to the value.
 */
export function parsePairs(text: string): Result<{ readonly pairs: Pairs }> {
  const lines = withoutMark(text).split('\n');
  if (lines.at(-1) === '') lines.pop();
  const pairs: (readonly [string, string])[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals !== -1 && (heredoc === -1 || equals < heredoc)) {
      if (equals === 0) return { failed: `Invalid format '${line}': it has no name` };
      pairs.push([line.slice(0, equals), line.slice(equals + 1)]);
      continue;
    }
    if (heredoc === -1) return { failed: `Invalid format '${line}'` };
    const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)];
    if (name === '' || delimiter === '')
      return { failed: `Invalid format '${line}': name and delimiter must not be empty` };
    const end = lines.indexOf(delimiter, at + 1);
    if (end === -1)
      return { failed: `Invalid value for '${name}': the delimiter '${delimiter}' was not found` };
    pairs.push([name, lines.slice(at + 1, end).join('\n')]);
    at = end;
  }
  return { pairs };
}

/** A path a line, whichever way lines end. */
export function parsePaths(text: string): readonly string[] {
  return withoutMark(text)
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '');
}

/** As the runner reads them: by the mark of an encoding that a file begins with, as those do that PowerShell 5 writes; else UTF-8. */
export function decodeFile(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le');
  return bytes.toString('utf8');
}

/** Programs of Windows begin files with a mark of their encoding. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

// JSON with the place of every key and value. Slips that are easy to read past (a trailing comma, a comment, single
// quotes) are reported and read on, so that one run shows everything that is wrong.
import { defined } from './defined.ts';
import type { MapEntry, Node } from './node.ts';
import { duplicateKey, maxDepth, refuseUnparsable, tooDeep, type Parsed } from './parsed.ts';
import { problem, type Problem } from './problem.ts';
import type { SourceFile } from './source-file.ts';

/** Reads RFC 8259 JSON. Never throws; a text that cannot be read on gives the problem that stopped it and no root. */
export function parseJson(file: SourceFile): Parsed {
  const refusal = refuseUnparsable(file);
  if (refusal !== undefined) return { problems: [refusal] };
  const reader: Reader = { file, text: file.text, at: file.text.startsWith('\uFEFF') ? 1 : 0, problems: [] };
  try {
    const root = readValue(reader, 0);
    skipSpace(reader);
    if (reader.at < reader.text.length)
      fail(reader, `There is text after the end of the JSON value`, 'Remove what follows the last bracket.');
    return { root, problems: reader.problems };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { problems: reader.problems };
  }
}

interface Reader {
  readonly file: SourceFile;
  readonly text: string;
  at: number;
  readonly problems: Problem[];
}

/** The text cannot be read on; what is wrong has been reported. Never leaves this file. */
class Unreadable extends Error {}

function readValue(reader: Reader, depth: number): Node {
  skipSpace(reader);
  if (depth > maxDepth) {
    reader.problems.push(tooDeep(reader.file, reader.at));
    throw new Unreadable();
  }
  const char = reader.text[reader.at];
  if (char === '{') return readMap(reader, depth);
  if (char === '[') return readList(reader, depth);
  if (char === '"' || char === "'") return readStringNode(reader);
  return readWord(reader);
}

function readMap(reader: Reader, depth: number): Node {
  const start = reader.at;
  const entries: MapEntry[] = [];
  const known = new Map<string, MapEntry>();
  readMembers(reader, '}', () => {
    const entry = readEntry(reader, depth);
    const first = known.get(entry.key);
    known.set(entry.key, entry);
    if (first === undefined) entries.push(entry);
    else {
      // For those who read on, the last one holds, as in all parsers that AWS uses.
      entries[entries.indexOf(first)] = entry;
      reader.problems.push(duplicateKey(entry.key, { first: first.keyPlace, second: entry.keyPlace }));
    }
  });
  return { kind: 'map', place: place(reader, start), entries };
}

function readEntry(reader: Reader, depth: number): MapEntry {
  const keyStart = reader.at;
  const quote = reader.text[reader.at];
  if (quote !== '"' && quote !== "'") {
    const word = /[\w$-]*/y;
    word.lastIndex = reader.at;
    const bare = word.exec(reader.text)?.[0] ?? '';
    if (bare === '') fail(reader, `A key in double quotes is expected${found(reader)}`);
    reader.at += bare.length;
    report(reader, keyStart, `The key ${bare} is not in quotes`, `Write "${bare}".`);
    return readEntryValue(reader, { key: bare, keyStart, depth });
  }
  return readEntryValue(reader, { key: readString(reader), keyStart, depth });
}

function readEntryValue(
  reader: Reader,
  entry: { readonly key: string; readonly keyStart: number; readonly depth: number },
): MapEntry {
  const keyPlace = place(reader, entry.keyStart);
  skipSpace(reader);
  if (reader.text[reader.at] !== ':') fail(reader, `A ":" is missing after "${entry.key}"${found(reader)}`);
  reader.at += 1;
  return { key: entry.key, keyPlace, value: readValue(reader, entry.depth + 1) };
}

function readList(reader: Reader, depth: number): Node {
  const start = reader.at;
  const items: Node[] = [];
  readMembers(reader, ']', () => items.push(readValue(reader, depth + 1)));
  return { kind: 'list', place: place(reader, start), items };
}

/** What stands between the brackets: members with commas. A comma too many or too few is reported and read past. */
function readMembers(reader: Reader, close: '}' | ']', readMember: () => void): void {
  reader.at += 1;
  for (let comma = -1; ;) {
    skipSpace(reader);
    if (reader.text[reader.at] === close) {
      if (comma >= 0)
        report(reader, comma, `There is a comma before the "${close}"`, 'Remove it.', comma + 1);
      reader.at += 1;
      return;
    }
    if (reader.at >= reader.text.length) fail(reader, `The file ends before the closing "${close}"`);
    readMember();
    const memberEnd = reader.at;
    skipSpace(reader);
    comma = -1;
    const next = reader.text[reader.at] ?? '';
    if (next === ',') {
      comma = reader.at;
      reader.at += 1;
    } else if (/["{[\w]/.test(next))
      report(reader, memberEnd, 'A comma is missing here', 'Write a comma.', memberEnd);
    else if (next !== close) fail(reader, `A comma or "${close}" is expected${found(reader)}`);
  }
}

function readStringNode(reader: Reader): Node {
  const start = reader.at;
  const value = readString(reader);
  return { kind: 'scalar', place: place(reader, start), value, text: value, quoted: true };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

// JSON refuses raw control characters inside text.
// oxlint-disable-next-line no-control-regex
const plainInDouble = /[^"\\\u0000-\u001F]*/y;
// oxlint-disable-next-line no-control-regex
const plainInSingle = /[^'\\\u0000-\u001F]*/y;

function readString(reader: Reader): string {
  const start = reader.at;
  const quote = reader.text[start] ?? '"';
  const plain = quote === '"' ? plainInDouble : plainInSingle;
  let value = '';
  for (reader.at += 1; ;) {
    plain.lastIndex = reader.at;
    const run = plain.exec(reader.text)?.[0] ?? '';
    value += run;
    reader.at += run.length;
    const char = reader.text[reader.at];
    if (char === quote) break;
    if (char === '\\') value += readEscape(reader, quote);
    else if (char === '\t') {
      report(reader, reader.at, 'There is a tab inside a text', 'Write \\t.', reader.at + 1);
      value += char;
      reader.at += 1;
    } else {
      reader.at = start;
      fail(reader, 'The text that begins here has no closing quote', 'A line break inside is written \\n.');
    }
  }
  reader.at += 1;
  if (quote === "'") report(reader, start, 'Text stands in single quotes', 'JSON takes double quotes only.');
  return value;
}

function readEscape(reader: Reader, quote: string): string {
  const start = reader.at;
  const char = reader.text[start + 1] ?? '';
  const code = /^[0-9A-Fa-f]{4}$/.exec(reader.text.slice(start + 2, start + 6))?.[0];
  if (char === 'u' && code !== undefined) {
    reader.at += 6;
    return String.fromCharCode(Number.parseInt(code, 16));
  }
  reader.at += 2;
  const value = escapes.get(char) ?? (char === quote ? char : undefined);
  if (value === undefined)
    report(reader, start, `"\\${char}" is not an escape of JSON`, 'Write \\\\ for a backslash.');
  return value ?? char;
}

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function readWord(reader: Reader): Node {
  const start = reader.at;
  const token = /[\w.+-]*/y;
  token.lastIndex = start;
  const text = token.exec(reader.text)?.[0] ?? '';
  const lower = text.toLowerCase();
  const word = words.get(lower);
  const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text);
  if (word === undefined && !isNumber)
    fail(reader, text === '' ? `A value is expected${found(reader)}` : `"${text}" is not a JSON value`);
  reader.at += text.length;
  if (!isNumber && text !== lower) report(reader, start, `"${text}" is not a JSON value`, `Write ${lower}.`);
  const value = isNumber ? Number(text) : (word ?? null);
  return { kind: 'scalar', place: place(reader, start), value, text, quoted: false };
}

function skipSpace(reader: Reader): void {
  const space = /[ \t\n\r]*/y;
  for (;;) {
    space.lastIndex = reader.at;
    reader.at += space.exec(reader.text)?.[0].length ?? 0;
    if (reader.text[reader.at] !== '/') return;
    const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
    const start = reader.at;
    comment.lastIndex = start;
    const text = comment.exec(reader.text)?.[0];
    if (text === undefined) return;
    reader.at += text.length;
    report(reader, start, 'JSON has no comments', 'Remove it, or write the definition as YAML.');
  }
}

function found(reader: Reader): string {
  const char = Array.from(reader.text.slice(reader.at, reader.at + 2))[0];
  return char === undefined ? ', but the file ends' : `, but there is ${JSON.stringify(char)}`;
}

function place(reader: Reader, start: number): Node['place'] {
  return { file: reader.file.path, start, end: reader.at };
}

/** Reports a slip that can be read past; it reaches from `start` to `end`, which is here when absent. */
// oxlint-disable-next-line max-params
function report(reader: Reader, start: number, message: string, remedy: string, end = reader.at): void {
  const at = { file: reader.file.path, start, end };
  reader.problems.push(problem({ code: 'JsonInvalid', message, at, remedy, aws: refused }));
}

const refused = 'Every JSON parser refuses the whole file.';

function fail(reader: Reader, message: string, remedy?: string): never {
  const at = { file: reader.file.path, start: reader.at, end: Math.min(reader.at + 1, reader.text.length) };
  reader.problems.push(problem({ code: 'JsonInvalid', message, at, aws: refused, ...defined({ remedy }) }));
  throw new Unreadable();
}

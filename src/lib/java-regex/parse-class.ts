// What one symbol may be: escapes and classes in brackets, with Java's unions and intersections.
import {
  codeOf,
  codePoints,
  complement,
  intersection,
  withBothCases,
  type CodePoints,
} from './code-points.ts';
import { letterClasses, propertyClass } from './java-classes.ts';
import { UnknownPattern, WrongPattern, type Cursor } from './cursor.ts';

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

/** After a backslash: the symbols that it stands for; undefined for an escape that stands for no symbol. */
export function readSymbolEscape(cursor: Cursor): CodePoints | undefined {
  const letter = cursor.peek();
  const set = letterClasses[letter];
  if (set !== undefined) {
    cursor.skip();
    return set;
  }
  if (letter === 'p' || letter === 'P') return readProperty(cursor);
  const code = readCode(cursor);
  return code === undefined ? undefined : [[code, code]];
}

function readProperty(cursor: Cursor): CodePoints {
  const isNegated = cursor.take() === 'P';
  const name = cursor.skipIf('{') ? cursor.takeUntil('}') : cursor.take();
  const set = propertyClass(name);
  if (set === undefined) throw new UnknownPattern(`the class \\p{${name}} is not known here`);
  return isNegated ? complement(set) : set;
}

/** Of one symbol by its number or its letter; a sign stands for itself. */
function readCode(cursor: Cursor): number | undefined {
  const letter = cursor.peek();
  const control = controls[letter];
  if (control !== undefined) {
    cursor.skip();
    return control;
  }
  const hex =
    cursor.takeMatch(/^x\{([0-9a-fA-F]{1,6})\}/) ??
    cursor.takeMatch(/^x([0-9a-fA-F]{2})/) ??
    cursor.takeMatch(/^u([0-9a-fA-F]{4})/);
  if (hex !== undefined) {
    const code = Number.parseInt(hex, 16);
    if (code > 0x10_ffff) throw new WrongPattern(`\\x{${hex}} is no character`);
    return code;
  }
  const octal = cursor.takeMatch(/^0([0-3]?[0-7]{1,2})/);
  if (octal !== undefined) return Number.parseInt(octal, 8);
  const controlled = cursor.takeMatch(/^c([\s\S])/);
  if (controlled !== undefined) return codeOf(controlled) ^ 64;
  return /^[A-Za-z0-9]?$/.test(letter) ? undefined : codeOf(cursor.take());
}

/** After `[`. Java intersects what stands on the two sides of `&&`, and joins what stands next to each other. */
export function readClass(cursor: Cursor, ignoresCase: boolean): CodePoints {
  const isNegated = cursor.skipIf('^');
  let all: CodePoints | undefined;
  let part: CodePoints = [];
  const close = (): CodePoints => (all === undefined ? part : intersection(all, part));
  for (let isFirst = true; isFirst || !cursor.skipIf(']'); isFirst = false) {
    if (cursor.isAtEnd) throw new WrongPattern('a class in brackets is not closed');
    if (cursor.takeMatch(/^(&&)/) === undefined) {
      part = codePoints([...part, ...readClassItem(cursor, ignoresCase)]);
      continue;
    }
    all = close();
    part = [];
  }
  return isNegated ? complement(close()) : close();
}

function readClassItem(cursor: Cursor, ignoresCase: boolean): CodePoints {
  if (cursor.skipIf('[')) return readClass(cursor, ignoresCase);
  const first = readOne(cursor);
  const [from] = first.length === 1 && first[0]?.[0] === first[0]?.[1] ? first : [];
  const isRange = from !== undefined && /^-[^\][]/.test(cursor.rest) && !cursor.rest.startsWith('-&&');
  if (!isRange) return ignoresCase ? withBothCases(first) : first;
  cursor.skip();
  const [last] = readOne(cursor);
  if (last === undefined || last[0] !== last[1] || last[0] < from[0])
    throw new WrongPattern('a range in brackets runs backwards');
  const range: CodePoints = [[from[0], last[0]]];
  return ignoresCase ? withBothCases(range) : range;
}

function readOne(cursor: Cursor): CodePoints {
  if (!cursor.skipIf('\\')) {
    const code = codeOf(cursor.take());
    return [[code, code]];
  }
  const quoted = cursor.takeMatch(/^Q([\s\S]*?)(?:\\E|$)/);
  if (quoted !== undefined) return codePoints([...quoted].map((symbol) => [codeOf(symbol), codeOf(symbol)]));
  const set = readSymbolEscape(cursor);
  if (set === undefined) throw new WrongPattern(`\\${cursor.peek()} is no escape in brackets`);
  return set;
}

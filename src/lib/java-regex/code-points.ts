// Sets of code points as sorted ranges, which classes of regular expressions are made of.

/** Sorted, without overlaps. */
export type CodePoints = readonly (readonly [number, number])[];

const lastCodePoint = 0x10_ffff;

/** One set of any ranges. */
export function codePoints(ranges: CodePoints): CodePoints {
  const joined: [number, number][] = [];
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** Of each symbol of the text. */
export function symbolsOf(text: string): CodePoints {
  return codePoints([...text].map((symbol) => [codeOf(symbol), codeOf(symbol)]));
}

/** The code point of the first symbol. */
export function codeOf(symbol: string): number {
  return symbol.codePointAt(0) ?? 0;
}

/** All others. */
export function complement(set: CodePoints): CodePoints {
  const starts = [0, ...set.map(([, to]) => to + 1)];
  const ends = [...set.map(([from]) => from - 1), lastCodePoint];
  return starts.map((from, at) => [from, ends[at] ?? from] as const).filter(([from, to]) => from <= to);
}

/** What both have. */
export function intersection(a: CodePoints, b: CodePoints): CodePoints {
  return complement(codePoints([...complement(a), ...complement(b)]));
}

/** With the other case of each ASCII letter. */
export function withBothCases(set: CodePoints): CodePoints {
  const shifted = (letters: CodePoints, by: number): CodePoints =>
    intersection(set, letters).map(([from, to]) => [from + by, to + by]);
  return codePoints([...set, ...shifted([[65, 90]], 32), ...shifted([[97, 122]], -32)]);
}

/** All code points that a test of JavaScript's takes. */
export function codePointsThat(fits: (symbol: string) => boolean): CodePoints {
  const ranges: [number, number][] = [];
  for (let code = 0; code <= lastCodePoint; code += 1) {
    if (!fits(String.fromCodePoint(code))) continue;
    const last = ranges.at(-1);
    if (last?.[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return ranges;
}

/** As a class of JavaScript's with the flag u. */
export function classOf(set: CodePoints): string {
  // Nothing at all is a class that excludes everything.
  if (set.length === 0) return '[^\\u{0}-\\u{10ffff}]';
  const [only] = set;
  if (set.length === 1 && only?.[0] === only?.[1]) return written(only?.[0] ?? 0);
  return `[${set.map(([from, to]) => (from === to ? written(from) : `${written(from)}-${written(to)}`)).join('')}]`;
}

function written(code: number): string {
  const symbol = String.fromCodePoint(code);
  return /^[a-zA-Z0-9]$/.test(symbol) ? symbol : `\\u{${code.toString(16)}}`;
}

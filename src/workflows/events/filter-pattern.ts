// The patterns of filters of events (GitHub: "Workflow syntax", Filter pattern cheat sheet). Pure.
import { compileWildcards, literal, type Matcher, type Wildcard } from '../../lib/wildcard.ts';

/**
 * `*` is any text without a slash, `**` any text, `?` the preceding character or none, `+` the preceding character at least
 * once, `[…]` one of a set, and `\` takes the next character as it is. `**` and a slash at its beginning also fit nothing, so that
 * a file at the top fits.
 */
export function compileFilterPattern(pattern: string): Matcher {
  const symbols = [...pattern];
  const sequence: Wildcard[] = [];
  for (let at = 0; at < symbols.length;) {
    const { wildcard, end } = readSymbol(symbols, at, sequence);
    if (wildcard !== undefined) sequence.push(wildcard);
    at = end;
  }
  return compileWildcards(sequence);
}

interface Read {
  readonly wildcard: Wildcard | undefined;
  readonly end: number;
}

/** A quantifier takes the wildcard before it out of the sequence. */
function readSymbol(symbols: readonly string[], at: number, before: Wildcard[]): Read {
  const symbol = symbols[at] ?? '';
  switch (symbol) {
    case '*':
      return readStars(symbols, at);
    case '?':
    case '+': {
      const quantified = before.pop();
      if (quantified === undefined) return { wildcard: literal(symbol), end: at + 1 };
      return { wildcard: repeat(quantified, symbol), end: at + 1 };
    }
    case '[':
      return readSet(symbols, at) ?? { wildcard: literal(symbol), end: at + 1 };
    case '\\':
      return { wildcard: literal(symbols[at + 1] ?? symbol), end: at + 2 };
    default:
      return { wildcard: literal(symbol), end: at + 1 };
  }
}

function readStars(symbols: readonly string[], at: number): Read {
  if (symbols[at + 1] !== '*')
    return { wildcard: { kind: 'many', fits: (symbol) => symbol !== '/' }, end: at + 1 };
  const anything: Wildcard = { kind: 'many', fits: () => true };
  const isFolder = symbols[at + 2] === '/' && (at === 0 || symbols[at - 1] === '/');
  if (!isFolder) return { wildcard: anything, end: at + 2 };
  return { wildcard: { kind: 'choice', of: [[anything, literal('/')], []] }, end: at + 3 };
}

function repeat(wildcard: Wildcard, quantifier: '?' | '+'): Wildcard {
  if (quantifier === '?') return { kind: 'choice', of: [[wildcard], []] };
  return wildcard.kind === 'one'
    ? { kind: 'choice', of: [[wildcard, { kind: 'many', fits: wildcard.fits }]] }
    : wildcard;
}

function readSet(symbols: readonly string[], at: number): Read | undefined {
  const end = symbols.indexOf(']', at + 1);
  if (end === -1) return undefined;
  const ranges = rangesOf(symbols.slice(at + 1, end));
  const fits = (symbol: string): boolean => ranges.some(([from, to]) => symbol >= from && symbol <= to);
  return { wildcard: { kind: 'one', fits }, end: end + 1 };
}

function rangesOf(symbols: readonly string[]): readonly (readonly [string, string])[] {
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < symbols.length;) {
    const first = symbols[at] ?? '';
    const last = symbols[at + 1] === '-' ? symbols[at + 2] : undefined;
    ranges.push([first, last ?? first]);
    at += last === undefined ? 1 : 3;
  }
  return ranges;
}

/**
 * Whether a list of patterns takes a name: the last that fits decides, and one that begins with `!` takes it out again.
 */
export function takesName(patterns: readonly string[], name: string): boolean {
  let takes = false;
  for (const pattern of patterns) {
    const isNegative = pattern.startsWith('!');
    if (takes !== isNegative) continue;
    if (compileFilterPattern(isNegative ? pattern.slice(1) : pattern).matches(name)) takes = !isNegative;
  }
  return takes;
}

// Glob patterns of paths, in two syntaxes: bash's with globstar, and Java's (java.nio.file.FileSystem, getPathMatcher).
// In both `*` and `?` stay inside one component, `\` takes the next symbol literally, `[…]` and `{a,b}` choose, and a
// name that begins with a dot is a name like any other. Linear in the length of the path.
import { compileWildcards, literal, type Matcher, type Wildcard } from './wildcard.ts';

/**
 * What differs. In bash's `**` is a whole component and means any number of folders, also none, so that a pattern of
 * `**` and `*` finds files at the top too. In Java's it stands for any characters wherever it stands, the slash after it
 * has to be there, `\` in brackets is itself, and groups are not nested.
 */
export type GlobSyntax = 'bash' | 'java';

export function compileGlob(pattern: string, syntax: GlobSyntax): Matcher {
  const symbols = [...pattern];
  return compileWildcards(readSequence({ symbols, syntax, depth: 0 }, 0, symbols.length));
}

interface Reading {
  readonly symbols: readonly string[];
  readonly syntax: GlobSyntax;
  /** Of the groups around. */
  readonly depth: number;
}

interface Read {
  readonly wildcards: readonly Wildcard[];
  /** Where the next begins. */
  readonly end: number;
}

function readSequence(reading: Reading, from: number, to: number): readonly Wildcard[] {
  const sequence: Wildcard[] = [];
  for (let at = from; at < to;) {
    const { wildcards, end } = readOne(reading, at, to);
    sequence.push(...wildcards);
    at = end;
  }
  return sequence;
}

function readOne(reading: Reading, at: number, to: number): Read {
  const { symbols, syntax } = reading;
  const symbol = symbols[at] ?? '';
  const rest = { wildcards: [literal(symbol)], end: at + 1 };
  switch (symbol) {
    case '\\':
      return at + 1 < to ? { wildcards: [literal(symbols[at + 1] ?? '')], end: at + 2 } : rest;
    case '?':
      return { wildcards: [{ kind: 'one', fits: isNoSlash }], end: at + 1 };
    case '*':
      return syntax === 'java' ? readStars(symbols, at, to) : readBashStars(symbols, at, to);
    case '[':
      return readBrackets(symbols, at, syntax) ?? rest;
    case '{':
      return readGroup(reading, at, to) ?? rest;
    default:
      return rest;
  }
}

const isNoSlash = (symbol: string): boolean => symbol !== '/';
const isAny = (): boolean => true;
const anything: Wildcard = { kind: 'many', fits: isAny };
const inComponent: Wildcard = { kind: 'many', fits: isNoSlash };
/** `**` and a slash: any number of folders, also none. */
const folders: Wildcard = { kind: 'choice', of: [[], [anything, literal('/')]] };

function endOfStars(symbols: readonly string[], at: number, to: number): number {
  let end = at;
  while (end < to && symbols[end] === '*') end += 1;
  return end;
}

function readStars(symbols: readonly string[], at: number, to: number): Read {
  const end = endOfStars(symbols, at, to);
  return { wildcards: [end - at > 1 ? anything : inComponent], end };
}

function readBashStars(symbols: readonly string[], at: number, to: number): Read {
  const end = endOfStars(symbols, at, to);
  // In a group a component may begin and end with an alternative.
  const begins = at === 0 || ['/', '{', ','].includes(symbols[at - 1] ?? '');
  const isComponent = end - at === 2 && begins && (end === to || symbols[end] === '/');
  if (!isComponent) return { wildcards: [inComponent], end };
  return end === to ? { wildcards: [anything], end } : { wildcards: [folders], end: end + 1 };
}

/** Undefined for a bracket that is not closed, which stands for itself. */
function readBrackets(symbols: readonly string[], at: number, syntax: GlobSyntax): Read | undefined {
  const second = symbols[at + 1];
  const isNegated = second === '!' || (second === '^' && syntax === 'bash');
  const ranges: (readonly [string, string])[] = [];
  let place = at + (isNegated ? 2 : 1);
  const first = place;
  for (; symbols[place] !== ']' || place === first; place += 1) {
    if (symbols[place] === '\\' && syntax === 'bash') place += 1;
    const from = symbols[place];
    if (from === undefined) return undefined;
    const last = symbols[place + 2];
    const isRange = symbols[place + 1] === '-' && last !== undefined && last !== ']';
    ranges.push([from, isRange ? last : from]);
    if (isRange) place += 2;
  }
  const holds = (symbol: string): boolean => ranges.some(([from, to]) => isBetween(symbol, from, to));
  const fits = (symbol: string): boolean => isNoSlash(symbol) && holds(symbol) !== isNegated;
  return { wildcards: [{ kind: 'one', fits }], end: place + 1 };
}

function isBetween(symbol: string, from: string, to: string): boolean {
  const [at, first, last] = [symbol, from, to].map((each) => each.codePointAt(0) ?? 0);
  return at !== undefined && first !== undefined && last !== undefined && at >= first && at <= last;
}

/** Undefined for a group that is not closed, and in Java's syntax for one inside another. */
function readGroup(reading: Reading, at: number, to: number): Read | undefined {
  const { symbols, syntax, depth } = reading;
  if (syntax === 'java' && depth > 0) return undefined;
  const commas = separators(reading, at, to);
  const end = commas.at(-1);
  if (end === undefined || symbols[end] !== '}') return undefined;
  const inner = { ...reading, depth: depth + 1 };
  const of = commas.map((comma, index) => readSequence(inner, (commas[index - 1] ?? at) + 1, comma));
  return { wildcards: [{ kind: 'choice', of }], end: end + 1 };
}

/** The commas of a group, and last its closing brace. */
function separators({ symbols, syntax }: Reading, at: number, to: number): readonly number[] {
  const found: number[] = [];
  let open = 0;
  for (let place = at; place < to; place += 1) {
    const symbol = symbols[place];
    if (symbol === '\\') place += 1;
    else if (symbol === '[') place = (readBrackets(symbols, place, syntax)?.end ?? place + 1) - 1;
    else if (symbol === '{' && (open === 0 || syntax === 'bash')) open += 1;
    else if (symbol === ',' && open === 1) found.push(place);
    else if (symbol === '}') {
      open -= 1;
      if (open === 0) return [...found, place];
    }
  }
  return [];
}

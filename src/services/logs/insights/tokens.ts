// The words of a query of Logs Insights, with their places. Pure.
import { periodSource } from './periods.ts';

type TokenKind = 'word' | 'quoted name' | 'text' | 'regex' | 'number' | 'duration' | 'sign' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** Without its quotes. */
  readonly text: string;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** What is wrong in a query, and where: `from` to `to`, exclusive. */
export class QueryMistake extends Error {
  override readonly name = 'QueryMistake';
  readonly from: number;
  readonly to: number;

  constructor(message: string, { from, to }: Pick<Token, 'from' | 'to'>) {
    super(message);
    this.from = from;
    this.to = to;
  }
}

/** In this order: an expression of regular expressions begins where a value may. */
const forms: readonly (readonly [TokenKind | 'nothing', RegExp])[] = [
  ['nothing', /\s+|#[^\n]*/y],
  ['text', /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/sy],
  ['quoted name', /`([^`]+)`/y],
  ['duration', new RegExp(`(${periodSource})(?![\\w.])`, 'y')],
  ['number', /(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)/y],
  ['word', /([@A-Za-z_][\w@]*(?:\.[\w@]+)*)/y],
  ['sign', /(=~|!=|<=|>=|[=<>|,()[\]+\-*/%^])/y],
];

/** Ends with a token of kind `end`. @throws QueryMistake */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const isRegex = query[at] === '/' && beginsRegex(tokens);
    const next = isRegex ? regexAt(query, at) : formAt(query, at);
    if (next.kind !== 'nothing') tokens.push({ ...next, kind: next.kind, from: at });
    at = next.to;
  }
  tokens.push({ kind: 'end', text: '', from: query.length, to: query.length });
  return tokens;
}

interface Found {
  readonly kind: TokenKind | 'nothing';
  readonly text: string;
  readonly to: number;
}

/** After a value `/` divides: an expression stands where one is compared with, and after the field of `parse`. */
function beginsRegex(before: readonly Token[]): boolean {
  const [last, earlier] = [before.at(-1), before.at(-2)];
  const isWord = (token: Token | undefined, word: string) =>
    token?.kind === 'word' && token.text.toLowerCase() === word;
  if (last?.kind === 'sign') return ['=~', '(', ',', '['].includes(last.text);
  return isWord(last, 'like') || isWord(last, 'parse') || isWord(earlier, 'parse');
}

function regexAt(query: string, from: number): Found {
  const form = /\/((?:[^/\\\n]|\\.)+)\//sy;
  form.lastIndex = from;
  const found = form.exec(query);
  if (found === null) return { kind: 'sign', text: '/', to: from + 1 };
  return { kind: 'regex', text: (found[1] ?? '').replaceAll('\\/', '/'), to: form.lastIndex };
}

function formAt(query: string, from: number): Found {
  for (const [kind, form] of forms) {
    form.lastIndex = from;
    const found = form.exec(query);
    if (found === null) continue;
    const text = found[1] ?? found[2] ?? found[0];
    return { kind, text: kind === 'text' ? unescaped(text) : text, to: form.lastIndex };
  }
  const symbol = String.fromCodePoint(query.codePointAt(from) ?? 0);
  throw new QueryMistake(`unexpected symbol found ${symbol}${placeText(query, from)}`, {
    from,
    to: from + symbol.length,
  });
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/gs, (whole, symbol: string) =>
    /["'\\]/.test(symbol) ? symbol : (escapes[symbol] ?? whole),
  );
}

/** ` at line 1 and position 15`, as CloudWatch Logs says it. */
export function placeText(query: string, offset: number): string {
  const before = query.slice(0, offset).split('\n');
  return ` at line ${before.length} and position ${(before.at(-1)?.length ?? 0) + 1}`;
}

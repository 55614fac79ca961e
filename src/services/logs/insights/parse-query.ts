// From the text of a query of Logs Insights to its commands. Source: CloudWatch Logs user guide, "CloudWatch Logs Insights query
// syntax". Pure.
import { compileRe2 } from '../../../lib/re2.ts';
import { isFunction, isNotExecuted, isStatistic, periodFunctions, textOf } from './functions.ts';
import { periodOf } from './periods.ts';
import { placeText, QueryMistake, tokensOf, type Token } from './tokens.ts';
import type { Command, Expression, Named, Query } from './query.ts';

/** @param now when the query was started, in milliseconds since the epoch. @throws QueryMistake */
export function parseQuery(text: string, now: number): Query {
  const reader = new Reader(text, tokensOf(text), now);
  const commands: Command[] = [];
  if (reader.peek().kind === 'end') reader.fail('The query is empty');
  for (;;) {
    commands.push(commandAt(reader));
    if (reader.takeSign('|')) continue;
    if (reader.peek().kind === 'end') return { commands };
    reader.unexpected();
  }
}

class Reader {
  readonly text: string;
  readonly now: number;
  readonly #tokens: readonly Token[];
  #at = 0;
  depth = 0;

  constructor(text: string, tokens: readonly Token[], now: number) {
    this.text = text;
    this.now = now;
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)];
    if (token === undefined) throw new Error('There is always a last token');
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  takeSign(sign: string): boolean {
    const { kind, text } = this.peek();
    if (kind !== 'sign' || text !== sign) return false;
    this.#at += 1;
    return true;
  }

  isWord(word: string, ahead = 0): boolean {
    const { kind, text } = this.peek(ahead);
    return kind === 'word' && text.toLowerCase() === word;
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.#at += 1;
    return true;
  }

  expectSign(sign: string): void {
    if (!this.takeSign(sign)) this.unexpected();
  }

  unexpected(token = this.peek()): never {
    const what =
      token.kind === 'end'
        ? 'unexpected end of the query'
        : `unexpected symbol found ${this.sourceOf(token)}`;
    throw new QueryMistake(`${what}${placeText(this.text, token.from)}`, token);
  }

  fail(message: string, token = this.peek()): never {
    throw new QueryMistake(`${message}${placeText(this.text, token.from)}`, token);
  }

  sourceOf({ from, to }: Pick<Token, 'from' | 'to'>): string {
    return this.text.slice(from, to);
  }

  /** From that place to the last token that was taken. */
  sourceSince(from: number): string {
    const last = this.#tokens[this.#at - 1];
    return this.text.slice(from, last?.to ?? from);
  }
}

/** Commands of Logs Insights that are not executed on this machine. */
const notExecuted: ReadonlySet<string> = new Set([
  'pattern',
  'diff',
  'anomaly',
  'unmask',
  'unnest',
  'filterindex',
  'source',
  'lookup',
  'join',
]);

function commandAt(reader: Reader): Command {
  const token = reader.next();
  const word = token.kind === 'word' ? token.text.toLowerCase() : '';
  switch (word) {
    case 'fields':
    case 'display':
      return { kind: word, fields: listOf(reader, namedAt) };
    case 'filter':
      return { kind: 'filter', condition: expressionAt(reader) };
    case 'parse':
      return parseCommand(reader);
    case 'stats':
      return statsCommand(reader);
    case 'sort':
      return { kind: 'sort', keys: listOf(reader, sortKeyAt) };
    case 'limit':
    case 'head':
    case 'tail':
      return word === 'tail' ? reader.unexpected(token) : { kind: 'limit', count: countAt(reader) };
    case 'dedup':
      return { kind: 'dedup', fields: listOf(reader, expressionAt) };
    default:
      return notExecuted.has(word)
        ? reader.fail(`Slipway does not execute the command ${word}`, token)
        : reader.unexpected(token);
  }
}

function listOf<T>(reader: Reader, itemAt: (reader: Reader) => T): readonly T[] {
  const items = [itemAt(reader)];
  while (reader.takeSign(',')) items.push(itemAt(reader));
  return items;
}

function namedAt(reader: Reader): Named {
  const { from } = reader.peek();
  const value = expressionAt(reader);
  const written = reader.sourceSince(from);
  if (reader.takeWord('as')) return { name: nameAt(reader), value };
  return { name: value.kind === 'field' ? value.name : written, value };
}

function nameAt(reader: Reader): string {
  const token = reader.next();
  return token.kind === 'word' || token.kind === 'quoted name' ? token.text : reader.unexpected(token);
}

function sortKeyAt(reader: Reader) {
  const value = expressionAt(reader);
  if (reader.takeWord('desc')) return { value, isDescending: true };
  reader.takeWord('asc');
  return { value, isDescending: false };
}

/** CloudWatch Logs quotas: results of a query. */
const mostResults = 10_000;

function countAt(reader: Reader): number {
  const token = reader.next();
  const count = Number(token.text);
  if (token.kind !== 'number' || !Number.isInteger(count)) return reader.unexpected(token);
  if (count < 1 || count > mostResults)
    return reader.fail(`The limit must be between 1 and ${mostResults}`, token);
  return count;
}

function parseCommand(reader: Reader): Command {
  const isPattern = () => ['text', 'regex'].includes(reader.peek().kind);
  const field: Expression = isPattern() ? { kind: 'field', name: '@message' } : expressionAt(reader);
  const token = reader.next();
  if (token.kind === 'regex')
    return { kind: 'parse', field, pattern: token.text, names: groupsOf(reader, token) };
  if (token.kind !== 'text') return reader.unexpected(token);
  if (!reader.takeWord('as')) return reader.unexpected();
  const names = listOf(reader, nameAt);
  const parts = token.text.split('*');
  if (parts.length - 1 !== names.length)
    return reader.fail(`The pattern has ${parts.length - 1} wildcards, and ${names.length} names`, token);
  const last = parts.length - 2;
  const pattern = parts
    .map(
      (part, at) => escaped(part) + (at > last ? '' : at === last && parts[at + 1] === '' ? '(.*)' : '(.*?)'),
    )
    .join('');
  return { kind: 'parse', field, pattern: `(?s)${pattern}`, names };
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Each group of an expression has the name of its field. */
function groupsOf(reader: Reader, token: Token): readonly string[] {
  checkRegex(reader, token);
  const names = [...token.text.matchAll(/\(\?P?<([A-Za-z@_]\w*)>/g)].map(([, name = '']) => name);
  return names.length === 0 ? reader.fail('The expression has no named group', token) : names;
}

function checkRegex(reader: Reader, token: Token): void {
  try {
    compileRe2(token.text);
  } catch (error) {
    reader.fail(
      `The regular expression is not one: ${error instanceof Error ? error.message : String(error)}`,
      token,
    );
  }
}

function statsCommand(reader: Reader): Command {
  const values = listOf(reader, statisticAt);
  const by = reader.takeWord('by') ? listOf(reader, namedAt) : [];
  if (reader.isWord('offset')) reader.fail('Slipway does not execute offset of stats');
  return { kind: 'stats', values, by };
}

function statisticAt(reader: Reader): Named {
  const token = reader.peek();
  const named = namedAt(reader);
  return hasStatistic(named.value)
    ? named
    : reader.fail('A value of stats needs a function of statistics', token);
}

export function hasStatistic(value: Expression): boolean {
  return value.kind === 'call' && (isStatistic(value.name) || value.args.some(hasStatistic));
}

/** From the weakest to the strongest. */
const levels: readonly (readonly string[])[] = [['or'], ['and']];

/** So deep expressions may be in each other. */
const deepest = 100;

function expressionAt(reader: Reader): Expression {
  return deeper(reader, (inner) => logicalAt(inner, 0));
}

function deeper(reader: Reader, valueIn: (reader: Reader) => Expression): Expression {
  reader.depth += 1;
  if (reader.depth > deepest) reader.fail('The query is too deep');
  const value = valueIn(reader);
  reader.depth -= 1;
  return value;
}

function logicalAt(reader: Reader, level: number): Expression {
  const [word] = levels[level] ?? [];
  if (word === undefined) return notAt(reader);
  let left = logicalAt(reader, level + 1);
  while (reader.takeWord(word))
    left = { kind: 'call', name: word, args: [left, logicalAt(reader, level + 1)] };
  return left;
}

function notAt(reader: Reader): Expression {
  let times = 0;
  while (reader.takeWord('not')) times += 1;
  const value = comparedAt(reader);
  return times % 2 === 0 ? value : { kind: 'call', name: 'not', args: [value] };
}

const comparisons: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);

function comparedAt(reader: Reader): Expression {
  const left = sumAt(reader);
  const { kind, text } = reader.peek();
  if (kind === 'sign' && comparisons.has(text)) {
    reader.next();
    return { kind: 'call', name: text, args: [left, sumAt(reader)] };
  }
  if (reader.takeSign('=~')) return { kind: 'call', name: 'like', args: [left, patternAt(reader)] };
  const isNegated = reader.isWord('not') && (reader.isWord('like', 1) || reader.isWord('in', 1));
  if (isNegated) reader.next();
  const found = likeOrIn(reader, left);
  if (found === undefined) return left;
  return isNegated ? { kind: 'call', name: 'not', args: [found] } : found;
}

function likeOrIn(reader: Reader, left: Expression): Expression | undefined {
  if (reader.takeWord('like')) return { kind: 'call', name: 'like', args: [left, patternAt(reader)] };
  if (!reader.takeWord('in')) return undefined;
  reader.expectSign('[');
  const items = listOf(reader, sumAt);
  reader.expectSign(']');
  return { kind: 'call', name: 'in', args: [left, { kind: 'list', items }] };
}

function patternAt(reader: Reader): Expression {
  const token = reader.next();
  if (token.kind === 'text') return { kind: 'value', value: token.text };
  if (token.kind !== 'regex') return reader.unexpected(token);
  checkRegex(reader, token);
  return { kind: 'regex', pattern: token.text };
}

function sumAt(reader: Reader): Expression {
  return joinedAt(reader, ['+', '-'], (inner) => joinedAt(inner, ['*', '/', '%'], powerAt));
}

function joinedAt(
  reader: Reader,
  signs: readonly string[],
  partAt: (reader: Reader) => Expression,
): Expression {
  let left = partAt(reader);
  for (;;) {
    const sign = signs.find((each) => reader.takeSign(each));
    if (sign === undefined) return left;
    left = { kind: 'call', name: sign, args: [left, partAt(reader)] };
  }
}

function powerAt(reader: Reader): Expression {
  const base = valueAt(reader);
  if (!reader.takeSign('^')) return base;
  return { kind: 'call', name: '^', args: [base, deeper(reader, powerAt)] };
}

function valueAt(reader: Reader): Expression {
  const token = reader.next();
  switch (token.kind) {
    case 'text':
    case 'duration':
      return { kind: 'value', value: token.text };
    case 'number':
      return { kind: 'value', value: Number(token.text) };
    case 'quoted name':
      return { kind: 'field', name: token.text };
    case 'word':
      return wordAt(reader, token);
    case 'sign':
      return signedAt(reader, token);
    default:
      return reader.unexpected(token);
  }
}

function signedAt(reader: Reader, token: Token): Expression {
  if (token.text === '-')
    return { kind: 'call', name: '-', args: [{ kind: 'value', value: 0 }, deeper(reader, valueAt)] };
  // `count(*)`
  if (token.text === '*') return { kind: 'field', name: '*' };
  if (token.text !== '(') return reader.unexpected(token);
  const value = expressionAt(reader);
  reader.expectSign(')');
  return value;
}

const reserved: ReadonlySet<string> = new Set(['as', 'by', 'and', 'or', 'like', 'in', 'asc', 'desc']);

function wordAt(reader: Reader, token: Token): Expression {
  const lower = token.text.toLowerCase();
  if (reserved.has(lower)) return reader.unexpected(token);
  if (!reader.takeSign('(')) {
    if (lower === 'true' || lower === 'false') return { kind: 'value', value: lower === 'true' };
    return { kind: 'field', name: token.text };
  }
  if (lower === 'now') return nowAt(reader);
  if (isNotExecuted(lower)) return reader.fail(`Slipway does not execute the function ${token.text}`, token);
  if (!isFunction(lower) && !isStatistic(lower)) return reader.fail(`Unknown function ${token.text}`, token);
  const args = argumentsAt(reader);
  if (periodFunctions.includes(lower)) checkPeriod(reader, token, args);
  return { kind: 'call', name: lower, args };
}

/** After its `(`. */
function argumentsAt(reader: Reader): readonly Expression[] {
  if (reader.takeSign(')')) return [];
  const args = listOf(reader, expressionAt);
  reader.expectSign(')');
  return args;
}

/** In seconds since the epoch, and the same for all events. */
function nowAt(reader: Reader): Expression {
  reader.expectSign(')');
  return { kind: 'value', value: Math.floor(reader.now / 1000) };
}

/** A period that is none would make one group of all events. */
function checkPeriod(reader: Reader, token: Token, args: readonly Expression[]): void {
  const period = args.at(-1);
  if (period?.kind !== 'value' || periodOf(textOf(period.value)) === undefined)
    reader.fail(`The function ${token.text} needs a period`, token);
}

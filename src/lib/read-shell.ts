// Reads a script of a shell (sh, bash) as far as rules about commands need it: lists, pipelines, groups and the
// words of commands. It expands nothing and never throws; what it does not understand it passes over.
// Source: POSIX, "Shell Command Language", sections 2.3, 2.9 and 2.10.

/** One command, its words without quotes and redirections, or something that holds scripts: a group, if, for, case. */
export type ShellNode =
  | { readonly kind: 'command'; readonly words: readonly string[] }
  /** What decides (the condition of an if or a loop) is left out: its status is used and not lost. */
  | { readonly kind: 'compound'; readonly bodies: readonly ShellScript[] };

export interface ShellPipeline {
  /** Begins with an exclamation mark. */
  readonly isNegated: boolean;
  readonly nodes: readonly ShellNode[];
}

/** Pipelines joined by && and ||. */
export interface ShellList {
  readonly first: ShellPipeline;
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly pipeline: ShellPipeline }[];
  readonly isBackground: boolean;
}

export type ShellScript = readonly ShellList[];

export function readShell(text: string): ShellScript {
  const reader = new TokenReader(tokensOf(text));
  const lists: ShellList[] = [];
  while (!reader.isAtEnd()) {
    lists.push(...readScript(reader));
    reader.take();
  }
  return lists;
}

interface Token {
  /** A word that was quoted in any part is never a keyword. */
  readonly kind: 'word' | 'quoted' | 'operator';
  readonly text: string;
}

class TokenReader {
  /** How many nodes are being read around the next token. */
  depth = 0;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  take(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  /** Takes the next token when it is one of these operators or unquoted words. */
  takeIf(...texts: readonly string[]): string | undefined {
    const token = this.peek();
    if (token === undefined || token.kind === 'quoted' || !texts.includes(token.text)) return undefined;
    this.#at += 1;
    return token.text;
  }

  skipTo(...texts: readonly string[]): void {
    while (!this.isAtEnd() && this.takeIf(...texts) === undefined) this.#at += 1;
  }
}

const closers = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}', ')', ';;']);

/** Up to a token that closes what is around it, which is left. */
function readScript(reader: TokenReader): ShellScript {
  const lists: ShellList[] = [];
  for (;;) {
    while (reader.takeIf(';', '\n', '&') !== undefined);
    const next = reader.peek();
    if (next === undefined || (next.kind !== 'quoted' && closers.has(next.text))) return lists;
    lists.push(readList(reader));
  }
}

function readList(reader: TokenReader): ShellList {
  const first = readPipeline(reader);
  const rest: { operator: '&&' | '||'; pipeline: ShellPipeline }[] = [];
  for (;;) {
    const operator = reader.takeIf('&&', '||');
    if (operator !== '&&' && operator !== '||') break;
    while (reader.takeIf('\n') !== undefined);
    rest.push({ operator, pipeline: readPipeline(reader) });
  }
  return { first, rest, isBackground: reader.takeIf('&') !== undefined };
}

function readPipeline(reader: TokenReader): ShellPipeline {
  const isNegated = reader.takeIf('!') !== undefined;
  const nodes = [readNode(reader)];
  while (reader.takeIf('|', '|&') !== undefined) {
    while (reader.takeIf('\n') !== undefined);
    nodes.push(readNode(reader));
  }
  return { isNegated, nodes };
}

/** No real script nests deeper; one that does is skipped word by word. */
const maxDepth = 100;

function readNode(reader: TokenReader): ShellNode {
  if (reader.depth >= maxDepth) return command(reader);
  reader.depth += 1;
  const node = readNested(reader);
  reader.depth -= 1;
  return node;
}

function readNested(reader: TokenReader): ShellNode {
  const keyword = reader.takeIf('{', '(', 'if', 'while', 'until', 'for', 'select', 'case');
  switch (keyword) {
    case '{':
    case '(':
      return group(reader, keyword === '{' ? '}' : ')');
    case 'if':
      return conditional(reader);
    case 'while':
    case 'until':
      readScript(reader);
      return loop(reader);
    case 'for':
    case 'select':
      reader.skipTo(';', '\n');
      while (reader.takeIf('\n') !== undefined);
      return loop(reader);
    case 'case':
      return choice(reader);
    default:
      return command(reader);
  }
}

function group(reader: TokenReader, closer: string): ShellNode {
  const body = readScript(reader);
  reader.takeIf(closer);
  return { kind: 'compound', bodies: [body] };
}

function conditional(reader: TokenReader): ShellNode {
  const bodies: ShellScript[] = [];
  readScript(reader);
  for (;;) {
    const keyword = reader.takeIf('then', 'else', 'elif');
    if (keyword === undefined) break;
    const script = readScript(reader);
    if (keyword !== 'elif') bodies.push(script);
  }
  reader.takeIf('fi');
  return { kind: 'compound', bodies };
}

function loop(reader: TokenReader): ShellNode {
  reader.takeIf('do');
  const body = readScript(reader);
  reader.takeIf('done');
  return { kind: 'compound', bodies: [body] };
}

function choice(reader: TokenReader): ShellNode {
  const bodies: ShellScript[] = [];
  reader.skipTo('in');
  while (!reader.isAtEnd()) {
    while (reader.takeIf('\n', ';;') !== undefined);
    if (reader.takeIf('esac') !== undefined) break;
    reader.takeIf('(');
    reader.skipTo(')');
    bodies.push(readScript(reader));
  }
  return { kind: 'compound', bodies };
}

function command(reader: TokenReader): ShellNode {
  const words: string[] = [];
  for (;;) {
    const token = reader.peek();
    if (token === undefined || token.kind === 'operator') break;
    words.push(token.text);
    reader.take();
  }
  // A function is only said, not done; its body is read to get past it.
  if (words.length === 1 && reader.takeIf('(') !== undefined && reader.takeIf(')') !== undefined) {
    while (reader.takeIf('\n') !== undefined);
    readNode(reader);
    return { kind: 'compound', bodies: [] };
  }
  return { kind: 'command', words };
}

const blank = /^[ \t\r]+|^\\\n|^#[^\n]*/;
const redirection = /^(?:\d*(?:<<-?|<<<|>>|>&|<&|>\||<>|<|>)|&>>?)/;
const operator = /^(?:&&|\|\||\|&|;;|[|&;()\n])/;
const plain = /^(?:[^\s|&;()<>'"`\\$]|\\[^])+/;

/** Redirections are dropped with their targets, here-documents with their text. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const documents: string[] = [];
  let rest = text;
  let isTarget: 'file' | 'document' | undefined;
  while (rest !== '') {
    const skipped = blank.exec(rest)?.[0];
    if (skipped !== undefined) {
      rest = rest.slice(skipped.length);
      continue;
    }
    const redirected = redirection.exec(rest)?.[0];
    if (redirected !== undefined) {
      isTarget = /<<-?$/.test(redirected) ? 'document' : 'file';
      rest = rest.slice(redirected.length);
      continue;
    }
    const found = operator.exec(rest)?.[0];
    if (found !== undefined) {
      tokens.push({ kind: 'operator', text: found });
      rest = rest.slice(found.length);
      if (found === '\n') for (const end of documents.splice(0)) rest = behindDocument(rest, end);
      isTarget = undefined;
      continue;
    }
    const word = readWord(rest);
    rest = rest.slice(word.length);
    if (isTarget === undefined) tokens.push({ kind: word.isQuoted ? 'quoted' : 'word', text: word.text });
    if (isTarget === 'document') documents.push(word.text);
    isTarget = undefined;
  }
  return tokens;
}

function behindDocument(rest: string, end: string): string {
  const lines = rest.split('\n');
  const last = lines.findIndex((line) => line.trim() === end);
  return last === -1 ? '' : lines.slice(last + 1).join('\n');
}

interface Word {
  readonly text: string;
  readonly length: number;
  readonly isQuoted: boolean;
}

/** At least one character long, so that reading always ends. */
function readWord(rest: string): Word {
  let text = '';
  let length = 0;
  let isQuoted = false;
  while (length < rest.length) {
    const here = rest.slice(length);
    const part = quotedPart(here) ?? expansion(here);
    const bare = part === undefined ? plain.exec(here)?.[0] : undefined;
    if (part === undefined && bare === undefined) break;
    isQuoted ||= part?.isQuoted === true;
    text +=
      part?.text ?? bare?.replaceAll(/\\([^])/g, (_, escaped: string) => (escaped === '\n' ? '' : escaped));
    length += part?.length ?? bare?.length ?? 0;
  }
  return length === 0 ? { text: rest.slice(0, 1), length: 1, isQuoted } : { text, length, isQuoted };
}

function quotedPart(here: string): Word | undefined {
  const single = /^'([^']*)(?:'|$)/.exec(here);
  if (single !== null) return { text: single[1] ?? '', length: single[0].length, isQuoted: true };
  const double = /^"((?:[^"\\]|\\[^])*)(?:"|\\?$)/.exec(here);
  if (double === null) return undefined;
  return {
    text: (double[1] ?? '').replaceAll(/\\(["\\$`])/g, '$1'),
    length: double[0].length,
    isQuoted: true,
  };
}

/** $NAME, ${…}, $(…) and `…` stay as they are written. */
function expansion(here: string): Word | undefined {
  const backticks = /^`[^`]*(?:`|$)/.exec(here)?.[0];
  const opened = /^\$[({]/.test(here);
  const taken = backticks ?? (opened ? balanced(here) : /^\$/.exec(here)?.[0]);
  return taken === undefined ? undefined : { text: taken, length: taken.length, isQuoted: false };
}

function balanced(here: string): string {
  let depth = 0;
  for (let index = 1; index < here.length; index += 1) {
    const character = here[index];
    if (character === '(' || character === '{') depth += 1;
    if (character === ')' || character === '}') depth -= 1;
    if (depth === 0) return here.slice(0, index + 1);
  }
  return here;
}

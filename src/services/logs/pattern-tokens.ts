// The tokens of a pattern in braces or brackets, and expressions of conditions with `&&`, `||` and parentheses. Pure.
import { patternError } from './pattern-text.ts';

const token = /\s*(&&|\|\||!=|<=|>=|[=<>(),]|"(?:\\.|[^"\\])*"|%(?:\\.|[^%\\])*%|\.\.\.|[^\s"=<>(),&|!]+)/uy;

export class Tokens {
  readonly pattern: string;
  readonly #tokens: readonly string[];
  #at = 0;

  /** @param inner what stands between the braces or brackets of the pattern */
  constructor(pattern: string, inner: string) {
    this.pattern = pattern;
    const found: string[] = [];
    token.lastIndex = 0;
    while (inner.slice(token.lastIndex).trim() !== '') {
      const at = token.lastIndex;
      const next = token.exec(inner);
      if (next === null) throw patternError(pattern, `"${inner.slice(at).trim()}" is not understood`);
      found.push(next[1] ?? '');
    }
    this.#tokens = found;
  }

  get next(): string | undefined {
    return this.#tokens[this.#at];
  }

  take(): string {
    const taken = this.next;
    if (taken === undefined) throw patternError(this.pattern, 'it ends too early');
    this.#at += 1;
    return taken;
  }

  /** True when the next is one of these words, which are taken then. */
  takeIf(...words: readonly string[]): boolean {
    const isThere = words.every((word, place) => this.#tokens[this.#at + place] === word);
    if (isThere) this.#at += words.length;
    return isThere;
  }

  expect(word: string): void {
    if (!this.takeIf(word))
      throw patternError(this.pattern, `"${word}" is missing before "${this.next ?? ''}"`);
  }
}

/** `a && (b || c)`; `&&` binds closer. */
export function parseConditions<T>(
  tokens: Tokens,
  condition: (tokens: Tokens) => (subject: T) => boolean,
): (subject: T) => boolean {
  const single = (): ((subject: T) => boolean) => {
    if (!tokens.takeIf('(')) return condition(tokens);
    const inner = parseConditions(tokens, condition);
    tokens.expect(')');
    return inner;
  };
  const all = () => {
    const parts = [single()];
    while (tokens.takeIf('&&')) parts.push(single());
    return (subject: T) => parts.every((test) => test(subject));
  };
  const parts = [all()];
  while (tokens.takeIf('||')) parts.push(all());
  return (subject) => parts.some((test) => test(subject));
}

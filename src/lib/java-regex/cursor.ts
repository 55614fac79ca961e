// A place in a pattern that is being read.

/** What is wrong with a pattern. Thrown inside of this folder only. */
export class WrongPattern extends Error {}

/** What Java takes and cannot be evaluated here. */
export class UnknownPattern extends WrongPattern {}

/** Reads a text symbol by symbol. */
export class Cursor {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  get rest(): string {
    return this.#text.slice(this.#at);
  }

  /** Empty at the end. */
  peek(): string {
    const code = this.#text.codePointAt(this.#at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  take(): string {
    const symbol = this.peek();
    if (symbol === '') throw new WrongPattern('it ends too early');
    this.#at += symbol.length;
    return symbol;
  }

  skip(): void {
    this.take();
  }

  skipIf(symbol: string): boolean {
    if (this.peek() !== symbol) return false;
    this.#at += symbol.length;
    return true;
  }

  takeUntil(end: string): string {
    const at = this.#text.indexOf(end, this.#at);
    if (at === -1) throw new WrongPattern(`"${end}" is missing`);
    const taken = this.#text.slice(this.#at, at);
    this.#at = at + end.length;
    return taken;
  }

  /** @param form anchored at its start, with one group: what is given */
  takeMatch(form: RegExp): string | undefined {
    const found = form.exec(this.rest);
    if (found === null) return undefined;
    this.#at += found[0].length;
    return found[1] ?? '';
  }
}

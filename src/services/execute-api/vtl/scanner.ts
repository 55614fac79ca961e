// A place in a template's text.

/** What keeps a template from being executed; `message` names the construct and its line. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  sees(word: string): boolean {
    return this.text.startsWith(word, this.at);
  }

  /** True, and behind it, when the word is next. */
  takes(word: string): boolean {
    if (!this.sees(word)) return false;
    this.at += word.length;
    return true;
  }

  /** What matches at this place, or nothing. @param pattern with the flag `y` */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  skipSpace(): void {
    this.match(/\s*/y);
  }

  expect(word: string): void {
    this.skipSpace();
    if (!this.takes(word))
      throw this.error(`"${word}" is expected before "${this.text.slice(this.at, this.at + 20)}"`);
  }

  error(message: string): TemplateError {
    const line = this.text.slice(0, this.at).split('\n').length;
    return new TemplateError(`line ${line}: ${message}`);
  }
}

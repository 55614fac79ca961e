// Reads a regular expression of Java's (java.util.regex.Pattern) and writes it as one of JavaScript's with the flag u.
// Every symbol becomes a class of its own, so that nothing depends on what two engines think of \s, a dot or of case.
import { classOf, codeOf, complement, withBothCases, type CodePoints } from './code-points.ts';
import { Cursor, UnknownPattern, WrongPattern } from './cursor.ts';
import { lineTerminators } from './java-classes.ts';
import { readClass, readSymbolEscape } from './parse-class.ts';

export interface Translated {
  readonly source: string;
  /** Without what an engine of linear time lacks: assertions about what is around, groups that are not gone back into. */
  readonly isLinear: boolean;
}

/** @param hasLines whether the text that it is for has line terminators, about which `$` has rules of its own */
export function parsePattern(pattern: string, hasLines: boolean): Translated {
  const reader = new Reader(pattern, hasLines);
  return { source: reader.read(), isLinear: reader.isLinear };
}

interface Flags {
  readonly ignoresCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
}

type Quantifier = { readonly least: number; readonly text: string; readonly isPossessive: boolean };

/** More repetitions than this an engine of linear time refuses. */
const mostRepeats = 1000;

class Reader {
  readonly #cursor: Cursor;
  readonly #hasLines: boolean;
  #atomic = 0;
  #isLinear = true;

  constructor(pattern: string, hasLines: boolean) {
    this.#cursor = new Cursor(pattern);
    this.#hasLines = hasLines;
  }

  get isLinear(): boolean {
    return this.#isLinear;
  }

  read(): string {
    const source = this.#alternatives({ ignoresCase: false, dotAll: false, multiline: false });
    if (!this.#cursor.isAtEnd) throw new WrongPattern('a ")" closes nothing');
    return source;
  }

  /** Up to the end or a closing bracket. Flags that are set inside hold up to there too. */
  #alternatives(around: Flags): string {
    let flags = around;
    let source = '';
    while (!this.#cursor.isAtEnd && this.#cursor.peek() !== ')') {
      const set = this.#cursor.takeMatch(/^\(\?([a-zA-Z]*(?:-[a-zA-Z]+)?)\)/);
      if (set !== undefined) flags = withFlags(flags, set);
      else if (this.#cursor.skipIf('|')) source += '|';
      else source += this.#quantified(flags);
    }
    return source;
  }

  #quantified(flags: Flags): string {
    const quoted = this.#cursor.takeMatch(/^\\Q([\s\S]*?)(?:\\E|$)/);
    if (quoted !== undefined) return this.#quoted([...quoted], flags);
    const { source, isAssertion = false } = this.#atom(flags);
    return this.#repeat(source, isAssertion);
  }

  /** A quantifier after the quotation is for its last symbol. */
  #quoted(symbols: readonly string[], flags: Flags): string {
    const sources = symbols.map((symbol) => symbolSource(symbol, flags));
    const last = sources.pop();
    return last === undefined ? '' : `${sources.join('')}${this.#repeat(last, false)}`;
  }

  #repeat(source: string, isAssertion: boolean): string {
    const quantifier = this.#quantifier();
    if (quantifier === undefined) return source;
    // An assertion that may be left out says nothing; one that has to hold is held once.
    if (isAssertion) return quantifier.least === 0 ? '(?:)' : source;
    const repeated = `${source}${quantifier.text}`;
    return quantifier.isPossessive ? this.#keepWhole(repeated) : repeated;
  }

  /** What has been matched is not gone back into: by an assertion, whose content JavaScript never tries again. */
  #keepWhole(source: string): string {
    this.#isLinear = false;
    this.#atomic += 1;
    return `(?:(?=(?<whole${this.#atomic}>${source}))\\k<whole${this.#atomic}>)`;
  }

  #quantifier(): Quantifier | undefined {
    const sign = this.#cursor.takeMatch(/^([*+?])/);
    const counted = sign === undefined ? this.#cursor.takeMatch(/^\{(\d+(?:,\d*)?)\}/) : undefined;
    if (sign === undefined && counted === undefined) return undefined;
    const isPossessive = this.#cursor.skipIf('+');
    if (!isPossessive) this.#cursor.skipIf('?');
    if (/^[*+?]|^\{\d/.test(this.#cursor.rest))
      throw new WrongPattern(`the quantifier "${this.#cursor.peek()}" follows another one`);
    if (counted === undefined) return { least: sign === '+' ? 1 : 0, text: sign ?? '', isPossessive };
    const [least = 0, most = least] = counted.split(',').map(Number);
    if (counted.includes(',') && !counted.endsWith(',') && most < least)
      throw new WrongPattern(`{${counted}} runs backwards`);
    if (Math.max(least, most) > mostRepeats) this.#isLinear = false;
    return { least, text: `{${counted}}`, isPossessive };
  }

  #atom(flags: Flags): { readonly source: string; readonly isAssertion?: boolean } {
    const symbol = this.#cursor.take();
    switch (symbol) {
      case '(':
        return this.#group(flags);
      case '[':
        return { source: classOf(readClass(this.#cursor, flags.ignoresCase)) };
      case '.':
        return { source: classOf(flags.dotAll ? complement([]) : complement(lineTerminators)) };
      case '^':
        return { source: this.#start(flags), isAssertion: true };
      case '$':
        return { source: this.#end(flags), isAssertion: true };
      case '\\':
        return this.#escape(flags);
      case '*':
      case '+':
      case '?':
        throw new WrongPattern(`the quantifier "${symbol}" follows nothing`);
      case '{':
        throw new WrongPattern('"{" is written "\\{" where it is no quantifier');
      default:
        return { source: symbolSource(symbol, flags) };
    }
  }

  #escape(flags: Flags): { readonly source: string; readonly isAssertion?: boolean } {
    const letter = this.#cursor.peek();
    const set = readSymbolEscape(this.#cursor);
    if (set !== undefined) return { source: setSource(set, flags) };
    this.#cursor.skip();
    switch (letter) {
      case 'b':
      case 'B':
        return { source: `\\${letter}`, isAssertion: true };
      case 'A':
        return { source: '^', isAssertion: true };
      case 'z':
        return { source: '$', isAssertion: true };
      case 'Z':
        return { source: this.#end({ ...flags, multiline: false }), isAssertion: true };
      case 'R':
        return { source: '(?:\\u{d}\\u{a}|[\\u{a}-\\u{d}\\u{85}\\u{2028}\\u{2029}])' };
      default:
        if (/[1-9k]/.test(letter)) throw new UnknownPattern(`it refers back to a group by \\${letter}`);
        if (/[GXN]/.test(letter)) throw new UnknownPattern(`\\${letter} cannot be evaluated`);
        throw new WrongPattern(`\\${letter} is no escape`);
    }
  }

  /** After the opening bracket. Which group matched what does not matter, so that none is captured. */
  #group(flags: Flags): { readonly source: string; readonly isAssertion?: boolean } {
    const isAtomic = this.#cursor.takeMatch(/^\?(>)/) !== undefined;
    const assertion = this.#cursor.takeMatch(/^\?(<?[=!])/);
    const set = this.#cursor.takeMatch(/^\?([a-zA-Z]*(?:-[a-zA-Z]+)?):/);
    const isNamed = this.#cursor.takeMatch(/^\?(<[a-zA-Z][a-zA-Z0-9]*>)/) !== undefined;
    if (!isNamed && this.#cursor.peek() === '?') throw new WrongPattern('"(?" begins no group that is known');
    const inner = this.#alternatives(set === undefined ? flags : withFlags(flags, set));
    if (!this.#cursor.skipIf(')')) throw new WrongPattern('a "(" is not closed');
    if (isAtomic) return { source: this.#keepWhole(`(?:${inner})`) };
    if (assertion === undefined) return { source: `(?:${inner})` };
    this.#isLinear = false;
    return { source: `(?${assertion}${inner})`, isAssertion: true };
  }

  #start({ multiline }: Flags): string {
    if (!multiline || !this.#hasLines) return '^';
    this.#isLinear = false;
    return '(?:^|(?<=[\\u{a}\\u{85}\\u{2028}\\u{2029}]|\\u{d}(?!\\u{a}))(?!$))';
  }

  /** Without MULTILINE also in front of the line terminator that ends the text. */
  #end({ multiline }: Flags): string {
    if (!this.#hasLines) return '$';
    this.#isLinear = false;
    const end = '(?:\\u{d}\\u{a}|[\\u{d}\\u{85}\\u{2028}\\u{2029}]|(?<!\\u{d})\\u{a})';
    return multiline ? `(?=${end}|$)` : `(?=${end}?$)`;
  }
}

function symbolSource(symbol: string, flags: Flags): string {
  const code = codeOf(symbol);
  return setSource([[code, code]], flags);
}

function setSource(set: CodePoints, { ignoresCase }: Flags): string {
  return classOf(ignoresCase ? withBothCases(set) : set);
}

const known: Readonly<Record<string, keyof Flags>> = { i: 'ignoresCase', s: 'dotAll', m: 'multiline' };

function withFlags(flags: Flags, written: string): Flags {
  const [on = '', off = ''] = written.split('-');
  const changed: Record<keyof Flags, boolean> = { ...flags };
  for (const letter of on + off) {
    const flag = known[letter];
    if (flag === undefined) throw unknownFlag(letter);
    changed[flag] = !off.includes(letter);
  }
  return changed;
}

function unknownFlag(letter: string): WrongPattern {
  return 'duxU'.includes(letter)
    ? new UnknownPattern(`the flag "(?${letter})" cannot be evaluated`)
    : new WrongPattern(`there is no flag "(?${letter})"`);
}

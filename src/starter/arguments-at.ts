// The arguments of a call in sources of any of the languages that write them in parentheses. Pure.

export interface Arguments {
  readonly text: string;
  /** Behind the parenthesis that closes them. */
  readonly end: number;
}

/** No call of a program is longer; without an end, each would be searched for to the end of the file. */
const mostCharacters = 4000;

/** Of the call whose parenthesis opens there; parentheses in strings do not count. One that never closes has no arguments. */
export function argumentsAt(source: string, open: number): Arguments {
  let depth = 0;
  for (const { 0: sign, index } of source
    .slice(open, open + mostCharacters)
    .matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[()]/g)) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (depth === 0) return { text: source.slice(open + 1, open + index), end: open + index + 1 };
  }
  return { text: '', end: source.length };
}

// The predefined classes of Java's regular expressions (java.util.regex.Pattern, "Summary of regular-expression
// constructs"). Without UNICODE_CHARACTER_CLASS \d, \w and \s are ASCII.
import { codePoints, codePointsThat, complement, symbolsOf, type CodePoints } from './code-points.ts';

const digits: CodePoints = [[48, 57]];
const upper: CodePoints = [[65, 90]];
const lower: CodePoints = [[97, 122]];
const alpha = codePoints([...upper, ...lower]);
const alnum = codePoints([...digits, ...alpha]);
const space = symbolsOf(' \t\n\v\f\r');
const punctuation = symbolsOf('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');
const horizontal = symbolsOf(' \t\u00a0\u1680\u180e\u202f\u205f\u3000').concat([[0x20_00, 0x20_0a]]);
const vertical = symbolsOf('\n\v\f\r\u0085\u2028\u2029');

/** By the letter after the backslash. */
export const letterClasses: Readonly<Record<string, CodePoints>> = {
  d: digits,
  D: complement(digits),
  w: codePoints([...alnum, ...symbolsOf('_')]),
  W: complement(codePoints([...alnum, ...symbolsOf('_')])),
  s: space,
  S: complement(space),
  h: codePoints(horizontal),
  H: complement(codePoints(horizontal)),
  v: vertical,
  V: complement(vertical),
};

/** `.` without DOTALL excludes them. */
export const lineTerminators = symbolsOf('\n\r\u0085\u2028\u2029');

const posix: Readonly<Record<string, CodePoints>> = {
  Lower: lower,
  Upper: upper,
  ASCII: [[0, 127]],
  Alpha: alpha,
  Digit: digits,
  Alnum: alnum,
  Punct: punctuation,
  Graph: codePoints([...alnum, ...punctuation]),
  Print: [[32, 126]],
  Blank: symbolsOf(' \t'),
  Cntrl: codePoints([[0, 31], ...symbolsOf('\u007f')]),
  XDigit: codePoints([...digits, [65, 70], [97, 102]]),
  Space: space,
};

const javaMethods: Readonly<Record<string, string>> = {
  javaLowerCase: 'Lowercase',
  javaUpperCase: 'Uppercase',
  javaAlphabetic: 'Alphabetic',
  javaDigit: 'Nd',
  javaLetter: 'L',
  javaTitleCase: 'Lt',
};

/** Of \p{name}; undefined for a name that is not known here. */
export function propertyClass(name: string): CodePoints | undefined {
  if (Object.hasOwn(posix, name)) return posix[name];
  const property = Object.hasOwn(javaMethods, name) ? javaMethods[name] : name;
  for (const written of spellings(property ?? name)) {
    const test = expressionOf(written);
    if (test !== undefined) return codePointsThat((symbol) => test.test(symbol));
  }
  return undefined;
}

/** Java names scripts and binary properties with "Is", categories with or without it, and both by key=value. */
function spellings(name: string): readonly string[] {
  const [key = '', value] = name.split('=');
  if (value !== undefined) {
    const keys: Readonly<Record<string, string>> = { general_category: 'gc', script: 'sc' };
    return [`${keys[key.toLowerCase()] ?? key}=${value}`];
  }
  if (!name.startsWith('Is')) return [name];
  const rest = name.slice(2);
  const capital = rest.charAt(0).toUpperCase() + rest.slice(1).toLowerCase();
  return [rest, `sc=${rest}`, `sc=${capital}`, capital];
}

function expressionOf(property: string): RegExp | undefined {
  if (!/^[\w=]+$/.test(property)) return undefined;
  try {
    return new RegExp(`^\\p{${property}}$`, 'u');
  } catch {
    return undefined;
  }
}

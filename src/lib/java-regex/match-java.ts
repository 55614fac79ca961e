// Whether a text matches a regular expression of Java's as a whole, as String.matches decides it. In linear time where
// the pattern allows it, and else for a second at most: no pattern stops the program.
import { createContext, runInContext } from 'node:vm';
import type { RE2JS } from 're2js';
import { compileRe2 } from '../re2.ts';
import { isFailed, type Result } from '../result.ts';
import { UnknownPattern, WrongPattern } from './cursor.ts';
import { parsePattern, type Translated } from './parse-pattern.ts';

const longestMs = 1000;

export interface PatternFault {
  /** One sentence, no full stop at the end. */
  readonly message: string;
  /** Java takes it, and only here it cannot be evaluated. */
  readonly isJavas: boolean;
}

/** Undefined for a pattern that can be evaluated. */
export function faultOfJavaPattern(pattern: string): PatternFault | undefined {
  const found = translated(pattern, true);
  return isFailed(found) ? found.failed : undefined;
}

/** Whether the whole text matches, or why that cannot be known. */
export function matchesJava(pattern: string, text: string): Result<boolean> {
  const found = translated(pattern, /[\n\r\u0085\u2028\u2029]/.test(text));
  if (isFailed(found)) return { failed: found.failed.message };
  const whole = `^(?:${found.source})$`;
  const linear = found.isLinear ? compileLinear(whole) : undefined;
  return linear?.matcher(text).find() ?? matchInTime(whole, text);
}

/** Undefined for what it refuses to compile: repetitions of repetitions, beyond a size. */
function compileLinear(source: string): RE2JS | undefined {
  try {
    return compileRe2(source.replaceAll('\\u{', '\\x{'));
  } catch {
    return undefined;
  }
}

function translated(pattern: string, hasLines: boolean): Result<Translated, PatternFault> {
  try {
    return parsePattern(pattern, hasLines);
  } catch (error) {
    if (!(error instanceof WrongPattern)) throw error;
    const isJavas = error instanceof UnknownPattern;
    const what = isJavas ? 'cannot be evaluated here' : 'is no regular expression of Java';
    return { failed: { message: `"${pattern}" ${what}: ${error.message}`, isJavas } };
  }
}

/** JavaScript's engine goes back and tries again, so its time is bounded. */
function matchInTime(source: string, text: string): Result<boolean> {
  const context = createContext({ source, text });
  try {
    return runInContext("new RegExp(source, 'u').test(text)", context, { timeout: longestMs }) === true;
  } catch {
    return { failed: `it took longer than ${longestMs / 1000} s to find out whether the value matches` };
  }
}

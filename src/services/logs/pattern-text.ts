// What all kinds of filter patterns share: values, regular expressions and the refusal. Pure.
import type { LogsApi } from '../../aws/operations/logs.ts';
import { compileRegex } from '../../lib/linear-regex.ts';
import { compileStars } from '../../lib/wildcard.ts';
import { refuse } from '../service.ts';

/** What a message must be like, by what a pattern says. */
export type MessageTest = (message: string) => boolean;

export function patternError(pattern: string, why: string): Error {
  return refuse<LogsApi>('InvalidParameterException', `Invalid filter pattern: ${pattern} (${why})`);
}

/**
 * Between percent signs. Groups and what looks around are not part of AWS's expressions (CloudWatch Logs user guide,
 * "Supported regular expressions syntax").
 */
export function regexOf(text: string, pattern: string): MessageTest {
  if (/(?<!\\)[()]/.test(text)) throw patternError(pattern, 'an expression takes no parentheses');
  const test = compileRegex(text);
  if (test === undefined) throw patternError(pattern, `"${text}" is no regular expression`);
  return test;
}

/** What stands on the right of a comparison. */
export type Operand =
  | { readonly kind: 'text'; readonly text: string; readonly fits?: MessageTest }
  | { readonly kind: 'regex'; readonly fits: MessageTest };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** `"a b"`, `%a+%`, `200`, `4*` as a token of a pattern. */
export function operandOf(token: string, pattern: string): Operand {
  if (token.startsWith('%') && token.endsWith('%') && token.length > 1)
    return { kind: 'regex', fits: regexOf(token.slice(1, -1), pattern) };
  const isQuoted = token.startsWith('"');
  const text = isQuoted ? token.slice(1, -1).replaceAll(/\\(.)/g, '$1') : token;
  return text.includes('*')
    ? { kind: 'text', text, fits: compileStars(text, { many: '*' }).matches }
    : { kind: 'text', text };
}

/** @param value a text or a number of the message */
export function compare(value: string, comparison: Comparison, operand: Operand): boolean {
  if (comparison === '=') return equals(value, operand);
  if (comparison === '!=') return !equals(value, operand);
  if (operand.kind === 'regex') return false;
  const [left, right] = [numberOf(value), numberOf(operand.text)];
  if (left === undefined || right === undefined) return false;
  if (comparison === '<') return left < right;
  if (comparison === '<=') return left <= right;
  return comparison === '>' ? left > right : left >= right;
}

/** An asterisk stands for any text; numbers are equal when their values are. */
function equals(value: string, operand: Operand): boolean {
  if (operand.fits !== undefined) return operand.fits(value);
  if (operand.kind === 'regex') return false;
  const { text } = operand;
  if (value === text) return true;
  const [left, right] = [numberOf(value), numberOf(text)];
  return left !== undefined && left === right;
}

function numberOf(text: string): number | undefined {
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

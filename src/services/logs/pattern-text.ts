// What all kinds of filter patterns share: values, regular expressions and the refusal. Pure.
import type { LogsApi } from '../../aws/operations/logs.ts';
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
export function regexOf(text: string, pattern: string): RegExp {
  if (/(?<!\\)[()]/.test(text)) throw patternError(pattern, 'an expression takes no parentheses');
  try {
    return new RegExp(text);
  } catch {
    throw patternError(pattern, `"${text}" is no regular expression`);
  }
}

/** What stands on the right of a comparison. */
export type Operand =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'regex'; readonly expression: RegExp };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** `"a b"`, `%a+%`, `200`, `4*` as a token of a pattern. */
export function operandOf(token: string, pattern: string): Operand {
  if (token.startsWith('%') && token.endsWith('%') && token.length > 1)
    return { kind: 'regex', expression: regexOf(token.slice(1, -1), pattern) };
  const isQuoted = token.startsWith('"');
  const text = isQuoted ? token.slice(1, -1).replaceAll(/\\(.)/g, '$1') : token;
  return { kind: 'text', text };
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
  if (operand.kind === 'regex') return operand.expression.test(value);
  const { text } = operand;
  if (text.includes('*')) return withAsterisks(text).test(value);
  if (value === text) return true;
  const [left, right] = [numberOf(value), numberOf(text)];
  return left !== undefined && left === right;
}

function withAsterisks(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

function numberOf(text: string): number | undefined {
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

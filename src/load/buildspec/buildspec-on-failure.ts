// The forms of `on-failure`: ABORT, CONTINUE, RETRY, RETRY-<count>, RETRY-<regex>, RETRY-<count>-<regex>.
// Source: CodeBuild user guide, "Build specification reference", phases/*/on-failure.
import { compileRegex } from '../../lib/linear-regex.ts';
import type { Result } from '../../lib/result.ts';
import type { OnFailure } from '../../model/build.ts';

/** What a bare RETRY means. */
const defaultRetryCount = 3;
const maxRetryCount = 100;

export type ParsedOnFailure = Result<{ readonly value: OnFailure }>;

/** The meaning of the text, or what is wrong with it. */
export function parseOnFailure(text: string): ParsedOnFailure {
  if (text === 'ABORT' || text === 'CONTINUE') return { value: { kind: text } };
  if (text === 'RETRY') return { value: retry(defaultRetryCount, '.*') };
  if (!text.startsWith('RETRY-')) return { failed: `"${text}" is none of the forms of on-failure` };
  const rest = text.slice('RETRY-'.length);
  // Digits up to the end or to the next hyphen are a count; anything else is an expression.
  const counted = /^(\d+)(?:-([\s\S]*))?$/.exec(rest);
  if (counted === null) return parseExpression(rest, defaultRetryCount);
  const count = Number(counted[1]);
  if (count > maxRetryCount) return { failed: `${count} retries are more than ${maxRetryCount}` };
  return counted[2] === undefined ? { value: retry(count, '.*') } : parseExpression(counted[2], count);
}

function parseExpression(pattern: string, count: number): ParsedOnFailure {
  if (pattern === '') return { failed: 'the expression after the last hyphen is empty' };
  return compileRegex(pattern) !== undefined
    ? { value: retry(count, pattern) }
    : { failed: `"${pattern}" is not a regular expression` };
}

function retry(count: number, pattern: string): OnFailure {
  return { kind: 'RETRY', count, pattern };
}

// Logical ids with a hash in them: a changed thing gets another id, and so CloudFormation makes it anew.
import { createHash } from 'node:crypto';
import { isTruthy, sortedText, type Optional } from './json.ts';

/** The first ten digits of the SHA-1 of the data; nothing for no data. */
export function idWithHash(prefix: string, data: Optional, given?: string): string {
  return `${prefix}${given === undefined || given === '' ? hashOf(data) : given.slice(0, 10)}`;
}

export function hashOf(data: Optional, length = 10): string {
  if (!isTruthy(data)) return '';
  const text = typeof data === 'string' ? data : sortedText(data);
  return createHash('sha1').update(text, 'utf8').digest('hex').slice(0, length);
}

/** The suffix is a part of the id when it may be one, and hashed otherwise. */
export function idWithSuffix(prefix: string, suffix: string): string {
  return /^[\p{L}\p{N}]+$/u.test(suffix) ? `${prefix}${suffix}` : idWithHash(prefix, suffix);
}

/** A stage whose name is no part of an id is distinguished from others by its hash. */
export function stageIdOf(apiId: string, name: Optional): string {
  if (typeof name !== 'string') return `${apiId}Stage`;
  return /^[\p{L}\p{N}]+$/u.test(name) ? `${apiId}${name}Stage` : idWithHash(`${apiId}Stage`, name);
}

// Keys of AWS that a workflow names and does not have: on this machine the value of a secret that is not stored is empty.
import { isFailed } from '../../lib/result.ts';
import { isMapping, type Value } from '../../model/workflow.ts';
import { resolveValue, textOf } from '../../workflows/language/expressions.ts';
import type { JobRun } from './job-run.ts';

const keys = new Set(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']);

/**
 * Programs take an empty one for none, and it would take the place of one that leads to the account of this machine. Next to the
 * id of a key that is given, an empty one is meant: the key has no token.
 */
export function withoutEmptyKeys(env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if ((env['AWS_ACCESS_KEY_ID'] ?? '') !== '') return env;
  return Object.fromEntries(Object.entries(env).filter(([name, value]) => value !== '' || !keys.has(name)));
}

export function isKeyOfAws(name: string): boolean {
  return keys.has(name);
}

/** Whether there is an `AWS_ACCESS_KEY_ID` or `aws-access-key-id` among them, and it is none of a secret that is not stored. */
export function givesKey(
  values: Value | undefined,
  { contexts, secrets }: Pick<JobRun, 'contexts' | 'secrets'>,
): boolean {
  return keyIdsIn(values).some((value) => {
    const resolved = namesSecret(value)
      ? resolveValue(value, { contexts: { ...contexts, secrets } })
      : undefined;
    return resolved === undefined || isFailed(resolved) || textOf(resolved.value) !== '';
  });
}

/** Whether there is one among them that a secret gives, stored or not: by itself, or by way of `env` or of an action's inputs. */
export function givesKeyOfSecret(values: Value | undefined): boolean {
  return keyIdsIn(values).some((value) => /\b(?:secrets|env|inputs)\b/.test(JSON.stringify(value)));
}

function keyIdsIn(values: Value | undefined): readonly Value[] {
  if (values === undefined || values === null || !isMapping(values)) return [];
  return values.entries.flatMap(([name, value]) =>
    typeof name === 'string' && /^aws[-_]?access[-_]?key[-_]?id$/i.test(name) ? [value] : [],
  );
}

function namesSecret(value: Value): boolean {
  return /\bsecrets\b/.test(JSON.stringify(value));
}

// Whether the secrets can be read, and only by their owner.
import { defined } from '../../lib/defined.ts';
import { ProblemError } from '../../lib/problem.ts';
import { openToOthers } from '../../state/private-files.ts';
import type { SecretStore } from '../../state/secret-store.ts';
import type { Check } from './check.ts';

/** Reading each proves that the key is theirs. */
export function checkSecrets(secrets: SecretStore): Check {
  try {
    const stored = secrets.list();
    for (const { kind, name } of stored)
      if (kind === 'secret') secrets.secret(name);
      else secrets.parameter(name);
    return {
      name: 'secrets',
      state: 'ok',
      detail: stored.length === 0 ? 'none' : `${stored.length} can be read`,
    };
  } catch (error) {
    const [first] = error instanceof ProblemError ? error.problems : [];
    const remedy = first?.remedy;
    return {
      name: 'secrets',
      state: 'broken',
      detail: first?.message ?? (error as Error).message,
      ...defined({ remedy }),
    };
  }
}

/** The owner of the folder closes it when a run or the server opens it; on some file systems that has no effect. */
export function checkPrivacy(path: string): Check {
  const open = openToOthers(path);
  const [first] = open;
  if (first === undefined) return { name: 'privacy', state: 'ok', detail: 'only its owner reads it' };
  const more = open.length === 1 ? '' : ` and ${open.length - 1} more`;
  return {
    name: 'privacy',
    state: 'limited',
    detail: `others may read ${first}${more}`,
    remedy: `chmod -R go= ${path}`,
  };
}

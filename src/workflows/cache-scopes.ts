// Whose caches a run finds: those of its own ref, of the branch that a pull request would go to, and of the default branch (GitHub:
// "Dependency caching reference", restrictions for accessing a cache). Pure.
import { textOf } from './language/expressions.ts';

export interface CacheScopes {
  /** The ref that a run writes for. That of a pull request is its merge, so no other run finds what it has saved. */
  readonly own: string;
  /** The refs that a run reads of, its own first; the keys of one are tried before those of the next. */
  readonly read: readonly string[];
}

/** @param github the context of a run */
export function cacheScopes(github: Readonly<Record<string, unknown>>, defaultBranch: string): CacheScopes {
  const own = textOf(github['ref'] ?? '');
  const base = textOf(github['base_ref'] ?? '');
  const branches = [base, defaultBranch].filter((name) => name !== '').map((name) => `refs/heads/${name}`);
  return { own, read: [...new Set([own, ...branches])] };
}

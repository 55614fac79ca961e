// `.github/workflows/actions.lock`: the commits of actions, as `gh actions-lock` writes them (github/gh-actions-lock, a preview:
// keys that are not known are passed over). Pure.
import { entryOf } from '../../lib/node.ts';
import { parseYaml } from '../../lib/parse-yaml.ts';
import type { Result } from '../../lib/result.ts';
import type { SourceFile } from '../../lib/source-file.ts';

export const lockPath = '.github/workflows/actions.lock';

export interface ActionsLock {
  /** By `owner/name@ref` in lower case. */
  readonly commits: ReadonlyMap<string, string>;
}

export function readActionsLock(file: SourceFile): Result<ActionsLock> {
  const { root, problems } = parseYaml(file);
  const [problem] = problems;
  if (problem !== undefined) return { failed: problem.message };
  const dependencies = entryOf(root, 'dependencies')?.value;
  if (dependencies?.kind !== 'map') return { failed: 'it has no "dependencies"' };
  const commits = new Map<string, string>();
  for (const { key, value } of dependencies.entries) {
    const written = entryOf(value, 'commit')?.value;
    const commit = /^sha1-([0-9a-f]{40})$/.exec(written?.kind === 'scalar' ? written.text : '')?.[1];
    if (commit === undefined) return { failed: `the commit of ${key} is no "sha1-" with 40 digits` };
    commits.set(key.toLowerCase(), commit);
  }
  return { commits };
}

/** @param name `owner/name@ref` as the step has it */
export function lockedCommit({ commits }: ActionsLock, name: string): string | undefined {
  return commits.get(name.toLowerCase());
}

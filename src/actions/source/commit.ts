// What git knows of one commit, as the source actions' output variables need it.
import type { GitCall } from './git.ts';
import { git } from './git.ts';

export interface Commit {
  readonly commitId: string;
  /** ISO 8601. */
  readonly authorDate: string;
  readonly committerDate: string;
  readonly message: string;
  readonly branchName: string;
}

/** The commit that `ref` names, or undefined where there is none (no repository, no commit yet, unknown ref). */
export async function readCommit(call: GitCall, ref: string): Promise<Commit | undefined> {
  const [shown, branch] = await Promise.all([
    git(call, [
      'show',
      '--no-patch',
      '--no-show-signature',
      '--format=%H%x00%aI%x00%cI%x00%B',
      `${ref}^{commit}`,
      '--',
    ]),
    git(call, ['rev-parse', '--abbrev-ref', ref]),
  ]);
  if (!shown.ok) return undefined;
  const [commitId = '', authorDate = '', committerDate = '', message = ''] = shown.stdout
    .toString()
    .split('\0');
  return {
    commitId: commitId.trim(),
    authorDate,
    committerDate,
    message: message.trim(),
    branchName: branch.ok ? branch.stdout.toString().trim() : '',
  };
}

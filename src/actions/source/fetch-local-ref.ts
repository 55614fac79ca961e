// A branch, tag or commit of a local repository.
import { resolve } from 'node:path';
import type { ActionContext } from '../provider.ts';
import { checkOut } from './check-out.ts';
import { readCommit } from './commit.ts';
import { firstLine, type FetchResult } from './fetched.ts';
import { git, type GitCall } from './git.ts';

export async function fetchLocalRef(
  context: ActionContext,
  folder: string,
  ref: string,
): Promise<FetchResult> {
  const call: GitCall = { folder, signal: context.signal };
  const [commit, objects, where, branches] = await Promise.all([
    readCommit(call, ref),
    git(call, ['rev-parse', '--git-path', 'objects']),
    git(call, ['rev-parse', '--show-prefix', '--show-toplevel']),
    git(call, ['for-each-ref', '--count=1', '--format=%(refname:short)', `--contains=${ref}`, 'refs/heads']),
  ]);
  if (!objects.ok) return { failure: { message: `git cannot read "${folder}": ${objects.stderr}` } };
  if (commit === undefined)
    return { failure: { message: `"${ref}" is no branch, tag or commit of "${folder}"` } };
  const [prefix = '', root = ''] = where.ok ? textOf(where.stdout).split('\n') : ['', folder];
  const from = { objects: resolve(folder, textOf(objects.stdout)), prefix, commitId: commit.commitId };
  const out = await checkOut(context, from);
  if ('failure' in out) return out;
  return {
    fetched: {
      commit,
      summary: firstLine(commit.message),
      notices: out.notices,
      save: out.save,
      clone: { url: root, branchName: textOf(branches.stdout) || undefined, notices: [] },
    },
  };
}

function textOf(output: Buffer): string {
  return output.toString('utf8').trimEnd();
}

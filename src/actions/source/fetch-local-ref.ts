// A branch, tag or commit of a local repository.
import { resolve } from 'node:path';
import { isFailed } from '../../lib/result.ts';
import type { ActionContext } from '../provider.ts';
import type { SourceOptions } from './source-options.ts';
import { checkOut } from './check-out.ts';
import { readCommit } from './commit.ts';
import { firstLine, type FetchResult } from './fetched.ts';
import { git, type GitCall } from './git.ts';
import { withoutCredentials } from './remote-address.ts';

export async function fetchLocalRef(
  context: ActionContext<SourceOptions>,
  folder: string,
  ref: string,
): Promise<FetchResult> {
  const call: GitCall = { folder, signal: context.signal };
  const full = await fullName(call, ref);
  const [commit, objects, where, branches, origin] = await Promise.all([
    readCommit(call, full),
    git(call, ['rev-parse', '--git-path', 'objects']),
    git(call, ['rev-parse', '--show-prefix', '--show-toplevel']),
    git(call, ['for-each-ref', '--count=1', '--format=%(refname:short)', `--contains=${full}`, 'refs/heads']),
    git(call, ['config', '--get', 'remote.origin.url']),
  ]);
  if (!objects.ok) return { failed: { message: `git cannot read "${folder}": ${objects.stderr}` } };
  if (commit === undefined)
    return { failed: { message: `"${ref}" is no branch, tag or commit of "${folder}"` } };
  const [prefix = '', root = ''] = where.ok ? textOf(where.stdout).split('\n') : ['', folder];
  const from = { objects: resolve(folder, textOf(objects.stdout)), prefix, commitId: commit.commitId };
  const out = await checkOut(context, from);
  if (isFailed(out)) return out;
  return {
    fetched: {
      commit,
      summary: firstLine(commit.message),
      notices: out.notices,
      save: out.save,
      clone: {
        url: root,
        branchName: textOf(branches.stdout) || undefined,
        notices: [],
        ...(prefix === '' ? { repository: repositoryAt(root, origin.ok ? textOf(origin.stdout) : '') } : {}),
      },
    },
  };
}

/** @param origin the address of its remote, or empty */
function repositoryAt(root: string, origin: string) {
  return { url: root, ...(origin === '' ? {} : { origin: withoutCredentials(origin).url }) };
}

/** A branch before a tag of the same name, as a source action means it; a commit's id is a commit, whatever is called so. */
async function fullName(call: GitCall, ref: string): Promise<string> {
  if (/^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(ref)) return ref;
  const branch = `refs/heads/${ref}`;
  const found = await git(call, ['rev-parse', '--quiet', '--verify', '--end-of-options', branch]);
  return found.ok ? branch : ref;
}

function textOf(output: Buffer): string {
  return output.toString('utf8').trimEnd();
}

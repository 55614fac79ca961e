// A branch, tag or commit of a repository elsewhere, fetched without its history.
import { join } from 'node:path';
import { isFailed } from '../../lib/result.ts';
import type { ActionContext } from '../provider.ts';
import type { SourceOptions } from './source-options.ts';
import { checkOut } from './check-out.ts';
import { readCommit } from './commit.ts';
import { makeEmptyRepository } from './empty-repository.ts';
import { firstLine, type FetchResult } from './fetched.ts';
import { git, remoteEnvironment, type GitCall } from './git.ts';
import { withoutCredentials } from './remote-address.ts';

export async function fetchRemote(
  context: ActionContext<SourceOptions>,
  url: string,
  ref: string,
): Promise<FetchResult> {
  const address = withoutCredentials(url);
  context.log.redact(address.secrets.map((value) => ({ name: 'the password in the URL', value })));
  const folder = await makeEmptyRepository(join(context.workFolder, 'fetched.git'));
  const environment = { ...remoteEnvironment(), ...address.environment };
  const call: GitCall = { folder, signal: context.signal, environment };
  const error = await fetchRef(call, address.url, ref);
  if (error !== undefined)
    return {
      failed: {
        message: `git cannot fetch "${ref}" from ${address.url}: ${hidden(error, address.secrets)}`,
      },
    };
  const commit = await readCommit(call, 'refs/fetched');
  if (commit === undefined) return { failed: { message: `"${ref}" of ${address.url} is no commit` } };
  const out = await checkOut(context, {
    objects: join(folder, 'objects'),
    prefix: '',
    commitId: commit.commitId,
  });
  if (isFailed(out)) return out;
  const isCommitId = /^[0-9a-f]{40,64}$/.test(ref);
  return {
    fetched: {
      commit,
      summary: firstLine(commit.message),
      notices: out.notices,
      save: out.save,
      clone: {
        url: address.url,
        branchName: isCommitId ? undefined : ref,
        notices: [],
        repository: { url: address.url, origin: address.url },
      },
    },
  };
}

/** Some servers give no commit by its id: then everything is fetched, and the id looked up in it. */
async function fetchRef(call: GitCall, url: string, ref: string): Promise<string | undefined> {
  const fetching = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', '--no-auto-maintenance'];
  const shallow = async (name: string) =>
    git(call, [...fetching, '--depth=1', '--', url, `+${name}:refs/fetched`]);
  const isCommitId = /^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(ref);
  // A branch before a tag of the same name; git would take the tag.
  if (!isCommitId && (await shallow(`refs/heads/${ref}`)).ok) return undefined;
  const one = await shallow(ref);
  if (one.ok) return undefined;
  if (!/^[0-9a-f]{7,64}$/.test(ref)) return one.stderr;
  const refs = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];
  const all = await git(call, [...fetching, '--', url, ...refs]);
  if (!all.ok) return all.stderr;
  const found = await git(call, ['update-ref', 'refs/fetched', ref]);
  return found.ok ? undefined : one.stderr;
}

function hidden(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
}

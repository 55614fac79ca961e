// Takes the files of a source into the artifact store: a working tree as it is, a ref of a repository, or a clone.
import { existsSync } from 'node:fs';
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactReference } from '../../model/progress.ts';
import type { StoredTree } from '../../state/artifact-store.ts';
import type { ActionContext } from '../provider.ts';
import type { Commit } from './commit.ts';
import { readCommit } from './commit.ts';
import type { GitCall } from './git.ts';
import { git } from './git.ts';
import type { SourcePlace } from './source-place.ts';

export interface Fetched {
  readonly tree: StoredTree;
  readonly commit: Commit;
  /** What the revision is, in a few words. */
  readonly summary: string;
  readonly notice?: string;
  readonly cloneReference: NonNullable<ArtifactReference['cloneReference']>;
}

/** Failing to fetch is the user's matter: the message says what git or the file system said. */
export type FetchResult = { readonly fetched: Fetched } | { readonly failure: string };

/** Fetches what stands at `place`. `branch` is the one that the action's configuration names. */
export async function fetchSource(
  context: ActionContext,
  place: SourcePlace,
  branch: string,
): Promise<FetchResult> {
  if (place.kind === 'folder') {
    if (!existsSync(place.folder)) return { failure: `There is no folder "${place.folder}"` };
    return place.ref === undefined
      ? fetchWorkingTree(context, place.folder)
      : fetchRef(context, { repository: place.folder, url: place.folder, ref: place.ref });
  }
  const repository = join(context.workFolder, 'clone');
  await mkdir(repository, { recursive: true });
  const call = callIn(context, context.workFolder);
  const args = ['clone', '--quiet', '--no-checkout', '--', place.url, repository];
  const cloned = await git(call, args);
  if (!cloned.ok) return { failure: `git clone failed: ${cloned.stderr}` };
  const ref = place.ref ?? branch;
  const known = await git(callIn(context, repository), ['rev-parse', '--verify', '--quiet', `origin/${ref}`]);
  return fetchRef(context, { repository, url: place.url, ref: known.ok ? `origin/${ref}` : ref });
}

interface RefToFetch {
  readonly repository: string;
  readonly url: string;
  readonly ref: string;
}

async function fetchRef(context: ActionContext, { repository, url, ref }: RefToFetch): Promise<FetchResult> {
  const call = callIn(context, repository);
  if (ref.startsWith('-')) return { failure: `"${ref}" is no branch, tag or commit` };
  const commit = await readCommit(call, ref);
  if (commit === undefined) return { failure: `"${ref}" is no branch, tag or commit of ${url}` };
  const folder = join(context.workFolder, 'tree');
  await mkdir(folder, { recursive: true });
  const archive = join(context.workFolder, 'tree.tar');
  const made = await git(call, ['archive', '--format=tar', `--output=${archive}`, commit.commitId]);
  if (!made.ok) return { failure: `git archive failed: ${made.stderr}` };
  const unpacked = await unpack(context, archive, folder);
  if (unpacked !== undefined) return { failure: unpacked };
  const tree = await context.state.artifacts.save(folder);
  const named = { ...commit, branchName: commit.branchName.replace(/^origin\//, '') };
  return {
    fetched: {
      tree,
      commit: named,
      summary: firstLine(commit.message),
      cloneReference: reference(url, named),
    },
  };
}

async function unpack(context: ActionContext, archive: string, folder: string): Promise<string | undefined> {
  const { runCommand } = await import('../../process/run-command.ts');
  const result = await runCommand({
    file: 'tar',
    args: ['-xf', archive, '-C', folder],
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
    endsOn: 'close',
    mark: context.actionExecutionId,
    signal: context.signal,
  });
  return result.exitCode === 0 ? undefined : `tar could not unpack the archive of the commit`;
}

/** Tracked files and untracked ones that are not ignored, as they lie there now. */
async function fetchWorkingTree(context: ActionContext, folder: string): Promise<FetchResult> {
  const call = callIn(context, folder);
  const [listed, commit, changed] = await Promise.all([
    git(call, ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', '.']),
    readCommit(call, 'HEAD'),
    git(call, ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=all', '--', '.']),
  ]);
  const files = listed.ok ? await existing(folder, listed.stdout) : await everything(folder);
  const tree = await context.state.artifacts.save(folder, files);
  if (commit === undefined) return { fetched: withoutCommit(context, folder, tree) };
  const count = changed.ok ? changed.stdout.toString().split('\0').length - 1 : 0;
  const cloneReference = reference(folder, commit);
  if (count === 0) return { fetched: { tree, commit, summary: firstLine(commit.message), cloneReference } };
  const amount = `${count} changed ${count === 1 ? 'file' : 'files'}`;
  const summary = `working tree with ${amount} on ${commit.commitId.slice(0, 7)}`;
  return { fetched: { tree, commit, summary, notice: `The source is the ${summary}`, cloneReference } };
}

async function existing(folder: string, list: Buffer): Promise<readonly { readonly path: string }[]> {
  const paths = [...new Set(list.toString().split('\0'))].filter((path) => path !== '');
  const present = await Promise.all(
    paths.map(async (path) => {
      const stats = await lstat(join(folder, path)).catch(() => undefined);
      return stats !== undefined && !stats.isDirectory();
    }),
  );
  return paths.filter((_, index) => present[index] === true).map((path) => ({ path }));
}

/** A folder that is no repository: all of it but what is never a source. */
async function everything(folder: string): Promise<readonly { readonly path: string }[]> {
  const left = new Set(['.git', '.slipway', 'node_modules']);
  const found: { readonly path: string }[] = [];
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      if (left.has(entry.name)) continue;
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) await walk(path);
      else if (entry.isFile() || entry.isSymbolicLink()) found.push({ path });
    }
  };
  await walk('');
  return found;
}

/** Without a commit the content itself is the revision: the first 40 digits of its digest. */
function withoutCommit(context: ActionContext, folder: string, tree: StoredTree): Fetched {
  const now = new Date(context.now()).toISOString();
  const commitId = tree.digest.replace(/^\w+:/, '').slice(0, 40);
  const commit = { commitId, authorDate: now, committerDate: now, message: '', branchName: '' };
  const notice = 'The source is no git repository with a commit, so its revision is the digest of its files';
  return {
    tree,
    commit,
    summary: 'files without a commit',
    notice,
    cloneReference: reference(folder, commit),
  };
}

function callIn(context: ActionContext, folder: string): GitCall {
  return { folder, mark: context.actionExecutionId, signal: context.signal };
}

function reference(url: string, { commitId, branchName }: Commit): Fetched['cloneReference'] {
  return { url, commitId, branchName };
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

// The files of a commit, from which a definition is read as it stands there. Nothing of them is run.
import { existsSync } from 'node:fs';
import { mkdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeEmptyRepository } from '../../actions/source/empty-repository.ts';
import { git, type GitAnswer } from '../../actions/source/git.ts';
import { newId } from '../../lib/id.ts';
import { problem, ProblemError, type Problem } from '../../lib/problem.ts';
import { removeTree } from '../../lib/remove-tree.ts';
import { gitFolder } from '../../load/git-repository.ts';

export interface CommittedFolder {
  /** Git's own folder of the repository, absolute. */
  readonly repository: string;
  readonly commitId: string;
  /** Only what lies below it; empty for everything. */
  readonly folder: string;
}

/**
 * A folder that holds the files, made once for each commit. It is written by a repository that has nothing but the objects, so
 * that no filter runs that the real one names.
 * @param all holds such folders
 */
export async function checkOutDefinition(
  all: string,
  { repository, commitId, folder }: CommittedFolder,
): Promise<string> {
  const place = join(all, `${commitId}-${Buffer.from(folder).toString('base64url')}`);
  const now = new Date();
  // Those that were used last are kept.
  const isThere = await utimes(place, now, now).then(
    () => true,
    () => existsSync(place),
  );
  if (isThere) return place;
  await mkdir(all, { recursive: true, mode: 0o700 });
  const fresh = join(all, `${newId()}.new`);
  const borrowing = join(all, `${newId()}.git`);
  try {
    await mkdir(fresh);
    const environment = {
      GIT_DIR: await makeEmptyRepository(borrowing, { sha256: commitId.length === 64 }),
      GIT_WORK_TREE: fresh,
      GIT_OBJECT_DIRECTORY: await objectsOf(repository),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
    };
    const treeish = folder === '' ? commitId : `${commitId}:${folder}`;
    for (const args of [
      ['read-tree', '--end-of-options', treeish],
      ['checkout-index', '--all', '--force', '--quiet'],
    ]) {
      const answer = await askGit(fresh, args, environment);
      if (!answer.ok) throw new ProblemError([notCheckedOut(commitId, answer.stderr)]);
    }
    await rename(fresh, place).catch((error: unknown) => {
      // Another process has made it meanwhile.
      if (!existsSync(place)) throw error;
    });
    return place;
  } finally {
    await removeTree(fresh);
    await removeTree(borrowing);
  }
}

/** A partial clone fetches what it lacks from where it came from, which a repository with objects alone does not know. */
function notCheckedOut(commitId: string, words: string): Problem {
  return problem({
    code: 'FileUnusable',
    whose: 'machine',
    message: `The files of commit ${commitId.slice(0, 8)} cannot be taken from the repository: ${words.trim().split('\n', 1).join()}`,
    remedy: `Fetch what the clone lacks of it (git checkout ${commitId.slice(0, 8)}, and back), or take a whole clone.`,
  });
}

/** What a workflow sees of its repository, its name and its default branch, is that of the known one. */
export async function linkRepository(place: string, root: string): Promise<void> {
  const link = join(place, '.git');
  if (!existsSync(link)) await writeFile(link, `gitdir: ${gitFolder(root) ?? ''}\n`);
}

/** The commit that a name means in the repository; undefined when it means none. */
export async function commitOf(repository: string, name: string): Promise<string | undefined> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const answer = await inRepository(repository, args);
  return answer.ok ? answer.stdout.toString('utf8').trim() : undefined;
}

/** Also when a partial clone lacks what is in it. @param path in the repository */
export async function hasFile(repository: string, commitId: string, path: string): Promise<boolean> {
  const answer = await inRepository(repository, ['ls-tree', '--full-tree', '-z', commitId, '--', path]);
  if (!answer.ok) throw new ProblemError([notCheckedOut(commitId, answer.stderr)]);
  return answer.stdout.length > 0;
}

async function objectsOf(repository: string): Promise<string> {
  const answer = await inRepository(repository, [
    'rev-parse',
    '--path-format=absolute',
    '--git-path',
    'objects',
  ]);
  return answer.ok ? answer.stdout.toString('utf8').trimEnd() : join(repository, 'objects');
}

async function inRepository(repository: string, args: readonly string[]): Promise<GitAnswer> {
  return await askGit(repository, args, { GIT_DIR: repository });
}

async function askGit(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<GitAnswer> {
  return await git({ folder, signal: new AbortController().signal, environment }, args);
}

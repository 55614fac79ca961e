// The `.git` of a source that is a repository: a build that was started by itself has one, with its history and a
// detached head (CodeBuild user guide, "Source provider sample": a git source is cloned).
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Failed } from '../../lib/result.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import { gitCallsInBuild, type GitCall, type GitUser } from './git-in-build.ts';

type Repository = NonNullable<ArtifactReference['repository']>;

/**
 * Next to the files that are there already: what differs from the commit is seen as changed. The objects are the
 * repository's own, only read; what the build commits stays with the build. Gives git's words when it cannot.
 * @param branch that HEAD names, as `refs/heads/main`; detached when absent
 */
export async function placeRepository(
  build: GitUser,
  { url, commitId, origin, branch }: Repository & { readonly branch?: string },
  folder: string,
): Promise<Failed | undefined> {
  const clone = `${folder}.clone`;
  const inClone = (...args: readonly string[]): GitCall => ({ args, folder: clone });
  const error = await gitCallsInBuild(build, [
    {
      args: ['clone', '--quiet', '--no-checkout', '--shared', '--', url, clone],
      folder: dirname(folder),
    },
    inClone('update-ref', '--no-deref', 'HEAD', commitId),
    // A push from the build must never reach the user's own repository.
    origin === undefined
      ? inClone('remote', 'remove', 'origin')
      : inClone('remote', 'set-url', 'origin', origin),
    inClone('read-tree', 'HEAD'),
    ...(branch === undefined
      ? []
      : [inClone('update-ref', branch, commitId), inClone('symbolic-ref', 'HEAD', branch)]),
  ]);
  if (error === undefined) await rename(join(clone, '.git'), join(folder, '.git'));
  await rm(clone, { recursive: true, force: true });
  return error === undefined ? undefined : { failed: error };
}

// The `.git` of a source that is a repository: a build that was started by itself has one, with its history and a
// detached head (CodeBuild user guide, "Source provider sample": a git source is cloned).
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Failed } from '../../lib/result.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import { gitInBuild, type GitUser } from './git-in-build.ts';

type Repository = NonNullable<ArtifactReference['repository']>;

/**
 * Next to the files that are there already: what differs from the commit is seen as changed. The objects are the
 * repository's own, only read; what the build commits stays with the build. Gives git's words when it cannot.
 */
export async function placeRepository(
  build: GitUser,
  { url, commitId, origin }: Repository,
  folder: string,
): Promise<Failed | undefined> {
  const clone = `${folder}.clone`;
  const error =
    (await gitInBuild(
      build,
      ['clone', '--quiet', '--no-checkout', '--shared', '--', url, clone],
      dirname(folder),
    )) ??
    (await gitInBuild(build, ['update-ref', '--no-deref', 'HEAD', commitId], clone)) ??
    // A push from the build must never reach the user's own repository.
    (await gitInBuild(
      build,
      origin === undefined ? ['remote', 'remove', 'origin'] : ['remote', 'set-url', 'origin', origin],
      clone,
    )) ??
    (await gitInBuild(build, ['read-tree', 'HEAD'], clone));
  if (error === undefined) await rename(join(clone, '.git'), join(folder, '.git'));
  await rm(clone, { recursive: true, force: true });
  return error === undefined ? undefined : { failed: error };
}

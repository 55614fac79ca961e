// A source that is handed over as a reference (CODEBUILD_CLONE_REF): CodeBuild clones the repository itself, with its
// history. Source: CodePipeline user guide, "CodeStarSourceConnection", OutputArtifactFormat.
import { mkdir } from 'node:fs/promises';
import type { Failed } from '../../lib/result.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import type { Build } from './build.ts';
import { gitInBuild } from './git-in-build.ts';

type CloneReference = NonNullable<ArtifactReference['cloneReference']>;

/** Leaves the commit checked out, detached. Gives git's own words when it cannot. */
export async function cloneSource(
  build: Build,
  { url, commitId, branchName }: CloneReference,
  folder: string,
): Promise<Failed | undefined> {
  await mkdir(folder, { recursive: true });
  const steps = [
    ['clone', '--quiet', '--no-checkout', '--branch', branchName, '--', url, '.'],
    ['checkout', '--quiet', '--detach', commitId],
  ];
  for (const args of steps) {
    const error = await gitInBuild(build, args, folder);
    if (error !== undefined) return { failed: error };
  }
  return undefined;
}

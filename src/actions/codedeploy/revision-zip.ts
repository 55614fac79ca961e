// The zip of a revision in the work folder, for the hosts to take.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { problemBehind } from '../../lib/system-problem.ts';
import type { Deployment, DeploymentContext } from '../deployment/deployment.ts';

/** Why there is no zip, with the code of CodeDeploy's ErrorInformation. */
export interface NoZip {
  readonly code: 'REVISION_MISSING' | 'INTERNAL_ERROR';
  readonly why: string;
}

/**
 * The zip's path. An old revision may be gone from the store, or damaged, or have no room. Made again when a crash or a new
 * work folder has lost it; the same tree gives the same zip.
 */
export async function revisionZip(
  context: DeploymentContext,
  { deploymentId, revision }: Pick<Deployment, 'deploymentId' | 'revision'>,
): Promise<{ readonly file: string } | NoZip> {
  const file = join(context.workFolder, `${deploymentId}.zip`);
  const make = async (): Promise<NoZip | null> => {
    try {
      await context.state.artifacts.exportZip(revision.digest, file);
      return null;
    } catch (error) {
      return noZip(error);
    }
  };
  // A zip without its step recorded may be half of one.
  const none = await context.step(`${deploymentId}/bundle`, make);
  if (none !== null) return none;
  return (existsSync(file) ? null : await make()) ?? { file };
}

function noZip(error: unknown): NoZip {
  const found = problemBehind(error);
  const why = found?.message ?? (error instanceof Error ? error.message : String(error));
  return { code: found?.code === 'ArtifactMissing' ? 'REVISION_MISSING' : 'INTERNAL_ERROR', why };
}

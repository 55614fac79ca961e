// The zip of a revision in the work folder, for the hosts to take.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment, DeploymentContext } from '../deployment/deployment.ts';

/**
 * The zip's path, or why there is none: an old revision may be gone from the store. Made again when a crash or a new
 * work folder has lost it; the same tree gives the same zip.
 */
export async function revisionZip(
  context: DeploymentContext,
  { deploymentId, revision }: Pick<Deployment, 'deploymentId' | 'revision'>,
): Promise<{ readonly file: string } | { readonly missing: string }> {
  const file = join(context.workFolder, `${deploymentId}.zip`);
  const make = async (): Promise<string> => {
    try {
      await context.state.artifacts.exportZip(revision.digest, file);
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  // A zip without its step recorded may be half of one.
  const missing = await context.step(`${deploymentId}/zip`, make);
  if (missing !== '') return { missing };
  const lost = existsSync(file) ? '' : await make();
  return lost === '' ? { file } : { missing: lost };
}

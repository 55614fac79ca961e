// CombineArtifacts: the primary artifacts of all builds of a batch as one.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import type { ActionContext } from '../provider.ts';
import type { BuildOptions } from './build-options.ts';

/** Of files with the same path the last build's stays, as when one zip is unpacked over another. */
export async function combineArtifacts(
  { state, workFolder }: ActionContext<BuildOptions>,
  name: string,
  artifacts: readonly ArtifactReference[],
): Promise<ArtifactReference> {
  const folder = join(workFolder, 'combined');
  await rm(folder, { recursive: true, force: true });
  for (const { digest } of artifacts) await state.artifacts.extract(digest, folder);
  const { revisionId } = artifacts[0] ?? {};
  return {
    name,
    ...(await state.artifacts.save(folder)),
    ...defined({ revisionId }),
  };
}

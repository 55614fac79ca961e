// Puts artifacts of the run together to one.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compileGlob } from '../../../../lib/glob.ts';
import { newId } from '../../../../lib/id.ts';
import { artifactsOf, dropArtifact, isTaken, wrongName } from '../artifacts-of-run.ts';
import { chooseFiles } from '../choose-files.ts';
import { failed, isYes, type StandInCall, type StandInEnd } from '../stand-in.ts';
import { keepArtifact } from './upload.ts';

/** The merged artifact may have the name of one that goes into it and is deleted. */
export async function merge({ job, inputs }: StandInCall): Promise<StandInEnd> {
  const { name = '', pattern = '*' } = inputs;
  const wrong = wrongName(name);
  if (wrong !== undefined) return failed(wrong);
  const glob = compileGlob(pattern, 'bash');
  const parts = artifactsOf(job).filter((each) => glob.matches(each.name));
  if (parts.length === 0) return failed(`No artifacts found matching pattern '${pattern}'`);
  if (isTaken(job, name))
    return failed(
      `Failed to CreateArtifact: an artifact with the name "${name}" already exists on the workflow run`,
    );
  const folder = join(job.folders.temp, `merge-artifact-${newId()}`);
  await mkdir(job.folders.here(folder), { recursive: true });
  for (const part of parts) {
    const place = isYes(inputs['separate-directories']) ? join(folder, part.name) : folder;
    await job.context.state.artifacts.extract(part.digest, job.folders.here(place));
  }
  const chosen = await chooseFiles(job, folder, { takesHidden: isYes(inputs['include-hidden-files']) });
  const kept = await keepArtifact(job, { name, chosen });
  if (isYes(inputs['delete-merged'])) for (const part of parts) dropArtifact(job, part.name);
  return kept;
}

// An artifact of a build that a call has started, as objects of its bucket in S3 of this machine.
// Source: CodeBuild API reference, ProjectArtifacts.
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { formatArn, parseArn } from '../../model/arn.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import type { ProjectArtifacts } from '../../model/build.ts';
import { uploadObject, type ObjectCaller } from '../../targets/endpoint/objects.ts';
import type { Build } from './build.ts';

/** Why not all of it could be put there; undefined when it is. */
export async function putArtifact(
  { context, project, buildId }: Build,
  { artifacts, reference }: { readonly artifacts: ProjectArtifacts; readonly reference: ArtifactReference },
): Promise<string | undefined> {
  const { location, digest, name } = reference;
  if (location === undefined) return undefined;
  const bucket = parseArn(artifacts.location ?? '')?.resource ?? artifacts.location ?? '';
  const caller: ObjectCaller = {
    targetsFolder: await context.state.folder('targets'),
    place: context.place,
    roleArn: project.serviceRole,
    signal: context.signal,
  };
  const arn = formatArn({ ...context.place, service: 'codebuild', resource: `build/${buildId}` });
  const metadata = { 'codebuild-buildarn': arn };
  const unpacked = join(context.workFolder, 'upload', encodeURIComponent(name));
  if (location.packaging === 'ZIP') {
    const file = `${unpacked}.zip`;
    await context.state.artifacts.exportZip(digest, file);
    return await uploadObject(caller, { bucket, key: location.key }, { file, metadata });
  }
  await context.state.artifacts.extract(digest, unpacked);
  for (const path of await filesBelow(unpacked)) {
    const key = [location.key, ...relative(unpacked, path).split(sep)]
      .filter((part) => part !== '')
      .join('/');
    const refused = await uploadObject(caller, { bucket, key }, { file: path, metadata });
    if (refused !== undefined) return refused;
  }
  return undefined;
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

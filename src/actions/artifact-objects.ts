// Artifacts as objects of the pipeline's artifact bucket, for what reads and writes them by S3's API: workers of custom actions,
// functions of jobs, and people.
import { join } from 'node:path';
import type { Result } from '../lib/result.ts';
import { artifactKey } from '../model/artifact-key.ts';
import type { ArtifactReference } from '../model/progress.ts';
import { downloadObject, provideBucket, uploadObject } from '../targets/endpoint/objects.ts';
import type { ActionContext } from './provider.ts';

type Context = Pick<
  ActionContext<unknown>,
  'definition' | 'place' | 'pipelineName' | 'state' | 'workFolder' | 'signal'
>;

export interface ArtifactLocation {
  readonly name: string;
  readonly bucketName: string;
  readonly objectKey: string;
}

export function artifactLocation(
  context: Context,
  { name, digest }: Pick<ArtifactReference, 'name' | 'digest'>,
): ArtifactLocation {
  const bucketName = artifactBucketOf(context);
  return { name, bucketName, objectKey: artifactKey(context.pipelineName, { name, digest }) };
}

/** The bucket's name. */
export function artifactBucketOf(context: Pick<Context, 'definition' | 'place'>): string {
  return artifactStoreOf(context)?.location ?? 'artifacts';
}

/** Makes it in the account of this machine where it is not there. Why it cannot be made; undefined when it is there. */
export async function provideArtifactBucket(context: Context, bucket: string): Promise<string | undefined> {
  return provideBucket(await callerOf(context), bucket);
}

/** That of the pipeline's region, where it has several. */
export function artifactStoreOf({ definition: { pipeline }, place }: Pick<Context, 'definition' | 'place'>) {
  const { artifactStore, artifactStores = {} } = pipeline;
  return artifactStore ?? artifactStores[place.region] ?? Object.values(artifactStores)[0];
}

async function callerOf({ state, place, signal }: Context) {
  return { targetsFolder: await state.folder('targets'), place, signal };
}

/** Makes the bucket where it is not there. Why the zip cannot be stored; undefined when it is. @param file absolute path of the zip */
export async function uploadArtifact(
  context: Context,
  { bucketName: bucket, objectKey: key }: ArtifactLocation,
  file: string,
): Promise<string | undefined> {
  const caller = await callerOf(context);
  const noBucket = await provideBucket(caller, bucket);
  return noBucket ?? (await uploadObject(caller, { bucket, key }, { file, metadata: {} }));
}

/** Into the store of artifacts. */
export async function downloadArtifact(
  context: Context,
  { name, bucketName: bucket, objectKey: key }: ArtifactLocation,
): Promise<Result<ArtifactReference>> {
  const file = join(context.workFolder, `output-${name}.zip`);
  try {
    await downloadObject(await callerOf(context), { bucket, key }, file);
  } catch (error) {
    context.signal.throwIfAborted();
    return { failed: (error as Error).message };
  }
  const location = { key, packaging: 'ZIP' } as const;
  return { name, ...(await context.state.artifacts.importZip(file)), location };
}

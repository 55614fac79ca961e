// What reading and writing artifacts takes. Source: CodePipeline user guide, "Manage the CodePipeline service role".
import type { ArtifactStore } from '../pipeline.ts';
import { keyRights } from './shared-rights.ts';
import { bucketArn, objectsArn } from './arns.ts';
import type { RightsContext } from './rights-context.ts';
import { actionsOf, right, type Need } from './right.ts';

/** Of every store of the pipeline; the pipeline itself also asks whether its bucket keeps versions. */
export function storeNeeds(
  roleArn: string,
  { definition, where }: RightsContext,
  { needsBucket = false }: { readonly needsBucket?: boolean } = {},
): readonly Need[] {
  const { artifactStore, artifactStores = {} } = definition.pipeline;
  const stores: readonly (readonly [region: string | undefined, ArtifactStore])[] =
    artifactStore === undefined ? Object.entries(artifactStores) : [[undefined, artifactStore]];
  return stores.map(([region, { location, encryptionKey }]) => {
    const there = where(roleArn, region);
    return {
      what: region === undefined ? 'artifact store' : `artifact store in ${region}`,
      name: 'artifacts',
      path: region === undefined ? ['pipeline', 'artifactStore'] : ['pipeline', 'artifactStores', region],
      rights: [
        right(actionsOf('s3', 'GetObject', 'GetObjectVersion', 'PutObject'), objectsArn(there, location)),
        ...(needsBucket ? [right('s3:GetBucketVersioning', bucketArn(there, location))] : []),
        ...keyRights(there, encryptionKey?.id),
      ],
    };
  });
}

// The image that the tag of an ECR source names now. A push of the tag starts the pipeline, as the rule of EventBridge does that
// CodePipeline makes for such a source (CodePipeline user guide, "Amazon ECR source actions and EventBridge").
import { placeOfAction } from '../../model/place.ts';
import { ecrRegistry } from '../../model/image-reference.ts';
import { registryAddress } from '../../targets/registry/open-registry.ts';
import type { NewestOf } from '../provider.ts';
import { findImage } from './find-image.ts';

export const newestImage: NewestOf = async ({ configuration, declaration, definition, targetsFolder }) => {
  const address = await registryAddress(targetsFolder);
  if (address === undefined) return undefined;
  const { RepositoryName = '', ImageTag = 'latest' } = configuration;
  const { account, region } = placeOfAction(definition.pipeline, declaration);
  const repository = `${ecrRegistry(account, region).host}/${RepositoryName}`;
  const found = await findImage(address, repository, ImageTag);
  if (found.kind !== 'image') return found.kind === 'none' ? 'none' : undefined;
  return {
    revisionId: found.image.digest,
    triggerType: 'CloudWatchEvent',
    by: `push of ${RepositoryName}:${ImageTag}`,
  };
};

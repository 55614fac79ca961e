// Source/AWS/ECR: an image in a repository of ECR, as the registry of this machine has it.
import { O, R, sourceType } from '../../model/action-type.ts';
import type { ActionProvider } from '../provider.ts';

export const ecrSource: ActionProvider = {
  ...sourceType,
  provider: 'ECR',
  configuration: { RepositoryName: R, ImageTag: O },
  variables: ['RegistryId', 'RepositoryName', 'ImageTag', 'ImageDigest', 'ImageURI'],
  runner: {
    recovery: 'restart',
    load: async () => (await import('./source-image.ts')).sourceImage,
  },
};

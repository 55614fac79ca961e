// Source/AWS/ECR: an image in a repository of ECR, as the registry of this machine has it.
import { sourceType } from '../../model/action-type.ts';
import { O, R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { ecrSourceRights } from './rights.ts';
import { shipEcrSource } from '../source/ship.ts';

export const ecrSource: ActionProvider = {
  ...sourceType,
  provider: 'ECR',
  configuration: { RepositoryName: R, ImageTag: O },
  variables: ['RegistryId', 'RepositoryName', 'ImageTag', 'ImageDigest', 'ImageURI'],
  rights: (asked) => ({ rights: ecrSourceRights(asked) }),
  ships: shipEcrSource,
  runner: {
    recovery: 'restart',
    load: async () => (await import('./source-image.ts')).sourceImage,
    loadNewest: async () => (await import('./newest-image.ts')).newestImage,
  },
};

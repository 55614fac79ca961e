// Build/AWS/ECRBuildAndPublish: an image from a Dockerfile of the source, built and pushed.
import { O, oneOf, R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { ecrBuildRights } from './rights.ts';

export const ecrBuildAndPublish: ActionProvider = {
  category: 'Build',
  owner: 'AWS',
  provider: 'ECRBuildAndPublish',
  inputs: [1, 1],
  outputs: [0, 0],
  v2Only: true,
  configuration: {
    ECRRepositoryName: R,
    DockerFilePath: O,
    ImageTags: O,
    RegistryType: oneOf('private', 'public'),
  },
  variables: ['ECRImageDigestId', 'ECRRepositoryName'],
  rights: (asked) => ({ rights: ecrBuildRights(asked) }),
  runner: {
    recovery: 'restart',
    needsContainers: true,
    load: async () => (await import('./build-and-publish.ts')).buildAndPublish,
  },
};

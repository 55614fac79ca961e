// Build/AWS/ECRBuildAndPublish: an image from a Dockerfile of the source, built and pushed.
import type { ActionProvider } from '../provider.ts';

export const buildEcr: ActionProvider = {
  category: 'Build',
  owner: 'AWS',
  provider: 'ECRBuildAndPublish',
  recovery: 'restart',
  load: async () => (await import('./build-and-publish.ts')).buildAndPublish,
};

// Source/AWS/ECR: an image in a repository of ECR, as the registry of this machine has it.
import type { ActionProvider } from '../provider.ts';

export const sourceEcr: ActionProvider = {
  category: 'Source',
  owner: 'AWS',
  provider: 'ECR',
  recovery: 'restart',
  load: async () => (await import('./source-image.ts')).sourceImage,
};

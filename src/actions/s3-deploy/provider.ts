// Deploy/AWS/S3: the input artifact into a bucket, file by file or as one object. Putting the same again changes nothing.
import type { ActionProvider } from '../provider.ts';

export const deployS3: ActionProvider = {
  category: 'Deploy',
  owner: 'AWS',
  provider: 'S3',
  recovery: 'restart',
  load: async () => (await import('./run-s3-deploy.ts')).runS3Deploy,
};

// Source/AWS/S3: a zip in a bucket, as the bucket of this machine has it, or a file that takes its place.
import { sourceType } from '../../model/action-type.ts';
import { R, truth } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { s3SourceRights } from './rights.ts';
import { shipS3Source } from '../source/ship.ts';
import { s3SourceOnGithub } from './on-github.ts';

export const s3Source: ActionProvider = {
  ...sourceType,
  provider: 'S3',
  configuration: {
    S3Bucket: R,
    S3ObjectKey: R,
    PollForSourceChanges: truth,
    AllowOverrideForS3ObjectKey: truth,
  },
  variables: ['BucketName', 'ETag', 'ObjectKey', 'VersionId'],
  rights: (asked) => ({ rights: s3SourceRights(asked) }),
  ships: shipS3Source,
  fetchedOnGithub: s3SourceOnGithub,
  runner: {
    recovery: 'restart',
    load: async () => (await import('./run-s3-source.ts')).runS3Source,
    loadNewest: async () => (await import('./newest-object.ts')).newestObject,
  },
};

// Source/AWS/S3: an object of a bucket. Not executed here.
import { R, sourceType, truth } from '../../model/action-type.ts';
import type { ActionProvider } from '../provider.ts';

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
};

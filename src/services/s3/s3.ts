// S3: buckets and objects of this machine, kept in the state folder.
import type { S3Api } from '../../aws/operations/s3.ts';
import type { Operations } from '../service.ts';
import { aclOperations } from './acl-operations.ts';
import { bucketSettings } from './bucket-settings.ts';
import { metricsConfigurations } from './metrics-configurations.ts';
import { buckets } from './buckets.ts';
import { lists } from './lists.ts';
import { notificationOperations, notifying } from './notifications/notification-operations.ts';
import { withoutCallersKeys } from './object-encryption.ts';
import { objects } from './objects.ts';
import { withPipelineArtifacts } from './pipeline-artifacts.ts';
import { uploads } from './uploads.ts';

export const s3: Operations<S3Api> = notifying(
  withoutCallersKeys(
    withPipelineArtifacts({
      ...bucketSettings,
      ...metricsConfigurations,
      ...buckets,
      ...lists,
      ...objects,
      ...aclOperations,
      ...uploads,
      ...notificationOperations,
    }),
  ),
);

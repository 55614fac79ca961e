// The buckets that a pipeline keeps its artifacts in. Pure.
// Sources: CodePipeline user guide, "Security best practices" and "Configure server-side encryption for artifacts".
import { defined } from '../../lib/defined.ts';
import type { Definition } from '../../model/definition.ts';
import {
  logicalId,
  type GraphResource,
  type PropertyValues,
  type Shipped,
} from '../../model/resource-graph.ts';
import type { ArtifactStore } from '../../model/pipeline.ts';

/** Versions that newer ones have replaced are removed after so many days; the newest stay, a rollback needs them. */
const replacedVersionDays = 30;
const unfinishedUploadDays = 7;

export function artifactBuckets({ pipeline }: Definition): Shipped {
  const { artifactStore, artifactStores = {} } = pipeline;
  if (artifactStore !== undefined) return { resources: [bucketOf(artifactStore)], notes: [] };
  const others = Object.entries(artifactStores);
  return {
    resources: [],
    notes: others.map(
      ([region, { location }]) =>
        `The artifact bucket ${location} in ${region} is not shipped: a stack makes its resources in one Region`,
    ),
  };
}

function bucketOf({ location, encryptionKey }: ArtifactStore): GraphResource {
  return {
    id: logicalId('Artifacts', 'Bucket'),
    type: 'AWS::S3::Bucket',
    name: location,
    isKept: true,
    why: 'The artifacts that actions hand over to each other.',
    properties: {
      BucketName: location,
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: { ServerSideEncryptionConfiguration: [encryption(encryptionKey?.id)] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'replaced-versions',
            Status: 'Enabled',
            NoncurrentVersionExpiration: { NoncurrentDays: replacedVersionDays },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: unfinishedUploadDays },
          },
        ],
      },
    },
  };
}

/** Without a key of its own the account's key for S3: no cost and no right in addition. */
function encryption(key: string | undefined): PropertyValues {
  return {
    BucketKeyEnabled: true,
    ServerSideEncryptionByDefault: {
      SSEAlgorithm: 'aws:kms',
      ...defined({ KMSMasterKeyID: key }),
    },
  };
}

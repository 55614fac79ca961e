// The buckets that a pipeline keeps its artifacts in. Pure.
// Sources: CodePipeline user guide, "Security best practices" and "Configure server-side encryption for artifacts"; Amazon S3 user
// guide, "Bucket policy examples".
import { defined } from '../../lib/defined.ts';
import type { Definition } from '../../model/definition.ts';
import { placeOfPipeline } from '../../model/place.ts';
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
  if (artifactStore !== undefined) {
    const { partition } = placeOfPipeline(pipeline);
    return {
      resources: [bucketOf(artifactStore), policyOf(artifactStore, partition)],
      notes: keyNotes(artifactStore),
    };
  }
  const others = Object.entries(artifactStores);
  return {
    resources: [],
    notes: others.map(
      ([region, { location }]) =>
        `The artifact bucket ${location} in ${region} is not shipped: a stack makes its resources in one Region`,
    ),
  };
}

/** Nothing but the key's own policy, or its owner's, lets roles use it. */
function keyNotes({ encryptionKey }: ArtifactStore): readonly string[] {
  const { id } = encryptionKey ?? {};
  if (id === undefined || /(?:^|:)alias\/aws\//.test(id)) return [];
  return [`The key ${id} of the artifacts must be there before the pipeline runs`];
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

/** No artifact is read or written without TLS, whatever else a principal may do. */
function policyOf({ location }: ArtifactStore, partition: string): GraphResource {
  const bucket = `arn:${partition}:s3:::${location}`;
  return {
    id: logicalId('Artifacts', 'BucketPolicy'),
    type: 'AWS::S3::BucketPolicy',
    name: location,
    why: 'Artifacts travel by TLS alone.',
    properties: {
      Bucket: location,
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'OnlyTls',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: [bucket, `${bucket}/*`],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
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

// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface S3Api {
  readonly operations: {
    readonly AbortMultipartUpload: {
      readonly input: Shapes['AbortMultipartUploadRequest'];
      readonly output: Shapes['AbortMultipartUploadOutput'];
    };
    readonly CompleteMultipartUpload: {
      readonly input: Shapes['CompleteMultipartUploadRequest'];
      readonly output: Shapes['CompleteMultipartUploadOutput'];
    };
    readonly CopyObject: {
      readonly input: Shapes['CopyObjectRequest'];
      readonly output: Shapes['CopyObjectOutput'];
    };
    readonly CreateBucket: {
      readonly input: Shapes['CreateBucketRequest'];
      readonly output: Shapes['CreateBucketOutput'];
    };
    readonly CreateBucketMetadataConfiguration: {
      readonly input: Shapes['CreateBucketMetadataConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly CreateBucketMetadataTableConfiguration: {
      readonly input: Shapes['CreateBucketMetadataTableConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly CreateMultipartUpload: {
      readonly input: Shapes['CreateMultipartUploadRequest'];
      readonly output: Shapes['CreateMultipartUploadOutput'];
    };
    readonly DeleteBucket: {
      readonly input: Shapes['DeleteBucketRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketAnalyticsConfiguration: {
      readonly input: Shapes['DeleteBucketAnalyticsConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketCors: {
      readonly input: Shapes['DeleteBucketCorsRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketEncryption: {
      readonly input: Shapes['DeleteBucketEncryptionRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketIntelligentTieringConfiguration: {
      readonly input: Shapes['DeleteBucketIntelligentTieringConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketInventoryConfiguration: {
      readonly input: Shapes['DeleteBucketInventoryConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketLifecycle: {
      readonly input: Shapes['DeleteBucketLifecycleRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketMetadataConfiguration: {
      readonly input: Shapes['DeleteBucketMetadataConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketMetadataTableConfiguration: {
      readonly input: Shapes['DeleteBucketMetadataTableConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketMetricsConfiguration: {
      readonly input: Shapes['DeleteBucketMetricsConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketOwnershipControls: {
      readonly input: Shapes['DeleteBucketOwnershipControlsRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketPolicy: {
      readonly input: Shapes['DeleteBucketPolicyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketReplication: {
      readonly input: Shapes['DeleteBucketReplicationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketTagging: {
      readonly input: Shapes['DeleteBucketTaggingRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteBucketWebsite: {
      readonly input: Shapes['DeleteBucketWebsiteRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteObject: {
      readonly input: Shapes['DeleteObjectRequest'];
      readonly output: Shapes['DeleteObjectOutput'];
    };
    readonly DeleteObjectAnnotation: {
      readonly input: Shapes['DeleteObjectAnnotationRequest'];
      readonly output: Shapes['DeleteObjectAnnotationOutput'];
    };
    readonly DeleteObjectTagging: {
      readonly input: Shapes['DeleteObjectTaggingRequest'];
      readonly output: Shapes['DeleteObjectTaggingOutput'];
    };
    readonly DeleteObjects: {
      readonly input: Shapes['DeleteObjectsRequest'];
      readonly output: Shapes['DeleteObjectsOutput'];
    };
    readonly DeletePublicAccessBlock: {
      readonly input: Shapes['DeletePublicAccessBlockRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly GetBucketAbac: {
      readonly input: Shapes['GetBucketAbacRequest'];
      readonly output: Shapes['GetBucketAbacOutput'];
    };
    readonly GetBucketAccelerateConfiguration: {
      readonly input: Shapes['GetBucketAccelerateConfigurationRequest'];
      readonly output: Shapes['GetBucketAccelerateConfigurationOutput'];
    };
    readonly GetBucketAcl: {
      readonly input: Shapes['GetBucketAclRequest'];
      readonly output: Shapes['GetBucketAclOutput'];
    };
    readonly GetBucketAnalyticsConfiguration: {
      readonly input: Shapes['GetBucketAnalyticsConfigurationRequest'];
      readonly output: Shapes['GetBucketAnalyticsConfigurationOutput'];
    };
    readonly GetBucketCors: {
      readonly input: Shapes['GetBucketCorsRequest'];
      readonly output: Shapes['GetBucketCorsOutput'];
    };
    readonly GetBucketEncryption: {
      readonly input: Shapes['GetBucketEncryptionRequest'];
      readonly output: Shapes['GetBucketEncryptionOutput'];
    };
    readonly GetBucketIntelligentTieringConfiguration: {
      readonly input: Shapes['GetBucketIntelligentTieringConfigurationRequest'];
      readonly output: Shapes['GetBucketIntelligentTieringConfigurationOutput'];
    };
    readonly GetBucketInventoryConfiguration: {
      readonly input: Shapes['GetBucketInventoryConfigurationRequest'];
      readonly output: Shapes['GetBucketInventoryConfigurationOutput'];
    };
    readonly GetBucketLifecycleConfiguration: {
      readonly input: Shapes['GetBucketLifecycleConfigurationRequest'];
      readonly output: Shapes['GetBucketLifecycleConfigurationOutput'];
    };
    readonly GetBucketLocation: {
      readonly input: Shapes['GetBucketLocationRequest'];
      readonly output: Shapes['GetBucketLocationOutput'];
    };
    readonly GetBucketLogging: {
      readonly input: Shapes['GetBucketLoggingRequest'];
      readonly output: Shapes['GetBucketLoggingOutput'];
    };
    readonly GetBucketMetadataConfiguration: {
      readonly input: Shapes['GetBucketMetadataConfigurationRequest'];
      readonly output: Shapes['GetBucketMetadataConfigurationOutput'];
    };
    readonly GetBucketMetadataTableConfiguration: {
      readonly input: Shapes['GetBucketMetadataTableConfigurationRequest'];
      readonly output: Shapes['GetBucketMetadataTableConfigurationOutput'];
    };
    readonly GetBucketMetricsConfiguration: {
      readonly input: Shapes['GetBucketMetricsConfigurationRequest'];
      readonly output: Shapes['GetBucketMetricsConfigurationOutput'];
    };
    readonly GetBucketNotificationConfiguration: {
      readonly input: Shapes['GetBucketNotificationConfigurationRequest'];
      readonly output: Shapes['NotificationConfiguration'];
    };
    readonly GetBucketOwnershipControls: {
      readonly input: Shapes['GetBucketOwnershipControlsRequest'];
      readonly output: Shapes['GetBucketOwnershipControlsOutput'];
    };
    readonly GetBucketPolicy: {
      readonly input: Shapes['GetBucketPolicyRequest'];
      readonly output: Shapes['GetBucketPolicyOutput'];
    };
    readonly GetBucketPolicyStatus: {
      readonly input: Shapes['GetBucketPolicyStatusRequest'];
      readonly output: Shapes['GetBucketPolicyStatusOutput'];
    };
    readonly GetBucketReplication: {
      readonly input: Shapes['GetBucketReplicationRequest'];
      readonly output: Shapes['GetBucketReplicationOutput'];
    };
    readonly GetBucketRequestPayment: {
      readonly input: Shapes['GetBucketRequestPaymentRequest'];
      readonly output: Shapes['GetBucketRequestPaymentOutput'];
    };
    readonly GetBucketTagging: {
      readonly input: Shapes['GetBucketTaggingRequest'];
      readonly output: Shapes['GetBucketTaggingOutput'];
    };
    readonly GetBucketVersioning: {
      readonly input: Shapes['GetBucketVersioningRequest'];
      readonly output: Shapes['GetBucketVersioningOutput'];
    };
    readonly GetBucketWebsite: {
      readonly input: Shapes['GetBucketWebsiteRequest'];
      readonly output: Shapes['GetBucketWebsiteOutput'];
    };
    readonly GetObject: {
      readonly input: Shapes['GetObjectRequest'];
      readonly output: Shapes['GetObjectOutput'];
    };
    readonly GetObjectAcl: {
      readonly input: Shapes['GetObjectAclRequest'];
      readonly output: Shapes['GetObjectAclOutput'];
    };
    readonly GetObjectAnnotation: {
      readonly input: Shapes['GetObjectAnnotationRequest'];
      readonly output: Shapes['GetObjectAnnotationOutput'];
    };
    readonly GetObjectAttributes: {
      readonly input: Shapes['GetObjectAttributesRequest'];
      readonly output: Shapes['GetObjectAttributesOutput'];
    };
    readonly GetObjectLegalHold: {
      readonly input: Shapes['GetObjectLegalHoldRequest'];
      readonly output: Shapes['GetObjectLegalHoldOutput'];
    };
    readonly GetObjectLockConfiguration: {
      readonly input: Shapes['GetObjectLockConfigurationRequest'];
      readonly output: Shapes['GetObjectLockConfigurationOutput'];
    };
    readonly GetObjectRetention: {
      readonly input: Shapes['GetObjectRetentionRequest'];
      readonly output: Shapes['GetObjectRetentionOutput'];
    };
    readonly GetObjectTagging: {
      readonly input: Shapes['GetObjectTaggingRequest'];
      readonly output: Shapes['GetObjectTaggingOutput'];
    };
    readonly GetObjectTorrent: {
      readonly input: Shapes['GetObjectTorrentRequest'];
      readonly output: Shapes['GetObjectTorrentOutput'];
    };
    readonly GetPublicAccessBlock: {
      readonly input: Shapes['GetPublicAccessBlockRequest'];
      readonly output: Shapes['GetPublicAccessBlockOutput'];
    };
    readonly HeadBucket: {
      readonly input: Shapes['HeadBucketRequest'];
      readonly output: Shapes['HeadBucketOutput'];
    };
    readonly HeadObject: {
      readonly input: Shapes['HeadObjectRequest'];
      readonly output: Shapes['HeadObjectOutput'];
    };
    readonly ListBucketAnalyticsConfigurations: {
      readonly input: Shapes['ListBucketAnalyticsConfigurationsRequest'];
      readonly output: Shapes['ListBucketAnalyticsConfigurationsOutput'];
    };
    readonly ListBucketIntelligentTieringConfigurations: {
      readonly input: Shapes['ListBucketIntelligentTieringConfigurationsRequest'];
      readonly output: Shapes['ListBucketIntelligentTieringConfigurationsOutput'];
    };
    readonly ListBucketInventoryConfigurations: {
      readonly input: Shapes['ListBucketInventoryConfigurationsRequest'];
      readonly output: Shapes['ListBucketInventoryConfigurationsOutput'];
    };
    readonly ListBucketMetricsConfigurations: {
      readonly input: Shapes['ListBucketMetricsConfigurationsRequest'];
      readonly output: Shapes['ListBucketMetricsConfigurationsOutput'];
    };
    readonly ListBuckets: {
      readonly input: Shapes['ListBucketsRequest'];
      readonly output: Shapes['ListBucketsOutput'];
    };
    readonly ListMultipartUploads: {
      readonly input: Shapes['ListMultipartUploadsRequest'];
      readonly output: Shapes['ListMultipartUploadsOutput'];
    };
    readonly ListObjectAnnotations: {
      readonly input: Shapes['ListObjectAnnotationsRequest'];
      readonly output: Shapes['ListObjectAnnotationsOutput'];
    };
    readonly ListObjectVersions: {
      readonly input: Shapes['ListObjectVersionsRequest'];
      readonly output: Shapes['ListObjectVersionsOutput'];
    };
    readonly ListObjects: {
      readonly input: Shapes['ListObjectsRequest'];
      readonly output: Shapes['ListObjectsOutput'];
    };
    readonly ListObjectsV2: {
      readonly input: Shapes['ListObjectsV2Request'];
      readonly output: Shapes['ListObjectsV2Output'];
    };
    readonly ListParts: {
      readonly input: Shapes['ListPartsRequest'];
      readonly output: Shapes['ListPartsOutput'];
    };
    readonly PutBucketAbac: {
      readonly input: Shapes['PutBucketAbacRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketAccelerateConfiguration: {
      readonly input: Shapes['PutBucketAccelerateConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketAcl: {
      readonly input: Shapes['PutBucketAclRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketAnalyticsConfiguration: {
      readonly input: Shapes['PutBucketAnalyticsConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketCors: {
      readonly input: Shapes['PutBucketCorsRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketEncryption: {
      readonly input: Shapes['PutBucketEncryptionRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketIntelligentTieringConfiguration: {
      readonly input: Shapes['PutBucketIntelligentTieringConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketInventoryConfiguration: {
      readonly input: Shapes['PutBucketInventoryConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketLifecycleConfiguration: {
      readonly input: Shapes['PutBucketLifecycleConfigurationRequest'];
      readonly output: Shapes['PutBucketLifecycleConfigurationOutput'];
    };
    readonly PutBucketLogging: {
      readonly input: Shapes['PutBucketLoggingRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketMetricsConfiguration: {
      readonly input: Shapes['PutBucketMetricsConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketNotificationConfiguration: {
      readonly input: Shapes['PutBucketNotificationConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketOwnershipControls: {
      readonly input: Shapes['PutBucketOwnershipControlsRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketPolicy: {
      readonly input: Shapes['PutBucketPolicyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketReplication: {
      readonly input: Shapes['PutBucketReplicationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketRequestPayment: {
      readonly input: Shapes['PutBucketRequestPaymentRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketTagging: {
      readonly input: Shapes['PutBucketTaggingRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketVersioning: {
      readonly input: Shapes['PutBucketVersioningRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutBucketWebsite: {
      readonly input: Shapes['PutBucketWebsiteRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutObject: {
      readonly input: Shapes['PutObjectRequest'];
      readonly output: Shapes['PutObjectOutput'];
    };
    readonly PutObjectAcl: {
      readonly input: Shapes['PutObjectAclRequest'];
      readonly output: Shapes['PutObjectAclOutput'];
    };
    readonly PutObjectAnnotation: {
      readonly input: Shapes['PutObjectAnnotationRequest'];
      readonly output: Shapes['PutObjectAnnotationOutput'];
    };
    readonly PutObjectLegalHold: {
      readonly input: Shapes['PutObjectLegalHoldRequest'];
      readonly output: Shapes['PutObjectLegalHoldOutput'];
    };
    readonly PutObjectLockConfiguration: {
      readonly input: Shapes['PutObjectLockConfigurationRequest'];
      readonly output: Shapes['PutObjectLockConfigurationOutput'];
    };
    readonly PutObjectRetention: {
      readonly input: Shapes['PutObjectRetentionRequest'];
      readonly output: Shapes['PutObjectRetentionOutput'];
    };
    readonly PutObjectTagging: {
      readonly input: Shapes['PutObjectTaggingRequest'];
      readonly output: Shapes['PutObjectTaggingOutput'];
    };
    readonly PutPublicAccessBlock: {
      readonly input: Shapes['PutPublicAccessBlockRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly RenameObject: {
      readonly input: Shapes['RenameObjectRequest'];
      readonly output: Shapes['RenameObjectOutput'];
    };
    readonly RestoreObject: {
      readonly input: Shapes['RestoreObjectRequest'];
      readonly output: Shapes['RestoreObjectOutput'];
    };
    readonly SelectObjectContent: {
      readonly input: Shapes['SelectObjectContentRequest'];
      readonly output: Shapes['SelectObjectContentOutput'];
    };
    readonly UpdateBucketMetadataAnnotationTableConfiguration: {
      readonly input: Shapes['UpdateBucketMetadataAnnotationTableConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UpdateBucketMetadataInventoryTableConfiguration: {
      readonly input: Shapes['UpdateBucketMetadataInventoryTableConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UpdateBucketMetadataJournalTableConfiguration: {
      readonly input: Shapes['UpdateBucketMetadataJournalTableConfigurationRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UpdateObjectEncryption: {
      readonly input: Shapes['UpdateObjectEncryptionRequest'];
      readonly output: Shapes['UpdateObjectEncryptionResponse'];
    };
    readonly UploadPart: {
      readonly input: Shapes['UploadPartRequest'];
      readonly output: Shapes['UploadPartOutput'];
    };
    readonly UploadPartCopy: {
      readonly input: Shapes['UploadPartCopyRequest'];
      readonly output: Shapes['UploadPartCopyOutput'];
    };
    readonly WriteGetObjectResponse: {
      readonly input: Shapes['WriteGetObjectResponseRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
  };
  readonly errors:
    | 'AccessDenied'
    | 'AnnotationLimitExceeded'
    | 'AnnotationNameTooLong'
    | 'BucketAlreadyExists'
    | 'BucketAlreadyOwnedByYou'
    | 'EncryptionTypeMismatch'
    | 'IdempotencyParameterMismatch'
    | 'InvalidAnnotationName'
    | 'InvalidObjectState'
    | 'InvalidPrefix'
    | 'InvalidRequest'
    | 'InvalidWriteOffset'
    | 'NoSuchAnnotation'
    | 'NoSuchBucket'
    | 'NoSuchKey'
    | 'NoSuchUpload'
    | 'ObjectAlreadyInActiveTierError'
    | 'ObjectNotInActiveTierError'
    | 'TooManyParts'
    | 'UnsupportedMediaType';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AbacStatus: {
    readonly Status?: 'Enabled' | 'Disabled';
  };
  readonly AbortIncompleteMultipartUpload: {
    readonly DaysAfterInitiation?: number;
  };
  readonly AbortMultipartUploadOutput: {
    readonly RequestCharged?: 'requester';
    readonly VersionId?: string;
  };
  readonly AbortMultipartUploadRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly UploadId: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
    readonly IfMatchInitiatedTime?: Date;
  };
  readonly AccelerateConfiguration: {
    readonly Status?: 'Enabled' | 'Suspended';
  };
  readonly AccessControlPolicy: {
    readonly Grants?: readonly Shapes['Grant'][];
    readonly Owner?: Shapes['Owner'];
  };
  readonly AccessControlTranslation: {
    readonly Owner: 'Destination';
  };
  readonly AnalyticsAndOperator: {
    readonly Prefix?: string;
    readonly Tags?: readonly Shapes['Tag'][];
  };
  readonly AnalyticsConfiguration: {
    readonly Id: string;
    readonly Filter?: Shapes['AnalyticsFilter'];
    readonly StorageClassAnalysis: Shapes['StorageClassAnalysis'];
  };
  readonly AnalyticsExportDestination: {
    readonly S3BucketDestination: Shapes['AnalyticsS3BucketDestination'];
  };
  readonly AnalyticsFilter: {
    readonly Prefix?: string;
    readonly Tag?: Shapes['Tag'];
    readonly And?: Shapes['AnalyticsAndOperator'];
  };
  readonly AnalyticsS3BucketDestination: {
    readonly Format: 'CSV';
    readonly BucketAccountId?: string;
    readonly Bucket: string;
    readonly Prefix?: string;
  };
  readonly AnnotationEntry: {
    readonly AnnotationName: string;
    readonly LastModified: Date;
    readonly ETag?: string;
    readonly ChecksumAlgorithm?: readonly (
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128'
    )[];
    readonly Size: number;
    readonly ReplicationStatus?: 'COMPLETE' | 'PENDING' | 'FAILED' | 'REPLICA' | 'COMPLETED';
  };
  readonly AnnotationTableConfiguration: {
    readonly ConfigurationState: 'ENABLED' | 'DISABLED';
    readonly EncryptionConfiguration?: Shapes['MetadataTableEncryptionConfiguration'];
    readonly Role?: string;
  };
  readonly AnnotationTableConfigurationResult: {
    readonly ConfigurationState: 'ENABLED' | 'DISABLED';
    readonly TableStatus?: string;
    readonly Error?: Shapes['ErrorDetails'];
    readonly TableName?: string;
    readonly TableArn?: string;
    readonly Role?: string;
  };
  readonly AnnotationTableConfigurationUpdates: {
    readonly ConfigurationState: 'ENABLED' | 'DISABLED';
    readonly EncryptionConfiguration?: Shapes['MetadataTableEncryptionConfiguration'];
    readonly Role?: string;
  };
  readonly BlockedEncryptionTypes: {
    readonly EncryptionType?: readonly ('NONE' | 'SSE-C')[];
  };
  readonly Bucket: {
    readonly Name?: string;
    readonly CreationDate?: Date;
    readonly BucketRegion?: string;
    readonly BucketArn?: string;
  };
  readonly BucketInfo: {
    readonly DataRedundancy?: 'SingleAvailabilityZone' | 'SingleLocalZone';
    readonly Type?: 'Directory';
  };
  readonly BucketLifecycleConfiguration: {
    readonly Rules: readonly Shapes['LifecycleRule'][];
  };
  readonly BucketLoggingStatus: {
    readonly LoggingEnabled?: Shapes['LoggingEnabled'];
  };
  readonly CORSConfiguration: {
    readonly CORSRules: readonly Shapes['CORSRule'][];
  };
  readonly CORSRule: {
    readonly ID?: string;
    readonly AllowedHeaders?: readonly string[];
    readonly AllowedMethods: readonly string[];
    readonly AllowedOrigins: readonly string[];
    readonly ExposeHeaders?: readonly string[];
    readonly MaxAgeSeconds?: number;
  };
  readonly CSVInput: {
    readonly FileHeaderInfo?: 'USE' | 'IGNORE' | 'NONE';
    readonly Comments?: string;
    readonly QuoteEscapeCharacter?: string;
    readonly RecordDelimiter?: string;
    readonly FieldDelimiter?: string;
    readonly QuoteCharacter?: string;
    readonly AllowQuotedRecordDelimiter?: boolean;
  };
  readonly CSVOutput: {
    readonly QuoteFields?: 'ALWAYS' | 'ASNEEDED';
    readonly QuoteEscapeCharacter?: string;
    readonly RecordDelimiter?: string;
    readonly FieldDelimiter?: string;
    readonly QuoteCharacter?: string;
  };
  readonly Checksum: {
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
  };
  readonly CommonPrefix: {
    readonly Prefix?: string;
  };
  readonly CompleteMultipartUploadOutput: {
    readonly Location?: string;
    readonly Bucket?: string;
    readonly Key?: string;
    readonly Expiration?: string;
    readonly ETag?: string;
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly VersionId?: string;
    readonly SSEKMSKeyId?: string;
    readonly BucketKeyEnabled?: boolean;
    readonly RequestCharged?: 'requester';
  };
  readonly CompleteMultipartUploadRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly MultipartUpload?: Shapes['CompletedMultipartUpload'];
    readonly UploadId: string;
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
    readonly MpuObjectSize?: number;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
    readonly IfMatch?: string;
    readonly IfNoneMatch?: string;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKey?: string;
    readonly SSECustomerKeyMD5?: string;
  };
  readonly CompletedMultipartUpload: {
    readonly Parts?: readonly Shapes['CompletedPart'][];
  };
  readonly CompletedPart: {
    readonly ETag?: string;
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly PartNumber?: number;
  };
  readonly Condition: {
    readonly HttpErrorCodeReturnedEquals?: string;
    readonly KeyPrefixEquals?: string;
  };
  readonly ContinuationEvent: {};
  readonly CopyObjectOutput: {
    readonly CopyObjectResult?: Shapes['CopyObjectResult'];
    readonly Expiration?: string;
    readonly CopySourceVersionId?: string;
    readonly VersionId?: string;
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly SSEKMSKeyId?: string;
    readonly SSEKMSEncryptionContext?: string;
    readonly BucketKeyEnabled?: boolean;
    readonly RequestCharged?: 'requester';
  };
  readonly CopyObjectRequest: {
    readonly ACL?:
      | 'private'
      | 'public-read'
      | 'public-read-write'
      | 'authenticated-read'
      | 'aws-exec-read'
      | 'bucket-owner-read'
      | 'bucket-owner-full-control';
    readonly Bucket: string;
    readonly CacheControl?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ContentDisposition?: string;
    readonly ContentEncoding?: string;
    readonly ContentLanguage?: string;
    readonly ContentType?: string;
    readonly CopySource: string;
    readonly CopySourceIfMatch?: string;
    readonly CopySourceIfModifiedSince?: Date;
    readonly CopySourceIfNoneMatch?: string;
    readonly CopySourceIfUnmodifiedSince?: Date;
    readonly Expires?: string;
    readonly GrantFullControl?: string;
    readonly GrantRead?: string;
    readonly GrantReadACP?: string;
    readonly GrantWriteACP?: string;
    readonly IfMatch?: string;
    readonly IfNoneMatch?: string;
    readonly Key: string;
    readonly Metadata?: Readonly<Record<string, string>>;
    readonly MetadataDirective?: 'COPY' | 'REPLACE';
    readonly TaggingDirective?: 'COPY' | 'REPLACE';
    readonly AnnotationDirective?: 'COPY' | 'EXCLUDE';
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly StorageClass?:
      | 'STANDARD'
      | 'REDUCED_REDUNDANCY'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'GLACIER'
      | 'DEEP_ARCHIVE'
      | 'OUTPOSTS'
      | 'GLACIER_IR'
      | 'SNOW'
      | 'EXPRESS_ONEZONE'
      | 'FSX_OPENZFS'
      | 'FSX_ONTAP'
      | 'AWS_BACKUP_WARM'
      | 'AWS_BACKUP_LOW_COST_WARM';
    readonly WebsiteRedirectLocation?: string;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKey?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly SSEKMSKeyId?: string;
    readonly SSEKMSEncryptionContext?: string;
    readonly BucketKeyEnabled?: boolean;
    readonly CopySourceSSECustomerAlgorithm?: string;
    readonly CopySourceSSECustomerKey?: string;
    readonly CopySourceSSECustomerKeyMD5?: string;
    readonly RequestPayer?: 'requester';
    readonly Tagging?: string;
    readonly ObjectLockMode?: 'GOVERNANCE' | 'COMPLIANCE';
    readonly ObjectLockRetainUntilDate?: Date;
    readonly ObjectLockLegalHoldStatus?: 'ON' | 'OFF';
    readonly ObjectLockEventHold?: 'ON' | 'OFF';
    readonly ObjectLockEventHoldDurationDays?: number;
    readonly ObjectLockEventHoldDurationYears?: number;
    readonly ExpectedBucketOwner?: string;
    readonly ExpectedSourceBucketOwner?: string;
  };
  readonly CopyObjectResult: {
    readonly ETag?: string;
    readonly LastModified?: Date;
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
  };
  readonly CopyPartResult: {
    readonly ETag?: string;
    readonly LastModified?: Date;
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
  };
  readonly CreateBucketConfiguration: {
    readonly LocationConstraint?:
      | 'af-south-1'
      | 'ap-east-1'
      | 'ap-east-2'
      | 'ap-northeast-1'
      | 'ap-northeast-2'
      | 'ap-northeast-3'
      | 'ap-south-1'
      | 'ap-south-2'
      | 'ap-southeast-1'
      | 'ap-southeast-2'
      | 'ap-southeast-3'
      | 'ap-southeast-4'
      | 'ap-southeast-5'
      | 'ap-southeast-6'
      | 'ap-southeast-7'
      | 'ca-central-1'
      | 'ca-west-1'
      | 'cn-north-1'
      | 'cn-northwest-1'
      | 'EU'
      | 'eu-central-1'
      | 'eu-central-2'
      | 'eu-north-1'
      | 'eu-south-1'
      | 'eu-south-2'
      | 'eu-west-1'
      | 'eu-west-2'
      | 'eu-west-3'
      | 'il-central-1'
      | 'me-central-1'
      | 'me-south-1'
      | 'mx-central-1'
      | 'sa-east-1'
      | 'us-east-2'
      | 'us-gov-east-1'
      | 'us-gov-west-1'
      | 'us-west-1'
      | 'us-west-2';
    readonly Location?: Shapes['LocationInfo'];
    readonly Bucket?: Shapes['BucketInfo'];
    readonly Tags?: readonly Shapes['Tag'][];
  };
  readonly CreateBucketMetadataConfigurationRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly MetadataConfiguration: Shapes['MetadataConfiguration'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly CreateBucketMetadataTableConfigurationRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly MetadataTableConfiguration: Shapes['MetadataTableConfiguration'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly CreateBucketOutput: {
    readonly Location?: string;
    readonly BucketArn?: string;
  };
  readonly CreateBucketRequest: {
    readonly ACL?:
      | 'private'
      | 'public-read'
      | 'public-read-write'
      | 'authenticated-read'
      | 'aws-exec-read'
      | 'bucket-owner-read'
      | 'bucket-owner-full-control'
      | 'log-delivery-write';
    readonly Bucket: string;
    readonly CreateBucketConfiguration?: Shapes['CreateBucketConfiguration'];
    readonly GrantFullControl?: string;
    readonly GrantRead?: string;
    readonly GrantReadACP?: string;
    readonly GrantWrite?: string;
    readonly GrantWriteACP?: string;
    readonly ObjectLockEnabledForBucket?: boolean;
    readonly ObjectOwnership?: 'BucketOwnerPreferred' | 'ObjectWriter' | 'BucketOwnerEnforced';
    readonly BucketNamespace?: 'account-regional' | 'global';
  };
  readonly CreateMultipartUploadOutput: {
    readonly AbortDate?: Date;
    readonly AbortRuleId?: string;
    readonly Bucket?: string;
    readonly Key?: string;
    readonly UploadId?: string;
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly SSEKMSKeyId?: string;
    readonly SSEKMSEncryptionContext?: string;
    readonly BucketKeyEnabled?: boolean;
    readonly RequestCharged?: 'requester';
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
    readonly VersionId?: string;
  };
  readonly CreateMultipartUploadRequest: {
    readonly ACL?:
      | 'private'
      | 'public-read'
      | 'public-read-write'
      | 'authenticated-read'
      | 'aws-exec-read'
      | 'bucket-owner-read'
      | 'bucket-owner-full-control';
    readonly Bucket: string;
    readonly CacheControl?: string;
    readonly ContentDisposition?: string;
    readonly ContentEncoding?: string;
    readonly ContentLanguage?: string;
    readonly ContentType?: string;
    readonly Expires?: string;
    readonly GrantFullControl?: string;
    readonly GrantRead?: string;
    readonly GrantReadACP?: string;
    readonly GrantWriteACP?: string;
    readonly Key: string;
    readonly Metadata?: Readonly<Record<string, string>>;
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly StorageClass?:
      | 'STANDARD'
      | 'REDUCED_REDUNDANCY'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'GLACIER'
      | 'DEEP_ARCHIVE'
      | 'OUTPOSTS'
      | 'GLACIER_IR'
      | 'SNOW'
      | 'EXPRESS_ONEZONE'
      | 'FSX_OPENZFS'
      | 'FSX_ONTAP'
      | 'AWS_BACKUP_WARM'
      | 'AWS_BACKUP_LOW_COST_WARM';
    readonly WebsiteRedirectLocation?: string;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKey?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly SSEKMSKeyId?: string;
    readonly SSEKMSEncryptionContext?: string;
    readonly BucketKeyEnabled?: boolean;
    readonly RequestPayer?: 'requester';
    readonly Tagging?: string;
    readonly ObjectLockMode?: 'GOVERNANCE' | 'COMPLIANCE';
    readonly ObjectLockRetainUntilDate?: Date;
    readonly ObjectLockLegalHoldStatus?: 'ON' | 'OFF';
    readonly ObjectLockEventHold?: 'ON' | 'OFF';
    readonly ObjectLockEventHoldDurationDays?: number;
    readonly ObjectLockEventHoldDurationYears?: number;
    readonly ExpectedBucketOwner?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
  };
  readonly DefaultRetention: {
    readonly Mode?: 'GOVERNANCE' | 'COMPLIANCE';
    readonly Days?: number;
    readonly Years?: number;
    readonly DefaultEventHold?: Shapes['EventHoldDuration'];
  };
  readonly Delete: {
    readonly Objects: readonly Shapes['ObjectIdentifier'][];
    readonly Quiet?: boolean;
  };
  readonly DeleteBucketAnalyticsConfigurationRequest: {
    readonly Bucket: string;
    readonly Id: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketCorsRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketEncryptionRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketIntelligentTieringConfigurationRequest: {
    readonly Bucket: string;
    readonly Id: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketInventoryConfigurationRequest: {
    readonly Bucket: string;
    readonly Id: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketLifecycleRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketMetadataConfigurationRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketMetadataTableConfigurationRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketMetricsConfigurationRequest: {
    readonly Bucket: string;
    readonly Id: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketOwnershipControlsRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketPolicyRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketReplicationRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketTaggingRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteBucketWebsiteRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteMarkerEntry: {
    readonly Owner?: Shapes['Owner'];
    readonly Key?: string;
    readonly VersionId?: string;
    readonly IsLatest?: boolean;
    readonly LastModified?: Date;
  };
  readonly DeleteMarkerReplication: {
    readonly Status?: 'Enabled' | 'Disabled';
  };
  readonly DeleteObjectAnnotationOutput: {
    readonly ObjectVersionId?: string;
    readonly RequestCharged?: 'requester';
  };
  readonly DeleteObjectAnnotationRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly AnnotationName: string;
    readonly VersionId?: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
    readonly ObjectIfMatch?: string;
  };
  readonly DeleteObjectOutput: {
    readonly DeleteMarker?: boolean;
    readonly VersionId?: string;
    readonly RequestCharged?: 'requester';
  };
  readonly DeleteObjectRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly MFA?: string;
    readonly VersionId?: string;
    readonly RequestPayer?: 'requester';
    readonly BypassGovernanceRetention?: boolean;
    readonly ExpectedBucketOwner?: string;
    readonly IfMatch?: string;
    readonly IfMatchLastModifiedTime?: Date;
    readonly IfMatchSize?: number;
  };
  readonly DeleteObjectTaggingOutput: {
    readonly VersionId?: string;
  };
  readonly DeleteObjectTaggingRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly VersionId?: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeleteObjectsOutput: {
    readonly Deleted?: readonly Shapes['DeletedObject'][];
    readonly RequestCharged?: 'requester';
    readonly Errors?: readonly Shapes['Error'][];
  };
  readonly DeleteObjectsRequest: {
    readonly Bucket: string;
    readonly Delete: Shapes['Delete'];
    readonly MFA?: string;
    readonly RequestPayer?: 'requester';
    readonly BypassGovernanceRetention?: boolean;
    readonly ExpectedBucketOwner?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
  };
  readonly DeletePublicAccessBlockRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly DeletedObject: {
    readonly Key?: string;
    readonly VersionId?: string;
    readonly DeleteMarker?: boolean;
    readonly DeleteMarkerVersionId?: string;
  };
  readonly Destination: {
    readonly Bucket: string;
    readonly Account?: string;
    readonly StorageClass?:
      | 'STANDARD'
      | 'REDUCED_REDUNDANCY'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'GLACIER'
      | 'DEEP_ARCHIVE'
      | 'OUTPOSTS'
      | 'GLACIER_IR'
      | 'SNOW'
      | 'EXPRESS_ONEZONE'
      | 'FSX_OPENZFS'
      | 'FSX_ONTAP'
      | 'AWS_BACKUP_WARM'
      | 'AWS_BACKUP_LOW_COST_WARM';
    readonly AccessControlTranslation?: Shapes['AccessControlTranslation'];
    readonly EncryptionConfiguration?: Shapes['EncryptionConfiguration'];
    readonly ReplicationTime?: Shapes['ReplicationTime'];
    readonly Metrics?: Shapes['Metrics'];
  };
  readonly DestinationResult: {
    readonly TableBucketType?: 'aws' | 'customer';
    readonly TableBucketArn?: string;
    readonly TableNamespace?: string;
  };
  readonly Encryption: {
    readonly EncryptionType: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly KMSKeyId?: string;
    readonly KMSContext?: string;
  };
  readonly EncryptionConfiguration: {
    readonly ReplicaKmsKeyID?: string;
    readonly UseSourceMultiRegionKey?: Shapes['UseSourceMultiRegionKey'];
  };
  readonly EndEvent: {};
  readonly Error: {
    readonly Key?: string;
    readonly VersionId?: string;
    readonly Code?: string;
    readonly Message?: string;
  };
  readonly ErrorDetails: {
    readonly ErrorCode?: string;
    readonly ErrorMessage?: string;
  };
  readonly ErrorDocument: {
    readonly Key: string;
  };
  readonly EventBridgeConfiguration: {};
  readonly EventHoldDuration: {
    readonly Days?: number;
    readonly Years?: number;
  };
  readonly ExistingObjectReplication: {
    readonly Status: 'Enabled' | 'Disabled';
  };
  readonly FilterRule: {
    readonly Name?: 'prefix' | 'suffix';
    readonly Value?: string;
  };
  readonly GetBucketAbacOutput: {
    readonly AbacStatus?: Shapes['AbacStatus'];
  };
  readonly GetBucketAbacRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketAccelerateConfigurationOutput: {
    readonly Status?: 'Enabled' | 'Suspended';
    readonly RequestCharged?: 'requester';
  };
  readonly GetBucketAccelerateConfigurationRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
    readonly RequestPayer?: 'requester';
  };
  readonly GetBucketAclOutput: {
    readonly Owner?: Shapes['Owner'];
    readonly Grants?: readonly Shapes['Grant'][];
  };
  readonly GetBucketAclRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketAnalyticsConfigurationOutput: {
    readonly AnalyticsConfiguration?: Shapes['AnalyticsConfiguration'];
  };
  readonly GetBucketAnalyticsConfigurationRequest: {
    readonly Bucket: string;
    readonly Id: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketCorsOutput: {
    readonly CORSRules?: readonly Shapes['CORSRule'][];
  };
  readonly GetBucketCorsRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketEncryptionOutput: {
    readonly ServerSideEncryptionConfiguration?: Shapes['ServerSideEncryptionConfiguration'];
  };
  readonly GetBucketEncryptionRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketIntelligentTieringConfigurationOutput: {
    readonly IntelligentTieringConfiguration?: Shapes['IntelligentTieringConfiguration'];
  };
  readonly GetBucketIntelligentTieringConfigurationRequest: {
    readonly Bucket: string;
    readonly Id: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketInventoryConfigurationOutput: {
    readonly InventoryConfiguration?: Shapes['InventoryConfiguration'];
  };
  readonly GetBucketInventoryConfigurationRequest: {
    readonly Bucket: string;
    readonly Id: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketLifecycleConfigurationOutput: {
    readonly Rules?: readonly Shapes['LifecycleRule'][];
    readonly TransitionDefaultMinimumObjectSize?: 'varies_by_storage_class' | 'all_storage_classes_128K';
  };
  readonly GetBucketLifecycleConfigurationRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketLocationOutput: {
    readonly LocationConstraint?:
      | 'af-south-1'
      | 'ap-east-1'
      | 'ap-east-2'
      | 'ap-northeast-1'
      | 'ap-northeast-2'
      | 'ap-northeast-3'
      | 'ap-south-1'
      | 'ap-south-2'
      | 'ap-southeast-1'
      | 'ap-southeast-2'
      | 'ap-southeast-3'
      | 'ap-southeast-4'
      | 'ap-southeast-5'
      | 'ap-southeast-6'
      | 'ap-southeast-7'
      | 'ca-central-1'
      | 'ca-west-1'
      | 'cn-north-1'
      | 'cn-northwest-1'
      | 'EU'
      | 'eu-central-1'
      | 'eu-central-2'
      | 'eu-north-1'
      | 'eu-south-1'
      | 'eu-south-2'
      | 'eu-west-1'
      | 'eu-west-2'
      | 'eu-west-3'
      | 'il-central-1'
      | 'me-central-1'
      | 'me-south-1'
      | 'mx-central-1'
      | 'sa-east-1'
      | 'us-east-2'
      | 'us-gov-east-1'
      | 'us-gov-west-1'
      | 'us-west-1'
      | 'us-west-2';
  };
  readonly GetBucketLocationRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketLoggingOutput: {
    readonly LoggingEnabled?: Shapes['LoggingEnabled'];
  };
  readonly GetBucketLoggingRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketMetadataConfigurationOutput: {
    readonly GetBucketMetadataConfigurationResult?: Shapes['GetBucketMetadataConfigurationResult'];
  };
  readonly GetBucketMetadataConfigurationRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketMetadataConfigurationResult: {
    readonly MetadataConfigurationResult: Shapes['MetadataConfigurationResult'];
  };
  readonly GetBucketMetadataTableConfigurationOutput: {
    readonly GetBucketMetadataTableConfigurationResult?: Shapes['GetBucketMetadataTableConfigurationResult'];
  };
  readonly GetBucketMetadataTableConfigurationRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketMetadataTableConfigurationResult: {
    readonly MetadataTableConfigurationResult: Shapes['MetadataTableConfigurationResult'];
    readonly Status: string;
    readonly Error?: Shapes['ErrorDetails'];
  };
  readonly GetBucketMetricsConfigurationOutput: {
    readonly MetricsConfiguration?: Shapes['MetricsConfiguration'];
  };
  readonly GetBucketMetricsConfigurationRequest: {
    readonly Bucket: string;
    readonly Id: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketNotificationConfigurationRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketOwnershipControlsOutput: {
    readonly OwnershipControls?: Shapes['OwnershipControls'];
  };
  readonly GetBucketOwnershipControlsRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketPolicyOutput: {
    readonly Policy?: string;
  };
  readonly GetBucketPolicyRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketPolicyStatusOutput: {
    readonly PolicyStatus?: Shapes['PolicyStatus'];
  };
  readonly GetBucketPolicyStatusRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketReplicationOutput: {
    readonly ReplicationConfiguration?: Shapes['ReplicationConfiguration'];
  };
  readonly GetBucketReplicationRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketRequestPaymentOutput: {
    readonly Payer?: 'Requester' | 'BucketOwner';
  };
  readonly GetBucketRequestPaymentRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketTaggingOutput: {
    readonly TagSet: readonly Shapes['Tag'][];
  };
  readonly GetBucketTaggingRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketVersioningOutput: {
    readonly Status?: 'Enabled' | 'Suspended';
    readonly MFADelete?: 'Enabled' | 'Disabled';
  };
  readonly GetBucketVersioningRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetBucketWebsiteOutput: {
    readonly RedirectAllRequestsTo?: Shapes['RedirectAllRequestsTo'];
    readonly IndexDocument?: Shapes['IndexDocument'];
    readonly ErrorDocument?: Shapes['ErrorDocument'];
    readonly RoutingRules?: readonly Shapes['RoutingRule'][];
  };
  readonly GetBucketWebsiteRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetObjectAclOutput: {
    readonly Owner?: Shapes['Owner'];
    readonly Grants?: readonly Shapes['Grant'][];
    readonly RequestCharged?: 'requester';
  };
  readonly GetObjectAclRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly VersionId?: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetObjectAnnotationOutput: {
    readonly AnnotationPayload?: AsyncIterable<Uint8Array>;
    readonly ObjectVersionId?: string;
    readonly LastModified?: Date;
    readonly ContentLength?: number;
    readonly ETag?: string;
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly RequestCharged?: 'requester';
    readonly ReplicationStatus?: 'COMPLETE' | 'PENDING' | 'FAILED' | 'REPLICA' | 'COMPLETED';
  };
  readonly GetObjectAnnotationRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly AnnotationName: string;
    readonly VersionId?: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
    readonly ChecksumMode?: 'ENABLED';
  };
  readonly GetObjectAttributesOutput: {
    readonly DeleteMarker?: boolean;
    readonly LastModified?: Date;
    readonly VersionId?: string;
    readonly RequestCharged?: 'requester';
    readonly ETag?: string;
    readonly Checksum?: Shapes['Checksum'];
    readonly ObjectParts?: Shapes['GetObjectAttributesParts'];
    readonly StorageClass?:
      | 'STANDARD'
      | 'REDUCED_REDUNDANCY'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'GLACIER'
      | 'DEEP_ARCHIVE'
      | 'OUTPOSTS'
      | 'GLACIER_IR'
      | 'SNOW'
      | 'EXPRESS_ONEZONE'
      | 'FSX_OPENZFS'
      | 'FSX_ONTAP'
      | 'AWS_BACKUP_WARM'
      | 'AWS_BACKUP_LOW_COST_WARM';
    readonly ObjectSize?: number;
  };
  readonly GetObjectAttributesParts: {
    readonly TotalPartsCount?: number;
    readonly PartNumberMarker?: number;
    readonly NextPartNumberMarker?: number;
    readonly MaxParts?: number;
    readonly IsTruncated?: boolean;
    readonly Parts?: readonly Shapes['ObjectPart'][];
  };
  readonly GetObjectAttributesRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly VersionId?: string;
    readonly MaxParts?: number;
    readonly PartNumberMarker?: number;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKey?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
    readonly ObjectAttributes: readonly (
      | 'ETag'
      | 'Checksum'
      | 'ObjectParts'
      | 'StorageClass'
      | 'ObjectSize'
    )[];
  };
  readonly GetObjectLegalHoldOutput: {
    readonly LegalHold?: Shapes['ObjectLockLegalHold'];
  };
  readonly GetObjectLegalHoldRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly VersionId?: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetObjectLockConfigurationOutput: {
    readonly ObjectLockConfiguration?: Shapes['ObjectLockConfiguration'];
  };
  readonly GetObjectLockConfigurationRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetObjectOutput: {
    readonly Body?: AsyncIterable<Uint8Array>;
    readonly DeleteMarker?: boolean;
    readonly AcceptRanges?: string;
    readonly Expiration?: string;
    readonly Restore?: string;
    readonly LastModified?: Date;
    readonly ContentLength?: number;
    readonly ETag?: string;
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
    readonly MissingMeta?: number;
    readonly VersionId?: string;
    readonly CacheControl?: string;
    readonly ContentDisposition?: string;
    readonly ContentEncoding?: string;
    readonly ContentLanguage?: string;
    readonly ContentRange?: string;
    readonly ContentType?: string;
    readonly Expires?: string;
    readonly WebsiteRedirectLocation?: string;
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly Metadata?: Readonly<Record<string, string>>;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly SSEKMSKeyId?: string;
    readonly BucketKeyEnabled?: boolean;
    readonly StorageClass?:
      | 'STANDARD'
      | 'REDUCED_REDUNDANCY'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'GLACIER'
      | 'DEEP_ARCHIVE'
      | 'OUTPOSTS'
      | 'GLACIER_IR'
      | 'SNOW'
      | 'EXPRESS_ONEZONE'
      | 'FSX_OPENZFS'
      | 'FSX_ONTAP'
      | 'AWS_BACKUP_WARM'
      | 'AWS_BACKUP_LOW_COST_WARM';
    readonly RequestCharged?: 'requester';
    readonly ReplicationStatus?: 'COMPLETE' | 'PENDING' | 'FAILED' | 'REPLICA' | 'COMPLETED';
    readonly PartsCount?: number;
    readonly TagCount?: number;
    readonly ObjectLockMode?: 'GOVERNANCE' | 'COMPLIANCE';
    readonly ObjectLockRetainUntilDate?: Date;
    readonly ObjectLockLegalHoldStatus?: 'ON' | 'OFF';
    readonly ObjectLockEventHold?: 'ON' | 'OFF';
    readonly ObjectLockEventHoldDurationDays?: number;
    readonly ObjectLockEventHoldDurationYears?: number;
  };
  readonly GetObjectRequest: {
    readonly Bucket: string;
    readonly IfMatch?: string;
    readonly IfModifiedSince?: Date;
    readonly IfNoneMatch?: string;
    readonly IfUnmodifiedSince?: Date;
    readonly Key: string;
    readonly Range?: string;
    readonly ResponseCacheControl?: string;
    readonly ResponseContentDisposition?: string;
    readonly ResponseContentEncoding?: string;
    readonly ResponseContentLanguage?: string;
    readonly ResponseContentType?: string;
    readonly ResponseExpires?: Date;
    readonly VersionId?: string;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKey?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly RequestPayer?: 'requester';
    readonly PartNumber?: number;
    readonly ExpectedBucketOwner?: string;
    readonly ChecksumMode?: 'ENABLED';
  };
  readonly GetObjectRetentionOutput: {
    readonly Retention?: Shapes['ObjectLockRetention'];
  };
  readonly GetObjectRetentionRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly VersionId?: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetObjectTaggingOutput: {
    readonly VersionId?: string;
    readonly TagSet: readonly Shapes['Tag'][];
  };
  readonly GetObjectTaggingRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly VersionId?: string;
    readonly ExpectedBucketOwner?: string;
    readonly RequestPayer?: 'requester';
  };
  readonly GetObjectTorrentOutput: {
    readonly Body?: AsyncIterable<Uint8Array>;
    readonly RequestCharged?: 'requester';
  };
  readonly GetObjectTorrentRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
  };
  readonly GetPublicAccessBlockOutput: {
    readonly PublicAccessBlockConfiguration?: Shapes['PublicAccessBlockConfiguration'];
  };
  readonly GetPublicAccessBlockRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly GlacierJobParameters: {
    readonly Tier: 'Standard' | 'Bulk' | 'Expedited';
  };
  readonly Grant: {
    readonly Grantee?: Shapes['Grantee'];
    readonly Permission?: 'FULL_CONTROL' | 'WRITE' | 'WRITE_ACP' | 'READ' | 'READ_ACP';
  };
  readonly Grantee: {
    readonly DisplayName?: string;
    readonly EmailAddress?: string;
    readonly ID?: string;
    readonly Type: 'CanonicalUser' | 'AmazonCustomerByEmail' | 'Group';
    readonly URI?: string;
  };
  readonly HeadBucketOutput: {
    readonly BucketArn?: string;
    readonly BucketLocationType?: 'AvailabilityZone' | 'LocalZone';
    readonly BucketLocationName?: string;
    readonly BucketRegion?: string;
    readonly AccessPointAlias?: boolean;
  };
  readonly HeadBucketRequest: {
    readonly Bucket: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly HeadObjectOutput: {
    readonly DeleteMarker?: boolean;
    readonly AcceptRanges?: string;
    readonly Expiration?: string;
    readonly Restore?: string;
    readonly ArchiveStatus?: 'ARCHIVE_ACCESS' | 'DEEP_ARCHIVE_ACCESS';
    readonly LastModified?: Date;
    readonly ContentLength?: number;
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
    readonly ETag?: string;
    readonly MissingMeta?: number;
    readonly VersionId?: string;
    readonly CacheControl?: string;
    readonly ContentDisposition?: string;
    readonly ContentEncoding?: string;
    readonly ContentLanguage?: string;
    readonly ContentType?: string;
    readonly ContentRange?: string;
    readonly Expires?: string;
    readonly WebsiteRedirectLocation?: string;
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly Metadata?: Readonly<Record<string, string>>;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly SSEKMSKeyId?: string;
    readonly BucketKeyEnabled?: boolean;
    readonly StorageClass?:
      | 'STANDARD'
      | 'REDUCED_REDUNDANCY'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'GLACIER'
      | 'DEEP_ARCHIVE'
      | 'OUTPOSTS'
      | 'GLACIER_IR'
      | 'SNOW'
      | 'EXPRESS_ONEZONE'
      | 'FSX_OPENZFS'
      | 'FSX_ONTAP'
      | 'AWS_BACKUP_WARM'
      | 'AWS_BACKUP_LOW_COST_WARM';
    readonly RequestCharged?: 'requester';
    readonly ReplicationStatus?: 'COMPLETE' | 'PENDING' | 'FAILED' | 'REPLICA' | 'COMPLETED';
    readonly PartsCount?: number;
    readonly TagCount?: number;
    readonly ObjectLockMode?: 'GOVERNANCE' | 'COMPLIANCE';
    readonly ObjectLockRetainUntilDate?: Date;
    readonly ObjectLockLegalHoldStatus?: 'ON' | 'OFF';
    readonly ObjectLockEventHold?: 'ON' | 'OFF';
    readonly ObjectLockEventHoldDurationDays?: number;
    readonly ObjectLockEventHoldDurationYears?: number;
  };
  readonly HeadObjectRequest: {
    readonly Bucket: string;
    readonly IfMatch?: string;
    readonly IfModifiedSince?: Date;
    readonly IfNoneMatch?: string;
    readonly IfUnmodifiedSince?: Date;
    readonly Key: string;
    readonly Range?: string;
    readonly ResponseCacheControl?: string;
    readonly ResponseContentDisposition?: string;
    readonly ResponseContentEncoding?: string;
    readonly ResponseContentLanguage?: string;
    readonly ResponseContentType?: string;
    readonly ResponseExpires?: Date;
    readonly VersionId?: string;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKey?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly RequestPayer?: 'requester';
    readonly PartNumber?: number;
    readonly ExpectedBucketOwner?: string;
    readonly ChecksumMode?: 'ENABLED';
  };
  readonly IndexDocument: {
    readonly Suffix: string;
  };
  readonly Initiator: {
    readonly ID?: string;
    readonly DisplayName?: string;
  };
  readonly InputSerialization: {
    readonly CSV?: Shapes['CSVInput'];
    readonly CompressionType?: 'NONE' | 'GZIP' | 'BZIP2';
    readonly JSON?: Shapes['JSONInput'];
    readonly Parquet?: Shapes['ParquetInput'];
  };
  readonly IntelligentTieringAndOperator: {
    readonly Prefix?: string;
    readonly Tags?: readonly Shapes['Tag'][];
  };
  readonly IntelligentTieringConfiguration: {
    readonly Id: string;
    readonly Filter?: Shapes['IntelligentTieringFilter'];
    readonly Status: 'Enabled' | 'Disabled';
    readonly Tierings: readonly Shapes['Tiering'][];
  };
  readonly IntelligentTieringFilter: {
    readonly Prefix?: string;
    readonly Tag?: Shapes['Tag'];
    readonly And?: Shapes['IntelligentTieringAndOperator'];
  };
  readonly InventoryConfiguration: {
    readonly Destination: Shapes['InventoryDestination'];
    readonly IsEnabled: boolean;
    readonly Filter?: Shapes['InventoryFilter'];
    readonly Id: string;
    readonly IncludedObjectVersions: 'All' | 'Current';
    readonly OptionalFields?: readonly (
      | 'Size'
      | 'LastModifiedDate'
      | 'StorageClass'
      | 'ETag'
      | 'IsMultipartUploaded'
      | 'ReplicationStatus'
      | 'EncryptionStatus'
      | 'ObjectLockRetainUntilDate'
      | 'ObjectLockMode'
      | 'ObjectLockLegalHoldStatus'
      | 'ObjectLockEventHoldStatus'
      | 'ObjectLockEventHoldDuration'
      | 'IntelligentTieringAccessTier'
      | 'BucketKeyStatus'
      | 'ChecksumAlgorithm'
      | 'ObjectAccessControlList'
      | 'ObjectOwner'
      | 'LifecycleExpirationDate'
      | 'IntelligentTieringReferenceDate'
    )[];
    readonly Schedule: Shapes['InventorySchedule'];
  };
  readonly InventoryDestination: {
    readonly S3BucketDestination: Shapes['InventoryS3BucketDestination'];
  };
  readonly InventoryEncryption: {
    readonly SSES3?: Shapes['SSES3'];
    readonly SSEKMS?: Shapes['SSEKMS'];
  };
  readonly InventoryFilter: {
    readonly Prefix: string;
  };
  readonly InventoryS3BucketDestination: {
    readonly AccountId?: string;
    readonly Bucket: string;
    readonly Format: 'CSV' | 'ORC' | 'Parquet';
    readonly Prefix?: string;
    readonly Encryption?: Shapes['InventoryEncryption'];
  };
  readonly InventorySchedule: {
    readonly Frequency: 'Daily' | 'Weekly';
  };
  readonly InventoryTableConfiguration: {
    readonly ConfigurationState: 'ENABLED' | 'DISABLED';
    readonly EncryptionConfiguration?: Shapes['MetadataTableEncryptionConfiguration'];
  };
  readonly InventoryTableConfigurationResult: {
    readonly ConfigurationState: 'ENABLED' | 'DISABLED';
    readonly TableStatus?: string;
    readonly Error?: Shapes['ErrorDetails'];
    readonly TableName?: string;
    readonly TableArn?: string;
  };
  readonly InventoryTableConfigurationUpdates: {
    readonly ConfigurationState: 'ENABLED' | 'DISABLED';
    readonly EncryptionConfiguration?: Shapes['MetadataTableEncryptionConfiguration'];
  };
  readonly JSONInput: {
    readonly Type?: 'DOCUMENT' | 'LINES';
  };
  readonly JSONOutput: {
    readonly RecordDelimiter?: string;
  };
  readonly JournalTableConfiguration: {
    readonly RecordExpiration: Shapes['RecordExpiration'];
    readonly EncryptionConfiguration?: Shapes['MetadataTableEncryptionConfiguration'];
  };
  readonly JournalTableConfigurationResult: {
    readonly TableStatus: string;
    readonly Error?: Shapes['ErrorDetails'];
    readonly TableName: string;
    readonly TableArn?: string;
    readonly RecordExpiration: Shapes['RecordExpiration'];
  };
  readonly JournalTableConfigurationUpdates: {
    readonly RecordExpiration: Shapes['RecordExpiration'];
  };
  readonly LambdaFunctionConfiguration: {
    readonly Id?: string;
    readonly LambdaFunctionArn: string;
    readonly Events: readonly (
      | 's3:ReducedRedundancyLostObject'
      | 's3:ObjectCreated:*'
      | 's3:ObjectCreated:Put'
      | 's3:ObjectCreated:Post'
      | 's3:ObjectCreated:Copy'
      | 's3:ObjectCreated:CompleteMultipartUpload'
      | 's3:ObjectRemoved:*'
      | 's3:ObjectRemoved:Delete'
      | 's3:ObjectRemoved:DeleteMarkerCreated'
      | 's3:ObjectRestore:*'
      | 's3:ObjectRestore:Post'
      | 's3:ObjectRestore:Completed'
      | 's3:Replication:*'
      | 's3:Replication:OperationFailedReplication'
      | 's3:Replication:OperationNotTracked'
      | 's3:Replication:OperationMissedThreshold'
      | 's3:Replication:OperationReplicatedAfterThreshold'
      | 's3:ObjectRestore:Delete'
      | 's3:LifecycleTransition'
      | 's3:IntelligentTiering'
      | 's3:ObjectAcl:Put'
      | 's3:LifecycleExpiration:*'
      | 's3:LifecycleExpiration:Delete'
      | 's3:LifecycleExpiration:DeleteMarkerCreated'
      | 's3:ObjectTagging:*'
      | 's3:ObjectTagging:Put'
      | 's3:ObjectTagging:Delete'
      | 's3:ObjectAnnotation:*'
      | 's3:ObjectAnnotation:Put'
      | 's3:ObjectAnnotation:Delete'
      | 's3:ObjectRetention:Put'
    )[];
    readonly Filter?: Shapes['NotificationConfigurationFilter'];
  };
  readonly LifecycleExpiration: {
    readonly Date?: Date;
    readonly Days?: number;
    readonly ExpiredObjectDeleteMarker?: boolean;
  };
  readonly LifecycleRule: {
    readonly Expiration?: Shapes['LifecycleExpiration'];
    readonly ID?: string;
    readonly Prefix?: string;
    readonly Filter?: Shapes['LifecycleRuleFilter'];
    readonly Status: 'Enabled' | 'Disabled';
    readonly Transitions?: readonly Shapes['Transition'][];
    readonly NoncurrentVersionTransitions?: readonly Shapes['NoncurrentVersionTransition'][];
    readonly NoncurrentVersionExpiration?: Shapes['NoncurrentVersionExpiration'];
    readonly AbortIncompleteMultipartUpload?: Shapes['AbortIncompleteMultipartUpload'];
  };
  readonly LifecycleRuleAndOperator: {
    readonly Prefix?: string;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly ObjectSizeGreaterThan?: number;
    readonly ObjectSizeLessThan?: number;
  };
  readonly LifecycleRuleFilter: {
    readonly Prefix?: string;
    readonly Tag?: Shapes['Tag'];
    readonly ObjectSizeGreaterThan?: number;
    readonly ObjectSizeLessThan?: number;
    readonly And?: Shapes['LifecycleRuleAndOperator'];
  };
  readonly ListBucketAnalyticsConfigurationsOutput: {
    readonly IsTruncated?: boolean;
    readonly ContinuationToken?: string;
    readonly NextContinuationToken?: string;
    readonly AnalyticsConfigurationList?: readonly Shapes['AnalyticsConfiguration'][];
  };
  readonly ListBucketAnalyticsConfigurationsRequest: {
    readonly Bucket: string;
    readonly ContinuationToken?: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly ListBucketIntelligentTieringConfigurationsOutput: {
    readonly IsTruncated?: boolean;
    readonly ContinuationToken?: string;
    readonly NextContinuationToken?: string;
    readonly IntelligentTieringConfigurationList?: readonly Shapes['IntelligentTieringConfiguration'][];
  };
  readonly ListBucketIntelligentTieringConfigurationsRequest: {
    readonly Bucket: string;
    readonly ContinuationToken?: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly ListBucketInventoryConfigurationsOutput: {
    readonly ContinuationToken?: string;
    readonly InventoryConfigurationList?: readonly Shapes['InventoryConfiguration'][];
    readonly IsTruncated?: boolean;
    readonly NextContinuationToken?: string;
  };
  readonly ListBucketInventoryConfigurationsRequest: {
    readonly Bucket: string;
    readonly ContinuationToken?: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly ListBucketMetricsConfigurationsOutput: {
    readonly IsTruncated?: boolean;
    readonly ContinuationToken?: string;
    readonly NextContinuationToken?: string;
    readonly MetricsConfigurationList?: readonly Shapes['MetricsConfiguration'][];
  };
  readonly ListBucketMetricsConfigurationsRequest: {
    readonly Bucket: string;
    readonly ContinuationToken?: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly ListBucketsOutput: {
    readonly Buckets?: readonly Shapes['Bucket'][];
    readonly Owner?: Shapes['Owner'];
    readonly ContinuationToken?: string;
    readonly Prefix?: string;
  };
  readonly ListBucketsRequest: {
    readonly MaxBuckets?: number;
    readonly ContinuationToken?: string;
    readonly Prefix?: string;
    readonly BucketRegion?: string;
  };
  readonly ListMultipartUploadsOutput: {
    readonly Bucket?: string;
    readonly KeyMarker?: string;
    readonly UploadIdMarker?: string;
    readonly NextKeyMarker?: string;
    readonly Prefix?: string;
    readonly Delimiter?: string;
    readonly NextUploadIdMarker?: string;
    readonly MaxUploads?: number;
    readonly IsTruncated?: boolean;
    readonly Uploads?: readonly Shapes['MultipartUpload'][];
    readonly CommonPrefixes?: readonly Shapes['CommonPrefix'][];
    readonly EncodingType?: 'url';
    readonly RequestCharged?: 'requester';
  };
  readonly ListMultipartUploadsRequest: {
    readonly Bucket: string;
    readonly Delimiter?: string;
    readonly EncodingType?: 'url';
    readonly KeyMarker?: string;
    readonly MaxUploads?: number;
    readonly Prefix?: string;
    readonly UploadIdMarker?: string;
    readonly ExpectedBucketOwner?: string;
    readonly RequestPayer?: 'requester';
  };
  readonly ListObjectAnnotationsOutput: {
    readonly Annotations?: readonly Shapes['AnnotationEntry'][];
    readonly Bucket?: string;
    readonly Key?: string;
    readonly ObjectVersionId?: string;
    readonly AnnotationPrefix?: string;
    readonly MaxAnnotationResults?: number;
    readonly AnnotationCount?: number;
    readonly ContinuationToken?: string;
    readonly NextContinuationToken?: string;
    readonly RequestCharged?: 'requester';
  };
  readonly ListObjectAnnotationsRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly VersionId?: string;
    readonly MaxAnnotationResults?: number;
    readonly AnnotationPrefix?: string;
    readonly ContinuationToken?: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
  };
  readonly ListObjectVersionsOutput: {
    readonly IsTruncated?: boolean;
    readonly KeyMarker?: string;
    readonly VersionIdMarker?: string;
    readonly NextKeyMarker?: string;
    readonly NextVersionIdMarker?: string;
    readonly Versions?: readonly Shapes['ObjectVersion'][];
    readonly DeleteMarkers?: readonly Shapes['DeleteMarkerEntry'][];
    readonly Name?: string;
    readonly Prefix?: string;
    readonly Delimiter?: string;
    readonly MaxKeys?: number;
    readonly CommonPrefixes?: readonly Shapes['CommonPrefix'][];
    readonly EncodingType?: 'url';
    readonly RequestCharged?: 'requester';
  };
  readonly ListObjectVersionsRequest: {
    readonly Bucket: string;
    readonly Delimiter?: string;
    readonly EncodingType?: 'url';
    readonly KeyMarker?: string;
    readonly MaxKeys?: number;
    readonly Prefix?: string;
    readonly VersionIdMarker?: string;
    readonly ExpectedBucketOwner?: string;
    readonly RequestPayer?: 'requester';
    readonly OptionalObjectAttributes?: readonly 'RestoreStatus'[];
  };
  readonly ListObjectsOutput: {
    readonly IsTruncated?: boolean;
    readonly Marker?: string;
    readonly NextMarker?: string;
    readonly Contents?: readonly Shapes['Object'][];
    readonly Name?: string;
    readonly Prefix?: string;
    readonly Delimiter?: string;
    readonly MaxKeys?: number;
    readonly CommonPrefixes?: readonly Shapes['CommonPrefix'][];
    readonly EncodingType?: 'url';
    readonly RequestCharged?: 'requester';
  };
  readonly ListObjectsRequest: {
    readonly Bucket: string;
    readonly Delimiter?: string;
    readonly EncodingType?: 'url';
    readonly Marker?: string;
    readonly MaxKeys?: number;
    readonly Prefix?: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
    readonly OptionalObjectAttributes?: readonly 'RestoreStatus'[];
  };
  readonly ListObjectsV2Output: {
    readonly IsTruncated?: boolean;
    readonly Contents?: readonly Shapes['Object'][];
    readonly Name?: string;
    readonly Prefix?: string;
    readonly Delimiter?: string;
    readonly MaxKeys?: number;
    readonly CommonPrefixes?: readonly Shapes['CommonPrefix'][];
    readonly EncodingType?: 'url';
    readonly KeyCount?: number;
    readonly ContinuationToken?: string;
    readonly NextContinuationToken?: string;
    readonly StartAfter?: string;
    readonly RequestCharged?: 'requester';
  };
  readonly ListObjectsV2Request: {
    readonly Bucket: string;
    readonly Delimiter?: string;
    readonly EncodingType?: 'url';
    readonly MaxKeys?: number;
    readonly Prefix?: string;
    readonly ContinuationToken?: string;
    readonly FetchOwner?: boolean;
    readonly StartAfter?: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
    readonly OptionalObjectAttributes?: readonly 'RestoreStatus'[];
  };
  readonly ListPartsOutput: {
    readonly AbortDate?: Date;
    readonly AbortRuleId?: string;
    readonly Bucket?: string;
    readonly Key?: string;
    readonly UploadId?: string;
    readonly PartNumberMarker?: number;
    readonly NextPartNumberMarker?: number;
    readonly MaxParts?: number;
    readonly IsTruncated?: boolean;
    readonly Parts?: readonly Shapes['Part'][];
    readonly Initiator?: Shapes['Initiator'];
    readonly Owner?: Shapes['Owner'];
    readonly StorageClass?:
      | 'STANDARD'
      | 'REDUCED_REDUNDANCY'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'GLACIER'
      | 'DEEP_ARCHIVE'
      | 'OUTPOSTS'
      | 'GLACIER_IR'
      | 'SNOW'
      | 'EXPRESS_ONEZONE'
      | 'FSX_OPENZFS'
      | 'FSX_ONTAP'
      | 'AWS_BACKUP_WARM'
      | 'AWS_BACKUP_LOW_COST_WARM';
    readonly RequestCharged?: 'requester';
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
    readonly VersionId?: string;
  };
  readonly ListPartsRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly MaxParts?: number;
    readonly PartNumberMarker?: number;
    readonly UploadId: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKey?: string;
    readonly SSECustomerKeyMD5?: string;
  };
  readonly LocationInfo: {
    readonly Type?: 'AvailabilityZone' | 'LocalZone';
    readonly Name?: string;
  };
  readonly LoggingEnabled: {
    readonly TargetBucket: string;
    readonly TargetGrants?: readonly Shapes['TargetGrant'][];
    readonly TargetPrefix: string;
    readonly TargetObjectKeyFormat?: Shapes['TargetObjectKeyFormat'];
  };
  readonly MetadataConfiguration: {
    readonly JournalTableConfiguration: Shapes['JournalTableConfiguration'];
    readonly InventoryTableConfiguration?: Shapes['InventoryTableConfiguration'];
    readonly AnnotationTableConfiguration?: Shapes['AnnotationTableConfiguration'];
  };
  readonly MetadataConfigurationResult: {
    readonly DestinationResult: Shapes['DestinationResult'];
    readonly JournalTableConfigurationResult?: Shapes['JournalTableConfigurationResult'];
    readonly InventoryTableConfigurationResult?: Shapes['InventoryTableConfigurationResult'];
    readonly AnnotationTableConfigurationResult?: Shapes['AnnotationTableConfigurationResult'];
  };
  readonly MetadataEntry: {
    readonly Name?: string;
    readonly Value?: string;
  };
  readonly MetadataTableConfiguration: {
    readonly S3TablesDestination: Shapes['S3TablesDestination'];
  };
  readonly MetadataTableConfigurationResult: {
    readonly S3TablesDestinationResult: Shapes['S3TablesDestinationResult'];
  };
  readonly MetadataTableEncryptionConfiguration: {
    readonly SseAlgorithm: 'aws:kms' | 'AES256';
    readonly KmsKeyArn?: string;
  };
  readonly Metrics: {
    readonly Status: 'Enabled' | 'Disabled';
    readonly EventThreshold?: Shapes['ReplicationTimeValue'];
  };
  readonly MetricsAndOperator: {
    readonly Prefix?: string;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly AccessPointArn?: string;
  };
  readonly MetricsConfiguration: {
    readonly Id: string;
    readonly Filter?: Shapes['MetricsFilter'];
  };
  readonly MetricsFilter: {
    readonly Prefix?: string;
    readonly Tag?: Shapes['Tag'];
    readonly AccessPointArn?: string;
    readonly And?: Shapes['MetricsAndOperator'];
  };
  readonly MultipartUpload: {
    readonly UploadId?: string;
    readonly Key?: string;
    readonly Initiated?: Date;
    readonly StorageClass?:
      | 'STANDARD'
      | 'REDUCED_REDUNDANCY'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'GLACIER'
      | 'DEEP_ARCHIVE'
      | 'OUTPOSTS'
      | 'GLACIER_IR'
      | 'SNOW'
      | 'EXPRESS_ONEZONE'
      | 'FSX_OPENZFS'
      | 'FSX_ONTAP'
      | 'AWS_BACKUP_WARM'
      | 'AWS_BACKUP_LOW_COST_WARM';
    readonly Owner?: Shapes['Owner'];
    readonly Initiator?: Shapes['Initiator'];
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
    readonly VersionId?: string;
  };
  readonly NoncurrentVersionExpiration: {
    readonly NoncurrentDays?: number;
    readonly NewerNoncurrentVersions?: number;
  };
  readonly NoncurrentVersionTransition: {
    readonly NoncurrentDays?: number;
    readonly StorageClass?:
      | 'GLACIER'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'DEEP_ARCHIVE'
      | 'GLACIER_IR';
    readonly NewerNoncurrentVersions?: number;
  };
  readonly NotificationConfiguration: {
    readonly TopicConfigurations?: readonly Shapes['TopicConfiguration'][];
    readonly QueueConfigurations?: readonly Shapes['QueueConfiguration'][];
    readonly LambdaFunctionConfigurations?: readonly Shapes['LambdaFunctionConfiguration'][];
    readonly EventBridgeConfiguration?: Shapes['EventBridgeConfiguration'];
  };
  readonly NotificationConfigurationFilter: {
    readonly Key?: Shapes['S3KeyFilter'];
  };
  readonly Object: {
    readonly Key?: string;
    readonly LastModified?: Date;
    readonly ETag?: string;
    readonly ChecksumAlgorithm?: readonly (
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128'
    )[];
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
    readonly Size?: number;
    readonly StorageClass?:
      | 'STANDARD'
      | 'REDUCED_REDUNDANCY'
      | 'GLACIER'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'DEEP_ARCHIVE'
      | 'OUTPOSTS'
      | 'GLACIER_IR'
      | 'SNOW'
      | 'EXPRESS_ONEZONE'
      | 'FSX_OPENZFS'
      | 'FSX_ONTAP'
      | 'AWS_BACKUP_WARM'
      | 'AWS_BACKUP_LOW_COST_WARM';
    readonly Owner?: Shapes['Owner'];
    readonly RestoreStatus?: Shapes['RestoreStatus'];
  };
  readonly ObjectEncryption: {
    readonly SSEKMS?: Shapes['SSEKMSEncryption'];
  };
  readonly ObjectIdentifier: {
    readonly Key: string;
    readonly VersionId?: string;
    readonly ETag?: string;
    readonly LastModifiedTime?: Date;
    readonly Size?: number;
  };
  readonly ObjectLockConfiguration: {
    readonly ObjectLockEnabled?: 'Enabled';
    readonly Rule?: Shapes['ObjectLockRule'];
  };
  readonly ObjectLockLegalHold: {
    readonly Status?: 'ON' | 'OFF';
  };
  readonly ObjectLockRetention: {
    readonly Mode?: 'GOVERNANCE' | 'COMPLIANCE';
    readonly RetainUntilDate?: Date;
    readonly EventHold?: 'ON' | 'OFF';
    readonly EventHoldDuration?: Shapes['EventHoldDuration'];
  };
  readonly ObjectLockRule: {
    readonly DefaultRetention?: Shapes['DefaultRetention'];
  };
  readonly ObjectPart: {
    readonly PartNumber?: number;
    readonly Size?: number;
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
  };
  readonly ObjectVersion: {
    readonly ETag?: string;
    readonly ChecksumAlgorithm?: readonly (
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128'
    )[];
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
    readonly Size?: number;
    readonly StorageClass?: 'STANDARD';
    readonly Key?: string;
    readonly VersionId?: string;
    readonly IsLatest?: boolean;
    readonly LastModified?: Date;
    readonly Owner?: Shapes['Owner'];
    readonly RestoreStatus?: Shapes['RestoreStatus'];
  };
  readonly OutputLocation: {
    readonly S3?: Shapes['S3Location'];
  };
  readonly OutputSerialization: {
    readonly CSV?: Shapes['CSVOutput'];
    readonly JSON?: Shapes['JSONOutput'];
  };
  readonly Owner: {
    readonly DisplayName?: string;
    readonly ID?: string;
  };
  readonly OwnershipControls: {
    readonly Rules: readonly Shapes['OwnershipControlsRule'][];
  };
  readonly OwnershipControlsRule: {
    readonly ObjectOwnership: 'BucketOwnerPreferred' | 'ObjectWriter' | 'BucketOwnerEnforced';
  };
  readonly ParquetInput: {};
  readonly Part: {
    readonly PartNumber?: number;
    readonly LastModified?: Date;
    readonly ETag?: string;
    readonly Size?: number;
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
  };
  readonly PartitionedPrefix: {
    readonly PartitionDateSource?: 'EventTime' | 'DeliveryTime';
  };
  readonly PolicyStatus: {
    readonly IsPublic?: boolean;
  };
  readonly Progress: {
    readonly BytesScanned?: number;
    readonly BytesProcessed?: number;
    readonly BytesReturned?: number;
  };
  readonly ProgressEvent: {
    readonly Details?: Shapes['Progress'];
  };
  readonly PublicAccessBlockConfiguration: {
    readonly BlockPublicAcls?: boolean;
    readonly IgnorePublicAcls?: boolean;
    readonly BlockPublicPolicy?: boolean;
    readonly RestrictPublicBuckets?: boolean;
  };
  readonly PutBucketAbacRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ExpectedBucketOwner?: string;
    readonly AbacStatus: Shapes['AbacStatus'];
  };
  readonly PutBucketAccelerateConfigurationRequest: {
    readonly Bucket: string;
    readonly AccelerateConfiguration: Shapes['AccelerateConfiguration'];
    readonly ExpectedBucketOwner?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
  };
  readonly PutBucketAclRequest: {
    readonly ACL?:
      | 'private'
      | 'public-read'
      | 'public-read-write'
      | 'authenticated-read'
      | 'aws-exec-read'
      | 'bucket-owner-read'
      | 'bucket-owner-full-control'
      | 'log-delivery-write';
    readonly AccessControlPolicy?: Shapes['AccessControlPolicy'];
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly GrantFullControl?: string;
    readonly GrantRead?: string;
    readonly GrantReadACP?: string;
    readonly GrantWrite?: string;
    readonly GrantWriteACP?: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutBucketAnalyticsConfigurationRequest: {
    readonly Bucket: string;
    readonly Id: string;
    readonly AnalyticsConfiguration: Shapes['AnalyticsConfiguration'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutBucketCorsRequest: {
    readonly Bucket: string;
    readonly CORSConfiguration: Shapes['CORSConfiguration'];
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutBucketEncryptionRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ServerSideEncryptionConfiguration: Shapes['ServerSideEncryptionConfiguration'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutBucketIntelligentTieringConfigurationRequest: {
    readonly Bucket: string;
    readonly Id: string;
    readonly ExpectedBucketOwner?: string;
    readonly IntelligentTieringConfiguration: Shapes['IntelligentTieringConfiguration'];
  };
  readonly PutBucketInventoryConfigurationRequest: {
    readonly Bucket: string;
    readonly Id: string;
    readonly InventoryConfiguration: Shapes['InventoryConfiguration'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutBucketLifecycleConfigurationOutput: {
    readonly TransitionDefaultMinimumObjectSize?: 'varies_by_storage_class' | 'all_storage_classes_128K';
  };
  readonly PutBucketLifecycleConfigurationRequest: {
    readonly Bucket: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly LifecycleConfiguration?: Shapes['BucketLifecycleConfiguration'];
    readonly ExpectedBucketOwner?: string;
    readonly TransitionDefaultMinimumObjectSize?: 'varies_by_storage_class' | 'all_storage_classes_128K';
  };
  readonly PutBucketLoggingRequest: {
    readonly Bucket: string;
    readonly BucketLoggingStatus: Shapes['BucketLoggingStatus'];
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutBucketMetricsConfigurationRequest: {
    readonly Bucket: string;
    readonly Id: string;
    readonly MetricsConfiguration: Shapes['MetricsConfiguration'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutBucketNotificationConfigurationRequest: {
    readonly Bucket: string;
    readonly NotificationConfiguration: Shapes['NotificationConfiguration'];
    readonly ExpectedBucketOwner?: string;
    readonly SkipDestinationValidation?: boolean;
  };
  readonly PutBucketOwnershipControlsRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ExpectedBucketOwner?: string;
    readonly OwnershipControls: Shapes['OwnershipControls'];
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
  };
  readonly PutBucketPolicyRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ConfirmRemoveSelfBucketAccess?: boolean;
    readonly Policy: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutBucketReplicationRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ReplicationConfiguration: Shapes['ReplicationConfiguration'];
    readonly Token?: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutBucketRequestPaymentRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly RequestPaymentConfiguration: Shapes['RequestPaymentConfiguration'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutBucketTaggingRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly Tagging: Shapes['Tagging'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutBucketVersioningRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly MFA?: string;
    readonly VersioningConfiguration: Shapes['VersioningConfiguration'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutBucketWebsiteRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly WebsiteConfiguration: Shapes['WebsiteConfiguration'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutObjectAclOutput: {
    readonly RequestCharged?: 'requester';
  };
  readonly PutObjectAclRequest: {
    readonly ACL?:
      | 'private'
      | 'public-read'
      | 'public-read-write'
      | 'authenticated-read'
      | 'aws-exec-read'
      | 'bucket-owner-read'
      | 'bucket-owner-full-control';
    readonly AccessControlPolicy?: Shapes['AccessControlPolicy'];
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly GrantFullControl?: string;
    readonly GrantRead?: string;
    readonly GrantReadACP?: string;
    readonly GrantWrite?: string;
    readonly GrantWriteACP?: string;
    readonly Key: string;
    readonly RequestPayer?: 'requester';
    readonly VersionId?: string;
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutObjectAnnotationOutput: {
    readonly Key?: string;
    readonly AnnotationName?: string;
    readonly ObjectVersionId?: string;
    readonly ETag?: string;
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly RequestCharged?: 'requester';
  };
  readonly PutObjectAnnotationRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly VersionId?: string;
    readonly AnnotationName: string;
    readonly AnnotationPayload: AsyncIterable<Uint8Array>;
    readonly ObjectIfMatch?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly ContentMD5?: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutObjectLegalHoldOutput: {
    readonly RequestCharged?: 'requester';
  };
  readonly PutObjectLegalHoldRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly LegalHold?: Shapes['ObjectLockLegalHold'];
    readonly RequestPayer?: 'requester';
    readonly VersionId?: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutObjectLockConfigurationOutput: {
    readonly RequestCharged?: 'requester';
  };
  readonly PutObjectLockConfigurationRequest: {
    readonly Bucket: string;
    readonly ObjectLockConfiguration?: Shapes['ObjectLockConfiguration'];
    readonly RequestPayer?: 'requester';
    readonly Token?: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutObjectOutput: {
    readonly Expiration?: string;
    readonly ETag?: string;
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly ChecksumType?: 'COMPOSITE' | 'FULL_OBJECT';
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly VersionId?: string;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly SSEKMSKeyId?: string;
    readonly SSEKMSEncryptionContext?: string;
    readonly BucketKeyEnabled?: boolean;
    readonly Size?: number;
    readonly RequestCharged?: 'requester';
  };
  readonly PutObjectRequest: {
    readonly ACL?:
      | 'private'
      | 'public-read'
      | 'public-read-write'
      | 'authenticated-read'
      | 'aws-exec-read'
      | 'bucket-owner-read'
      | 'bucket-owner-full-control';
    readonly Body?: AsyncIterable<Uint8Array>;
    readonly Bucket: string;
    readonly CacheControl?: string;
    readonly ContentDisposition?: string;
    readonly ContentEncoding?: string;
    readonly ContentLanguage?: string;
    readonly ContentLength?: number;
    readonly ContentMD5?: string;
    readonly ContentType?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly Expires?: string;
    readonly IfMatch?: string;
    readonly IfNoneMatch?: string;
    readonly GrantFullControl?: string;
    readonly GrantRead?: string;
    readonly GrantReadACP?: string;
    readonly GrantWriteACP?: string;
    readonly Key: string;
    readonly WriteOffsetBytes?: number;
    readonly Metadata?: Readonly<Record<string, string>>;
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly StorageClass?:
      | 'STANDARD'
      | 'REDUCED_REDUNDANCY'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'GLACIER'
      | 'DEEP_ARCHIVE'
      | 'OUTPOSTS'
      | 'GLACIER_IR'
      | 'SNOW'
      | 'EXPRESS_ONEZONE'
      | 'FSX_OPENZFS'
      | 'FSX_ONTAP'
      | 'AWS_BACKUP_WARM'
      | 'AWS_BACKUP_LOW_COST_WARM';
    readonly WebsiteRedirectLocation?: string;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKey?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly SSEKMSKeyId?: string;
    readonly SSEKMSEncryptionContext?: string;
    readonly BucketKeyEnabled?: boolean;
    readonly RequestPayer?: 'requester';
    readonly Tagging?: string;
    readonly ObjectLockMode?: 'GOVERNANCE' | 'COMPLIANCE';
    readonly ObjectLockRetainUntilDate?: Date;
    readonly ObjectLockLegalHoldStatus?: 'ON' | 'OFF';
    readonly ObjectLockEventHold?: 'ON' | 'OFF';
    readonly ObjectLockEventHoldDurationDays?: number;
    readonly ObjectLockEventHoldDurationYears?: number;
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutObjectRetentionOutput: {
    readonly RequestCharged?: 'requester';
  };
  readonly PutObjectRetentionRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly Retention?: Shapes['ObjectLockRetention'];
    readonly RequestPayer?: 'requester';
    readonly VersionId?: string;
    readonly BypassGovernanceRetention?: boolean;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ExpectedBucketOwner?: string;
  };
  readonly PutObjectTaggingOutput: {
    readonly VersionId?: string;
  };
  readonly PutObjectTaggingRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly VersionId?: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly Tagging: Shapes['Tagging'];
    readonly ExpectedBucketOwner?: string;
    readonly RequestPayer?: 'requester';
  };
  readonly PutPublicAccessBlockRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly PublicAccessBlockConfiguration: Shapes['PublicAccessBlockConfiguration'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly QueueConfiguration: {
    readonly Id?: string;
    readonly QueueArn: string;
    readonly Events: readonly (
      | 's3:ReducedRedundancyLostObject'
      | 's3:ObjectCreated:*'
      | 's3:ObjectCreated:Put'
      | 's3:ObjectCreated:Post'
      | 's3:ObjectCreated:Copy'
      | 's3:ObjectCreated:CompleteMultipartUpload'
      | 's3:ObjectRemoved:*'
      | 's3:ObjectRemoved:Delete'
      | 's3:ObjectRemoved:DeleteMarkerCreated'
      | 's3:ObjectRestore:*'
      | 's3:ObjectRestore:Post'
      | 's3:ObjectRestore:Completed'
      | 's3:Replication:*'
      | 's3:Replication:OperationFailedReplication'
      | 's3:Replication:OperationNotTracked'
      | 's3:Replication:OperationMissedThreshold'
      | 's3:Replication:OperationReplicatedAfterThreshold'
      | 's3:ObjectRestore:Delete'
      | 's3:LifecycleTransition'
      | 's3:IntelligentTiering'
      | 's3:ObjectAcl:Put'
      | 's3:LifecycleExpiration:*'
      | 's3:LifecycleExpiration:Delete'
      | 's3:LifecycleExpiration:DeleteMarkerCreated'
      | 's3:ObjectTagging:*'
      | 's3:ObjectTagging:Put'
      | 's3:ObjectTagging:Delete'
      | 's3:ObjectAnnotation:*'
      | 's3:ObjectAnnotation:Put'
      | 's3:ObjectAnnotation:Delete'
      | 's3:ObjectRetention:Put'
    )[];
    readonly Filter?: Shapes['NotificationConfigurationFilter'];
  };
  readonly RecordExpiration: {
    readonly Expiration: 'ENABLED' | 'DISABLED';
    readonly Days?: number;
  };
  readonly RecordsEvent: {
    readonly Payload?: Uint8Array;
  };
  readonly Redirect: {
    readonly HostName?: string;
    readonly HttpRedirectCode?: string;
    readonly Protocol?: 'http' | 'https';
    readonly ReplaceKeyPrefixWith?: string;
    readonly ReplaceKeyWith?: string;
  };
  readonly RedirectAllRequestsTo: {
    readonly HostName: string;
    readonly Protocol?: 'http' | 'https';
  };
  readonly RenameObjectOutput: {};
  readonly RenameObjectRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly RenameSource: string;
    readonly DestinationIfMatch?: string;
    readonly DestinationIfNoneMatch?: string;
    readonly DestinationIfModifiedSince?: Date;
    readonly DestinationIfUnmodifiedSince?: Date;
    readonly SourceIfMatch?: string;
    readonly SourceIfNoneMatch?: string;
    readonly SourceIfModifiedSince?: Date;
    readonly SourceIfUnmodifiedSince?: Date;
    readonly ClientToken?: string;
  };
  readonly ReplicaModifications: {
    readonly Status: 'Enabled' | 'Disabled';
  };
  readonly ReplicationConfiguration: {
    readonly Role: string;
    readonly Rules: readonly Shapes['ReplicationRule'][];
  };
  readonly ReplicationRule: {
    readonly ID?: string;
    readonly Priority?: number;
    readonly Prefix?: string;
    readonly Filter?: Shapes['ReplicationRuleFilter'];
    readonly Status: 'Enabled' | 'Disabled';
    readonly SourceSelectionCriteria?: Shapes['SourceSelectionCriteria'];
    readonly ExistingObjectReplication?: Shapes['ExistingObjectReplication'];
    readonly Destination: Shapes['Destination'];
    readonly DeleteMarkerReplication?: Shapes['DeleteMarkerReplication'];
  };
  readonly ReplicationRuleAndOperator: {
    readonly Prefix?: string;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly Not?: Shapes['ReplicationRuleNotOperator'];
  };
  readonly ReplicationRuleFilter: {
    readonly Prefix?: string;
    readonly Tag?: Shapes['Tag'];
    readonly And?: Shapes['ReplicationRuleAndOperator'];
    readonly Not?: Shapes['ReplicationRuleNotOperator'];
  };
  readonly ReplicationRuleNotOperator: {
    readonly Prefix?: string;
    readonly Tag?: Shapes['Tag'];
    readonly Or?: Shapes['ReplicationRuleOrOperator'];
  };
  readonly ReplicationRuleOrOperator: {
    readonly Prefixes?: readonly string[];
    readonly Tags?: readonly Shapes['Tag'][];
  };
  readonly ReplicationTime: {
    readonly Status: 'Enabled' | 'Disabled';
    readonly Time: Shapes['ReplicationTimeValue'];
  };
  readonly ReplicationTimeValue: {
    readonly Minutes?: number;
  };
  readonly RequestPaymentConfiguration: {
    readonly Payer: 'Requester' | 'BucketOwner';
  };
  readonly RequestProgress: {
    readonly Enabled?: boolean;
  };
  readonly RestoreObjectOutput: {
    readonly RequestCharged?: 'requester';
    readonly RestoreOutputPath?: string;
  };
  readonly RestoreObjectRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly VersionId?: string;
    readonly RestoreRequest?: Shapes['RestoreRequest'];
    readonly RequestPayer?: 'requester';
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ExpectedBucketOwner?: string;
  };
  readonly RestoreRequest: {
    readonly Days?: number;
    readonly GlacierJobParameters?: Shapes['GlacierJobParameters'];
    readonly Type?: 'SELECT';
    readonly Tier?: 'Standard' | 'Bulk' | 'Expedited';
    readonly Description?: string;
    readonly SelectParameters?: Shapes['SelectParameters'];
    readonly OutputLocation?: Shapes['OutputLocation'];
  };
  readonly RestoreStatus: {
    readonly IsRestoreInProgress?: boolean;
    readonly RestoreExpiryDate?: Date;
  };
  readonly RoutingRule: {
    readonly Condition?: Shapes['Condition'];
    readonly Redirect: Shapes['Redirect'];
  };
  readonly S3KeyFilter: {
    readonly FilterRules?: readonly Shapes['FilterRule'][];
  };
  readonly S3Location: {
    readonly BucketName: string;
    readonly Prefix: string;
    readonly Encryption?: Shapes['Encryption'];
    readonly CannedACL?:
      | 'private'
      | 'public-read'
      | 'public-read-write'
      | 'authenticated-read'
      | 'aws-exec-read'
      | 'bucket-owner-read'
      | 'bucket-owner-full-control';
    readonly AccessControlList?: readonly Shapes['Grant'][];
    readonly Tagging?: Shapes['Tagging'];
    readonly UserMetadata?: readonly Shapes['MetadataEntry'][];
    readonly StorageClass?:
      | 'STANDARD'
      | 'REDUCED_REDUNDANCY'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'GLACIER'
      | 'DEEP_ARCHIVE'
      | 'OUTPOSTS'
      | 'GLACIER_IR'
      | 'SNOW'
      | 'EXPRESS_ONEZONE'
      | 'FSX_OPENZFS'
      | 'FSX_ONTAP'
      | 'AWS_BACKUP_WARM'
      | 'AWS_BACKUP_LOW_COST_WARM';
  };
  readonly S3TablesDestination: {
    readonly TableBucketArn: string;
    readonly TableName: string;
  };
  readonly S3TablesDestinationResult: {
    readonly TableBucketArn: string;
    readonly TableName: string;
    readonly TableArn: string;
    readonly TableNamespace: string;
  };
  readonly SSEKMS: {
    readonly KeyId: string;
  };
  readonly SSEKMSEncryption: {
    readonly KMSKeyArn: string;
    readonly BucketKeyEnabled?: boolean;
  };
  readonly SSES3: {};
  readonly ScanRange: {
    readonly Start?: number;
    readonly End?: number;
  };
  readonly SelectObjectContentEventStream: {
    readonly Records?: Shapes['RecordsEvent'];
    readonly Stats?: Shapes['StatsEvent'];
    readonly Progress?: Shapes['ProgressEvent'];
    readonly Cont?: Shapes['ContinuationEvent'];
    readonly End?: Shapes['EndEvent'];
  };
  readonly SelectObjectContentOutput: {
    readonly Payload?: AsyncIterable<Shapes['SelectObjectContentEventStream']>;
  };
  readonly SelectObjectContentRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKey?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly Expression: string;
    readonly ExpressionType: 'SQL';
    readonly RequestProgress?: Shapes['RequestProgress'];
    readonly InputSerialization: Shapes['InputSerialization'];
    readonly OutputSerialization: Shapes['OutputSerialization'];
    readonly ScanRange?: Shapes['ScanRange'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly SelectParameters: {
    readonly InputSerialization: Shapes['InputSerialization'];
    readonly ExpressionType: 'SQL';
    readonly Expression: string;
    readonly OutputSerialization: Shapes['OutputSerialization'];
  };
  readonly ServerSideEncryptionByDefault: {
    readonly SSEAlgorithm: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly KMSMasterKeyID?: string;
  };
  readonly ServerSideEncryptionConfiguration: {
    readonly Rules: readonly Shapes['ServerSideEncryptionRule'][];
  };
  readonly ServerSideEncryptionRule: {
    readonly ApplyServerSideEncryptionByDefault?: Shapes['ServerSideEncryptionByDefault'];
    readonly BucketKeyEnabled?: boolean;
    readonly BlockedEncryptionTypes?: Shapes['BlockedEncryptionTypes'];
  };
  readonly SimplePrefix: {};
  readonly SourceSelectionCriteria: {
    readonly SseKmsEncryptedObjects?: Shapes['SseKmsEncryptedObjects'];
    readonly ReplicaModifications?: Shapes['ReplicaModifications'];
  };
  readonly SseKmsEncryptedObjects: {
    readonly Status: 'Enabled' | 'Disabled';
  };
  readonly Stats: {
    readonly BytesScanned?: number;
    readonly BytesProcessed?: number;
    readonly BytesReturned?: number;
  };
  readonly StatsEvent: {
    readonly Details?: Shapes['Stats'];
  };
  readonly StorageClassAnalysis: {
    readonly DataExport?: Shapes['StorageClassAnalysisDataExport'];
  };
  readonly StorageClassAnalysisDataExport: {
    readonly OutputSchemaVersion: 'V_1';
    readonly Destination: Shapes['AnalyticsExportDestination'];
  };
  readonly Tag: {
    readonly Key: string;
    readonly Value: string;
  };
  readonly Tagging: {
    readonly TagSet: readonly Shapes['Tag'][];
  };
  readonly TargetGrant: {
    readonly Grantee?: Shapes['Grantee'];
    readonly Permission?: 'FULL_CONTROL' | 'READ' | 'WRITE';
  };
  readonly TargetObjectKeyFormat: {
    readonly SimplePrefix?: Shapes['SimplePrefix'];
    readonly PartitionedPrefix?: Shapes['PartitionedPrefix'];
  };
  readonly Tiering: {
    readonly Days: number;
    readonly AccessTier: 'ARCHIVE_ACCESS' | 'DEEP_ARCHIVE_ACCESS';
  };
  readonly TopicConfiguration: {
    readonly Id?: string;
    readonly TopicArn: string;
    readonly Events: readonly (
      | 's3:ReducedRedundancyLostObject'
      | 's3:ObjectCreated:*'
      | 's3:ObjectCreated:Put'
      | 's3:ObjectCreated:Post'
      | 's3:ObjectCreated:Copy'
      | 's3:ObjectCreated:CompleteMultipartUpload'
      | 's3:ObjectRemoved:*'
      | 's3:ObjectRemoved:Delete'
      | 's3:ObjectRemoved:DeleteMarkerCreated'
      | 's3:ObjectRestore:*'
      | 's3:ObjectRestore:Post'
      | 's3:ObjectRestore:Completed'
      | 's3:Replication:*'
      | 's3:Replication:OperationFailedReplication'
      | 's3:Replication:OperationNotTracked'
      | 's3:Replication:OperationMissedThreshold'
      | 's3:Replication:OperationReplicatedAfterThreshold'
      | 's3:ObjectRestore:Delete'
      | 's3:LifecycleTransition'
      | 's3:IntelligentTiering'
      | 's3:ObjectAcl:Put'
      | 's3:LifecycleExpiration:*'
      | 's3:LifecycleExpiration:Delete'
      | 's3:LifecycleExpiration:DeleteMarkerCreated'
      | 's3:ObjectTagging:*'
      | 's3:ObjectTagging:Put'
      | 's3:ObjectTagging:Delete'
      | 's3:ObjectAnnotation:*'
      | 's3:ObjectAnnotation:Put'
      | 's3:ObjectAnnotation:Delete'
      | 's3:ObjectRetention:Put'
    )[];
    readonly Filter?: Shapes['NotificationConfigurationFilter'];
  };
  readonly Transition: {
    readonly Date?: Date;
    readonly Days?: number;
    readonly StorageClass?:
      | 'GLACIER'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'DEEP_ARCHIVE'
      | 'GLACIER_IR';
  };
  readonly UpdateBucketMetadataAnnotationTableConfigurationRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly AnnotationTableConfiguration: Shapes['AnnotationTableConfigurationUpdates'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly UpdateBucketMetadataInventoryTableConfigurationRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly InventoryTableConfiguration: Shapes['InventoryTableConfigurationUpdates'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly UpdateBucketMetadataJournalTableConfigurationRequest: {
    readonly Bucket: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly JournalTableConfiguration: Shapes['JournalTableConfigurationUpdates'];
    readonly ExpectedBucketOwner?: string;
  };
  readonly UpdateObjectEncryptionRequest: {
    readonly Bucket: string;
    readonly Key: string;
    readonly VersionId?: string;
    readonly ObjectEncryption: Shapes['ObjectEncryption'];
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
  };
  readonly UpdateObjectEncryptionResponse: {
    readonly RequestCharged?: 'requester';
  };
  readonly UploadPartCopyOutput: {
    readonly CopySourceVersionId?: string;
    readonly CopyPartResult?: Shapes['CopyPartResult'];
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly SSEKMSKeyId?: string;
    readonly BucketKeyEnabled?: boolean;
    readonly RequestCharged?: 'requester';
    readonly VersionId?: string;
  };
  readonly UploadPartCopyRequest: {
    readonly Bucket: string;
    readonly CopySource: string;
    readonly CopySourceIfMatch?: string;
    readonly CopySourceIfModifiedSince?: Date;
    readonly CopySourceIfNoneMatch?: string;
    readonly CopySourceIfUnmodifiedSince?: Date;
    readonly CopySourceRange?: string;
    readonly Key: string;
    readonly PartNumber: number;
    readonly UploadId: string;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKey?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly CopySourceSSECustomerAlgorithm?: string;
    readonly CopySourceSSECustomerKey?: string;
    readonly CopySourceSSECustomerKeyMD5?: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
    readonly ExpectedSourceBucketOwner?: string;
  };
  readonly UploadPartOutput: {
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly ETag?: string;
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly SSEKMSKeyId?: string;
    readonly BucketKeyEnabled?: boolean;
    readonly RequestCharged?: 'requester';
    readonly VersionId?: string;
  };
  readonly UploadPartRequest: {
    readonly Body?: AsyncIterable<Uint8Array>;
    readonly Bucket: string;
    readonly ContentLength?: number;
    readonly ContentMD5?: string;
    readonly ChecksumAlgorithm?:
      | 'CRC32'
      | 'CRC32C'
      | 'SHA1'
      | 'SHA256'
      | 'CRC64NVME'
      | 'SHA512'
      | 'MD5'
      | 'XXHASH64'
      | 'XXHASH3'
      | 'XXHASH128';
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly Key: string;
    readonly PartNumber: number;
    readonly UploadId: string;
    readonly SSECustomerAlgorithm?: string;
    readonly SSECustomerKey?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly RequestPayer?: 'requester';
    readonly ExpectedBucketOwner?: string;
  };
  readonly UseSourceMultiRegionKey: {
    readonly Status: 'Enabled' | 'Disabled';
  };
  readonly VersioningConfiguration: {
    readonly MFADelete?: 'Enabled' | 'Disabled';
    readonly Status?: 'Enabled' | 'Suspended';
  };
  readonly WebsiteConfiguration: {
    readonly ErrorDocument?: Shapes['ErrorDocument'];
    readonly IndexDocument?: Shapes['IndexDocument'];
    readonly RedirectAllRequestsTo?: Shapes['RedirectAllRequestsTo'];
    readonly RoutingRules?: readonly Shapes['RoutingRule'][];
  };
  readonly WriteGetObjectResponseRequest: {
    readonly RequestRoute: string;
    readonly RequestToken: string;
    readonly Body?: AsyncIterable<Uint8Array>;
    readonly StatusCode?: number;
    readonly ErrorCode?: string;
    readonly ErrorMessage?: string;
    readonly AcceptRanges?: string;
    readonly CacheControl?: string;
    readonly ContentDisposition?: string;
    readonly ContentEncoding?: string;
    readonly ContentLanguage?: string;
    readonly ContentLength?: number;
    readonly ContentRange?: string;
    readonly ContentType?: string;
    readonly ChecksumCRC32?: string;
    readonly ChecksumCRC32C?: string;
    readonly ChecksumCRC64NVME?: string;
    readonly ChecksumSHA1?: string;
    readonly ChecksumSHA256?: string;
    readonly ChecksumSHA512?: string;
    readonly ChecksumMD5?: string;
    readonly ChecksumXXHASH64?: string;
    readonly ChecksumXXHASH3?: string;
    readonly ChecksumXXHASH128?: string;
    readonly DeleteMarker?: boolean;
    readonly ETag?: string;
    readonly Expires?: string;
    readonly Expiration?: string;
    readonly LastModified?: Date;
    readonly MissingMeta?: number;
    readonly Metadata?: Readonly<Record<string, string>>;
    readonly ObjectLockMode?: 'GOVERNANCE' | 'COMPLIANCE';
    readonly ObjectLockLegalHoldStatus?: 'ON' | 'OFF';
    readonly ObjectLockRetainUntilDate?: Date;
    readonly PartsCount?: number;
    readonly ReplicationStatus?: 'COMPLETE' | 'PENDING' | 'FAILED' | 'REPLICA' | 'COMPLETED';
    readonly RequestCharged?: 'requester';
    readonly Restore?: string;
    readonly ServerSideEncryption?: 'AES256' | 'aws:fsx' | 'aws:backup' | 'aws:kms' | 'aws:kms:dsse';
    readonly SSECustomerAlgorithm?: string;
    readonly SSEKMSKeyId?: string;
    readonly SSECustomerKeyMD5?: string;
    readonly StorageClass?:
      | 'STANDARD'
      | 'REDUCED_REDUNDANCY'
      | 'STANDARD_IA'
      | 'ONEZONE_IA'
      | 'INTELLIGENT_TIERING'
      | 'GLACIER'
      | 'DEEP_ARCHIVE'
      | 'OUTPOSTS'
      | 'GLACIER_IR'
      | 'SNOW'
      | 'EXPRESS_ONEZONE'
      | 'FSX_OPENZFS'
      | 'FSX_ONTAP'
      | 'AWS_BACKUP_WARM'
      | 'AWS_BACKUP_LOW_COST_WARM';
    readonly TagCount?: number;
    readonly VersionId?: string;
    readonly BucketKeyEnabled?: boolean;
  };
}

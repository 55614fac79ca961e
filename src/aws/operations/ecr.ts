// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface EcrApi {
  readonly operations: {
    readonly BatchCheckLayerAvailability: {
      readonly input: Shapes['BatchCheckLayerAvailabilityRequest'];
      readonly output: Shapes['BatchCheckLayerAvailabilityResponse'];
    };
    readonly BatchDeleteImage: {
      readonly input: Shapes['BatchDeleteImageRequest'];
      readonly output: Shapes['BatchDeleteImageResponse'];
    };
    readonly BatchGetImage: {
      readonly input: Shapes['BatchGetImageRequest'];
      readonly output: Shapes['BatchGetImageResponse'];
    };
    readonly BatchGetRepositoryScanningConfiguration: {
      readonly input: Shapes['BatchGetRepositoryScanningConfigurationRequest'];
      readonly output: Shapes['BatchGetRepositoryScanningConfigurationResponse'];
    };
    readonly CompleteLayerUpload: {
      readonly input: Shapes['CompleteLayerUploadRequest'];
      readonly output: Shapes['CompleteLayerUploadResponse'];
    };
    readonly CreatePullThroughCacheRule: {
      readonly input: Shapes['CreatePullThroughCacheRuleRequest'];
      readonly output: Shapes['CreatePullThroughCacheRuleResponse'];
    };
    readonly CreateRepository: {
      readonly input: Shapes['CreateRepositoryRequest'];
      readonly output: Shapes['CreateRepositoryResponse'];
    };
    readonly CreateRepositoryCreationTemplate: {
      readonly input: Shapes['CreateRepositoryCreationTemplateRequest'];
      readonly output: Shapes['CreateRepositoryCreationTemplateResponse'];
    };
    readonly DeleteLifecyclePolicy: {
      readonly input: Shapes['DeleteLifecyclePolicyRequest'];
      readonly output: Shapes['DeleteLifecyclePolicyResponse'];
    };
    readonly DeletePullThroughCacheRule: {
      readonly input: Shapes['DeletePullThroughCacheRuleRequest'];
      readonly output: Shapes['DeletePullThroughCacheRuleResponse'];
    };
    readonly DeleteRegistryPolicy: {
      readonly input: Shapes['DeleteRegistryPolicyRequest'];
      readonly output: Shapes['DeleteRegistryPolicyResponse'];
    };
    readonly DeleteRepository: {
      readonly input: Shapes['DeleteRepositoryRequest'];
      readonly output: Shapes['DeleteRepositoryResponse'];
    };
    readonly DeleteRepositoryCreationTemplate: {
      readonly input: Shapes['DeleteRepositoryCreationTemplateRequest'];
      readonly output: Shapes['DeleteRepositoryCreationTemplateResponse'];
    };
    readonly DeleteRepositoryPolicy: {
      readonly input: Shapes['DeleteRepositoryPolicyRequest'];
      readonly output: Shapes['DeleteRepositoryPolicyResponse'];
    };
    readonly DeleteSigningConfiguration: {
      readonly input: Shapes['DeleteSigningConfigurationRequest'];
      readonly output: Shapes['DeleteSigningConfigurationResponse'];
    };
    readonly DeregisterPullTimeUpdateExclusion: {
      readonly input: Shapes['DeregisterPullTimeUpdateExclusionRequest'];
      readonly output: Shapes['DeregisterPullTimeUpdateExclusionResponse'];
    };
    readonly DescribeImageReplicationStatus: {
      readonly input: Shapes['DescribeImageReplicationStatusRequest'];
      readonly output: Shapes['DescribeImageReplicationStatusResponse'];
    };
    readonly DescribeImageScanFindings: {
      readonly input: Shapes['DescribeImageScanFindingsRequest'];
      readonly output: Shapes['DescribeImageScanFindingsResponse'];
    };
    readonly DescribeImageSigningStatus: {
      readonly input: Shapes['DescribeImageSigningStatusRequest'];
      readonly output: Shapes['DescribeImageSigningStatusResponse'];
    };
    readonly DescribeImages: {
      readonly input: Shapes['DescribeImagesRequest'];
      readonly output: Shapes['DescribeImagesResponse'];
    };
    readonly DescribePullThroughCacheRules: {
      readonly input: Shapes['DescribePullThroughCacheRulesRequest'];
      readonly output: Shapes['DescribePullThroughCacheRulesResponse'];
    };
    readonly DescribeRegistry: {
      readonly input: Shapes['DescribeRegistryRequest'];
      readonly output: Shapes['DescribeRegistryResponse'];
    };
    readonly DescribeReplicationBackfillResults: {
      readonly input: Shapes['DescribeReplicationBackfillResultsRequest'];
      readonly output: Shapes['DescribeReplicationBackfillResultsResponse'];
    };
    readonly DescribeRepositories: {
      readonly input: Shapes['DescribeRepositoriesRequest'];
      readonly output: Shapes['DescribeRepositoriesResponse'];
    };
    readonly DescribeRepositoryCreationTemplates: {
      readonly input: Shapes['DescribeRepositoryCreationTemplatesRequest'];
      readonly output: Shapes['DescribeRepositoryCreationTemplatesResponse'];
    };
    readonly GetAccountSetting: {
      readonly input: Shapes['GetAccountSettingRequest'];
      readonly output: Shapes['GetAccountSettingResponse'];
    };
    readonly GetAuthorizationToken: {
      readonly input: Shapes['GetAuthorizationTokenRequest'];
      readonly output: Shapes['GetAuthorizationTokenResponse'];
    };
    readonly GetDownloadUrlForLayer: {
      readonly input: Shapes['GetDownloadUrlForLayerRequest'];
      readonly output: Shapes['GetDownloadUrlForLayerResponse'];
    };
    readonly GetLifecyclePolicy: {
      readonly input: Shapes['GetLifecyclePolicyRequest'];
      readonly output: Shapes['GetLifecyclePolicyResponse'];
    };
    readonly GetLifecyclePolicyPreview: {
      readonly input: Shapes['GetLifecyclePolicyPreviewRequest'];
      readonly output: Shapes['GetLifecyclePolicyPreviewResponse'];
    };
    readonly GetRegistryPolicy: {
      readonly input: Shapes['GetRegistryPolicyRequest'];
      readonly output: Shapes['GetRegistryPolicyResponse'];
    };
    readonly GetRegistryScanningConfiguration: {
      readonly input: Shapes['GetRegistryScanningConfigurationRequest'];
      readonly output: Shapes['GetRegistryScanningConfigurationResponse'];
    };
    readonly GetRepositoryPolicy: {
      readonly input: Shapes['GetRepositoryPolicyRequest'];
      readonly output: Shapes['GetRepositoryPolicyResponse'];
    };
    readonly GetSigningConfiguration: {
      readonly input: Shapes['GetSigningConfigurationRequest'];
      readonly output: Shapes['GetSigningConfigurationResponse'];
    };
    readonly InitiateLayerUpload: {
      readonly input: Shapes['InitiateLayerUploadRequest'];
      readonly output: Shapes['InitiateLayerUploadResponse'];
    };
    readonly ListImageReferrers: {
      readonly input: Shapes['ListImageReferrersRequest'];
      readonly output: Shapes['ListImageReferrersResponse'];
    };
    readonly ListImages: {
      readonly input: Shapes['ListImagesRequest'];
      readonly output: Shapes['ListImagesResponse'];
    };
    readonly ListPullTimeUpdateExclusions: {
      readonly input: Shapes['ListPullTimeUpdateExclusionsRequest'];
      readonly output: Shapes['ListPullTimeUpdateExclusionsResponse'];
    };
    readonly ListReplicationBackfills: {
      readonly input: Shapes['ListReplicationBackfillsRequest'];
      readonly output: Shapes['ListReplicationBackfillsResponse'];
    };
    readonly ListTagsForResource: {
      readonly input: Shapes['ListTagsForResourceRequest'];
      readonly output: Shapes['ListTagsForResourceResponse'];
    };
    readonly PutAccountSetting: {
      readonly input: Shapes['PutAccountSettingRequest'];
      readonly output: Shapes['PutAccountSettingResponse'];
    };
    readonly PutImage: {
      readonly input: Shapes['PutImageRequest'];
      readonly output: Shapes['PutImageResponse'];
    };
    readonly PutImageScanningConfiguration: {
      readonly input: Shapes['PutImageScanningConfigurationRequest'];
      readonly output: Shapes['PutImageScanningConfigurationResponse'];
    };
    readonly PutImageTagMutability: {
      readonly input: Shapes['PutImageTagMutabilityRequest'];
      readonly output: Shapes['PutImageTagMutabilityResponse'];
    };
    readonly PutLifecyclePolicy: {
      readonly input: Shapes['PutLifecyclePolicyRequest'];
      readonly output: Shapes['PutLifecyclePolicyResponse'];
    };
    readonly PutRegistryPolicy: {
      readonly input: Shapes['PutRegistryPolicyRequest'];
      readonly output: Shapes['PutRegistryPolicyResponse'];
    };
    readonly PutRegistryScanningConfiguration: {
      readonly input: Shapes['PutRegistryScanningConfigurationRequest'];
      readonly output: Shapes['PutRegistryScanningConfigurationResponse'];
    };
    readonly PutReplicationConfiguration: {
      readonly input: Shapes['PutReplicationConfigurationRequest'];
      readonly output: Shapes['PutReplicationConfigurationResponse'];
    };
    readonly PutSigningConfiguration: {
      readonly input: Shapes['PutSigningConfigurationRequest'];
      readonly output: Shapes['PutSigningConfigurationResponse'];
    };
    readonly RegisterPullTimeUpdateExclusion: {
      readonly input: Shapes['RegisterPullTimeUpdateExclusionRequest'];
      readonly output: Shapes['RegisterPullTimeUpdateExclusionResponse'];
    };
    readonly SetRepositoryPolicy: {
      readonly input: Shapes['SetRepositoryPolicyRequest'];
      readonly output: Shapes['SetRepositoryPolicyResponse'];
    };
    readonly StartImageScan: {
      readonly input: Shapes['StartImageScanRequest'];
      readonly output: Shapes['StartImageScanResponse'];
    };
    readonly StartLifecyclePolicyPreview: {
      readonly input: Shapes['StartLifecyclePolicyPreviewRequest'];
      readonly output: Shapes['StartLifecyclePolicyPreviewResponse'];
    };
    readonly StartReplicationBackfill: {
      readonly input: Shapes['StartReplicationBackfillRequest'];
      readonly output: Shapes['StartReplicationBackfillResponse'];
    };
    readonly StopReplicationBackfill: {
      readonly input: Shapes['StopReplicationBackfillRequest'];
      readonly output: Shapes['StopReplicationBackfillResponse'];
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceRequest'];
      readonly output: Shapes['TagResourceResponse'];
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceRequest'];
      readonly output: Shapes['UntagResourceResponse'];
    };
    readonly UpdateImageStorageClass: {
      readonly input: Shapes['UpdateImageStorageClassRequest'];
      readonly output: Shapes['UpdateImageStorageClassResponse'];
    };
    readonly UpdatePullThroughCacheRule: {
      readonly input: Shapes['UpdatePullThroughCacheRuleRequest'];
      readonly output: Shapes['UpdatePullThroughCacheRuleResponse'];
    };
    readonly UpdateRepositoryCreationTemplate: {
      readonly input: Shapes['UpdateRepositoryCreationTemplateRequest'];
      readonly output: Shapes['UpdateRepositoryCreationTemplateResponse'];
    };
    readonly UploadLayerPart: {
      readonly input: Shapes['UploadLayerPartRequest'];
      readonly output: Shapes['UploadLayerPartResponse'];
    };
    readonly ValidatePullThroughCacheRule: {
      readonly input: Shapes['ValidatePullThroughCacheRuleRequest'];
      readonly output: Shapes['ValidatePullThroughCacheRuleResponse'];
    };
  };
  readonly errors:
    | 'BlockedByOrganizationPolicyException'
    | 'EmptyUploadException'
    | 'ExclusionAlreadyExistsException'
    | 'ExclusionNotFoundException'
    | 'ImageAlreadyExistsException'
    | 'ImageArchivedException'
    | 'ImageDigestDoesNotMatchException'
    | 'ImageNotFoundException'
    | 'ImageStorageClassUpdateNotSupportedException'
    | 'ImageTagAlreadyExistsException'
    | 'InvalidLayerException'
    | 'InvalidLayerPartException'
    | 'InvalidParameterException'
    | 'InvalidTagParameterException'
    | 'KmsException'
    | 'LayerAlreadyExistsException'
    | 'LayerInaccessibleException'
    | 'LayerPartTooSmallException'
    | 'LayersNotFoundException'
    | 'LifecyclePolicyNotFoundException'
    | 'LifecyclePolicyPreviewInProgressException'
    | 'LifecyclePolicyPreviewNotFoundException'
    | 'LimitExceededException'
    | 'PullThroughCacheRuleAlreadyExistsException'
    | 'PullThroughCacheRuleNotFoundException'
    | 'ReferencedImagesNotFoundException'
    | 'RegistryPolicyNotFoundException'
    | 'ReplicationBackfillInProgressException'
    | 'ReplicationBackfillInvalidStatusException'
    | 'ReplicationBackfillNotFoundException'
    | 'RepositoryAlreadyExistsException'
    | 'RepositoryNotEmptyException'
    | 'RepositoryNotFoundException'
    | 'RepositoryPolicyNotFoundException'
    | 'ScanNotFoundException'
    | 'SecretNotFoundException'
    | 'ServerException'
    | 'SigningConfigurationNotFoundException'
    | 'TemplateAlreadyExistsException'
    | 'TemplateNotFoundException'
    | 'TooManyTagsException'
    | 'UnableToAccessSecretException'
    | 'UnableToDecryptSecretValueException'
    | 'UnableToGetUpstreamImageException'
    | 'UnableToGetUpstreamLayerException'
    | 'UnableToListUpstreamImageReferrersException'
    | 'UnsupportedImageTypeException'
    | 'UnsupportedUpstreamRegistryException'
    | 'UploadNotFoundException'
    | 'ValidationException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly Attribute: {
    readonly key: string;
    readonly value?: string;
  };
  readonly AuthorizationData: {
    readonly authorizationToken?: string;
    readonly expiresAt?: Date;
    readonly proxyEndpoint?: string;
  };
  readonly AwsEcrContainerImageDetails: {
    readonly architecture?: string;
    readonly author?: string;
    readonly imageHash?: string;
    readonly imageTags?: readonly string[];
    readonly platform?: string;
    readonly pushedAt?: Date;
    readonly lastInUseAt?: Date;
    readonly inUseCount?: number;
    readonly registry?: string;
    readonly repositoryName?: string;
  };
  readonly BatchCheckLayerAvailabilityRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly layerDigests: readonly string[];
  };
  readonly BatchCheckLayerAvailabilityResponse: {
    readonly layers?: readonly Shapes['Layer'][];
    readonly failures?: readonly Shapes['LayerFailure'][];
  };
  readonly BatchDeleteImageRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly imageIds: readonly Shapes['ImageIdentifier'][];
  };
  readonly BatchDeleteImageResponse: {
    readonly imageIds?: readonly Shapes['ImageIdentifier'][];
    readonly failures?: readonly Shapes['ImageFailure'][];
  };
  readonly BatchGetImageRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly imageIds: readonly Shapes['ImageIdentifier'][];
    readonly acceptedMediaTypes?: readonly string[];
  };
  readonly BatchGetImageResponse: {
    readonly images?: readonly Shapes['Image'][];
    readonly failures?: readonly Shapes['ImageFailure'][];
  };
  readonly BatchGetRepositoryScanningConfigurationRequest: {
    readonly repositoryNames: readonly string[];
  };
  readonly BatchGetRepositoryScanningConfigurationResponse: {
    readonly scanningConfigurations?: readonly Shapes['RepositoryScanningConfiguration'][];
    readonly failures?: readonly Shapes['RepositoryScanningConfigurationFailure'][];
  };
  readonly CompleteLayerUploadRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly uploadId: string;
    readonly layerDigests: readonly string[];
  };
  readonly CompleteLayerUploadResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly uploadId?: string;
    readonly layerDigest?: string;
  };
  readonly CreatePullThroughCacheRuleRequest: {
    readonly ecrRepositoryPrefix: string;
    readonly upstreamRegistryUrl: string;
    readonly registryId?: string;
    readonly upstreamRegistry?:
      | 'ecr'
      | 'ecr-public'
      | 'quay'
      | 'k8s'
      | 'docker-hub'
      | 'github-container-registry'
      | 'azure-container-registry'
      | 'gitlab-container-registry'
      | 'chainguard';
    readonly credentialArn?: string;
    readonly customRoleArn?: string;
    readonly upstreamRepositoryPrefix?: string;
  };
  readonly CreatePullThroughCacheRuleResponse: {
    readonly ecrRepositoryPrefix?: string;
    readonly upstreamRegistryUrl?: string;
    readonly createdAt?: Date;
    readonly registryId?: string;
    readonly upstreamRegistry?:
      | 'ecr'
      | 'ecr-public'
      | 'quay'
      | 'k8s'
      | 'docker-hub'
      | 'github-container-registry'
      | 'azure-container-registry'
      | 'gitlab-container-registry'
      | 'chainguard';
    readonly credentialArn?: string;
    readonly customRoleArn?: string;
    readonly upstreamRepositoryPrefix?: string;
  };
  readonly CreateRepositoryCreationTemplateRequest: {
    readonly prefix: string;
    readonly description?: string;
    readonly encryptionConfiguration?: Shapes['EncryptionConfigurationForRepositoryCreationTemplate'];
    readonly resourceTags?: readonly Shapes['Tag'][];
    readonly imageTagMutability?:
      | 'MUTABLE'
      | 'IMMUTABLE'
      | 'IMMUTABLE_WITH_EXCLUSION'
      | 'MUTABLE_WITH_EXCLUSION';
    readonly imageTagMutabilityExclusionFilters?: readonly Shapes['ImageTagMutabilityExclusionFilter'][];
    readonly repositoryPolicy?: string;
    readonly lifecyclePolicy?: string;
    readonly appliedFor: readonly ('REPLICATION' | 'PULL_THROUGH_CACHE' | 'CREATE_ON_PUSH')[];
    readonly customRoleArn?: string;
  };
  readonly CreateRepositoryCreationTemplateResponse: {
    readonly registryId?: string;
    readonly repositoryCreationTemplate?: Shapes['RepositoryCreationTemplate'];
  };
  readonly CreateRepositoryRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly tags?: readonly Shapes['Tag'][];
    readonly imageTagMutability?:
      | 'MUTABLE'
      | 'IMMUTABLE'
      | 'IMMUTABLE_WITH_EXCLUSION'
      | 'MUTABLE_WITH_EXCLUSION';
    readonly imageTagMutabilityExclusionFilters?: readonly Shapes['ImageTagMutabilityExclusionFilter'][];
    readonly imageScanningConfiguration?: Shapes['ImageScanningConfiguration'];
    readonly encryptionConfiguration?: Shapes['EncryptionConfiguration'];
  };
  readonly CreateRepositoryResponse: {
    readonly repository?: Shapes['Repository'];
  };
  readonly CvssScore: {
    readonly baseScore?: number;
    readonly scoringVector?: string;
    readonly source?: string;
    readonly version?: string;
  };
  readonly CvssScoreAdjustment: {
    readonly metric?: string;
    readonly reason?: string;
  };
  readonly CvssScoreDetails: {
    readonly adjustments?: readonly Shapes['CvssScoreAdjustment'][];
    readonly score?: number;
    readonly scoreSource?: string;
    readonly scoringVector?: string;
    readonly version?: string;
  };
  readonly DeleteLifecyclePolicyRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
  };
  readonly DeleteLifecyclePolicyResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly lifecyclePolicyText?: string;
    readonly lastEvaluatedAt?: Date;
  };
  readonly DeletePullThroughCacheRuleRequest: {
    readonly ecrRepositoryPrefix: string;
    readonly registryId?: string;
  };
  readonly DeletePullThroughCacheRuleResponse: {
    readonly ecrRepositoryPrefix?: string;
    readonly upstreamRegistryUrl?: string;
    readonly createdAt?: Date;
    readonly registryId?: string;
    readonly credentialArn?: string;
    readonly customRoleArn?: string;
    readonly upstreamRepositoryPrefix?: string;
  };
  readonly DeleteRegistryPolicyRequest: {};
  readonly DeleteRegistryPolicyResponse: {
    readonly registryId?: string;
    readonly policyText?: string;
  };
  readonly DeleteReplication: {
    readonly enabled: boolean;
  };
  readonly DeleteRepositoryCreationTemplateRequest: {
    readonly prefix: string;
  };
  readonly DeleteRepositoryCreationTemplateResponse: {
    readonly registryId?: string;
    readonly repositoryCreationTemplate?: Shapes['RepositoryCreationTemplate'];
  };
  readonly DeleteRepositoryPolicyRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
  };
  readonly DeleteRepositoryPolicyResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly policyText?: string;
  };
  readonly DeleteRepositoryRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly force?: boolean;
  };
  readonly DeleteRepositoryResponse: {
    readonly repository?: Shapes['Repository'];
  };
  readonly DeleteSigningConfigurationRequest: {};
  readonly DeleteSigningConfigurationResponse: {
    readonly registryId?: string;
    readonly signingConfiguration?: Shapes['SigningConfiguration'];
  };
  readonly DeregisterPullTimeUpdateExclusionRequest: {
    readonly principalArn: string;
  };
  readonly DeregisterPullTimeUpdateExclusionResponse: {
    readonly principalArn?: string;
  };
  readonly DescribeImageReplicationStatusRequest: {
    readonly repositoryName: string;
    readonly imageId: Shapes['ImageIdentifier'];
    readonly registryId?: string;
  };
  readonly DescribeImageReplicationStatusResponse: {
    readonly repositoryName?: string;
    readonly imageId?: Shapes['ImageIdentifier'];
    readonly replicationStatuses?: readonly Shapes['ImageReplicationStatus'][];
  };
  readonly DescribeImageScanFindingsRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly imageId: Shapes['ImageIdentifier'];
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly DescribeImageScanFindingsResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly imageId?: Shapes['ImageIdentifier'];
    readonly imageScanStatus?: Shapes['ImageScanStatus'];
    readonly imageScanFindings?: Shapes['ImageScanFindings'];
    readonly nextToken?: string;
  };
  readonly DescribeImageSigningStatusRequest: {
    readonly repositoryName: string;
    readonly imageId: Shapes['ImageIdentifier'];
    readonly registryId?: string;
  };
  readonly DescribeImageSigningStatusResponse: {
    readonly repositoryName?: string;
    readonly imageId?: Shapes['ImageIdentifier'];
    readonly registryId?: string;
    readonly signingStatuses?: readonly Shapes['ImageSigningStatus'][];
  };
  readonly DescribeImagesFilter: {
    readonly tagStatus?: 'TAGGED' | 'UNTAGGED' | 'ANY';
    readonly imageStatus?: 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING' | 'ANY';
  };
  readonly DescribeImagesRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly imageIds?: readonly Shapes['ImageIdentifier'][];
    readonly nextToken?: string;
    readonly maxResults?: number;
    readonly filter?: Shapes['DescribeImagesFilter'];
  };
  readonly DescribeImagesResponse: {
    readonly imageDetails?: readonly Shapes['ImageDetail'][];
    readonly nextToken?: string;
  };
  readonly DescribePullThroughCacheRulesRequest: {
    readonly registryId?: string;
    readonly ecrRepositoryPrefixes?: readonly string[];
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly DescribePullThroughCacheRulesResponse: {
    readonly pullThroughCacheRules?: readonly Shapes['PullThroughCacheRule'][];
    readonly nextToken?: string;
  };
  readonly DescribeRegistryRequest: {};
  readonly DescribeRegistryResponse: {
    readonly registryId?: string;
    readonly replicationConfiguration?: Shapes['ReplicationConfiguration'];
  };
  readonly DescribeReplicationBackfillResultsRequest: {
    readonly registryId?: string;
    readonly replicationBackfillId: string;
    readonly resultStatusFilter?: 'COMPLETE' | 'FAILED';
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly DescribeReplicationBackfillResultsResponse: {
    readonly registryId?: string;
    readonly replicationBackfillId?: string;
    readonly destination?: Shapes['ReplicationDestination'];
    readonly status?: 'PREPARING' | 'IN_PROGRESS' | 'COMPLETE' | 'FAILED' | 'STOPPING' | 'STOPPED';
    readonly failureCode?: string;
    readonly progress?: Shapes['ReplicationBackfillProgress'];
    readonly results?: readonly Shapes['ReplicationBackfillResult'][];
    readonly startedAt?: Date;
    readonly endedAt?: Date;
    readonly nextToken?: string;
  };
  readonly DescribeRepositoriesRequest: {
    readonly registryId?: string;
    readonly repositoryNames?: readonly string[];
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly DescribeRepositoriesResponse: {
    readonly repositories?: readonly Shapes['Repository'][];
    readonly nextToken?: string;
  };
  readonly DescribeRepositoryCreationTemplatesRequest: {
    readonly prefixes?: readonly string[];
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly DescribeRepositoryCreationTemplatesResponse: {
    readonly registryId?: string;
    readonly repositoryCreationTemplates?: readonly Shapes['RepositoryCreationTemplate'][];
    readonly nextToken?: string;
  };
  readonly EncryptionConfiguration: {
    readonly encryptionType: 'AES256' | 'KMS' | 'KMS_DSSE';
    readonly kmsKey?: string;
  };
  readonly EncryptionConfigurationForRepositoryCreationTemplate: {
    readonly encryptionType: 'AES256' | 'KMS' | 'KMS_DSSE';
    readonly kmsKey?: string;
  };
  readonly EnhancedImageScanFinding: {
    readonly awsAccountId?: string;
    readonly description?: string;
    readonly findingArn?: string;
    readonly firstObservedAt?: Date;
    readonly lastObservedAt?: Date;
    readonly packageVulnerabilityDetails?: Shapes['PackageVulnerabilityDetails'];
    readonly remediation?: Shapes['Remediation'];
    readonly resources?: readonly Shapes['Resource'][];
    readonly score?: number;
    readonly scoreDetails?: Shapes['ScoreDetails'];
    readonly severity?: string;
    readonly status?: string;
    readonly title?: string;
    readonly type?: string;
    readonly updatedAt?: Date;
    readonly fixAvailable?: string;
    readonly exploitAvailable?: string;
  };
  readonly GetAccountSettingRequest: {
    readonly name: string;
  };
  readonly GetAccountSettingResponse: {
    readonly name?: string;
    readonly value?: string;
  };
  readonly GetAuthorizationTokenRequest: {
    readonly registryIds?: readonly string[];
  };
  readonly GetAuthorizationTokenResponse: {
    readonly authorizationData?: readonly Shapes['AuthorizationData'][];
  };
  readonly GetDownloadUrlForLayerRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly layerDigest: string;
  };
  readonly GetDownloadUrlForLayerResponse: {
    readonly downloadUrl?: string;
    readonly layerDigest?: string;
  };
  readonly GetLifecyclePolicyPreviewRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly imageIds?: readonly Shapes['ImageIdentifier'][];
    readonly nextToken?: string;
    readonly maxResults?: number;
    readonly filter?: Shapes['LifecyclePolicyPreviewFilter'];
  };
  readonly GetLifecyclePolicyPreviewResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly lifecyclePolicyText?: string;
    readonly status?: 'IN_PROGRESS' | 'COMPLETE' | 'EXPIRED' | 'FAILED';
    readonly nextToken?: string;
    readonly previewResults?: readonly Shapes['LifecyclePolicyPreviewResult'][];
    readonly summary?: Shapes['LifecyclePolicyPreviewSummary'];
  };
  readonly GetLifecyclePolicyRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
  };
  readonly GetLifecyclePolicyResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly lifecyclePolicyText?: string;
    readonly lastEvaluatedAt?: Date;
  };
  readonly GetRegistryPolicyRequest: {};
  readonly GetRegistryPolicyResponse: {
    readonly registryId?: string;
    readonly policyText?: string;
  };
  readonly GetRegistryScanningConfigurationRequest: {};
  readonly GetRegistryScanningConfigurationResponse: {
    readonly registryId?: string;
    readonly scanningConfiguration?: Shapes['RegistryScanningConfiguration'];
  };
  readonly GetRepositoryPolicyRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
  };
  readonly GetRepositoryPolicyResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly policyText?: string;
  };
  readonly GetSigningConfigurationRequest: {};
  readonly GetSigningConfigurationResponse: {
    readonly registryId?: string;
    readonly signingConfiguration?: Shapes['SigningConfiguration'];
  };
  readonly Image: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly imageId?: Shapes['ImageIdentifier'];
    readonly imageManifest?: string;
    readonly imageManifestMediaType?: string;
  };
  readonly ImageDetail: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly imageDigest?: string;
    readonly imageTags?: readonly string[];
    readonly imageSizeInBytes?: number;
    readonly imagePushedAt?: Date;
    readonly imageScanStatus?: Shapes['ImageScanStatus'];
    readonly imageScanFindingsSummary?: Shapes['ImageScanFindingsSummary'];
    readonly imageManifestMediaType?: string;
    readonly artifactMediaType?: string;
    readonly lastRecordedPullTime?: Date;
    readonly subjectManifestDigest?: string;
    readonly imageStatus?: 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING';
    readonly lastArchivedAt?: Date;
    readonly lastActivatedAt?: Date;
  };
  readonly ImageFailure: {
    readonly imageId?: Shapes['ImageIdentifier'];
    readonly failureCode?:
      | 'InvalidImageDigest'
      | 'InvalidImageTag'
      | 'ImageTagDoesNotMatchDigest'
      | 'ImageNotFound'
      | 'MissingDigestAndTag'
      | 'ImageReferencedByManifestList'
      | 'KmsError'
      | 'UpstreamAccessDenied'
      | 'UpstreamTooManyRequests'
      | 'UpstreamUnavailable'
      | 'ImageInaccessible';
    readonly failureReason?: string;
  };
  readonly ImageIdentifier: {
    readonly imageDigest?: string;
    readonly imageTag?: string;
  };
  readonly ImageReferrer: {
    readonly digest: string;
    readonly mediaType: string;
    readonly artifactType?: string;
    readonly size: number;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly artifactStatus?: 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING';
  };
  readonly ImageReplicationStatus: {
    readonly region?: string;
    readonly registryId?: string;
    readonly status?: 'IN_PROGRESS' | 'COMPLETE' | 'FAILED';
    readonly failureCode?: string;
  };
  readonly ImageScanFinding: {
    readonly name?: string;
    readonly description?: string;
    readonly uri?: string;
    readonly severity?: 'INFORMATIONAL' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL' | 'UNDEFINED';
    readonly attributes?: readonly Shapes['Attribute'][];
  };
  readonly ImageScanFindings: {
    readonly imageScanCompletedAt?: Date;
    readonly vulnerabilitySourceUpdatedAt?: Date;
    readonly findingSeverityCounts?: Readonly<Record<string, number>>;
    readonly findings?: readonly Shapes['ImageScanFinding'][];
    readonly enhancedFindings?: readonly Shapes['EnhancedImageScanFinding'][];
  };
  readonly ImageScanFindingsSummary: {
    readonly imageScanCompletedAt?: Date;
    readonly vulnerabilitySourceUpdatedAt?: Date;
    readonly findingSeverityCounts?: Readonly<Record<string, number>>;
  };
  readonly ImageScanStatus: {
    readonly status?:
      | 'IN_PROGRESS'
      | 'COMPLETE'
      | 'FAILED'
      | 'UNSUPPORTED_IMAGE'
      | 'ACTIVE'
      | 'PENDING'
      | 'SCAN_ELIGIBILITY_EXPIRED'
      | 'FINDINGS_UNAVAILABLE'
      | 'LIMIT_EXCEEDED'
      | 'IMAGE_ARCHIVED'
      | 'IMAGE_SIZE_EXCEEDED';
    readonly description?: string;
  };
  readonly ImageScanningConfiguration: {
    readonly scanOnPush?: boolean;
  };
  readonly ImageSigningStatus: {
    readonly signingProfileArn?: string;
    readonly failureCode?: string;
    readonly failureReason?: string;
    readonly status?: 'IN_PROGRESS' | 'COMPLETE' | 'FAILED';
  };
  readonly ImageTagMutabilityExclusionFilter: {
    readonly filterType: 'WILDCARD';
    readonly filter: string;
  };
  readonly InitiateLayerUploadRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
  };
  readonly InitiateLayerUploadResponse: {
    readonly uploadId?: string;
    readonly partSize?: number;
  };
  readonly Layer: {
    readonly layerDigest?: string;
    readonly layerAvailability?: 'AVAILABLE' | 'UNAVAILABLE' | 'ARCHIVED';
    readonly layerSize?: number;
    readonly mediaType?: string;
  };
  readonly LayerFailure: {
    readonly layerDigest?: string;
    readonly failureCode?: 'InvalidLayerDigest' | 'MissingLayerDigest';
    readonly failureReason?: string;
  };
  readonly LifecyclePolicyPreviewFilter: {
    readonly tagStatus?: 'TAGGED' | 'UNTAGGED' | 'ANY';
  };
  readonly LifecyclePolicyPreviewResult: {
    readonly imageTags?: readonly string[];
    readonly imageDigest?: string;
    readonly imagePushedAt?: Date;
    readonly action?: Shapes['LifecyclePolicyRuleAction'];
    readonly appliedRulePriority?: number;
    readonly storageClass?: 'ARCHIVE' | 'STANDARD';
  };
  readonly LifecyclePolicyPreviewSummary: {
    readonly expiringImageTotalCount?: number;
    readonly transitioningImageTotalCounts?: readonly Shapes['TransitioningImageTotalCount'][];
  };
  readonly LifecyclePolicyRuleAction: {
    readonly type?: 'EXPIRE' | 'TRANSITION';
    readonly targetStorageClass?: 'ARCHIVE';
  };
  readonly ListImageReferrersFilter: {
    readonly artifactTypes?: readonly string[];
    readonly artifactStatus?: 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING' | 'ANY';
  };
  readonly ListImageReferrersRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly subjectId: Shapes['SubjectIdentifier'];
    readonly filter?: Shapes['ListImageReferrersFilter'];
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly ListImageReferrersResponse: {
    readonly referrers?: readonly Shapes['ImageReferrer'][];
    readonly nextToken?: string;
  };
  readonly ListImagesFilter: {
    readonly tagStatus?: 'TAGGED' | 'UNTAGGED' | 'ANY';
    readonly imageStatus?: 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING' | 'ANY';
  };
  readonly ListImagesRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly nextToken?: string;
    readonly maxResults?: number;
    readonly filter?: Shapes['ListImagesFilter'];
  };
  readonly ListImagesResponse: {
    readonly imageIds?: readonly Shapes['ImageIdentifier'][];
    readonly nextToken?: string;
  };
  readonly ListPullTimeUpdateExclusionsRequest: {
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly ListPullTimeUpdateExclusionsResponse: {
    readonly pullTimeUpdateExclusions?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListReplicationBackfillsRequest: {
    readonly registryId?: string;
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly ListReplicationBackfillsResponse: {
    readonly registryId?: string;
    readonly backfills?: readonly Shapes['ReplicationBackfillSummary'][];
    readonly nextToken?: string;
  };
  readonly ListTagsForResourceRequest: {
    readonly resourceArn: string;
  };
  readonly ListTagsForResourceResponse: {
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly PackageVulnerabilityDetails: {
    readonly cvss?: readonly Shapes['CvssScore'][];
    readonly referenceUrls?: readonly string[];
    readonly relatedVulnerabilities?: readonly string[];
    readonly source?: string;
    readonly sourceUrl?: string;
    readonly vendorCreatedAt?: Date;
    readonly vendorSeverity?: string;
    readonly vendorUpdatedAt?: Date;
    readonly vulnerabilityId?: string;
    readonly vulnerablePackages?: readonly Shapes['VulnerablePackage'][];
  };
  readonly PullThroughCacheRule: {
    readonly ecrRepositoryPrefix?: string;
    readonly upstreamRegistryUrl?: string;
    readonly createdAt?: Date;
    readonly registryId?: string;
    readonly credentialArn?: string;
    readonly customRoleArn?: string;
    readonly upstreamRepositoryPrefix?: string;
    readonly upstreamRegistry?:
      | 'ecr'
      | 'ecr-public'
      | 'quay'
      | 'k8s'
      | 'docker-hub'
      | 'github-container-registry'
      | 'azure-container-registry'
      | 'gitlab-container-registry'
      | 'chainguard';
    readonly updatedAt?: Date;
  };
  readonly PutAccountSettingRequest: {
    readonly name: string;
    readonly value: string;
  };
  readonly PutAccountSettingResponse: {
    readonly name?: string;
    readonly value?: string;
  };
  readonly PutImageRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly imageManifest: string;
    readonly imageManifestMediaType?: string;
    readonly imageTag?: string;
    readonly imageDigest?: string;
  };
  readonly PutImageResponse: {
    readonly image?: Shapes['Image'];
  };
  readonly PutImageScanningConfigurationRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly imageScanningConfiguration: Shapes['ImageScanningConfiguration'];
  };
  readonly PutImageScanningConfigurationResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly imageScanningConfiguration?: Shapes['ImageScanningConfiguration'];
  };
  readonly PutImageTagMutabilityRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly imageTagMutability:
      | 'MUTABLE'
      | 'IMMUTABLE'
      | 'IMMUTABLE_WITH_EXCLUSION'
      | 'MUTABLE_WITH_EXCLUSION';
    readonly imageTagMutabilityExclusionFilters?: readonly Shapes['ImageTagMutabilityExclusionFilter'][];
  };
  readonly PutImageTagMutabilityResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly imageTagMutability?:
      | 'MUTABLE'
      | 'IMMUTABLE'
      | 'IMMUTABLE_WITH_EXCLUSION'
      | 'MUTABLE_WITH_EXCLUSION';
    readonly imageTagMutabilityExclusionFilters?: readonly Shapes['ImageTagMutabilityExclusionFilter'][];
  };
  readonly PutLifecyclePolicyRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly lifecyclePolicyText: string;
  };
  readonly PutLifecyclePolicyResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly lifecyclePolicyText?: string;
  };
  readonly PutRegistryPolicyRequest: {
    readonly policyText: string;
  };
  readonly PutRegistryPolicyResponse: {
    readonly registryId?: string;
    readonly policyText?: string;
  };
  readonly PutRegistryScanningConfigurationRequest: {
    readonly scanType?: 'BASIC' | 'ENHANCED';
    readonly rules?: readonly Shapes['RegistryScanningRule'][];
  };
  readonly PutRegistryScanningConfigurationResponse: {
    readonly registryScanningConfiguration?: Shapes['RegistryScanningConfiguration'];
  };
  readonly PutReplicationConfigurationRequest: {
    readonly replicationConfiguration: Shapes['ReplicationConfiguration'];
  };
  readonly PutReplicationConfigurationResponse: {
    readonly replicationConfiguration?: Shapes['ReplicationConfiguration'];
  };
  readonly PutSigningConfigurationRequest: {
    readonly signingConfiguration: Shapes['SigningConfiguration'];
  };
  readonly PutSigningConfigurationResponse: {
    readonly signingConfiguration?: Shapes['SigningConfiguration'];
  };
  readonly Recommendation: {
    readonly url?: string;
    readonly text?: string;
  };
  readonly RegisterPullTimeUpdateExclusionRequest: {
    readonly principalArn: string;
  };
  readonly RegisterPullTimeUpdateExclusionResponse: {
    readonly principalArn?: string;
    readonly createdAt?: Date;
  };
  readonly RegistryScanningConfiguration: {
    readonly scanType?: 'BASIC' | 'ENHANCED';
    readonly rules?: readonly Shapes['RegistryScanningRule'][];
  };
  readonly RegistryScanningRule: {
    readonly scanFrequency: 'SCAN_ON_PUSH' | 'CONTINUOUS_SCAN' | 'MANUAL';
    readonly repositoryFilters: readonly Shapes['ScanningRepositoryFilter'][];
  };
  readonly Remediation: {
    readonly recommendation?: Shapes['Recommendation'];
  };
  readonly ReplicationBackfillProgress: {
    readonly totalReplicationCount: number;
    readonly completedReplicationCount: number;
    readonly failedReplicationCount: number;
    readonly failureCodes: readonly string[];
  };
  readonly ReplicationBackfillResult: {
    readonly repositoryName: string;
    readonly imageId: Shapes['ImageIdentifier'];
    readonly status: 'COMPLETE' | 'FAILED';
    readonly failureCode?: string;
    readonly subImageFailureCodes?: readonly string[];
  };
  readonly ReplicationBackfillSummary: {
    readonly replicationBackfillId: string;
    readonly destination: Shapes['ReplicationDestination'];
    readonly status: 'PREPARING' | 'IN_PROGRESS' | 'COMPLETE' | 'FAILED' | 'STOPPING' | 'STOPPED';
    readonly failureCode?: string;
    readonly progress?: Shapes['ReplicationBackfillProgress'];
    readonly startedAt: Date;
    readonly endedAt?: Date;
  };
  readonly ReplicationConfiguration: {
    readonly rules: readonly Shapes['ReplicationRule'][];
  };
  readonly ReplicationDestination: {
    readonly region: string;
    readonly registryId: string;
  };
  readonly ReplicationRule: {
    readonly destinations: readonly Shapes['ReplicationDestination'][];
    readonly repositoryFilters?: readonly Shapes['RepositoryFilter'][];
    readonly deleteReplication?: Shapes['DeleteReplication'];
  };
  readonly Repository: {
    readonly repositoryArn?: string;
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly repositoryUri?: string;
    readonly createdAt?: Date;
    readonly imageTagMutability?:
      | 'MUTABLE'
      | 'IMMUTABLE'
      | 'IMMUTABLE_WITH_EXCLUSION'
      | 'MUTABLE_WITH_EXCLUSION';
    readonly imageTagMutabilityExclusionFilters?: readonly Shapes['ImageTagMutabilityExclusionFilter'][];
    readonly imageScanningConfiguration?: Shapes['ImageScanningConfiguration'];
    readonly encryptionConfiguration?: Shapes['EncryptionConfiguration'];
  };
  readonly RepositoryCreationTemplate: {
    readonly prefix?: string;
    readonly description?: string;
    readonly encryptionConfiguration?: Shapes['EncryptionConfigurationForRepositoryCreationTemplate'];
    readonly resourceTags?: readonly Shapes['Tag'][];
    readonly imageTagMutability?:
      | 'MUTABLE'
      | 'IMMUTABLE'
      | 'IMMUTABLE_WITH_EXCLUSION'
      | 'MUTABLE_WITH_EXCLUSION';
    readonly imageTagMutabilityExclusionFilters?: readonly Shapes['ImageTagMutabilityExclusionFilter'][];
    readonly repositoryPolicy?: string;
    readonly lifecyclePolicy?: string;
    readonly appliedFor?: readonly ('REPLICATION' | 'PULL_THROUGH_CACHE' | 'CREATE_ON_PUSH')[];
    readonly customRoleArn?: string;
    readonly createdAt?: Date;
    readonly updatedAt?: Date;
  };
  readonly RepositoryFilter: {
    readonly filter: string;
    readonly filterType: 'PREFIX_MATCH';
  };
  readonly RepositoryScanningConfiguration: {
    readonly repositoryArn?: string;
    readonly repositoryName?: string;
    readonly scanOnPush?: boolean;
    readonly scanFrequency?: 'SCAN_ON_PUSH' | 'CONTINUOUS_SCAN' | 'MANUAL';
    readonly appliedScanFilters?: readonly Shapes['ScanningRepositoryFilter'][];
  };
  readonly RepositoryScanningConfigurationFailure: {
    readonly repositoryName?: string;
    readonly failureCode?: 'REPOSITORY_NOT_FOUND';
    readonly failureReason?: string;
  };
  readonly Resource: {
    readonly details?: Shapes['ResourceDetails'];
    readonly id?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly type?: string;
  };
  readonly ResourceDetails: {
    readonly awsEcrContainerImage?: Shapes['AwsEcrContainerImageDetails'];
  };
  readonly ScanningRepositoryFilter: {
    readonly filter: string;
    readonly filterType: 'WILDCARD';
  };
  readonly ScoreDetails: {
    readonly cvss?: Shapes['CvssScoreDetails'];
  };
  readonly SetRepositoryPolicyRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly policyText: string;
    readonly force?: boolean;
  };
  readonly SetRepositoryPolicyResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly policyText?: string;
  };
  readonly SigningConfiguration: {
    readonly rules: readonly Shapes['SigningRule'][];
  };
  readonly SigningRepositoryFilter: {
    readonly filter: string;
    readonly filterType: 'WILDCARD_MATCH';
  };
  readonly SigningRule: {
    readonly signingProfileArn: string;
    readonly repositoryFilters?: readonly Shapes['SigningRepositoryFilter'][];
  };
  readonly StartImageScanRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly imageId: Shapes['ImageIdentifier'];
  };
  readonly StartImageScanResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly imageId?: Shapes['ImageIdentifier'];
    readonly imageScanStatus?: Shapes['ImageScanStatus'];
  };
  readonly StartLifecyclePolicyPreviewRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly lifecyclePolicyText?: string;
  };
  readonly StartLifecyclePolicyPreviewResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly lifecyclePolicyText?: string;
    readonly status?: 'IN_PROGRESS' | 'COMPLETE' | 'EXPIRED' | 'FAILED';
  };
  readonly StartReplicationBackfillRequest: {
    readonly registryId?: string;
    readonly destination: Shapes['ReplicationDestination'];
  };
  readonly StartReplicationBackfillResponse: {
    readonly replicationBackfillId?: string;
    readonly registryId?: string;
    readonly destination?: Shapes['ReplicationDestination'];
    readonly status?: 'PREPARING' | 'IN_PROGRESS' | 'COMPLETE' | 'FAILED' | 'STOPPING' | 'STOPPED';
    readonly startedAt?: Date;
  };
  readonly StopReplicationBackfillRequest: {
    readonly registryId?: string;
    readonly replicationBackfillId: string;
  };
  readonly StopReplicationBackfillResponse: {
    readonly registryId?: string;
    readonly replicationBackfillId?: string;
    readonly destination?: Shapes['ReplicationDestination'];
    readonly status?: 'PREPARING' | 'IN_PROGRESS' | 'COMPLETE' | 'FAILED' | 'STOPPING' | 'STOPPED';
    readonly startedAt?: Date;
  };
  readonly SubjectIdentifier: {
    readonly imageDigest: string;
  };
  readonly Tag: {
    readonly Key: string;
    readonly Value: string;
  };
  readonly TagResourceRequest: {
    readonly resourceArn: string;
    readonly tags: readonly Shapes['Tag'][];
  };
  readonly TagResourceResponse: {};
  readonly TransitioningImageTotalCount: {
    readonly targetStorageClass?: 'ARCHIVE';
    readonly imageTotalCount?: number;
  };
  readonly UntagResourceRequest: {
    readonly resourceArn: string;
    readonly tagKeys: readonly string[];
  };
  readonly UntagResourceResponse: {};
  readonly UpdateImageStorageClassRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly imageId: Shapes['ImageIdentifier'];
    readonly targetStorageClass: 'STANDARD' | 'ARCHIVE';
  };
  readonly UpdateImageStorageClassResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly imageId?: Shapes['ImageIdentifier'];
    readonly imageStatus?: 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING';
  };
  readonly UpdatePullThroughCacheRuleRequest: {
    readonly registryId?: string;
    readonly ecrRepositoryPrefix: string;
    readonly credentialArn?: string;
    readonly customRoleArn?: string;
  };
  readonly UpdatePullThroughCacheRuleResponse: {
    readonly ecrRepositoryPrefix?: string;
    readonly registryId?: string;
    readonly updatedAt?: Date;
    readonly credentialArn?: string;
    readonly customRoleArn?: string;
    readonly upstreamRepositoryPrefix?: string;
  };
  readonly UpdateRepositoryCreationTemplateRequest: {
    readonly prefix: string;
    readonly description?: string;
    readonly encryptionConfiguration?: Shapes['EncryptionConfigurationForRepositoryCreationTemplate'];
    readonly resourceTags?: readonly Shapes['Tag'][];
    readonly imageTagMutability?:
      | 'MUTABLE'
      | 'IMMUTABLE'
      | 'IMMUTABLE_WITH_EXCLUSION'
      | 'MUTABLE_WITH_EXCLUSION';
    readonly imageTagMutabilityExclusionFilters?: readonly Shapes['ImageTagMutabilityExclusionFilter'][];
    readonly repositoryPolicy?: string;
    readonly lifecyclePolicy?: string;
    readonly appliedFor?: readonly ('REPLICATION' | 'PULL_THROUGH_CACHE' | 'CREATE_ON_PUSH')[];
    readonly customRoleArn?: string;
  };
  readonly UpdateRepositoryCreationTemplateResponse: {
    readonly registryId?: string;
    readonly repositoryCreationTemplate?: Shapes['RepositoryCreationTemplate'];
  };
  readonly UploadLayerPartRequest: {
    readonly registryId?: string;
    readonly repositoryName: string;
    readonly uploadId: string;
    readonly partFirstByte: number;
    readonly partLastByte: number;
    readonly layerPartBlob: Uint8Array;
  };
  readonly UploadLayerPartResponse: {
    readonly registryId?: string;
    readonly repositoryName?: string;
    readonly uploadId?: string;
    readonly lastByteReceived?: number;
  };
  readonly ValidatePullThroughCacheRuleRequest: {
    readonly ecrRepositoryPrefix: string;
    readonly registryId?: string;
  };
  readonly ValidatePullThroughCacheRuleResponse: {
    readonly ecrRepositoryPrefix?: string;
    readonly registryId?: string;
    readonly upstreamRegistryUrl?: string;
    readonly credentialArn?: string;
    readonly customRoleArn?: string;
    readonly upstreamRepositoryPrefix?: string;
    readonly isValid?: boolean;
    readonly failure?: string;
  };
  readonly VulnerablePackage: {
    readonly arch?: string;
    readonly epoch?: number;
    readonly filePath?: string;
    readonly name?: string;
    readonly packageManager?: string;
    readonly release?: string;
    readonly sourceLayerHash?: string;
    readonly version?: string;
    readonly fixedInVersion?: string;
  };
}

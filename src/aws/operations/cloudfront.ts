// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CloudFrontApi {
  readonly operations: {
    readonly CreateCachePolicy: {
      readonly input: Shapes['CreateCachePolicyRequest'];
      readonly output: Shapes['CreateCachePolicyResult'];
    };
    readonly CreateCloudFrontOriginAccessIdentity: {
      readonly input: Shapes['CreateCloudFrontOriginAccessIdentityRequest'];
      readonly output: Shapes['CreateCloudFrontOriginAccessIdentityResult'];
    };
    readonly CreateDistribution: {
      readonly input: Shapes['CreateDistributionRequest'];
      readonly output: Shapes['CreateDistributionResult'];
    };
    readonly CreateDistributionWithTags: {
      readonly input: Shapes['CreateDistributionWithTagsRequest'];
      readonly output: Shapes['CreateDistributionWithTagsResult'];
    };
    readonly CreateFunction: {
      readonly input: Shapes['CreateFunctionRequest'];
      readonly output: Shapes['CreateFunctionResult'];
    };
    readonly CreateInvalidation: {
      readonly input: Shapes['CreateInvalidationRequest'];
      readonly output: Shapes['CreateInvalidationResult'];
    };
    readonly CreateOriginAccessControl: {
      readonly input: Shapes['CreateOriginAccessControlRequest'];
      readonly output: Shapes['CreateOriginAccessControlResult'];
    };
    readonly CreateOriginRequestPolicy: {
      readonly input: Shapes['CreateOriginRequestPolicyRequest'];
      readonly output: Shapes['CreateOriginRequestPolicyResult'];
    };
    readonly CreateResponseHeadersPolicy: {
      readonly input: Shapes['CreateResponseHeadersPolicyRequest'];
      readonly output: Shapes['CreateResponseHeadersPolicyResult'];
    };
    readonly DeleteCachePolicy: {
      readonly input: Shapes['DeleteCachePolicyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteCloudFrontOriginAccessIdentity: {
      readonly input: Shapes['DeleteCloudFrontOriginAccessIdentityRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteDistribution: {
      readonly input: Shapes['DeleteDistributionRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteFunction: {
      readonly input: Shapes['DeleteFunctionRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteOriginAccessControl: {
      readonly input: Shapes['DeleteOriginAccessControlRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteOriginRequestPolicy: {
      readonly input: Shapes['DeleteOriginRequestPolicyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteResponseHeadersPolicy: {
      readonly input: Shapes['DeleteResponseHeadersPolicyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DescribeFunction: {
      readonly input: Shapes['DescribeFunctionRequest'];
      readonly output: Shapes['DescribeFunctionResult'];
    };
    readonly GetCachePolicy: {
      readonly input: Shapes['GetCachePolicyRequest'];
      readonly output: Shapes['GetCachePolicyResult'];
    };
    readonly GetCachePolicyConfig: {
      readonly input: Shapes['GetCachePolicyConfigRequest'];
      readonly output: Shapes['GetCachePolicyConfigResult'];
    };
    readonly GetCloudFrontOriginAccessIdentity: {
      readonly input: Shapes['GetCloudFrontOriginAccessIdentityRequest'];
      readonly output: Shapes['GetCloudFrontOriginAccessIdentityResult'];
    };
    readonly GetCloudFrontOriginAccessIdentityConfig: {
      readonly input: Shapes['GetCloudFrontOriginAccessIdentityConfigRequest'];
      readonly output: Shapes['GetCloudFrontOriginAccessIdentityConfigResult'];
    };
    readonly GetDistribution: {
      readonly input: Shapes['GetDistributionRequest'];
      readonly output: Shapes['GetDistributionResult'];
    };
    readonly GetDistributionConfig: {
      readonly input: Shapes['GetDistributionConfigRequest'];
      readonly output: Shapes['GetDistributionConfigResult'];
    };
    readonly GetFunction: {
      readonly input: Shapes['GetFunctionRequest'];
      readonly output: Shapes['GetFunctionResult'];
    };
    readonly GetInvalidation: {
      readonly input: Shapes['GetInvalidationRequest'];
      readonly output: Shapes['GetInvalidationResult'];
    };
    readonly GetOriginAccessControl: {
      readonly input: Shapes['GetOriginAccessControlRequest'];
      readonly output: Shapes['GetOriginAccessControlResult'];
    };
    readonly GetOriginAccessControlConfig: {
      readonly input: Shapes['GetOriginAccessControlConfigRequest'];
      readonly output: Shapes['GetOriginAccessControlConfigResult'];
    };
    readonly GetOriginRequestPolicy: {
      readonly input: Shapes['GetOriginRequestPolicyRequest'];
      readonly output: Shapes['GetOriginRequestPolicyResult'];
    };
    readonly GetOriginRequestPolicyConfig: {
      readonly input: Shapes['GetOriginRequestPolicyConfigRequest'];
      readonly output: Shapes['GetOriginRequestPolicyConfigResult'];
    };
    readonly GetResponseHeadersPolicy: {
      readonly input: Shapes['GetResponseHeadersPolicyRequest'];
      readonly output: Shapes['GetResponseHeadersPolicyResult'];
    };
    readonly GetResponseHeadersPolicyConfig: {
      readonly input: Shapes['GetResponseHeadersPolicyConfigRequest'];
      readonly output: Shapes['GetResponseHeadersPolicyConfigResult'];
    };
    readonly ListCachePolicies: {
      readonly input: Shapes['ListCachePoliciesRequest'];
      readonly output: Shapes['ListCachePoliciesResult'];
    };
    readonly ListCloudFrontOriginAccessIdentities: {
      readonly input: Shapes['ListCloudFrontOriginAccessIdentitiesRequest'];
      readonly output: Shapes['ListCloudFrontOriginAccessIdentitiesResult'];
    };
    readonly ListDistributions: {
      readonly input: Shapes['ListDistributionsRequest'];
      readonly output: Shapes['ListDistributionsResult'];
    };
    readonly ListFunctions: {
      readonly input: Shapes['ListFunctionsRequest'];
      readonly output: Shapes['ListFunctionsResult'];
    };
    readonly ListInvalidations: {
      readonly input: Shapes['ListInvalidationsRequest'];
      readonly output: Shapes['ListInvalidationsResult'];
    };
    readonly ListOriginAccessControls: {
      readonly input: Shapes['ListOriginAccessControlsRequest'];
      readonly output: Shapes['ListOriginAccessControlsResult'];
    };
    readonly ListOriginRequestPolicies: {
      readonly input: Shapes['ListOriginRequestPoliciesRequest'];
      readonly output: Shapes['ListOriginRequestPoliciesResult'];
    };
    readonly ListResponseHeadersPolicies: {
      readonly input: Shapes['ListResponseHeadersPoliciesRequest'];
      readonly output: Shapes['ListResponseHeadersPoliciesResult'];
    };
    readonly ListTagsForResource: {
      readonly input: Shapes['ListTagsForResourceRequest'];
      readonly output: Shapes['ListTagsForResourceResult'];
    };
    readonly PublishFunction: {
      readonly input: Shapes['PublishFunctionRequest'];
      readonly output: Shapes['PublishFunctionResult'];
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UpdateCachePolicy: {
      readonly input: Shapes['UpdateCachePolicyRequest'];
      readonly output: Shapes['UpdateCachePolicyResult'];
    };
    readonly UpdateCloudFrontOriginAccessIdentity: {
      readonly input: Shapes['UpdateCloudFrontOriginAccessIdentityRequest'];
      readonly output: Shapes['UpdateCloudFrontOriginAccessIdentityResult'];
    };
    readonly UpdateDistribution: {
      readonly input: Shapes['UpdateDistributionRequest'];
      readonly output: Shapes['UpdateDistributionResult'];
    };
    readonly UpdateFunction: {
      readonly input: Shapes['UpdateFunctionRequest'];
      readonly output: Shapes['UpdateFunctionResult'];
    };
    readonly UpdateOriginAccessControl: {
      readonly input: Shapes['UpdateOriginAccessControlRequest'];
      readonly output: Shapes['UpdateOriginAccessControlResult'];
    };
    readonly UpdateOriginRequestPolicy: {
      readonly input: Shapes['UpdateOriginRequestPolicyRequest'];
      readonly output: Shapes['UpdateOriginRequestPolicyResult'];
    };
    readonly UpdateResponseHeadersPolicy: {
      readonly input: Shapes['UpdateResponseHeadersPolicyRequest'];
      readonly output: Shapes['UpdateResponseHeadersPolicyResult'];
    };
  };
  readonly errors:
    | 'AccessDenied'
    | 'BatchTooLarge'
    | 'CNAMEAlreadyExists'
    | 'CachePolicyAlreadyExists'
    | 'CachePolicyInUse'
    | 'CannotChangeImmutablePublicKeyFields'
    | 'CannotDeleteEntityWhileInUse'
    | 'CannotUpdateEntityWhileInUse'
    | 'CloudFrontOriginAccessIdentityAlreadyExists'
    | 'CloudFrontOriginAccessIdentityInUse'
    | 'ContinuousDeploymentPolicyAlreadyExists'
    | 'ContinuousDeploymentPolicyInUse'
    | 'DistributionAlreadyExists'
    | 'DistributionNotDisabled'
    | 'EntityAlreadyExists'
    | 'EntityLimitExceeded'
    | 'EntityNotFound'
    | 'EntitySizeLimitExceeded'
    | 'FieldLevelEncryptionConfigAlreadyExists'
    | 'FieldLevelEncryptionConfigInUse'
    | 'FieldLevelEncryptionProfileAlreadyExists'
    | 'FieldLevelEncryptionProfileInUse'
    | 'FieldLevelEncryptionProfileSizeExceeded'
    | 'FunctionAlreadyExists'
    | 'FunctionInUse'
    | 'FunctionSizeLimitExceeded'
    | 'IllegalDelete'
    | 'IllegalFieldLevelEncryptionConfigAssociationWithCacheBehavior'
    | 'IllegalOriginAccessConfiguration'
    | 'IllegalUpdate'
    | 'InconsistentQuantities'
    | 'InvalidArgument'
    | 'InvalidAssociation'
    | 'InvalidDefaultRootObject'
    | 'InvalidDomainNameForOriginAccessControl'
    | 'InvalidErrorCode'
    | 'InvalidForwardCookies'
    | 'InvalidFunctionAssociation'
    | 'InvalidGeoRestrictionParameter'
    | 'InvalidHeadersForS3Origin'
    | 'InvalidIfMatchVersion'
    | 'InvalidLambdaFunctionAssociation'
    | 'InvalidLocationCode'
    | 'InvalidMinimumProtocolVersion'
    | 'InvalidOrigin'
    | 'InvalidOriginAccessControl'
    | 'InvalidOriginAccessIdentity'
    | 'InvalidOriginKeepaliveTimeout'
    | 'InvalidOriginReadTimeout'
    | 'InvalidProtocolSettings'
    | 'InvalidQueryStringParameters'
    | 'InvalidRelativePath'
    | 'InvalidRequiredProtocol'
    | 'InvalidResponseCode'
    | 'InvalidTTLOrder'
    | 'InvalidTagging'
    | 'InvalidViewerCertificate'
    | 'InvalidWebACLId'
    | 'KeyGroupAlreadyExists'
    | 'MissingBody'
    | 'MonitoringSubscriptionAlreadyExists'
    | 'NoSuchCachePolicy'
    | 'NoSuchCloudFrontOriginAccessIdentity'
    | 'NoSuchContinuousDeploymentPolicy'
    | 'NoSuchDistribution'
    | 'NoSuchFieldLevelEncryptionConfig'
    | 'NoSuchFieldLevelEncryptionProfile'
    | 'NoSuchFunctionExists'
    | 'NoSuchInvalidation'
    | 'NoSuchMonitoringSubscription'
    | 'NoSuchOrigin'
    | 'NoSuchOriginAccessControl'
    | 'NoSuchOriginRequestPolicy'
    | 'NoSuchPublicKey'
    | 'NoSuchRealtimeLogConfig'
    | 'NoSuchResource'
    | 'NoSuchResponseHeadersPolicy'
    | 'NoSuchStreamingDistribution'
    | 'OriginAccessControlAlreadyExists'
    | 'OriginAccessControlInUse'
    | 'OriginRequestPolicyAlreadyExists'
    | 'OriginRequestPolicyInUse'
    | 'PreconditionFailed'
    | 'PublicKeyAlreadyExists'
    | 'PublicKeyInUse'
    | 'QueryArgProfileEmpty'
    | 'RealtimeLogConfigAlreadyExists'
    | 'RealtimeLogConfigInUse'
    | 'RealtimeLogConfigOwnerMismatch'
    | 'ResourceInUse'
    | 'ResourceNotDisabled'
    | 'ResponseHeadersPolicyAlreadyExists'
    | 'ResponseHeadersPolicyInUse'
    | 'StagingDistributionInUse'
    | 'StreamingDistributionAlreadyExists'
    | 'StreamingDistributionNotDisabled'
    | 'TestFunctionFailed'
    | 'TooLongCSPInResponseHeadersPolicy'
    | 'TooManyCacheBehaviors'
    | 'TooManyCachePolicies'
    | 'TooManyCertificates'
    | 'TooManyCloudFrontOriginAccessIdentities'
    | 'TooManyContinuousDeploymentPolicies'
    | 'TooManyCookieNamesInWhiteList'
    | 'TooManyCookiesInCachePolicy'
    | 'TooManyCookiesInOriginRequestPolicy'
    | 'TooManyCustomHeadersInResponseHeadersPolicy'
    | 'TooManyDistributionCNAMEs'
    | 'TooManyDistributions'
    | 'TooManyDistributionsAssociatedToCachePolicy'
    | 'TooManyDistributionsAssociatedToFieldLevelEncryptionConfig'
    | 'TooManyDistributionsAssociatedToKeyGroup'
    | 'TooManyDistributionsAssociatedToOriginAccessControl'
    | 'TooManyDistributionsAssociatedToOriginRequestPolicy'
    | 'TooManyDistributionsAssociatedToResponseHeadersPolicy'
    | 'TooManyDistributionsWithFunctionAssociations'
    | 'TooManyDistributionsWithLambdaAssociations'
    | 'TooManyDistributionsWithSingleFunctionARN'
    | 'TooManyFieldLevelEncryptionConfigs'
    | 'TooManyFieldLevelEncryptionContentTypeProfiles'
    | 'TooManyFieldLevelEncryptionEncryptionEntities'
    | 'TooManyFieldLevelEncryptionFieldPatterns'
    | 'TooManyFieldLevelEncryptionProfiles'
    | 'TooManyFieldLevelEncryptionQueryArgProfiles'
    | 'TooManyFunctionAssociations'
    | 'TooManyFunctions'
    | 'TooManyHeadersInCachePolicy'
    | 'TooManyHeadersInForwardedValues'
    | 'TooManyHeadersInOriginRequestPolicy'
    | 'TooManyInvalidationsInProgress'
    | 'TooManyKeyGroups'
    | 'TooManyKeyGroupsAssociatedToDistribution'
    | 'TooManyLambdaFunctionAssociations'
    | 'TooManyOriginAccessControls'
    | 'TooManyOriginCustomHeaders'
    | 'TooManyOriginGroupsPerDistribution'
    | 'TooManyOriginRequestPolicies'
    | 'TooManyOrigins'
    | 'TooManyPublicKeys'
    | 'TooManyPublicKeysInKeyGroup'
    | 'TooManyQueryStringParameters'
    | 'TooManyQueryStringsInCachePolicy'
    | 'TooManyQueryStringsInOriginRequestPolicy'
    | 'TooManyRealtimeLogConfigs'
    | 'TooManyRemoveHeadersInResponseHeadersPolicy'
    | 'TooManyResponseHeadersPolicies'
    | 'TooManyStreamingDistributionCNAMEs'
    | 'TooManyStreamingDistributions'
    | 'TooManyTrustedSigners'
    | 'TrustedKeyGroupDoesNotExist'
    | 'TrustedSignerDoesNotExist'
    | 'UnsupportedOperation';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly ActiveTrustedKeyGroups: {
    readonly Enabled: boolean;
    readonly Quantity: number;
    readonly Items?: readonly Shapes['KGKeyPairIds'][];
  };
  readonly ActiveTrustedSigners: {
    readonly Enabled: boolean;
    readonly Quantity: number;
    readonly Items?: readonly Shapes['Signer'][];
  };
  readonly AliasICPRecordal: {
    readonly CNAME?: string;
    readonly ICPRecordalStatus?: 'APPROVED' | 'SUSPENDED' | 'PENDING';
  };
  readonly Aliases: {
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly AllowedMethods: {
    readonly Quantity: number;
    readonly Items: readonly ('GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'OPTIONS' | 'DELETE')[];
    readonly CachedMethods?: Shapes['CachedMethods'];
  };
  readonly CacheBehavior: {
    readonly PathPattern: string;
    readonly TargetOriginId: string;
    readonly TrustedSigners?: Shapes['TrustedSigners'];
    readonly TrustedKeyGroups?: Shapes['TrustedKeyGroups'];
    readonly ViewerProtocolPolicy: 'allow-all' | 'https-only' | 'redirect-to-https';
    readonly AllowedMethods?: Shapes['AllowedMethods'];
    readonly SmoothStreaming?: boolean;
    readonly Compress?: boolean;
    readonly LambdaFunctionAssociations?: Shapes['LambdaFunctionAssociations'];
    readonly FunctionAssociations?: Shapes['FunctionAssociations'];
    readonly FieldLevelEncryptionId?: string;
    readonly RealtimeLogConfigArn?: string;
    readonly CachePolicyId?: string;
    readonly OriginRequestPolicyId?: string;
    readonly ResponseHeadersPolicyId?: string;
    readonly GrpcConfig?: Shapes['GrpcConfig'];
    readonly ForwardedValues?: Shapes['ForwardedValues'];
    readonly MinTTL?: number;
    readonly DefaultTTL?: number;
    readonly MaxTTL?: number;
  };
  readonly CacheBehaviors: {
    readonly Quantity: number;
    readonly Items?: readonly Shapes['CacheBehavior'][];
  };
  readonly CachePolicy: {
    readonly Id: string;
    readonly LastModifiedTime: Date;
    readonly CachePolicyConfig: Shapes['CachePolicyConfig'];
  };
  readonly CachePolicyConfig: {
    readonly Comment?: string;
    readonly Name: string;
    readonly DefaultTTL?: number;
    readonly MaxTTL?: number;
    readonly MinTTL: number;
    readonly ParametersInCacheKeyAndForwardedToOrigin?: Shapes['ParametersInCacheKeyAndForwardedToOrigin'];
  };
  readonly CachePolicyCookiesConfig: {
    readonly CookieBehavior: 'none' | 'whitelist' | 'allExcept' | 'all';
    readonly Cookies?: Shapes['CookieNames'];
  };
  readonly CachePolicyHeadersConfig: {
    readonly HeaderBehavior: 'none' | 'whitelist';
    readonly Headers?: Shapes['Headers'];
  };
  readonly CachePolicyList: {
    readonly NextMarker?: string;
    readonly MaxItems: number;
    readonly Quantity: number;
    readonly Items?: readonly Shapes['CachePolicySummary'][];
  };
  readonly CachePolicyQueryStringsConfig: {
    readonly QueryStringBehavior: 'none' | 'whitelist' | 'allExcept' | 'all';
    readonly QueryStrings?: Shapes['QueryStringNames'];
  };
  readonly CachePolicySummary: {
    readonly Type: 'managed' | 'custom';
    readonly CachePolicy: Shapes['CachePolicy'];
  };
  readonly CacheTagConfig: {
    readonly HeaderName: string;
  };
  readonly CachedMethods: {
    readonly Quantity: number;
    readonly Items: readonly ('GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'OPTIONS' | 'DELETE')[];
  };
  readonly CloudFrontOriginAccessIdentity: {
    readonly Id: string;
    readonly S3CanonicalUserId: string;
    readonly CloudFrontOriginAccessIdentityConfig?: Shapes['CloudFrontOriginAccessIdentityConfig'];
  };
  readonly CloudFrontOriginAccessIdentityConfig: {
    readonly CallerReference: string;
    readonly Comment: string;
  };
  readonly CloudFrontOriginAccessIdentityList: {
    readonly Marker: string;
    readonly NextMarker?: string;
    readonly MaxItems: number;
    readonly IsTruncated: boolean;
    readonly Quantity: number;
    readonly Items?: readonly Shapes['CloudFrontOriginAccessIdentitySummary'][];
  };
  readonly CloudFrontOriginAccessIdentitySummary: {
    readonly Id: string;
    readonly S3CanonicalUserId: string;
    readonly Comment: string;
  };
  readonly ConnectionFunctionAssociation: {
    readonly Id: string;
  };
  readonly CookieNames: {
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly CookiePreference: {
    readonly Forward: 'none' | 'whitelist' | 'all';
    readonly WhitelistedNames?: Shapes['CookieNames'];
  };
  readonly CreateCachePolicyRequest: {
    readonly CachePolicyConfig: Shapes['CachePolicyConfig'];
  };
  readonly CreateCachePolicyResult: {
    readonly CachePolicy?: Shapes['CachePolicy'];
    readonly Location?: string;
    readonly ETag?: string;
  };
  readonly CreateCloudFrontOriginAccessIdentityRequest: {
    readonly CloudFrontOriginAccessIdentityConfig: Shapes['CloudFrontOriginAccessIdentityConfig'];
  };
  readonly CreateCloudFrontOriginAccessIdentityResult: {
    readonly CloudFrontOriginAccessIdentity?: Shapes['CloudFrontOriginAccessIdentity'];
    readonly Location?: string;
    readonly ETag?: string;
  };
  readonly CreateDistributionRequest: {
    readonly DistributionConfig: Shapes['DistributionConfig'];
  };
  readonly CreateDistributionResult: {
    readonly Distribution?: Shapes['Distribution'];
    readonly Location?: string;
    readonly ETag?: string;
  };
  readonly CreateDistributionWithTagsRequest: {
    readonly DistributionConfigWithTags: Shapes['DistributionConfigWithTags'];
  };
  readonly CreateDistributionWithTagsResult: {
    readonly Distribution?: Shapes['Distribution'];
    readonly Location?: string;
    readonly ETag?: string;
  };
  readonly CreateFunctionRequest: {
    readonly Name: string;
    readonly FunctionConfig: Shapes['FunctionConfig'];
    readonly FunctionCode: Uint8Array;
    readonly Tags?: Shapes['Tags'];
  };
  readonly CreateFunctionResult: {
    readonly FunctionSummary?: Shapes['FunctionSummary'];
    readonly Location?: string;
    readonly ETag?: string;
  };
  readonly CreateInvalidationRequest: {
    readonly DistributionId: string;
    readonly InvalidationBatch: Shapes['InvalidationBatch'];
  };
  readonly CreateInvalidationResult: {
    readonly Location?: string;
    readonly Invalidation?: Shapes['Invalidation'];
  };
  readonly CreateOriginAccessControlRequest: {
    readonly OriginAccessControlConfig: Shapes['OriginAccessControlConfig'];
  };
  readonly CreateOriginAccessControlResult: {
    readonly OriginAccessControl?: Shapes['OriginAccessControl'];
    readonly Location?: string;
    readonly ETag?: string;
  };
  readonly CreateOriginRequestPolicyRequest: {
    readonly OriginRequestPolicyConfig: Shapes['OriginRequestPolicyConfig'];
  };
  readonly CreateOriginRequestPolicyResult: {
    readonly OriginRequestPolicy?: Shapes['OriginRequestPolicy'];
    readonly Location?: string;
    readonly ETag?: string;
  };
  readonly CreateResponseHeadersPolicyRequest: {
    readonly ResponseHeadersPolicyConfig: Shapes['ResponseHeadersPolicyConfig'];
  };
  readonly CreateResponseHeadersPolicyResult: {
    readonly ResponseHeadersPolicy?: Shapes['ResponseHeadersPolicy'];
    readonly Location?: string;
    readonly ETag?: string;
  };
  readonly CustomErrorResponse: {
    readonly ErrorCode: number;
    readonly ResponsePagePath?: string;
    readonly ResponseCode?: string;
    readonly ErrorCachingMinTTL?: number;
  };
  readonly CustomErrorResponses: {
    readonly Quantity: number;
    readonly Items?: readonly Shapes['CustomErrorResponse'][];
  };
  readonly CustomHeaders: {
    readonly Quantity: number;
    readonly Items?: readonly Shapes['OriginCustomHeader'][];
  };
  readonly CustomOriginConfig: {
    readonly HTTPPort: number;
    readonly HTTPSPort: number;
    readonly OriginProtocolPolicy: 'http-only' | 'match-viewer' | 'https-only';
    readonly OriginSslProtocols?: Shapes['OriginSslProtocols'];
    readonly OriginReadTimeout?: number;
    readonly OriginKeepaliveTimeout?: number;
    readonly IpAddressType?: 'ipv4' | 'ipv6' | 'dualstack';
    readonly OriginMtlsConfig?: Shapes['OriginMtlsConfig'];
    readonly OriginHttpVersion?: 'http1.1' | 'http2';
  };
  readonly DefaultCacheBehavior: {
    readonly TargetOriginId: string;
    readonly TrustedSigners?: Shapes['TrustedSigners'];
    readonly TrustedKeyGroups?: Shapes['TrustedKeyGroups'];
    readonly ViewerProtocolPolicy: 'allow-all' | 'https-only' | 'redirect-to-https';
    readonly AllowedMethods?: Shapes['AllowedMethods'];
    readonly SmoothStreaming?: boolean;
    readonly Compress?: boolean;
    readonly LambdaFunctionAssociations?: Shapes['LambdaFunctionAssociations'];
    readonly FunctionAssociations?: Shapes['FunctionAssociations'];
    readonly FieldLevelEncryptionId?: string;
    readonly RealtimeLogConfigArn?: string;
    readonly CachePolicyId?: string;
    readonly OriginRequestPolicyId?: string;
    readonly ResponseHeadersPolicyId?: string;
    readonly GrpcConfig?: Shapes['GrpcConfig'];
    readonly ForwardedValues?: Shapes['ForwardedValues'];
    readonly MinTTL?: number;
    readonly DefaultTTL?: number;
    readonly MaxTTL?: number;
  };
  readonly DeleteCachePolicyRequest: {
    readonly Id: string;
    readonly IfMatch?: string;
  };
  readonly DeleteCloudFrontOriginAccessIdentityRequest: {
    readonly Id: string;
    readonly IfMatch?: string;
  };
  readonly DeleteDistributionRequest: {
    readonly Id: string;
    readonly IfMatch?: string;
  };
  readonly DeleteFunctionRequest: {
    readonly Name: string;
    readonly IfMatch: string;
  };
  readonly DeleteOriginAccessControlRequest: {
    readonly Id: string;
    readonly IfMatch?: string;
  };
  readonly DeleteOriginRequestPolicyRequest: {
    readonly Id: string;
    readonly IfMatch?: string;
  };
  readonly DeleteResponseHeadersPolicyRequest: {
    readonly Id: string;
    readonly IfMatch?: string;
  };
  readonly DescribeFunctionRequest: {
    readonly Name: string;
    readonly Stage?: 'DEVELOPMENT' | 'LIVE';
  };
  readonly DescribeFunctionResult: {
    readonly FunctionSummary?: Shapes['FunctionSummary'];
    readonly ETag?: string;
  };
  readonly Distribution: {
    readonly Id: string;
    readonly ARN: string;
    readonly Status: string;
    readonly LastModifiedTime: Date;
    readonly InProgressInvalidationBatches: number;
    readonly DomainName: string;
    readonly ActiveTrustedSigners?: Shapes['ActiveTrustedSigners'];
    readonly ActiveTrustedKeyGroups?: Shapes['ActiveTrustedKeyGroups'];
    readonly DistributionConfig: Shapes['DistributionConfig'];
    readonly AliasICPRecordals?: readonly Shapes['AliasICPRecordal'][];
  };
  readonly DistributionConfig: {
    readonly CallerReference: string;
    readonly Aliases?: Shapes['Aliases'];
    readonly DefaultRootObject?: string;
    readonly Origins: Shapes['Origins'];
    readonly OriginGroups?: Shapes['OriginGroups'];
    readonly DefaultCacheBehavior: Shapes['DefaultCacheBehavior'];
    readonly CacheBehaviors?: Shapes['CacheBehaviors'];
    readonly CustomErrorResponses?: Shapes['CustomErrorResponses'];
    readonly Comment: string;
    readonly Logging?: Shapes['LoggingConfig'];
    readonly PriceClass?: 'PriceClass_100' | 'PriceClass_200' | 'PriceClass_All' | 'None';
    readonly Enabled: boolean;
    readonly ViewerCertificate?: Shapes['ViewerCertificate'];
    readonly Restrictions?: Shapes['Restrictions'];
    readonly WebACLId?: string;
    readonly HttpVersion?: 'http1.1' | 'http2' | 'http3' | 'http2and3';
    readonly IsIPV6Enabled?: boolean;
    readonly ContinuousDeploymentPolicyId?: string;
    readonly Staging?: boolean;
    readonly AnycastIpListId?: string;
    readonly TenantConfig?: Shapes['TenantConfig'];
    readonly ConnectionMode?: 'direct' | 'tenant-only';
    readonly ViewerMtlsConfig?: Shapes['ViewerMtlsConfig'];
    readonly ConnectionFunctionAssociation?: Shapes['ConnectionFunctionAssociation'];
    readonly CacheTagConfig?: Shapes['CacheTagConfig'];
  };
  readonly DistributionConfigWithTags: {
    readonly DistributionConfig: Shapes['DistributionConfig'];
    readonly Tags: Shapes['Tags'];
  };
  readonly DistributionList: {
    readonly Marker: string;
    readonly NextMarker?: string;
    readonly MaxItems: number;
    readonly IsTruncated: boolean;
    readonly Quantity: number;
    readonly Items?: readonly Shapes['DistributionSummary'][];
  };
  readonly DistributionSummary: {
    readonly Id: string;
    readonly ARN: string;
    readonly ETag?: string;
    readonly Status: string;
    readonly LastModifiedTime: Date;
    readonly DomainName: string;
    readonly Aliases: Shapes['Aliases'];
    readonly Origins: Shapes['Origins'];
    readonly OriginGroups?: Shapes['OriginGroups'];
    readonly DefaultCacheBehavior: Shapes['DefaultCacheBehavior'];
    readonly CacheBehaviors: Shapes['CacheBehaviors'];
    readonly CustomErrorResponses: Shapes['CustomErrorResponses'];
    readonly Comment: string;
    readonly PriceClass: 'PriceClass_100' | 'PriceClass_200' | 'PriceClass_All' | 'None';
    readonly Enabled: boolean;
    readonly ViewerCertificate: Shapes['ViewerCertificate'];
    readonly Restrictions: Shapes['Restrictions'];
    readonly WebACLId: string;
    readonly HttpVersion: 'http1.1' | 'http2' | 'http3' | 'http2and3';
    readonly IsIPV6Enabled: boolean;
    readonly AliasICPRecordals?: readonly Shapes['AliasICPRecordal'][];
    readonly Staging: boolean;
    readonly ConnectionMode?: 'direct' | 'tenant-only';
    readonly AnycastIpListId?: string;
    readonly ViewerMtlsConfig?: Shapes['ViewerMtlsConfig'];
    readonly ConnectionFunctionAssociation?: Shapes['ConnectionFunctionAssociation'];
  };
  readonly ForwardedValues: {
    readonly QueryString: boolean;
    readonly Cookies: Shapes['CookiePreference'];
    readonly Headers?: Shapes['Headers'];
    readonly QueryStringCacheKeys?: Shapes['QueryStringCacheKeys'];
  };
  readonly FunctionAssociation: {
    readonly FunctionARN: string;
    readonly EventType: 'viewer-request' | 'viewer-response' | 'origin-request' | 'origin-response';
  };
  readonly FunctionAssociations: {
    readonly Quantity: number;
    readonly Items?: readonly Shapes['FunctionAssociation'][];
  };
  readonly FunctionConfig: {
    readonly Comment: string;
    readonly Runtime: 'cloudfront-js-1.0' | 'cloudfront-js-2.0';
    readonly KeyValueStoreAssociations?: Shapes['KeyValueStoreAssociations'];
  };
  readonly FunctionList: {
    readonly NextMarker?: string;
    readonly MaxItems: number;
    readonly Quantity: number;
    readonly Items?: readonly Shapes['FunctionSummary'][];
  };
  readonly FunctionMetadata: {
    readonly FunctionARN: string;
    readonly Stage?: 'DEVELOPMENT' | 'LIVE';
    readonly CreatedTime?: Date;
    readonly LastModifiedTime: Date;
  };
  readonly FunctionSummary: {
    readonly Name: string;
    readonly Status?: string;
    readonly FunctionConfig: Shapes['FunctionConfig'];
    readonly FunctionMetadata: Shapes['FunctionMetadata'];
  };
  readonly GeoRestriction: {
    readonly RestrictionType: 'blacklist' | 'whitelist' | 'none';
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly GetCachePolicyConfigRequest: {
    readonly Id: string;
  };
  readonly GetCachePolicyConfigResult: {
    readonly CachePolicyConfig?: Shapes['CachePolicyConfig'];
    readonly ETag?: string;
  };
  readonly GetCachePolicyRequest: {
    readonly Id: string;
  };
  readonly GetCachePolicyResult: {
    readonly CachePolicy?: Shapes['CachePolicy'];
    readonly ETag?: string;
  };
  readonly GetCloudFrontOriginAccessIdentityConfigRequest: {
    readonly Id: string;
  };
  readonly GetCloudFrontOriginAccessIdentityConfigResult: {
    readonly CloudFrontOriginAccessIdentityConfig?: Shapes['CloudFrontOriginAccessIdentityConfig'];
    readonly ETag?: string;
  };
  readonly GetCloudFrontOriginAccessIdentityRequest: {
    readonly Id: string;
  };
  readonly GetCloudFrontOriginAccessIdentityResult: {
    readonly CloudFrontOriginAccessIdentity?: Shapes['CloudFrontOriginAccessIdentity'];
    readonly ETag?: string;
  };
  readonly GetDistributionConfigRequest: {
    readonly Id: string;
  };
  readonly GetDistributionConfigResult: {
    readonly DistributionConfig?: Shapes['DistributionConfig'];
    readonly ETag?: string;
  };
  readonly GetDistributionRequest: {
    readonly Id: string;
  };
  readonly GetDistributionResult: {
    readonly Distribution?: Shapes['Distribution'];
    readonly ETag?: string;
  };
  readonly GetFunctionRequest: {
    readonly Name: string;
    readonly Stage?: 'DEVELOPMENT' | 'LIVE';
  };
  readonly GetFunctionResult: {
    readonly FunctionCode?: Uint8Array;
    readonly ETag?: string;
    readonly ContentType?: string;
  };
  readonly GetInvalidationRequest: {
    readonly DistributionId: string;
    readonly Id: string;
  };
  readonly GetInvalidationResult: {
    readonly Invalidation?: Shapes['Invalidation'];
  };
  readonly GetOriginAccessControlConfigRequest: {
    readonly Id: string;
  };
  readonly GetOriginAccessControlConfigResult: {
    readonly OriginAccessControlConfig?: Shapes['OriginAccessControlConfig'];
    readonly ETag?: string;
  };
  readonly GetOriginAccessControlRequest: {
    readonly Id: string;
  };
  readonly GetOriginAccessControlResult: {
    readonly OriginAccessControl?: Shapes['OriginAccessControl'];
    readonly ETag?: string;
  };
  readonly GetOriginRequestPolicyConfigRequest: {
    readonly Id: string;
  };
  readonly GetOriginRequestPolicyConfigResult: {
    readonly OriginRequestPolicyConfig?: Shapes['OriginRequestPolicyConfig'];
    readonly ETag?: string;
  };
  readonly GetOriginRequestPolicyRequest: {
    readonly Id: string;
  };
  readonly GetOriginRequestPolicyResult: {
    readonly OriginRequestPolicy?: Shapes['OriginRequestPolicy'];
    readonly ETag?: string;
  };
  readonly GetResponseHeadersPolicyConfigRequest: {
    readonly Id: string;
  };
  readonly GetResponseHeadersPolicyConfigResult: {
    readonly ResponseHeadersPolicyConfig?: Shapes['ResponseHeadersPolicyConfig'];
    readonly ETag?: string;
  };
  readonly GetResponseHeadersPolicyRequest: {
    readonly Id: string;
  };
  readonly GetResponseHeadersPolicyResult: {
    readonly ResponseHeadersPolicy?: Shapes['ResponseHeadersPolicy'];
    readonly ETag?: string;
  };
  readonly GrpcConfig: {
    readonly Enabled: boolean;
  };
  readonly Headers: {
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly Invalidation: {
    readonly Id: string;
    readonly Status: string;
    readonly CreateTime: Date;
    readonly InvalidationBatch: Shapes['InvalidationBatch'];
  };
  readonly InvalidationBatch: {
    readonly Paths: Shapes['Paths'];
    readonly CallerReference: string;
  };
  readonly InvalidationList: {
    readonly Marker: string;
    readonly NextMarker?: string;
    readonly MaxItems: number;
    readonly IsTruncated: boolean;
    readonly Quantity: number;
    readonly Items?: readonly Shapes['InvalidationSummary'][];
  };
  readonly InvalidationSummary: {
    readonly Id: string;
    readonly CreateTime: Date;
    readonly Status: string;
  };
  readonly KGKeyPairIds: {
    readonly KeyGroupId?: string;
    readonly KeyPairIds?: Shapes['KeyPairIds'];
  };
  readonly KeyPairIds: {
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly KeyValueStoreAssociation: {
    readonly KeyValueStoreARN: string;
  };
  readonly KeyValueStoreAssociations: {
    readonly Quantity: number;
    readonly Items?: readonly Shapes['KeyValueStoreAssociation'][];
  };
  readonly LambdaFunctionAssociation: {
    readonly LambdaFunctionARN: string;
    readonly EventType: 'viewer-request' | 'viewer-response' | 'origin-request' | 'origin-response';
    readonly IncludeBody?: boolean;
  };
  readonly LambdaFunctionAssociations: {
    readonly Quantity: number;
    readonly Items?: readonly Shapes['LambdaFunctionAssociation'][];
  };
  readonly ListCachePoliciesRequest: {
    readonly Type?: 'managed' | 'custom';
    readonly Marker?: string;
    readonly MaxItems?: string;
  };
  readonly ListCachePoliciesResult: {
    readonly CachePolicyList?: Shapes['CachePolicyList'];
  };
  readonly ListCloudFrontOriginAccessIdentitiesRequest: {
    readonly Marker?: string;
    readonly MaxItems?: string;
  };
  readonly ListCloudFrontOriginAccessIdentitiesResult: {
    readonly CloudFrontOriginAccessIdentityList?: Shapes['CloudFrontOriginAccessIdentityList'];
  };
  readonly ListDistributionsRequest: {
    readonly Marker?: string;
    readonly MaxItems?: string;
  };
  readonly ListDistributionsResult: {
    readonly DistributionList?: Shapes['DistributionList'];
  };
  readonly ListFunctionsRequest: {
    readonly Marker?: string;
    readonly MaxItems?: string;
    readonly Stage?: 'DEVELOPMENT' | 'LIVE';
  };
  readonly ListFunctionsResult: {
    readonly FunctionList?: Shapes['FunctionList'];
  };
  readonly ListInvalidationsRequest: {
    readonly DistributionId: string;
    readonly Marker?: string;
    readonly MaxItems?: string;
  };
  readonly ListInvalidationsResult: {
    readonly InvalidationList?: Shapes['InvalidationList'];
  };
  readonly ListOriginAccessControlsRequest: {
    readonly Marker?: string;
    readonly MaxItems?: string;
  };
  readonly ListOriginAccessControlsResult: {
    readonly OriginAccessControlList?: Shapes['OriginAccessControlList'];
  };
  readonly ListOriginRequestPoliciesRequest: {
    readonly Type?: 'managed' | 'custom';
    readonly Marker?: string;
    readonly MaxItems?: string;
  };
  readonly ListOriginRequestPoliciesResult: {
    readonly OriginRequestPolicyList?: Shapes['OriginRequestPolicyList'];
  };
  readonly ListResponseHeadersPoliciesRequest: {
    readonly Type?: 'managed' | 'custom';
    readonly Marker?: string;
    readonly MaxItems?: string;
  };
  readonly ListResponseHeadersPoliciesResult: {
    readonly ResponseHeadersPolicyList?: Shapes['ResponseHeadersPolicyList'];
  };
  readonly ListTagsForResourceRequest: {
    readonly Resource: string;
  };
  readonly ListTagsForResourceResult: {
    readonly Tags: Shapes['Tags'];
  };
  readonly LoggingConfig: {
    readonly Enabled?: boolean;
    readonly IncludeCookies?: boolean;
    readonly Bucket?: string;
    readonly Prefix?: string;
  };
  readonly Origin: {
    readonly Id: string;
    readonly DomainName: string;
    readonly OriginPath?: string;
    readonly CustomHeaders?: Shapes['CustomHeaders'];
    readonly S3OriginConfig?: Shapes['S3OriginConfig'];
    readonly CustomOriginConfig?: Shapes['CustomOriginConfig'];
    readonly VpcOriginConfig?: Shapes['VpcOriginConfig'];
    readonly ConnectionAttempts?: number;
    readonly ConnectionTimeout?: number;
    readonly ResponseCompletionTimeout?: number;
    readonly OriginShield?: Shapes['OriginShield'];
    readonly OriginAccessControlId?: string;
  };
  readonly OriginAccessControl: {
    readonly Id: string;
    readonly OriginAccessControlConfig?: Shapes['OriginAccessControlConfig'];
  };
  readonly OriginAccessControlConfig: {
    readonly Name: string;
    readonly Description?: string;
    readonly SigningProtocol: 'sigv4' | 'sigv4a';
    readonly SigningBehavior: 'never' | 'always' | 'no-override' | 'always-amz-auth';
    readonly OriginAccessControlOriginType: 's3' | 'mediastore' | 'mediapackagev2' | 'lambda';
  };
  readonly OriginAccessControlList: {
    readonly Marker: string;
    readonly NextMarker?: string;
    readonly MaxItems: number;
    readonly IsTruncated: boolean;
    readonly Quantity: number;
    readonly Items?: readonly Shapes['OriginAccessControlSummary'][];
  };
  readonly OriginAccessControlSummary: {
    readonly Id: string;
    readonly Description: string;
    readonly Name: string;
    readonly SigningProtocol: 'sigv4' | 'sigv4a';
    readonly SigningBehavior: 'never' | 'always' | 'no-override' | 'always-amz-auth';
    readonly OriginAccessControlOriginType: 's3' | 'mediastore' | 'mediapackagev2' | 'lambda';
  };
  readonly OriginCustomHeader: {
    readonly HeaderName: string;
    readonly HeaderValue: string;
  };
  readonly OriginGroup: {
    readonly Id: string;
    readonly FailoverCriteria: Shapes['OriginGroupFailoverCriteria'];
    readonly Members: Shapes['OriginGroupMembers'];
    readonly SelectionCriteria?: 'default' | 'media-quality-based';
  };
  readonly OriginGroupFailoverCriteria: {
    readonly StatusCodes: Shapes['StatusCodes'];
  };
  readonly OriginGroupMember: {
    readonly OriginId: string;
  };
  readonly OriginGroupMembers: {
    readonly Quantity: number;
    readonly Items: readonly Shapes['OriginGroupMember'][];
  };
  readonly OriginGroups: {
    readonly Quantity: number;
    readonly Items?: readonly Shapes['OriginGroup'][];
  };
  readonly OriginMtlsConfig: {
    readonly ClientCertificateArn: string;
  };
  readonly OriginRequestPolicy: {
    readonly Id: string;
    readonly LastModifiedTime: Date;
    readonly OriginRequestPolicyConfig: Shapes['OriginRequestPolicyConfig'];
  };
  readonly OriginRequestPolicyConfig: {
    readonly Comment?: string;
    readonly Name: string;
    readonly HeadersConfig: Shapes['OriginRequestPolicyHeadersConfig'];
    readonly CookiesConfig: Shapes['OriginRequestPolicyCookiesConfig'];
    readonly QueryStringsConfig: Shapes['OriginRequestPolicyQueryStringsConfig'];
  };
  readonly OriginRequestPolicyCookiesConfig: {
    readonly CookieBehavior: 'none' | 'whitelist' | 'all' | 'allExcept';
    readonly Cookies?: Shapes['CookieNames'];
  };
  readonly OriginRequestPolicyHeadersConfig: {
    readonly HeaderBehavior:
      | 'none'
      | 'whitelist'
      | 'allViewer'
      | 'allViewerAndWhitelistCloudFront'
      | 'allExcept';
    readonly Headers?: Shapes['Headers'];
  };
  readonly OriginRequestPolicyList: {
    readonly NextMarker?: string;
    readonly MaxItems: number;
    readonly Quantity: number;
    readonly Items?: readonly Shapes['OriginRequestPolicySummary'][];
  };
  readonly OriginRequestPolicyQueryStringsConfig: {
    readonly QueryStringBehavior: 'none' | 'whitelist' | 'all' | 'allExcept';
    readonly QueryStrings?: Shapes['QueryStringNames'];
  };
  readonly OriginRequestPolicySummary: {
    readonly Type: 'managed' | 'custom';
    readonly OriginRequestPolicy: Shapes['OriginRequestPolicy'];
  };
  readonly OriginShield: {
    readonly Enabled: boolean;
    readonly OriginShieldRegion?: string;
  };
  readonly OriginSslProtocols: {
    readonly Quantity: number;
    readonly Items: readonly ('SSLv3' | 'TLSv1' | 'TLSv1.1' | 'TLSv1.2')[];
  };
  readonly Origins: {
    readonly Quantity: number;
    readonly Items: readonly Shapes['Origin'][];
  };
  readonly ParameterDefinition: {
    readonly Name: string;
    readonly Definition: Shapes['ParameterDefinitionSchema'];
  };
  readonly ParameterDefinitionSchema: {
    readonly StringSchema?: Shapes['StringSchemaConfig'];
  };
  readonly ParametersInCacheKeyAndForwardedToOrigin: {
    readonly EnableAcceptEncodingGzip: boolean;
    readonly EnableAcceptEncodingBrotli?: boolean;
    readonly HeadersConfig: Shapes['CachePolicyHeadersConfig'];
    readonly CookiesConfig: Shapes['CachePolicyCookiesConfig'];
    readonly QueryStringsConfig: Shapes['CachePolicyQueryStringsConfig'];
  };
  readonly Paths: {
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly PublishFunctionRequest: {
    readonly Name: string;
    readonly IfMatch: string;
  };
  readonly PublishFunctionResult: {
    readonly FunctionSummary?: Shapes['FunctionSummary'];
  };
  readonly QueryStringCacheKeys: {
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly QueryStringNames: {
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly ResponseHeadersPolicy: {
    readonly Id: string;
    readonly LastModifiedTime: Date;
    readonly ResponseHeadersPolicyConfig: Shapes['ResponseHeadersPolicyConfig'];
  };
  readonly ResponseHeadersPolicyAccessControlAllowHeaders: {
    readonly Quantity: number;
    readonly Items: readonly string[];
  };
  readonly ResponseHeadersPolicyAccessControlAllowMethods: {
    readonly Quantity: number;
    readonly Items: readonly ('GET' | 'POST' | 'OPTIONS' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD' | 'ALL')[];
  };
  readonly ResponseHeadersPolicyAccessControlAllowOrigins: {
    readonly Quantity: number;
    readonly Items: readonly string[];
  };
  readonly ResponseHeadersPolicyAccessControlExposeHeaders: {
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly ResponseHeadersPolicyConfig: {
    readonly Comment?: string;
    readonly Name: string;
    readonly CorsConfig?: Shapes['ResponseHeadersPolicyCorsConfig'];
    readonly SecurityHeadersConfig?: Shapes['ResponseHeadersPolicySecurityHeadersConfig'];
    readonly ServerTimingHeadersConfig?: Shapes['ResponseHeadersPolicyServerTimingHeadersConfig'];
    readonly CustomHeadersConfig?: Shapes['ResponseHeadersPolicyCustomHeadersConfig'];
    readonly RemoveHeadersConfig?: Shapes['ResponseHeadersPolicyRemoveHeadersConfig'];
  };
  readonly ResponseHeadersPolicyContentSecurityPolicy: {
    readonly Override: boolean;
    readonly ContentSecurityPolicy: string;
  };
  readonly ResponseHeadersPolicyContentTypeOptions: {
    readonly Override: boolean;
  };
  readonly ResponseHeadersPolicyCorsConfig: {
    readonly AccessControlAllowOrigins: Shapes['ResponseHeadersPolicyAccessControlAllowOrigins'];
    readonly AccessControlAllowHeaders: Shapes['ResponseHeadersPolicyAccessControlAllowHeaders'];
    readonly AccessControlAllowMethods: Shapes['ResponseHeadersPolicyAccessControlAllowMethods'];
    readonly AccessControlAllowCredentials: boolean;
    readonly AccessControlExposeHeaders?: Shapes['ResponseHeadersPolicyAccessControlExposeHeaders'];
    readonly AccessControlMaxAgeSec?: number;
    readonly OriginOverride: boolean;
  };
  readonly ResponseHeadersPolicyCustomHeader: {
    readonly Header: string;
    readonly Value: string;
    readonly Override: boolean;
  };
  readonly ResponseHeadersPolicyCustomHeadersConfig: {
    readonly Quantity: number;
    readonly Items?: readonly Shapes['ResponseHeadersPolicyCustomHeader'][];
  };
  readonly ResponseHeadersPolicyFrameOptions: {
    readonly Override: boolean;
    readonly FrameOption: 'DENY' | 'SAMEORIGIN';
  };
  readonly ResponseHeadersPolicyList: {
    readonly NextMarker?: string;
    readonly MaxItems: number;
    readonly Quantity: number;
    readonly Items?: readonly Shapes['ResponseHeadersPolicySummary'][];
  };
  readonly ResponseHeadersPolicyReferrerPolicy: {
    readonly Override: boolean;
    readonly ReferrerPolicy:
      | 'no-referrer'
      | 'no-referrer-when-downgrade'
      | 'origin'
      | 'origin-when-cross-origin'
      | 'same-origin'
      | 'strict-origin'
      | 'strict-origin-when-cross-origin'
      | 'unsafe-url';
  };
  readonly ResponseHeadersPolicyRemoveHeader: {
    readonly Header: string;
  };
  readonly ResponseHeadersPolicyRemoveHeadersConfig: {
    readonly Quantity: number;
    readonly Items?: readonly Shapes['ResponseHeadersPolicyRemoveHeader'][];
  };
  readonly ResponseHeadersPolicySecurityHeadersConfig: {
    readonly XSSProtection?: Shapes['ResponseHeadersPolicyXSSProtection'];
    readonly FrameOptions?: Shapes['ResponseHeadersPolicyFrameOptions'];
    readonly ReferrerPolicy?: Shapes['ResponseHeadersPolicyReferrerPolicy'];
    readonly ContentSecurityPolicy?: Shapes['ResponseHeadersPolicyContentSecurityPolicy'];
    readonly ContentTypeOptions?: Shapes['ResponseHeadersPolicyContentTypeOptions'];
    readonly StrictTransportSecurity?: Shapes['ResponseHeadersPolicyStrictTransportSecurity'];
  };
  readonly ResponseHeadersPolicyServerTimingHeadersConfig: {
    readonly Enabled: boolean;
    readonly SamplingRate?: number;
  };
  readonly ResponseHeadersPolicyStrictTransportSecurity: {
    readonly Override: boolean;
    readonly IncludeSubdomains?: boolean;
    readonly Preload?: boolean;
    readonly AccessControlMaxAgeSec: number;
  };
  readonly ResponseHeadersPolicySummary: {
    readonly Type: 'managed' | 'custom';
    readonly ResponseHeadersPolicy: Shapes['ResponseHeadersPolicy'];
  };
  readonly ResponseHeadersPolicyXSSProtection: {
    readonly Override: boolean;
    readonly Protection: boolean;
    readonly ModeBlock?: boolean;
    readonly ReportUri?: string;
  };
  readonly Restrictions: {
    readonly GeoRestriction: Shapes['GeoRestriction'];
  };
  readonly S3OriginConfig: {
    readonly OriginAccessIdentity: string;
    readonly OriginReadTimeout?: number;
  };
  readonly Signer: {
    readonly AwsAccountNumber?: string;
    readonly KeyPairIds?: Shapes['KeyPairIds'];
  };
  readonly StatusCodes: {
    readonly Quantity: number;
    readonly Items: readonly number[];
  };
  readonly StringSchemaConfig: {
    readonly Comment?: string;
    readonly DefaultValue?: string;
    readonly Required: boolean;
  };
  readonly Tag: {
    readonly Key: string;
    readonly Value?: string;
  };
  readonly TagKeys: {
    readonly Items?: readonly string[];
  };
  readonly TagResourceRequest: {
    readonly Resource: string;
    readonly Tags: Shapes['Tags'];
  };
  readonly Tags: {
    readonly Items?: readonly Shapes['Tag'][];
  };
  readonly TenantConfig: {
    readonly ParameterDefinitions?: readonly Shapes['ParameterDefinition'][];
  };
  readonly TrustStoreConfig: {
    readonly TrustStoreId: string;
    readonly AdvertiseTrustStoreCaNames?: boolean;
    readonly IgnoreCertificateExpiry?: boolean;
  };
  readonly TrustedKeyGroups: {
    readonly Enabled: boolean;
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly TrustedSigners: {
    readonly Enabled: boolean;
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly UntagResourceRequest: {
    readonly Resource: string;
    readonly TagKeys: Shapes['TagKeys'];
  };
  readonly UpdateCachePolicyRequest: {
    readonly CachePolicyConfig: Shapes['CachePolicyConfig'];
    readonly Id: string;
    readonly IfMatch?: string;
  };
  readonly UpdateCachePolicyResult: {
    readonly CachePolicy?: Shapes['CachePolicy'];
    readonly ETag?: string;
  };
  readonly UpdateCloudFrontOriginAccessIdentityRequest: {
    readonly CloudFrontOriginAccessIdentityConfig: Shapes['CloudFrontOriginAccessIdentityConfig'];
    readonly Id: string;
    readonly IfMatch?: string;
  };
  readonly UpdateCloudFrontOriginAccessIdentityResult: {
    readonly CloudFrontOriginAccessIdentity?: Shapes['CloudFrontOriginAccessIdentity'];
    readonly ETag?: string;
  };
  readonly UpdateDistributionRequest: {
    readonly DistributionConfig: Shapes['DistributionConfig'];
    readonly Id: string;
    readonly IfMatch?: string;
  };
  readonly UpdateDistributionResult: {
    readonly Distribution?: Shapes['Distribution'];
    readonly ETag?: string;
  };
  readonly UpdateFunctionRequest: {
    readonly Name: string;
    readonly IfMatch: string;
    readonly FunctionConfig: Shapes['FunctionConfig'];
    readonly FunctionCode: Uint8Array;
  };
  readonly UpdateFunctionResult: {
    readonly FunctionSummary?: Shapes['FunctionSummary'];
    readonly ETag?: string;
  };
  readonly UpdateOriginAccessControlRequest: {
    readonly OriginAccessControlConfig: Shapes['OriginAccessControlConfig'];
    readonly Id: string;
    readonly IfMatch?: string;
  };
  readonly UpdateOriginAccessControlResult: {
    readonly OriginAccessControl?: Shapes['OriginAccessControl'];
    readonly ETag?: string;
  };
  readonly UpdateOriginRequestPolicyRequest: {
    readonly OriginRequestPolicyConfig: Shapes['OriginRequestPolicyConfig'];
    readonly Id: string;
    readonly IfMatch?: string;
  };
  readonly UpdateOriginRequestPolicyResult: {
    readonly OriginRequestPolicy?: Shapes['OriginRequestPolicy'];
    readonly ETag?: string;
  };
  readonly UpdateResponseHeadersPolicyRequest: {
    readonly ResponseHeadersPolicyConfig: Shapes['ResponseHeadersPolicyConfig'];
    readonly Id: string;
    readonly IfMatch?: string;
  };
  readonly UpdateResponseHeadersPolicyResult: {
    readonly ResponseHeadersPolicy?: Shapes['ResponseHeadersPolicy'];
    readonly ETag?: string;
  };
  readonly ViewerCertificate: {
    readonly CloudFrontDefaultCertificate?: boolean;
    readonly IAMCertificateId?: string;
    readonly ACMCertificateArn?: string;
    readonly SSLSupportMethod?: 'sni-only' | 'vip' | 'static-ip';
    readonly MinimumProtocolVersion?:
      | 'SSLv3'
      | 'TLSv1'
      | 'TLSv1_2016'
      | 'TLSv1.1_2016'
      | 'TLSv1.2_2018'
      | 'TLSv1.2_2019'
      | 'TLSv1.2_2021'
      | 'TLSv1.3_2025'
      | 'TLSv1.2_2025';
    readonly Certificate?: string;
    readonly CertificateSource?: 'cloudfront' | 'iam' | 'acm';
  };
  readonly ViewerMtlsConfig: {
    readonly Mode?: 'required' | 'optional' | 'passthrough';
    readonly TrustStoreConfig?: Shapes['TrustStoreConfig'];
  };
  readonly VpcOriginConfig: {
    readonly VpcOriginId: string;
    readonly OwnerAccountId?: string;
    readonly OriginReadTimeout?: number;
    readonly OriginKeepaliveTimeout?: number;
    readonly OriginHttpVersion?: 'http1.1' | 'http2';
  };
}

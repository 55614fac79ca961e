// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CloudFrontApi {
  readonly operations: {
    readonly CreateInvalidation: {
      readonly input: Shapes['CreateInvalidationRequest'];
      readonly output: Shapes['CreateInvalidationResult'];
    };
    readonly GetInvalidation: {
      readonly input: Shapes['GetInvalidationRequest'];
      readonly output: Shapes['GetInvalidationResult'];
    };
    readonly ListDistributions: {
      readonly input: Shapes['ListDistributionsRequest'];
      readonly output: Shapes['ListDistributionsResult'];
    };
    readonly ListInvalidations: {
      readonly input: Shapes['ListInvalidationsRequest'];
      readonly output: Shapes['ListInvalidationsResult'];
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
  readonly CachedMethods: {
    readonly Quantity: number;
    readonly Items: readonly ('GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'OPTIONS' | 'DELETE')[];
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
  readonly CreateInvalidationRequest: {
    readonly DistributionId: string;
    readonly InvalidationBatch: Shapes['InvalidationBatch'];
  };
  readonly CreateInvalidationResult: {
    readonly Location?: string;
    readonly Invalidation?: Shapes['Invalidation'];
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
  readonly GeoRestriction: {
    readonly RestrictionType: 'blacklist' | 'whitelist' | 'none';
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly GetInvalidationRequest: {
    readonly DistributionId: string;
    readonly Id: string;
  };
  readonly GetInvalidationResult: {
    readonly Invalidation?: Shapes['Invalidation'];
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
  readonly LambdaFunctionAssociation: {
    readonly LambdaFunctionARN: string;
    readonly EventType: 'viewer-request' | 'viewer-response' | 'origin-request' | 'origin-response';
    readonly IncludeBody?: boolean;
  };
  readonly LambdaFunctionAssociations: {
    readonly Quantity: number;
    readonly Items?: readonly Shapes['LambdaFunctionAssociation'][];
  };
  readonly ListDistributionsRequest: {
    readonly Marker?: string;
    readonly MaxItems?: string;
  };
  readonly ListDistributionsResult: {
    readonly DistributionList?: Shapes['DistributionList'];
  };
  readonly ListInvalidationsRequest: {
    readonly DistributionId: string;
    readonly Marker?: string;
    readonly MaxItems?: string;
  };
  readonly ListInvalidationsResult: {
    readonly InvalidationList?: Shapes['InvalidationList'];
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
  readonly Paths: {
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly QueryStringCacheKeys: {
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly Restrictions: {
    readonly GeoRestriction: Shapes['GeoRestriction'];
  };
  readonly S3OriginConfig: {
    readonly OriginAccessIdentity: string;
    readonly OriginReadTimeout?: number;
  };
  readonly StatusCodes: {
    readonly Quantity: number;
    readonly Items: readonly number[];
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

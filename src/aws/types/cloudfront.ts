// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CloudFront {
  readonly Aliases: {
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly AllowedMethods: {
    readonly Quantity: number;
    readonly Items: readonly ('GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'OPTIONS' | 'DELETE')[];
    readonly CachedMethods?: CloudFront['CachedMethods'];
  };
  readonly CacheBehavior: {
    readonly PathPattern: string;
    readonly TargetOriginId: string;
    readonly TrustedSigners?: CloudFront['TrustedSigners'];
    readonly TrustedKeyGroups?: CloudFront['TrustedKeyGroups'];
    readonly ViewerProtocolPolicy: 'allow-all' | 'https-only' | 'redirect-to-https';
    readonly AllowedMethods?: CloudFront['AllowedMethods'];
    readonly SmoothStreaming?: boolean;
    readonly Compress?: boolean;
    readonly LambdaFunctionAssociations?: CloudFront['LambdaFunctionAssociations'];
    readonly FunctionAssociations?: CloudFront['FunctionAssociations'];
    readonly FieldLevelEncryptionId?: string;
    readonly RealtimeLogConfigArn?: string;
    readonly CachePolicyId?: string;
    readonly OriginRequestPolicyId?: string;
    readonly ResponseHeadersPolicyId?: string;
    readonly GrpcConfig?: CloudFront['GrpcConfig'];
    readonly ForwardedValues?: CloudFront['ForwardedValues'];
    readonly MinTTL?: number;
    readonly DefaultTTL?: number;
    readonly MaxTTL?: number;
  };
  readonly CacheBehaviors: {
    readonly Quantity: number;
    readonly Items?: readonly CloudFront['CacheBehavior'][];
  };
  readonly CacheTagConfig: {
    readonly HeaderName: string;
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
    readonly WhitelistedNames?: CloudFront['CookieNames'];
  };
  readonly CustomErrorResponse: {
    readonly ErrorCode: number;
    readonly ResponsePagePath?: string;
    readonly ResponseCode?: string;
    readonly ErrorCachingMinTTL?: number;
  };
  readonly CustomErrorResponses: {
    readonly Quantity: number;
    readonly Items?: readonly CloudFront['CustomErrorResponse'][];
  };
  readonly CustomHeaders: {
    readonly Quantity: number;
    readonly Items?: readonly CloudFront['OriginCustomHeader'][];
  };
  readonly CustomOriginConfig: {
    readonly HTTPPort: number;
    readonly HTTPSPort: number;
    readonly OriginProtocolPolicy: 'http-only' | 'match-viewer' | 'https-only';
    readonly OriginSslProtocols?: CloudFront['OriginSslProtocols'];
    readonly OriginReadTimeout?: number;
    readonly OriginKeepaliveTimeout?: number;
    readonly IpAddressType?: 'ipv4' | 'ipv6' | 'dualstack';
    readonly OriginMtlsConfig?: CloudFront['OriginMtlsConfig'];
    readonly OriginHttpVersion?: 'http1.1' | 'http2';
  };
  readonly DefaultCacheBehavior: {
    readonly TargetOriginId: string;
    readonly TrustedSigners?: CloudFront['TrustedSigners'];
    readonly TrustedKeyGroups?: CloudFront['TrustedKeyGroups'];
    readonly ViewerProtocolPolicy: 'allow-all' | 'https-only' | 'redirect-to-https';
    readonly AllowedMethods?: CloudFront['AllowedMethods'];
    readonly SmoothStreaming?: boolean;
    readonly Compress?: boolean;
    readonly LambdaFunctionAssociations?: CloudFront['LambdaFunctionAssociations'];
    readonly FunctionAssociations?: CloudFront['FunctionAssociations'];
    readonly FieldLevelEncryptionId?: string;
    readonly RealtimeLogConfigArn?: string;
    readonly CachePolicyId?: string;
    readonly OriginRequestPolicyId?: string;
    readonly ResponseHeadersPolicyId?: string;
    readonly GrpcConfig?: CloudFront['GrpcConfig'];
    readonly ForwardedValues?: CloudFront['ForwardedValues'];
    readonly MinTTL?: number;
    readonly DefaultTTL?: number;
    readonly MaxTTL?: number;
  };
  readonly DistributionConfig: {
    readonly CallerReference: string;
    readonly Aliases?: CloudFront['Aliases'];
    readonly DefaultRootObject?: string;
    readonly Origins: CloudFront['Origins'];
    readonly OriginGroups?: CloudFront['OriginGroups'];
    readonly DefaultCacheBehavior: CloudFront['DefaultCacheBehavior'];
    readonly CacheBehaviors?: CloudFront['CacheBehaviors'];
    readonly CustomErrorResponses?: CloudFront['CustomErrorResponses'];
    readonly Comment: string;
    readonly Logging?: CloudFront['LoggingConfig'];
    readonly PriceClass?: 'PriceClass_100' | 'PriceClass_200' | 'PriceClass_All' | 'None';
    readonly Enabled: boolean;
    readonly ViewerCertificate?: CloudFront['ViewerCertificate'];
    readonly Restrictions?: CloudFront['Restrictions'];
    readonly WebACLId?: string;
    readonly HttpVersion?: 'http1.1' | 'http2' | 'http3' | 'http2and3';
    readonly IsIPV6Enabled?: boolean;
    readonly ContinuousDeploymentPolicyId?: string;
    readonly Staging?: boolean;
    readonly AnycastIpListId?: string;
    readonly TenantConfig?: CloudFront['TenantConfig'];
    readonly ConnectionMode?: 'direct' | 'tenant-only';
    readonly ViewerMtlsConfig?: CloudFront['ViewerMtlsConfig'];
    readonly ConnectionFunctionAssociation?: CloudFront['ConnectionFunctionAssociation'];
    readonly CacheTagConfig?: CloudFront['CacheTagConfig'];
  };
  readonly ForwardedValues: {
    readonly QueryString: boolean;
    readonly Cookies: CloudFront['CookiePreference'];
    readonly Headers?: CloudFront['Headers'];
    readonly QueryStringCacheKeys?: CloudFront['QueryStringCacheKeys'];
  };
  readonly FunctionAssociation: {
    readonly FunctionARN: string;
    readonly EventType: 'viewer-request' | 'viewer-response' | 'origin-request' | 'origin-response';
  };
  readonly FunctionAssociations: {
    readonly Quantity: number;
    readonly Items?: readonly CloudFront['FunctionAssociation'][];
  };
  readonly GeoRestriction: {
    readonly RestrictionType: 'blacklist' | 'whitelist' | 'none';
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly GrpcConfig: {
    readonly Enabled: boolean;
  };
  readonly Headers: {
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly LambdaFunctionAssociation: {
    readonly LambdaFunctionARN: string;
    readonly EventType: 'viewer-request' | 'viewer-response' | 'origin-request' | 'origin-response';
    readonly IncludeBody?: boolean;
  };
  readonly LambdaFunctionAssociations: {
    readonly Quantity: number;
    readonly Items?: readonly CloudFront['LambdaFunctionAssociation'][];
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
    readonly CustomHeaders?: CloudFront['CustomHeaders'];
    readonly S3OriginConfig?: CloudFront['S3OriginConfig'];
    readonly CustomOriginConfig?: CloudFront['CustomOriginConfig'];
    readonly VpcOriginConfig?: CloudFront['VpcOriginConfig'];
    readonly ConnectionAttempts?: number;
    readonly ConnectionTimeout?: number;
    readonly ResponseCompletionTimeout?: number;
    readonly OriginShield?: CloudFront['OriginShield'];
    readonly OriginAccessControlId?: string;
  };
  readonly OriginCustomHeader: {
    readonly HeaderName: string;
    readonly HeaderValue: string;
  };
  readonly OriginGroup: {
    readonly Id: string;
    readonly FailoverCriteria: CloudFront['OriginGroupFailoverCriteria'];
    readonly Members: CloudFront['OriginGroupMembers'];
    readonly SelectionCriteria?: 'default' | 'media-quality-based';
  };
  readonly OriginGroupFailoverCriteria: {
    readonly StatusCodes: CloudFront['StatusCodes'];
  };
  readonly OriginGroupMember: {
    readonly OriginId: string;
  };
  readonly OriginGroupMembers: {
    readonly Quantity: number;
    readonly Items: readonly CloudFront['OriginGroupMember'][];
  };
  readonly OriginGroups: {
    readonly Quantity: number;
    readonly Items?: readonly CloudFront['OriginGroup'][];
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
    readonly Items: readonly CloudFront['Origin'][];
  };
  readonly ParameterDefinition: {
    readonly Name: string;
    readonly Definition: CloudFront['ParameterDefinitionSchema'];
  };
  readonly ParameterDefinitionSchema: {
    readonly StringSchema?: CloudFront['StringSchemaConfig'];
  };
  readonly QueryStringCacheKeys: {
    readonly Quantity: number;
    readonly Items?: readonly string[];
  };
  readonly Restrictions: {
    readonly GeoRestriction: CloudFront['GeoRestriction'];
  };
  readonly S3OriginConfig: {
    readonly OriginAccessIdentity: string;
    readonly OriginReadTimeout?: number;
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
  readonly Tags: {
    readonly Items?: readonly CloudFront['Tag'][];
  };
  readonly TenantConfig: {
    readonly ParameterDefinitions?: readonly CloudFront['ParameterDefinition'][];
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
    readonly TrustStoreConfig?: CloudFront['TrustStoreConfig'];
  };
  readonly VpcOriginConfig: {
    readonly VpcOriginId: string;
    readonly OwnerAccountId?: string;
    readonly OriginReadTimeout?: number;
    readonly OriginKeepaliveTimeout?: number;
    readonly OriginHttpVersion?: 'http1.1' | 'http2';
  };
}

// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface Elbv2Api {
  readonly operations: {
    readonly AddListenerCertificates: {
      readonly input: Shapes['AddListenerCertificatesInput'];
      readonly output: Shapes['AddListenerCertificatesOutput'];
    };
    readonly AddTags: { readonly input: Shapes['AddTagsInput']; readonly output: Shapes['AddTagsOutput'] };
    readonly AddTrustStoreRevocations: {
      readonly input: Shapes['AddTrustStoreRevocationsInput'];
      readonly output: Shapes['AddTrustStoreRevocationsOutput'];
    };
    readonly CreateListener: {
      readonly input: Shapes['CreateListenerInput'];
      readonly output: Shapes['CreateListenerOutput'];
    };
    readonly CreateLoadBalancer: {
      readonly input: Shapes['CreateLoadBalancerInput'];
      readonly output: Shapes['CreateLoadBalancerOutput'];
    };
    readonly CreateRule: {
      readonly input: Shapes['CreateRuleInput'];
      readonly output: Shapes['CreateRuleOutput'];
    };
    readonly CreateTargetGroup: {
      readonly input: Shapes['CreateTargetGroupInput'];
      readonly output: Shapes['CreateTargetGroupOutput'];
    };
    readonly CreateTrustStore: {
      readonly input: Shapes['CreateTrustStoreInput'];
      readonly output: Shapes['CreateTrustStoreOutput'];
    };
    readonly DeleteListener: {
      readonly input: Shapes['DeleteListenerInput'];
      readonly output: Shapes['DeleteListenerOutput'];
    };
    readonly DeleteLoadBalancer: {
      readonly input: Shapes['DeleteLoadBalancerInput'];
      readonly output: Shapes['DeleteLoadBalancerOutput'];
    };
    readonly DeleteRule: {
      readonly input: Shapes['DeleteRuleInput'];
      readonly output: Shapes['DeleteRuleOutput'];
    };
    readonly DeleteSharedTrustStoreAssociation: {
      readonly input: Shapes['DeleteSharedTrustStoreAssociationInput'];
      readonly output: Shapes['DeleteSharedTrustStoreAssociationOutput'];
    };
    readonly DeleteTargetGroup: {
      readonly input: Shapes['DeleteTargetGroupInput'];
      readonly output: Shapes['DeleteTargetGroupOutput'];
    };
    readonly DeleteTrustStore: {
      readonly input: Shapes['DeleteTrustStoreInput'];
      readonly output: Shapes['DeleteTrustStoreOutput'];
    };
    readonly DeregisterTargets: {
      readonly input: Shapes['DeregisterTargetsInput'];
      readonly output: Shapes['DeregisterTargetsOutput'];
    };
    readonly DescribeAccountLimits: {
      readonly input: Shapes['DescribeAccountLimitsInput'];
      readonly output: Shapes['DescribeAccountLimitsOutput'];
    };
    readonly DescribeCapacityReservation: {
      readonly input: Shapes['DescribeCapacityReservationInput'];
      readonly output: Shapes['DescribeCapacityReservationOutput'];
    };
    readonly DescribeListenerAttributes: {
      readonly input: Shapes['DescribeListenerAttributesInput'];
      readonly output: Shapes['DescribeListenerAttributesOutput'];
    };
    readonly DescribeListenerCertificates: {
      readonly input: Shapes['DescribeListenerCertificatesInput'];
      readonly output: Shapes['DescribeListenerCertificatesOutput'];
    };
    readonly DescribeListeners: {
      readonly input: Shapes['DescribeListenersInput'];
      readonly output: Shapes['DescribeListenersOutput'];
    };
    readonly DescribeLoadBalancerAttributes: {
      readonly input: Shapes['DescribeLoadBalancerAttributesInput'];
      readonly output: Shapes['DescribeLoadBalancerAttributesOutput'];
    };
    readonly DescribeLoadBalancers: {
      readonly input: Shapes['DescribeLoadBalancersInput'];
      readonly output: Shapes['DescribeLoadBalancersOutput'];
    };
    readonly DescribeRules: {
      readonly input: Shapes['DescribeRulesInput'];
      readonly output: Shapes['DescribeRulesOutput'];
    };
    readonly DescribeSSLPolicies: {
      readonly input: Shapes['DescribeSSLPoliciesInput'];
      readonly output: Shapes['DescribeSSLPoliciesOutput'];
    };
    readonly DescribeTags: {
      readonly input: Shapes['DescribeTagsInput'];
      readonly output: Shapes['DescribeTagsOutput'];
    };
    readonly DescribeTargetGroupAttributes: {
      readonly input: Shapes['DescribeTargetGroupAttributesInput'];
      readonly output: Shapes['DescribeTargetGroupAttributesOutput'];
    };
    readonly DescribeTargetGroups: {
      readonly input: Shapes['DescribeTargetGroupsInput'];
      readonly output: Shapes['DescribeTargetGroupsOutput'];
    };
    readonly DescribeTargetHealth: {
      readonly input: Shapes['DescribeTargetHealthInput'];
      readonly output: Shapes['DescribeTargetHealthOutput'];
    };
    readonly DescribeTrustStoreAssociations: {
      readonly input: Shapes['DescribeTrustStoreAssociationsInput'];
      readonly output: Shapes['DescribeTrustStoreAssociationsOutput'];
    };
    readonly DescribeTrustStoreRevocations: {
      readonly input: Shapes['DescribeTrustStoreRevocationsInput'];
      readonly output: Shapes['DescribeTrustStoreRevocationsOutput'];
    };
    readonly DescribeTrustStores: {
      readonly input: Shapes['DescribeTrustStoresInput'];
      readonly output: Shapes['DescribeTrustStoresOutput'];
    };
    readonly GetResourcePolicy: {
      readonly input: Shapes['GetResourcePolicyInput'];
      readonly output: Shapes['GetResourcePolicyOutput'];
    };
    readonly GetTrustStoreCaCertificatesBundle: {
      readonly input: Shapes['GetTrustStoreCaCertificatesBundleInput'];
      readonly output: Shapes['GetTrustStoreCaCertificatesBundleOutput'];
    };
    readonly GetTrustStoreRevocationContent: {
      readonly input: Shapes['GetTrustStoreRevocationContentInput'];
      readonly output: Shapes['GetTrustStoreRevocationContentOutput'];
    };
    readonly ModifyCapacityReservation: {
      readonly input: Shapes['ModifyCapacityReservationInput'];
      readonly output: Shapes['ModifyCapacityReservationOutput'];
    };
    readonly ModifyIpPools: {
      readonly input: Shapes['ModifyIpPoolsInput'];
      readonly output: Shapes['ModifyIpPoolsOutput'];
    };
    readonly ModifyListener: {
      readonly input: Shapes['ModifyListenerInput'];
      readonly output: Shapes['ModifyListenerOutput'];
    };
    readonly ModifyListenerAttributes: {
      readonly input: Shapes['ModifyListenerAttributesInput'];
      readonly output: Shapes['ModifyListenerAttributesOutput'];
    };
    readonly ModifyLoadBalancerAttributes: {
      readonly input: Shapes['ModifyLoadBalancerAttributesInput'];
      readonly output: Shapes['ModifyLoadBalancerAttributesOutput'];
    };
    readonly ModifyRule: {
      readonly input: Shapes['ModifyRuleInput'];
      readonly output: Shapes['ModifyRuleOutput'];
    };
    readonly ModifyTargetGroup: {
      readonly input: Shapes['ModifyTargetGroupInput'];
      readonly output: Shapes['ModifyTargetGroupOutput'];
    };
    readonly ModifyTargetGroupAttributes: {
      readonly input: Shapes['ModifyTargetGroupAttributesInput'];
      readonly output: Shapes['ModifyTargetGroupAttributesOutput'];
    };
    readonly ModifyTrustStore: {
      readonly input: Shapes['ModifyTrustStoreInput'];
      readonly output: Shapes['ModifyTrustStoreOutput'];
    };
    readonly RegisterTargets: {
      readonly input: Shapes['RegisterTargetsInput'];
      readonly output: Shapes['RegisterTargetsOutput'];
    };
    readonly RemoveListenerCertificates: {
      readonly input: Shapes['RemoveListenerCertificatesInput'];
      readonly output: Shapes['RemoveListenerCertificatesOutput'];
    };
    readonly RemoveTags: {
      readonly input: Shapes['RemoveTagsInput'];
      readonly output: Shapes['RemoveTagsOutput'];
    };
    readonly RemoveTrustStoreRevocations: {
      readonly input: Shapes['RemoveTrustStoreRevocationsInput'];
      readonly output: Shapes['RemoveTrustStoreRevocationsOutput'];
    };
    readonly SetIpAddressType: {
      readonly input: Shapes['SetIpAddressTypeInput'];
      readonly output: Shapes['SetIpAddressTypeOutput'];
    };
    readonly SetRulePriorities: {
      readonly input: Shapes['SetRulePrioritiesInput'];
      readonly output: Shapes['SetRulePrioritiesOutput'];
    };
    readonly SetSecurityGroups: {
      readonly input: Shapes['SetSecurityGroupsInput'];
      readonly output: Shapes['SetSecurityGroupsOutput'];
    };
    readonly SetSubnets: {
      readonly input: Shapes['SetSubnetsInput'];
      readonly output: Shapes['SetSubnetsOutput'];
    };
  };
  readonly errors:
    | 'ALPNPolicyNotSupportedException'
    | 'AllocationIdNotFoundException'
    | 'AvailabilityZoneNotSupportedException'
    | 'CaCertificatesBundleNotFoundException'
    | 'CapacityDecreaseRequestsLimitExceededException'
    | 'CapacityReservationPendingException'
    | 'CapacityUnitsLimitExceededException'
    | 'CertificateNotFoundException'
    | 'DeleteAssociationSameAccountException'
    | 'DuplicateListenerException'
    | 'DuplicateLoadBalancerNameException'
    | 'DuplicateTagKeysException'
    | 'DuplicateTargetGroupNameException'
    | 'DuplicateTrustStoreNameException'
    | 'HealthUnavailableException'
    | 'IncompatibleProtocolsException'
    | 'InsufficientCapacityException'
    | 'InvalidCaCertificatesBundleException'
    | 'InvalidConfigurationRequestException'
    | 'InvalidLoadBalancerActionException'
    | 'InvalidRevocationContentException'
    | 'InvalidSchemeException'
    | 'InvalidSecurityGroupException'
    | 'InvalidSubnetException'
    | 'InvalidTargetException'
    | 'ListenerNotFoundException'
    | 'LoadBalancerNotFoundException'
    | 'OperationNotPermittedException'
    | 'PriorRequestNotCompleteException'
    | 'PriorityInUseException'
    | 'ResourceInUseException'
    | 'ResourceNotFoundException'
    | 'RevocationContentNotFoundException'
    | 'RevocationIdNotFoundException'
    | 'RuleNotFoundException'
    | 'SSLPolicyNotFoundException'
    | 'SubnetNotFoundException'
    | 'TargetGroupAssociationLimitException'
    | 'TargetGroupNotFoundException'
    | 'TooManyActionsException'
    | 'TooManyCertificatesException'
    | 'TooManyListenersException'
    | 'TooManyLoadBalancersException'
    | 'TooManyRegistrationsForTargetIdException'
    | 'TooManyRulesException'
    | 'TooManyTagsException'
    | 'TooManyTargetGroupsException'
    | 'TooManyTargetsException'
    | 'TooManyTrustStoreRevocationEntriesException'
    | 'TooManyTrustStoresException'
    | 'TooManyUniqueTargetGroupsPerLoadBalancerException'
    | 'TrustStoreAssociationNotFoundException'
    | 'TrustStoreInUseException'
    | 'TrustStoreNotFoundException'
    | 'TrustStoreNotReadyException'
    | 'UnsupportedProtocolException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly Action: {
    readonly Type:
      | 'forward'
      | 'authenticate-oidc'
      | 'authenticate-cognito'
      | 'redirect'
      | 'fixed-response'
      | 'jwt-validation';
    readonly TargetGroupArn?: string;
    readonly AuthenticateOidcConfig?: Shapes['AuthenticateOidcActionConfig'];
    readonly AuthenticateCognitoConfig?: Shapes['AuthenticateCognitoActionConfig'];
    readonly Order?: number;
    readonly RedirectConfig?: Shapes['RedirectActionConfig'];
    readonly FixedResponseConfig?: Shapes['FixedResponseActionConfig'];
    readonly ForwardConfig?: Shapes['ForwardActionConfig'];
    readonly JwtValidationConfig?: Shapes['JwtValidationActionConfig'];
  };
  readonly AddListenerCertificatesInput: {
    readonly ListenerArn: string;
    readonly Certificates: readonly Shapes['Certificate'][];
  };
  readonly AddListenerCertificatesOutput: {
    readonly Certificates?: readonly Shapes['Certificate'][];
  };
  readonly AddTagsInput: {
    readonly ResourceArns: readonly string[];
    readonly Tags: readonly Shapes['Tag'][];
  };
  readonly AddTagsOutput: {};
  readonly AddTrustStoreRevocationsInput: {
    readonly TrustStoreArn: string;
    readonly RevocationContents?: readonly Shapes['RevocationContent'][];
  };
  readonly AddTrustStoreRevocationsOutput: {
    readonly TrustStoreRevocations?: readonly Shapes['TrustStoreRevocation'][];
  };
  readonly AdministrativeOverride: {
    readonly State?: 'unknown' | 'no_override' | 'zonal_shift_active' | 'zonal_shift_delegated_to_dns';
    readonly Reason?:
      | 'AdministrativeOverride.Unknown'
      | 'AdministrativeOverride.NoOverride'
      | 'AdministrativeOverride.ZonalShiftActive'
      | 'AdministrativeOverride.ZonalShiftDelegatedToDns';
    readonly Description?: string;
  };
  readonly AnomalyDetection: {
    readonly Result?: 'anomalous' | 'normal';
    readonly MitigationInEffect?: 'yes' | 'no';
  };
  readonly AuthenticateCognitoActionConfig: {
    readonly UserPoolArn: string;
    readonly UserPoolClientId: string;
    readonly UserPoolDomain: string;
    readonly SessionCookieName?: string;
    readonly Scope?: string;
    readonly SessionTimeout?: number;
    readonly AuthenticationRequestExtraParams?: Readonly<Record<string, string>>;
    readonly OnUnauthenticatedRequest?: 'deny' | 'allow' | 'authenticate';
  };
  readonly AuthenticateOidcActionConfig: {
    readonly Issuer: string;
    readonly AuthorizationEndpoint: string;
    readonly TokenEndpoint: string;
    readonly UserInfoEndpoint: string;
    readonly ClientId: string;
    readonly ClientSecret?: string;
    readonly SessionCookieName?: string;
    readonly Scope?: string;
    readonly SessionTimeout?: number;
    readonly AuthenticationRequestExtraParams?: Readonly<Record<string, string>>;
    readonly OnUnauthenticatedRequest?: 'deny' | 'allow' | 'authenticate';
    readonly UseExistingClientSecret?: boolean;
  };
  readonly AvailabilityZone: {
    readonly ZoneName?: string;
    readonly SubnetId?: string;
    readonly OutpostId?: string;
    readonly LoadBalancerAddresses?: readonly Shapes['LoadBalancerAddress'][];
    readonly SourceNatIpv6Prefixes?: readonly string[];
  };
  readonly CapacityReservationStatus: {
    readonly Code?: 'provisioned' | 'pending' | 'rebalancing' | 'failed';
    readonly Reason?: string;
  };
  readonly Certificate: {
    readonly CertificateArn?: string;
    readonly IsDefault?: boolean;
  };
  readonly Cipher: {
    readonly Name?: string;
    readonly Priority?: number;
  };
  readonly ClientCertificateIdentityFilter: {
    readonly Field: 'subject-cn' | 'subject-ou' | 'san-dns' | 'san-uri';
    readonly Action: 'accept';
    readonly MatchType: 'exact' | 'prefix';
    readonly Value: string;
  };
  readonly CreateListenerInput: {
    readonly LoadBalancerArn: string;
    readonly Protocol?: 'HTTP' | 'HTTPS' | 'TCP' | 'TLS' | 'UDP' | 'TCP_UDP' | 'GENEVE' | 'QUIC' | 'TCP_QUIC';
    readonly Port?: number;
    readonly SslPolicy?: string;
    readonly Certificates?: readonly Shapes['Certificate'][];
    readonly DefaultActions: readonly Shapes['Action'][];
    readonly AlpnPolicy?: readonly string[];
    readonly Tags?: readonly Shapes['Tag'][];
    readonly MutualAuthentication?: Shapes['MutualAuthenticationAttributes'];
  };
  readonly CreateListenerOutput: {
    readonly Listeners?: readonly Shapes['Listener'][];
  };
  readonly CreateLoadBalancerInput: {
    readonly Name: string;
    readonly Subnets?: readonly string[];
    readonly SubnetMappings?: readonly Shapes['SubnetMapping'][];
    readonly SecurityGroups?: readonly string[];
    readonly Scheme?: 'internet-facing' | 'internal';
    readonly Tags?: readonly Shapes['Tag'][];
    readonly Type?: 'application' | 'network' | 'gateway';
    readonly IpAddressType?: 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4';
    readonly CustomerOwnedIpv4Pool?: string;
    readonly EnablePrefixForIpv6SourceNat?: 'on' | 'off';
    readonly IpamPools?: Shapes['IpamPools'];
  };
  readonly CreateLoadBalancerOutput: {
    readonly LoadBalancers?: readonly Shapes['LoadBalancer'][];
  };
  readonly CreateRuleInput: {
    readonly ListenerArn: string;
    readonly Conditions: readonly Shapes['RuleCondition'][];
    readonly Priority: number;
    readonly Actions: readonly Shapes['Action'][];
    readonly Tags?: readonly Shapes['Tag'][];
    readonly Transforms?: readonly Shapes['RuleTransform'][];
  };
  readonly CreateRuleOutput: {
    readonly Rules?: readonly Shapes['Rule'][];
  };
  readonly CreateTargetGroupInput: {
    readonly Name: string;
    readonly Protocol?: 'HTTP' | 'HTTPS' | 'TCP' | 'TLS' | 'UDP' | 'TCP_UDP' | 'GENEVE' | 'QUIC' | 'TCP_QUIC';
    readonly ProtocolVersion?: string;
    readonly Port?: number;
    readonly VpcId?: string;
    readonly HealthCheckProtocol?:
      | 'HTTP'
      | 'HTTPS'
      | 'TCP'
      | 'TLS'
      | 'UDP'
      | 'TCP_UDP'
      | 'GENEVE'
      | 'QUIC'
      | 'TCP_QUIC';
    readonly HealthCheckPort?: string;
    readonly HealthCheckEnabled?: boolean;
    readonly HealthCheckPath?: string;
    readonly HealthCheckIntervalSeconds?: number;
    readonly HealthCheckTimeoutSeconds?: number;
    readonly HealthyThresholdCount?: number;
    readonly UnhealthyThresholdCount?: number;
    readonly Matcher?: Shapes['Matcher'];
    readonly TargetType?: 'instance' | 'ip' | 'lambda' | 'alb';
    readonly Tags?: readonly Shapes['Tag'][];
    readonly IpAddressType?: 'ipv4' | 'ipv6';
    readonly TargetControlPort?: number;
  };
  readonly CreateTargetGroupOutput: {
    readonly TargetGroups?: readonly Shapes['TargetGroup'][];
  };
  readonly CreateTrustStoreInput: {
    readonly Name: string;
    readonly CaCertificatesBundleS3Bucket: string;
    readonly CaCertificatesBundleS3Key: string;
    readonly CaCertificatesBundleS3ObjectVersion?: string;
    readonly Tags?: readonly Shapes['Tag'][];
  };
  readonly CreateTrustStoreOutput: {
    readonly TrustStores?: readonly Shapes['TrustStore'][];
  };
  readonly DeleteListenerInput: {
    readonly ListenerArn: string;
  };
  readonly DeleteListenerOutput: {};
  readonly DeleteLoadBalancerInput: {
    readonly LoadBalancerArn: string;
  };
  readonly DeleteLoadBalancerOutput: {};
  readonly DeleteRuleInput: {
    readonly RuleArn: string;
  };
  readonly DeleteRuleOutput: {};
  readonly DeleteSharedTrustStoreAssociationInput: {
    readonly TrustStoreArn: string;
    readonly ResourceArn: string;
  };
  readonly DeleteSharedTrustStoreAssociationOutput: {};
  readonly DeleteTargetGroupInput: {
    readonly TargetGroupArn: string;
  };
  readonly DeleteTargetGroupOutput: {};
  readonly DeleteTrustStoreInput: {
    readonly TrustStoreArn: string;
  };
  readonly DeleteTrustStoreOutput: {};
  readonly DeregisterTargetsInput: {
    readonly TargetGroupArn: string;
    readonly Targets: readonly Shapes['TargetDescription'][];
  };
  readonly DeregisterTargetsOutput: {};
  readonly DescribeAccountLimitsInput: {
    readonly Marker?: string;
    readonly PageSize?: number;
  };
  readonly DescribeAccountLimitsOutput: {
    readonly Limits?: readonly Shapes['Limit'][];
    readonly NextMarker?: string;
  };
  readonly DescribeCapacityReservationInput: {
    readonly LoadBalancerArn: string;
  };
  readonly DescribeCapacityReservationOutput: {
    readonly LastModifiedTime?: Date;
    readonly DecreaseRequestsRemaining?: number;
    readonly MinimumLoadBalancerCapacity?: Shapes['MinimumLoadBalancerCapacity'];
    readonly CapacityReservationState?: readonly Shapes['ZonalCapacityReservationState'][];
  };
  readonly DescribeListenerAttributesInput: {
    readonly ListenerArn: string;
  };
  readonly DescribeListenerAttributesOutput: {
    readonly Attributes?: readonly Shapes['ListenerAttribute'][];
  };
  readonly DescribeListenerCertificatesInput: {
    readonly ListenerArn: string;
    readonly Marker?: string;
    readonly PageSize?: number;
  };
  readonly DescribeListenerCertificatesOutput: {
    readonly Certificates?: readonly Shapes['Certificate'][];
    readonly NextMarker?: string;
  };
  readonly DescribeListenersInput: {
    readonly LoadBalancerArn?: string;
    readonly ListenerArns?: readonly string[];
    readonly Marker?: string;
    readonly PageSize?: number;
  };
  readonly DescribeListenersOutput: {
    readonly Listeners?: readonly Shapes['Listener'][];
    readonly NextMarker?: string;
  };
  readonly DescribeLoadBalancerAttributesInput: {
    readonly LoadBalancerArn: string;
  };
  readonly DescribeLoadBalancerAttributesOutput: {
    readonly Attributes?: readonly Shapes['LoadBalancerAttribute'][];
  };
  readonly DescribeLoadBalancersInput: {
    readonly LoadBalancerArns?: readonly string[];
    readonly Names?: readonly string[];
    readonly Marker?: string;
    readonly PageSize?: number;
  };
  readonly DescribeLoadBalancersOutput: {
    readonly LoadBalancers?: readonly Shapes['LoadBalancer'][];
    readonly NextMarker?: string;
  };
  readonly DescribeRulesInput: {
    readonly ListenerArn?: string;
    readonly RuleArns?: readonly string[];
    readonly Marker?: string;
    readonly PageSize?: number;
  };
  readonly DescribeRulesOutput: {
    readonly Rules?: readonly Shapes['Rule'][];
    readonly NextMarker?: string;
  };
  readonly DescribeSSLPoliciesInput: {
    readonly Names?: readonly string[];
    readonly Marker?: string;
    readonly PageSize?: number;
    readonly LoadBalancerType?: 'application' | 'network' | 'gateway';
  };
  readonly DescribeSSLPoliciesOutput: {
    readonly SslPolicies?: readonly Shapes['SslPolicy'][];
    readonly NextMarker?: string;
  };
  readonly DescribeTagsInput: {
    readonly ResourceArns: readonly string[];
  };
  readonly DescribeTagsOutput: {
    readonly TagDescriptions?: readonly Shapes['TagDescription'][];
  };
  readonly DescribeTargetGroupAttributesInput: {
    readonly TargetGroupArn: string;
  };
  readonly DescribeTargetGroupAttributesOutput: {
    readonly Attributes?: readonly Shapes['TargetGroupAttribute'][];
  };
  readonly DescribeTargetGroupsInput: {
    readonly LoadBalancerArn?: string;
    readonly TargetGroupArns?: readonly string[];
    readonly Names?: readonly string[];
    readonly Marker?: string;
    readonly PageSize?: number;
  };
  readonly DescribeTargetGroupsOutput: {
    readonly TargetGroups?: readonly Shapes['TargetGroup'][];
    readonly NextMarker?: string;
  };
  readonly DescribeTargetHealthInput: {
    readonly TargetGroupArn: string;
    readonly Targets?: readonly Shapes['TargetDescription'][];
    readonly Include?: readonly ('AnomalyDetection' | 'All')[];
  };
  readonly DescribeTargetHealthOutput: {
    readonly TargetHealthDescriptions?: readonly Shapes['TargetHealthDescription'][];
  };
  readonly DescribeTrustStoreAssociationsInput: {
    readonly TrustStoreArn: string;
    readonly Marker?: string;
    readonly PageSize?: number;
  };
  readonly DescribeTrustStoreAssociationsOutput: {
    readonly TrustStoreAssociations?: readonly Shapes['TrustStoreAssociation'][];
    readonly NextMarker?: string;
  };
  readonly DescribeTrustStoreRevocation: {
    readonly TrustStoreArn?: string;
    readonly RevocationId?: number;
    readonly RevocationType?: 'CRL';
    readonly NumberOfRevokedEntries?: number;
  };
  readonly DescribeTrustStoreRevocationsInput: {
    readonly TrustStoreArn: string;
    readonly RevocationIds?: readonly number[];
    readonly Marker?: string;
    readonly PageSize?: number;
  };
  readonly DescribeTrustStoreRevocationsOutput: {
    readonly TrustStoreRevocations?: readonly Shapes['DescribeTrustStoreRevocation'][];
    readonly NextMarker?: string;
  };
  readonly DescribeTrustStoresInput: {
    readonly TrustStoreArns?: readonly string[];
    readonly Names?: readonly string[];
    readonly Marker?: string;
    readonly PageSize?: number;
  };
  readonly DescribeTrustStoresOutput: {
    readonly TrustStores?: readonly Shapes['TrustStore'][];
    readonly NextMarker?: string;
  };
  readonly FixedResponseActionConfig: {
    readonly MessageBody?: string;
    readonly StatusCode: string;
    readonly ContentType?: string;
  };
  readonly ForwardActionConfig: {
    readonly TargetGroups?: readonly Shapes['TargetGroupTuple'][];
    readonly TargetGroupStickinessConfig?: Shapes['TargetGroupStickinessConfig'];
  };
  readonly GetResourcePolicyInput: {
    readonly ResourceArn: string;
  };
  readonly GetResourcePolicyOutput: {
    readonly Policy?: string;
  };
  readonly GetTrustStoreCaCertificatesBundleInput: {
    readonly TrustStoreArn: string;
  };
  readonly GetTrustStoreCaCertificatesBundleOutput: {
    readonly Location?: string;
  };
  readonly GetTrustStoreRevocationContentInput: {
    readonly TrustStoreArn: string;
    readonly RevocationId: number;
  };
  readonly GetTrustStoreRevocationContentOutput: {
    readonly Location?: string;
  };
  readonly HostHeaderConditionConfig: {
    readonly Values?: readonly string[];
    readonly RegexValues?: readonly string[];
  };
  readonly HostHeaderRewriteConfig: {
    readonly Rewrites?: readonly Shapes['RewriteConfig'][];
  };
  readonly HttpHeaderConditionConfig: {
    readonly HttpHeaderName?: string;
    readonly Values?: readonly string[];
    readonly RegexValues?: readonly string[];
  };
  readonly HttpRequestMethodConditionConfig: {
    readonly Values?: readonly string[];
  };
  readonly IpamPools: {
    readonly Ipv4IpamPoolId?: string;
  };
  readonly JwtValidationActionAdditionalClaim: {
    readonly Format: 'single-string' | 'string-array' | 'space-separated-values';
    readonly Name: string;
    readonly Values: readonly string[];
  };
  readonly JwtValidationActionConfig: {
    readonly JwksEndpoint: string;
    readonly Issuer: string;
    readonly AdditionalClaims?: readonly Shapes['JwtValidationActionAdditionalClaim'][];
  };
  readonly Limit: {
    readonly Name?: string;
    readonly Max?: string;
  };
  readonly Listener: {
    readonly ListenerArn?: string;
    readonly LoadBalancerArn?: string;
    readonly Port?: number;
    readonly Protocol?: 'HTTP' | 'HTTPS' | 'TCP' | 'TLS' | 'UDP' | 'TCP_UDP' | 'GENEVE' | 'QUIC' | 'TCP_QUIC';
    readonly Certificates?: readonly Shapes['Certificate'][];
    readonly SslPolicy?: string;
    readonly DefaultActions?: readonly Shapes['Action'][];
    readonly AlpnPolicy?: readonly string[];
    readonly MutualAuthentication?: Shapes['MutualAuthenticationAttributes'];
  };
  readonly ListenerAttribute: {
    readonly Key?: string;
    readonly Value?: string;
  };
  readonly LoadBalancer: {
    readonly LoadBalancerArn?: string;
    readonly DNSName?: string;
    readonly CanonicalHostedZoneId?: string;
    readonly CreatedTime?: Date;
    readonly LoadBalancerName?: string;
    readonly Scheme?: 'internet-facing' | 'internal';
    readonly VpcId?: string;
    readonly State?: Shapes['LoadBalancerState'];
    readonly Type?: 'application' | 'network' | 'gateway';
    readonly AvailabilityZones?: readonly Shapes['AvailabilityZone'][];
    readonly SecurityGroups?: readonly string[];
    readonly IpAddressType?: 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4';
    readonly CustomerOwnedIpv4Pool?: string;
    readonly EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic?: string;
    readonly EnablePrefixForIpv6SourceNat?: 'on' | 'off';
    readonly IpamPools?: Shapes['IpamPools'];
  };
  readonly LoadBalancerAddress: {
    readonly IpAddress?: string;
    readonly AllocationId?: string;
    readonly PrivateIPv4Address?: string;
    readonly IPv6Address?: string;
  };
  readonly LoadBalancerAttribute: {
    readonly Key?: string;
    readonly Value?: string;
  };
  readonly LoadBalancerState: {
    readonly Code?: 'active' | 'provisioning' | 'active_impaired' | 'failed';
    readonly Reason?: string;
  };
  readonly Matcher: {
    readonly HttpCode?: string;
    readonly GrpcCode?: string;
  };
  readonly MinimumLoadBalancerCapacity: {
    readonly CapacityUnits?: number;
  };
  readonly ModifyCapacityReservationInput: {
    readonly LoadBalancerArn: string;
    readonly MinimumLoadBalancerCapacity?: Shapes['MinimumLoadBalancerCapacity'];
    readonly ResetCapacityReservation?: boolean;
  };
  readonly ModifyCapacityReservationOutput: {
    readonly LastModifiedTime?: Date;
    readonly DecreaseRequestsRemaining?: number;
    readonly MinimumLoadBalancerCapacity?: Shapes['MinimumLoadBalancerCapacity'];
    readonly CapacityReservationState?: readonly Shapes['ZonalCapacityReservationState'][];
  };
  readonly ModifyIpPoolsInput: {
    readonly LoadBalancerArn: string;
    readonly IpamPools?: Shapes['IpamPools'];
    readonly RemoveIpamPools?: readonly 'ipv4'[];
  };
  readonly ModifyIpPoolsOutput: {
    readonly IpamPools?: Shapes['IpamPools'];
  };
  readonly ModifyListenerAttributesInput: {
    readonly ListenerArn: string;
    readonly Attributes: readonly Shapes['ListenerAttribute'][];
  };
  readonly ModifyListenerAttributesOutput: {
    readonly Attributes?: readonly Shapes['ListenerAttribute'][];
  };
  readonly ModifyListenerInput: {
    readonly ListenerArn: string;
    readonly Port?: number;
    readonly Protocol?: 'HTTP' | 'HTTPS' | 'TCP' | 'TLS' | 'UDP' | 'TCP_UDP' | 'GENEVE' | 'QUIC' | 'TCP_QUIC';
    readonly SslPolicy?: string;
    readonly Certificates?: readonly Shapes['Certificate'][];
    readonly DefaultActions?: readonly Shapes['Action'][];
    readonly AlpnPolicy?: readonly string[];
    readonly MutualAuthentication?: Shapes['MutualAuthenticationAttributes'];
  };
  readonly ModifyListenerOutput: {
    readonly Listeners?: readonly Shapes['Listener'][];
  };
  readonly ModifyLoadBalancerAttributesInput: {
    readonly LoadBalancerArn: string;
    readonly Attributes: readonly Shapes['LoadBalancerAttribute'][];
  };
  readonly ModifyLoadBalancerAttributesOutput: {
    readonly Attributes?: readonly Shapes['LoadBalancerAttribute'][];
  };
  readonly ModifyRuleInput: {
    readonly RuleArn: string;
    readonly Conditions?: readonly Shapes['RuleCondition'][];
    readonly Actions?: readonly Shapes['Action'][];
    readonly Transforms?: readonly Shapes['RuleTransform'][];
    readonly ResetTransforms?: boolean;
  };
  readonly ModifyRuleOutput: {
    readonly Rules?: readonly Shapes['Rule'][];
  };
  readonly ModifyTargetGroupAttributesInput: {
    readonly TargetGroupArn: string;
    readonly Attributes: readonly Shapes['TargetGroupAttribute'][];
  };
  readonly ModifyTargetGroupAttributesOutput: {
    readonly Attributes?: readonly Shapes['TargetGroupAttribute'][];
  };
  readonly ModifyTargetGroupInput: {
    readonly TargetGroupArn: string;
    readonly HealthCheckProtocol?:
      | 'HTTP'
      | 'HTTPS'
      | 'TCP'
      | 'TLS'
      | 'UDP'
      | 'TCP_UDP'
      | 'GENEVE'
      | 'QUIC'
      | 'TCP_QUIC';
    readonly HealthCheckPort?: string;
    readonly HealthCheckPath?: string;
    readonly HealthCheckEnabled?: boolean;
    readonly HealthCheckIntervalSeconds?: number;
    readonly HealthCheckTimeoutSeconds?: number;
    readonly HealthyThresholdCount?: number;
    readonly UnhealthyThresholdCount?: number;
    readonly Matcher?: Shapes['Matcher'];
  };
  readonly ModifyTargetGroupOutput: {
    readonly TargetGroups?: readonly Shapes['TargetGroup'][];
  };
  readonly ModifyTrustStoreInput: {
    readonly TrustStoreArn: string;
    readonly CaCertificatesBundleS3Bucket: string;
    readonly CaCertificatesBundleS3Key: string;
    readonly CaCertificatesBundleS3ObjectVersion?: string;
  };
  readonly ModifyTrustStoreOutput: {
    readonly TrustStores?: readonly Shapes['TrustStore'][];
  };
  readonly MutualAuthenticationAttributes: {
    readonly Mode?: string;
    readonly TrustStoreArn?: string;
    readonly IgnoreClientCertificateExpiry?: boolean;
    readonly TrustStoreAssociationStatus?: 'active' | 'removed';
    readonly AdvertiseTrustStoreCaNames?: 'on' | 'off';
    readonly ClientCertificateIdentityFilters?: readonly Shapes['ClientCertificateIdentityFilter'][];
  };
  readonly PathPatternConditionConfig: {
    readonly Values?: readonly string[];
    readonly RegexValues?: readonly string[];
  };
  readonly QueryStringConditionConfig: {
    readonly Values?: readonly Shapes['QueryStringKeyValuePair'][];
  };
  readonly QueryStringKeyValuePair: {
    readonly Key?: string;
    readonly Value?: string;
  };
  readonly RedirectActionConfig: {
    readonly Protocol?: string;
    readonly Port?: string;
    readonly Host?: string;
    readonly Path?: string;
    readonly Query?: string;
    readonly StatusCode: 'HTTP_301' | 'HTTP_302';
  };
  readonly RegisterTargetsInput: {
    readonly TargetGroupArn: string;
    readonly Targets: readonly Shapes['TargetDescription'][];
  };
  readonly RegisterTargetsOutput: {};
  readonly RemoveListenerCertificatesInput: {
    readonly ListenerArn: string;
    readonly Certificates: readonly Shapes['Certificate'][];
  };
  readonly RemoveListenerCertificatesOutput: {};
  readonly RemoveTagsInput: {
    readonly ResourceArns: readonly string[];
    readonly TagKeys: readonly string[];
  };
  readonly RemoveTagsOutput: {};
  readonly RemoveTrustStoreRevocationsInput: {
    readonly TrustStoreArn: string;
    readonly RevocationIds: readonly number[];
  };
  readonly RemoveTrustStoreRevocationsOutput: {};
  readonly RevocationContent: {
    readonly S3Bucket?: string;
    readonly S3Key?: string;
    readonly S3ObjectVersion?: string;
    readonly RevocationType?: 'CRL';
  };
  readonly RewriteConfig: {
    readonly Regex: string;
    readonly Replace: string;
  };
  readonly Rule: {
    readonly RuleArn?: string;
    readonly Priority?: string;
    readonly Conditions?: readonly Shapes['RuleCondition'][];
    readonly Actions?: readonly Shapes['Action'][];
    readonly IsDefault?: boolean;
    readonly Transforms?: readonly Shapes['RuleTransform'][];
  };
  readonly RuleCondition: {
    readonly Field?: string;
    readonly Values?: readonly string[];
    readonly HostHeaderConfig?: Shapes['HostHeaderConditionConfig'];
    readonly PathPatternConfig?: Shapes['PathPatternConditionConfig'];
    readonly HttpHeaderConfig?: Shapes['HttpHeaderConditionConfig'];
    readonly QueryStringConfig?: Shapes['QueryStringConditionConfig'];
    readonly HttpRequestMethodConfig?: Shapes['HttpRequestMethodConditionConfig'];
    readonly SourceIpConfig?: Shapes['SourceIpConditionConfig'];
    readonly RegexValues?: readonly string[];
  };
  readonly RulePriorityPair: {
    readonly RuleArn?: string;
    readonly Priority?: number;
  };
  readonly RuleTransform: {
    readonly Type: 'host-header-rewrite' | 'url-rewrite';
    readonly HostHeaderRewriteConfig?: Shapes['HostHeaderRewriteConfig'];
    readonly UrlRewriteConfig?: Shapes['UrlRewriteConfig'];
  };
  readonly SetIpAddressTypeInput: {
    readonly LoadBalancerArn: string;
    readonly IpAddressType: 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4';
  };
  readonly SetIpAddressTypeOutput: {
    readonly IpAddressType?: 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4';
  };
  readonly SetRulePrioritiesInput: {
    readonly RulePriorities: readonly Shapes['RulePriorityPair'][];
  };
  readonly SetRulePrioritiesOutput: {
    readonly Rules?: readonly Shapes['Rule'][];
  };
  readonly SetSecurityGroupsInput: {
    readonly LoadBalancerArn: string;
    readonly SecurityGroups: readonly string[];
    readonly EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic?: 'on' | 'off';
  };
  readonly SetSecurityGroupsOutput: {
    readonly SecurityGroupIds?: readonly string[];
    readonly EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic?: 'on' | 'off';
  };
  readonly SetSubnetsInput: {
    readonly LoadBalancerArn: string;
    readonly Subnets?: readonly string[];
    readonly SubnetMappings?: readonly Shapes['SubnetMapping'][];
    readonly IpAddressType?: 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4';
    readonly EnablePrefixForIpv6SourceNat?: 'on' | 'off';
  };
  readonly SetSubnetsOutput: {
    readonly AvailabilityZones?: readonly Shapes['AvailabilityZone'][];
    readonly IpAddressType?: 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4';
    readonly EnablePrefixForIpv6SourceNat?: 'on' | 'off';
  };
  readonly SourceIpConditionConfig: {
    readonly Values?: readonly string[];
    readonly IpAddressType?: 'ipv4' | 'ipv6';
  };
  readonly SslPolicy: {
    readonly SslProtocols?: readonly string[];
    readonly Ciphers?: readonly Shapes['Cipher'][];
    readonly Name?: string;
    readonly SupportedLoadBalancerTypes?: readonly string[];
  };
  readonly SubnetMapping: {
    readonly SubnetId?: string;
    readonly AllocationId?: string;
    readonly PrivateIPv4Address?: string;
    readonly IPv6Address?: string;
    readonly SourceNatIpv6Prefix?: string;
  };
  readonly Tag: {
    readonly Key: string;
    readonly Value?: string;
  };
  readonly TagDescription: {
    readonly ResourceArn?: string;
    readonly Tags?: readonly Shapes['Tag'][];
  };
  readonly TargetDescription: {
    readonly Id: string;
    readonly Port?: number;
    readonly AvailabilityZone?: string;
    readonly QuicServerId?: string;
  };
  readonly TargetGroup: {
    readonly TargetGroupArn?: string;
    readonly TargetGroupName?: string;
    readonly Protocol?: 'HTTP' | 'HTTPS' | 'TCP' | 'TLS' | 'UDP' | 'TCP_UDP' | 'GENEVE' | 'QUIC' | 'TCP_QUIC';
    readonly Port?: number;
    readonly VpcId?: string;
    readonly HealthCheckProtocol?:
      | 'HTTP'
      | 'HTTPS'
      | 'TCP'
      | 'TLS'
      | 'UDP'
      | 'TCP_UDP'
      | 'GENEVE'
      | 'QUIC'
      | 'TCP_QUIC';
    readonly HealthCheckPort?: string;
    readonly HealthCheckEnabled?: boolean;
    readonly HealthCheckIntervalSeconds?: number;
    readonly HealthCheckTimeoutSeconds?: number;
    readonly HealthyThresholdCount?: number;
    readonly UnhealthyThresholdCount?: number;
    readonly HealthCheckPath?: string;
    readonly Matcher?: Shapes['Matcher'];
    readonly LoadBalancerArns?: readonly string[];
    readonly TargetType?: 'instance' | 'ip' | 'lambda' | 'alb';
    readonly ProtocolVersion?: string;
    readonly IpAddressType?: 'ipv4' | 'ipv6';
    readonly TargetControlPort?: number;
  };
  readonly TargetGroupAttribute: {
    readonly Key?: string;
    readonly Value?: string;
  };
  readonly TargetGroupStickinessConfig: {
    readonly Enabled?: boolean;
    readonly DurationSeconds?: number;
  };
  readonly TargetGroupTuple: {
    readonly TargetGroupArn?: string;
    readonly Weight?: number;
  };
  readonly TargetHealth: {
    readonly State?:
      | 'initial'
      | 'healthy'
      | 'unhealthy'
      | 'unhealthy.draining'
      | 'unused'
      | 'draining'
      | 'unavailable';
    readonly Reason?:
      | 'Elb.RegistrationInProgress'
      | 'Elb.InitialHealthChecking'
      | 'Target.ResponseCodeMismatch'
      | 'Target.Timeout'
      | 'Target.FailedHealthChecks'
      | 'Target.NotRegistered'
      | 'Target.NotInUse'
      | 'Target.DeregistrationInProgress'
      | 'Target.InvalidState'
      | 'Target.IpUnusable'
      | 'Target.HealthCheckDisabled'
      | 'Elb.InternalError';
    readonly Description?: string;
  };
  readonly TargetHealthDescription: {
    readonly Target?: Shapes['TargetDescription'];
    readonly HealthCheckPort?: string;
    readonly TargetHealth?: Shapes['TargetHealth'];
    readonly AnomalyDetection?: Shapes['AnomalyDetection'];
    readonly AdministrativeOverride?: Shapes['AdministrativeOverride'];
  };
  readonly TrustStore: {
    readonly Name?: string;
    readonly TrustStoreArn?: string;
    readonly Status?: 'ACTIVE' | 'CREATING';
    readonly NumberOfCaCertificates?: number;
    readonly TotalRevokedEntries?: number;
  };
  readonly TrustStoreAssociation: {
    readonly ResourceArn?: string;
  };
  readonly TrustStoreRevocation: {
    readonly TrustStoreArn?: string;
    readonly RevocationId?: number;
    readonly RevocationType?: 'CRL';
    readonly NumberOfRevokedEntries?: number;
  };
  readonly UrlRewriteConfig: {
    readonly Rewrites?: readonly Shapes['RewriteConfig'][];
  };
  readonly ZonalCapacityReservationState: {
    readonly State?: Shapes['CapacityReservationStatus'];
    readonly AvailabilityZone?: string;
    readonly EffectiveCapacityUnits?: number;
  };
}

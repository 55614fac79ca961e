// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface Elbv2 {
  readonly Action: {
    readonly Type:
      | 'forward'
      | 'authenticate-oidc'
      | 'authenticate-cognito'
      | 'redirect'
      | 'fixed-response'
      | 'jwt-validation';
    readonly TargetGroupArn?: string;
    readonly AuthenticateOidcConfig?: Elbv2['AuthenticateOidcActionConfig'];
    readonly AuthenticateCognitoConfig?: Elbv2['AuthenticateCognitoActionConfig'];
    readonly Order?: number;
    readonly RedirectConfig?: Elbv2['RedirectActionConfig'];
    readonly FixedResponseConfig?: Elbv2['FixedResponseActionConfig'];
    readonly ForwardConfig?: Elbv2['ForwardActionConfig'];
    readonly JwtValidationConfig?: Elbv2['JwtValidationActionConfig'];
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
  readonly Certificate: {
    readonly CertificateArn?: string;
    readonly IsDefault?: boolean;
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
    readonly Certificates?: readonly Elbv2['Certificate'][];
    readonly DefaultActions: readonly Elbv2['Action'][];
    readonly AlpnPolicy?: readonly string[];
    readonly Tags?: readonly Elbv2['Tag'][];
    readonly MutualAuthentication?: Elbv2['MutualAuthenticationAttributes'];
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
    readonly Matcher?: Elbv2['Matcher'];
    readonly TargetType?: 'instance' | 'ip' | 'lambda' | 'alb';
    readonly Tags?: readonly Elbv2['Tag'][];
    readonly IpAddressType?: 'ipv4' | 'ipv6';
    readonly TargetControlPort?: number;
  };
  readonly FixedResponseActionConfig: {
    readonly MessageBody?: string;
    readonly StatusCode: string;
    readonly ContentType?: string;
  };
  readonly ForwardActionConfig: {
    readonly TargetGroups?: readonly Elbv2['TargetGroupTuple'][];
    readonly TargetGroupStickinessConfig?: Elbv2['TargetGroupStickinessConfig'];
  };
  readonly JwtValidationActionAdditionalClaim: {
    readonly Format: 'single-string' | 'string-array' | 'space-separated-values';
    readonly Name: string;
    readonly Values: readonly string[];
  };
  readonly JwtValidationActionConfig: {
    readonly JwksEndpoint: string;
    readonly Issuer: string;
    readonly AdditionalClaims?: readonly Elbv2['JwtValidationActionAdditionalClaim'][];
  };
  readonly Matcher: {
    readonly HttpCode?: string;
    readonly GrpcCode?: string;
  };
  readonly MutualAuthenticationAttributes: {
    readonly Mode?: string;
    readonly TrustStoreArn?: string;
    readonly IgnoreClientCertificateExpiry?: boolean;
    readonly TrustStoreAssociationStatus?: 'active' | 'removed';
    readonly AdvertiseTrustStoreCaNames?: 'on' | 'off';
    readonly ClientCertificateIdentityFilters?: readonly Elbv2['ClientCertificateIdentityFilter'][];
  };
  readonly RedirectActionConfig: {
    readonly Protocol?: string;
    readonly Port?: string;
    readonly Host?: string;
    readonly Path?: string;
    readonly Query?: string;
    readonly StatusCode: 'HTTP_301' | 'HTTP_302';
  };
  readonly Tag: {
    readonly Key: string;
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
}

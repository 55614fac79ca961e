// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface StsApi {
  readonly operations: {
    readonly AssumeRole: {
      readonly input: Shapes['AssumeRoleRequest'];
      readonly output: Shapes['AssumeRoleResponse'];
    };
    readonly AssumeRoleWithSAML: {
      readonly input: Shapes['AssumeRoleWithSAMLRequest'];
      readonly output: Shapes['AssumeRoleWithSAMLResponse'];
    };
    readonly AssumeRoleWithWebIdentity: {
      readonly input: Shapes['AssumeRoleWithWebIdentityRequest'];
      readonly output: Shapes['AssumeRoleWithWebIdentityResponse'];
    };
    readonly AssumeRoot: {
      readonly input: Shapes['AssumeRootRequest'];
      readonly output: Shapes['AssumeRootResponse'];
    };
    readonly DecodeAuthorizationMessage: {
      readonly input: Shapes['DecodeAuthorizationMessageRequest'];
      readonly output: Shapes['DecodeAuthorizationMessageResponse'];
    };
    readonly GetAccessKeyInfo: {
      readonly input: Shapes['GetAccessKeyInfoRequest'];
      readonly output: Shapes['GetAccessKeyInfoResponse'];
    };
    readonly GetCallerIdentity: {
      readonly input: Shapes['GetCallerIdentityRequest'];
      readonly output: Shapes['GetCallerIdentityResponse'];
    };
    readonly GetDelegatedAccessToken: {
      readonly input: Shapes['GetDelegatedAccessTokenRequest'];
      readonly output: Shapes['GetDelegatedAccessTokenResponse'];
    };
    readonly GetFederationToken: {
      readonly input: Shapes['GetFederationTokenRequest'];
      readonly output: Shapes['GetFederationTokenResponse'];
    };
    readonly GetScopedCredentials: {
      readonly input: Shapes['GetScopedCredentialsRequest'];
      readonly output: Shapes['GetScopedCredentialsResponse'];
    };
    readonly GetSessionToken: {
      readonly input: Shapes['GetSessionTokenRequest'];
      readonly output: Shapes['GetSessionTokenResponse'];
    };
    readonly GetWebIdentityToken: {
      readonly input: Shapes['GetWebIdentityTokenRequest'];
      readonly output: Shapes['GetWebIdentityTokenResponse'];
    };
  };
  readonly errors:
    | 'ExpiredTokenException'
    | 'ExpiredTradeInTokenException'
    | 'IDPCommunicationErrorException'
    | 'IDPRejectedClaimException'
    | 'InsufficientSessionLifetimeException'
    | 'InvalidAuthorizationMessageException'
    | 'InvalidContextAssertionException'
    | 'InvalidIdentityTokenException'
    | 'InvalidSubjectCredentialsException'
    | 'JWTPayloadSizeExceededException'
    | 'MalformedPolicyDocumentException'
    | 'OutboundWebIdentityFederationDisabledException'
    | 'PackedPolicyTooLargeException'
    | 'RegionDisabledException'
    | 'SessionDurationEscalationException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AssumeRoleRequest: {
    readonly RoleArn: string;
    readonly RoleSessionName: string;
    readonly PolicyArns?: readonly Shapes['PolicyDescriptorType'][];
    readonly Policy?: string;
    readonly DurationSeconds?: number;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly TransitiveTagKeys?: readonly string[];
    readonly ExternalId?: string;
    readonly SerialNumber?: string;
    readonly TokenCode?: string;
    readonly SourceIdentity?: string;
    readonly ProvidedContexts?: readonly Shapes['ProvidedContext'][];
    readonly MinimumSessionTokenSize?: number;
  };
  readonly AssumeRoleResponse: {
    readonly Credentials?: Shapes['Credentials'];
    readonly AssumedRoleUser?: Shapes['AssumedRoleUser'];
    readonly PackedPolicySize?: number;
    readonly SourceIdentity?: string;
    readonly SessionTokenUtilization?: number;
    readonly SessionTokenSize?: number;
  };
  readonly AssumeRoleWithSAMLRequest: {
    readonly RoleArn: string;
    readonly PrincipalArn: string;
    readonly SAMLAssertion: string;
    readonly PolicyArns?: readonly Shapes['PolicyDescriptorType'][];
    readonly Policy?: string;
    readonly DurationSeconds?: number;
    readonly MinimumSessionTokenSize?: number;
  };
  readonly AssumeRoleWithSAMLResponse: {
    readonly Credentials?: Shapes['Credentials'];
    readonly AssumedRoleUser?: Shapes['AssumedRoleUser'];
    readonly PackedPolicySize?: number;
    readonly Subject?: string;
    readonly SubjectType?: string;
    readonly Issuer?: string;
    readonly Audience?: string;
    readonly NameQualifier?: string;
    readonly SourceIdentity?: string;
    readonly SessionTokenUtilization?: number;
    readonly SessionTokenSize?: number;
    readonly TrustedIdentityPropagationContext?: Shapes['TrustedIdentityPropagationContext'];
  };
  readonly AssumeRoleWithWebIdentityRequest: {
    readonly RoleArn: string;
    readonly RoleSessionName: string;
    readonly WebIdentityToken: string;
    readonly ProviderId?: string;
    readonly PolicyArns?: readonly Shapes['PolicyDescriptorType'][];
    readonly Policy?: string;
    readonly DurationSeconds?: number;
    readonly MinimumSessionTokenSize?: number;
  };
  readonly AssumeRoleWithWebIdentityResponse: {
    readonly Credentials?: Shapes['Credentials'];
    readonly SubjectFromWebIdentityToken?: string;
    readonly AssumedRoleUser?: Shapes['AssumedRoleUser'];
    readonly PackedPolicySize?: number;
    readonly Provider?: string;
    readonly Audience?: string;
    readonly SourceIdentity?: string;
    readonly SessionTokenUtilization?: number;
    readonly SessionTokenSize?: number;
    readonly TrustedIdentityPropagationContext?: Shapes['TrustedIdentityPropagationContext'];
  };
  readonly AssumeRootRequest: {
    readonly TargetPrincipal: string;
    readonly TaskPolicyArn: Shapes['PolicyDescriptorType'];
    readonly DurationSeconds?: number;
    readonly MinimumSessionTokenSize?: number;
  };
  readonly AssumeRootResponse: {
    readonly Credentials?: Shapes['Credentials'];
    readonly SourceIdentity?: string;
    readonly SessionTokenUtilization?: number;
    readonly SessionTokenSize?: number;
  };
  readonly AssumedRoleUser: {
    readonly AssumedRoleId: string;
    readonly Arn: string;
  };
  readonly Credentials: {
    readonly AccessKeyId: string;
    readonly SecretAccessKey: string;
    readonly SessionToken: string;
    readonly Expiration: Date;
  };
  readonly DecodeAuthorizationMessageRequest: {
    readonly EncodedMessage: string;
  };
  readonly DecodeAuthorizationMessageResponse: {
    readonly DecodedMessage?: string;
  };
  readonly FederatedUser: {
    readonly FederatedUserId: string;
    readonly Arn: string;
  };
  readonly GetAccessKeyInfoRequest: {
    readonly AccessKeyId: string;
  };
  readonly GetAccessKeyInfoResponse: {
    readonly Account?: string;
  };
  readonly GetCallerIdentityRequest: {};
  readonly GetCallerIdentityResponse: {
    readonly UserId?: string;
    readonly Account?: string;
    readonly Arn?: string;
  };
  readonly GetDelegatedAccessTokenRequest: {
    readonly TradeInToken: string;
  };
  readonly GetDelegatedAccessTokenResponse: {
    readonly Credentials?: Shapes['Credentials'];
    readonly PackedPolicySize?: number;
    readonly AssumedPrincipal?: string;
  };
  readonly GetFederationTokenRequest: {
    readonly Name: string;
    readonly Policy?: string;
    readonly PolicyArns?: readonly Shapes['PolicyDescriptorType'][];
    readonly DurationSeconds?: number;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly MinimumSessionTokenSize?: number;
  };
  readonly GetFederationTokenResponse: {
    readonly Credentials?: Shapes['Credentials'];
    readonly FederatedUser?: Shapes['FederatedUser'];
    readonly PackedPolicySize?: number;
    readonly SessionTokenUtilization?: number;
    readonly SessionTokenSize?: number;
  };
  readonly GetScopedCredentialsRequest: {
    readonly Policy?: string;
    readonly DurationSeconds?: number;
    readonly MinimumSessionTokenSize?: number;
    readonly ScopedSessionDescription?: string;
  };
  readonly GetScopedCredentialsResponse: {
    readonly Credentials?: Shapes['Credentials'];
    readonly SessionInfo?: Shapes['ScopedSession'];
    readonly SessionTokenUtilization?: number;
    readonly SessionTokenSize?: number;
    readonly ScopedPoliciesCount?: number;
    readonly SourceIdentity?: string;
  };
  readonly GetSessionTokenRequest: {
    readonly DurationSeconds?: number;
    readonly SerialNumber?: string;
    readonly TokenCode?: string;
    readonly MinimumSessionTokenSize?: number;
  };
  readonly GetSessionTokenResponse: {
    readonly Credentials?: Shapes['Credentials'];
    readonly SessionTokenUtilization?: number;
    readonly SessionTokenSize?: number;
  };
  readonly GetWebIdentityTokenRequest: {
    readonly Audience: readonly string[];
    readonly DurationSeconds?: number;
    readonly SigningAlgorithm: string;
    readonly Scope?: string;
    readonly SubjectMode?: 'AWSIdentity' | 'OriginIdentity';
    readonly Tags?: readonly Shapes['Tag'][];
  };
  readonly GetWebIdentityTokenResponse: {
    readonly WebIdentityToken?: string;
    readonly Expiration?: Date;
  };
  readonly OriginIdentity: {
    readonly Subject?: string;
    readonly SubjectType?: string;
    readonly Issuer?: string;
    readonly FederatedProviderArn?: string;
  };
  readonly PolicyDescriptorType: {
    readonly arn?: string;
  };
  readonly ProvidedContext: {
    readonly ProviderArn?: string;
    readonly ContextAssertion?: string;
  };
  readonly ScopedSession: {
    readonly ScopedSessionId: string;
    readonly Arn: string;
  };
  readonly Tag: {
    readonly Key: string;
    readonly Value: string;
  };
  readonly TransactionContext: {
    readonly IdentityProvider?: Readonly<Record<string, string>>;
  };
  readonly TrustedIdentityPropagationContext: {
    readonly OriginIdentity?: Shapes['OriginIdentity'];
    readonly TransactionContext?: Shapes['TransactionContext'];
  };
}

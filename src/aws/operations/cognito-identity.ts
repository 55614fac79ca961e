// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CognitoIdentityApi {
  readonly operations: {
    readonly GetIdentityPoolRoles: {
      readonly input: Shapes['GetIdentityPoolRolesInput'];
      readonly output: Shapes['GetIdentityPoolRolesResponse'];
    };
    readonly SetIdentityPoolRoles: {
      readonly input: Shapes['SetIdentityPoolRolesInput'];
      readonly output: Readonly<Record<string, never>>;
    };
  };
  readonly errors:
    | 'ConcurrentModificationException'
    | 'DeveloperUserAlreadyRegisteredException'
    | 'ExternalServiceException'
    | 'InternalErrorException'
    | 'InvalidIdentityPoolConfigurationException'
    | 'InvalidParameterException'
    | 'LimitExceededException'
    | 'NotAuthorizedException'
    | 'ResourceConflictException'
    | 'ResourceNotFoundException'
    | 'TooManyRequestsException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly GetIdentityPoolRolesInput: {
    readonly IdentityPoolId: string;
  };
  readonly GetIdentityPoolRolesResponse: {
    readonly IdentityPoolId?: string;
    readonly Roles?: Readonly<Record<string, string>>;
    readonly RoleMappings?: Readonly<Record<string, Shapes['RoleMapping']>>;
  };
  readonly MappingRule: {
    readonly Claim: string;
    readonly MatchType: 'Equals' | 'Contains' | 'StartsWith' | 'NotEqual';
    readonly Value: string;
    readonly RoleARN: string;
  };
  readonly RoleMapping: {
    readonly Type: 'Token' | 'Rules';
    readonly AmbiguousRoleResolution?: 'AuthenticatedRole' | 'Deny';
    readonly RulesConfiguration?: Shapes['RulesConfigurationType'];
  };
  readonly RulesConfigurationType: {
    readonly Rules: readonly Shapes['MappingRule'][];
  };
  readonly SetIdentityPoolRolesInput: {
    readonly IdentityPoolId: string;
    readonly Roles: Readonly<Record<string, string>>;
    readonly RoleMappings?: Readonly<Record<string, Shapes['RoleMapping']>>;
  };
}

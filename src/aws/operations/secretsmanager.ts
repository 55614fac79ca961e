// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface SecretsManagerApi {
  readonly operations: {
    readonly AssociateCrossAccountReplica: {
      readonly input: Shapes['AssociateCrossAccountReplicaRequest'];
      readonly output: Shapes['AssociateCrossAccountReplicaResponse'];
    };
    readonly BatchGetSecretValue: {
      readonly input: Shapes['BatchGetSecretValueRequest'];
      readonly output: Shapes['BatchGetSecretValueResponse'];
    };
    readonly CancelRotateSecret: {
      readonly input: Shapes['CancelRotateSecretRequest'];
      readonly output: Shapes['CancelRotateSecretResponse'];
    };
    readonly CreateSecret: {
      readonly input: Shapes['CreateSecretRequest'];
      readonly output: Shapes['CreateSecretResponse'];
    };
    readonly DeleteResourcePolicy: {
      readonly input: Shapes['DeleteResourcePolicyRequest'];
      readonly output: Shapes['DeleteResourcePolicyResponse'];
    };
    readonly DeleteSecret: {
      readonly input: Shapes['DeleteSecretRequest'];
      readonly output: Shapes['DeleteSecretResponse'];
    };
    readonly DescribeSecret: {
      readonly input: Shapes['DescribeSecretRequest'];
      readonly output: Shapes['DescribeSecretResponse'];
    };
    readonly DisassociateCrossAccountReplica: {
      readonly input: Shapes['DisassociateCrossAccountReplicaRequest'];
      readonly output: Shapes['DisassociateCrossAccountReplicaResponse'];
    };
    readonly GetRandomPassword: {
      readonly input: Shapes['GetRandomPasswordRequest'];
      readonly output: Shapes['GetRandomPasswordResponse'];
    };
    readonly GetResourcePolicy: {
      readonly input: Shapes['GetResourcePolicyRequest'];
      readonly output: Shapes['GetResourcePolicyResponse'];
    };
    readonly GetSecretValue: {
      readonly input: Shapes['GetSecretValueRequest'];
      readonly output: Shapes['GetSecretValueResponse'];
    };
    readonly ListResourcePolicies: {
      readonly input: Shapes['ListResourcePoliciesRequest'];
      readonly output: Shapes['ListResourcePoliciesResponse'];
    };
    readonly ListSecretVersionIds: {
      readonly input: Shapes['ListSecretVersionIdsRequest'];
      readonly output: Shapes['ListSecretVersionIdsResponse'];
    };
    readonly ListSecrets: {
      readonly input: Shapes['ListSecretsRequest'];
      readonly output: Shapes['ListSecretsResponse'];
    };
    readonly PutResourcePolicy: {
      readonly input: Shapes['PutResourcePolicyRequest'];
      readonly output: Shapes['PutResourcePolicyResponse'];
    };
    readonly PutSecretValue: {
      readonly input: Shapes['PutSecretValueRequest'];
      readonly output: Shapes['PutSecretValueResponse'];
    };
    readonly RemoveRegionsFromReplication: {
      readonly input: Shapes['RemoveRegionsFromReplicationRequest'];
      readonly output: Shapes['RemoveRegionsFromReplicationResponse'];
    };
    readonly ReplicateSecretToRegions: {
      readonly input: Shapes['ReplicateSecretToRegionsRequest'];
      readonly output: Shapes['ReplicateSecretToRegionsResponse'];
    };
    readonly RestoreSecret: {
      readonly input: Shapes['RestoreSecretRequest'];
      readonly output: Shapes['RestoreSecretResponse'];
    };
    readonly RotateSecret: {
      readonly input: Shapes['RotateSecretRequest'];
      readonly output: Shapes['RotateSecretResponse'];
    };
    readonly StopReplicationToReplica: {
      readonly input: Shapes['StopReplicationToReplicaRequest'];
      readonly output: Shapes['StopReplicationToReplicaResponse'];
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UpdateSecret: {
      readonly input: Shapes['UpdateSecretRequest'];
      readonly output: Shapes['UpdateSecretResponse'];
    };
    readonly UpdateSecretVersionStage: {
      readonly input: Shapes['UpdateSecretVersionStageRequest'];
      readonly output: Shapes['UpdateSecretVersionStageResponse'];
    };
    readonly ValidateResourcePolicy: {
      readonly input: Shapes['ValidateResourcePolicyRequest'];
      readonly output: Shapes['ValidateResourcePolicyResponse'];
    };
  };
  readonly errors:
    | 'DecryptionFailure'
    | 'EncryptionFailure'
    | 'InternalServiceError'
    | 'InvalidNextTokenException'
    | 'InvalidParameterException'
    | 'InvalidRequestException'
    | 'LimitExceededException'
    | 'MalformedPolicyDocumentException'
    | 'PreconditionNotMetException'
    | 'PublicPolicyException'
    | 'ResourceExistsException'
    | 'ResourceNotFoundException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly APIErrorType: {
    readonly SecretId?: string;
    readonly ErrorCode?: string;
    readonly Message?: string;
  };
  readonly AssociateCrossAccountReplicaRequest: {
    readonly SecretId: string;
    readonly CrossAccountReplicaARN: string;
    readonly ReplicaRestriction?: 'SameOrg' | 'NoRestriction';
    readonly ReplicationRoleARN?: string;
  };
  readonly AssociateCrossAccountReplicaResponse: {
    readonly ARN?: string;
    readonly CrossAccountReplicaARN?: string;
    readonly ReplicationStatus?: 'InSync' | 'Failed' | 'InProgress' | 'Pending' | 'Detached';
  };
  readonly BatchGetSecretValueRequest: {
    readonly SecretIdList?: readonly string[];
    readonly Filters?: readonly Shapes['Filter'][];
    readonly MaxResults?: number;
    readonly NextToken?: string;
  };
  readonly BatchGetSecretValueResponse: {
    readonly SecretValues?: readonly Shapes['SecretValueEntry'][];
    readonly NextToken?: string;
    readonly Errors?: readonly Shapes['APIErrorType'][];
  };
  readonly CancelRotateSecretRequest: {
    readonly SecretId: string;
  };
  readonly CancelRotateSecretResponse: {
    readonly ARN?: string;
    readonly Name?: string;
    readonly VersionId?: string;
  };
  readonly CreateSecretRequest: {
    readonly Name: string;
    readonly ClientRequestToken?: string;
    readonly Description?: string;
    readonly KmsKeyId?: string;
    readonly SecretBinary?: Uint8Array;
    readonly SecretString?: string;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly AddReplicaRegions?: readonly Shapes['ReplicaRegionType'][];
    readonly ForceOverwriteReplicaSecret?: boolean;
    readonly Type?: string;
    readonly CrossAccountPrimaryARN?: string;
  };
  readonly CreateSecretResponse: {
    readonly ARN?: string;
    readonly Name?: string;
    readonly VersionId?: string;
    readonly ReplicationStatus?: readonly Shapes['ReplicationStatusType'][];
  };
  readonly CrossAccountPrimaryType: {
    readonly PrimarySecretARN?: string;
    readonly ReplicationStatus?: 'InSync' | 'Failed' | 'InProgress' | 'Pending' | 'Detached';
    readonly StatusMessage?: string;
  };
  readonly CrossAccountReplicaEntry: {
    readonly ReplicaSecretARN?: string;
    readonly ReplicationRoleARN?: string;
    readonly ReplicationStatus?: 'InSync' | 'Failed' | 'InProgress' | 'Pending' | 'Detached';
    readonly StatusMessage?: string;
  };
  readonly DeleteResourcePolicyRequest: {
    readonly SecretId: string;
    readonly PolicyName?: string;
  };
  readonly DeleteResourcePolicyResponse: {
    readonly ARN?: string;
    readonly Name?: string;
    readonly PolicyName?: string;
  };
  readonly DeleteSecretRequest: {
    readonly SecretId: string;
    readonly RecoveryWindowInDays?: number;
    readonly ForceDeleteWithoutRecovery?: boolean;
  };
  readonly DeleteSecretResponse: {
    readonly ARN?: string;
    readonly Name?: string;
    readonly DeletionDate?: Date;
  };
  readonly DescribeSecretRequest: {
    readonly SecretId: string;
  };
  readonly DescribeSecretResponse: {
    readonly ARN?: string;
    readonly Name?: string;
    readonly Type?: string;
    readonly Description?: string;
    readonly KmsKeyId?: string;
    readonly RotationEnabled?: boolean;
    readonly RotationLambdaARN?: string;
    readonly RotationRules?: Shapes['RotationRulesType'];
    readonly ExternalSecretRotationMetadata?: readonly Shapes['ExternalSecretRotationMetadataItem'][];
    readonly ExternalSecretRotationRoleArn?: string;
    readonly LastRotatedDate?: Date;
    readonly LastChangedDate?: Date;
    readonly LastAccessedDate?: Date;
    readonly DeletedDate?: Date;
    readonly NextRotationDate?: Date;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly VersionIdsToStages?: Readonly<Record<string, readonly string[]>>;
    readonly OwningService?: string;
    readonly CreatedDate?: Date;
    readonly PrimaryRegion?: string;
    readonly ReplicationStatus?: readonly Shapes['ReplicationStatusType'][];
    readonly CrossAccountPrimary?: Shapes['CrossAccountPrimaryType'];
    readonly CrossAccountReplicas?: readonly Shapes['CrossAccountReplicaEntry'][];
  };
  readonly DisassociateCrossAccountReplicaRequest: {
    readonly SecretId: string;
    readonly CrossAccountReplicaARN: string;
  };
  readonly DisassociateCrossAccountReplicaResponse: {
    readonly ARN?: string;
    readonly CrossAccountReplicaARN?: string;
  };
  readonly ExternalSecretRotationMetadataItem: {
    readonly Key?: string;
    readonly Value?: string;
  };
  readonly Filter: {
    readonly Key?:
      | 'description'
      | 'name'
      | 'tag-key'
      | 'tag-value'
      | 'primary-region'
      | 'owning-service'
      | 'all';
    readonly Values?: readonly string[];
  };
  readonly GetRandomPasswordRequest: {
    readonly PasswordLength?: number;
    readonly ExcludeCharacters?: string;
    readonly ExcludeNumbers?: boolean;
    readonly ExcludePunctuation?: boolean;
    readonly ExcludeUppercase?: boolean;
    readonly ExcludeLowercase?: boolean;
    readonly IncludeSpace?: boolean;
    readonly RequireEachIncludedType?: boolean;
  };
  readonly GetRandomPasswordResponse: {
    readonly RandomPassword?: string;
  };
  readonly GetResourcePolicyRequest: {
    readonly SecretId: string;
    readonly PolicyName?: string;
  };
  readonly GetResourcePolicyResponse: {
    readonly ARN?: string;
    readonly Name?: string;
    readonly ResourcePolicy?: string;
    readonly PolicyName?: string;
  };
  readonly GetSecretValueRequest: {
    readonly SecretId: string;
    readonly VersionId?: string;
    readonly VersionStage?: string;
  };
  readonly GetSecretValueResponse: {
    readonly ARN?: string;
    readonly Name?: string;
    readonly VersionId?: string;
    readonly SecretBinary?: Uint8Array;
    readonly SecretString?: string;
    readonly VersionStages?: readonly string[];
    readonly CreatedDate?: Date;
  };
  readonly ListResourcePoliciesRequest: {
    readonly SecretId: string;
    readonly MaxResults?: number;
    readonly NextToken?: string;
  };
  readonly ListResourcePoliciesResponse: {
    readonly ResourcePolicies: readonly Shapes['ResourcePolicySummary'][];
    readonly NextToken?: string;
  };
  readonly ListSecretVersionIdsRequest: {
    readonly SecretId: string;
    readonly MaxResults?: number;
    readonly NextToken?: string;
    readonly IncludeDeprecated?: boolean;
  };
  readonly ListSecretVersionIdsResponse: {
    readonly Versions?: readonly Shapes['SecretVersionsListEntry'][];
    readonly NextToken?: string;
    readonly ARN?: string;
    readonly Name?: string;
  };
  readonly ListSecretsRequest: {
    readonly IncludePlannedDeletion?: boolean;
    readonly MaxResults?: number;
    readonly NextToken?: string;
    readonly Filters?: readonly Shapes['Filter'][];
    readonly SortOrder?: 'asc' | 'desc';
    readonly SortBy?: 'created-date' | 'last-accessed-date' | 'last-changed-date' | 'name';
  };
  readonly ListSecretsResponse: {
    readonly SecretList?: readonly Shapes['SecretListEntry'][];
    readonly NextToken?: string;
  };
  readonly PutResourcePolicyRequest: {
    readonly SecretId: string;
    readonly ResourcePolicy: string;
    readonly PolicyName?: string;
    readonly BlockPublicPolicy?: boolean;
  };
  readonly PutResourcePolicyResponse: {
    readonly ARN?: string;
    readonly Name?: string;
    readonly PolicyName?: string;
  };
  readonly PutSecretValueRequest: {
    readonly SecretId: string;
    readonly ClientRequestToken?: string;
    readonly SecretBinary?: Uint8Array;
    readonly SecretString?: string;
    readonly VersionStages?: readonly string[];
    readonly RotationToken?: string;
  };
  readonly PutSecretValueResponse: {
    readonly ARN?: string;
    readonly Name?: string;
    readonly VersionId?: string;
    readonly VersionStages?: readonly string[];
  };
  readonly RemoveRegionsFromReplicationRequest: {
    readonly SecretId: string;
    readonly RemoveReplicaRegions: readonly string[];
  };
  readonly RemoveRegionsFromReplicationResponse: {
    readonly ARN?: string;
    readonly ReplicationStatus?: readonly Shapes['ReplicationStatusType'][];
  };
  readonly ReplicaRegionType: {
    readonly Region?: string;
    readonly KmsKeyId?: string;
  };
  readonly ReplicateSecretToRegionsRequest: {
    readonly SecretId: string;
    readonly AddReplicaRegions: readonly Shapes['ReplicaRegionType'][];
    readonly ForceOverwriteReplicaSecret?: boolean;
  };
  readonly ReplicateSecretToRegionsResponse: {
    readonly ARN?: string;
    readonly ReplicationStatus?: readonly Shapes['ReplicationStatusType'][];
  };
  readonly ReplicationStatusType: {
    readonly Region?: string;
    readonly KmsKeyId?: string;
    readonly Status?: 'InSync' | 'Failed' | 'InProgress' | 'Pending' | 'Detached';
    readonly StatusMessage?: string;
    readonly LastAccessedDate?: Date;
  };
  readonly ResourcePolicySummary: {
    readonly PolicyName?: string;
  };
  readonly RestoreSecretRequest: {
    readonly SecretId: string;
  };
  readonly RestoreSecretResponse: {
    readonly ARN?: string;
    readonly Name?: string;
  };
  readonly RotateSecretRequest: {
    readonly SecretId: string;
    readonly ClientRequestToken?: string;
    readonly RotationLambdaARN?: string;
    readonly RotationRules?: Shapes['RotationRulesType'];
    readonly ExternalSecretRotationMetadata?: readonly Shapes['ExternalSecretRotationMetadataItem'][];
    readonly ExternalSecretRotationRoleArn?: string;
    readonly RotateImmediately?: boolean;
  };
  readonly RotateSecretResponse: {
    readonly ARN?: string;
    readonly Name?: string;
    readonly VersionId?: string;
  };
  readonly RotationRulesType: {
    readonly AutomaticallyAfterDays?: number;
    readonly Duration?: string;
    readonly ScheduleExpression?: string;
  };
  readonly SecretListEntry: {
    readonly ARN?: string;
    readonly Name?: string;
    readonly Type?: string;
    readonly Description?: string;
    readonly KmsKeyId?: string;
    readonly RotationEnabled?: boolean;
    readonly RotationLambdaARN?: string;
    readonly RotationRules?: Shapes['RotationRulesType'];
    readonly ExternalSecretRotationMetadata?: readonly Shapes['ExternalSecretRotationMetadataItem'][];
    readonly ExternalSecretRotationRoleArn?: string;
    readonly LastRotatedDate?: Date;
    readonly LastChangedDate?: Date;
    readonly LastAccessedDate?: Date;
    readonly DeletedDate?: Date;
    readonly NextRotationDate?: Date;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly SecretVersionsToStages?: Readonly<Record<string, readonly string[]>>;
    readonly OwningService?: string;
    readonly CreatedDate?: Date;
    readonly PrimaryRegion?: string;
  };
  readonly SecretValueEntry: {
    readonly ARN?: string;
    readonly Name?: string;
    readonly VersionId?: string;
    readonly SecretBinary?: Uint8Array;
    readonly SecretString?: string;
    readonly VersionStages?: readonly string[];
    readonly CreatedDate?: Date;
  };
  readonly SecretVersionsListEntry: {
    readonly VersionId?: string;
    readonly VersionStages?: readonly string[];
    readonly LastAccessedDate?: Date;
    readonly CreatedDate?: Date;
    readonly KmsKeyIds?: readonly string[];
  };
  readonly StopReplicationToReplicaRequest: {
    readonly SecretId: string;
  };
  readonly StopReplicationToReplicaResponse: {
    readonly ARN?: string;
  };
  readonly Tag: {
    readonly Key?: string;
    readonly Value?: string;
  };
  readonly TagResourceRequest: {
    readonly SecretId: string;
    readonly Tags: readonly Shapes['Tag'][];
  };
  readonly UntagResourceRequest: {
    readonly SecretId: string;
    readonly TagKeys: readonly string[];
  };
  readonly UpdateSecretRequest: {
    readonly SecretId: string;
    readonly ClientRequestToken?: string;
    readonly Description?: string;
    readonly KmsKeyId?: string;
    readonly SecretBinary?: Uint8Array;
    readonly SecretString?: string;
    readonly Type?: string;
  };
  readonly UpdateSecretResponse: {
    readonly ARN?: string;
    readonly Name?: string;
    readonly VersionId?: string;
  };
  readonly UpdateSecretVersionStageRequest: {
    readonly SecretId: string;
    readonly VersionStage: string;
    readonly RemoveFromVersionId?: string;
    readonly MoveToVersionId?: string;
  };
  readonly UpdateSecretVersionStageResponse: {
    readonly ARN?: string;
    readonly Name?: string;
  };
  readonly ValidateResourcePolicyRequest: {
    readonly SecretId?: string;
    readonly ResourcePolicy: string;
  };
  readonly ValidateResourcePolicyResponse: {
    readonly PolicyValidationPassed?: boolean;
    readonly ValidationErrors?: readonly Shapes['ValidationErrorsEntry'][];
  };
  readonly ValidationErrorsEntry: {
    readonly CheckName?: string;
    readonly ErrorMessage?: string;
  };
}

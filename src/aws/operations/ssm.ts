// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface SsmApi {
  readonly operations: {
    readonly AddTagsToResource: {
      readonly input: Shapes['AddTagsToResourceRequest'];
      readonly output: Shapes['AddTagsToResourceResult'];
    };
    readonly DeleteParameter: {
      readonly input: Shapes['DeleteParameterRequest'];
      readonly output: Shapes['DeleteParameterResult'];
    };
    readonly DeleteParameters: {
      readonly input: Shapes['DeleteParametersRequest'];
      readonly output: Shapes['DeleteParametersResult'];
    };
    readonly DescribeParameters: {
      readonly input: Shapes['DescribeParametersRequest'];
      readonly output: Shapes['DescribeParametersResult'];
    };
    readonly GetParameter: {
      readonly input: Shapes['GetParameterRequest'];
      readonly output: Shapes['GetParameterResult'];
    };
    readonly GetParameterHistory: {
      readonly input: Shapes['GetParameterHistoryRequest'];
      readonly output: Shapes['GetParameterHistoryResult'];
    };
    readonly GetParameters: {
      readonly input: Shapes['GetParametersRequest'];
      readonly output: Shapes['GetParametersResult'];
    };
    readonly GetParametersByPath: {
      readonly input: Shapes['GetParametersByPathRequest'];
      readonly output: Shapes['GetParametersByPathResult'];
    };
    readonly LabelParameterVersion: {
      readonly input: Shapes['LabelParameterVersionRequest'];
      readonly output: Shapes['LabelParameterVersionResult'];
    };
    readonly ListTagsForResource: {
      readonly input: Shapes['ListTagsForResourceRequest'];
      readonly output: Shapes['ListTagsForResourceResult'];
    };
    readonly PutParameter: {
      readonly input: Shapes['PutParameterRequest'];
      readonly output: Shapes['PutParameterResult'];
    };
    readonly RemoveTagsFromResource: {
      readonly input: Shapes['RemoveTagsFromResourceRequest'];
      readonly output: Shapes['RemoveTagsFromResourceResult'];
    };
    readonly UnlabelParameterVersion: {
      readonly input: Shapes['UnlabelParameterVersionRequest'];
      readonly output: Shapes['UnlabelParameterVersionResult'];
    };
  };
  readonly errors:
    | 'AccessDeniedException'
    | 'AlreadyExistsException'
    | 'AssociatedInstances'
    | 'AssociationAlreadyExists'
    | 'AssociationDoesNotExist'
    | 'AssociationExecutionDoesNotExist'
    | 'AssociationLimitExceeded'
    | 'AssociationVersionLimitExceeded'
    | 'AutomationDefinitionNotApprovedException'
    | 'AutomationDefinitionNotFoundException'
    | 'AutomationDefinitionVersionNotFoundException'
    | 'AutomationExecutionLimitExceededException'
    | 'AutomationExecutionNotFoundException'
    | 'AutomationStepNotFoundException'
    | 'ComplianceTypeCountLimitExceededException'
    | 'ConflictException'
    | 'CustomSchemaCountLimitExceededException'
    | 'DocumentAlreadyExists'
    | 'DocumentLimitExceeded'
    | 'DocumentPermissionLimit'
    | 'DocumentVersionLimitExceeded'
    | 'DoesNotExistException'
    | 'DuplicateDocumentContent'
    | 'DuplicateDocumentVersionName'
    | 'DuplicateInstanceId'
    | 'FeatureNotAvailableException'
    | 'HierarchyLevelLimitExceededException'
    | 'HierarchyTypeMismatchException'
    | 'IdempotentParameterMismatch'
    | 'IncompatiblePolicyException'
    | 'InternalServerError'
    | 'InvalidActivation'
    | 'InvalidActivationId'
    | 'InvalidAggregatorException'
    | 'InvalidAllowedPatternException'
    | 'InvalidAssociation'
    | 'InvalidAssociationVersion'
    | 'InvalidAutomationExecutionParametersException'
    | 'InvalidAutomationSignalException'
    | 'InvalidAutomationStatusUpdateException'
    | 'InvalidCommandId'
    | 'InvalidDeleteInventoryParametersException'
    | 'InvalidDeletionIdException'
    | 'InvalidDocument'
    | 'InvalidDocumentContent'
    | 'InvalidDocumentOperation'
    | 'InvalidDocumentSchemaVersion'
    | 'InvalidDocumentType'
    | 'InvalidDocumentVersion'
    | 'InvalidFilter'
    | 'InvalidFilterKey'
    | 'InvalidFilterOption'
    | 'InvalidFilterValue'
    | 'InvalidInstanceId'
    | 'InvalidInstanceInformationFilterValue'
    | 'InvalidInstancePropertyFilterValue'
    | 'InvalidInventoryGroupException'
    | 'InvalidInventoryItemContextException'
    | 'InvalidInventoryRequestException'
    | 'InvalidItemContentException'
    | 'InvalidKeyId'
    | 'InvalidNextToken'
    | 'InvalidNotificationConfig'
    | 'InvalidOptionException'
    | 'InvalidOutputFolder'
    | 'InvalidOutputLocation'
    | 'InvalidParameters'
    | 'InvalidPermissionType'
    | 'InvalidPluginName'
    | 'InvalidPolicyAttributeException'
    | 'InvalidPolicyTypeException'
    | 'InvalidResourceId'
    | 'InvalidResourceType'
    | 'InvalidResultAttributeException'
    | 'InvalidRole'
    | 'InvalidSchedule'
    | 'InvalidTag'
    | 'InvalidTarget'
    | 'InvalidTargetMaps'
    | 'InvalidTypeNameException'
    | 'InvalidUpdate'
    | 'InvocationDoesNotExist'
    | 'ItemContentMismatchException'
    | 'ItemSizeLimitExceededException'
    | 'MalformedResourcePolicyDocumentException'
    | 'MaxDocumentSizeExceeded'
    | 'NoLongerSupportedException'
    | 'OpsItemAccessDeniedException'
    | 'OpsItemAlreadyExistsException'
    | 'OpsItemConflictException'
    | 'OpsItemInvalidParameterException'
    | 'OpsItemLimitExceededException'
    | 'OpsItemNotFoundException'
    | 'OpsItemRelatedItemAlreadyExistsException'
    | 'OpsItemRelatedItemAssociationNotFoundException'
    | 'OpsMetadataAlreadyExistsException'
    | 'OpsMetadataInvalidArgumentException'
    | 'OpsMetadataKeyLimitExceededException'
    | 'OpsMetadataLimitExceededException'
    | 'OpsMetadataNotFoundException'
    | 'OpsMetadataTooManyUpdatesException'
    | 'ParameterAlreadyExists'
    | 'ParameterLimitExceeded'
    | 'ParameterMaxVersionLimitExceeded'
    | 'ParameterNotFound'
    | 'ParameterPatternMismatchException'
    | 'ParameterVersionLabelLimitExceeded'
    | 'ParameterVersionNotFound'
    | 'PoliciesLimitExceededException'
    | 'ResourceDataSyncAlreadyExistsException'
    | 'ResourceDataSyncConflictException'
    | 'ResourceDataSyncCountExceededException'
    | 'ResourceDataSyncInvalidConfigurationException'
    | 'ResourceDataSyncNotFoundException'
    | 'ResourceInUseException'
    | 'ResourceLimitExceededException'
    | 'ResourceNotFoundException'
    | 'ResourcePolicyConflictException'
    | 'ResourcePolicyInvalidParameterException'
    | 'ResourcePolicyLimitExceededException'
    | 'ResourcePolicyNotFoundException'
    | 'ServiceQuotaExceededException'
    | 'ServiceSettingNotFound'
    | 'StatusUnchanged'
    | 'SubTypeCountLimitExceededException'
    | 'TargetInUseException'
    | 'TargetNotConnected'
    | 'ThrottlingException'
    | 'TooManyTagsError'
    | 'TooManyUpdates'
    | 'TotalSizeLimitExceededException'
    | 'UnsupportedCalendarException'
    | 'UnsupportedFeatureRequiredException'
    | 'UnsupportedInventoryItemContextException'
    | 'UnsupportedInventorySchemaVersionException'
    | 'UnsupportedOperatingSystem'
    | 'UnsupportedOperationException'
    | 'UnsupportedParameterType'
    | 'UnsupportedPlatformType'
    | 'ValidationException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AddTagsToResourceRequest: {
    readonly ResourceType:
      | 'Document'
      | 'ManagedInstance'
      | 'MaintenanceWindow'
      | 'Parameter'
      | 'PatchBaseline'
      | 'OpsItem'
      | 'OpsMetadata'
      | 'Automation'
      | 'Association'
      | 'CloudConnector';
    readonly ResourceId: string;
    readonly Tags: readonly Shapes['Tag'][];
  };
  readonly AddTagsToResourceResult: {};
  readonly DeleteParameterRequest: {
    readonly Name: string;
  };
  readonly DeleteParameterResult: {};
  readonly DeleteParametersRequest: {
    readonly Names: readonly string[];
  };
  readonly DeleteParametersResult: {
    readonly DeletedParameters?: readonly string[];
    readonly InvalidParameters?: readonly string[];
  };
  readonly DescribeParametersRequest: {
    readonly Filters?: readonly Shapes['ParametersFilter'][];
    readonly ParameterFilters?: readonly Shapes['ParameterStringFilter'][];
    readonly MaxResults?: number;
    readonly NextToken?: string;
    readonly Shared?: boolean;
  };
  readonly DescribeParametersResult: {
    readonly Parameters?: readonly Shapes['ParameterMetadata'][];
    readonly NextToken?: string;
  };
  readonly GetParameterHistoryRequest: {
    readonly Name: string;
    readonly WithDecryption?: boolean;
    readonly MaxResults?: number;
    readonly NextToken?: string;
  };
  readonly GetParameterHistoryResult: {
    readonly Parameters?: readonly Shapes['ParameterHistory'][];
    readonly NextToken?: string;
  };
  readonly GetParameterRequest: {
    readonly Name: string;
    readonly WithDecryption?: boolean;
  };
  readonly GetParameterResult: {
    readonly Parameter?: Shapes['Parameter'];
  };
  readonly GetParametersByPathRequest: {
    readonly Path: string;
    readonly Recursive?: boolean;
    readonly ParameterFilters?: readonly Shapes['ParameterStringFilter'][];
    readonly WithDecryption?: boolean;
    readonly MaxResults?: number;
    readonly NextToken?: string;
  };
  readonly GetParametersByPathResult: {
    readonly Parameters?: readonly Shapes['Parameter'][];
    readonly NextToken?: string;
  };
  readonly GetParametersRequest: {
    readonly Names: readonly string[];
    readonly WithDecryption?: boolean;
  };
  readonly GetParametersResult: {
    readonly Parameters?: readonly Shapes['Parameter'][];
    readonly InvalidParameters?: readonly string[];
  };
  readonly LabelParameterVersionRequest: {
    readonly Name: string;
    readonly ParameterVersion?: number;
    readonly Labels: readonly string[];
  };
  readonly LabelParameterVersionResult: {
    readonly InvalidLabels?: readonly string[];
    readonly ParameterVersion?: number;
  };
  readonly ListTagsForResourceRequest: {
    readonly ResourceType:
      | 'Document'
      | 'ManagedInstance'
      | 'MaintenanceWindow'
      | 'Parameter'
      | 'PatchBaseline'
      | 'OpsItem'
      | 'OpsMetadata'
      | 'Automation'
      | 'Association'
      | 'CloudConnector';
    readonly ResourceId: string;
  };
  readonly ListTagsForResourceResult: {
    readonly TagList?: readonly Shapes['Tag'][];
  };
  readonly Parameter: {
    readonly Name?: string;
    readonly Type?: 'String' | 'StringList' | 'SecureString';
    readonly Value?: string;
    readonly Version?: number;
    readonly Selector?: string;
    readonly SourceResult?: string;
    readonly LastModifiedDate?: Date;
    readonly ARN?: string;
    readonly DataType?: string;
  };
  readonly ParameterHistory: {
    readonly Name?: string;
    readonly Type?: 'String' | 'StringList' | 'SecureString';
    readonly KeyId?: string;
    readonly LastModifiedDate?: Date;
    readonly LastModifiedUser?: string;
    readonly Description?: string;
    readonly Value?: string;
    readonly AllowedPattern?: string;
    readonly Version?: number;
    readonly Labels?: readonly string[];
    readonly Tier?: 'Standard' | 'Advanced' | 'Intelligent-Tiering';
    readonly Policies?: readonly Shapes['ParameterInlinePolicy'][];
    readonly DataType?: string;
  };
  readonly ParameterInlinePolicy: {
    readonly PolicyText?: string;
    readonly PolicyType?: string;
    readonly PolicyStatus?: string;
  };
  readonly ParameterMetadata: {
    readonly Name?: string;
    readonly ARN?: string;
    readonly Type?: 'String' | 'StringList' | 'SecureString';
    readonly KeyId?: string;
    readonly LastModifiedDate?: Date;
    readonly LastModifiedUser?: string;
    readonly Description?: string;
    readonly AllowedPattern?: string;
    readonly Version?: number;
    readonly Tier?: 'Standard' | 'Advanced' | 'Intelligent-Tiering';
    readonly Policies?: readonly Shapes['ParameterInlinePolicy'][];
    readonly DataType?: string;
  };
  readonly ParameterStringFilter: {
    readonly Key: string;
    readonly Option?: string;
    readonly Values?: readonly string[];
  };
  readonly ParametersFilter: {
    readonly Key: 'Name' | 'Type' | 'KeyId';
    readonly Values: readonly string[];
  };
  readonly PutParameterRequest: {
    readonly Name: string;
    readonly Description?: string;
    readonly Value: string;
    readonly Type?: 'String' | 'StringList' | 'SecureString';
    readonly KeyId?: string;
    readonly Overwrite?: boolean;
    readonly AllowedPattern?: string;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly Tier?: 'Standard' | 'Advanced' | 'Intelligent-Tiering';
    readonly Policies?: string;
    readonly DataType?: string;
  };
  readonly PutParameterResult: {
    readonly Version?: number;
    readonly Tier?: 'Standard' | 'Advanced' | 'Intelligent-Tiering';
  };
  readonly RemoveTagsFromResourceRequest: {
    readonly ResourceType:
      | 'Document'
      | 'ManagedInstance'
      | 'MaintenanceWindow'
      | 'Parameter'
      | 'PatchBaseline'
      | 'OpsItem'
      | 'OpsMetadata'
      | 'Automation'
      | 'Association'
      | 'CloudConnector';
    readonly ResourceId: string;
    readonly TagKeys: readonly string[];
  };
  readonly RemoveTagsFromResourceResult: {};
  readonly Tag: {
    readonly Key: string;
    readonly Value: string;
  };
  readonly UnlabelParameterVersionRequest: {
    readonly Name: string;
    readonly ParameterVersion: number;
    readonly Labels: readonly string[];
  };
  readonly UnlabelParameterVersionResult: {
    readonly RemovedLabels?: readonly string[];
    readonly InvalidLabels?: readonly string[];
  };
}

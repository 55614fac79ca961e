// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CloudTrailApi {
  readonly operations: {
    readonly AddTags: {
      readonly input: Shapes['AddTagsRequest'];
      readonly output: Shapes['AddTagsResponse'];
    };
    readonly CreateTrail: {
      readonly input: Shapes['CreateTrailRequest'];
      readonly output: Shapes['CreateTrailResponse'];
    };
    readonly DeleteTrail: {
      readonly input: Shapes['DeleteTrailRequest'];
      readonly output: Shapes['DeleteTrailResponse'];
    };
    readonly DescribeTrails: {
      readonly input: Shapes['DescribeTrailsRequest'];
      readonly output: Shapes['DescribeTrailsResponse'];
    };
    readonly GetEventSelectors: {
      readonly input: Shapes['GetEventSelectorsRequest'];
      readonly output: Shapes['GetEventSelectorsResponse'];
    };
    readonly GetTrail: {
      readonly input: Shapes['GetTrailRequest'];
      readonly output: Shapes['GetTrailResponse'];
    };
    readonly GetTrailStatus: {
      readonly input: Shapes['GetTrailStatusRequest'];
      readonly output: Shapes['GetTrailStatusResponse'];
    };
    readonly ListPublicKeys: {
      readonly input: Shapes['ListPublicKeysRequest'];
      readonly output: Shapes['ListPublicKeysResponse'];
    };
    readonly ListTags: {
      readonly input: Shapes['ListTagsRequest'];
      readonly output: Shapes['ListTagsResponse'];
    };
    readonly ListTrails: {
      readonly input: Shapes['ListTrailsRequest'];
      readonly output: Shapes['ListTrailsResponse'];
    };
    readonly LookupEvents: {
      readonly input: Shapes['LookupEventsRequest'];
      readonly output: Shapes['LookupEventsResponse'];
    };
    readonly PutEventSelectors: {
      readonly input: Shapes['PutEventSelectorsRequest'];
      readonly output: Shapes['PutEventSelectorsResponse'];
    };
    readonly RemoveTags: {
      readonly input: Shapes['RemoveTagsRequest'];
      readonly output: Shapes['RemoveTagsResponse'];
    };
    readonly StartLogging: {
      readonly input: Shapes['StartLoggingRequest'];
      readonly output: Shapes['StartLoggingResponse'];
    };
    readonly StopLogging: {
      readonly input: Shapes['StopLoggingRequest'];
      readonly output: Shapes['StopLoggingResponse'];
    };
    readonly UpdateTrail: {
      readonly input: Shapes['UpdateTrailRequest'];
      readonly output: Shapes['UpdateTrailResponse'];
    };
  };
  readonly errors:
    | 'AccessDeniedException'
    | 'AccountHasOngoingImportException'
    | 'AccountNotFoundException'
    | 'AccountNotRegisteredException'
    | 'AccountRegisteredException'
    | 'CannotDelegateManagementAccountException'
    | 'ChannelARNInvalidException'
    | 'ChannelAlreadyExistsException'
    | 'ChannelExistsForEDSException'
    | 'ChannelMaxLimitExceededException'
    | 'ChannelNotFoundException'
    | 'CloudTrailARNInvalidException'
    | 'CloudTrailAccessNotEnabledException'
    | 'CloudTrailInvalidClientTokenIdException'
    | 'CloudWatchLogsDeliveryUnavailableException'
    | 'ConcurrentModificationException'
    | 'ConflictException'
    | 'DelegatedAdminAccountLimitExceededException'
    | 'EventDataStoreARNInvalidException'
    | 'EventDataStoreAlreadyExistsException'
    | 'EventDataStoreFederationEnabledException'
    | 'EventDataStoreHasOngoingImportException'
    | 'EventDataStoreMaxLimitExceededException'
    | 'EventDataStoreNotFoundException'
    | 'EventDataStoreTerminationProtectedException'
    | 'GenerateResponseException'
    | 'ImportNotFoundException'
    | 'InactiveEventDataStoreException'
    | 'InactiveQueryException'
    | 'InsightNotEnabledException'
    | 'InsufficientDependencyServiceAccessPermissionException'
    | 'InsufficientEncryptionPolicyException'
    | 'InsufficientIAMAccessPermissionException'
    | 'InsufficientS3BucketPolicyException'
    | 'InsufficientSnsTopicPolicyException'
    | 'InvalidCloudWatchLogsLogGroupArnException'
    | 'InvalidCloudWatchLogsRoleArnException'
    | 'InvalidDateRangeException'
    | 'InvalidEventCategoryException'
    | 'InvalidEventDataStoreCategoryException'
    | 'InvalidEventDataStoreStatusException'
    | 'InvalidEventSelectorsException'
    | 'InvalidHomeRegionException'
    | 'InvalidImportSourceException'
    | 'InvalidInsightSelectorsException'
    | 'InvalidKmsKeyIdException'
    | 'InvalidLookupAttributesException'
    | 'InvalidMaxResultsException'
    | 'InvalidNextTokenException'
    | 'InvalidParameterCombinationException'
    | 'InvalidParameterException'
    | 'InvalidQueryStatementException'
    | 'InvalidQueryStatusException'
    | 'InvalidS3BucketNameException'
    | 'InvalidS3PrefixException'
    | 'InvalidSnsTopicNameException'
    | 'InvalidSourceException'
    | 'InvalidTagParameterException'
    | 'InvalidTimeRangeException'
    | 'InvalidTokenException'
    | 'InvalidTrailNameException'
    | 'KmsException'
    | 'KmsKeyDisabledException'
    | 'KmsKeyNotFoundException'
    | 'MaxConcurrentQueriesException'
    | 'MaximumNumberOfTrailsExceededException'
    | 'NoManagementAccountSLRExistsException'
    | 'NotOrganizationManagementAccountException'
    | 'NotOrganizationMasterAccountException'
    | 'OperationNotPermittedException'
    | 'OrganizationNotInAllFeaturesModeException'
    | 'OrganizationsNotInUseException'
    | 'QueryIdNotFoundException'
    | 'ResourceARNNotValidException'
    | 'ResourceNotFoundException'
    | 'ResourcePolicyNotFoundException'
    | 'ResourcePolicyNotValidException'
    | 'ResourceTypeNotSupportedException'
    | 'S3BucketDoesNotExistException'
    | 'ServiceQuotaExceededException'
    | 'TagsLimitExceededException'
    | 'ThrottlingException'
    | 'TrailAlreadyExistsException'
    | 'TrailNotFoundException'
    | 'TrailNotProvidedException'
    | 'UnsupportedOperationException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AddTagsRequest: {
    readonly ResourceId: string;
    readonly TagsList: readonly Shapes['Tag'][];
  };
  readonly AddTagsResponse: {};
  readonly AdvancedEventSelector: {
    readonly Name?: string;
    readonly FieldSelectors: readonly Shapes['AdvancedFieldSelector'][];
  };
  readonly AdvancedFieldSelector: {
    readonly Field: string;
    readonly Equals?: readonly string[];
    readonly StartsWith?: readonly string[];
    readonly EndsWith?: readonly string[];
    readonly NotEquals?: readonly string[];
    readonly NotStartsWith?: readonly string[];
    readonly NotEndsWith?: readonly string[];
  };
  readonly CreateTrailRequest: {
    readonly Name: string;
    readonly S3BucketName: string;
    readonly S3KeyPrefix?: string;
    readonly SnsTopicName?: string;
    readonly IncludeGlobalServiceEvents?: boolean;
    readonly IsMultiRegionTrail?: boolean;
    readonly EnableLogFileValidation?: boolean;
    readonly CloudWatchLogsLogGroupArn?: string;
    readonly CloudWatchLogsRoleArn?: string;
    readonly KmsKeyId?: string;
    readonly IsOrganizationTrail?: boolean;
    readonly TagsList?: readonly Shapes['Tag'][];
    readonly RecursiveLogging?: boolean;
  };
  readonly CreateTrailResponse: {
    readonly Name?: string;
    readonly S3BucketName?: string;
    readonly S3KeyPrefix?: string;
    readonly SnsTopicName?: string;
    readonly SnsTopicARN?: string;
    readonly IncludeGlobalServiceEvents?: boolean;
    readonly IsMultiRegionTrail?: boolean;
    readonly TrailARN?: string;
    readonly LogFileValidationEnabled?: boolean;
    readonly CloudWatchLogsLogGroupArn?: string;
    readonly CloudWatchLogsRoleArn?: string;
    readonly KmsKeyId?: string;
    readonly IsOrganizationTrail?: boolean;
    readonly RecursiveLogging?: boolean;
  };
  readonly DataResource: {
    readonly Type?: string;
    readonly Values?: readonly string[];
  };
  readonly DeleteTrailRequest: {
    readonly Name: string;
  };
  readonly DeleteTrailResponse: {};
  readonly DescribeTrailsRequest: {
    readonly trailNameList?: readonly string[];
    readonly includeShadowTrails?: boolean;
  };
  readonly DescribeTrailsResponse: {
    readonly trailList?: readonly Shapes['Trail'][];
  };
  readonly Event: {
    readonly EventId?: string;
    readonly EventName?: string;
    readonly ReadOnly?: string;
    readonly AccessKeyId?: string;
    readonly EventTime?: Date;
    readonly EventSource?: string;
    readonly Username?: string;
    readonly Resources?: readonly Shapes['Resource'][];
    readonly CloudTrailEvent?: string;
  };
  readonly EventSelector: {
    readonly ReadWriteType?: 'ReadOnly' | 'WriteOnly' | 'All';
    readonly IncludeManagementEvents?: boolean;
    readonly DataResources?: readonly Shapes['DataResource'][];
    readonly ExcludeManagementEventSources?: readonly string[];
  };
  readonly GetEventSelectorsRequest: {
    readonly TrailName: string;
  };
  readonly GetEventSelectorsResponse: {
    readonly TrailARN?: string;
    readonly EventSelectors?: readonly Shapes['EventSelector'][];
    readonly AdvancedEventSelectors?: readonly Shapes['AdvancedEventSelector'][];
  };
  readonly GetTrailRequest: {
    readonly Name: string;
  };
  readonly GetTrailResponse: {
    readonly Trail?: Shapes['Trail'];
  };
  readonly GetTrailStatusRequest: {
    readonly Name: string;
  };
  readonly GetTrailStatusResponse: {
    readonly IsLogging?: boolean;
    readonly LatestDeliveryError?: string;
    readonly LatestNotificationError?: string;
    readonly LatestDeliveryTime?: Date;
    readonly LatestNotificationTime?: Date;
    readonly StartLoggingTime?: Date;
    readonly StopLoggingTime?: Date;
    readonly LatestCloudWatchLogsDeliveryError?: string;
    readonly LatestCloudWatchLogsDeliveryTime?: Date;
    readonly LatestDigestDeliveryTime?: Date;
    readonly LatestDigestDeliveryError?: string;
    readonly LatestDeliveryAttemptTime?: string;
    readonly LatestNotificationAttemptTime?: string;
    readonly LatestNotificationAttemptSucceeded?: string;
    readonly LatestDeliveryAttemptSucceeded?: string;
    readonly TimeLoggingStarted?: string;
    readonly TimeLoggingStopped?: string;
  };
  readonly ListPublicKeysRequest: {
    readonly StartTime?: Date;
    readonly EndTime?: Date;
    readonly NextToken?: string;
  };
  readonly ListPublicKeysResponse: {
    readonly PublicKeyList?: readonly Shapes['PublicKey'][];
    readonly NextToken?: string;
  };
  readonly ListTagsRequest: {
    readonly ResourceIdList: readonly string[];
    readonly NextToken?: string;
  };
  readonly ListTagsResponse: {
    readonly ResourceTagList?: readonly Shapes['ResourceTag'][];
    readonly NextToken?: string;
  };
  readonly ListTrailsRequest: {
    readonly NextToken?: string;
  };
  readonly ListTrailsResponse: {
    readonly Trails?: readonly Shapes['TrailInfo'][];
    readonly NextToken?: string;
  };
  readonly LookupAttribute: {
    readonly AttributeKey:
      | 'EventId'
      | 'EventName'
      | 'ReadOnly'
      | 'Username'
      | 'ResourceType'
      | 'ResourceName'
      | 'EventSource'
      | 'AccessKeyId';
    readonly AttributeValue: string;
  };
  readonly LookupEventsRequest: {
    readonly LookupAttributes?: readonly Shapes['LookupAttribute'][];
    readonly StartTime?: Date;
    readonly EndTime?: Date;
    readonly EventCategory?: 'insight';
    readonly MaxResults?: number;
    readonly NextToken?: string;
  };
  readonly LookupEventsResponse: {
    readonly Events?: readonly Shapes['Event'][];
    readonly NextToken?: string;
  };
  readonly PublicKey: {
    readonly Value?: Uint8Array;
    readonly ValidityStartTime?: Date;
    readonly ValidityEndTime?: Date;
    readonly Fingerprint?: string;
  };
  readonly PutEventSelectorsRequest: {
    readonly TrailName: string;
    readonly EventSelectors?: readonly Shapes['EventSelector'][];
    readonly AdvancedEventSelectors?: readonly Shapes['AdvancedEventSelector'][];
  };
  readonly PutEventSelectorsResponse: {
    readonly TrailARN?: string;
    readonly EventSelectors?: readonly Shapes['EventSelector'][];
    readonly AdvancedEventSelectors?: readonly Shapes['AdvancedEventSelector'][];
  };
  readonly RemoveTagsRequest: {
    readonly ResourceId: string;
    readonly TagsList: readonly Shapes['Tag'][];
  };
  readonly RemoveTagsResponse: {};
  readonly Resource: {
    readonly ResourceType?: string;
    readonly ResourceName?: string;
  };
  readonly ResourceTag: {
    readonly ResourceId?: string;
    readonly TagsList?: readonly Shapes['Tag'][];
  };
  readonly StartLoggingRequest: {
    readonly Name: string;
  };
  readonly StartLoggingResponse: {};
  readonly StopLoggingRequest: {
    readonly Name: string;
  };
  readonly StopLoggingResponse: {};
  readonly Tag: {
    readonly Key: string;
    readonly Value?: string;
  };
  readonly Trail: {
    readonly Name?: string;
    readonly S3BucketName?: string;
    readonly S3KeyPrefix?: string;
    readonly SnsTopicName?: string;
    readonly SnsTopicARN?: string;
    readonly IncludeGlobalServiceEvents?: boolean;
    readonly IsMultiRegionTrail?: boolean;
    readonly HomeRegion?: string;
    readonly TrailARN?: string;
    readonly LogFileValidationEnabled?: boolean;
    readonly CloudWatchLogsLogGroupArn?: string;
    readonly CloudWatchLogsRoleArn?: string;
    readonly KmsKeyId?: string;
    readonly HasCustomEventSelectors?: boolean;
    readonly HasInsightSelectors?: boolean;
    readonly IsOrganizationTrail?: boolean;
    readonly RecursiveLogging?: boolean;
  };
  readonly TrailInfo: {
    readonly TrailARN?: string;
    readonly Name?: string;
    readonly HomeRegion?: string;
  };
  readonly UpdateTrailRequest: {
    readonly Name: string;
    readonly S3BucketName?: string;
    readonly S3KeyPrefix?: string;
    readonly SnsTopicName?: string;
    readonly IncludeGlobalServiceEvents?: boolean;
    readonly IsMultiRegionTrail?: boolean;
    readonly EnableLogFileValidation?: boolean;
    readonly CloudWatchLogsLogGroupArn?: string;
    readonly CloudWatchLogsRoleArn?: string;
    readonly KmsKeyId?: string;
    readonly IsOrganizationTrail?: boolean;
    readonly RecursiveLogging?: boolean;
  };
  readonly UpdateTrailResponse: {
    readonly Name?: string;
    readonly S3BucketName?: string;
    readonly S3KeyPrefix?: string;
    readonly SnsTopicName?: string;
    readonly SnsTopicARN?: string;
    readonly IncludeGlobalServiceEvents?: boolean;
    readonly IsMultiRegionTrail?: boolean;
    readonly TrailARN?: string;
    readonly LogFileValidationEnabled?: boolean;
    readonly CloudWatchLogsLogGroupArn?: string;
    readonly CloudWatchLogsRoleArn?: string;
    readonly KmsKeyId?: string;
    readonly IsOrganizationTrail?: boolean;
    readonly RecursiveLogging?: boolean;
  };
}

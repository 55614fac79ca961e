// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface LogsApi {
  readonly operations: {
    readonly AssociateKmsKey: {
      readonly input: Shapes['AssociateKmsKeyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly CreateLogGroup: {
      readonly input: Shapes['CreateLogGroupRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly CreateLogStream: {
      readonly input: Shapes['CreateLogStreamRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteLogGroup: {
      readonly input: Shapes['DeleteLogGroupRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteLogStream: {
      readonly input: Shapes['DeleteLogStreamRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteMetricFilter: {
      readonly input: Shapes['DeleteMetricFilterRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteQueryDefinition: {
      readonly input: Shapes['DeleteQueryDefinitionRequest'];
      readonly output: Shapes['DeleteQueryDefinitionResponse'];
    };
    readonly DeleteResourcePolicy: {
      readonly input: Shapes['DeleteResourcePolicyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteRetentionPolicy: {
      readonly input: Shapes['DeleteRetentionPolicyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteSubscriptionFilter: {
      readonly input: Shapes['DeleteSubscriptionFilterRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DescribeLogGroups: {
      readonly input: Shapes['DescribeLogGroupsRequest'];
      readonly output: Shapes['DescribeLogGroupsResponse'];
    };
    readonly DescribeLogStreams: {
      readonly input: Shapes['DescribeLogStreamsRequest'];
      readonly output: Shapes['DescribeLogStreamsResponse'];
    };
    readonly DescribeMetricFilters: {
      readonly input: Shapes['DescribeMetricFiltersRequest'];
      readonly output: Shapes['DescribeMetricFiltersResponse'];
    };
    readonly DescribeQueries: {
      readonly input: Shapes['DescribeQueriesRequest'];
      readonly output: Shapes['DescribeQueriesResponse'];
    };
    readonly DescribeQueryDefinitions: {
      readonly input: Shapes['DescribeQueryDefinitionsRequest'];
      readonly output: Shapes['DescribeQueryDefinitionsResponse'];
    };
    readonly DescribeResourcePolicies: {
      readonly input: Shapes['DescribeResourcePoliciesRequest'];
      readonly output: Shapes['DescribeResourcePoliciesResponse'];
    };
    readonly DescribeSubscriptionFilters: {
      readonly input: Shapes['DescribeSubscriptionFiltersRequest'];
      readonly output: Shapes['DescribeSubscriptionFiltersResponse'];
    };
    readonly DisassociateKmsKey: {
      readonly input: Shapes['DisassociateKmsKeyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly FilterLogEvents: {
      readonly input: Shapes['FilterLogEventsRequest'];
      readonly output: Shapes['FilterLogEventsResponse'];
    };
    readonly GetLogEvents: {
      readonly input: Shapes['GetLogEventsRequest'];
      readonly output: Shapes['GetLogEventsResponse'];
    };
    readonly GetLogRecord: {
      readonly input: Shapes['GetLogRecordRequest'];
      readonly output: Shapes['GetLogRecordResponse'];
    };
    readonly GetQueryResults: {
      readonly input: Shapes['GetQueryResultsRequest'];
      readonly output: Shapes['GetQueryResultsResponse'];
    };
    readonly ListLogGroups: {
      readonly input: Shapes['ListLogGroupsRequest'];
      readonly output: Shapes['ListLogGroupsResponse'];
    };
    readonly ListTagsForResource: {
      readonly input: Shapes['ListTagsForResourceRequest'];
      readonly output: Shapes['ListTagsForResourceResponse'];
    };
    readonly ListTagsLogGroup: {
      readonly input: Shapes['ListTagsLogGroupRequest'];
      readonly output: Shapes['ListTagsLogGroupResponse'];
    };
    readonly PutLogEvents: {
      readonly input: Shapes['PutLogEventsRequest'];
      readonly output: Shapes['PutLogEventsResponse'];
    };
    readonly PutMetricFilter: {
      readonly input: Shapes['PutMetricFilterRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutQueryDefinition: {
      readonly input: Shapes['PutQueryDefinitionRequest'];
      readonly output: Shapes['PutQueryDefinitionResponse'];
    };
    readonly PutResourcePolicy: {
      readonly input: Shapes['PutResourcePolicyRequest'];
      readonly output: Shapes['PutResourcePolicyResponse'];
    };
    readonly PutRetentionPolicy: {
      readonly input: Shapes['PutRetentionPolicyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutSubscriptionFilter: {
      readonly input: Shapes['PutSubscriptionFilterRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly StartQuery: {
      readonly input: Shapes['StartQueryRequest'];
      readonly output: Shapes['StartQueryResponse'];
    };
    readonly StopQuery: {
      readonly input: Shapes['StopQueryRequest'];
      readonly output: Shapes['StopQueryResponse'];
    };
    readonly TagLogGroup: {
      readonly input: Shapes['TagLogGroupRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly TestMetricFilter: {
      readonly input: Shapes['TestMetricFilterRequest'];
      readonly output: Shapes['TestMetricFilterResponse'];
    };
    readonly UntagLogGroup: {
      readonly input: Shapes['UntagLogGroupRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
  };
  readonly errors:
    | 'AccessDeniedException'
    | 'ConflictException'
    | 'DataAlreadyAcceptedException'
    | 'InternalServerException'
    | 'InternalStreamingException'
    | 'InvalidOperationException'
    | 'InvalidParameterException'
    | 'InvalidSequenceTokenException'
    | 'LimitExceededException'
    | 'MalformedQueryException'
    | 'OperationAbortedException'
    | 'ResourceAlreadyExistsException'
    | 'ResourceNotFoundException'
    | 'ServiceQuotaExceededException'
    | 'ServiceUnavailableException'
    | 'SessionStreamingException'
    | 'SessionTimeoutException'
    | 'ThrottlingException'
    | 'TooManyTagsException'
    | 'UnrecognizedClientException'
    | 'ValidationException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AssociateKmsKeyRequest: {
    readonly logGroupName?: string;
    readonly kmsKeyId: string;
    readonly resourceIdentifier?: string;
  };
  readonly CreateLogGroupRequest: {
    readonly logGroupName: string;
    readonly kmsKeyId?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly logGroupClass?: 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY' | 'ESSENTIALS';
    readonly deletionProtectionEnabled?: boolean;
  };
  readonly CreateLogStreamRequest: {
    readonly logGroupName: string;
    readonly logStreamName: string;
  };
  readonly DataSourceFilter: {
    readonly name: string;
    readonly type?: string;
  };
  readonly DeleteLogGroupRequest: {
    readonly logGroupName: string;
  };
  readonly DeleteLogStreamRequest: {
    readonly logGroupName: string;
    readonly logStreamName: string;
  };
  readonly DeleteMetricFilterRequest: {
    readonly logGroupName: string;
    readonly filterName: string;
  };
  readonly DeleteQueryDefinitionRequest: {
    readonly queryDefinitionId: string;
  };
  readonly DeleteQueryDefinitionResponse: {
    readonly success?: boolean;
  };
  readonly DeleteResourcePolicyRequest: {
    readonly policyName?: string;
    readonly resourceArn?: string;
    readonly expectedRevisionId?: string;
  };
  readonly DeleteRetentionPolicyRequest: {
    readonly logGroupName: string;
  };
  readonly DeleteSubscriptionFilterRequest: {
    readonly logGroupName: string;
    readonly filterName: string;
  };
  readonly DescribeLogGroupsRequest: {
    readonly accountIdentifiers?: readonly string[];
    readonly logGroupNamePrefix?: string;
    readonly logGroupNamePattern?: string;
    readonly nextToken?: string;
    readonly limit?: number;
    readonly includeLinkedAccounts?: boolean;
    readonly logGroupClass?: 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY' | 'ESSENTIALS';
    readonly logGroupIdentifiers?: readonly string[];
  };
  readonly DescribeLogGroupsResponse: {
    readonly logGroups?: readonly Shapes['LogGroup'][];
    readonly nextToken?: string;
  };
  readonly DescribeLogStreamsRequest: {
    readonly logGroupName?: string;
    readonly logGroupIdentifier?: string;
    readonly logStreamNamePrefix?: string;
    readonly orderBy?: 'LogStreamName' | 'LastEventTime';
    readonly descending?: boolean;
    readonly nextToken?: string;
    readonly limit?: number;
  };
  readonly DescribeLogStreamsResponse: {
    readonly logStreams?: readonly Shapes['LogStream'][];
    readonly nextToken?: string;
  };
  readonly DescribeMetricFiltersRequest: {
    readonly logGroupName?: string;
    readonly filterNamePrefix?: string;
    readonly nextToken?: string;
    readonly limit?: number;
    readonly metricName?: string;
    readonly metricNamespace?: string;
  };
  readonly DescribeMetricFiltersResponse: {
    readonly metricFilters?: readonly Shapes['MetricFilter'][];
    readonly nextToken?: string;
  };
  readonly DescribeQueriesRequest: {
    readonly logGroupName?: string;
    readonly status?: 'Scheduled' | 'Running' | 'Complete' | 'Failed' | 'Cancelled' | 'Timeout' | 'Unknown';
    readonly maxResults?: number;
    readonly nextToken?: string;
    readonly queryLanguage?: 'CWLI' | 'SQL' | 'PPL';
  };
  readonly DescribeQueriesResponse: {
    readonly queries?: readonly Shapes['QueryInfo'][];
    readonly nextToken?: string;
  };
  readonly DescribeQueryDefinitionsRequest: {
    readonly queryLanguage?: 'CWLI' | 'SQL' | 'PPL';
    readonly queryDefinitionNamePrefix?: string;
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly DescribeQueryDefinitionsResponse: {
    readonly queryDefinitions?: readonly Shapes['QueryDefinition'][];
    readonly nextToken?: string;
  };
  readonly DescribeResourcePoliciesRequest: {
    readonly nextToken?: string;
    readonly limit?: number;
    readonly resourceArn?: string;
    readonly policyScope?: 'ACCOUNT' | 'RESOURCE';
  };
  readonly DescribeResourcePoliciesResponse: {
    readonly resourcePolicies?: readonly Shapes['ResourcePolicy'][];
    readonly nextToken?: string;
  };
  readonly DescribeSubscriptionFiltersRequest: {
    readonly logGroupName: string;
    readonly filterNamePrefix?: string;
    readonly nextToken?: string;
    readonly limit?: number;
  };
  readonly DescribeSubscriptionFiltersResponse: {
    readonly subscriptionFilters?: readonly Shapes['SubscriptionFilter'][];
    readonly nextToken?: string;
  };
  readonly DisassociateKmsKeyRequest: {
    readonly logGroupName?: string;
    readonly resourceIdentifier?: string;
  };
  readonly Entity: {
    readonly keyAttributes?: Readonly<Record<string, string>>;
    readonly attributes?: Readonly<Record<string, string>>;
  };
  readonly FilterLogEventsRequest: {
    readonly logGroupName?: string;
    readonly logGroupIdentifier?: string;
    readonly logStreamNames?: readonly string[];
    readonly logStreamNamePrefix?: string;
    readonly startTime?: number;
    readonly endTime?: number;
    readonly filterPattern?: string;
    readonly nextToken?: string;
    readonly limit?: number;
    readonly startFromHead?: boolean;
    readonly interleaved?: boolean;
    readonly unmask?: boolean;
  };
  readonly FilterLogEventsResponse: {
    readonly events?: readonly Shapes['FilteredLogEvent'][];
    readonly searchedLogStreams?: readonly Shapes['SearchedLogStream'][];
    readonly nextToken?: string;
  };
  readonly FilteredLogEvent: {
    readonly logStreamName?: string;
    readonly timestamp?: number;
    readonly message?: string;
    readonly ingestionTime?: number;
    readonly eventId?: string;
  };
  readonly GetLogEventsRequest: {
    readonly logGroupName?: string;
    readonly logGroupIdentifier?: string;
    readonly logStreamName: string;
    readonly startTime?: number;
    readonly endTime?: number;
    readonly nextToken?: string;
    readonly limit?: number;
    readonly startFromHead?: boolean;
    readonly unmask?: boolean;
  };
  readonly GetLogEventsResponse: {
    readonly events?: readonly Shapes['OutputLogEvent'][];
    readonly nextForwardToken?: string;
    readonly nextBackwardToken?: string;
  };
  readonly GetLogRecordRequest: {
    readonly logRecordPointer: string;
    readonly unmask?: boolean;
  };
  readonly GetLogRecordResponse: {
    readonly logRecord?: Readonly<Record<string, string>>;
  };
  readonly GetQueryResultsRequest: {
    readonly queryId: string;
    readonly nextToken?: string;
    readonly maxItems?: number;
  };
  readonly GetQueryResultsResponse: {
    readonly queryLanguage?: 'CWLI' | 'SQL' | 'PPL';
    readonly results?: readonly (readonly Shapes['ResultField'][])[];
    readonly statistics?: Shapes['QueryStatistics'];
    readonly status?: 'Scheduled' | 'Running' | 'Complete' | 'Failed' | 'Cancelled' | 'Timeout' | 'Unknown';
    readonly encryptionKey?: string;
    readonly nextToken?: string;
  };
  readonly InputLogEvent: {
    readonly timestamp: number;
    readonly message: string;
  };
  readonly ListLogGroupsRequest: {
    readonly logGroupNamePattern?: string;
    readonly logGroupClass?: 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY' | 'ESSENTIALS';
    readonly includeLinkedAccounts?: boolean;
    readonly accountIdentifiers?: readonly string[];
    readonly nextToken?: string;
    readonly limit?: number;
    readonly dataSources?: readonly Shapes['DataSourceFilter'][];
    readonly fieldIndexNames?: readonly string[];
    readonly logGroupTags?: readonly Shapes['TagFilter'][];
  };
  readonly ListLogGroupsResponse: {
    readonly logGroups?: readonly Shapes['LogGroupSummary'][];
    readonly nextToken?: string;
  };
  readonly ListTagsForResourceRequest: {
    readonly resourceArn: string;
  };
  readonly ListTagsForResourceResponse: {
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly ListTagsLogGroupRequest: {
    readonly logGroupName: string;
  };
  readonly ListTagsLogGroupResponse: {
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly LogGroup: {
    readonly logGroupName?: string;
    readonly creationTime?: number;
    readonly retentionInDays?: number;
    readonly metricFilterCount?: number;
    readonly arn?: string;
    readonly storedBytes?: number;
    readonly kmsKeyId?: string;
    readonly dataProtectionStatus?: 'ACTIVATED' | 'DELETED' | 'ARCHIVED' | 'DISABLED';
    readonly inheritedProperties?: readonly 'ACCOUNT_DATA_PROTECTION'[];
    readonly logGroupClass?: 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY' | 'ESSENTIALS';
    readonly logGroupArn?: string;
    readonly deletionProtectionEnabled?: boolean;
    readonly bearerTokenAuthenticationEnabled?: boolean;
    readonly retentionPolicyName?: string;
  };
  readonly LogGroupSummary: {
    readonly logGroupName?: string;
    readonly logGroupArn?: string;
    readonly logGroupClass?: 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY' | 'ESSENTIALS';
  };
  readonly LogStream: {
    readonly logStreamName?: string;
    readonly creationTime?: number;
    readonly firstEventTimestamp?: number;
    readonly lastEventTimestamp?: number;
    readonly lastIngestionTime?: number;
    readonly uploadSequenceToken?: string;
    readonly arn?: string;
    readonly storedBytes?: number;
  };
  readonly MetricFilter: {
    readonly filterName?: string;
    readonly filterPattern?: string;
    readonly metricTransformations?: readonly Shapes['MetricTransformation'][];
    readonly creationTime?: number;
    readonly logGroupName?: string;
    readonly applyOnTransformedLogs?: boolean;
    readonly fieldSelectionCriteria?: string;
    readonly emitSystemFieldDimensions?: readonly string[];
  };
  readonly MetricFilterMatchRecord: {
    readonly eventNumber?: number;
    readonly eventMessage?: string;
    readonly extractedValues?: Readonly<Record<string, string>>;
  };
  readonly MetricTransformation: {
    readonly metricName: string;
    readonly metricNamespace: string;
    readonly metricValue: string;
    readonly defaultValue?: number;
    readonly dimensions?: Readonly<Record<string, string>>;
    readonly unit?:
      | 'Seconds'
      | 'Microseconds'
      | 'Milliseconds'
      | 'Bytes'
      | 'Kilobytes'
      | 'Megabytes'
      | 'Gigabytes'
      | 'Terabytes'
      | 'Bits'
      | 'Kilobits'
      | 'Megabits'
      | 'Gigabits'
      | 'Terabits'
      | 'Percent'
      | 'Count'
      | 'Bytes/Second'
      | 'Kilobytes/Second'
      | 'Megabytes/Second'
      | 'Gigabytes/Second'
      | 'Terabytes/Second'
      | 'Bits/Second'
      | 'Kilobits/Second'
      | 'Megabits/Second'
      | 'Gigabits/Second'
      | 'Terabits/Second'
      | 'Count/Second'
      | 'None';
  };
  readonly OutputLogEvent: {
    readonly timestamp?: number;
    readonly message?: string;
    readonly ingestionTime?: number;
  };
  readonly PutLogEventsRequest: {
    readonly logGroupName: string;
    readonly logStreamName: string;
    readonly logEvents: readonly Shapes['InputLogEvent'][];
    readonly sequenceToken?: string;
    readonly entity?: Shapes['Entity'];
  };
  readonly PutLogEventsResponse: {
    readonly nextSequenceToken?: string;
    readonly rejectedLogEventsInfo?: Shapes['RejectedLogEventsInfo'];
    readonly rejectedEntityInfo?: Shapes['RejectedEntityInfo'];
  };
  readonly PutMetricFilterRequest: {
    readonly logGroupName: string;
    readonly filterName: string;
    readonly filterPattern: string;
    readonly metricTransformations: readonly Shapes['MetricTransformation'][];
    readonly applyOnTransformedLogs?: boolean;
    readonly fieldSelectionCriteria?: string;
    readonly emitSystemFieldDimensions?: readonly string[];
  };
  readonly PutQueryDefinitionRequest: {
    readonly queryLanguage?: 'CWLI' | 'SQL' | 'PPL';
    readonly name: string;
    readonly queryDefinitionId?: string;
    readonly logGroupNames?: readonly string[];
    readonly queryString: string;
    readonly clientToken?: string;
    readonly parameters?: readonly Shapes['QueryParameter'][];
  };
  readonly PutQueryDefinitionResponse: {
    readonly queryDefinitionId?: string;
  };
  readonly PutResourcePolicyRequest: {
    readonly policyName?: string;
    readonly policyDocument?: string;
    readonly resourceArn?: string;
    readonly expectedRevisionId?: string;
  };
  readonly PutResourcePolicyResponse: {
    readonly resourcePolicy?: Shapes['ResourcePolicy'];
    readonly revisionId?: string;
  };
  readonly PutRetentionPolicyRequest: {
    readonly logGroupName: string;
    readonly retentionInDays: number;
  };
  readonly PutSubscriptionFilterRequest: {
    readonly logGroupName: string;
    readonly filterName: string;
    readonly filterPattern: string;
    readonly destinationArn: string;
    readonly roleArn?: string;
    readonly distribution?: 'Random' | 'ByLogStream';
    readonly applyOnTransformedLogs?: boolean;
    readonly fieldSelectionCriteria?: string;
    readonly emitSystemFields?: readonly string[];
  };
  readonly QueryDefinition: {
    readonly queryLanguage?: 'CWLI' | 'SQL' | 'PPL';
    readonly queryDefinitionId?: string;
    readonly name?: string;
    readonly queryString?: string;
    readonly lastModified?: number;
    readonly logGroupNames?: readonly string[];
    readonly parameters?: readonly Shapes['QueryParameter'][];
  };
  readonly QueryInfo: {
    readonly queryLanguage?: 'CWLI' | 'SQL' | 'PPL';
    readonly queryId?: string;
    readonly queryString?: string;
    readonly status?: 'Scheduled' | 'Running' | 'Complete' | 'Failed' | 'Cancelled' | 'Timeout' | 'Unknown';
    readonly createTime?: number;
    readonly logGroupName?: string;
    readonly queryDuration?: number;
    readonly bytesScanned?: number;
    readonly userIdentity?: string;
  };
  readonly QueryParameter: {
    readonly name: string;
    readonly defaultValue?: string;
    readonly description?: string;
  };
  readonly QueryStatistics: {
    readonly recordsMatched?: number;
    readonly recordsScanned?: number;
    readonly estimatedRecordsSkipped?: number;
    readonly bytesScanned?: number;
    readonly estimatedBytesSkipped?: number;
    readonly logGroupsScanned?: number;
    readonly resultCount?: number;
  };
  readonly RejectedEntityInfo: {
    readonly errorType:
      | 'InvalidEntity'
      | 'InvalidTypeValue'
      | 'InvalidKeyAttributes'
      | 'InvalidAttributes'
      | 'EntitySizeTooLarge'
      | 'UnsupportedLogGroupType'
      | 'MissingRequiredFields';
  };
  readonly RejectedLogEventsInfo: {
    readonly tooNewLogEventStartIndex?: number;
    readonly tooOldLogEventEndIndex?: number;
    readonly expiredLogEventEndIndex?: number;
  };
  readonly ResourcePolicy: {
    readonly policyName?: string;
    readonly policyDocument?: string;
    readonly lastUpdatedTime?: number;
    readonly policyScope?: 'ACCOUNT' | 'RESOURCE';
    readonly resourceArn?: string;
    readonly revisionId?: string;
  };
  readonly ResultField: {
    readonly field?: string;
    readonly value?: string;
  };
  readonly SearchedLogStream: {
    readonly logStreamName?: string;
    readonly searchedCompletely?: boolean;
  };
  readonly StartQueryRequest: {
    readonly queryLanguage?: 'CWLI' | 'SQL' | 'PPL';
    readonly logGroupName?: string;
    readonly logGroupNames?: readonly string[];
    readonly logGroupIdentifiers?: readonly string[];
    readonly startTime: number;
    readonly endTime: number;
    readonly queryString: string;
    readonly limit?: number;
  };
  readonly StartQueryResponse: {
    readonly queryId?: string;
  };
  readonly StopQueryRequest: {
    readonly queryId: string;
  };
  readonly StopQueryResponse: {
    readonly success?: boolean;
  };
  readonly SubscriptionFilter: {
    readonly filterName?: string;
    readonly logGroupName?: string;
    readonly filterPattern?: string;
    readonly destinationArn?: string;
    readonly roleArn?: string;
    readonly distribution?: 'Random' | 'ByLogStream';
    readonly applyOnTransformedLogs?: boolean;
    readonly creationTime?: number;
    readonly fieldSelectionCriteria?: string;
    readonly emitSystemFields?: readonly string[];
  };
  readonly TagFilter: {
    readonly key: string;
    readonly values?: readonly string[];
  };
  readonly TagLogGroupRequest: {
    readonly logGroupName: string;
    readonly tags: Readonly<Record<string, string>>;
  };
  readonly TagResourceRequest: {
    readonly resourceArn: string;
    readonly tags: Readonly<Record<string, string>>;
  };
  readonly TestMetricFilterRequest: {
    readonly filterPattern: string;
    readonly logEventMessages: readonly string[];
  };
  readonly TestMetricFilterResponse: {
    readonly matches?: readonly Shapes['MetricFilterMatchRecord'][];
  };
  readonly UntagLogGroupRequest: {
    readonly logGroupName: string;
    readonly tags: readonly string[];
  };
  readonly UntagResourceRequest: {
    readonly resourceArn: string;
    readonly tagKeys: readonly string[];
  };
}

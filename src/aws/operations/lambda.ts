// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface LambdaApi {
  readonly operations: {
    readonly AddLayerVersionPermission: {
      readonly input: Shapes['AddLayerVersionPermissionRequest'];
      readonly output: Shapes['AddLayerVersionPermissionResponse'];
    };
    readonly AddPermission: {
      readonly input: Shapes['AddPermissionRequest'];
      readonly output: Shapes['AddPermissionResponse'];
    };
    readonly CreateAlias: {
      readonly input: Shapes['CreateAliasRequest'];
      readonly output: Shapes['AliasConfiguration'];
    };
    readonly CreateCodeSigningConfig: {
      readonly input: Shapes['CreateCodeSigningConfigRequest'];
      readonly output: Shapes['CreateCodeSigningConfigResponse'];
    };
    readonly CreateEventSourceMapping: {
      readonly input: Shapes['CreateEventSourceMappingRequest'];
      readonly output: Shapes['EventSourceMappingConfiguration'];
    };
    readonly CreateFunction: {
      readonly input: Shapes['CreateFunctionRequest'];
      readonly output: Shapes['FunctionConfiguration'];
    };
    readonly CreateFunctionUrlConfig: {
      readonly input: Shapes['CreateFunctionUrlConfigRequest'];
      readonly output: Shapes['CreateFunctionUrlConfigResponse'];
    };
    readonly DeleteAlias: {
      readonly input: Shapes['DeleteAliasRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteCodeSigningConfig: {
      readonly input: Shapes['DeleteCodeSigningConfigRequest'];
      readonly output: Shapes['DeleteCodeSigningConfigResponse'];
    };
    readonly DeleteEventSourceMapping: {
      readonly input: Shapes['DeleteEventSourceMappingRequest'];
      readonly output: Shapes['EventSourceMappingConfiguration'];
    };
    readonly DeleteFunction: {
      readonly input: Shapes['DeleteFunctionRequest'];
      readonly output: Shapes['DeleteFunctionResponse'];
    };
    readonly DeleteFunctionCodeSigningConfig: {
      readonly input: Shapes['DeleteFunctionCodeSigningConfigRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteFunctionConcurrency: {
      readonly input: Shapes['DeleteFunctionConcurrencyRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteFunctionEventInvokeConfig: {
      readonly input: Shapes['DeleteFunctionEventInvokeConfigRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteFunctionUrlConfig: {
      readonly input: Shapes['DeleteFunctionUrlConfigRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteLayerVersion: {
      readonly input: Shapes['DeleteLayerVersionRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteProvisionedConcurrencyConfig: {
      readonly input: Shapes['DeleteProvisionedConcurrencyConfigRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly GetAccountSettings: {
      readonly input: Shapes['GetAccountSettingsRequest'];
      readonly output: Shapes['GetAccountSettingsResponse'];
    };
    readonly GetAlias: {
      readonly input: Shapes['GetAliasRequest'];
      readonly output: Shapes['AliasConfiguration'];
    };
    readonly GetCodeSigningConfig: {
      readonly input: Shapes['GetCodeSigningConfigRequest'];
      readonly output: Shapes['GetCodeSigningConfigResponse'];
    };
    readonly GetEventSourceMapping: {
      readonly input: Shapes['GetEventSourceMappingRequest'];
      readonly output: Shapes['EventSourceMappingConfiguration'];
    };
    readonly GetFunction: {
      readonly input: Shapes['GetFunctionRequest'];
      readonly output: Shapes['GetFunctionResponse'];
    };
    readonly GetFunctionCodeSigningConfig: {
      readonly input: Shapes['GetFunctionCodeSigningConfigRequest'];
      readonly output: Shapes['GetFunctionCodeSigningConfigResponse'];
    };
    readonly GetFunctionConcurrency: {
      readonly input: Shapes['GetFunctionConcurrencyRequest'];
      readonly output: Shapes['GetFunctionConcurrencyResponse'];
    };
    readonly GetFunctionConfiguration: {
      readonly input: Shapes['GetFunctionConfigurationRequest'];
      readonly output: Shapes['FunctionConfiguration'];
    };
    readonly GetFunctionEventInvokeConfig: {
      readonly input: Shapes['GetFunctionEventInvokeConfigRequest'];
      readonly output: Shapes['FunctionEventInvokeConfig'];
    };
    readonly GetFunctionRecursionConfig: {
      readonly input: Shapes['GetFunctionRecursionConfigRequest'];
      readonly output: Shapes['GetFunctionRecursionConfigResponse'];
    };
    readonly GetFunctionUrlConfig: {
      readonly input: Shapes['GetFunctionUrlConfigRequest'];
      readonly output: Shapes['GetFunctionUrlConfigResponse'];
    };
    readonly GetLayerVersion: {
      readonly input: Shapes['GetLayerVersionRequest'];
      readonly output: Shapes['GetLayerVersionResponse'];
    };
    readonly GetLayerVersionByArn: {
      readonly input: Shapes['GetLayerVersionByArnRequest'];
      readonly output: Shapes['GetLayerVersionResponse'];
    };
    readonly GetLayerVersionPolicy: {
      readonly input: Shapes['GetLayerVersionPolicyRequest'];
      readonly output: Shapes['GetLayerVersionPolicyResponse'];
    };
    readonly GetPolicy: {
      readonly input: Shapes['GetPolicyRequest'];
      readonly output: Shapes['GetPolicyResponse'];
    };
    readonly GetProvisionedConcurrencyConfig: {
      readonly input: Shapes['GetProvisionedConcurrencyConfigRequest'];
      readonly output: Shapes['GetProvisionedConcurrencyConfigResponse'];
    };
    readonly GetRuntimeManagementConfig: {
      readonly input: Shapes['GetRuntimeManagementConfigRequest'];
      readonly output: Shapes['GetRuntimeManagementConfigResponse'];
    };
    readonly Invoke: {
      readonly input: Shapes['InvocationRequest'];
      readonly output: Shapes['InvocationResponse'];
    };
    readonly InvokeAsync: {
      readonly input: Shapes['InvokeAsyncRequest'];
      readonly output: Shapes['InvokeAsyncResponse'];
    };
    readonly InvokeWithResponseStream: {
      readonly input: Shapes['InvokeWithResponseStreamRequest'];
      readonly output: Shapes['InvokeWithResponseStreamResponse'];
    };
    readonly ListAliases: {
      readonly input: Shapes['ListAliasesRequest'];
      readonly output: Shapes['ListAliasesResponse'];
    };
    readonly ListCodeSigningConfigs: {
      readonly input: Shapes['ListCodeSigningConfigsRequest'];
      readonly output: Shapes['ListCodeSigningConfigsResponse'];
    };
    readonly ListEventSourceMappings: {
      readonly input: Shapes['ListEventSourceMappingsRequest'];
      readonly output: Shapes['ListEventSourceMappingsResponse'];
    };
    readonly ListFunctionEventInvokeConfigs: {
      readonly input: Shapes['ListFunctionEventInvokeConfigsRequest'];
      readonly output: Shapes['ListFunctionEventInvokeConfigsResponse'];
    };
    readonly ListFunctionUrlConfigs: {
      readonly input: Shapes['ListFunctionUrlConfigsRequest'];
      readonly output: Shapes['ListFunctionUrlConfigsResponse'];
    };
    readonly ListFunctions: {
      readonly input: Shapes['ListFunctionsRequest'];
      readonly output: Shapes['ListFunctionsResponse'];
    };
    readonly ListFunctionsByCodeSigningConfig: {
      readonly input: Shapes['ListFunctionsByCodeSigningConfigRequest'];
      readonly output: Shapes['ListFunctionsByCodeSigningConfigResponse'];
    };
    readonly ListLayerVersions: {
      readonly input: Shapes['ListLayerVersionsRequest'];
      readonly output: Shapes['ListLayerVersionsResponse'];
    };
    readonly ListLayers: {
      readonly input: Shapes['ListLayersRequest'];
      readonly output: Shapes['ListLayersResponse'];
    };
    readonly ListProvisionedConcurrencyConfigs: {
      readonly input: Shapes['ListProvisionedConcurrencyConfigsRequest'];
      readonly output: Shapes['ListProvisionedConcurrencyConfigsResponse'];
    };
    readonly ListTags: {
      readonly input: Shapes['ListTagsRequest'];
      readonly output: Shapes['ListTagsResponse'];
    };
    readonly ListVersionsByFunction: {
      readonly input: Shapes['ListVersionsByFunctionRequest'];
      readonly output: Shapes['ListVersionsByFunctionResponse'];
    };
    readonly PublishLayerVersion: {
      readonly input: Shapes['PublishLayerVersionRequest'];
      readonly output: Shapes['PublishLayerVersionResponse'];
    };
    readonly PublishVersion: {
      readonly input: Shapes['PublishVersionRequest'];
      readonly output: Shapes['FunctionConfiguration'];
    };
    readonly PutFunctionCodeSigningConfig: {
      readonly input: Shapes['PutFunctionCodeSigningConfigRequest'];
      readonly output: Shapes['PutFunctionCodeSigningConfigResponse'];
    };
    readonly PutFunctionConcurrency: {
      readonly input: Shapes['PutFunctionConcurrencyRequest'];
      readonly output: Shapes['Concurrency'];
    };
    readonly PutFunctionEventInvokeConfig: {
      readonly input: Shapes['PutFunctionEventInvokeConfigRequest'];
      readonly output: Shapes['FunctionEventInvokeConfig'];
    };
    readonly PutFunctionRecursionConfig: {
      readonly input: Shapes['PutFunctionRecursionConfigRequest'];
      readonly output: Shapes['PutFunctionRecursionConfigResponse'];
    };
    readonly PutProvisionedConcurrencyConfig: {
      readonly input: Shapes['PutProvisionedConcurrencyConfigRequest'];
      readonly output: Shapes['PutProvisionedConcurrencyConfigResponse'];
    };
    readonly PutRuntimeManagementConfig: {
      readonly input: Shapes['PutRuntimeManagementConfigRequest'];
      readonly output: Shapes['PutRuntimeManagementConfigResponse'];
    };
    readonly RemoveLayerVersionPermission: {
      readonly input: Shapes['RemoveLayerVersionPermissionRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly RemovePermission: {
      readonly input: Shapes['RemovePermissionRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceRequest'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UpdateAlias: {
      readonly input: Shapes['UpdateAliasRequest'];
      readonly output: Shapes['AliasConfiguration'];
    };
    readonly UpdateCodeSigningConfig: {
      readonly input: Shapes['UpdateCodeSigningConfigRequest'];
      readonly output: Shapes['UpdateCodeSigningConfigResponse'];
    };
    readonly UpdateEventSourceMapping: {
      readonly input: Shapes['UpdateEventSourceMappingRequest'];
      readonly output: Shapes['EventSourceMappingConfiguration'];
    };
    readonly UpdateFunctionCode: {
      readonly input: Shapes['UpdateFunctionCodeRequest'];
      readonly output: Shapes['FunctionConfiguration'];
    };
    readonly UpdateFunctionConfiguration: {
      readonly input: Shapes['UpdateFunctionConfigurationRequest'];
      readonly output: Shapes['FunctionConfiguration'];
    };
    readonly UpdateFunctionEventInvokeConfig: {
      readonly input: Shapes['UpdateFunctionEventInvokeConfigRequest'];
      readonly output: Shapes['FunctionEventInvokeConfig'];
    };
    readonly UpdateFunctionUrlConfig: {
      readonly input: Shapes['UpdateFunctionUrlConfigRequest'];
      readonly output: Shapes['UpdateFunctionUrlConfigResponse'];
    };
  };
  readonly errors:
    | 'AliasLimitExceededException'
    | 'CallbackTimeoutException'
    | 'CapacityProviderLimitExceededException'
    | 'CodeArtifactUserDeletedException'
    | 'CodeArtifactUserFailedException'
    | 'CodeArtifactUserPendingException'
    | 'CodeSigningConfigNotFoundException'
    | 'CodeStorageExceededException'
    | 'CodeVerificationFailedException'
    | 'DurableExecutionAlreadyStartedException'
    | 'EC2AccessDeniedException'
    | 'EC2ThrottledException'
    | 'EC2UnexpectedException'
    | 'EFSIOException'
    | 'EFSMountConnectivityException'
    | 'EFSMountFailureException'
    | 'EFSMountTimeoutException'
    | 'ENILimitReachedException'
    | 'ENINotReadyException'
    | 'FunctionVersionsPerCapacityProviderLimitExceededException'
    | 'InvalidCodeSignatureException'
    | 'InvalidParameterValueException'
    | 'InvalidRequestContentException'
    | 'InvalidRuntimeException'
    | 'InvalidSecurityGroupIDException'
    | 'InvalidSubnetIDException'
    | 'InvalidZipFileException'
    | 'KMSAccessDeniedException'
    | 'KMSDisabledException'
    | 'KMSInvalidStateException'
    | 'KMSNotFoundException'
    | 'ModeNotSupportedException'
    | 'NoPublishedVersionException'
    | 'PolicyLengthExceededException'
    | 'PreconditionFailedException'
    | 'ProvisionedConcurrencyConfigNotFoundException'
    | 'PublicPolicyException'
    | 'RecursiveInvocationException'
    | 'RequestTooLargeException'
    | 'ResourceConflictException'
    | 'ResourceInUseException'
    | 'ResourceNotFoundException'
    | 'ResourceNotReadyException'
    | 'RuntimeAliasDeletedException'
    | 'RuntimeVersionDeletedException'
    | 'S3FilesMountConnectivityException'
    | 'S3FilesMountFailureException'
    | 'S3FilesMountTimeoutException'
    | 'SerializedRequestEntityTooLargeException'
    | 'ServiceException'
    | 'ServiceQuotaExceededException'
    | 'SnapStartException'
    | 'SnapStartNotReadyException'
    | 'SnapStartRegenerationFailureException'
    | 'SnapStartTimeoutException'
    | 'SubnetIPAddressLimitReachedException'
    | 'TooManyRequestsException'
    | 'UnsupportedMediaTypeException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AcceleratorConfig: {
    readonly AcceleratorMemorySize: number;
  };
  readonly AccountLimit: {
    readonly TotalCodeSize?: number;
    readonly CodeSizeUnzipped?: number;
    readonly CodeSizeZipped?: number;
    readonly ConcurrentExecutions?: number;
    readonly UnreservedConcurrentExecutions?: number;
  };
  readonly AccountUsage: {
    readonly TotalCodeSize?: number;
    readonly FunctionCount?: number;
  };
  readonly AddLayerVersionPermissionRequest: {
    readonly LayerName: string;
    readonly VersionNumber: number;
    readonly StatementId: string;
    readonly Action: string;
    readonly Principal: string;
    readonly OrganizationId?: string;
    readonly RevisionId?: string;
  };
  readonly AddLayerVersionPermissionResponse: {
    readonly Statement?: string;
    readonly RevisionId?: string;
  };
  readonly AddPermissionRequest: {
    readonly FunctionName: string;
    readonly StatementId: string;
    readonly Action: string;
    readonly Principal: string;
    readonly SourceArn?: string;
    readonly FunctionUrlAuthType?: 'NONE' | 'AWS_IAM';
    readonly InvokedViaFunctionUrl?: boolean;
    readonly SourceAccount?: string;
    readonly EventSourceToken?: string;
    readonly Qualifier?: string;
    readonly RevisionId?: string;
    readonly PrincipalOrgID?: string;
  };
  readonly AddPermissionResponse: {
    readonly Statement?: string;
  };
  readonly AliasConfiguration: {
    readonly AliasArn?: string;
    readonly Name?: string;
    readonly FunctionVersion?: string;
    readonly Description?: string;
    readonly RoutingConfig?: Shapes['AliasRoutingConfiguration'];
    readonly RevisionId?: string;
  };
  readonly AliasRoutingConfiguration: {
    readonly AdditionalVersionWeights?: Readonly<Record<string, number>>;
  };
  readonly AllowedPublishers: {
    readonly SigningProfileVersionArns: readonly string[];
  };
  readonly AmazonManagedKafkaEventSourceConfig: {
    readonly ConsumerGroupId?: string;
    readonly SchemaRegistryConfig?: Shapes['KafkaSchemaRegistryConfig'];
  };
  readonly CapacityProviderConfig: {
    readonly LambdaManagedInstancesCapacityProviderConfig: Shapes['LambdaManagedInstancesCapacityProviderConfig'];
  };
  readonly CodeSigningConfig: {
    readonly CodeSigningConfigId: string;
    readonly CodeSigningConfigArn: string;
    readonly Description?: string;
    readonly AllowedPublishers: Shapes['AllowedPublishers'];
    readonly CodeSigningPolicies: Shapes['CodeSigningPolicies'];
    readonly LastModified: string;
  };
  readonly CodeSigningPolicies: {
    readonly UntrustedArtifactOnDeployment?: 'Warn' | 'Enforce';
  };
  readonly Concurrency: {
    readonly ReservedConcurrentExecutions?: number;
  };
  readonly Cors: {
    readonly AllowCredentials?: boolean;
    readonly AllowHeaders?: readonly string[];
    readonly AllowMethods?: readonly string[];
    readonly AllowOrigins?: readonly string[];
    readonly ExposeHeaders?: readonly string[];
    readonly MaxAge?: number;
  };
  readonly CreateAliasRequest: {
    readonly FunctionName: string;
    readonly Name: string;
    readonly FunctionVersion: string;
    readonly Description?: string;
    readonly RoutingConfig?: Shapes['AliasRoutingConfiguration'];
  };
  readonly CreateCodeSigningConfigRequest: {
    readonly Description?: string;
    readonly AllowedPublishers: Shapes['AllowedPublishers'];
    readonly CodeSigningPolicies?: Shapes['CodeSigningPolicies'];
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly CreateCodeSigningConfigResponse: {
    readonly CodeSigningConfig: Shapes['CodeSigningConfig'];
  };
  readonly CreateEventSourceMappingRequest: {
    readonly EventSourceArn?: string;
    readonly FunctionName: string;
    readonly Enabled?: boolean;
    readonly BatchSize?: number;
    readonly FilterCriteria?: Shapes['FilterCriteria'];
    readonly KMSKeyArn?: string;
    readonly MetricsConfig?: Shapes['EventSourceMappingMetricsConfig'];
    readonly LoggingConfig?: Shapes['EventSourceMappingLoggingConfig'];
    readonly ScalingConfig?: Shapes['ScalingConfig'];
    readonly MaximumBatchingWindowInSeconds?: number;
    readonly ParallelizationFactor?: number;
    readonly StartingPosition?: 'TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP';
    readonly StartingPositionTimestamp?: Date;
    readonly DestinationConfig?: Shapes['DestinationConfig'];
    readonly MaximumRecordAgeInSeconds?: number;
    readonly BisectBatchOnFunctionError?: boolean;
    readonly MaximumRetryAttempts?: number;
    readonly Tags?: Readonly<Record<string, string>>;
    readonly TumblingWindowInSeconds?: number;
    readonly Topics?: readonly string[];
    readonly Queues?: readonly string[];
    readonly SourceAccessConfigurations?: readonly Shapes['SourceAccessConfiguration'][];
    readonly SelfManagedEventSource?: Shapes['SelfManagedEventSource'];
    readonly FunctionResponseTypes?: readonly 'ReportBatchItemFailures'[];
    readonly AmazonManagedKafkaEventSourceConfig?: Shapes['AmazonManagedKafkaEventSourceConfig'];
    readonly SelfManagedKafkaEventSourceConfig?: Shapes['SelfManagedKafkaEventSourceConfig'];
    readonly DocumentDBEventSourceConfig?: Shapes['DocumentDBEventSourceConfig'];
    readonly ProvisionedPollerConfig?: Shapes['ProvisionedPollerConfig'];
  };
  readonly CreateFunctionRequest: {
    readonly FunctionName: string;
    readonly Runtime?:
      | 'nodejs'
      | 'nodejs4.3'
      | 'nodejs6.10'
      | 'nodejs8.10'
      | 'nodejs10.x'
      | 'nodejs12.x'
      | 'nodejs14.x'
      | 'nodejs16.x'
      | 'nodejs18.x'
      | 'nodejs20.x'
      | 'nodejs22.x'
      | 'nodejs24.x'
      | 'java8'
      | 'java8.al2'
      | 'java11'
      | 'java17'
      | 'java21'
      | 'java25'
      | 'python2.7'
      | 'python3.6'
      | 'python3.7'
      | 'python3.8'
      | 'python3.9'
      | 'python3.10'
      | 'python3.11'
      | 'python3.12'
      | 'python3.13'
      | 'python3.14'
      | 'dotnetcore1.0'
      | 'dotnetcore2.0'
      | 'dotnetcore2.1'
      | 'dotnetcore3.1'
      | 'dotnet6'
      | 'dotnet8'
      | 'dotnet10'
      | 'nodejs4.3-edge'
      | 'go1.x'
      | 'ruby2.5'
      | 'ruby2.7'
      | 'ruby3.2'
      | 'ruby3.3'
      | 'ruby3.4'
      | 'ruby4.0'
      | 'provided'
      | 'provided.al2'
      | 'provided.al2023'
      | 'nodejs26.x'
      | 'python3.15'
      | 'java8.al2023'
      | 'java11.al2023'
      | 'java17.al2023'
      | 'custom';
    readonly Role: string;
    readonly Handler?: string;
    readonly Code: Shapes['FunctionCode'];
    readonly Description?: string;
    readonly Timeout?: number;
    readonly MemorySize?: number;
    readonly Publish?: boolean;
    readonly PublishTo?: 'LATEST_PUBLISHED';
    readonly VpcConfig?: Shapes['VpcConfig'];
    readonly PackageType?: 'Zip' | 'Image';
    readonly DeadLetterConfig?: Shapes['DeadLetterConfig'];
    readonly Environment?: Shapes['Environment'];
    readonly KMSKeyArn?: string;
    readonly TracingConfig?: Shapes['TracingConfig'];
    readonly Tags?: Readonly<Record<string, string>>;
    readonly Layers?: readonly string[];
    readonly FileSystemConfigs?: readonly Shapes['FileSystemConfig'][];
    readonly CodeSigningConfigArn?: string;
    readonly ImageConfig?: Shapes['ImageConfig'];
    readonly Architectures?: readonly ('x86_64' | 'arm64')[];
    readonly EphemeralStorage?: Shapes['EphemeralStorage'];
    readonly SnapStart?: Shapes['SnapStart'];
    readonly LoggingConfig?: Shapes['LoggingConfig'];
    readonly TenancyConfig?: Shapes['TenancyConfig'];
    readonly CapacityProviderConfig?: Shapes['CapacityProviderConfig'];
    readonly DurableConfig?: Shapes['DurableConfig'];
    readonly RuntimeConfig?: Shapes['FunctionRuntimeConfig'];
    readonly AcceleratorConfig?: Shapes['AcceleratorConfig'];
  };
  readonly CreateFunctionUrlConfigRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
    readonly AuthType: 'NONE' | 'AWS_IAM';
    readonly Cors?: Shapes['Cors'];
    readonly InvokeMode?: 'BUFFERED' | 'RESPONSE_STREAM';
  };
  readonly CreateFunctionUrlConfigResponse: {
    readonly FunctionUrl: string;
    readonly FunctionArn: string;
    readonly AuthType: 'NONE' | 'AWS_IAM';
    readonly Cors?: Shapes['Cors'];
    readonly CreationTime: string;
    readonly InvokeMode?: 'BUFFERED' | 'RESPONSE_STREAM';
  };
  readonly DeadLetterConfig: {
    readonly TargetArn?: string;
  };
  readonly DeleteAliasRequest: {
    readonly FunctionName: string;
    readonly Name: string;
  };
  readonly DeleteCodeSigningConfigRequest: {
    readonly CodeSigningConfigArn: string;
  };
  readonly DeleteCodeSigningConfigResponse: {};
  readonly DeleteEventSourceMappingRequest: {
    readonly UUID: string;
  };
  readonly DeleteFunctionCodeSigningConfigRequest: {
    readonly FunctionName: string;
  };
  readonly DeleteFunctionConcurrencyRequest: {
    readonly FunctionName: string;
  };
  readonly DeleteFunctionEventInvokeConfigRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
  };
  readonly DeleteFunctionRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
  };
  readonly DeleteFunctionResponse: {
    readonly StatusCode?: number;
  };
  readonly DeleteFunctionUrlConfigRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
  };
  readonly DeleteLayerVersionRequest: {
    readonly LayerName: string;
    readonly VersionNumber: number;
  };
  readonly DeleteProvisionedConcurrencyConfigRequest: {
    readonly FunctionName: string;
    readonly Qualifier: string;
  };
  readonly DestinationConfig: {
    readonly OnSuccess?: Shapes['OnSuccess'];
    readonly OnFailure?: Shapes['OnFailure'];
  };
  readonly DocumentDBEventSourceConfig: {
    readonly DatabaseName?: string;
    readonly CollectionName?: string;
    readonly FullDocument?: 'UpdateLookup' | 'Default';
  };
  readonly DurableConfig: {
    readonly KMSKeyArn?: string;
    readonly RetentionPeriodInDays?: number;
    readonly ExecutionTimeout?: number;
  };
  readonly Environment: {
    readonly Variables?: Readonly<Record<string, string>>;
  };
  readonly EnvironmentError: {
    readonly ErrorCode?: string;
    readonly Message?: string;
  };
  readonly EnvironmentResponse: {
    readonly Variables?: Readonly<Record<string, string>>;
    readonly Error?: Shapes['EnvironmentError'];
  };
  readonly EphemeralStorage: {
    readonly Size: number;
  };
  readonly EventSourceMappingConfiguration: {
    readonly UUID?: string;
    readonly StartingPosition?: 'TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP';
    readonly StartingPositionTimestamp?: Date;
    readonly BatchSize?: number;
    readonly MaximumBatchingWindowInSeconds?: number;
    readonly ParallelizationFactor?: number;
    readonly EventSourceArn?: string;
    readonly FilterCriteria?: Shapes['FilterCriteria'];
    readonly FilterCriteriaError?: Shapes['FilterCriteriaError'];
    readonly KMSKeyArn?: string;
    readonly MetricsConfig?: Shapes['EventSourceMappingMetricsConfig'];
    readonly LoggingConfig?: Shapes['EventSourceMappingLoggingConfig'];
    readonly ScalingConfig?: Shapes['ScalingConfig'];
    readonly FunctionArn?: string;
    readonly LastModified?: Date;
    readonly LastProcessingResult?: string;
    readonly State?: string;
    readonly StateTransitionReason?: string;
    readonly DestinationConfig?: Shapes['DestinationConfig'];
    readonly Topics?: readonly string[];
    readonly Queues?: readonly string[];
    readonly SourceAccessConfigurations?: readonly Shapes['SourceAccessConfiguration'][];
    readonly SelfManagedEventSource?: Shapes['SelfManagedEventSource'];
    readonly MaximumRecordAgeInSeconds?: number;
    readonly BisectBatchOnFunctionError?: boolean;
    readonly MaximumRetryAttempts?: number;
    readonly TumblingWindowInSeconds?: number;
    readonly FunctionResponseTypes?: readonly 'ReportBatchItemFailures'[];
    readonly AmazonManagedKafkaEventSourceConfig?: Shapes['AmazonManagedKafkaEventSourceConfig'];
    readonly SelfManagedKafkaEventSourceConfig?: Shapes['SelfManagedKafkaEventSourceConfig'];
    readonly DocumentDBEventSourceConfig?: Shapes['DocumentDBEventSourceConfig'];
    readonly EventSourceMappingArn?: string;
    readonly ProvisionedPollerConfig?: Shapes['ProvisionedPollerConfig'];
  };
  readonly EventSourceMappingLoggingConfig: {
    readonly SystemLogLevel?: 'DEBUG' | 'INFO' | 'WARN';
  };
  readonly EventSourceMappingMetricsConfig: {
    readonly Metrics?: readonly ('EventCount' | 'ErrorCount' | 'KafkaMetrics')[];
  };
  readonly FileSystemConfig: {
    readonly Arn: string;
    readonly LocalMountPath: string;
    readonly S3FilesConfig?: Shapes['S3FilesConfig'];
  };
  readonly Filter: {
    readonly Pattern?: string;
  };
  readonly FilterCriteria: {
    readonly Filters?: readonly Shapes['Filter'][];
  };
  readonly FilterCriteriaError: {
    readonly ErrorCode?: string;
    readonly Message?: string;
  };
  readonly FunctionCode: {
    readonly ZipFile?: Uint8Array;
    readonly S3Bucket?: string;
    readonly S3Key?: string;
    readonly S3ObjectVersion?: string;
    readonly S3ObjectStorageMode?: 'COPY' | 'REFERENCE';
    readonly ImageUri?: string;
    readonly SourceKMSKeyArn?: string;
  };
  readonly FunctionCodeLocation: {
    readonly RepositoryType?: string;
    readonly Location?: string;
    readonly ImageUri?: string;
    readonly ResolvedImageUri?: string;
    readonly ResolvedS3Object?: Shapes['ResolvedS3Object'];
    readonly SourceKMSKeyArn?: string;
    readonly Error?: Shapes['FunctionCodeLocationError'];
  };
  readonly FunctionCodeLocationError: {
    readonly ErrorCode?: string;
    readonly Message?: string;
  };
  readonly FunctionConfiguration: {
    readonly FunctionName?: string;
    readonly FunctionArn?: string;
    readonly Runtime?:
      | 'nodejs'
      | 'nodejs4.3'
      | 'nodejs6.10'
      | 'nodejs8.10'
      | 'nodejs10.x'
      | 'nodejs12.x'
      | 'nodejs14.x'
      | 'nodejs16.x'
      | 'nodejs18.x'
      | 'nodejs20.x'
      | 'nodejs22.x'
      | 'nodejs24.x'
      | 'java8'
      | 'java8.al2'
      | 'java11'
      | 'java17'
      | 'java21'
      | 'java25'
      | 'python2.7'
      | 'python3.6'
      | 'python3.7'
      | 'python3.8'
      | 'python3.9'
      | 'python3.10'
      | 'python3.11'
      | 'python3.12'
      | 'python3.13'
      | 'python3.14'
      | 'dotnetcore1.0'
      | 'dotnetcore2.0'
      | 'dotnetcore2.1'
      | 'dotnetcore3.1'
      | 'dotnet6'
      | 'dotnet8'
      | 'dotnet10'
      | 'nodejs4.3-edge'
      | 'go1.x'
      | 'ruby2.5'
      | 'ruby2.7'
      | 'ruby3.2'
      | 'ruby3.3'
      | 'ruby3.4'
      | 'ruby4.0'
      | 'provided'
      | 'provided.al2'
      | 'provided.al2023'
      | 'nodejs26.x'
      | 'python3.15'
      | 'java8.al2023'
      | 'java11.al2023'
      | 'java17.al2023'
      | 'custom';
    readonly Role?: string;
    readonly Handler?: string;
    readonly CodeSize?: number;
    readonly Description?: string;
    readonly Timeout?: number;
    readonly MemorySize?: number;
    readonly LastModified?: string;
    readonly CodeSha256?: string;
    readonly Version?: string;
    readonly VpcConfig?: Shapes['VpcConfigResponse'];
    readonly DeadLetterConfig?: Shapes['DeadLetterConfig'];
    readonly Environment?: Shapes['EnvironmentResponse'];
    readonly KMSKeyArn?: string;
    readonly TracingConfig?: Shapes['TracingConfigResponse'];
    readonly MasterArn?: string;
    readonly RevisionId?: string;
    readonly Layers?: readonly Shapes['Layer'][];
    readonly State?:
      | 'Pending'
      | 'Active'
      | 'Inactive'
      | 'Failed'
      | 'Deactivating'
      | 'Deactivated'
      | 'ActiveNonInvocable'
      | 'Deleting';
    readonly StateReason?: string;
    readonly StateReasonCode?:
      | 'Idle'
      | 'Creating'
      | 'Restoring'
      | 'EniLimitExceeded'
      | 'InsufficientRolePermissions'
      | 'InvalidConfiguration'
      | 'InternalError'
      | 'SubnetOutOfIPAddresses'
      | 'InvalidSubnet'
      | 'InvalidSecurityGroup'
      | 'ImageDeleted'
      | 'ImageAccessDenied'
      | 'InvalidImage'
      | 'KMSKeyAccessDenied'
      | 'KMSKeyNotFound'
      | 'InvalidStateKMSKey'
      | 'DisabledKMSKey'
      | 'EFSIOError'
      | 'EFSMountConnectivityError'
      | 'EFSMountFailure'
      | 'EFSMountTimeout'
      | 'InvalidRuntime'
      | 'InvalidZipFileException'
      | 'FunctionError'
      | 'ServiceQuotaExceededException'
      | 'VcpuLimitExceeded'
      | 'CapacityProviderScalingLimitExceeded'
      | 'InsufficientCapacity'
      | 'EC2RequestLimitExceeded'
      | 'FunctionError.InitTimeout'
      | 'FunctionError.RuntimeInitError'
      | 'FunctionError.ExtensionInitError'
      | 'FunctionError.InvalidEntryPoint'
      | 'FunctionError.InvalidWorkingDirectory'
      | 'FunctionError.PermissionDenied'
      | 'FunctionError.TooManyExtensions'
      | 'FunctionError.InitResourceExhausted'
      | 'DisallowedByVpcEncryptionControl'
      | 'DrainingDurableExecutions'
      | 'IncompatibleAcceleratorInstanceTypes'
      | 'DependencyError';
    readonly LastUpdateStatus?: 'Successful' | 'Failed' | 'InProgress';
    readonly LastUpdateStatusReason?: string;
    readonly LastUpdateStatusReasonCode?:
      | 'EniLimitExceeded'
      | 'InsufficientRolePermissions'
      | 'InvalidConfiguration'
      | 'InternalError'
      | 'SubnetOutOfIPAddresses'
      | 'InvalidSubnet'
      | 'InvalidSecurityGroup'
      | 'ImageDeleted'
      | 'ImageAccessDenied'
      | 'InvalidImage'
      | 'KMSKeyAccessDenied'
      | 'KMSKeyNotFound'
      | 'InvalidStateKMSKey'
      | 'DisabledKMSKey'
      | 'EFSIOError'
      | 'EFSMountConnectivityError'
      | 'EFSMountFailure'
      | 'EFSMountTimeout'
      | 'InvalidRuntime'
      | 'InvalidZipFileException'
      | 'FunctionError'
      | 'ServiceQuotaExceededException'
      | 'VcpuLimitExceeded'
      | 'CapacityProviderScalingLimitExceeded'
      | 'InsufficientCapacity'
      | 'EC2RequestLimitExceeded'
      | 'FunctionError.InitTimeout'
      | 'FunctionError.RuntimeInitError'
      | 'FunctionError.ExtensionInitError'
      | 'FunctionError.InvalidEntryPoint'
      | 'FunctionError.InvalidWorkingDirectory'
      | 'FunctionError.PermissionDenied'
      | 'FunctionError.TooManyExtensions'
      | 'FunctionError.InitResourceExhausted'
      | 'DisallowedByVpcEncryptionControl'
      | 'IncompatibleAcceleratorInstanceTypes'
      | 'DependencyError';
    readonly FileSystemConfigs?: readonly Shapes['FileSystemConfig'][];
    readonly SigningProfileVersionArn?: string;
    readonly SigningJobArn?: string;
    readonly PackageType?: 'Zip' | 'Image';
    readonly ImageConfigResponse?: Shapes['ImageConfigResponse'];
    readonly Architectures?: readonly ('x86_64' | 'arm64')[];
    readonly EphemeralStorage?: Shapes['EphemeralStorage'];
    readonly SnapStart?: Shapes['SnapStartResponse'];
    readonly RuntimeVersionConfig?: Shapes['RuntimeVersionConfig'];
    readonly LoggingConfig?: Shapes['LoggingConfig'];
    readonly TenancyConfig?: Shapes['TenancyConfig'];
    readonly CapacityProviderConfig?: Shapes['CapacityProviderConfig'];
    readonly ConfigSha256?: string;
    readonly DurableConfig?: Shapes['DurableConfig'];
    readonly RuntimeConfig?: Shapes['FunctionRuntimeConfig'];
    readonly AcceleratorConfig?: Shapes['AcceleratorConfig'];
  };
  readonly FunctionEventInvokeConfig: {
    readonly LastModified?: Date;
    readonly FunctionArn?: string;
    readonly MaximumRetryAttempts?: number;
    readonly MaximumEventAgeInSeconds?: number;
    readonly DestinationConfig?: Shapes['DestinationConfig'];
  };
  readonly FunctionRuntimeConfig: {
    readonly RuntimeArn: string;
    readonly RuntimeAlias: string;
  };
  readonly FunctionUrlConfig: {
    readonly FunctionUrl: string;
    readonly FunctionArn: string;
    readonly CreationTime: string;
    readonly LastModifiedTime: string;
    readonly Cors?: Shapes['Cors'];
    readonly AuthType: 'NONE' | 'AWS_IAM';
    readonly InvokeMode?: 'BUFFERED' | 'RESPONSE_STREAM';
  };
  readonly GetAccountSettingsRequest: {};
  readonly GetAccountSettingsResponse: {
    readonly AccountLimit?: Shapes['AccountLimit'];
    readonly AccountUsage?: Shapes['AccountUsage'];
  };
  readonly GetAliasRequest: {
    readonly FunctionName: string;
    readonly Name: string;
  };
  readonly GetCodeSigningConfigRequest: {
    readonly CodeSigningConfigArn: string;
  };
  readonly GetCodeSigningConfigResponse: {
    readonly CodeSigningConfig: Shapes['CodeSigningConfig'];
  };
  readonly GetEventSourceMappingRequest: {
    readonly UUID: string;
  };
  readonly GetFunctionCodeSigningConfigRequest: {
    readonly FunctionName: string;
  };
  readonly GetFunctionCodeSigningConfigResponse: {
    readonly CodeSigningConfigArn: string;
    readonly FunctionName: string;
  };
  readonly GetFunctionConcurrencyRequest: {
    readonly FunctionName: string;
  };
  readonly GetFunctionConcurrencyResponse: {
    readonly ReservedConcurrentExecutions?: number;
  };
  readonly GetFunctionConfigurationRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
  };
  readonly GetFunctionEventInvokeConfigRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
  };
  readonly GetFunctionRecursionConfigRequest: {
    readonly FunctionName: string;
  };
  readonly GetFunctionRecursionConfigResponse: {
    readonly RecursiveLoop?: 'Allow' | 'Terminate';
  };
  readonly GetFunctionRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
  };
  readonly GetFunctionResponse: {
    readonly Configuration?: Shapes['FunctionConfiguration'];
    readonly Code?: Shapes['FunctionCodeLocation'];
    readonly Tags?: Readonly<Record<string, string>>;
    readonly TagsError?: Shapes['TagsError'];
    readonly Concurrency?: Shapes['Concurrency'];
  };
  readonly GetFunctionUrlConfigRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
  };
  readonly GetFunctionUrlConfigResponse: {
    readonly FunctionUrl: string;
    readonly FunctionArn: string;
    readonly AuthType: 'NONE' | 'AWS_IAM';
    readonly Cors?: Shapes['Cors'];
    readonly CreationTime: string;
    readonly LastModifiedTime: string;
    readonly InvokeMode?: 'BUFFERED' | 'RESPONSE_STREAM';
  };
  readonly GetLayerVersionByArnRequest: {
    readonly Arn: string;
  };
  readonly GetLayerVersionPolicyRequest: {
    readonly LayerName: string;
    readonly VersionNumber: number;
  };
  readonly GetLayerVersionPolicyResponse: {
    readonly Policy?: string;
    readonly RevisionId?: string;
  };
  readonly GetLayerVersionRequest: {
    readonly LayerName: string;
    readonly VersionNumber: number;
  };
  readonly GetLayerVersionResponse: {
    readonly Content?: Shapes['LayerVersionContentOutput'];
    readonly LayerArn?: string;
    readonly LayerVersionArn?: string;
    readonly Description?: string;
    readonly CreatedDate?: string;
    readonly Version?: number;
    readonly CompatibleArchitectures?: readonly ('x86_64' | 'arm64')[];
    readonly CompatibleRuntimes?: readonly (
      | 'nodejs'
      | 'nodejs4.3'
      | 'nodejs6.10'
      | 'nodejs8.10'
      | 'nodejs10.x'
      | 'nodejs12.x'
      | 'nodejs14.x'
      | 'nodejs16.x'
      | 'nodejs18.x'
      | 'nodejs20.x'
      | 'nodejs22.x'
      | 'nodejs24.x'
      | 'java8'
      | 'java8.al2'
      | 'java11'
      | 'java17'
      | 'java21'
      | 'java25'
      | 'python2.7'
      | 'python3.6'
      | 'python3.7'
      | 'python3.8'
      | 'python3.9'
      | 'python3.10'
      | 'python3.11'
      | 'python3.12'
      | 'python3.13'
      | 'python3.14'
      | 'dotnetcore1.0'
      | 'dotnetcore2.0'
      | 'dotnetcore2.1'
      | 'dotnetcore3.1'
      | 'dotnet6'
      | 'dotnet8'
      | 'dotnet10'
      | 'nodejs4.3-edge'
      | 'go1.x'
      | 'ruby2.5'
      | 'ruby2.7'
      | 'ruby3.2'
      | 'ruby3.3'
      | 'ruby3.4'
      | 'ruby4.0'
      | 'provided'
      | 'provided.al2'
      | 'provided.al2023'
      | 'nodejs26.x'
      | 'python3.15'
      | 'java8.al2023'
      | 'java11.al2023'
      | 'java17.al2023'
      | 'custom'
    )[];
    readonly LicenseInfo?: string;
  };
  readonly GetPolicyRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
  };
  readonly GetPolicyResponse: {
    readonly Policy?: string;
    readonly RevisionId?: string;
  };
  readonly GetProvisionedConcurrencyConfigRequest: {
    readonly FunctionName: string;
    readonly Qualifier: string;
  };
  readonly GetProvisionedConcurrencyConfigResponse: {
    readonly RequestedProvisionedConcurrentExecutions?: number;
    readonly AvailableProvisionedConcurrentExecutions?: number;
    readonly AllocatedProvisionedConcurrentExecutions?: number;
    readonly Status?: 'IN_PROGRESS' | 'READY' | 'FAILED';
    readonly StatusReason?: string;
    readonly LastModified?: string;
  };
  readonly GetRuntimeManagementConfigRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
  };
  readonly GetRuntimeManagementConfigResponse: {
    readonly UpdateRuntimeOn?: 'Auto' | 'Manual' | 'FunctionUpdate';
    readonly FunctionArn?: string;
    readonly RuntimeVersionArn?: string;
  };
  readonly ImageConfig: {
    readonly EntryPoint?: readonly string[];
    readonly Command?: readonly string[];
    readonly WorkingDirectory?: string;
  };
  readonly ImageConfigError: {
    readonly ErrorCode?: string;
    readonly Message?: string;
  };
  readonly ImageConfigResponse: {
    readonly ImageConfig?: Shapes['ImageConfig'];
    readonly Error?: Shapes['ImageConfigError'];
  };
  readonly InvocationRequest: {
    readonly FunctionName: string;
    readonly InvocationType?: 'Event' | 'RequestResponse' | 'DryRun';
    readonly LogType?: 'None' | 'Tail';
    readonly ClientContext?: string;
    readonly DurableExecutionName?: string;
    readonly Payload?: Uint8Array;
    readonly Qualifier?: string;
    readonly TenantId?: string;
  };
  readonly InvocationResponse: {
    readonly StatusCode?: number;
    readonly FunctionError?: string;
    readonly LogResult?: string;
    readonly Payload?: Uint8Array;
    readonly ExecutedVersion?: string;
    readonly DurableExecutionArn?: string;
  };
  readonly InvokeAsyncRequest: {
    readonly FunctionName: string;
    readonly InvokeArgs: Uint8Array;
  };
  readonly InvokeAsyncResponse: {
    readonly Status?: number;
  };
  readonly InvokeResponseStreamUpdate: {
    readonly Payload?: Uint8Array;
  };
  readonly InvokeWithResponseStreamCompleteEvent: {
    readonly ErrorCode?: string;
    readonly ErrorDetails?: string;
    readonly LogResult?: string;
  };
  readonly InvokeWithResponseStreamRequest: {
    readonly FunctionName: string;
    readonly LogType?: 'None' | 'Tail';
    readonly ClientContext?: string;
    readonly Qualifier?: string;
    readonly Payload?: Uint8Array;
    readonly TenantId?: string;
    readonly InvocationType?: 'RequestResponse' | 'DryRun';
  };
  readonly InvokeWithResponseStreamResponse: {
    readonly StatusCode?: number;
    readonly ExecutedVersion?: string;
    readonly EventStream?: AsyncIterable<Shapes['InvokeWithResponseStreamResponseEvent']>;
    readonly ResponseStreamContentType?: string;
  };
  readonly InvokeWithResponseStreamResponseEvent: {
    readonly PayloadChunk?: Shapes['InvokeResponseStreamUpdate'];
    readonly InvokeComplete?: Shapes['InvokeWithResponseStreamCompleteEvent'];
  };
  readonly KafkaSchemaRegistryAccessConfig: {
    readonly Type?:
      | 'BASIC_AUTH'
      | 'CLIENT_CERTIFICATE_TLS_AUTH'
      | 'SERVER_ROOT_CA_CERTIFICATE'
      | 'OAUTHBEARER_AUTH';
    readonly URI?: string;
  };
  readonly KafkaSchemaRegistryConfig: {
    readonly SchemaRegistryURI?: string;
    readonly EventRecordFormat?: 'JSON' | 'SOURCE';
    readonly AccessConfigs?: readonly Shapes['KafkaSchemaRegistryAccessConfig'][];
    readonly SchemaValidationConfigs?: readonly Shapes['KafkaSchemaValidationConfig'][];
  };
  readonly KafkaSchemaValidationConfig: {
    readonly Attribute?: 'KEY' | 'VALUE';
  };
  readonly LambdaManagedInstancesCapacityProviderConfig: {
    readonly CapacityProviderArn: string;
    readonly PerExecutionEnvironmentMaxConcurrency?: number;
    readonly ExecutionEnvironmentMemoryGiBPerVCpu?: number;
  };
  readonly Layer: {
    readonly Arn?: string;
    readonly CodeSize?: number;
    readonly SigningProfileVersionArn?: string;
    readonly SigningJobArn?: string;
  };
  readonly LayerVersionContentInput: {
    readonly S3Bucket?: string;
    readonly S3Key?: string;
    readonly S3ObjectVersion?: string;
    readonly S3ObjectStorageMode?: 'COPY' | 'REFERENCE';
    readonly ZipFile?: Uint8Array;
  };
  readonly LayerVersionContentOutput: {
    readonly Location?: string;
    readonly CodeSha256?: string;
    readonly CodeSize?: number;
    readonly SigningProfileVersionArn?: string;
    readonly SigningJobArn?: string;
    readonly ResolvedS3Object?: Shapes['ResolvedS3Object'];
  };
  readonly LayerVersionsListItem: {
    readonly LayerVersionArn?: string;
    readonly Version?: number;
    readonly Description?: string;
    readonly CreatedDate?: string;
    readonly CompatibleArchitectures?: readonly ('x86_64' | 'arm64')[];
    readonly CompatibleRuntimes?: readonly (
      | 'nodejs'
      | 'nodejs4.3'
      | 'nodejs6.10'
      | 'nodejs8.10'
      | 'nodejs10.x'
      | 'nodejs12.x'
      | 'nodejs14.x'
      | 'nodejs16.x'
      | 'nodejs18.x'
      | 'nodejs20.x'
      | 'nodejs22.x'
      | 'nodejs24.x'
      | 'java8'
      | 'java8.al2'
      | 'java11'
      | 'java17'
      | 'java21'
      | 'java25'
      | 'python2.7'
      | 'python3.6'
      | 'python3.7'
      | 'python3.8'
      | 'python3.9'
      | 'python3.10'
      | 'python3.11'
      | 'python3.12'
      | 'python3.13'
      | 'python3.14'
      | 'dotnetcore1.0'
      | 'dotnetcore2.0'
      | 'dotnetcore2.1'
      | 'dotnetcore3.1'
      | 'dotnet6'
      | 'dotnet8'
      | 'dotnet10'
      | 'nodejs4.3-edge'
      | 'go1.x'
      | 'ruby2.5'
      | 'ruby2.7'
      | 'ruby3.2'
      | 'ruby3.3'
      | 'ruby3.4'
      | 'ruby4.0'
      | 'provided'
      | 'provided.al2'
      | 'provided.al2023'
      | 'nodejs26.x'
      | 'python3.15'
      | 'java8.al2023'
      | 'java11.al2023'
      | 'java17.al2023'
      | 'custom'
    )[];
    readonly LicenseInfo?: string;
  };
  readonly LayersListItem: {
    readonly LayerName?: string;
    readonly LayerArn?: string;
    readonly LatestMatchingVersion?: Shapes['LayerVersionsListItem'];
  };
  readonly ListAliasesRequest: {
    readonly FunctionName: string;
    readonly FunctionVersion?: string;
    readonly Marker?: string;
    readonly MaxItems?: number;
  };
  readonly ListAliasesResponse: {
    readonly NextMarker?: string;
    readonly Aliases?: readonly Shapes['AliasConfiguration'][];
  };
  readonly ListCodeSigningConfigsRequest: {
    readonly Marker?: string;
    readonly MaxItems?: number;
  };
  readonly ListCodeSigningConfigsResponse: {
    readonly NextMarker?: string;
    readonly CodeSigningConfigs?: readonly Shapes['CodeSigningConfig'][];
  };
  readonly ListEventSourceMappingsRequest: {
    readonly EventSourceArn?: string;
    readonly FunctionName?: string;
    readonly Marker?: string;
    readonly MaxItems?: number;
  };
  readonly ListEventSourceMappingsResponse: {
    readonly NextMarker?: string;
    readonly EventSourceMappings?: readonly Shapes['EventSourceMappingConfiguration'][];
  };
  readonly ListFunctionEventInvokeConfigsRequest: {
    readonly FunctionName: string;
    readonly Marker?: string;
    readonly MaxItems?: number;
  };
  readonly ListFunctionEventInvokeConfigsResponse: {
    readonly FunctionEventInvokeConfigs?: readonly Shapes['FunctionEventInvokeConfig'][];
    readonly NextMarker?: string;
  };
  readonly ListFunctionUrlConfigsRequest: {
    readonly FunctionName: string;
    readonly Marker?: string;
    readonly MaxItems?: number;
  };
  readonly ListFunctionUrlConfigsResponse: {
    readonly FunctionUrlConfigs: readonly Shapes['FunctionUrlConfig'][];
    readonly NextMarker?: string;
  };
  readonly ListFunctionsByCodeSigningConfigRequest: {
    readonly CodeSigningConfigArn: string;
    readonly Marker?: string;
    readonly MaxItems?: number;
  };
  readonly ListFunctionsByCodeSigningConfigResponse: {
    readonly NextMarker?: string;
    readonly FunctionArns?: readonly string[];
  };
  readonly ListFunctionsRequest: {
    readonly MasterRegion?: string;
    readonly FunctionVersion?: 'ALL';
    readonly Marker?: string;
    readonly MaxItems?: number;
  };
  readonly ListFunctionsResponse: {
    readonly NextMarker?: string;
    readonly Functions?: readonly Shapes['FunctionConfiguration'][];
  };
  readonly ListLayerVersionsRequest: {
    readonly CompatibleArchitecture?: 'x86_64' | 'arm64';
    readonly CompatibleRuntime?:
      | 'nodejs'
      | 'nodejs4.3'
      | 'nodejs6.10'
      | 'nodejs8.10'
      | 'nodejs10.x'
      | 'nodejs12.x'
      | 'nodejs14.x'
      | 'nodejs16.x'
      | 'nodejs18.x'
      | 'nodejs20.x'
      | 'nodejs22.x'
      | 'nodejs24.x'
      | 'java8'
      | 'java8.al2'
      | 'java11'
      | 'java17'
      | 'java21'
      | 'java25'
      | 'python2.7'
      | 'python3.6'
      | 'python3.7'
      | 'python3.8'
      | 'python3.9'
      | 'python3.10'
      | 'python3.11'
      | 'python3.12'
      | 'python3.13'
      | 'python3.14'
      | 'dotnetcore1.0'
      | 'dotnetcore2.0'
      | 'dotnetcore2.1'
      | 'dotnetcore3.1'
      | 'dotnet6'
      | 'dotnet8'
      | 'dotnet10'
      | 'nodejs4.3-edge'
      | 'go1.x'
      | 'ruby2.5'
      | 'ruby2.7'
      | 'ruby3.2'
      | 'ruby3.3'
      | 'ruby3.4'
      | 'ruby4.0'
      | 'provided'
      | 'provided.al2'
      | 'provided.al2023'
      | 'nodejs26.x'
      | 'python3.15'
      | 'java8.al2023'
      | 'java11.al2023'
      | 'java17.al2023'
      | 'custom';
    readonly LayerName: string;
    readonly Marker?: string;
    readonly MaxItems?: number;
  };
  readonly ListLayerVersionsResponse: {
    readonly NextMarker?: string;
    readonly LayerVersions?: readonly Shapes['LayerVersionsListItem'][];
  };
  readonly ListLayersRequest: {
    readonly CompatibleArchitecture?: 'x86_64' | 'arm64';
    readonly CompatibleRuntime?:
      | 'nodejs'
      | 'nodejs4.3'
      | 'nodejs6.10'
      | 'nodejs8.10'
      | 'nodejs10.x'
      | 'nodejs12.x'
      | 'nodejs14.x'
      | 'nodejs16.x'
      | 'nodejs18.x'
      | 'nodejs20.x'
      | 'nodejs22.x'
      | 'nodejs24.x'
      | 'java8'
      | 'java8.al2'
      | 'java11'
      | 'java17'
      | 'java21'
      | 'java25'
      | 'python2.7'
      | 'python3.6'
      | 'python3.7'
      | 'python3.8'
      | 'python3.9'
      | 'python3.10'
      | 'python3.11'
      | 'python3.12'
      | 'python3.13'
      | 'python3.14'
      | 'dotnetcore1.0'
      | 'dotnetcore2.0'
      | 'dotnetcore2.1'
      | 'dotnetcore3.1'
      | 'dotnet6'
      | 'dotnet8'
      | 'dotnet10'
      | 'nodejs4.3-edge'
      | 'go1.x'
      | 'ruby2.5'
      | 'ruby2.7'
      | 'ruby3.2'
      | 'ruby3.3'
      | 'ruby3.4'
      | 'ruby4.0'
      | 'provided'
      | 'provided.al2'
      | 'provided.al2023'
      | 'nodejs26.x'
      | 'python3.15'
      | 'java8.al2023'
      | 'java11.al2023'
      | 'java17.al2023'
      | 'custom';
    readonly Marker?: string;
    readonly MaxItems?: number;
  };
  readonly ListLayersResponse: {
    readonly NextMarker?: string;
    readonly Layers?: readonly Shapes['LayersListItem'][];
  };
  readonly ListProvisionedConcurrencyConfigsRequest: {
    readonly FunctionName: string;
    readonly Marker?: string;
    readonly MaxItems?: number;
  };
  readonly ListProvisionedConcurrencyConfigsResponse: {
    readonly ProvisionedConcurrencyConfigs?: readonly Shapes['ProvisionedConcurrencyConfigListItem'][];
    readonly NextMarker?: string;
  };
  readonly ListTagsRequest: {
    readonly Resource: string;
  };
  readonly ListTagsResponse: {
    readonly Tags?: Readonly<Record<string, string>>;
  };
  readonly ListVersionsByFunctionRequest: {
    readonly FunctionName: string;
    readonly Marker?: string;
    readonly MaxItems?: number;
  };
  readonly ListVersionsByFunctionResponse: {
    readonly NextMarker?: string;
    readonly Versions?: readonly Shapes['FunctionConfiguration'][];
  };
  readonly LoggingConfig: {
    readonly LogFormat?: 'JSON' | 'Text';
    readonly ApplicationLogLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
    readonly SystemLogLevel?: 'DEBUG' | 'INFO' | 'WARN';
    readonly LogGroup?: string;
  };
  readonly OnFailure: {
    readonly Destination?: string;
  };
  readonly OnSuccess: {
    readonly Destination?: string;
  };
  readonly ProvisionedConcurrencyConfigListItem: {
    readonly FunctionArn?: string;
    readonly RequestedProvisionedConcurrentExecutions?: number;
    readonly AvailableProvisionedConcurrentExecutions?: number;
    readonly AllocatedProvisionedConcurrentExecutions?: number;
    readonly Status?: 'IN_PROGRESS' | 'READY' | 'FAILED';
    readonly StatusReason?: string;
    readonly LastModified?: string;
  };
  readonly ProvisionedPollerConfig: {
    readonly MinimumPollers?: number;
    readonly MaximumPollers?: number;
    readonly PollerGroupName?: string;
  };
  readonly PublishLayerVersionRequest: {
    readonly LayerName: string;
    readonly Description?: string;
    readonly Content: Shapes['LayerVersionContentInput'];
    readonly CompatibleArchitectures?: readonly ('x86_64' | 'arm64')[];
    readonly CompatibleRuntimes?: readonly (
      | 'nodejs'
      | 'nodejs4.3'
      | 'nodejs6.10'
      | 'nodejs8.10'
      | 'nodejs10.x'
      | 'nodejs12.x'
      | 'nodejs14.x'
      | 'nodejs16.x'
      | 'nodejs18.x'
      | 'nodejs20.x'
      | 'nodejs22.x'
      | 'nodejs24.x'
      | 'java8'
      | 'java8.al2'
      | 'java11'
      | 'java17'
      | 'java21'
      | 'java25'
      | 'python2.7'
      | 'python3.6'
      | 'python3.7'
      | 'python3.8'
      | 'python3.9'
      | 'python3.10'
      | 'python3.11'
      | 'python3.12'
      | 'python3.13'
      | 'python3.14'
      | 'dotnetcore1.0'
      | 'dotnetcore2.0'
      | 'dotnetcore2.1'
      | 'dotnetcore3.1'
      | 'dotnet6'
      | 'dotnet8'
      | 'dotnet10'
      | 'nodejs4.3-edge'
      | 'go1.x'
      | 'ruby2.5'
      | 'ruby2.7'
      | 'ruby3.2'
      | 'ruby3.3'
      | 'ruby3.4'
      | 'ruby4.0'
      | 'provided'
      | 'provided.al2'
      | 'provided.al2023'
      | 'nodejs26.x'
      | 'python3.15'
      | 'java8.al2023'
      | 'java11.al2023'
      | 'java17.al2023'
      | 'custom'
    )[];
    readonly LicenseInfo?: string;
  };
  readonly PublishLayerVersionResponse: {
    readonly Content?: Shapes['LayerVersionContentOutput'];
    readonly LayerArn?: string;
    readonly LayerVersionArn?: string;
    readonly Description?: string;
    readonly CreatedDate?: string;
    readonly Version?: number;
    readonly CompatibleArchitectures?: readonly ('x86_64' | 'arm64')[];
    readonly CompatibleRuntimes?: readonly (
      | 'nodejs'
      | 'nodejs4.3'
      | 'nodejs6.10'
      | 'nodejs8.10'
      | 'nodejs10.x'
      | 'nodejs12.x'
      | 'nodejs14.x'
      | 'nodejs16.x'
      | 'nodejs18.x'
      | 'nodejs20.x'
      | 'nodejs22.x'
      | 'nodejs24.x'
      | 'java8'
      | 'java8.al2'
      | 'java11'
      | 'java17'
      | 'java21'
      | 'java25'
      | 'python2.7'
      | 'python3.6'
      | 'python3.7'
      | 'python3.8'
      | 'python3.9'
      | 'python3.10'
      | 'python3.11'
      | 'python3.12'
      | 'python3.13'
      | 'python3.14'
      | 'dotnetcore1.0'
      | 'dotnetcore2.0'
      | 'dotnetcore2.1'
      | 'dotnetcore3.1'
      | 'dotnet6'
      | 'dotnet8'
      | 'dotnet10'
      | 'nodejs4.3-edge'
      | 'go1.x'
      | 'ruby2.5'
      | 'ruby2.7'
      | 'ruby3.2'
      | 'ruby3.3'
      | 'ruby3.4'
      | 'ruby4.0'
      | 'provided'
      | 'provided.al2'
      | 'provided.al2023'
      | 'nodejs26.x'
      | 'python3.15'
      | 'java8.al2023'
      | 'java11.al2023'
      | 'java17.al2023'
      | 'custom'
    )[];
    readonly LicenseInfo?: string;
  };
  readonly PublishVersionRequest: {
    readonly FunctionName: string;
    readonly CodeSha256?: string;
    readonly Description?: string;
    readonly RevisionId?: string;
    readonly PublishTo?: 'LATEST_PUBLISHED';
  };
  readonly PutFunctionCodeSigningConfigRequest: {
    readonly CodeSigningConfigArn: string;
    readonly FunctionName: string;
  };
  readonly PutFunctionCodeSigningConfigResponse: {
    readonly CodeSigningConfigArn: string;
    readonly FunctionName: string;
  };
  readonly PutFunctionConcurrencyRequest: {
    readonly FunctionName: string;
    readonly ReservedConcurrentExecutions: number;
  };
  readonly PutFunctionEventInvokeConfigRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
    readonly MaximumRetryAttempts?: number;
    readonly MaximumEventAgeInSeconds?: number;
    readonly DestinationConfig?: Shapes['DestinationConfig'];
  };
  readonly PutFunctionRecursionConfigRequest: {
    readonly FunctionName: string;
    readonly RecursiveLoop: 'Allow' | 'Terminate';
  };
  readonly PutFunctionRecursionConfigResponse: {
    readonly RecursiveLoop?: 'Allow' | 'Terminate';
  };
  readonly PutProvisionedConcurrencyConfigRequest: {
    readonly FunctionName: string;
    readonly Qualifier: string;
    readonly ProvisionedConcurrentExecutions: number;
  };
  readonly PutProvisionedConcurrencyConfigResponse: {
    readonly RequestedProvisionedConcurrentExecutions?: number;
    readonly AllocatedProvisionedConcurrentExecutions?: number;
    readonly AvailableProvisionedConcurrentExecutions?: number;
    readonly Status?: 'IN_PROGRESS' | 'READY' | 'FAILED';
    readonly StatusReason?: string;
    readonly LastModified?: string;
  };
  readonly PutRuntimeManagementConfigRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
    readonly UpdateRuntimeOn: 'Auto' | 'Manual' | 'FunctionUpdate';
    readonly RuntimeVersionArn?: string;
  };
  readonly PutRuntimeManagementConfigResponse: {
    readonly UpdateRuntimeOn: 'Auto' | 'Manual' | 'FunctionUpdate';
    readonly FunctionArn: string;
    readonly RuntimeVersionArn?: string;
  };
  readonly RemoveLayerVersionPermissionRequest: {
    readonly LayerName: string;
    readonly VersionNumber: number;
    readonly StatementId: string;
    readonly RevisionId?: string;
  };
  readonly RemovePermissionRequest: {
    readonly FunctionName: string;
    readonly StatementId: string;
    readonly Qualifier?: string;
    readonly RevisionId?: string;
  };
  readonly ResolvedS3Object: {
    readonly S3Bucket?: string;
    readonly S3Key?: string;
    readonly S3ObjectVersion?: string;
  };
  readonly RuntimeVersionConfig: {
    readonly RuntimeVersionArn?: string;
    readonly Error?: Shapes['RuntimeVersionError'];
  };
  readonly RuntimeVersionError: {
    readonly ErrorCode?: string;
    readonly Message?: string;
  };
  readonly S3FilesConfig: {
    readonly DirectS3Read?: 'ENABLED' | 'DISABLED' | 'AUTO';
  };
  readonly ScalingConfig: {
    readonly MaximumConcurrency?: number;
  };
  readonly SelfManagedEventSource: {
    readonly Endpoints?: Readonly<Record<string, readonly string[]>>;
  };
  readonly SelfManagedKafkaEventSourceConfig: {
    readonly ConsumerGroupId?: string;
    readonly SchemaRegistryConfig?: Shapes['KafkaSchemaRegistryConfig'];
    readonly ConsumptionMode?: 'Stream' | 'Queue';
  };
  readonly SnapStart: {
    readonly ApplyOn?: 'PublishedVersions' | 'None';
  };
  readonly SnapStartResponse: {
    readonly ApplyOn?: 'PublishedVersions' | 'None';
    readonly OptimizationStatus?: 'On' | 'Off';
  };
  readonly SourceAccessConfiguration: {
    readonly Type?:
      | 'BASIC_AUTH'
      | 'VPC_SUBNET'
      | 'VPC_SECURITY_GROUP'
      | 'SASL_SCRAM_512_AUTH'
      | 'SASL_SCRAM_256_AUTH'
      | 'VIRTUAL_HOST'
      | 'CLIENT_CERTIFICATE_TLS_AUTH'
      | 'SERVER_ROOT_CA_CERTIFICATE'
      | 'OAUTHBEARER_AUTH'
      | 'OAUTHBEARER_SCOPE'
      | 'OAUTHBEARER_AUDIENCE'
      | 'OAUTHBEARER_LOGICAL_CLUSTER'
      | 'OAUTHBEARER_IDENTITY_POOL'
      | 'IAM_AUTH'
      | 'IAM_OAUTHBEARER_AUTH';
    readonly URI?: string;
  };
  readonly TagResourceRequest: {
    readonly Resource: string;
    readonly Tags: Readonly<Record<string, string>>;
  };
  readonly TagsError: {
    readonly ErrorCode: string;
    readonly Message: string;
  };
  readonly TenancyConfig: {
    readonly TenantIsolationMode: 'PER_TENANT';
  };
  readonly TracingConfig: {
    readonly Mode?: 'Active' | 'PassThrough';
  };
  readonly TracingConfigResponse: {
    readonly Mode?: 'Active' | 'PassThrough';
  };
  readonly UntagResourceRequest: {
    readonly Resource: string;
    readonly TagKeys: readonly string[];
  };
  readonly UpdateAliasRequest: {
    readonly FunctionName: string;
    readonly Name: string;
    readonly FunctionVersion?: string;
    readonly Description?: string;
    readonly RoutingConfig?: Shapes['AliasRoutingConfiguration'];
    readonly RevisionId?: string;
  };
  readonly UpdateCodeSigningConfigRequest: {
    readonly CodeSigningConfigArn: string;
    readonly Description?: string;
    readonly AllowedPublishers?: Shapes['AllowedPublishers'];
    readonly CodeSigningPolicies?: Shapes['CodeSigningPolicies'];
  };
  readonly UpdateCodeSigningConfigResponse: {
    readonly CodeSigningConfig: Shapes['CodeSigningConfig'];
  };
  readonly UpdateEventSourceMappingRequest: {
    readonly UUID: string;
    readonly FunctionName?: string;
    readonly Enabled?: boolean;
    readonly BatchSize?: number;
    readonly FilterCriteria?: Shapes['FilterCriteria'];
    readonly KMSKeyArn?: string;
    readonly MetricsConfig?: Shapes['EventSourceMappingMetricsConfig'];
    readonly LoggingConfig?: Shapes['EventSourceMappingLoggingConfig'];
    readonly ScalingConfig?: Shapes['ScalingConfig'];
    readonly MaximumBatchingWindowInSeconds?: number;
    readonly ParallelizationFactor?: number;
    readonly DestinationConfig?: Shapes['DestinationConfig'];
    readonly MaximumRecordAgeInSeconds?: number;
    readonly BisectBatchOnFunctionError?: boolean;
    readonly MaximumRetryAttempts?: number;
    readonly TumblingWindowInSeconds?: number;
    readonly SourceAccessConfigurations?: readonly Shapes['SourceAccessConfiguration'][];
    readonly FunctionResponseTypes?: readonly 'ReportBatchItemFailures'[];
    readonly AmazonManagedKafkaEventSourceConfig?: Shapes['AmazonManagedKafkaEventSourceConfig'];
    readonly SelfManagedKafkaEventSourceConfig?: Shapes['SelfManagedKafkaEventSourceConfig'];
    readonly DocumentDBEventSourceConfig?: Shapes['DocumentDBEventSourceConfig'];
    readonly ProvisionedPollerConfig?: Shapes['ProvisionedPollerConfig'];
  };
  readonly UpdateFunctionCodeRequest: {
    readonly FunctionName: string;
    readonly ZipFile?: Uint8Array;
    readonly S3Bucket?: string;
    readonly S3Key?: string;
    readonly S3ObjectVersion?: string;
    readonly S3ObjectStorageMode?: 'COPY' | 'REFERENCE';
    readonly ImageUri?: string;
    readonly Architectures?: readonly ('x86_64' | 'arm64')[];
    readonly Publish?: boolean;
    readonly PublishTo?: 'LATEST_PUBLISHED';
    readonly DryRun?: boolean;
    readonly RevisionId?: string;
    readonly SourceKMSKeyArn?: string;
  };
  readonly UpdateFunctionConfigurationRequest: {
    readonly FunctionName: string;
    readonly Role?: string;
    readonly Handler?: string;
    readonly Description?: string;
    readonly Timeout?: number;
    readonly MemorySize?: number;
    readonly VpcConfig?: Shapes['VpcConfig'];
    readonly Environment?: Shapes['Environment'];
    readonly Runtime?:
      | 'nodejs'
      | 'nodejs4.3'
      | 'nodejs6.10'
      | 'nodejs8.10'
      | 'nodejs10.x'
      | 'nodejs12.x'
      | 'nodejs14.x'
      | 'nodejs16.x'
      | 'nodejs18.x'
      | 'nodejs20.x'
      | 'nodejs22.x'
      | 'nodejs24.x'
      | 'java8'
      | 'java8.al2'
      | 'java11'
      | 'java17'
      | 'java21'
      | 'java25'
      | 'python2.7'
      | 'python3.6'
      | 'python3.7'
      | 'python3.8'
      | 'python3.9'
      | 'python3.10'
      | 'python3.11'
      | 'python3.12'
      | 'python3.13'
      | 'python3.14'
      | 'dotnetcore1.0'
      | 'dotnetcore2.0'
      | 'dotnetcore2.1'
      | 'dotnetcore3.1'
      | 'dotnet6'
      | 'dotnet8'
      | 'dotnet10'
      | 'nodejs4.3-edge'
      | 'go1.x'
      | 'ruby2.5'
      | 'ruby2.7'
      | 'ruby3.2'
      | 'ruby3.3'
      | 'ruby3.4'
      | 'ruby4.0'
      | 'provided'
      | 'provided.al2'
      | 'provided.al2023'
      | 'nodejs26.x'
      | 'python3.15'
      | 'java8.al2023'
      | 'java11.al2023'
      | 'java17.al2023'
      | 'custom';
    readonly DeadLetterConfig?: Shapes['DeadLetterConfig'];
    readonly KMSKeyArn?: string;
    readonly TracingConfig?: Shapes['TracingConfig'];
    readonly RevisionId?: string;
    readonly Layers?: readonly string[];
    readonly FileSystemConfigs?: readonly Shapes['FileSystemConfig'][];
    readonly ImageConfig?: Shapes['ImageConfig'];
    readonly EphemeralStorage?: Shapes['EphemeralStorage'];
    readonly SnapStart?: Shapes['SnapStart'];
    readonly LoggingConfig?: Shapes['LoggingConfig'];
    readonly CapacityProviderConfig?: Shapes['CapacityProviderConfig'];
    readonly DurableConfig?: Shapes['DurableConfig'];
    readonly RuntimeConfig?: Shapes['FunctionRuntimeConfig'];
    readonly AcceleratorConfig?: Shapes['AcceleratorConfig'];
  };
  readonly UpdateFunctionEventInvokeConfigRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
    readonly MaximumRetryAttempts?: number;
    readonly MaximumEventAgeInSeconds?: number;
    readonly DestinationConfig?: Shapes['DestinationConfig'];
  };
  readonly UpdateFunctionUrlConfigRequest: {
    readonly FunctionName: string;
    readonly Qualifier?: string;
    readonly AuthType?: 'NONE' | 'AWS_IAM';
    readonly Cors?: Shapes['Cors'];
    readonly InvokeMode?: 'BUFFERED' | 'RESPONSE_STREAM';
  };
  readonly UpdateFunctionUrlConfigResponse: {
    readonly FunctionUrl: string;
    readonly FunctionArn: string;
    readonly AuthType: 'NONE' | 'AWS_IAM';
    readonly Cors?: Shapes['Cors'];
    readonly CreationTime: string;
    readonly LastModifiedTime: string;
    readonly InvokeMode?: 'BUFFERED' | 'RESPONSE_STREAM';
  };
  readonly VpcConfig: {
    readonly SubnetIds?: readonly string[];
    readonly SecurityGroupIds?: readonly string[];
    readonly Ipv6AllowedForDualStack?: boolean;
  };
  readonly VpcConfigResponse: {
    readonly SubnetIds?: readonly string[];
    readonly SecurityGroupIds?: readonly string[];
    readonly VpcId?: string;
    readonly Ipv6AllowedForDualStack?: boolean;
  };
}

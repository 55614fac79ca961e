// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface PipesApi {
  readonly operations: {
    readonly CreatePipe: {
      readonly input: Shapes['CreatePipeRequest'];
      readonly output: Shapes['CreatePipeResponse'];
    };
    readonly DeletePipe: {
      readonly input: Shapes['DeletePipeRequest'];
      readonly output: Shapes['DeletePipeResponse'];
    };
    readonly DescribePipe: {
      readonly input: Shapes['DescribePipeRequest'];
      readonly output: Shapes['DescribePipeResponse'];
    };
    readonly ListPipes: {
      readonly input: Shapes['ListPipesRequest'];
      readonly output: Shapes['ListPipesResponse'];
    };
    readonly ListTagsForResource: {
      readonly input: Shapes['ListTagsForResourceRequest'];
      readonly output: Shapes['ListTagsForResourceResponse'];
    };
    readonly StartPipe: {
      readonly input: Shapes['StartPipeRequest'];
      readonly output: Shapes['StartPipeResponse'];
    };
    readonly StopPipe: {
      readonly input: Shapes['StopPipeRequest'];
      readonly output: Shapes['StopPipeResponse'];
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceRequest'];
      readonly output: Shapes['TagResourceResponse'];
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceRequest'];
      readonly output: Shapes['UntagResourceResponse'];
    };
    readonly UpdatePipe: {
      readonly input: Shapes['UpdatePipeRequest'];
      readonly output: Shapes['UpdatePipeResponse'];
    };
  };
  readonly errors:
    | 'ConflictException'
    | 'InternalException'
    | 'NotFoundException'
    | 'ServiceQuotaExceededException'
    | 'ThrottlingException'
    | 'ValidationException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AwsVpcConfiguration: {
    readonly Subnets: readonly string[];
    readonly SecurityGroups?: readonly string[];
    readonly AssignPublicIp?: 'ENABLED' | 'DISABLED';
  };
  readonly BatchArrayProperties: {
    readonly Size?: number;
  };
  readonly BatchContainerOverrides: {
    readonly Command?: readonly string[];
    readonly Environment?: readonly Shapes['BatchEnvironmentVariable'][];
    readonly InstanceType?: string;
    readonly ResourceRequirements?: readonly Shapes['BatchResourceRequirement'][];
  };
  readonly BatchEnvironmentVariable: {
    readonly Name?: string;
    readonly Value?: string;
  };
  readonly BatchJobDependency: {
    readonly JobId?: string;
    readonly Type?: 'N_TO_N' | 'SEQUENTIAL';
  };
  readonly BatchResourceRequirement: {
    readonly Type: 'GPU' | 'MEMORY' | 'VCPU';
    readonly Value: string;
  };
  readonly BatchRetryStrategy: {
    readonly Attempts?: number;
  };
  readonly CapacityProviderStrategyItem: {
    readonly capacityProvider: string;
    readonly weight?: number;
    readonly base?: number;
  };
  readonly CloudwatchLogsLogDestination: {
    readonly LogGroupArn?: string;
  };
  readonly CloudwatchLogsLogDestinationParameters: {
    readonly LogGroupArn: string;
  };
  readonly CreatePipeRequest: {
    readonly Name: string;
    readonly Description?: string;
    readonly DesiredState?: 'RUNNING' | 'STOPPED';
    readonly Source: string;
    readonly SourceParameters?: Shapes['PipeSourceParameters'];
    readonly Enrichment?: string;
    readonly EnrichmentParameters?: Shapes['PipeEnrichmentParameters'];
    readonly Target: string;
    readonly TargetParameters?: Shapes['PipeTargetParameters'];
    readonly RoleArn: string;
    readonly Tags?: Readonly<Record<string, string>>;
    readonly LogConfiguration?: Shapes['PipeLogConfigurationParameters'];
    readonly KmsKeyIdentifier?: string;
  };
  readonly CreatePipeResponse: {
    readonly Arn?: string;
    readonly Name?: string;
    readonly DesiredState?: 'RUNNING' | 'STOPPED';
    readonly CurrentState?:
      | 'RUNNING'
      | 'STOPPED'
      | 'CREATING'
      | 'UPDATING'
      | 'DELETING'
      | 'STARTING'
      | 'STOPPING'
      | 'CREATE_FAILED'
      | 'UPDATE_FAILED'
      | 'START_FAILED'
      | 'STOP_FAILED'
      | 'DELETE_FAILED'
      | 'CREATE_ROLLBACK_FAILED'
      | 'DELETE_ROLLBACK_FAILED'
      | 'UPDATE_ROLLBACK_FAILED';
    readonly CreationTime?: Date;
    readonly LastModifiedTime?: Date;
  };
  readonly DeadLetterConfig: {
    readonly Arn?: string;
  };
  readonly DeletePipeRequest: {
    readonly Name: string;
  };
  readonly DeletePipeResponse: {
    readonly Arn?: string;
    readonly Name?: string;
    readonly DesiredState?: 'RUNNING' | 'STOPPED' | 'DELETED';
    readonly CurrentState?:
      | 'RUNNING'
      | 'STOPPED'
      | 'CREATING'
      | 'UPDATING'
      | 'DELETING'
      | 'STARTING'
      | 'STOPPING'
      | 'CREATE_FAILED'
      | 'UPDATE_FAILED'
      | 'START_FAILED'
      | 'STOP_FAILED'
      | 'DELETE_FAILED'
      | 'CREATE_ROLLBACK_FAILED'
      | 'DELETE_ROLLBACK_FAILED'
      | 'UPDATE_ROLLBACK_FAILED';
    readonly CreationTime?: Date;
    readonly LastModifiedTime?: Date;
  };
  readonly DescribePipeRequest: {
    readonly Name: string;
  };
  readonly DescribePipeResponse: {
    readonly Arn?: string;
    readonly Name?: string;
    readonly Description?: string;
    readonly DesiredState?: 'RUNNING' | 'STOPPED' | 'DELETED';
    readonly CurrentState?:
      | 'RUNNING'
      | 'STOPPED'
      | 'CREATING'
      | 'UPDATING'
      | 'DELETING'
      | 'STARTING'
      | 'STOPPING'
      | 'CREATE_FAILED'
      | 'UPDATE_FAILED'
      | 'START_FAILED'
      | 'STOP_FAILED'
      | 'DELETE_FAILED'
      | 'CREATE_ROLLBACK_FAILED'
      | 'DELETE_ROLLBACK_FAILED'
      | 'UPDATE_ROLLBACK_FAILED';
    readonly StateReason?: string;
    readonly Source?: string;
    readonly SourceParameters?: Shapes['PipeSourceParameters'];
    readonly Enrichment?: string;
    readonly EnrichmentParameters?: Shapes['PipeEnrichmentParameters'];
    readonly Target?: string;
    readonly TargetParameters?: Shapes['PipeTargetParameters'];
    readonly RoleArn?: string;
    readonly Tags?: Readonly<Record<string, string>>;
    readonly CreationTime?: Date;
    readonly LastModifiedTime?: Date;
    readonly LogConfiguration?: Shapes['PipeLogConfiguration'];
    readonly KmsKeyIdentifier?: string;
  };
  readonly DimensionMapping: {
    readonly DimensionValue: string;
    readonly DimensionValueType: 'VARCHAR';
    readonly DimensionName: string;
  };
  readonly EcsContainerOverride: {
    readonly Command?: readonly string[];
    readonly Cpu?: number;
    readonly Environment?: readonly Shapes['EcsEnvironmentVariable'][];
    readonly EnvironmentFiles?: readonly Shapes['EcsEnvironmentFile'][];
    readonly Memory?: number;
    readonly MemoryReservation?: number;
    readonly Name?: string;
    readonly ResourceRequirements?: readonly Shapes['EcsResourceRequirement'][];
  };
  readonly EcsEnvironmentFile: {
    readonly type: 's3';
    readonly value: string;
  };
  readonly EcsEnvironmentVariable: {
    readonly name?: string;
    readonly value?: string;
  };
  readonly EcsEphemeralStorage: {
    readonly sizeInGiB: number;
  };
  readonly EcsInferenceAcceleratorOverride: {
    readonly deviceName?: string;
    readonly deviceType?: string;
  };
  readonly EcsResourceRequirement: {
    readonly type: 'GPU' | 'InferenceAccelerator';
    readonly value: string;
  };
  readonly EcsTaskOverride: {
    readonly ContainerOverrides?: readonly Shapes['EcsContainerOverride'][];
    readonly Cpu?: string;
    readonly EphemeralStorage?: Shapes['EcsEphemeralStorage'];
    readonly ExecutionRoleArn?: string;
    readonly InferenceAcceleratorOverrides?: readonly Shapes['EcsInferenceAcceleratorOverride'][];
    readonly Memory?: string;
    readonly TaskRoleArn?: string;
  };
  readonly Filter: {
    readonly Pattern?: string;
  };
  readonly FilterCriteria: {
    readonly Filters?: readonly Shapes['Filter'][];
  };
  readonly FirehoseLogDestination: {
    readonly DeliveryStreamArn?: string;
  };
  readonly FirehoseLogDestinationParameters: {
    readonly DeliveryStreamArn: string;
  };
  readonly ListPipesRequest: {
    readonly NamePrefix?: string;
    readonly DesiredState?: 'RUNNING' | 'STOPPED';
    readonly CurrentState?:
      | 'RUNNING'
      | 'STOPPED'
      | 'CREATING'
      | 'UPDATING'
      | 'DELETING'
      | 'STARTING'
      | 'STOPPING'
      | 'CREATE_FAILED'
      | 'UPDATE_FAILED'
      | 'START_FAILED'
      | 'STOP_FAILED'
      | 'DELETE_FAILED'
      | 'CREATE_ROLLBACK_FAILED'
      | 'DELETE_ROLLBACK_FAILED'
      | 'UPDATE_ROLLBACK_FAILED';
    readonly SourcePrefix?: string;
    readonly TargetPrefix?: string;
    readonly NextToken?: string;
    readonly Limit?: number;
  };
  readonly ListPipesResponse: {
    readonly Pipes?: readonly Shapes['Pipe'][];
    readonly NextToken?: string;
  };
  readonly ListTagsForResourceRequest: {
    readonly resourceArn: string;
  };
  readonly ListTagsForResourceResponse: {
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly MQBrokerAccessCredentials: {
    readonly BasicAuth?: string;
  };
  readonly MSKAccessCredentials: {
    readonly SaslScram512Auth?: string;
    readonly ClientCertificateTlsAuth?: string;
  };
  readonly MultiMeasureAttributeMapping: {
    readonly MeasureValue: string;
    readonly MeasureValueType: 'DOUBLE' | 'BIGINT' | 'VARCHAR' | 'BOOLEAN' | 'TIMESTAMP';
    readonly MultiMeasureAttributeName: string;
  };
  readonly MultiMeasureMapping: {
    readonly MultiMeasureName: string;
    readonly MultiMeasureAttributeMappings: readonly Shapes['MultiMeasureAttributeMapping'][];
  };
  readonly NetworkConfiguration: {
    readonly awsvpcConfiguration?: Shapes['AwsVpcConfiguration'];
  };
  readonly Pipe: {
    readonly Name?: string;
    readonly Arn?: string;
    readonly DesiredState?: 'RUNNING' | 'STOPPED';
    readonly CurrentState?:
      | 'RUNNING'
      | 'STOPPED'
      | 'CREATING'
      | 'UPDATING'
      | 'DELETING'
      | 'STARTING'
      | 'STOPPING'
      | 'CREATE_FAILED'
      | 'UPDATE_FAILED'
      | 'START_FAILED'
      | 'STOP_FAILED'
      | 'DELETE_FAILED'
      | 'CREATE_ROLLBACK_FAILED'
      | 'DELETE_ROLLBACK_FAILED'
      | 'UPDATE_ROLLBACK_FAILED';
    readonly StateReason?: string;
    readonly CreationTime?: Date;
    readonly LastModifiedTime?: Date;
    readonly Source?: string;
    readonly Target?: string;
    readonly Enrichment?: string;
  };
  readonly PipeEnrichmentHttpParameters: {
    readonly PathParameterValues?: readonly string[];
    readonly HeaderParameters?: Readonly<Record<string, string>>;
    readonly QueryStringParameters?: Readonly<Record<string, string>>;
  };
  readonly PipeEnrichmentParameters: {
    readonly InputTemplate?: string;
    readonly HttpParameters?: Shapes['PipeEnrichmentHttpParameters'];
  };
  readonly PipeLogConfiguration: {
    readonly S3LogDestination?: Shapes['S3LogDestination'];
    readonly FirehoseLogDestination?: Shapes['FirehoseLogDestination'];
    readonly CloudwatchLogsLogDestination?: Shapes['CloudwatchLogsLogDestination'];
    readonly Level?: 'OFF' | 'ERROR' | 'INFO' | 'TRACE';
    readonly IncludeExecutionData?: readonly 'ALL'[];
  };
  readonly PipeLogConfigurationParameters: {
    readonly S3LogDestination?: Shapes['S3LogDestinationParameters'];
    readonly FirehoseLogDestination?: Shapes['FirehoseLogDestinationParameters'];
    readonly CloudwatchLogsLogDestination?: Shapes['CloudwatchLogsLogDestinationParameters'];
    readonly Level: 'OFF' | 'ERROR' | 'INFO' | 'TRACE';
    readonly IncludeExecutionData?: readonly 'ALL'[];
  };
  readonly PipeSourceActiveMQBrokerParameters: {
    readonly Credentials: Shapes['MQBrokerAccessCredentials'];
    readonly QueueName: string;
    readonly BatchSize?: number;
    readonly MaximumBatchingWindowInSeconds?: number;
  };
  readonly PipeSourceDynamoDBStreamParameters: {
    readonly BatchSize?: number;
    readonly DeadLetterConfig?: Shapes['DeadLetterConfig'];
    readonly OnPartialBatchItemFailure?: 'AUTOMATIC_BISECT';
    readonly MaximumBatchingWindowInSeconds?: number;
    readonly MaximumRecordAgeInSeconds?: number;
    readonly MaximumRetryAttempts?: number;
    readonly ParallelizationFactor?: number;
    readonly StartingPosition: 'TRIM_HORIZON' | 'LATEST';
  };
  readonly PipeSourceKinesisStreamParameters: {
    readonly BatchSize?: number;
    readonly DeadLetterConfig?: Shapes['DeadLetterConfig'];
    readonly OnPartialBatchItemFailure?: 'AUTOMATIC_BISECT';
    readonly MaximumBatchingWindowInSeconds?: number;
    readonly MaximumRecordAgeInSeconds?: number;
    readonly MaximumRetryAttempts?: number;
    readonly ParallelizationFactor?: number;
    readonly StartingPosition: 'TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP';
    readonly StartingPositionTimestamp?: Date;
  };
  readonly PipeSourceManagedStreamingKafkaParameters: {
    readonly TopicName: string;
    readonly StartingPosition?: 'TRIM_HORIZON' | 'LATEST';
    readonly BatchSize?: number;
    readonly MaximumBatchingWindowInSeconds?: number;
    readonly ConsumerGroupID?: string;
    readonly Credentials?: Shapes['MSKAccessCredentials'];
  };
  readonly PipeSourceParameters: {
    readonly FilterCriteria?: Shapes['FilterCriteria'];
    readonly KinesisStreamParameters?: Shapes['PipeSourceKinesisStreamParameters'];
    readonly DynamoDBStreamParameters?: Shapes['PipeSourceDynamoDBStreamParameters'];
    readonly SqsQueueParameters?: Shapes['PipeSourceSqsQueueParameters'];
    readonly ActiveMQBrokerParameters?: Shapes['PipeSourceActiveMQBrokerParameters'];
    readonly RabbitMQBrokerParameters?: Shapes['PipeSourceRabbitMQBrokerParameters'];
    readonly ManagedStreamingKafkaParameters?: Shapes['PipeSourceManagedStreamingKafkaParameters'];
    readonly SelfManagedKafkaParameters?: Shapes['PipeSourceSelfManagedKafkaParameters'];
  };
  readonly PipeSourceRabbitMQBrokerParameters: {
    readonly Credentials: Shapes['MQBrokerAccessCredentials'];
    readonly QueueName: string;
    readonly VirtualHost?: string;
    readonly BatchSize?: number;
    readonly MaximumBatchingWindowInSeconds?: number;
  };
  readonly PipeSourceSelfManagedKafkaParameters: {
    readonly TopicName: string;
    readonly StartingPosition?: 'TRIM_HORIZON' | 'LATEST';
    readonly AdditionalBootstrapServers?: readonly string[];
    readonly BatchSize?: number;
    readonly MaximumBatchingWindowInSeconds?: number;
    readonly ConsumerGroupID?: string;
    readonly Credentials?: Shapes['SelfManagedKafkaAccessConfigurationCredentials'];
    readonly ServerRootCaCertificate?: string;
    readonly Vpc?: Shapes['SelfManagedKafkaAccessConfigurationVpc'];
  };
  readonly PipeSourceSqsQueueParameters: {
    readonly BatchSize?: number;
    readonly MaximumBatchingWindowInSeconds?: number;
  };
  readonly PipeTargetBatchJobParameters: {
    readonly JobDefinition: string;
    readonly JobName: string;
    readonly ArrayProperties?: Shapes['BatchArrayProperties'];
    readonly RetryStrategy?: Shapes['BatchRetryStrategy'];
    readonly ContainerOverrides?: Shapes['BatchContainerOverrides'];
    readonly DependsOn?: readonly Shapes['BatchJobDependency'][];
    readonly Parameters?: Readonly<Record<string, string>>;
  };
  readonly PipeTargetCloudWatchLogsParameters: {
    readonly LogStreamName?: string;
    readonly Timestamp?: string;
  };
  readonly PipeTargetEcsTaskParameters: {
    readonly TaskDefinitionArn: string;
    readonly TaskCount?: number;
    readonly LaunchType?: 'EC2' | 'FARGATE' | 'EXTERNAL';
    readonly NetworkConfiguration?: Shapes['NetworkConfiguration'];
    readonly PlatformVersion?: string;
    readonly Group?: string;
    readonly CapacityProviderStrategy?: readonly Shapes['CapacityProviderStrategyItem'][];
    readonly EnableECSManagedTags?: boolean;
    readonly EnableExecuteCommand?: boolean;
    readonly PlacementConstraints?: readonly Shapes['PlacementConstraint'][];
    readonly PlacementStrategy?: readonly Shapes['PlacementStrategy'][];
    readonly PropagateTags?: 'TASK_DEFINITION';
    readonly ReferenceId?: string;
    readonly Overrides?: Shapes['EcsTaskOverride'];
    readonly Tags?: readonly Shapes['Tag'][];
  };
  readonly PipeTargetEventBridgeEventBusParameters: {
    readonly EndpointId?: string;
    readonly DetailType?: string;
    readonly Source?: string;
    readonly Resources?: readonly string[];
    readonly Time?: string;
  };
  readonly PipeTargetHttpParameters: {
    readonly PathParameterValues?: readonly string[];
    readonly HeaderParameters?: Readonly<Record<string, string>>;
    readonly QueryStringParameters?: Readonly<Record<string, string>>;
  };
  readonly PipeTargetKinesisStreamParameters: {
    readonly PartitionKey: string;
  };
  readonly PipeTargetLambdaFunctionParameters: {
    readonly InvocationType?: 'REQUEST_RESPONSE' | 'FIRE_AND_FORGET';
  };
  readonly PipeTargetParameters: {
    readonly InputTemplate?: string;
    readonly LambdaFunctionParameters?: Shapes['PipeTargetLambdaFunctionParameters'];
    readonly StepFunctionStateMachineParameters?: Shapes['PipeTargetStateMachineParameters'];
    readonly KinesisStreamParameters?: Shapes['PipeTargetKinesisStreamParameters'];
    readonly EcsTaskParameters?: Shapes['PipeTargetEcsTaskParameters'];
    readonly BatchJobParameters?: Shapes['PipeTargetBatchJobParameters'];
    readonly SqsQueueParameters?: Shapes['PipeTargetSqsQueueParameters'];
    readonly HttpParameters?: Shapes['PipeTargetHttpParameters'];
    readonly RedshiftDataParameters?: Shapes['PipeTargetRedshiftDataParameters'];
    readonly SageMakerPipelineParameters?: Shapes['PipeTargetSageMakerPipelineParameters'];
    readonly EventBridgeEventBusParameters?: Shapes['PipeTargetEventBridgeEventBusParameters'];
    readonly CloudWatchLogsParameters?: Shapes['PipeTargetCloudWatchLogsParameters'];
    readonly TimestreamParameters?: Shapes['PipeTargetTimestreamParameters'];
  };
  readonly PipeTargetRedshiftDataParameters: {
    readonly SecretManagerArn?: string;
    readonly Database: string;
    readonly DbUser?: string;
    readonly StatementName?: string;
    readonly WithEvent?: boolean;
    readonly Sqls: readonly string[];
  };
  readonly PipeTargetSageMakerPipelineParameters: {
    readonly PipelineParameterList?: readonly Shapes['SageMakerPipelineParameter'][];
  };
  readonly PipeTargetSqsQueueParameters: {
    readonly MessageGroupId?: string;
    readonly MessageDeduplicationId?: string;
  };
  readonly PipeTargetStateMachineParameters: {
    readonly InvocationType?: 'REQUEST_RESPONSE' | 'FIRE_AND_FORGET';
  };
  readonly PipeTargetTimestreamParameters: {
    readonly TimeValue: string;
    readonly EpochTimeUnit?: 'MILLISECONDS' | 'SECONDS' | 'MICROSECONDS' | 'NANOSECONDS';
    readonly TimeFieldType?: 'EPOCH' | 'TIMESTAMP_FORMAT';
    readonly TimestampFormat?: string;
    readonly VersionValue: string;
    readonly DimensionMappings: readonly Shapes['DimensionMapping'][];
    readonly SingleMeasureMappings?: readonly Shapes['SingleMeasureMapping'][];
    readonly MultiMeasureMappings?: readonly Shapes['MultiMeasureMapping'][];
  };
  readonly PlacementConstraint: {
    readonly type?: 'distinctInstance' | 'memberOf';
    readonly expression?: string;
  };
  readonly PlacementStrategy: {
    readonly type?: 'random' | 'spread' | 'binpack';
    readonly field?: string;
  };
  readonly S3LogDestination: {
    readonly BucketName?: string;
    readonly Prefix?: string;
    readonly BucketOwner?: string;
    readonly OutputFormat?: 'json' | 'plain' | 'w3c';
  };
  readonly S3LogDestinationParameters: {
    readonly BucketName: string;
    readonly BucketOwner: string;
    readonly OutputFormat?: 'json' | 'plain' | 'w3c';
    readonly Prefix?: string;
  };
  readonly SageMakerPipelineParameter: {
    readonly Name: string;
    readonly Value: string;
  };
  readonly SelfManagedKafkaAccessConfigurationCredentials: {
    readonly BasicAuth?: string;
    readonly SaslScram512Auth?: string;
    readonly SaslScram256Auth?: string;
    readonly ClientCertificateTlsAuth?: string;
  };
  readonly SelfManagedKafkaAccessConfigurationVpc: {
    readonly Subnets?: readonly string[];
    readonly SecurityGroup?: readonly string[];
  };
  readonly SingleMeasureMapping: {
    readonly MeasureValue: string;
    readonly MeasureValueType: 'DOUBLE' | 'BIGINT' | 'VARCHAR' | 'BOOLEAN' | 'TIMESTAMP';
    readonly MeasureName: string;
  };
  readonly StartPipeRequest: {
    readonly Name: string;
  };
  readonly StartPipeResponse: {
    readonly Arn?: string;
    readonly Name?: string;
    readonly DesiredState?: 'RUNNING' | 'STOPPED';
    readonly CurrentState?:
      | 'RUNNING'
      | 'STOPPED'
      | 'CREATING'
      | 'UPDATING'
      | 'DELETING'
      | 'STARTING'
      | 'STOPPING'
      | 'CREATE_FAILED'
      | 'UPDATE_FAILED'
      | 'START_FAILED'
      | 'STOP_FAILED'
      | 'DELETE_FAILED'
      | 'CREATE_ROLLBACK_FAILED'
      | 'DELETE_ROLLBACK_FAILED'
      | 'UPDATE_ROLLBACK_FAILED';
    readonly CreationTime?: Date;
    readonly LastModifiedTime?: Date;
  };
  readonly StopPipeRequest: {
    readonly Name: string;
  };
  readonly StopPipeResponse: {
    readonly Arn?: string;
    readonly Name?: string;
    readonly DesiredState?: 'RUNNING' | 'STOPPED';
    readonly CurrentState?:
      | 'RUNNING'
      | 'STOPPED'
      | 'CREATING'
      | 'UPDATING'
      | 'DELETING'
      | 'STARTING'
      | 'STOPPING'
      | 'CREATE_FAILED'
      | 'UPDATE_FAILED'
      | 'START_FAILED'
      | 'STOP_FAILED'
      | 'DELETE_FAILED'
      | 'CREATE_ROLLBACK_FAILED'
      | 'DELETE_ROLLBACK_FAILED'
      | 'UPDATE_ROLLBACK_FAILED';
    readonly CreationTime?: Date;
    readonly LastModifiedTime?: Date;
  };
  readonly Tag: {
    readonly Key: string;
    readonly Value: string;
  };
  readonly TagResourceRequest: {
    readonly resourceArn: string;
    readonly tags: Readonly<Record<string, string>>;
  };
  readonly TagResourceResponse: {};
  readonly UntagResourceRequest: {
    readonly resourceArn: string;
    readonly tagKeys: readonly string[];
  };
  readonly UntagResourceResponse: {};
  readonly UpdatePipeRequest: {
    readonly Name: string;
    readonly Description?: string;
    readonly DesiredState?: 'RUNNING' | 'STOPPED';
    readonly SourceParameters?: Shapes['UpdatePipeSourceParameters'];
    readonly Enrichment?: string;
    readonly EnrichmentParameters?: Shapes['PipeEnrichmentParameters'];
    readonly Target?: string;
    readonly TargetParameters?: Shapes['PipeTargetParameters'];
    readonly RoleArn: string;
    readonly LogConfiguration?: Shapes['PipeLogConfigurationParameters'];
    readonly KmsKeyIdentifier?: string;
  };
  readonly UpdatePipeResponse: {
    readonly Arn?: string;
    readonly Name?: string;
    readonly DesiredState?: 'RUNNING' | 'STOPPED';
    readonly CurrentState?:
      | 'RUNNING'
      | 'STOPPED'
      | 'CREATING'
      | 'UPDATING'
      | 'DELETING'
      | 'STARTING'
      | 'STOPPING'
      | 'CREATE_FAILED'
      | 'UPDATE_FAILED'
      | 'START_FAILED'
      | 'STOP_FAILED'
      | 'DELETE_FAILED'
      | 'CREATE_ROLLBACK_FAILED'
      | 'DELETE_ROLLBACK_FAILED'
      | 'UPDATE_ROLLBACK_FAILED';
    readonly CreationTime?: Date;
    readonly LastModifiedTime?: Date;
  };
  readonly UpdatePipeSourceActiveMQBrokerParameters: {
    readonly Credentials: Shapes['MQBrokerAccessCredentials'];
    readonly BatchSize?: number;
    readonly MaximumBatchingWindowInSeconds?: number;
  };
  readonly UpdatePipeSourceDynamoDBStreamParameters: {
    readonly BatchSize?: number;
    readonly DeadLetterConfig?: Shapes['DeadLetterConfig'];
    readonly OnPartialBatchItemFailure?: 'AUTOMATIC_BISECT';
    readonly MaximumBatchingWindowInSeconds?: number;
    readonly MaximumRecordAgeInSeconds?: number;
    readonly MaximumRetryAttempts?: number;
    readonly ParallelizationFactor?: number;
  };
  readonly UpdatePipeSourceKinesisStreamParameters: {
    readonly BatchSize?: number;
    readonly DeadLetterConfig?: Shapes['DeadLetterConfig'];
    readonly OnPartialBatchItemFailure?: 'AUTOMATIC_BISECT';
    readonly MaximumBatchingWindowInSeconds?: number;
    readonly MaximumRecordAgeInSeconds?: number;
    readonly MaximumRetryAttempts?: number;
    readonly ParallelizationFactor?: number;
  };
  readonly UpdatePipeSourceManagedStreamingKafkaParameters: {
    readonly BatchSize?: number;
    readonly Credentials?: Shapes['MSKAccessCredentials'];
    readonly MaximumBatchingWindowInSeconds?: number;
  };
  readonly UpdatePipeSourceParameters: {
    readonly FilterCriteria?: Shapes['FilterCriteria'];
    readonly KinesisStreamParameters?: Shapes['UpdatePipeSourceKinesisStreamParameters'];
    readonly DynamoDBStreamParameters?: Shapes['UpdatePipeSourceDynamoDBStreamParameters'];
    readonly SqsQueueParameters?: Shapes['UpdatePipeSourceSqsQueueParameters'];
    readonly ActiveMQBrokerParameters?: Shapes['UpdatePipeSourceActiveMQBrokerParameters'];
    readonly RabbitMQBrokerParameters?: Shapes['UpdatePipeSourceRabbitMQBrokerParameters'];
    readonly ManagedStreamingKafkaParameters?: Shapes['UpdatePipeSourceManagedStreamingKafkaParameters'];
    readonly SelfManagedKafkaParameters?: Shapes['UpdatePipeSourceSelfManagedKafkaParameters'];
  };
  readonly UpdatePipeSourceRabbitMQBrokerParameters: {
    readonly Credentials: Shapes['MQBrokerAccessCredentials'];
    readonly BatchSize?: number;
    readonly MaximumBatchingWindowInSeconds?: number;
  };
  readonly UpdatePipeSourceSelfManagedKafkaParameters: {
    readonly BatchSize?: number;
    readonly MaximumBatchingWindowInSeconds?: number;
    readonly Credentials?: Shapes['SelfManagedKafkaAccessConfigurationCredentials'];
    readonly ServerRootCaCertificate?: string;
    readonly Vpc?: Shapes['SelfManagedKafkaAccessConfigurationVpc'];
  };
  readonly UpdatePipeSourceSqsQueueParameters: {
    readonly BatchSize?: number;
    readonly MaximumBatchingWindowInSeconds?: number;
  };
}

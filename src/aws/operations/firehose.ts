// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface FirehoseApi {
  readonly operations: {
    readonly CreateDeliveryStream: {
      readonly input: Shapes['CreateDeliveryStreamInput'];
      readonly output: Shapes['CreateDeliveryStreamOutput'];
    };
    readonly DeleteDeliveryStream: {
      readonly input: Shapes['DeleteDeliveryStreamInput'];
      readonly output: Shapes['DeleteDeliveryStreamOutput'];
    };
    readonly DescribeDeliveryStream: {
      readonly input: Shapes['DescribeDeliveryStreamInput'];
      readonly output: Shapes['DescribeDeliveryStreamOutput'];
    };
    readonly ListDeliveryStreams: {
      readonly input: Shapes['ListDeliveryStreamsInput'];
      readonly output: Shapes['ListDeliveryStreamsOutput'];
    };
    readonly ListTagsForDeliveryStream: {
      readonly input: Shapes['ListTagsForDeliveryStreamInput'];
      readonly output: Shapes['ListTagsForDeliveryStreamOutput'];
    };
    readonly PutRecord: {
      readonly input: Shapes['PutRecordInput'];
      readonly output: Shapes['PutRecordOutput'];
    };
    readonly PutRecordBatch: {
      readonly input: Shapes['PutRecordBatchInput'];
      readonly output: Shapes['PutRecordBatchOutput'];
    };
    readonly TagDeliveryStream: {
      readonly input: Shapes['TagDeliveryStreamInput'];
      readonly output: Shapes['TagDeliveryStreamOutput'];
    };
    readonly UntagDeliveryStream: {
      readonly input: Shapes['UntagDeliveryStreamInput'];
      readonly output: Shapes['UntagDeliveryStreamOutput'];
    };
    readonly UpdateDestination: {
      readonly input: Shapes['UpdateDestinationInput'];
      readonly output: Shapes['UpdateDestinationOutput'];
    };
  };
  readonly errors:
    | 'ConcurrentModificationException'
    | 'InvalidArgumentException'
    | 'InvalidKMSResourceException'
    | 'InvalidSourceException'
    | 'LimitExceededException'
    | 'ResourceInUseException'
    | 'ResourceNotFoundException'
    | 'ServiceUnavailableException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AmazonOpenSearchServerlessBufferingHints: {
    readonly IntervalInSeconds?: number;
    readonly SizeInMBs?: number;
  };
  readonly AmazonOpenSearchServerlessDestinationConfiguration: {
    readonly RoleARN: string;
    readonly CollectionEndpoint?: string;
    readonly IndexName: string;
    readonly BufferingHints?: Shapes['AmazonOpenSearchServerlessBufferingHints'];
    readonly RetryOptions?: Shapes['AmazonOpenSearchServerlessRetryOptions'];
    readonly S3BackupMode?: 'FailedDocumentsOnly' | 'AllDocuments';
    readonly S3Configuration: Shapes['S3DestinationConfiguration'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly VpcConfiguration?: Shapes['VpcConfiguration'];
  };
  readonly AmazonOpenSearchServerlessDestinationDescription: {
    readonly RoleARN?: string;
    readonly CollectionEndpoint?: string;
    readonly IndexName?: string;
    readonly BufferingHints?: Shapes['AmazonOpenSearchServerlessBufferingHints'];
    readonly RetryOptions?: Shapes['AmazonOpenSearchServerlessRetryOptions'];
    readonly S3BackupMode?: 'FailedDocumentsOnly' | 'AllDocuments';
    readonly S3DestinationDescription?: Shapes['S3DestinationDescription'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly VpcConfigurationDescription?: Shapes['VpcConfigurationDescription'];
  };
  readonly AmazonOpenSearchServerlessDestinationUpdate: {
    readonly RoleARN?: string;
    readonly CollectionEndpoint?: string;
    readonly IndexName?: string;
    readonly BufferingHints?: Shapes['AmazonOpenSearchServerlessBufferingHints'];
    readonly RetryOptions?: Shapes['AmazonOpenSearchServerlessRetryOptions'];
    readonly S3Update?: Shapes['S3DestinationUpdate'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
  };
  readonly AmazonOpenSearchServerlessRetryOptions: {
    readonly DurationInSeconds?: number;
  };
  readonly AmazonopensearchserviceBufferingHints: {
    readonly IntervalInSeconds?: number;
    readonly SizeInMBs?: number;
  };
  readonly AmazonopensearchserviceDestinationConfiguration: {
    readonly RoleARN: string;
    readonly DomainARN?: string;
    readonly ClusterEndpoint?: string;
    readonly IndexName: string;
    readonly TypeName?: string;
    readonly IndexRotationPeriod?: 'NoRotation' | 'OneHour' | 'OneDay' | 'OneWeek' | 'OneMonth';
    readonly BufferingHints?: Shapes['AmazonopensearchserviceBufferingHints'];
    readonly RetryOptions?: Shapes['AmazonopensearchserviceRetryOptions'];
    readonly S3BackupMode?: 'FailedDocumentsOnly' | 'AllDocuments';
    readonly S3Configuration: Shapes['S3DestinationConfiguration'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly VpcConfiguration?: Shapes['VpcConfiguration'];
    readonly DocumentIdOptions?: Shapes['DocumentIdOptions'];
  };
  readonly AmazonopensearchserviceDestinationDescription: {
    readonly RoleARN?: string;
    readonly DomainARN?: string;
    readonly ClusterEndpoint?: string;
    readonly IndexName?: string;
    readonly TypeName?: string;
    readonly IndexRotationPeriod?: 'NoRotation' | 'OneHour' | 'OneDay' | 'OneWeek' | 'OneMonth';
    readonly BufferingHints?: Shapes['AmazonopensearchserviceBufferingHints'];
    readonly RetryOptions?: Shapes['AmazonopensearchserviceRetryOptions'];
    readonly S3BackupMode?: 'FailedDocumentsOnly' | 'AllDocuments';
    readonly S3DestinationDescription?: Shapes['S3DestinationDescription'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly VpcConfigurationDescription?: Shapes['VpcConfigurationDescription'];
    readonly DocumentIdOptions?: Shapes['DocumentIdOptions'];
  };
  readonly AmazonopensearchserviceDestinationUpdate: {
    readonly RoleARN?: string;
    readonly DomainARN?: string;
    readonly ClusterEndpoint?: string;
    readonly IndexName?: string;
    readonly TypeName?: string;
    readonly IndexRotationPeriod?: 'NoRotation' | 'OneHour' | 'OneDay' | 'OneWeek' | 'OneMonth';
    readonly BufferingHints?: Shapes['AmazonopensearchserviceBufferingHints'];
    readonly RetryOptions?: Shapes['AmazonopensearchserviceRetryOptions'];
    readonly S3Update?: Shapes['S3DestinationUpdate'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly DocumentIdOptions?: Shapes['DocumentIdOptions'];
  };
  readonly AmazonopensearchserviceRetryOptions: {
    readonly DurationInSeconds?: number;
  };
  readonly AuthenticationConfiguration: {
    readonly RoleARN: string;
    readonly Connectivity: 'PUBLIC' | 'PRIVATE';
  };
  readonly BufferingHints: {
    readonly SizeInMBs?: number;
    readonly IntervalInSeconds?: number;
  };
  readonly CatalogConfiguration: {
    readonly CatalogARN?: string;
    readonly WarehouseLocation?: string;
  };
  readonly CloudWatchLoggingOptions: {
    readonly Enabled?: boolean;
    readonly LogGroupName?: string;
    readonly LogStreamName?: string;
  };
  readonly CopyCommand: {
    readonly DataTableName: string;
    readonly DataTableColumns?: string;
    readonly CopyOptions?: string;
  };
  readonly CreateDeliveryStreamInput: {
    readonly DeliveryStreamName: string;
    readonly DeliveryStreamType?: 'DirectPut' | 'KinesisStreamAsSource' | 'MSKAsSource' | 'DatabaseAsSource';
    readonly DirectPutSourceConfiguration?: Shapes['DirectPutSourceConfiguration'];
    readonly KinesisStreamSourceConfiguration?: Shapes['KinesisStreamSourceConfiguration'];
    readonly DeliveryStreamEncryptionConfigurationInput?: Shapes['DeliveryStreamEncryptionConfigurationInput'];
    readonly S3DestinationConfiguration?: Shapes['S3DestinationConfiguration'];
    readonly ExtendedS3DestinationConfiguration?: Shapes['ExtendedS3DestinationConfiguration'];
    readonly RedshiftDestinationConfiguration?: Shapes['RedshiftDestinationConfiguration'];
    readonly ElasticsearchDestinationConfiguration?: Shapes['ElasticsearchDestinationConfiguration'];
    readonly AmazonopensearchserviceDestinationConfiguration?: Shapes['AmazonopensearchserviceDestinationConfiguration'];
    readonly SplunkDestinationConfiguration?: Shapes['SplunkDestinationConfiguration'];
    readonly HttpEndpointDestinationConfiguration?: Shapes['HttpEndpointDestinationConfiguration'];
    readonly Tags?: readonly Shapes['Tag'][];
    readonly AmazonOpenSearchServerlessDestinationConfiguration?: Shapes['AmazonOpenSearchServerlessDestinationConfiguration'];
    readonly MSKSourceConfiguration?: Shapes['MSKSourceConfiguration'];
    readonly SnowflakeDestinationConfiguration?: Shapes['SnowflakeDestinationConfiguration'];
    readonly IcebergDestinationConfiguration?: Shapes['IcebergDestinationConfiguration'];
    readonly DatabaseSourceConfiguration?: Shapes['DatabaseSourceConfiguration'];
  };
  readonly CreateDeliveryStreamOutput: {
    readonly DeliveryStreamARN?: string;
  };
  readonly DataFormatConversionConfiguration: {
    readonly SchemaConfiguration?: Shapes['SchemaConfiguration'];
    readonly InputFormatConfiguration?: Shapes['InputFormatConfiguration'];
    readonly OutputFormatConfiguration?: Shapes['OutputFormatConfiguration'];
    readonly Enabled?: boolean;
  };
  readonly DatabaseColumnList: {
    readonly Include?: readonly string[];
    readonly Exclude?: readonly string[];
  };
  readonly DatabaseList: {
    readonly Include?: readonly string[];
    readonly Exclude?: readonly string[];
  };
  readonly DatabaseSnapshotInfo: {
    readonly Id: string;
    readonly Table: string;
    readonly RequestTimestamp: Date;
    readonly RequestedBy: 'USER' | 'FIREHOSE';
    readonly Status: 'IN_PROGRESS' | 'COMPLETE' | 'SUSPENDED';
    readonly FailureDescription?: Shapes['FailureDescription'];
  };
  readonly DatabaseSourceAuthenticationConfiguration: {
    readonly SecretsManagerConfiguration: Shapes['SecretsManagerConfiguration'];
  };
  readonly DatabaseSourceConfiguration: {
    readonly Type: 'MySQL' | 'PostgreSQL';
    readonly Endpoint: string;
    readonly Port: number;
    readonly SSLMode?: 'Disabled' | 'Enabled';
    readonly Databases: Shapes['DatabaseList'];
    readonly Tables: Shapes['DatabaseTableList'];
    readonly Columns?: Shapes['DatabaseColumnList'];
    readonly SurrogateKeys?: readonly string[];
    readonly SnapshotWatermarkTable: string;
    readonly DatabaseSourceAuthenticationConfiguration: Shapes['DatabaseSourceAuthenticationConfiguration'];
    readonly DatabaseSourceVPCConfiguration: Shapes['DatabaseSourceVPCConfiguration'];
  };
  readonly DatabaseSourceDescription: {
    readonly Type?: 'MySQL' | 'PostgreSQL';
    readonly Endpoint?: string;
    readonly Port?: number;
    readonly SSLMode?: 'Disabled' | 'Enabled';
    readonly Databases?: Shapes['DatabaseList'];
    readonly Tables?: Shapes['DatabaseTableList'];
    readonly Columns?: Shapes['DatabaseColumnList'];
    readonly SurrogateKeys?: readonly string[];
    readonly SnapshotWatermarkTable?: string;
    readonly SnapshotInfo?: readonly Shapes['DatabaseSnapshotInfo'][];
    readonly DatabaseSourceAuthenticationConfiguration?: Shapes['DatabaseSourceAuthenticationConfiguration'];
    readonly DatabaseSourceVPCConfiguration?: Shapes['DatabaseSourceVPCConfiguration'];
  };
  readonly DatabaseSourceVPCConfiguration: {
    readonly VpcEndpointServiceName: string;
  };
  readonly DatabaseTableList: {
    readonly Include?: readonly string[];
    readonly Exclude?: readonly string[];
  };
  readonly DeleteDeliveryStreamInput: {
    readonly DeliveryStreamName: string;
    readonly AllowForceDelete?: boolean;
  };
  readonly DeleteDeliveryStreamOutput: {};
  readonly DeliveryStreamDescription: {
    readonly DeliveryStreamName: string;
    readonly DeliveryStreamARN: string;
    readonly DeliveryStreamStatus: 'CREATING' | 'CREATING_FAILED' | 'DELETING' | 'DELETING_FAILED' | 'ACTIVE';
    readonly FailureDescription?: Shapes['FailureDescription'];
    readonly DeliveryStreamEncryptionConfiguration?: Shapes['DeliveryStreamEncryptionConfiguration'];
    readonly DeliveryStreamType: 'DirectPut' | 'KinesisStreamAsSource' | 'MSKAsSource' | 'DatabaseAsSource';
    readonly VersionId: string;
    readonly CreateTimestamp?: Date;
    readonly LastUpdateTimestamp?: Date;
    readonly Source?: Shapes['SourceDescription'];
    readonly Destinations: readonly Shapes['DestinationDescription'][];
    readonly HasMoreDestinations: boolean;
  };
  readonly DeliveryStreamEncryptionConfiguration: {
    readonly KeyARN?: string;
    readonly KeyType?: 'AWS_OWNED_CMK' | 'CUSTOMER_MANAGED_CMK';
    readonly Status?:
      | 'ENABLED'
      | 'ENABLING'
      | 'ENABLING_FAILED'
      | 'DISABLED'
      | 'DISABLING'
      | 'DISABLING_FAILED';
    readonly FailureDescription?: Shapes['FailureDescription'];
  };
  readonly DeliveryStreamEncryptionConfigurationInput: {
    readonly KeyARN?: string;
    readonly KeyType: 'AWS_OWNED_CMK' | 'CUSTOMER_MANAGED_CMK';
  };
  readonly DescribeDeliveryStreamInput: {
    readonly DeliveryStreamName: string;
    readonly Limit?: number;
    readonly ExclusiveStartDestinationId?: string;
  };
  readonly DescribeDeliveryStreamOutput: {
    readonly DeliveryStreamDescription: Shapes['DeliveryStreamDescription'];
  };
  readonly Deserializer: {
    readonly OpenXJsonSerDe?: Shapes['OpenXJsonSerDe'];
    readonly HiveJsonSerDe?: Shapes['HiveJsonSerDe'];
  };
  readonly DestinationDescription: {
    readonly DestinationId: string;
    readonly S3DestinationDescription?: Shapes['S3DestinationDescription'];
    readonly ExtendedS3DestinationDescription?: Shapes['ExtendedS3DestinationDescription'];
    readonly RedshiftDestinationDescription?: Shapes['RedshiftDestinationDescription'];
    readonly ElasticsearchDestinationDescription?: Shapes['ElasticsearchDestinationDescription'];
    readonly AmazonopensearchserviceDestinationDescription?: Shapes['AmazonopensearchserviceDestinationDescription'];
    readonly SplunkDestinationDescription?: Shapes['SplunkDestinationDescription'];
    readonly HttpEndpointDestinationDescription?: Shapes['HttpEndpointDestinationDescription'];
    readonly SnowflakeDestinationDescription?: Shapes['SnowflakeDestinationDescription'];
    readonly AmazonOpenSearchServerlessDestinationDescription?: Shapes['AmazonOpenSearchServerlessDestinationDescription'];
    readonly IcebergDestinationDescription?: Shapes['IcebergDestinationDescription'];
  };
  readonly DestinationTableConfiguration: {
    readonly DestinationTableName: string;
    readonly DestinationDatabaseName: string;
    readonly UniqueKeys?: readonly string[];
    readonly PartitionSpec?: Shapes['PartitionSpec'];
    readonly S3ErrorOutputPrefix?: string;
  };
  readonly DirectPutSourceConfiguration: {
    readonly ThroughputHintInMBs: number;
  };
  readonly DirectPutSourceDescription: {
    readonly ThroughputHintInMBs?: number;
  };
  readonly DocumentIdOptions: {
    readonly DefaultDocumentIdFormat: 'FIREHOSE_DEFAULT' | 'NO_DOCUMENT_ID';
  };
  readonly DynamicPartitioningConfiguration: {
    readonly RetryOptions?: Shapes['RetryOptions'];
    readonly Enabled?: boolean;
  };
  readonly ElasticsearchBufferingHints: {
    readonly IntervalInSeconds?: number;
    readonly SizeInMBs?: number;
  };
  readonly ElasticsearchDestinationConfiguration: {
    readonly RoleARN: string;
    readonly DomainARN?: string;
    readonly ClusterEndpoint?: string;
    readonly IndexName: string;
    readonly TypeName?: string;
    readonly IndexRotationPeriod?: 'NoRotation' | 'OneHour' | 'OneDay' | 'OneWeek' | 'OneMonth';
    readonly BufferingHints?: Shapes['ElasticsearchBufferingHints'];
    readonly RetryOptions?: Shapes['ElasticsearchRetryOptions'];
    readonly S3BackupMode?: 'FailedDocumentsOnly' | 'AllDocuments';
    readonly S3Configuration: Shapes['S3DestinationConfiguration'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly VpcConfiguration?: Shapes['VpcConfiguration'];
    readonly DocumentIdOptions?: Shapes['DocumentIdOptions'];
  };
  readonly ElasticsearchDestinationDescription: {
    readonly RoleARN?: string;
    readonly DomainARN?: string;
    readonly ClusterEndpoint?: string;
    readonly IndexName?: string;
    readonly TypeName?: string;
    readonly IndexRotationPeriod?: 'NoRotation' | 'OneHour' | 'OneDay' | 'OneWeek' | 'OneMonth';
    readonly BufferingHints?: Shapes['ElasticsearchBufferingHints'];
    readonly RetryOptions?: Shapes['ElasticsearchRetryOptions'];
    readonly S3BackupMode?: 'FailedDocumentsOnly' | 'AllDocuments';
    readonly S3DestinationDescription?: Shapes['S3DestinationDescription'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly VpcConfigurationDescription?: Shapes['VpcConfigurationDescription'];
    readonly DocumentIdOptions?: Shapes['DocumentIdOptions'];
  };
  readonly ElasticsearchDestinationUpdate: {
    readonly RoleARN?: string;
    readonly DomainARN?: string;
    readonly ClusterEndpoint?: string;
    readonly IndexName?: string;
    readonly TypeName?: string;
    readonly IndexRotationPeriod?: 'NoRotation' | 'OneHour' | 'OneDay' | 'OneWeek' | 'OneMonth';
    readonly BufferingHints?: Shapes['ElasticsearchBufferingHints'];
    readonly RetryOptions?: Shapes['ElasticsearchRetryOptions'];
    readonly S3Update?: Shapes['S3DestinationUpdate'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly DocumentIdOptions?: Shapes['DocumentIdOptions'];
  };
  readonly ElasticsearchRetryOptions: {
    readonly DurationInSeconds?: number;
  };
  readonly EncryptionConfiguration: {
    readonly NoEncryptionConfig?: 'NoEncryption';
    readonly KMSEncryptionConfig?: Shapes['KMSEncryptionConfig'];
  };
  readonly ExtendedS3DestinationConfiguration: {
    readonly RoleARN: string;
    readonly BucketARN: string;
    readonly Prefix?: string;
    readonly ErrorOutputPrefix?: string;
    readonly BufferingHints?: Shapes['BufferingHints'];
    readonly CompressionFormat?: 'UNCOMPRESSED' | 'GZIP' | 'ZIP' | 'Snappy' | 'HADOOP_SNAPPY';
    readonly EncryptionConfiguration?: Shapes['EncryptionConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly S3BackupMode?: 'Disabled' | 'Enabled';
    readonly S3BackupConfiguration?: Shapes['S3DestinationConfiguration'];
    readonly DataFormatConversionConfiguration?: Shapes['DataFormatConversionConfiguration'];
    readonly DynamicPartitioningConfiguration?: Shapes['DynamicPartitioningConfiguration'];
    readonly FileExtension?: string;
    readonly CustomTimeZone?: string;
  };
  readonly ExtendedS3DestinationDescription: {
    readonly RoleARN: string;
    readonly BucketARN: string;
    readonly Prefix?: string;
    readonly ErrorOutputPrefix?: string;
    readonly BufferingHints: Shapes['BufferingHints'];
    readonly CompressionFormat: 'UNCOMPRESSED' | 'GZIP' | 'ZIP' | 'Snappy' | 'HADOOP_SNAPPY';
    readonly EncryptionConfiguration: Shapes['EncryptionConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly S3BackupMode?: 'Disabled' | 'Enabled';
    readonly S3BackupDescription?: Shapes['S3DestinationDescription'];
    readonly DataFormatConversionConfiguration?: Shapes['DataFormatConversionConfiguration'];
    readonly DynamicPartitioningConfiguration?: Shapes['DynamicPartitioningConfiguration'];
    readonly FileExtension?: string;
    readonly CustomTimeZone?: string;
  };
  readonly ExtendedS3DestinationUpdate: {
    readonly RoleARN?: string;
    readonly BucketARN?: string;
    readonly Prefix?: string;
    readonly ErrorOutputPrefix?: string;
    readonly BufferingHints?: Shapes['BufferingHints'];
    readonly CompressionFormat?: 'UNCOMPRESSED' | 'GZIP' | 'ZIP' | 'Snappy' | 'HADOOP_SNAPPY';
    readonly EncryptionConfiguration?: Shapes['EncryptionConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly S3BackupMode?: 'Disabled' | 'Enabled';
    readonly S3BackupUpdate?: Shapes['S3DestinationUpdate'];
    readonly DataFormatConversionConfiguration?: Shapes['DataFormatConversionConfiguration'];
    readonly DynamicPartitioningConfiguration?: Shapes['DynamicPartitioningConfiguration'];
    readonly FileExtension?: string;
    readonly CustomTimeZone?: string;
  };
  readonly FailureDescription: {
    readonly Type:
      | 'VPC_ENDPOINT_SERVICE_NAME_NOT_FOUND'
      | 'VPC_INTERFACE_ENDPOINT_SERVICE_ACCESS_DENIED'
      | 'RETIRE_KMS_GRANT_FAILED'
      | 'CREATE_KMS_GRANT_FAILED'
      | 'KMS_ACCESS_DENIED'
      | 'DISABLED_KMS_KEY'
      | 'INVALID_KMS_KEY'
      | 'KMS_KEY_NOT_FOUND'
      | 'KMS_OPT_IN_REQUIRED'
      | 'CREATE_ENI_FAILED'
      | 'DELETE_ENI_FAILED'
      | 'SUBNET_NOT_FOUND'
      | 'SECURITY_GROUP_NOT_FOUND'
      | 'ENI_ACCESS_DENIED'
      | 'SUBNET_ACCESS_DENIED'
      | 'SECURITY_GROUP_ACCESS_DENIED'
      | 'UNKNOWN_ERROR';
    readonly Details: string;
  };
  readonly HiveJsonSerDe: {
    readonly TimestampFormats?: readonly string[];
  };
  readonly HttpEndpointBufferingHints: {
    readonly SizeInMBs?: number;
    readonly IntervalInSeconds?: number;
  };
  readonly HttpEndpointCommonAttribute: {
    readonly AttributeName: string;
    readonly AttributeValue: string;
  };
  readonly HttpEndpointConfiguration: {
    readonly Url: string;
    readonly Name?: string;
    readonly AccessKey?: string;
  };
  readonly HttpEndpointDescription: {
    readonly Url?: string;
    readonly Name?: string;
  };
  readonly HttpEndpointDestinationConfiguration: {
    readonly EndpointConfiguration: Shapes['HttpEndpointConfiguration'];
    readonly BufferingHints?: Shapes['HttpEndpointBufferingHints'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly RequestConfiguration?: Shapes['HttpEndpointRequestConfiguration'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly RoleARN?: string;
    readonly RetryOptions?: Shapes['HttpEndpointRetryOptions'];
    readonly S3BackupMode?: 'FailedDataOnly' | 'AllData';
    readonly S3Configuration: Shapes['S3DestinationConfiguration'];
    readonly SecretsManagerConfiguration?: Shapes['SecretsManagerConfiguration'];
  };
  readonly HttpEndpointDestinationDescription: {
    readonly EndpointConfiguration?: Shapes['HttpEndpointDescription'];
    readonly BufferingHints?: Shapes['HttpEndpointBufferingHints'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly RequestConfiguration?: Shapes['HttpEndpointRequestConfiguration'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly RoleARN?: string;
    readonly RetryOptions?: Shapes['HttpEndpointRetryOptions'];
    readonly S3BackupMode?: 'FailedDataOnly' | 'AllData';
    readonly S3DestinationDescription?: Shapes['S3DestinationDescription'];
    readonly SecretsManagerConfiguration?: Shapes['SecretsManagerConfiguration'];
  };
  readonly HttpEndpointDestinationUpdate: {
    readonly EndpointConfiguration?: Shapes['HttpEndpointConfiguration'];
    readonly BufferingHints?: Shapes['HttpEndpointBufferingHints'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly RequestConfiguration?: Shapes['HttpEndpointRequestConfiguration'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly RoleARN?: string;
    readonly RetryOptions?: Shapes['HttpEndpointRetryOptions'];
    readonly S3BackupMode?: 'FailedDataOnly' | 'AllData';
    readonly S3Update?: Shapes['S3DestinationUpdate'];
    readonly SecretsManagerConfiguration?: Shapes['SecretsManagerConfiguration'];
  };
  readonly HttpEndpointRequestConfiguration: {
    readonly ContentEncoding?: 'NONE' | 'GZIP';
    readonly CommonAttributes?: readonly Shapes['HttpEndpointCommonAttribute'][];
  };
  readonly HttpEndpointRetryOptions: {
    readonly DurationInSeconds?: number;
  };
  readonly IcebergDestinationConfiguration: {
    readonly DestinationTableConfigurationList?: readonly Shapes['DestinationTableConfiguration'][];
    readonly SchemaEvolutionConfiguration?: Shapes['SchemaEvolutionConfiguration'];
    readonly TableCreationConfiguration?: Shapes['TableCreationConfiguration'];
    readonly BufferingHints?: Shapes['BufferingHints'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly S3BackupMode?: 'FailedDataOnly' | 'AllData';
    readonly RetryOptions?: Shapes['RetryOptions'];
    readonly RoleARN: string;
    readonly AppendOnly?: boolean;
    readonly CatalogConfiguration: Shapes['CatalogConfiguration'];
    readonly S3Configuration: Shapes['S3DestinationConfiguration'];
  };
  readonly IcebergDestinationDescription: {
    readonly DestinationTableConfigurationList?: readonly Shapes['DestinationTableConfiguration'][];
    readonly SchemaEvolutionConfiguration?: Shapes['SchemaEvolutionConfiguration'];
    readonly TableCreationConfiguration?: Shapes['TableCreationConfiguration'];
    readonly BufferingHints?: Shapes['BufferingHints'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly S3BackupMode?: 'FailedDataOnly' | 'AllData';
    readonly RetryOptions?: Shapes['RetryOptions'];
    readonly RoleARN?: string;
    readonly AppendOnly?: boolean;
    readonly CatalogConfiguration?: Shapes['CatalogConfiguration'];
    readonly S3DestinationDescription?: Shapes['S3DestinationDescription'];
  };
  readonly IcebergDestinationUpdate: {
    readonly DestinationTableConfigurationList?: readonly Shapes['DestinationTableConfiguration'][];
    readonly SchemaEvolutionConfiguration?: Shapes['SchemaEvolutionConfiguration'];
    readonly TableCreationConfiguration?: Shapes['TableCreationConfiguration'];
    readonly BufferingHints?: Shapes['BufferingHints'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly S3BackupMode?: 'FailedDataOnly' | 'AllData';
    readonly RetryOptions?: Shapes['RetryOptions'];
    readonly RoleARN?: string;
    readonly AppendOnly?: boolean;
    readonly CatalogConfiguration?: Shapes['CatalogConfiguration'];
    readonly S3Configuration?: Shapes['S3DestinationConfiguration'];
  };
  readonly InputFormatConfiguration: {
    readonly Deserializer?: Shapes['Deserializer'];
  };
  readonly KMSEncryptionConfig: {
    readonly AWSKMSKeyARN: string;
  };
  readonly KinesisStreamSourceConfiguration: {
    readonly KinesisStreamARN: string;
    readonly RoleARN: string;
  };
  readonly KinesisStreamSourceDescription: {
    readonly KinesisStreamARN?: string;
    readonly RoleARN?: string;
    readonly DeliveryStartTimestamp?: Date;
  };
  readonly ListDeliveryStreamsInput: {
    readonly Limit?: number;
    readonly DeliveryStreamType?: 'DirectPut' | 'KinesisStreamAsSource' | 'MSKAsSource' | 'DatabaseAsSource';
    readonly ExclusiveStartDeliveryStreamName?: string;
  };
  readonly ListDeliveryStreamsOutput: {
    readonly DeliveryStreamNames: readonly string[];
    readonly HasMoreDeliveryStreams: boolean;
  };
  readonly ListTagsForDeliveryStreamInput: {
    readonly DeliveryStreamName: string;
    readonly ExclusiveStartTagKey?: string;
    readonly Limit?: number;
  };
  readonly ListTagsForDeliveryStreamOutput: {
    readonly Tags: readonly Shapes['Tag'][];
    readonly HasMoreTags: boolean;
  };
  readonly MSKSourceConfiguration: {
    readonly MSKClusterARN: string;
    readonly TopicName: string;
    readonly AuthenticationConfiguration: Shapes['AuthenticationConfiguration'];
    readonly ReadFromTimestamp?: Date;
  };
  readonly MSKSourceDescription: {
    readonly MSKClusterARN?: string;
    readonly TopicName?: string;
    readonly AuthenticationConfiguration?: Shapes['AuthenticationConfiguration'];
    readonly DeliveryStartTimestamp?: Date;
    readonly ReadFromTimestamp?: Date;
  };
  readonly OpenXJsonSerDe: {
    readonly ConvertDotsInJsonKeysToUnderscores?: boolean;
    readonly CaseInsensitive?: boolean;
    readonly ColumnToJsonKeyMappings?: Readonly<Record<string, string>>;
  };
  readonly OrcSerDe: {
    readonly StripeSizeBytes?: number;
    readonly BlockSizeBytes?: number;
    readonly RowIndexStride?: number;
    readonly EnablePadding?: boolean;
    readonly PaddingTolerance?: number;
    readonly Compression?: 'NONE' | 'ZLIB' | 'SNAPPY';
    readonly BloomFilterColumns?: readonly string[];
    readonly BloomFilterFalsePositiveProbability?: number;
    readonly DictionaryKeyThreshold?: number;
    readonly FormatVersion?: 'V0_11' | 'V0_12';
  };
  readonly OutputFormatConfiguration: {
    readonly Serializer?: Shapes['Serializer'];
  };
  readonly ParquetSerDe: {
    readonly BlockSizeBytes?: number;
    readonly PageSizeBytes?: number;
    readonly Compression?: 'UNCOMPRESSED' | 'GZIP' | 'SNAPPY';
    readonly EnableDictionaryCompression?: boolean;
    readonly MaxPaddingBytes?: number;
    readonly WriterVersion?: 'V1' | 'V2';
  };
  readonly PartitionField: {
    readonly SourceName: string;
  };
  readonly PartitionSpec: {
    readonly Identity?: readonly Shapes['PartitionField'][];
  };
  readonly ProcessingConfiguration: {
    readonly Enabled?: boolean;
    readonly Processors?: readonly Shapes['Processor'][];
  };
  readonly Processor: {
    readonly Type:
      | 'RecordDeAggregation'
      | 'Decompression'
      | 'CloudWatchLogProcessing'
      | 'Lambda'
      | 'MetadataExtraction'
      | 'AppendDelimiterToRecord';
    readonly Parameters?: readonly Shapes['ProcessorParameter'][];
  };
  readonly ProcessorParameter: {
    readonly ParameterName:
      | 'LambdaArn'
      | 'NumberOfRetries'
      | 'MetadataExtractionQuery'
      | 'JsonParsingEngine'
      | 'RoleArn'
      | 'BufferSizeInMBs'
      | 'BufferIntervalInSeconds'
      | 'SubRecordType'
      | 'Delimiter'
      | 'CompressionFormat'
      | 'DataMessageExtraction';
    readonly ParameterValue: string;
  };
  readonly PutRecordBatchInput: {
    readonly DeliveryStreamName: string;
    readonly Records: readonly Shapes['Record'][];
  };
  readonly PutRecordBatchOutput: {
    readonly FailedPutCount: number;
    readonly Encrypted?: boolean;
    readonly RequestResponses: readonly Shapes['PutRecordBatchResponseEntry'][];
  };
  readonly PutRecordBatchResponseEntry: {
    readonly RecordId?: string;
    readonly ErrorCode?: string;
    readonly ErrorMessage?: string;
  };
  readonly PutRecordInput: {
    readonly DeliveryStreamName: string;
    readonly Record: Shapes['Record'];
  };
  readonly PutRecordOutput: {
    readonly RecordId: string;
    readonly Encrypted?: boolean;
  };
  readonly Record: {
    readonly Data: Uint8Array;
  };
  readonly RedshiftDestinationConfiguration: {
    readonly RoleARN: string;
    readonly ClusterJDBCURL: string;
    readonly CopyCommand: Shapes['CopyCommand'];
    readonly Username?: string;
    readonly Password?: string;
    readonly RetryOptions?: Shapes['RedshiftRetryOptions'];
    readonly S3Configuration: Shapes['S3DestinationConfiguration'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly S3BackupMode?: 'Disabled' | 'Enabled';
    readonly S3BackupConfiguration?: Shapes['S3DestinationConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly SecretsManagerConfiguration?: Shapes['SecretsManagerConfiguration'];
  };
  readonly RedshiftDestinationDescription: {
    readonly RoleARN: string;
    readonly ClusterJDBCURL: string;
    readonly CopyCommand: Shapes['CopyCommand'];
    readonly Username?: string;
    readonly RetryOptions?: Shapes['RedshiftRetryOptions'];
    readonly S3DestinationDescription: Shapes['S3DestinationDescription'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly S3BackupMode?: 'Disabled' | 'Enabled';
    readonly S3BackupDescription?: Shapes['S3DestinationDescription'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly SecretsManagerConfiguration?: Shapes['SecretsManagerConfiguration'];
  };
  readonly RedshiftDestinationUpdate: {
    readonly RoleARN?: string;
    readonly ClusterJDBCURL?: string;
    readonly CopyCommand?: Shapes['CopyCommand'];
    readonly Username?: string;
    readonly Password?: string;
    readonly RetryOptions?: Shapes['RedshiftRetryOptions'];
    readonly S3Update?: Shapes['S3DestinationUpdate'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly S3BackupMode?: 'Disabled' | 'Enabled';
    readonly S3BackupUpdate?: Shapes['S3DestinationUpdate'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly SecretsManagerConfiguration?: Shapes['SecretsManagerConfiguration'];
  };
  readonly RedshiftRetryOptions: {
    readonly DurationInSeconds?: number;
  };
  readonly RetryOptions: {
    readonly DurationInSeconds?: number;
  };
  readonly S3DestinationConfiguration: {
    readonly RoleARN: string;
    readonly BucketARN: string;
    readonly Prefix?: string;
    readonly ErrorOutputPrefix?: string;
    readonly BufferingHints?: Shapes['BufferingHints'];
    readonly CompressionFormat?: 'UNCOMPRESSED' | 'GZIP' | 'ZIP' | 'Snappy' | 'HADOOP_SNAPPY';
    readonly EncryptionConfiguration?: Shapes['EncryptionConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
  };
  readonly S3DestinationDescription: {
    readonly RoleARN: string;
    readonly BucketARN: string;
    readonly Prefix?: string;
    readonly ErrorOutputPrefix?: string;
    readonly BufferingHints: Shapes['BufferingHints'];
    readonly CompressionFormat: 'UNCOMPRESSED' | 'GZIP' | 'ZIP' | 'Snappy' | 'HADOOP_SNAPPY';
    readonly EncryptionConfiguration: Shapes['EncryptionConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
  };
  readonly S3DestinationUpdate: {
    readonly RoleARN?: string;
    readonly BucketARN?: string;
    readonly Prefix?: string;
    readonly ErrorOutputPrefix?: string;
    readonly BufferingHints?: Shapes['BufferingHints'];
    readonly CompressionFormat?: 'UNCOMPRESSED' | 'GZIP' | 'ZIP' | 'Snappy' | 'HADOOP_SNAPPY';
    readonly EncryptionConfiguration?: Shapes['EncryptionConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
  };
  readonly SchemaConfiguration: {
    readonly RoleARN?: string;
    readonly CatalogId?: string;
    readonly DatabaseName?: string;
    readonly TableName?: string;
    readonly Region?: string;
    readonly VersionId?: string;
  };
  readonly SchemaEvolutionConfiguration: {
    readonly Enabled: boolean;
  };
  readonly SecretsManagerConfiguration: {
    readonly SecretARN?: string;
    readonly RoleARN?: string;
    readonly Enabled: boolean;
  };
  readonly Serializer: {
    readonly ParquetSerDe?: Shapes['ParquetSerDe'];
    readonly OrcSerDe?: Shapes['OrcSerDe'];
  };
  readonly SnowflakeBufferingHints: {
    readonly SizeInMBs?: number;
    readonly IntervalInSeconds?: number;
  };
  readonly SnowflakeDestinationConfiguration: {
    readonly AccountUrl: string;
    readonly PrivateKey?: string;
    readonly KeyPassphrase?: string;
    readonly User?: string;
    readonly Database: string;
    readonly Schema: string;
    readonly Table: string;
    readonly SnowflakeRoleConfiguration?: Shapes['SnowflakeRoleConfiguration'];
    readonly DataLoadingOption?:
      | 'JSON_MAPPING'
      | 'VARIANT_CONTENT_MAPPING'
      | 'VARIANT_CONTENT_AND_METADATA_MAPPING';
    readonly MetaDataColumnName?: string;
    readonly ContentColumnName?: string;
    readonly SnowflakeVpcConfiguration?: Shapes['SnowflakeVpcConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly RoleARN: string;
    readonly RetryOptions?: Shapes['SnowflakeRetryOptions'];
    readonly S3BackupMode?: 'FailedDataOnly' | 'AllData';
    readonly S3Configuration: Shapes['S3DestinationConfiguration'];
    readonly SecretsManagerConfiguration?: Shapes['SecretsManagerConfiguration'];
    readonly BufferingHints?: Shapes['SnowflakeBufferingHints'];
  };
  readonly SnowflakeDestinationDescription: {
    readonly AccountUrl?: string;
    readonly User?: string;
    readonly Database?: string;
    readonly Schema?: string;
    readonly Table?: string;
    readonly SnowflakeRoleConfiguration?: Shapes['SnowflakeRoleConfiguration'];
    readonly DataLoadingOption?:
      | 'JSON_MAPPING'
      | 'VARIANT_CONTENT_MAPPING'
      | 'VARIANT_CONTENT_AND_METADATA_MAPPING';
    readonly MetaDataColumnName?: string;
    readonly ContentColumnName?: string;
    readonly SnowflakeVpcConfiguration?: Shapes['SnowflakeVpcConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly RoleARN?: string;
    readonly RetryOptions?: Shapes['SnowflakeRetryOptions'];
    readonly S3BackupMode?: 'FailedDataOnly' | 'AllData';
    readonly S3DestinationDescription?: Shapes['S3DestinationDescription'];
    readonly SecretsManagerConfiguration?: Shapes['SecretsManagerConfiguration'];
    readonly BufferingHints?: Shapes['SnowflakeBufferingHints'];
  };
  readonly SnowflakeDestinationUpdate: {
    readonly AccountUrl?: string;
    readonly PrivateKey?: string;
    readonly KeyPassphrase?: string;
    readonly User?: string;
    readonly Database?: string;
    readonly Schema?: string;
    readonly Table?: string;
    readonly SnowflakeRoleConfiguration?: Shapes['SnowflakeRoleConfiguration'];
    readonly DataLoadingOption?:
      | 'JSON_MAPPING'
      | 'VARIANT_CONTENT_MAPPING'
      | 'VARIANT_CONTENT_AND_METADATA_MAPPING';
    readonly MetaDataColumnName?: string;
    readonly ContentColumnName?: string;
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly RoleARN?: string;
    readonly RetryOptions?: Shapes['SnowflakeRetryOptions'];
    readonly S3BackupMode?: 'FailedDataOnly' | 'AllData';
    readonly S3Update?: Shapes['S3DestinationUpdate'];
    readonly SecretsManagerConfiguration?: Shapes['SecretsManagerConfiguration'];
    readonly BufferingHints?: Shapes['SnowflakeBufferingHints'];
  };
  readonly SnowflakeRetryOptions: {
    readonly DurationInSeconds?: number;
  };
  readonly SnowflakeRoleConfiguration: {
    readonly Enabled?: boolean;
    readonly SnowflakeRole?: string;
  };
  readonly SnowflakeVpcConfiguration: {
    readonly PrivateLinkVpceId: string;
  };
  readonly SourceDescription: {
    readonly DirectPutSourceDescription?: Shapes['DirectPutSourceDescription'];
    readonly KinesisStreamSourceDescription?: Shapes['KinesisStreamSourceDescription'];
    readonly MSKSourceDescription?: Shapes['MSKSourceDescription'];
    readonly DatabaseSourceDescription?: Shapes['DatabaseSourceDescription'];
  };
  readonly SplunkBufferingHints: {
    readonly IntervalInSeconds?: number;
    readonly SizeInMBs?: number;
  };
  readonly SplunkDestinationConfiguration: {
    readonly HECEndpoint: string;
    readonly HECEndpointType: 'Raw' | 'Event';
    readonly HECToken?: string;
    readonly HECAcknowledgmentTimeoutInSeconds?: number;
    readonly RetryOptions?: Shapes['SplunkRetryOptions'];
    readonly S3BackupMode?: 'FailedEventsOnly' | 'AllEvents';
    readonly S3Configuration: Shapes['S3DestinationConfiguration'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly BufferingHints?: Shapes['SplunkBufferingHints'];
    readonly SecretsManagerConfiguration?: Shapes['SecretsManagerConfiguration'];
  };
  readonly SplunkDestinationDescription: {
    readonly HECEndpoint?: string;
    readonly HECEndpointType?: 'Raw' | 'Event';
    readonly HECToken?: string;
    readonly HECAcknowledgmentTimeoutInSeconds?: number;
    readonly RetryOptions?: Shapes['SplunkRetryOptions'];
    readonly S3BackupMode?: 'FailedEventsOnly' | 'AllEvents';
    readonly S3DestinationDescription?: Shapes['S3DestinationDescription'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly BufferingHints?: Shapes['SplunkBufferingHints'];
    readonly SecretsManagerConfiguration?: Shapes['SecretsManagerConfiguration'];
  };
  readonly SplunkDestinationUpdate: {
    readonly HECEndpoint?: string;
    readonly HECEndpointType?: 'Raw' | 'Event';
    readonly HECToken?: string;
    readonly HECAcknowledgmentTimeoutInSeconds?: number;
    readonly RetryOptions?: Shapes['SplunkRetryOptions'];
    readonly S3BackupMode?: 'FailedEventsOnly' | 'AllEvents';
    readonly S3Update?: Shapes['S3DestinationUpdate'];
    readonly ProcessingConfiguration?: Shapes['ProcessingConfiguration'];
    readonly CloudWatchLoggingOptions?: Shapes['CloudWatchLoggingOptions'];
    readonly BufferingHints?: Shapes['SplunkBufferingHints'];
    readonly SecretsManagerConfiguration?: Shapes['SecretsManagerConfiguration'];
  };
  readonly SplunkRetryOptions: {
    readonly DurationInSeconds?: number;
  };
  readonly TableCreationConfiguration: {
    readonly Enabled: boolean;
  };
  readonly Tag: {
    readonly Key: string;
    readonly Value?: string;
  };
  readonly TagDeliveryStreamInput: {
    readonly DeliveryStreamName: string;
    readonly Tags: readonly Shapes['Tag'][];
  };
  readonly TagDeliveryStreamOutput: {};
  readonly UntagDeliveryStreamInput: {
    readonly DeliveryStreamName: string;
    readonly TagKeys: readonly string[];
  };
  readonly UntagDeliveryStreamOutput: {};
  readonly UpdateDestinationInput: {
    readonly DeliveryStreamName: string;
    readonly CurrentDeliveryStreamVersionId: string;
    readonly DestinationId: string;
    readonly S3DestinationUpdate?: Shapes['S3DestinationUpdate'];
    readonly ExtendedS3DestinationUpdate?: Shapes['ExtendedS3DestinationUpdate'];
    readonly RedshiftDestinationUpdate?: Shapes['RedshiftDestinationUpdate'];
    readonly ElasticsearchDestinationUpdate?: Shapes['ElasticsearchDestinationUpdate'];
    readonly AmazonopensearchserviceDestinationUpdate?: Shapes['AmazonopensearchserviceDestinationUpdate'];
    readonly SplunkDestinationUpdate?: Shapes['SplunkDestinationUpdate'];
    readonly HttpEndpointDestinationUpdate?: Shapes['HttpEndpointDestinationUpdate'];
    readonly AmazonOpenSearchServerlessDestinationUpdate?: Shapes['AmazonOpenSearchServerlessDestinationUpdate'];
    readonly SnowflakeDestinationUpdate?: Shapes['SnowflakeDestinationUpdate'];
    readonly IcebergDestinationUpdate?: Shapes['IcebergDestinationUpdate'];
  };
  readonly UpdateDestinationOutput: {};
  readonly VpcConfiguration: {
    readonly SubnetIds: readonly string[];
    readonly RoleARN: string;
    readonly SecurityGroupIds: readonly string[];
  };
  readonly VpcConfigurationDescription: {
    readonly SubnetIds: readonly string[];
    readonly RoleARN: string;
    readonly SecurityGroupIds: readonly string[];
    readonly VpcId: string;
  };
}

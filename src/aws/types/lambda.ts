// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface Lambda {
  readonly AcceleratorConfig: {
    readonly AcceleratorMemorySize: number;
  };
  readonly CapacityProviderConfig: {
    readonly LambdaManagedInstancesCapacityProviderConfig: Lambda['LambdaManagedInstancesCapacityProviderConfig'];
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
    readonly Role?: string;
    readonly Handler?: string;
    readonly Code?: Lambda['FunctionCode'];
    readonly Description?: string;
    readonly Timeout?: number;
    readonly MemorySize?: number;
    readonly Publish?: boolean;
    readonly PublishTo?: 'LATEST_PUBLISHED';
    readonly VpcConfig?: Lambda['VpcConfig'];
    readonly PackageType?: 'Zip' | 'Image';
    readonly DeadLetterConfig?: Lambda['DeadLetterConfig'];
    readonly Environment?: Lambda['Environment'];
    readonly KMSKeyArn?: string;
    readonly TracingConfig?: Lambda['TracingConfig'];
    readonly Tags?: Readonly<Record<string, string>>;
    readonly Layers?: readonly string[];
    readonly FileSystemConfigs?: readonly Lambda['FileSystemConfig'][];
    readonly CodeSigningConfigArn?: string;
    readonly ImageConfig?: Lambda['ImageConfig'];
    readonly Architectures?: readonly ('x86_64' | 'arm64')[];
    readonly EphemeralStorage?: Lambda['EphemeralStorage'];
    readonly SnapStart?: Lambda['SnapStart'];
    readonly LoggingConfig?: Lambda['LoggingConfig'];
    readonly TenancyConfig?: Lambda['TenancyConfig'];
    readonly CapacityProviderConfig?: Lambda['CapacityProviderConfig'];
    readonly DurableConfig?: Lambda['DurableConfig'];
    readonly RuntimeConfig?: Lambda['FunctionRuntimeConfig'];
    readonly AcceleratorConfig?: Lambda['AcceleratorConfig'];
  };
  readonly DeadLetterConfig: {
    readonly TargetArn?: string;
  };
  readonly DurableConfig: {
    readonly KMSKeyArn?: string;
    readonly RetentionPeriodInDays?: number;
    readonly ExecutionTimeout?: number;
  };
  readonly Environment: {
    readonly Variables?: Readonly<Record<string, string>>;
  };
  readonly EphemeralStorage: {
    readonly Size: number;
  };
  readonly FileSystemConfig: {
    readonly Arn: string;
    readonly LocalMountPath: string;
    readonly S3FilesConfig?: Lambda['S3FilesConfig'];
  };
  readonly FunctionCode: {
    readonly ZipFile?: string;
    readonly S3Bucket?: string;
    readonly S3Key?: string;
    readonly S3ObjectVersion?: string;
    readonly S3ObjectStorageMode?: 'COPY' | 'REFERENCE';
    readonly ImageUri?: string;
    readonly SourceKMSKeyArn?: string;
  };
  readonly FunctionRuntimeConfig: {
    readonly RuntimeArn: string;
    readonly RuntimeAlias: string;
  };
  readonly ImageConfig: {
    readonly EntryPoint?: readonly string[];
    readonly Command?: readonly string[];
    readonly WorkingDirectory?: string;
  };
  readonly LambdaManagedInstancesCapacityProviderConfig: {
    readonly CapacityProviderArn: string;
    readonly PerExecutionEnvironmentMaxConcurrency?: number;
    readonly ExecutionEnvironmentMemoryGiBPerVCpu?: number;
  };
  readonly LoggingConfig: {
    readonly LogFormat?: 'JSON' | 'Text';
    readonly ApplicationLogLevel?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
    readonly SystemLogLevel?: 'DEBUG' | 'INFO' | 'WARN';
    readonly LogGroup?: string;
  };
  readonly S3FilesConfig: {
    readonly DirectS3Read?: 'ENABLED' | 'DISABLED' | 'AUTO';
  };
  readonly SnapStart: {
    readonly ApplyOn?: 'PublishedVersions' | 'None';
  };
  readonly TenancyConfig: {
    readonly TenantIsolationMode: 'PER_TENANT';
  };
  readonly TracingConfig: {
    readonly Mode?: 'Active' | 'PassThrough';
  };
  readonly VpcConfig: {
    readonly SubnetIds?: readonly string[];
    readonly SecurityGroupIds?: readonly string[];
    readonly Ipv6AllowedForDualStack?: boolean;
  };
}

// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface Ecs {
  readonly AdvancedConfiguration: {
    readonly alternateTargetGroupArn?: string;
    readonly productionListenerRule?: string;
    readonly testListenerRule?: string;
    readonly roleArn?: string;
  };
  readonly AwsVpcConfiguration: {
    readonly subnets: readonly string[];
    readonly securityGroups?: readonly string[];
    readonly assignPublicIp?: 'ENABLED' | 'DISABLED';
  };
  readonly CanaryConfiguration: {
    readonly canaryPercent?: number;
    readonly canaryBakeTimeInMinutes?: number;
  };
  readonly CapacityProviderStrategyItem: {
    readonly capacityProvider: string;
    readonly weight?: number;
    readonly base?: number;
  };
  readonly ContainerDefinition: {
    readonly name?: string;
    readonly image?: string;
    readonly repositoryCredentials?: Ecs['RepositoryCredentials'];
    readonly cpu?: number;
    readonly memory?: number;
    readonly memoryReservation?: number;
    readonly links?: readonly string[];
    readonly portMappings?: readonly Ecs['PortMapping'][];
    readonly essential?: boolean;
    readonly restartPolicy?: Ecs['ContainerRestartPolicy'];
    readonly entryPoint?: readonly string[];
    readonly command?: readonly string[];
    readonly environment?: readonly Ecs['KeyValuePair'][];
    readonly environmentFiles?: readonly Ecs['EnvironmentFile'][];
    readonly mountPoints?: readonly Ecs['MountPoint'][];
    readonly volumesFrom?: readonly Ecs['VolumeFrom'][];
    readonly linuxParameters?: Ecs['LinuxParameters'];
    readonly secrets?: readonly Ecs['Secret'][];
    readonly dependsOn?: readonly Ecs['ContainerDependency'][];
    readonly startTimeout?: number;
    readonly stopTimeout?: number;
    readonly versionConsistency?: 'enabled' | 'disabled';
    readonly hostname?: string;
    readonly user?: string;
    readonly workingDirectory?: string;
    readonly disableNetworking?: boolean;
    readonly privileged?: boolean;
    readonly readonlyRootFilesystem?: boolean;
    readonly dnsServers?: readonly string[];
    readonly dnsSearchDomains?: readonly string[];
    readonly extraHosts?: readonly Ecs['HostEntry'][];
    readonly dockerSecurityOptions?: readonly string[];
    readonly interactive?: boolean;
    readonly pseudoTerminal?: boolean;
    readonly dockerLabels?: Readonly<Record<string, string>>;
    readonly ulimits?: readonly Ecs['Ulimit'][];
    readonly logConfiguration?: Ecs['LogConfiguration'];
    readonly healthCheck?: Ecs['HealthCheck'];
    readonly systemControls?: readonly Ecs['SystemControl'][];
    readonly resourceRequirements?: readonly Ecs['ResourceRequirement'][];
    readonly firelensConfiguration?: Ecs['FirelensConfiguration'];
    readonly credentialSpecs?: readonly string[];
  };
  readonly ContainerDependency: {
    readonly containerName: string;
    readonly condition: 'START' | 'COMPLETE' | 'SUCCESS' | 'HEALTHY';
  };
  readonly ContainerRestartPolicy: {
    readonly enabled: boolean;
    readonly ignoredExitCodes?: readonly number[];
    readonly restartAttemptPeriod?: number;
  };
  readonly CreateServiceRequest: {
    readonly cluster?: string;
    readonly serviceName: string;
    readonly taskDefinition?: string;
    readonly availabilityZoneRebalancing?: 'ENABLED' | 'DISABLED';
    readonly loadBalancers?: readonly Ecs['LoadBalancer'][];
    readonly serviceRegistries?: readonly Ecs['ServiceRegistry'][];
    readonly desiredCount?: number;
    readonly clientToken?: string;
    readonly launchType?: 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';
    readonly capacityProviderStrategy?: readonly Ecs['CapacityProviderStrategyItem'][];
    readonly platformVersion?: string;
    readonly role?: string;
    readonly deploymentConfiguration?: Ecs['DeploymentConfiguration'];
    readonly placementConstraints?: readonly Ecs['PlacementConstraint'][];
    readonly placementStrategy?: readonly Ecs['PlacementStrategy'][];
    readonly networkConfiguration?: Ecs['NetworkConfiguration'];
    readonly healthCheckGracePeriodSeconds?: number;
    readonly schedulingStrategy?: 'REPLICA' | 'DAEMON';
    readonly deploymentController?: Ecs['DeploymentController'];
    readonly tags?: readonly Ecs['Tag'][];
    readonly enableECSManagedTags?: boolean;
    readonly propagateTags?: 'TASK_DEFINITION' | 'SERVICE' | 'NONE';
    readonly enableExecuteCommand?: boolean;
    readonly serviceConnectConfiguration?: Ecs['ServiceConnectConfiguration'];
    readonly volumeConfigurations?: readonly Ecs['ServiceVolumeConfiguration'][];
    readonly vpcLatticeConfigurations?: readonly Ecs['VpcLatticeConfiguration'][];
    readonly gatewayConnectors?: readonly Ecs['GatewayConnector'][];
    readonly monitoring?: Ecs['MonitoringConfiguration'];
  };
  readonly DeploymentAlarms: {
    readonly alarmNames: readonly string[];
    readonly rollback: boolean;
    readonly enable: boolean;
  };
  readonly DeploymentCircuitBreaker: {
    readonly enable: boolean;
    readonly rollback: boolean;
    readonly resetOnHealthyTask?: boolean;
    readonly thresholdConfiguration?: Ecs['ThresholdConfiguration'];
  };
  readonly DeploymentConfiguration: {
    readonly deploymentCircuitBreaker?: Ecs['DeploymentCircuitBreaker'];
    readonly maximumPercent?: number;
    readonly minimumHealthyPercent?: number;
    readonly alarms?: Ecs['DeploymentAlarms'];
    readonly strategy?: 'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY';
    readonly bakeTimeInMinutes?: number;
    readonly lifecycleHooks?: readonly Ecs['DeploymentLifecycleHook'][];
    readonly linearConfiguration?: Ecs['LinearConfiguration'];
    readonly canaryConfiguration?: Ecs['CanaryConfiguration'];
    readonly earlySuccessCriteria?: Ecs['DeploymentEarlySuccessCriteria'];
  };
  readonly DeploymentController: {
    readonly type: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  };
  readonly DeploymentEarlySuccessCriteria: {
    readonly enable: boolean;
    readonly healthyPercent?: number;
    readonly sourceServiceRevisionCleanup?: 'BLOCKING' | 'DEFERRED';
  };
  readonly DeploymentLifecycleHook: {
    readonly targetType?: 'AWS_LAMBDA' | 'PAUSE';
    readonly hookTargetArn?: string;
    readonly roleArn?: string;
    readonly lifecycleStages?: readonly (
      | 'RECONCILE_SERVICE'
      | 'PRE_SCALE_UP'
      | 'POST_SCALE_UP'
      | 'TEST_TRAFFIC_SHIFT'
      | 'POST_TEST_TRAFFIC_SHIFT'
      | 'PRE_PRODUCTION_TRAFFIC_SHIFT'
      | 'PRODUCTION_TRAFFIC_SHIFT'
      | 'POST_PRODUCTION_TRAFFIC_SHIFT'
    )[];
    readonly hookDetails?: unknown;
    readonly timeoutConfiguration?: Ecs['DeploymentLifecycleHookTimeoutConfiguration'];
  };
  readonly DeploymentLifecycleHookTimeoutConfiguration: {
    readonly timeoutInMinutes?: number;
    readonly action?: 'ROLLBACK' | 'CONTINUE';
  };
  readonly Device: {
    readonly hostPath: string;
    readonly containerPath?: string;
    readonly permissions?: readonly ('read' | 'write' | 'mknod')[];
  };
  readonly DockerVolumeConfiguration: {
    readonly scope?: 'task' | 'shared';
    readonly autoprovision?: boolean;
    readonly driver?: string;
    readonly driverOpts?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly EBSTagSpecification: {
    readonly resourceType: 'volume';
    readonly tags?: readonly Ecs['Tag'][];
    readonly propagateTags?: 'TASK_DEFINITION' | 'SERVICE' | 'NONE';
  };
  readonly EFSAuthorizationConfig: {
    readonly accessPointId?: string;
    readonly iam?: 'ENABLED' | 'DISABLED';
  };
  readonly EFSVolumeConfiguration: {
    readonly fileSystemId: string;
    readonly rootDirectory?: string;
    readonly transitEncryption?: 'ENABLED' | 'DISABLED';
    readonly transitEncryptionPort?: number;
    readonly authorizationConfig?: Ecs['EFSAuthorizationConfig'];
  };
  readonly EnvironmentFile: {
    readonly value: string;
    readonly type: 's3';
  };
  readonly EphemeralStorage: {
    readonly sizeInGiB: number;
  };
  readonly FSxWindowsFileServerAuthorizationConfig: {
    readonly credentialsParameter: string;
    readonly domain: string;
  };
  readonly FSxWindowsFileServerVolumeConfiguration: {
    readonly fileSystemId: string;
    readonly rootDirectory: string;
    readonly authorizationConfig: Ecs['FSxWindowsFileServerAuthorizationConfig'];
  };
  readonly FirelensConfiguration: {
    readonly type: 'fluentd' | 'fluentbit';
    readonly options?: Readonly<Record<string, string>>;
  };
  readonly GatewayConnector: {
    readonly portName: string;
    readonly healthCheck?: Ecs['GatewayConnectorHealthCheck'];
    readonly filters?: Ecs['GatewayConnectorFilters'];
    readonly deregistrationDelay?: Ecs['GatewayConnectorDeregistrationDelay'];
  };
  readonly GatewayConnectorDeregistrationDelay: {
    readonly timeoutSeconds?: number;
  };
  readonly GatewayConnectorFilters: {
    readonly accessTypes?: readonly ('PUBLIC' | 'PRIVATE')[];
  };
  readonly GatewayConnectorHealthCheck: {
    readonly healthCheckProtocol?: 'HTTP' | 'HTTPS';
    readonly healthCheckPort?: number;
    readonly healthCheckPath?: string;
    readonly healthCheckTimeoutSeconds?: number;
    readonly healthCheckIntervalSeconds?: number;
    readonly healthyThresholdCount?: number;
    readonly unhealthyThresholdCount?: number;
    readonly matcher?: Ecs['GatewayConnectorHealthCheckMatcher'];
  };
  readonly GatewayConnectorHealthCheckMatcher: {
    readonly httpCode?: string;
    readonly grpcCode?: string;
  };
  readonly HealthCheck: {
    readonly command: readonly string[];
    readonly interval?: number;
    readonly timeout?: number;
    readonly retries?: number;
    readonly startPeriod?: number;
  };
  readonly HookDetails: {};
  readonly HostEntry: {
    readonly hostname: string;
    readonly ipAddress: string;
  };
  readonly HostVolumeProperties: {
    readonly sourcePath?: string;
  };
  readonly InferenceAccelerator: {
    readonly deviceName: string;
    readonly deviceType: string;
  };
  readonly KernelCapabilities: {
    readonly add?: readonly string[];
    readonly drop?: readonly string[];
  };
  readonly KeyValuePair: {
    readonly name?: string;
    readonly value?: string;
  };
  readonly LinearConfiguration: {
    readonly stepPercent?: number;
    readonly stepBakeTimeInMinutes?: number;
  };
  readonly LinuxParameters: {
    readonly capabilities?: Ecs['KernelCapabilities'];
    readonly devices?: readonly Ecs['Device'][];
    readonly initProcessEnabled?: boolean;
    readonly sharedMemorySize?: number;
    readonly tmpfs?: readonly Ecs['Tmpfs'][];
    readonly maxSwap?: number;
    readonly swappiness?: number;
  };
  readonly LoadBalancer: {
    readonly targetGroupArn?: string;
    readonly loadBalancerName?: string;
    readonly containerName?: string;
    readonly containerPort?: number;
    readonly advancedConfiguration?: Ecs['AdvancedConfiguration'];
  };
  readonly LogConfiguration: {
    readonly logDriver:
      | 'json-file'
      | 'syslog'
      | 'journald'
      | 'gelf'
      | 'fluentd'
      | 'awslogs'
      | 'splunk'
      | 'awsfirelens';
    readonly options?: Readonly<Record<string, string>>;
    readonly secretOptions?: readonly Ecs['Secret'][];
  };
  readonly MetricConfiguration: {
    readonly metricNames: readonly string[];
    readonly resolutionSeconds: number;
  };
  readonly MonitoringConfiguration: {
    readonly metricConfigurations?: readonly Ecs['MetricConfiguration'][];
  };
  readonly MountPoint: {
    readonly sourceVolume?: string;
    readonly containerPath?: string;
    readonly readOnly?: boolean;
  };
  readonly NetworkConfiguration: {
    readonly awsvpcConfiguration?: Ecs['AwsVpcConfiguration'];
  };
  readonly NvidiaMpsAllocation: {
    readonly memory: number;
    readonly maxComputePercent?: number;
  };
  readonly PlacementConstraint: {
    readonly type?: 'distinctInstance' | 'memberOf';
    readonly expression?: string;
  };
  readonly PlacementStrategy: {
    readonly type?: 'random' | 'spread' | 'binpack';
    readonly field?: string;
  };
  readonly PortMapping: {
    readonly containerPort?: number;
    readonly hostPort?: number;
    readonly protocol?: 'tcp' | 'udp';
    readonly name?: string;
    readonly appProtocol?: 'http' | 'http2' | 'grpc';
    readonly containerPortRange?: string;
  };
  readonly ProxyConfiguration: {
    readonly type?: 'APPMESH';
    readonly containerName: string;
    readonly properties?: readonly Ecs['KeyValuePair'][];
  };
  readonly RegisterTaskDefinitionRequest: {
    readonly family: string;
    readonly taskRoleArn?: string;
    readonly executionRoleArn?: string;
    readonly networkMode?: 'bridge' | 'host' | 'awsvpc' | 'none';
    readonly containerDefinitions: readonly Ecs['ContainerDefinition'][];
    readonly volumes?: readonly Ecs['Volume'][];
    readonly placementConstraints?: readonly Ecs['TaskDefinitionPlacementConstraint'][];
    readonly requiresCompatibilities?: readonly ('EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES')[];
    readonly cpu?: string;
    readonly memory?: string;
    readonly tags?: readonly Ecs['Tag'][];
    readonly pidMode?: 'host' | 'task';
    readonly ipcMode?: 'host' | 'task' | 'none';
    readonly proxyConfiguration?: Ecs['ProxyConfiguration'];
    readonly inferenceAccelerators?: readonly Ecs['InferenceAccelerator'][];
    readonly ephemeralStorage?: Ecs['EphemeralStorage'];
    readonly runtimePlatform?: Ecs['RuntimePlatform'];
    readonly enableFaultInjection?: boolean;
    readonly trustedExecutionConfiguration?: Ecs['TrustedExecutionConfiguration'];
  };
  readonly RepositoryCredentials: {
    readonly credentialsParameter: string;
  };
  readonly ResourceRequirement: {
    readonly value?: string;
    readonly type: 'GPU' | 'InferenceAccelerator' | 'NeuronDevice';
    readonly sharingStrategy?: Ecs['SharingStrategy'];
  };
  readonly RuntimePlatform: {
    readonly cpuArchitecture?: 'X86_64' | 'ARM64';
    readonly operatingSystemFamily?:
      | 'WINDOWS_SERVER_2019_FULL'
      | 'WINDOWS_SERVER_2019_CORE'
      | 'WINDOWS_SERVER_2016_FULL'
      | 'WINDOWS_SERVER_2004_CORE'
      | 'WINDOWS_SERVER_2022_CORE'
      | 'WINDOWS_SERVER_2022_FULL'
      | 'WINDOWS_SERVER_2025_CORE'
      | 'WINDOWS_SERVER_2025_FULL'
      | 'WINDOWS_SERVER_20H2_CORE'
      | 'LINUX';
  };
  readonly S3FilesVolumeConfiguration: {
    readonly fileSystemArn: string;
    readonly rootDirectory?: string;
    readonly transitEncryptionPort?: number;
    readonly accessPointArn?: string;
  };
  readonly Secret: {
    readonly name: string;
    readonly valueFrom: string;
  };
  readonly ServiceConnectAccessLogConfiguration: {
    readonly format: 'TEXT' | 'JSON';
    readonly includeQueryParameters?: 'DISABLED' | 'ENABLED';
  };
  readonly ServiceConnectClientAlias: {
    readonly port: number;
    readonly dnsName?: string;
    readonly testTrafficRules?: Ecs['ServiceConnectTestTrafficRules'];
  };
  readonly ServiceConnectConfiguration: {
    readonly enabled: boolean;
    readonly namespace?: string;
    readonly services?: readonly Ecs['ServiceConnectService'][];
    readonly logConfiguration?: Ecs['LogConfiguration'];
    readonly accessLogConfiguration?: Ecs['ServiceConnectAccessLogConfiguration'];
    readonly containerConfigurations?: readonly Ecs['ServiceConnectContainerConfiguration'][];
  };
  readonly ServiceConnectContainerConfiguration: {
    readonly logLevel?: 'debug' | 'info';
  };
  readonly ServiceConnectService: {
    readonly portName: string;
    readonly discoveryName?: string;
    readonly clientAliases?: readonly Ecs['ServiceConnectClientAlias'][];
    readonly ingressPortOverride?: number;
    readonly timeout?: Ecs['TimeoutConfiguration'];
    readonly tls?: Ecs['ServiceConnectTlsConfiguration'];
  };
  readonly ServiceConnectTestTrafficHeaderMatchRules: {
    readonly exact: string;
  };
  readonly ServiceConnectTestTrafficHeaderRules: {
    readonly name: string;
    readonly value?: Ecs['ServiceConnectTestTrafficHeaderMatchRules'];
  };
  readonly ServiceConnectTestTrafficRules: {
    readonly header: Ecs['ServiceConnectTestTrafficHeaderRules'];
  };
  readonly ServiceConnectTlsCertificateAuthority: {
    readonly awsPcaAuthorityArn?: string;
  };
  readonly ServiceConnectTlsConfiguration: {
    readonly issuerCertificateAuthority: Ecs['ServiceConnectTlsCertificateAuthority'];
    readonly kmsKey?: string;
    readonly roleArn?: string;
  };
  readonly ServiceManagedEBSVolumeConfiguration: {
    readonly encrypted?: boolean;
    readonly kmsKeyId?: string;
    readonly volumeType?: string;
    readonly sizeInGiB?: number;
    readonly snapshotId?: string;
    readonly volumeInitializationRate?: number;
    readonly iops?: number;
    readonly throughput?: number;
    readonly tagSpecifications?: readonly Ecs['EBSTagSpecification'][];
    readonly roleArn: string;
    readonly filesystemType?: 'ext3' | 'ext4' | 'xfs' | 'ntfs';
  };
  readonly ServiceRegistry: {
    readonly registryArn?: string;
    readonly port?: number;
    readonly containerName?: string;
    readonly containerPort?: number;
  };
  readonly ServiceVolumeConfiguration: {
    readonly name: string;
    readonly managedEBSVolume?: Ecs['ServiceManagedEBSVolumeConfiguration'];
  };
  readonly SharingStrategy: {
    readonly nvidiaMps?: Ecs['NvidiaMpsAllocation'];
  };
  readonly SystemControl: {
    readonly namespace?: string;
    readonly value?: string;
  };
  readonly Tag: {
    readonly key?: string;
    readonly value?: string;
  };
  readonly TaskDefinitionPlacementConstraint: {
    readonly type?: 'memberOf';
    readonly expression?: string;
  };
  readonly ThresholdConfiguration: {
    readonly type: 'COUNT' | 'BOUNDED_PERCENT' | 'UNBOUNDED_PERCENT';
    readonly value: number;
  };
  readonly TimeoutConfiguration: {
    readonly idleTimeoutSeconds?: number;
    readonly perRequestTimeoutSeconds?: number;
  };
  readonly Tmpfs: {
    readonly containerPath: string;
    readonly size: number;
    readonly mountOptions?: readonly string[];
  };
  readonly TrustedExecutionConfiguration: {
    readonly isolationMode: 'SHARED' | 'ISOLATED_SANDBOX' | 'CONFIDENTIAL_SANDBOX';
    readonly attestationPolicy?: string;
  };
  readonly Ulimit: {
    readonly name:
      | 'core'
      | 'cpu'
      | 'data'
      | 'fsize'
      | 'locks'
      | 'memlock'
      | 'msgqueue'
      | 'nice'
      | 'nofile'
      | 'nproc'
      | 'rss'
      | 'rtprio'
      | 'rttime'
      | 'sigpending'
      | 'stack';
    readonly softLimit: number;
    readonly hardLimit: number;
  };
  readonly Volume: {
    readonly name?: string;
    readonly host?: Ecs['HostVolumeProperties'];
    readonly dockerVolumeConfiguration?: Ecs['DockerVolumeConfiguration'];
    readonly efsVolumeConfiguration?: Ecs['EFSVolumeConfiguration'];
    readonly s3filesVolumeConfiguration?: Ecs['S3FilesVolumeConfiguration'];
    readonly fsxWindowsFileServerVolumeConfiguration?: Ecs['FSxWindowsFileServerVolumeConfiguration'];
    readonly configuredAtLaunch?: boolean;
  };
  readonly VolumeFrom: {
    readonly sourceContainer?: string;
    readonly readOnly?: boolean;
  };
  readonly VpcLatticeAdvancedConfiguration: {
    readonly alternateTargetGroupArn?: string;
    readonly productionListenerRule?: string;
    readonly testListenerRule?: string;
  };
  readonly VpcLatticeConfiguration: {
    readonly roleArn: string;
    readonly targetGroupArn: string;
    readonly portName: string;
    readonly advancedConfiguration?: Ecs['VpcLatticeAdvancedConfiguration'];
  };
}

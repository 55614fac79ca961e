// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface EcsApi {
  readonly operations: {
    readonly AssociateGatewayWithCluster: {
      readonly input: Shapes['AssociateGatewayWithClusterRequest'];
      readonly output: Shapes['AssociateGatewayWithClusterResponse'];
    };
    readonly ContinueServiceDeployment: {
      readonly input: Shapes['ContinueServiceDeploymentRequest'];
      readonly output: Shapes['ContinueServiceDeploymentResponse'];
    };
    readonly CreateCapacityProvider: {
      readonly input: Shapes['CreateCapacityProviderRequest'];
      readonly output: Shapes['CreateCapacityProviderResponse'];
    };
    readonly CreateCluster: {
      readonly input: Shapes['CreateClusterRequest'];
      readonly output: Shapes['CreateClusterResponse'];
    };
    readonly CreateDaemon: {
      readonly input: Shapes['CreateDaemonRequest'];
      readonly output: Shapes['CreateDaemonResponse'];
    };
    readonly CreateExpressGatewayService: {
      readonly input: Shapes['CreateExpressGatewayServiceRequest'];
      readonly output: Shapes['CreateExpressGatewayServiceResponse'];
    };
    readonly CreateGateway: {
      readonly input: Shapes['CreateGatewayRequest'];
      readonly output: Shapes['CreateGatewayResponse'];
    };
    readonly CreateService: {
      readonly input: Shapes['CreateServiceRequest'];
      readonly output: Shapes['CreateServiceResponse'];
    };
    readonly CreateTaskSet: {
      readonly input: Shapes['CreateTaskSetRequest'];
      readonly output: Shapes['CreateTaskSetResponse'];
    };
    readonly DeleteAccountSetting: {
      readonly input: Shapes['DeleteAccountSettingRequest'];
      readonly output: Shapes['DeleteAccountSettingResponse'];
    };
    readonly DeleteAttributes: {
      readonly input: Shapes['DeleteAttributesRequest'];
      readonly output: Shapes['DeleteAttributesResponse'];
    };
    readonly DeleteCapacityProvider: {
      readonly input: Shapes['DeleteCapacityProviderRequest'];
      readonly output: Shapes['DeleteCapacityProviderResponse'];
    };
    readonly DeleteCluster: {
      readonly input: Shapes['DeleteClusterRequest'];
      readonly output: Shapes['DeleteClusterResponse'];
    };
    readonly DeleteDaemon: {
      readonly input: Shapes['DeleteDaemonRequest'];
      readonly output: Shapes['DeleteDaemonResponse'];
    };
    readonly DeleteDaemonTaskDefinition: {
      readonly input: Shapes['DeleteDaemonTaskDefinitionRequest'];
      readonly output: Shapes['DeleteDaemonTaskDefinitionResponse'];
    };
    readonly DeleteExpressGatewayService: {
      readonly input: Shapes['DeleteExpressGatewayServiceRequest'];
      readonly output: Shapes['DeleteExpressGatewayServiceResponse'];
    };
    readonly DeleteGateway: {
      readonly input: Shapes['DeleteGatewayRequest'];
      readonly output: Shapes['DeleteGatewayResponse'];
    };
    readonly DeleteService: {
      readonly input: Shapes['DeleteServiceRequest'];
      readonly output: Shapes['DeleteServiceResponse'];
    };
    readonly DeleteTaskDefinitions: {
      readonly input: Shapes['DeleteTaskDefinitionsRequest'];
      readonly output: Shapes['DeleteTaskDefinitionsResponse'];
    };
    readonly DeleteTaskSet: {
      readonly input: Shapes['DeleteTaskSetRequest'];
      readonly output: Shapes['DeleteTaskSetResponse'];
    };
    readonly DeregisterContainerInstance: {
      readonly input: Shapes['DeregisterContainerInstanceRequest'];
      readonly output: Shapes['DeregisterContainerInstanceResponse'];
    };
    readonly DeregisterTaskDefinition: {
      readonly input: Shapes['DeregisterTaskDefinitionRequest'];
      readonly output: Shapes['DeregisterTaskDefinitionResponse'];
    };
    readonly DescribeCapacityProviders: {
      readonly input: Shapes['DescribeCapacityProvidersRequest'];
      readonly output: Shapes['DescribeCapacityProvidersResponse'];
    };
    readonly DescribeClusters: {
      readonly input: Shapes['DescribeClustersRequest'];
      readonly output: Shapes['DescribeClustersResponse'];
    };
    readonly DescribeContainerInstances: {
      readonly input: Shapes['DescribeContainerInstancesRequest'];
      readonly output: Shapes['DescribeContainerInstancesResponse'];
    };
    readonly DescribeDaemon: {
      readonly input: Shapes['DescribeDaemonRequest'];
      readonly output: Shapes['DescribeDaemonResponse'];
    };
    readonly DescribeDaemonDeployments: {
      readonly input: Shapes['DescribeDaemonDeploymentsRequest'];
      readonly output: Shapes['DescribeDaemonDeploymentsResponse'];
    };
    readonly DescribeDaemonRevisions: {
      readonly input: Shapes['DescribeDaemonRevisionsRequest'];
      readonly output: Shapes['DescribeDaemonRevisionsResponse'];
    };
    readonly DescribeDaemonTaskDefinition: {
      readonly input: Shapes['DescribeDaemonTaskDefinitionRequest'];
      readonly output: Shapes['DescribeDaemonTaskDefinitionResponse'];
    };
    readonly DescribeExpressGatewayService: {
      readonly input: Shapes['DescribeExpressGatewayServiceRequest'];
      readonly output: Shapes['DescribeExpressGatewayServiceResponse'];
    };
    readonly DescribeGateway: {
      readonly input: Shapes['DescribeGatewayRequest'];
      readonly output: Shapes['DescribeGatewayResponse'];
    };
    readonly DescribeGatewayResources: {
      readonly input: Shapes['DescribeGatewayResourcesRequest'];
      readonly output: Shapes['DescribeGatewayResourcesResponse'];
    };
    readonly DescribeGatewayRoute: {
      readonly input: Shapes['DescribeGatewayRouteRequest'];
      readonly output: Shapes['DescribeGatewayRouteResponse'];
    };
    readonly DescribeServiceDeployments: {
      readonly input: Shapes['DescribeServiceDeploymentsRequest'];
      readonly output: Shapes['DescribeServiceDeploymentsResponse'];
    };
    readonly DescribeServiceRevisions: {
      readonly input: Shapes['DescribeServiceRevisionsRequest'];
      readonly output: Shapes['DescribeServiceRevisionsResponse'];
    };
    readonly DescribeServices: {
      readonly input: Shapes['DescribeServicesRequest'];
      readonly output: Shapes['DescribeServicesResponse'];
    };
    readonly DescribeTaskDefinition: {
      readonly input: Shapes['DescribeTaskDefinitionRequest'];
      readonly output: Shapes['DescribeTaskDefinitionResponse'];
    };
    readonly DescribeTaskSets: {
      readonly input: Shapes['DescribeTaskSetsRequest'];
      readonly output: Shapes['DescribeTaskSetsResponse'];
    };
    readonly DescribeTasks: {
      readonly input: Shapes['DescribeTasksRequest'];
      readonly output: Shapes['DescribeTasksResponse'];
    };
    readonly DisassociateGatewayFromCluster: {
      readonly input: Shapes['DisassociateGatewayFromClusterRequest'];
      readonly output: Shapes['DisassociateGatewayFromClusterResponse'];
    };
    readonly DiscoverPollEndpoint: {
      readonly input: Shapes['DiscoverPollEndpointRequest'];
      readonly output: Shapes['DiscoverPollEndpointResponse'];
    };
    readonly ExecuteCommand: {
      readonly input: Shapes['ExecuteCommandRequest'];
      readonly output: Shapes['ExecuteCommandResponse'];
    };
    readonly GetTaskProtection: {
      readonly input: Shapes['GetTaskProtectionRequest'];
      readonly output: Shapes['GetTaskProtectionResponse'];
    };
    readonly ListAccountSettings: {
      readonly input: Shapes['ListAccountSettingsRequest'];
      readonly output: Shapes['ListAccountSettingsResponse'];
    };
    readonly ListAttributes: {
      readonly input: Shapes['ListAttributesRequest'];
      readonly output: Shapes['ListAttributesResponse'];
    };
    readonly ListClusters: {
      readonly input: Shapes['ListClustersRequest'];
      readonly output: Shapes['ListClustersResponse'];
    };
    readonly ListContainerInstances: {
      readonly input: Shapes['ListContainerInstancesRequest'];
      readonly output: Shapes['ListContainerInstancesResponse'];
    };
    readonly ListDaemonDeployments: {
      readonly input: Shapes['ListDaemonDeploymentsRequest'];
      readonly output: Shapes['ListDaemonDeploymentsResponse'];
    };
    readonly ListDaemonTaskDefinitions: {
      readonly input: Shapes['ListDaemonTaskDefinitionsRequest'];
      readonly output: Shapes['ListDaemonTaskDefinitionsResponse'];
    };
    readonly ListDaemons: {
      readonly input: Shapes['ListDaemonsRequest'];
      readonly output: Shapes['ListDaemonsResponse'];
    };
    readonly ListGatewayClusterAssociations: {
      readonly input: Shapes['ListGatewayClusterAssociationsRequest'];
      readonly output: Shapes['ListGatewayClusterAssociationsResponse'];
    };
    readonly ListGatewayRoutes: {
      readonly input: Shapes['ListGatewayRoutesRequest'];
      readonly output: Shapes['ListGatewayRoutesResponse'];
    };
    readonly ListGateways: {
      readonly input: Shapes['ListGatewaysRequest'];
      readonly output: Shapes['ListGatewaysResponse'];
    };
    readonly ListServiceDeployments: {
      readonly input: Shapes['ListServiceDeploymentsRequest'];
      readonly output: Shapes['ListServiceDeploymentsResponse'];
    };
    readonly ListServices: {
      readonly input: Shapes['ListServicesRequest'];
      readonly output: Shapes['ListServicesResponse'];
    };
    readonly ListServicesByNamespace: {
      readonly input: Shapes['ListServicesByNamespaceRequest'];
      readonly output: Shapes['ListServicesByNamespaceResponse'];
    };
    readonly ListTagsForResource: {
      readonly input: Shapes['ListTagsForResourceRequest'];
      readonly output: Shapes['ListTagsForResourceResponse'];
    };
    readonly ListTaskDefinitionFamilies: {
      readonly input: Shapes['ListTaskDefinitionFamiliesRequest'];
      readonly output: Shapes['ListTaskDefinitionFamiliesResponse'];
    };
    readonly ListTaskDefinitions: {
      readonly input: Shapes['ListTaskDefinitionsRequest'];
      readonly output: Shapes['ListTaskDefinitionsResponse'];
    };
    readonly ListTasks: {
      readonly input: Shapes['ListTasksRequest'];
      readonly output: Shapes['ListTasksResponse'];
    };
    readonly PutAccountSetting: {
      readonly input: Shapes['PutAccountSettingRequest'];
      readonly output: Shapes['PutAccountSettingResponse'];
    };
    readonly PutAccountSettingDefault: {
      readonly input: Shapes['PutAccountSettingDefaultRequest'];
      readonly output: Shapes['PutAccountSettingDefaultResponse'];
    };
    readonly PutAttributes: {
      readonly input: Shapes['PutAttributesRequest'];
      readonly output: Shapes['PutAttributesResponse'];
    };
    readonly PutClusterCapacityProviders: {
      readonly input: Shapes['PutClusterCapacityProvidersRequest'];
      readonly output: Shapes['PutClusterCapacityProvidersResponse'];
    };
    readonly RegisterContainerInstance: {
      readonly input: Shapes['RegisterContainerInstanceRequest'];
      readonly output: Shapes['RegisterContainerInstanceResponse'];
    };
    readonly RegisterDaemonTaskDefinition: {
      readonly input: Shapes['RegisterDaemonTaskDefinitionRequest'];
      readonly output: Shapes['RegisterDaemonTaskDefinitionResponse'];
    };
    readonly RegisterTaskDefinition: {
      readonly input: Shapes['RegisterTaskDefinitionRequest'];
      readonly output: Shapes['RegisterTaskDefinitionResponse'];
    };
    readonly RunTask: {
      readonly input: Shapes['RunTaskRequest'];
      readonly output: Shapes['RunTaskResponse'];
    };
    readonly StartTask: {
      readonly input: Shapes['StartTaskRequest'];
      readonly output: Shapes['StartTaskResponse'];
    };
    readonly StopServiceDeployment: {
      readonly input: Shapes['StopServiceDeploymentRequest'];
      readonly output: Shapes['StopServiceDeploymentResponse'];
    };
    readonly StopTask: {
      readonly input: Shapes['StopTaskRequest'];
      readonly output: Shapes['StopTaskResponse'];
    };
    readonly SubmitAttachmentStateChanges: {
      readonly input: Shapes['SubmitAttachmentStateChangesRequest'];
      readonly output: Shapes['SubmitAttachmentStateChangesResponse'];
    };
    readonly SubmitContainerStateChange: {
      readonly input: Shapes['SubmitContainerStateChangeRequest'];
      readonly output: Shapes['SubmitContainerStateChangeResponse'];
    };
    readonly SubmitTaskStateChange: {
      readonly input: Shapes['SubmitTaskStateChangeRequest'];
      readonly output: Shapes['SubmitTaskStateChangeResponse'];
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceRequest'];
      readonly output: Shapes['TagResourceResponse'];
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceRequest'];
      readonly output: Shapes['UntagResourceResponse'];
    };
    readonly UpdateCapacityProvider: {
      readonly input: Shapes['UpdateCapacityProviderRequest'];
      readonly output: Shapes['UpdateCapacityProviderResponse'];
    };
    readonly UpdateCluster: {
      readonly input: Shapes['UpdateClusterRequest'];
      readonly output: Shapes['UpdateClusterResponse'];
    };
    readonly UpdateClusterSettings: {
      readonly input: Shapes['UpdateClusterSettingsRequest'];
      readonly output: Shapes['UpdateClusterSettingsResponse'];
    };
    readonly UpdateContainerAgent: {
      readonly input: Shapes['UpdateContainerAgentRequest'];
      readonly output: Shapes['UpdateContainerAgentResponse'];
    };
    readonly UpdateContainerInstancesState: {
      readonly input: Shapes['UpdateContainerInstancesStateRequest'];
      readonly output: Shapes['UpdateContainerInstancesStateResponse'];
    };
    readonly UpdateDaemon: {
      readonly input: Shapes['UpdateDaemonRequest'];
      readonly output: Shapes['UpdateDaemonResponse'];
    };
    readonly UpdateExpressGatewayService: {
      readonly input: Shapes['UpdateExpressGatewayServiceRequest'];
      readonly output: Shapes['UpdateExpressGatewayServiceResponse'];
    };
    readonly UpdateGateway: {
      readonly input: Shapes['UpdateGatewayRequest'];
      readonly output: Shapes['UpdateGatewayResponse'];
    };
    readonly UpdateService: {
      readonly input: Shapes['UpdateServiceRequest'];
      readonly output: Shapes['UpdateServiceResponse'];
    };
    readonly UpdateServicePrimaryTaskSet: {
      readonly input: Shapes['UpdateServicePrimaryTaskSetRequest'];
      readonly output: Shapes['UpdateServicePrimaryTaskSetResponse'];
    };
    readonly UpdateTaskProtection: {
      readonly input: Shapes['UpdateTaskProtectionRequest'];
      readonly output: Shapes['UpdateTaskProtectionResponse'];
    };
    readonly UpdateTaskSet: {
      readonly input: Shapes['UpdateTaskSetRequest'];
      readonly output: Shapes['UpdateTaskSetResponse'];
    };
  };
  readonly errors:
    | 'AccessDeniedException'
    | 'AttributeLimitExceededException'
    | 'BlockedException'
    | 'ClientException'
    | 'ClusterContainsCapacityProviderException'
    | 'ClusterContainsContainerInstancesException'
    | 'ClusterContainsServicesException'
    | 'ClusterContainsTasksException'
    | 'ClusterNotFoundException'
    | 'ConflictException'
    | 'DaemonNotActiveException'
    | 'DaemonNotFoundException'
    | 'GatewayNotFoundException'
    | 'InvalidParameterException'
    | 'LimitExceededException'
    | 'MissingVersionException'
    | 'NamespaceNotFoundException'
    | 'NoUpdateAvailableException'
    | 'PlatformTaskDefinitionIncompatibilityException'
    | 'PlatformUnknownException'
    | 'ResourceInUseException'
    | 'ResourceNotFoundException'
    | 'ServerException'
    | 'ServiceDeploymentNotFoundException'
    | 'ServiceNotActiveException'
    | 'ServiceNotFoundException'
    | 'TargetNotConnectedException'
    | 'TargetNotFoundException'
    | 'TaskSetNotFoundException'
    | 'UnsupportedFeatureException'
    | 'UpdateInProgressException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AcceleratorCountRequest: {
    readonly min?: number;
    readonly max?: number;
  };
  readonly AcceleratorTotalMemoryMiBRequest: {
    readonly min?: number;
    readonly max?: number;
  };
  readonly AdvancedConfiguration: {
    readonly alternateTargetGroupArn?: string;
    readonly productionListenerRule?: string;
    readonly testListenerRule?: string;
    readonly roleArn?: string;
  };
  readonly AssociateGatewayWithClusterRequest: {
    readonly gateway: string;
    readonly cluster: string;
  };
  readonly AssociateGatewayWithClusterResponse: {
    readonly gatewayArn?: string;
    readonly clusterArn?: string;
    readonly status?: 'ACTIVE' | 'DISASSOCIATING' | 'INACTIVE';
  };
  readonly Attachment: {
    readonly id?: string;
    readonly type?: string;
    readonly status?: string;
    readonly details?: readonly Shapes['KeyValuePair'][];
  };
  readonly AttachmentStateChange: {
    readonly attachmentArn: string;
    readonly status: string;
  };
  readonly Attribute: {
    readonly name: string;
    readonly value?: string;
    readonly targetType?: 'container-instance';
    readonly targetId?: string;
  };
  readonly AutoRepairConfiguration: {
    readonly actionsStatus?: 'ENABLED' | 'DISABLED';
  };
  readonly AutoScalingGroupProvider: {
    readonly autoScalingGroupArn: string;
    readonly managedScaling?: Shapes['ManagedScaling'];
    readonly managedTerminationProtection?: 'ENABLED' | 'DISABLED';
    readonly managedDraining?: 'ENABLED' | 'DISABLED';
  };
  readonly AutoScalingGroupProviderUpdate: {
    readonly managedScaling?: Shapes['ManagedScaling'];
    readonly managedTerminationProtection?: 'ENABLED' | 'DISABLED';
    readonly managedDraining?: 'ENABLED' | 'DISABLED';
  };
  readonly AwsVpcConfiguration: {
    readonly subnets: readonly string[];
    readonly securityGroups?: readonly string[];
    readonly assignPublicIp?: 'ENABLED' | 'DISABLED';
  };
  readonly BaselineEbsBandwidthMbpsRequest: {
    readonly min?: number;
    readonly max?: number;
  };
  readonly CanaryConfiguration: {
    readonly canaryPercent?: number;
    readonly canaryBakeTimeInMinutes?: number;
  };
  readonly CapacityProvider: {
    readonly capacityProviderArn?: string;
    readonly name?: string;
    readonly cluster?: string;
    readonly status?: 'PROVISIONING' | 'ACTIVE' | 'DEPROVISIONING' | 'INACTIVE';
    readonly autoScalingGroupProvider?: Shapes['AutoScalingGroupProvider'];
    readonly managedInstancesProvider?: Shapes['ManagedInstancesProvider'];
    readonly updateStatus?:
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_COMPLETE'
      | 'CREATE_FAILED'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_COMPLETE'
      | 'DELETE_FAILED'
      | 'UPDATE_IN_PROGRESS'
      | 'UPDATE_COMPLETE'
      | 'UPDATE_FAILED';
    readonly updateStatusReason?: string;
    readonly tags?: readonly Shapes['Tag'][];
    readonly type?: 'EC2_AUTOSCALING' | 'MANAGED_INSTANCES' | 'FARGATE' | 'FARGATE_SPOT';
  };
  readonly CapacityProviderStrategyItem: {
    readonly capacityProvider: string;
    readonly weight?: number;
    readonly base?: number;
  };
  readonly CapacityReservationRequest: {
    readonly reservationGroupArn?: string;
    readonly reservationPreference?: 'RESERVATIONS_ONLY' | 'RESERVATIONS_FIRST' | 'RESERVATIONS_EXCLUDED';
  };
  readonly Cluster: {
    readonly clusterArn?: string;
    readonly clusterName?: string;
    readonly configuration?: Shapes['ClusterConfiguration'];
    readonly status?: string;
    readonly registeredContainerInstancesCount?: number;
    readonly runningTasksCount?: number;
    readonly pendingTasksCount?: number;
    readonly activeServicesCount?: number;
    readonly statistics?: readonly Shapes['KeyValuePair'][];
    readonly tags?: readonly Shapes['Tag'][];
    readonly settings?: readonly Shapes['ClusterSetting'][];
    readonly capacityProviders?: readonly string[];
    readonly defaultCapacityProviderStrategy?: readonly Shapes['CapacityProviderStrategyItem'][];
    readonly attachments?: readonly Shapes['Attachment'][];
    readonly attachmentsStatus?: string;
    readonly serviceConnectDefaults?: Shapes['ClusterServiceConnectDefaults'];
  };
  readonly ClusterConfiguration: {
    readonly executeCommandConfiguration?: Shapes['ExecuteCommandConfiguration'];
    readonly managedStorageConfiguration?: Shapes['ManagedStorageConfiguration'];
  };
  readonly ClusterServiceConnectDefaults: {
    readonly namespace?: string;
  };
  readonly ClusterServiceConnectDefaultsRequest: {
    readonly namespace: string;
  };
  readonly ClusterSetting: {
    readonly name?: 'containerInsights';
    readonly value?: string;
  };
  readonly Container: {
    readonly containerArn?: string;
    readonly taskArn?: string;
    readonly name?: string;
    readonly image?: string;
    readonly imageDigest?: string;
    readonly runtimeId?: string;
    readonly lastStatus?: string;
    readonly exitCode?: number;
    readonly reason?: string;
    readonly networkBindings?: readonly Shapes['NetworkBinding'][];
    readonly networkInterfaces?: readonly Shapes['NetworkInterface'][];
    readonly healthStatus?: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';
    readonly managedAgents?: readonly Shapes['ManagedAgent'][];
    readonly cpu?: string;
    readonly memory?: string;
    readonly memoryReservation?: string;
    readonly gpuIds?: readonly string[];
    readonly neuronDeviceIds?: readonly string[];
    readonly gpuSharingStrategy?: Shapes['SharingStrategy'];
  };
  readonly ContainerDefinition: {
    readonly name?: string;
    readonly image?: string;
    readonly repositoryCredentials?: Shapes['RepositoryCredentials'];
    readonly cpu?: number;
    readonly memory?: number;
    readonly memoryReservation?: number;
    readonly links?: readonly string[];
    readonly portMappings?: readonly Shapes['PortMapping'][];
    readonly essential?: boolean;
    readonly restartPolicy?: Shapes['ContainerRestartPolicy'];
    readonly entryPoint?: readonly string[];
    readonly command?: readonly string[];
    readonly environment?: readonly Shapes['KeyValuePair'][];
    readonly environmentFiles?: readonly Shapes['EnvironmentFile'][];
    readonly mountPoints?: readonly Shapes['MountPoint'][];
    readonly volumesFrom?: readonly Shapes['VolumeFrom'][];
    readonly linuxParameters?: Shapes['LinuxParameters'];
    readonly secrets?: readonly Shapes['Secret'][];
    readonly dependsOn?: readonly Shapes['ContainerDependency'][];
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
    readonly extraHosts?: readonly Shapes['HostEntry'][];
    readonly dockerSecurityOptions?: readonly string[];
    readonly interactive?: boolean;
    readonly pseudoTerminal?: boolean;
    readonly dockerLabels?: Readonly<Record<string, string>>;
    readonly ulimits?: readonly Shapes['Ulimit'][];
    readonly logConfiguration?: Shapes['LogConfiguration'];
    readonly healthCheck?: Shapes['HealthCheck'];
    readonly systemControls?: readonly Shapes['SystemControl'][];
    readonly resourceRequirements?: readonly Shapes['ResourceRequirement'][];
    readonly firelensConfiguration?: Shapes['FirelensConfiguration'];
    readonly credentialSpecs?: readonly string[];
  };
  readonly ContainerDependency: {
    readonly containerName: string;
    readonly condition: 'START' | 'COMPLETE' | 'SUCCESS' | 'HEALTHY';
  };
  readonly ContainerImage: {
    readonly containerName?: string;
    readonly imageDigest?: string;
    readonly image?: string;
  };
  readonly ContainerInstance: {
    readonly containerInstanceArn?: string;
    readonly ec2InstanceId?: string;
    readonly capacityProviderName?: string;
    readonly version?: number;
    readonly versionInfo?: Shapes['VersionInfo'];
    readonly remainingResources?: readonly Shapes['Resource'][];
    readonly registeredResources?: readonly Shapes['Resource'][];
    readonly status?: string;
    readonly statusReason?: string;
    readonly agentConnected?: boolean;
    readonly runningTasksCount?: number;
    readonly pendingTasksCount?: number;
    readonly agentUpdateStatus?: 'PENDING' | 'STAGING' | 'STAGED' | 'UPDATING' | 'UPDATED' | 'FAILED';
    readonly attributes?: readonly Shapes['Attribute'][];
    readonly registeredAt?: Date;
    readonly attachments?: readonly Shapes['Attachment'][];
    readonly tags?: readonly Shapes['Tag'][];
    readonly healthStatus?: Shapes['ContainerInstanceHealthStatus'];
    readonly gpuDevices?: readonly Shapes['GpuDevice'][];
  };
  readonly ContainerInstanceHealthStatus: {
    readonly overallStatus?: 'OK' | 'IMPAIRED' | 'INSUFFICIENT_DATA' | 'INITIALIZING';
    readonly details?: readonly Shapes['InstanceHealthCheckResult'][];
  };
  readonly ContainerOverride: {
    readonly name?: string;
    readonly command?: readonly string[];
    readonly environment?: readonly Shapes['KeyValuePair'][];
    readonly environmentFiles?: readonly Shapes['EnvironmentFile'][];
    readonly cpu?: number;
    readonly memory?: number;
    readonly memoryReservation?: number;
    readonly resourceRequirements?: readonly Shapes['ResourceRequirement'][];
  };
  readonly ContainerRestartPolicy: {
    readonly enabled: boolean;
    readonly ignoredExitCodes?: readonly number[];
    readonly restartAttemptPeriod?: number;
  };
  readonly ContainerStateChange: {
    readonly containerName?: string;
    readonly imageDigest?: string;
    readonly runtimeId?: string;
    readonly exitCode?: number;
    readonly networkBindings?: readonly Shapes['NetworkBinding'][];
    readonly reason?: string;
    readonly status?: string;
  };
  readonly ContinueServiceDeploymentRequest: {
    readonly serviceDeploymentArn: string;
    readonly hookId: string;
    readonly action?: 'ROLLBACK' | 'CONTINUE';
  };
  readonly ContinueServiceDeploymentResponse: {
    readonly serviceDeploymentArn?: string;
  };
  readonly CreateCapacityProviderRequest: {
    readonly name: string;
    readonly cluster?: string;
    readonly autoScalingGroupProvider?: Shapes['AutoScalingGroupProvider'];
    readonly managedInstancesProvider?: Shapes['CreateManagedInstancesProviderConfiguration'];
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly CreateCapacityProviderResponse: {
    readonly capacityProvider?: Shapes['CapacityProvider'];
  };
  readonly CreateClusterRequest: {
    readonly clusterName?: string;
    readonly tags?: readonly Shapes['Tag'][];
    readonly settings?: readonly Shapes['ClusterSetting'][];
    readonly configuration?: Shapes['ClusterConfiguration'];
    readonly capacityProviders?: readonly string[];
    readonly defaultCapacityProviderStrategy?: readonly Shapes['CapacityProviderStrategyItem'][];
    readonly serviceConnectDefaults?: Shapes['ClusterServiceConnectDefaultsRequest'];
  };
  readonly CreateClusterResponse: {
    readonly cluster?: Shapes['Cluster'];
  };
  readonly CreateDaemonRequest: {
    readonly daemonName: string;
    readonly clusterArn?: string;
    readonly daemonTaskDefinitionArn: string;
    readonly capacityProviderArns: readonly string[];
    readonly deploymentConfiguration?: Shapes['DaemonDeploymentConfiguration'];
    readonly tags?: readonly Shapes['Tag'][];
    readonly propagateTags?: 'DAEMON' | 'NONE';
    readonly enableECSManagedTags?: boolean;
    readonly enableExecuteCommand?: boolean;
    readonly clientToken?: string;
    readonly critical?: boolean;
  };
  readonly CreateDaemonResponse: {
    readonly daemonArn?: string;
    readonly status?: 'ACTIVE' | 'DELETE_IN_PROGRESS';
    readonly createdAt?: Date;
    readonly deploymentArn?: string;
  };
  readonly CreateExpressGatewayServiceRequest: {
    readonly executionRoleArn?: string;
    readonly infrastructureRoleArn: string;
    readonly serviceName?: string;
    readonly cluster?: string;
    readonly healthCheckPath?: string;
    readonly primaryContainer?: Shapes['ExpressGatewayContainer'];
    readonly taskRoleArn?: string;
    readonly networkConfiguration?: Shapes['ExpressGatewayServiceNetworkConfiguration'];
    readonly cpu?: string;
    readonly memory?: string;
    readonly cpuArchitecture?: 'X86_64' | 'ARM64';
    readonly scalingTarget?: Shapes['ExpressGatewayScalingTarget'];
    readonly tags?: readonly Shapes['Tag'][];
    readonly taskDefinitionArn?: string;
  };
  readonly CreateExpressGatewayServiceResponse: {
    readonly service?: Shapes['ECSExpressGatewayService'];
  };
  readonly CreateGatewayRequest: {
    readonly name: string;
    readonly infrastructureRoleArn: string;
    readonly clientToken?: string;
    readonly deletionProtection?: boolean;
    readonly configuration: Shapes['GatewayConfiguration'];
    readonly tags?: readonly Shapes['Tag'][];
    readonly propagateTags?: 'NONE' | 'GATEWAY';
  };
  readonly CreateGatewayResponse: {
    readonly gatewayArn?: string;
    readonly name?: string;
    readonly status?: 'ACTIVE' | 'UPDATE_IN_PROGRESS' | 'UPDATE_COMPLETE' | 'UPDATE_FAILED' | 'DELETED';
  };
  readonly CreateManagedInstancesProviderConfiguration: {
    readonly infrastructureRoleArn: string;
    readonly instanceLaunchTemplate: Shapes['InstanceLaunchTemplate'];
    readonly propagateTags?: 'CAPACITY_PROVIDER' | 'NONE';
    readonly infrastructureOptimization?: Shapes['InfrastructureOptimization'];
    readonly autoRepairConfiguration?: Shapes['AutoRepairConfiguration'];
  };
  readonly CreateServiceRequest: {
    readonly cluster?: string;
    readonly serviceName: string;
    readonly taskDefinition?: string;
    readonly availabilityZoneRebalancing?: 'ENABLED' | 'DISABLED';
    readonly loadBalancers?: readonly Shapes['LoadBalancer'][];
    readonly serviceRegistries?: readonly Shapes['ServiceRegistry'][];
    readonly desiredCount?: number;
    readonly clientToken?: string;
    readonly launchType?: 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';
    readonly capacityProviderStrategy?: readonly Shapes['CapacityProviderStrategyItem'][];
    readonly platformVersion?: string;
    readonly role?: string;
    readonly deploymentConfiguration?: Shapes['DeploymentConfiguration'];
    readonly placementConstraints?: readonly Shapes['PlacementConstraint'][];
    readonly placementStrategy?: readonly Shapes['PlacementStrategy'][];
    readonly networkConfiguration?: Shapes['NetworkConfiguration'];
    readonly healthCheckGracePeriodSeconds?: number;
    readonly schedulingStrategy?: 'REPLICA' | 'DAEMON';
    readonly deploymentController?: Shapes['DeploymentController'];
    readonly tags?: readonly Shapes['Tag'][];
    readonly enableECSManagedTags?: boolean;
    readonly propagateTags?: 'TASK_DEFINITION' | 'SERVICE' | 'NONE';
    readonly enableExecuteCommand?: boolean;
    readonly serviceConnectConfiguration?: Shapes['ServiceConnectConfiguration'];
    readonly volumeConfigurations?: readonly Shapes['ServiceVolumeConfiguration'][];
    readonly vpcLatticeConfigurations?: readonly Shapes['VpcLatticeConfiguration'][];
    readonly gatewayConnectors?: readonly Shapes['GatewayConnector'][];
    readonly monitoring?: Shapes['MonitoringConfiguration'];
  };
  readonly CreateServiceResponse: {
    readonly service?: Shapes['Service'];
  };
  readonly CreateTaskSetRequest: {
    readonly service: string;
    readonly cluster: string;
    readonly externalId?: string;
    readonly taskDefinition: string;
    readonly networkConfiguration?: Shapes['NetworkConfiguration'];
    readonly loadBalancers?: readonly Shapes['LoadBalancer'][];
    readonly serviceRegistries?: readonly Shapes['ServiceRegistry'][];
    readonly launchType?: 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';
    readonly capacityProviderStrategy?: readonly Shapes['CapacityProviderStrategyItem'][];
    readonly platformVersion?: string;
    readonly scale?: Shapes['Scale'];
    readonly clientToken?: string;
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly CreateTaskSetResponse: {
    readonly taskSet?: Shapes['TaskSet'];
  };
  readonly CreatedAt: {
    readonly before?: Date;
    readonly after?: Date;
  };
  readonly DaemonAlarmConfiguration: {
    readonly alarmNames?: readonly string[];
    readonly enable?: boolean;
  };
  readonly DaemonCapacityProvider: {
    readonly arn?: string;
    readonly runningCount?: number;
    readonly withoutDaemonCount?: number;
  };
  readonly DaemonCircuitBreaker: {
    readonly failureCount?: number;
    readonly status?: 'TRIGGERED' | 'MONITORING' | 'MONITORING_COMPLETE' | 'DISABLED';
    readonly threshold?: number;
  };
  readonly DaemonContainerDefinition: {
    readonly name?: string;
    readonly image: string;
    readonly memory?: number;
    readonly memoryReservation?: number;
    readonly repositoryCredentials?: Shapes['RepositoryCredentials'];
    readonly healthCheck?: Shapes['HealthCheck'];
    readonly cpu?: number;
    readonly essential?: boolean;
    readonly entryPoint?: readonly string[];
    readonly command?: readonly string[];
    readonly workingDirectory?: string;
    readonly environmentFiles?: readonly Shapes['EnvironmentFile'][];
    readonly environment?: readonly Shapes['KeyValuePair'][];
    readonly secrets?: readonly Shapes['Secret'][];
    readonly readonlyRootFilesystem?: boolean;
    readonly mountPoints?: readonly Shapes['MountPoint'][];
    readonly logConfiguration?: Shapes['LogConfiguration'];
    readonly firelensConfiguration?: Shapes['FirelensConfiguration'];
    readonly privileged?: boolean;
    readonly user?: string;
    readonly ulimits?: readonly Shapes['Ulimit'][];
    readonly linuxParameters?: Shapes['DaemonLinuxParameters'];
    readonly dependsOn?: readonly Shapes['ContainerDependency'][];
    readonly startTimeout?: number;
    readonly stopTimeout?: number;
    readonly systemControls?: readonly Shapes['SystemControl'][];
    readonly interactive?: boolean;
    readonly pseudoTerminal?: boolean;
    readonly restartPolicy?: Shapes['ContainerRestartPolicy'];
  };
  readonly DaemonContainerImage: {
    readonly containerName?: string;
    readonly imageDigest?: string;
    readonly image?: string;
  };
  readonly DaemonDeployment: {
    readonly daemonDeploymentArn?: string;
    readonly clusterArn?: string;
    readonly status?:
      | 'PENDING'
      | 'SUCCESSFUL'
      | 'STOPPED'
      | 'STOP_REQUESTED'
      | 'IN_PROGRESS'
      | 'ROLLBACK_IN_PROGRESS'
      | 'ROLLBACK_SUCCESSFUL'
      | 'ROLLBACK_FAILED';
    readonly statusReason?: string;
    readonly targetDaemonRevision?: Shapes['DaemonDeploymentRevisionDetail'];
    readonly sourceDaemonRevisions?: readonly Shapes['DaemonDeploymentRevisionDetail'][];
    readonly circuitBreaker?: Shapes['DaemonCircuitBreaker'];
    readonly alarms?: Shapes['DaemonDeploymentAlarms'];
    readonly rollback?: Shapes['DaemonRollback'];
    readonly deploymentConfiguration?: Shapes['DaemonDeploymentConfiguration'];
    readonly createdAt?: Date;
    readonly startedAt?: Date;
    readonly stoppedAt?: Date;
    readonly finishedAt?: Date;
  };
  readonly DaemonDeploymentAlarms: {
    readonly status?: 'TRIGGERED' | 'MONITORING' | 'MONITORING_COMPLETE' | 'DISABLED';
    readonly alarmNames?: readonly string[];
    readonly triggeredAlarmNames?: readonly string[];
  };
  readonly DaemonDeploymentCapacityProvider: {
    readonly arn?: string;
    readonly runningInstanceCount?: number;
    readonly withoutDaemonInstanceCount?: number;
    readonly drainingInstanceCount?: number;
  };
  readonly DaemonDeploymentConfiguration: {
    readonly drainPercent?: number;
    readonly alarms?: Shapes['DaemonAlarmConfiguration'];
    readonly bakeTimeInMinutes?: number;
  };
  readonly DaemonDeploymentRevisionDetail: {
    readonly arn?: string;
    readonly capacityProviders?: readonly Shapes['DaemonDeploymentCapacityProvider'][];
    readonly totalRunningInstanceCount?: number;
    readonly totalWithoutDaemonInstanceCount?: number;
    readonly totalDrainingInstanceCount?: number;
  };
  readonly DaemonDeploymentSummary: {
    readonly daemonDeploymentArn?: string;
    readonly daemonArn?: string;
    readonly clusterArn?: string;
    readonly status?:
      | 'PENDING'
      | 'SUCCESSFUL'
      | 'STOPPED'
      | 'STOP_REQUESTED'
      | 'IN_PROGRESS'
      | 'ROLLBACK_IN_PROGRESS'
      | 'ROLLBACK_SUCCESSFUL'
      | 'ROLLBACK_FAILED';
    readonly statusReason?: string;
    readonly targetDaemonRevisionArn?: string;
    readonly createdAt?: Date;
    readonly startedAt?: Date;
    readonly stoppedAt?: Date;
    readonly finishedAt?: Date;
  };
  readonly DaemonDetail: {
    readonly daemonArn?: string;
    readonly clusterArn?: string;
    readonly status?: 'ACTIVE' | 'DELETE_IN_PROGRESS';
    readonly currentRevisions?: readonly Shapes['DaemonRevisionDetail'][];
    readonly deploymentArn?: string;
    readonly createdAt?: Date;
    readonly updatedAt?: Date;
  };
  readonly DaemonLinuxParameters: {
    readonly capabilities?: Shapes['KernelCapabilities'];
    readonly devices?: readonly Shapes['Device'][];
    readonly initProcessEnabled?: boolean;
    readonly tmpfs?: readonly Shapes['Tmpfs'][];
  };
  readonly DaemonRevision: {
    readonly daemonRevisionArn?: string;
    readonly clusterArn?: string;
    readonly daemonArn?: string;
    readonly daemonTaskDefinitionArn?: string;
    readonly createdAt?: Date;
    readonly containerImages?: readonly Shapes['DaemonContainerImage'][];
    readonly propagateTags?: 'DAEMON' | 'NONE';
    readonly enableECSManagedTags?: boolean;
    readonly enableExecuteCommand?: boolean;
    readonly critical?: boolean;
  };
  readonly DaemonRevisionDetail: {
    readonly arn?: string;
    readonly capacityProviders?: readonly Shapes['DaemonCapacityProvider'][];
    readonly totalRunningCount?: number;
    readonly totalWithoutDaemonCount?: number;
  };
  readonly DaemonRollback: {
    readonly reason?: string;
    readonly startedAt?: Date;
    readonly rollbackTargetDaemonRevisionArn?: string;
    readonly rollbackCapacityProviders?: readonly string[];
  };
  readonly DaemonSummary: {
    readonly daemonArn?: string;
    readonly status?: 'ACTIVE' | 'DELETE_IN_PROGRESS';
    readonly createdAt?: Date;
    readonly updatedAt?: Date;
  };
  readonly DaemonTaskDefinition: {
    readonly daemonTaskDefinitionArn?: string;
    readonly family?: string;
    readonly revision?: number;
    readonly taskRoleArn?: string;
    readonly executionRoleArn?: string;
    readonly containerDefinitions?: readonly Shapes['DaemonContainerDefinition'][];
    readonly volumes?: readonly Shapes['DaemonVolume'][];
    readonly cpu?: string;
    readonly memory?: string;
    readonly status?: 'ACTIVE' | 'DELETE_IN_PROGRESS' | 'DELETED';
    readonly registeredAt?: Date;
    readonly deleteRequestedAt?: Date;
    readonly registeredBy?: string;
    readonly pidMode?: 'none' | 'shared';
    readonly ipcMode?: 'none' | 'shared';
  };
  readonly DaemonTaskDefinitionSummary: {
    readonly arn?: string;
    readonly registeredAt?: Date;
    readonly registeredBy?: string;
    readonly deleteRequestedAt?: Date;
    readonly status?: 'ACTIVE' | 'DELETE_IN_PROGRESS' | 'DELETED';
  };
  readonly DaemonVolume: {
    readonly name?: string;
    readonly host?: Shapes['HostVolumeProperties'];
    readonly logDriverVolumeConfiguration?: Shapes['LogDriverVolumeConfiguration'];
  };
  readonly DeleteAccountSettingRequest: {
    readonly name:
      | 'serviceLongArnFormat'
      | 'taskLongArnFormat'
      | 'containerInstanceLongArnFormat'
      | 'awsvpcTrunking'
      | 'containerInsights'
      | 'fargateFIPSMode'
      | 'tagResourceAuthorization'
      | 'fargateTaskRetirementWaitPeriod'
      | 'guardDutyActivate'
      | 'defaultLogDriverMode'
      | 'fargateEventWindows';
    readonly principalArn?: string;
  };
  readonly DeleteAccountSettingResponse: {
    readonly setting?: Shapes['Setting'];
  };
  readonly DeleteAttributesRequest: {
    readonly cluster?: string;
    readonly attributes: readonly Shapes['Attribute'][];
  };
  readonly DeleteAttributesResponse: {
    readonly attributes?: readonly Shapes['Attribute'][];
  };
  readonly DeleteCapacityProviderRequest: {
    readonly capacityProvider: string;
    readonly cluster?: string;
  };
  readonly DeleteCapacityProviderResponse: {
    readonly capacityProvider?: Shapes['CapacityProvider'];
  };
  readonly DeleteClusterRequest: {
    readonly cluster: string;
  };
  readonly DeleteClusterResponse: {
    readonly cluster?: Shapes['Cluster'];
  };
  readonly DeleteDaemonRequest: {
    readonly daemonArn: string;
  };
  readonly DeleteDaemonResponse: {
    readonly daemonArn?: string;
    readonly status?: 'ACTIVE' | 'DELETE_IN_PROGRESS';
    readonly createdAt?: Date;
    readonly updatedAt?: Date;
    readonly deploymentArn?: string;
  };
  readonly DeleteDaemonTaskDefinitionRequest: {
    readonly daemonTaskDefinition: string;
  };
  readonly DeleteDaemonTaskDefinitionResponse: {
    readonly daemonTaskDefinitionArn?: string;
  };
  readonly DeleteExpressGatewayServiceRequest: {
    readonly serviceArn: string;
  };
  readonly DeleteExpressGatewayServiceResponse: {
    readonly service?: Shapes['ECSExpressGatewayService'];
  };
  readonly DeleteGatewayRequest: {
    readonly gateway: string;
  };
  readonly DeleteGatewayResponse: {
    readonly gatewayArn?: string;
    readonly name?: string;
    readonly status?: 'ACTIVE' | 'UPDATE_IN_PROGRESS' | 'UPDATE_COMPLETE' | 'UPDATE_FAILED' | 'DELETED';
  };
  readonly DeleteServiceRequest: {
    readonly cluster?: string;
    readonly service: string;
    readonly force?: boolean;
  };
  readonly DeleteServiceResponse: {
    readonly service?: Shapes['Service'];
  };
  readonly DeleteTaskDefinitionsRequest: {
    readonly taskDefinitions: readonly string[];
  };
  readonly DeleteTaskDefinitionsResponse: {
    readonly taskDefinitions?: readonly Shapes['TaskDefinition'][];
    readonly failures?: readonly Shapes['Failure'][];
  };
  readonly DeleteTaskSetRequest: {
    readonly cluster: string;
    readonly service: string;
    readonly taskSet: string;
    readonly force?: boolean;
  };
  readonly DeleteTaskSetResponse: {
    readonly taskSet?: Shapes['TaskSet'];
  };
  readonly Deployment: {
    readonly id?: string;
    readonly status?: string;
    readonly taskDefinition?: string;
    readonly desiredCount?: number;
    readonly pendingCount?: number;
    readonly runningCount?: number;
    readonly failedTasks?: number;
    readonly createdAt?: Date;
    readonly updatedAt?: Date;
    readonly capacityProviderStrategy?: readonly Shapes['CapacityProviderStrategyItem'][];
    readonly launchType?: 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';
    readonly platformVersion?: string;
    readonly platformFamily?: string;
    readonly networkConfiguration?: Shapes['NetworkConfiguration'];
    readonly rolloutState?: 'COMPLETED' | 'FAILED' | 'IN_PROGRESS';
    readonly rolloutStateReason?: string;
    readonly serviceConnectConfiguration?: Shapes['ServiceConnectConfiguration'];
    readonly serviceConnectResources?: readonly Shapes['ServiceConnectServiceResource'][];
    readonly volumeConfigurations?: readonly Shapes['ServiceVolumeConfiguration'][];
    readonly fargateEphemeralStorage?: Shapes['DeploymentEphemeralStorage'];
    readonly vpcLatticeConfigurations?: readonly Shapes['VpcLatticeConfiguration'][];
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
    readonly thresholdConfiguration?: Shapes['ThresholdConfiguration'];
  };
  readonly DeploymentConfiguration: {
    readonly deploymentCircuitBreaker?: Shapes['DeploymentCircuitBreaker'];
    readonly maximumPercent?: number;
    readonly minimumHealthyPercent?: number;
    readonly alarms?: Shapes['DeploymentAlarms'];
    readonly strategy?: 'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY';
    readonly bakeTimeInMinutes?: number;
    readonly lifecycleHooks?: readonly Shapes['DeploymentLifecycleHook'][];
    readonly linearConfiguration?: Shapes['LinearConfiguration'];
    readonly canaryConfiguration?: Shapes['CanaryConfiguration'];
    readonly earlySuccessCriteria?: Shapes['DeploymentEarlySuccessCriteria'];
  };
  readonly DeploymentController: {
    readonly type: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  };
  readonly DeploymentEarlySuccessCriteria: {
    readonly enable: boolean;
    readonly healthyPercent?: number;
    readonly sourceServiceRevisionCleanup?: 'BLOCKING' | 'DEFERRED';
  };
  readonly DeploymentEphemeralStorage: {
    readonly kmsKeyId?: string;
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
    readonly timeoutConfiguration?: Shapes['DeploymentLifecycleHookTimeoutConfiguration'];
  };
  readonly DeploymentLifecycleHookDetail: {
    readonly hookId?: string;
    readonly targetType?: 'AWS_LAMBDA' | 'PAUSE';
    readonly targetArn?: string;
    readonly status?: 'AWAITING_ACTION' | 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
    readonly expiresAt?: Date;
    readonly timeoutAction?: 'ROLLBACK' | 'CONTINUE';
  };
  readonly DeploymentLifecycleHookTimeoutConfiguration: {
    readonly timeoutInMinutes?: number;
    readonly action?: 'ROLLBACK' | 'CONTINUE';
  };
  readonly DeregisterContainerInstanceRequest: {
    readonly cluster?: string;
    readonly containerInstance: string;
    readonly force?: boolean;
  };
  readonly DeregisterContainerInstanceResponse: {
    readonly containerInstance?: Shapes['ContainerInstance'];
  };
  readonly DeregisterTaskDefinitionRequest: {
    readonly taskDefinition: string;
  };
  readonly DeregisterTaskDefinitionResponse: {
    readonly taskDefinition?: Shapes['TaskDefinition'];
  };
  readonly DescribeCapacityProvidersRequest: {
    readonly capacityProviders?: readonly string[];
    readonly cluster?: string;
    readonly include?: readonly 'TAGS'[];
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly DescribeCapacityProvidersResponse: {
    readonly capacityProviders?: readonly Shapes['CapacityProvider'][];
    readonly failures?: readonly Shapes['Failure'][];
    readonly nextToken?: string;
  };
  readonly DescribeClustersRequest: {
    readonly clusters?: readonly string[];
    readonly include?: readonly ('ATTACHMENTS' | 'CONFIGURATIONS' | 'SETTINGS' | 'STATISTICS' | 'TAGS')[];
  };
  readonly DescribeClustersResponse: {
    readonly clusters?: readonly Shapes['Cluster'][];
    readonly failures?: readonly Shapes['Failure'][];
  };
  readonly DescribeContainerInstancesRequest: {
    readonly cluster?: string;
    readonly containerInstances: readonly string[];
    readonly include?: readonly ('TAGS' | 'CONTAINER_INSTANCE_HEALTH')[];
  };
  readonly DescribeContainerInstancesResponse: {
    readonly containerInstances?: readonly Shapes['ContainerInstance'][];
    readonly failures?: readonly Shapes['Failure'][];
  };
  readonly DescribeDaemonDeploymentsRequest: {
    readonly daemonDeploymentArns: readonly string[];
  };
  readonly DescribeDaemonDeploymentsResponse: {
    readonly failures?: readonly Shapes['Failure'][];
    readonly daemonDeployments?: readonly Shapes['DaemonDeployment'][];
  };
  readonly DescribeDaemonRequest: {
    readonly daemonArn: string;
  };
  readonly DescribeDaemonResponse: {
    readonly daemon?: Shapes['DaemonDetail'];
  };
  readonly DescribeDaemonRevisionsRequest: {
    readonly daemonRevisionArns: readonly string[];
  };
  readonly DescribeDaemonRevisionsResponse: {
    readonly daemonRevisions?: readonly Shapes['DaemonRevision'][];
    readonly failures?: readonly Shapes['Failure'][];
  };
  readonly DescribeDaemonTaskDefinitionRequest: {
    readonly daemonTaskDefinition: string;
  };
  readonly DescribeDaemonTaskDefinitionResponse: {
    readonly daemonTaskDefinition?: Shapes['DaemonTaskDefinition'];
  };
  readonly DescribeExpressGatewayServiceRequest: {
    readonly serviceArn: string;
    readonly include?: readonly 'TAGS'[];
  };
  readonly DescribeExpressGatewayServiceResponse: {
    readonly service?: Shapes['ECSExpressGatewayService'];
  };
  readonly DescribeGatewayAlbConfiguration: {
    readonly networkConfiguration?: Shapes['GatewayElbNetworkConfiguration'];
    readonly scheme?: 'internet-facing' | 'internal';
    readonly accessLogs?: Shapes['GatewayElbAccessLogConfiguration'];
    readonly webACLArn?: string;
    readonly port?: number;
    readonly protocol?: 'HTTP' | 'HTTPS';
    readonly maxAlbCount?: number;
    readonly currentAlbCount?: number;
    readonly httpDesync?: 'monitor' | 'defensive' | 'strictest';
    readonly testTrafficRules?: Shapes['GatewayAlbTestTrafficRules'];
  };
  readonly DescribeGatewayConfiguration: {
    readonly hostSharedAlb?: Shapes['DescribeGatewayAlbConfiguration'];
  };
  readonly DescribeGatewayRequest: {
    readonly gateway: string;
  };
  readonly DescribeGatewayResourcesRequest: {
    readonly gateway: string;
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly DescribeGatewayResourcesResponse: {
    readonly gatewayResources?: Shapes['GatewayResources'];
    readonly nextToken?: string;
  };
  readonly DescribeGatewayResponse: {
    readonly gateway?: Shapes['Gateway'];
  };
  readonly DescribeGatewayRouteRequest: {
    readonly gatewayRouteArn: string;
  };
  readonly DescribeGatewayRouteResponse: {
    readonly gatewayRoute?: Shapes['GatewayRoute'];
  };
  readonly DescribeServiceDeploymentsRequest: {
    readonly serviceDeploymentArns: readonly string[];
  };
  readonly DescribeServiceDeploymentsResponse: {
    readonly serviceDeployments?: readonly Shapes['ServiceDeployment'][];
    readonly failures?: readonly Shapes['Failure'][];
  };
  readonly DescribeServiceRevisionsRequest: {
    readonly serviceRevisionArns: readonly string[];
  };
  readonly DescribeServiceRevisionsResponse: {
    readonly serviceRevisions?: readonly Shapes['ServiceRevision'][];
    readonly failures?: readonly Shapes['Failure'][];
  };
  readonly DescribeServicesRequest: {
    readonly cluster?: string;
    readonly services: readonly string[];
    readonly include?: readonly 'TAGS'[];
  };
  readonly DescribeServicesResponse: {
    readonly services?: readonly Shapes['Service'][];
    readonly failures?: readonly Shapes['Failure'][];
  };
  readonly DescribeTaskDefinitionRequest: {
    readonly taskDefinition: string;
    readonly include?: readonly 'TAGS'[];
  };
  readonly DescribeTaskDefinitionResponse: {
    readonly taskDefinition?: Shapes['TaskDefinition'];
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly DescribeTaskSetsRequest: {
    readonly cluster: string;
    readonly service: string;
    readonly taskSets?: readonly string[];
    readonly include?: readonly 'TAGS'[];
  };
  readonly DescribeTaskSetsResponse: {
    readonly taskSets?: readonly Shapes['TaskSet'][];
    readonly failures?: readonly Shapes['Failure'][];
  };
  readonly DescribeTasksRequest: {
    readonly cluster?: string;
    readonly tasks: readonly string[];
    readonly include?: readonly 'TAGS'[];
  };
  readonly DescribeTasksResponse: {
    readonly tasks?: readonly Shapes['Task'][];
    readonly failures?: readonly Shapes['Failure'][];
  };
  readonly Device: {
    readonly hostPath: string;
    readonly containerPath?: string;
    readonly permissions?: readonly ('read' | 'write' | 'mknod')[];
  };
  readonly DisassociateGatewayFromClusterRequest: {
    readonly gateway: string;
    readonly cluster: string;
  };
  readonly DisassociateGatewayFromClusterResponse: {
    readonly gatewayArn?: string;
    readonly clusterArn?: string;
    readonly status?: 'ACTIVE' | 'DISASSOCIATING' | 'INACTIVE';
  };
  readonly DiscoverPollEndpointRequest: {
    readonly containerInstance?: string;
    readonly cluster?: string;
  };
  readonly DiscoverPollEndpointResponse: {
    readonly endpoint?: string;
    readonly telemetryEndpoint?: string;
    readonly serviceConnectEndpoint?: string;
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
    readonly tags?: readonly Shapes['Tag'][];
    readonly propagateTags?: 'TASK_DEFINITION' | 'SERVICE' | 'NONE';
  };
  readonly ECSExpressGatewayService: {
    readonly cluster?: string;
    readonly serviceName?: string;
    readonly serviceArn?: string;
    readonly infrastructureRoleArn?: string;
    readonly status?: Shapes['ExpressGatewayServiceStatus'];
    readonly currentDeployment?: string;
    readonly activeConfigurations?: readonly Shapes['ExpressGatewayServiceConfiguration'][];
    readonly tags?: readonly Shapes['Tag'][];
    readonly createdAt?: Date;
    readonly updatedAt?: Date;
  };
  readonly ECSManagedResources: {
    readonly ingressPaths?: readonly Shapes['ManagedIngressPath'][];
    readonly autoScaling?: Shapes['ManagedAutoScaling'];
    readonly metricAlarms?: readonly Shapes['ManagedMetricAlarm'][];
    readonly serviceSecurityGroups?: readonly Shapes['ManagedSecurityGroup'][];
    readonly logGroups?: readonly Shapes['ManagedLogGroup'][];
    readonly gatewayConnections?: readonly Shapes['GatewayConnection'][];
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
    readonly authorizationConfig?: Shapes['EFSAuthorizationConfig'];
  };
  readonly ElbGatewayResources: {
    readonly loadBalancerArn?: string;
    readonly listenerArn?: string;
    readonly securityGroup?: string;
    readonly gatewayRouteArns?: readonly string[];
  };
  readonly EnvironmentFile: {
    readonly value: string;
    readonly type: 's3';
  };
  readonly EphemeralStorage: {
    readonly sizeInGiB: number;
  };
  readonly ExecuteCommandConfiguration: {
    readonly kmsKeyId?: string;
    readonly logging?: 'NONE' | 'DEFAULT' | 'OVERRIDE';
    readonly logConfiguration?: Shapes['ExecuteCommandLogConfiguration'];
  };
  readonly ExecuteCommandLogConfiguration: {
    readonly cloudWatchLogGroupName?: string;
    readonly cloudWatchEncryptionEnabled?: boolean;
    readonly s3BucketName?: string;
    readonly s3EncryptionEnabled?: boolean;
    readonly s3KeyPrefix?: string;
  };
  readonly ExecuteCommandRequest: {
    readonly cluster?: string;
    readonly container?: string;
    readonly command: string;
    readonly interactive: boolean;
    readonly task: string;
  };
  readonly ExecuteCommandResponse: {
    readonly clusterArn?: string;
    readonly containerArn?: string;
    readonly containerName?: string;
    readonly interactive?: boolean;
    readonly session?: Shapes['Session'];
    readonly taskArn?: string;
  };
  readonly ExpressGatewayContainer: {
    readonly image: string;
    readonly containerPort?: number;
    readonly awsLogsConfiguration?: Shapes['ExpressGatewayServiceAwsLogsConfiguration'];
    readonly repositoryCredentials?: Shapes['ExpressGatewayRepositoryCredentials'];
    readonly command?: readonly string[];
    readonly environment?: readonly Shapes['KeyValuePair'][];
    readonly secrets?: readonly Shapes['Secret'][];
  };
  readonly ExpressGatewayRepositoryCredentials: {
    readonly credentialsParameter?: string;
  };
  readonly ExpressGatewayScalingTarget: {
    readonly minTaskCount?: number;
    readonly maxTaskCount?: number;
    readonly autoScalingMetric?: 'AVERAGE_CPU' | 'AVERAGE_MEMORY' | 'REQUEST_COUNT_PER_TARGET';
    readonly autoScalingTargetValue?: number;
  };
  readonly ExpressGatewayServiceAwsLogsConfiguration: {
    readonly logGroup: string;
    readonly logStreamPrefix: string;
  };
  readonly ExpressGatewayServiceConfiguration: {
    readonly serviceRevisionArn?: string;
    readonly executionRoleArn?: string;
    readonly taskRoleArn?: string;
    readonly taskDefinitionArn?: string;
    readonly cpu?: string;
    readonly memory?: string;
    readonly cpuArchitecture?: 'X86_64' | 'ARM64';
    readonly networkConfiguration?: Shapes['ExpressGatewayServiceNetworkConfiguration'];
    readonly healthCheckPath?: string;
    readonly primaryContainer?: Shapes['ExpressGatewayContainer'];
    readonly scalingTarget?: Shapes['ExpressGatewayScalingTarget'];
    readonly ingressPaths?: readonly Shapes['IngressPathSummary'][];
    readonly createdAt?: Date;
  };
  readonly ExpressGatewayServiceNetworkConfiguration: {
    readonly securityGroups?: readonly string[];
    readonly subnets?: readonly string[];
  };
  readonly ExpressGatewayServiceStatus: {
    readonly statusCode?: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
    readonly statusReason?: string;
  };
  readonly FSxWindowsFileServerAuthorizationConfig: {
    readonly credentialsParameter: string;
    readonly domain: string;
  };
  readonly FSxWindowsFileServerVolumeConfiguration: {
    readonly fileSystemId: string;
    readonly rootDirectory: string;
    readonly authorizationConfig: Shapes['FSxWindowsFileServerAuthorizationConfig'];
  };
  readonly Failure: {
    readonly arn?: string;
    readonly reason?: string;
    readonly detail?: string;
  };
  readonly FirelensConfiguration: {
    readonly type: 'fluentd' | 'fluentbit';
    readonly options?: Readonly<Record<string, string>>;
  };
  readonly Gateway: {
    readonly gatewayArn?: string;
    readonly name?: string;
    readonly status?: 'ACTIVE' | 'UPDATE_IN_PROGRESS' | 'UPDATE_COMPLETE' | 'UPDATE_FAILED' | 'DELETED';
    readonly statusReason?: string;
    readonly failures?: readonly Shapes['GatewayResourceFailure'][];
    readonly infrastructureRoleArn?: string;
    readonly deletionProtection?: boolean;
    readonly configuration?: Shapes['DescribeGatewayConfiguration'];
    readonly accessType?: 'PUBLIC' | 'PRIVATE';
    readonly propagateTags?: 'NONE' | 'GATEWAY';
    readonly tags?: readonly Shapes['Tag'][];
    readonly createdAt?: Date;
    readonly updatedAt?: Date;
  };
  readonly GatewayAlbTestTrafficRules: {
    readonly header?: Shapes['GatewayTestTrafficHeader'];
  };
  readonly GatewayClusterAssociationSummary: {
    readonly gatewayArn?: string;
    readonly clusterArn?: string;
    readonly status?: 'ACTIVE' | 'DISASSOCIATING' | 'INACTIVE';
  };
  readonly GatewayConfiguration: {
    readonly hostSharedAlb?: Shapes['HostSharedAlbConfiguration'];
  };
  readonly GatewayConnection: {
    readonly gatewayArn?: string;
    readonly gatewayRouteArn?: string;
    readonly portName?: string;
    readonly serviceUrl?: string;
    readonly accessType?: 'PUBLIC' | 'PRIVATE';
    readonly status?:
      | 'ACTIVE'
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_FAILED'
      | 'UPDATE_IN_PROGRESS'
      | 'UPDATE_FAILED'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_FAILED';
    readonly resources?: Shapes['GatewayConnectionResources'];
  };
  readonly GatewayConnectionAlbResources: {
    readonly acmCertificateArn?: string;
    readonly loadBalancerArn?: string;
    readonly loadBalancerSecurityGroupArns?: readonly string[];
    readonly listenerArn?: string;
    readonly listenerRuleArn?: string;
    readonly testListenerRuleArn?: string;
    readonly targetGroupArn?: string;
    readonly alternateTargetGroupArn?: string;
  };
  readonly GatewayConnectionResources: {
    readonly hostSharedAlb?: readonly Shapes['GatewayConnectionAlbResources'][];
  };
  readonly GatewayConnector: {
    readonly portName: string;
    readonly healthCheck?: Shapes['GatewayConnectorHealthCheck'];
    readonly filters?: Shapes['GatewayConnectorFilters'];
    readonly deregistrationDelay?: Shapes['GatewayConnectorDeregistrationDelay'];
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
    readonly matcher?: Shapes['GatewayConnectorHealthCheckMatcher'];
  };
  readonly GatewayConnectorHealthCheckMatcher: {
    readonly httpCode?: string;
    readonly grpcCode?: string;
  };
  readonly GatewayElbAccessLogConfiguration: {
    readonly destination?: Shapes['GatewayElbAccessLogDestination'];
  };
  readonly GatewayElbAccessLogDestination: {
    readonly s3?: Shapes['GatewayElbAccessLogS3Destination'];
  };
  readonly GatewayElbAccessLogS3Destination: {
    readonly bucket: string;
    readonly prefix?: string;
  };
  readonly GatewayElbNetworkConfiguration: {
    readonly inboundSecurityGroup?: string;
    readonly subnets?: readonly string[];
    readonly ipAddressType?: 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4';
  };
  readonly GatewayInfrastructureResources: {
    readonly hostSharedAlb?: readonly Shapes['ElbGatewayResources'][];
  };
  readonly GatewayOperationError: {
    readonly operation?: string;
    readonly code?: string;
    readonly message?: string;
  };
  readonly GatewayResourceFailure: {
    readonly arn?: string;
    readonly errors?: readonly Shapes['GatewayOperationError'][];
  };
  readonly GatewayResources: {
    readonly gatewayArn?: string;
    readonly resources?: Shapes['GatewayInfrastructureResources'];
  };
  readonly GatewayRoute: {
    readonly gatewayRouteArn?: string;
    readonly serviceArn?: string;
    readonly serviceContainerPortName?: string;
    readonly status?:
      | 'ACTIVE'
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_FAILED'
      | 'UPDATE_IN_PROGRESS'
      | 'UPDATE_FAILED'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_FAILED';
    readonly serviceUrl?: string;
    readonly resources?: Shapes['GatewayRouteResources'];
  };
  readonly GatewayRouteAlbResources: {
    readonly acmCertificateArn?: string;
    readonly loadBalancerArn?: string;
    readonly listenerArn?: string;
    readonly listenerRuleArn?: string;
    readonly testListenerRuleArns?: readonly string[];
    readonly loadBalancerSecurityGroups?: readonly Shapes['GatewayRouteLoadBalancerSecurityGroup'][];
    readonly serviceSecurityGroupArn?: string;
  };
  readonly GatewayRouteLoadBalancerSecurityGroup: {
    readonly arn?: string;
    readonly ruleArns?: readonly string[];
  };
  readonly GatewayRouteResources: {
    readonly hostSharedAlb?: readonly Shapes['GatewayRouteAlbResources'][];
  };
  readonly GatewayRouteSummary: {
    readonly gatewayRouteArn?: string;
    readonly gatewayArn?: string;
    readonly clusterArn?: string;
    readonly serviceArn?: string;
    readonly serviceContainerPortName?: string;
    readonly status?:
      | 'ACTIVE'
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_FAILED'
      | 'UPDATE_IN_PROGRESS'
      | 'UPDATE_FAILED'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_FAILED';
  };
  readonly GatewaySummary: {
    readonly gatewayArn?: string;
    readonly name?: string;
    readonly status?: 'ACTIVE' | 'UPDATE_IN_PROGRESS' | 'UPDATE_COMPLETE' | 'UPDATE_FAILED' | 'DELETED';
    readonly createdAt?: Date;
  };
  readonly GatewayTestTrafficHeader: {
    readonly name: string;
    readonly values: readonly string[];
  };
  readonly GetTaskProtectionRequest: {
    readonly cluster: string;
    readonly tasks?: readonly string[];
  };
  readonly GetTaskProtectionResponse: {
    readonly protectedTasks?: readonly Shapes['ProtectedTask'][];
    readonly failures?: readonly Shapes['Failure'][];
  };
  readonly GpuDevice: {
    readonly gpuId?: string;
    readonly sharingMode?: 'IDLE' | 'NVIDIA_MPS' | 'DEDICATED';
    readonly totalMemoryInMiB?: number;
    readonly remainingMemoryInMiB?: number;
    readonly containerCount?: number;
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
  readonly HostSharedAlbConfiguration: {
    readonly networkConfiguration?: Shapes['GatewayElbNetworkConfiguration'];
    readonly scheme?: 'internet-facing' | 'internal';
    readonly webACLArn?: string;
    readonly accessLogs?: Shapes['GatewayElbAccessLogConfiguration'];
    readonly port?: number;
    readonly protocol?: 'HTTP' | 'HTTPS';
    readonly maxAlbCount?: number;
    readonly httpDesync?: 'monitor' | 'defensive' | 'strictest';
    readonly testTrafficRules?: Shapes['GatewayAlbTestTrafficRules'];
  };
  readonly HostVolumeProperties: {
    readonly sourcePath?: string;
  };
  readonly InferenceAccelerator: {
    readonly deviceName: string;
    readonly deviceType: string;
  };
  readonly InferenceAcceleratorOverride: {
    readonly deviceName?: string;
    readonly deviceType?: string;
  };
  readonly InfrastructureOptimization: {
    readonly scaleInAfter?: number;
  };
  readonly IngressPathSummary: {
    readonly accessType: 'PUBLIC' | 'PRIVATE';
    readonly endpoint: string;
  };
  readonly InstanceHealthCheckResult: {
    readonly type?: 'CONTAINER_RUNTIME' | 'ACCELERATED_COMPUTE' | 'DAEMON' | 'AGENT_CONNECTIVITY';
    readonly status?: 'OK' | 'IMPAIRED' | 'INSUFFICIENT_DATA' | 'INITIALIZING';
    readonly statusReason?: string;
    readonly lastUpdated?: Date;
    readonly lastStatusChange?: Date;
  };
  readonly InstanceLaunchTemplate: {
    readonly ec2InstanceProfileArn: string;
    readonly networkConfiguration: Shapes['ManagedInstancesNetworkConfiguration'];
    readonly storageConfiguration?: Shapes['ManagedInstancesStorageConfiguration'];
    readonly localStorageConfiguration?: Shapes['ManagedInstancesLocalStorageConfiguration'];
    readonly monitoring?: 'BASIC' | 'DETAILED';
    readonly capacityOptionType?: 'ON_DEMAND' | 'SPOT' | 'RESERVED';
    readonly instanceMetadataTagsPropagation?: boolean;
    readonly instanceRequirements?: Shapes['InstanceRequirementsRequest'];
    readonly fipsEnabled?: boolean;
    readonly capacityReservations?: Shapes['CapacityReservationRequest'];
    readonly nitroEnclavesEnabled?: boolean;
  };
  readonly InstanceLaunchTemplateUpdate: {
    readonly ec2InstanceProfileArn?: string;
    readonly networkConfiguration?: Shapes['ManagedInstancesNetworkConfiguration'];
    readonly storageConfiguration?: Shapes['ManagedInstancesStorageConfiguration'];
    readonly instanceMetadataTagsPropagation?: boolean;
    readonly localStorageConfiguration?: Shapes['ManagedInstancesLocalStorageConfiguration'];
    readonly monitoring?: 'BASIC' | 'DETAILED';
    readonly instanceRequirements?: Shapes['InstanceRequirementsRequest'];
    readonly capacityReservations?: Shapes['CapacityReservationRequest'];
  };
  readonly InstanceRequirementsRequest: {
    readonly vCpuCount: Shapes['VCpuCountRangeRequest'];
    readonly memoryMiB: Shapes['MemoryMiBRequest'];
    readonly cpuManufacturers?: readonly ('intel' | 'amd' | 'amazon-web-services')[];
    readonly memoryGiBPerVCpu?: Shapes['MemoryGiBPerVCpuRequest'];
    readonly excludedInstanceTypes?: readonly string[];
    readonly instanceGenerations?: readonly ('current' | 'previous')[];
    readonly spotMaxPricePercentageOverLowestPrice?: number;
    readonly onDemandMaxPricePercentageOverLowestPrice?: number;
    readonly bareMetal?: 'included' | 'required' | 'excluded';
    readonly burstablePerformance?: 'included' | 'required' | 'excluded';
    readonly requireHibernateSupport?: boolean;
    readonly networkInterfaceCount?: Shapes['NetworkInterfaceCountRequest'];
    readonly localStorage?: 'included' | 'required' | 'excluded';
    readonly localStorageTypes?: readonly ('hdd' | 'ssd')[];
    readonly totalLocalStorageGB?: Shapes['TotalLocalStorageGBRequest'];
    readonly baselineEbsBandwidthMbps?: Shapes['BaselineEbsBandwidthMbpsRequest'];
    readonly acceleratorTypes?: readonly ('gpu' | 'fpga' | 'inference')[];
    readonly acceleratorCount?: Shapes['AcceleratorCountRequest'];
    readonly acceleratorManufacturers?: readonly (
      | 'amazon-web-services'
      | 'amd'
      | 'nvidia'
      | 'xilinx'
      | 'habana'
    )[];
    readonly acceleratorNames?: readonly (
      | 'a100'
      | 'inferentia'
      | 'k520'
      | 'k80'
      | 'm60'
      | 'radeon-pro-v520'
      | 't4'
      | 'vu9p'
      | 'v100'
      | 'a10g'
      | 'h100'
      | 't4g'
      | 'l40s'
      | 'l4'
    )[];
    readonly acceleratorTotalMemoryMiB?: Shapes['AcceleratorTotalMemoryMiBRequest'];
    readonly networkBandwidthGbps?: Shapes['NetworkBandwidthGbpsRequest'];
    readonly allowedInstanceTypes?: readonly string[];
    readonly maxSpotPriceAsPercentageOfOptimalOnDemandPrice?: number;
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
    readonly capabilities?: Shapes['KernelCapabilities'];
    readonly devices?: readonly Shapes['Device'][];
    readonly initProcessEnabled?: boolean;
    readonly sharedMemorySize?: number;
    readonly tmpfs?: readonly Shapes['Tmpfs'][];
    readonly maxSwap?: number;
    readonly swappiness?: number;
  };
  readonly ListAccountSettingsRequest: {
    readonly name?:
      | 'serviceLongArnFormat'
      | 'taskLongArnFormat'
      | 'containerInstanceLongArnFormat'
      | 'awsvpcTrunking'
      | 'containerInsights'
      | 'fargateFIPSMode'
      | 'tagResourceAuthorization'
      | 'fargateTaskRetirementWaitPeriod'
      | 'guardDutyActivate'
      | 'defaultLogDriverMode'
      | 'fargateEventWindows';
    readonly value?: string;
    readonly principalArn?: string;
    readonly effectiveSettings?: boolean;
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly ListAccountSettingsResponse: {
    readonly settings?: readonly Shapes['Setting'][];
    readonly nextToken?: string;
  };
  readonly ListAttributesRequest: {
    readonly cluster?: string;
    readonly targetType: 'container-instance';
    readonly attributeName?: string;
    readonly attributeValue?: string;
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly ListAttributesResponse: {
    readonly attributes?: readonly Shapes['Attribute'][];
    readonly nextToken?: string;
  };
  readonly ListClustersRequest: {
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly ListClustersResponse: {
    readonly clusterArns?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListContainerInstancesRequest: {
    readonly cluster?: string;
    readonly filter?: string;
    readonly nextToken?: string;
    readonly maxResults?: number;
    readonly status?: 'ACTIVE' | 'DRAINING' | 'REGISTERING' | 'DEREGISTERING' | 'REGISTRATION_FAILED';
  };
  readonly ListContainerInstancesResponse: {
    readonly containerInstanceArns?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListDaemonDeploymentsRequest: {
    readonly daemonArn: string;
    readonly status?: readonly (
      | 'PENDING'
      | 'SUCCESSFUL'
      | 'STOPPED'
      | 'STOP_REQUESTED'
      | 'IN_PROGRESS'
      | 'ROLLBACK_IN_PROGRESS'
      | 'ROLLBACK_SUCCESSFUL'
      | 'ROLLBACK_FAILED'
    )[];
    readonly createdAt?: Shapes['CreatedAt'];
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly ListDaemonDeploymentsResponse: {
    readonly nextToken?: string;
    readonly daemonDeployments?: readonly Shapes['DaemonDeploymentSummary'][];
  };
  readonly ListDaemonTaskDefinitionsRequest: {
    readonly familyPrefix?: string;
    readonly family?: string;
    readonly revision?: 'LAST_REGISTERED';
    readonly status?: 'ACTIVE' | 'DELETE_IN_PROGRESS' | 'ALL';
    readonly sort?: 'ASC' | 'DESC';
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly ListDaemonTaskDefinitionsResponse: {
    readonly daemonTaskDefinitions?: readonly Shapes['DaemonTaskDefinitionSummary'][];
    readonly nextToken?: string;
  };
  readonly ListDaemonsRequest: {
    readonly clusterArn?: string;
    readonly capacityProviderArns?: readonly string[];
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly ListDaemonsResponse: {
    readonly daemonSummariesList?: readonly Shapes['DaemonSummary'][];
    readonly nextToken?: string;
  };
  readonly ListGatewayClusterAssociationsRequest: {
    readonly gateway?: string;
    readonly cluster?: string;
    readonly status?: readonly ('ACTIVE' | 'DISASSOCIATING' | 'INACTIVE')[];
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly ListGatewayClusterAssociationsResponse: {
    readonly gatewayClusterAssociations?: readonly Shapes['GatewayClusterAssociationSummary'][];
    readonly nextToken?: string;
  };
  readonly ListGatewayRoutesRequest: {
    readonly gateway?: string;
    readonly cluster?: string;
    readonly service?: string;
    readonly serviceContainerPortName?: string;
    readonly status?: readonly (
      | 'ACTIVE'
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_FAILED'
      | 'UPDATE_IN_PROGRESS'
      | 'UPDATE_FAILED'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_FAILED'
    )[];
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly ListGatewayRoutesResponse: {
    readonly gatewayRoutes?: readonly Shapes['GatewayRouteSummary'][];
    readonly nextToken?: string;
  };
  readonly ListGatewaysRequest: {
    readonly names?: readonly string[];
    readonly status?: readonly (
      | 'ACTIVE'
      | 'UPDATE_IN_PROGRESS'
      | 'UPDATE_COMPLETE'
      | 'UPDATE_FAILED'
      | 'DELETED'
    )[];
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly ListGatewaysResponse: {
    readonly gateways?: readonly Shapes['GatewaySummary'][];
    readonly nextToken?: string;
  };
  readonly ListServiceDeploymentsRequest: {
    readonly service: string;
    readonly cluster?: string;
    readonly status?: readonly (
      | 'PENDING'
      | 'SUCCESSFUL'
      | 'STOPPED'
      | 'STOP_REQUESTED'
      | 'IN_PROGRESS'
      | 'ROLLBACK_REQUESTED'
      | 'ROLLBACK_IN_PROGRESS'
      | 'ROLLBACK_SUCCESSFUL'
      | 'ROLLBACK_FAILED'
    )[];
    readonly createdAt?: Shapes['CreatedAt'];
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly ListServiceDeploymentsResponse: {
    readonly serviceDeployments?: readonly Shapes['ServiceDeploymentBrief'][];
    readonly nextToken?: string;
  };
  readonly ListServicesByNamespaceRequest: {
    readonly namespace: string;
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly ListServicesByNamespaceResponse: {
    readonly serviceArns?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListServicesRequest: {
    readonly cluster?: string;
    readonly nextToken?: string;
    readonly maxResults?: number;
    readonly launchType?: 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';
    readonly schedulingStrategy?: 'REPLICA' | 'DAEMON';
    readonly resourceManagementType?: 'CUSTOMER' | 'ECS';
  };
  readonly ListServicesResponse: {
    readonly serviceArns?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListTagsForResourceRequest: {
    readonly resourceArn: string;
  };
  readonly ListTagsForResourceResponse: {
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly ListTaskDefinitionFamiliesRequest: {
    readonly familyPrefix?: string;
    readonly status?: 'ACTIVE' | 'INACTIVE' | 'ALL';
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly ListTaskDefinitionFamiliesResponse: {
    readonly families?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListTaskDefinitionsRequest: {
    readonly familyPrefix?: string;
    readonly status?: 'ACTIVE' | 'INACTIVE' | 'DELETE_IN_PROGRESS';
    readonly sort?: 'ASC' | 'DESC';
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly ListTaskDefinitionsResponse: {
    readonly taskDefinitionArns?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListTasksRequest: {
    readonly cluster?: string;
    readonly containerInstance?: string;
    readonly family?: string;
    readonly nextToken?: string;
    readonly maxResults?: number;
    readonly startedBy?: string;
    readonly serviceName?: string;
    readonly desiredStatus?: 'RUNNING' | 'PENDING' | 'STOPPED';
    readonly launchType?: 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';
    readonly daemonName?: string;
  };
  readonly ListTasksResponse: {
    readonly taskArns?: readonly string[];
    readonly nextToken?: string;
  };
  readonly LoadBalancer: {
    readonly targetGroupArn?: string;
    readonly loadBalancerName?: string;
    readonly containerName?: string;
    readonly containerPort?: number;
    readonly advancedConfiguration?: Shapes['AdvancedConfiguration'];
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
    readonly secretOptions?: readonly Shapes['Secret'][];
  };
  readonly LogDriverVolumeConfiguration: {
    readonly driver:
      | 'json-file'
      | 'syslog'
      | 'journald'
      | 'gelf'
      | 'fluentd'
      | 'awslogs'
      | 'splunk'
      | 'awsfirelens';
  };
  readonly ManagedAgent: {
    readonly lastStartedAt?: Date;
    readonly name?: 'ExecuteCommandAgent';
    readonly reason?: string;
    readonly lastStatus?: string;
  };
  readonly ManagedAgentStateChange: {
    readonly containerName: string;
    readonly managedAgentName: 'ExecuteCommandAgent';
    readonly status: string;
    readonly reason?: string;
  };
  readonly ManagedApplicationAutoScalingPolicy: {
    readonly arn?: string;
    readonly status: 'PROVISIONING' | 'ACTIVE' | 'DEPROVISIONING' | 'DELETED' | 'FAILED';
    readonly statusReason?: string;
    readonly updatedAt: Date;
    readonly policyType: string;
    readonly targetValue: number;
    readonly metric: string;
  };
  readonly ManagedAutoScaling: {
    readonly scalableTarget?: Shapes['ManagedScalableTarget'];
    readonly applicationAutoScalingPolicies?: readonly Shapes['ManagedApplicationAutoScalingPolicy'][];
  };
  readonly ManagedCertificate: {
    readonly arn?: string;
    readonly status: 'PROVISIONING' | 'ACTIVE' | 'DEPROVISIONING' | 'DELETED' | 'FAILED';
    readonly statusReason?: string;
    readonly updatedAt: Date;
    readonly domainName: string;
  };
  readonly ManagedIngressPath: {
    readonly accessType: 'PUBLIC' | 'PRIVATE';
    readonly endpoint: string;
    readonly loadBalancer?: Shapes['ManagedLoadBalancer'];
    readonly loadBalancerSecurityGroups?: readonly Shapes['ManagedSecurityGroup'][];
    readonly certificate?: Shapes['ManagedCertificate'];
    readonly listener?: Shapes['ManagedListener'];
    readonly rule?: Shapes['ManagedListenerRule'];
    readonly targetGroups?: readonly Shapes['ManagedTargetGroup'][];
  };
  readonly ManagedInstancesLocalStorageConfiguration: {
    readonly useLocalStorage?: boolean;
  };
  readonly ManagedInstancesNetworkConfiguration: {
    readonly subnets?: readonly string[];
    readonly securityGroups?: readonly string[];
  };
  readonly ManagedInstancesProvider: {
    readonly infrastructureRoleArn?: string;
    readonly instanceLaunchTemplate?: Shapes['InstanceLaunchTemplate'];
    readonly propagateTags?: 'CAPACITY_PROVIDER' | 'NONE';
    readonly infrastructureOptimization?: Shapes['InfrastructureOptimization'];
    readonly autoRepairConfiguration?: Shapes['AutoRepairConfiguration'];
  };
  readonly ManagedInstancesStorageConfiguration: {
    readonly storageSizeGiB?: number;
  };
  readonly ManagedListener: {
    readonly arn?: string;
    readonly status: 'PROVISIONING' | 'ACTIVE' | 'DEPROVISIONING' | 'DELETED' | 'FAILED';
    readonly statusReason?: string;
    readonly updatedAt: Date;
  };
  readonly ManagedListenerRule: {
    readonly arn?: string;
    readonly status: 'PROVISIONING' | 'ACTIVE' | 'DEPROVISIONING' | 'DELETED' | 'FAILED';
    readonly statusReason?: string;
    readonly updatedAt: Date;
  };
  readonly ManagedLoadBalancer: {
    readonly arn?: string;
    readonly status: 'PROVISIONING' | 'ACTIVE' | 'DEPROVISIONING' | 'DELETED' | 'FAILED';
    readonly statusReason?: string;
    readonly updatedAt: Date;
    readonly scheme: string;
    readonly subnetIds?: readonly string[];
    readonly securityGroupIds?: readonly string[];
  };
  readonly ManagedLogGroup: {
    readonly arn?: string;
    readonly status: 'PROVISIONING' | 'ACTIVE' | 'DEPROVISIONING' | 'DELETED' | 'FAILED';
    readonly statusReason?: string;
    readonly updatedAt: Date;
    readonly logGroupName: string;
  };
  readonly ManagedMetricAlarm: {
    readonly arn?: string;
    readonly status: 'PROVISIONING' | 'ACTIVE' | 'DEPROVISIONING' | 'DELETED' | 'FAILED';
    readonly statusReason?: string;
    readonly updatedAt: Date;
  };
  readonly ManagedScalableTarget: {
    readonly arn?: string;
    readonly status: 'PROVISIONING' | 'ACTIVE' | 'DEPROVISIONING' | 'DELETED' | 'FAILED';
    readonly statusReason?: string;
    readonly updatedAt: Date;
    readonly minCapacity: number;
    readonly maxCapacity: number;
  };
  readonly ManagedScaling: {
    readonly status?: 'ENABLED' | 'DISABLED';
    readonly targetCapacity?: number;
    readonly minimumScalingStepSize?: number;
    readonly maximumScalingStepSize?: number;
    readonly instanceWarmupPeriod?: number;
  };
  readonly ManagedSecurityGroup: {
    readonly arn?: string;
    readonly status: 'PROVISIONING' | 'ACTIVE' | 'DEPROVISIONING' | 'DELETED' | 'FAILED';
    readonly statusReason?: string;
    readonly updatedAt: Date;
  };
  readonly ManagedStorageConfiguration: {
    readonly kmsKeyId?: string;
    readonly fargateEphemeralStorageKmsKeyId?: string;
  };
  readonly ManagedTargetGroup: {
    readonly arn?: string;
    readonly status: 'PROVISIONING' | 'ACTIVE' | 'DEPROVISIONING' | 'DELETED' | 'FAILED';
    readonly statusReason?: string;
    readonly updatedAt: Date;
    readonly healthCheckPath: string;
    readonly healthCheckPort: number;
    readonly port: number;
  };
  readonly MemoryGiBPerVCpuRequest: {
    readonly min?: number;
    readonly max?: number;
  };
  readonly MemoryMiBRequest: {
    readonly min: number;
    readonly max?: number;
  };
  readonly MetricConfiguration: {
    readonly metricNames: readonly string[];
    readonly resolutionSeconds: number;
  };
  readonly MonitoringConfiguration: {
    readonly metricConfigurations?: readonly Shapes['MetricConfiguration'][];
  };
  readonly MountPoint: {
    readonly sourceVolume?: string;
    readonly containerPath?: string;
    readonly readOnly?: boolean;
  };
  readonly NetworkBandwidthGbpsRequest: {
    readonly min?: number;
    readonly max?: number;
  };
  readonly NetworkBinding: {
    readonly bindIP?: string;
    readonly containerPort?: number;
    readonly hostPort?: number;
    readonly protocol?: 'tcp' | 'udp';
    readonly containerPortRange?: string;
    readonly hostPortRange?: string;
  };
  readonly NetworkConfiguration: {
    readonly awsvpcConfiguration?: Shapes['AwsVpcConfiguration'];
  };
  readonly NetworkInterface: {
    readonly attachmentId?: string;
    readonly privateIpv4Address?: string;
    readonly ipv6Address?: string;
  };
  readonly NetworkInterfaceCountRequest: {
    readonly min?: number;
    readonly max?: number;
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
  readonly PlatformDevice: {
    readonly id: string;
    readonly type: 'GPU' | 'NEURON_DEVICE';
  };
  readonly PortMapping: {
    readonly containerPort?: number;
    readonly hostPort?: number;
    readonly protocol?: 'tcp' | 'udp';
    readonly name?: string;
    readonly appProtocol?: 'http' | 'http2' | 'grpc';
    readonly containerPortRange?: string;
  };
  readonly ProtectedTask: {
    readonly taskArn?: string;
    readonly protectionEnabled?: boolean;
    readonly expirationDate?: Date;
  };
  readonly ProxyConfiguration: {
    readonly type?: 'APPMESH';
    readonly containerName: string;
    readonly properties?: readonly Shapes['KeyValuePair'][];
  };
  readonly PutAccountSettingDefaultRequest: {
    readonly name:
      | 'serviceLongArnFormat'
      | 'taskLongArnFormat'
      | 'containerInstanceLongArnFormat'
      | 'awsvpcTrunking'
      | 'containerInsights'
      | 'fargateFIPSMode'
      | 'tagResourceAuthorization'
      | 'fargateTaskRetirementWaitPeriod'
      | 'guardDutyActivate'
      | 'defaultLogDriverMode'
      | 'fargateEventWindows';
    readonly value: string;
  };
  readonly PutAccountSettingDefaultResponse: {
    readonly setting?: Shapes['Setting'];
  };
  readonly PutAccountSettingRequest: {
    readonly name:
      | 'serviceLongArnFormat'
      | 'taskLongArnFormat'
      | 'containerInstanceLongArnFormat'
      | 'awsvpcTrunking'
      | 'containerInsights'
      | 'fargateFIPSMode'
      | 'tagResourceAuthorization'
      | 'fargateTaskRetirementWaitPeriod'
      | 'guardDutyActivate'
      | 'defaultLogDriverMode'
      | 'fargateEventWindows';
    readonly value: string;
    readonly principalArn?: string;
  };
  readonly PutAccountSettingResponse: {
    readonly setting?: Shapes['Setting'];
  };
  readonly PutAttributesRequest: {
    readonly cluster?: string;
    readonly attributes: readonly Shapes['Attribute'][];
  };
  readonly PutAttributesResponse: {
    readonly attributes?: readonly Shapes['Attribute'][];
  };
  readonly PutClusterCapacityProvidersRequest: {
    readonly cluster: string;
    readonly capacityProviders: readonly string[];
    readonly defaultCapacityProviderStrategy: readonly Shapes['CapacityProviderStrategyItem'][];
  };
  readonly PutClusterCapacityProvidersResponse: {
    readonly cluster?: Shapes['Cluster'];
  };
  readonly RegisterContainerInstanceRequest: {
    readonly cluster?: string;
    readonly instanceIdentityDocument?: string;
    readonly instanceIdentityDocumentSignature?: string;
    readonly totalResources?: readonly Shapes['Resource'][];
    readonly versionInfo?: Shapes['VersionInfo'];
    readonly containerInstanceArn?: string;
    readonly attributes?: readonly Shapes['Attribute'][];
    readonly platformDevices?: readonly Shapes['PlatformDevice'][];
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly RegisterContainerInstanceResponse: {
    readonly containerInstance?: Shapes['ContainerInstance'];
  };
  readonly RegisterDaemonTaskDefinitionRequest: {
    readonly family: string;
    readonly taskRoleArn?: string;
    readonly executionRoleArn?: string;
    readonly containerDefinitions: readonly Shapes['DaemonContainerDefinition'][];
    readonly cpu?: string;
    readonly memory?: string;
    readonly volumes?: readonly Shapes['DaemonVolume'][];
    readonly tags?: readonly Shapes['Tag'][];
    readonly pidMode?: 'none' | 'shared';
    readonly ipcMode?: 'none' | 'shared';
  };
  readonly RegisterDaemonTaskDefinitionResponse: {
    readonly daemonTaskDefinitionArn?: string;
  };
  readonly RegisterTaskDefinitionRequest: {
    readonly family: string;
    readonly taskRoleArn?: string;
    readonly executionRoleArn?: string;
    readonly networkMode?: 'bridge' | 'host' | 'awsvpc' | 'none';
    readonly containerDefinitions: readonly Shapes['ContainerDefinition'][];
    readonly volumes?: readonly Shapes['Volume'][];
    readonly placementConstraints?: readonly Shapes['TaskDefinitionPlacementConstraint'][];
    readonly requiresCompatibilities?: readonly ('EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES')[];
    readonly cpu?: string;
    readonly memory?: string;
    readonly tags?: readonly Shapes['Tag'][];
    readonly pidMode?: 'host' | 'task';
    readonly ipcMode?: 'host' | 'task' | 'none';
    readonly proxyConfiguration?: Shapes['ProxyConfiguration'];
    readonly inferenceAccelerators?: readonly Shapes['InferenceAccelerator'][];
    readonly ephemeralStorage?: Shapes['EphemeralStorage'];
    readonly runtimePlatform?: Shapes['RuntimePlatform'];
    readonly enableFaultInjection?: boolean;
    readonly trustedExecutionConfiguration?: Shapes['TrustedExecutionConfiguration'];
  };
  readonly RegisterTaskDefinitionResponse: {
    readonly taskDefinition?: Shapes['TaskDefinition'];
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly RepositoryCredentials: {
    readonly credentialsParameter: string;
  };
  readonly ResolvedConfiguration: {
    readonly loadBalancers?: readonly Shapes['ServiceRevisionLoadBalancer'][];
    readonly vpcLatticeConfigurations?: readonly Shapes['ServiceRevisionVpcLatticeConfiguration'][];
  };
  readonly Resource: {
    readonly name?: string;
    readonly type?: string;
    readonly doubleValue?: number;
    readonly longValue?: number;
    readonly integerValue?: number;
    readonly stringSetValue?: readonly string[];
  };
  readonly ResourceRequirement: {
    readonly value?: string;
    readonly type: 'GPU' | 'InferenceAccelerator' | 'NeuronDevice';
    readonly sharingStrategy?: Shapes['SharingStrategy'];
  };
  readonly Rollback: {
    readonly reason?: string;
    readonly startedAt?: Date;
    readonly serviceRevisionArn?: string;
  };
  readonly RunTaskRequest: {
    readonly capacityProviderStrategy?: readonly Shapes['CapacityProviderStrategyItem'][];
    readonly cluster?: string;
    readonly count?: number;
    readonly enableECSManagedTags?: boolean;
    readonly enableExecuteCommand?: boolean;
    readonly group?: string;
    readonly launchType?: 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';
    readonly networkConfiguration?: Shapes['NetworkConfiguration'];
    readonly overrides?: Shapes['TaskOverride'];
    readonly placementConstraints?: readonly Shapes['PlacementConstraint'][];
    readonly placementStrategy?: readonly Shapes['PlacementStrategy'][];
    readonly platformVersion?: string;
    readonly propagateTags?: 'TASK_DEFINITION' | 'SERVICE' | 'NONE';
    readonly referenceId?: string;
    readonly startedBy?: string;
    readonly tags?: readonly Shapes['Tag'][];
    readonly taskDefinition: string;
    readonly clientToken?: string;
    readonly volumeConfigurations?: readonly Shapes['TaskVolumeConfiguration'][];
  };
  readonly RunTaskResponse: {
    readonly tasks?: readonly Shapes['Task'][];
    readonly failures?: readonly Shapes['Failure'][];
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
  readonly RuntimePlatformOverride: {
    readonly cpuArchitecture?: string;
  };
  readonly S3FilesVolumeConfiguration: {
    readonly fileSystemArn: string;
    readonly rootDirectory?: string;
    readonly transitEncryptionPort?: number;
    readonly accessPointArn?: string;
  };
  readonly Scale: {
    readonly value?: number;
    readonly unit?: 'PERCENT';
  };
  readonly Secret: {
    readonly name: string;
    readonly valueFrom: string;
  };
  readonly Service: {
    readonly serviceArn?: string;
    readonly serviceName?: string;
    readonly clusterArn?: string;
    readonly loadBalancers?: readonly Shapes['LoadBalancer'][];
    readonly serviceRegistries?: readonly Shapes['ServiceRegistry'][];
    readonly status?: string;
    readonly desiredCount?: number;
    readonly runningCount?: number;
    readonly pendingCount?: number;
    readonly launchType?: 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';
    readonly capacityProviderStrategy?: readonly Shapes['CapacityProviderStrategyItem'][];
    readonly platformVersion?: string;
    readonly platformFamily?: string;
    readonly taskDefinition?: string;
    readonly deploymentConfiguration?: Shapes['DeploymentConfiguration'];
    readonly taskSets?: readonly Shapes['TaskSet'][];
    readonly deployments?: readonly Shapes['Deployment'][];
    readonly roleArn?: string;
    readonly events?: readonly Shapes['ServiceEvent'][];
    readonly createdAt?: Date;
    readonly currentServiceDeployment?: string;
    readonly currentServiceRevisions?: readonly Shapes['ServiceCurrentRevisionSummary'][];
    readonly placementConstraints?: readonly Shapes['PlacementConstraint'][];
    readonly placementStrategy?: readonly Shapes['PlacementStrategy'][];
    readonly networkConfiguration?: Shapes['NetworkConfiguration'];
    readonly healthCheckGracePeriodSeconds?: number;
    readonly schedulingStrategy?: 'REPLICA' | 'DAEMON';
    readonly deploymentController?: Shapes['DeploymentController'];
    readonly tags?: readonly Shapes['Tag'][];
    readonly createdBy?: string;
    readonly enableECSManagedTags?: boolean;
    readonly propagateTags?: 'TASK_DEFINITION' | 'SERVICE' | 'NONE';
    readonly enableExecuteCommand?: boolean;
    readonly availabilityZoneRebalancing?: 'ENABLED' | 'DISABLED';
    readonly resourceManagementType?: 'CUSTOMER' | 'ECS';
  };
  readonly ServiceConnectAccessLogConfiguration: {
    readonly format: 'TEXT' | 'JSON';
    readonly includeQueryParameters?: 'DISABLED' | 'ENABLED';
  };
  readonly ServiceConnectClientAlias: {
    readonly port: number;
    readonly dnsName?: string;
    readonly testTrafficRules?: Shapes['ServiceConnectTestTrafficRules'];
  };
  readonly ServiceConnectConfiguration: {
    readonly enabled: boolean;
    readonly namespace?: string;
    readonly services?: readonly Shapes['ServiceConnectService'][];
    readonly logConfiguration?: Shapes['LogConfiguration'];
    readonly accessLogConfiguration?: Shapes['ServiceConnectAccessLogConfiguration'];
    readonly containerConfigurations?: readonly Shapes['ServiceConnectContainerConfiguration'][];
  };
  readonly ServiceConnectContainerConfiguration: {
    readonly logLevel?: 'debug' | 'info';
  };
  readonly ServiceConnectService: {
    readonly portName: string;
    readonly discoveryName?: string;
    readonly clientAliases?: readonly Shapes['ServiceConnectClientAlias'][];
    readonly ingressPortOverride?: number;
    readonly timeout?: Shapes['TimeoutConfiguration'];
    readonly tls?: Shapes['ServiceConnectTlsConfiguration'];
  };
  readonly ServiceConnectServiceResource: {
    readonly discoveryName?: string;
    readonly discoveryArn?: string;
  };
  readonly ServiceConnectTestTrafficHeaderMatchRules: {
    readonly exact: string;
  };
  readonly ServiceConnectTestTrafficHeaderRules: {
    readonly name: string;
    readonly value?: Shapes['ServiceConnectTestTrafficHeaderMatchRules'];
  };
  readonly ServiceConnectTestTrafficRules: {
    readonly header: Shapes['ServiceConnectTestTrafficHeaderRules'];
  };
  readonly ServiceConnectTlsCertificateAuthority: {
    readonly awsPcaAuthorityArn?: string;
  };
  readonly ServiceConnectTlsConfiguration: {
    readonly issuerCertificateAuthority: Shapes['ServiceConnectTlsCertificateAuthority'];
    readonly kmsKey?: string;
    readonly roleArn?: string;
  };
  readonly ServiceCurrentRevisionSummary: {
    readonly arn?: string;
    readonly requestedTaskCount?: number;
    readonly runningTaskCount?: number;
    readonly pendingTaskCount?: number;
  };
  readonly ServiceDeployment: {
    readonly serviceDeploymentArn?: string;
    readonly serviceArn?: string;
    readonly clusterArn?: string;
    readonly createdAt?: Date;
    readonly startedAt?: Date;
    readonly finishedAt?: Date;
    readonly stoppedAt?: Date;
    readonly updatedAt?: Date;
    readonly sourceServiceRevisions?: readonly Shapes['ServiceRevisionSummary'][];
    readonly targetServiceRevision?: Shapes['ServiceRevisionSummary'];
    readonly status?:
      | 'PENDING'
      | 'SUCCESSFUL'
      | 'STOPPED'
      | 'STOP_REQUESTED'
      | 'IN_PROGRESS'
      | 'ROLLBACK_REQUESTED'
      | 'ROLLBACK_IN_PROGRESS'
      | 'ROLLBACK_SUCCESSFUL'
      | 'ROLLBACK_FAILED';
    readonly statusReason?: string;
    readonly lifecycleStage?:
      | 'RECONCILE_SERVICE'
      | 'PRE_SCALE_UP'
      | 'SCALE_UP'
      | 'POST_SCALE_UP'
      | 'TEST_TRAFFIC_SHIFT'
      | 'POST_TEST_TRAFFIC_SHIFT'
      | 'PRODUCTION_TRAFFIC_SHIFT'
      | 'POST_PRODUCTION_TRAFFIC_SHIFT'
      | 'BAKE_TIME'
      | 'CLEAN_UP';
    readonly lifecycleHookDetails?: readonly Shapes['DeploymentLifecycleHookDetail'][];
    readonly deploymentConfiguration?: Shapes['DeploymentConfiguration'];
    readonly rollback?: Shapes['Rollback'];
    readonly deploymentCircuitBreaker?: Shapes['ServiceDeploymentCircuitBreaker'];
    readonly alarms?: Shapes['ServiceDeploymentAlarms'];
  };
  readonly ServiceDeploymentAlarms: {
    readonly status?: 'TRIGGERED' | 'MONITORING' | 'MONITORING_COMPLETE' | 'DISABLED';
    readonly alarmNames?: readonly string[];
    readonly triggeredAlarmNames?: readonly string[];
  };
  readonly ServiceDeploymentBrief: {
    readonly serviceDeploymentArn?: string;
    readonly serviceArn?: string;
    readonly clusterArn?: string;
    readonly startedAt?: Date;
    readonly createdAt?: Date;
    readonly finishedAt?: Date;
    readonly targetServiceRevisionArn?: string;
    readonly status?:
      | 'PENDING'
      | 'SUCCESSFUL'
      | 'STOPPED'
      | 'STOP_REQUESTED'
      | 'IN_PROGRESS'
      | 'ROLLBACK_REQUESTED'
      | 'ROLLBACK_IN_PROGRESS'
      | 'ROLLBACK_SUCCESSFUL'
      | 'ROLLBACK_FAILED';
    readonly statusReason?: string;
  };
  readonly ServiceDeploymentCircuitBreaker: {
    readonly status?: 'TRIGGERED' | 'MONITORING' | 'MONITORING_COMPLETE' | 'DISABLED';
    readonly failureCount?: number;
    readonly threshold?: number;
  };
  readonly ServiceEvent: {
    readonly id?: string;
    readonly createdAt?: Date;
    readonly message?: string;
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
    readonly tagSpecifications?: readonly Shapes['EBSTagSpecification'][];
    readonly roleArn: string;
    readonly filesystemType?: 'ext3' | 'ext4' | 'xfs' | 'ntfs';
  };
  readonly ServiceRegistry: {
    readonly registryArn?: string;
    readonly port?: number;
    readonly containerName?: string;
    readonly containerPort?: number;
  };
  readonly ServiceRevision: {
    readonly serviceRevisionArn?: string;
    readonly serviceArn?: string;
    readonly clusterArn?: string;
    readonly taskDefinition?: string;
    readonly capacityProviderStrategy?: readonly Shapes['CapacityProviderStrategyItem'][];
    readonly launchType?: 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';
    readonly platformVersion?: string;
    readonly platformFamily?: string;
    readonly loadBalancers?: readonly Shapes['LoadBalancer'][];
    readonly serviceRegistries?: readonly Shapes['ServiceRegistry'][];
    readonly networkConfiguration?: Shapes['NetworkConfiguration'];
    readonly containerImages?: readonly Shapes['ContainerImage'][];
    readonly guardDutyEnabled?: boolean;
    readonly serviceConnectConfiguration?: Shapes['ServiceConnectConfiguration'];
    readonly volumeConfigurations?: readonly Shapes['ServiceVolumeConfiguration'][];
    readonly fargateEphemeralStorage?: Shapes['DeploymentEphemeralStorage'];
    readonly createdAt?: Date;
    readonly vpcLatticeConfigurations?: readonly Shapes['VpcLatticeConfiguration'][];
    readonly resolvedConfiguration?: Shapes['ResolvedConfiguration'];
    readonly ecsManagedResources?: Shapes['ECSManagedResources'];
    readonly overrides?: Shapes['ServiceRevisionOverrides'];
    readonly gatewayConnectors?: readonly Shapes['GatewayConnector'][];
    readonly monitoring?: Shapes['MonitoringConfiguration'];
  };
  readonly ServiceRevisionLoadBalancer: {
    readonly targetGroupArn?: string;
    readonly productionListenerRule?: string;
  };
  readonly ServiceRevisionOverrides: {
    readonly runtimePlatform?: Shapes['RuntimePlatformOverride'];
  };
  readonly ServiceRevisionSummary: {
    readonly arn?: string;
    readonly requestedTaskCount?: number;
    readonly runningTaskCount?: number;
    readonly pendingTaskCount?: number;
    readonly requestedTestTrafficWeight?: number;
    readonly requestedProductionTrafficWeight?: number;
  };
  readonly ServiceRevisionVpcLatticeConfiguration: {
    readonly targetGroupArn?: string;
    readonly productionListenerRule?: string;
  };
  readonly ServiceVolumeConfiguration: {
    readonly name: string;
    readonly managedEBSVolume?: Shapes['ServiceManagedEBSVolumeConfiguration'];
  };
  readonly Session: {
    readonly sessionId?: string;
    readonly streamUrl?: string;
    readonly tokenValue?: string;
  };
  readonly Setting: {
    readonly name?:
      | 'serviceLongArnFormat'
      | 'taskLongArnFormat'
      | 'containerInstanceLongArnFormat'
      | 'awsvpcTrunking'
      | 'containerInsights'
      | 'fargateFIPSMode'
      | 'tagResourceAuthorization'
      | 'fargateTaskRetirementWaitPeriod'
      | 'guardDutyActivate'
      | 'defaultLogDriverMode'
      | 'fargateEventWindows';
    readonly value?: string;
    readonly principalArn?: string;
    readonly type?: 'user' | 'aws_managed';
  };
  readonly SharingStrategy: {
    readonly nvidiaMps?: Shapes['NvidiaMpsAllocation'];
  };
  readonly StartTaskRequest: {
    readonly cluster?: string;
    readonly containerInstances: readonly string[];
    readonly enableECSManagedTags?: boolean;
    readonly enableExecuteCommand?: boolean;
    readonly group?: string;
    readonly networkConfiguration?: Shapes['NetworkConfiguration'];
    readonly overrides?: Shapes['TaskOverride'];
    readonly propagateTags?: 'TASK_DEFINITION' | 'SERVICE' | 'NONE';
    readonly referenceId?: string;
    readonly startedBy?: string;
    readonly tags?: readonly Shapes['Tag'][];
    readonly taskDefinition: string;
    readonly volumeConfigurations?: readonly Shapes['TaskVolumeConfiguration'][];
  };
  readonly StartTaskResponse: {
    readonly tasks?: readonly Shapes['Task'][];
    readonly failures?: readonly Shapes['Failure'][];
  };
  readonly StopServiceDeploymentRequest: {
    readonly serviceDeploymentArn: string;
    readonly stopType?: 'ABORT' | 'ROLLBACK';
  };
  readonly StopServiceDeploymentResponse: {
    readonly serviceDeploymentArn?: string;
  };
  readonly StopTaskRequest: {
    readonly cluster?: string;
    readonly task: string;
    readonly reason?: string;
  };
  readonly StopTaskResponse: {
    readonly task?: Shapes['Task'];
  };
  readonly SubmitAttachmentStateChangesRequest: {
    readonly cluster?: string;
    readonly attachments: readonly Shapes['AttachmentStateChange'][];
  };
  readonly SubmitAttachmentStateChangesResponse: {
    readonly acknowledgment?: string;
  };
  readonly SubmitContainerStateChangeRequest: {
    readonly cluster?: string;
    readonly task?: string;
    readonly containerName?: string;
    readonly runtimeId?: string;
    readonly status?: string;
    readonly exitCode?: number;
    readonly reason?: string;
    readonly networkBindings?: readonly Shapes['NetworkBinding'][];
  };
  readonly SubmitContainerStateChangeResponse: {
    readonly acknowledgment?: string;
  };
  readonly SubmitTaskStateChangeRequest: {
    readonly cluster?: string;
    readonly task?: string;
    readonly status?: string;
    readonly reason?: string;
    readonly containers?: readonly Shapes['ContainerStateChange'][];
    readonly attachments?: readonly Shapes['AttachmentStateChange'][];
    readonly managedAgents?: readonly Shapes['ManagedAgentStateChange'][];
    readonly pullStartedAt?: Date;
    readonly pullStoppedAt?: Date;
    readonly executionStoppedAt?: Date;
  };
  readonly SubmitTaskStateChangeResponse: {
    readonly acknowledgment?: string;
  };
  readonly SystemControl: {
    readonly namespace?: string;
    readonly value?: string;
  };
  readonly Tag: {
    readonly key?: string;
    readonly value?: string;
  };
  readonly TagResourceRequest: {
    readonly resourceArn: string;
    readonly tags: readonly Shapes['Tag'][];
  };
  readonly TagResourceResponse: {};
  readonly Task: {
    readonly attachments?: readonly Shapes['Attachment'][];
    readonly attributes?: readonly Shapes['Attribute'][];
    readonly availabilityZone?: string;
    readonly capacityProviderName?: string;
    readonly clusterArn?: string;
    readonly connectivity?: 'CONNECTED' | 'DISCONNECTED';
    readonly connectivityAt?: Date;
    readonly containerInstanceArn?: string;
    readonly containers?: readonly Shapes['Container'][];
    readonly cpu?: string;
    readonly createdAt?: Date;
    readonly desiredStatus?: string;
    readonly enableExecuteCommand?: boolean;
    readonly executionStoppedAt?: Date;
    readonly group?: string;
    readonly healthStatus?: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';
    readonly inferenceAccelerators?: readonly Shapes['InferenceAccelerator'][];
    readonly lastStatus?: string;
    readonly launchType?: 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';
    readonly memory?: string;
    readonly overrides?: Shapes['TaskOverride'];
    readonly platformVersion?: string;
    readonly platformFamily?: string;
    readonly pullStartedAt?: Date;
    readonly pullStoppedAt?: Date;
    readonly startedAt?: Date;
    readonly startedBy?: string;
    readonly stopCode?:
      | 'TaskFailedToStart'
      | 'EssentialContainerExited'
      | 'UserInitiated'
      | 'ServiceSchedulerInitiated'
      | 'SpotInterruption'
      | 'TerminationNotice'
      | 'InfrastructureHealth';
    readonly stoppedAt?: Date;
    readonly stoppedReason?: string;
    readonly stoppingAt?: Date;
    readonly tags?: readonly Shapes['Tag'][];
    readonly taskArn?: string;
    readonly taskDefinitionArn?: string;
    readonly version?: number;
    readonly ephemeralStorage?: Shapes['EphemeralStorage'];
    readonly fargateEphemeralStorage?: Shapes['TaskEphemeralStorage'];
    readonly trustedExecutionSummary?: Shapes['TrustedExecutionSummary'];
  };
  readonly TaskDefinition: {
    readonly taskDefinitionArn?: string;
    readonly containerDefinitions?: readonly Shapes['ContainerDefinition'][];
    readonly family?: string;
    readonly taskRoleArn?: string;
    readonly executionRoleArn?: string;
    readonly networkMode?: 'bridge' | 'host' | 'awsvpc' | 'none';
    readonly revision?: number;
    readonly volumes?: readonly Shapes['Volume'][];
    readonly status?: 'ACTIVE' | 'INACTIVE' | 'DELETE_IN_PROGRESS';
    readonly requiresAttributes?: readonly Shapes['Attribute'][];
    readonly placementConstraints?: readonly Shapes['TaskDefinitionPlacementConstraint'][];
    readonly compatibilities?: readonly ('EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES')[];
    readonly runtimePlatform?: Shapes['RuntimePlatform'];
    readonly requiresCompatibilities?: readonly ('EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES')[];
    readonly cpu?: string;
    readonly memory?: string;
    readonly inferenceAccelerators?: readonly Shapes['InferenceAccelerator'][];
    readonly pidMode?: 'host' | 'task';
    readonly ipcMode?: 'host' | 'task' | 'none';
    readonly proxyConfiguration?: Shapes['ProxyConfiguration'];
    readonly registeredAt?: Date;
    readonly deregisteredAt?: Date;
    readonly deleteRequestedAt?: Date;
    readonly registeredBy?: string;
    readonly ephemeralStorage?: Shapes['EphemeralStorage'];
    readonly enableFaultInjection?: boolean;
    readonly trustedExecutionConfiguration?: Shapes['TrustedExecutionConfiguration'];
  };
  readonly TaskDefinitionPlacementConstraint: {
    readonly type?: 'memberOf';
    readonly expression?: string;
  };
  readonly TaskEphemeralStorage: {
    readonly sizeInGiB?: number;
    readonly kmsKeyId?: string;
  };
  readonly TaskManagedEBSVolumeConfiguration: {
    readonly encrypted?: boolean;
    readonly kmsKeyId?: string;
    readonly volumeType?: string;
    readonly sizeInGiB?: number;
    readonly snapshotId?: string;
    readonly volumeInitializationRate?: number;
    readonly iops?: number;
    readonly throughput?: number;
    readonly tagSpecifications?: readonly Shapes['EBSTagSpecification'][];
    readonly roleArn: string;
    readonly terminationPolicy?: Shapes['TaskManagedEBSVolumeTerminationPolicy'];
    readonly filesystemType?: 'ext3' | 'ext4' | 'xfs' | 'ntfs';
  };
  readonly TaskManagedEBSVolumeTerminationPolicy: {
    readonly deleteOnTermination: boolean;
  };
  readonly TaskOverride: {
    readonly containerOverrides?: readonly Shapes['ContainerOverride'][];
    readonly cpu?: string;
    readonly inferenceAcceleratorOverrides?: readonly Shapes['InferenceAcceleratorOverride'][];
    readonly executionRoleArn?: string;
    readonly memory?: string;
    readonly taskRoleArn?: string;
    readonly ephemeralStorage?: Shapes['EphemeralStorage'];
  };
  readonly TaskSet: {
    readonly id?: string;
    readonly taskSetArn?: string;
    readonly serviceArn?: string;
    readonly clusterArn?: string;
    readonly startedBy?: string;
    readonly externalId?: string;
    readonly status?: string;
    readonly taskDefinition?: string;
    readonly computedDesiredCount?: number;
    readonly pendingCount?: number;
    readonly runningCount?: number;
    readonly createdAt?: Date;
    readonly updatedAt?: Date;
    readonly launchType?: 'EC2' | 'FARGATE' | 'EXTERNAL' | 'MANAGED_INSTANCES';
    readonly capacityProviderStrategy?: readonly Shapes['CapacityProviderStrategyItem'][];
    readonly platformVersion?: string;
    readonly platformFamily?: string;
    readonly networkConfiguration?: Shapes['NetworkConfiguration'];
    readonly loadBalancers?: readonly Shapes['LoadBalancer'][];
    readonly serviceRegistries?: readonly Shapes['ServiceRegistry'][];
    readonly scale?: Shapes['Scale'];
    readonly stabilityStatus?: 'STEADY_STATE' | 'STABILIZING';
    readonly stabilityStatusAt?: Date;
    readonly tags?: readonly Shapes['Tag'][];
    readonly fargateEphemeralStorage?: Shapes['DeploymentEphemeralStorage'];
  };
  readonly TaskVolumeConfiguration: {
    readonly name: string;
    readonly managedEBSVolume?: Shapes['TaskManagedEBSVolumeConfiguration'];
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
  readonly TotalLocalStorageGBRequest: {
    readonly min?: number;
    readonly max?: number;
  };
  readonly TrustedExecutionConfiguration: {
    readonly isolationMode: 'SHARED' | 'ISOLATED_SANDBOX' | 'CONFIDENTIAL_SANDBOX';
    readonly attestationPolicy?: string;
  };
  readonly TrustedExecutionSummary: {
    readonly isolationMode: 'SHARED' | 'ISOLATED_SANDBOX' | 'CONFIDENTIAL_SANDBOX';
    readonly attestationPolicyStatus?: 'CONFIGURED';
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
  readonly UntagResourceRequest: {
    readonly resourceArn: string;
    readonly tagKeys: readonly string[];
  };
  readonly UntagResourceResponse: {};
  readonly UpdateCapacityProviderRequest: {
    readonly name: string;
    readonly cluster?: string;
    readonly autoScalingGroupProvider?: Shapes['AutoScalingGroupProviderUpdate'];
    readonly managedInstancesProvider?: Shapes['UpdateManagedInstancesProviderConfiguration'];
  };
  readonly UpdateCapacityProviderResponse: {
    readonly capacityProvider?: Shapes['CapacityProvider'];
  };
  readonly UpdateClusterRequest: {
    readonly cluster: string;
    readonly settings?: readonly Shapes['ClusterSetting'][];
    readonly configuration?: Shapes['ClusterConfiguration'];
    readonly serviceConnectDefaults?: Shapes['ClusterServiceConnectDefaultsRequest'];
  };
  readonly UpdateClusterResponse: {
    readonly cluster?: Shapes['Cluster'];
  };
  readonly UpdateClusterSettingsRequest: {
    readonly cluster: string;
    readonly settings: readonly Shapes['ClusterSetting'][];
  };
  readonly UpdateClusterSettingsResponse: {
    readonly cluster?: Shapes['Cluster'];
  };
  readonly UpdateContainerAgentRequest: {
    readonly cluster?: string;
    readonly containerInstance: string;
  };
  readonly UpdateContainerAgentResponse: {
    readonly containerInstance?: Shapes['ContainerInstance'];
  };
  readonly UpdateContainerInstancesStateRequest: {
    readonly cluster?: string;
    readonly containerInstances: readonly string[];
    readonly status: 'ACTIVE' | 'DRAINING' | 'REGISTERING' | 'DEREGISTERING' | 'REGISTRATION_FAILED';
  };
  readonly UpdateContainerInstancesStateResponse: {
    readonly containerInstances?: readonly Shapes['ContainerInstance'][];
    readonly failures?: readonly Shapes['Failure'][];
  };
  readonly UpdateDaemonRequest: {
    readonly daemonArn: string;
    readonly daemonTaskDefinitionArn: string;
    readonly capacityProviderArns: readonly string[];
    readonly deploymentConfiguration?: Shapes['DaemonDeploymentConfiguration'];
    readonly propagateTags?: 'DAEMON' | 'NONE';
    readonly enableECSManagedTags?: boolean;
    readonly enableExecuteCommand?: boolean;
    readonly critical?: boolean;
  };
  readonly UpdateDaemonResponse: {
    readonly daemonArn?: string;
    readonly status?: 'ACTIVE' | 'DELETE_IN_PROGRESS';
    readonly createdAt?: Date;
    readonly updatedAt?: Date;
    readonly deploymentArn?: string;
  };
  readonly UpdateExpressGatewayServiceRequest: {
    readonly serviceArn: string;
    readonly executionRoleArn?: string;
    readonly healthCheckPath?: string;
    readonly primaryContainer?: Shapes['ExpressGatewayContainer'];
    readonly taskRoleArn?: string;
    readonly networkConfiguration?: Shapes['ExpressGatewayServiceNetworkConfiguration'];
    readonly cpu?: string;
    readonly memory?: string;
    readonly cpuArchitecture?: 'X86_64' | 'ARM64';
    readonly scalingTarget?: Shapes['ExpressGatewayScalingTarget'];
    readonly taskDefinitionArn?: string;
  };
  readonly UpdateExpressGatewayServiceResponse: {
    readonly service?: Shapes['UpdatedExpressGatewayService'];
  };
  readonly UpdateGatewayAlbConfiguration: {
    readonly networkConfiguration?: Shapes['UpdateGatewayNetworkConfiguration'];
    readonly maxAlbCount?: number;
    readonly webACLArn?: string;
    readonly accessLogs?: Shapes['GatewayElbAccessLogConfiguration'];
    readonly httpDesync?: 'monitor' | 'defensive' | 'strictest';
    readonly testTrafficRules?: Shapes['GatewayAlbTestTrafficRules'];
  };
  readonly UpdateGatewayConfiguration: {
    readonly hostSharedAlb?: Shapes['UpdateGatewayAlbConfiguration'];
  };
  readonly UpdateGatewayNetworkConfiguration: {
    readonly inboundSecurityGroup?: string;
  };
  readonly UpdateGatewayRequest: {
    readonly gateway: string;
    readonly infrastructureRoleArn?: string;
    readonly deletionProtection?: boolean;
    readonly configuration?: Shapes['UpdateGatewayConfiguration'];
    readonly propagateTags?: 'NONE' | 'GATEWAY';
  };
  readonly UpdateGatewayResponse: {
    readonly gatewayArn?: string;
    readonly name?: string;
    readonly status?: 'ACTIVE' | 'UPDATE_IN_PROGRESS' | 'UPDATE_COMPLETE' | 'UPDATE_FAILED' | 'DELETED';
  };
  readonly UpdateManagedInstancesProviderConfiguration: {
    readonly infrastructureRoleArn: string;
    readonly instanceLaunchTemplate: Shapes['InstanceLaunchTemplateUpdate'];
    readonly propagateTags?: 'CAPACITY_PROVIDER' | 'NONE';
    readonly infrastructureOptimization?: Shapes['InfrastructureOptimization'];
    readonly autoRepairConfiguration?: Shapes['AutoRepairConfiguration'];
  };
  readonly UpdateServicePrimaryTaskSetRequest: {
    readonly cluster: string;
    readonly service: string;
    readonly primaryTaskSet: string;
  };
  readonly UpdateServicePrimaryTaskSetResponse: {
    readonly taskSet?: Shapes['TaskSet'];
  };
  readonly UpdateServiceRequest: {
    readonly cluster?: string;
    readonly service: string;
    readonly desiredCount?: number;
    readonly taskDefinition?: string;
    readonly capacityProviderStrategy?: readonly Shapes['CapacityProviderStrategyItem'][];
    readonly deploymentConfiguration?: Shapes['DeploymentConfiguration'];
    readonly availabilityZoneRebalancing?: 'ENABLED' | 'DISABLED';
    readonly networkConfiguration?: Shapes['NetworkConfiguration'];
    readonly placementConstraints?: readonly Shapes['PlacementConstraint'][];
    readonly placementStrategy?: readonly Shapes['PlacementStrategy'][];
    readonly platformVersion?: string;
    readonly forceNewDeployment?: boolean;
    readonly healthCheckGracePeriodSeconds?: number;
    readonly deploymentController?: Shapes['DeploymentController'];
    readonly enableExecuteCommand?: boolean;
    readonly enableECSManagedTags?: boolean;
    readonly loadBalancers?: readonly Shapes['LoadBalancer'][];
    readonly propagateTags?: 'TASK_DEFINITION' | 'SERVICE' | 'NONE';
    readonly serviceRegistries?: readonly Shapes['ServiceRegistry'][];
    readonly serviceConnectConfiguration?: Shapes['ServiceConnectConfiguration'];
    readonly volumeConfigurations?: readonly Shapes['ServiceVolumeConfiguration'][];
    readonly vpcLatticeConfigurations?: readonly Shapes['VpcLatticeConfiguration'][];
    readonly gatewayConnectors?: readonly Shapes['GatewayConnector'][];
    readonly monitoring?: Shapes['MonitoringConfiguration'];
  };
  readonly UpdateServiceResponse: {
    readonly service?: Shapes['Service'];
  };
  readonly UpdateTaskProtectionRequest: {
    readonly cluster: string;
    readonly tasks: readonly string[];
    readonly protectionEnabled: boolean;
    readonly expiresInMinutes?: number;
  };
  readonly UpdateTaskProtectionResponse: {
    readonly protectedTasks?: readonly Shapes['ProtectedTask'][];
    readonly failures?: readonly Shapes['Failure'][];
  };
  readonly UpdateTaskSetRequest: {
    readonly cluster: string;
    readonly service: string;
    readonly taskSet: string;
    readonly scale: Shapes['Scale'];
  };
  readonly UpdateTaskSetResponse: {
    readonly taskSet?: Shapes['TaskSet'];
  };
  readonly UpdatedExpressGatewayService: {
    readonly serviceArn?: string;
    readonly cluster?: string;
    readonly serviceName?: string;
    readonly status?: Shapes['ExpressGatewayServiceStatus'];
    readonly targetConfiguration?: Shapes['ExpressGatewayServiceConfiguration'];
    readonly createdAt?: Date;
    readonly updatedAt?: Date;
  };
  readonly VCpuCountRangeRequest: {
    readonly min: number;
    readonly max?: number;
  };
  readonly VersionInfo: {
    readonly agentVersion?: string;
    readonly agentHash?: string;
    readonly dockerVersion?: string;
  };
  readonly Volume: {
    readonly name?: string;
    readonly host?: Shapes['HostVolumeProperties'];
    readonly dockerVolumeConfiguration?: Shapes['DockerVolumeConfiguration'];
    readonly efsVolumeConfiguration?: Shapes['EFSVolumeConfiguration'];
    readonly s3filesVolumeConfiguration?: Shapes['S3FilesVolumeConfiguration'];
    readonly fsxWindowsFileServerVolumeConfiguration?: Shapes['FSxWindowsFileServerVolumeConfiguration'];
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
    readonly advancedConfiguration?: Shapes['VpcLatticeAdvancedConfiguration'];
  };
}

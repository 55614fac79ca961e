// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CodeBuildApi {
  readonly operations: {
    readonly BatchDeleteBuilds: {
      readonly input: Shapes['BatchDeleteBuildsInput'];
      readonly output: Shapes['BatchDeleteBuildsOutput'];
    };
    readonly BatchGetBuildBatches: {
      readonly input: Shapes['BatchGetBuildBatchesInput'];
      readonly output: Shapes['BatchGetBuildBatchesOutput'];
    };
    readonly BatchGetBuilds: {
      readonly input: Shapes['BatchGetBuildsInput'];
      readonly output: Shapes['BatchGetBuildsOutput'];
    };
    readonly BatchGetCommandExecutions: {
      readonly input: Shapes['BatchGetCommandExecutionsInput'];
      readonly output: Shapes['BatchGetCommandExecutionsOutput'];
    };
    readonly BatchGetFleets: {
      readonly input: Shapes['BatchGetFleetsInput'];
      readonly output: Shapes['BatchGetFleetsOutput'];
    };
    readonly BatchGetProjects: {
      readonly input: Shapes['BatchGetProjectsInput'];
      readonly output: Shapes['BatchGetProjectsOutput'];
    };
    readonly BatchGetReportGroups: {
      readonly input: Shapes['BatchGetReportGroupsInput'];
      readonly output: Shapes['BatchGetReportGroupsOutput'];
    };
    readonly BatchGetReports: {
      readonly input: Shapes['BatchGetReportsInput'];
      readonly output: Shapes['BatchGetReportsOutput'];
    };
    readonly BatchGetSandboxes: {
      readonly input: Shapes['BatchGetSandboxesInput'];
      readonly output: Shapes['BatchGetSandboxesOutput'];
    };
    readonly CreateFleet: {
      readonly input: Shapes['CreateFleetInput'];
      readonly output: Shapes['CreateFleetOutput'];
    };
    readonly CreateProject: {
      readonly input: Shapes['CreateProjectInput'];
      readonly output: Shapes['CreateProjectOutput'];
    };
    readonly CreateReportGroup: {
      readonly input: Shapes['CreateReportGroupInput'];
      readonly output: Shapes['CreateReportGroupOutput'];
    };
    readonly CreateWebhook: {
      readonly input: Shapes['CreateWebhookInput'];
      readonly output: Shapes['CreateWebhookOutput'];
    };
    readonly DeleteBuildBatch: {
      readonly input: Shapes['DeleteBuildBatchInput'];
      readonly output: Shapes['DeleteBuildBatchOutput'];
    };
    readonly DeleteFleet: {
      readonly input: Shapes['DeleteFleetInput'];
      readonly output: Shapes['DeleteFleetOutput'];
    };
    readonly DeleteProject: {
      readonly input: Shapes['DeleteProjectInput'];
      readonly output: Shapes['DeleteProjectOutput'];
    };
    readonly DeleteReport: {
      readonly input: Shapes['DeleteReportInput'];
      readonly output: Shapes['DeleteReportOutput'];
    };
    readonly DeleteReportGroup: {
      readonly input: Shapes['DeleteReportGroupInput'];
      readonly output: Shapes['DeleteReportGroupOutput'];
    };
    readonly DeleteResourcePolicy: {
      readonly input: Shapes['DeleteResourcePolicyInput'];
      readonly output: Shapes['DeleteResourcePolicyOutput'];
    };
    readonly DeleteSourceCredentials: {
      readonly input: Shapes['DeleteSourceCredentialsInput'];
      readonly output: Shapes['DeleteSourceCredentialsOutput'];
    };
    readonly DeleteWebhook: {
      readonly input: Shapes['DeleteWebhookInput'];
      readonly output: Shapes['DeleteWebhookOutput'];
    };
    readonly DescribeCodeCoverages: {
      readonly input: Shapes['DescribeCodeCoveragesInput'];
      readonly output: Shapes['DescribeCodeCoveragesOutput'];
    };
    readonly DescribeTestCases: {
      readonly input: Shapes['DescribeTestCasesInput'];
      readonly output: Shapes['DescribeTestCasesOutput'];
    };
    readonly GetReportGroupTrend: {
      readonly input: Shapes['GetReportGroupTrendInput'];
      readonly output: Shapes['GetReportGroupTrendOutput'];
    };
    readonly GetResourcePolicy: {
      readonly input: Shapes['GetResourcePolicyInput'];
      readonly output: Shapes['GetResourcePolicyOutput'];
    };
    readonly ImportSourceCredentials: {
      readonly input: Shapes['ImportSourceCredentialsInput'];
      readonly output: Shapes['ImportSourceCredentialsOutput'];
    };
    readonly InvalidateProjectCache: {
      readonly input: Shapes['InvalidateProjectCacheInput'];
      readonly output: Shapes['InvalidateProjectCacheOutput'];
    };
    readonly ListBuildBatches: {
      readonly input: Shapes['ListBuildBatchesInput'];
      readonly output: Shapes['ListBuildBatchesOutput'];
    };
    readonly ListBuildBatchesForProject: {
      readonly input: Shapes['ListBuildBatchesForProjectInput'];
      readonly output: Shapes['ListBuildBatchesForProjectOutput'];
    };
    readonly ListBuilds: {
      readonly input: Shapes['ListBuildsInput'];
      readonly output: Shapes['ListBuildsOutput'];
    };
    readonly ListBuildsForProject: {
      readonly input: Shapes['ListBuildsForProjectInput'];
      readonly output: Shapes['ListBuildsForProjectOutput'];
    };
    readonly ListCommandExecutionsForSandbox: {
      readonly input: Shapes['ListCommandExecutionsForSandboxInput'];
      readonly output: Shapes['ListCommandExecutionsForSandboxOutput'];
    };
    readonly ListCuratedEnvironmentImages: {
      readonly input: Shapes['ListCuratedEnvironmentImagesInput'];
      readonly output: Shapes['ListCuratedEnvironmentImagesOutput'];
    };
    readonly ListFleets: {
      readonly input: Shapes['ListFleetsInput'];
      readonly output: Shapes['ListFleetsOutput'];
    };
    readonly ListProjects: {
      readonly input: Shapes['ListProjectsInput'];
      readonly output: Shapes['ListProjectsOutput'];
    };
    readonly ListReportGroups: {
      readonly input: Shapes['ListReportGroupsInput'];
      readonly output: Shapes['ListReportGroupsOutput'];
    };
    readonly ListReports: {
      readonly input: Shapes['ListReportsInput'];
      readonly output: Shapes['ListReportsOutput'];
    };
    readonly ListReportsForReportGroup: {
      readonly input: Shapes['ListReportsForReportGroupInput'];
      readonly output: Shapes['ListReportsForReportGroupOutput'];
    };
    readonly ListSandboxes: {
      readonly input: Shapes['ListSandboxesInput'];
      readonly output: Shapes['ListSandboxesOutput'];
    };
    readonly ListSandboxesForProject: {
      readonly input: Shapes['ListSandboxesForProjectInput'];
      readonly output: Shapes['ListSandboxesForProjectOutput'];
    };
    readonly ListSharedProjects: {
      readonly input: Shapes['ListSharedProjectsInput'];
      readonly output: Shapes['ListSharedProjectsOutput'];
    };
    readonly ListSharedReportGroups: {
      readonly input: Shapes['ListSharedReportGroupsInput'];
      readonly output: Shapes['ListSharedReportGroupsOutput'];
    };
    readonly ListSourceCredentials: {
      readonly input: Shapes['ListSourceCredentialsInput'];
      readonly output: Shapes['ListSourceCredentialsOutput'];
    };
    readonly PutResourcePolicy: {
      readonly input: Shapes['PutResourcePolicyInput'];
      readonly output: Shapes['PutResourcePolicyOutput'];
    };
    readonly RetryBuild: {
      readonly input: Shapes['RetryBuildInput'];
      readonly output: Shapes['RetryBuildOutput'];
    };
    readonly RetryBuildBatch: {
      readonly input: Shapes['RetryBuildBatchInput'];
      readonly output: Shapes['RetryBuildBatchOutput'];
    };
    readonly StartBuild: {
      readonly input: Shapes['StartBuildInput'];
      readonly output: Shapes['StartBuildOutput'];
    };
    readonly StartBuildBatch: {
      readonly input: Shapes['StartBuildBatchInput'];
      readonly output: Shapes['StartBuildBatchOutput'];
    };
    readonly StartCommandExecution: {
      readonly input: Shapes['StartCommandExecutionInput'];
      readonly output: Shapes['StartCommandExecutionOutput'];
    };
    readonly StartSandbox: {
      readonly input: Shapes['StartSandboxInput'];
      readonly output: Shapes['StartSandboxOutput'];
    };
    readonly StartSandboxConnection: {
      readonly input: Shapes['StartSandboxConnectionInput'];
      readonly output: Shapes['StartSandboxConnectionOutput'];
    };
    readonly StopBuild: {
      readonly input: Shapes['StopBuildInput'];
      readonly output: Shapes['StopBuildOutput'];
    };
    readonly StopBuildBatch: {
      readonly input: Shapes['StopBuildBatchInput'];
      readonly output: Shapes['StopBuildBatchOutput'];
    };
    readonly StopSandbox: {
      readonly input: Shapes['StopSandboxInput'];
      readonly output: Shapes['StopSandboxOutput'];
    };
    readonly UpdateFleet: {
      readonly input: Shapes['UpdateFleetInput'];
      readonly output: Shapes['UpdateFleetOutput'];
    };
    readonly UpdateProject: {
      readonly input: Shapes['UpdateProjectInput'];
      readonly output: Shapes['UpdateProjectOutput'];
    };
    readonly UpdateProjectVisibility: {
      readonly input: Shapes['UpdateProjectVisibilityInput'];
      readonly output: Shapes['UpdateProjectVisibilityOutput'];
    };
    readonly UpdateReportGroup: {
      readonly input: Shapes['UpdateReportGroupInput'];
      readonly output: Shapes['UpdateReportGroupOutput'];
    };
    readonly UpdateWebhook: {
      readonly input: Shapes['UpdateWebhookInput'];
      readonly output: Shapes['UpdateWebhookOutput'];
    };
  };
  readonly errors:
    | 'AccountLimitExceededException'
    | 'AccountSuspendedException'
    | 'InvalidInputException'
    | 'OAuthProviderException'
    | 'ResourceAlreadyExistsException'
    | 'ResourceNotFoundException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AutoRetryConfig: {
    readonly autoRetryLimit?: number;
    readonly autoRetryNumber?: number;
    readonly nextAutoRetry?: string;
    readonly previousAutoRetry?: string;
  };
  readonly BatchDeleteBuildsInput: {
    readonly ids: readonly string[];
  };
  readonly BatchDeleteBuildsOutput: {
    readonly buildsDeleted?: readonly string[];
    readonly buildsNotDeleted?: readonly Shapes['BuildNotDeleted'][];
  };
  readonly BatchGetBuildBatchesInput: {
    readonly ids: readonly string[];
  };
  readonly BatchGetBuildBatchesOutput: {
    readonly buildBatches?: readonly Shapes['BuildBatch'][];
    readonly buildBatchesNotFound?: readonly string[];
  };
  readonly BatchGetBuildsInput: {
    readonly ids: readonly string[];
  };
  readonly BatchGetBuildsOutput: {
    readonly builds?: readonly Shapes['Build'][];
    readonly buildsNotFound?: readonly string[];
  };
  readonly BatchGetCommandExecutionsInput: {
    readonly sandboxId: string;
    readonly commandExecutionIds: readonly string[];
  };
  readonly BatchGetCommandExecutionsOutput: {
    readonly commandExecutions?: readonly Shapes['CommandExecution'][];
    readonly commandExecutionsNotFound?: readonly string[];
  };
  readonly BatchGetFleetsInput: {
    readonly names: readonly string[];
  };
  readonly BatchGetFleetsOutput: {
    readonly fleets?: readonly Shapes['Fleet'][];
    readonly fleetsNotFound?: readonly string[];
  };
  readonly BatchGetProjectsInput: {
    readonly names: readonly string[];
  };
  readonly BatchGetProjectsOutput: {
    readonly projects?: readonly Shapes['Project'][];
    readonly projectsNotFound?: readonly string[];
  };
  readonly BatchGetReportGroupsInput: {
    readonly reportGroupArns: readonly string[];
  };
  readonly BatchGetReportGroupsOutput: {
    readonly reportGroups?: readonly Shapes['ReportGroup'][];
    readonly reportGroupsNotFound?: readonly string[];
  };
  readonly BatchGetReportsInput: {
    readonly reportArns: readonly string[];
  };
  readonly BatchGetReportsOutput: {
    readonly reports?: readonly Shapes['Report'][];
    readonly reportsNotFound?: readonly string[];
  };
  readonly BatchGetSandboxesInput: {
    readonly ids: readonly string[];
  };
  readonly BatchGetSandboxesOutput: {
    readonly sandboxes?: readonly Shapes['Sandbox'][];
    readonly sandboxesNotFound?: readonly string[];
  };
  readonly BatchRestrictions: {
    readonly maximumBuildsAllowed?: number;
    readonly computeTypesAllowed?: readonly string[];
    readonly fleetsAllowed?: readonly string[];
  };
  readonly Build: {
    readonly id?: string;
    readonly arn?: string;
    readonly buildNumber?: number;
    readonly startTime?: Date;
    readonly endTime?: Date;
    readonly currentPhase?: string;
    readonly buildStatus?: 'SUCCEEDED' | 'FAILED' | 'FAULT' | 'TIMED_OUT' | 'IN_PROGRESS' | 'STOPPED';
    readonly sourceVersion?: string;
    readonly resolvedSourceVersion?: string;
    readonly projectName?: string;
    readonly phases?: readonly Shapes['BuildPhase'][];
    readonly source?: Shapes['ProjectSource'];
    readonly secondarySources?: readonly Shapes['ProjectSource'][];
    readonly secondarySourceVersions?: readonly Shapes['ProjectSourceVersion'][];
    readonly artifacts?: Shapes['BuildArtifacts'];
    readonly secondaryArtifacts?: readonly Shapes['BuildArtifacts'][];
    readonly cache?: Shapes['ProjectCache'];
    readonly environment?: Shapes['ProjectEnvironment'];
    readonly serviceRole?: string;
    readonly logs?: Shapes['LogsLocation'];
    readonly timeoutInMinutes?: number;
    readonly queuedTimeoutInMinutes?: number;
    readonly buildComplete?: boolean;
    readonly initiator?: string;
    readonly vpcConfig?: Shapes['VpcConfig'];
    readonly networkInterface?: Shapes['NetworkInterface'];
    readonly encryptionKey?: string;
    readonly exportedEnvironmentVariables?: readonly Shapes['ExportedEnvironmentVariable'][];
    readonly reportArns?: readonly string[];
    readonly fileSystemLocations?: readonly Shapes['ProjectFileSystemLocation'][];
    readonly debugSession?: Shapes['DebugSession'];
    readonly buildBatchArn?: string;
    readonly autoRetryConfig?: Shapes['AutoRetryConfig'];
  };
  readonly BuildArtifacts: {
    readonly location?: string;
    readonly sha256sum?: string;
    readonly md5sum?: string;
    readonly overrideArtifactName?: boolean;
    readonly encryptionDisabled?: boolean;
    readonly artifactIdentifier?: string;
    readonly bucketOwnerAccess?: 'NONE' | 'READ_ONLY' | 'FULL';
  };
  readonly BuildBatch: {
    readonly id?: string;
    readonly arn?: string;
    readonly startTime?: Date;
    readonly endTime?: Date;
    readonly currentPhase?: string;
    readonly buildBatchStatus?: 'SUCCEEDED' | 'FAILED' | 'FAULT' | 'TIMED_OUT' | 'IN_PROGRESS' | 'STOPPED';
    readonly sourceVersion?: string;
    readonly resolvedSourceVersion?: string;
    readonly projectName?: string;
    readonly phases?: readonly Shapes['BuildBatchPhase'][];
    readonly source?: Shapes['ProjectSource'];
    readonly secondarySources?: readonly Shapes['ProjectSource'][];
    readonly secondarySourceVersions?: readonly Shapes['ProjectSourceVersion'][];
    readonly artifacts?: Shapes['BuildArtifacts'];
    readonly secondaryArtifacts?: readonly Shapes['BuildArtifacts'][];
    readonly cache?: Shapes['ProjectCache'];
    readonly environment?: Shapes['ProjectEnvironment'];
    readonly serviceRole?: string;
    readonly logConfig?: Shapes['LogsConfig'];
    readonly buildTimeoutInMinutes?: number;
    readonly queuedTimeoutInMinutes?: number;
    readonly complete?: boolean;
    readonly initiator?: string;
    readonly vpcConfig?: Shapes['VpcConfig'];
    readonly encryptionKey?: string;
    readonly buildBatchNumber?: number;
    readonly fileSystemLocations?: readonly Shapes['ProjectFileSystemLocation'][];
    readonly buildBatchConfig?: Shapes['ProjectBuildBatchConfig'];
    readonly buildGroups?: readonly Shapes['BuildGroup'][];
    readonly debugSessionEnabled?: boolean;
    readonly reportArns?: readonly string[];
  };
  readonly BuildBatchFilter: {
    readonly status?: 'SUCCEEDED' | 'FAILED' | 'FAULT' | 'TIMED_OUT' | 'IN_PROGRESS' | 'STOPPED';
  };
  readonly BuildBatchPhase: {
    readonly phaseType?:
      | 'SUBMITTED'
      | 'DOWNLOAD_BATCHSPEC'
      | 'IN_PROGRESS'
      | 'COMBINE_ARTIFACTS'
      | 'SUCCEEDED'
      | 'FAILED'
      | 'STOPPED';
    readonly phaseStatus?: 'SUCCEEDED' | 'FAILED' | 'FAULT' | 'TIMED_OUT' | 'IN_PROGRESS' | 'STOPPED';
    readonly startTime?: Date;
    readonly endTime?: Date;
    readonly durationInSeconds?: number;
    readonly contexts?: readonly Shapes['PhaseContext'][];
  };
  readonly BuildGroup: {
    readonly identifier?: string;
    readonly dependsOn?: readonly string[];
    readonly ignoreFailure?: boolean;
    readonly currentBuildSummary?: Shapes['BuildSummary'];
    readonly priorBuildSummaryList?: readonly Shapes['BuildSummary'][];
  };
  readonly BuildNotDeleted: {
    readonly id?: string;
    readonly statusCode?: string;
  };
  readonly BuildPhase: {
    readonly phaseType?:
      | 'SUBMITTED'
      | 'QUEUED'
      | 'PROVISIONING'
      | 'DOWNLOAD_SOURCE'
      | 'INSTALL'
      | 'PRE_BUILD'
      | 'BUILD'
      | 'POST_BUILD'
      | 'UPLOAD_ARTIFACTS'
      | 'FINALIZING'
      | 'COMPLETED';
    readonly phaseStatus?: 'SUCCEEDED' | 'FAILED' | 'FAULT' | 'TIMED_OUT' | 'IN_PROGRESS' | 'STOPPED';
    readonly startTime?: Date;
    readonly endTime?: Date;
    readonly durationInSeconds?: number;
    readonly contexts?: readonly Shapes['PhaseContext'][];
  };
  readonly BuildStatusConfig: {
    readonly context?: string;
    readonly targetUrl?: string;
  };
  readonly BuildSummary: {
    readonly arn?: string;
    readonly requestedOn?: Date;
    readonly buildStatus?: 'SUCCEEDED' | 'FAILED' | 'FAULT' | 'TIMED_OUT' | 'IN_PROGRESS' | 'STOPPED';
    readonly primaryArtifact?: Shapes['ResolvedArtifact'];
    readonly secondaryArtifacts?: readonly Shapes['ResolvedArtifact'][];
  };
  readonly CloudWatchLogsConfig: {
    readonly status: 'ENABLED' | 'DISABLED';
    readonly groupName?: string;
    readonly streamName?: string;
  };
  readonly CodeCoverage: {
    readonly id?: string;
    readonly reportARN?: string;
    readonly filePath?: string;
    readonly lineCoveragePercentage?: number;
    readonly linesCovered?: number;
    readonly linesMissed?: number;
    readonly branchCoveragePercentage?: number;
    readonly branchesCovered?: number;
    readonly branchesMissed?: number;
    readonly expired?: Date;
  };
  readonly CodeCoverageReportSummary: {
    readonly lineCoveragePercentage?: number;
    readonly linesCovered?: number;
    readonly linesMissed?: number;
    readonly branchCoveragePercentage?: number;
    readonly branchesCovered?: number;
    readonly branchesMissed?: number;
  };
  readonly CommandExecution: {
    readonly id?: string;
    readonly sandboxId?: string;
    readonly submitTime?: Date;
    readonly startTime?: Date;
    readonly endTime?: Date;
    readonly status?: string;
    readonly command?: string;
    readonly type?: 'SHELL';
    readonly exitCode?: string;
    readonly standardOutputContent?: string;
    readonly standardErrContent?: string;
    readonly logs?: Shapes['LogsLocation'];
    readonly sandboxArn?: string;
  };
  readonly ComputeConfiguration: {
    readonly vCpu?: number;
    readonly memory?: number;
    readonly disk?: number;
    readonly machineType?: 'GENERAL' | 'NVME';
    readonly instanceType?: string;
  };
  readonly CreateFleetInput: {
    readonly name: string;
    readonly baseCapacity: number;
    readonly environmentType:
      | 'WINDOWS_CONTAINER'
      | 'LINUX_CONTAINER'
      | 'LINUX_GPU_CONTAINER'
      | 'ARM_CONTAINER'
      | 'WINDOWS_SERVER_2019_CONTAINER'
      | 'WINDOWS_SERVER_2022_CONTAINER'
      | 'LINUX_LAMBDA_CONTAINER'
      | 'ARM_LAMBDA_CONTAINER'
      | 'LINUX_EC2'
      | 'ARM_EC2'
      | 'WINDOWS_EC2'
      | 'MAC_ARM';
    readonly computeType:
      | 'BUILD_GENERAL1_SMALL'
      | 'BUILD_GENERAL1_MEDIUM'
      | 'BUILD_GENERAL1_LARGE'
      | 'BUILD_GENERAL1_XLARGE'
      | 'BUILD_GENERAL1_2XLARGE'
      | 'BUILD_LAMBDA_1GB'
      | 'BUILD_LAMBDA_2GB'
      | 'BUILD_LAMBDA_4GB'
      | 'BUILD_LAMBDA_8GB'
      | 'BUILD_LAMBDA_10GB'
      | 'ATTRIBUTE_BASED_COMPUTE'
      | 'CUSTOM_INSTANCE_TYPE';
    readonly computeConfiguration?: Shapes['ComputeConfiguration'];
    readonly scalingConfiguration?: Shapes['ScalingConfigurationInput'];
    readonly overflowBehavior?: 'QUEUE' | 'ON_DEMAND';
    readonly vpcConfig?: Shapes['VpcConfig'];
    readonly proxyConfiguration?: Shapes['ProxyConfiguration'];
    readonly imageId?: string;
    readonly fleetServiceRole?: string;
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly CreateFleetOutput: {
    readonly fleet?: Shapes['Fleet'];
  };
  readonly CreateProjectInput: {
    readonly name: string;
    readonly description?: string;
    readonly source: Shapes['ProjectSource'];
    readonly secondarySources?: readonly Shapes['ProjectSource'][];
    readonly sourceVersion?: string;
    readonly secondarySourceVersions?: readonly Shapes['ProjectSourceVersion'][];
    readonly artifacts: Shapes['ProjectArtifacts'];
    readonly secondaryArtifacts?: readonly Shapes['ProjectArtifacts'][];
    readonly cache?: Shapes['ProjectCache'];
    readonly environment: Shapes['ProjectEnvironment'];
    readonly serviceRole: string;
    readonly timeoutInMinutes?: number;
    readonly queuedTimeoutInMinutes?: number;
    readonly encryptionKey?: string;
    readonly tags?: readonly Shapes['Tag'][];
    readonly vpcConfig?: Shapes['VpcConfig'];
    readonly badgeEnabled?: boolean;
    readonly logsConfig?: Shapes['LogsConfig'];
    readonly fileSystemLocations?: readonly Shapes['ProjectFileSystemLocation'][];
    readonly buildBatchConfig?: Shapes['ProjectBuildBatchConfig'];
    readonly concurrentBuildLimit?: number;
    readonly autoRetryLimit?: number;
  };
  readonly CreateProjectOutput: {
    readonly project?: Shapes['Project'];
  };
  readonly CreateReportGroupInput: {
    readonly name: string;
    readonly type: 'TEST' | 'CODE_COVERAGE';
    readonly exportConfig: Shapes['ReportExportConfig'];
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly CreateReportGroupOutput: {
    readonly reportGroup?: Shapes['ReportGroup'];
  };
  readonly CreateWebhookInput: {
    readonly projectName: string;
    readonly branchFilter?: string;
    readonly filterGroups?: readonly (readonly Shapes['WebhookFilter'][])[];
    readonly buildType?: 'BUILD' | 'BUILD_BATCH' | 'RUNNER_BUILDKITE_BUILD';
    readonly manualCreation?: boolean;
    readonly scopeConfiguration?: Shapes['ScopeConfiguration'];
    readonly pullRequestBuildPolicy?: Shapes['PullRequestBuildPolicy'];
  };
  readonly CreateWebhookOutput: {
    readonly webhook?: Shapes['Webhook'];
  };
  readonly DebugSession: {
    readonly sessionEnabled?: boolean;
    readonly sessionTarget?: string;
  };
  readonly DeleteBuildBatchInput: {
    readonly id: string;
  };
  readonly DeleteBuildBatchOutput: {
    readonly statusCode?: string;
    readonly buildsDeleted?: readonly string[];
    readonly buildsNotDeleted?: readonly Shapes['BuildNotDeleted'][];
  };
  readonly DeleteFleetInput: {
    readonly arn: string;
  };
  readonly DeleteFleetOutput: {};
  readonly DeleteProjectInput: {
    readonly name: string;
  };
  readonly DeleteProjectOutput: {};
  readonly DeleteReportGroupInput: {
    readonly arn: string;
    readonly deleteReports?: boolean;
  };
  readonly DeleteReportGroupOutput: {};
  readonly DeleteReportInput: {
    readonly arn: string;
  };
  readonly DeleteReportOutput: {};
  readonly DeleteResourcePolicyInput: {
    readonly resourceArn: string;
  };
  readonly DeleteResourcePolicyOutput: {};
  readonly DeleteSourceCredentialsInput: {
    readonly arn: string;
  };
  readonly DeleteSourceCredentialsOutput: {
    readonly arn?: string;
  };
  readonly DeleteWebhookInput: {
    readonly projectName: string;
  };
  readonly DeleteWebhookOutput: {};
  readonly DescribeCodeCoveragesInput: {
    readonly reportArn: string;
    readonly nextToken?: string;
    readonly maxResults?: number;
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly sortBy?: 'LINE_COVERAGE_PERCENTAGE' | 'FILE_PATH';
    readonly minLineCoveragePercentage?: number;
    readonly maxLineCoveragePercentage?: number;
  };
  readonly DescribeCodeCoveragesOutput: {
    readonly nextToken?: string;
    readonly codeCoverages?: readonly Shapes['CodeCoverage'][];
  };
  readonly DescribeTestCasesInput: {
    readonly reportArn: string;
    readonly nextToken?: string;
    readonly maxResults?: number;
    readonly filter?: Shapes['TestCaseFilter'];
  };
  readonly DescribeTestCasesOutput: {
    readonly nextToken?: string;
    readonly testCases?: readonly Shapes['TestCase'][];
  };
  readonly DockerServer: {
    readonly computeType:
      | 'BUILD_GENERAL1_SMALL'
      | 'BUILD_GENERAL1_MEDIUM'
      | 'BUILD_GENERAL1_LARGE'
      | 'BUILD_GENERAL1_XLARGE'
      | 'BUILD_GENERAL1_2XLARGE'
      | 'BUILD_LAMBDA_1GB'
      | 'BUILD_LAMBDA_2GB'
      | 'BUILD_LAMBDA_4GB'
      | 'BUILD_LAMBDA_8GB'
      | 'BUILD_LAMBDA_10GB'
      | 'ATTRIBUTE_BASED_COMPUTE'
      | 'CUSTOM_INSTANCE_TYPE';
    readonly securityGroupIds?: readonly string[];
    readonly status?: Shapes['DockerServerStatus'];
  };
  readonly DockerServerStatus: {
    readonly status?: string;
    readonly message?: string;
  };
  readonly EnvironmentImage: {
    readonly name?: string;
    readonly description?: string;
    readonly versions?: readonly string[];
  };
  readonly EnvironmentLanguage: {
    readonly language?:
      | 'JAVA'
      | 'PYTHON'
      | 'NODE_JS'
      | 'RUBY'
      | 'GOLANG'
      | 'DOCKER'
      | 'ANDROID'
      | 'DOTNET'
      | 'BASE'
      | 'PHP';
    readonly images?: readonly Shapes['EnvironmentImage'][];
  };
  readonly EnvironmentPlatform: {
    readonly platform?: 'DEBIAN' | 'AMAZON_LINUX' | 'UBUNTU' | 'WINDOWS_SERVER';
    readonly languages?: readonly Shapes['EnvironmentLanguage'][];
  };
  readonly EnvironmentVariable: {
    readonly name: string;
    readonly value: string;
    readonly type?: 'PLAINTEXT' | 'PARAMETER_STORE' | 'SECRETS_MANAGER';
  };
  readonly ExportedEnvironmentVariable: {
    readonly name?: string;
    readonly value?: string;
  };
  readonly Fleet: {
    readonly arn?: string;
    readonly name?: string;
    readonly id?: string;
    readonly created?: Date;
    readonly lastModified?: Date;
    readonly status?: Shapes['FleetStatus'];
    readonly baseCapacity?: number;
    readonly environmentType?:
      | 'WINDOWS_CONTAINER'
      | 'LINUX_CONTAINER'
      | 'LINUX_GPU_CONTAINER'
      | 'ARM_CONTAINER'
      | 'WINDOWS_SERVER_2019_CONTAINER'
      | 'WINDOWS_SERVER_2022_CONTAINER'
      | 'LINUX_LAMBDA_CONTAINER'
      | 'ARM_LAMBDA_CONTAINER'
      | 'LINUX_EC2'
      | 'ARM_EC2'
      | 'WINDOWS_EC2'
      | 'MAC_ARM';
    readonly computeType?:
      | 'BUILD_GENERAL1_SMALL'
      | 'BUILD_GENERAL1_MEDIUM'
      | 'BUILD_GENERAL1_LARGE'
      | 'BUILD_GENERAL1_XLARGE'
      | 'BUILD_GENERAL1_2XLARGE'
      | 'BUILD_LAMBDA_1GB'
      | 'BUILD_LAMBDA_2GB'
      | 'BUILD_LAMBDA_4GB'
      | 'BUILD_LAMBDA_8GB'
      | 'BUILD_LAMBDA_10GB'
      | 'ATTRIBUTE_BASED_COMPUTE'
      | 'CUSTOM_INSTANCE_TYPE';
    readonly computeConfiguration?: Shapes['ComputeConfiguration'];
    readonly scalingConfiguration?: Shapes['ScalingConfigurationOutput'];
    readonly overflowBehavior?: 'QUEUE' | 'ON_DEMAND';
    readonly vpcConfig?: Shapes['VpcConfig'];
    readonly proxyConfiguration?: Shapes['ProxyConfiguration'];
    readonly imageId?: string;
    readonly fleetServiceRole?: string;
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly FleetProxyRule: {
    readonly type: 'DOMAIN' | 'IP';
    readonly effect: 'ALLOW' | 'DENY';
    readonly entities: readonly string[];
  };
  readonly FleetStatus: {
    readonly statusCode?:
      | 'CREATING'
      | 'UPDATING'
      | 'ROTATING'
      | 'PENDING_DELETION'
      | 'DELETING'
      | 'CREATE_FAILED'
      | 'UPDATE_ROLLBACK_FAILED'
      | 'ACTIVE';
    readonly context?:
      | 'CREATE_FAILED'
      | 'UPDATE_FAILED'
      | 'ACTION_REQUIRED'
      | 'PENDING_DELETION'
      | 'INSUFFICIENT_CAPACITY';
    readonly message?: string;
  };
  readonly GetReportGroupTrendInput: {
    readonly reportGroupArn: string;
    readonly numOfReports?: number;
    readonly trendField:
      | 'PASS_RATE'
      | 'DURATION'
      | 'TOTAL'
      | 'LINE_COVERAGE'
      | 'LINES_COVERED'
      | 'LINES_MISSED'
      | 'BRANCH_COVERAGE'
      | 'BRANCHES_COVERED'
      | 'BRANCHES_MISSED';
  };
  readonly GetReportGroupTrendOutput: {
    readonly stats?: Shapes['ReportGroupTrendStats'];
    readonly rawData?: readonly Shapes['ReportWithRawData'][];
  };
  readonly GetResourcePolicyInput: {
    readonly resourceArn: string;
  };
  readonly GetResourcePolicyOutput: {
    readonly policy?: string;
  };
  readonly GitSubmodulesConfig: {
    readonly fetchSubmodules: boolean;
  };
  readonly ImportSourceCredentialsInput: {
    readonly username?: string;
    readonly token: string;
    readonly serverType: 'GITHUB' | 'BITBUCKET' | 'GITHUB_ENTERPRISE' | 'GITLAB' | 'GITLAB_SELF_MANAGED';
    readonly authType:
      | 'OAUTH'
      | 'BASIC_AUTH'
      | 'PERSONAL_ACCESS_TOKEN'
      | 'CODECONNECTIONS'
      | 'SECRETS_MANAGER';
    readonly shouldOverwrite?: boolean;
  };
  readonly ImportSourceCredentialsOutput: {
    readonly arn?: string;
  };
  readonly InvalidateProjectCacheInput: {
    readonly projectName: string;
  };
  readonly InvalidateProjectCacheOutput: {};
  readonly ListBuildBatchesForProjectInput: {
    readonly projectName?: string;
    readonly filter?: Shapes['BuildBatchFilter'];
    readonly maxResults?: number;
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly nextToken?: string;
  };
  readonly ListBuildBatchesForProjectOutput: {
    readonly ids?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListBuildBatchesInput: {
    readonly filter?: Shapes['BuildBatchFilter'];
    readonly maxResults?: number;
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly nextToken?: string;
  };
  readonly ListBuildBatchesOutput: {
    readonly ids?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListBuildsForProjectInput: {
    readonly projectName: string;
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly nextToken?: string;
  };
  readonly ListBuildsForProjectOutput: {
    readonly ids?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListBuildsInput: {
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly nextToken?: string;
  };
  readonly ListBuildsOutput: {
    readonly ids?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListCommandExecutionsForSandboxInput: {
    readonly sandboxId: string;
    readonly maxResults?: number;
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly nextToken?: string;
  };
  readonly ListCommandExecutionsForSandboxOutput: {
    readonly commandExecutions?: readonly Shapes['CommandExecution'][];
    readonly nextToken?: string;
  };
  readonly ListCuratedEnvironmentImagesInput: {};
  readonly ListCuratedEnvironmentImagesOutput: {
    readonly platforms?: readonly Shapes['EnvironmentPlatform'][];
  };
  readonly ListFleetsInput: {
    readonly nextToken?: string;
    readonly maxResults?: number;
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly sortBy?: 'NAME' | 'CREATED_TIME' | 'LAST_MODIFIED_TIME';
  };
  readonly ListFleetsOutput: {
    readonly nextToken?: string;
    readonly fleets?: readonly string[];
  };
  readonly ListProjectsInput: {
    readonly sortBy?: 'NAME' | 'CREATED_TIME' | 'LAST_MODIFIED_TIME';
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly nextToken?: string;
  };
  readonly ListProjectsOutput: {
    readonly nextToken?: string;
    readonly projects?: readonly string[];
  };
  readonly ListReportGroupsInput: {
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly sortBy?: 'NAME' | 'CREATED_TIME' | 'LAST_MODIFIED_TIME';
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly ListReportGroupsOutput: {
    readonly nextToken?: string;
    readonly reportGroups?: readonly string[];
  };
  readonly ListReportsForReportGroupInput: {
    readonly reportGroupArn: string;
    readonly nextToken?: string;
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly maxResults?: number;
    readonly filter?: Shapes['ReportFilter'];
  };
  readonly ListReportsForReportGroupOutput: {
    readonly nextToken?: string;
    readonly reports?: readonly string[];
  };
  readonly ListReportsInput: {
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly nextToken?: string;
    readonly maxResults?: number;
    readonly filter?: Shapes['ReportFilter'];
  };
  readonly ListReportsOutput: {
    readonly nextToken?: string;
    readonly reports?: readonly string[];
  };
  readonly ListSandboxesForProjectInput: {
    readonly projectName: string;
    readonly maxResults?: number;
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly nextToken?: string;
  };
  readonly ListSandboxesForProjectOutput: {
    readonly ids?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListSandboxesInput: {
    readonly maxResults?: number;
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly nextToken?: string;
  };
  readonly ListSandboxesOutput: {
    readonly ids?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListSharedProjectsInput: {
    readonly sortBy?: 'ARN' | 'MODIFIED_TIME';
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly ListSharedProjectsOutput: {
    readonly nextToken?: string;
    readonly projects?: readonly string[];
  };
  readonly ListSharedReportGroupsInput: {
    readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
    readonly sortBy?: 'ARN' | 'MODIFIED_TIME';
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly ListSharedReportGroupsOutput: {
    readonly nextToken?: string;
    readonly reportGroups?: readonly string[];
  };
  readonly ListSourceCredentialsInput: {};
  readonly ListSourceCredentialsOutput: {
    readonly sourceCredentialsInfos?: readonly Shapes['SourceCredentialsInfo'][];
  };
  readonly LogsConfig: {
    readonly cloudWatchLogs?: Shapes['CloudWatchLogsConfig'];
    readonly s3Logs?: Shapes['S3LogsConfig'];
  };
  readonly LogsLocation: {
    readonly groupName?: string;
    readonly streamName?: string;
    readonly deepLink?: string;
    readonly s3DeepLink?: string;
    readonly cloudWatchLogsArn?: string;
    readonly s3LogsArn?: string;
    readonly cloudWatchLogs?: Shapes['CloudWatchLogsConfig'];
    readonly s3Logs?: Shapes['S3LogsConfig'];
  };
  readonly NetworkInterface: {
    readonly subnetId?: string;
    readonly networkInterfaceId?: string;
  };
  readonly PhaseContext: {
    readonly statusCode?: string;
    readonly message?: string;
  };
  readonly Project: {
    readonly name?: string;
    readonly arn?: string;
    readonly description?: string;
    readonly source?: Shapes['ProjectSource'];
    readonly secondarySources?: readonly Shapes['ProjectSource'][];
    readonly sourceVersion?: string;
    readonly secondarySourceVersions?: readonly Shapes['ProjectSourceVersion'][];
    readonly artifacts?: Shapes['ProjectArtifacts'];
    readonly secondaryArtifacts?: readonly Shapes['ProjectArtifacts'][];
    readonly cache?: Shapes['ProjectCache'];
    readonly environment?: Shapes['ProjectEnvironment'];
    readonly serviceRole?: string;
    readonly timeoutInMinutes?: number;
    readonly queuedTimeoutInMinutes?: number;
    readonly encryptionKey?: string;
    readonly tags?: readonly Shapes['Tag'][];
    readonly created?: Date;
    readonly lastModified?: Date;
    readonly webhook?: Shapes['Webhook'];
    readonly vpcConfig?: Shapes['VpcConfig'];
    readonly badge?: Shapes['ProjectBadge'];
    readonly logsConfig?: Shapes['LogsConfig'];
    readonly fileSystemLocations?: readonly Shapes['ProjectFileSystemLocation'][];
    readonly buildBatchConfig?: Shapes['ProjectBuildBatchConfig'];
    readonly concurrentBuildLimit?: number;
    readonly projectVisibility?: 'PUBLIC_READ' | 'PRIVATE';
    readonly publicProjectAlias?: string;
    readonly resourceAccessRole?: string;
    readonly autoRetryLimit?: number;
  };
  readonly ProjectArtifacts: {
    readonly type: 'CODEPIPELINE' | 'S3' | 'NO_ARTIFACTS';
    readonly location?: string;
    readonly path?: string;
    readonly namespaceType?: 'NONE' | 'BUILD_ID';
    readonly name?: string;
    readonly packaging?: 'NONE' | 'ZIP';
    readonly overrideArtifactName?: boolean;
    readonly encryptionDisabled?: boolean;
    readonly artifactIdentifier?: string;
    readonly bucketOwnerAccess?: 'NONE' | 'READ_ONLY' | 'FULL';
  };
  readonly ProjectBadge: {
    readonly badgeEnabled?: boolean;
    readonly badgeRequestUrl?: string;
  };
  readonly ProjectBuildBatchConfig: {
    readonly serviceRole?: string;
    readonly combineArtifacts?: boolean;
    readonly restrictions?: Shapes['BatchRestrictions'];
    readonly timeoutInMins?: number;
    readonly batchReportMode?: 'REPORT_INDIVIDUAL_BUILDS' | 'REPORT_AGGREGATED_BATCH';
  };
  readonly ProjectCache: {
    readonly type: 'NO_CACHE' | 'S3' | 'LOCAL';
    readonly location?: string;
    readonly modes?: readonly ('LOCAL_DOCKER_LAYER_CACHE' | 'LOCAL_SOURCE_CACHE' | 'LOCAL_CUSTOM_CACHE')[];
    readonly cacheNamespace?: string;
  };
  readonly ProjectEnvironment: {
    readonly type:
      | 'WINDOWS_CONTAINER'
      | 'LINUX_CONTAINER'
      | 'LINUX_GPU_CONTAINER'
      | 'ARM_CONTAINER'
      | 'WINDOWS_SERVER_2019_CONTAINER'
      | 'WINDOWS_SERVER_2022_CONTAINER'
      | 'LINUX_LAMBDA_CONTAINER'
      | 'ARM_LAMBDA_CONTAINER'
      | 'LINUX_EC2'
      | 'ARM_EC2'
      | 'WINDOWS_EC2'
      | 'MAC_ARM';
    readonly image: string;
    readonly computeType:
      | 'BUILD_GENERAL1_SMALL'
      | 'BUILD_GENERAL1_MEDIUM'
      | 'BUILD_GENERAL1_LARGE'
      | 'BUILD_GENERAL1_XLARGE'
      | 'BUILD_GENERAL1_2XLARGE'
      | 'BUILD_LAMBDA_1GB'
      | 'BUILD_LAMBDA_2GB'
      | 'BUILD_LAMBDA_4GB'
      | 'BUILD_LAMBDA_8GB'
      | 'BUILD_LAMBDA_10GB'
      | 'ATTRIBUTE_BASED_COMPUTE'
      | 'CUSTOM_INSTANCE_TYPE';
    readonly computeConfiguration?: Shapes['ComputeConfiguration'];
    readonly fleet?: Shapes['ProjectFleet'];
    readonly environmentVariables?: readonly Shapes['EnvironmentVariable'][];
    readonly privilegedMode?: boolean;
    readonly certificate?: string;
    readonly registryCredential?: Shapes['RegistryCredential'];
    readonly imagePullCredentialsType?: 'CODEBUILD' | 'SERVICE_ROLE';
    readonly dockerServer?: Shapes['DockerServer'];
    readonly hostKernel?: 'LINUX_KERNEL_4' | 'LINUX_KERNEL_6' | 'LINUX_KERNEL_LATEST';
  };
  readonly ProjectFileSystemLocation: {
    readonly type?: 'EFS';
    readonly location?: string;
    readonly mountPoint?: string;
    readonly identifier?: string;
    readonly mountOptions?: string;
  };
  readonly ProjectFleet: {
    readonly fleetArn?: string;
  };
  readonly ProjectSource: {
    readonly type:
      | 'CODECOMMIT'
      | 'CODEPIPELINE'
      | 'GITHUB'
      | 'GITLAB'
      | 'GITLAB_SELF_MANAGED'
      | 'S3'
      | 'BITBUCKET'
      | 'GITHUB_ENTERPRISE'
      | 'NO_SOURCE';
    readonly location?: string;
    readonly gitCloneDepth?: number;
    readonly gitSubmodulesConfig?: Shapes['GitSubmodulesConfig'];
    readonly buildspec?: string;
    readonly auth?: Shapes['SourceAuth'];
    readonly reportBuildStatus?: boolean;
    readonly buildStatusConfig?: Shapes['BuildStatusConfig'];
    readonly insecureSsl?: boolean;
    readonly sourceIdentifier?: string;
  };
  readonly ProjectSourceVersion: {
    readonly sourceIdentifier: string;
    readonly sourceVersion: string;
  };
  readonly ProxyConfiguration: {
    readonly defaultBehavior?: 'ALLOW_ALL' | 'DENY_ALL';
    readonly orderedProxyRules?: readonly Shapes['FleetProxyRule'][];
  };
  readonly PullRequestBuildPolicy: {
    readonly requiresCommentApproval: 'DISABLED' | 'ALL_PULL_REQUESTS' | 'FORK_PULL_REQUESTS';
    readonly approverRoles?: readonly (
      | 'GITHUB_READ'
      | 'GITHUB_TRIAGE'
      | 'GITHUB_WRITE'
      | 'GITHUB_MAINTAIN'
      | 'GITHUB_ADMIN'
      | 'GITLAB_GUEST'
      | 'GITLAB_PLANNER'
      | 'GITLAB_REPORTER'
      | 'GITLAB_DEVELOPER'
      | 'GITLAB_MAINTAINER'
      | 'GITLAB_OWNER'
      | 'BITBUCKET_READ'
      | 'BITBUCKET_WRITE'
      | 'BITBUCKET_ADMIN'
    )[];
  };
  readonly PutResourcePolicyInput: {
    readonly policy: string;
    readonly resourceArn: string;
  };
  readonly PutResourcePolicyOutput: {
    readonly resourceArn?: string;
  };
  readonly RegistryCredential: {
    readonly credential: string;
    readonly credentialProvider: 'SECRETS_MANAGER';
  };
  readonly Report: {
    readonly arn?: string;
    readonly type?: 'TEST' | 'CODE_COVERAGE';
    readonly name?: string;
    readonly reportGroupArn?: string;
    readonly executionId?: string;
    readonly status?: 'GENERATING' | 'SUCCEEDED' | 'FAILED' | 'INCOMPLETE' | 'DELETING';
    readonly created?: Date;
    readonly expired?: Date;
    readonly exportConfig?: Shapes['ReportExportConfig'];
    readonly truncated?: boolean;
    readonly testSummary?: Shapes['TestReportSummary'];
    readonly codeCoverageSummary?: Shapes['CodeCoverageReportSummary'];
  };
  readonly ReportExportConfig: {
    readonly exportConfigType?: 'S3' | 'NO_EXPORT';
    readonly s3Destination?: Shapes['S3ReportExportConfig'];
  };
  readonly ReportFilter: {
    readonly status?: 'GENERATING' | 'SUCCEEDED' | 'FAILED' | 'INCOMPLETE' | 'DELETING';
  };
  readonly ReportGroup: {
    readonly arn?: string;
    readonly name?: string;
    readonly type?: 'TEST' | 'CODE_COVERAGE';
    readonly exportConfig?: Shapes['ReportExportConfig'];
    readonly created?: Date;
    readonly lastModified?: Date;
    readonly tags?: readonly Shapes['Tag'][];
    readonly status?: 'ACTIVE' | 'DELETING';
  };
  readonly ReportGroupTrendStats: {
    readonly average?: string;
    readonly max?: string;
    readonly min?: string;
  };
  readonly ReportWithRawData: {
    readonly reportArn?: string;
    readonly data?: string;
  };
  readonly ResolvedArtifact: {
    readonly type?: 'CODEPIPELINE' | 'S3' | 'NO_ARTIFACTS';
    readonly location?: string;
    readonly identifier?: string;
  };
  readonly RetryBuildBatchInput: {
    readonly id?: string;
    readonly idempotencyToken?: string;
    readonly retryType?: 'RETRY_ALL_BUILDS' | 'RETRY_FAILED_BUILDS';
  };
  readonly RetryBuildBatchOutput: {
    readonly buildBatch?: Shapes['BuildBatch'];
  };
  readonly RetryBuildInput: {
    readonly id?: string;
    readonly idempotencyToken?: string;
  };
  readonly RetryBuildOutput: {
    readonly build?: Shapes['Build'];
  };
  readonly S3LogsConfig: {
    readonly status: 'ENABLED' | 'DISABLED';
    readonly location?: string;
    readonly encryptionDisabled?: boolean;
    readonly bucketOwnerAccess?: 'NONE' | 'READ_ONLY' | 'FULL';
  };
  readonly S3ReportExportConfig: {
    readonly bucket?: string;
    readonly bucketOwner?: string;
    readonly path?: string;
    readonly packaging?: 'ZIP' | 'NONE';
    readonly encryptionKey?: string;
    readonly encryptionDisabled?: boolean;
  };
  readonly SSMSession: {
    readonly sessionId?: string;
    readonly tokenValue?: string;
    readonly streamUrl?: string;
  };
  readonly Sandbox: {
    readonly id?: string;
    readonly arn?: string;
    readonly projectName?: string;
    readonly requestTime?: Date;
    readonly startTime?: Date;
    readonly endTime?: Date;
    readonly status?: string;
    readonly source?: Shapes['ProjectSource'];
    readonly sourceVersion?: string;
    readonly secondarySources?: readonly Shapes['ProjectSource'][];
    readonly secondarySourceVersions?: readonly Shapes['ProjectSourceVersion'][];
    readonly environment?: Shapes['ProjectEnvironment'];
    readonly fileSystemLocations?: readonly Shapes['ProjectFileSystemLocation'][];
    readonly timeoutInMinutes?: number;
    readonly queuedTimeoutInMinutes?: number;
    readonly vpcConfig?: Shapes['VpcConfig'];
    readonly logConfig?: Shapes['LogsConfig'];
    readonly encryptionKey?: string;
    readonly serviceRole?: string;
    readonly currentSession?: Shapes['SandboxSession'];
  };
  readonly SandboxSession: {
    readonly id?: string;
    readonly status?: string;
    readonly startTime?: Date;
    readonly endTime?: Date;
    readonly currentPhase?: string;
    readonly phases?: readonly Shapes['SandboxSessionPhase'][];
    readonly resolvedSourceVersion?: string;
    readonly logs?: Shapes['LogsLocation'];
    readonly networkInterface?: Shapes['NetworkInterface'];
  };
  readonly SandboxSessionPhase: {
    readonly phaseType?: string;
    readonly phaseStatus?: 'SUCCEEDED' | 'FAILED' | 'FAULT' | 'TIMED_OUT' | 'IN_PROGRESS' | 'STOPPED';
    readonly startTime?: Date;
    readonly endTime?: Date;
    readonly durationInSeconds?: number;
    readonly contexts?: readonly Shapes['PhaseContext'][];
  };
  readonly ScalingConfigurationInput: {
    readonly scalingType?: 'TARGET_TRACKING_SCALING';
    readonly targetTrackingScalingConfigs?: readonly Shapes['TargetTrackingScalingConfiguration'][];
    readonly maxCapacity?: number;
  };
  readonly ScalingConfigurationOutput: {
    readonly scalingType?: 'TARGET_TRACKING_SCALING';
    readonly targetTrackingScalingConfigs?: readonly Shapes['TargetTrackingScalingConfiguration'][];
    readonly maxCapacity?: number;
    readonly desiredCapacity?: number;
  };
  readonly ScopeConfiguration: {
    readonly name: string;
    readonly domain?: string;
    readonly scope: 'GITHUB_ORGANIZATION' | 'GITHUB_GLOBAL' | 'GITLAB_GROUP';
  };
  readonly SourceAuth: {
    readonly type: 'OAUTH' | 'CODECONNECTIONS' | 'SECRETS_MANAGER';
    readonly resource?: string;
  };
  readonly SourceCredentialsInfo: {
    readonly arn?: string;
    readonly serverType?: 'GITHUB' | 'BITBUCKET' | 'GITHUB_ENTERPRISE' | 'GITLAB' | 'GITLAB_SELF_MANAGED';
    readonly authType?:
      | 'OAUTH'
      | 'BASIC_AUTH'
      | 'PERSONAL_ACCESS_TOKEN'
      | 'CODECONNECTIONS'
      | 'SECRETS_MANAGER';
    readonly resource?: string;
  };
  readonly StartBuildBatchInput: {
    readonly projectName: string;
    readonly secondarySourcesOverride?: readonly Shapes['ProjectSource'][];
    readonly secondarySourcesVersionOverride?: readonly Shapes['ProjectSourceVersion'][];
    readonly sourceVersion?: string;
    readonly artifactsOverride?: Shapes['ProjectArtifacts'];
    readonly secondaryArtifactsOverride?: readonly Shapes['ProjectArtifacts'][];
    readonly environmentVariablesOverride?: readonly Shapes['EnvironmentVariable'][];
    readonly sourceTypeOverride?:
      | 'CODECOMMIT'
      | 'CODEPIPELINE'
      | 'GITHUB'
      | 'GITLAB'
      | 'GITLAB_SELF_MANAGED'
      | 'S3'
      | 'BITBUCKET'
      | 'GITHUB_ENTERPRISE'
      | 'NO_SOURCE';
    readonly sourceLocationOverride?: string;
    readonly sourceAuthOverride?: Shapes['SourceAuth'];
    readonly gitCloneDepthOverride?: number;
    readonly gitSubmodulesConfigOverride?: Shapes['GitSubmodulesConfig'];
    readonly buildspecOverride?: string;
    readonly insecureSslOverride?: boolean;
    readonly reportBuildBatchStatusOverride?: boolean;
    readonly environmentTypeOverride?:
      | 'WINDOWS_CONTAINER'
      | 'LINUX_CONTAINER'
      | 'LINUX_GPU_CONTAINER'
      | 'ARM_CONTAINER'
      | 'WINDOWS_SERVER_2019_CONTAINER'
      | 'WINDOWS_SERVER_2022_CONTAINER'
      | 'LINUX_LAMBDA_CONTAINER'
      | 'ARM_LAMBDA_CONTAINER'
      | 'LINUX_EC2'
      | 'ARM_EC2'
      | 'WINDOWS_EC2'
      | 'MAC_ARM';
    readonly imageOverride?: string;
    readonly computeTypeOverride?:
      | 'BUILD_GENERAL1_SMALL'
      | 'BUILD_GENERAL1_MEDIUM'
      | 'BUILD_GENERAL1_LARGE'
      | 'BUILD_GENERAL1_XLARGE'
      | 'BUILD_GENERAL1_2XLARGE'
      | 'BUILD_LAMBDA_1GB'
      | 'BUILD_LAMBDA_2GB'
      | 'BUILD_LAMBDA_4GB'
      | 'BUILD_LAMBDA_8GB'
      | 'BUILD_LAMBDA_10GB'
      | 'ATTRIBUTE_BASED_COMPUTE'
      | 'CUSTOM_INSTANCE_TYPE';
    readonly certificateOverride?: string;
    readonly cacheOverride?: Shapes['ProjectCache'];
    readonly serviceRoleOverride?: string;
    readonly privilegedModeOverride?: boolean;
    readonly buildTimeoutInMinutesOverride?: number;
    readonly queuedTimeoutInMinutesOverride?: number;
    readonly encryptionKeyOverride?: string;
    readonly idempotencyToken?: string;
    readonly logsConfigOverride?: Shapes['LogsConfig'];
    readonly registryCredentialOverride?: Shapes['RegistryCredential'];
    readonly imagePullCredentialsTypeOverride?: 'CODEBUILD' | 'SERVICE_ROLE';
    readonly buildBatchConfigOverride?: Shapes['ProjectBuildBatchConfig'];
    readonly debugSessionEnabled?: boolean;
  };
  readonly StartBuildBatchOutput: {
    readonly buildBatch?: Shapes['BuildBatch'];
  };
  readonly StartBuildInput: {
    readonly projectName: string;
    readonly secondarySourcesOverride?: readonly Shapes['ProjectSource'][];
    readonly secondarySourcesVersionOverride?: readonly Shapes['ProjectSourceVersion'][];
    readonly sourceVersion?: string;
    readonly artifactsOverride?: Shapes['ProjectArtifacts'];
    readonly secondaryArtifactsOverride?: readonly Shapes['ProjectArtifacts'][];
    readonly environmentVariablesOverride?: readonly Shapes['EnvironmentVariable'][];
    readonly sourceTypeOverride?:
      | 'CODECOMMIT'
      | 'CODEPIPELINE'
      | 'GITHUB'
      | 'GITLAB'
      | 'GITLAB_SELF_MANAGED'
      | 'S3'
      | 'BITBUCKET'
      | 'GITHUB_ENTERPRISE'
      | 'NO_SOURCE';
    readonly sourceLocationOverride?: string;
    readonly sourceAuthOverride?: Shapes['SourceAuth'];
    readonly gitCloneDepthOverride?: number;
    readonly gitSubmodulesConfigOverride?: Shapes['GitSubmodulesConfig'];
    readonly buildspecOverride?: string;
    readonly insecureSslOverride?: boolean;
    readonly reportBuildStatusOverride?: boolean;
    readonly buildStatusConfigOverride?: Shapes['BuildStatusConfig'];
    readonly environmentTypeOverride?:
      | 'WINDOWS_CONTAINER'
      | 'LINUX_CONTAINER'
      | 'LINUX_GPU_CONTAINER'
      | 'ARM_CONTAINER'
      | 'WINDOWS_SERVER_2019_CONTAINER'
      | 'WINDOWS_SERVER_2022_CONTAINER'
      | 'LINUX_LAMBDA_CONTAINER'
      | 'ARM_LAMBDA_CONTAINER'
      | 'LINUX_EC2'
      | 'ARM_EC2'
      | 'WINDOWS_EC2'
      | 'MAC_ARM';
    readonly imageOverride?: string;
    readonly computeTypeOverride?:
      | 'BUILD_GENERAL1_SMALL'
      | 'BUILD_GENERAL1_MEDIUM'
      | 'BUILD_GENERAL1_LARGE'
      | 'BUILD_GENERAL1_XLARGE'
      | 'BUILD_GENERAL1_2XLARGE'
      | 'BUILD_LAMBDA_1GB'
      | 'BUILD_LAMBDA_2GB'
      | 'BUILD_LAMBDA_4GB'
      | 'BUILD_LAMBDA_8GB'
      | 'BUILD_LAMBDA_10GB'
      | 'ATTRIBUTE_BASED_COMPUTE'
      | 'CUSTOM_INSTANCE_TYPE';
    readonly certificateOverride?: string;
    readonly cacheOverride?: Shapes['ProjectCache'];
    readonly serviceRoleOverride?: string;
    readonly privilegedModeOverride?: boolean;
    readonly timeoutInMinutesOverride?: number;
    readonly queuedTimeoutInMinutesOverride?: number;
    readonly encryptionKeyOverride?: string;
    readonly idempotencyToken?: string;
    readonly logsConfigOverride?: Shapes['LogsConfig'];
    readonly registryCredentialOverride?: Shapes['RegistryCredential'];
    readonly imagePullCredentialsTypeOverride?: 'CODEBUILD' | 'SERVICE_ROLE';
    readonly debugSessionEnabled?: boolean;
    readonly fleetOverride?: Shapes['ProjectFleet'];
    readonly autoRetryLimitOverride?: number;
    readonly hostKernelOverride?: 'LINUX_KERNEL_4' | 'LINUX_KERNEL_6' | 'LINUX_KERNEL_LATEST';
  };
  readonly StartBuildOutput: {
    readonly build?: Shapes['Build'];
  };
  readonly StartCommandExecutionInput: {
    readonly sandboxId: string;
    readonly command: string;
    readonly type?: 'SHELL';
  };
  readonly StartCommandExecutionOutput: {
    readonly commandExecution?: Shapes['CommandExecution'];
  };
  readonly StartSandboxConnectionInput: {
    readonly sandboxId: string;
  };
  readonly StartSandboxConnectionOutput: {
    readonly ssmSession?: Shapes['SSMSession'];
  };
  readonly StartSandboxInput: {
    readonly projectName?: string;
    readonly idempotencyToken?: string;
  };
  readonly StartSandboxOutput: {
    readonly sandbox?: Shapes['Sandbox'];
  };
  readonly StopBuildBatchInput: {
    readonly id: string;
  };
  readonly StopBuildBatchOutput: {
    readonly buildBatch?: Shapes['BuildBatch'];
  };
  readonly StopBuildInput: {
    readonly id: string;
  };
  readonly StopBuildOutput: {
    readonly build?: Shapes['Build'];
  };
  readonly StopSandboxInput: {
    readonly id: string;
  };
  readonly StopSandboxOutput: {
    readonly sandbox?: Shapes['Sandbox'];
  };
  readonly Tag: {
    readonly key: string;
    readonly value: string;
  };
  readonly TargetTrackingScalingConfiguration: {
    readonly metricType?: 'FLEET_UTILIZATION_RATE';
    readonly targetValue?: number;
  };
  readonly TestCase: {
    readonly reportArn?: string;
    readonly testRawDataPath?: string;
    readonly prefix?: string;
    readonly name?: string;
    readonly status?: string;
    readonly durationInNanoSeconds?: number;
    readonly message?: string;
    readonly expired?: Date;
    readonly testSuiteName?: string;
  };
  readonly TestCaseFilter: {
    readonly status?: string;
    readonly keyword?: string;
  };
  readonly TestReportSummary: {
    readonly total: number;
    readonly statusCounts: Readonly<Record<string, number>>;
    readonly durationInNanoSeconds: number;
  };
  readonly UpdateFleetInput: {
    readonly arn: string;
    readonly baseCapacity?: number;
    readonly environmentType?:
      | 'WINDOWS_CONTAINER'
      | 'LINUX_CONTAINER'
      | 'LINUX_GPU_CONTAINER'
      | 'ARM_CONTAINER'
      | 'WINDOWS_SERVER_2019_CONTAINER'
      | 'WINDOWS_SERVER_2022_CONTAINER'
      | 'LINUX_LAMBDA_CONTAINER'
      | 'ARM_LAMBDA_CONTAINER'
      | 'LINUX_EC2'
      | 'ARM_EC2'
      | 'WINDOWS_EC2'
      | 'MAC_ARM';
    readonly computeType?:
      | 'BUILD_GENERAL1_SMALL'
      | 'BUILD_GENERAL1_MEDIUM'
      | 'BUILD_GENERAL1_LARGE'
      | 'BUILD_GENERAL1_XLARGE'
      | 'BUILD_GENERAL1_2XLARGE'
      | 'BUILD_LAMBDA_1GB'
      | 'BUILD_LAMBDA_2GB'
      | 'BUILD_LAMBDA_4GB'
      | 'BUILD_LAMBDA_8GB'
      | 'BUILD_LAMBDA_10GB'
      | 'ATTRIBUTE_BASED_COMPUTE'
      | 'CUSTOM_INSTANCE_TYPE';
    readonly computeConfiguration?: Shapes['ComputeConfiguration'];
    readonly scalingConfiguration?: Shapes['ScalingConfigurationInput'];
    readonly overflowBehavior?: 'QUEUE' | 'ON_DEMAND';
    readonly vpcConfig?: Shapes['VpcConfig'];
    readonly proxyConfiguration?: Shapes['ProxyConfiguration'];
    readonly imageId?: string;
    readonly fleetServiceRole?: string;
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly UpdateFleetOutput: {
    readonly fleet?: Shapes['Fleet'];
  };
  readonly UpdateProjectInput: {
    readonly name: string;
    readonly description?: string;
    readonly source?: Shapes['ProjectSource'];
    readonly secondarySources?: readonly Shapes['ProjectSource'][];
    readonly sourceVersion?: string;
    readonly secondarySourceVersions?: readonly Shapes['ProjectSourceVersion'][];
    readonly artifacts?: Shapes['ProjectArtifacts'];
    readonly secondaryArtifacts?: readonly Shapes['ProjectArtifacts'][];
    readonly cache?: Shapes['ProjectCache'];
    readonly environment?: Shapes['ProjectEnvironment'];
    readonly serviceRole?: string;
    readonly timeoutInMinutes?: number;
    readonly queuedTimeoutInMinutes?: number;
    readonly encryptionKey?: string;
    readonly tags?: readonly Shapes['Tag'][];
    readonly vpcConfig?: Shapes['VpcConfig'];
    readonly badgeEnabled?: boolean;
    readonly logsConfig?: Shapes['LogsConfig'];
    readonly fileSystemLocations?: readonly Shapes['ProjectFileSystemLocation'][];
    readonly buildBatchConfig?: Shapes['ProjectBuildBatchConfig'];
    readonly concurrentBuildLimit?: number;
    readonly autoRetryLimit?: number;
  };
  readonly UpdateProjectOutput: {
    readonly project?: Shapes['Project'];
  };
  readonly UpdateProjectVisibilityInput: {
    readonly projectArn: string;
    readonly projectVisibility: 'PUBLIC_READ' | 'PRIVATE';
    readonly resourceAccessRole?: string;
  };
  readonly UpdateProjectVisibilityOutput: {
    readonly projectArn?: string;
    readonly publicProjectAlias?: string;
    readonly projectVisibility?: 'PUBLIC_READ' | 'PRIVATE';
  };
  readonly UpdateReportGroupInput: {
    readonly arn: string;
    readonly exportConfig?: Shapes['ReportExportConfig'];
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly UpdateReportGroupOutput: {
    readonly reportGroup?: Shapes['ReportGroup'];
  };
  readonly UpdateWebhookInput: {
    readonly projectName: string;
    readonly branchFilter?: string;
    readonly rotateSecret?: boolean;
    readonly filterGroups?: readonly (readonly Shapes['WebhookFilter'][])[];
    readonly buildType?: 'BUILD' | 'BUILD_BATCH' | 'RUNNER_BUILDKITE_BUILD';
    readonly pullRequestBuildPolicy?: Shapes['PullRequestBuildPolicy'];
  };
  readonly UpdateWebhookOutput: {
    readonly webhook?: Shapes['Webhook'];
  };
  readonly VpcConfig: {
    readonly vpcId?: string;
    readonly subnets?: readonly string[];
    readonly securityGroupIds?: readonly string[];
  };
  readonly Webhook: {
    readonly url?: string;
    readonly payloadUrl?: string;
    readonly secret?: string;
    readonly branchFilter?: string;
    readonly filterGroups?: readonly (readonly Shapes['WebhookFilter'][])[];
    readonly buildType?: 'BUILD' | 'BUILD_BATCH' | 'RUNNER_BUILDKITE_BUILD';
    readonly manualCreation?: boolean;
    readonly lastModifiedSecret?: Date;
    readonly scopeConfiguration?: Shapes['ScopeConfiguration'];
    readonly status?: 'CREATING' | 'CREATE_FAILED' | 'ACTIVE' | 'DELETING';
    readonly statusMessage?: string;
    readonly pullRequestBuildPolicy?: Shapes['PullRequestBuildPolicy'];
  };
  readonly WebhookFilter: {
    readonly type:
      | 'EVENT'
      | 'BASE_REF'
      | 'HEAD_REF'
      | 'ACTOR_ACCOUNT_ID'
      | 'FILE_PATH'
      | 'COMMIT_MESSAGE'
      | 'WORKFLOW_NAME'
      | 'TAG_NAME'
      | 'RELEASE_NAME'
      | 'REPOSITORY_NAME'
      | 'ORGANIZATION_NAME';
    readonly pattern: string;
    readonly excludeMatchedPattern?: boolean;
  };
}

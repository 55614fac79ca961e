// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CodeBuild {
  readonly BatchRestrictions: {
    readonly maximumBuildsAllowed?: number;
    readonly computeTypesAllowed?: readonly string[];
    readonly fleetsAllowed?: readonly string[];
  };
  readonly BuildStatusConfig: {
    readonly context?: string;
    readonly targetUrl?: string;
  };
  readonly CloudWatchLogsConfig: {
    readonly status: 'ENABLED' | 'DISABLED';
    readonly groupName?: string;
    readonly streamName?: string;
  };
  readonly ComputeConfiguration: {
    readonly vCpu?: number;
    readonly memory?: number;
    readonly disk?: number;
    readonly machineType?: 'GENERAL' | 'NVME';
    readonly instanceType?: string;
  };
  readonly CreateProjectInput: {
    readonly name: string;
    readonly description?: string;
    readonly source: CodeBuild['ProjectSource'];
    readonly secondarySources?: readonly CodeBuild['ProjectSource'][];
    readonly sourceVersion?: string;
    readonly secondarySourceVersions?: readonly CodeBuild['ProjectSourceVersion'][];
    readonly artifacts: CodeBuild['ProjectArtifacts'];
    readonly secondaryArtifacts?: readonly CodeBuild['ProjectArtifacts'][];
    readonly cache?: CodeBuild['ProjectCache'];
    readonly environment: CodeBuild['ProjectEnvironment'];
    readonly serviceRole: string;
    readonly timeoutInMinutes?: number;
    readonly queuedTimeoutInMinutes?: number;
    readonly encryptionKey?: string;
    readonly tags?: readonly CodeBuild['Tag'][];
    readonly vpcConfig?: CodeBuild['VpcConfig'];
    readonly badgeEnabled?: boolean;
    readonly logsConfig?: CodeBuild['LogsConfig'];
    readonly fileSystemLocations?: readonly CodeBuild['ProjectFileSystemLocation'][];
    readonly buildBatchConfig?: CodeBuild['ProjectBuildBatchConfig'];
    readonly concurrentBuildLimit?: number;
    readonly autoRetryLimit?: number;
  };
  readonly CreateReportGroupInput: {
    readonly name: string;
    readonly type: 'TEST' | 'CODE_COVERAGE';
    readonly exportConfig: CodeBuild['ReportExportConfig'];
    readonly tags?: readonly CodeBuild['Tag'][];
  };
  readonly CreateWebhookInput: {
    readonly projectName: string;
    readonly branchFilter?: string;
    readonly filterGroups?: readonly (readonly CodeBuild['WebhookFilter'][])[];
    readonly buildType?: 'BUILD' | 'BUILD_BATCH' | 'RUNNER_BUILDKITE_BUILD';
    readonly manualCreation?: boolean;
    readonly scopeConfiguration?: CodeBuild['ScopeConfiguration'];
    readonly pullRequestBuildPolicy?: CodeBuild['PullRequestBuildPolicy'];
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
    readonly status?: CodeBuild['DockerServerStatus'];
  };
  readonly DockerServerStatus: {
    readonly status?: string;
    readonly message?: string;
  };
  readonly EnvironmentVariable: {
    readonly name: string;
    readonly value: string;
    readonly type?: 'PLAINTEXT' | 'PARAMETER_STORE' | 'SECRETS_MANAGER';
  };
  readonly GitSubmodulesConfig: {
    readonly fetchSubmodules: boolean;
  };
  readonly LogsConfig: {
    readonly cloudWatchLogs?: CodeBuild['CloudWatchLogsConfig'];
    readonly s3Logs?: CodeBuild['S3LogsConfig'];
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
  readonly ProjectBuildBatchConfig: {
    readonly serviceRole?: string;
    readonly combineArtifacts?: boolean;
    readonly restrictions?: CodeBuild['BatchRestrictions'];
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
    readonly computeConfiguration?: CodeBuild['ComputeConfiguration'];
    readonly fleet?: CodeBuild['ProjectFleet'];
    readonly environmentVariables?: readonly CodeBuild['EnvironmentVariable'][];
    readonly privilegedMode?: boolean;
    readonly certificate?: string;
    readonly registryCredential?: CodeBuild['RegistryCredential'];
    readonly imagePullCredentialsType?: 'CODEBUILD' | 'SERVICE_ROLE';
    readonly dockerServer?: CodeBuild['DockerServer'];
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
    readonly gitSubmodulesConfig?: CodeBuild['GitSubmodulesConfig'];
    readonly buildspec?: string;
    readonly auth?: CodeBuild['SourceAuth'];
    readonly reportBuildStatus?: boolean;
    readonly buildStatusConfig?: CodeBuild['BuildStatusConfig'];
    readonly insecureSsl?: boolean;
    readonly sourceIdentifier?: string;
  };
  readonly ProjectSourceVersion: {
    readonly sourceIdentifier: string;
    readonly sourceVersion: string;
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
  readonly RegistryCredential: {
    readonly credential: string;
    readonly credentialProvider: 'SECRETS_MANAGER';
  };
  readonly ReportExportConfig: {
    readonly exportConfigType?: 'S3' | 'NO_EXPORT';
    readonly s3Destination?: CodeBuild['S3ReportExportConfig'];
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
  readonly ScopeConfiguration: {
    readonly name: string;
    readonly domain?: string;
    readonly scope: 'GITHUB_ORGANIZATION' | 'GITHUB_GLOBAL' | 'GITLAB_GROUP';
  };
  readonly SourceAuth: {
    readonly type: 'OAUTH' | 'CODECONNECTIONS' | 'SECRETS_MANAGER';
    readonly resource?: string;
  };
  readonly Tag: {
    readonly key: string;
    readonly value: string;
  };
  readonly VpcConfig: {
    readonly vpcId?: string;
    readonly subnets?: readonly string[];
    readonly securityGroupIds?: readonly string[];
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

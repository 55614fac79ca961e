// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CodeDeployApi {
  readonly operations: {
    readonly AddTagsToOnPremisesInstances: {
      readonly input: Shapes['AddTagsToOnPremisesInstancesInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly BatchGetApplicationRevisions: {
      readonly input: Shapes['BatchGetApplicationRevisionsInput'];
      readonly output: Shapes['BatchGetApplicationRevisionsOutput'];
    };
    readonly BatchGetApplications: {
      readonly input: Shapes['BatchGetApplicationsInput'];
      readonly output: Shapes['BatchGetApplicationsOutput'];
    };
    readonly BatchGetDeploymentGroups: {
      readonly input: Shapes['BatchGetDeploymentGroupsInput'];
      readonly output: Shapes['BatchGetDeploymentGroupsOutput'];
    };
    readonly BatchGetDeploymentInstances: {
      readonly input: Shapes['BatchGetDeploymentInstancesInput'];
      readonly output: Shapes['BatchGetDeploymentInstancesOutput'];
    };
    readonly BatchGetDeploymentTargets: {
      readonly input: Shapes['BatchGetDeploymentTargetsInput'];
      readonly output: Shapes['BatchGetDeploymentTargetsOutput'];
    };
    readonly BatchGetDeployments: {
      readonly input: Shapes['BatchGetDeploymentsInput'];
      readonly output: Shapes['BatchGetDeploymentsOutput'];
    };
    readonly BatchGetOnPremisesInstances: {
      readonly input: Shapes['BatchGetOnPremisesInstancesInput'];
      readonly output: Shapes['BatchGetOnPremisesInstancesOutput'];
    };
    readonly ContinueDeployment: {
      readonly input: Shapes['ContinueDeploymentInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly CreateApplication: {
      readonly input: Shapes['CreateApplicationInput'];
      readonly output: Shapes['CreateApplicationOutput'];
    };
    readonly CreateDeployment: {
      readonly input: Shapes['CreateDeploymentInput'];
      readonly output: Shapes['CreateDeploymentOutput'];
    };
    readonly CreateDeploymentConfig: {
      readonly input: Shapes['CreateDeploymentConfigInput'];
      readonly output: Shapes['CreateDeploymentConfigOutput'];
    };
    readonly CreateDeploymentGroup: {
      readonly input: Shapes['CreateDeploymentGroupInput'];
      readonly output: Shapes['CreateDeploymentGroupOutput'];
    };
    readonly DeleteApplication: {
      readonly input: Shapes['DeleteApplicationInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteDeploymentConfig: {
      readonly input: Shapes['DeleteDeploymentConfigInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteDeploymentGroup: {
      readonly input: Shapes['DeleteDeploymentGroupInput'];
      readonly output: Shapes['DeleteDeploymentGroupOutput'];
    };
    readonly DeleteGitHubAccountToken: {
      readonly input: Shapes['DeleteGitHubAccountTokenInput'];
      readonly output: Shapes['DeleteGitHubAccountTokenOutput'];
    };
    readonly DeleteResourcesByExternalId: {
      readonly input: Shapes['DeleteResourcesByExternalIdInput'];
      readonly output: Shapes['DeleteResourcesByExternalIdOutput'];
    };
    readonly DeregisterOnPremisesInstance: {
      readonly input: Shapes['DeregisterOnPremisesInstanceInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly GetApplication: {
      readonly input: Shapes['GetApplicationInput'];
      readonly output: Shapes['GetApplicationOutput'];
    };
    readonly GetApplicationRevision: {
      readonly input: Shapes['GetApplicationRevisionInput'];
      readonly output: Shapes['GetApplicationRevisionOutput'];
    };
    readonly GetDeployment: {
      readonly input: Shapes['GetDeploymentInput'];
      readonly output: Shapes['GetDeploymentOutput'];
    };
    readonly GetDeploymentConfig: {
      readonly input: Shapes['GetDeploymentConfigInput'];
      readonly output: Shapes['GetDeploymentConfigOutput'];
    };
    readonly GetDeploymentGroup: {
      readonly input: Shapes['GetDeploymentGroupInput'];
      readonly output: Shapes['GetDeploymentGroupOutput'];
    };
    readonly GetDeploymentInstance: {
      readonly input: Shapes['GetDeploymentInstanceInput'];
      readonly output: Shapes['GetDeploymentInstanceOutput'];
    };
    readonly GetDeploymentTarget: {
      readonly input: Shapes['GetDeploymentTargetInput'];
      readonly output: Shapes['GetDeploymentTargetOutput'];
    };
    readonly GetOnPremisesInstance: {
      readonly input: Shapes['GetOnPremisesInstanceInput'];
      readonly output: Shapes['GetOnPremisesInstanceOutput'];
    };
    readonly ListApplicationRevisions: {
      readonly input: Shapes['ListApplicationRevisionsInput'];
      readonly output: Shapes['ListApplicationRevisionsOutput'];
    };
    readonly ListApplications: {
      readonly input: Shapes['ListApplicationsInput'];
      readonly output: Shapes['ListApplicationsOutput'];
    };
    readonly ListDeploymentConfigs: {
      readonly input: Shapes['ListDeploymentConfigsInput'];
      readonly output: Shapes['ListDeploymentConfigsOutput'];
    };
    readonly ListDeploymentGroups: {
      readonly input: Shapes['ListDeploymentGroupsInput'];
      readonly output: Shapes['ListDeploymentGroupsOutput'];
    };
    readonly ListDeploymentInstances: {
      readonly input: Shapes['ListDeploymentInstancesInput'];
      readonly output: Shapes['ListDeploymentInstancesOutput'];
    };
    readonly ListDeploymentTargets: {
      readonly input: Shapes['ListDeploymentTargetsInput'];
      readonly output: Shapes['ListDeploymentTargetsOutput'];
    };
    readonly ListDeployments: {
      readonly input: Shapes['ListDeploymentsInput'];
      readonly output: Shapes['ListDeploymentsOutput'];
    };
    readonly ListGitHubAccountTokenNames: {
      readonly input: Shapes['ListGitHubAccountTokenNamesInput'];
      readonly output: Shapes['ListGitHubAccountTokenNamesOutput'];
    };
    readonly ListOnPremisesInstances: {
      readonly input: Shapes['ListOnPremisesInstancesInput'];
      readonly output: Shapes['ListOnPremisesInstancesOutput'];
    };
    readonly ListTagsForResource: {
      readonly input: Shapes['ListTagsForResourceInput'];
      readonly output: Shapes['ListTagsForResourceOutput'];
    };
    readonly PutLifecycleEventHookExecutionStatus: {
      readonly input: Shapes['PutLifecycleEventHookExecutionStatusInput'];
      readonly output: Shapes['PutLifecycleEventHookExecutionStatusOutput'];
    };
    readonly RegisterApplicationRevision: {
      readonly input: Shapes['RegisterApplicationRevisionInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly RegisterOnPremisesInstance: {
      readonly input: Shapes['RegisterOnPremisesInstanceInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly RemoveTagsFromOnPremisesInstances: {
      readonly input: Shapes['RemoveTagsFromOnPremisesInstancesInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly SkipWaitTimeForInstanceTermination: {
      readonly input: Shapes['SkipWaitTimeForInstanceTerminationInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly StopDeployment: {
      readonly input: Shapes['StopDeploymentInput'];
      readonly output: Shapes['StopDeploymentOutput'];
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceInput'];
      readonly output: Shapes['TagResourceOutput'];
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceInput'];
      readonly output: Shapes['UntagResourceOutput'];
    };
    readonly UpdateApplication: {
      readonly input: Shapes['UpdateApplicationInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UpdateDeploymentGroup: {
      readonly input: Shapes['UpdateDeploymentGroupInput'];
      readonly output: Shapes['UpdateDeploymentGroupOutput'];
    };
  };
  readonly errors:
    | 'AlarmsLimitExceededException'
    | 'ApplicationAlreadyExistsException'
    | 'ApplicationDoesNotExistException'
    | 'ApplicationLimitExceededException'
    | 'ApplicationNameRequiredException'
    | 'ArnNotSupportedException'
    | 'BatchLimitExceededException'
    | 'BucketNameFilterRequiredException'
    | 'DeploymentAlreadyCompletedException'
    | 'DeploymentConfigAlreadyExistsException'
    | 'DeploymentConfigDoesNotExistException'
    | 'DeploymentConfigInUseException'
    | 'DeploymentConfigLimitExceededException'
    | 'DeploymentConfigNameRequiredException'
    | 'DeploymentDoesNotExistException'
    | 'DeploymentGroupAlreadyExistsException'
    | 'DeploymentGroupDoesNotExistException'
    | 'DeploymentGroupLimitExceededException'
    | 'DeploymentGroupNameRequiredException'
    | 'DeploymentIdRequiredException'
    | 'DeploymentIsNotInReadyStateException'
    | 'DeploymentLimitExceededException'
    | 'DeploymentNotStartedException'
    | 'DeploymentTargetDoesNotExistException'
    | 'DeploymentTargetIdRequiredException'
    | 'DeploymentTargetListSizeExceededException'
    | 'DescriptionTooLongException'
    | 'ECSServiceMappingLimitExceededException'
    | 'GitHubAccountTokenDoesNotExistException'
    | 'GitHubAccountTokenNameRequiredException'
    | 'IamArnRequiredException'
    | 'IamSessionArnAlreadyRegisteredException'
    | 'IamUserArnAlreadyRegisteredException'
    | 'IamUserArnRequiredException'
    | 'InstanceDoesNotExistException'
    | 'InstanceIdRequiredException'
    | 'InstanceLimitExceededException'
    | 'InstanceNameAlreadyRegisteredException'
    | 'InstanceNameRequiredException'
    | 'InstanceNotRegisteredException'
    | 'InvalidAlarmConfigException'
    | 'InvalidApplicationNameException'
    | 'InvalidArnException'
    | 'InvalidAutoRollbackConfigException'
    | 'InvalidAutoScalingGroupException'
    | 'InvalidAutoScalingGroupProcessToSuspendException'
    | 'InvalidBlueGreenDeploymentConfigurationException'
    | 'InvalidBucketNameFilterException'
    | 'InvalidComputePlatformException'
    | 'InvalidDeployedStateFilterException'
    | 'InvalidDeploymentConfigNameException'
    | 'InvalidDeploymentGroupNameException'
    | 'InvalidDeploymentIdException'
    | 'InvalidDeploymentInstanceTypeException'
    | 'InvalidDeploymentStatusException'
    | 'InvalidDeploymentStyleException'
    | 'InvalidDeploymentTargetIdException'
    | 'InvalidDeploymentWaitTypeException'
    | 'InvalidEC2TagCombinationException'
    | 'InvalidEC2TagException'
    | 'InvalidECSServiceException'
    | 'InvalidExternalIdException'
    | 'InvalidFileExistsBehaviorException'
    | 'InvalidGitHubAccountTokenException'
    | 'InvalidGitHubAccountTokenNameException'
    | 'InvalidIamSessionArnException'
    | 'InvalidIamUserArnException'
    | 'InvalidIgnoreApplicationStopFailuresValueException'
    | 'InvalidInputException'
    | 'InvalidInstanceNameException'
    | 'InvalidInstanceStatusException'
    | 'InvalidInstanceTypeException'
    | 'InvalidKeyPrefixFilterException'
    | 'InvalidLifecycleEventHookExecutionIdException'
    | 'InvalidLifecycleEventHookExecutionStatusException'
    | 'InvalidLoadBalancerInfoException'
    | 'InvalidMinimumHealthyHostValueException'
    | 'InvalidNextTokenException'
    | 'InvalidOnPremisesTagCombinationException'
    | 'InvalidOperationException'
    | 'InvalidRegistrationStatusException'
    | 'InvalidRevisionException'
    | 'InvalidRoleException'
    | 'InvalidSortByException'
    | 'InvalidSortOrderException'
    | 'InvalidTagException'
    | 'InvalidTagFilterException'
    | 'InvalidTagsToAddException'
    | 'InvalidTargetFilterNameException'
    | 'InvalidTargetGroupPairException'
    | 'InvalidTargetInstancesException'
    | 'InvalidTimeRangeException'
    | 'InvalidTrafficRoutingConfigurationException'
    | 'InvalidTriggerConfigException'
    | 'InvalidUpdateOutdatedInstancesOnlyValueException'
    | 'InvalidZonalDeploymentConfigurationException'
    | 'LifecycleEventAlreadyCompletedException'
    | 'LifecycleHookLimitExceededException'
    | 'MultipleIamArnsProvidedException'
    | 'OperationNotSupportedException'
    | 'ResourceArnRequiredException'
    | 'ResourceValidationException'
    | 'RevisionDoesNotExistException'
    | 'RevisionRequiredException'
    | 'RoleRequiredException'
    | 'TagLimitExceededException'
    | 'TagRequiredException'
    | 'TagSetListLimitExceededException'
    | 'ThrottlingException'
    | 'TriggerTargetsLimitExceededException'
    | 'UnsupportedActionForDeploymentTypeException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AddTagsToOnPremisesInstancesInput: {
    readonly tags: readonly Shapes['Tag'][];
    readonly instanceNames: readonly string[];
  };
  readonly Alarm: {
    readonly name?: string;
  };
  readonly AlarmConfiguration: {
    readonly enabled?: boolean;
    readonly ignorePollAlarmFailure?: boolean;
    readonly alarms?: readonly Shapes['Alarm'][];
  };
  readonly AppSpecContent: {
    readonly content?: string;
    readonly sha256?: string;
  };
  readonly ApplicationInfo: {
    readonly applicationId?: string;
    readonly applicationName?: string;
    readonly createTime?: Date;
    readonly linkedToGitHub?: boolean;
    readonly gitHubAccountName?: string;
    readonly computePlatform?: 'Server' | 'Lambda' | 'ECS';
  };
  readonly AutoRollbackConfiguration: {
    readonly enabled: boolean;
    readonly events?: readonly (
      | 'DEPLOYMENT_FAILURE'
      | 'DEPLOYMENT_STOP_ON_ALARM'
      | 'DEPLOYMENT_STOP_ON_REQUEST'
    )[];
  };
  readonly AutoScalingGroup: {
    readonly name?: string;
    readonly hook?: string;
    readonly terminationHook?: string;
  };
  readonly BatchGetApplicationRevisionsInput: {
    readonly applicationName: string;
    readonly revisions: readonly Shapes['RevisionLocation'][];
  };
  readonly BatchGetApplicationRevisionsOutput: {
    readonly applicationName?: string;
    readonly errorMessage?: string;
    readonly revisions?: readonly Shapes['RevisionInfo'][];
  };
  readonly BatchGetApplicationsInput: {
    readonly applicationNames: readonly string[];
  };
  readonly BatchGetApplicationsOutput: {
    readonly applicationsInfo?: readonly Shapes['ApplicationInfo'][];
  };
  readonly BatchGetDeploymentGroupsInput: {
    readonly applicationName: string;
    readonly deploymentGroupNames: readonly string[];
  };
  readonly BatchGetDeploymentGroupsOutput: {
    readonly deploymentGroupsInfo?: readonly Shapes['DeploymentGroupInfo'][];
    readonly errorMessage?: string;
  };
  readonly BatchGetDeploymentInstancesInput: {
    readonly deploymentId: string;
    readonly instanceIds: readonly string[];
  };
  readonly BatchGetDeploymentInstancesOutput: {
    readonly instancesSummary?: readonly Shapes['InstanceSummary'][];
    readonly errorMessage?: string;
  };
  readonly BatchGetDeploymentTargetsInput: {
    readonly deploymentId: string;
    readonly targetIds: readonly string[];
  };
  readonly BatchGetDeploymentTargetsOutput: {
    readonly deploymentTargets?: readonly Shapes['DeploymentTarget'][];
  };
  readonly BatchGetDeploymentsInput: {
    readonly deploymentIds: readonly string[];
  };
  readonly BatchGetDeploymentsOutput: {
    readonly deploymentsInfo?: readonly Shapes['DeploymentInfo'][];
  };
  readonly BatchGetOnPremisesInstancesInput: {
    readonly instanceNames: readonly string[];
  };
  readonly BatchGetOnPremisesInstancesOutput: {
    readonly instanceInfos?: readonly Shapes['InstanceInfo'][];
  };
  readonly BlueGreenDeploymentConfiguration: {
    readonly terminateBlueInstancesOnDeploymentSuccess?: Shapes['BlueInstanceTerminationOption'];
    readonly deploymentReadyOption?: Shapes['DeploymentReadyOption'];
    readonly greenFleetProvisioningOption?: Shapes['GreenFleetProvisioningOption'];
  };
  readonly BlueInstanceTerminationOption: {
    readonly action?: 'TERMINATE' | 'KEEP_ALIVE';
    readonly terminationWaitTimeInMinutes?: number;
  };
  readonly CloudFormationTarget: {
    readonly deploymentId?: string;
    readonly targetId?: string;
    readonly lastUpdatedAt?: Date;
    readonly lifecycleEvents?: readonly Shapes['LifecycleEvent'][];
    readonly status?: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped' | 'Unknown' | 'Ready';
    readonly resourceType?: string;
    readonly targetVersionWeight?: number;
  };
  readonly ContinueDeploymentInput: {
    readonly deploymentId?: string;
    readonly deploymentWaitType?: 'READY_WAIT' | 'TERMINATION_WAIT';
  };
  readonly CreateApplicationInput: {
    readonly applicationName: string;
    readonly computePlatform?: 'Server' | 'Lambda' | 'ECS';
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly CreateApplicationOutput: {
    readonly applicationId?: string;
  };
  readonly CreateDeploymentConfigInput: {
    readonly deploymentConfigName: string;
    readonly minimumHealthyHosts?: Shapes['MinimumHealthyHosts'];
    readonly trafficRoutingConfig?: Shapes['TrafficRoutingConfig'];
    readonly computePlatform?: 'Server' | 'Lambda' | 'ECS';
    readonly zonalConfig?: Shapes['ZonalConfig'];
  };
  readonly CreateDeploymentConfigOutput: {
    readonly deploymentConfigId?: string;
  };
  readonly CreateDeploymentGroupInput: {
    readonly applicationName: string;
    readonly deploymentGroupName: string;
    readonly deploymentConfigName?: string;
    readonly ec2TagFilters?: readonly Shapes['EC2TagFilter'][];
    readonly onPremisesInstanceTagFilters?: readonly Shapes['TagFilter'][];
    readonly autoScalingGroups?: readonly string[];
    readonly serviceRoleArn: string;
    readonly triggerConfigurations?: readonly Shapes['TriggerConfig'][];
    readonly alarmConfiguration?: Shapes['AlarmConfiguration'];
    readonly autoRollbackConfiguration?: Shapes['AutoRollbackConfiguration'];
    readonly outdatedInstancesStrategy?: 'UPDATE' | 'IGNORE';
    readonly deploymentStyle?: Shapes['DeploymentStyle'];
    readonly blueGreenDeploymentConfiguration?: Shapes['BlueGreenDeploymentConfiguration'];
    readonly loadBalancerInfo?: Shapes['LoadBalancerInfo'];
    readonly ec2TagSet?: Shapes['EC2TagSet'];
    readonly ecsServices?: readonly Shapes['ECSService'][];
    readonly onPremisesTagSet?: Shapes['OnPremisesTagSet'];
    readonly tags?: readonly Shapes['Tag'][];
    readonly ec2DeploymentOptions?: Shapes['EC2DeploymentOptions'];
    readonly terminationHookEnabled?: boolean;
  };
  readonly CreateDeploymentGroupOutput: {
    readonly deploymentGroupId?: string;
  };
  readonly CreateDeploymentInput: {
    readonly applicationName: string;
    readonly deploymentGroupName?: string;
    readonly revision?: Shapes['RevisionLocation'];
    readonly deploymentConfigName?: string;
    readonly description?: string;
    readonly ignoreApplicationStopFailures?: boolean;
    readonly targetInstances?: Shapes['TargetInstances'];
    readonly autoRollbackConfiguration?: Shapes['AutoRollbackConfiguration'];
    readonly updateOutdatedInstancesOnly?: boolean;
    readonly fileExistsBehavior?: 'DISALLOW' | 'OVERWRITE' | 'RETAIN';
    readonly deploymentMode?: 'STANDARD' | 'RESTART';
    readonly overrideAlarmConfiguration?: Shapes['AlarmConfiguration'];
    readonly ec2DeploymentOptions?: Shapes['EC2DeploymentOptions'];
  };
  readonly CreateDeploymentOutput: {
    readonly deploymentId?: string;
  };
  readonly DeleteApplicationInput: {
    readonly applicationName: string;
  };
  readonly DeleteDeploymentConfigInput: {
    readonly deploymentConfigName: string;
  };
  readonly DeleteDeploymentGroupInput: {
    readonly applicationName: string;
    readonly deploymentGroupName: string;
  };
  readonly DeleteDeploymentGroupOutput: {
    readonly hooksNotCleanedUp?: readonly Shapes['AutoScalingGroup'][];
  };
  readonly DeleteGitHubAccountTokenInput: {
    readonly tokenName?: string;
  };
  readonly DeleteGitHubAccountTokenOutput: {
    readonly tokenName?: string;
  };
  readonly DeleteResourcesByExternalIdInput: {
    readonly externalId?: string;
  };
  readonly DeleteResourcesByExternalIdOutput: {};
  readonly DeploymentConfigInfo: {
    readonly deploymentConfigId?: string;
    readonly deploymentConfigName?: string;
    readonly minimumHealthyHosts?: Shapes['MinimumHealthyHosts'];
    readonly createTime?: Date;
    readonly computePlatform?: 'Server' | 'Lambda' | 'ECS';
    readonly trafficRoutingConfig?: Shapes['TrafficRoutingConfig'];
    readonly zonalConfig?: Shapes['ZonalConfig'];
  };
  readonly DeploymentGroupInfo: {
    readonly applicationName?: string;
    readonly deploymentGroupId?: string;
    readonly deploymentGroupName?: string;
    readonly deploymentConfigName?: string;
    readonly ec2TagFilters?: readonly Shapes['EC2TagFilter'][];
    readonly onPremisesInstanceTagFilters?: readonly Shapes['TagFilter'][];
    readonly autoScalingGroups?: readonly Shapes['AutoScalingGroup'][];
    readonly serviceRoleArn?: string;
    readonly targetRevision?: Shapes['RevisionLocation'];
    readonly triggerConfigurations?: readonly Shapes['TriggerConfig'][];
    readonly alarmConfiguration?: Shapes['AlarmConfiguration'];
    readonly autoRollbackConfiguration?: Shapes['AutoRollbackConfiguration'];
    readonly deploymentStyle?: Shapes['DeploymentStyle'];
    readonly outdatedInstancesStrategy?: 'UPDATE' | 'IGNORE';
    readonly blueGreenDeploymentConfiguration?: Shapes['BlueGreenDeploymentConfiguration'];
    readonly loadBalancerInfo?: Shapes['LoadBalancerInfo'];
    readonly lastSuccessfulDeployment?: Shapes['LastDeploymentInfo'];
    readonly lastAttemptedDeployment?: Shapes['LastDeploymentInfo'];
    readonly ec2TagSet?: Shapes['EC2TagSet'];
    readonly onPremisesTagSet?: Shapes['OnPremisesTagSet'];
    readonly computePlatform?: 'Server' | 'Lambda' | 'ECS';
    readonly ecsServices?: readonly Shapes['ECSService'][];
    readonly ec2DeploymentOptions?: Shapes['EC2DeploymentOptions'];
    readonly terminationHookEnabled?: boolean;
  };
  readonly DeploymentInfo: {
    readonly applicationName?: string;
    readonly deploymentGroupName?: string;
    readonly deploymentConfigName?: string;
    readonly deploymentId?: string;
    readonly previousRevision?: Shapes['RevisionLocation'];
    readonly revision?: Shapes['RevisionLocation'];
    readonly status?:
      | 'Created'
      | 'Queued'
      | 'InProgress'
      | 'Baking'
      | 'Succeeded'
      | 'Failed'
      | 'Stopped'
      | 'Ready';
    readonly errorInformation?: Shapes['ErrorInformation'];
    readonly createTime?: Date;
    readonly startTime?: Date;
    readonly completeTime?: Date;
    readonly deploymentOverview?: Shapes['DeploymentOverview'];
    readonly description?: string;
    readonly creator?:
      | 'user'
      | 'autoscaling'
      | 'codeDeployRollback'
      | 'CodeDeploy'
      | 'CodeDeployAutoUpdate'
      | 'CloudFormation'
      | 'CloudFormationRollback'
      | 'autoscalingTermination';
    readonly ignoreApplicationStopFailures?: boolean;
    readonly autoRollbackConfiguration?: Shapes['AutoRollbackConfiguration'];
    readonly updateOutdatedInstancesOnly?: boolean;
    readonly rollbackInfo?: Shapes['RollbackInfo'];
    readonly deploymentStyle?: Shapes['DeploymentStyle'];
    readonly targetInstances?: Shapes['TargetInstances'];
    readonly instanceTerminationWaitTimeStarted?: boolean;
    readonly blueGreenDeploymentConfiguration?: Shapes['BlueGreenDeploymentConfiguration'];
    readonly loadBalancerInfo?: Shapes['LoadBalancerInfo'];
    readonly additionalDeploymentStatusInfo?: string;
    readonly fileExistsBehavior?: 'DISALLOW' | 'OVERWRITE' | 'RETAIN';
    readonly deploymentMode?: 'STANDARD' | 'RESTART';
    readonly deploymentStatusMessages?: readonly string[];
    readonly computePlatform?: 'Server' | 'Lambda' | 'ECS';
    readonly externalId?: string;
    readonly relatedDeployments?: Shapes['RelatedDeployments'];
    readonly overrideAlarmConfiguration?: Shapes['AlarmConfiguration'];
    readonly ec2DeploymentOptions?: Shapes['EC2DeploymentOptions'];
  };
  readonly DeploymentOverview: {
    readonly Pending?: number;
    readonly InProgress?: number;
    readonly Succeeded?: number;
    readonly Failed?: number;
    readonly Skipped?: number;
    readonly Ready?: number;
  };
  readonly DeploymentReadyOption: {
    readonly actionOnTimeout?: 'CONTINUE_DEPLOYMENT' | 'STOP_DEPLOYMENT';
    readonly waitTimeInMinutes?: number;
  };
  readonly DeploymentStyle: {
    readonly deploymentType?: 'IN_PLACE' | 'BLUE_GREEN';
    readonly deploymentOption?: 'WITH_TRAFFIC_CONTROL' | 'WITHOUT_TRAFFIC_CONTROL';
  };
  readonly DeploymentTarget: {
    readonly deploymentTargetType?: 'InstanceTarget' | 'LambdaTarget' | 'ECSTarget' | 'CloudFormationTarget';
    readonly instanceTarget?: Shapes['InstanceTarget'];
    readonly lambdaTarget?: Shapes['LambdaTarget'];
    readonly ecsTarget?: Shapes['ECSTarget'];
    readonly cloudFormationTarget?: Shapes['CloudFormationTarget'];
  };
  readonly DeregisterOnPremisesInstanceInput: {
    readonly instanceName: string;
  };
  readonly Diagnostics: {
    readonly errorCode?:
      | 'Success'
      | 'ScriptMissing'
      | 'ScriptNotExecutable'
      | 'ScriptTimedOut'
      | 'ScriptFailed'
      | 'UnknownError';
    readonly scriptName?: string;
    readonly message?: string;
    readonly logTail?: string;
  };
  readonly EC2DeploymentOptions: {
    readonly autoScalingGroupProcessesToSuspend?: readonly (
      | 'Terminate'
      | 'AZRebalance'
      | 'InstanceRefresh'
      | 'ScheduledActions'
    )[];
  };
  readonly EC2TagFilter: {
    readonly Key?: string;
    readonly Value?: string;
    readonly Type?: 'KEY_ONLY' | 'VALUE_ONLY' | 'KEY_AND_VALUE';
  };
  readonly EC2TagSet: {
    readonly ec2TagSetList: readonly (readonly Shapes['EC2TagFilter'][])[];
  };
  readonly ECSService: {
    readonly serviceName?: string;
    readonly clusterName?: string;
  };
  readonly ECSTarget: {
    readonly deploymentId?: string;
    readonly targetId?: string;
    readonly targetArn?: string;
    readonly lastUpdatedAt?: Date;
    readonly lifecycleEvents?: readonly Shapes['LifecycleEvent'][];
    readonly status?: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped' | 'Unknown' | 'Ready';
    readonly taskSetsInfo?: readonly Shapes['ECSTaskSet'][];
  };
  readonly ECSTaskSet: {
    readonly identifer?: string;
    readonly desiredCount?: number;
    readonly pendingCount?: number;
    readonly runningCount?: number;
    readonly status?: string;
    readonly trafficWeight?: number;
    readonly targetGroup?: Shapes['TargetGroupInfo'];
    readonly taskSetLabel?: 'Blue' | 'Green';
  };
  readonly ELBInfo: {
    readonly name?: string;
  };
  readonly ErrorInformation: {
    readonly code?:
      | 'AGENT_ISSUE'
      | 'ALARM_ACTIVE'
      | 'APPLICATION_MISSING'
      | 'AUTOSCALING_VALIDATION_ERROR'
      | 'AUTO_SCALING_CONFIGURATION'
      | 'AUTO_SCALING_IAM_ROLE_PERMISSIONS'
      | 'CODEDEPLOY_RESOURCE_CANNOT_BE_FOUND'
      | 'CUSTOMER_APPLICATION_UNHEALTHY'
      | 'DEPLOYMENT_GROUP_MISSING'
      | 'ECS_UPDATE_ERROR'
      | 'ELASTIC_LOAD_BALANCING_INVALID'
      | 'ELB_INVALID_INSTANCE'
      | 'HEALTH_CONSTRAINTS'
      | 'HEALTH_CONSTRAINTS_INVALID'
      | 'HOOK_EXECUTION_FAILURE'
      | 'IAM_ROLE_MISSING'
      | 'IAM_ROLE_PERMISSIONS'
      | 'INTERNAL_ERROR'
      | 'INVALID_ECS_SERVICE'
      | 'INVALID_LAMBDA_CONFIGURATION'
      | 'INVALID_LAMBDA_FUNCTION'
      | 'INVALID_REVISION'
      | 'MANUAL_STOP'
      | 'MISSING_BLUE_GREEN_DEPLOYMENT_CONFIGURATION'
      | 'MISSING_ELB_INFORMATION'
      | 'MISSING_GITHUB_TOKEN'
      | 'NO_EC2_SUBSCRIPTION'
      | 'NO_INSTANCES'
      | 'OVER_MAX_INSTANCES'
      | 'RESOURCE_LIMIT_EXCEEDED'
      | 'REVISION_MISSING'
      | 'THROTTLED'
      | 'TIMEOUT'
      | 'CLOUDFORMATION_STACK_FAILURE';
    readonly message?: string;
  };
  readonly GenericRevisionInfo: {
    readonly description?: string;
    readonly deploymentGroups?: readonly string[];
    readonly firstUsedTime?: Date;
    readonly lastUsedTime?: Date;
    readonly registerTime?: Date;
  };
  readonly GetApplicationInput: {
    readonly applicationName: string;
  };
  readonly GetApplicationOutput: {
    readonly application?: Shapes['ApplicationInfo'];
  };
  readonly GetApplicationRevisionInput: {
    readonly applicationName: string;
    readonly revision: Shapes['RevisionLocation'];
  };
  readonly GetApplicationRevisionOutput: {
    readonly applicationName?: string;
    readonly revision?: Shapes['RevisionLocation'];
    readonly revisionInfo?: Shapes['GenericRevisionInfo'];
  };
  readonly GetDeploymentConfigInput: {
    readonly deploymentConfigName: string;
  };
  readonly GetDeploymentConfigOutput: {
    readonly deploymentConfigInfo?: Shapes['DeploymentConfigInfo'];
  };
  readonly GetDeploymentGroupInput: {
    readonly applicationName: string;
    readonly deploymentGroupName: string;
  };
  readonly GetDeploymentGroupOutput: {
    readonly deploymentGroupInfo?: Shapes['DeploymentGroupInfo'];
  };
  readonly GetDeploymentInput: {
    readonly deploymentId: string;
  };
  readonly GetDeploymentInstanceInput: {
    readonly deploymentId: string;
    readonly instanceId: string;
  };
  readonly GetDeploymentInstanceOutput: {
    readonly instanceSummary?: Shapes['InstanceSummary'];
  };
  readonly GetDeploymentOutput: {
    readonly deploymentInfo?: Shapes['DeploymentInfo'];
  };
  readonly GetDeploymentTargetInput: {
    readonly deploymentId: string;
    readonly targetId: string;
  };
  readonly GetDeploymentTargetOutput: {
    readonly deploymentTarget?: Shapes['DeploymentTarget'];
  };
  readonly GetOnPremisesInstanceInput: {
    readonly instanceName: string;
  };
  readonly GetOnPremisesInstanceOutput: {
    readonly instanceInfo?: Shapes['InstanceInfo'];
  };
  readonly GitHubLocation: {
    readonly repository?: string;
    readonly commitId?: string;
  };
  readonly GreenFleetProvisioningOption: {
    readonly action?: 'DISCOVER_EXISTING' | 'COPY_AUTO_SCALING_GROUP';
  };
  readonly InstanceInfo: {
    readonly instanceName?: string;
    readonly iamSessionArn?: string;
    readonly iamUserArn?: string;
    readonly instanceArn?: string;
    readonly registerTime?: Date;
    readonly deregisterTime?: Date;
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly InstanceSummary: {
    readonly deploymentId?: string;
    readonly instanceId?: string;
    readonly status?: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped' | 'Unknown' | 'Ready';
    readonly lastUpdatedAt?: Date;
    readonly lifecycleEvents?: readonly Shapes['LifecycleEvent'][];
    readonly instanceType?: 'Blue' | 'Green';
  };
  readonly InstanceTarget: {
    readonly deploymentId?: string;
    readonly targetId?: string;
    readonly targetArn?: string;
    readonly status?: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped' | 'Unknown' | 'Ready';
    readonly lastUpdatedAt?: Date;
    readonly lifecycleEvents?: readonly Shapes['LifecycleEvent'][];
    readonly instanceLabel?: 'Blue' | 'Green';
  };
  readonly LambdaFunctionInfo: {
    readonly functionName?: string;
    readonly functionAlias?: string;
    readonly currentVersion?: string;
    readonly targetVersion?: string;
    readonly targetVersionWeight?: number;
  };
  readonly LambdaTarget: {
    readonly deploymentId?: string;
    readonly targetId?: string;
    readonly targetArn?: string;
    readonly status?: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped' | 'Unknown' | 'Ready';
    readonly lastUpdatedAt?: Date;
    readonly lifecycleEvents?: readonly Shapes['LifecycleEvent'][];
    readonly lambdaFunctionInfo?: Shapes['LambdaFunctionInfo'];
  };
  readonly LastDeploymentInfo: {
    readonly deploymentId?: string;
    readonly status?:
      | 'Created'
      | 'Queued'
      | 'InProgress'
      | 'Baking'
      | 'Succeeded'
      | 'Failed'
      | 'Stopped'
      | 'Ready';
    readonly endTime?: Date;
    readonly createTime?: Date;
  };
  readonly LifecycleEvent: {
    readonly lifecycleEventName?: string;
    readonly diagnostics?: Shapes['Diagnostics'];
    readonly startTime?: Date;
    readonly endTime?: Date;
    readonly status?: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped' | 'Unknown';
  };
  readonly ListApplicationRevisionsInput: {
    readonly applicationName: string;
    readonly sortBy?: 'registerTime' | 'firstUsedTime' | 'lastUsedTime';
    readonly sortOrder?: 'ascending' | 'descending';
    readonly s3Bucket?: string;
    readonly s3KeyPrefix?: string;
    readonly deployed?: 'include' | 'exclude' | 'ignore';
    readonly nextToken?: string;
  };
  readonly ListApplicationRevisionsOutput: {
    readonly revisions?: readonly Shapes['RevisionLocation'][];
    readonly nextToken?: string;
  };
  readonly ListApplicationsInput: {
    readonly nextToken?: string;
  };
  readonly ListApplicationsOutput: {
    readonly applications?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListDeploymentConfigsInput: {
    readonly nextToken?: string;
  };
  readonly ListDeploymentConfigsOutput: {
    readonly deploymentConfigsList?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListDeploymentGroupsInput: {
    readonly applicationName: string;
    readonly nextToken?: string;
  };
  readonly ListDeploymentGroupsOutput: {
    readonly applicationName?: string;
    readonly deploymentGroups?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListDeploymentInstancesInput: {
    readonly deploymentId: string;
    readonly nextToken?: string;
    readonly instanceStatusFilter?: readonly (
      | 'Pending'
      | 'InProgress'
      | 'Succeeded'
      | 'Failed'
      | 'Skipped'
      | 'Unknown'
      | 'Ready'
    )[];
    readonly instanceTypeFilter?: readonly ('Blue' | 'Green')[];
  };
  readonly ListDeploymentInstancesOutput: {
    readonly instancesList?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListDeploymentTargetsInput: {
    readonly deploymentId: string;
    readonly nextToken?: string;
    readonly targetFilters?: Readonly<Record<string, readonly string[]>>;
  };
  readonly ListDeploymentTargetsOutput: {
    readonly targetIds?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListDeploymentsInput: {
    readonly applicationName?: string;
    readonly deploymentGroupName?: string;
    readonly externalId?: string;
    readonly includeOnlyStatuses?: readonly (
      | 'Created'
      | 'Queued'
      | 'InProgress'
      | 'Baking'
      | 'Succeeded'
      | 'Failed'
      | 'Stopped'
      | 'Ready'
    )[];
    readonly createTimeRange?: Shapes['TimeRange'];
    readonly nextToken?: string;
  };
  readonly ListDeploymentsOutput: {
    readonly deployments?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListGitHubAccountTokenNamesInput: {
    readonly nextToken?: string;
  };
  readonly ListGitHubAccountTokenNamesOutput: {
    readonly tokenNameList?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListOnPremisesInstancesInput: {
    readonly registrationStatus?: 'Registered' | 'Deregistered';
    readonly tagFilters?: readonly Shapes['TagFilter'][];
    readonly nextToken?: string;
  };
  readonly ListOnPremisesInstancesOutput: {
    readonly instanceNames?: readonly string[];
    readonly nextToken?: string;
  };
  readonly ListTagsForResourceInput: {
    readonly ResourceArn: string;
    readonly NextToken?: string;
  };
  readonly ListTagsForResourceOutput: {
    readonly Tags?: readonly Shapes['Tag'][];
    readonly NextToken?: string;
  };
  readonly LoadBalancerInfo: {
    readonly elbInfoList?: readonly Shapes['ELBInfo'][];
    readonly targetGroupInfoList?: readonly Shapes['TargetGroupInfo'][];
    readonly targetGroupPairInfoList?: readonly Shapes['TargetGroupPairInfo'][];
  };
  readonly MinimumHealthyHosts: {
    readonly type: 'HOST_COUNT' | 'FLEET_PERCENT';
    readonly value: number;
  };
  readonly MinimumHealthyHostsPerZone: {
    readonly type: 'HOST_COUNT' | 'FLEET_PERCENT';
    readonly value: number;
  };
  readonly OnPremisesTagSet: {
    readonly onPremisesTagSetList: readonly (readonly Shapes['TagFilter'][])[];
  };
  readonly PutLifecycleEventHookExecutionStatusInput: {
    readonly deploymentId?: string;
    readonly lifecycleEventHookExecutionId?: string;
    readonly status?: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped' | 'Unknown';
  };
  readonly PutLifecycleEventHookExecutionStatusOutput: {
    readonly lifecycleEventHookExecutionId?: string;
  };
  readonly RawString: {
    readonly content?: string;
    readonly sha256?: string;
  };
  readonly RegisterApplicationRevisionInput: {
    readonly applicationName: string;
    readonly description?: string;
    readonly revision: Shapes['RevisionLocation'];
  };
  readonly RegisterOnPremisesInstanceInput: {
    readonly instanceName: string;
    readonly iamSessionArn?: string;
    readonly iamUserArn?: string;
  };
  readonly RelatedDeployments: {
    readonly autoUpdateOutdatedInstancesRootDeploymentId?: string;
    readonly autoUpdateOutdatedInstancesDeploymentIds?: readonly string[];
  };
  readonly RemoveTagsFromOnPremisesInstancesInput: {
    readonly tags: readonly Shapes['Tag'][];
    readonly instanceNames: readonly string[];
  };
  readonly RevisionInfo: {
    readonly revisionLocation?: Shapes['RevisionLocation'];
    readonly genericRevisionInfo?: Shapes['GenericRevisionInfo'];
  };
  readonly RevisionLocation: {
    readonly revisionType?: 'S3' | 'GitHub' | 'String' | 'AppSpecContent';
    readonly s3Location?: Shapes['S3Location'];
    readonly gitHubLocation?: Shapes['GitHubLocation'];
    readonly string?: Shapes['RawString'];
    readonly appSpecContent?: Shapes['AppSpecContent'];
  };
  readonly RollbackInfo: {
    readonly rollbackDeploymentId?: string;
    readonly rollbackTriggeringDeploymentId?: string;
    readonly rollbackMessage?: string;
  };
  readonly S3Location: {
    readonly bucket?: string;
    readonly key?: string;
    readonly bundleType?: 'tar' | 'tgz' | 'zip' | 'YAML' | 'JSON';
    readonly version?: string;
    readonly eTag?: string;
  };
  readonly SkipWaitTimeForInstanceTerminationInput: {
    readonly deploymentId?: string;
  };
  readonly StopDeploymentInput: {
    readonly deploymentId: string;
    readonly autoRollbackEnabled?: boolean;
  };
  readonly StopDeploymentOutput: {
    readonly status?: 'Pending' | 'Succeeded';
    readonly statusMessage?: string;
  };
  readonly Tag: {
    readonly Key?: string;
    readonly Value?: string;
  };
  readonly TagFilter: {
    readonly Key?: string;
    readonly Value?: string;
    readonly Type?: 'KEY_ONLY' | 'VALUE_ONLY' | 'KEY_AND_VALUE';
  };
  readonly TagResourceInput: {
    readonly ResourceArn: string;
    readonly Tags: readonly Shapes['Tag'][];
  };
  readonly TagResourceOutput: {};
  readonly TargetGroupInfo: {
    readonly name?: string;
  };
  readonly TargetGroupPairInfo: {
    readonly targetGroups?: readonly Shapes['TargetGroupInfo'][];
    readonly prodTrafficRoute?: Shapes['TrafficRoute'];
    readonly testTrafficRoute?: Shapes['TrafficRoute'];
  };
  readonly TargetInstances: {
    readonly tagFilters?: readonly Shapes['EC2TagFilter'][];
    readonly autoScalingGroups?: readonly string[];
    readonly ec2TagSet?: Shapes['EC2TagSet'];
  };
  readonly TimeBasedCanary: {
    readonly canaryPercentage: number;
    readonly canaryInterval: number;
  };
  readonly TimeBasedLinear: {
    readonly linearPercentage: number;
    readonly linearInterval: number;
  };
  readonly TimeRange: {
    readonly start?: Date;
    readonly end?: Date;
  };
  readonly TrafficRoute: {
    readonly listenerArns?: readonly string[];
  };
  readonly TrafficRoutingConfig: {
    readonly type: 'TimeBasedCanary' | 'TimeBasedLinear' | 'AllAtOnce';
    readonly timeBasedCanary?: Shapes['TimeBasedCanary'];
    readonly timeBasedLinear?: Shapes['TimeBasedLinear'];
  };
  readonly TriggerConfig: {
    readonly triggerName?: string;
    readonly triggerTargetArn?: string;
    readonly triggerEvents?: readonly (
      | 'DeploymentStart'
      | 'DeploymentSuccess'
      | 'DeploymentFailure'
      | 'DeploymentStop'
      | 'DeploymentRollback'
      | 'DeploymentReady'
      | 'InstanceStart'
      | 'InstanceSuccess'
      | 'InstanceFailure'
      | 'InstanceReady'
    )[];
  };
  readonly UntagResourceInput: {
    readonly ResourceArn: string;
    readonly TagKeys: readonly string[];
  };
  readonly UntagResourceOutput: {};
  readonly UpdateApplicationInput: {
    readonly applicationName?: string;
    readonly newApplicationName?: string;
  };
  readonly UpdateDeploymentGroupInput: {
    readonly applicationName: string;
    readonly currentDeploymentGroupName: string;
    readonly newDeploymentGroupName?: string;
    readonly deploymentConfigName?: string;
    readonly ec2TagFilters?: readonly Shapes['EC2TagFilter'][];
    readonly onPremisesInstanceTagFilters?: readonly Shapes['TagFilter'][];
    readonly autoScalingGroups?: readonly string[];
    readonly serviceRoleArn?: string;
    readonly triggerConfigurations?: readonly Shapes['TriggerConfig'][];
    readonly alarmConfiguration?: Shapes['AlarmConfiguration'];
    readonly autoRollbackConfiguration?: Shapes['AutoRollbackConfiguration'];
    readonly outdatedInstancesStrategy?: 'UPDATE' | 'IGNORE';
    readonly deploymentStyle?: Shapes['DeploymentStyle'];
    readonly blueGreenDeploymentConfiguration?: Shapes['BlueGreenDeploymentConfiguration'];
    readonly loadBalancerInfo?: Shapes['LoadBalancerInfo'];
    readonly ec2TagSet?: Shapes['EC2TagSet'];
    readonly ecsServices?: readonly Shapes['ECSService'][];
    readonly onPremisesTagSet?: Shapes['OnPremisesTagSet'];
    readonly ec2DeploymentOptions?: Shapes['EC2DeploymentOptions'];
    readonly terminationHookEnabled?: boolean;
  };
  readonly UpdateDeploymentGroupOutput: {
    readonly hooksNotCleanedUp?: readonly Shapes['AutoScalingGroup'][];
  };
  readonly ZonalConfig: {
    readonly firstZoneMonitorDurationInSeconds?: number;
    readonly monitorDurationInSeconds?: number;
    readonly minimumHealthyHostsPerZone?: Shapes['MinimumHealthyHostsPerZone'];
  };
}

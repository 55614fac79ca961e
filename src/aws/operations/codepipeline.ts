// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CodePipelineApi {
  readonly operations: {
    readonly AcknowledgeJob: {
      readonly input: Shapes['AcknowledgeJobInput'];
      readonly output: Shapes['AcknowledgeJobOutput'];
    };
    readonly AcknowledgeThirdPartyJob: {
      readonly input: Shapes['AcknowledgeThirdPartyJobInput'];
      readonly output: Shapes['AcknowledgeThirdPartyJobOutput'];
    };
    readonly CreateCustomActionType: {
      readonly input: Shapes['CreateCustomActionTypeInput'];
      readonly output: Shapes['CreateCustomActionTypeOutput'];
    };
    readonly CreatePipeline: {
      readonly input: Shapes['CreatePipelineInput'];
      readonly output: Shapes['CreatePipelineOutput'];
    };
    readonly DeleteCustomActionType: {
      readonly input: Shapes['DeleteCustomActionTypeInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeletePipeline: {
      readonly input: Shapes['DeletePipelineInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteWebhook: {
      readonly input: Shapes['DeleteWebhookInput'];
      readonly output: Shapes['DeleteWebhookOutput'];
    };
    readonly DeregisterWebhookWithThirdParty: {
      readonly input: Shapes['DeregisterWebhookWithThirdPartyInput'];
      readonly output: Shapes['DeregisterWebhookWithThirdPartyOutput'];
    };
    readonly DisableStageTransition: {
      readonly input: Shapes['DisableStageTransitionInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly EnableStageTransition: {
      readonly input: Shapes['EnableStageTransitionInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly GetActionType: {
      readonly input: Shapes['GetActionTypeInput'];
      readonly output: Shapes['GetActionTypeOutput'];
    };
    readonly GetJobDetails: {
      readonly input: Shapes['GetJobDetailsInput'];
      readonly output: Shapes['GetJobDetailsOutput'];
    };
    readonly GetPipeline: {
      readonly input: Shapes['GetPipelineInput'];
      readonly output: Shapes['GetPipelineOutput'];
    };
    readonly GetPipelineExecution: {
      readonly input: Shapes['GetPipelineExecutionInput'];
      readonly output: Shapes['GetPipelineExecutionOutput'];
    };
    readonly GetPipelineState: {
      readonly input: Shapes['GetPipelineStateInput'];
      readonly output: Shapes['GetPipelineStateOutput'];
    };
    readonly GetThirdPartyJobDetails: {
      readonly input: Shapes['GetThirdPartyJobDetailsInput'];
      readonly output: Shapes['GetThirdPartyJobDetailsOutput'];
    };
    readonly ListActionExecutions: {
      readonly input: Shapes['ListActionExecutionsInput'];
      readonly output: Shapes['ListActionExecutionsOutput'];
    };
    readonly ListActionTypes: {
      readonly input: Shapes['ListActionTypesInput'];
      readonly output: Shapes['ListActionTypesOutput'];
    };
    readonly ListDeployActionExecutionTargets: {
      readonly input: Shapes['ListDeployActionExecutionTargetsInput'];
      readonly output: Shapes['ListDeployActionExecutionTargetsOutput'];
    };
    readonly ListPipelineExecutions: {
      readonly input: Shapes['ListPipelineExecutionsInput'];
      readonly output: Shapes['ListPipelineExecutionsOutput'];
    };
    readonly ListPipelines: {
      readonly input: Shapes['ListPipelinesInput'];
      readonly output: Shapes['ListPipelinesOutput'];
    };
    readonly ListRuleExecutions: {
      readonly input: Shapes['ListRuleExecutionsInput'];
      readonly output: Shapes['ListRuleExecutionsOutput'];
    };
    readonly ListRuleTypes: {
      readonly input: Shapes['ListRuleTypesInput'];
      readonly output: Shapes['ListRuleTypesOutput'];
    };
    readonly ListTagsForResource: {
      readonly input: Shapes['ListTagsForResourceInput'];
      readonly output: Shapes['ListTagsForResourceOutput'];
    };
    readonly ListWebhooks: {
      readonly input: Shapes['ListWebhooksInput'];
      readonly output: Shapes['ListWebhooksOutput'];
    };
    readonly OverrideStageCondition: {
      readonly input: Shapes['OverrideStageConditionInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PollForJobs: {
      readonly input: Shapes['PollForJobsInput'];
      readonly output: Shapes['PollForJobsOutput'];
    };
    readonly PollForThirdPartyJobs: {
      readonly input: Shapes['PollForThirdPartyJobsInput'];
      readonly output: Shapes['PollForThirdPartyJobsOutput'];
    };
    readonly PutActionRevision: {
      readonly input: Shapes['PutActionRevisionInput'];
      readonly output: Shapes['PutActionRevisionOutput'];
    };
    readonly PutApprovalResult: {
      readonly input: Shapes['PutApprovalResultInput'];
      readonly output: Shapes['PutApprovalResultOutput'];
    };
    readonly PutJobFailureResult: {
      readonly input: Shapes['PutJobFailureResultInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutJobSuccessResult: {
      readonly input: Shapes['PutJobSuccessResultInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutThirdPartyJobFailureResult: {
      readonly input: Shapes['PutThirdPartyJobFailureResultInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutThirdPartyJobSuccessResult: {
      readonly input: Shapes['PutThirdPartyJobSuccessResultInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly PutWebhook: {
      readonly input: Shapes['PutWebhookInput'];
      readonly output: Shapes['PutWebhookOutput'];
    };
    readonly RegisterWebhookWithThirdParty: {
      readonly input: Shapes['RegisterWebhookWithThirdPartyInput'];
      readonly output: Shapes['RegisterWebhookWithThirdPartyOutput'];
    };
    readonly RetryStageExecution: {
      readonly input: Shapes['RetryStageExecutionInput'];
      readonly output: Shapes['RetryStageExecutionOutput'];
    };
    readonly RollbackStage: {
      readonly input: Shapes['RollbackStageInput'];
      readonly output: Shapes['RollbackStageOutput'];
    };
    readonly StartPipelineExecution: {
      readonly input: Shapes['StartPipelineExecutionInput'];
      readonly output: Shapes['StartPipelineExecutionOutput'];
    };
    readonly StopPipelineExecution: {
      readonly input: Shapes['StopPipelineExecutionInput'];
      readonly output: Shapes['StopPipelineExecutionOutput'];
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceInput'];
      readonly output: Shapes['TagResourceOutput'];
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceInput'];
      readonly output: Shapes['UntagResourceOutput'];
    };
    readonly UpdateActionType: {
      readonly input: Shapes['UpdateActionTypeInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UpdatePipeline: {
      readonly input: Shapes['UpdatePipelineInput'];
      readonly output: Shapes['UpdatePipelineOutput'];
    };
  };
  readonly errors:
    | 'ActionExecutionNotFoundException'
    | 'ActionNotFoundException'
    | 'ActionTypeNotFoundException'
    | 'ApprovalAlreadyCompletedException'
    | 'ConcurrentModificationException'
    | 'ConcurrentPipelineExecutionsLimitExceededException'
    | 'ConditionNotOverridableException'
    | 'ConflictException'
    | 'DuplicatedStopRequestException'
    | 'InvalidActionDeclarationException'
    | 'InvalidApprovalTokenException'
    | 'InvalidArnException'
    | 'InvalidBlockerDeclarationException'
    | 'InvalidClientTokenException'
    | 'InvalidJobException'
    | 'InvalidJobStateException'
    | 'InvalidNextTokenException'
    | 'InvalidNonceException'
    | 'InvalidStageDeclarationException'
    | 'InvalidStructureException'
    | 'InvalidTagsException'
    | 'InvalidWebhookAuthenticationParametersException'
    | 'InvalidWebhookFilterPatternException'
    | 'JobNotFoundException'
    | 'LimitExceededException'
    | 'NotLatestPipelineExecutionException'
    | 'OutputVariablesSizeExceededException'
    | 'PipelineExecutionNotFoundException'
    | 'PipelineExecutionNotStoppableException'
    | 'PipelineExecutionOutdatedException'
    | 'PipelineNameInUseException'
    | 'PipelineNotFoundException'
    | 'PipelineVersionNotFoundException'
    | 'RequestFailedException'
    | 'ResourceNotFoundException'
    | 'StageNotFoundException'
    | 'StageNotRetryableException'
    | 'TooManyTagsException'
    | 'UnableToRollbackStageException'
    | 'ValidationException'
    | 'WebhookNotFoundException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AWSSessionCredentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
  readonly AcknowledgeJobInput: {
    readonly jobId: string;
    readonly nonce: string;
  };
  readonly AcknowledgeJobOutput: {
    readonly status?:
      | 'Created'
      | 'Queued'
      | 'Dispatched'
      | 'InProgress'
      | 'TimedOut'
      | 'Succeeded'
      | 'Failed';
  };
  readonly AcknowledgeThirdPartyJobInput: {
    readonly jobId: string;
    readonly nonce: string;
    readonly clientToken: string;
  };
  readonly AcknowledgeThirdPartyJobOutput: {
    readonly status?:
      | 'Created'
      | 'Queued'
      | 'Dispatched'
      | 'InProgress'
      | 'TimedOut'
      | 'Succeeded'
      | 'Failed';
  };
  readonly ActionConfiguration: {
    readonly configuration?: Readonly<Record<string, string>>;
  };
  readonly ActionConfigurationProperty: {
    readonly name: string;
    readonly required: boolean;
    readonly key: boolean;
    readonly secret: boolean;
    readonly queryable?: boolean;
    readonly description?: string;
    readonly type?: 'String' | 'Number' | 'Boolean';
  };
  readonly ActionContext: {
    readonly name?: string;
    readonly actionExecutionId?: string;
  };
  readonly ActionDeclaration: {
    readonly name: string;
    readonly actionTypeId: Shapes['ActionTypeId'];
    readonly runOrder?: number;
    readonly configuration?: Readonly<Record<string, string>>;
    readonly commands?: readonly string[];
    readonly outputArtifacts?: readonly Shapes['OutputArtifact'][];
    readonly inputArtifacts?: readonly Shapes['InputArtifact'][];
    readonly outputVariables?: readonly string[];
    readonly roleArn?: string;
    readonly region?: string;
    readonly namespace?: string;
    readonly timeoutInMinutes?: number;
    readonly environmentVariables?: readonly Shapes['EnvironmentVariable'][];
  };
  readonly ActionExecution: {
    readonly actionExecutionId?: string;
    readonly status?: 'InProgress' | 'Abandoned' | 'Succeeded' | 'Failed';
    readonly summary?: string;
    readonly lastStatusChange?: Date;
    readonly token?: string;
    readonly lastUpdatedBy?: string;
    readonly externalExecutionId?: string;
    readonly externalExecutionUrl?: string;
    readonly percentComplete?: number;
    readonly errorDetails?: Shapes['ErrorDetails'];
    readonly logStreamARN?: string;
  };
  readonly ActionExecutionDetail: {
    readonly pipelineExecutionId?: string;
    readonly actionExecutionId?: string;
    readonly pipelineVersion?: number;
    readonly stageName?: string;
    readonly actionName?: string;
    readonly startTime?: Date;
    readonly lastUpdateTime?: Date;
    readonly updatedBy?: string;
    readonly status?: 'InProgress' | 'Abandoned' | 'Succeeded' | 'Failed';
    readonly input?: Shapes['ActionExecutionInput'];
    readonly output?: Shapes['ActionExecutionOutput'];
  };
  readonly ActionExecutionFilter: {
    readonly pipelineExecutionId?: string;
    readonly latestInPipelineExecution?: Shapes['LatestInPipelineExecutionFilter'];
  };
  readonly ActionExecutionInput: {
    readonly actionTypeId?: Shapes['ActionTypeId'];
    readonly configuration?: Readonly<Record<string, string>>;
    readonly resolvedConfiguration?: Readonly<Record<string, string>>;
    readonly roleArn?: string;
    readonly region?: string;
    readonly inputArtifacts?: readonly Shapes['ArtifactDetail'][];
    readonly namespace?: string;
  };
  readonly ActionExecutionOutput: {
    readonly outputArtifacts?: readonly Shapes['ArtifactDetail'][];
    readonly executionResult?: Shapes['ActionExecutionResult'];
    readonly outputVariables?: Readonly<Record<string, string>>;
  };
  readonly ActionExecutionResult: {
    readonly externalExecutionId?: string;
    readonly externalExecutionSummary?: string;
    readonly externalExecutionUrl?: string;
    readonly errorDetails?: Shapes['ErrorDetails'];
    readonly logStreamARN?: string;
  };
  readonly ActionRevision: {
    readonly revisionId: string;
    readonly revisionChangeId: string;
    readonly created: Date;
  };
  readonly ActionState: {
    readonly actionName?: string;
    readonly currentRevision?: Shapes['ActionRevision'];
    readonly latestExecution?: Shapes['ActionExecution'];
    readonly entityUrl?: string;
    readonly revisionUrl?: string;
  };
  readonly ActionType: {
    readonly id: Shapes['ActionTypeId'];
    readonly settings?: Shapes['ActionTypeSettings'];
    readonly actionConfigurationProperties?: readonly Shapes['ActionConfigurationProperty'][];
    readonly inputArtifactDetails: Shapes['ArtifactDetails'];
    readonly outputArtifactDetails: Shapes['ArtifactDetails'];
  };
  readonly ActionTypeArtifactDetails: {
    readonly minimumCount: number;
    readonly maximumCount: number;
  };
  readonly ActionTypeDeclaration: {
    readonly description?: string;
    readonly executor: Shapes['ActionTypeExecutor'];
    readonly id: Shapes['ActionTypeIdentifier'];
    readonly inputArtifactDetails: Shapes['ActionTypeArtifactDetails'];
    readonly outputArtifactDetails: Shapes['ActionTypeArtifactDetails'];
    readonly permissions?: Shapes['ActionTypePermissions'];
    readonly properties?: readonly Shapes['ActionTypeProperty'][];
    readonly urls?: Shapes['ActionTypeUrls'];
  };
  readonly ActionTypeExecutor: {
    readonly configuration: Shapes['ExecutorConfiguration'];
    readonly type: 'JobWorker' | 'Lambda';
    readonly policyStatementsTemplate?: string;
    readonly jobTimeout?: number;
  };
  readonly ActionTypeId: {
    readonly category: 'Source' | 'Build' | 'Deploy' | 'Test' | 'Invoke' | 'Approval' | 'Compute';
    readonly owner: 'AWS' | 'ThirdParty' | 'Custom';
    readonly provider: string;
    readonly version: string;
  };
  readonly ActionTypeIdentifier: {
    readonly category: 'Source' | 'Build' | 'Deploy' | 'Test' | 'Invoke' | 'Approval' | 'Compute';
    readonly owner: string;
    readonly provider: string;
    readonly version: string;
  };
  readonly ActionTypePermissions: {
    readonly allowedAccounts: readonly string[];
  };
  readonly ActionTypeProperty: {
    readonly name: string;
    readonly optional: boolean;
    readonly key: boolean;
    readonly noEcho: boolean;
    readonly queryable?: boolean;
    readonly description?: string;
  };
  readonly ActionTypeSettings: {
    readonly thirdPartyConfigurationUrl?: string;
    readonly entityUrlTemplate?: string;
    readonly executionUrlTemplate?: string;
    readonly revisionUrlTemplate?: string;
  };
  readonly ActionTypeUrls: {
    readonly configurationUrl?: string;
    readonly entityUrlTemplate?: string;
    readonly executionUrlTemplate?: string;
    readonly revisionUrlTemplate?: string;
  };
  readonly ApprovalResult: {
    readonly summary: string;
    readonly status: 'Approved' | 'Rejected';
  };
  readonly Artifact: {
    readonly name?: string;
    readonly revision?: string;
    readonly location?: Shapes['ArtifactLocation'];
  };
  readonly ArtifactDetail: {
    readonly name?: string;
    readonly s3location?: Shapes['S3Location'];
  };
  readonly ArtifactDetails: {
    readonly minimumCount: number;
    readonly maximumCount: number;
  };
  readonly ArtifactLocation: {
    readonly type?: 'S3';
    readonly s3Location?: Shapes['S3ArtifactLocation'];
  };
  readonly ArtifactRevision: {
    readonly name?: string;
    readonly revisionId?: string;
    readonly revisionChangeIdentifier?: string;
    readonly revisionSummary?: string;
    readonly created?: Date;
    readonly revisionUrl?: string;
  };
  readonly ArtifactStore: {
    readonly type: 'S3';
    readonly location: string;
    readonly encryptionKey?: Shapes['EncryptionKey'];
  };
  readonly BeforeEntryConditions: {
    readonly conditions: readonly Shapes['Condition'][];
  };
  readonly BlockerDeclaration: {
    readonly name: string;
    readonly type: 'Schedule';
  };
  readonly Condition: {
    readonly result?: 'ROLLBACK' | 'FAIL' | 'RETRY' | 'SKIP';
    readonly rules: readonly Shapes['RuleDeclaration'][];
  };
  readonly ConditionExecution: {
    readonly status?:
      | 'InProgress'
      | 'Failed'
      | 'Errored'
      | 'Succeeded'
      | 'Cancelled'
      | 'Abandoned'
      | 'Overridden';
    readonly summary?: string;
    readonly lastStatusChange?: Date;
  };
  readonly ConditionState: {
    readonly latestExecution?: Shapes['ConditionExecution'];
    readonly ruleStates?: readonly Shapes['RuleState'][];
  };
  readonly CreateCustomActionTypeInput: {
    readonly category: 'Source' | 'Build' | 'Deploy' | 'Test' | 'Invoke' | 'Approval' | 'Compute';
    readonly provider: string;
    readonly version: string;
    readonly settings?: Shapes['ActionTypeSettings'];
    readonly configurationProperties?: readonly Shapes['ActionConfigurationProperty'][];
    readonly inputArtifactDetails: Shapes['ArtifactDetails'];
    readonly outputArtifactDetails: Shapes['ArtifactDetails'];
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly CreateCustomActionTypeOutput: {
    readonly actionType: Shapes['ActionType'];
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly CreatePipelineInput: {
    readonly pipeline: Shapes['PipelineDeclaration'];
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly CreatePipelineOutput: {
    readonly pipeline?: Shapes['PipelineDeclaration'];
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly CurrentRevision: {
    readonly revision: string;
    readonly changeIdentifier: string;
    readonly created?: Date;
    readonly revisionSummary?: string;
  };
  readonly DeleteCustomActionTypeInput: {
    readonly category: 'Source' | 'Build' | 'Deploy' | 'Test' | 'Invoke' | 'Approval' | 'Compute';
    readonly provider: string;
    readonly version: string;
  };
  readonly DeletePipelineInput: {
    readonly name: string;
  };
  readonly DeleteWebhookInput: {
    readonly name: string;
  };
  readonly DeleteWebhookOutput: {};
  readonly DeployActionExecutionTarget: {
    readonly targetId?: string;
    readonly targetType?: string;
    readonly status?: string;
    readonly startTime?: Date;
    readonly endTime?: Date;
    readonly events?: readonly Shapes['DeployTargetEvent'][];
  };
  readonly DeployTargetEvent: {
    readonly name?: string;
    readonly status?: string;
    readonly startTime?: Date;
    readonly endTime?: Date;
    readonly context?: Shapes['DeployTargetEventContext'];
  };
  readonly DeployTargetEventContext: {
    readonly ssmCommandId?: string;
    readonly message?: string;
  };
  readonly DeregisterWebhookWithThirdPartyInput: {
    readonly webhookName?: string;
  };
  readonly DeregisterWebhookWithThirdPartyOutput: {};
  readonly DisableStageTransitionInput: {
    readonly pipelineName: string;
    readonly stageName: string;
    readonly transitionType: 'Inbound' | 'Outbound';
    readonly reason: string;
  };
  readonly EnableStageTransitionInput: {
    readonly pipelineName: string;
    readonly stageName: string;
    readonly transitionType: 'Inbound' | 'Outbound';
  };
  readonly EncryptionKey: {
    readonly id: string;
    readonly type: 'KMS';
  };
  readonly EnvironmentVariable: {
    readonly name: string;
    readonly value: string;
    readonly type?: 'PLAINTEXT' | 'SECRETS_MANAGER';
  };
  readonly ErrorDetails: {
    readonly code?: string;
    readonly message?: string;
  };
  readonly ExecutionDetails: {
    readonly summary?: string;
    readonly externalExecutionId?: string;
    readonly percentComplete?: number;
  };
  readonly ExecutionTrigger: {
    readonly triggerType?:
      | 'CreatePipeline'
      | 'StartPipelineExecution'
      | 'PollForSourceChanges'
      | 'Webhook'
      | 'CloudWatchEvent'
      | 'PutActionRevision'
      | 'WebhookV2'
      | 'ManualRollback'
      | 'AutomatedRollback';
    readonly triggerDetail?: string;
  };
  readonly ExecutorConfiguration: {
    readonly lambdaExecutorConfiguration?: Shapes['LambdaExecutorConfiguration'];
    readonly jobWorkerExecutorConfiguration?: Shapes['JobWorkerExecutorConfiguration'];
  };
  readonly FailureConditions: {
    readonly result?: 'ROLLBACK' | 'FAIL' | 'RETRY' | 'SKIP';
    readonly retryConfiguration?: Shapes['RetryConfiguration'];
    readonly conditions?: readonly Shapes['Condition'][];
  };
  readonly FailureDetails: {
    readonly type:
      | 'JobFailed'
      | 'ConfigurationError'
      | 'PermissionError'
      | 'RevisionOutOfSync'
      | 'RevisionUnavailable'
      | 'SystemUnavailable';
    readonly message: string;
    readonly externalExecutionId?: string;
  };
  readonly GetActionTypeInput: {
    readonly category: 'Source' | 'Build' | 'Deploy' | 'Test' | 'Invoke' | 'Approval' | 'Compute';
    readonly owner: string;
    readonly provider: string;
    readonly version: string;
  };
  readonly GetActionTypeOutput: {
    readonly actionType?: Shapes['ActionTypeDeclaration'];
  };
  readonly GetJobDetailsInput: {
    readonly jobId: string;
  };
  readonly GetJobDetailsOutput: {
    readonly jobDetails?: Shapes['JobDetails'];
  };
  readonly GetPipelineExecutionInput: {
    readonly pipelineName: string;
    readonly pipelineExecutionId: string;
  };
  readonly GetPipelineExecutionOutput: {
    readonly pipelineExecution?: Shapes['PipelineExecution'];
  };
  readonly GetPipelineInput: {
    readonly name: string;
    readonly version?: number;
  };
  readonly GetPipelineOutput: {
    readonly pipeline?: Shapes['PipelineDeclaration'];
    readonly metadata?: Shapes['PipelineMetadata'];
  };
  readonly GetPipelineStateInput: {
    readonly name: string;
  };
  readonly GetPipelineStateOutput: {
    readonly pipelineName?: string;
    readonly pipelineVersion?: number;
    readonly stageStates?: readonly Shapes['StageState'][];
    readonly created?: Date;
    readonly updated?: Date;
  };
  readonly GetThirdPartyJobDetailsInput: {
    readonly jobId: string;
    readonly clientToken: string;
  };
  readonly GetThirdPartyJobDetailsOutput: {
    readonly jobDetails?: Shapes['ThirdPartyJobDetails'];
  };
  readonly GitBranchFilterCriteria: {
    readonly includes?: readonly string[];
    readonly excludes?: readonly string[];
  };
  readonly GitConfiguration: {
    readonly sourceActionName: string;
    readonly push?: readonly Shapes['GitPushFilter'][];
    readonly pullRequest?: readonly Shapes['GitPullRequestFilter'][];
  };
  readonly GitFilePathFilterCriteria: {
    readonly includes?: readonly string[];
    readonly excludes?: readonly string[];
  };
  readonly GitPullRequestFilter: {
    readonly events?: readonly ('OPEN' | 'UPDATED' | 'CLOSED')[];
    readonly branches?: Shapes['GitBranchFilterCriteria'];
    readonly filePaths?: Shapes['GitFilePathFilterCriteria'];
  };
  readonly GitPushFilter: {
    readonly tags?: Shapes['GitTagFilterCriteria'];
    readonly branches?: Shapes['GitBranchFilterCriteria'];
    readonly filePaths?: Shapes['GitFilePathFilterCriteria'];
  };
  readonly GitTagFilterCriteria: {
    readonly includes?: readonly string[];
    readonly excludes?: readonly string[];
  };
  readonly InputArtifact: {
    readonly name: string;
  };
  readonly Job: {
    readonly id?: string;
    readonly data?: Shapes['JobData'];
    readonly nonce?: string;
    readonly accountId?: string;
  };
  readonly JobData: {
    readonly actionTypeId?: Shapes['ActionTypeId'];
    readonly actionConfiguration?: Shapes['ActionConfiguration'];
    readonly pipelineContext?: Shapes['PipelineContext'];
    readonly inputArtifacts?: readonly Shapes['Artifact'][];
    readonly outputArtifacts?: readonly Shapes['Artifact'][];
    readonly artifactCredentials?: Shapes['AWSSessionCredentials'];
    readonly continuationToken?: string;
    readonly encryptionKey?: Shapes['EncryptionKey'];
  };
  readonly JobDetails: {
    readonly id?: string;
    readonly data?: Shapes['JobData'];
    readonly accountId?: string;
  };
  readonly JobWorkerExecutorConfiguration: {
    readonly pollingAccounts?: readonly string[];
    readonly pollingServicePrincipals?: readonly string[];
  };
  readonly LambdaExecutorConfiguration: {
    readonly lambdaFunctionArn: string;
  };
  readonly LatestInPipelineExecutionFilter: {
    readonly pipelineExecutionId: string;
    readonly startTimeRange: 'Latest' | 'All';
  };
  readonly ListActionExecutionsInput: {
    readonly pipelineName: string;
    readonly filter?: Shapes['ActionExecutionFilter'];
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly ListActionExecutionsOutput: {
    readonly actionExecutionDetails?: readonly Shapes['ActionExecutionDetail'][];
    readonly nextToken?: string;
  };
  readonly ListActionTypesInput: {
    readonly actionOwnerFilter?: 'AWS' | 'ThirdParty' | 'Custom';
    readonly nextToken?: string;
    readonly regionFilter?: string;
  };
  readonly ListActionTypesOutput: {
    readonly actionTypes: readonly Shapes['ActionType'][];
    readonly nextToken?: string;
  };
  readonly ListDeployActionExecutionTargetsInput: {
    readonly pipelineName?: string;
    readonly actionExecutionId: string;
    readonly filters?: readonly Shapes['TargetFilter'][];
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly ListDeployActionExecutionTargetsOutput: {
    readonly targets?: readonly Shapes['DeployActionExecutionTarget'][];
    readonly nextToken?: string;
  };
  readonly ListPipelineExecutionsInput: {
    readonly pipelineName: string;
    readonly maxResults?: number;
    readonly filter?: Shapes['PipelineExecutionFilter'];
    readonly nextToken?: string;
  };
  readonly ListPipelineExecutionsOutput: {
    readonly pipelineExecutionSummaries?: readonly Shapes['PipelineExecutionSummary'][];
    readonly nextToken?: string;
  };
  readonly ListPipelinesInput: {
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly ListPipelinesOutput: {
    readonly pipelines?: readonly Shapes['PipelineSummary'][];
    readonly nextToken?: string;
  };
  readonly ListRuleExecutionsInput: {
    readonly pipelineName: string;
    readonly filter?: Shapes['RuleExecutionFilter'];
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly ListRuleExecutionsOutput: {
    readonly ruleExecutionDetails?: readonly Shapes['RuleExecutionDetail'][];
    readonly nextToken?: string;
  };
  readonly ListRuleTypesInput: {
    readonly ruleOwnerFilter?: 'AWS';
    readonly regionFilter?: string;
  };
  readonly ListRuleTypesOutput: {
    readonly ruleTypes: readonly Shapes['RuleType'][];
  };
  readonly ListTagsForResourceInput: {
    readonly resourceArn: string;
    readonly nextToken?: string;
    readonly maxResults?: number;
  };
  readonly ListTagsForResourceOutput: {
    readonly tags?: readonly Shapes['Tag'][];
    readonly nextToken?: string;
  };
  readonly ListWebhookItem: {
    readonly definition: Shapes['WebhookDefinition'];
    readonly url: string;
    readonly errorMessage?: string;
    readonly errorCode?: string;
    readonly lastTriggered?: Date;
    readonly arn?: string;
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly ListWebhooksInput: {
    readonly NextToken?: string;
    readonly MaxResults?: number;
  };
  readonly ListWebhooksOutput: {
    readonly webhooks?: readonly Shapes['ListWebhookItem'][];
    readonly NextToken?: string;
  };
  readonly OutputArtifact: {
    readonly name: string;
    readonly files?: readonly string[];
  };
  readonly OverrideStageConditionInput: {
    readonly pipelineName: string;
    readonly stageName: string;
    readonly pipelineExecutionId: string;
    readonly conditionType: 'BEFORE_ENTRY' | 'ON_SUCCESS';
  };
  readonly PipelineContext: {
    readonly pipelineName?: string;
    readonly stage?: Shapes['StageContext'];
    readonly action?: Shapes['ActionContext'];
    readonly pipelineArn?: string;
    readonly pipelineExecutionId?: string;
  };
  readonly PipelineDeclaration: {
    readonly name: string;
    readonly roleArn: string;
    readonly artifactStore?: Shapes['ArtifactStore'];
    readonly artifactStores?: Readonly<Record<string, Shapes['ArtifactStore']>>;
    readonly stages: readonly Shapes['StageDeclaration'][];
    readonly version?: number;
    readonly executionMode?: 'QUEUED' | 'SUPERSEDED' | 'PARALLEL';
    readonly pipelineType?: 'V1' | 'V2';
    readonly variables?: readonly Shapes['PipelineVariableDeclaration'][];
    readonly triggers?: readonly Shapes['PipelineTriggerDeclaration'][];
  };
  readonly PipelineExecution: {
    readonly pipelineName?: string;
    readonly pipelineVersion?: number;
    readonly pipelineExecutionId?: string;
    readonly status?:
      | 'Cancelled'
      | 'InProgress'
      | 'Stopped'
      | 'Stopping'
      | 'Succeeded'
      | 'Superseded'
      | 'Failed';
    readonly statusSummary?: string;
    readonly artifactRevisions?: readonly Shapes['ArtifactRevision'][];
    readonly variables?: readonly Shapes['ResolvedPipelineVariable'][];
    readonly trigger?: Shapes['ExecutionTrigger'];
    readonly executionMode?: 'QUEUED' | 'SUPERSEDED' | 'PARALLEL';
    readonly executionType?: 'STANDARD' | 'ROLLBACK';
    readonly rollbackMetadata?: Shapes['PipelineRollbackMetadata'];
  };
  readonly PipelineExecutionFilter: {
    readonly succeededInStage?: Shapes['SucceededInStageFilter'];
  };
  readonly PipelineExecutionSummary: {
    readonly pipelineExecutionId?: string;
    readonly status?:
      | 'Cancelled'
      | 'InProgress'
      | 'Stopped'
      | 'Stopping'
      | 'Succeeded'
      | 'Superseded'
      | 'Failed';
    readonly statusSummary?: string;
    readonly startTime?: Date;
    readonly lastUpdateTime?: Date;
    readonly sourceRevisions?: readonly Shapes['SourceRevision'][];
    readonly trigger?: Shapes['ExecutionTrigger'];
    readonly stopTrigger?: Shapes['StopExecutionTrigger'];
    readonly executionMode?: 'QUEUED' | 'SUPERSEDED' | 'PARALLEL';
    readonly executionType?: 'STANDARD' | 'ROLLBACK';
    readonly rollbackMetadata?: Shapes['PipelineRollbackMetadata'];
  };
  readonly PipelineMetadata: {
    readonly pipelineArn?: string;
    readonly created?: Date;
    readonly updated?: Date;
    readonly pollingDisabledAt?: Date;
  };
  readonly PipelineRollbackMetadata: {
    readonly rollbackTargetPipelineExecutionId?: string;
  };
  readonly PipelineSummary: {
    readonly name?: string;
    readonly version?: number;
    readonly pipelineType?: 'V1' | 'V2';
    readonly executionMode?: 'QUEUED' | 'SUPERSEDED' | 'PARALLEL';
    readonly created?: Date;
    readonly updated?: Date;
  };
  readonly PipelineTriggerDeclaration: {
    readonly providerType: 'CodeStarSourceConnection';
    readonly gitConfiguration: Shapes['GitConfiguration'];
  };
  readonly PipelineVariable: {
    readonly name: string;
    readonly value: string;
  };
  readonly PipelineVariableDeclaration: {
    readonly name: string;
    readonly defaultValue?: string;
    readonly description?: string;
  };
  readonly PollForJobsInput: {
    readonly actionTypeId: Shapes['ActionTypeId'];
    readonly maxBatchSize?: number;
    readonly queryParam?: Readonly<Record<string, string>>;
  };
  readonly PollForJobsOutput: {
    readonly jobs?: readonly Shapes['Job'][];
  };
  readonly PollForThirdPartyJobsInput: {
    readonly actionTypeId: Shapes['ActionTypeId'];
    readonly maxBatchSize?: number;
  };
  readonly PollForThirdPartyJobsOutput: {
    readonly jobs?: readonly Shapes['ThirdPartyJob'][];
  };
  readonly PutActionRevisionInput: {
    readonly pipelineName: string;
    readonly stageName: string;
    readonly actionName: string;
    readonly actionRevision: Shapes['ActionRevision'];
  };
  readonly PutActionRevisionOutput: {
    readonly newRevision?: boolean;
    readonly pipelineExecutionId?: string;
  };
  readonly PutApprovalResultInput: {
    readonly pipelineName: string;
    readonly stageName: string;
    readonly actionName: string;
    readonly result: Shapes['ApprovalResult'];
    readonly token: string;
  };
  readonly PutApprovalResultOutput: {
    readonly approvedAt?: Date;
  };
  readonly PutJobFailureResultInput: {
    readonly jobId: string;
    readonly failureDetails: Shapes['FailureDetails'];
  };
  readonly PutJobSuccessResultInput: {
    readonly jobId: string;
    readonly currentRevision?: Shapes['CurrentRevision'];
    readonly continuationToken?: string;
    readonly executionDetails?: Shapes['ExecutionDetails'];
    readonly outputVariables?: Readonly<Record<string, string>>;
  };
  readonly PutThirdPartyJobFailureResultInput: {
    readonly jobId: string;
    readonly clientToken: string;
    readonly failureDetails: Shapes['FailureDetails'];
  };
  readonly PutThirdPartyJobSuccessResultInput: {
    readonly jobId: string;
    readonly clientToken: string;
    readonly currentRevision?: Shapes['CurrentRevision'];
    readonly continuationToken?: string;
    readonly executionDetails?: Shapes['ExecutionDetails'];
  };
  readonly PutWebhookInput: {
    readonly webhook: Shapes['WebhookDefinition'];
    readonly tags?: readonly Shapes['Tag'][];
  };
  readonly PutWebhookOutput: {
    readonly webhook?: Shapes['ListWebhookItem'];
  };
  readonly RegisterWebhookWithThirdPartyInput: {
    readonly webhookName?: string;
  };
  readonly RegisterWebhookWithThirdPartyOutput: {};
  readonly ResolvedPipelineVariable: {
    readonly name?: string;
    readonly resolvedValue?: string;
  };
  readonly RetryConfiguration: {
    readonly retryMode?: 'FAILED_ACTIONS' | 'ALL_ACTIONS';
  };
  readonly RetryStageExecutionInput: {
    readonly pipelineName: string;
    readonly stageName: string;
    readonly pipelineExecutionId: string;
    readonly retryMode: 'FAILED_ACTIONS' | 'ALL_ACTIONS';
  };
  readonly RetryStageExecutionOutput: {
    readonly pipelineExecutionId?: string;
  };
  readonly RetryStageMetadata: {
    readonly autoStageRetryAttempt?: number;
    readonly manualStageRetryAttempt?: number;
    readonly latestRetryTrigger?: 'AutomatedStageRetry' | 'ManualStageRetry';
  };
  readonly RollbackStageInput: {
    readonly pipelineName: string;
    readonly stageName: string;
    readonly targetPipelineExecutionId: string;
  };
  readonly RollbackStageOutput: {
    readonly pipelineExecutionId: string;
  };
  readonly RuleConfigurationProperty: {
    readonly name: string;
    readonly required: boolean;
    readonly key: boolean;
    readonly secret: boolean;
    readonly queryable?: boolean;
    readonly description?: string;
    readonly type?: 'String' | 'Number' | 'Boolean';
  };
  readonly RuleDeclaration: {
    readonly name: string;
    readonly ruleTypeId: Shapes['RuleTypeId'];
    readonly configuration?: Readonly<Record<string, string>>;
    readonly commands?: readonly string[];
    readonly inputArtifacts?: readonly Shapes['InputArtifact'][];
    readonly roleArn?: string;
    readonly region?: string;
    readonly timeoutInMinutes?: number;
  };
  readonly RuleExecution: {
    readonly ruleExecutionId?: string;
    readonly status?: 'InProgress' | 'Abandoned' | 'Succeeded' | 'Failed';
    readonly summary?: string;
    readonly lastStatusChange?: Date;
    readonly token?: string;
    readonly lastUpdatedBy?: string;
    readonly externalExecutionId?: string;
    readonly externalExecutionUrl?: string;
    readonly errorDetails?: Shapes['ErrorDetails'];
  };
  readonly RuleExecutionDetail: {
    readonly pipelineExecutionId?: string;
    readonly ruleExecutionId?: string;
    readonly pipelineVersion?: number;
    readonly stageName?: string;
    readonly ruleName?: string;
    readonly startTime?: Date;
    readonly lastUpdateTime?: Date;
    readonly updatedBy?: string;
    readonly status?: 'InProgress' | 'Abandoned' | 'Succeeded' | 'Failed';
    readonly input?: Shapes['RuleExecutionInput'];
    readonly output?: Shapes['RuleExecutionOutput'];
  };
  readonly RuleExecutionFilter: {
    readonly pipelineExecutionId?: string;
    readonly latestInPipelineExecution?: Shapes['LatestInPipelineExecutionFilter'];
  };
  readonly RuleExecutionInput: {
    readonly ruleTypeId?: Shapes['RuleTypeId'];
    readonly configuration?: Readonly<Record<string, string>>;
    readonly resolvedConfiguration?: Readonly<Record<string, string>>;
    readonly roleArn?: string;
    readonly region?: string;
    readonly inputArtifacts?: readonly Shapes['ArtifactDetail'][];
  };
  readonly RuleExecutionOutput: {
    readonly executionResult?: Shapes['RuleExecutionResult'];
  };
  readonly RuleExecutionResult: {
    readonly externalExecutionId?: string;
    readonly externalExecutionSummary?: string;
    readonly externalExecutionUrl?: string;
    readonly errorDetails?: Shapes['ErrorDetails'];
  };
  readonly RuleRevision: {
    readonly revisionId: string;
    readonly revisionChangeId: string;
    readonly created: Date;
  };
  readonly RuleState: {
    readonly ruleName?: string;
    readonly currentRevision?: Shapes['RuleRevision'];
    readonly latestExecution?: Shapes['RuleExecution'];
    readonly entityUrl?: string;
    readonly revisionUrl?: string;
  };
  readonly RuleType: {
    readonly id: Shapes['RuleTypeId'];
    readonly settings?: Shapes['RuleTypeSettings'];
    readonly ruleConfigurationProperties?: readonly Shapes['RuleConfigurationProperty'][];
    readonly inputArtifactDetails: Shapes['ArtifactDetails'];
  };
  readonly RuleTypeId: {
    readonly category: 'Rule';
    readonly owner?: 'AWS';
    readonly provider: string;
    readonly version?: string;
  };
  readonly RuleTypeSettings: {
    readonly thirdPartyConfigurationUrl?: string;
    readonly entityUrlTemplate?: string;
    readonly executionUrlTemplate?: string;
    readonly revisionUrlTemplate?: string;
  };
  readonly S3ArtifactLocation: {
    readonly bucketName: string;
    readonly objectKey: string;
  };
  readonly S3Location: {
    readonly bucket?: string;
    readonly key?: string;
  };
  readonly SourceRevision: {
    readonly actionName: string;
    readonly revisionId?: string;
    readonly revisionSummary?: string;
    readonly revisionUrl?: string;
  };
  readonly SourceRevisionOverride: {
    readonly actionName: string;
    readonly revisionType: 'COMMIT_ID' | 'IMAGE_DIGEST' | 'S3_OBJECT_VERSION_ID' | 'S3_OBJECT_KEY';
    readonly revisionValue: string;
  };
  readonly StageConditionState: {
    readonly latestExecution?: Shapes['StageConditionsExecution'];
    readonly conditionStates?: readonly Shapes['ConditionState'][];
  };
  readonly StageConditionsExecution: {
    readonly status?:
      | 'InProgress'
      | 'Failed'
      | 'Errored'
      | 'Succeeded'
      | 'Cancelled'
      | 'Abandoned'
      | 'Overridden';
    readonly summary?: string;
  };
  readonly StageContext: {
    readonly name?: string;
  };
  readonly StageDeclaration: {
    readonly name: string;
    readonly blockers?: readonly Shapes['BlockerDeclaration'][];
    readonly actions: readonly Shapes['ActionDeclaration'][];
    readonly onFailure?: Shapes['FailureConditions'];
    readonly onSuccess?: Shapes['SuccessConditions'];
    readonly beforeEntry?: Shapes['BeforeEntryConditions'];
  };
  readonly StageExecution: {
    readonly pipelineExecutionId: string;
    readonly status: 'Cancelled' | 'InProgress' | 'Failed' | 'Stopped' | 'Stopping' | 'Succeeded' | 'Skipped';
    readonly type?: 'STANDARD' | 'ROLLBACK';
  };
  readonly StageState: {
    readonly stageName?: string;
    readonly inboundExecution?: Shapes['StageExecution'];
    readonly inboundExecutions?: readonly Shapes['StageExecution'][];
    readonly inboundTransitionState?: Shapes['TransitionState'];
    readonly actionStates?: readonly Shapes['ActionState'][];
    readonly latestExecution?: Shapes['StageExecution'];
    readonly beforeEntryConditionState?: Shapes['StageConditionState'];
    readonly onSuccessConditionState?: Shapes['StageConditionState'];
    readonly onFailureConditionState?: Shapes['StageConditionState'];
    readonly retryStageMetadata?: Shapes['RetryStageMetadata'];
  };
  readonly StartPipelineExecutionInput: {
    readonly name: string;
    readonly variables?: readonly Shapes['PipelineVariable'][];
    readonly clientRequestToken?: string;
    readonly sourceRevisions?: readonly Shapes['SourceRevisionOverride'][];
  };
  readonly StartPipelineExecutionOutput: {
    readonly pipelineExecutionId?: string;
  };
  readonly StopExecutionTrigger: {
    readonly reason?: string;
  };
  readonly StopPipelineExecutionInput: {
    readonly pipelineName: string;
    readonly pipelineExecutionId: string;
    readonly abandon?: boolean;
    readonly reason?: string;
  };
  readonly StopPipelineExecutionOutput: {
    readonly pipelineExecutionId?: string;
  };
  readonly SucceededInStageFilter: {
    readonly stageName?: string;
  };
  readonly SuccessConditions: {
    readonly conditions: readonly Shapes['Condition'][];
  };
  readonly Tag: {
    readonly key: string;
    readonly value: string;
  };
  readonly TagResourceInput: {
    readonly resourceArn: string;
    readonly tags: readonly Shapes['Tag'][];
  };
  readonly TagResourceOutput: {};
  readonly TargetFilter: {
    readonly name?: 'TARGET_STATUS';
    readonly values?: readonly string[];
  };
  readonly ThirdPartyJob: {
    readonly clientId?: string;
    readonly jobId?: string;
  };
  readonly ThirdPartyJobData: {
    readonly actionTypeId?: Shapes['ActionTypeId'];
    readonly actionConfiguration?: Shapes['ActionConfiguration'];
    readonly pipelineContext?: Shapes['PipelineContext'];
    readonly inputArtifacts?: readonly Shapes['Artifact'][];
    readonly outputArtifacts?: readonly Shapes['Artifact'][];
    readonly artifactCredentials?: Shapes['AWSSessionCredentials'];
    readonly continuationToken?: string;
    readonly encryptionKey?: Shapes['EncryptionKey'];
  };
  readonly ThirdPartyJobDetails: {
    readonly id?: string;
    readonly data?: Shapes['ThirdPartyJobData'];
    readonly nonce?: string;
  };
  readonly TransitionState: {
    readonly enabled?: boolean;
    readonly lastChangedBy?: string;
    readonly lastChangedAt?: Date;
    readonly disabledReason?: string;
  };
  readonly UntagResourceInput: {
    readonly resourceArn: string;
    readonly tagKeys: readonly string[];
  };
  readonly UntagResourceOutput: {};
  readonly UpdateActionTypeInput: {
    readonly actionType: Shapes['ActionTypeDeclaration'];
  };
  readonly UpdatePipelineInput: {
    readonly pipeline: Shapes['PipelineDeclaration'];
  };
  readonly UpdatePipelineOutput: {
    readonly pipeline?: Shapes['PipelineDeclaration'];
  };
  readonly WebhookAuthConfiguration: {
    readonly AllowedIPRange?: string;
    readonly SecretToken?: string;
  };
  readonly WebhookDefinition: {
    readonly name: string;
    readonly targetPipeline: string;
    readonly targetAction: string;
    readonly filters: readonly Shapes['WebhookFilterRule'][];
    readonly authentication: 'GITHUB_HMAC' | 'IP' | 'UNAUTHENTICATED';
    readonly authenticationConfiguration: Shapes['WebhookAuthConfiguration'];
  };
  readonly WebhookFilterRule: {
    readonly jsonPath: string;
    readonly matchEquals?: string;
  };
}

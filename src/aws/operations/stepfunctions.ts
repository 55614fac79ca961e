// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface StepFunctionsApi {
  readonly operations: {
    readonly DescribeExecution: {
      readonly input: Shapes['DescribeExecutionInput'];
      readonly output: Shapes['DescribeExecutionOutput'];
    };
    readonly DescribeMapRun: {
      readonly input: Shapes['DescribeMapRunInput'];
      readonly output: Shapes['DescribeMapRunOutput'];
    };
    readonly DescribeStateMachineForExecution: {
      readonly input: Shapes['DescribeStateMachineForExecutionInput'];
      readonly output: Shapes['DescribeStateMachineForExecutionOutput'];
    };
    readonly GetActivityTask: {
      readonly input: Shapes['GetActivityTaskInput'];
      readonly output: Shapes['GetActivityTaskOutput'];
    };
    readonly GetExecutionHistory: {
      readonly input: Shapes['GetExecutionHistoryInput'];
      readonly output: Shapes['GetExecutionHistoryOutput'];
    };
    readonly ListExecutions: {
      readonly input: Shapes['ListExecutionsInput'];
      readonly output: Shapes['ListExecutionsOutput'];
    };
    readonly ListMapRuns: {
      readonly input: Shapes['ListMapRunsInput'];
      readonly output: Shapes['ListMapRunsOutput'];
    };
    readonly RedriveExecution: {
      readonly input: Shapes['RedriveExecutionInput'];
      readonly output: Shapes['RedriveExecutionOutput'];
    };
    readonly SendTaskFailure: {
      readonly input: Shapes['SendTaskFailureInput'];
      readonly output: Shapes['SendTaskFailureOutput'];
    };
    readonly SendTaskHeartbeat: {
      readonly input: Shapes['SendTaskHeartbeatInput'];
      readonly output: Shapes['SendTaskHeartbeatOutput'];
    };
    readonly SendTaskSuccess: {
      readonly input: Shapes['SendTaskSuccessInput'];
      readonly output: Shapes['SendTaskSuccessOutput'];
    };
    readonly StartExecution: {
      readonly input: Shapes['StartExecutionInput'];
      readonly output: Shapes['StartExecutionOutput'];
    };
    readonly StartSyncExecution: {
      readonly input: Shapes['StartSyncExecutionInput'];
      readonly output: Shapes['StartSyncExecutionOutput'];
    };
    readonly StopExecution: {
      readonly input: Shapes['StopExecutionInput'];
      readonly output: Shapes['StopExecutionOutput'];
    };
    readonly TestState: {
      readonly input: Shapes['TestStateInput'];
      readonly output: Shapes['TestStateOutput'];
    };
    readonly UpdateMapRun: {
      readonly input: Shapes['UpdateMapRunInput'];
      readonly output: Shapes['UpdateMapRunOutput'];
    };
  };
  readonly errors:
    | 'ActivityAlreadyExists'
    | 'ActivityDoesNotExist'
    | 'ActivityLimitExceeded'
    | 'ActivityWorkerLimitExceeded'
    | 'ConflictException'
    | 'ExecutionAlreadyExists'
    | 'ExecutionDoesNotExist'
    | 'ExecutionLimitExceeded'
    | 'ExecutionNotRedrivable'
    | 'InvalidArn'
    | 'InvalidDefinition'
    | 'InvalidEncryptionConfiguration'
    | 'InvalidExecutionInput'
    | 'InvalidLoggingConfiguration'
    | 'InvalidName'
    | 'InvalidOutput'
    | 'InvalidToken'
    | 'InvalidTracingConfiguration'
    | 'KmsAccessDeniedException'
    | 'KmsInvalidStateException'
    | 'KmsThrottlingException'
    | 'MissingRequiredParameter'
    | 'ResourceNotFound'
    | 'ServiceQuotaExceededException'
    | 'StateMachineAlreadyExists'
    | 'StateMachineDeleting'
    | 'StateMachineDoesNotExist'
    | 'StateMachineLimitExceeded'
    | 'StateMachineTypeNotSupported'
    | 'TaskDoesNotExist'
    | 'TaskTimedOut'
    | 'TooManyTags'
    | 'ValidationException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly ActivityFailedEventDetails: {
    readonly error?: string;
    readonly cause?: string;
  };
  readonly ActivityScheduleFailedEventDetails: {
    readonly error?: string;
    readonly cause?: string;
  };
  readonly ActivityScheduledEventDetails: {
    readonly resource: string;
    readonly input?: string;
    readonly inputDetails?: Shapes['HistoryEventExecutionDataDetails'];
    readonly timeoutInSeconds?: number;
    readonly heartbeatInSeconds?: number;
  };
  readonly ActivityStartedEventDetails: {
    readonly workerName?: string;
  };
  readonly ActivitySucceededEventDetails: {
    readonly output?: string;
    readonly outputDetails?: Shapes['HistoryEventExecutionDataDetails'];
  };
  readonly ActivityTimedOutEventDetails: {
    readonly error?: string;
    readonly cause?: string;
  };
  readonly AssignedVariablesDetails: {
    readonly truncated?: boolean;
  };
  readonly BillingDetails: {
    readonly billedMemoryUsedInMB?: number;
    readonly billedDurationInMilliseconds?: number;
  };
  readonly CloudWatchEventsExecutionDataDetails: {
    readonly included?: boolean;
  };
  readonly CloudWatchLogsLogGroup: {
    readonly logGroupArn?: string;
  };
  readonly DescribeExecutionInput: {
    readonly executionArn: string;
    readonly includedData?: 'ALL_DATA' | 'METADATA_ONLY';
  };
  readonly DescribeExecutionOutput: {
    readonly executionArn: string;
    readonly stateMachineArn: string;
    readonly name?: string;
    readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';
    readonly startDate: Date;
    readonly stopDate?: Date;
    readonly input?: string;
    readonly inputDetails?: Shapes['CloudWatchEventsExecutionDataDetails'];
    readonly output?: string;
    readonly outputDetails?: Shapes['CloudWatchEventsExecutionDataDetails'];
    readonly traceHeader?: string;
    readonly mapRunArn?: string;
    readonly error?: string;
    readonly cause?: string;
    readonly stateMachineVersionArn?: string;
    readonly stateMachineAliasArn?: string;
    readonly redriveCount?: number;
    readonly redriveDate?: Date;
    readonly redriveStatus?: 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN';
    readonly redriveStatusReason?: string;
  };
  readonly DescribeMapRunInput: {
    readonly mapRunArn: string;
  };
  readonly DescribeMapRunOutput: {
    readonly mapRunArn: string;
    readonly executionArn: string;
    readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
    readonly startDate: Date;
    readonly stopDate?: Date;
    readonly maxConcurrency: number;
    readonly toleratedFailurePercentage: number;
    readonly toleratedFailureCount: number;
    readonly itemCounts: Shapes['MapRunItemCounts'];
    readonly executionCounts: Shapes['MapRunExecutionCounts'];
    readonly redriveCount?: number;
    readonly redriveDate?: Date;
  };
  readonly DescribeStateMachineForExecutionInput: {
    readonly executionArn: string;
    readonly includedData?: 'ALL_DATA' | 'METADATA_ONLY';
  };
  readonly DescribeStateMachineForExecutionOutput: {
    readonly stateMachineArn: string;
    readonly name: string;
    readonly definition: string;
    readonly roleArn: string;
    readonly updateDate: Date;
    readonly loggingConfiguration?: Shapes['LoggingConfiguration'];
    readonly tracingConfiguration?: Shapes['TracingConfiguration'];
    readonly mapRunArn?: string;
    readonly label?: string;
    readonly revisionId?: string;
    readonly encryptionConfiguration?: Shapes['EncryptionConfiguration'];
    readonly variableReferences?: Readonly<Record<string, readonly string[]>>;
  };
  readonly EncryptionConfiguration: {
    readonly kmsKeyId?: string;
    readonly kmsDataKeyReusePeriodSeconds?: number;
    readonly type: 'AWS_OWNED_KEY' | 'CUSTOMER_MANAGED_KMS_KEY';
  };
  readonly EvaluationFailedEventDetails: {
    readonly error?: string;
    readonly cause?: string;
    readonly location?: string;
    readonly state: string;
  };
  readonly ExecutionAbortedEventDetails: {
    readonly error?: string;
    readonly cause?: string;
  };
  readonly ExecutionFailedEventDetails: {
    readonly error?: string;
    readonly cause?: string;
  };
  readonly ExecutionListItem: {
    readonly executionArn: string;
    readonly stateMachineArn: string;
    readonly name: string;
    readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';
    readonly startDate: Date;
    readonly stopDate?: Date;
    readonly mapRunArn?: string;
    readonly itemCount?: number;
    readonly stateMachineVersionArn?: string;
    readonly stateMachineAliasArn?: string;
    readonly redriveCount?: number;
    readonly redriveDate?: Date;
  };
  readonly ExecutionRedrivenEventDetails: {
    readonly redriveCount?: number;
  };
  readonly ExecutionStartedEventDetails: {
    readonly input?: string;
    readonly inputDetails?: Shapes['HistoryEventExecutionDataDetails'];
    readonly roleArn?: string;
    readonly stateMachineAliasArn?: string;
    readonly stateMachineVersionArn?: string;
  };
  readonly ExecutionSucceededEventDetails: {
    readonly output?: string;
    readonly outputDetails?: Shapes['HistoryEventExecutionDataDetails'];
  };
  readonly ExecutionTimedOutEventDetails: {
    readonly error?: string;
    readonly cause?: string;
  };
  readonly GetActivityTaskInput: {
    readonly activityArn: string;
    readonly workerName?: string;
  };
  readonly GetActivityTaskOutput: {
    readonly taskToken?: string;
    readonly input?: string;
  };
  readonly GetExecutionHistoryInput: {
    readonly executionArn: string;
    readonly maxResults?: number;
    readonly reverseOrder?: boolean;
    readonly nextToken?: string;
    readonly includeExecutionData?: boolean;
  };
  readonly GetExecutionHistoryOutput: {
    readonly events: readonly Shapes['HistoryEvent'][];
    readonly nextToken?: string;
  };
  readonly HistoryEvent: {
    readonly timestamp: Date;
    readonly type:
      | 'ActivityFailed'
      | 'ActivityScheduled'
      | 'ActivityScheduleFailed'
      | 'ActivityStarted'
      | 'ActivitySucceeded'
      | 'ActivityTimedOut'
      | 'ChoiceStateEntered'
      | 'ChoiceStateExited'
      | 'ExecutionAborted'
      | 'ExecutionFailed'
      | 'ExecutionStarted'
      | 'ExecutionSucceeded'
      | 'ExecutionTimedOut'
      | 'FailStateEntered'
      | 'LambdaFunctionFailed'
      | 'LambdaFunctionScheduled'
      | 'LambdaFunctionScheduleFailed'
      | 'LambdaFunctionStarted'
      | 'LambdaFunctionStartFailed'
      | 'LambdaFunctionSucceeded'
      | 'LambdaFunctionTimedOut'
      | 'MapIterationAborted'
      | 'MapIterationFailed'
      | 'MapIterationStarted'
      | 'MapIterationSucceeded'
      | 'MapStateAborted'
      | 'MapStateEntered'
      | 'MapStateExited'
      | 'MapStateFailed'
      | 'MapStateStarted'
      | 'MapStateSucceeded'
      | 'ParallelStateAborted'
      | 'ParallelStateEntered'
      | 'ParallelStateExited'
      | 'ParallelStateFailed'
      | 'ParallelStateStarted'
      | 'ParallelStateSucceeded'
      | 'PassStateEntered'
      | 'PassStateExited'
      | 'SucceedStateEntered'
      | 'SucceedStateExited'
      | 'TaskFailed'
      | 'TaskScheduled'
      | 'TaskStarted'
      | 'TaskStartFailed'
      | 'TaskStateAborted'
      | 'TaskStateEntered'
      | 'TaskStateExited'
      | 'TaskSubmitFailed'
      | 'TaskSubmitted'
      | 'TaskSucceeded'
      | 'TaskTimedOut'
      | 'WaitStateAborted'
      | 'WaitStateEntered'
      | 'WaitStateExited'
      | 'MapRunAborted'
      | 'MapRunFailed'
      | 'MapRunStarted'
      | 'MapRunSucceeded'
      | 'ExecutionRedriven'
      | 'MapRunRedriven'
      | 'EvaluationFailed';
    readonly id: number;
    readonly previousEventId?: number;
    readonly activityFailedEventDetails?: Shapes['ActivityFailedEventDetails'];
    readonly activityScheduleFailedEventDetails?: Shapes['ActivityScheduleFailedEventDetails'];
    readonly activityScheduledEventDetails?: Shapes['ActivityScheduledEventDetails'];
    readonly activityStartedEventDetails?: Shapes['ActivityStartedEventDetails'];
    readonly activitySucceededEventDetails?: Shapes['ActivitySucceededEventDetails'];
    readonly activityTimedOutEventDetails?: Shapes['ActivityTimedOutEventDetails'];
    readonly taskFailedEventDetails?: Shapes['TaskFailedEventDetails'];
    readonly taskScheduledEventDetails?: Shapes['TaskScheduledEventDetails'];
    readonly taskStartFailedEventDetails?: Shapes['TaskStartFailedEventDetails'];
    readonly taskStartedEventDetails?: Shapes['TaskStartedEventDetails'];
    readonly taskSubmitFailedEventDetails?: Shapes['TaskSubmitFailedEventDetails'];
    readonly taskSubmittedEventDetails?: Shapes['TaskSubmittedEventDetails'];
    readonly taskSucceededEventDetails?: Shapes['TaskSucceededEventDetails'];
    readonly taskTimedOutEventDetails?: Shapes['TaskTimedOutEventDetails'];
    readonly executionFailedEventDetails?: Shapes['ExecutionFailedEventDetails'];
    readonly executionStartedEventDetails?: Shapes['ExecutionStartedEventDetails'];
    readonly executionSucceededEventDetails?: Shapes['ExecutionSucceededEventDetails'];
    readonly executionAbortedEventDetails?: Shapes['ExecutionAbortedEventDetails'];
    readonly executionTimedOutEventDetails?: Shapes['ExecutionTimedOutEventDetails'];
    readonly executionRedrivenEventDetails?: Shapes['ExecutionRedrivenEventDetails'];
    readonly mapStateStartedEventDetails?: Shapes['MapStateStartedEventDetails'];
    readonly mapIterationStartedEventDetails?: Shapes['MapIterationEventDetails'];
    readonly mapIterationSucceededEventDetails?: Shapes['MapIterationEventDetails'];
    readonly mapIterationFailedEventDetails?: Shapes['MapIterationEventDetails'];
    readonly mapIterationAbortedEventDetails?: Shapes['MapIterationEventDetails'];
    readonly lambdaFunctionFailedEventDetails?: Shapes['LambdaFunctionFailedEventDetails'];
    readonly lambdaFunctionScheduleFailedEventDetails?: Shapes['LambdaFunctionScheduleFailedEventDetails'];
    readonly lambdaFunctionScheduledEventDetails?: Shapes['LambdaFunctionScheduledEventDetails'];
    readonly lambdaFunctionStartFailedEventDetails?: Shapes['LambdaFunctionStartFailedEventDetails'];
    readonly lambdaFunctionSucceededEventDetails?: Shapes['LambdaFunctionSucceededEventDetails'];
    readonly lambdaFunctionTimedOutEventDetails?: Shapes['LambdaFunctionTimedOutEventDetails'];
    readonly stateEnteredEventDetails?: Shapes['StateEnteredEventDetails'];
    readonly stateExitedEventDetails?: Shapes['StateExitedEventDetails'];
    readonly mapRunStartedEventDetails?: Shapes['MapRunStartedEventDetails'];
    readonly mapRunFailedEventDetails?: Shapes['MapRunFailedEventDetails'];
    readonly mapRunRedrivenEventDetails?: Shapes['MapRunRedrivenEventDetails'];
    readonly evaluationFailedEventDetails?: Shapes['EvaluationFailedEventDetails'];
  };
  readonly HistoryEventExecutionDataDetails: {
    readonly truncated?: boolean;
  };
  readonly InspectionData: {
    readonly input?: string;
    readonly afterArguments?: string;
    readonly afterInputPath?: string;
    readonly afterParameters?: string;
    readonly result?: string;
    readonly afterResultSelector?: string;
    readonly afterResultPath?: string;
    readonly request?: Shapes['InspectionDataRequest'];
    readonly response?: Shapes['InspectionDataResponse'];
    readonly variables?: string;
    readonly errorDetails?: Shapes['InspectionErrorDetails'];
    readonly afterItemsPath?: string;
    readonly afterItemSelector?: string;
    readonly afterItemBatcher?: string;
    readonly afterItemsPointer?: string;
    readonly toleratedFailureCount?: number;
    readonly toleratedFailurePercentage?: number;
    readonly maxConcurrency?: number;
  };
  readonly InspectionDataRequest: {
    readonly protocol?: string;
    readonly method?: string;
    readonly url?: string;
    readonly headers?: string;
    readonly body?: string;
  };
  readonly InspectionDataResponse: {
    readonly protocol?: string;
    readonly statusCode?: string;
    readonly statusMessage?: string;
    readonly headers?: string;
    readonly body?: string;
  };
  readonly InspectionErrorDetails: {
    readonly catchIndex?: number;
    readonly retryIndex?: number;
    readonly retryBackoffIntervalSeconds?: number;
  };
  readonly LambdaFunctionFailedEventDetails: {
    readonly error?: string;
    readonly cause?: string;
  };
  readonly LambdaFunctionScheduleFailedEventDetails: {
    readonly error?: string;
    readonly cause?: string;
  };
  readonly LambdaFunctionScheduledEventDetails: {
    readonly resource: string;
    readonly input?: string;
    readonly inputDetails?: Shapes['HistoryEventExecutionDataDetails'];
    readonly timeoutInSeconds?: number;
    readonly taskCredentials?: Shapes['TaskCredentials'];
  };
  readonly LambdaFunctionStartFailedEventDetails: {
    readonly error?: string;
    readonly cause?: string;
  };
  readonly LambdaFunctionSucceededEventDetails: {
    readonly output?: string;
    readonly outputDetails?: Shapes['HistoryEventExecutionDataDetails'];
  };
  readonly LambdaFunctionTimedOutEventDetails: {
    readonly error?: string;
    readonly cause?: string;
  };
  readonly ListExecutionsInput: {
    readonly stateMachineArn?: string;
    readonly statusFilter?: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';
    readonly maxResults?: number;
    readonly nextToken?: string;
    readonly mapRunArn?: string;
    readonly redriveFilter?: 'REDRIVEN' | 'NOT_REDRIVEN';
  };
  readonly ListExecutionsOutput: {
    readonly executions: readonly Shapes['ExecutionListItem'][];
    readonly nextToken?: string;
  };
  readonly ListMapRunsInput: {
    readonly executionArn: string;
    readonly maxResults?: number;
    readonly nextToken?: string;
  };
  readonly ListMapRunsOutput: {
    readonly mapRuns: readonly Shapes['MapRunListItem'][];
    readonly nextToken?: string;
  };
  readonly LogDestination: {
    readonly cloudWatchLogsLogGroup?: Shapes['CloudWatchLogsLogGroup'];
  };
  readonly LoggingConfiguration: {
    readonly level?: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
    readonly includeExecutionData?: boolean;
    readonly destinations?: readonly Shapes['LogDestination'][];
  };
  readonly MapIterationEventDetails: {
    readonly name?: string;
    readonly index?: number;
  };
  readonly MapRunExecutionCounts: {
    readonly pending: number;
    readonly running: number;
    readonly succeeded: number;
    readonly failed: number;
    readonly timedOut: number;
    readonly aborted: number;
    readonly total: number;
    readonly resultsWritten: number;
    readonly failuresNotRedrivable?: number;
    readonly pendingRedrive?: number;
  };
  readonly MapRunFailedEventDetails: {
    readonly error?: string;
    readonly cause?: string;
  };
  readonly MapRunItemCounts: {
    readonly pending: number;
    readonly running: number;
    readonly succeeded: number;
    readonly failed: number;
    readonly timedOut: number;
    readonly aborted: number;
    readonly total: number;
    readonly resultsWritten: number;
    readonly failuresNotRedrivable?: number;
    readonly pendingRedrive?: number;
  };
  readonly MapRunListItem: {
    readonly executionArn: string;
    readonly mapRunArn: string;
    readonly stateMachineArn: string;
    readonly startDate: Date;
    readonly stopDate?: Date;
  };
  readonly MapRunRedrivenEventDetails: {
    readonly mapRunArn?: string;
    readonly redriveCount?: number;
  };
  readonly MapRunStartedEventDetails: {
    readonly mapRunArn?: string;
  };
  readonly MapStateStartedEventDetails: {
    readonly length?: number;
  };
  readonly MockErrorOutput: {
    readonly error?: string;
    readonly cause?: string;
  };
  readonly MockInput: {
    readonly result?: string;
    readonly errorOutput?: Shapes['MockErrorOutput'];
    readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE';
  };
  readonly RedriveExecutionInput: {
    readonly executionArn: string;
    readonly clientToken?: string;
  };
  readonly RedriveExecutionOutput: {
    readonly redriveDate: Date;
  };
  readonly SendTaskFailureInput: {
    readonly taskToken: string;
    readonly error?: string;
    readonly cause?: string;
  };
  readonly SendTaskFailureOutput: {};
  readonly SendTaskHeartbeatInput: {
    readonly taskToken: string;
  };
  readonly SendTaskHeartbeatOutput: {};
  readonly SendTaskSuccessInput: {
    readonly taskToken: string;
    readonly output: string;
  };
  readonly SendTaskSuccessOutput: {};
  readonly StartExecutionInput: {
    readonly stateMachineArn: string;
    readonly name?: string;
    readonly input?: string;
    readonly traceHeader?: string;
  };
  readonly StartExecutionOutput: {
    readonly executionArn: string;
    readonly startDate: Date;
  };
  readonly StartSyncExecutionInput: {
    readonly stateMachineArn: string;
    readonly name?: string;
    readonly input?: string;
    readonly traceHeader?: string;
    readonly includedData?: 'ALL_DATA' | 'METADATA_ONLY';
  };
  readonly StartSyncExecutionOutput: {
    readonly executionArn: string;
    readonly stateMachineArn?: string;
    readonly name?: string;
    readonly startDate: Date;
    readonly stopDate: Date;
    readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
    readonly error?: string;
    readonly cause?: string;
    readonly input?: string;
    readonly inputDetails?: Shapes['CloudWatchEventsExecutionDataDetails'];
    readonly output?: string;
    readonly outputDetails?: Shapes['CloudWatchEventsExecutionDataDetails'];
    readonly traceHeader?: string;
    readonly billingDetails?: Shapes['BillingDetails'];
  };
  readonly StateEnteredEventDetails: {
    readonly name: string;
    readonly input?: string;
    readonly inputDetails?: Shapes['HistoryEventExecutionDataDetails'];
  };
  readonly StateExitedEventDetails: {
    readonly name: string;
    readonly output?: string;
    readonly outputDetails?: Shapes['HistoryEventExecutionDataDetails'];
    readonly assignedVariables?: Readonly<Record<string, string>>;
    readonly assignedVariablesDetails?: Shapes['AssignedVariablesDetails'];
  };
  readonly StopExecutionInput: {
    readonly executionArn: string;
    readonly error?: string;
    readonly cause?: string;
  };
  readonly StopExecutionOutput: {
    readonly stopDate: Date;
  };
  readonly TaskCredentials: {
    readonly roleArn?: string;
  };
  readonly TaskFailedEventDetails: {
    readonly resourceType: string;
    readonly resource: string;
    readonly error?: string;
    readonly cause?: string;
  };
  readonly TaskScheduledEventDetails: {
    readonly resourceType: string;
    readonly resource: string;
    readonly region: string;
    readonly parameters: string;
    readonly timeoutInSeconds?: number;
    readonly heartbeatInSeconds?: number;
    readonly taskCredentials?: Shapes['TaskCredentials'];
  };
  readonly TaskStartFailedEventDetails: {
    readonly resourceType: string;
    readonly resource: string;
    readonly error?: string;
    readonly cause?: string;
  };
  readonly TaskStartedEventDetails: {
    readonly resourceType: string;
    readonly resource: string;
  };
  readonly TaskSubmitFailedEventDetails: {
    readonly resourceType: string;
    readonly resource: string;
    readonly error?: string;
    readonly cause?: string;
  };
  readonly TaskSubmittedEventDetails: {
    readonly resourceType: string;
    readonly resource: string;
    readonly output?: string;
    readonly outputDetails?: Shapes['HistoryEventExecutionDataDetails'];
  };
  readonly TaskSucceededEventDetails: {
    readonly resourceType: string;
    readonly resource: string;
    readonly output?: string;
    readonly outputDetails?: Shapes['HistoryEventExecutionDataDetails'];
  };
  readonly TaskTimedOutEventDetails: {
    readonly resourceType: string;
    readonly resource: string;
    readonly error?: string;
    readonly cause?: string;
  };
  readonly TestStateConfiguration: {
    readonly retrierRetryCount?: number;
    readonly errorCausedByState?: string;
    readonly mapIterationFailureCount?: number;
    readonly mapItemReaderData?: string;
  };
  readonly TestStateInput: {
    readonly definition: string;
    readonly roleArn?: string;
    readonly input?: string;
    readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE';
    readonly revealSecrets?: boolean;
    readonly variables?: string;
    readonly stateName?: string;
    readonly mock?: Shapes['MockInput'];
    readonly context?: string;
    readonly stateConfiguration?: Shapes['TestStateConfiguration'];
  };
  readonly TestStateOutput: {
    readonly output?: string;
    readonly error?: string;
    readonly cause?: string;
    readonly inspectionData?: Shapes['InspectionData'];
    readonly nextState?: string;
    readonly status?: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  };
  readonly TracingConfiguration: {
    readonly enabled?: boolean;
  };
  readonly UpdateMapRunInput: {
    readonly mapRunArn: string;
    readonly maxConcurrency?: number;
    readonly toleratedFailurePercentage?: number;
    readonly toleratedFailureCount?: number;
  };
  readonly UpdateMapRunOutput: {};
}

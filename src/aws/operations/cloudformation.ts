// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CloudFormationApi {
  readonly operations: {
    readonly CancelUpdateStack: {
      readonly input: Shapes['CancelUpdateStackInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly ContinueUpdateRollback: {
      readonly input: Shapes['ContinueUpdateRollbackInput'];
      readonly output: Shapes['ContinueUpdateRollbackOutput'];
    };
    readonly CreateChangeSet: {
      readonly input: Shapes['CreateChangeSetInput'];
      readonly output: Shapes['CreateChangeSetOutput'];
    };
    readonly CreateStack: {
      readonly input: Shapes['CreateStackInput'];
      readonly output: Shapes['CreateStackOutput'];
    };
    readonly CreateStackInstances: {
      readonly input: Shapes['CreateStackInstancesInput'];
      readonly output: Shapes['CreateStackInstancesOutput'];
    };
    readonly CreateStackSet: {
      readonly input: Shapes['CreateStackSetInput'];
      readonly output: Shapes['CreateStackSetOutput'];
    };
    readonly DeleteChangeSet: {
      readonly input: Shapes['DeleteChangeSetInput'];
      readonly output: Shapes['DeleteChangeSetOutput'];
    };
    readonly DeleteStack: {
      readonly input: Shapes['DeleteStackInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly DeleteStackInstances: {
      readonly input: Shapes['DeleteStackInstancesInput'];
      readonly output: Shapes['DeleteStackInstancesOutput'];
    };
    readonly DeleteStackSet: {
      readonly input: Shapes['DeleteStackSetInput'];
      readonly output: Shapes['DeleteStackSetOutput'];
    };
    readonly DescribeChangeSet: {
      readonly input: Shapes['DescribeChangeSetInput'];
      readonly output: Shapes['DescribeChangeSetOutput'];
    };
    readonly DescribeStackDriftDetectionStatus: {
      readonly input: Shapes['DescribeStackDriftDetectionStatusInput'];
      readonly output: Shapes['DescribeStackDriftDetectionStatusOutput'];
    };
    readonly DescribeStackEvents: {
      readonly input: Shapes['DescribeStackEventsInput'];
      readonly output: Shapes['DescribeStackEventsOutput'];
    };
    readonly DescribeStackInstance: {
      readonly input: Shapes['DescribeStackInstanceInput'];
      readonly output: Shapes['DescribeStackInstanceOutput'];
    };
    readonly DescribeStackResource: {
      readonly input: Shapes['DescribeStackResourceInput'];
      readonly output: Shapes['DescribeStackResourceOutput'];
    };
    readonly DescribeStackResourceDrifts: {
      readonly input: Shapes['DescribeStackResourceDriftsInput'];
      readonly output: Shapes['DescribeStackResourceDriftsOutput'];
    };
    readonly DescribeStackResources: {
      readonly input: Shapes['DescribeStackResourcesInput'];
      readonly output: Shapes['DescribeStackResourcesOutput'];
    };
    readonly DescribeStackSet: {
      readonly input: Shapes['DescribeStackSetInput'];
      readonly output: Shapes['DescribeStackSetOutput'];
    };
    readonly DescribeStackSetOperation: {
      readonly input: Shapes['DescribeStackSetOperationInput'];
      readonly output: Shapes['DescribeStackSetOperationOutput'];
    };
    readonly DescribeStacks: {
      readonly input: Shapes['DescribeStacksInput'];
      readonly output: Shapes['DescribeStacksOutput'];
    };
    readonly DetectStackDrift: {
      readonly input: Shapes['DetectStackDriftInput'];
      readonly output: Shapes['DetectStackDriftOutput'];
    };
    readonly DetectStackResourceDrift: {
      readonly input: Shapes['DetectStackResourceDriftInput'];
      readonly output: Shapes['DetectStackResourceDriftOutput'];
    };
    readonly ExecuteChangeSet: {
      readonly input: Shapes['ExecuteChangeSetInput'];
      readonly output: Shapes['ExecuteChangeSetOutput'];
    };
    readonly GetStackPolicy: {
      readonly input: Shapes['GetStackPolicyInput'];
      readonly output: Shapes['GetStackPolicyOutput'];
    };
    readonly GetTemplate: {
      readonly input: Shapes['GetTemplateInput'];
      readonly output: Shapes['GetTemplateOutput'];
    };
    readonly GetTemplateSummary: {
      readonly input: Shapes['GetTemplateSummaryInput'];
      readonly output: Shapes['GetTemplateSummaryOutput'];
    };
    readonly ListChangeSets: {
      readonly input: Shapes['ListChangeSetsInput'];
      readonly output: Shapes['ListChangeSetsOutput'];
    };
    readonly ListExports: {
      readonly input: Shapes['ListExportsInput'];
      readonly output: Shapes['ListExportsOutput'];
    };
    readonly ListImports: {
      readonly input: Shapes['ListImportsInput'];
      readonly output: Shapes['ListImportsOutput'];
    };
    readonly ListStackInstances: {
      readonly input: Shapes['ListStackInstancesInput'];
      readonly output: Shapes['ListStackInstancesOutput'];
    };
    readonly ListStackResources: {
      readonly input: Shapes['ListStackResourcesInput'];
      readonly output: Shapes['ListStackResourcesOutput'];
    };
    readonly ListStackSetOperationResults: {
      readonly input: Shapes['ListStackSetOperationResultsInput'];
      readonly output: Shapes['ListStackSetOperationResultsOutput'];
    };
    readonly ListStackSetOperations: {
      readonly input: Shapes['ListStackSetOperationsInput'];
      readonly output: Shapes['ListStackSetOperationsOutput'];
    };
    readonly ListStackSets: {
      readonly input: Shapes['ListStackSetsInput'];
      readonly output: Shapes['ListStackSetsOutput'];
    };
    readonly ListStacks: {
      readonly input: Shapes['ListStacksInput'];
      readonly output: Shapes['ListStacksOutput'];
    };
    readonly RollbackStack: {
      readonly input: Shapes['RollbackStackInput'];
      readonly output: Shapes['RollbackStackOutput'];
    };
    readonly SetStackPolicy: {
      readonly input: Shapes['SetStackPolicyInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly SignalResource: {
      readonly input: Shapes['SignalResourceInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly StopStackSetOperation: {
      readonly input: Shapes['StopStackSetOperationInput'];
      readonly output: Shapes['StopStackSetOperationOutput'];
    };
    readonly UpdateStack: {
      readonly input: Shapes['UpdateStackInput'];
      readonly output: Shapes['UpdateStackOutput'];
    };
    readonly UpdateStackInstances: {
      readonly input: Shapes['UpdateStackInstancesInput'];
      readonly output: Shapes['UpdateStackInstancesOutput'];
    };
    readonly UpdateStackSet: {
      readonly input: Shapes['UpdateStackSetInput'];
      readonly output: Shapes['UpdateStackSetOutput'];
    };
    readonly UpdateTerminationProtection: {
      readonly input: Shapes['UpdateTerminationProtectionInput'];
      readonly output: Shapes['UpdateTerminationProtectionOutput'];
    };
    readonly ValidateTemplate: {
      readonly input: Shapes['ValidateTemplateInput'];
      readonly output: Shapes['ValidateTemplateOutput'];
    };
  };
  readonly errors:
    | 'AlreadyExistsException'
    | 'CFNRegistryException'
    | 'ChangeSetNotFoundException'
    | 'ConcurrentResourcesLimitExceededException'
    | 'CreatedButModifiedException'
    | 'GeneratedTemplateNotFoundException'
    | 'HookResultNotFoundException'
    | 'InsufficientCapabilitiesException'
    | 'InvalidChangeSetStatusException'
    | 'InvalidOperationException'
    | 'InvalidStateTransitionException'
    | 'LimitExceededException'
    | 'NameAlreadyExistsException'
    | 'OperationIdAlreadyExistsException'
    | 'OperationInProgressException'
    | 'OperationNotFoundException'
    | 'OperationStatusCheckFailedException'
    | 'ResourceScanInProgressException'
    | 'ResourceScanLimitExceededException'
    | 'ResourceScanNotFoundException'
    | 'StackInstanceNotFoundException'
    | 'StackNotFoundException'
    | 'StackRefactorNotFoundException'
    | 'StackSetNotEmptyException'
    | 'StackSetNotFoundException'
    | 'StaleRequestException'
    | 'TokenAlreadyExistsException'
    | 'TypeConfigurationNotFoundException'
    | 'TypeNotFoundException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly AccountGateResult: {
    readonly Status?: 'SUCCEEDED' | 'FAILED' | 'SKIPPED';
    readonly StatusReason?: string;
  };
  readonly AutoDeployment: {
    readonly Enabled?: boolean;
    readonly RetainStacksOnAccountRemoval?: boolean;
    readonly DependsOn?: readonly string[];
  };
  readonly CancelUpdateStackInput: {
    readonly StackName: string;
    readonly ClientRequestToken?: string;
  };
  readonly Change: {
    readonly Type?: 'Resource';
    readonly HookInvocationCount?: number;
    readonly ResourceChange?: Shapes['ResourceChange'];
  };
  readonly ChangeSetSummary: {
    readonly StackId?: string;
    readonly StackName?: string;
    readonly ChangeSetId?: string;
    readonly ChangeSetName?: string;
    readonly ExecutionStatus?:
      | 'UNAVAILABLE'
      | 'AVAILABLE'
      | 'EXECUTE_IN_PROGRESS'
      | 'EXECUTE_COMPLETE'
      | 'EXECUTE_FAILED'
      | 'OBSOLETE';
    readonly Status?:
      | 'CREATE_PENDING'
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_COMPLETE'
      | 'DELETE_PENDING'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_COMPLETE'
      | 'DELETE_FAILED'
      | 'FAILED';
    readonly StatusReason?: string;
    readonly CreationTime?: Date;
    readonly Description?: string;
    readonly IncludeNestedStacks?: boolean;
    readonly ParentChangeSetId?: string;
    readonly RootChangeSetId?: string;
    readonly ImportExistingResources?: boolean;
  };
  readonly ContinueUpdateRollbackInput: {
    readonly StackName: string;
    readonly RoleARN?: string;
    readonly ResourcesToSkip?: readonly string[];
    readonly ClientRequestToken?: string;
    readonly ForceRollback?: boolean;
  };
  readonly ContinueUpdateRollbackOutput: {};
  readonly CreateChangeSetInput: {
    readonly StackName: string;
    readonly TemplateBody?: string;
    readonly TemplateURL?: string;
    readonly UsePreviousTemplate?: boolean;
    readonly Parameters?: readonly Shapes['Parameter'][];
    readonly Capabilities?: readonly ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND')[];
    readonly ResourceTypes?: readonly string[];
    readonly RoleARN?: string;
    readonly RollbackConfiguration?: Shapes['RollbackConfiguration'];
    readonly NotificationARNs?: readonly string[];
    readonly Tags?: readonly Shapes['Tag'][];
    readonly ChangeSetName: string;
    readonly ClientToken?: string;
    readonly Description?: string;
    readonly ChangeSetType?: 'CREATE' | 'UPDATE' | 'IMPORT';
    readonly ResourcesToImport?: readonly Shapes['ResourceToImport'][];
    readonly IncludeNestedStacks?: boolean;
    readonly OnStackFailure?: 'DO_NOTHING' | 'ROLLBACK' | 'DELETE';
    readonly ImportExistingResources?: boolean;
    readonly DeploymentMode?: 'REVERT_DRIFT';
    readonly DeploymentConfig?: Shapes['DeploymentConfig'];
    readonly DisableValidation?: boolean;
  };
  readonly CreateChangeSetOutput: {
    readonly Id?: string;
    readonly StackId?: string;
  };
  readonly CreateStackInput: {
    readonly StackName: string;
    readonly TemplateBody?: string;
    readonly TemplateURL?: string;
    readonly Parameters?: readonly Shapes['Parameter'][];
    readonly DisableRollback?: boolean;
    readonly RollbackConfiguration?: Shapes['RollbackConfiguration'];
    readonly TimeoutInMinutes?: number;
    readonly NotificationARNs?: readonly string[];
    readonly Capabilities?: readonly ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND')[];
    readonly ResourceTypes?: readonly string[];
    readonly RoleARN?: string;
    readonly OnFailure?: 'DO_NOTHING' | 'ROLLBACK' | 'DELETE';
    readonly StackPolicyBody?: string;
    readonly StackPolicyURL?: string;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly ClientRequestToken?: string;
    readonly EnableTerminationProtection?: boolean;
    readonly RetainExceptOnCreate?: boolean;
    readonly DeploymentConfig?: Shapes['DeploymentConfig'];
    readonly DisableValidation?: boolean;
  };
  readonly CreateStackInstancesInput: {
    readonly StackSetName: string;
    readonly Accounts?: readonly string[];
    readonly DeploymentTargets?: Shapes['DeploymentTargets'];
    readonly Regions: readonly string[];
    readonly ParameterOverrides?: readonly Shapes['Parameter'][];
    readonly OperationPreferences?: Shapes['StackSetOperationPreferences'];
    readonly OperationId?: string;
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
  };
  readonly CreateStackInstancesOutput: {
    readonly OperationId?: string;
  };
  readonly CreateStackOutput: {
    readonly StackId?: string;
    readonly OperationId?: string;
  };
  readonly CreateStackSetInput: {
    readonly StackSetName: string;
    readonly Description?: string;
    readonly TemplateBody?: string;
    readonly TemplateURL?: string;
    readonly StackId?: string;
    readonly Parameters?: readonly Shapes['Parameter'][];
    readonly Capabilities?: readonly ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND')[];
    readonly Tags?: readonly Shapes['Tag'][];
    readonly AdministrationRoleARN?: string;
    readonly ExecutionRoleName?: string;
    readonly PermissionModel?: 'SERVICE_MANAGED' | 'SELF_MANAGED';
    readonly AutoDeployment?: Shapes['AutoDeployment'];
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
    readonly ClientRequestToken?: string;
    readonly ManagedExecution?: Shapes['ManagedExecution'];
    readonly ExecutionRoleTemplateBody?: string;
    readonly ExecutionRoleTemplateUrl?: string;
    readonly StackSetOutputBucket?: string;
  };
  readonly CreateStackSetOutput: {
    readonly StackSetId?: string;
  };
  readonly DeleteChangeSetInput: {
    readonly ChangeSetName: string;
    readonly StackName?: string;
  };
  readonly DeleteChangeSetOutput: {};
  readonly DeleteStackInput: {
    readonly StackName: string;
    readonly RetainResources?: readonly string[];
    readonly RoleARN?: string;
    readonly ClientRequestToken?: string;
    readonly DeletionMode?: 'STANDARD' | 'FORCE_DELETE_STACK';
    readonly DeploymentConfig?: Shapes['DeploymentConfig'];
  };
  readonly DeleteStackInstancesInput: {
    readonly StackSetName: string;
    readonly Accounts?: readonly string[];
    readonly DeploymentTargets?: Shapes['DeploymentTargets'];
    readonly Regions: readonly string[];
    readonly OperationPreferences?: Shapes['StackSetOperationPreferences'];
    readonly RetainStacks: boolean;
    readonly OperationId?: string;
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
  };
  readonly DeleteStackInstancesOutput: {
    readonly OperationId?: string;
  };
  readonly DeleteStackSetInput: {
    readonly StackSetName: string;
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
  };
  readonly DeleteStackSetOutput: {};
  readonly DeploymentConfig: {
    readonly Mode?: 'STANDARD' | 'EXPRESS';
    readonly DisableRollback?: boolean;
  };
  readonly DeploymentTargets: {
    readonly Accounts?: readonly string[];
    readonly AccountsUrl?: string;
    readonly OrganizationalUnitIds?: readonly string[];
    readonly AccountFilterType?: 'NONE' | 'INTERSECTION' | 'DIFFERENCE' | 'UNION';
  };
  readonly DescribeChangeSetInput: {
    readonly ChangeSetName: string;
    readonly StackName?: string;
    readonly NextToken?: string;
    readonly IncludePropertyValues?: boolean;
  };
  readonly DescribeChangeSetOutput: {
    readonly ChangeSetName?: string;
    readonly ChangeSetId?: string;
    readonly StackId?: string;
    readonly StackName?: string;
    readonly Description?: string;
    readonly Parameters?: readonly Shapes['Parameter'][];
    readonly CreationTime?: Date;
    readonly ExecutionStatus?:
      | 'UNAVAILABLE'
      | 'AVAILABLE'
      | 'EXECUTE_IN_PROGRESS'
      | 'EXECUTE_COMPLETE'
      | 'EXECUTE_FAILED'
      | 'OBSOLETE';
    readonly Status?:
      | 'CREATE_PENDING'
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_COMPLETE'
      | 'DELETE_PENDING'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_COMPLETE'
      | 'DELETE_FAILED'
      | 'FAILED';
    readonly StatusReason?: string;
    readonly StackDriftStatus?: 'DRIFTED' | 'IN_SYNC' | 'UNKNOWN' | 'NOT_CHECKED';
    readonly NotificationARNs?: readonly string[];
    readonly RollbackConfiguration?: Shapes['RollbackConfiguration'];
    readonly Capabilities?: readonly ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND')[];
    readonly Tags?: readonly Shapes['Tag'][];
    readonly Changes?: readonly Shapes['Change'][];
    readonly NextToken?: string;
    readonly IncludeNestedStacks?: boolean;
    readonly ParentChangeSetId?: string;
    readonly RootChangeSetId?: string;
    readonly OnStackFailure?: 'DO_NOTHING' | 'ROLLBACK' | 'DELETE';
    readonly ImportExistingResources?: boolean;
    readonly DeploymentMode?: 'REVERT_DRIFT';
    readonly DeploymentConfig?: Shapes['DeploymentConfig'];
  };
  readonly DescribeStackDriftDetectionStatusInput: {
    readonly StackDriftDetectionId: string;
  };
  readonly DescribeStackDriftDetectionStatusOutput: {
    readonly StackId: string;
    readonly StackDriftDetectionId: string;
    readonly StackDriftStatus?: 'DRIFTED' | 'IN_SYNC' | 'UNKNOWN' | 'NOT_CHECKED';
    readonly DetectionStatus: 'DETECTION_IN_PROGRESS' | 'DETECTION_FAILED' | 'DETECTION_COMPLETE';
    readonly DetectionStatusReason?: string;
    readonly DriftedStackResourceCount?: number;
    readonly Timestamp: Date;
  };
  readonly DescribeStackEventsInput: {
    readonly StackName: string;
    readonly NextToken?: string;
  };
  readonly DescribeStackEventsOutput: {
    readonly StackEvents?: readonly Shapes['StackEvent'][];
    readonly NextToken?: string;
  };
  readonly DescribeStackInstanceInput: {
    readonly StackSetName: string;
    readonly StackInstanceAccount: string;
    readonly StackInstanceRegion: string;
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
  };
  readonly DescribeStackInstanceOutput: {
    readonly StackInstance?: Shapes['StackInstance'];
  };
  readonly DescribeStackResourceDriftsInput: {
    readonly StackName: string;
    readonly StackResourceDriftStatusFilters?: readonly (
      | 'IN_SYNC'
      | 'MODIFIED'
      | 'DELETED'
      | 'NOT_CHECKED'
      | 'UNKNOWN'
      | 'UNSUPPORTED'
    )[];
    readonly NextToken?: string;
    readonly MaxResults?: number;
  };
  readonly DescribeStackResourceDriftsOutput: {
    readonly StackResourceDrifts: readonly Shapes['StackResourceDrift'][];
    readonly NextToken?: string;
  };
  readonly DescribeStackResourceInput: {
    readonly StackName: string;
    readonly LogicalResourceId: string;
  };
  readonly DescribeStackResourceOutput: {
    readonly StackResourceDetail?: Shapes['StackResourceDetail'];
  };
  readonly DescribeStackResourcesInput: {
    readonly StackName?: string;
    readonly LogicalResourceId?: string;
    readonly PhysicalResourceId?: string;
  };
  readonly DescribeStackResourcesOutput: {
    readonly StackResources?: readonly Shapes['StackResource'][];
  };
  readonly DescribeStackSetInput: {
    readonly StackSetName: string;
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
  };
  readonly DescribeStackSetOperationInput: {
    readonly StackSetName: string;
    readonly OperationId: string;
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
  };
  readonly DescribeStackSetOperationOutput: {
    readonly StackSetOperation?: Shapes['StackSetOperation'];
  };
  readonly DescribeStackSetOutput: {
    readonly StackSet?: Shapes['StackSet'];
  };
  readonly DescribeStacksInput: {
    readonly StackName?: string;
    readonly NextToken?: string;
  };
  readonly DescribeStacksOutput: {
    readonly Stacks?: readonly Shapes['Stack'][];
    readonly NextToken?: string;
  };
  readonly DetectStackDriftInput: {
    readonly StackName: string;
    readonly LogicalResourceIds?: readonly string[];
  };
  readonly DetectStackDriftOutput: {
    readonly StackDriftDetectionId: string;
  };
  readonly DetectStackResourceDriftInput: {
    readonly StackName: string;
    readonly LogicalResourceId: string;
  };
  readonly DetectStackResourceDriftOutput: {
    readonly StackResourceDrift: Shapes['StackResourceDrift'];
  };
  readonly ExecuteChangeSetInput: {
    readonly ChangeSetName: string;
    readonly StackName?: string;
    readonly ClientRequestToken?: string;
    readonly DisableRollback?: boolean;
    readonly RetainExceptOnCreate?: boolean;
  };
  readonly ExecuteChangeSetOutput: {};
  readonly Export: {
    readonly ExportingStackId?: string;
    readonly Name?: string;
    readonly Value?: string;
  };
  readonly GetStackPolicyInput: {
    readonly StackName: string;
  };
  readonly GetStackPolicyOutput: {
    readonly StackPolicyBody?: string;
  };
  readonly GetTemplateInput: {
    readonly StackName?: string;
    readonly ChangeSetName?: string;
    readonly TemplateStage?: 'Original' | 'Processed';
  };
  readonly GetTemplateOutput: {
    readonly TemplateBody?: string;
    readonly StagesAvailable?: readonly ('Original' | 'Processed')[];
  };
  readonly GetTemplateSummaryInput: {
    readonly TemplateBody?: string;
    readonly TemplateURL?: string;
    readonly StackName?: string;
    readonly StackSetName?: string;
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
    readonly TemplateSummaryConfig?: Shapes['TemplateSummaryConfig'];
  };
  readonly GetTemplateSummaryOutput: {
    readonly Parameters?: readonly Shapes['ParameterDeclaration'][];
    readonly Description?: string;
    readonly Capabilities?: readonly ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND')[];
    readonly CapabilitiesReason?: string;
    readonly ResourceTypes?: readonly string[];
    readonly Version?: string;
    readonly Metadata?: string;
    readonly DeclaredTransforms?: readonly string[];
    readonly ResourceIdentifierSummaries?: readonly Shapes['ResourceIdentifierSummary'][];
    readonly Warnings?: Shapes['Warnings'];
  };
  readonly ListChangeSetsInput: {
    readonly StackName: string;
    readonly NextToken?: string;
  };
  readonly ListChangeSetsOutput: {
    readonly Summaries?: readonly Shapes['ChangeSetSummary'][];
    readonly NextToken?: string;
  };
  readonly ListExportsInput: {
    readonly NextToken?: string;
  };
  readonly ListExportsOutput: {
    readonly Exports?: readonly Shapes['Export'][];
    readonly NextToken?: string;
  };
  readonly ListImportsInput: {
    readonly ExportName: string;
    readonly NextToken?: string;
  };
  readonly ListImportsOutput: {
    readonly Imports?: readonly string[];
    readonly NextToken?: string;
  };
  readonly ListStackInstancesInput: {
    readonly StackSetName: string;
    readonly NextToken?: string;
    readonly MaxResults?: number;
    readonly Filters?: readonly Shapes['StackInstanceFilter'][];
    readonly StackInstanceAccount?: string;
    readonly StackInstanceRegion?: string;
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
  };
  readonly ListStackInstancesOutput: {
    readonly Summaries?: readonly Shapes['StackInstanceSummary'][];
    readonly NextToken?: string;
  };
  readonly ListStackResourcesInput: {
    readonly StackName: string;
    readonly NextToken?: string;
  };
  readonly ListStackResourcesOutput: {
    readonly StackResourceSummaries?: readonly Shapes['StackResourceSummary'][];
    readonly NextToken?: string;
  };
  readonly ListStackSetOperationResultsInput: {
    readonly StackSetName: string;
    readonly OperationId: string;
    readonly NextToken?: string;
    readonly MaxResults?: number;
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
    readonly Filters?: readonly Shapes['OperationResultFilter'][];
  };
  readonly ListStackSetOperationResultsOutput: {
    readonly Summaries?: readonly Shapes['StackSetOperationResultSummary'][];
    readonly NextToken?: string;
  };
  readonly ListStackSetOperationsInput: {
    readonly StackSetName: string;
    readonly NextToken?: string;
    readonly MaxResults?: number;
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
  };
  readonly ListStackSetOperationsOutput: {
    readonly Summaries?: readonly Shapes['StackSetOperationSummary'][];
    readonly NextToken?: string;
  };
  readonly ListStackSetsInput: {
    readonly NextToken?: string;
    readonly MaxResults?: number;
    readonly Status?: 'ACTIVE' | 'DELETED';
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
  };
  readonly ListStackSetsOutput: {
    readonly Summaries?: readonly Shapes['StackSetSummary'][];
    readonly NextToken?: string;
  };
  readonly ListStacksInput: {
    readonly NextToken?: string;
    readonly StackStatusFilter?: readonly (
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_FAILED'
      | 'CREATE_COMPLETE'
      | 'ROLLBACK_IN_PROGRESS'
      | 'ROLLBACK_FAILED'
      | 'ROLLBACK_COMPLETE'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_FAILED'
      | 'DELETE_COMPLETE'
      | 'UPDATE_IN_PROGRESS'
      | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
      | 'UPDATE_COMPLETE'
      | 'UPDATE_FAILED'
      | 'UPDATE_ROLLBACK_IN_PROGRESS'
      | 'UPDATE_ROLLBACK_FAILED'
      | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
      | 'UPDATE_ROLLBACK_COMPLETE'
      | 'REVIEW_IN_PROGRESS'
      | 'IMPORT_IN_PROGRESS'
      | 'IMPORT_COMPLETE'
      | 'IMPORT_ROLLBACK_IN_PROGRESS'
      | 'IMPORT_ROLLBACK_FAILED'
      | 'IMPORT_ROLLBACK_COMPLETE'
    )[];
  };
  readonly ListStacksOutput: {
    readonly StackSummaries?: readonly Shapes['StackSummary'][];
    readonly NextToken?: string;
  };
  readonly LiveResourceDrift: {
    readonly PreviousValue?: string;
    readonly ActualValue?: string;
    readonly DriftDetectionTimestamp?: Date;
  };
  readonly ManagedExecution: {
    readonly Active?: boolean;
  };
  readonly ModuleInfo: {
    readonly TypeHierarchy?: string;
    readonly LogicalIdHierarchy?: string;
  };
  readonly OperationEntry: {
    readonly OperationType?:
      | 'CREATE_STACK'
      | 'UPDATE_STACK'
      | 'DELETE_STACK'
      | 'CONTINUE_ROLLBACK'
      | 'ROLLBACK'
      | 'CREATE_CHANGESET';
    readonly OperationId?: string;
  };
  readonly OperationResultFilter: {
    readonly Name?: 'OPERATION_RESULT_STATUS';
    readonly Values?: string;
  };
  readonly Output: {
    readonly OutputKey?: string;
    readonly OutputValue?: string;
    readonly Description?: string;
    readonly ExportName?: string;
  };
  readonly Parameter: {
    readonly ParameterKey?: string;
    readonly ParameterValue?: string;
    readonly UsePreviousValue?: boolean;
    readonly ResolvedValue?: string;
  };
  readonly ParameterConstraints: {
    readonly AllowedValues?: readonly string[];
  };
  readonly ParameterDeclaration: {
    readonly ParameterKey?: string;
    readonly DefaultValue?: string;
    readonly ParameterType?: string;
    readonly NoEcho?: boolean;
    readonly Description?: string;
    readonly ParameterConstraints?: Shapes['ParameterConstraints'];
  };
  readonly PhysicalResourceIdContextKeyValuePair: {
    readonly Key: string;
    readonly Value: string;
  };
  readonly PropertyDifference: {
    readonly PropertyPath: string;
    readonly ExpectedValue: string;
    readonly ActualValue: string;
    readonly DifferenceType: 'ADD' | 'REMOVE' | 'NOT_EQUAL';
  };
  readonly RegionalStackInstancesDeployment: {
    readonly Status?:
      | 'PENDING'
      | 'NOT_APPLICABLE'
      | 'NOT_STARTED'
      | 'IN_PROGRESS'
      | 'SUCCEEDED'
      | 'PARTIAL_SUCCESS'
      | 'FAILED';
    readonly SucceededStackInstancesCount?: number;
    readonly FailedStackInstancesCount?: number;
    readonly CompletedStackInstancesCount?: number;
    readonly PendingStackInstancesCount?: number;
    readonly CancelledStackInstancesCount?: number;
    readonly SkippedStackInstancesCount?: number;
    readonly TotalStackInstancesCount?: number;
    readonly PercentageCompleted?: number;
  };
  readonly RegionalStages: {
    readonly RegionalStackInstancesDeployment?: Shapes['RegionalStackInstancesDeployment'];
  };
  readonly RegionalStatusDetail: {
    readonly Stages?: Shapes['RegionalStages'];
  };
  readonly ResourceChange: {
    readonly PolicyAction?:
      | 'Delete'
      | 'Retain'
      | 'Snapshot'
      | 'ReplaceAndDelete'
      | 'ReplaceAndRetain'
      | 'ReplaceAndSnapshot';
    readonly Action?: 'Add' | 'Modify' | 'Remove' | 'Import' | 'Dynamic' | 'SyncWithActual';
    readonly LogicalResourceId?: string;
    readonly PhysicalResourceId?: string;
    readonly ResourceType?: string;
    readonly Replacement?: 'True' | 'False' | 'Conditional';
    readonly Scope?: readonly (
      | 'Properties'
      | 'Metadata'
      | 'CreationPolicy'
      | 'UpdatePolicy'
      | 'DeletionPolicy'
      | 'UpdateReplacePolicy'
      | 'Tags'
    )[];
    readonly ResourceDriftStatus?:
      | 'IN_SYNC'
      | 'MODIFIED'
      | 'DELETED'
      | 'NOT_CHECKED'
      | 'UNKNOWN'
      | 'UNSUPPORTED';
    readonly ResourceDriftIgnoredAttributes?: readonly Shapes['ResourceDriftIgnoredAttribute'][];
    readonly Details?: readonly Shapes['ResourceChangeDetail'][];
    readonly ChangeSetId?: string;
    readonly ModuleInfo?: Shapes['ModuleInfo'];
    readonly BeforeContext?: string;
    readonly AfterContext?: string;
    readonly PreviousDeploymentContext?: string;
  };
  readonly ResourceChangeDetail: {
    readonly Target?: Shapes['ResourceTargetDefinition'];
    readonly Evaluation?: 'Static' | 'Dynamic';
    readonly ChangeSource?:
      | 'ResourceReference'
      | 'ParameterReference'
      | 'ResourceAttribute'
      | 'DirectModification'
      | 'Automatic'
      | 'NoModification';
    readonly CausingEntity?: string;
  };
  readonly ResourceDriftIgnoredAttribute: {
    readonly Path?: string;
    readonly Reason?: 'MANAGED_BY_AWS' | 'WRITE_ONLY_PROPERTY' | 'SENSITIVE_PROPERTY';
  };
  readonly ResourceIdentifierSummary: {
    readonly ResourceType?: string;
    readonly LogicalResourceIds?: readonly string[];
    readonly ResourceIdentifiers?: readonly string[];
  };
  readonly ResourceTargetDefinition: {
    readonly Attribute?:
      | 'Properties'
      | 'Metadata'
      | 'CreationPolicy'
      | 'UpdatePolicy'
      | 'DeletionPolicy'
      | 'UpdateReplacePolicy'
      | 'Tags';
    readonly Name?: string;
    readonly RequiresRecreation?: 'Never' | 'Conditionally' | 'Always';
    readonly Path?: string;
    readonly BeforeValue?: string;
    readonly AfterValue?: string;
    readonly BeforeValueFrom?: 'PREVIOUS_DEPLOYMENT_STATE' | 'ACTUAL_STATE';
    readonly AfterValueFrom?: 'TEMPLATE';
    readonly Drift?: Shapes['LiveResourceDrift'];
    readonly AttributeChangeType?: 'Add' | 'Remove' | 'Modify' | 'SyncWithActual';
  };
  readonly ResourceToImport: {
    readonly ResourceType: string;
    readonly LogicalResourceId: string;
    readonly ResourceIdentifier: Readonly<Record<string, string>>;
  };
  readonly RoleProvisioning: {
    readonly Status?:
      | 'PENDING'
      | 'NOT_APPLICABLE'
      | 'NOT_STARTED'
      | 'IN_PROGRESS'
      | 'SUCCEEDED'
      | 'PARTIAL_SUCCESS'
      | 'FAILED';
    readonly SucceededAccountsCount?: number;
    readonly FailedAccountsCount?: number;
    readonly CompletedAccountsCount?: number;
    readonly PendingAccountsCount?: number;
    readonly PercentageCompleted?: number;
  };
  readonly RollbackConfiguration: {
    readonly RollbackTriggers?: readonly Shapes['RollbackTrigger'][];
    readonly MonitoringTimeInMinutes?: number;
  };
  readonly RollbackStackInput: {
    readonly StackName: string;
    readonly RoleARN?: string;
    readonly ClientRequestToken?: string;
    readonly RetainExceptOnCreate?: boolean;
    readonly DeploymentConfig?: Shapes['DeploymentConfig'];
  };
  readonly RollbackStackOutput: {
    readonly StackId?: string;
    readonly OperationId?: string;
  };
  readonly RollbackTrigger: {
    readonly Arn: string;
    readonly Type: string;
  };
  readonly SetStackPolicyInput: {
    readonly StackName: string;
    readonly StackPolicyBody?: string;
    readonly StackPolicyURL?: string;
  };
  readonly SignalResourceInput: {
    readonly StackName: string;
    readonly LogicalResourceId: string;
    readonly UniqueId: string;
    readonly Status: 'SUCCESS' | 'FAILURE';
  };
  readonly Stack: {
    readonly StackId?: string;
    readonly StackName: string;
    readonly ChangeSetId?: string;
    readonly Description?: string;
    readonly Parameters?: readonly Shapes['Parameter'][];
    readonly CreationTime: Date;
    readonly DeletionTime?: Date;
    readonly LastUpdatedTime?: Date;
    readonly RollbackConfiguration?: Shapes['RollbackConfiguration'];
    readonly StackStatus:
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_FAILED'
      | 'CREATE_COMPLETE'
      | 'ROLLBACK_IN_PROGRESS'
      | 'ROLLBACK_FAILED'
      | 'ROLLBACK_COMPLETE'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_FAILED'
      | 'DELETE_COMPLETE'
      | 'UPDATE_IN_PROGRESS'
      | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
      | 'UPDATE_COMPLETE'
      | 'UPDATE_FAILED'
      | 'UPDATE_ROLLBACK_IN_PROGRESS'
      | 'UPDATE_ROLLBACK_FAILED'
      | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
      | 'UPDATE_ROLLBACK_COMPLETE'
      | 'REVIEW_IN_PROGRESS'
      | 'IMPORT_IN_PROGRESS'
      | 'IMPORT_COMPLETE'
      | 'IMPORT_ROLLBACK_IN_PROGRESS'
      | 'IMPORT_ROLLBACK_FAILED'
      | 'IMPORT_ROLLBACK_COMPLETE';
    readonly StackStatusReason?: string;
    readonly DisableRollback?: boolean;
    readonly DeploymentConfig?: Shapes['DeploymentConfig'];
    readonly NotificationARNs?: readonly string[];
    readonly TimeoutInMinutes?: number;
    readonly Capabilities?: readonly ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND')[];
    readonly Outputs?: readonly Shapes['Output'][];
    readonly RoleARN?: string;
    readonly Tags?: readonly Shapes['Tag'][];
    readonly EnableTerminationProtection?: boolean;
    readonly ParentId?: string;
    readonly RootId?: string;
    readonly DriftInformation?: Shapes['StackDriftInformation'];
    readonly RetainExceptOnCreate?: boolean;
    readonly DeletionMode?: 'STANDARD' | 'FORCE_DELETE_STACK';
    readonly DetailedStatus?: 'CONFIGURATION_COMPLETE' | 'VALIDATION_FAILED';
    readonly LastOperations?: readonly Shapes['OperationEntry'][];
    readonly AliasName?: string;
  };
  readonly StackDriftInformation: {
    readonly StackDriftStatus: 'DRIFTED' | 'IN_SYNC' | 'UNKNOWN' | 'NOT_CHECKED';
    readonly LastCheckTimestamp?: Date;
  };
  readonly StackDriftInformationSummary: {
    readonly StackDriftStatus: 'DRIFTED' | 'IN_SYNC' | 'UNKNOWN' | 'NOT_CHECKED';
    readonly LastCheckTimestamp?: Date;
  };
  readonly StackEvent: {
    readonly StackId: string;
    readonly EventId: string;
    readonly StackName: string;
    readonly OperationId?: string;
    readonly LogicalResourceId?: string;
    readonly PhysicalResourceId?: string;
    readonly ResourceType?: string;
    readonly Timestamp: Date;
    readonly ResourceStatus?:
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_FAILED'
      | 'CREATE_COMPLETE'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_FAILED'
      | 'DELETE_COMPLETE'
      | 'DELETE_SKIPPED'
      | 'UPDATE_IN_PROGRESS'
      | 'UPDATE_FAILED'
      | 'UPDATE_COMPLETE'
      | 'IMPORT_FAILED'
      | 'IMPORT_COMPLETE'
      | 'IMPORT_IN_PROGRESS'
      | 'IMPORT_ROLLBACK_IN_PROGRESS'
      | 'IMPORT_ROLLBACK_FAILED'
      | 'IMPORT_ROLLBACK_COMPLETE'
      | 'EXPORT_FAILED'
      | 'EXPORT_COMPLETE'
      | 'EXPORT_IN_PROGRESS'
      | 'EXPORT_ROLLBACK_IN_PROGRESS'
      | 'EXPORT_ROLLBACK_FAILED'
      | 'EXPORT_ROLLBACK_COMPLETE'
      | 'UPDATE_ROLLBACK_IN_PROGRESS'
      | 'UPDATE_ROLLBACK_COMPLETE'
      | 'UPDATE_ROLLBACK_FAILED'
      | 'ROLLBACK_IN_PROGRESS'
      | 'ROLLBACK_COMPLETE'
      | 'ROLLBACK_FAILED';
    readonly ResourceStatusReason?: string;
    readonly ResourceProperties?: string;
    readonly ClientRequestToken?: string;
    readonly HookType?: string;
    readonly HookStatus?:
      | 'HOOK_IN_PROGRESS'
      | 'HOOK_COMPLETE_SUCCEEDED'
      | 'HOOK_COMPLETE_FAILED'
      | 'HOOK_FAILED';
    readonly HookStatusReason?: string;
    readonly HookInvocationPoint?: 'PRE_PROVISION';
    readonly HookInvocationId?: string;
    readonly HookFailureMode?: 'FAIL' | 'WARN';
    readonly DetailedStatus?: 'CONFIGURATION_COMPLETE' | 'VALIDATION_FAILED';
  };
  readonly StackInstance: {
    readonly StackSetId?: string;
    readonly Region?: string;
    readonly Account?: string;
    readonly StackId?: string;
    readonly ParameterOverrides?: readonly Shapes['Parameter'][];
    readonly Status?: 'CURRENT' | 'OUTDATED' | 'INOPERABLE';
    readonly StackInstanceStatus?: Shapes['StackInstanceComprehensiveStatus'];
    readonly StatusReason?: string;
    readonly OrganizationalUnitId?: string;
    readonly DriftStatus?: 'DRIFTED' | 'IN_SYNC' | 'UNKNOWN' | 'NOT_CHECKED';
    readonly LastDriftCheckTimestamp?: Date;
    readonly LastOperationId?: string;
  };
  readonly StackInstanceComprehensiveStatus: {
    readonly DetailedStatus?:
      | 'PENDING'
      | 'RUNNING'
      | 'SUCCEEDED'
      | 'FAILED'
      | 'CANCELLED'
      | 'INOPERABLE'
      | 'SKIPPED_SUSPENDED_ACCOUNT'
      | 'FAILED_IMPORT';
  };
  readonly StackInstanceFilter: {
    readonly Name?: 'DETAILED_STATUS' | 'LAST_OPERATION_ID' | 'DRIFT_STATUS';
    readonly Values?: string;
  };
  readonly StackInstanceSummary: {
    readonly StackSetId?: string;
    readonly Region?: string;
    readonly Account?: string;
    readonly StackId?: string;
    readonly Status?: 'CURRENT' | 'OUTDATED' | 'INOPERABLE';
    readonly StatusReason?: string;
    readonly StackInstanceStatus?: Shapes['StackInstanceComprehensiveStatus'];
    readonly OrganizationalUnitId?: string;
    readonly DriftStatus?: 'DRIFTED' | 'IN_SYNC' | 'UNKNOWN' | 'NOT_CHECKED';
    readonly LastDriftCheckTimestamp?: Date;
    readonly LastOperationId?: string;
  };
  readonly StackInstancesDeployment: {
    readonly Status?:
      | 'PENDING'
      | 'NOT_APPLICABLE'
      | 'NOT_STARTED'
      | 'IN_PROGRESS'
      | 'SUCCEEDED'
      | 'PARTIAL_SUCCESS'
      | 'FAILED';
    readonly SucceededStackInstancesCount?: number;
    readonly FailedStackInstancesCount?: number;
    readonly CompletedStackInstancesCount?: number;
    readonly PendingStackInstancesCount?: number;
    readonly CancelledStackInstancesCount?: number;
    readonly SkippedStackInstancesCount?: number;
    readonly PercentageCompleted?: number;
  };
  readonly StackResource: {
    readonly StackName?: string;
    readonly StackId?: string;
    readonly LogicalResourceId: string;
    readonly PhysicalResourceId?: string;
    readonly ResourceType: string;
    readonly Timestamp: Date;
    readonly ResourceStatus:
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_FAILED'
      | 'CREATE_COMPLETE'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_FAILED'
      | 'DELETE_COMPLETE'
      | 'DELETE_SKIPPED'
      | 'UPDATE_IN_PROGRESS'
      | 'UPDATE_FAILED'
      | 'UPDATE_COMPLETE'
      | 'IMPORT_FAILED'
      | 'IMPORT_COMPLETE'
      | 'IMPORT_IN_PROGRESS'
      | 'IMPORT_ROLLBACK_IN_PROGRESS'
      | 'IMPORT_ROLLBACK_FAILED'
      | 'IMPORT_ROLLBACK_COMPLETE'
      | 'EXPORT_FAILED'
      | 'EXPORT_COMPLETE'
      | 'EXPORT_IN_PROGRESS'
      | 'EXPORT_ROLLBACK_IN_PROGRESS'
      | 'EXPORT_ROLLBACK_FAILED'
      | 'EXPORT_ROLLBACK_COMPLETE'
      | 'UPDATE_ROLLBACK_IN_PROGRESS'
      | 'UPDATE_ROLLBACK_COMPLETE'
      | 'UPDATE_ROLLBACK_FAILED'
      | 'ROLLBACK_IN_PROGRESS'
      | 'ROLLBACK_COMPLETE'
      | 'ROLLBACK_FAILED';
    readonly ResourceStatusReason?: string;
    readonly Description?: string;
    readonly DriftInformation?: Shapes['StackResourceDriftInformation'];
    readonly ModuleInfo?: Shapes['ModuleInfo'];
  };
  readonly StackResourceDetail: {
    readonly StackName?: string;
    readonly StackId?: string;
    readonly LogicalResourceId: string;
    readonly PhysicalResourceId?: string;
    readonly ResourceType: string;
    readonly LastUpdatedTimestamp: Date;
    readonly ResourceStatus:
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_FAILED'
      | 'CREATE_COMPLETE'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_FAILED'
      | 'DELETE_COMPLETE'
      | 'DELETE_SKIPPED'
      | 'UPDATE_IN_PROGRESS'
      | 'UPDATE_FAILED'
      | 'UPDATE_COMPLETE'
      | 'IMPORT_FAILED'
      | 'IMPORT_COMPLETE'
      | 'IMPORT_IN_PROGRESS'
      | 'IMPORT_ROLLBACK_IN_PROGRESS'
      | 'IMPORT_ROLLBACK_FAILED'
      | 'IMPORT_ROLLBACK_COMPLETE'
      | 'EXPORT_FAILED'
      | 'EXPORT_COMPLETE'
      | 'EXPORT_IN_PROGRESS'
      | 'EXPORT_ROLLBACK_IN_PROGRESS'
      | 'EXPORT_ROLLBACK_FAILED'
      | 'EXPORT_ROLLBACK_COMPLETE'
      | 'UPDATE_ROLLBACK_IN_PROGRESS'
      | 'UPDATE_ROLLBACK_COMPLETE'
      | 'UPDATE_ROLLBACK_FAILED'
      | 'ROLLBACK_IN_PROGRESS'
      | 'ROLLBACK_COMPLETE'
      | 'ROLLBACK_FAILED';
    readonly ResourceStatusReason?: string;
    readonly Description?: string;
    readonly Metadata?: string;
    readonly DriftInformation?: Shapes['StackResourceDriftInformation'];
    readonly ModuleInfo?: Shapes['ModuleInfo'];
  };
  readonly StackResourceDrift: {
    readonly StackId: string;
    readonly LogicalResourceId: string;
    readonly PhysicalResourceId?: string;
    readonly PhysicalResourceIdContext?: readonly Shapes['PhysicalResourceIdContextKeyValuePair'][];
    readonly ResourceType: string;
    readonly ExpectedProperties?: string;
    readonly ActualProperties?: string;
    readonly PropertyDifferences?: readonly Shapes['PropertyDifference'][];
    readonly StackResourceDriftStatus:
      | 'IN_SYNC'
      | 'MODIFIED'
      | 'DELETED'
      | 'NOT_CHECKED'
      | 'UNKNOWN'
      | 'UNSUPPORTED';
    readonly Timestamp: Date;
    readonly ModuleInfo?: Shapes['ModuleInfo'];
    readonly DriftStatusReason?: string;
  };
  readonly StackResourceDriftInformation: {
    readonly StackResourceDriftStatus:
      | 'IN_SYNC'
      | 'MODIFIED'
      | 'DELETED'
      | 'NOT_CHECKED'
      | 'UNKNOWN'
      | 'UNSUPPORTED';
    readonly LastCheckTimestamp?: Date;
  };
  readonly StackResourceDriftInformationSummary: {
    readonly StackResourceDriftStatus:
      | 'IN_SYNC'
      | 'MODIFIED'
      | 'DELETED'
      | 'NOT_CHECKED'
      | 'UNKNOWN'
      | 'UNSUPPORTED';
    readonly LastCheckTimestamp?: Date;
  };
  readonly StackResourceSummary: {
    readonly LogicalResourceId: string;
    readonly PhysicalResourceId?: string;
    readonly ResourceType: string;
    readonly LastUpdatedTimestamp: Date;
    readonly ResourceStatus:
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_FAILED'
      | 'CREATE_COMPLETE'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_FAILED'
      | 'DELETE_COMPLETE'
      | 'DELETE_SKIPPED'
      | 'UPDATE_IN_PROGRESS'
      | 'UPDATE_FAILED'
      | 'UPDATE_COMPLETE'
      | 'IMPORT_FAILED'
      | 'IMPORT_COMPLETE'
      | 'IMPORT_IN_PROGRESS'
      | 'IMPORT_ROLLBACK_IN_PROGRESS'
      | 'IMPORT_ROLLBACK_FAILED'
      | 'IMPORT_ROLLBACK_COMPLETE'
      | 'EXPORT_FAILED'
      | 'EXPORT_COMPLETE'
      | 'EXPORT_IN_PROGRESS'
      | 'EXPORT_ROLLBACK_IN_PROGRESS'
      | 'EXPORT_ROLLBACK_FAILED'
      | 'EXPORT_ROLLBACK_COMPLETE'
      | 'UPDATE_ROLLBACK_IN_PROGRESS'
      | 'UPDATE_ROLLBACK_COMPLETE'
      | 'UPDATE_ROLLBACK_FAILED'
      | 'ROLLBACK_IN_PROGRESS'
      | 'ROLLBACK_COMPLETE'
      | 'ROLLBACK_FAILED';
    readonly ResourceStatusReason?: string;
    readonly DriftInformation?: Shapes['StackResourceDriftInformationSummary'];
    readonly ModuleInfo?: Shapes['ModuleInfo'];
  };
  readonly StackSet: {
    readonly StackSetName?: string;
    readonly StackSetId?: string;
    readonly Description?: string;
    readonly Status?: 'ACTIVE' | 'DELETED';
    readonly TemplateBody?: string;
    readonly Parameters?: readonly Shapes['Parameter'][];
    readonly Capabilities?: readonly ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND')[];
    readonly Tags?: readonly Shapes['Tag'][];
    readonly StackSetARN?: string;
    readonly AdministrationRoleARN?: string;
    readonly ExecutionRoleName?: string;
    readonly StackSetDriftDetectionDetails?: Shapes['StackSetDriftDetectionDetails'];
    readonly AutoDeployment?: Shapes['AutoDeployment'];
    readonly PermissionModel?: 'SERVICE_MANAGED' | 'SELF_MANAGED';
    readonly OrganizationalUnitIds?: readonly string[];
    readonly ManagedExecution?: Shapes['ManagedExecution'];
    readonly Regions?: readonly string[];
    readonly StackSetOutputBucketPath?: string;
  };
  readonly StackSetDriftDetectionDetails: {
    readonly DriftStatus?: 'DRIFTED' | 'IN_SYNC' | 'NOT_CHECKED';
    readonly DriftDetectionStatus?: 'COMPLETED' | 'FAILED' | 'PARTIAL_SUCCESS' | 'IN_PROGRESS' | 'STOPPED';
    readonly LastDriftCheckTimestamp?: Date;
    readonly TotalStackInstancesCount?: number;
    readonly DriftedStackInstancesCount?: number;
    readonly InSyncStackInstancesCount?: number;
    readonly InProgressStackInstancesCount?: number;
    readonly FailedStackInstancesCount?: number;
  };
  readonly StackSetOperation: {
    readonly OperationId?: string;
    readonly StackSetId?: string;
    readonly Action?: 'CREATE' | 'UPDATE' | 'DELETE' | 'DETECT_DRIFT';
    readonly Status?: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPING' | 'STOPPED' | 'QUEUED';
    readonly OperationPreferences?: Shapes['StackSetOperationPreferences'];
    readonly RetainStacks?: boolean;
    readonly AdministrationRoleARN?: string;
    readonly ExecutionRoleName?: string;
    readonly CreationTimestamp?: Date;
    readonly EndTimestamp?: Date;
    readonly DeploymentTargets?: Shapes['DeploymentTargets'];
    readonly StackSetDriftDetectionDetails?: Shapes['StackSetDriftDetectionDetails'];
    readonly StatusReason?: string;
    readonly StatusDetails?: Shapes['StackSetOperationStatusDetails'];
    readonly RegionalStatusDetails?: Readonly<Record<string, Shapes['RegionalStatusDetail']>>;
  };
  readonly StackSetOperationPreferences: {
    readonly RegionConcurrencyType?: 'SEQUENTIAL' | 'PARALLEL';
    readonly RegionOrder?: readonly string[];
    readonly FailureToleranceCount?: number;
    readonly FailureTolerancePercentage?: number;
    readonly MaxConcurrentCount?: number;
    readonly MaxConcurrentPercentage?: number;
    readonly ConcurrencyMode?: 'STRICT_FAILURE_TOLERANCE' | 'SOFT_FAILURE_TOLERANCE';
  };
  readonly StackSetOperationResultSummary: {
    readonly Account?: string;
    readonly Region?: string;
    readonly Status?: 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
    readonly StatusReason?: string;
    readonly AccountGateResult?: Shapes['AccountGateResult'];
    readonly OrganizationalUnitId?: string;
  };
  readonly StackSetOperationStatusDetails: {
    readonly Stages?: Shapes['Stages'];
    readonly TotalAccountsCount?: number;
    readonly TotalStackInstancesCount?: number;
    readonly FailedStackInstancesCount?: number;
  };
  readonly StackSetOperationSummary: {
    readonly OperationId?: string;
    readonly Action?: 'CREATE' | 'UPDATE' | 'DELETE' | 'DETECT_DRIFT';
    readonly Status?: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPING' | 'STOPPED' | 'QUEUED';
    readonly CreationTimestamp?: Date;
    readonly EndTimestamp?: Date;
    readonly StatusReason?: string;
    readonly StatusDetails?: Shapes['StackSetOperationStatusDetails'];
    readonly OperationPreferences?: Shapes['StackSetOperationPreferences'];
  };
  readonly StackSetSummary: {
    readonly StackSetName?: string;
    readonly StackSetId?: string;
    readonly Description?: string;
    readonly Status?: 'ACTIVE' | 'DELETED';
    readonly AutoDeployment?: Shapes['AutoDeployment'];
    readonly PermissionModel?: 'SERVICE_MANAGED' | 'SELF_MANAGED';
    readonly DriftStatus?: 'DRIFTED' | 'IN_SYNC' | 'UNKNOWN' | 'NOT_CHECKED';
    readonly LastDriftCheckTimestamp?: Date;
    readonly ManagedExecution?: Shapes['ManagedExecution'];
  };
  readonly StackSummary: {
    readonly StackId?: string;
    readonly StackName: string;
    readonly TemplateDescription?: string;
    readonly CreationTime: Date;
    readonly LastUpdatedTime?: Date;
    readonly DeletionTime?: Date;
    readonly StackStatus:
      | 'CREATE_IN_PROGRESS'
      | 'CREATE_FAILED'
      | 'CREATE_COMPLETE'
      | 'ROLLBACK_IN_PROGRESS'
      | 'ROLLBACK_FAILED'
      | 'ROLLBACK_COMPLETE'
      | 'DELETE_IN_PROGRESS'
      | 'DELETE_FAILED'
      | 'DELETE_COMPLETE'
      | 'UPDATE_IN_PROGRESS'
      | 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'
      | 'UPDATE_COMPLETE'
      | 'UPDATE_FAILED'
      | 'UPDATE_ROLLBACK_IN_PROGRESS'
      | 'UPDATE_ROLLBACK_FAILED'
      | 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'
      | 'UPDATE_ROLLBACK_COMPLETE'
      | 'REVIEW_IN_PROGRESS'
      | 'IMPORT_IN_PROGRESS'
      | 'IMPORT_COMPLETE'
      | 'IMPORT_ROLLBACK_IN_PROGRESS'
      | 'IMPORT_ROLLBACK_FAILED'
      | 'IMPORT_ROLLBACK_COMPLETE';
    readonly StackStatusReason?: string;
    readonly ParentId?: string;
    readonly RootId?: string;
    readonly DriftInformation?: Shapes['StackDriftInformationSummary'];
    readonly LastOperations?: readonly Shapes['OperationEntry'][];
  };
  readonly Stages: {
    readonly RoleProvisioning?: Shapes['RoleProvisioning'];
    readonly StackInstancesDeployment?: Shapes['StackInstancesDeployment'];
  };
  readonly StopStackSetOperationInput: {
    readonly StackSetName: string;
    readonly OperationId: string;
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
  };
  readonly StopStackSetOperationOutput: {};
  readonly Tag: {
    readonly Key: string;
    readonly Value: string;
  };
  readonly TemplateParameter: {
    readonly ParameterKey?: string;
    readonly DefaultValue?: string;
    readonly NoEcho?: boolean;
    readonly Description?: string;
  };
  readonly TemplateSummaryConfig: {
    readonly TreatUnrecognizedResourceTypesAsWarnings?: boolean;
  };
  readonly UpdateStackInput: {
    readonly StackName: string;
    readonly TemplateBody?: string;
    readonly TemplateURL?: string;
    readonly UsePreviousTemplate?: boolean;
    readonly StackPolicyDuringUpdateBody?: string;
    readonly StackPolicyDuringUpdateURL?: string;
    readonly Parameters?: readonly Shapes['Parameter'][];
    readonly Capabilities?: readonly ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND')[];
    readonly ResourceTypes?: readonly string[];
    readonly RoleARN?: string;
    readonly RollbackConfiguration?: Shapes['RollbackConfiguration'];
    readonly StackPolicyBody?: string;
    readonly StackPolicyURL?: string;
    readonly NotificationARNs?: readonly string[];
    readonly Tags?: readonly Shapes['Tag'][];
    readonly DisableRollback?: boolean;
    readonly ClientRequestToken?: string;
    readonly RetainExceptOnCreate?: boolean;
    readonly DeploymentConfig?: Shapes['DeploymentConfig'];
    readonly DisableValidation?: boolean;
  };
  readonly UpdateStackInstancesInput: {
    readonly StackSetName: string;
    readonly Accounts?: readonly string[];
    readonly DeploymentTargets?: Shapes['DeploymentTargets'];
    readonly Regions: readonly string[];
    readonly ParameterOverrides?: readonly Shapes['Parameter'][];
    readonly OperationPreferences?: Shapes['StackSetOperationPreferences'];
    readonly OperationId?: string;
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
  };
  readonly UpdateStackInstancesOutput: {
    readonly OperationId?: string;
  };
  readonly UpdateStackOutput: {
    readonly StackId?: string;
    readonly OperationId?: string;
  };
  readonly UpdateStackSetInput: {
    readonly StackSetName: string;
    readonly Description?: string;
    readonly TemplateBody?: string;
    readonly TemplateURL?: string;
    readonly UsePreviousTemplate?: boolean;
    readonly Parameters?: readonly Shapes['Parameter'][];
    readonly Capabilities?: readonly ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND')[];
    readonly Tags?: readonly Shapes['Tag'][];
    readonly OperationPreferences?: Shapes['StackSetOperationPreferences'];
    readonly AdministrationRoleARN?: string;
    readonly ExecutionRoleName?: string;
    readonly DeploymentTargets?: Shapes['DeploymentTargets'];
    readonly PermissionModel?: 'SERVICE_MANAGED' | 'SELF_MANAGED';
    readonly AutoDeployment?: Shapes['AutoDeployment'];
    readonly OperationId?: string;
    readonly Accounts?: readonly string[];
    readonly Regions?: readonly string[];
    readonly CallAs?: 'SELF' | 'DELEGATED_ADMIN';
    readonly ManagedExecution?: Shapes['ManagedExecution'];
    readonly ExecutionRoleTemplateBody?: string;
    readonly ExecutionRoleTemplateUrl?: string;
    readonly UseAdminExecutionRole?: boolean;
    readonly StackSetOutputBucket?: string;
  };
  readonly UpdateStackSetOutput: {
    readonly OperationId?: string;
  };
  readonly UpdateTerminationProtectionInput: {
    readonly EnableTerminationProtection: boolean;
    readonly StackName: string;
  };
  readonly UpdateTerminationProtectionOutput: {
    readonly StackId?: string;
  };
  readonly ValidateTemplateInput: {
    readonly TemplateBody?: string;
    readonly TemplateURL?: string;
  };
  readonly ValidateTemplateOutput: {
    readonly Parameters?: readonly Shapes['TemplateParameter'][];
    readonly Description?: string;
    readonly Capabilities?: readonly ('CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM' | 'CAPABILITY_AUTO_EXPAND')[];
    readonly CapabilitiesReason?: string;
    readonly DeclaredTransforms?: readonly string[];
  };
  readonly Warnings: {
    readonly UnrecognizedResourceTypes?: readonly string[];
  };
}

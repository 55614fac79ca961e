// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CodePipeline {
  readonly ActionDeclaration: {
    readonly name: string;
    readonly actionTypeId: CodePipeline['ActionTypeId'];
    readonly runOrder?: number;
    readonly configuration?: Readonly<Record<string, string>>;
    readonly commands?: readonly string[];
    readonly outputArtifacts?: readonly CodePipeline['OutputArtifact'][];
    readonly inputArtifacts?: readonly CodePipeline['InputArtifact'][];
    readonly outputVariables?: readonly string[];
    readonly roleArn?: string;
    readonly region?: string;
    readonly namespace?: string;
    readonly timeoutInMinutes?: number;
    readonly environmentVariables?: readonly CodePipeline['EnvironmentVariable'][];
  };
  readonly ActionTypeId: {
    readonly category: 'Source' | 'Build' | 'Deploy' | 'Test' | 'Invoke' | 'Approval' | 'Compute';
    readonly owner: 'AWS' | 'ThirdParty' | 'Custom';
    readonly provider: string;
    readonly version: string;
  };
  readonly ArtifactStore: {
    readonly type: 'S3';
    readonly location: string;
    readonly encryptionKey?: CodePipeline['EncryptionKey'];
  };
  readonly BeforeEntryConditions: {
    readonly conditions: readonly CodePipeline['Condition'][];
  };
  readonly BlockerDeclaration: {
    readonly name: string;
    readonly type: 'Schedule';
  };
  readonly Condition: {
    readonly result?: 'ROLLBACK' | 'FAIL' | 'RETRY' | 'SKIP';
    readonly rules: readonly CodePipeline['RuleDeclaration'][];
  };
  readonly CreatePipelineInput: {
    readonly pipeline: CodePipeline['PipelineDeclaration'];
    readonly tags?: readonly CodePipeline['Tag'][];
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
  readonly FailureConditions: {
    readonly result?: 'ROLLBACK' | 'FAIL' | 'RETRY' | 'SKIP';
    readonly retryConfiguration?: CodePipeline['RetryConfiguration'];
    readonly conditions?: readonly CodePipeline['Condition'][];
  };
  readonly GitBranchFilterCriteria: {
    readonly includes?: readonly string[];
    readonly excludes?: readonly string[];
  };
  readonly GitConfiguration: {
    readonly sourceActionName: string;
    readonly push?: readonly CodePipeline['GitPushFilter'][];
    readonly pullRequest?: readonly CodePipeline['GitPullRequestFilter'][];
  };
  readonly GitFilePathFilterCriteria: {
    readonly includes?: readonly string[];
    readonly excludes?: readonly string[];
  };
  readonly GitPullRequestFilter: {
    readonly events?: readonly ('OPEN' | 'UPDATED' | 'CLOSED')[];
    readonly branches?: CodePipeline['GitBranchFilterCriteria'];
    readonly filePaths?: CodePipeline['GitFilePathFilterCriteria'];
  };
  readonly GitPushFilter: {
    readonly tags?: CodePipeline['GitTagFilterCriteria'];
    readonly branches?: CodePipeline['GitBranchFilterCriteria'];
    readonly filePaths?: CodePipeline['GitFilePathFilterCriteria'];
  };
  readonly GitTagFilterCriteria: {
    readonly includes?: readonly string[];
    readonly excludes?: readonly string[];
  };
  readonly InputArtifact: {
    readonly name: string;
  };
  readonly OutputArtifact: {
    readonly name: string;
    readonly files?: readonly string[];
  };
  readonly PipelineDeclaration: {
    readonly name: string;
    readonly roleArn?: string;
    readonly artifactStore?: CodePipeline['ArtifactStore'];
    readonly artifactStores?: Readonly<Record<string, CodePipeline['ArtifactStore']>>;
    readonly stages: readonly CodePipeline['StageDeclaration'][];
    readonly version?: number;
    readonly executionMode?: 'QUEUED' | 'SUPERSEDED' | 'PARALLEL';
    readonly pipelineType?: 'V1' | 'V2';
    readonly variables?: readonly CodePipeline['PipelineVariableDeclaration'][];
    readonly triggers?: readonly CodePipeline['PipelineTriggerDeclaration'][];
  };
  readonly PipelineTriggerDeclaration: {
    readonly providerType: 'CodeStarSourceConnection';
    readonly gitConfiguration: CodePipeline['GitConfiguration'];
  };
  readonly PipelineVariableDeclaration: {
    readonly name: string;
    readonly defaultValue?: string;
    readonly description?: string;
  };
  readonly PutWebhookInput: {
    readonly webhook: CodePipeline['WebhookDefinition'];
    readonly tags?: readonly CodePipeline['Tag'][];
  };
  readonly RetryConfiguration: {
    readonly retryMode?: 'FAILED_ACTIONS' | 'ALL_ACTIONS';
  };
  readonly RuleDeclaration: {
    readonly name: string;
    readonly ruleTypeId: CodePipeline['RuleTypeId'];
    readonly configuration?: Readonly<Record<string, string>>;
    readonly commands?: readonly string[];
    readonly inputArtifacts?: readonly CodePipeline['InputArtifact'][];
    readonly roleArn?: string;
    readonly region?: string;
    readonly timeoutInMinutes?: number;
  };
  readonly RuleTypeId: {
    readonly category: 'Rule';
    readonly owner?: 'AWS';
    readonly provider: string;
    readonly version?: string;
  };
  readonly StageDeclaration: {
    readonly name: string;
    readonly blockers?: readonly CodePipeline['BlockerDeclaration'][];
    readonly actions: readonly CodePipeline['ActionDeclaration'][];
    readonly onFailure?: CodePipeline['FailureConditions'];
    readonly onSuccess?: CodePipeline['SuccessConditions'];
    readonly beforeEntry?: CodePipeline['BeforeEntryConditions'];
  };
  readonly SuccessConditions: {
    readonly conditions: readonly CodePipeline['Condition'][];
  };
  readonly Tag: {
    readonly key: string;
    readonly value: string;
  };
  readonly WebhookAuthConfiguration: {
    readonly AllowedIPRange?: string;
    readonly SecretToken?: string;
  };
  readonly WebhookDefinition: {
    readonly name: string;
    readonly targetPipeline: string;
    readonly targetAction: string;
    readonly filters: readonly CodePipeline['WebhookFilterRule'][];
    readonly authentication: 'GITHUB_HMAC' | 'IP' | 'UNAUTHENTICATED';
    readonly authenticationConfiguration: CodePipeline['WebhookAuthConfiguration'];
  };
  readonly WebhookFilterRule: {
    readonly jsonPath: string;
    readonly matchEquals?: string;
  };
}

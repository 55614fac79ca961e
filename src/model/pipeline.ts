// CodePipeline's PipelineDeclaration, V1 and V2, with AWS's own field names (API 2015-07-09).
import type { JobDeclaration } from './job-declaration.ts';

export type PipelineType = 'V1' | 'V2';
export type ExecutionMode = 'SUPERSEDED' | 'QUEUED' | 'PARALLEL';
export type ActionCategory = 'Source' | 'Build' | 'Test' | 'Deploy' | 'Approval' | 'Invoke' | 'Compute';
export type ActionOwner = 'AWS' | 'ThirdParty' | 'Custom';

export interface PipelineDeclaration {
  /** The region in which a call of AWS's API has made it; no part of what is declared, and absent of what a file declares. */
  readonly madeIn?: string;
  readonly name: string;
  /** Of the role that CodePipeline assumes; runs here need none. */
  readonly roleArn?: string;
  readonly artifactStore?: ArtifactStore;
  readonly artifactStores?: Readonly<Record<string, ArtifactStore>>;
  readonly stages: readonly StageDeclaration[];
  readonly version?: number;
  /** SUPERSEDED when absent. */
  readonly executionMode?: ExecutionMode;
  /** V1 when absent. */
  readonly pipelineType?: PipelineType;
  readonly variables?: readonly PipelineVariableDeclaration[];
  readonly triggers?: readonly PipelineTriggerDeclaration[];
}

export interface ArtifactStore {
  readonly type: 'S3';
  readonly location: string;
  readonly encryptionKey?: { readonly id: string; readonly type: 'KMS' };
}

export interface PipelineVariableDeclaration {
  readonly name: string;
  /** Without it every start must give a value. */
  readonly defaultValue?: string;
  readonly description?: string;
}

export interface StageDeclaration {
  readonly name: string;
  readonly actions: readonly ActionDeclaration[];
  /** No key of AWS's: the jobs of a workflow of GitHub, which become actions when it is known how they run. */
  readonly jobs?: readonly JobDeclaration[];
  /** What plans jobs knows how to read this: what is decided once for a run of all jobs. */
  readonly run?: string;
  readonly blockers?: readonly { readonly name: string; readonly type: 'Schedule' }[];
  readonly beforeEntry?: { readonly conditions: readonly Condition[] };
  readonly onSuccess?: { readonly conditions: readonly Condition[] };
  readonly onFailure?: FailureConditions;
}

export type ConditionResult = 'ROLLBACK' | 'FAIL' | 'RETRY' | 'SKIP';
export type StageRetryMode = 'FAILED_ACTIONS' | 'ALL_ACTIONS';

export interface FailureConditions {
  readonly result?: ConditionResult;
  readonly retryConfiguration?: { readonly retryMode?: StageRetryMode };
  readonly conditions?: readonly Condition[];
}

export interface Condition {
  readonly result?: ConditionResult;
  readonly rules: readonly RuleDeclaration[];
}

export interface RuleDeclaration {
  readonly name: string;
  readonly ruleTypeId: {
    readonly category: 'Rule';
    readonly owner?: 'AWS';
    readonly provider: string;
    readonly version?: string;
  };
  readonly configuration?: Readonly<Record<string, string>>;
  readonly commands?: readonly string[];
  readonly inputArtifacts?: readonly { readonly name: string }[];
  readonly roleArn?: string;
  readonly region?: string;
  readonly timeoutInMinutes?: number;
}

export interface ActionTypeId {
  readonly category: ActionCategory;
  readonly owner: ActionOwner;
  readonly provider: string;
  readonly version: string;
}

export interface ActionDeclaration {
  readonly name: string;
  readonly actionTypeId: ActionTypeId;
  /** 1 when absent. */
  readonly runOrder?: number;
  readonly configuration?: Readonly<Record<string, string>>;
  readonly inputArtifacts?: readonly InputArtifact[];
  readonly outputArtifacts?: readonly OutputArtifact[];
  readonly commands?: readonly string[];
  readonly outputVariables?: readonly string[];
  readonly environmentVariables?: readonly ActionEnvironmentVariable[];
  readonly roleArn?: string;
  readonly region?: string;
  readonly namespace?: string;
  /** Manual approvals only; 7 days when absent. */
  readonly timeoutInMinutes?: number;
}

export interface InputArtifact {
  readonly name: string;
}

export interface OutputArtifact {
  readonly name: string;
  /** Commands action only. */
  readonly files?: readonly string[];
}

export interface ActionEnvironmentVariable {
  readonly name: string;
  readonly value: string;
  readonly type?: 'PLAINTEXT' | 'SECRETS_MANAGER';
}

export interface PipelineTriggerDeclaration {
  readonly providerType: 'CodeStarSourceConnection';
  readonly gitConfiguration: GitConfiguration;
}

export interface GitConfiguration {
  readonly sourceActionName: string;
  readonly push?: readonly GitPushFilter[];
  readonly pullRequest?: readonly GitPullRequestFilter[];
}

export interface GitPushFilter {
  readonly branches?: FilterCriteria;
  readonly filePaths?: FilterCriteria;
  readonly tags?: FilterCriteria;
}

export interface GitPullRequestFilter {
  readonly events?: readonly ('OPEN' | 'UPDATED' | 'CLOSED')[];
  readonly branches?: FilterCriteria;
  readonly filePaths?: FilterCriteria;
}

export interface FilterCriteria {
  readonly includes?: readonly string[];
  readonly excludes?: readonly string[];
}

// What an action reports while it runs. Recorded in the journal and shown; the engine's decisions never depend on it.
import type { BatchBuildStatus } from './batch.ts';
import type { CoverageSummary, TestCase, TestSummary } from './report.ts';
import type {
  BuildPhaseType,
  BuildStatus,
  DeploymentCreator,
  DeploymentStatus,
  DeploymentWaitType,
  InstanceLabel,
  LifecycleErrorCode,
  LifecycleEventStatus,
  TargetStatus,
} from './status.ts';

export type Progress =
  | {
      readonly kind: 'Phase';
      readonly buildId: string;
      readonly phaseType: BuildPhaseType;
      readonly phaseStatus: BuildStatus;
      /** Whole phases only; absent while IN_PROGRESS. */
      readonly durationMs?: number;
      readonly contexts?: readonly { readonly statusCode: string; readonly message: string }[];
      /** Of its commands, as far as it could be measured. */
      readonly usage?: PhaseUsage;
    }
  | {
      readonly kind: 'Deployment';
      readonly deploymentId: string;
      readonly deploymentGroupName: string;
      readonly creator: DeploymentCreator;
      readonly status: DeploymentStatus;
      /** While it is Ready: what it waits with, until a call of ContinueDeployment. */
      readonly waitType?: DeploymentWaitType;
      readonly errorInformation?: { readonly code: string; readonly message: string };
      readonly rollbackInfo?: {
        readonly rollbackDeploymentId?: string;
        readonly rollbackTriggeringDeploymentId?: string;
        readonly rollbackMessage?: string;
      };
    }
  | {
      readonly kind: 'Target';
      readonly deploymentId: string;
      readonly targetId: string;
      readonly status: TargetStatus;
      /** Of an instance in a blue/green deployment; said once. */
      readonly instanceLabel?: InstanceLabel;
    }
  | {
      readonly kind: 'LifecycleEvent';
      readonly deploymentId: string;
      readonly targetId: string;
      readonly lifecycleEventName: string;
      readonly status: LifecycleEventStatus;
      readonly durationMs?: number;
      readonly diagnostics?: LifecycleDiagnostics;
    }
  | ({ readonly kind: 'Traffic'; readonly deploymentId: string } & TrafficShare)
  /** The action did not run: what an earlier execution gave with the same inputs stands for it. */
  | { readonly kind: 'Reused'; readonly executionId: string }
  /** One build of a batch. Its phases stand in the log. */
  | {
      readonly kind: 'BatchBuild';
      readonly identifier: string;
      readonly status: BatchBuildStatus;
      readonly durationMs?: number;
      readonly message?: string;
    }
  /** One step of a job of a workflow. */
  | {
      readonly kind: 'Step';
      readonly name: string;
      readonly status: 'InProgress' | 'Succeeded' | 'Failed' | 'Cancelled' | 'Skipped';
      readonly durationMs?: number;
      readonly message?: string;
    }
  /** What the step that runs has written for people, in Markdown. */
  | { readonly kind: 'Summary'; readonly markdown: string }
  /** What became of the cache of a build. */
  | {
      readonly kind: 'Cache';
      readonly event: 'HIT' | 'MISS' | 'SAVED' | 'UNCHANGED';
      readonly key?: string;
      readonly files?: number;
      readonly sizeBytes?: number;
    }
  /** A report of tests or coverage that a build gave. */
  | ({ readonly kind: 'Report' } & ReportProgress)
  /** What Terraform or OpenTofu is about to change, or has changed. */
  | ({ readonly kind: 'Infrastructure' } & InfrastructureProgress)
  /** An address that answers from now on. */
  | {
      readonly kind: 'Endpoint';
      readonly name: string;
      readonly url: string;
      readonly detail?: string;
      /** Where it answers, as its root does not: `/health`. */
      readonly path?: string;
    }
  /** Something the user should know and that did not fail: a runtime that differs, a key that waits for a later version. */
  | { readonly kind: 'Notice'; readonly message: string }
  /** Something on this machine did what the definition asks of something else. */
  | { readonly kind: 'StoodIn'; readonly what: string; readonly by: string }
  /** Something that the definition asks for and that was not executed here, with the reason. Never counted as success. */
  | { readonly kind: 'NotExecuted'; readonly what: string; readonly reason: string };

export interface InfrastructureProgress {
  readonly tool: 'Terraform' | 'OpenTofu';
  /** INCOMPLETE: it failed, and this much was changed before. */
  readonly event: 'PLANNED' | 'APPLIED' | 'INCOMPLETE';
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  readonly import?: number;
  /** The first of those that it names. */
  readonly resources: readonly { readonly address: string; readonly change: InfrastructureChange }[];
}

export type InfrastructureChange = 'create' | 'update' | 'replace' | 'destroy' | 'import';

/** How the requests are shared from now on between what is deployed and what was there before. */
export interface TrafficShare {
  /** Whose requests they are: a service, an environment. */
  readonly of: string;
  /** What the share goes to. */
  readonly to: string;
  /** From 0 to 100. */
  readonly percent: number;
  /** How long it stays so before the next step; 0 when nothing waits. */
  readonly waitMinutes: number;
  /** What a minute of that takes here, in milliseconds, when it is not a minute. */
  readonly minuteMs?: number;
}

export interface PhaseUsage {
  readonly cpuMs?: number;
  /** Of all processes of a command at the moment when it was most. */
  readonly peakMemoryBytes?: number;
}

export interface ReportProgress {
  /** The group's name, with that of its project in front. */
  readonly reportGroup: string;
  /** INCOMPLETE: a file is missing or cannot be read. */
  readonly status: 'SUCCEEDED' | 'FAILED' | 'INCOMPLETE';
  readonly tests?: TestSummary;
  readonly coverage?: CoverageSummary;
  /** The first of the tests that did not succeed. */
  readonly failures: readonly TestCase[];
  /** Why it is incomplete. */
  readonly reason?: string;
}

export interface LifecycleDiagnostics {
  readonly errorCode: LifecycleErrorCode;
  readonly scriptName: string;
  readonly message: string;
  readonly logTail: string;
}

/** Why an action failed, in the words of its provider, and how to fix it. */
export interface FailureDetails {
  /** CodePipeline's failure type or the provider's own code: JobFailed, ConfigurationError, HEALTH_CONSTRAINTS … */
  readonly code: string;
  readonly message: string;
  /** The first thing that failed: a command, a script. */
  readonly command?: string;
  readonly exitCode?: number;
  /** Where it failed: a host, a phase. */
  readonly where?: string;
  /** The last lines that it printed. */
  readonly logTail?: readonly string[];
  readonly remedy?: string;
  /** Of a build that ran out of time: what took longest, longest first. */
  readonly slowest?: readonly TimedStep[];
}

/** A command of a build, or a phase that has none. */
export interface TimedStep {
  readonly phaseType: BuildPhaseType;
  readonly command?: string;
  /** Until it ended, or until it was ended. */
  readonly durationMs: number;
}

/** A revision in the artifact store under the name that the pipeline gives it. */
export interface ArtifactReference {
  readonly name: string;
  /** The content's address in the artifact store. */
  readonly digest: string;
  readonly files: number;
  readonly sizeBytes: number;
  /** Commit id of the source it came from, where there is one. */
  readonly revisionId?: string;
  readonly revisionSummary?: string;
  /** The repository that a build of its own finds as `.git` next to the files, at this commit. */
  readonly repository?: { readonly url: string; readonly commitId: string; readonly origin?: string };
  /** Where the job of its action has put it in the artifact bucket, or where it would lie in the bucket of a build of its own. */
  readonly location?: {
    readonly key: string;
    readonly packaging: 'NONE' | 'ZIP';
    readonly encryptionDisabled?: true;
  };
  /** Set for CODEBUILD_CLONE_REF: the repository to clone instead of unpacking a tree. */
  readonly cloneReference?: { readonly url: string; readonly commitId: string; readonly branchName: string };
}

// CodeBuild's project (API 2016-10-06) and buildspec 0.1/0.2, as data.
import type { NotExecuted } from './not-executed.ts';

export type SourceType =
  | 'CODECOMMIT'
  | 'CODEPIPELINE'
  | 'GITHUB'
  | 'GITHUB_ENTERPRISE'
  | 'GITLAB'
  | 'GITLAB_SELF_MANAGED'
  | 'BITBUCKET'
  | 'S3'
  | 'NO_SOURCE';

export type EnvironmentVariableType = 'PLAINTEXT' | 'PARAMETER_STORE' | 'SECRETS_MANAGER';

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
  /** PLAINTEXT when absent. */
  readonly type?: EnvironmentVariableType;
}

export interface ProjectSource {
  readonly type: SourceType;
  readonly location?: string;
  readonly gitCloneDepth?: number;
  readonly gitSubmodulesConfig?: { readonly fetchSubmodules: boolean };
  /** Inline text, a path relative to the source, or an S3 ARN; `buildspec.yml` when absent. */
  readonly buildspec?: string;
  readonly auth?: { readonly type: string; readonly resource?: string };
  readonly reportBuildStatus?: boolean;
  readonly buildStatusConfig?: { readonly context?: string; readonly targetUrl?: string };
  readonly insecureSsl?: boolean;
  readonly sourceIdentifier?: string;
}

export interface ProjectArtifacts {
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
}

export interface ProjectEnvironment {
  readonly type: string;
  readonly image: string;
  readonly computeType: string;
  readonly computeConfiguration?: Readonly<Record<string, unknown>>;
  readonly fleet?: { readonly fleetArn?: string };
  readonly environmentVariables?: readonly EnvironmentVariable[];
  readonly privilegedMode?: boolean;
  readonly certificate?: string;
  readonly registryCredential?: {
    readonly credential: string;
    readonly credentialProvider: 'SECRETS_MANAGER';
  };
  readonly imagePullCredentialsType?: 'CODEBUILD' | 'SERVICE_ROLE';
  readonly dockerServer?: Readonly<Record<string, unknown>>;
  readonly hostKernel?: string;
}

export interface ProjectCache {
  readonly type: 'NO_CACHE' | 'S3' | 'LOCAL';
  readonly location?: string;
  readonly modes?: readonly ('LOCAL_DOCKER_LAYER_CACHE' | 'LOCAL_SOURCE_CACHE' | 'LOCAL_CUSTOM_CACHE')[];
  readonly cacheNamespace?: string;
}

export interface BuildProject {
  readonly name: string;
  readonly description?: string;
  readonly source: ProjectSource;
  readonly secondarySources?: readonly ProjectSource[];
  readonly sourceVersion?: string;
  readonly secondarySourceVersions?: readonly {
    readonly sourceIdentifier: string;
    readonly sourceVersion: string;
  }[];
  readonly artifacts: ProjectArtifacts;
  readonly secondaryArtifacts?: readonly ProjectArtifacts[];
  readonly cache?: ProjectCache;
  readonly environment: ProjectEnvironment;
  readonly serviceRole: string;
  /** 5 to 2160; 60 when absent. */
  readonly timeoutInMinutes?: number;
  /** 5 to 480; 480 when absent. */
  readonly queuedTimeoutInMinutes?: number;
  readonly encryptionKey?: string;
  readonly tags?: readonly { readonly key?: string; readonly value?: string }[];
  readonly vpcConfig?: Readonly<Record<string, unknown>>;
  readonly badgeEnabled?: boolean;
  readonly logsConfig?: Readonly<Record<string, unknown>>;
  readonly fileSystemLocations?: readonly Readonly<Record<string, unknown>>[];
  readonly buildBatchConfig?: Readonly<Record<string, unknown>>;
  readonly concurrentBuildLimit?: number;
  readonly autoRetryLimit?: number;
  /** What its file asks for and a build here does not do. */
  readonly notExecuted?: readonly NotExecuted[];
}

export type BuildspecPhaseName = 'install' | 'pre_build' | 'build' | 'post_build';

/** `RETRY` with its count (bare form: 3) and the expression matched against the error message (bare form: everything). */
export type OnFailure =
  | { readonly kind: 'ABORT' }
  | { readonly kind: 'CONTINUE' }
  | { readonly kind: 'RETRY'; readonly count: number; readonly pattern: string };

export interface BuildspecPhase {
  readonly runAs?: string;
  readonly onFailure?: OnFailure;
  readonly runtimeVersions?: Readonly<Record<string, string>>;
  readonly commands: readonly string[];
  readonly finally: readonly string[];
}

export interface BuildspecArtifacts {
  readonly files: readonly string[];
  readonly name?: string;
  readonly discardPaths: boolean;
  readonly baseDirectory?: string;
  readonly excludePaths: readonly string[];
  readonly enableSymlinks: boolean;
  readonly s3Prefix?: string;
}

export interface BuildspecReport {
  readonly name: string;
  readonly files: readonly string[];
  readonly fileFormat: string;
  readonly baseDirectory?: string;
  readonly discardPaths: boolean;
}

export interface BuildspecCache {
  readonly paths: readonly string[];
  readonly key?: string;
  readonly fallbackKeys: readonly string[];
  readonly action?: 'restore' | 'save';
}

/** A buildspec after reading: defaults filled in, spellings of 0.1 and 0.2 made one, every value text. */
export interface Buildspec {
  readonly version: '0.1' | '0.2';
  readonly runAs?: string;
  readonly env: {
    readonly shell?: string;
    readonly variables: Readonly<Record<string, string>>;
    readonly parameterStore: Readonly<Record<string, string>>;
    readonly secretsManager: Readonly<Record<string, string>>;
    readonly exportedVariables: readonly string[];
    readonly gitCredentialHelper: boolean;
  };
  readonly proxy: { readonly uploadArtifacts: boolean; readonly logs: boolean };
  /** Kept as written; read only by a batch build. */
  readonly batch?: unknown;
  /** It has no `phases`: a batch build can use it, and none of its builds. */
  readonly onlyBatches?: true;
  readonly phases: Readonly<Partial<Record<BuildspecPhaseName, BuildspecPhase>>>;
  readonly reports: readonly BuildspecReport[];
  /** `files` is empty when there are secondary artifacts alone. */
  readonly artifacts?: BuildspecArtifacts & {
    readonly secondaryArtifacts: Readonly<Record<string, BuildspecArtifacts>>;
  };
  readonly cache?: BuildspecCache;
  /** What the file asks for and a build here does not do. */
  readonly notExecuted?: readonly NotExecuted[];
}

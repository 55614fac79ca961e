// Builders of source actions (CodePipeline user guide, the reference page of each action).
import type { ActionOwner } from '../pipeline.ts';
import { action, common, texts, type Action, type ActionOptions, type Artifact } from './action.ts';

export interface SourceOptions extends Omit<ActionOptions, 'region' | 'runOrder'> {
  /** The name of the output artifact; the action's name and `Output` when absent. */
  readonly output?: string;
}

/** A source has one artifact, so it is there without a name as well. */
export type Source<VariableName extends string> = Action<string, VariableName> & {
  readonly artifact: Artifact;
};

type OutputArtifactFormat = 'CODE_ZIP' | 'CODEBUILD_CLONE_REF';

export interface ConnectionSourceOptions extends SourceOptions {
  readonly connectionArn: string;
  /** `owner/repository`. */
  readonly fullRepositoryId: string;
  readonly branchName: string;
  readonly outputArtifactFormat?: OutputArtifactFormat;
  readonly detectChanges?: boolean;
}

const connectionVariables = [
  'AuthorDate',
  'BranchName',
  'CommitId',
  'CommitMessage',
  'ConnectionArn',
  'FullRepositoryName',
] as const;

/** GitHub, GitLab or Bitbucket over a connection (CodeStarSourceConnection). */
export function connectionSource(
  name: string,
  options: ConnectionSourceOptions,
): Source<(typeof connectionVariables)[number]> {
  const configuration = texts({
    ConnectionArn: options.connectionArn,
    FullRepositoryId: options.fullRepositoryId,
    BranchName: options.branchName,
    OutputArtifactFormat: options.outputArtifactFormat,
    DetectChanges: options.detectChanges,
  });
  return source(name, { provider: 'CodeStarSourceConnection', configuration, options }, connectionVariables);
}

export interface CodeCommitSourceOptions extends SourceOptions {
  readonly repositoryName: string;
  readonly branchName: string;
  readonly outputArtifactFormat?: OutputArtifactFormat;
  readonly pollForSourceChanges?: boolean;
}

const codeCommitVariables = [
  'CommitId',
  'CommitMessage',
  'RepositoryName',
  'BranchName',
  'AuthorDate',
  'CommitterDate',
] as const;

export function codeCommitSource(
  name: string,
  options: CodeCommitSourceOptions,
): Source<(typeof codeCommitVariables)[number]> {
  const configuration = texts({
    RepositoryName: options.repositoryName,
    BranchName: options.branchName,
    OutputArtifactFormat: options.outputArtifactFormat,
    PollForSourceChanges: options.pollForSourceChanges,
  });
  return source(name, { provider: 'CodeCommit', configuration, options }, codeCommitVariables);
}

export interface GitHubSourceOptions extends SourceOptions {
  readonly owner: string;
  readonly repo: string;
  readonly branch: string;
  /** A reference to a secret, `{{resolve:secretsmanager:…}}`; never the token itself. */
  readonly oAuthToken: string;
  readonly pollForSourceChanges?: boolean;
}

const gitHubVariables = [
  'CommitId',
  'CommitMessage',
  'CommitUrl',
  'RepositoryName',
  'BranchName',
  'AuthorDate',
  'CommitterDate',
] as const;

/** GitHub by OAuth token (version 1); AWS recommends a connection instead. */
export function gitHubSource(
  name: string,
  options: GitHubSourceOptions,
): Source<(typeof gitHubVariables)[number]> {
  const configuration = texts({
    Owner: options.owner,
    Repo: options.repo,
    Branch: options.branch,
    OAuthToken: options.oAuthToken,
    PollForSourceChanges: options.pollForSourceChanges,
  });
  const type = { provider: 'GitHub', owner: 'ThirdParty', configuration, options } as const;
  return source(name, type, gitHubVariables);
}

function source<const VariableName extends string>(
  name: string,
  type: {
    readonly provider: string;
    readonly owner?: ActionOwner;
    readonly configuration: Readonly<Record<string, string>>;
    readonly options: SourceOptions;
  },
  variables: readonly VariableName[],
): Source<VariableName> {
  const { provider, owner = 'AWS', configuration, options } = type;
  const output = options.output ?? `${name.replaceAll(/[^A-Za-z0-9_-]/g, '')}Output`;
  const declaration = {
    name,
    actionTypeId: { category: 'Source', owner, provider, version: '1' },
    configuration,
    ...common(options),
  } as const;
  const made = action(declaration, { outputs: [output], variables });
  return { ...made, artifact: made.artifacts[output] as Artifact };
}

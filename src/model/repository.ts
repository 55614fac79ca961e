// A repository of CodeCommit. Source: CodeCommit API reference, RepositoryMetadata and RepositoryTrigger.
export interface Repository {
  readonly repositoryName: string;
  readonly repositoryDescription?: string;
  readonly defaultBranch?: string;
  readonly triggers: readonly RepositoryTrigger[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface RepositoryTrigger {
  readonly name: string;
  /** Of a topic of SNS or a function of Lambda. */
  readonly destinationArn: string;
  readonly customData?: string;
  /** All of them, and tags, where there are none. */
  readonly branches?: readonly string[];
  readonly events: readonly ('all' | 'updateReference' | 'createReference' | 'deleteReference')[];
}

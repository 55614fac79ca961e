// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CodeCommitApi {
  readonly operations: {
    readonly BatchGetRepositories: {
      readonly input: Shapes['BatchGetRepositoriesInput'];
      readonly output: Shapes['BatchGetRepositoriesOutput'];
    };
    readonly CreateRepository: {
      readonly input: Shapes['CreateRepositoryInput'];
      readonly output: Shapes['CreateRepositoryOutput'];
    };
    readonly DeleteRepository: {
      readonly input: Shapes['DeleteRepositoryInput'];
      readonly output: Shapes['DeleteRepositoryOutput'];
    };
    readonly GetRepository: {
      readonly input: Shapes['GetRepositoryInput'];
      readonly output: Shapes['GetRepositoryOutput'];
    };
    readonly GetRepositoryTriggers: {
      readonly input: Shapes['GetRepositoryTriggersInput'];
      readonly output: Shapes['GetRepositoryTriggersOutput'];
    };
    readonly ListRepositories: {
      readonly input: Shapes['ListRepositoriesInput'];
      readonly output: Shapes['ListRepositoriesOutput'];
    };
    readonly ListTagsForResource: {
      readonly input: Shapes['ListTagsForResourceInput'];
      readonly output: Shapes['ListTagsForResourceOutput'];
    };
    readonly PutRepositoryTriggers: {
      readonly input: Shapes['PutRepositoryTriggersInput'];
      readonly output: Shapes['PutRepositoryTriggersOutput'];
    };
    readonly TagResource: {
      readonly input: Shapes['TagResourceInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UntagResource: {
      readonly input: Shapes['UntagResourceInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UpdateDefaultBranch: {
      readonly input: Shapes['UpdateDefaultBranchInput'];
      readonly output: Readonly<Record<string, never>>;
    };
    readonly UpdateRepositoryDescription: {
      readonly input: Shapes['UpdateRepositoryDescriptionInput'];
      readonly output: Readonly<Record<string, never>>;
    };
  };
  readonly errors:
    | 'ActorDoesNotExistException'
    | 'ApprovalRuleContentRequiredException'
    | 'ApprovalRuleDoesNotExistException'
    | 'ApprovalRuleNameAlreadyExistsException'
    | 'ApprovalRuleNameRequiredException'
    | 'ApprovalRuleTemplateContentRequiredException'
    | 'ApprovalRuleTemplateDoesNotExistException'
    | 'ApprovalRuleTemplateInUseException'
    | 'ApprovalRuleTemplateNameAlreadyExistsException'
    | 'ApprovalRuleTemplateNameRequiredException'
    | 'ApprovalStateRequiredException'
    | 'AuthorDoesNotExistException'
    | 'BeforeCommitIdAndAfterCommitIdAreSameException'
    | 'BlobIdDoesNotExistException'
    | 'BlobIdRequiredException'
    | 'BranchDoesNotExistException'
    | 'BranchNameExistsException'
    | 'BranchNameIsTagNameException'
    | 'BranchNameRequiredException'
    | 'CannotDeleteApprovalRuleFromTemplateException'
    | 'CannotModifyApprovalRuleFromTemplateException'
    | 'ClientRequestTokenRequiredException'
    | 'CommentContentRequiredException'
    | 'CommentContentSizeLimitExceededException'
    | 'CommentDeletedException'
    | 'CommentDoesNotExistException'
    | 'CommentIdRequiredException'
    | 'CommentNotCreatedByCallerException'
    | 'CommitDoesNotExistException'
    | 'CommitIdDoesNotExistException'
    | 'CommitIdRequiredException'
    | 'CommitIdsLimitExceededException'
    | 'CommitIdsListRequiredException'
    | 'CommitMessageLengthExceededException'
    | 'CommitRequiredException'
    | 'ConcurrentReferenceUpdateException'
    | 'DefaultBranchCannotBeDeletedException'
    | 'DirectoryNameConflictsWithFileNameException'
    | 'EncryptionIntegrityChecksFailedException'
    | 'EncryptionKeyAccessDeniedException'
    | 'EncryptionKeyDisabledException'
    | 'EncryptionKeyInvalidIdException'
    | 'EncryptionKeyInvalidUsageException'
    | 'EncryptionKeyNotFoundException'
    | 'EncryptionKeyRequiredException'
    | 'EncryptionKeyUnavailableException'
    | 'FileContentAndSourceFileSpecifiedException'
    | 'FileContentRequiredException'
    | 'FileContentSizeLimitExceededException'
    | 'FileDoesNotExistException'
    | 'FileEntryRequiredException'
    | 'FileModeRequiredException'
    | 'FileNameConflictsWithDirectoryNameException'
    | 'FilePathConflictsWithSubmodulePathException'
    | 'FileTooLargeException'
    | 'FolderContentSizeLimitExceededException'
    | 'FolderDoesNotExistException'
    | 'IdempotencyParameterMismatchException'
    | 'InvalidActorArnException'
    | 'InvalidApprovalRuleContentException'
    | 'InvalidApprovalRuleNameException'
    | 'InvalidApprovalRuleTemplateContentException'
    | 'InvalidApprovalRuleTemplateDescriptionException'
    | 'InvalidApprovalRuleTemplateNameException'
    | 'InvalidApprovalStateException'
    | 'InvalidAuthorArnException'
    | 'InvalidBlobIdException'
    | 'InvalidBranchNameException'
    | 'InvalidClientRequestTokenException'
    | 'InvalidCommentIdException'
    | 'InvalidCommitException'
    | 'InvalidCommitIdException'
    | 'InvalidConflictDetailLevelException'
    | 'InvalidConflictResolutionException'
    | 'InvalidConflictResolutionStrategyException'
    | 'InvalidContinuationTokenException'
    | 'InvalidDeletionParameterException'
    | 'InvalidDescriptionException'
    | 'InvalidDestinationCommitSpecifierException'
    | 'InvalidEmailException'
    | 'InvalidFileLocationException'
    | 'InvalidFileModeException'
    | 'InvalidFilePositionException'
    | 'InvalidMaxConflictFilesException'
    | 'InvalidMaxMergeHunksException'
    | 'InvalidMaxResultsException'
    | 'InvalidMergeOptionException'
    | 'InvalidOrderException'
    | 'InvalidOverrideStatusException'
    | 'InvalidParentCommitIdException'
    | 'InvalidPathException'
    | 'InvalidPullRequestEventTypeException'
    | 'InvalidPullRequestIdException'
    | 'InvalidPullRequestStatusException'
    | 'InvalidPullRequestStatusUpdateException'
    | 'InvalidReactionUserArnException'
    | 'InvalidReactionValueException'
    | 'InvalidReferenceNameException'
    | 'InvalidRelativeFileVersionEnumException'
    | 'InvalidReplacementContentException'
    | 'InvalidReplacementTypeException'
    | 'InvalidRepositoryDescriptionException'
    | 'InvalidRepositoryNameException'
    | 'InvalidRepositoryTriggerBranchNameException'
    | 'InvalidRepositoryTriggerCustomDataException'
    | 'InvalidRepositoryTriggerDestinationArnException'
    | 'InvalidRepositoryTriggerEventsException'
    | 'InvalidRepositoryTriggerNameException'
    | 'InvalidRepositoryTriggerRegionException'
    | 'InvalidResourceArnException'
    | 'InvalidRevisionIdException'
    | 'InvalidRuleContentSha256Exception'
    | 'InvalidSortByException'
    | 'InvalidSourceCommitSpecifierException'
    | 'InvalidSystemTagUsageException'
    | 'InvalidTagKeysListException'
    | 'InvalidTagsMapException'
    | 'InvalidTargetBranchException'
    | 'InvalidTargetException'
    | 'InvalidTargetsException'
    | 'InvalidTitleException'
    | 'ManualMergeRequiredException'
    | 'MaximumBranchesExceededException'
    | 'MaximumConflictResolutionEntriesExceededException'
    | 'MaximumFileContentToLoadExceededException'
    | 'MaximumFileEntriesExceededException'
    | 'MaximumItemsToCompareExceededException'
    | 'MaximumNumberOfApprovalsExceededException'
    | 'MaximumOpenPullRequestsExceededException'
    | 'MaximumRepositoryNamesExceededException'
    | 'MaximumRepositoryTriggersExceededException'
    | 'MaximumRuleTemplatesAssociatedWithRepositoryException'
    | 'MergeOptionRequiredException'
    | 'MultipleConflictResolutionEntriesException'
    | 'MultipleRepositoriesInPullRequestException'
    | 'NameLengthExceededException'
    | 'NoChangeException'
    | 'NumberOfRuleTemplatesExceededException'
    | 'NumberOfRulesExceededException'
    | 'OperationNotAllowedException'
    | 'OverrideAlreadySetException'
    | 'OverrideStatusRequiredException'
    | 'ParentCommitDoesNotExistException'
    | 'ParentCommitIdOutdatedException'
    | 'ParentCommitIdRequiredException'
    | 'PathDoesNotExistException'
    | 'PathRequiredException'
    | 'PullRequestAlreadyClosedException'
    | 'PullRequestApprovalRulesNotSatisfiedException'
    | 'PullRequestCannotBeApprovedByAuthorException'
    | 'PullRequestDoesNotExistException'
    | 'PullRequestIdRequiredException'
    | 'PullRequestStatusRequiredException'
    | 'PutFileEntryConflictException'
    | 'ReactionLimitExceededException'
    | 'ReactionValueRequiredException'
    | 'ReferenceDoesNotExistException'
    | 'ReferenceNameRequiredException'
    | 'ReferenceTypeNotSupportedException'
    | 'ReplacementContentRequiredException'
    | 'ReplacementTypeRequiredException'
    | 'RepositoryDoesNotExistException'
    | 'RepositoryLimitExceededException'
    | 'RepositoryNameExistsException'
    | 'RepositoryNameRequiredException'
    | 'RepositoryNamesRequiredException'
    | 'RepositoryNotAssociatedWithPullRequestException'
    | 'RepositoryTriggerBranchNameListRequiredException'
    | 'RepositoryTriggerDestinationArnRequiredException'
    | 'RepositoryTriggerEventsListRequiredException'
    | 'RepositoryTriggerNameRequiredException'
    | 'RepositoryTriggersListRequiredException'
    | 'ResourceArnRequiredException'
    | 'RestrictedSourceFileException'
    | 'RevisionIdRequiredException'
    | 'RevisionNotCurrentException'
    | 'SameFileContentException'
    | 'SamePathRequestException'
    | 'SourceAndDestinationAreSameException'
    | 'SourceFileOrContentRequiredException'
    | 'TagKeysListRequiredException'
    | 'TagPolicyException'
    | 'TagsMapRequiredException'
    | 'TargetRequiredException'
    | 'TargetsRequiredException'
    | 'TipOfSourceReferenceIsDifferentException'
    | 'TipsDivergenceExceededException'
    | 'TitleRequiredException'
    | 'TooManyTagsException'
    | 'ValidationException';
  readonly shapes: Shapes;
}

interface Shapes {
  readonly BatchGetRepositoriesError: {
    readonly repositoryId?: string;
    readonly repositoryName?: string;
    readonly errorCode?:
      | 'EncryptionIntegrityChecksFailedException'
      | 'EncryptionKeyAccessDeniedException'
      | 'EncryptionKeyDisabledException'
      | 'EncryptionKeyNotFoundException'
      | 'EncryptionKeyUnavailableException'
      | 'RepositoryDoesNotExistException';
    readonly errorMessage?: string;
  };
  readonly BatchGetRepositoriesInput: {
    readonly repositoryNames: readonly string[];
  };
  readonly BatchGetRepositoriesOutput: {
    readonly repositories?: readonly Shapes['RepositoryMetadata'][];
    readonly repositoriesNotFound?: readonly string[];
    readonly errors?: readonly Shapes['BatchGetRepositoriesError'][];
  };
  readonly CreateRepositoryInput: {
    readonly repositoryName: string;
    readonly repositoryDescription?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly kmsKeyId?: string;
  };
  readonly CreateRepositoryOutput: {
    readonly repositoryMetadata?: Shapes['RepositoryMetadata'];
  };
  readonly DeleteRepositoryInput: {
    readonly repositoryName: string;
  };
  readonly DeleteRepositoryOutput: {
    readonly repositoryId?: string;
  };
  readonly GetRepositoryInput: {
    readonly repositoryName: string;
  };
  readonly GetRepositoryOutput: {
    readonly repositoryMetadata?: Shapes['RepositoryMetadata'];
  };
  readonly GetRepositoryTriggersInput: {
    readonly repositoryName: string;
  };
  readonly GetRepositoryTriggersOutput: {
    readonly configurationId?: string;
    readonly triggers?: readonly Shapes['RepositoryTrigger'][];
  };
  readonly ListRepositoriesInput: {
    readonly nextToken?: string;
    readonly sortBy?: 'repositoryName' | 'lastModifiedDate';
    readonly order?: 'ascending' | 'descending';
  };
  readonly ListRepositoriesOutput: {
    readonly repositories?: readonly Shapes['RepositoryNameIdPair'][];
    readonly nextToken?: string;
  };
  readonly ListTagsForResourceInput: {
    readonly resourceArn: string;
    readonly nextToken?: string;
  };
  readonly ListTagsForResourceOutput: {
    readonly tags?: Readonly<Record<string, string>>;
    readonly nextToken?: string;
  };
  readonly PutRepositoryTriggersInput: {
    readonly repositoryName: string;
    readonly triggers: readonly Shapes['RepositoryTrigger'][];
  };
  readonly PutRepositoryTriggersOutput: {
    readonly configurationId?: string;
  };
  readonly RepositoryMetadata: {
    readonly accountId?: string;
    readonly repositoryId?: string;
    readonly repositoryName?: string;
    readonly repositoryDescription?: string;
    readonly defaultBranch?: string;
    readonly lastModifiedDate?: Date;
    readonly creationDate?: Date;
    readonly cloneUrlHttp?: string;
    readonly cloneUrlSsh?: string;
    readonly Arn?: string;
    readonly kmsKeyId?: string;
  };
  readonly RepositoryNameIdPair: {
    readonly repositoryName?: string;
    readonly repositoryId?: string;
  };
  readonly RepositoryTrigger: {
    readonly name: string;
    readonly destinationArn: string;
    readonly customData?: string;
    readonly branches?: readonly string[];
    readonly events: readonly ('all' | 'updateReference' | 'createReference' | 'deleteReference')[];
  };
  readonly TagResourceInput: {
    readonly resourceArn: string;
    readonly tags: Readonly<Record<string, string>>;
  };
  readonly UntagResourceInput: {
    readonly resourceArn: string;
    readonly tagKeys: readonly string[];
  };
  readonly UpdateDefaultBranchInput: {
    readonly repositoryName: string;
    readonly defaultBranchName: string;
  };
  readonly UpdateRepositoryDescriptionInput: {
    readonly repositoryName: string;
    readonly repositoryDescription?: string;
  };
}

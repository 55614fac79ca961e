// Source actions.
import { O, oneOf, R, truth, type ActionType } from './action-type.ts';

const outputArtifactFormat = oneOf('CODE_ZIP', 'CODEBUILD_CLONE_REF');
const source = { category: 'Source', owner: 'AWS', inputs: [0, 0], outputs: [1, 1] } as const;

export const sourceTypes: readonly ActionType[] = [
  {
    ...source,
    provider: 'S3',
    configuration: {
      S3Bucket: R,
      S3ObjectKey: R,
      PollForSourceChanges: truth,
      AllowOverrideForS3ObjectKey: truth,
    },
    variables: ['BucketName', 'ETag', 'ObjectKey', 'VersionId'],
  },
  {
    ...source,
    provider: 'CodeCommit',
    configuration: {
      RepositoryName: R,
      BranchName: R,
      PollForSourceChanges: truth,
      OutputArtifactFormat: outputArtifactFormat,
    },
    variables: ['CommitId', 'CommitMessage', 'RepositoryName', 'BranchName', 'AuthorDate', 'CommitterDate'],
  },
  {
    ...source,
    provider: 'ECR',
    configuration: { RepositoryName: R, ImageTag: O },
    variables: ['RegistryId', 'RepositoryName', 'ImageTag', 'ImageDigest', 'ImageURI'],
  },
  {
    ...source,
    provider: 'CodeStarSourceConnection',
    configuration: {
      ConnectionArn: R,
      FullRepositoryId: R,
      BranchName: R,
      OutputArtifactFormat: outputArtifactFormat,
      DetectChanges: truth,
    },
    variables: [
      'AuthorDate',
      'BranchName',
      'CommitId',
      'CommitMessage',
      'ConnectionArn',
      'FullRepositoryName',
    ],
  },
  {
    ...source,
    owner: 'ThirdParty',
    provider: 'GitHub',
    configuration: { Owner: R, Repo: R, Branch: R, OAuthToken: R, PollForSourceChanges: truth },
    variables: [
      'CommitId',
      'CommitMessage',
      'CommitUrl',
      'RepositoryName',
      'BranchName',
      'AuthorDate',
      'CommitterDate',
    ],
  },
];

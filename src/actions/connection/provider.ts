// Source/AWS/CodeStarSourceConnection: a repository behind a connection; here a folder or a git URL takes its place.
import { sourceType } from '../../model/action-type.ts';
import { R, truth } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { outputArtifactFormat } from '../source/output-format.ts';
import { shipConnection } from '../source/ship.ts';
import { connectionRights } from './rights.ts';
import { repositoryOnGithub } from '../source/on-github.ts';

export const connection: ActionProvider = {
  ...sourceType,
  provider: 'CodeStarSourceConnection',
  configuration: {
    ConnectionArn: R,
    FullRepositoryId: R,
    BranchName: R,
    OutputArtifactFormat: outputArtifactFormat,
    DetectChanges: truth,
  },
  variables: ['AuthorDate', 'BranchName', 'CommitId', 'CommitMessage', 'ConnectionArn', 'FullRepositoryName'],
  rights: (asked) => ({ rights: connectionRights(asked) }),
  cloneRights: connectionRights,
  ships: shipConnection,
  fetchedOnGithub: repositoryOnGithub,
  repository: { triggerType: 'WebhookV2', takesTriggers: true },
  runner: {
    recovery: 'restart',
    load: async () => {
      const { runSource } = await import('../source/run-source.ts');
      return async (context) =>
        runSource(context, {
          branch: ({ BranchName = '' }) => BranchName,
          variables: (commit, { BranchName = '', ConnectionArn = '', FullRepositoryId = '' }) => ({
            AuthorDate: commit.authorDate,
            BranchName,
            CommitId: commit.commitId,
            CommitMessage: commit.message,
            ConnectionArn,
            FullRepositoryName: FullRepositoryId,
          }),
        });
    },
  },
};

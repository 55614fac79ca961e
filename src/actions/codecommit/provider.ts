// Source/AWS/CodeCommit: a repository of CodeCommit; here a folder or a git URL takes its place.
import { sourceType } from '../../model/action-type.ts';
import { R, truth } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { outputArtifactFormat } from '../source/output-format.ts';
import { cloneRights, codeCommitRights } from './rights.ts';
import { repositoryCosts } from './costs.ts';
import { shipCodeCommit } from '../source/ship.ts';
import { repositoryOnGithub } from '../source/on-github.ts';

export const codeCommit: ActionProvider = {
  ...sourceType,
  provider: 'CodeCommit',
  configuration: {
    RepositoryName: R,
    BranchName: R,
    PollForSourceChanges: truth,
    OutputArtifactFormat: outputArtifactFormat,
  },
  variables: ['CommitId', 'CommitMessage', 'RepositoryName', 'BranchName', 'AuthorDate', 'CommitterDate'],
  rights: (asked) => ({ rights: codeCommitRights(asked) }),
  cloneRights,
  ships: shipCodeCommit,
  fetchedOnGithub: repositoryOnGithub,
  // EventBridge reports a push.
  repository: { triggerType: 'CloudWatchEvent' },
  costs: { lines: repositoryCosts },
  runner: {
    recovery: 'restart',
    load: async () => {
      const { runSource } = await import('../source/run-source.ts');
      return async (context) =>
        runSource(context, {
          branch: ({ BranchName = '' }) => BranchName,
          variables: (commit, { BranchName = '', RepositoryName = '' }) => ({
            AuthorDate: commit.authorDate,
            BranchName,
            CommitId: commit.commitId,
            CommitMessage: commit.message,
            CommitterDate: commit.committerDate,
            RepositoryName,
          }),
        });
    },
  },
};

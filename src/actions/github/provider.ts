// Source/ThirdParty/GitHub (version 1, OAuth); here a folder or a git URL takes the place of the repository.
import { sourceType } from '../../model/action-type.ts';
import { R, truth } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { repositoryOnGithub } from '../source/on-github.ts';

export const gitHub: ActionProvider = {
  ...sourceType,
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
  rights: () => ({ rights: [] }),
  fetchedOnGithub: repositoryOnGithub,
  repository: { triggerType: 'Webhook' },
  runner: {
    recovery: 'restart',
    load: async () => {
      const { runSource } = await import('../source/run-source.ts');
      return async (context) =>
        runSource(context, {
          branch: ({ Branch = '' }) => Branch,
          variables: (commit, { Branch = '', Owner = '', Repo = '' }) => ({
            AuthorDate: commit.authorDate,
            BranchName: Branch,
            CommitId: commit.commitId,
            CommitMessage: commit.message,
            CommitterDate: commit.committerDate,
            CommitUrl: `https://github.com/${Owner}/${Repo}/commit/${commit.commitId}`,
            RepositoryName: Repo,
          }),
        });
    },
  },
};

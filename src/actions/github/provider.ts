// Source/ThirdParty/GitHub (version 1, OAuth): stood in for by a folder or a git URL.
import type { ActionProvider } from '../provider.ts';

export const sourceGitHub: ActionProvider = {
  category: 'Source',
  owner: 'ThirdParty',
  provider: 'GitHub',
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
};

// Source/AWS/CodeCommit: a repository of CodeCommit, stood in for by a folder or a git URL.
import type { ActionProvider } from '../provider.ts';

export const sourceCodeCommit: ActionProvider = {
  category: 'Source',
  owner: 'AWS',
  provider: 'CodeCommit',
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
};

// Source/AWS/CodeStarSourceConnection: a repository behind a connection, stood in for by a folder or a git URL.
import type { ActionProvider } from '../provider.ts';

export const sourceConnection: ActionProvider = {
  category: 'Source',
  owner: 'AWS',
  provider: 'CodeStarSourceConnection',
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
};

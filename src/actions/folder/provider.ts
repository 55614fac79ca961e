// Source/Custom/Folder: a folder, a ref of its repository or a git URL, for what is built without a pipeline.
// No type of AWS's: CodePipeline knows it only as a custom action.
import { customType } from '../../model/action-type.ts';
import { nameOf } from '../../model/pipeline-walk.ts';
import { nothingShipped } from '../../model/resource-graph.ts';
import type { ActionProvider } from '../provider.ts';

export const folder: ActionProvider = {
  ...customType({ category: 'Source', provider: 'Folder' }),
  rights: () => ({ rights: [] }),
  ships: (placed) => ({
    ...nothingShipped,
    refusal: `The source of ${nameOf(placed)} is a folder of this machine, which CodePipeline does not have`,
  }),
  runner: {
    recovery: 'restart',
    load: async () => {
      const { runSource } = await import('../source/run-source.ts');
      return async (context) =>
        runSource(context, {
          branch: () => 'HEAD',
          variables: (commit) => ({
            AuthorDate: commit.authorDate,
            CommitId: commit.commitId,
            CommitMessage: commit.message,
            CommitterDate: commit.committerDate,
          }),
        });
    },
  },
};

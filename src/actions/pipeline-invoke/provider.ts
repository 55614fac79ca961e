// Invoke/AWS/CodePipeline: starts another pipeline.
import { jsonList, R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { checkLists } from './check-lists.ts';
import { pipelineInvokeRights } from './rights.ts';

export const pipelineInvoke: ActionProvider = {
  category: 'Invoke',
  owner: 'AWS',
  provider: 'CodePipeline',
  inputs: [0, 0],
  outputs: [0, 0],
  v2Only: true,
  configuration: { PipelineName: R, SourceRevisions: jsonList, Variables: jsonList },
  variables: [],
  check: checkLists,
  rights: (asked) => ({ rights: pipelineInvokeRights(asked) }),
  runner: {
    recovery: 'restart',
    load: async () => (await import('./run-pipeline-invoke.ts')).runPipelineInvoke,
  },
};

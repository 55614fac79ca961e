// Invoke/AWS/CodePipeline: starts another pipeline. Not executed here.
import { jsonList, R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
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
  rights: (asked) => ({ rights: pipelineInvokeRights(asked) }),
};

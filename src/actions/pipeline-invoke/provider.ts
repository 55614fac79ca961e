// Invoke/AWS/CodePipeline: starts another pipeline. Not executed here.
import { jsonList, R } from '../../model/action-type.ts';
import type { ActionProvider } from '../provider.ts';

export const pipelineInvoke: ActionProvider = {
  category: 'Invoke',
  owner: 'AWS',
  provider: 'CodePipeline',
  inputs: [0, 0],
  outputs: [0, 0],
  v2Only: true,
  configuration: { PipelineName: R, SourceRevisions: jsonList, Variables: jsonList },
  variables: [],
};

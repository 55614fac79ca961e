// Compute/AWS/Commands: shell commands of the pipeline itself, in a build that CodePipeline provides.
import type { ActionProvider, InputsOf } from './provider.ts';

export const computeCommands: ActionProvider = {
  category: 'Compute',
  owner: 'AWS',
  provider: 'Commands',
  recovery: 'restart',
  load: async () => (await import('./codebuild/run-commands-action.ts')).runCommandsAction,
  loadInputs: async (): Promise<InputsOf> => (await import('./codebuild/commands-inputs.ts')).commandsInputs,
};

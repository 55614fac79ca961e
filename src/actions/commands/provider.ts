// Compute/AWS/Commands: shell commands of the pipeline itself, in a build that CodePipeline provides.
import type { ActionProvider, InputsOf } from '../provider.ts';

export const computeCommands: ActionProvider = {
  category: 'Compute',
  owner: 'AWS',
  provider: 'Commands',
  recovery: 'restart',
  load: async () => (await import('./run-commands-action.ts')).runCommandsAction,
  loadInputs: async (): Promise<InputsOf> => (await import('./commands-inputs.ts')).commandsInputs,
};

// Build/AWS/CodeBuild and Test/AWS/CodeBuild: a CodeBuild project, built on this machine.
import type { ActionProvider, ActionRun, InputsOf } from '../provider.ts';

const codeBuild = {
  owner: 'AWS',
  provider: 'CodeBuild',
  // A build keeps nothing that a second one could go on with: it starts again from its inputs.
  recovery: 'restart',
  load: async (): Promise<ActionRun> => (await import('../build/run-codebuild.ts')).runCodeBuild,
  loadInputs: async (): Promise<InputsOf> => (await import('../build/build-inputs.ts')).buildInputs,
} as const;

export const buildCodeBuild: ActionProvider = { category: 'Build', ...codeBuild };
export const testCodeBuild: ActionProvider = { category: 'Test', ...codeBuild };

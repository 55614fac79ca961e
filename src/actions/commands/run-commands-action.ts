// Runs a Commands action: the same build, log and semantics as a CodeBuild action with its commands as the buildspec.
import type { BuildOptions } from '../build/build-options.ts';
import type { RunOf } from '../provider.ts';
import { projectOf, variablesOf } from './commands-action.ts';
import { runBuild } from '../build/run-codebuild.ts';

export const runCommandsAction: RunOf<BuildOptions> = async (context) => {
  const [primary, ...others] = context.inputArtifacts;
  if (primary === undefined)
    return {
      status: 'Failed',
      error: {
        code: 'ConfigurationError',
        message: 'The Commands action has no input artifact',
        remedy: 'Name at least one artifact in inputArtifacts: the commands run in its files.',
      },
    };
  const project = projectOf(context.definition.pipeline, context.declaration);
  return await runBuild(context, { project, primary, others, variables: variablesOf(context.declaration) });
};

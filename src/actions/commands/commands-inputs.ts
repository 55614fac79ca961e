// What a Commands action depends on: the build that is made of it.
import type { BuildOptions } from '../build/build-options.ts';
import type { InputsOf } from '../provider.ts';
import { inputsOfProject } from '../build/build-inputs.ts';
import { projectOf, variablesOf } from './commands-action.ts';

export const commandsInputs: InputsOf<BuildOptions> = async (context) => {
  const { definition, declaration } = context;
  const project = projectOf(definition.pipeline, declaration);
  const configuration = {
    ProjectName: project.name,
    EnvironmentVariables: JSON.stringify(variablesOf(declaration)),
  };
  return await inputsOfProject({ ...context, configuration }, project);
};

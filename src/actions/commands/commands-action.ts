// A Commands action as the build that CodePipeline makes of it. Pure.
// Source: CodePipeline user guide, "Commands action reference".
import type { BuildProject, EnvironmentVariable } from '../../model/build.ts';
import type { ActionDeclaration, PipelineDeclaration } from '../../model/pipeline.ts';

/** The time that CodePipeline gives the commands. */
const timeoutMinutes = 55;

/** The commands have the role of the action, else the pipeline's. */
export function projectOf(
  { name: pipelineName, roleArn = '' }: Pick<PipelineDeclaration, 'name' | 'roleArn'>,
  action: ActionDeclaration,
): BuildProject {
  const { name, configuration = {}, commands = [], outputVariables = [], outputArtifacts = [] } = action;
  const [output] = outputArtifacts;
  const buildspec = {
    version: '0.2',
    ...(outputVariables.length === 0 ? {} : { env: { 'exported-variables': outputVariables } }),
    phases: { build: { commands } },
    ...(output === undefined ? {} : { artifacts: { files: output.files ?? ['**/*'] } }),
  };
  return {
    name: `${pipelineName}-${name}`.replaceAll(/[^A-Za-z0-9_-]/g, '-').slice(0, 150),
    source: { type: 'CODEPIPELINE', buildspec: JSON.stringify(buildspec) },
    artifacts: { type: 'CODEPIPELINE' },
    environment: {
      type: configuration['EnvironmentType'] ?? 'LINUX_CONTAINER',
      image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
      computeType: configuration['ComputeType'] ?? 'BUILD_GENERAL1_SMALL',
    },
    serviceRole: action.roleArn ?? roleArn,
    timeoutInMinutes: timeoutMinutes,
  };
}

export function variablesOf({
  environmentVariables = [],
}: ActionDeclaration): readonly EnvironmentVariable[] {
  return environmentVariables.map(({ name, value, type = 'PLAINTEXT' }) => ({ name, value, type }));
}

// The commands of an action as a step of a workflow. Pure. Source: CodePipeline user guide, "Commands action reference".
import type { Buildspec } from '../../model/build.ts';
import type { OnGithub } from '../../model/github-job.ts';
import { artifactSteps } from '../build/github/artifact-steps.ts';
import { phasesScript } from '../build/github/phases-script.ts';

/** They run in the role of the action, as those of a build. */
export const commandsOnGithub: OnGithub = ({ action }, { expressed }) => {
  const { commands = [], outputVariables = [], environmentVariables = [] } = action;
  const secret = environmentVariables.filter(({ type }) => type === 'SECRETS_MANAGER');
  const env = environmentVariables
    .filter((each) => !secret.includes(each))
    .map(({ name, value }) => [name, expressed(value)] as const);
  return {
    callsAws: true,
    variablesFrom: 'commands',
    losses: secret.map(({ name }) => `the variable ${name} of Secrets Manager is not read`),
    steps: [
      {
        name: action.name,
        id: 'commands',
        run: expressed(phasesScript(buildspecOf(commands, outputVariables))),
        shell: 'sh',
        ...(env.length === 0 ? {} : { env: Object.fromEntries(env) }),
      },
      ...(action.outputArtifacts ?? []).flatMap(({ name, files = [] }) =>
        artifactSteps(name, { files, discardPaths: false, excludePaths: [], enableSymlinks: false }),
      ),
    ],
  };
};

function buildspecOf(
  commands: readonly string[],
  exportedVariables: readonly string[],
): Pick<Buildspec, 'phases' | 'env'> {
  return {
    phases: { build: { commands, finally: [], onFailure: { kind: 'ABORT' } } },
    env: {
      variables: {},
      parameterStore: {},
      secretsManager: {},
      exportedVariables,
      gitCredentialHelper: false,
    },
  };
}

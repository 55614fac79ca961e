// Compute/AWS/Commands: shell commands of the pipeline itself, in a build that CodePipeline provides.
import type { Finding } from '../../lib/finding.ts';
import { notExecuted, oneOf } from '../../model/configuration-key.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import type { ExecutedProvider } from '../provider.ts';
import { commandsRights } from './rights.ts';
import { phaseEvents } from '../build/events.ts';
import { commandsOnGithub } from './on-github.ts';

export const commands: ExecutedProvider = {
  category: 'Compute',
  owner: 'AWS',
  provider: 'Commands',
  inputs: [1, 10],
  outputs: [0, 1],
  v2Only: true,
  configuration: {
    EnvironmentType: oneOf('LINUX_CONTAINER', 'WINDOWS_SERVER_2022_CONTAINER'),
    ComputeType: oneOf('BUILD_GENERAL1_SMALL', 'BUILD_GENERAL1_MEDIUM', 'BUILD_GENERAL1_LARGE'),
    VpcId: notExecuted('builds use the network of this machine'),
    Subnets: notExecuted('builds use the network of this machine'),
    SecurityGroupIds: notExecuted('builds use the network of this machine'),
  },
  variables: 'any',
  fields: ['commands', 'outputVariables', 'environmentVariables', 'files'],
  check: withoutCommands,
  rights: commandsRights,
  onGithub: commandsOnGithub,
  // On small compute of CodePipeline's own, which is billed as a build.
  costs: { compute: () => 'LINUX_CONTAINER BUILD_GENERAL1_SMALL' },
  events: { ofProgress: phaseEvents },
  timeLimitMinutes: 55,
  runner: {
    recovery: 'restart',
    load: async () => (await import('./run-commands-action.ts')).runCommandsAction,
    loadInputs: async () => (await import('./commands-inputs.ts')).commandsInputs,
  },
};

function withoutCommands({ action, path }: PlacedAction): readonly Finding[] {
  if (action.commands !== undefined) return [];
  return [
    {
      code: 'MissingKey',
      message: `The Commands action "${action.name}" has no "commands"`,
      path,
      remedy: 'Add "commands", next to "configuration".',
      aws: 'CreatePipeline answers InvalidActionDeclarationException.',
    },
  ];
}

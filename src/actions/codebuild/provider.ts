// Build/AWS/CodeBuild and Test/AWS/CodeBuild: a CodeBuild project, built on this machine.
import {
  artifactName,
  environmentVariables,
  isTrue,
  notExecuted,
  O,
  R,
  truth,
} from '../../model/configuration-key.ts';
import type { ExecutedProvider } from '../provider.ts';
import { checkMachine } from './check-machine.ts';
import { checkProject } from './check-project.ts';
import { codeBuildRights } from './rights.ts';
import { completeProjects } from './complete.ts';
import { buildEnd, phaseEvents } from '../build/events.ts';
import { codeBuildServiceCalls } from './service-calls.ts';
import { shipProject } from './ship.ts';
import { buildOnGithub } from './on-github.ts';

const codeBuild: Omit<ExecutedProvider, 'category'> = {
  owner: 'AWS',
  provider: 'CodeBuild',
  inputs: [1, 5],
  outputs: [0, 5],
  configuration: {
    ProjectName: R,
    PrimarySource: artifactName,
    BatchEnabled: truth,
    CombineArtifacts: truth,
    EnvironmentVariables: environmentVariables,
    BuildspecOverride: O,
    ServiceRoleArnOverride: notExecuted('builds run with your rights and assume no role'),
  },
  variables: 'any',
  misplaced: {
    environmentVariables: 'Put them into the configuration key EnvironmentVariables, as a JSON string.',
    timeoutInMinutes: 'Set timeoutInMinutes of the CodeBuild project instead.',
  },
  needsKeys: ({ configuration, inputArtifacts = [] }) => [
    ...(inputArtifacts.length > 1
      ? [{ key: 'PrimarySource', because: `with ${inputArtifacts.length} input artifacts` }]
      : []),
    ...(isTrue(configuration?.['CombineArtifacts'])
      ? [{ key: 'BatchEnabled', because: 'with CombineArtifacts' }]
      : []),
  ],
  check: checkProject,
  checkMachine,
  rights: (asked) => ({ rights: codeBuildRights(asked) }),
  serviceCalls: codeBuildServiceCalls,
  ships: shipProject,
  onGithub: buildOnGithub,
  projectOf: ({ configuration }) => configuration?.['ProjectName'],
  checkFiles: async (...given) => (await import('./check-buildspec.ts')).checkBuildspec(...given),
  complete: completeProjects,
  costs: {
    compute: ({ configuration }, { projects }) => {
      const project = projects.find(({ name }) => name === configuration?.['ProjectName']);
      return project && `${project.environment.type} ${project.environment.computeType}`;
    },
  },
  events: { ofProgress: phaseEvents, ofEnd: buildEnd },
  // As long as CodeBuild itself lets a build take.
  timeLimitMinutes: 36 * 60,
  runner: {
    // A build keeps nothing that a second one could go on with: it starts again from its inputs.
    recovery: 'restart',
    load: async () => (await import('../build/run-codebuild.ts')).runCodeBuild,
    loadInputs: async () => (await import('../build/build-inputs.ts')).buildInputs,
  },
};

export const buildWithCodeBuild: ExecutedProvider = { category: 'Build', ...codeBuild };
export const testWithCodeBuild: ExecutedProvider = { category: 'Test', ...codeBuild };

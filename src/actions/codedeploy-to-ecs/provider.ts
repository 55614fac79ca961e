// Deploy/AWS/CodeDeployToECS: a new task set of a service, by CodeDeploy.
import { deployType } from '../../model/action-type.ts';
import { artifactName, mandatory, O, R } from '../../model/configuration-key.ts';
import { checkDeploymentAction } from '../deployment/check-action.ts';
import { codeDeployServiceCalls } from '../deployment/service-calls.ts';
import { shipDeployment } from '../deployment/ship.ts';
import type { ActionProvider } from '../provider.ts';
import { codeDeployToEcsRights } from './rights.ts';
import { taskDefinitionFile } from '../service/task-definition-file.ts';
import { filesNeeded } from './files-needed.ts';
import { deploymentEvents } from '../deployment/events.ts';

export const codeDeployToEcs: ActionProvider = {
  ...deployType,
  provider: 'CodeDeployToECS',
  inputs: [1, 5],
  configuration: {
    ApplicationName: R,
    DeploymentGroupName: R,
    TaskDefinitionTemplateArtifact: mandatory(artifactName),
    AppSpecTemplateArtifact: mandatory(artifactName),
    TaskDefinitionTemplatePath: O,
    AppSpecTemplatePath: O,
    Image1ArtifactName: artifactName,
    Image1ContainerName: O,
    Image2ArtifactName: artifactName,
    Image2ContainerName: O,
    Image3ArtifactName: artifactName,
    Image3ContainerName: O,
    Image4ArtifactName: artifactName,
    Image4ContainerName: O,
  },
  check: (placed, definition) =>
    checkDeploymentAction(placed, definition, { platforms: ['ECS'], other: 'CodeDeploy' }),
  rights: codeDeployToEcsRights,
  serviceCalls: codeDeployServiceCalls,
  ships: shipDeployment,
  filesNeeded,
  taskDefinitionFile,
  checkFiles: async (...given) => (await import('./check-hooks.ts')).checkHooks(...given),
  events: { ofProgress: deploymentEvents },
  timeLimitMinutes: 5 * 24 * 60,
  runner: {
    // It goes on at the lifecycle event that was interrupted.
    recovery: 'resume',
    needsContainers: true,
    load: async () => (await import('./run-code-deploy-to-ecs.ts')).runCodeDeployToEcs,
  },
};

// Deploy/AWS/CodeDeployToECS: a new task set of a service, by CodeDeploy.
import { artifactName, deployType, mandatory, O, R } from '../../model/action-type.ts';
import { checkDeploymentAction } from '../deployment/check-action.ts';
import type { ActionProvider } from '../provider.ts';

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
    checkDeploymentAction(placed, definition, { platform: 'ECS', other: 'CodeDeploy' }),
  runner: {
    // It goes on at the lifecycle event that was interrupted.
    recovery: 'resume',
    needsContainers: true,
    load: async () => (await import('./run-code-deploy-to-ecs.ts')).runCodeDeployToEcs,
  },
};

// Deploy/AWS/CodeDeploy: a deployment of the input artifact to a deployment group of servers.
import { deployType, R } from '../../model/action-type.ts';
import { checkDeploymentAction } from '../deployment/check-action.ts';
import type { ActionProvider } from '../provider.ts';

export const codeDeploy: ActionProvider = {
  ...deployType,
  provider: 'CodeDeploy',
  configuration: { ApplicationName: R, DeploymentGroupName: R },
  check: (placed, definition) =>
    checkDeploymentAction(placed, definition, { platform: 'Server', other: 'CodeDeployToECS' }),
  runner: {
    // It goes on at the lifecycle event that was interrupted.
    recovery: 'resume',
    load: async () => (await import('./run-codedeploy.ts')).runCodeDeploy,
  },
};

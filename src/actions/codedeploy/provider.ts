// Deploy/AWS/CodeDeploy: a deployment of the input artifact to a deployment group of servers, or to the function that its appspec names.
import { deployType } from '../../model/action-type.ts';
import { R } from '../../model/configuration-key.ts';
import { checkDeploymentAction } from '../deployment/check-action.ts';
import type { ActionProvider } from '../provider.ts';
import { codeDeployRights } from '../deployment/rights.ts';
import { completeServers } from './complete.ts';
import { fleetCosts } from './costs.ts';
import { serverDeploymentEvents } from '../deployment/events.ts';
import { codeDeployServiceCalls } from '../deployment/service-calls.ts';
import { shipDeployment } from '../deployment/ship.ts';
import { codeDeployOnGithub } from './on-github.ts';

export const codeDeploy: ActionProvider = {
  ...deployType,
  provider: 'CodeDeploy',
  configuration: { ApplicationName: R, DeploymentGroupName: R },
  check: (placed, definition) =>
    checkDeploymentAction(placed, definition, { platforms: ['Server', 'Lambda'], other: 'CodeDeployToECS' }),
  rights: (asked) => ({ rights: codeDeployRights(asked) }),
  serviceCalls: codeDeployServiceCalls,
  ships: shipDeployment,
  onGithub: codeDeployOnGithub,
  filesNeeded: ({ configuration, inputArtifacts }, { applications }) => {
    const application = applications.find(
      ({ applicationName }) => applicationName === configuration?.['ApplicationName'],
    );
    if ((application?.computePlatform ?? 'Server') !== 'Server') return [];
    const aws = 'The deployment fails on every instance: the revision has no appspec.yml at its root.';
    return [{ artifact: inputArtifacts?.[0]?.name ?? '', file: 'appspec.yml', aws }];
  },
  complete: completeServers,
  costs: { lines: fleetCosts, leaves: true },
  events: { ofProgress: serverDeploymentEvents },
  timeLimitMinutes: 5 * 24 * 60,
  runner: {
    // It goes on at the lifecycle event that was interrupted.
    recovery: 'resume',
    load: async () => (await import('./run-codedeploy.ts')).runCodeDeploy,
    loadKeeper: async () => (await import('./keep-hosts.ts')).keepHosts,
  },
};

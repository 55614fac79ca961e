// What the tests of deployments ask for, and read of what they get.
import type { ActionResult } from '../../src/actions/provider.ts';
import type { DeploymentGroup } from '../../src/model/deployment.ts';
import type { DeploymentGround } from './deployment-ground.ts';

export const trafficControl: Partial<DeploymentGroup> = {
  deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
  loadBalancerInfo: { targetGroupInfoList: [{ name: 'web' }] },
};

export const autoRollback: Partial<DeploymentGroup> = {
  autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
};

export const sevenEvents = [
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
];

export function failure(result: ActionResult): Extract<ActionResult, { status: 'Failed' }>['error'] {
  if (result.status !== 'Failed') throw new Error('The deployment succeeded');
  return result.error;
}

/** Deployment statuses as they were shown: `Created`, `codeDeployRollback Succeeded`. */
export function statuses(ground: DeploymentGround): readonly string[] {
  return ground.reports.flatMap((progress) =>
    progress.kind === 'Deployment'
      ? [progress.creator === 'user' ? progress.status : `${progress.creator} ${progress.status}`]
      : [],
  );
}

export function targetsEnded(ground: DeploymentGround, status: string): readonly string[] {
  return ground.reports.flatMap((progress) =>
    progress.kind === 'Target' && progress.status === status ? [progress.targetId] : [],
  );
}

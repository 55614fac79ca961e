// A deployment group whose deployments put a copy of its Auto Scaling group in the place of the original one.
import type { DeploymentGroup } from '../../src/model/deployment.ts';
import { deploymentRequestsKind, type DeploymentRequests } from '../../src/model/deployment-requests.ts';
import type { Progress } from '../../src/model/progress.ts';
import { Documents } from '../../src/state/documents.ts';
import type { DeploymentGround } from './deployment-ground.ts';
import { targetGroup } from './fleet.ts';

type Options = NonNullable<DeploymentGroup['blueGreenDeploymentConfiguration']>;

export function blueGreen(
  options: Options = {},
  more: Partial<DeploymentGroup> = {},
): Partial<DeploymentGroup> {
  return {
    ec2TagFilters: [],
    autoScalingGroups: ['web'],
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    loadBalancerInfo: { targetGroupInfoList: [{ name: 'web' }] },
    blueGreenDeploymentConfiguration: {
      greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' },
      deploymentReadyOption: { actionOnTimeout: 'CONTINUE_DEPLOYMENT' },
      terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 0 },
      ...options,
    },
    ...more,
  };
}

/** Three instances behind a load balancer. */
export function prepareBlueGreen(ground: DeploymentGround, group = blueGreen()): void {
  ground.definedFleet = { targetGroup };
  ground.group = group;
}

/** Of the deployment that was reported last, or of the last by this creator. */
export function lastDeploymentId(ground: DeploymentGround, creator?: string): string {
  const found = ground.reports.findLast(
    (progress): progress is Extract<Progress, { kind: 'Deployment' }> =>
      progress.kind === 'Deployment' && (creator ?? progress.creator) === progress.creator,
  );
  if (found === undefined) throw new Error('No deployment was reported');
  return found.deploymentId;
}

/** As a call of the API leaves it for the process that deploys. */
export async function askDeployment(
  ground: DeploymentGround,
  name: string,
  value: DeploymentRequests,
): Promise<void> {
  const { place } = await ground.context('one');
  using documents = new Documents(ground.state.path);
  documents.put(deploymentRequestsKind, place, { name, value });
}

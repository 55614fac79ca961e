// What is reported of a deployment as a whole: one shape, whatever it is deployed to.
import type { Progress } from '../../model/progress.ts';
import type { DeploymentCreator } from '../../model/status.ts';
import type { ActionContext } from '../provider.ts';
import type { DeploymentOptions } from './deployment-options.ts';

type Reported = Extract<Progress, { kind: 'Deployment' }>;

export interface NamedDeployment {
  readonly deploymentId: string;
  /** The display name of what it is a deployment to. */
  readonly groupName: string;
  readonly creator: DeploymentCreator;
}

export type DeploymentState = Pick<Reported, 'status' | 'waitType' | 'errorInformation' | 'rollbackInfo'>;

export function reportDeployment(
  { report }: Pick<ActionContext<DeploymentOptions>, 'report'>,
  { deploymentId, groupName: deploymentGroupName, creator }: NamedDeployment,
  state: DeploymentState,
): void {
  report({ kind: 'Deployment', deploymentId, deploymentGroupName, creator, ...state });
}

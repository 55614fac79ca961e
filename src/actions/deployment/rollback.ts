// Automatic rollback: the last revision that the group was brought to with success, deployed anew as a deployment of
// its own (CodeDeploy user guide, "Redeploy and roll back a deployment").
import { shortId } from '../../lib/id.ts';
import type { DeploymentContext, DeploymentEnd, Deployment } from './deployment.ts';
import { groupRecord, type RollbackInfo, type Success } from './deployment-record.ts';

export interface RollbackPlan {
  /** What the deployment that failed says about its rollback. */
  readonly rollbackInfo: RollbackInfo;
  /** Absent when there is nothing to go back to. */
  readonly to?: Success;
}

/** Undefined when the group does not want a rollback, the deployment succeeded, or it was a rollback itself. */
export async function planRollback(
  context: DeploymentContext,
  deployment: Deployment,
  end: DeploymentEnd,
): Promise<RollbackPlan | undefined> {
  const wanted = deployment.group.autoRollbackConfiguration;
  const event = end.status === 'Stopped' ? 'DEPLOYMENT_STOP_ON_ALARM' : 'DEPLOYMENT_FAILURE';
  const isWanted = wanted?.enabled === true && wanted.events?.includes(event) === true;
  if (!isWanted || end.status === 'Succeeded' || deployment.creator === 'codeDeployRollback')
    return undefined;
  return context.step(`${deployment.deploymentId}/rollback`, async () => {
    const to = groupRecord(context.state.records, deployment.group).successes.at(-1);
    if (to === undefined) return { rollbackInfo: { rollbackMessage: nothingToRollBackTo } };
    const rollbackDeploymentId = newDeploymentId();
    const rollbackMessage = `The revision of ${to.deploymentId}, the last deployment that succeeded, is deployed again as ${rollbackDeploymentId}.`;
    return { rollbackInfo: { rollbackDeploymentId, rollbackMessage }, to };
  });
}

const nothingToRollBackTo =
  'No rollback: the deployment group has had no successful deployment whose revision could be deployed again.';

export function newDeploymentId(): string {
  return `d-${shortId(9)}`;
}

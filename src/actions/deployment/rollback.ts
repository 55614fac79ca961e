// Automatic rollback: the last revision that the group was brought to with success, deployed anew as a deployment of
// its own (CodeDeploy user guide, "Redeploy and roll back a deployment").
import type { DeploymentGroup } from '../../model/deployment.ts';
import { causeOf, type RollbackCause } from '../../model/deployment-requests.ts';
import { shortId } from '../../lib/id.ts';
import type { DeploymentContext, DeploymentEnd, Deployment } from './deployment.ts';
import { reportDeployment } from './deployment-report.ts';
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
  const isWanted = wantsRollback(deployment.group, causeOf(end));
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

/** Whether the group asks for a rollback after this, or the call that has stopped the deployment does. */
export function wantsRollback(
  { autoRollbackConfiguration: wanted }: DeploymentGroup,
  cause: RollbackCause,
): boolean {
  if (cause === 'STOP_WITH_ROLLBACK') return true;
  return wanted?.enabled === true && wanted.events?.includes(cause) === true;
}

/** Brings the target back as a deployment of its own, reported as one. `work` says what the target is left with. */
export async function rollBackAsDeployment(
  context: Pick<DeploymentContext, 'step' | 'report'>,
  groupName: string,
  work: () => Promise<string>,
): Promise<RollbackInfo> {
  const rollbackDeploymentId = await context.step('rollback', async () => newDeploymentId());
  const back = { deploymentId: rollbackDeploymentId, groupName, creator: 'codeDeployRollback' } as const;
  reportDeployment(context, back, { status: 'InProgress' });
  const rollbackMessage = await work();
  reportDeployment(context, back, { status: 'Succeeded' });
  return { rollbackDeploymentId, rollbackMessage };
}

const nothingToRollBackTo =
  'No rollback: the deployment group has had no successful deployment whose revision could be deployed again.';

export function newDeploymentId(): string {
  return `d-${shortId(9)}`;
}

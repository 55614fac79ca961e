// A deployment that was aborted: by a request to stop the pipeline, at the end of its time, or because Slipway itself ends.
import type { DeploymentGroup } from '../../model/deployment.ts';
import { ActionAborted } from '../action-aborted.ts';
import type { DeploymentContext, ErrorInformation } from '../deployment/deployment.ts';
import { findDeployment, saveDeployment } from '../deployment/deployment-record.ts';

const manualStop: ErrorInformation = { code: 'MANUAL_STOP', message: 'The deployment was stopped by user.' };

const noLog: ErrorInformation = {
  code: 'INTERNAL_ERROR',
  message: 'The deployment was stopped because its log cannot be written.',
};

/**
 * A request to stop, or the end of the action's time, is remembered as CodeDeploy's stop by the user, for the deployment
 * or the rollback that was under way. When Slipway itself ends, both stay in progress, and the next start goes on with them.
 */
export function rememberStop(
  context: DeploymentContext,
  group: DeploymentGroup,
  deploymentId: string,
): ErrorInformation {
  const { reason } = context.signal;
  const isOver = reason instanceof ActionAborted && reason.because !== 'Interrupted';
  const rollback = findDeployment(context.state.records, deploymentId)?.rollbackInfo?.rollbackDeploymentId;
  const isUnwritable = reason instanceof ActionAborted && reason.because === 'Unwritable';
  const errorInformation = isUnwritable ? noLog : manualStop;
  const stopped = { group, errorInformation };
  if (isOver) for (const id of [deploymentId, rollback]) if (id !== undefined) saveStop(context, stopped, id);
  return errorInformation;
}

function saveStop(
  context: DeploymentContext,
  {
    group,
    errorInformation,
  }: { readonly group: DeploymentGroup; readonly errorInformation: ErrorInformation },
  deploymentId: string,
): void {
  const { records } = context.state;
  const begun = findDeployment(records, deploymentId);
  if (begun?.status !== 'InProgress') return;
  const wanted = group.autoRollbackConfiguration;
  const isWanted = wanted?.enabled === true && wanted.events?.includes('DEPLOYMENT_STOP_ON_REQUEST') === true;
  const rollbackInfo = { ...begun.rollbackInfo, ...(isWanted ? { rollbackMessage: notWhileStopping } : {}) };
  saveDeployment(records, {
    ...begun,
    status: 'Stopped',
    completeTime: context.now(),
    errorInformation,
    rollbackInfo,
  });
  const { deploymentGroupName, creator } = begun;
  context.report({
    kind: 'Deployment',
    deploymentId,
    deploymentGroupName,
    creator,
    status: 'Stopped',
    errorInformation,
    rollbackInfo,
  });
}

const notWhileStopping =
  'No rollback: the pipeline was stopped and abandoned, which ends all of its work at once.';

// Calls that ask something of a deployment under way. They are kept, and the process that runs it reads them, be it one of a call or
// of a pipeline. Source: CodeDeploy API reference, ContinueDeployment, SkipWaitTimeForInstanceTermination, StopDeployment.
import type { CodeDeployApi } from '../../aws/operations/codedeploy.ts';
import { deploymentRequestsKind, type DeploymentRequests } from '../../model/deployment-requests.ts';
import type { DeploymentWaitType } from '../../model/status.ts';
import { driveStored } from '../ask-driver.ts';
import { documentsOf } from '../documents.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { deploymentWithId, type KnownDeployment } from './known-deployments.ts';

type Op<N extends keyof CodeDeployApi['operations']> = Operation<CodeDeployApi, N>;

const requests = documentsOf<DeploymentRequests>(deploymentRequestsKind);

/** @throws AwsError when there is none, or it has ended */
async function underWay(call: ServiceCall, deploymentId: string | undefined): Promise<KnownDeployment> {
  if (deploymentId === undefined)
    throw refuse<CodeDeployApi>('DeploymentIdRequiredException', 'The deployment ID is required');
  const found = await deploymentWithId(call, deploymentId);
  if (found.info.completeTime === undefined) return found;
  throw refuse<CodeDeployApi>(
    'DeploymentAlreadyCompletedException',
    `The deployment ${deploymentId} is already completed.`,
  );
}

function keep(call: ServiceCall, deploymentId: string, more: Partial<DeploymentRequests>): void {
  const before = requests.get(call, deploymentId) ?? { continued: [] };
  requests.put(call, deploymentId, { ...before, ...more });
}

export const continueDeployment: Op<'ContinueDeployment'> = async (
  { deploymentId, deploymentWaitType },
  call,
) => {
  const found = await underWay(call, deploymentId);
  await endWait(call, found, deploymentWaitType);
  return {};
};

export const skipWaitTimeForInstanceTermination: Op<'SkipWaitTimeForInstanceTermination'> = async (
  { deploymentId },
  call,
) => {
  await endWait(call, await underWay(call, deploymentId), 'TERMINATION_WAIT');
  return {};
};

async function endWait(
  call: ServiceCall,
  { info, record }: KnownDeployment,
  asked: DeploymentWaitType | undefined,
): Promise<void> {
  const { deploymentId = '', computePlatform, deploymentStyle } = info;
  if (computePlatform !== 'ECS' && deploymentStyle?.deploymentType !== 'BLUE_GREEN')
    throw refuse<CodeDeployApi>(
      'UnsupportedActionForDeploymentTypeException',
      'Only deployments of the type blue/green can be continued',
    );
  const waitType = record?.waitType;
  if (waitType === undefined)
    throw refuse<CodeDeployApi>(
      'DeploymentIsNotInReadyStateException',
      `The deployment ${deploymentId} does not have a status of Ready and can't continue yet.`,
    );
  if (asked !== undefined && asked !== waitType)
    throw refuse<CodeDeployApi>(
      'InvalidDeploymentWaitTypeException',
      `The deployment ${deploymentId} is in its ${waitType}`,
    );
  const { continued } = requests.get(call, deploymentId) ?? { continued: [] };
  keep(call, deploymentId, { continued: [...new Set([...continued, waitType])] });
  await driveStored(call);
}

/** Events in progress come to their end, and none follows. */
export const stopDeployment: Op<'StopDeployment'> = async (
  { deploymentId, autoRollbackEnabled = false },
  call,
) => {
  await underWay(call, deploymentId);
  keep(call, deploymentId, { stop: { autoRollbackEnabled } });
  await driveStored(call);
  return { status: 'Pending', statusMessage: 'No more events will be scheduled for this deployment' };
};

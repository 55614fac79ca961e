// The waits of a blue/green deployment: until the requests go over to the new task set, and until the old one is gone. A call of
// ContinueDeployment ends either (CodeDeploy API reference, DeploymentReadyOption and BlueInstanceTerminationOption).
import { counted } from '../../lib/counted.ts';
import type { DeploymentWaitType } from '../../model/status.ts';
import { isContinued } from '../deployment/deployment-requests.ts';
import { reportDeployment } from '../deployment/deployment-report.ts';
import { waitMinutes } from '../service/shift-traffic.ts';
import type { TaskSets } from '../service/task-sets.ts';
import type { ServiceUpdate, UpdateFailure } from '../service/update.ts';

export interface DeploymentWait {
  readonly update: ServiceUpdate;
  readonly sets: TaskSets;
  readonly groupName: string;
  readonly minutes: number;
  readonly until: AbortSignal;
}

/** Stopped when no call continues it in time. */
export async function waitForReroute(wait: DeploymentWait): Promise<UpdateFailure | undefined> {
  const { update, groupName, minutes } = wait;
  const { context, service, deployment } = update;
  const ended = await context.step(`${deployment.id}/continued`, async () => {
    notice(
      wait,
      `Before the requests to ${service.serviceName} go over, the deployment group ${groupName} waits ${counted(minutes, 'minute')} for ContinueDeployment`,
      'READY_WAIT',
    );
    const failure = await waitReady(wait, 'READY_WAIT');
    if (failure !== undefined || isContinued(context, deployment.id, 'READY_WAIT'))
      return { failure: failure ?? null };
    return { failure: notContinued(minutes) };
  });
  return ended.failure ?? undefined;
}

function notContinued(minutes: number): UpdateFailure {
  const reason = `No call of ContinueDeployment came within ${counted(minutes, 'minute')}`;
  return { reason, stop: 'DEPLOYMENT_STOP_ON_REQUEST', isTimeout: true };
}

/** Nothing to wait for without an old task set, or in a group that does not keep it. */
export async function waitForTermination(wait: DeploymentWait): Promise<UpdateFailure | undefined> {
  const { update, minutes } = wait;
  if (minutes === 0) return undefined;
  notice(
    wait,
    `The old tasks of ${update.service.serviceName} are kept for ${counted(minutes, 'minute')}`,
    'TERMINATION_WAIT',
  );
  return await waitReady(wait, 'TERMINATION_WAIT');
}

function notice(
  { update: { context, deployment } }: DeploymentWait,
  message: string,
  waitType: DeploymentWaitType,
): void {
  const call = `slipway aws deploy continue-deployment --deployment-id ${deployment.id} --deployment-wait-type ${waitType}`;
  context.report({ kind: 'Notice', message: `${message} (${call})` });
}

async function waitReady(
  { update, sets, groupName, minutes, until }: DeploymentWait,
  waitType: DeploymentWaitType,
): Promise<UpdateFailure | undefined> {
  const { context, deployment } = update;
  const named = { deploymentId: deployment.id, groupName, creator: 'user' } as const;
  reportDeployment(context, named, { status: 'Ready', waitType });
  const failure = await waitMinutes(update, sets, {
    name: waitType === 'READY_WAIT' ? 'ready' : 'termination',
    minutes,
    until,
    isOver: () => isContinued(context, deployment.id, waitType),
  });
  reportDeployment(context, named, { status: 'InProgress' });
  return failure;
}

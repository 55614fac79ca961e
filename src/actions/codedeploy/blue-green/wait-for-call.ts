// The waits of a blue/green deployment to servers: before the traffic goes over, and before the original instances end. A call of
// ContinueDeployment ends either (CodeDeploy API reference, DeploymentReadyOption and BlueInstanceTerminationOption).
import { setTimeout as delay } from 'node:timers/promises';
import type { DeploymentWaitType } from '../../../model/status.ts';
import { isContinued } from '../../deployment/deployment-requests.ts';
import { reportDeployment } from '../../deployment/deployment-report.ts';
import type { DeploymentWatch } from '../rollout.ts';
import type { RunningDeployment } from './environment-run.ts';

const pollEveryMs = 250;

export interface CallWait {
  readonly waitType: DeploymentWaitType;
  readonly minutes: number;
  /** What it waits for, shown with the call that ends it. */
  readonly message: string;
}

/** `over`: its time was up before a call came. What has stopped the deployment meanwhile is remembered. */
export type CallWaitEnd =
  | { readonly type: 'continued' | 'over' }
  | { readonly type: 'stopped'; readonly by: NonNullable<DeploymentWatch['stoppedBy']> };

/** After a crash it goes on for what is left of it. */
export async function waitForCall(
  { context, deployment, watch }: RunningDeployment,
  { waitType, minutes, message }: CallWait,
): Promise<CallWaitEnd> {
  const { deploymentId, group, creator } = deployment;
  return await context.step(`${deploymentId}/${waitType}`, async (): Promise<CallWaitEnd> => {
    const ms = minutes * (context.options.minuteMs ?? 60_000);
    const endsAt = await context.step(`${deploymentId}/wait/${waitType}`, async () => context.now() + ms);
    const call = `slipway aws deploy continue-deployment --deployment-id ${deploymentId} --deployment-wait-type ${waitType}`;
    context.report({ kind: 'Notice', message: `${message} (${call})` });
    const named = { deploymentId, groupName: group.deploymentGroupName, creator } as const;
    reportDeployment(context, named, { status: 'Ready', waitType });
    const isOver = (): boolean => isContinued(context, deploymentId, waitType);
    while (!isOver() && watch.stoppedBy === undefined && context.now() < endsAt) {
      const left = Math.min(pollEveryMs, endsAt - context.now());
      await delay(Math.max(0, left), undefined, { signal: context.signal });
    }
    reportDeployment(context, named, { status: 'InProgress' });
    const { stoppedBy: by } = watch;
    if (isOver() || by === undefined) return { type: isOver() ? 'continued' : 'over' };
    return { type: 'stopped', by };
  });
}

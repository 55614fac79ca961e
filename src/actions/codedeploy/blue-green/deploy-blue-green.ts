// A blue/green deployment to servers as a strategy in the frame of all deployments.
import { counted } from '../../../lib/counted.ts';
import { isFailed } from '../../../lib/result.ts';
import type { DeploymentEnd, Target } from '../../deployment/deployment.ts';
import type { DeploymentOutcome, DeploymentStrategy } from '../../deployment/frame.ts';
import { announceOpened } from '../announce-opened.ts';
import { deploymentOf, type Work } from '../deployment-work.ts';
import { describeFailure } from '../describe-failure.ts';
import { finishDeployment } from '../finish-deployment.ts';
import { rememberStop } from '../stop-deployment.ts';
import { openEnvironments, type OpenEnvironments } from './open-environments.ts';
import { planEnvironments } from './plan-environments.ts';
import { planReroute, rerouteBack } from './reroute-back.ts';
import { runBlueGreen } from './run-blue-green.ts';

export function blueGreen(work: Work): DeploymentStrategy<OpenEnvironments> {
  const { context, resolved, ids } = work;
  return {
    open: async () => {
      const environments = await planEnvironments(work);
      return isFailed(environments) ? environments : await openEnvironments(work, environments);
    },
    run: async (opened) => await deployTo(work, opened),
    stop: async () => await Promise.resolve(rememberStop(context, resolved.group, ids.deploymentId)),
    close: async ({ open }) => await open[Symbol.asyncDispose](),
  };
}

async function deployTo(work: Work, opened: OpenEnvironments): Promise<DeploymentOutcome> {
  const { context, ids } = work;
  await announceOpened(work, opened.open.fleets);
  const serving = await servingBefore(work, opened);
  const deployment = deploymentOf(work, [...opened.green, ...opened.blue]);
  const end = await runBlueGreen(work, opened);
  const rollbackInfo = await planReroute(work, { end, serving });
  await finishDeployment(context, deployment, { end, rollbackInfo });
  if (end.status === 'Succeeded') return { status: 'Succeeded', summary: summaryOf(ids.deploymentId, end) };
  const rollback =
    rollbackInfo === undefined ? undefined : await rerouteBack(work, { opened, end, serving, rollbackInfo });
  return { status: 'Failed', error: describeFailure(deployment, end, rollback) };
}

/** The original instances that the load balancer knew before the deployment: there is something to go back to. */
async function servingBefore(
  { context, ids }: Work,
  { open, blue }: OpenEnvironments,
): Promise<readonly Target[]> {
  const serving = await context.step(`${ids.deploymentId}/serving`, async () => {
    const health = await Promise.all(
      open.fleets.map(async ({ balancer }) => (await balancer?.health()) ?? {}),
    );
    const known = health.flatMap((each) => Object.entries(each));
    return known.filter(([, state]) => state !== 'unused' && state !== 'draining').map(([id]) => id);
  });
  return blue.filter(({ targetId }) => serving.includes(targetId));
}

function summaryOf(deploymentId: string, end: DeploymentEnd): string {
  const green = end.targets.filter(({ instanceLabel }) => instanceLabel === 'Green');
  const succeeded = green.filter(({ status }) => status === 'Succeeded').length;
  return `Deployment ${deploymentId} succeeded on ${succeeded} of ${counted(green.length, 'replacement instance')}`;
}

// CreateDeployment and what follows, in the frame of all deployments: resolve the group, open its hosts, deploy, keep the books,
// roll back. A deployment has a record of its own here, and so has its rollback: they are reported where they are recorded.
import { counted } from '../../lib/counted.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { OpenFleetFunction } from '../../targets/fleet/fleet-contract.ts';
import { announceEndpoints } from '../deployment/announce.ts';
import type { Deployment, DeploymentContext, DeploymentEnd } from '../deployment/deployment.ts';
import { currentFleets } from '../deployment/fleet-instances.ts';
import { groupRecord } from '../deployment/deployment-record.ts';
import { announceOpened } from './announce-opened.ts';
import { deploymentOf, type DeploymentRequest, type Work } from './deployment-work.ts';
import { describeFailure, type RollbackOutcome } from './describe-failure.ts';
import { finishDeployment } from './finish-deployment.ts';
import { deployInFrame, type DeploymentOutcome } from '../deployment/frame.ts';
import {
  findMissingBalancer,
  openTargets,
  orderTargets,
  type OpenTargets,
} from '../deployment/open-targets.ts';
import { resolveGroup } from '../deployment/resolve-group.ts';
import { attachUnmanaged } from '../deployment/traffic.ts';
import { newDeploymentId, planRollback } from '../deployment/rollback.ts';
import { runDeployment } from './run-deployment.ts';
import { explainNoInstances, selectInstances } from '../deployment/select-instances.ts';
import type { ActionResult } from '../provider.ts';
import { rememberStop } from './stop-deployment.ts';

const mostInstances = 1000;

/** What the user did wrong, and what failed on the hosts, comes back as Failed. An abort leaves nothing running. */
export async function deploy(
  context: DeploymentContext,
  openFleet: OpenFleetFunction,
  request: DeploymentRequest,
): Promise<ActionResult> {
  const resolved = resolveGroup(context.resources, request);
  if (isFailed(resolved)) return { status: 'Failed', error: resolved.failed };
  const { deploymentGroupId } = groupRecord(context.state.records, request);
  const deploymentId = await context.step(
    'deploymentId',
    async () => request.deploymentId ?? newDeploymentId(),
  );
  const work: Work = { context, openFleet, request, resolved, ids: { deploymentId, deploymentGroupId } };
  const { deploymentGroupName: groupName, creator } = request;
  const framed = {
    deployment: { deploymentId, groupName, creator },
    lockName: deploymentGroupId,
    busy: (activeDeploymentId: string) => limitExceeded(request, { activeDeploymentId }),
    reportsItself: true,
  } as const;
  if (resolved.group.deploymentStyle?.deploymentType === 'BLUE_GREEN') {
    const { blueGreen } = await import('./blue-green/deploy-blue-green.ts');
    return await deployInFrame(context, framed, blueGreen(work));
  }
  return await deployInFrame(context, framed, {
    open: async () => await openServers(work),
    run: async (opened) => (opened.open === undefined ? deployToNone(work) : deployTo(work, opened.open)),
    stop: async () => await Promise.resolve(rememberStop(context, resolved.group, deploymentId)),
    close: async ({ open }) => await open?.[Symbol.asyncDispose](),
  });
}

/** Nothing is open where the group means no instance: such a deployment is recorded, and fails. */
interface OpenServers {
  readonly open: OpenTargets | undefined;
}

async function openServers(work: Work): Promise<Result<OpenServers, FailureDetails>> {
  const { context, openFleet, resolved } = work;
  const { group } = resolved;
  const fleets = currentFleets(context);
  const selected = selectInstances(group, fleets);
  if (selected.length === 0) return { open: undefined };
  if (selected.length > mostInstances) return { failed: tooMany(selected.length) };
  const missing = findMissingBalancer(group, [...new Set(selected.map(({ fleet }) => fleet))]);
  if (missing !== undefined) return { failed: missing };
  return { open: await openTargets(context, openFleet, { group, selected }) };
}

async function deployToNone(work: Work): Promise<DeploymentOutcome> {
  const { context, resolved } = work;
  const deployment = deploymentOf(work, []);
  const end = await runDeployment(context, deployment);
  await finishDeployment(context, deployment, { end });
  const remedy = explainNoInstances(resolved.group, currentFleets(context));
  const error = { ...describeFailure(deployment, end, undefined), remedy };
  return { status: 'Failed', error };
}

async function deployTo(work: Work, open: OpenTargets): Promise<DeploymentOutcome> {
  const { context, ids } = work;
  await announceOpened(work, open.fleets);
  const deployment = deploymentOf(work, await orderTargets(context, ids, open.targets));
  const end = await runDeployment(context, deployment);
  const plan = await planRollback(context, deployment, end);
  await finishDeployment(context, deployment, { end, rollbackInfo: plan?.rollbackInfo });
  if (end.status === 'Succeeded') {
    await attachUnmanaged(context, deployment, open.fleets);
    await announceEndpoints(context, deployment, open);
    return { status: 'Succeeded', summary: summaryOf(deployment, end) };
  }
  const rollback =
    plan === undefined
      ? undefined
      : { rollbackInfo: plan.rollbackInfo, ...(await runRollback(work, open, plan)) };
  return { status: 'Failed', error: describeFailure(deployment, end, rollback) };
}

/** To every target of the group, also those that the failed deployment never reached. */
async function runRollback(
  { context, request, resolved, ids }: Work,
  open: OpenTargets,
  { rollbackInfo, to }: NonNullable<Awaited<ReturnType<typeof planRollback>>>,
): Promise<Pick<RollbackOutcome, 'end'>> {
  const { rollbackDeploymentId } = rollbackInfo;
  if (rollbackDeploymentId === undefined || to === undefined) return {};
  const rollbackIds = { deploymentId: rollbackDeploymentId, deploymentGroupId: ids.deploymentGroupId };
  const deployment: Deployment = {
    ...resolved,
    ...rollbackIds,
    creator: 'codeDeployRollback',
    revision: to.revision,
    // The rules for existing files are those of the deployment that is repeated.
    fileExistsBehavior: to.fileExistsBehavior,
    ignoreApplicationStopFailures: request.ignoreApplicationStopFailures,
    rollbackTriggeringDeploymentId: ids.deploymentId,
    targets: await orderTargets(context, rollbackIds, open.targets),
  };
  const end = await runDeployment(context, deployment);
  await finishDeployment(context, deployment, { end });
  if (end.status === 'Succeeded') await announceEndpoints(context, deployment, open);
  return { end };
}

function limitExceeded(
  { deploymentGroupName }: DeploymentRequest,
  { activeDeploymentId }: { readonly activeDeploymentId: string },
): FailureDetails {
  return {
    code: 'DeploymentLimitExceededException',
    message: `The Deployment Group '${deploymentGroupName}' already has an active Deployment '${activeDeploymentId}'`,
    remedy: 'Wait for it to end, or put the actions that use the group one after the other.',
  };
}

function tooMany(instances: number): FailureDetails {
  return {
    code: 'OVER_MAX_INSTANCES',
    message: `The deployment group means ${counted(instances, 'instance')}; a deployment may have at most ${mostInstances}`,
  };
}

function summaryOf({ deploymentId, targets }: Deployment, end: DeploymentEnd): string {
  const succeeded = end.targets.filter((target) => target.status === 'Succeeded').length;
  return `Deployment ${deploymentId} succeeded on ${succeeded} of ${counted(targets.length, 'instance')}`;
}

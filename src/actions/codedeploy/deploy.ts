// CreateDeployment and what follows: resolve the group, open its hosts, deploy, keep the books, roll back.
import type { FileExistsBehavior } from '../../model/deployment.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { DeploymentCreator } from '../../model/status.ts';
import type { OpenFleetFunction } from '../../targets/fleet/fleet-contract.ts';
import { announceEndpoints, announceIsolation } from '../deployment/announce.ts';
import type { Deployment, DeploymentContext, DeploymentEnd } from '../deployment/deployment.ts';
import { groupRecord, type Revision } from '../deployment/deployment-record.ts';
import { describeFailure, type RollbackOutcome } from './describe-failure.ts';
import { finishDeployment } from './finish-deployment.ts';
import { lockGroup } from '../deployment/group-lock.ts';
import {
  findMissingBalancer,
  openTargets,
  orderTargets,
  type OpenTargets,
} from '../deployment/open-targets.ts';
import { recordBalancer } from '../deployment/record-balancer.ts';
import { notExecutedHere, resolveGroup, type ResolvedGroup } from '../deployment/resolve-group.ts';
import { attachUnmanaged } from '../deployment/traffic.ts';
import { newDeploymentId, planRollback } from '../deployment/rollback.ts';
import { runDeployment } from './run-deployment.ts';
import { explainNoInstances, selectInstances } from '../deployment/select-instances.ts';
import { rememberStop } from './stop-deployment.ts';

export interface DeploymentRequest {
  readonly applicationName: string;
  readonly deploymentGroupName: string;
  readonly revision: Revision;
  readonly creator: DeploymentCreator;
  readonly fileExistsBehavior: FileExistsBehavior;
  readonly ignoreApplicationStopFailures: boolean;
}

export type DeployOutcome =
  | { readonly status: 'Succeeded'; readonly deploymentId: string; readonly summary: string }
  | { readonly status: 'Failed'; readonly deploymentId?: string; readonly error: FailureDetails };

const mostInstances = 1000;

/** What the user did wrong, and what failed on the hosts, comes back as Failed. An abort leaves nothing running. */
export async function deploy(
  context: DeploymentContext,
  openFleet: OpenFleetFunction,
  request: DeploymentRequest,
): Promise<DeployOutcome> {
  const resolved = resolveGroup(context.resources, request);
  if ('refused' in resolved) return { status: 'Failed', error: resolved.refused };
  const { deploymentGroupId } = groupRecord(context.state.records, request);
  const deploymentId = await context.step('deploymentId', async () => newDeploymentId());
  const lock = lockGroup(context.state, deploymentGroupId, deploymentId);
  if ('activeDeploymentId' in lock) return { status: 'Failed', error: limitExceeded(request, lock) };
  using _held = lock;
  const work: Work = { context, openFleet, request, resolved, ids: { deploymentId, deploymentGroupId } };
  try {
    return await deployLocked(work);
  } catch (error) {
    if (!context.signal.aborted) throw error;
    return { status: 'Failed', deploymentId, error: rememberStop(context, resolved.group, deploymentId) };
  }
}

interface Work {
  readonly context: DeploymentContext;
  readonly openFleet: OpenFleetFunction;
  readonly request: DeploymentRequest;
  readonly resolved: ResolvedGroup;
  readonly ids: { readonly deploymentId: string; readonly deploymentGroupId: string };
}

async function deployLocked(work: Work): Promise<DeployOutcome> {
  const { context, openFleet, resolved } = work;
  const { group } = resolved;
  const fleets = context.resources.valuesOf('Slipway::EC2::Fleet');
  const selected = selectInstances(group, fleets);
  if (selected.length === 0) return deployToNone(work);
  if (selected.length > mostInstances) return { status: 'Failed', error: tooMany(selected.length) };
  const missing = findMissingBalancer(group, [...new Set(selected.map(({ fleet }) => fleet))]);
  if (missing !== undefined) return { status: 'Failed', error: missing };
  await using open = await openTargets(context, openFleet, group, selected);
  await context.step('announced', async () => {
    announceIsolation(context, open.fleets);
    for (const { fleet, balancer } of open.fleets)
      if (fleet.targetGroup !== undefined)
        recordBalancer(context, { name: fleet.name, url: balancer?.url, targetGroup: fleet.targetGroup });
    for (const progress of notExecutedHere(group, context.resources.valuesOf('AWS::CloudWatch::Alarm')))
      context.report(progress);
    return null;
  });
  return deployTo(work, open);
}

async function deployToNone(work: Work): Promise<DeployOutcome> {
  const { context, resolved } = work;
  const deployment = deploymentOf(work, []);
  const end = await runDeployment(context, deployment);
  await finishDeployment(context, deployment, end);
  const remedy = explainNoInstances(resolved.group, context.resources.valuesOf('Slipway::EC2::Fleet'));
  const error = { ...describeFailure(deployment, end, undefined), remedy };
  return { status: 'Failed', deploymentId: deployment.deploymentId, error };
}

async function deployTo(work: Work, open: OpenTargets): Promise<DeployOutcome> {
  const { context, ids } = work;
  const deployment = deploymentOf(work, await orderTargets(context, ids, open.targets));
  const end = await runDeployment(context, deployment);
  const plan = await planRollback(context, deployment, end);
  await finishDeployment(context, deployment, end, plan?.rollbackInfo);
  if (end.status === 'Succeeded') {
    await attachUnmanaged(context, deployment, open.fleets);
    await announceEndpoints(context, deployment, open);
    return { status: 'Succeeded', deploymentId: ids.deploymentId, summary: summaryOf(deployment, end) };
  }
  const rollback =
    plan === undefined
      ? undefined
      : { rollbackInfo: plan.rollbackInfo, ...(await runRollback(work, open, plan)) };
  return {
    status: 'Failed',
    deploymentId: ids.deploymentId,
    error: describeFailure(deployment, end, rollback),
  };
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
  await finishDeployment(context, deployment, end);
  if (end.status === 'Succeeded') await announceEndpoints(context, deployment, open);
  return { end };
}

function deploymentOf({ request, resolved, ids }: Work, targets: Deployment['targets']): Deployment {
  const { creator, revision, fileExistsBehavior, ignoreApplicationStopFailures } = request;
  return {
    ...resolved,
    ...ids,
    creator,
    revision,
    fileExistsBehavior,
    ignoreApplicationStopFailures,
    targets,
  };
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
    message: `The deployment group means ${instances} instances; a deployment may have at most ${mostInstances}`,
  };
}

function summaryOf({ deploymentId, targets }: Deployment, end: DeploymentEnd): string {
  const succeeded = end.targets.filter((target) => target.status === 'Succeeded').length;
  return `Deployment ${deploymentId} succeeded on ${succeeded} of ${targets.length} instances`;
}

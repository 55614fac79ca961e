// CreateDeployment and what follows: resolve the group, open its hosts, deploy, keep the books, roll back.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileExistsBehavior } from '../../model/deployment.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { DeploymentCreator } from '../../model/status.ts';
import type { OpenFleetFunction } from '../../targets/fleet-contract.ts';
import { announceEndpoints, announceIsolation } from './announce.ts';
import type { Deployment, DeploymentContext, DeploymentEnd } from './deployment.ts';
import { findDeployment, groupRecord, saveDeployment, type Revision } from './deployment-record.ts';
import { describeFailure, type RollbackOutcome } from './describe-failure.ts';
import { finishDeployment } from './finish-deployment.ts';
import { lockGroup } from './group-lock.ts';
import { findMissingBalancer, openTargets, orderTargets, type OpenTargets } from './open-targets.ts';
import { notExecutedHere, resolveGroup, type ResolvedGroup } from './resolve-group.ts';
import { attachUnmanaged } from './traffic.ts';
import { newDeploymentId, planRollback } from './rollback.ts';
import { endWithout, runDeployment } from './run-deployment.ts';
import { explainNoInstances, selectInstances } from './select-instances.ts';

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
  const resolved = resolveGroup(context.definition, request);
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
    return stopped(work);
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
  const { fleets } = context.definition;
  const selected = selectInstances(group, fleets);
  const refusal =
    selected.length === 0
      ? undefined
      : findMissingBalancer(group, [...new Set(selected.map(({ fleet }) => fleet))]);
  if (refusal !== undefined) return { status: 'Failed', error: refusal };
  if (selected.length > mostInstances) return { status: 'Failed', error: tooMany(selected.length) };
  if (selected.length === 0) {
    const deployment = deploymentOf(work, []);
    const end = await runDeployment(context, deployment, '');
    await finishDeployment(context, deployment, end);
    const error = {
      ...describeFailure(deployment, end, undefined),
      remedy: explainNoInstances(group, fleets),
    };
    return { status: 'Failed', deploymentId: deployment.deploymentId, error };
  }
  await using open = await openTargets(context, openFleet, group, selected);
  await context.step('announced', async () => {
    announceIsolation(context, open.fleets);
    for (const progress of notExecutedHere(group)) context.report(progress);
    return null;
  });
  return deployTo(work, open);
}

async function deployTo(work: Work, open: OpenTargets): Promise<DeployOutcome> {
  const { context, ids } = work;
  const deployment = deploymentOf(work, await orderTargets(context, ids, open.targets));
  const end = await runDeployment(context, deployment, await revisionZip(context, deployment));
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
  const end = await runRevision(context, deployment);
  await finishDeployment(context, deployment, end);
  if (end.status === 'Succeeded') await announceEndpoints(context, deployment, open);
  return { end };
}

/** The revision of an old deployment may be gone from the store; one that was just built is not. */
async function runRevision(context: DeploymentContext, deployment: Deployment): Promise<DeploymentEnd> {
  let zip: string;
  try {
    zip = await revisionZip(context, deployment);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    context.log.line(`The revision ${deployment.revision.key} cannot be read: ${reason}`);
    return endWithout(deployment, 'REVISION_MISSING');
  }
  return runDeployment(context, deployment, zip);
}

/** Made again after a crash: the same tree gives the same zip. */
async function revisionZip(context: DeploymentContext, deployment: Deployment): Promise<string> {
  const file = join(context.workFolder, `${deployment.deploymentId}.zip`);
  const isDone = await context.step(`${deployment.deploymentId}/zip`, async () => {
    await context.state.artifacts.exportZip(deployment.revision.digest, file);
    return true;
  });
  const exists = await stat(file).then(
    () => true,
    () => false,
  );
  if (isDone && !exists) await context.state.artifacts.exportZip(deployment.revision.digest, file);
  return file;
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

/**
 * The abort of a request to stop is remembered as CodeDeploy's stop by the user. When Slipway itself ends, the
 * deployment stays in progress, and the next start goes on with it.
 */
function stopped(work: Work): DeployOutcome {
  const { context, ids } = work;
  const { deploymentId } = ids;
  const { records } = context.state;
  const errorInformation = { code: 'MANUAL_STOP', message: 'The deployment was stopped by user.' };
  const { reason } = context.signal;
  if (reason instanceof Error && reason.message === 'ActionAbandoned')
    for (const id of [
      deploymentId,
      findDeployment(records, deploymentId)?.rollbackInfo?.rollbackDeploymentId,
    ])
      if (id !== undefined) saveStop(work, id, errorInformation);
  return { status: 'Failed', deploymentId, error: errorInformation };
}

function saveStop(
  { context, resolved }: Work,
  deploymentId: string,
  errorInformation: { readonly code: string; readonly message: string },
): void {
  const { records } = context.state;
  const begun = findDeployment(records, deploymentId);
  if (begun?.status !== 'InProgress') return;
  const wanted = resolved.group.autoRollbackConfiguration;
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

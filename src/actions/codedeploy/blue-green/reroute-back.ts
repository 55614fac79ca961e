// The rollback of a blue/green deployment to servers: a deployment of its own, which installs nothing. The original instances get
// the traffic back, and the replacement instances are taken out of it (CodeDeploy user guide, "Redeploy and roll back a
// deployment").
import { allowTrafficEvents, blockTrafficEvents } from '../../../model/deployment.ts';
import { causeOf } from '../../../model/deployment-requests.ts';
import { announceEndpoints } from '../../deployment/announce.ts';
import type { Deployment, DeploymentEnd, Target } from '../../deployment/deployment.ts';
import { groupRecord, type RollbackInfo } from '../../deployment/deployment-record.ts';
import { restoreInstances } from '../../deployment/fleet-instances.ts';
import { newDeploymentId, wantsRollback } from '../../deployment/rollback.ts';
import { beginDeployment } from '../begin-deployment.ts';
import { stoppedBy, tooFewHealthy } from '../deployment-errors.ts';
import { deploymentOf, type Work } from '../deployment-work.ts';
import type { RollbackOutcome } from '../describe-failure.ts';
import { finishDeployment } from '../finish-deployment.ts';
import { DeploymentWatch } from '../rollout.ts';
import { EnvironmentRun } from './environment-run.ts';
import type { OpenEnvironments } from './open-environments.ts';
import { recordingProgress } from './recording-progress.ts';

/** What the deployment says about its rollback; undefined when it says nothing. Decided once. */
export async function planReroute(
  { context, resolved: { group }, ids: { deploymentId } }: Work,
  { end, serving }: { readonly end: DeploymentEnd; readonly serving: readonly Target[] },
): Promise<RollbackInfo | undefined> {
  if (end.status === 'Succeeded') return undefined;
  if (!wantsRollback(group, causeOf(end)))
    return isRerouted(end) ? { rollbackMessage: notWanted } : undefined;
  return await context.step(`${deploymentId}/rollback`, async (): Promise<RollbackInfo> => {
    if (!isRerouted(end)) return { rollbackMessage: notNeeded };
    if (serving.length === 0) return { rollbackMessage: nothingServed };
    const rollbackDeploymentId = newDeploymentId();
    const rollbackMessage = `The traffic goes back to the original instances as ${rollbackDeploymentId}.`;
    return { rollbackDeploymentId, rollbackMessage };
  });
}

const notWanted =
  'The deployment group has no rollback configured: the traffic stays where it is, and all instances go on running.';
const notNeeded =
  'No rollback was needed: the original instances go on serving, and no request went to the replacement instances.';
const nothingServed = 'No rollback: no original instance served requests before this deployment.';

/** Whether a replacement instance was to get requests. */
function isRerouted(end: DeploymentEnd): boolean {
  return end.targets.some((target) => target.instanceLabel === 'Green' && hasRun(target, 'AllowTraffic'));
}

function hasRun({ lifecycleEvents }: DeploymentEnd['targets'][number], name: string): boolean {
  return lifecycleEvents.some(
    ({ lifecycleEventName, status }) => lifecycleEventName === name && status !== 'Skipped',
  );
}

export interface Reroute {
  readonly opened: OpenEnvironments;
  /** The deployment that has failed. */
  readonly end: DeploymentEnd;
  /** The original instances that served before it. */
  readonly serving: readonly Target[];
  readonly rollbackInfo: RollbackInfo;
}

/** The replacement instances keep the traffic when not one original instance can have it. */
export async function rerouteBack(work: Work, reroute: Reroute): Promise<RollbackOutcome> {
  const { opened, serving, rollbackInfo } = reroute;
  const { rollbackDeploymentId } = rollbackInfo;
  if (rollbackDeploymentId === undefined) return { rollbackInfo };
  const context = recordingProgress(work.context);
  const deployment = rollbackOf(work, reroute, rollbackDeploymentId);
  const rerouted = deployment.targets.filter(({ label }) => label === 'Green');
  await context.step(`${rollbackDeploymentId}/created`, async () => beginDeployment(context, deployment));
  await using watch = new DeploymentWatch(context, deployment);
  const run = new EnvironmentRun({ context, deployment, bundle: '', watch });
  const allOf = { minimumHealthyHosts: 0 } as const;
  const back = await run.phase({ targets: serving, events: allowTrafficEvents, ...allOf });
  if (back.hasSucceeded) {
    await context.step(`${rollbackDeploymentId}/restored`, async () => restore(work, opened));
    await run.phase({ targets: rerouted, events: blockTrafficEvents, ...allOf });
  }
  const targets = await run.end();
  const failures = run.failures.toSorted((a, b) => a.at - b.at);
  const isDone = back.hasSucceeded && watch.stoppedBy === undefined;
  const why = watch.stoppedBy === undefined ? undefined : stoppedBy(watch.stoppedBy);
  const ended = why ?? ({ status: 'Failed', errorInformation: tooFewHealthy } as const);
  const end: DeploymentEnd = {
    ...(isDone ? { status: 'Succeeded' } : ended),
    targets,
    failures,
  };
  await finishDeployment(work.context, deployment, { end });
  if (isDone) await announceEndpoints(context, deployment, { ...opened.open, targets: back.succeeded });
  return { rollbackInfo, end };
}

function rollbackOf(work: Work, { opened, end, serving }: Reroute, deploymentId: string): Deployment {
  const rerouted = new Set(
    end.targets.filter((target) => hasRun(target, 'AllowTraffic')).map(({ targetId }) => targetId),
  );
  const deployment = deploymentOf(work, [
    ...serving.map((target) => ({ ...target, events: allowTrafficEvents })),
    ...opened.green
      .filter(({ targetId }) => rerouted.has(targetId))
      .map((target) => ({ ...target, events: blockTrafficEvents })),
  ]);
  const { successes } = groupRecord(work.context.state.records, deployment.group);
  return {
    ...deployment,
    deploymentId,
    creator: 'codeDeployRollback',
    revision: successes.at(-1)?.revision ?? deployment.revision,
    rollbackTriggeringDeploymentId: work.ids.deploymentId,
  };
}

async function restore({ context }: Work, { environments, declared }: OpenEnvironments): Promise<null> {
  const { scalingGroups, blue: originals } = environments;
  if (scalingGroups !== undefined)
    restoreInstances(context.state.records, declared, { scalingGroup: scalingGroups.before, originals });
  return null;
}

// The end of a deployment: what is remembered of it, of its group and of its instances, and what is shown.
import { defined } from '../../lib/defined.ts';
import type { Deployment, DeploymentContext, DeploymentEnd } from '../deployment/deployment.ts';
import {
  findDeployment,
  instanceRecord,
  recordSuccess,
  saveDeployment,
  saveInstance,
  type RollbackInfo,
} from '../deployment/deployment-record.ts';
import { healthAfter } from '../deployment/instance-health.ts';

/** One step: after a crash it is either wholly done or done again, with the same outcome. */
export async function finishDeployment(
  context: DeploymentContext,
  deployment: Deployment,
  { end, rollbackInfo }: { readonly end: DeploymentEnd; readonly rollbackInfo?: RollbackInfo | undefined },
): Promise<void> {
  await context.step(`${deployment.deploymentId}/ended`, async () => {
    const info = withTrigger(deployment, rollbackInfo);
    keepBooks(context, deployment, end);
    saveEnd(context, deployment, { end, info });
    report(context, deployment, { end, info });
    return null;
  });
}

type Info = { readonly rollbackInfo?: RollbackInfo };

interface Ended {
  readonly end: DeploymentEnd;
  readonly info: Info;
}

function withTrigger({ rollbackTriggeringDeploymentId }: Deployment, given: RollbackInfo | undefined): Info {
  if (rollbackTriggeringDeploymentId !== undefined)
    return { rollbackInfo: { ...given, rollbackTriggeringDeploymentId } };
  return given === undefined ? {} : { rollbackInfo: given };
}

function keepBooks({ state }: DeploymentContext, deployment: Deployment, end: DeploymentEnd): void {
  const { deploymentGroupId, deploymentId, revision, fileExistsBehavior, group } = deployment;
  for (const { targetId, status, lifecycleEvents } of end.targets) {
    if (!lifecycleEvents.some(({ lifecycleEventName }) => lifecycleEventName === 'Install')) continue;
    const before = instanceRecord(state.records, deploymentGroupId, targetId);
    const after = healthAfter({
      ...defined({ before }),
      result: status === 'Succeeded' || status === 'Failed' ? status : 'Skipped',
      deploymentSucceeded: end.status === 'Succeeded',
      digest: revision.digest,
    });
    if (after !== undefined) saveInstance(state.records, { deploymentGroupId, instanceId: targetId }, after);
  }
  if (end.status === 'Succeeded' && !isReroute(deployment))
    recordSuccess(state.records, group, { deploymentId, revision, fileExistsBehavior });
}

/** Nothing is installed by the rollback of a blue/green deployment: what succeeded last is what did before it. */
function isReroute({ creator, group }: Deployment): boolean {
  return creator === 'codeDeployRollback' && group.deploymentStyle?.deploymentType === 'BLUE_GREEN';
}

function saveEnd(
  { state, now }: DeploymentContext,
  { deploymentId }: Deployment,
  { end, info }: Ended,
): void {
  const begun = findDeployment(state.records, deploymentId);
  if (begun === undefined) return;
  const { status, errorInformation, targets } = end;
  saveDeployment(state.records, {
    ...begun,
    status,
    completeTime: now(),
    targets,
    ...defined({ errorInformation }),
    ...info,
  });
}

function report(context: DeploymentContext, deployment: Deployment, { end, info }: Ended): void {
  const { deploymentId, group, creator } = deployment;
  for (const { targetId, status, lifecycleEvents } of end.targets) {
    if (status !== 'Skipped') continue;
    for (const { lifecycleEventName } of lifecycleEvents)
      context.report({ kind: 'LifecycleEvent', deploymentId, targetId, lifecycleEventName, status });
    context.report({ kind: 'Target', deploymentId, targetId, status });
  }
  context.report({
    kind: 'Deployment',
    deploymentId,
    deploymentGroupName: group.deploymentGroupName,
    creator,
    status: end.status,
    ...defined({ errorInformation: end.errorInformation }),
    ...info,
  });
  const error = end.errorInformation === undefined ? '' : `: ${end.errorInformation.code}`;
  context.log.line(`Deployment ${deploymentId} ${end.status}${error}`);
}

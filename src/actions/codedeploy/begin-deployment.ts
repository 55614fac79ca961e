// The beginning of a deployment to servers: what is remembered of it, and what is shown.
import { defined } from '../../lib/defined.ts';
import type { Deployment, DeploymentContext } from '../deployment/deployment.ts';
import { saveDeployment, type TargetRecord } from '../deployment/deployment-record.ts';
import { eventsOf } from './lifecycle-events.ts';

/** Remembers it with its targets, and reports it. */
export async function beginDeployment(context: DeploymentContext, deployment: Deployment): Promise<null> {
  const { deploymentId, group, creator, revision, rollbackTriggeringDeploymentId } = deployment;
  const rollbackInfo =
    rollbackTriggeringDeploymentId === undefined ? {} : { rollbackInfo: { rollbackTriggeringDeploymentId } };
  saveDeployment(context.state.records, {
    deploymentId,
    applicationName: group.applicationName,
    deploymentGroupName: group.deploymentGroupName,
    deploymentConfigName: deployment.config.deploymentConfigName,
    creator,
    ...defined({
      deploymentStyle: group.deploymentStyle,
      blueGreenDeploymentConfiguration: group.blueGreenDeploymentConfiguration,
    }),
    status: 'InProgress',
    revision,
    fileExistsBehavior: deployment.fileExistsBehavior,
    createTime: context.now(),
    ...rollbackInfo,
    targets: deployment.targets.map((target) => ({ ...skipped(target), status: 'Pending' })),
  });
  const shown = {
    kind: 'Deployment',
    deploymentId,
    deploymentGroupName: group.deploymentGroupName,
    creator,
    ...rollbackInfo,
  } as const;
  context.report({ ...shown, status: 'Created' });
  for (const { targetId, label } of deployment.targets)
    context.report({
      kind: 'Target',
      deploymentId,
      targetId,
      status: 'Pending',
      ...defined({ instanceLabel: label }),
    });
  context.report({ ...shown, status: 'InProgress' });
  context.log.line(
    `Deployment ${deploymentId} of ${revision.key} to ${group.deploymentGroupName} (${creator}, ${deployment.config.deploymentConfigName}): ${deployment.targets.map(({ targetId }) => targetId).join(', ')}`,
  );
  return null;
}

/** None of its events has run. */
export function skipped(target: Deployment['targets'][number]): TargetRecord {
  const lifecycleEvents = eventsOf(target).map((lifecycleEventName) => ({
    lifecycleEventName,
    status: 'Skipped' as const,
  }));
  const { targetId, label } = target;
  return { targetId, status: 'Skipped', lifecycleEvents, ...defined({ instanceLabel: label }) };
}

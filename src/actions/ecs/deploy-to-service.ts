// A deployment by ECS's own controller: rolling, or with two task sets next to each other.
import { counted } from '../../lib/counted.ts';
import type { Service } from '../../model/service.ts';
import { wantsRollback } from '../../model/service-scheduler.ts';
import type { ContainerEngine } from '../../process/container-engine.ts';
import type { ServiceDeployment } from '../../targets/service/service-record.ts';
import type { ActionContext, ActionResult } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import { alarmsOfService } from './service-alarms.ts';
import { TaskSets } from '../service/task-sets.ts';
import { updateBlueGreen } from './update-blue-green.ts';
import { rollBack, updateRolling } from './update-rolling.ts';
import { detailsOf, type ServiceUpdate, type UpdateFailure } from '../service/update.ts';
import type { DeploymentOutcome } from '../deployment/frame.ts';
import { withService } from '../service/with-service.ts';

export interface ServiceToDeploy {
  readonly service: Service;
  readonly engine: ContainerEngine;
  readonly deployment: ServiceDeployment;
  readonly timeoutMs: number;
}

export async function deployToService(
  context: ActionContext<DeploymentOptions>,
  what: ServiceToDeploy,
): Promise<ActionResult> {
  const { service } = what;
  const { serviceName, cluster, strategy } = service;
  for (const name of alarmsOfService(service, context.resources.valuesOf('AWS::CloudWatch::Alarm')).unknown)
    context.report({
      kind: 'NotExecuted',
      what: `the alarm ${name} of ${serviceName}`,
      reason: 'it is not part of the definition',
    });
  const named = { ...what, groupName: `${cluster}/${serviceName}`, busyCode: 'ServiceBusy' };
  return await withService(context, named, {
    run,
    rollBack: async (update) =>
      strategy === 'ROLLING' ? await rollBack(update, true) : await (await TaskSets.of(update)).rollBack(),
  });
}

async function run(update: ServiceUpdate): Promise<DeploymentOutcome> {
  const end = await bringTo(update);
  const { context, service, deployment } = update;
  const { serviceName, desiredCount } = service;
  if (end !== undefined) {
    const error = { code: 'DeploymentFailed', ...detailsOf(service, end.failure) };
    return { status: 'Failed', error, rollbackInfo: { rollbackMessage: end.left } };
  }
  const { family, revision } = deployment.revision;
  context.log.line(`(service ${serviceName}) (deployment ${deployment.id}) deployment completed.`);
  context.log.line(`(service ${serviceName}) has reached a steady state.`);
  const summary = `${family}:${revision} on ${counted(desiredCount, 'task')}`;
  return { status: 'Succeeded', summary };
}

async function bringTo(
  update: ServiceUpdate,
): Promise<{ readonly failure: UpdateFailure; readonly left: string } | undefined> {
  if (update.service.strategy !== 'ROLLING') return await updateBlueGreen(update);
  const failure = await updateRolling(update);
  if (failure === undefined) return undefined;
  return { failure, left: await rollBack(update, wantsRollback(update.service, failure)) };
}

// The stages of a blue/green deployment, reported of the service as a whole.
import { defined } from '../../lib/defined.ts';
import { runLifecycleEvent } from '../deployment/run-lifecycle-event.ts';
import type { UpdateFailure, ServiceUpdate } from './update.ts';

/** Runs the work of one stage, reported while it runs. A stage that has ended is not run again after a crash. */
export async function serviceEvent(
  { context, deployment }: ServiceUpdate,
  event: { readonly targetId: string; readonly name: string },
  work: () => Promise<UpdateFailure | undefined>,
): Promise<UpdateFailure | undefined> {
  return await runLifecycleEvent(context, { deploymentId: deployment.id, ...event }, work);
}

/** The service as a whole is one target of the deployment, next to its tasks. */
export function reportService(
  { context, deployment }: ServiceUpdate,
  targetId: string,
  status: 'InProgress' | 'Succeeded' | 'Failed',
): void {
  context.report({ kind: 'Target', deploymentId: deployment.id, targetId, status });
}

/** Where the requests go from now on. */
export function reportWeights(
  { context, service, deployment }: ServiceUpdate,
  percent: number,
  waitMinutes: number,
): void {
  const { family, revision } = deployment.revision;
  const { minuteMs } = context.options;
  context.report({
    kind: 'Traffic',
    deploymentId: deployment.id,
    of: service.serviceName,
    to: `${family}:${revision}`,
    percent,
    waitMinutes,
    ...defined({ minuteMs }),
  });
}

// The stages of a blue/green deployment, told of the service as a whole.
import type { UpdateFailure, ServiceUpdate } from './update.ts';

/** Runs the work of one stage, shown while it runs. A stage that has ended is not run again after a crash. */
export async function serviceEvent(
  { context, deployment }: ServiceUpdate,
  { targetId, name }: { readonly targetId: string; readonly name: string },
  work: () => Promise<UpdateFailure | undefined>,
): Promise<UpdateFailure | undefined> {
  const { id: deploymentId } = deployment;
  const ended = await context.step(`${deploymentId}/${name}`, async () => {
    const shown = { kind: 'LifecycleEvent', deploymentId, targetId, lifecycleEventName: name } as const;
    context.report({ ...shown, status: 'InProgress' });
    const startedAt = context.now();
    const failure = await work();
    context.report({
      ...shown,
      status: failure === undefined ? 'Succeeded' : 'Failed',
      durationMs: context.now() - startedAt,
      ...(failure === undefined
        ? {}
        : {
            diagnostics: {
              errorCode: 'UnknownError',
              scriptName: '',
              message: failure.reason,
              logTail: (failure.logTail ?? []).join('\n'),
            },
          }),
    });
    return { failure: failure ?? null };
  });
  return ended.failure ?? undefined;
}

/** The service as a whole is one target of the deployment, beside its tasks. */
export function tellService(
  { context, deployment }: ServiceUpdate,
  targetId: string,
  status: 'InProgress' | 'Succeeded' | 'Failed',
): void {
  context.report({ kind: 'Target', deploymentId: deployment.id, targetId, status });
}

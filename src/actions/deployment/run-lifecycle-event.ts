// One lifecycle event of a deployment, reported while it runs.
import type { ActionContext } from '../provider.ts';
import type { DeploymentOptions } from './deployment-options.ts';
import { reportShown } from '../report-shown.ts';

export interface EventOfDeployment {
  readonly deploymentId: string;
  readonly targetId: string;
  readonly name: string;
}

interface EventFailure {
  /** In one sentence. */
  readonly reason: string;
  readonly logTail?: readonly string[];
}

/** An event that has ended is not run again after a crash. */
export async function runLifecycleEvent<Failure extends EventFailure>(
  { step, report, now }: Pick<ActionContext<DeploymentOptions>, 'step' | 'report' | 'now'>,
  { deploymentId, targetId, name }: EventOfDeployment,
  work: () => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  const ended = await step(`${deploymentId}/${name}`, async () => {
    const shown = { kind: 'LifecycleEvent', deploymentId, targetId, lifecycleEventName: name } as const;
    report({ ...shown, status: 'InProgress' });
    await reportShown();
    const startedAt = now();
    const failure = await work();
    report({
      ...shown,
      status: failure === undefined ? 'Succeeded' : 'Failed',
      durationMs: now() - startedAt,
      ...(failure === undefined ? {} : { diagnostics: diagnosticsOf(failure) }),
    });
    return { failure: failure ?? null };
  });
  return ended.failure ?? undefined;
}

function diagnosticsOf({ reason, logTail = [] }: EventFailure) {
  return {
    errorCode: 'UnknownError',
    scriptName: '',
    message: reason,
    logTail: logTail.join('\n'),
  } as const;
}

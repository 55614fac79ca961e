// What calls of CodeDeploy's API ask of a deployment, as the process that runs it sees it.
import { setTimeout as delay } from 'node:timers/promises';
import {
  deploymentRequestsKind,
  type DeploymentRequests,
  type EndedBy,
} from '../../model/deployment-requests.ts';
import type { DeploymentWaitType } from '../../model/status.ts';
import { Documents, hasDocuments } from '../../state/documents.ts';
import type { ActionContext } from '../provider.ts';
import { unless } from './unless.ts';

type Context = Pick<ActionContext<object>, 'state' | 'place' | 'signal'>;

const pollEveryMs = 250;

/** A call has stopped the deployment (CodeDeploy API reference, StopDeployment). */
export interface StopFailure extends Required<Pick<EndedBy, 'stop'>> {
  /** In one sentence: CodeDeploy's own. */
  readonly reason: string;
}

/** Whether a call of ContinueDeployment has ended the wait. */
export function isContinued(context: Context, deploymentId: string, waitType: DeploymentWaitType): boolean {
  return requestsOf(context, deploymentId)?.continued.includes(waitType) === true;
}

/** Gives what the work gives, or the call that has stopped it. Rejects as the work does. */
export async function unlessStopped<Failure>(
  context: Context,
  deploymentId: string,
  work: (until: AbortSignal) => Promise<Failure | undefined>,
): Promise<Failure | StopFailure | undefined> {
  return await unless(context.signal, async (until) => watchStop(context, deploymentId, until), work);
}

/** Resolves with the stop, or with undefined when `until` aborts before. */
export async function watchStop(
  context: Pick<Context, 'state' | 'place'>,
  deploymentId: string,
  until: AbortSignal,
): Promise<StopFailure | undefined> {
  while (!until.aborted) {
    const stop = stopOf(context, deploymentId);
    if (stop !== undefined) return stop;
    await delay(pollEveryMs, undefined, { signal: until }).catch(() => undefined);
  }
  return undefined;
}

/** Whether a call has stopped the deployment by now. */
export function stopOf(
  context: Pick<Context, 'state' | 'place'>,
  deploymentId: string,
): StopFailure | undefined {
  const stop = requestsOf(context, deploymentId)?.stop;
  if (stop === undefined) return undefined;
  return {
    reason: 'The deployment was stopped by user.',
    stop: stop.autoRollbackEnabled ? 'STOP_WITH_ROLLBACK' : 'DEPLOYMENT_STOP_ON_REQUEST',
  };
}

function requestsOf(
  { state, place }: Pick<Context, 'state' | 'place'>,
  deploymentId: string,
): DeploymentRequests | undefined {
  if (!hasDocuments(state.path)) return undefined;
  using documents = new Documents(state.path);
  return documents.get(deploymentRequestsKind, place, deploymentId) as DeploymentRequests | undefined;
}

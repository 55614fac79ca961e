// One at a time has its hands on a service: a deployment, or whoever keeps it at its desired count.
import { setTimeout as delay } from 'node:timers/promises';
import type { Service } from '../../model/service.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { lockGroup } from '../deployment/group-lock.ts';

type Hold = ReturnType<typeof lockGroup>;

/** @param by the id of the deployment, or `keeper` */
export function holdService(
  state: Pick<StateFolder, 'artifacts'>,
  { cluster, serviceName }: Pick<Service, 'cluster' | 'serviceName'>,
  by: string,
): Hold {
  return lockGroup(state, `ecs/${cluster}/${serviceName}`, by);
}

const pollEveryMs = 20;

/** Waits for the keeper, who is soon done, and not for another deployment. */
export async function holdServiceSoon(
  state: Pick<StateFolder, 'artifacts'>,
  service: Pick<Service, 'cluster' | 'serviceName'>,
  { by, signal }: { readonly by: string; readonly signal: AbortSignal },
): Promise<Hold> {
  for (;;) {
    const hold = holdService(state, service, by);
    if (!('activeDeploymentId' in hold) || hold.activeDeploymentId !== 'keeper') return hold;
    await delay(pollEveryMs, undefined, { signal });
  }
}

// One at a time works on a service: a deployment, or what keeps it at its desired count.
import type { Service } from '../../model/service.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { lockGroup } from '../deployment/group-lock.ts';

/** In the place of a deployment's id: what keeps a service at its desired count, and is soon done. */
export const keeper = 'keeper';

export function lockNameOf({ cluster, serviceName }: Pick<Service, 'cluster' | 'serviceName'>): string {
  return `ecs/${cluster}/${serviceName}`;
}

/** @param by the id of the deployment, or `keeper` */
export function holdService(
  state: Pick<StateFolder, 'artifacts'>,
  service: Pick<Service, 'cluster' | 'serviceName'>,
  by: string,
): ReturnType<typeof lockGroup> {
  return lockGroup(state, lockNameOf(service), by);
}

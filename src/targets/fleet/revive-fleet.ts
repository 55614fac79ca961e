// Brings hosts and balancers back that have died: after the machine was switched off, or something killed them.
import { defined } from '../../lib/defined.ts';
import { processesByMark } from '../../process/marked-processes.ts';
import { holderOf } from '../daemon/claim-record.ts';
import type { ProcessFolder } from '../daemon/process-folder.ts';
import { isRunning } from '../daemon/process-identity.ts';
import type { Host } from '../host/host.ts';
import { hostMark } from '../host/host-record.ts';
import { balancerFolder, hostFolder } from './fleet-folder.ts';
import { kindOf, type FleetRecord } from './fleet-record.ts';
import { openFleet } from './open-fleet.ts';

export interface DeadParts {
  /** Hosts whose agent has died. */
  readonly instanceIds: readonly string[];
  readonly hasDeadBalancer: boolean;
}

/** Undefined for one that is whole. What was ended on purpose is not dead. Reads only, and takes milliseconds. */
export function findDeadParts(
  targetsFolder: string,
  { name, instanceIds }: FleetRecord,
): DeadParts | undefined {
  const dead = instanceIds.filter((id) => isDead(hostFolder(targetsFolder, name, id)));
  const hasDeadBalancer = isDead(balancerFolder(targetsFolder, name));
  return dead.length === 0 && !hasDeadBalancer ? undefined : { instanceIds: dead, hasDeadBalancer };
}

/** A host that is ended on purpose loses the record of its process. */
function isDead({ record }: ProcessFolder): boolean {
  const holder = holderOf(record);
  return holder !== undefined && !isRunning(holder);
}

/** Gives the hosts that run again and whose application does not: it died with them. */
export async function reviveFleet(
  targetsFolder: string,
  { record, instanceIds }: { readonly record: FleetRecord; readonly instanceIds: readonly string[] },
  signal: AbortSignal,
): Promise<readonly Host[]> {
  const { fleet, isolation, name, environment, access } = record;
  if (fleet === undefined) return [];
  const alive = await processesByMark();
  const isAlive = (id: string): boolean => alive.has(hostMark(hostFolder(targetsFolder, name, id).path));
  // A process host has no border that would end its application with its agent.
  const dead = new Set(instanceIds.filter((id) => isolation === 'namespace' || !isAlive(id)));
  const { hosts } = await openFleet({
    fleet,
    targetsFolder,
    isolation,
    signal,
    kind: kindOf(record),
    ...defined({ environment, access }),
  });
  return hosts.filter(({ instance }) => dead.has(instance.instanceId));
}

// Brings hosts and balancers back that have died: after the machine was switched off, or something killed them.
import { processesByMark } from '../../process/marked-processes.ts';
import { holderOf } from '../daemon/claim-record.ts';
import { isRunning } from '../daemon/process-identity.ts';
import type { Host } from '../host/host.ts';
import { balancerFolder, hostFolder } from './fleet-folder.ts';
import type { ProcessFolder } from '../daemon/process-folder.ts';
import { listFleets, type FleetRecord } from './fleet-record.ts';
import { hostMark } from '../host/host-record.ts';
import { openFleet } from './open-fleet.ts';

export interface DeadFleet {
  readonly record: FleetRecord;
  /** Hosts whose agent has died. None when it was the balancer alone. */
  readonly instanceIds: readonly string[];
}

/** What was ended on purpose (`slipway down`) is not dead. Looks only, and takes milliseconds. */
export async function findDeadFleets(targetsFolder: string): Promise<readonly DeadFleet[]> {
  const fleets = await listFleets(targetsFolder);
  return fleets.flatMap((record) => {
    const instanceIds = record.instanceIds.filter((id) => isDead(hostFolder(targetsFolder, record.name, id)));
    const isWhole = instanceIds.length === 0 && !isDead(balancerFolder(targetsFolder, record.name));
    return isWhole ? [] : [{ record, instanceIds }];
  });
}

/** Whoever ends a host removes the record of its process with it. */
function isDead({ record }: ProcessFolder): boolean {
  const holder = holderOf(record);
  return holder !== undefined && !isRunning(holder);
}

/** Gives the hosts that run again and whose application does not: it died with them. */
export async function reviveFleet(
  targetsFolder: string,
  { record, instanceIds }: DeadFleet,
  signal: AbortSignal,
): Promise<readonly Host[]> {
  const { fleet, isolation, name } = record;
  if (fleet === undefined) return [];
  const alive = await processesByMark();
  const isAlive = (id: string): boolean => alive.has(hostMark(hostFolder(targetsFolder, name, id).path));
  // A process host has no border that would end its application with its agent.
  const dead = new Set(instanceIds.filter((id) => isolation === 'namespace' || !isAlive(id)));
  const { hosts } = await openFleet({ fleet, targetsFolder, isolation, signal });
  return hosts.filter(({ instance }) => dead.has(instance.instanceId));
}

// Ends the hosts and the load balancer of a fleet.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { processFolder } from '../daemon/process-folder.ts';
import { endHost } from '../host/end-host.ts';
import { fleetFolder } from './fleet-folder.ts';

/**
 * Also what a killed opening left half made, and hosts that the fleet's record does not name: each folder below the fleet's
 * is one of a process. Mounts need no care, because they end with their namespace.
 * @param folder of the fleet
 * @returns how many processes there were
 */
export async function closeFleet(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const ended = await Promise.allSettled(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => await endHost(processFolder(join(folder, name)))),
  );
  for (const result of ended) if (result.status === 'rejected') throw result.reason;
  return ended.filter((result) => result.status === 'fulfilled' && result.value).length;
}

/** Ends it, and forgets what was deployed to it. */
export async function removeFleet(targetsFolder: string, name: string): Promise<void> {
  const folder = fleetFolder(targetsFolder, name);
  await closeFleet(folder);
  await rm(folder, { recursive: true, force: true });
}

// Ends every host, task and balancer of a state folder.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { balancerFolder, hostFolder } from './fleet/fleet-folder.ts';
import { listFleets, listHosts } from './fleet/fleet-record.ts';
import { endHost } from './host/end-host.ts';
import { removeTree } from '../lib/remove-tree.ts';
import { closeRegistry } from './registry/open-registry.ts';
import { closeServices } from './service/close-services.ts';
import { closeSites } from './site/open-site.ts';

/**
 * Also what a killed opening left half made. Files and ports stay: opened again, the same fleet has the same addresses,
 * and what was deployed has to be deployed again to run. Mounts need no care, because they end with their namespace.
 */
export async function closeTargets(targetsFolder: string): Promise<{ readonly ended: number }> {
  const fleets = await listFleets(targetsFolder);
  const folders = await Promise.all(
    fleets.map(async ({ name, instanceIds }) => {
      const known = (await listHosts(targetsFolder, name)).map(({ instanceId }) => instanceId);
      const hosts = [...new Set([...instanceIds, ...known])];
      return [balancerFolder(targetsFolder, name), ...hosts.map((id) => hostFolder(targetsFolder, name, id))];
    }),
  );
  const ended = await Promise.all(folders.flat().map(endHost));
  const probes = (await readdir(targetsFolder).catch(() => [])).filter((name) => name.startsWith('probe-'));
  await Promise.all(probes.map((name) => removeTree(join(targetsFolder, name))));
  const registries = (await closeRegistry(targetsFolder)) ? 1 : 0;
  const others = (await closeSites(targetsFolder)) + (await closeServices(targetsFolder)) + registries;
  return { ended: ended.filter(Boolean).length + others };
}

// Ends the tasks and load balancers of every service on purpose.
import { endHost } from '../host/end-host.ts';
import { listServices, serviceBalancerFolder, writeService } from './service-record.ts';
import { placeOf, removeTasks } from './task.ts';

/** How many processes and containers were running. What was deployed last, and the ports, are remembered. */
export async function closeServices(targetsFolder: string): Promise<number> {
  let ended = 0;
  for (const record of await listServices(targetsFolder)) {
    await writeService(targetsFolder, { ...record, tasks: [], isDown: true });
    ended += await removeTasks(placeOf(targetsFolder, record));
    if (await endHost(serviceBalancerFolder(targetsFolder, record.service))) ended += 1;
  }
  return ended;
}

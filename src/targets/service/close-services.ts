// Ends the tasks and load balancers of every service on purpose.
import { endDaemon } from '../daemon/end-daemon.ts';
import { listServices, serviceBalancerFolder, writeService } from './service-record.ts';
import { removeTasks } from './task.ts';
import { placeOf } from './task-place.ts';

/**
 * How many processes and containers were running. What was deployed last, and the ports, are remembered. Rejects with
 * ContainerEngineNotFound after all else has been ended when an engine does not answer: its tasks go on then.
 */
export async function closeServices(targetsFolder: string): Promise<number> {
  let ended = 0;
  const lost: unknown[] = [];
  for (const record of await listServices(targetsFolder)) {
    if (await endDaemon(serviceBalancerFolder(targetsFolder, record.service))) ended += 1;
    try {
      const recorded = record.tasks.map(({ taskId }) => taskId);
      ended += await removeTasks(placeOf(targetsFolder, record), { isMeant: () => true, recorded });
      await writeService(targetsFolder, { ...record, tasks: [], isDown: true });
    } catch (error) {
      await writeService(targetsFolder, { ...record, isDown: true });
      lost.push(error);
    }
  }
  if (lost.length > 0) throw lost[0];
  return ended;
}

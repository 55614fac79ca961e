// Ends the tasks and load balancers of every service on purpose.
import { findContainerEngine } from '../../process/container-engine.ts';
import { serviceKey } from '../../model/service.ts';
import type { IsMeant } from '../target-kind.ts';
import { claimServiceSoon } from './claim-service.ts';
import { endDaemon } from '../daemon/end-daemon.ts';
import {
  findServices,
  readService,
  serviceBalancerFolder,
  serviceOfFolder,
  writeService,
  type ServiceName,
  type ServiceRecord,
} from './service-record.ts';
import { removeTasks } from './task.ts';
import { placeOf } from './task-place.ts';

/**
 * How many processes and containers were running. What was deployed last, and the ports, are remembered. Rejects with
 * ContainerEngineNotFound after all else has been ended when an engine does not answer: its tasks go on then.
 */
export async function closeServices(targetsFolder: string, isMeant: IsMeant = () => true): Promise<number> {
  const found = (await findServices(targetsFolder)).filter(({ folderName }) =>
    isMeant(serviceKey(serviceOfFolder(folderName))),
  );
  const ends = await Promise.allSettled(
    found.map(async (each) =>
      'record' in each
        ? await closeService(targetsFolder, each.record)
        : await closeDamaged(targetsFolder, serviceOfFolder(each.folderName)),
    ),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return ends.reduce((sum, end) => sum + (end.status === 'fulfilled' ? end.value : 0), 0);
}

/** Who drives the service is soon done; one that is not is not waited for. */
const drivenMs = 30_000;

async function closeService(targetsFolder: string, { service }: ServiceRecord): Promise<number> {
  using _claim = await claimServiceSoon(targetsFolder, service, AbortSignal.timeout(drivenMs)).catch(
    () => undefined,
  );
  const record = await readService(targetsFolder, service);
  if (record === undefined) return 0;
  const wasBalanced = await endDaemon(serviceBalancerFolder(targetsFolder, record.service));
  // Before the tasks: whatever happens to the engine, the service is not kept any more.
  await writeService(targetsFolder, { ...record, isDown: true });
  const recorded = record.tasks.map(({ taskId }) => taskId);
  const removed = await removeTasks(placeOf(targetsFolder, record), { isMeant: () => true, recorded });
  await writeService(targetsFolder, { ...record, tasks: [], isDown: true });
  return removed + (wasBalanced ? 1 : 0);
}

/**
 * Nothing says which engine has its tasks: they are searched in each that is here, by the labels of their containers.
 */
async function closeDamaged(targetsFolder: string, service: ServiceName): Promise<number> {
  let ended = (await endDaemon(serviceBalancerFolder(targetsFolder, service))) ? 1 : 0;
  for (const name of ['docker', 'podman'] as const) {
    const engine = await findContainerEngine(name);
    if (engine === undefined) continue;
    const place = placeOf(targetsFolder, { engine: engine.file, service });
    ended += await removeTasks(place, { isMeant: () => true, recorded: [] });
  }
  return ended;
}

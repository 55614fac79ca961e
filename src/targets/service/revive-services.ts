// Brings load balancers of services back that have died. Their tasks are the scheduler's: it replaces what has stopped,
// as that of ECS does, and needs the secrets of the tasks for it, which are the provider's.
import { holderOf } from '../daemon/claim-record.ts';
import { isRunning } from '../daemon/process-identity.ts';
import type { RevivedTarget, ReviveOptions } from '../target-kind.ts';
import { observeTasks } from './observe-tasks.ts';
import { listServices, serviceBalancerFolder, type ServiceRecord } from './service-record.ts';
import { ServiceTraffic } from './service-traffic.ts';
import { placeOf } from './task-place.ts';

export async function reviveServices(options: ReviveOptions): Promise<readonly RevivedTarget[]> {
  const { targetsFolder, onDead } = options;
  const revived: RevivedTarget[] = [];
  for (const record of await listServices(targetsFolder)) {
    if (record.isDown || !hasDeadBalancer(targetsFolder, record)) continue;
    const target = { kind: 'service', name: record.service.serviceName, parts: ['the load balancer'] };
    onDead(target);
    await reviveBalancer(record, options);
    revived.push(target);
  }
  return revived;
}

function hasDeadBalancer(targetsFolder: string, { service }: ServiceRecord): boolean {
  const holder = holderOf(serviceBalancerFolder(targetsFolder, service).record);
  return holder !== undefined && !isRunning(holder);
}

async function reviveBalancer(
  record: ServiceRecord,
  { targetsFolder, signal }: ReviveOptions,
): Promise<void> {
  const traffic = new ServiceTraffic({
    targetsFolder,
    signal,
    tasksNow: async () =>
      await observeTasks(record, {
        place: placeOf(targetsFolder, record),
        targets: [],
        isStarting: () => false,
        now: Date.now(),
      }),
  });
  await traffic.open(record);
}

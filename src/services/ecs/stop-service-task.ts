// Stops one task of a service. The scheduler of the service starts another in its place.
import { claimServiceSoon } from '../../targets/service/claim-service.ts';
import { openService } from '../../targets/service/running-service.ts';
import { listServices } from '../../targets/service/service-record.ts';
import type { ServiceCall } from '../service.ts';
import { environmentsIn } from './engine.ts';
import { schedulerOf } from './scheduler.ts';
import { putStopped, type TaskDocument } from './task-document.ts';

const withinMs = 60_000;

export async function stopServiceTask(call: ServiceCall, task: TaskDocument, reason: string): Promise<void> {
  const { targetsFolder } = call.ground;
  const signal = AbortSignal.timeout(withinMs);
  const serviceName = task.group.slice('service:'.length);
  const name = { cluster: task.cluster, serviceName };
  {
    using _claim = await claimServiceSoon(targetsFolder, name, signal);
    const record = (await listServices(targetsFolder)).find(
      ({ service }) => service.cluster === name.cluster && service.serviceName === serviceName,
    );
    if (record === undefined) return;
    using running = await openService({
      record,
      targetsFolder,
      signal,
      now: Date.now,
      environmentsOf: environmentsIn(call),
      onEvent: () => undefined,
    });
    await running.stop(task.taskId);
    await running.settled();
  }
  putStopped(call, task, { at: Date.now(), code: 'UserInitiated', reason, exitCodes: {} });
  schedulerOf(call).wake(call, name);
}

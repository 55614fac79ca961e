// The task sets of a service that CodeDeploy deploys to: its deployments, with the tasks that each has.
import { readService, type ServiceName } from '../../targets/service/service-record.ts';
import type { Placed } from '../documents.ts';
import { countsOf, tasksNow } from './service-output.ts';

/** ECS API reference, TaskSet. */
export interface TaskSetNow {
  readonly id: string;
  readonly status: 'PRIMARY' | 'ACTIVE' | 'DRAINING';
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
}

/** In the order of the ids. None of a service that is not there. */
export async function taskSetsNow(
  call: Placed,
  name: ServiceName,
  ids: readonly string[],
): Promise<readonly TaskSetNow[]> {
  const record = await readService(call.ground.targetsFolder, name);
  if (record === undefined) return [];
  const tasks = (await tasksNow(call, record)).filter(({ isStopping }) => !isStopping);
  return ids.map((id) => {
    const own = tasks.filter(({ deploymentId }) => deploymentId === id);
    const isPrimary = record.primary === id;
    const isThere = isPrimary || own.length > 0;
    return {
      id,
      status: isPrimary ? 'PRIMARY' : isThere ? 'ACTIVE' : 'DRAINING',
      desiredCount: isThere ? record.service.desiredCount : 0,
      ...countsOf(own),
    };
  });
}

// What tasks and hosts of this machine have said since it was asked last becomes events, before events are read.
import type { LogGroups } from '../../state/log-groups/log-groups.ts';
import { takeHostLogs } from '../autoscaling/host-logs.ts';
import { takeTaskLogs } from '../ecs/task-logs.ts';
import type { ServiceCall } from '../service.ts';

export async function takeLogs(call: ServiceCall, logs: LogGroups): Promise<void> {
  await Promise.all([takeTaskLogs(call, logs), takeHostLogs(call, logs)]);
}

// What has the tasks that no service started: a record of the target like a service's, one for each cluster.
import type { ServiceName } from '../../targets/service/service-record.ts';

/** No service has a dot in its name (ECS API reference, CreateService). */
export const runTasksName = '.tasks';

/** Whether it is no service, but what has the tasks of RunTask. */
export function isTasksOf({ serviceName }: ServiceName): boolean {
  return serviceName === runTasksName;
}
